"""Opening a card in the student's own editor, at its line."""

from __future__ import annotations

import os
import shlex
import subprocess
from pathlib import Path

from studykit.cards import Card
from studykit.folders import shipped_decks

AT_LINE = ("code", "codium", "subl", "zed")
"""Editors that are told a line as FILE:LINE; most others take +LINE before the file."""


def edited(card: Card) -> tuple[str, bool]:
    """Open a card's file where the card stands; give what to say then, and whether it may have changed."""
    file, line = Path(card.place.file).absolute(), card.place.line
    if file.is_relative_to(shipped_decks().absolute()):
        return (
            "This card comes with studykit, and an update would undo a change of it. To have it your way, "
            "suspend it here (s) and write it anew in a deck of your own (`studykit deck new NAME`); f flags "
            "it with a remark for whoever wrote it."
        ), False
    named = (os.environ.get(name, "").strip() for name in ("VISUAL", "EDITOR"))
    command = next(filter(None, named), None)
    if command is None:
        return f"The card stands in {file}, line {line}. Set EDITOR to open it from here.", False
    before = file.stat().st_mtime_ns if file.exists() else None
    try:
        subprocess.run(_command(shlex.split(command), file, line), check=False)
    except (OSError, ValueError) as error:
        return f"{command} cannot be started ({error}); the card stands in {file}, line {line}.", False
    changed = before != (file.stat().st_mtime_ns if file.exists() else None)
    return ("Taken in." if changed else "Nothing was changed."), changed


def _command(editor: list[str], file: Path, line: int) -> list[str]:
    name = Path(editor[0]).name.removesuffix(".exe")
    if name in AT_LINE:
        return [*editor, *(["-g", "--wait"] if name in ("code", "codium") else ["-w"]), f"{file}:{line}"]
    return [*editor, str(file)] if name.startswith("notepad") else [*editor, f"+{line}", str(file)]
