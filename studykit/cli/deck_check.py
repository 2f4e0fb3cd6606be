"""`studykit deck check` and `watch`: every problem of every file at once, its line, and how to mend it."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from typer import Argument, Context, Exit, Option

from studykit.cards import Place
from studykit.cli.context import AsJson, Invocation, invocation
from studykit.cli.deck_history import settle
from studykit.cli.display import Style, count, say, say_json, tell
from studykit.cli.quoting import Quoting
from studykit.cli.terminal import is_interactive
from studykit.decks.rules import GROUPS, RULES
from studykit.errors import NotFoundError, StoreError, needs_extra
from studykit.names import nearest
from studykit.problems import Level

if TYPE_CHECKING:
    from studykit.cards import Card, CardId
    from studykit.decks.library import Library
    from studykit.problems import Problem
    from studykit.study.examples import Tried


def check(
    context: Context,
    files: Annotated[
        list[Path] | None, Argument(metavar="[FILE]...", help="Files or folders; all decks if none.")
    ] = None,
    ignore: Annotated[list[str] | None, Option(metavar="RULE", help="Do not report this rule.")] = None,
    strict: Annotated[bool, Option("--strict", help="Let advice count as an error.")] = False,
    rules: Annotated[bool, Option("--rules", help="List the rules and stop.")] = False,
    as_json: AsJson = False,
) -> None:
    """Show every problem of every file, with its line and how to mend it; exit code 1 for errors."""
    # What is read and compiled makes no cycles, and looking for some is a sixth of the time.
    gc.disable()
    here = invocation(context)
    if rules:
        _list_rules(here.style, as_json=as_json)
        return
    ignored = _known_rules(ignore or ())
    library, wanted = _to_check(here, files or ())
    every = _problems_of(library, wanted, here.folders.cache)
    problems = [problem for problem in every if problem.rule not in ignored]
    if as_json:
        say_json(problems)
    else:
        quoting = Quoting(here.style)
        for problem in problems:
            say(quoting.shown(problem))
        say(_tally(problems, library, wanted, len(every) - len(problems)))
        if here.folders.store.exists():
            _settle_history(here, library)
    if any(strict or problem.level is Level.ERROR for problem in problems):
        raise Exit(1)


def _settle_history(here: Invocation, library: Library) -> None:
    """Notice renamed cards with a history; a teacher with a damaged one is not bothered."""
    here.library = library
    try:
        settle(here.collection, here.style, ask=is_interactive())
    except StoreError as error:
        tell(f"studykit: {error}")


def _to_check(here: Invocation, files: Sequence[Path]) -> tuple[Library, frozenset[str]]:
    """Open the library with the files to check, and give their names as problems carry them.

    A named file takes the place of one in the library that has its slug. What lies in the same folder is
    read with it, for a deck may belong to a case there and a plan name cards there.

    Raises:
        NotFoundError: when one of them does not exist; it offers the nearest.
    """
    if not files:
        return here.library, frozenset(here.library.files)
    missing = next((file for file in files if not file.exists()), None)
    if missing is not None:
        beside = [each.name for each in missing.parent.glob("*.y*ml")]
        raise NotFoundError(f"There is no file {missing}{nearest(missing.name, beside)}")
    library = here.open_decks(files, with_neighbours=True)
    return library, frozenset(
        name for name in library.files if any(Path(name).is_relative_to(file) for file in files)
    )


def _problems_of(
    library: Library, wanted: frozenset[str], cache: Path, tried: Tried | None = None
) -> list[Problem]:
    """Give the problems of some files, their marking tried, in the order of the files.

    `tried` is what the cards gave before, for a caller that checks again and again.
    """
    from studykit.study.examples import failing

    found = [*library.problems, *failing(library, wanted, cache, tried)]
    return sorted(problem for problem in found if problem.file in wanted)


def _known_rules(names: Sequence[str]) -> frozenset[str]:
    for name in names:
        if name not in RULES:
            raise NotFoundError(
                f"There is no rule `{name}`{nearest(name, RULES)} `studykit deck check --rules` lists them."
            )
    return frozenset(names)


def _list_rules(style: Style, *, as_json: bool) -> None:
    if as_json:
        rows = [
            {"rule": rule.name, "levels": [level.value for level in rule.levels], "sentence": rule.sentence}
            for rule in RULES.values()
        ]
        say_json(rows)
        return
    for heading, rules in GROUPS.items():
        say(style.strong(heading))
        for rule in rules:
            level = " or ".join(level.value for level in rule.levels)
            say(style.field(f"{rule.name:<20} {level:<15}", rule.sentence, 37))
        say()


def _tally(problems: Sequence[Problem], library: Library, wanted: frozenset[str], ignored: int) -> str:
    errors = sum(problem.level is Level.ERROR for problem in problems)
    advice = len(problems) - errors
    decks = [deck for deck in library.decks if deck.file in wanted]
    looked = f"{count(sum(deck.cards for deck in decks), 'card')} in {count(len(decks), 'deck')}"
    if wanted and not decks:
        looked = count(len(wanted), "file")
    left = f" {count(ignored, 'problem')} of ignored rules not shown." if ignored else ""
    if not problems:
        return f"{looked}: nothing to mend.{left}"
    return (
        f"{looked}: {count(errors, 'error')}, {count(advice, 'piece of advice', 'pieces of advice')}.{left}"
    )


def watch(
    context: Context,
    files: Annotated[
        list[Path] | None, Argument(metavar="[FILE]...", help="Files or folders; here if none.")
    ] = None,
) -> None:
    """Check decks again on every save and show the card being edited; Ctrl-C ends it."""
    here = invocation(context)
    targets = files or [Path()]
    changes = _changes(targets)
    tried: Tried = {}
    before = _check_once(here, targets, {}, tried, first=True)
    tell("Watching; Ctrl-C ends it.")
    try:
        for _ in changes:
            before = _check_once(here, targets, before, tried, first=False)
    except KeyboardInterrupt:
        say()


def _changes(targets: Sequence[Path]) -> Iterator[object]:
    """Wait for files to be saved; a file is watched through its folder, since editors put a new one there.

    Raises:
        UnavailableError: when the extra `watch` is not installed.
    """
    with needs_extra("Watching", "watch"):
        from watchfiles import watch as wait

    names = {str(target.absolute()) for target in targets if target.is_file()}
    folders = [str(target.absolute()) for target in targets if target.is_dir()]
    around = {str(Path(name).parent) for name in names}

    def wanted(_change: object, path: str) -> bool:
        return path in names or (
            path.endswith((".yaml", ".yml")) and any(Path(path).is_relative_to(folder) for folder in folders)
        )

    return wait(*sorted({*folders, *around}), watch_filter=wanted, debounce=200, raise_interrupt=True)


def _check_once(
    here: Invocation, targets: Sequence[Path], before: Mapping[CardId, Card], tried: Tried, *, first: bool
) -> Mapping[CardId, Card]:
    """Check once, show what is wrong and the cards that changed; give the cards as they are now."""
    from studykit.cli.card_screen import shown

    existing = targets if first else [target for target in targets if target.exists()]
    if not existing:
        say("The file is gone; waiting for it to come back.")
        return before
    library, wanted = _to_check(here, existing)
    decks = [deck.slug for deck in library.decks if deck.file in wanted]
    cards = {card.id: card for slug in decks for card in library.deck(slug).cards}
    if not first:
        for card in _edited(before, cards):
            say(shown(card, library.sources(card.deck), here.style))
    problems = _problems_of(library, wanted, here.folders.cache, tried)
    quoting = Quoting(here.style)
    for problem in problems:
        say(quoting.shown(problem))
    say(f"{count(len(cards), 'card')}{f', {len(problems)} to mend' if problems else ': nothing to mend'}.")
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
