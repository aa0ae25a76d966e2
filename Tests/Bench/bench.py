"""Measures ashlar beside C programs doing the least that could be done, and prints ratios.

CPU time is user plus system of the whole process, the median of interleaved rounds; instructions
come from callgrind where valgrind is installed. Nothing fails: the figures are to be read.
"""

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys

TABLE = """  - name: table-{0}
    type: dynamodb-table
    config:
      tableName: Table{0}
      billingMode: PAY_PER_REQUEST
      attributeDefinitions:
        - attributeName: sessionId
          attributeType: S
        - attributeName: userId
          attributeType: S
        - attributeName: createdAt
          attributeType: N
        - attributeName: shard
          attributeType: S
        - attributeName: sessionType
          attributeType: S
      keySchema:
        - attributeName: sessionId
          keyType: HASH
        - attributeName: createdAt
          keyType: RANGE
      globalSecondaryIndexes:
        - indexName: UserIdIndex
          keySchema:
            - attributeName: userId
              keyType: HASH
            - attributeName: createdAt
              keyType: RANGE
          projection:
            projectionType: ALL
        - indexName: ShardIndex
          keySchema:
            - attributeName: shard
              keyType: HASH
          projection:
            projectionType: KEYS_ONLY
      localSecondaryIndexes:
        - indexName: SessionTypeIndex
          keySchema:
            - attributeName: sessionId
              keyType: HASH
            - attributeName: sessionType
              keyType: RANGE
          projection:
            projectionType: INCLUDE
            nonKeyAttributes:
              - userAgent
              - ipAddress
      streamSpecification:
        streamEnabled: true
        streamViewType: NEW_AND_OLD_IMAGES
      sseSpecification:
        sseEnabled: true
        kmsMasterKeyId: arn:aws:kms:us-east-1:123456789012:key/12345678-1234-1234-1234-123456789012
      pointInTimeRecoveryEnabled: true
      backupPolicy:
        backupPlan:
          ruleName: DailyBackups
          schedule: cron(0 2 * * ? *)
          retention: 30
      timeToLiveSpecification:
        enabled: true
        attributeName: expiresAt
      tags:
        data-type: session-store
        encryption-enabled: "true"
        backup-enabled: "true"
"""


def write_spec(path, components):
    with open(path, "w") as file:
        file.write("service: bench\ncomplianceFramework: commercial\nregion: us-east-1\ncomponents:\n")
        for number in range(components):
            file.write(TABLE.format(number))
    return os.path.getsize(path)


def compile_c(source, target, *libraries):
    subprocess.run(
        ["cc", "-O2", "-static", "-o", target, source, *libraries], check=True,
        stderr=subprocess.DEVNULL)


def cpu_milliseconds(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return 1000 * (after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)


def peak_mebibytes(command):
    """Peak memory of one run, from a fresh parent, because the kernel keeps only the maximum."""
    script = (
        "import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL,"
        " stderr=subprocess.DEVNULL);"
        " print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)")
    out = subprocess.run([sys.executable, "-c", script, *command], capture_output=True, text=True)
    return float(out.stdout)


def instructions(command, build):
    if not shutil.which("valgrind"):
        return None
    program = os.path.join(build, "stripped-" + os.path.basename(command[0]))
    shutil.copy(command[0], program)
    subprocess.run(["strip", program], check=True)
    out = subprocess.run(
        ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", program, *command[1:]],
        capture_output=True, text=True)
    for line in out.stderr.splitlines():
        if "Collected" in line:
            return int(line.split(":")[1])
    return None


def compare(title, subject, reference, rounds, repeats, build):
    subject_times, reference_times = [], []
    for _ in range(rounds):
        reference_times.append(
            statistics.mean(cpu_milliseconds(reference) for _ in range(repeats)))
        subject_times.append(statistics.mean(cpu_milliseconds(subject) for _ in range(repeats)))
    ours, floor = statistics.median(subject_times), statistics.median(reference_times)
    our_count, floor_count = instructions(subject, build), instructions(reference, build)
    count = f"{our_count / floor_count:6.2f}" if our_count and floor_count else "     –"
    print(
        f"{title:<42} {ours:9.2f} {floor:9.2f} {ours / floor:7.2f} {count}"
        f" {peak_mebibytes(subject):8.1f}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--ashlar", required=True)
    parser.add_argument("--build", required=True)
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    os.makedirs(options.build, exist_ok=True)
    here = os.path.dirname(os.path.abspath(__file__))
    events = os.path.join(options.build, "events")
    empty = os.path.join(options.build, "empty")
    compile_c(os.path.join(here, "events.c"), events, "-lyaml")
    compile_c(os.path.join(here, "empty.c"), empty)
    print(
        f"{'whole process':<42} {'ashlar ms':>9} {'C ms':>9} {'ratio':>7} {'instr.':>6}"
        f" {'peak MiB':>8}")
    compare("--version, to an empty program", [options.ashlar, "--version"], [empty],
            options.rounds, 20, options.build)
    for components in (1, 100, 120, 1000):
        spec = os.path.join(options.build, f"spec-{components}.yml")
        size = write_spec(spec, components)
        title = f"validate {components} components, {size / 1000:.0f} KB, to events"
        compare(title, [options.ashlar, "validate", spec], [events, spec], options.rounds,
                10 if components <= 120 else 2, options.build)


main()
