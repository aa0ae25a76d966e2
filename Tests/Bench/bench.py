"""Measures ashlar beside C programs doing the least that could be done, and prints ratios.

Nothing fails: the figures are to be read.
"""

import argparse
import os

from measure import compare, compile_c, heading
from specs import write_spec
from synth import measure_synth


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--ashlar", required=True)
    parser.add_argument("--build", required=True)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--only", choices=["validate", "synth"])
    options = parser.parse_args()
    os.makedirs(options.build, exist_ok=True)
    events = compile_c("events", options.build, "-lyaml")
    compile_c("peak", options.build)
    heading()
    if options.only != "synth":
        empty = compile_c("empty", options.build)
        compare(
            "--version, to an empty program", [options.ashlar, "--version"], [empty],
            options.build, options.rounds, 20)
        for components in (1, 100, 120, 1000):
            spec = os.path.join(options.build, f"spec-{components}.yml")
            size = write_spec(spec, components)
            compare(
                f"validate {components} components, {size / 1000:.0f} KB, to events",
                [options.ashlar, "validate", spec], [events, spec], options.build,
                options.rounds, 10 if components <= 120 else 2)
    if options.only != "validate":
        measure_synth(options.ashlar, events, options.build, options.rounds)


main()
