"""Settling an open answer at the keyboard: marking is not sure, so the student says whether she meant it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from studykit.cards import Card, Listed, Points
from studykit.cli import screens, terminal
from studykit.cli.display import Style, say
from studykit.frozen import dataclass
from studykit.memory.rating import suggest
from studykit.reviews import Rating
from studykit.verdict import Verdict

if TYPE_CHECKING:
    from studykit.marking import Mark

WORTH = {"y": 1.0, "p": 0.5, "n": 0.0}
"""How much of an answer or point each key says was said."""

WORDS = {"y": "Yes.", "p": "Partly.", "n": "No."}
RATINGS = ("1", "2", "3", "4")
CHOICES = "y yes   p partly   n no"
ENTER_SETTLES_NOTHING = "Enter settles nothing here: press y for yes, p for partly or n for no."

KEYS = (
    ("y", "yes, that is what I meant: it counts as right"),
    ("p", "partly: it counts as Hard"),
    ("n", "no: it counts as wrong"),
    ("1 2 3 4", "rate it Again, Hard, Good or Easy, which settles it too"),
    ("u", "take the answer back and answer again"),
    ("s", "suspend the card"),
    *(row for row in screens.KEYS if row[0] in ("i", "f", "e", "/")),
    ("q", "stop here; the best guess stands"),
)

VERDICT_OF = {Rating.AGAIN: Verdict.WRONG, Rating.HARD: Verdict.PARTIAL}
"""What an answer counts as that was settled by rating it; by another rating it is right."""


@dataclass(frozen=True, slots=True)
class Settled:
    """What a student said of an open answer: the keys she pressed, and what follows from them."""

    said: str
    verdict: Verdict
    rating: Rating


def is_open(mark: Mark) -> bool:
    """Say whether the student has to settle what an answer is worth."""
    return not (mark.sure or mark.unread or mark.gave_up)


def given_up(mark: Mark) -> Mark:
    """Make the mark of a reply that could not be read for the second time: the card was not answered."""
    why = "that could not be read either, so it counts as no answer"
    return replace(mark, why=why, gave_up=True, sure=True, unread=False, open=())


def questions(card: Card, mark: Mark) -> tuple[str, ...]:
    """Say what is asked of an open answer: of points or items only the open ones, in the card's words."""
    match card.expected:
        case Points(items=items) | Listed(items=items) if mark.open:
            return tuple(f"Did you say: {items[number].say.rstrip('.')}?" for number in mark.open)
    return ("Is that what you meant?",)


def question(ask: str, style: Style) -> str:
    """What is asked of an open answer, with the keys that settle it."""
    return f"\n{style.line(ask)}\n{style.faint(f'{style.edge}{CHOICES}   ? more keys')}"


def settle(
    card: Card, mark: Mark, style: Style, *, hinted: bool, heed: Callable[[str], bool]
) -> Settled | None:
    """Ask until what is open is settled; None when she left the card with another key.

    Args:
        card: the card. mark: what marking made of the answer. style: how to show it.
        hinted: whether she had a hint. heed: does what any other key says; True when it leaves the card.
    """

    def ask(about: str) -> str:
        asked = question(about, style)
        with terminal.single_keys(asked.strip("\n")):
            say(asked)
            return _key(style, heed)

    said, other = keys_for(card, mark, style, ask)
    if other in RATINGS:
        rating = Rating(int(other))
        return Settled(said + other, VERDICT_OF.get(rating, Verdict.CORRECT), rating)
    return None if other else outcome(card, mark, said, hinted=hinted)


def keys_for(card: Card, mark: Mark, style: Style, ask: Callable[[str], str]) -> tuple[str, str]:
    """Ask until as much was said as the card needs; give the keys for it, and any other that ended it."""
    needed = card.expected.need if isinstance(card.expected, Points | Listed) else 1
    said = ""
    for about in questions(card, mark):
        if (key := ask(about)) not in WORDS:
            return said, key
        said += key
        say(style.line(WORDS[key]))
        if _worth(mark, said) >= needed:
            break
    return said, ""


def _key(style: Style, heed: Callable[[str], bool]) -> str:
    """Read a key that settles a question, or one that leaves the card."""
    while True:
        match terminal.read_key(terminal.TYPED):
            case key if key in WORDS or key in RATINGS:
                return key
            case terminal.ENTER:
                say(style.line(ENTER_SETTLES_NOTHING))
            case "?":
                say(screens.table("Keys", KEYS, style))
            case other if heed(other):
                return other


def _worth(mark: Mark, said: Sequence[str]) -> float:
    return len(mark.points) + sum(WORTH[key] for key in said)


def outcome(card: Card, mark: Mark, said: str, *, hinted: bool) -> Settled:
    """Work out what an answer counts as by what she said of each open point, or of the whole."""
    if not (isinstance(card.expected, Points | Listed) and mark.open):
        verdict = {"y": Verdict.CORRECT, "p": Verdict.PARTIAL, "n": Verdict.WRONG}[said]
        partly = verdict is Verdict.PARTIAL
        rating = Rating.HARD if partly else suggest(verdict, kind=card.kind, score=0.0, hinted=hinted)
        return Settled(said, verdict, rating)
    share = min(1.0, _worth(mark, said) / card.expected.need)
    # An open list has a reason only where something was named that does not belong there.
    complete = share >= 1.0 and not mark.why
    verdict = Verdict.CORRECT if complete else Verdict.PARTIAL if share > 0 else Verdict.WRONG
    return Settled(said, verdict, suggest(verdict, kind=card.kind, score=share, hinted=hinted))
