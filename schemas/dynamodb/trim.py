"""Makes shapes.json and operations/*.json: what the operations of DynamoDB look like on the wire.

    pip install botocore==1.43.11 && python trim.py

Source: the service models of botocore 1.43.11 (Apache License 2.0, Amazon.com, Inc.). Kept are facts
alone: names, types, what is required, lengths, patterns, enumerations, exceptions. Every text that
explains something is left behind. `CORRECTIONS` holds where the service is known to say otherwise.
"""

import gzip
import json
import pathlib

import botocore

HERE = pathlib.Path(__file__).parent
SOURCES = {"DynamoDB": "dynamodb", "DynamoDBStreams": "dynamodbstreams"}

OPERATIONS = {
    "DynamoDB": """
        BatchExecuteStatement BatchGetItem BatchWriteItem CreateBackup CreateTable DeleteBackup
        DeleteItem DeleteResourcePolicy DeleteTable DescribeBackup DescribeContinuousBackups
        DescribeContributorInsights DescribeEndpoints DescribeExport DescribeImport DescribeLimits
        DescribeTable DescribeTimeToLive ExecuteStatement ExecuteTransaction
        ExportTableToPointInTime GetItem GetResourcePolicy ImportTable ListBackups
        ListContributorInsights ListExports ListImports ListTables ListTagsOfResource PutItem
        PutResourcePolicy Query RestoreTableFromBackup RestoreTableToPointInTime Scan TagResource
        TransactGetItems TransactWriteItems UntagResource UpdateContinuousBackups
        UpdateContributorInsights UpdateItem UpdateTable UpdateTimeToLive
    """.split(),
    "DynamoDBStreams": "DescribeStream GetRecords GetShardIterator ListStreams".split(),
}

# Operations on items take a table's name of any length; the others say from three characters on.
DATA = """
    BatchGetItem BatchWriteItem DeleteItem GetItem PutItem Query Scan TransactGetItems
    TransactWriteItems UpdateItem
""".split()

NAME = "[a-zA-Z0-9_.-]+"

# What messages of the service show otherwise than its model, as they were captured from it.
ENUMERATIONS = {
    "ScalarAttributeType": "B N S",
    "ProjectionType": "ALL INCLUDE KEYS_ONLY",
    "ReturnValue": "ALL_NEW UPDATED_OLD ALL_OLD NONE UPDATED_NEW",
    "Select": "SPECIFIC_ATTRIBUTES COUNT ALL_ATTRIBUTES ALL_PROJECTED_ATTRIBUTES",
    "ConditionalOperator": "OR AND",
    "ComparisonOperator": "IN NULL BETWEEN LT NOT_CONTAINS EQ GT NOT_NULL NE LE BEGINS_WITH GE"
    " CONTAINS",
    "AttributeAction": "ADD DELETE PUT",
}


def correct(shapes, operations):
    for name, order in ENUMERATIONS.items():
        assert sorted(order.split()) == sorted(shapes[name]["enum"]), name
        shapes[name]["enum"] = order.split()
    # A name, or an ARN, which is longer and has other characters.
    shapes["TableArn"] = {"type": "string", "min": 1, "max": 1024, "pattern": NAME, "arn": True}
    shapes["ControlTableArn"] = {**shapes["TableArn"], "min": 3}
    for name, operation in operations.items():
        if name in DATA:
            continue
        for member, shape in operation["input"]["members"].items():
            if shape == "TableArn":
                operation["input"]["members"][member] = "ControlTableArn"
    # Names of new tables are never ARNs, and their absence has a message of its own.
    create = operations["CreateTable"]["input"]
    create["members"]["TableName"] = "TableName"
    create["named"] = ["TableName"]
    create["required"] = ["AttributeDefinitions", "KeySchema"]
    # Empty maps have a message of their own; so has a list of indexes.
    for name in ["BatchGetRequestMap", "BatchWriteItemRequestMap"]:
        del shapes[name]["min"], shapes[name]["max"]


def trim(shape):
    kept = {"type": shape["type"]}
    for key in ["min", "max", "pattern", "enum"]:
        if key in shape:
            kept[key] = shape[key]
    if shape["type"] == "list":
        kept["member"] = shape["member"]["shape"]
    if shape["type"] == "map":
        kept["key"] = shape["key"]["shape"]
        kept["value"] = shape["value"]["shape"]
    if shape["type"] == "structure":
        kept |= structure(shape)
    return kept


def structure(shape):
    kept = {"members": {name: member["shape"] for name, member in shape["members"].items()}}
    if shape.get("required"):
        kept["required"] = shape["required"]
    return kept


def reachable(shapes, roots):
    found, waiting = set(), list(roots)
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found.add(name)
        shape = shapes[name]
        waiting += [shape[key] for key in ["member", "key", "value"] if key in shape]
        waiting += shape.get("members", {}).values()
    return found


def main():
    data = pathlib.Path(botocore.__file__).parent / "data"
    shapes, operations = {}, {}
    for service, folder in SOURCES.items():
        path = data / folder / "2012-08-10" / "service-2.json.gz"
        model = json.load(gzip.open(path))
        for name, shape in model["shapes"].items():
            if shape.get("exception"):
                continue
            shapes.setdefault(name, trim(shape))
        for name in OPERATIONS[service]:
            operation = model["operations"][name]
            empty = {"members": {}}
            operations[name] = {
                "service": service,
                "target": model["metadata"]["targetPrefix"],
                "errors": sorted(error["shape"] for error in operation.get("errors", [])),
            }
            for side in ["input", "output"]:
                shape = operation.get(side)
                operations[name][side] = (
                    structure(model["shapes"][shape["shape"]]) if shape else empty
                )
    correct(shapes, operations)
    roots = [
        shape
        for operation in operations.values()
        for side in ["input", "output"]
        for shape in operation[side]["members"].values()
    ]
    kept = {name: shapes[name] for name in sorted(reachable(shapes, roots))}
    write("shapes.json", kept)
    for name, operation in operations.items():
        write(f"operations/{name}.json", operation)


def write(name, value):
    (HERE / name).write_text(json.dumps(value, indent=2) + "\n")


main()
