"""Runs cfn-lint over templates in one process.

Arguments: groups of a region and files, each group ending with `--`; the region `-` is any region.
Prints each match as `file:line: RULE message`, then `linted N templates`. Exit status 1 on any
match that is an error or a warning, and when nothing was linted.
"""

import sys

from cfnlint import api
from cfnlint.config import ManualArgs

ANY_REGION = ["us-east-1", "us-gov-west-1"]

# What its copy of a region's shapes says otherwise than AWS: the reference of
# AWS::ApplicationAutoScaling::ScalableTarget requires no role, for the service has its own.
STALE = {("us-gov-west-1", "E3003", "'RoleARN' is a required property")}


def groups(words):
    """`[(regions, path)]`"""
    region = None
    for word in words:
        if word == "--":
            region = None
        elif region is None:
            region = word
        else:
            yield (ANY_REGION if region == "-" else [region], word)


def main() -> int:
    graver = count = 0
    for regions, path in groups(sys.argv[1:]):
        count += 1
        with open(path, encoding="utf-8") as file:
            text = file.read()
        for region in regions:
            for match in api.lint(text, config=ManualArgs(regions=[region])):
                if (region, match.rule.id, match.message) in STALE:
                    continue
                graver += match.rule.severity in ("error", "warning")
                print(f"{path}:{match.linenumber}: {match.rule.id} {match.message} ({region})")
    print(f"linted {count} templates")
    return 1 if graver or not count else 0


if __name__ == "__main__":
    sys.exit(main())
