"""`studykit deck watch`: checks decks again whenever they are saved, and shows the card being edited."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from studykit.cards import Place
from studykit.cli.context import Invocation, invocation
from studykit.cli.deck_check import problems_of, to_check
from studykit.cli.display import say, tell
from studykit.cli.quoting import Quoting
from studykit.errors import UnavailableError

if TYPE_CHECKING:
    from studykit.cards import Card, CardId
    from studykit.study.examples import Tried


def watch(
    context: typer.Context,
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="[FILE]...", help="Files or folders; here if none.")
    ] = None,
) -> None:
    """Check decks again on every save and show the card being edited; Ctrl-C ends it."""
    here = invocation(context)
    targets = files or [Path()]
    changes = _changes(targets)
    tried: Tried = {}
    before = _check(here, targets, {}, tried, first=True)
    tell("Watching; Ctrl-C ends it.")
    try:
        for _ in changes:
            before = _check(here, targets, before, tried, first=False)
    except KeyboardInterrupt:
        say()


def _changes(targets: Sequence[Path]) -> Iterator[object]:
    """Wait for files to be saved; a file is watched through its folder, since editors put a new one there.

    Raises:
        UnavailableError: when the extra `watch` is not installed.
    """
    try:
        from watchfiles import watch as wait
    except ImportError:
        raise UnavailableError(
            "Watching needs the extra `watch`; install it with `pip install 'studykit[watch]'`."
        ) from None

    names = {str(target.absolute()) for target in targets if target.is_file()}
    folders = [str(target.absolute()) for target in targets if target.is_dir()]
    around = {str(Path(name).parent) for name in names}

    def wanted(_change: object, path: str) -> bool:
        return path in names or (
            path.endswith((".yaml", ".yml")) and any(Path(path).is_relative_to(folder) for folder in folders)
        )

    return wait(*sorted({*folders, *around}), watch_filter=wanted, debounce=200, raise_interrupt=True)


def _check(
    here: Invocation, targets: Sequence[Path], before: Mapping[CardId, Card], tried: Tried, *, first: bool
) -> Mapping[CardId, Card]:
    """Check once, show what is wrong and the cards that changed; give the cards as they are now."""
    from studykit.cli.card_screen import shown

    existing = targets if first else [target for target in targets if target.exists()]
    if not existing:
        say("The file is gone; waiting for it to come back.")
        return before
    library, wanted = to_check(here, existing)
    decks = [deck.slug for deck in library.decks if deck.file in wanted]
    cards = {card.id: card for slug in decks for card in library.deck(slug).cards}
    if not first:
        for card in _edited(before, cards):
            say(shown(card, library.sources(card.deck), here.style))
    problems = problems_of(library, wanted, here.folders.cache, tried)
    quoting = Quoting(here.style)
    for problem in problems:
        say(quoting.shown(problem))
    say(f"{len(cards)} cards{f', {len(problems)} to mend' if problems else ': nothing to mend'}.")
    return cards


def _edited(before: Mapping[CardId, Card], now: Mapping[CardId, Card]) -> list[Card]:
    """Give the cards that say something else than before; many at once are not one being edited."""
    nowhere = Place("", 0)
    changed = [
        card
        for identity, card in now.items()
        if identity not in before or replace(before[identity], place=nowhere) != replace(card, place=nowhere)
    ]
    return changed if len({card.parent for card in changed}) <= 2 else []
