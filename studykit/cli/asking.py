"""Asking before something is changed that cannot easily be changed back."""

from __future__ import annotations

from studykit.cli.display import tell
from studykit.errors import UsageError


def agreed(question: str, *, yes: bool) -> bool:
    """Ask a question that only `y` or `yes` agrees to; with `--yes` it is not asked.

    Raises:
        UsageError: when there is nobody to ask.
    """
    from studykit.cli import terminal

    if yes:
        return True
    if not terminal.is_interactive():
        raise UsageError(f"{question} Nobody can be asked here, so nothing was changed; add --yes to agree.")
    try:
        answer = terminal.read_line(f"{question} [y/N] ")
    except EOFError:
        answer = ""
    if answer.strip().lower() in ("y", "yes"):
        return True
    tell("Nothing was changed.")
    return False
