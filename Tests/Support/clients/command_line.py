"""The AWS command line against the endpoint given: tables, items, a query, waiters, an error."""

import json
import os
import pathlib
import subprocess
import sys

PROGRAM = pathlib.Path(sys.executable).parent / "aws"
ENVIRONMENT = {
    "PATH": os.environ.get("PATH", ""),
    "HOME": "/nonexistent",
    "AWS_ACCESS_KEY_ID": "root",
    "AWS_SECRET_ACCESS_KEY": "any",
    "AWS_DEFAULT_REGION": "us-east-1",
    "AWS_MAX_ATTEMPTS": "1",
}


def aws(*words, status=0):
    run = subprocess.run(
        [PROGRAM, "--endpoint-url", sys.argv[1], *words], env=ENVIRONMENT, timeout=50,
        capture_output=True, text=True)
    assert run.returncode == status, (words, run.returncode, run.stdout, run.stderr)
    return json.loads(run.stdout) if run.stdout.strip() else run.stderr


aws("dynamodb", "create-table", "--table-name", "shell", "--billing-mode", "PAY_PER_REQUEST",
    "--key-schema", "AttributeName=id,KeyType=HASH",
    "--attribute-definitions", "AttributeName=id,AttributeType=S",
    "--stream-specification", "StreamEnabled=true,StreamViewType=NEW_IMAGE")
aws("dynamodb", "wait", "table-exists", "--table-name", "shell")
aws("dynamodb", "put-item", "--table-name", "shell", "--item", '{"id":{"S":"a"},"n":{"N":"1.50"}}')
found = aws("dynamodb", "get-item", "--table-name", "shell", "--key", '{"id":{"S":"a"}}')
assert found == {"Item": {"id": {"S": "a"}, "n": {"N": "1.5"}}}, found
scanned = aws("dynamodb", "scan", "--table-name", "shell", "--page-size", "1")
assert scanned["Count"] == 1, scanned
streams = aws("dynamodbstreams", "list-streams", "--table-name", "shell")
assert len(streams["Streams"]) == 1, streams
refusal = aws("dynamodb", "get-item", "--table-name", "none", "--key", "{}", status=255)
assert "ResourceNotFoundException" in refusal, refusal
aws("dynamodb", "delete-table", "--table-name", "shell")
print("as expected")
