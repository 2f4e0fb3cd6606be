"""`studykit find`: cards by their words, theme, deck and state."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

from typer import Argument, Context, Option

from studykit.cli.context import AsJson, DeckOption, ThemeOption, invocation
from studykit.cli.deck_list import placed_row
from studykit.cli.display import count, say, say_json, say_text
from studykit.errors import NotFoundError
from studykit.memory.queue import KNOWN
from studykit.memory.schedule import is_leech
from studykit.progress.figures import chances_on
from studykit.study import answering
from studykit.study.missed_cards import not_known
from studykit.visible import visible

if TYPE_CHECKING:
    from collections.abc import Mapping

    from studykit.cards import Card, CardId
    from studykit.study.collection import Collection


class CardStatus(StrEnum):
    """What a card can be to a student."""

    NEW = "new"
    KNOWN = "known"
    SHAKY = "shaky"
    MISSED = "missed"
    LEECH = "leech"
    SUSPENDED = "suspended"
    FLAGGED = "flagged"


def command(
    context: Context,
    words: Annotated[list[str] | None, Argument(metavar="[WORDS]...", help="All must occur.")] = None,
    theme: ThemeOption = None,
    deck: DeckOption = None,
    state: Annotated[
        CardStatus | None, Option(help="What it is to you; missed: wrong on the last day you studied.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """List the cards that have some words in their question, answer, note or name."""
    here = invocation(context)
    collection, library = here.collection, here.library
    of = states_of(collection, chances_on(collection.past(), here.today().toordinal()))
    wanted = " ".join(words or ()).casefold().split()
    listings = collection.listings([deck] if deck else (), theme)
    if state is not None:
        listings = [each for each in listings if state in of[each.id]]
    cards = (library.card(each.id) for each in listings)
    found = [card for card in cards if _has_all(card, wanted)]
    if as_json:
        say_json(
            [
                placed_row(card, ask=visible(card.ask), states=sorted(of[card.id]), themes=list(card.themes))
                for card in found
            ]
        )
        return
    if not found:
        raise NotFoundError(_nothing(wanted, theme, deck, state))
    for card in found:
        say_text(f"{card.id}  ({', '.join(of[card.id])})")
        say(here.style.text(card.ask, indent=4))
    say_text(f"{count(len(found), 'card')}; `studykit card CARD` shows one with its history.")


def _nothing(words: list[str], theme: str | None, deck: str | None, state: CardStatus | None) -> str:
    """Say that no card is what was asked for, and what to leave out where several things were."""
    named = {"theme": theme, "deck": deck, "state": state}
    asked = [f"all of these words: {', '.join(words)}"] if words else []
    asked += [f"the {what} `{name}`" for what, name in named.items() if name]
    if not asked:
        return "There are no cards here."
    more = " Leave one of these out." if len(asked) > 1 else " Try fewer words." if len(words) > 1 else ""
    return f"No card has {' and '.join(asked)}.{more}"


def _has_all(card: Card, words: Sequence[str]) -> bool:
    told = [phrasing for item in card.expected.items for phrasing in item.phrasings]
    text = " ".join([card.id, card.ask, card.note or "", *told]).casefold()
    return all(word in text for word in words)


def states_of(collection: Collection, chances: Mapping[CardId, float]) -> dict[CardId, list[CardStatus]]:
    """Give what each card is to her; `chances` (0-1) are those of recalling the cards met."""
    states, flags = collection.states, answering.flags(collection)
    missed = set(not_known(collection, collection.library.listings)[1])
    found = {}
    for card in collection.library.listings:
        state, chance = states.get(card.id), chances.get(card.id)
        said = {
            CardStatus.NEW: chance is None,
            CardStatus.KNOWN: chance is not None and chance >= KNOWN,
            CardStatus.SHAKY: chance is not None and chance < KNOWN,
            CardStatus.MISSED: card.id in missed,
            CardStatus.LEECH: state is not None and is_leech(state),
            CardStatus.SUSPENDED: state is not None and state.suspended,
            CardStatus.FLAGGED: card.id in flags,
        }
        found[card.id] = [each for each, holds in said.items() if holds]
    return found
