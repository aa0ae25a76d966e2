"""Deploys stacks to moto, in this process, and compares what is described with the templates.

Arguments: folders as `synth` writes them. The steps of each manifest are followed in their order;
parameters without a default get a value of their type. Then each resource that moto models is
described and compared, property by property. What moto does not model, or ignores, is counted and
said: nothing passes that was not compared. Exit status 1 on any difference, and when nothing was
compared.
"""

import json
import os
import sys
import warnings
from collections import Counter

os.environ.update(
    AWS_ACCESS_KEY_ID="testing", AWS_SECRET_ACCESS_KEY="testing", AWS_DEFAULT_REGION="us-east-1")
warnings.simplefilter("ignore")

import boto3  # noqa: E402
from moto import mock_aws  # noqa: E402
from moto.cloudformation.parsing import resource_class_from_type  # noqa: E402
from moto.core import DEFAULT_ACCOUNT_ID  # noqa: E402

from deployed_resources import COMPARISONS, Stack, intrinsic  # noqa: E402

# Whatever region a stack without one is deployed to.
ANY_REGION = "us-east-1"

SAMPLES = {
    "List<AWS::EC2::Subnet::Id>": "subnet-0a,subnet-0b",
    "List<AWS::EC2::SecurityGroup::Id>": "sg-0a",
}


def sample(name, parameter, region):
    if "value" in parameter:
        return parameter["value"]
    if "default" in parameter:
        return parameter["default"]
    # moto has a VPC in each region, and looks for the one that is named.
    network = boto3.client("ec2", region_name=region)
    if parameter["type"] == "AWS::EC2::VPC::Id":
        return network.describe_vpcs()["Vpcs"][0]["VpcId"]
    if name == "RouteTableIds":
        return network.describe_route_tables()["RouteTables"][0]["RouteTableId"]
    return SAMPLES.get(parameter["type"], name.lower())


def provide_code(region, parameters):
    """Functions name a bucket and a key: moto wants them to be there."""
    client = boto3.client("s3", region_name=region)
    for name, value in parameters.items():
        if name.endswith("CodeBucket"):
            place = {} if region == "us-east-1" else {
                "CreateBucketConfiguration": {"LocationConstraint": region}}
            client.create_bucket(Bucket=value, **place)
            client.put_object(
                Bucket=value, Key=parameters[name.replace("CodeBucket", "CodeKey")], Body=b"PK")


def names_any(value, names):
    """Whether a part of a template names one of these resources, in whatever intrinsic."""
    text = json.dumps(value)
    return any(mark in text for name in names for mark in (f'"{name}"', "${" + name + "}",
                                                           "${" + name + "."))


def without_key_tags(resource):
    """moto reads tags of keys as KMS's own calls spell them, not as CloudFormation does."""
    if resource["Type"] != "AWS::KMS::Key":
        return resource
    properties = {key: value for key, value in resource["Properties"].items() if key != "Tags"}
    return {**resource, "Properties": properties}


def imports_any(value, exports):
    text = json.dumps(value)
    return any('"Fn::ImportValue": ' + json.dumps(name) in text for name in exports)


def deployable(template, lost):
    """Without what moto does not know and whatever names it: it falls over them. They stay in the
    template that is compared, and count as not compared there. `lost` are the exports that went
    with them; those of this template are added."""
    resources = {
        name: without_key_tags(resource) for name, resource in template["Resources"].items()}
    gone = {
        name for name, resource in resources.items()
        if resource_class_from_type(resource["Type"]) is None or imports_any(resource, lost)}
    while True:
        resources = {name: value for name, value in resources.items() if name not in gone}
        more = {name for name, value in resources.items() if names_any(value, gone)}
        if not more:
            break
        gone |= more
    outputs = {}
    for key, output in template.get("Outputs", {}).items():
        if not names_any(output, gone) and not imports_any(output, lost):
            outputs[key] = output
        elif "Export" in output:
            lost.add(output["Export"]["Name"])
    return json.dumps({**template, "Resources": resources, "Outputs": outputs})


def deploy(folder):
    """Follows the manifest; the stacks in the order they were made, by file."""
    with open(os.path.join(folder, "manifest.json"), encoding="utf-8") as file:
        manifest = json.load(file)
    stacks, lost, exports = {}, set(), {}
    for step in manifest["steps"]:
        region = step.get("region", ANY_REGION)
        with open(os.path.join(folder, step["file"]), encoding="utf-8") as file:
            text = file.read()
        parameters = {
            name: sample(name, value, region) for name, value in step["parameters"].items()}
        client = boto3.client("cloudformation", region_name=region)
        name = step["file"].split(".template.")[0].replace(".", "-")
        body = deployable(json.loads(text), lost)
        arguments = dict(
            StackName=name, TemplateBody=body, Capabilities=["CAPABILITY_IAM"],
            Parameters=[
                {"ParameterKey": key, "ParameterValue": value}
                for key, value in parameters.items()])
        if step["file"] in stacks:
            client.update_stack(**arguments)
        else:
            provide_code(region, parameters)
            client.create_stack(**arguments)
        described = client.describe_stacks(StackName=name)["Stacks"][0]
        ids = {
            resource["LogicalResourceId"]: resource.get("PhysicalResourceId")
            for resource in client.describe_stack_resources(StackName=name)["StackResources"]}
        stacks[step["file"]] = Stack(
            json.loads(text), region, DEFAULT_ACCOUNT_ID, parameters, ids,
            {output["OutputKey"]: output["OutputValue"]
             for output in described.get("Outputs", [])}, described["StackStatus"],
            set(json.loads(body)["Outputs"]), dict(exports))
        exports |= {
            output["ExportName"]: output["OutputValue"]
            for output in described.get("Outputs", []) if "ExportName" in output}
    return stacks


def compare_stack(file, stack, compared, ignored):
    complaints = []
    if stack.status not in ("CREATE_COMPLETE", "UPDATE_COMPLETE"):
        complaints.append(f"{file}: the stack is {stack.status}")
    for name, resource in stack.template["Resources"].items():
        kind = resource["Type"]
        if kind not in COMPARISONS or stack.ids.get(name) is None:
            ignored[kind] += 1
            continue
        for path, expected, actual in COMPARISONS[kind](stack, name, resource, ignored):
            compared[kind] += 1
            if expected != actual:
                complaints.append(
                    f"{file}: {name}.{path} is {json.dumps(actual, default=str)}"
                    f" and not {json.dumps(expected, default=str)}")
    for key, output in stack.template.get("Outputs", {}).items():
        expected = intrinsic(output["Value"], stack)
        if expected is None or key not in stack.deployed_outputs:
            ignored["Output"] += 1
            continue
        compared["Output"] += 1
        if stack.outputs.get(key) != expected:
            complaints.append(
                f"{file}: output {key} is {stack.outputs.get(key)!r} and not {expected!r}")
    return complaints


def main() -> int:
    compared, ignored, complaints = Counter(), Counter(), []
    for folder in sys.argv[1:]:
        with mock_aws():
            for file, stack in deploy(folder).items():
                complaints += compare_stack(file, stack, compared, ignored)
    for complaint in complaints:
        print(complaint)
    print("compared: " + ", ".join(f"{count} of {kind}" for kind, count in sorted(compared.items())))
    if ignored:
        print("NOT COMPARED, for moto does not know them: "
              + ", ".join(f"{count} of {kind}" for kind, count in sorted(ignored.items())))
    return 1 if complaints or not compared else 0


if __name__ == "__main__":
    sys.exit(main())
