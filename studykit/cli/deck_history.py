"""Renamed cards: what a student is asked once, and `studykit deck orphans`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from studykit.cli.clock import milliseconds
from studykit.cli.context import Invocation, invocation
from studykit.cli.display import Style, count, say, say_json, tell
from studykit.errors import NotFoundError, UsageError
from studykit.names import nearest
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
    from studykit.study import renaming

    gone = renaming.vanished(collection)
    if not gone:
        return
    likely = renaming.follow(collection, gone, at=milliseconds()).likely
    if not likely:
        return
    if ask:
        _ask(collection, likely, style)
    else:
        cards = count(len(likely), "card")
        verb = "has" if len(likely) == 1 else "have"
        tell(f"{cards} with a history {verb} another name now; `studykit deck orphans` shows what to do.")


def _ask(collection: Collection, likely: Sequence[Renaming], style: Style) -> None:
    """Ask what to do with each renamed card, or with all at once."""
    verb = "seems" if len(likely) == 1 else "seem"
    say(style.strong(f"  {count(len(likely), 'card')} you have learnt {verb} to have another name now."))
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
    from studykit.study import renaming

    for each in renamings:
        renaming.move(collection, each.was.card, each.now.card, keep=keep, at=milliseconds())
    done = "keep what you learnt" if keep else "begin afresh"
    say(f"  {count(len(renamings), 'card')} {done}; `studykit deck orphans --take-back CARD` changes that.")


def orphans(
    context: typer.Context,
    give: Annotated[
        tuple[str, str] | None,
        typer.Option("--give", metavar="OLD NEW", help="Give the history of OLD to the card NEW."),
    ] = None,
    take_back: Annotated[
        str | None,
        typer.Option("--take-back", metavar="CARD", help="Take back what was decided of a renamed card."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
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
        _list(here, collection, as_json=as_json)


def _give(collection: Collection, was: str, now: str) -> None:
    from studykit.cards import CardId
    from studykit.study import renaming

    library = collection.library
    gone = {str(card) for card in renaming.vanished(collection)}
    if was not in gone:
        still = " It is still there." if library.is_written(CardId(was)) else ""
        raise NotFoundError(f"No vanished card is called `{was}`{nearest(was, gone)}{still}")
    library.card(CardId(now))
    renaming.move(collection, CardId(was), CardId(now), keep=True, at=milliseconds())
    say(f"{now} has the history of {was} now.")


def _take_back(collection: Collection, card: str) -> None:
    from studykit.study import renaming

    decided = [move for move in renaming.decided(collection) if card in (move.card, move.was)]
    if not decided:
        known = {each for move in renaming.decided(collection) for each in (move.card, move.was)}
        raise NotFoundError(f"Nothing was decided of a card `{card}`{nearest(card, known)}")
    move = decided[-1]
    renaming.take_back(collection, move, at=milliseconds())
    done = "has no history of" if move.keep else "may be asked about again, with"
    say(f"Taken back: {move.card} {done} {move.was}.")


def _list(here: Invocation, collection: Collection, *, as_json: bool) -> None:
    from studykit.study import renaming

    gone = renaming.vanished(collection)
    found = renaming.follow(collection, gone, at=milliseconds()) if gone else None
    gone = renaming.vanished(collection)
    texts = collection.store.asked(gone)
    likely = {each.was.card: each.now.card for each in found.likely} if found else {}
    doubtful = {was.card: others for was, others in found.doubtful} if found else {}
    rows: list[dict[str, object]] = [
        {
            "card": card,
            "ask": texts[card].ask if card in texts else None,
            "reviews": collection.states[card].reviews,
            "likely": likely.get(card),
            "doubtful": list(doubtful.get(card, ())),
        }
        for card in gone
    ]
    if as_json:
        say_json(rows)
        return
    if not rows:
        say("Every card with a history is in some file.")
        return
    _show(rows, here)


def _show(rows: Sequence[dict[str, object]], here: Invocation) -> None:
    style = here.style
    for row in rows:
        reviews = count(int(str(row["reviews"])), "answer")
        say(f"{style.strong(str(row['card']))}  {reviews}")
        if row["ask"]:
            say(style.text(visible(str(row["ask"])), indent=4))
        if row["likely"]:
            say(f"    likely now {row['likely']}; to keep its history:")
            say(f"    studykit deck orphans --give {row['card']} {row['likely']}")
        doubtful = row["doubtful"]
        if isinstance(doubtful, list) and doubtful:
            say(
                style.text(
                    f"may be {' or '.join(doubtful[:4])} now; give it to the right one yourself", indent=4
                )
            )
    say()
    say(style.text(f"{count(len(rows), 'card')} in no file of {', '.join(map(str, here.folders.decks))}."))
    say(style.text(BRING_BACK))
