"""Exports to a folder and imports from it, against the endpoint given.

    python transfers.py http://127.0.0.1:8000 BUCKETS

BUCKETS is the folder that stands for S3; it has the bucket `stock`. Exits 0 when everything was as
the service does it; otherwise says where not.
"""

import base64
import csv
import gzip
import io
import json
import pathlib
import sys
from decimal import Decimal

import boto3
from boto3.dynamodb.types import TypeDeserializer
from botocore.config import Config
from botocore.exceptions import ClientError

BUCKET = pathlib.Path(sys.argv[2]) / "stock"
CLIENT = boto3.client(
    "dynamodb", endpoint_url=sys.argv[1], region_name="us-east-1", aws_access_key_id="root",
    aws_secret_access_key="any",
    config=Config(retries={"total_max_attempts": 1}, connect_timeout=5, read_timeout=60))


def same(actual, expected):
    assert actual == expected, f"{actual!r} is not {expected!r}"


def refused(code, text, call, **request):
    try:
        answer = call(**request)
    except ClientError as error:
        same(error.response["Error"]["Code"], code)
        assert text in error.response["Error"]["Message"], error.response["Error"]
        return
    raise AssertionError(f"{code} was expected, not {answer}")


def definition(name, **more):
    return {
        "TableName": name,
        "KeySchema": [
            {"AttributeName": "id", "KeyType": "HASH"}, {"AttributeName": "at", "KeyType": "RANGE"}],
        "AttributeDefinitions": [
            {"AttributeName": "id", "AttributeType": "S"},
            {"AttributeName": "at", "AttributeType": "N"}],
        "BillingMode": "PAY_PER_REQUEST",
    } | more


def items(table):
    pages = CLIENT.get_paginator("scan").paginate(TableName=table)
    found = [item for page in pages for item in page["Items"]]
    return sorted(found, key=lambda item: (item["id"]["S"], Decimal(item["at"]["N"])))


def imported(name, prefix, form="DYNAMODB_JSON", compression="NONE", **more):
    answer = CLIENT.import_table(
        S3BucketSource={"S3Bucket": "stock", "S3KeyPrefix": prefix}, InputFormat=form,
        InputCompressionType=compression, TableCreationParameters=definition(name), **more,
    )["ImportTableDescription"]
    same(answer["ImportStatus"], "IN_PROGRESS")
    return CLIENT.describe_import(ImportArn=answer["ImportArn"])["ImportTableDescription"]


def put(name, text):
    path = BUCKET / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())


def exports():
    arn = CLIENT.create_table(**definition("things"))["TableDescription"]["TableArn"]
    ask = CLIENT.export_table_to_point_in_time
    refused("TableNotFoundException", "", ask, TableArn=arn + "x", S3Bucket="stock")
    refused("PointInTimeRecoveryUnavailableException", "things", ask, TableArn=arn, S3Bucket="stock")
    CLIENT.update_continuous_backups(
        TableName="things",
        PointInTimeRecoverySpecification={"PointInTimeRecoveryEnabled": True})
    stored = []
    for number in range(300):
        item = {
            "id": {"S": f"thing \"{number % 7}\" ü"}, "at": {"N": str(number)},
            "blob": {"B": bytes([number % 256, 0])}, "yes": {"BOOL": number % 2 == 0},
            "none": {"NULL": True}, "words": {"SS": ["a", "b"]}, "figures": {"NS": ["1", "2.5"]},
            "tree": {"M": {"list": {"L": [{"N": "1E-10"}, {"S": "line\nbreak"}]}}}}
        CLIENT.put_item(TableName="things", Item=item)
        stored.append(item)
    refused("ValidationException", "ION", ask, TableArn=arn, S3Bucket="stock", ExportFormat="ION")
    refused(
        "ValidationException", "incremental", ask, TableArn=arn, S3Bucket="stock",
        ExportType="INCREMENTAL_EXPORT")
    first = ask(TableArn=arn, S3Bucket="stock", S3Prefix="daily", ClientToken="one")
    first = first["ExportDescription"]
    same(first["ExportStatus"], "IN_PROGRESS")
    assert "ExportManifest" not in first, first
    again = ask(TableArn=arn, S3Bucket="stock", S3Prefix="daily", ClientToken="one")
    same(again["ExportDescription"]["ExportArn"], first["ExportArn"])
    refused(
        "ExportConflictException", "", ask, TableArn=arn, S3Bucket="stock", ClientToken="one")
    done = CLIENT.describe_export(ExportArn=first["ExportArn"])["ExportDescription"]
    same((done["ExportStatus"], done["ItemCount"]), ("COMPLETED", 300))
    same((done["ExportFormat"], done["ExportType"]), ("DYNAMODB_JSON", "FULL_EXPORT"))
    data = files(done, arn)
    same(sorted(data, key=by_key), sorted(map(plain, stored), key=by_key))
    lost = ask(TableArn=arn, S3Bucket="nobucket")["ExportDescription"]
    lost = CLIENT.describe_export(ExportArn=lost["ExportArn"])["ExportDescription"]
    same((lost["ExportStatus"], lost["FailureCode"]), ("FAILED", "S3NoSuchBucket"))
    out = ask(TableArn=arn, S3Bucket="stock", S3Prefix="../../out")["ExportDescription"]
    out = CLIENT.describe_export(ExportArn=out["ExportArn"])["ExportDescription"]
    same((out["ExportStatus"], out["FailureCode"]), ("FAILED", "S3Error"))
    refused("ExportNotFoundException", "", CLIENT.describe_export, ExportArn=arn + "/export/0123")
    pages(arn, ask)
    return stored, done["ExportManifest"]


def pages(arn, ask):
    for _ in range(27):
        ask(TableArn=arn, S3Bucket="stock", S3Prefix="many")
    same([len(page) for page in export_pages(TableArn=arn)], [25, 5])
    found = sum(export_pages(TableArn=arn, MaxResults=4), [])
    same(len({summary["ExportArn"] for summary in found}), 30)
    same({summary["ExportType"] for summary in found}, {"FULL_EXPORT"})
    same(CLIENT.list_exports(TableArn=arn.replace("things", "others"))["ExportSummaries"], [])
    refused("ValidationException", "NextToken", CLIENT.list_exports, NextToken="a" * 112)


def export_pages(**more):
    """botocore has no paginator for exports."""
    token = {}
    while True:
        page = CLIENT.list_exports(**more, **token)
        yield page["ExportSummaries"]
        if "NextToken" not in page:
            return
        token = {"NextToken": page["NextToken"]}


def plain(item):
    read = TypeDeserializer()
    return {name: read.deserialize(value) for name, value in item.items()}


def by_key(item):
    return (item["id"], item["at"])


def files(done, arn):
    """The items of an export, as a program finds them that knows the format."""
    summary = json.loads((BUCKET / done["ExportManifest"]).read_bytes())
    same((summary["tableArn"], summary["itemCount"]), (arn, 300))
    same((summary["version"], summary["outputFormat"]), ("2020-06-30", "DYNAMODB_JSON"))
    same(summary["s3Prefix"], "daily")
    same(summary["billedSizeBytes"], done["BilledSizeBytes"])
    found = []
    for line in (BUCKET / summary["manifestFilesS3Key"]).read_text().splitlines():
        manifest = json.loads(line)
        text = gzip.decompress((BUCKET / manifest["dataFileS3Key"]).read_bytes()).decode()
        lines = [json.loads(line)["Item"] for line in text.split("\n") if line]
        same(len(lines), manifest["itemCount"])
        for item in lines:
            item["blob"] = {"B": base64.b64decode(item["blob"]["B"])}
            found.append(plain(item))
    return found


def imports(stored, manifest):
    folder = manifest.rsplit("/", 1)[0]
    done = imported("copy", folder + "/data/", compression="GZIP", ClientToken="two")
    same((done["ImportStatus"], done["ErrorCount"]), ("COMPLETED", 0))
    same((done["ImportedItemCount"], done["ProcessedItemCount"]), (300, 300))
    same(done["TableCreationParameters"]["TableName"], "copy")
    same(items("copy"), items("things"))
    refused(
        "ImportConflictException", "", CLIENT.import_table,
        S3BucketSource={"S3Bucket": "stock", "S3KeyPrefix": "other"}, InputFormat="CSV",
        TableCreationParameters=definition("copy"), ClientToken="two")
    refused(
        "ResourceInUseException", "copy", CLIENT.import_table,
        S3BucketSource={"S3Bucket": "stock", "S3KeyPrefix": folder}, InputFormat="DYNAMODB_JSON",
        TableCreationParameters=definition("copy"))
    put("lines/a.json", '{"Item":{"id":{"S":"a"},"at":{"N":"1"}}}\n\nnot json\n{"Item":{}}\n'
        '{"Item":{"id":{"N":"1"},"at":{"N":"1"}}}\n{"Other":{"id":{"S":"a"}}}')
    done = imported("lines", "lines/")
    same((done["ErrorCount"], done["ImportedItemCount"], done["ProcessedItemCount"]), (4, 1, 5))
    same(items("lines"), [{"id": {"S": "a"}, "at": {"N": "1"}}])
    rows()
    hostile()
    for form, compression, text in [("ION", "NONE", "ION"), ("CSV", "ZSTD", "ZSTD")]:
        refused(
            "ValidationException", text, CLIENT.import_table,
            S3BucketSource={"S3Bucket": "stock"}, InputFormat=form,
            InputCompressionType=compression, TableCreationParameters=definition("never"))
    summaries = CLIENT.list_imports()["ImportSummaryList"]
    assert {"COMPLETED", "FAILED"} == {summary["ImportStatus"] for summary in summaries}, summaries
    arn = done["TableArn"]
    same(len(CLIENT.list_imports(TableArn=arn)["ImportSummaryList"]), 1)
    first = CLIENT.list_imports(PageSize=2)
    second = CLIENT.list_imports(PageSize=2, NextToken=first["NextToken"])
    same([summary["ImportArn"] for summary in summaries[:4]],
         [s["ImportArn"] for page in [first, second] for s in page["ImportSummaryList"]])
    refused("ImportNotFoundException", "", CLIENT.describe_import, ImportArn=arn + "/import/0123")


def rows():
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    for number, note in enumerate(['plain', 'a "quote"', 'two\nlines', 'semi;colon', '']):
        writer.writerow(["r", number, note])
    put("rows/a.csv.gz", gzip.compress(text.getvalue().encode()))
    done = imported(
        "rows", "rows/", "CSV", "GZIP",
        InputFormatOptions={"Csv": {"Delimiter": ";", "HeaderList": ["id", "at", "note"]}})
    same((done["ErrorCount"], done["ImportedItemCount"]), (0, 5))
    same(done["InputFormatOptions"]["Csv"]["Delimiter"], ";")
    notes = [item.get("note", {}).get("S") for item in items("rows")]
    same(notes, ['plain', 'a "quote"', 'two\nlines', 'semi;colon', None])
    put("headed/a.csv", "id,at,n\r\nx,1,2\r\nx,two,3\r\nx,3\r\n\"x\"y,4,5\r\n")
    done = imported("headed", "headed/", "CSV")
    same((done["ErrorCount"], done["ImportedItemCount"]), (3, 1))
    same(items("headed"), [{"id": {"S": "x"}, "at": {"N": "1"}, "n": {"S": "2"}}])


def hostile():
    whole = gzip.compress(b'{"Item":{"id":{"S":"a"},"at":{"N":"1"}}}\n')
    broken = whole[:-8] + bytes(8)
    for name, bytes_ in [
            ("cut", whole[:-12]), ("broken", broken), ("noise", b"\x1f\x8b" * 50)]:
        put(f"{name}/a.gz", bytes_)
        done = imported("never", f"{name}/", compression="GZIP")
        same((done["ImportStatus"], done["FailureCode"]), ("FAILED", "S3Error"))
    done = imported("never", "nothing/")
    same((done["ImportStatus"], done["FailureCode"]), ("FAILED", "S3NoSuchKey"))
    outside = BUCKET / "leak"
    outside.mkdir()
    (outside / "a.json").symlink_to("/etc/passwd")
    same(imported("never", "leak/")["FailureCode"], "S3NoSuchKey")
    put("two/a.gz", whole + whole)
    same(imported("two", "two/", compression="GZIP")["ProcessedItemCount"], 2)


imports(*exports())
print("as expected")
