"""Measures `ashlar serve` beside itself answering a constant, and beside moto's server.

Items of 1 KB, keep-alive, 16 connections. The constant is the refusal of an operation that there
is not, sent with the same bytes: what HTTP and the loopback cost. Ratios are of requests a second,
medians of interleaved rounds; CPU is the server's own, per request. Nothing fails.
"""

import argparse
import importlib.util
import os
import pathlib
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
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(folder, arguments)
        server = subprocess.Popen(
            [arguments.ashlar, "serve", "--port", "0"], stderr=subprocess.PIPE, text=True)
        try:
            port = int(re.search(r":(\d+)\n", server.stderr.readline()).group(1))
            figures = measure(bench, port, server)
        finally:
            server.terminate()
            server.wait(20)
        compare(bench, figures)


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
