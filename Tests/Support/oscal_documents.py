"""Reads OSCAL documents with compliance-trestle, as strictly as it reads them.

Arguments: files, each a component definition or assessment results. Prints what is wrong with each, then
`read N documents`. Exit status 1 on any complaint, and when nothing was read.
"""

import json
import sys
import uuid
from pathlib import Path

from trestle.oscal import assessment_results, component

MODELS = {
    "component-definition": component.ComponentDefinition,
    "assessment-results": assessment_results.AssessmentResults,
}


def identifiers(value, key=None):
    """Every `uuid` of a thing, and not those that refer to one."""
    if isinstance(value, dict):
        for name, part in value.items():
            if name == "uuid":
                yield part
            else:
                yield from identifiers(part, name)
    elif isinstance(value, list):
        for part in value:
            yield from identifiers(part, key)


def complaints(document):
    if len(document) != 1 or next(iter(document)) not in MODELS:
        yield f"no document of ours: {list(document)}"
        return
    (name, content), = document.items()
    try:
        MODELS[name].model_validate(content)
    except ValueError as error:
        yield f"{error}"
    seen = set()
    for text in identifiers(content):
        if text in seen:
            yield f"{text} is the identifier of two things"
        seen.add(text)
        if uuid.UUID(text).version != 4:
            yield f"{text} is of another version than 4"


def main() -> int:
    count = faults = 0
    for path in sys.argv[1:]:
        count += 1
        for complaint in complaints(json.loads(Path(path).read_text(encoding="utf-8"))):
            faults += 1
            print(f"{path}: {complaint}")
    print(f"read {count} documents")
    return 1 if faults or not count else 0


if __name__ == "__main__":
    sys.exit(main())
