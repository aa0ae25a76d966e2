"""What SDKs do with DynamoDB, family by family, against the endpoint given.

    python families.py http://127.0.0.1:8000 FAMILY

Exits 0 when everything was as the service does it; otherwise says where not.
"""

import datetime
import sys
from decimal import Decimal

import boto3
from boto3.dynamodb.conditions import Attr, Key
from botocore import UNSIGNED
from botocore.config import Config
from botocore.exceptions import ClientError

ENDPOINT = sys.argv[1]


def client(service="dynamodb", **more):
    return boto3.client(service, **arguments(**more))


def arguments(region="us-east-1", key="root"):
    return {
        "endpoint_url": ENDPOINT,
        "region_name": region,
        "aws_access_key_id": key,
        "aws_secret_access_key": "any",
        "config": Config(retries={"total_max_attempts": 1}, connect_timeout=5, read_timeout=20),
    }


def resource():
    return boto3.resource("dynamodb", **arguments())


def same(actual, expected):
    assert actual == expected, f"{actual!r} is not {expected!r}"


def refused(code, call, text=None, **request):
    try:
        answer = call(**request)
    except ClientError as error:
        same(error.response["Error"]["Code"], code)
        if text is not None:
            assert text in error.response["Error"]["Message"], error.response["Error"]
        return error.response
    raise AssertionError(f"{code} was expected, not {answer}")


def make(name, sort=False, **more):
    keys = [{"AttributeName": "id", "KeyType": "HASH"}]
    attributes = {"id": "S"}
    if sort:
        keys.append({"AttributeName": "at", "KeyType": "RANGE"})
        attributes["at"] = "N"
    attributes |= more.pop("attributes", {})
    return client().create_table(
        TableName=name,
        KeySchema=keys,
        AttributeDefinitions=[
            {"AttributeName": key, "AttributeType": kind} for key, kind in attributes.items()
        ],
        **({"BillingMode": "PAY_PER_REQUEST"} | more),
    )["TableDescription"]


def tables():
    c = client()
    made = make("tables-one")
    same(made["TableArn"], "arn:aws:dynamodb:us-east-1:123456789012:table/tables-one")
    c.get_waiter("table_exists").wait(TableName="tables-one")
    described = c.describe_table(TableName=made["TableArn"])["Table"]
    same(described["TableStatus"], "ACTIVE")
    same(described["BillingModeSummary"]["BillingMode"], "PAY_PER_REQUEST")
    assert isinstance(described["CreationDateTime"], datetime.datetime)
    for number in range(12):
        make(f"tables-page-{number:02}")
    names = []
    for page in c.get_paginator("list_tables").paginate(PaginationConfig={"PageSize": 5}):
        assert len(page["TableNames"]) <= 5
        names += page["TableNames"]
    assert [name for name in names if name.startswith("tables-page")] == [
        f"tables-page-{number:02}" for number in range(12)
    ]
    refused("ResourceInUseException", make, "Table already exists: tables-one", name="tables-one")
    refused(
        "ResourceNotFoundException", c.describe_table, "Table: tables-none not found",
        TableName="tables-none",
    )
    c.delete_table(TableName="tables-one")
    c.get_waiter("table_not_exists").wait(TableName="tables-one")
    assert c.describe_limits()["TableMaxReadCapacityUnits"] > 0
    assert c.describe_endpoints()["Endpoints"][0]["Address"]


def items():
    make("items", sort=True)
    table = resource().Table("items")
    item = {
        "id": "a", "at": 1, "text": "é\"\n\u0001😀", "empty": "", "number": Decimal("-12.50"),
        "large": Decimal("12345678901234567890123456789012345678"), "tiny": Decimal("1E-130"),
        "bytes": b"\x00\xff", "flag": True, "nothing": None, "list": [1, "two", [3]],
        "map": {"deep": {"deeper": [{}]}}, "texts": {"b", "a"}, "numbers": {1, Decimal("2.5")},
        "blobs": {b"a", b"b"},
    }
    table.put_item(Item=item)
    found = table.get_item(Key={"id": "a", "at": 1}, ConsistentRead=True)["Item"]
    found["bytes"] = found["bytes"].value
    found["blobs"] = {blob.value for blob in found["blobs"]}
    same(found, item)
    assert "Item" not in table.get_item(Key={"id": "a", "at": 2})
    part = table.get_item(
        Key={"id": "a", "at": 1}, ProjectionExpression="#m.deep, #l[1]",
        ExpressionAttributeNames={"#m": "map", "#l": "list"},
    )
    same(part["Item"], {"map": {"deep": {"deeper": [{}]}}, "list": ["two"]})
    old = table.put_item(Item={"id": "a", "at": 1, "n": 1}, ReturnValues="ALL_OLD")
    same(old["Attributes"]["text"], item["text"])
    updated = table.update_item(
        Key={"id": "a", "at": 1}, UpdateExpression="SET n = n + :one, s = if_not_exists(s, :s)",
        ExpressionAttributeValues={":one": 1, ":s": "new"}, ReturnValues="UPDATED_NEW",
        ReturnConsumedCapacity="TOTAL",
    )
    same(updated["Attributes"], {"n": 2, "s": "new"})
    same(updated["ConsumedCapacity"], {"TableName": "items", "CapacityUnits": 1.0})
    gone = table.delete_item(Key={"id": "a", "at": 1}, ReturnValues="ALL_OLD")
    same(gone["Attributes"]["n"], 2)


def conditions():
    make("conditions")
    table = resource().Table("conditions")
    table.put_item(Item={"id": "a", "n": 1, "tags": {"x"}})
    table.put_item(Item={"id": "a", "n": 2}, ConditionExpression=Attr("n").eq(1))
    answer = refused(
        "ConditionalCheckFailedException", table.put_item, "The conditional request failed",
        Item={"id": "a"}, ConditionExpression="attribute_not_exists(id)",
        ReturnValuesOnConditionCheckFailure="ALL_OLD",
    )
    same(answer["Item"], {"id": {"S": "a"}, "n": {"N": "2"}})
    table.update_item(
        Key={"id": "a"}, AttributeUpdates={"n": {"Action": "ADD", "Value": 5}},
        Expected={"n": {"Value": 2}},
    )
    same(table.get_item(Key={"id": "a"})["Item"]["n"], 7)
    refused(
        "ValidationException", table.delete_item, "Can not use both expression",
        Key={"id": "a"}, Expected={"n": {"Value": 7}}, ConditionExpression="n = n",
    )
    refused(
        "ValidationException", table.update_item, "reserved keyword",
        Key={"id": "a"}, UpdateExpression="SET size = :s", ExpressionAttributeValues={":s": 1},
    )


def queries():
    make(
        "queries", sort=True, attributes={"kind": "S", "rank": "N"},
        GlobalSecondaryIndexes=[{
            "IndexName": "by-kind",
            "KeySchema": [
                {"AttributeName": "kind", "KeyType": "HASH"},
                {"AttributeName": "rank", "KeyType": "RANGE"},
            ],
            "Projection": {"ProjectionType": "INCLUDE", "NonKeyAttributes": ["size"]},
        }],
        LocalSecondaryIndexes=[{
            "IndexName": "by-rank",
            "KeySchema": [
                {"AttributeName": "id", "KeyType": "HASH"},
                {"AttributeName": "rank", "KeyType": "RANGE"},
            ],
            "Projection": {"ProjectionType": "KEYS_ONLY"},
        }],
    )
    table = resource().Table("queries")
    with table.batch_writer() as batch:
        for number in range(100):
            batch.put_item(Item={
                "id": "a", "at": number, "kind": "even" if number % 2 == 0 else "odd",
                "rank": -number, "size": number, "other": "x" * 100,
            })
    between = table.query(KeyConditionExpression=Key("id").eq("a") & Key("at").between(10, 12))
    same([item["at"] for item in between["Items"]], [10, 11, 12])
    back = table.query(
        KeyConditionExpression=Key("id").eq("a"), ScanIndexForward=False, Limit=2,
        FilterExpression=Attr("size").lt(99), ReturnConsumedCapacity="INDEXES",
    )
    same((back["Count"], back["ScannedCount"]), (1, 2))
    same(back["LastEvaluatedKey"], {"id": "a", "at": 98})
    odd = table.query(
        IndexName="by-kind", KeyConditionExpression=Key("kind").eq("odd") & Key("rank").gt(-6))
    same([item["at"] for item in odd["Items"]], [5, 3, 1])
    same(set(odd["Items"][0]), {"id", "at", "kind", "rank", "size"})
    local = table.query(
        IndexName="by-rank", KeyConditionExpression=Key("id").eq("a"), Limit=1,
        ConsistentRead=True)
    same(local["Items"][0]["at"], 99)
    same(set(local["LastEvaluatedKey"]), {"id", "at", "rank"})
    refused(
        "ValidationException", table.query, "Consistent reads are not supported",
        IndexName="by-kind", KeyConditionExpression=Key("kind").eq("odd"), ConsistentRead=True)
    pages = client().get_paginator("query").paginate(
        TableName="queries", KeyConditionExpression="id = :a",
        ExpressionAttributeValues={":a": {"S": "a"}}, PaginationConfig={"PageSize": 7})
    same(sum(len(page["Items"]) for page in pages), 100)
    seen = []
    for segment in range(4):
        pages = client().get_paginator("scan").paginate(
            TableName="queries", TotalSegments=4, Segment=segment)
        seen += [item["at"]["N"] for page in pages for item in page["Items"]]
    same(sorted(map(int, seen)), list(range(100)))
    same(table.scan(Select="COUNT", IndexName="by-kind")["Count"], 100)
    legacy = client().query(
        TableName="queries",
        KeyConditions={
            "id": {"ComparisonOperator": "EQ", "AttributeValueList": [{"S": "a"}]},
            "at": {"ComparisonOperator": "LT", "AttributeValueList": [{"N": "3"}]},
        })
    same(legacy["Count"], 3)


def batches():
    make("batches")
    c = client()
    requests = [{"PutRequest": {"Item": {"id": {"S": str(n)}}}} for n in range(25)]
    same(c.batch_write_item(RequestItems={"batches": requests})["UnprocessedItems"], {})
    keys = [{"id": {"S": str(n)}} for n in range(30)]
    found = c.batch_get_item(RequestItems={"batches": {"Keys": keys}})
    same(len(found["Responses"]["batches"]), 25)
    same(found["UnprocessedKeys"], {})
    refused(
        "ValidationException", c.batch_write_item, "length less than or equal to 25",
        RequestItems={"batches": requests + [{"PutRequest": {"Item": {"id": {"S": "x"}}}}]})
    refused(
        "ValidationException", c.batch_get_item, "contains duplicates",
        RequestItems={"batches": {"Keys": keys[:1] * 2}})
    refused(
        "ResourceNotFoundException", c.batch_get_item,
        RequestItems={"batches-none": {"Keys": keys[:1]}})


def transactions():
    make("transactions")
    c = client()
    put = {"TableName": "transactions", "Item": {"id": {"S": "a"}, "n": {"N": "1"}}}
    c.transact_write_items(TransactItems=[{"Put": put}], ClientRequestToken="one")
    c.transact_write_items(TransactItems=[{"Put": put}], ClientRequestToken="one")
    refused(
        "IdempotentParameterMismatchException", c.transact_write_items,
        TransactItems=[{"Delete": {"TableName": "transactions", "Key": {"id": {"S": "a"}}}}],
        ClientRequestToken="one")
    answer = refused(
        "TransactionCanceledException", c.transact_write_items, "[None, ConditionalCheckFailed]",
        TransactItems=[
            {"Put": {"TableName": "transactions", "Item": {"id": {"S": "b"}}}},
            {"ConditionCheck": {
                "TableName": "transactions", "Key": {"id": {"S": "a"}},
                "ConditionExpression": "n > :n", "ExpressionAttributeValues": {":n": {"N": "5"}},
                "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
            }},
        ])
    same(answer["CancellationReasons"][1]["Item"], put["Item"])
    got = c.transact_get_items(TransactItems=[
        {"Get": {"TableName": "transactions", "Key": {"id": {"S": name}}}} for name in "ab"])
    same([response.get("Item") for response in got["Responses"]], [put["Item"], None])


def streams():
    make("streams", StreamSpecification={
        "StreamEnabled": True, "StreamViewType": "NEW_AND_OLD_IMAGES"})
    c, s = client(), client("dynamodbstreams")
    c.put_item(TableName="streams", Item={"id": {"S": "a"}})
    c.update_item(
        TableName="streams", Key={"id": {"S": "a"}}, UpdateExpression="SET n = :n",
        ExpressionAttributeValues={":n": {"N": "1"}})
    c.delete_item(TableName="streams", Key={"id": {"S": "a"}})
    listed = s.list_streams(TableName="streams")["Streams"]
    same(len(listed), 1)
    described = s.describe_stream(StreamArn=listed[0]["StreamArn"])["StreamDescription"]
    same((described["StreamStatus"], described["StreamViewType"]), ("ENABLED", "NEW_AND_OLD_IMAGES"))
    iterator = s.get_shard_iterator(
        StreamArn=listed[0]["StreamArn"], ShardId=described["Shards"][0]["ShardId"],
        ShardIteratorType="TRIM_HORIZON")["ShardIterator"]
    records = s.get_records(ShardIterator=iterator)["Records"]
    same([record["eventName"] for record in records], ["INSERT", "MODIFY", "REMOVE"])
    same(records[1]["dynamodb"]["NewImage"], {"id": {"S": "a"}, "n": {"N": "1"}})
    same(records[2]["dynamodb"]["OldImage"]["n"], {"N": "1"})
    after = s.get_shard_iterator(
        StreamArn=listed[0]["StreamArn"], ShardId=described["Shards"][0]["ShardId"],
        ShardIteratorType="AFTER_SEQUENCE_NUMBER",
        SequenceNumber=records[0]["dynamodb"]["SequenceNumber"])["ShardIterator"]
    same(len(s.get_records(ShardIterator=after, Limit=1)["Records"]), 1)


def expiry():
    make("expiry")
    c = client()
    same(c.describe_time_to_live(TableName="expiry")["TimeToLiveDescription"],
         {"TimeToLiveStatus": "DISABLED"})
    c.update_time_to_live(
        TableName="expiry", TimeToLiveSpecification={"Enabled": True, "AttributeName": "until"})
    same(c.describe_time_to_live(TableName="expiry")["TimeToLiveDescription"],
         {"TimeToLiveStatus": "ENABLED", "AttributeName": "until"})
    refused(
        "ValidationException", c.update_time_to_live, "TimeToLive is already enabled",
        TableName="expiry", TimeToLiveSpecification={"Enabled": True, "AttributeName": "until"})


def settings():
    made = make("settings", Tags=[{"Key": "team", "Value": "a"}])
    c = client()
    arn = made["TableArn"]
    c.tag_resource(ResourceArn=arn, Tags=[{"Key": "team", "Value": "b"}, {"Key": "x", "Value": ""}])
    c.untag_resource(ResourceArn=arn, TagKeys=["x"])
    same(c.list_tags_of_resource(ResourceArn=arn)["Tags"], [{"Key": "team", "Value": "b"}])
    c.update_table(
        TableName="settings", BillingMode="PROVISIONED",
        ProvisionedThroughput={"ReadCapacityUnits": 3, "WriteCapacityUnits": 2})
    described = c.describe_table(TableName="settings")["Table"]
    same(described["ProvisionedThroughput"]["ReadCapacityUnits"], 3)
    c.put_item(TableName="settings", Item={"id": {"S": "a"}, "kind": {"S": "k"}})
    c.update_table(
        TableName="settings",
        AttributeDefinitions=[
            {"AttributeName": "id", "AttributeType": "S"},
            {"AttributeName": "kind", "AttributeType": "S"},
        ],
        GlobalSecondaryIndexUpdates=[{"Create": {
            "IndexName": "by-kind",
            "KeySchema": [{"AttributeName": "kind", "KeyType": "HASH"}],
            "Projection": {"ProjectionType": "ALL"},
            "ProvisionedThroughput": {"ReadCapacityUnits": 1, "WriteCapacityUnits": 1},
        }}])
    found = c.query(
        TableName="settings", IndexName="by-kind", KeyConditionExpression="kind = :k",
        ExpressionAttributeValues={":k": {"S": "k"}})
    same(found["Count"], 1)
    c.update_table(TableName="settings", DeletionProtectionEnabled=True)
    refused(
        "ValidationException", c.delete_table, "protected against deletion", TableName="settings")
    policy = '{"Version":"2012-10-17","Statement":[]}'
    put = c.put_resource_policy(ResourceArn=arn, Policy=policy)
    same(c.get_resource_policy(ResourceArn=arn)["RevisionId"], put["RevisionId"])
    c.delete_resource_policy(ResourceArn=arn)
    refused("PolicyNotFoundException", c.get_resource_policy, ResourceArn=arn)
    c.update_contributor_insights(TableName="settings", ContributorInsightsAction="ENABLE")
    same(c.describe_contributor_insights(TableName="settings")["ContributorInsightsStatus"],
         "ENABLED")


def recovery():
    make("recovery")
    c = client()
    c.put_item(TableName="recovery", Item={"id": {"S": "a"}})
    backup = c.create_backup(TableName="recovery", BackupName="first")["BackupDetails"]
    c.delete_item(TableName="recovery", Key={"id": {"S": "a"}})
    described = c.describe_backup(BackupArn=backup["BackupArn"])["BackupDescription"]
    same(described["BackupDetails"]["BackupStatus"], "AVAILABLE")
    same(described["SourceTableDetails"]["ItemCount"], 1)
    listed = c.list_backups(TableName="recovery")["BackupSummaries"]
    same([summary["BackupArn"] for summary in listed], [backup["BackupArn"]])
    c.restore_table_from_backup(TargetTableName="restored", BackupArn=backup["BackupArn"])
    c.get_waiter("table_exists").wait(TableName="restored")
    same(c.scan(TableName="restored")["Count"], 1)
    c.delete_backup(BackupArn=backup["BackupArn"])
    refused("BackupNotFoundException", c.describe_backup, BackupArn=backup["BackupArn"])
    same(c.describe_continuous_backups(TableName="recovery")["ContinuousBackupsDescription"]
         ["PointInTimeRecoveryDescription"]["PointInTimeRecoveryStatus"], "DISABLED")
    on = c.update_continuous_backups(
        TableName="recovery",
        PointInTimeRecoverySpecification={
            "PointInTimeRecoveryEnabled": True, "RecoveryPeriodInDays": 7})
    recovery = on["ContinuousBackupsDescription"]["PointInTimeRecoveryDescription"]
    same((recovery["PointInTimeRecoveryStatus"], recovery["RecoveryPeriodInDays"]), ("ENABLED", 7))
    refused(
        "PointInTimeRecoveryUnavailableException", c.restore_table_to_point_in_time,
        SourceTableName="restored", TargetTableName="other", UseLatestRestorableTime=True)


def statements():
    make("statements")
    c = client()
    c.execute_statement(Statement="INSERT INTO \"statements\" VALUE {'id': 'a', 'n': 1}")
    refused(
        "DuplicateItemException", c.execute_statement,
        Statement="INSERT INTO statements VALUE {'id': 'a'}")
    c.execute_statement(
        Statement="UPDATE statements SET n = n + ? WHERE id = ?",
        Parameters=[{"N": "4"}, {"S": "a"}])
    found = c.execute_statement(
        Statement="SELECT * FROM statements WHERE id = ?", Parameters=[{"S": "a"}])
    same(found["Items"], [{"id": {"S": "a"}, "n": {"N": "5"}}])
    batch = c.batch_execute_statement(Statements=[
        {"Statement": "SELECT * FROM statements WHERE id = 'a'"},
        {"Statement": "SELECT * FROM statements WHERE id = 'none'"},
    ])["Responses"]
    same(batch[0]["Item"]["n"], {"N": "5"})
    assert "Item" not in batch[1]
    c.execute_transaction(TransactStatements=[
        {"Statement": "DELETE FROM statements WHERE id = 'a'"},
        {"Statement": "INSERT INTO statements VALUE {'id': 'b'}"},
    ])
    same(c.scan(TableName="statements")["Items"], [{"id": {"S": "b"}}])


def keys():
    """Whoever signs nothing, or for another region, still speaks the protocol."""
    c = client(region="eu-west-1", key="somebody")
    assert "TableNames" in c.list_tables()
    unsigned = boto3.client(
        "dynamodb", endpoint_url=ENDPOINT, region_name="us-east-1",
        config=Config(signature_version=UNSIGNED,
                      retries={"total_max_attempts": 1}))
    refused("MissingAuthenticationTokenException", unsigned.list_tables)


globals()[sys.argv[2]]()
print("as expected")
