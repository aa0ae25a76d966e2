"""`ashlar synth` beside libyaml's events: one spec, one of many components, a folder of specs,
nothing changed, and how cost grows. Output goes to memory, where there is a file system in it."""

import math
import os
import shutil
import subprocess
import tempfile

from measure import HERE, compare, compile_c
from specs import write_spec

MEMORY = "/dev/shm"


def measure_synth(ashlar, events, build, rounds):
    with tempfile.TemporaryDirectory(dir=MEMORY if os.path.isdir(MEMORY) else None) as folder:
        measure_in(folder, ashlar, events, build, rounds)


def measure_in(folder, ashlar, events, build, rounds):
    out = os.path.join(folder, "dist")

    def fresh():
        shutil.rmtree(out, ignore_errors=True)

    example = os.path.join(HERE, "../../examples/session-store/service.yml")
    compare(
        "synth the session store, to events", [ashlar, "synth", example, "-o", out],
        [events, example], build, rounds, 20, fresh)
    one = os.path.join(folder, "one.yml")
    write_spec(one, 1)
    compare(
        "synth 1 component, to events", [ashlar, "synth", one, "-o", out], [events, one], build,
        rounds, 20, fresh)
    fresh()
    subprocess.run([ashlar, "synth", one, "-o", out], check=True)
    made = os.path.join(folder, "made-one")
    shutil.copytree(out, made)
    compare(
        "the same, to events and the same bytes written", [ashlar, "synth", one, "-o", out],
        [events, "-w", made, out, one], build, rounds, 20, fresh, counts=False)
    compare(
        "validate the same, to synth of it", [ashlar, "validate", one],
        [ashlar, "synth", one, "-o", out], build, rounds, 20, counts=False)
    measure_folder(folder, out, fresh, ashlar, events, build, rounds)
    measure_growth(folder, out, fresh, ashlar, events, build)


def measure_folder(folder, out, fresh, ashlar, events, build, rounds):
    specs = []
    made = os.path.join(folder, "made")
    for number in range(1000):
        place = os.path.join(folder, "specs", f"s{number:04}")
        os.makedirs(place)
        specs.append(os.path.join(place, "service.yml"))
        write_spec(specs[-1], 1, service=f"bench-{number:04}")
    many = [ashlar, "synth", os.path.join(folder, "specs"), "-o", out]
    compare(
        "synth a folder of 1,000 specs, to events", many, [events, *specs], build, min(rounds, 3),
        1, fresh, counts=False)
    shutil.copytree(out, made)
    compare(
        "the same, to events and the same bytes written", many,
        [events, "-w", made, out, *specs], build, min(rounds, 3), 1, fresh, counts=False)
    compare(
        "the same with nothing changed, to read and hash", many,
        [compile_c("read_hash", build), *specs], build, min(rounds, 3), 1, counts=False)


def measure_growth(folder, out, fresh, ashlar, events, build):
    """The exponent of cost between sizes, ours and that of the events."""
    before = None
    for components in (100, 1000, 10000):
        spec = os.path.join(folder, f"{components}.yml")
        size = write_spec(spec, components)
        found = compare(
            f"synth {components} components, {size / 1000:.0f} KB, to events",
            [ashlar, "synth", spec, "-o", out], [events, spec], build, 3 if components < 10000 else 1,
            1, fresh, counts=components == 100)
        if before:
            ours, floor = (math.log10(now / then) for now, then in zip(found[:2], before[:2]))
            print(f"  growth: ours ^{ours:.3f}, events ^{floor:.3f};"
                  f" memory a component {1024 * (found[2] - before[2]) / (0.9 * components):.1f} KiB")
        before = found
