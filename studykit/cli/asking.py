"""Asking before something is changed that cannot easily be changed back, or before going on."""

from __future__ import annotations

import sys

from studykit.cli import terminal
from studykit.cli.display import say, tell_text, wrapped
from studykit.errors import UsageError


def agreed(question: str, *, yes: bool, otherwise: str = "Nothing was changed.") -> bool:
    """Ask a question that only `y` or `yes` agrees to, and say what follows otherwise; not with `--yes`.

    Raises:
        UsageError: when there is nobody to ask.
    """
    if yes:
        return True
    if not terminal.is_interactive():
        raise UsageError(f"{question} Nobody can be asked here, so nothing was changed; add --yes to agree.")
    try:
        before, line_end, last = wrapped(f"{question} [y/N]", sys.stdout).rpartition("\n")
        print(before, end=line_end)
        answer = terminal.read_line(f"{last} ")
    except EOFError:
        answer = ""
    if answer.strip().lower() in ("y", "yes"):
        return True
    tell_text(otherwise)
    return False


def goes_on(shown: str) -> bool:
    """Show something until Enter, which goes on, or q or the end of input, which does not."""
    with terminal.single_keys(shown):
        say("\n" + shown)
        while (key := terminal.read_key()) not in (terminal.ENTER, "q", terminal.END):
            pass
    return key == terminal.ENTER
