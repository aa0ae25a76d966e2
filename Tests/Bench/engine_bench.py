"""Runs the engine's bench and prints its figures beside the budgets: operations a second on one
core, and memory to the bytes of the items. Nothing fails: the figures are to be read.
"""

import argparse
import os
import subprocess


def peak_bytes(command):
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    out = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"{' '.join(command)} failed")
    return usage.ru_maxrss * 1024, out


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--bench", required=True)
    parser.add_argument("--count", default="1000000")
    options = parser.parse_args()
    print(f"{'engine, ' + options.count + ' items of 200 bytes':<42} {'figure':>12} {'goal':>10}")
    goals = {"put": "1000000/s", "get": "1000000/s", "query": "10000000/s"}
    out = subprocess.run(
        [options.bench, "speed", options.count], capture_output=True, text=True, check=True).stdout
    for line in out.splitlines():
        name, figure = line.split()
        print(f"{name + ', items a second on one core':<42} {int(figure):>12} {goals[name]:>10}")
    empty, _ = peak_bytes([options.bench, "nothing", options.count])
    full, out = peak_bytes([options.bench, "fill", options.count])
    ratio = (full - empty) / int(out.split()[1])
    print(f"{'memory with an index, to bytes of items':<42} {ratio:>12.2f} {'1.50':>10}")


main()
