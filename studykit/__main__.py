"""`python -m studykit` and the `studykit` command."""

from __future__ import annotations

import gc
import sys

MOST_NEW = 200_000
"""New objects before garbage is looked for: what is imported and read stays, and by the usual 700 it would be
searched sixty times before a prompt."""


def main() -> None:
    """Run the program and leave with its exit code."""
    gc.set_threshold(MOST_NEW)
    try:
        from studykit.cli.main import main as run
    except KeyboardInterrupt:  # before there is anything that could be lost
        sys.exit(130)
    except OverflowError:  # what it is at the start is noted then
        sys.stderr.write(
            "studykit: this computer's clock is set to a year that no program can tell; set it.\n"
        )
        sys.exit(5)
    sys.exit(run())


if __name__ == "__main__":
    main()
