"""A short report of an unexpected error: where in the program it was, and nothing that anyone typed."""

from __future__ import annotations

import os
import platform
import re
import traceback
from collections.abc import Sequence
from pathlib import Path

from studykit import __version__
from studykit.cli.clock import utc_now
from studykit.cli.commands import COMMANDS
from studykit.files import make_private, write_whole

OPTION = re.compile(r"--[a-z-]{2,20}(?=$|=)")
KEPT = 20
"""Reports that are kept; the oldest go first."""


def write_report(error: Exception, words: Sequence[str]) -> Path | None:
    """Write a report into the data folder and give its file; None when it cannot be written."""
    from studykit.folders import folders

    try:
        folder = folders(os.environ, "default", ()).data / "reports"
        make_private(folder)
        target = folder / f"error-{utc_now():%Y-%m-%dT%H%M%S}Z-{os.getpid()}.txt"
        write_whole(target, [report(error, words).encode()])
        for old in sorted(folder.glob("error-*.txt"))[:-KEPT]:
            old.unlink(missing_ok=True)
    except Exception:  # the report is a courtesy: whatever hinders it must not hide the error itself
        return None
    return target


def report(error: Exception, words: Sequence[str]) -> str:
    """Give the report: versions, the command without its values, and the places the error came through.

    The error's own message stays out: it may quote an answer.
    """
    command = [word for word in words if word in COMMANDS][:1]
    options = [found[0] for word in words if (found := OPTION.match(word))]
    return "\n".join(
        (
            f"studykit {__version__}, Python {platform.python_version()}, {platform.platform()}",
            f"command: {' '.join([*command, *options])}",
            *_chain(error),
            "",
        )
    )


def _chain(error: BaseException) -> list[str]:
    lines = []
    cause: BaseException | None = error
    while cause is not None:
        lines.append(f"{type(cause).__name__}:")
        for frame in traceback.extract_tb(cause.__traceback__):
            place = "/".join(Path(frame.filename).parts[-3:])
            lines.append(f"  {place}:{frame.lineno} {frame.name}")
        cause = cause.__cause__ or cause.__context__
    return lines
