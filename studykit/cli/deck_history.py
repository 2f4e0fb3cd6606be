"""Renamed cards: what a student is asked once, and `studykit deck orphans`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from typer import Context, Option

from studykit.cards import CardId
from studykit.cli.clock import milliseconds
from studykit.cli.context import AsJson, Invocation, invocation
from studykit.cli.display import Style, count, say, say_json, tell
from studykit.errors import NotFoundError, UsageError
from studykit.names import nearest
from studykit.study import renaming
from studykit.visible import visible

if TYPE_CHECKING:
    from studykit.study.collection import Collection
    from studykit.study.renaming import Renaming

ANSWERS = "k keep what you learnt, a begin afresh, Enter decide later"


BRING_BACK = (
    "Bring one back: put its file back, or name its folder by --decks; give its history to another card by "
    "`studykit deck orphans --give OLD NEW`; or write `was: OLD` on that card, for a whole class."
)


def settle(collection: Collection, style: Style, *, ask: bool) -> None:
    """Let history follow renamed cards: silently where it is certain, else ask, or say that it can be asked.

    Costs a glance at the states when no card vanished.
    """
    gone = renaming.vanished(collection)
    likely = renaming.follow(collection, gone, at=milliseconds()).likely if gone else ()
    if likely and ask:
        _ask(collection, likely, style)
    elif likely:
        cards = count(len(likely), "card with a history has", "cards with a history have")
        tell(f"{cards} another name now; `studykit deck orphans` shows what to do.")


def _ask(collection: Collection, likely: Sequence[Renaming], style: Style) -> None:
    """Ask what to do with each renamed card, or with all at once."""
    seem = count(len(likely), "card you have learnt seems", "cards you have learnt seem")
    say(style.strong(f"  {seem} to have another name now."))
    rest = likely
    if len(likely) > 1:
        decks = Counter((each.was.card.partition("/")[0], each.now.card.partition("/")[0]) for each in likely)
        for (was, now), number in decks.items():
            where = f"in {now}" if was == now else f"from {was} to {now}"
            say(f"    {count(number, 'card')} {where}")
        answer = _answer("k keep all, a begin all afresh, o one by one, Enter decide later", "kao")
        if answer in ("k", "a"):
            _decide(collection, likely, keep=answer == "k")
            return
        rest = likely if answer == "o" else ()
    for each in rest:
        say()
        say(style.field("before", f"{each.was.ask or '(its text is not known)'}  [{each.was.card}]"))
        say(style.field("now", f"{each.now.ask}  [{each.now.card}]"))
        answer = _answer(ANSWERS, "ka")
        if answer:
            _decide(collection, [each], keep=answer == "k")


def _answer(offer: str, allowed: str) -> str:
    """Read one of a few letters; "" for later, also at the end of input."""
    say(f"    {offer}")
    while True:
        try:
            typed = input("  > ").strip().lower()[:1]
        except (EOFError, KeyboardInterrupt):
            say()
            return ""
        if not typed or typed in allowed:
            return typed


def _decide(collection: Collection, renamings: Sequence[Renaming], *, keep: bool) -> None:
    for each in renamings:
        renaming.move(collection, each.was.card, each.now.card, keep=keep, at=milliseconds())
    done = "keep what you learnt" if keep else "begin afresh"
    say(f"  {count(len(renamings), 'card')} {done}; `studykit deck orphans --take-back CARD` changes that.")


def orphans(
    context: Context,
    give: Annotated[
        tuple[str, str] | None, Option(metavar="OLD NEW", help="Give the history of OLD to the card NEW.")
    ] = None,
    take_back: Annotated[
        str | None, Option(metavar="CARD", help="Take back what was decided of a renamed card.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """List cards with a history that no file holds any more, and how to bring them back."""
    here = invocation(context)
    collection = here.collection
    if give and take_back:
        raise UsageError("--give and --take-back are two different things; choose one of them.")
    if give:
        _give(collection, *give)
    elif take_back:
        _take_back(collection, take_back)
    else:
        found = _orphans(collection)
        if as_json:
            say_json(found)
        elif found:
            _list(here, found)
        else:
            say("Every card with a history is in some file.")


def _give(collection: Collection, was: str, now: str) -> None:
    library = collection.library
    gone = {str(card) for card in renaming.vanished(collection)}
    if was not in gone:
        still = " It is still there." if library.is_written(CardId(was)) else ""
        raise NotFoundError(f"No vanished card is called `{was}`{nearest(was, gone)}{still}")
    library.card(CardId(now))
    renaming.move(collection, CardId(was), CardId(now), keep=True, at=milliseconds())
    say(f"{now} has the history of {was} now.")


def _take_back(collection: Collection, card: str) -> None:
    decided = [move for move in renaming.decided(collection) if card in (move.card, move.was)]
    if not decided:
        known = {each for move in renaming.decided(collection) for each in (move.card, move.was)}
        raise NotFoundError(f"Nothing was decided of a card `{card}`{nearest(card, known)}")
    move = decided[-1]
    renaming.take_back(collection, move, at=milliseconds())
    done = "has no history of" if move.keep else "may be asked about again, with"
    say(f"Taken back: {move.card} {done} {move.was}.")


@dataclass(frozen=True, slots=True)
class Orphan:
    """A card with a history that is in no file, and which cards it is likely now, or may be."""

    card: CardId
    ask: str | None
    reviews: int
    likely: CardId | None
    doubtful: tuple[CardId, ...]


def _orphans(collection: Collection) -> list[Orphan]:
    gone = renaming.vanished(collection)
    found = renaming.follow(collection, gone, at=milliseconds()) if gone else renaming.Renamings()
    gone = renaming.vanished(collection)  # what was certain has its history now
    texts = collection.store.asked(gone)
    likely = {each.was.card: each.now.card for each in found.likely}
    doubtful = {was.card: others for was, others in found.doubtful}
    return [
        Orphan(
            card,
            texts[card].ask if card in texts else None,
            collection.states[card].reviews,
            likely.get(card),
            doubtful.get(card, ()),
        )
        for card in gone
    ]


def _list(here: Invocation, found: Sequence[Orphan]) -> None:
    style = here.style
    for each in found:
        say(f"{style.strong(each.card)}  {count(each.reviews, 'answer')}")
        if each.ask:
            say(style.text(visible(each.ask), indent=4))
        if each.likely:
            say(f"    likely now {each.likely}; to keep its history:")
            say(f"    studykit deck orphans --give {each.card} {each.likely}")
        if each.doubtful:
            may_be = " or ".join(each.doubtful[:4])
            say(style.text(f"may be {may_be} now; give it to the right one yourself", indent=4))
    say()
    here.say(f"{count(len(found), 'card')} in no file of {', '.join(map(str, here.folders.decks))}.")
    here.say(BRING_BACK)
