"""Makes the files of this folder anew from CloudFormation's registry schemas.

The schemas come with cfn-lint (PyPI, MIT-0), in the version that `Tests/Support/requirements.txt`
pins. Facts are kept and nothing else: names, types, what is required, what replaces a resource.

    .venv/bin/python schemas/cloudformation/refresh.py

KEPT lists the resource types we write and, in the order in which a person would write them, the
properties of each. FIRST ranks the names that come first within nested shapes; the rest follows by
the alphabet.
"""

import importlib.metadata
import json
import pathlib
import sys

import cfnlint
from cfnlint.data.schemas.providers import us_east_1

HERE = pathlib.Path(__file__).parent

KEPT = {
    "AWS::DynamoDB::Table": [
        "TableName", "AttributeDefinitions", "KeySchema", "GlobalSecondaryIndexes",
        "LocalSecondaryIndexes", "BillingMode", "ProvisionedThroughput", "OnDemandThroughput",
        "WarmThroughput", "TableClass", "SSESpecification", "StreamSpecification",
        "KinesisStreamSpecification", "TimeToLiveSpecification",
        "PointInTimeRecoverySpecification", "DeletionProtectionEnabled",
        "ContributorInsightsSpecification", "ResourcePolicy", "ImportSourceSpecification", "Tags",
    ],
    "AWS::DynamoDB::GlobalTable": [
        "TableName", "AttributeDefinitions", "KeySchema", "GlobalSecondaryIndexes",
        "LocalSecondaryIndexes", "BillingMode", "ReadProvisionedThroughputSettings",
        "WriteProvisionedThroughputSettings", "ReadOnDemandThroughputSettings",
        "WriteOnDemandThroughputSettings", "WarmThroughput", "SSESpecification",
        "StreamSpecification", "TimeToLiveSpecification", "MultiRegionConsistency",
        "GlobalTableWitnesses", "Replicas",
    ],
    "AWS::KMS::Key": [
        "Description", "KeyPolicy", "EnableKeyRotation", "RotationPeriodInDays",
        "PendingWindowInDays", "MultiRegion", "Tags",
    ],
    "AWS::KMS::Alias": ["AliasName", "TargetKeyId"],
    "AWS::ApplicationAutoScaling::ScalableTarget": [
        "ServiceNamespace", "ResourceId", "ScalableDimension", "MinCapacity", "MaxCapacity",
        "ScheduledActions",
    ],
    "AWS::ApplicationAutoScaling::ScalingPolicy": [
        "PolicyName", "PolicyType", "ScalingTargetId", "TargetTrackingScalingPolicyConfiguration",
    ],
    "AWS::Backup::BackupVault": [
        "BackupVaultName", "EncryptionKeyArn", "LockConfiguration", "AccessPolicy",
        "Notifications", "BackupVaultTags",
    ],
    "AWS::Backup::BackupPlan": ["BackupPlan", "BackupPlanTags"],
    "AWS::Backup::BackupSelection": ["BackupPlanId", "BackupSelection"],
    "AWS::CloudWatch::Alarm": [
        "AlarmName", "AlarmDescription", "Namespace", "MetricName", "Dimensions", "Statistic",
        "Period", "Metrics", "EvaluationPeriods", "Threshold", "ComparisonOperator",
        "TreatMissingData", "AlarmActions", "OKActions", "Tags",
    ],
    "AWS::CloudWatch::Dashboard": ["DashboardName", "DashboardBody"],
    "AWS::SNS::Topic": ["TopicName", "DisplayName", "KmsMasterKeyId", "Subscription", "Tags"],
    "AWS::SNS::TopicPolicy": ["Topics", "PolicyDocument"],
    "AWS::SQS::Queue": [
        "QueueName", "KmsMasterKeyId", "KmsDataKeyReusePeriodSeconds", "MessageRetentionPeriod",
        "RedriveAllowPolicy", "Tags",
    ],
    "AWS::SQS::QueuePolicy": ["Queues", "PolicyDocument"],
    "AWS::IAM::Role": ["RoleName", "Description", "AssumeRolePolicyDocument", "Tags"],
    "AWS::IAM::ManagedPolicy": [
        "ManagedPolicyName", "Description", "PolicyDocument", "Roles",
    ],
    "AWS::Lambda::Function": [
        "FunctionName", "Description", "PackageType", "Runtime", "Handler", "Architectures",
        "Code", "Role", "Timeout", "MemorySize", "EphemeralStorage", "Environment", "KmsKeyArn",
        "ReservedConcurrentExecutions", "Layers", "VpcConfig", "DeadLetterConfig",
        "TracingConfig", "LoggingConfig", "Tags",
    ],
    "AWS::Lambda::Permission": [
        "Action", "FunctionName", "Principal", "SourceAccount", "SourceArn",
    ],
    "AWS::Lambda::EventSourceMapping": [
        "FunctionName", "EventSourceArn", "StartingPosition", "Enabled", "BatchSize",
        "MaximumBatchingWindowInSeconds", "ParallelizationFactor", "MaximumRetryAttempts",
        "MaximumRecordAgeInSeconds", "BisectBatchOnFunctionError", "FunctionResponseTypes",
        "TumblingWindowInSeconds", "FilterCriteria", "DestinationConfig", "MetricsConfig",
        "KmsKeyArn", "Tags",
    ],
    "AWS::Logs::LogGroup": ["LogGroupName", "RetentionInDays", "KmsKeyId", "Tags"],
    "AWS::CloudTrail::Trail": [
        "TrailName", "S3BucketName", "S3KeyPrefix", "IsLogging", "IsMultiRegionTrail",
        "IncludeGlobalServiceEvents", "EnableLogFileValidation", "KMSKeyId",
        "CloudWatchLogsLogGroupArn", "CloudWatchLogsRoleArn", "SnsTopicName",
        "AdvancedEventSelectors", "Tags",
    ],
    "AWS::S3::Bucket": [
        "BucketName", "BucketEncryption", "PublicAccessBlockConfiguration",
        "OwnershipControls", "VersioningConfiguration", "ObjectLockEnabled",
        "ObjectLockConfiguration", "LifecycleConfiguration", "Tags",
    ],
    "AWS::S3::BucketPolicy": ["Bucket", "PolicyDocument"],
    "AWS::EC2::VPCEndpoint": [
        "ServiceName", "VpcEndpointType", "VpcId", "RouteTableIds", "SubnetIds",
        "SecurityGroupIds", "PrivateDnsEnabled", "PolicyDocument", "Tags",
    ],
    "AWS::DAX::Cluster": [
        "ClusterName", "Description", "NodeType", "ReplicationFactor", "IAMRoleARN",
        "SubnetGroupName", "SecurityGroupIds", "ParameterGroupName", "SSESpecification",
        "ClusterEndpointEncryptionType", "NetworkType", "AvailabilityZones",
        "PreferredMaintenanceWindow", "NotificationTopicARN", "Tags",
    ],
    "AWS::DAX::SubnetGroup": ["SubnetGroupName", "Description", "SubnetIds"],
    "AWS::DAX::ParameterGroup": ["ParameterGroupName", "Description", "ParameterNameValues"],
    "AWS::ApiGatewayV2::Api": [
        "Name", "Description", "ProtocolType", "DisableExecuteApiEndpoint", "Tags",
    ],
    "AWS::ApiGatewayV2::Stage": [
        "ApiId", "StageName", "AutoDeploy", "AccessLogSettings", "DefaultRouteSettings", "Tags",
    ],
    "AWS::ApiGatewayV2::Integration": [
        "ApiId", "IntegrationType", "IntegrationUri", "PayloadFormatVersion",
    ],
    "AWS::ApiGatewayV2::Route": [
        "ApiId", "RouteKey", "AuthorizationType", "AuthorizerId", "Target",
    ],
    "AWS::ApiGatewayV2::Authorizer": [
        "ApiId", "Name", "AuthorizerType", "IdentitySource", "JwtConfiguration",
    ],
}

# Parts of a property that nobody here writes.
DROPPED = {
    "AWS::S3::Bucket": {"TagFilters"},
}

FIRST = [
    "Key", "Id", "Name", "AttributeName", "AttributeType", "KeyType", "IndexName", "KeySchema",
    "Projection", "ProjectionType", "Region", "RuleName", "BackupPlanName", "SelectionName",
    "IamRoleArn", "TargetBackupVault", "ScheduleExpression", "ScheduleExpressionTimezone",
    "SSEEnabled", "SSEType", "KMSMasterKeyId", "ReadCapacityUnits", "WriteCapacityUnits",
    "MinCapacity", "MaxCapacity", "SeedCapacity", "Namespace", "MetricName", "Dimensions",
    "PredefinedMetricSpecification", "TargetValue", "S3Bucket", "S3Key", "S3ObjectVersion",
    "Enabled", "Value",
]


def rank(name):
    return (FIRST.index(name) if name in FIRST else len(FIRST), name)


class Trimmer:
    def __init__(self, schema):
        self.schema = schema
        self.shapes = {}
        self.dropped = DROPPED.get(schema["typeName"], set())

    def resolve(self, node):
        """The definition a node means, with the name it has there."""
        if "$ref" not in node:
            return None, node
        name = node["$ref"].split("/")[-1]
        return name, self.schema["definitions"][name]

    def kind(self, node, owner):
        """How our files spell the type of a property."""
        name, target = self.resolve(node)
        types = target.get("type")
        types = types if isinstance(types, list) else [types]
        if "array" in types:
            return f"list<{self.kind(target['items'], owner)}>"
        if "object" in types and "properties" in target:
            return self.shape(name or owner, target)
        for alternative in target.get("anyOf", []) + target.get("oneOf", []):
            if "$ref" in alternative or "properties" in alternative:
                if types == [None]:
                    return self.kind(alternative, owner)
        if "properties" in target:
            return self.shape(name or owner, target)
        if "object" in types or target.get("format") == "json":
            patterns = target.get("patternProperties", {})
            values = list(patterns.values())
            if values and values[0].get("type") == "string" and "string" not in types:
                return "names"
            return "json"
        for primitive in ("boolean", "integer", "number", "string"):
            if primitive in types:
                return primitive
        raise SystemExit(f"{self.schema['typeName']}: no type for {owner}: {target}")

    def shape(self, name, target):
        name = name.replace("-", "")
        if name not in self.shapes:
            self.shapes[name] = {}
            self.shapes[name] = self.properties(
                target, sorted(set(target["properties"]) - self.dropped, key=rank))
        return name

    def properties(self, target, names):
        return {
            "required": [name for name in names if name in target.get("required", [])],
            "properties": {n: self.kind(target["properties"][n], n) for n in names},
        }


def paths(schema, key):
    """The pointers under `key` as dotted paths."""
    return sorted(p.removeprefix("/properties/").replace("/", ".") for p in schema.get(key, []))


def trim(name, kept, schema):
    trimmer = Trimmer(schema)
    missing = [p for p in kept if p not in schema["properties"]]
    if missing:
        raise SystemExit(f"{name} has no {missing}")
    properties = trimmer.properties(schema, kept)
    # What `Fn::GetAtt` gives: dots stay where the property lies within another.
    attributes = [a for a in paths(schema, "readOnlyProperties") if "*" not in a]
    return {
        "$comment": "Facts of CloudFormation's registry schema for us-east-1, as packaged in "
        f"cfn-lint {importlib.metadata.version('cfn-lint')} (MIT-0). Made by refresh.py.",
        "type": name,
        "attributes": attributes,
        "createOnly": paths(schema, "createOnlyProperties"),
        "conditionalCreateOnly": paths(schema, "conditionalCreateOnlyProperties"),
        **properties,
        "shapes": trimmer.shapes,
    }


def main():
    resources = pathlib.Path(cfnlint.__file__).parent / "data/schemas/resources"
    for name, kept in KEPT.items():
        path = resources / f"{us_east_1.types[name]}.json"
        trimmed = trim(name, kept, json.loads(path.read_text()))
        target = HERE / (name.removeprefix("AWS::").replace("::", "-") + ".json")
        target.write_text(json.dumps(trimmed, indent=1) + "\n")
        print(target.name, file=sys.stderr)


if __name__ == "__main__":
    main()
