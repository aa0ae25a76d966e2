"""Loads each template's YAML, short intrinsics and all, and compares it with its JSON.

Arguments: pairs of files, the JSON first. Prints one line for each pair that differs, then a line
with the number of pairs compared. Exit status 1 when any differs.
"""

import json
import sys

import yaml


class Loader(yaml.SafeLoader):
    """CloudFormation's reading of YAML 1.1: no dates, and tags for its functions."""


Loader.yaml_implicit_resolvers = {
    letter: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith("timestamp")]
    for letter, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def function(loader, suffix, node):
    name = suffix if suffix in ("Ref", "Condition") else f"Fn::{suffix}"
    if isinstance(node, yaml.ScalarNode):
        value = loader.construct_scalar(node)
        if suffix == "GetAtt":
            value = value.split(".", 1)
    elif isinstance(node, yaml.SequenceNode):
        value = loader.construct_sequence(node, deep=True)
    else:
        value = loader.construct_mapping(node, deep=True)
    return {name: value}


Loader.add_multi_constructor("!", function)


def typed(value):
    """Tells `1` from `true` and `1.0`, which Python calls equal."""
    if isinstance(value, dict):
        return {key: typed(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [typed(inner) for inner in value]
    return (type(value).__name__, value)


def main() -> int:
    differing = 0
    pairs = list(zip(sys.argv[1::2], sys.argv[2::2]))
    for json_path, yaml_path in pairs:
        with open(json_path, encoding="utf-8") as file:
            expected = json.load(file)
        with open(yaml_path, encoding="utf-8") as file:
            actual = yaml.load(file, Loader)
        if typed(expected) != typed(actual):
            differing += 1
            print(f"{yaml_path} does not load to the value of {json_path}")
    print(f"compared {len(pairs)}")
    return 1 if differing or not pairs else 0


if __name__ == "__main__":
    sys.exit(main())
