"""Runs checkov over templates in one process.

Arguments: the list of accepted findings, then files. A global table is shown a second time, each
replica as the table that checkov knows: of global tables themselves it looks at the first replica at
most. Prints each failed check that is not accepted, each accepted one that no longer fails, then
`checked N templates: P passed, A accepted`. Exit status 1 on any such line, and when nothing passed.
"""

import fnmatch
import json
import logging
import sys
import tempfile
from pathlib import Path

logging.disable(logging.CRITICAL)

# Importing these reads hundreds of checks: about five seconds.
from checkov.cloudformation.runner import Runner  # noqa: E402
from checkov.runner_filter import RunnerFilter  # noqa: E402

# Settings that a global table has once, and a table for itself.
SHARED = ["AttributeDefinitions", "KeySchema", "BillingMode", "TimeToLiveSpecification",
          "StreamSpecification"]


def replica_as_table(table, replica):
    properties = {key: table[key] for key in SHARED if key in table}
    for key, value in replica.items():
        if key not in ("Region", "GlobalSecondaryIndexes"):
            properties[key] = value
    encryption = dict(table.get("SSESpecification", {}))
    encryption.update(replica.get("SSESpecification", {}))
    properties["SSESpecification"] = encryption
    return {"Type": "AWS::DynamoDB::Table", "Properties": properties}


def with_replicas(template):
    resources = dict(template["Resources"])
    for name, resource in template["Resources"].items():
        if resource["Type"] == "AWS::DynamoDB::GlobalTable":
            for number, replica in enumerate(resource["Properties"]["Replicas"]):
                resources[f"{name}Replica{number}"] = replica_as_table(
                    resource["Properties"], replica)
    return {**template, "Resources": resources}


# Must fail: a check that passes everything would pass our templates too.
CANARY = {
    "Resources": {
        "Canary": {
            "Type": "AWS::DynamoDB::GlobalTable",
            "Properties": {
                "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
                "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
                "Replicas": [
                    {"Region": "us-east-1"},
                    {"Region": "us-west-2",
                     "PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": False}}]}}}}
CANARY_FAILS = {
    ("CKV_AWS_28", "AWS::DynamoDB::Table.CanaryReplica1"),
    ("CKV_AWS_119", "AWS::DynamoDB::Table.CanaryReplica1"),
}


def main() -> int:
    accepted = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))["accepted"]
    paths = sys.argv[2:]
    with tempfile.TemporaryDirectory() as folder:
        names = {}
        for number, path in enumerate(paths):
            template = json.loads(Path(path).read_text(encoding="utf-8"))
            copy = Path(folder) / f"{number}.json"
            copy.write_text(json.dumps(with_replicas(template)), encoding="utf-8")
            names[str(copy)] = path
        canary = Path(folder) / "canary.json"
        canary.write_text(json.dumps(with_replicas(CANARY)), encoding="utf-8")
        report = Runner().run(
            root_folder=None, files=[*names, str(canary)],
            runner_filter=RunnerFilter(framework=["cloudformation"]))
    failed = [one for one in report.failed_checks if one.file_abs_path in names]
    of_canary = {(one.check_id, one.resource) for one in report.failed_checks
                 if one.file_abs_path == str(canary)}
    used = set()
    complaints = 0
    for check, resource in sorted(CANARY_FAILS - of_canary):
        complaints += 1
        print(f"notices nothing: {check} {resource}")
    for record in failed:
        matching = [
            number for number, entry in enumerate(accepted)
            if entry["check"] == record.check_id
            and fnmatch.fnmatchcase(record.resource, entry["resource"])]
        used.update(matching)
        if not matching:
            complaints += 1
            path = names[record.file_abs_path]
            print(f"{path}: {record.check_id} {record.resource}: {record.check_name}")
    for number, entry in enumerate(accepted):
        if number not in used:
            complaints += 1
            print(f"accepted and not failed: {entry['check']} {entry['resource']}")
    for error in report.parsing_errors:
        complaints += 1
        print(f"not read: {names.get(error, error)}")
    print(f"checked {len(paths)} templates: {len(report.passed_checks)} passed, "
          f"{len(failed)} accepted")
    return 1 if complaints or not report.passed_checks else 0


if __name__ == "__main__":
    sys.exit(main())
