"""Break every command that changes the work at every call by which it changes files, in four ways.

Run: python -m tests.bench.breaks [MOST CALLS OF EACH]
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.cli.breaking import HOWS, SCENARIOS, Prepared
from tests.cli.preloaded import Preloaded
from tests.cli.shim import compiled_shim


def main() -> int:
    most = int(sys.argv[1]) if len(sys.argv) > 1 else None
    breaks = wrong = 0
    with tempfile.TemporaryDirectory() as name:
        shim = compiled_shim(Path(name))
        if shim is None:
            print("This needs Linux and a C compiler.")
            return 1
        with Preloaded(shim) as program:
            for number, scenario in enumerate(SCENARIOS):
                folder = Path(name) / str(number)
                folder.mkdir()
                prepared = Prepared.of(scenario, program, folder)
                for how in HOWS:
                    broken = prepared.break_at_each(how, most=most)
                    print(f"{scenario.name}, {prepared.calls} calls, {how}: {broken}", flush=True)
                    for line in broken.wrong:
                        print("   ", line)
                    breaks += broken.breaks
                    wrong += len(broken.wrong)
    print(f"{breaks} breaks, {wrong} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
