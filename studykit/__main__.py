"""`python -m studykit` and the `studykit` command."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the program and leave with its exit code."""
    try:
        from studykit.cli.main import main as run
    except KeyboardInterrupt:  # before there is anything that could be lost
        sys.exit(130)
    sys.exit(run())


if __name__ == "__main__":
    main()
