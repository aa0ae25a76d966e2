"""boto3 as components of a stack, against `ashlar serve --iam enforce`."""

import sys

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

ADDRESS = sys.argv[1]
TABLE = "arn:aws:dynamodb:us-east-1:123456789012:table/user-sessions"


def client(name, service="dynamodb"):
    return boto3.client(
        service, endpoint_url=ADDRESS, region_name="us-east-1", aws_access_key_id=name,
        aws_secret_access_key="any", config=Config(retries={"max_attempts": 0}),
    )


def refused(call, action, resource, ending=None):
    """The call is refused as AWS would refuse it."""
    ending = ending or f"because no identity-based policy allows the {action} action"
    try:
        call()
    except ClientError as error:
        assert error.response["Error"]["Code"] == "AccessDeniedException", error
        assert error.response["ResponseMetadata"]["HTTPStatusCode"] == 400, error
        message = error.response["Error"]["Message"]
        assert f"is not authorized to perform: {action} on resource: {resource} " in message, message
        assert message.startswith("User: arn:aws:sts::123456789012:assumed-role/"), message
        assert message.endswith(ending), message
        return
    raise AssertionError(f"{action} on {resource} was let through")


def unknown(call):
    try:
        call()
    except ClientError as error:
        assert error.response["Error"]["Code"] == "UnrecognizedClientException", error
        return
    raise AssertionError("an unknown key was let through")


def s(text):
    return {"S": text}


def writes_and_reads():
    sessions = client("session-manager")
    sessions.put_item(
        TableName="user-sessions", Item={"sessionId": s("1"), "userId": s("u"), "status": s("on")})
    got = sessions.get_item(TableName="user-sessions", Key={"sessionId": s("1")})
    assert got["Item"]["userId"] == s("u")
    sessions.update_item(
        TableName="user-sessions", Key={"sessionId": s("1")}, UpdateExpression="SET a = :a",
        ExpressionAttributeValues={":a": s("b")})
    found = sessions.query(
        TableName="user-sessions", IndexName="UserIdIndex", KeyConditionExpression="userId = :u",
        ExpressionAttributeValues={":u": s("u")})
    assert found["Count"] == 1
    sessions.batch_write_item(
        RequestItems={"user-sessions": [{"PutRequest": {"Item": {"sessionId": s("2")}}}]})
    sessions.batch_get_item(RequestItems={"user-sessions": {"Keys": [{"sessionId": s("2")}]}})
    check = {
        "TableName": "user-sessions", "Key": {"sessionId": s("1")},
        "ConditionExpression": "attribute_exists(sessionId)"}
    sessions.transact_write_items(
        TransactItems=[
            {"ConditionCheck": check},
            {"Put": {"TableName": "user-sessions", "Item": {"sessionId": s("3")}}}])
    sessions.execute_statement(Statement="SELECT * FROM \"user-sessions\" WHERE sessionId = '1'")
    sessions.delete_item(TableName="user-sessions", Key={"sessionId": s("3")})


def refuses_the_rest():
    sessions = client("session-manager")
    refused(lambda: sessions.delete_table(TableName="user-sessions"), "dynamodb:DeleteTable", TABLE)
    refused(lambda: sessions.scan(TableName="user-sessions"), "dynamodb:Scan", TABLE)
    other = TABLE.replace("user-sessions", "user-sessions-archive")
    refused(
        lambda: sessions.get_item(TableName="user-sessions-archive", Key={"sessionId": s("1")}),
        "dynamodb:GetItem", other)
    # Whether it is there is none of the caller's business.
    refused(
        lambda: sessions.describe_table(TableName="nowhere"), "dynamodb:DescribeTable",
        TABLE.replace("user-sessions", "nowhere"))
    refused(
        lambda: sessions.query(
            TableName="user-sessions", IndexName="StatusIndex", KeyConditionExpression="#s = :s",
            ExpressionAttributeNames={"#s": "status"},
            ExpressionAttributeValues={":s": s("on")}),
        "dynamodb:Query", TABLE + "/index/StatusIndex")
    refused(
        lambda: sessions.transact_write_items(
            TransactItems=[
                {"Put": {"TableName": "user-sessions", "Item": {"sessionId": s("9")}}},
                {"Put": {"TableName": "user-sessions-archive", "Item": {"sessionId": s("9")}}}]),
        "dynamodb:PutItem", other)
    got = client("root").get_item(TableName="user-sessions", Key={"sessionId": s("9")})
    assert "Item" not in got, "a refused transaction wrote"
    refused(
        lambda: sessions.batch_get_item(
            RequestItems={
                "user-sessions": {"Keys": [{"sessionId": s("1")}]},
                "user-sessions-archive": {"Keys": [{"sessionId": s("1")}]}}),
        "dynamodb:BatchGetItem", other)
    refused(
        lambda: sessions.execute_statement(Statement='SELECT * FROM "user-sessions"'),
        "dynamodb:PartiQLSelect", TABLE)
    refused(
        lambda: sessions.execute_statement(
            Statement="SELECT * FROM \"user-sessions-archive\" WHERE sessionId = '1'"),
        "dynamodb:PartiQLSelect", other)
    refused(lambda: sessions.list_tables(), "dynamodb:ListTables", TABLE.replace("user-sessions", "*"))
    unknown(lambda: client("nobody").list_tables())


def keeps_tenants_apart():
    tenants = client("tenant-api")
    table = TABLE.replace("user-sessions", "tenant-items")
    tenants.put_item(TableName="tenant-items", Item={"tenant": s("acme"), "id": s("1")})
    found = tenants.query(
        TableName="tenant-items", KeyConditionExpression="tenant = :t",
        ExpressionAttributeValues={":t": s("acme")})
    assert found["Count"] == 1
    refused(
        lambda: tenants.get_item(
            TableName="tenant-items", Key={"tenant": s("umbrella"), "id": s("1")}),
        "dynamodb:GetItem", table)
    refused(
        lambda: tenants.query(
            TableName="tenant-items", KeyConditionExpression="tenant = :t",
            ExpressionAttributeValues={":t": s("umbrella")}),
        "dynamodb:Query", table)
    refused(
        lambda: tenants.batch_write_item(
            RequestItems={
                "tenant-items": [
                    {"PutRequest": {"Item": {"tenant": s("acme"), "id": s("2")}}},
                    {"PutRequest": {"Item": {"tenant": s("umbrella"), "id": s("2")}}}]}),
        "dynamodb:BatchWriteItem", table)


def hides_attributes():
    names = client("name-reader")
    table = TABLE.replace("user-sessions", "people")
    client("root").put_item(
        TableName="people", Item={"id": s("1"), "name": s("n"), "salary": {"N": "1"}})
    got = names.get_item(
        TableName="people", Key={"id": s("1")}, ProjectionExpression="#n",
        ExpressionAttributeNames={"#n": "name"})
    assert got["Item"] == {"name": s("n")}
    refused(
        lambda: names.get_item(TableName="people", Key={"id": s("1")}), "dynamodb:GetItem", table)
    refused(
        lambda: names.get_item(
            TableName="people", Key={"id": s("1")}, ProjectionExpression="salary"),
        "dynamodb:GetItem", table)
    refused(
        lambda: names.query(
            TableName="people", KeyConditionExpression="id = :i", FilterExpression="salary > :s",
            ProjectionExpression="id",
            ExpressionAttributeValues={":i": s("1"), ":s": {"N": "0"}}),
        "dynamodb:Query", table)


def reads_streams():
    root = client("root", "dynamodbstreams")
    arn = root.list_streams(TableName="user-sessions")["Streams"][0]["StreamArn"]
    worker = client("session-auditor", "dynamodbstreams")
    worker.list_streams()
    shards = worker.describe_stream(StreamArn=arn)["StreamDescription"]["Shards"]
    place = worker.get_shard_iterator(
        StreamArn=arn, ShardId=shards[0]["ShardId"], ShardIteratorType="TRIM_HORIZON")
    assert worker.get_records(ShardIterator=place["ShardIterator"])["Records"]
    refused(
        lambda: client("session-manager", "dynamodbstreams").describe_stream(StreamArn=arn),
        "dynamodb:DescribeStream", arn)
    refused(
        lambda: client("session-auditor").get_item(
            TableName="user-sessions", Key={"sessionId": s("1")}),
        "dynamodb:GetItem", TABLE)


def minds_resource_policies():
    policy = (
        '{"Version":"2012-10-17","Statement":{"Effect":"Deny","Principal":"*",'
        '"Action":"dynamodb:DeleteItem","Resource":"' + TABLE + '"}}')
    root = client("root")
    root.put_resource_policy(ResourceArn=TABLE, Policy=policy)
    refused(
        lambda: client("session-manager").delete_item(
            TableName="user-sessions", Key={"sessionId": s("1")}),
        "dynamodb:DeleteItem", TABLE, "with an explicit deny in a resource-based policy")
    root.delete_resource_policy(ResourceArn=TABLE)
    client("session-manager").delete_item(TableName="user-sessions", Key={"sessionId": s("1")})


writes_and_reads()
refuses_the_rest()
keeps_tenants_apart()
hides_attributes()
reads_streams()
minds_resource_policies()
print("as expected")
