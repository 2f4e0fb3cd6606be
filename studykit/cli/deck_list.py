"""`studykit deck list`, `unsuspend` and `suggest`: what decks there are, and what students made of them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

from studykit.cli.clock import milliseconds
from studykit.cli.context import invocation
from studykit.cli.display import count, say, say_json
from studykit.errors import NotFoundError
from studykit.names import nearest
from studykit.visible import visible

if TYPE_CHECKING:
    from studykit.overruled import Overruled


def list_decks(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
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
    for deck in decks:
        say(f"{deck.slug:<{width}}{deck.cards:>5}  {visible(deck.title)}")
    say(f"{'':<{width}}{sum(deck.cards for deck in decks):>5}  cards in {count(len(decks), 'deck')}")


def unsuspend(
    context: typer.Context,
    cards: Annotated[list[str] | None, typer.Argument(metavar="[CARD]...")] = None,
) -> None:
    """Put suspended cards back into the quiz; without a name, list them."""
    collection = invocation(context).collection
    suspended = sorted(card for card, state in collection.states.items() if state.suspended)
    if not cards:
        for card in suspended:
            say(card)
        return
    by_name = {str(card): card for card in suspended}
    for name in cards:
        if name not in by_name:
            raise NotFoundError(f"No suspended card is called `{name}`{nearest(name, by_name)}")
        collection.suspend(by_name[name], False, at=milliseconds())
        say(f"{name} is back in the quiz.")


def suggest(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """List answers that students said were right, as `accept:` lines; changes no file."""
    from studykit.overruled import overruled

    found = overruled(invocation(context).collection)
    if as_json:
        say_json(
            [
                {
                    "card": each.card.id,
                    "answer": each.answer,
                    "points": _points(each),
                    "times": each.times,
                    "file": each.card.place.file,
                    "line": each.card.place.line,
                }
                for each in found
            ]
        )
        return
    if not found:
        say("No student said of an answer that it is right that marking does not accept by now.")
    for each in found:
        place = each.card.place
        points = "".join(f", for “{visible(point)}”" for point in _points(each))
        say(f"{visible(place.file)}:{place.line}: {each.card.id}{points}, said {count(each.times, 'time')}")
        say(f"    accept: [{json.dumps(visible(each.answer), ensure_ascii=False)}]")


def _points(found: Overruled) -> list[str]:
    """Give the points or items that an answer says, in the words of its card."""
    from studykit.marking.key import items_of

    items = items_of(found.card)
    return [items[at].say for at in found.points]
