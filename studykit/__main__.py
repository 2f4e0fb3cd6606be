"""`python -m studykit` and the `studykit` command."""

from __future__ import annotations

import gc
import sys


def main() -> None:
    """Run the program and leave with its exit code."""
    # What is imported and read stays; the usual 700 have it searched for garbage sixty times before a prompt.
    gc.set_threshold(200_000)
    try:
        from studykit.cli.main import main as run
    except KeyboardInterrupt:  # before there is anything that could be lost
        sys.exit(130)
    sys.exit(run())


if __name__ == "__main__":
    main()
