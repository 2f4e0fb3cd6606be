"""`python -m studykit` and the `studykit` command."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the program and leave with its exit code."""
    from studykit.cli.main import main as run

    sys.exit(run())


if __name__ == "__main__":
    main()
