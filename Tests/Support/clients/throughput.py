"""boto3 against `ashlar serve --capacity enforce --clock virtual`, with a global table of a template."""

import sys
import urllib.request

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

ADDRESS = sys.argv[1]


def client(region):
    return boto3.client(
        "dynamodb", endpoint_url=ADDRESS, region_name=region, aws_access_key_id="root",
        aws_secret_access_key="any", config=Config(retries={"max_attempts": 0}),
    )


def advance(duration):
    request = urllib.request.Request(
        ADDRESS + "/_ashlar/clock", method="POST", data=b'{"advance":"%s"}' % duration.encode())
    urllib.request.urlopen(request, timeout=10).read()


def throttled(call, code, reason, resource):
    try:
        call()
    except ClientError as error:
        assert error.response["Error"]["Code"] == code, error
        assert error.response["ResponseMetadata"]["HTTPStatusCode"] == 400, error
        reasons = error.response.get("ThrottlingReasons") or error.response.get("throttlingReasons")
        assert reasons == [{"reason": reason, "resource": resource}], reasons
        return
    raise AssertionError(f"{reason} was not found out")


def provisioned():
    home = client("us-east-1")
    home.create_table(
        TableName="small", BillingMode="PROVISIONED",
        ProvisionedThroughput={"ReadCapacityUnits": 2, "WriteCapacityUnits": 2},
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
    )
    arn = "arn:aws:dynamodb:us-east-1:123456789012:table/small"

    def put(name):
        home.put_item(TableName="small", Item={"id": {"S": name}})

    put("a")
    put("b")
    throttled(
        lambda: put("c"), "ProvisionedThroughputExceededException",
        "TableWriteProvisionedThroughputExceeded", arn)
    requests = [{"PutRequest": {"Item": {"id": {"S": str(n)}}}} for n in range(5)]
    advance("PT1S")
    left = home.batch_write_item(RequestItems={"small": requests})["UnprocessedItems"]
    assert left == {"small": requests[2:]}, left
    for _ in range(4):
        home.get_item(TableName="small", Key={"id": {"S": "a"}}, ConsistentRead=True)
    throttled(
        lambda: home.scan(TableName="small"), "ProvisionedThroughputExceededException",
        "TableReadProvisionedThroughputExceeded", arn)
    advance("P1D")
    for n in range(600):
        put(str(n))
    throttled(
        lambda: put("z"), "ProvisionedThroughputExceededException",
        "TableWriteProvisionedThroughputExceeded", arn)


def on_demand():
    home = client("us-east-1")
    home.create_table(
        TableName="capped", BillingMode="PAY_PER_REQUEST",
        OnDemandThroughput={"MaxReadRequestUnits": 10, "MaxWriteRequestUnits": 1},
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
    )
    home.put_item(TableName="capped", Item={"id": {"S": "a"}})
    throttled(
        lambda: home.put_item(TableName="capped", Item={"id": {"S": "b"}}), "ThrottlingException",
        "TableWriteMaxOnDemandThroughputExceeded",
        "arn:aws:dynamodb:us-east-1:123456789012:table/capped")


def regions():
    east, west, elsewhere = client("us-east-1"), client("us-west-2"), client("eu-north-1")
    key = {"id": {"S": "a"}}
    east.put_item(TableName="global", Item=key)
    assert "Item" not in west.get_item(TableName="global", Key=key)
    advance("PT1S")
    assert west.get_item(TableName="global", Key=key)["Item"] == key
    arn = west.describe_table(TableName="global")["Table"]["TableArn"]
    assert arn == "arn:aws:dynamodb:us-west-2:123456789012:table/global", arn
    assert elsewhere.get_item(TableName="global", Key=key)["Item"] == key
    west.delete_item(TableName="global", Key=key)
    advance("PT1S")
    assert "Item" not in east.get_item(TableName="global", Key=key)


provisioned()
on_demand()
regions()
print("as expected")
