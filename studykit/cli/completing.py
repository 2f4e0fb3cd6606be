"""What a shell may complete on the command line: decks, themes, plans, cards. Errors complete nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from typer import Context

from studykit.errors import StudykitError

if TYPE_CHECKING:
    from studykit.decks.library import Library


def _from_library(named: Callable[[Library], Iterable[str]]) -> Callable[[Context, str], list[str]]:
    """Make a completion of the names that a library gives."""

    def complete(context: Context, incomplete: str) -> list[str]:
        from studykit.cli.context import Invocation

        given = context.find_root().params
        here = Invocation(given.get("profile") or "default", [*map(Path, given.get("decks") or ())])
        try:
            names = named(here.library)
        except (StudykitError, OSError):
            return []
        return sorted({name for name in names if name.startswith(incomplete)})

    return complete


decks = _from_library(lambda library: (deck.slug for deck in library.decks))
themes = _from_library(lambda library: (theme for card in library.listings for theme in card.themes))
cards = _from_library(lambda library: (card.id for card in library.listings))
plans = _from_library(lambda library: (plan.slug for plan in library.plans()))
