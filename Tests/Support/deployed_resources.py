"""What moto describes of a resource beside what its template says, by type of resource.

Each comparison yields `(path, expected, actual)`; what it cannot compare it counts in `ignored`.
"""

import json
import re
from dataclasses import dataclass

import boto3


@dataclass
class Stack:
    template: dict
    region: str
    account: str
    parameters: dict
    ids: dict
    outputs: dict
    status: str
    # What moto was given of them: without what hangs on a resource that it does not know.
    deployed_outputs: set
    # What the stacks before it export, by name.
    exports: dict

    def client(self, service):
        return boto3.client(service, region_name=self.region)


def attribute(stack, name, attribute_name):
    """`Fn::GetAtt`, worked out here; None for what cannot be."""
    kind = stack.template["Resources"][name]["Type"]
    physical = stack.ids.get(name)
    if physical is None:
        return None
    if kind == "AWS::DynamoDB::Table":
        table = stack.client("dynamodb").describe_table(TableName=physical)["Table"]
        return {"Arn": table["TableArn"], "StreamArn": table.get("LatestStreamArn")}.get(
            attribute_name)
    arn = {
        "AWS::IAM::Role": f"arn:aws:iam::{stack.account}:role/{physical}",
        "AWS::KMS::Key": f"arn:aws:kms:{stack.region}:{stack.account}:key/{physical}",
        "AWS::Lambda::Function":
            f"arn:aws:lambda:{stack.region}:{stack.account}:function:{physical}",
        "AWS::SQS::Queue":
            f"arn:aws:sqs:{stack.region}:{stack.account}:{str(physical).split('/')[-1]}",
    }.get(kind)
    return arn if attribute_name == "Arn" else None


def intrinsic(value, stack):
    """The value with its intrinsics worked out; None for the whole where any cannot be."""
    if isinstance(value, list):
        parts = [intrinsic(part, stack) for part in value]
        return None if any(part is None for part in parts) else parts
    if not isinstance(value, dict):
        return value
    if set(value) == {"Ref"}:
        return reference(value["Ref"], stack)
    if set(value) == {"Fn::GetAtt"}:
        return attribute(stack, *value["Fn::GetAtt"])
    if set(value) == {"Fn::Sub"} and isinstance(value["Fn::Sub"], str):
        return substitution(value["Fn::Sub"], stack)
    if set(value) == {"Fn::ImportValue"} and isinstance(value["Fn::ImportValue"], str):
        return stack.exports.get(value["Fn::ImportValue"])
    if len(value) == 1 and next(iter(value)).startswith("Fn::"):
        return None
    members = {key: intrinsic(part, stack) for key, part in value.items()}
    return None if any(part is None for part in members.values()) else members


def reference(name, stack):
    pseudo = {
        "AWS::Region": stack.region, "AWS::AccountId": stack.account, "AWS::Partition": "aws",
        "AWS::URLSuffix": "amazonaws.com"}
    return pseudo.get(name) or stack.parameters.get(name) or stack.ids.get(name)


def substitution(text, stack):
    unknown = []

    def replaced(match):
        name = match.group(1)
        if name.startswith("!"):
            return "${" + name[1:] + "}"
        value = attribute(stack, *name.split(".", 1)) if "." in name else reference(name, stack)
        if value is None:
            unknown.append(name)
        return str(value)

    result = re.sub(r"\$\{([^}]*)\}", replaced, text)
    return None if unknown else result


def by_name(elements, key):
    return sorted(elements or [], key=lambda element: element[key])


def index_shape(index):
    return {
        "IndexName": index["IndexName"], "KeySchema": index["KeySchema"],
        "Projection": {
            key: value for key, value in index["Projection"].items() if value is not None}}


def throughput(value):
    units = value or {}
    return (units.get("ReadCapacityUnits", 0), units.get("WriteCapacityUnits", 0))


def compare_table(stack, name, resource, ignored):
    properties = resource["Properties"]
    client = stack.client("dynamodb")
    table = client.describe_table(TableName=stack.ids[name])["Table"]
    yield "TableName", intrinsic(properties["TableName"], stack), table["TableName"]
    yield "KeySchema", properties["KeySchema"], table["KeySchema"]
    yield ("AttributeDefinitions",
           by_name(properties["AttributeDefinitions"], "AttributeName"),
           by_name(table["AttributeDefinitions"], "AttributeName"))
    for kind in ("GlobalSecondaryIndexes", "LocalSecondaryIndexes"):
        yield (kind,
               [index_shape(index) for index in by_name(properties.get(kind), "IndexName")],
               [index_shape(index) for index in by_name(table.get(kind), "IndexName")])
    yield ("BillingMode", properties.get("BillingMode", "PROVISIONED"),
           table.get("BillingModeSummary", {}).get("BillingMode", "PROVISIONED"))
    yield ("ProvisionedThroughput", throughput(properties.get("ProvisionedThroughput")),
           throughput(table.get("ProvisionedThroughput")))
    stream = properties.get("StreamSpecification", {}).get("StreamViewType")
    yield "StreamViewType", stream, table.get("StreamSpecification", {}).get("StreamViewType")
    yield ("DeletionProtectionEnabled", properties.get("DeletionProtectionEnabled", False),
           table.get("DeletionProtectionEnabled", False))
    tags = client.list_tags_of_resource(ResourceArn=table["TableArn"])["Tags"]
    expected = intrinsic(by_name(properties.get("Tags"), "Key"), stack)
    if expected is not None:
        yield "Tags", expected, by_name(
            [tag for tag in tags if not tag["Key"].startswith("aws:")], "Key")
    yield from compare_by_requests(client, properties, table["TableName"], stack)
    for key in sorted(set(properties) - COMPARED_OF_TABLES):
        ignored[f"AWS::DynamoDB::Table.{key}"] += 1


COMPARED_OF_TABLES = {
    "TableName", "KeySchema", "AttributeDefinitions", "GlobalSecondaryIndexes",
    "LocalSecondaryIndexes", "BillingMode", "ProvisionedThroughput", "StreamSpecification",
    "SSESpecification", "DeletionProtectionEnabled", "Tags", "TimeToLiveSpecification",
    "PointInTimeRecoverySpecification",
}


def compare_by_requests(client, properties, table, stack):
    """moto's CloudFormation drops these; its API takes and keeps what the template says."""
    encryption = properties.get("SSESpecification")
    if encryption is not None:
        request = {"Enabled": encryption["SSEEnabled"]}
        key = intrinsic(encryption.get("KMSMasterKeyId", ""), stack)
        if "SSEType" in encryption:
            request["SSEType"] = encryption["SSEType"]
        if key:
            request["KMSMasterKeyId"] = key
        # Changing it is dropped as well: a table of its own takes it.
        client.create_table(
            TableName=f"{table}-encrypted", SSESpecification=request,
            KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}], BillingMode="PAY_PER_REQUEST",
            AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}])
        kept = client.describe_table(TableName=f"{table}-encrypted")["Table"].get(
            "SSEDescription", {})
        yield ("SSEEnabled (by request)", encryption["SSEEnabled"],
               kept.get("Status") == "ENABLED")
        if key:
            yield "KMSMasterKeyId (by request)", key, kept.get("KMSMasterKeyArn")
    expiry = properties.get("TimeToLiveSpecification")
    if expiry is not None and expiry["Enabled"]:
        client.update_time_to_live(TableName=table, TimeToLiveSpecification=expiry)
        kept = client.describe_time_to_live(TableName=table)["TimeToLiveDescription"]
        yield ("TimeToLiveSpecification (by request)", expiry["AttributeName"],
               kept.get("AttributeName"))
    recovery = properties.get("PointInTimeRecoverySpecification")
    if recovery is not None:
        client.update_continuous_backups(
            TableName=table, PointInTimeRecoverySpecification=recovery)
        kept = client.describe_continuous_backups(TableName=table)
        status = kept["ContinuousBackupsDescription"]["PointInTimeRecoveryDescription"]
        yield ("PointInTimeRecoverySpecification (by request)",
               recovery["PointInTimeRecoveryEnabled"],
               status["PointInTimeRecoveryStatus"] == "ENABLED")


def compare_role(stack, name, resource, ignored):
    properties = resource["Properties"]
    role = stack.client("iam").get_role(RoleName=stack.ids[name])["Role"]
    trust = intrinsic(properties["AssumeRolePolicyDocument"], stack)
    if trust is None:
        ignored["AWS::IAM::Role.AssumeRolePolicyDocument"] += 1
    else:
        yield "AssumeRolePolicyDocument", trust, role["AssumeRolePolicyDocument"]
    attached = stack.client("iam").list_attached_role_policies(RoleName=stack.ids[name])
    arns = {policy["PolicyArn"] for policy in attached["AttachedPolicies"]}
    for policy in intrinsic(properties.get("ManagedPolicyArns", []), stack) or []:
        yield f"ManagedPolicyArns {policy}", True, policy in arns


def compare_policy(stack, name, resource, ignored):
    client = stack.client("iam")
    arn = stack.ids[name]
    version = client.get_policy(PolicyArn=arn)["Policy"]["DefaultVersionId"]
    document = client.get_policy_version(PolicyArn=arn, VersionId=version)
    actual = document["PolicyVersion"]["Document"]
    if isinstance(actual, str):
        actual = json.loads(actual)
    statements = resource["Properties"]["PolicyDocument"]["Statement"]
    yield "Statement count", len(statements), len(actual["Statement"])
    for expected, described in zip(statements, actual["Statement"]):
        resolved = intrinsic(expected, stack)
        if resolved is None:
            ignored["AWS::IAM::ManagedPolicy statement"] += 1
            continue
        yield f"Statement {expected.get('Sid')}", resolved, described
    for role in resource["Properties"].get("Roles", []):
        entities = client.list_entities_for_policy(PolicyArn=arn)["PolicyRoles"]
        yield "Roles", True, intrinsic(role, stack) in [one["RoleName"] for one in entities]


def compare_function(stack, name, resource, ignored):
    properties = resource["Properties"]
    actual = stack.client("lambda").get_function_configuration(FunctionName=stack.ids[name])
    for key in ("Handler", "Runtime", "Timeout", "MemorySize", "Description"):
        if key in properties:
            yield key, properties[key], actual.get(key)
    if "Role" in properties:
        role = intrinsic(properties["Role"], stack)
        if role is not None:
            yield "Role", role, actual["Role"]
    expected = properties.get("Environment", {}).get("Variables", {})
    variables = actual.get("Environment", {}).get("Variables", {})
    yield "Environment names", sorted(expected), sorted(variables)
    for key, value in expected.items():
        resolved = intrinsic(value, stack)
        if resolved is None:
            ignored["AWS::Lambda::Function variable"] += 1
            continue
        yield f"Environment.{key}", str(resolved), variables.get(key)


def compare_mapping(stack, name, resource, ignored):
    properties = resource["Properties"]
    actual = stack.client("lambda").get_event_source_mapping(UUID=stack.ids[name])
    source = intrinsic(properties["EventSourceArn"], stack)
    if source is not None:
        yield "EventSourceArn", source, actual["EventSourceArn"]
    if "BatchSize" in properties:
        yield "BatchSize", properties["BatchSize"], actual["BatchSize"]
    for key in sorted(set(properties) - {"EventSourceArn", "BatchSize", "FunctionName"}):
        ignored[f"AWS::Lambda::EventSourceMapping.{key}"] += 1


COMPARISONS = {
    "AWS::DynamoDB::Table": compare_table,
    "AWS::IAM::Role": compare_role,
    "AWS::IAM::ManagedPolicy": compare_policy,
    "AWS::Lambda::Function": compare_function,
    "AWS::Lambda::EventSourceMapping": compare_mapping,
}
