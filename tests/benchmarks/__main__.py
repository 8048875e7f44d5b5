"""Runs the measurements named on the command line, or all of them, and prints what they found.

A measurement is a function in `MEASUREMENTS` that returns a mapping of names to figures. It gets a
folder that is thrown away afterwards. Goals stand in its docstring; nothing here fails for seconds.
"""

import json
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.registry import MEASUREMENTS


def main(names: list[str]) -> int:
    unknown = [name for name in names if name not in MEASUREMENTS]
    if unknown:
        print(f"unknown: {', '.join(unknown)}; there are: {', '.join(MEASUREMENTS)}")
        return 2
    for name in names or MEASUREMENTS:
        measure = MEASUREMENTS[name]
        print(f"\n{name}: {(measure.__doc__ or '').strip()}", flush=True)
        with tempfile.TemporaryDirectory() as folder:
            print(json.dumps(measure(Path(folder)), indent=2, ensure_ascii=False), flush=True)
    return 0


sys.exit(main(sys.argv[1:]))
