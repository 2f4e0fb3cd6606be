"""What the tests of every form look at: the entries that are made, and what is said of the rest."""

from __future__ import annotations

from typing import Any

from studykit.authoring.import_result import Read
from tests.authoring.sharing_decks import imported


def fields(read: Read) -> list[dict[str, Any]]:
    """Give the entries as they are written, without the ids that are made of their prompts."""
    return [
        {key: value for key, value in entry.fields.items() if key != "id"}
        for entry in imported(read).deck.entries
    ]


def told(read: Read) -> list[tuple[int, str]]:
    return [(problem.line, problem.rule) for problem in imported(read).problems]


def errors(read: Read) -> list[tuple[int, str]]:
    return [(problem.line, problem.rule) for problem in imported(read).errors]
