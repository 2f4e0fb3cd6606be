"""`studykit deck show`: cards as a student sees them with all that marking knows; a trial answer marked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

from typer import Argument, Context, Option

from studykit.cli import completing
from studykit.cli.context import AsJson, invocation
from studykit.cli.display import count, say, say_json
from studykit.errors import NotFoundError, UsageError
from studykit.names import nearest, some_of

if TYPE_CHECKING:
    from studykit.cards import Card
    from studykit.decks.library import Library


def show(
    context: Context,
    deck: Annotated[
        str,
        Argument(
            metavar="DECK", help="A deck, its file, or a card as deck/id.", autocompletion=completing.decks
        ),
    ],
    card: Annotated[str | None, Argument(metavar="[CARD]", help="One card of it.")] = None,
    answer: Annotated[
        str | None, Option("--try", metavar="ANSWER", help="Mark this answer to the card.")
    ] = None,
    explain: Annotated[
        bool, Option("--explain", help="With --try: how the words of both account for each other.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Show cards as a student sees them, with every accepted answer and where the fact comes from."""
    from studykit.cli import card_screen, screens

    here = invocation(context)
    library, named = here.deck_named(deck)
    slug, _, own = named.partition("/")
    cards = _chosen(library, slug, card or own or None)
    if explain and (answer is None or as_json):
        raise UsageError("--explain goes with --try ANSWER, and shows a table that has no --json.")
    sources = library.sources(slug)
    mark = None if answer is None else card_screen.marked(library, _only(cards), answer)
    if as_json:
        say_json([card_screen.row_of(each, mark) for each in cards])
        return
    for each in cards:
        say(card_screen.shown(each, sources, here.style))
    if mark is not None:
        say(here.style.field("Tried", answer or "(nothing)"))
        say(screens.verdict(cards[0], mark, sources, here.style))
        if explain:
            from studykit.cli.alignment_screen import explained

            say("\n" + explained(library, cards[0], answer or "", mark, here.style))
    elif len(cards) > 1:
        say(f"  {count(len(cards), 'card')}")


def _only(cards: Sequence[Card]) -> Card:
    if len(cards) == 1:
        return cards[0]
    names = some_of([each.id.partition("/")[2] for each in cards])
    raise UsageError(
        f"An answer is tried on one card, and that is {len(cards)}: {names}. Name one: "
        "`studykit deck show DECK CARD --try ANSWER`."
    )


def _chosen(library: Library, slug: str, name: str | None) -> list[Card]:
    """Give a whole deck, the cards of one entry, or one card.

    Raises:
        NotFoundError: when there is no such deck or card; it offers the nearest.
    """
    cards = library.deck(slug).cards
    if name is None:
        return list(cards)
    wanted = name if "/" in name else f"{slug}/{name}"
    found = [each for each in cards if wanted in (each.id, each.parent)]
    if not found:
        known = [each.id.partition("/")[2] for each in cards]
        if wanted.partition("#")[0] in library.left_out:
            raise NotFoundError(f"The card {wanted} has an error; `studykit deck check` shows what to mend.")
        raise NotFoundError(f"The deck `{slug}` has no card `{name}`{nearest(name, known)}")
    return found
