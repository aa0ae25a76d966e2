"""Whole processes beside C programs: CPU time, instructions, peak memory.

CPU time is user plus system of the whole process, the median of interleaved rounds; instructions
come from callgrind where valgrind is installed.
"""

import os
import resource
import shutil
import statistics
import subprocess

HERE = os.path.dirname(os.path.abspath(__file__))


def compile_c(name, build, *libraries):
    target = os.path.join(build, name)
    subprocess.run(
        ["cc", "-O2", "-static", "-o", target, os.path.join(HERE, name + ".c"), *libraries],
        check=True, stderr=subprocess.DEVNULL)
    return target


def cpu_milliseconds(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return 1000 * (after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)


def peak_mebibytes(command, build):
    """Started by a small program: the kernel counts what a process was before it became another."""
    out = subprocess.run(
        [os.path.join(build, "peak"), *command], capture_output=True, text=True)
    return int(out.stderr.split()[-1]) / 1024


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


def heading():
    print(
        f"{'whole process':<52} {'ashlar ms':>9} {'C ms':>9} {'ratio':>7} {'instr.':>6}"
        f" {'peak MiB':>8}")


def compare(
        title, subject, reference, build, rounds=7, repeats=10, before=lambda: None,
        counts=True):
    """`before` is done ahead of each run of the subject, and not measured."""
    def ours():
        before()
        return cpu_milliseconds(subject)

    subject_times, reference_times = [], []
    for _ in range(rounds):
        reference_times.append(
            statistics.mean(cpu_milliseconds(reference) for _ in range(repeats)))
        subject_times.append(statistics.mean(ours() for _ in range(repeats)))
    mine, floor = statistics.median(subject_times), statistics.median(reference_times)
    count = "     –"
    if counts:
        before()
        our_count, floor_count = instructions(subject, build), instructions(reference, build)
        if our_count and floor_count:
            count = f"{our_count / floor_count:6.2f}"
    before()
    peak = peak_mebibytes(subject, build)
    print(f"{title:<52} {mine:9.2f} {floor:9.2f} {mine / floor:7.2f} {count} {peak:8.1f}",
          flush=True)
    return mine, floor, peak
