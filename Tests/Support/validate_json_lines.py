"""Validates each line of standard input against a JSON Schema (the file named first).

Prints a line for each: `valid`, or where and why the first error lies.
"""

import json
import sys

import jsonschema


def main() -> int:
    with open(sys.argv[1], encoding="utf-8") as file:
        schema = json.load(file)
    validator_class = jsonschema.validators.validator_for(schema)
    validator_class.check_schema(schema)
    validator = validator_class(schema, format_checker=validator_class.FORMAT_CHECKER)
    for line in sys.stdin.buffer.read().decode("utf-8").splitlines():
        error = jsonschema.exceptions.best_match(validator.iter_errors(json.loads(line)))
        print("valid" if error is None else f"{error.json_path}: {error.message[:200]!r}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
