"""Measures `ashlar serve` beside itself answering a constant, and beside moto's server.

Items of 1 KB, keep-alive, 16 connections. The constant is the refusal of an operation that there
is not, sent with the same bytes: what HTTP and the loopback cost. Ratios are of requests a second,
medians of interleaved rounds; CPU is the server's own, per request. Then the same puts kept in a
folder (`--data`), and how long a folder of a million items takes to be opened. Nothing fails.
"""

import argparse
import importlib.util
import os
import pathlib
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).parent
ITEM = '{"id":{"S":"key-########"},"text":{"S":"%s"},"n":{"N":"12.5"}}' % ("x" * 960)
TABLE = (
    '{"TableName":"bench","BillingMode":"PAY_PER_REQUEST","KeySchema":[{"AttributeName":"id",'
    '"KeyType":"HASH"}],"AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"}]}'
)
BODIES = {
    "PutItem": '{"TableName":"bench","Item":%s}' % ITEM,
    "GetItem": '{"TableName":"bench","Key":{"id":{"S":"key-########"}}}',
}


def request(target, body):
    return (
        "POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-amz-json-1.0\r\n"
        f"X-Amz-Target: DynamoDB_20120810.{target}\r\nX-Amz-Date: 20260101T000000Z\r\n"
        "Authorization: AWS4-HMAC-SHA256 Credential=root/20260101/us-east-1/dynamodb/aws4_request,"
        " SignedHeaders=content-type;host;x-amz-date;x-amz-target, Signature=" + "0" * 64 + "\r\n"
        f"Content-Length: {len(body)}\r\n\r\n{body}"
    )


def processor_seconds(process):
    fields = pathlib.Path(f"/proc/{process.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class Bench:
    def __init__(self, folder, arguments):
        self.folder = pathlib.Path(folder)
        self.arguments = arguments
        self.load = str(self.folder / "load")
        subprocess.run(
            ["cc", "-O2", "-D_GNU_SOURCE", "-o", self.load, HERE / "load.c"], check=True)

    def run(self, port, text, seconds=None):
        path = self.folder / "request"
        path.write_text(text)
        answer = subprocess.run(
            [self.load, str(port), str(self.arguments.connections),
             str(seconds or self.arguments.seconds), path],
            capture_output=True, text=True, timeout=120)
        if answer.returncode:
            sys.exit(f"load ended with {answer.returncode}")
        rate, refused = answer.stdout.split()
        return float(rate), int(refused)

    def once(self, port, text):
        import socket

        with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
            connection.sendall(text.encode())
            return connection.recv(1 << 16)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--ashlar", required=True)
    parser.add_argument("--seconds", type=float, default=2)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--connections", type=int, default=16)
    parser.add_argument("--items", type=int, default=1_000_000, help="of the folder reopened")
    parser.add_argument("--only-kept", action="store_true", help="measure `--data` alone")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(folder, arguments)
        if arguments.only_kept:
            keep(bench)
            return
        server = subprocess.Popen(
            [arguments.ashlar, "serve", "--port", "0"], stderr=subprocess.PIPE, text=True)
        try:
            port = int(re.search(r":(\d+)\n", server.stderr.readline()).group(1))
            figures = measure(bench, port, server)
        finally:
            server.terminate()
            server.wait(20)
        compare(bench, figures)
        keep(bench)


def measure(bench, port, server):
    assert b"200 OK" in bench.once(port, request("CreateTable", TABLE))
    bench.run(port, request("PutItem", BODIES["PutItem"]), 1)
    rates = {}
    for _ in range(bench.arguments.rounds):
        for name, body in BODIES.items():
            for target in [name, f"No{name}"]:
                before = processor_seconds(server)
                rate, refused = bench.run(port, request(target, body))
                spent = processor_seconds(server) - before
                assert target != name or refused == 0, (target, refused)
                rates.setdefault(target, []).append(
                    (rate, spent / (rate * bench.arguments.seconds) * 1e6))
    print(f"{'operation':10} {'req/s':>9} {'CPU µs':>8} {'to the constant':>16}")
    figures = {}
    for name in BODIES:
        own, constant = (
            [statistics.median(column) for column in zip(*rates[key])]
            for key in [name, f"No{name}"])
        figures[name] = own[0]
        print(f"{name:10} {own[0]:9.0f} {own[1]:8.1f} {own[0] / constant[0]:15.2f}x")
        print(f"{'constant':10} {constant[0]:9.0f} {constant[1]:8.1f}")
    return figures


def fill(port, wanted):
    """Puts items of 200 B, in the order of a shuffle, a hundred requests of 25 at a time."""
    import socket

    keys = list(range(wanted))
    random.Random(1).shuffle(keys)
    with socket.create_connection(("127.0.0.1", port), timeout=60) as connection:
        for start in range(0, wanted, 2_500):
            batch = keys[start:start + 2_500]
            texts = []
            for first in range(0, len(batch), 25):
                puts = ",".join(
                    '{"PutRequest":{"Item":{"id":{"S":"key-%012d"},"text":{"S":"%s"}}}}'
                    % (key, "x" * 170) for key in batch[first:first + 25])
                texts.append(
                    request("BatchWriteItem", '{"RequestItems":{"bench":[%s]}}' % puts))
            connection.sendall("".join(texts).encode())
            answers = b""
            while answers.count(b"UnprocessedItems") < len(texts):
                answers += connection.recv(1 << 20)


def keep(bench):
    """Puts that last, and a folder of many items opened again."""
    data = str(bench.folder / "data")

    def start():
        began = time.monotonic()
        server = subprocess.Popen(
            [bench.arguments.ashlar, "serve", "--port", "0", "--data", data],
            stderr=subprocess.PIPE, text=True)
        port = int(re.search(r":(\d+)\n", server.stderr.readline()).group(1))
        return server, port, time.monotonic() - began

    server, port, _ = start()
    assert b"200 OK" in bench.once(port, request("CreateTable", TABLE))
    rates = []
    for _ in range(bench.arguments.rounds):
        rate, refused = bench.run(port, request("PutItem", BODIES["PutItem"]))
        assert refused == 0, refused
        rates.append(rate)
    print(f"kept puts  {statistics.median(rates):9.0f} req/s: budget 10,000, goal 40,000")
    assert b"200" in bench.once(port, control("reset"))
    assert b"200 OK" in bench.once(port, request("CreateTable", TABLE))
    written = bench.arguments.items
    # Once as they come, and again and again over what is there: the folder must not grow with it.
    for part, puts in [("new", written), ("half", written // 2), ("all", written), ("all", written)]:
        fill(port, puts)
        server.kill()
        server.wait(20)
        size = sum(path.stat().st_size for path in pathlib.Path(data).iterdir())
        server, port, seconds = start()
        assert count(bench, port) == written
        print(
            f"reopened   {written:9} items ({part} written), {size >> 20} MB, in {seconds:.2f} s:"
            f" {seconds / written * 1e6:.2f} s a million; budget 5, goal 1")
    # What was due is made smaller while nobody asks.
    time.sleep(10)
    server.kill()
    server.wait(20)
    size = sum(path.stat().st_size for path in pathlib.Path(data).iterdir())
    server, port, seconds = start()
    print(f"and then   {written:9} items, {size >> 20} MB, in {seconds:.2f} s")
    server.terminate()
    server.wait(20)


def control(name):
    return f"POST /_ashlar/{name} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 0\r\n\r\n"


def count(bench, port):
    answer = bench.once(port, request("DescribeTable", '{"TableName":"bench"}'))
    return int(re.search(rb'"ItemCount":(\d+)', answer).group(1))


def compare(bench, figures):
    if importlib.util.find_spec("moto") is None:
        print("moto is not installed: not compared with it")
        return
    port = 17_653
    server = subprocess.Popen(
        [sys.executable, "-c", "from moto.server import main; main()", "-H", "127.0.0.1", "-p",
         str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(100):
            try:
                bench.once(port, request("CreateTable", TABLE))
                break
            except OSError:
                time.sleep(0.2)
        for name, body in BODIES.items():
            rate, _ = bench.run(port, request(name, body), 4)
            print(f"moto {name:10} {rate:9.0f} req/s: ashlar has {figures[name] / rate:.0f}x")
    finally:
        server.terminate()
        server.wait(20)


main()
