"""The command that this program was started by, so that what a hint says to type can be typed."""

from __future__ import annotations

import os
import re
import shutil
import sys
from functools import cache
from pathlib import Path

QUOTED = re.compile(r"`studykit(?=[\s`])")
"""The program's name where a sentence quotes a command."""


@cache
def program() -> str:
    """Give what to type for `studykit`: its name where the shell finds it by that, else the path typed."""
    typed = sys.argv[0] if sys.argv else ""
    name = Path(typed).name.removesuffix(".exe")
    if name != "studykit":  # python -m, or a program that runs this one within itself
        return "studykit"
    found = shutil.which("studykit")
    file = typed if os.path.exists(typed) else f"{typed}.exe"  # noqa: PTH110 - a path as it was typed
    if found is not None and os.path.realpath(found) == os.path.realpath(file):
        return "studykit"
    return typed.removesuffix(".exe")


def as_started(text: str) -> str:
    """Let every command that a text quotes begin as this program was started."""
    return text if program() == "studykit" else QUOTED.sub(lambda _: f"`{program()}", text)
