"""`studykit deck list`, `flags` and `suggest`: what decks there are, and what students made of them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from typer import Context

from studykit.cards import Listed, Ordered
from studykit.cli.context import AsJson, Invocation, invocation
from studykit.cli.display import count, say, say_json, say_text
from studykit.errors import NotFoundError
from studykit.study import answering
from studykit.study.suggestions import Suggestion, suggestions
from studykit.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from studykit.cards import Card


def list_decks(context: Context, as_json: AsJson = False) -> None:
    """List the decks there are."""
    here = invocation(context)
    decks = here.library.decks
    if as_json:
        keys = ("slug", "title", "case", "cards", "file")
        rows = [{"deck" if key == "slug" else key: getattr(deck, key) for key in keys} for deck in decks]
        say_json(rows)
        return
    if not decks:
        raise NotFoundError(f"There are no decks in {', '.join(map(str, here.folders.decks))}.")
    width = max(len(deck.slug) for deck in decks) + 2
    cases = sorted(here.library.cases(), key=lambda case: case.order or 0)
    headings: dict[str | None, str] = {
        None: "Decks without a case",
        **{case.slug: case.title for case in cases},
    }
    for slug, heading in headings.items():
        its = [deck for deck in decks if (deck.case if deck.case in headings else None) == slug]
        if its and len(cases) > 1:
            say(here.style.strong(visible(heading)))
        for deck in its:
            say(here.style.beside(f"{deck.slug:<{width}}{deck.cards:>5}  ", deck.title))
    say_text(f"{count(sum(deck.cards for deck in decks), 'card')} in {count(len(decks), 'deck')}.")
    if len(cases) > 1:
        chosen = " ".join(case.slug for case in cases)
        say_text(f"The quiz asks the cases you study: `studykit config set cases {chosen}` sets them.")


def flags(context: Context, as_json: AsJson = False) -> None:
    """List the flagged cards with their remarks, file and line."""
    here = invocation(context)
    found = _flagged(here)
    if as_json:
        say_json([placed_row(card, remark=remark) for card, remark in found])
        return
    if not found:
        say_text("No card is flagged; f after a verdict flags one.")
    _say_flags(found)


def placed_row(card: Card, **values: object) -> dict[str, object]:
    """Give a card as JSON has it: its name, what is said of it, and where it stands."""
    return {"card": card.id, **values, "file": card.place.file, "line": card.place.line}


def _flagged(here: Invocation) -> list[tuple[Card, str]]:
    """Give the flagged cards that there are, with their remarks, in the order of their files."""
    found = answering.flags(here.collection)
    cards = [(here.library.card(card), remark) for card, remark in found.items() if card in here.library]
    return sorted(cards, key=lambda each: (each[0].place.file, each[0].place.line))


def _say_flags(found: list[tuple[Card, str]]) -> None:
    for card, remark in found:
        place = card.place
        said = f": {visible(remark)}" if remark else ""
        say_text(f"{visible(place.file)}:{place.line}: {card.id}, flagged{said}")


def suggest(context: Context, as_json: AsJson = False) -> None:
    """List answers that students said were right, as lines to paste, and flagged cards; changes no file."""
    here = invocation(context)
    found = suggestions(here.collection)
    if as_json:
        say_json(
            [
                placed_row(each.card, answer=each.answer, points=_points(each), times=each.times)
                for each in found
            ]
        )
        return
    if not found:
        say_text("No student said of an answer that it is right that marking does not accept by now.")
    for line in accept_lines(found):
        say(line)
    _say_flags(_flagged(here))


def accept_lines(found: Iterable[Suggestion]) -> Iterator[str]:
    """Say answers that students called right as lines for decks, each after the file and line of its card."""
    for each in found:
        place = each.card.place
        points = "".join(f", for “{visible(point)}”" for point in _points(each))
        yield f"{visible(place.file)}:{place.line}: {each.card.id}{points}, said {count(each.times, 'time')}"
        lines = dict.fromkeys(wording_line(each.card, each.answer, at) for at in each.points or (None,))
        yield from (f"    {line}" for line in lines)


def wording_line(card: Card, answer: str, at: int | None) -> str:
    """Give what to write into a deck so that an answer is right, as it is written for this kind of card.

    `at` is the position of the point or item that it says; None when the whole answer was called right.
    """
    typed = visible(answer)
    item = card.expected.items[at or 0]
    if card.kind == "cloze":  # a gap holds its wordings itself
        return f"{{{{{item.say}|{typed}}}}}"
    if not isinstance(card.expected, Listed | Ordered):
        return f"accept: {json.dumps([typed], ensure_ascii=False)}"
    words = ["the item that it says"] if at is None else [item.say, *item.accept]
    return f"- {json.dumps([*words, typed], ensure_ascii=False)}"


def _points(found: Suggestion) -> list[str]:
    """Give the points or items that an answer says, in the words of its card."""
    return [found.card.expected.items[at].say for at in found.points]
