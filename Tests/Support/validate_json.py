"""Validates a JSON document (standard input) against a JSON Schema (the file named first).

Exit status 0 when it is valid; 1 with the errors, one a line, when it is not.
"""

import json
import sys

import jsonschema


def main() -> int:
    with open(sys.argv[1], encoding="utf-8") as file:
        schema = json.load(file)
    document = json.loads(sys.stdin.buffer.read().decode("utf-8"))
    validator_class = jsonschema.validators.validator_for(schema)
    validator_class.check_schema(schema)
    validator = validator_class(schema, format_checker=validator_class.FORMAT_CHECKER)
    count = 0
    for error in validator.iter_errors(document):
        count += 1
        print(f"{error.json_path}: {error.message}")
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main())
