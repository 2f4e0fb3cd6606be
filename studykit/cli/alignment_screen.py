"""How an answer was marked, as a table: its words beside those of the nearest wording of each item."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studykit.cards import Card, Choice, Listed, Ordered, Points
from studykit.cli.display import Style
from studykit.marking.certain import ItemState
from studykit.marking.key import key_of
from studykit.marking.weigh import Judged, judge_items
from studykit.marking.wordings import RELATED, SAME, SYNONYM
from studykit.study.collection import vocabulary_of
from studykit.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studykit.decks.library import Library
    from studykit.marking import Mark
    from studykit.marking.align import Alignment

HEADER = ("the card says", "the answer says", "how they match")
NOTHING = "-"


def explained(library: Library, card: Card, answer: str, mark: Mark, style: Style) -> str:
    """Show how an answer and a card account for each other, item by item, and what that decides."""
    key = key_of(card, vocabulary_of(library, card.deck))
    judged = judge_items(key, key.read(answer), loose=isinstance(card.expected, Points))
    lines: list[str] = []
    for number, each in enumerate(judged):
        heading = f"{_noun(card)} {number + 1} of {len(judged)}" if len(judged) > 1 else "Nearest wording"
        lines += [style.field(heading, each.found.wording.text, 18), *_table(_rows(each.found), style)]
        for label, text in _left_over(each):
            lines.append(style.field(label, text, 18))
        lines += [style.field("Decides", _decision(each), 18), ""]
    if isinstance(card.expected, Choice | Ordered) or any(each.found.wording.value for each in judged):
        lines += [style.field("Mind", _other_ways(card), 18), ""]
    guess = (
        mark.verdict.value if mark.sure else f"left to the student; the best guess is {mark.verdict.value}"
    )
    return "\n".join([*lines, style.field("Verdict", guess, 18)])


def _noun(card: Card) -> str:
    match card.expected:
        case Points():
            return "Point"
        case Choice():
            return "Option"
        case Ordered() | Listed(ordered=True):
            return "Step"
    return "Item"


def _other_ways(card: Card) -> str:
    """Say what decides besides words, where something does."""
    match card.expected:
        case Choice():
            return (
                "an option is chosen by its number, its letter or what sets its words apart from the others'"
            )
        case Ordered():
            return "an order is read from numbers, or from where the words of each step stand"
    return "numbers and dates are compared by their value"


def _rows(found: Alignment) -> Iterable[tuple[str, str, str]]:
    """Give the words of a wording, each with the word of the answer that says it or its contrary, and how."""
    for at, unit in enumerate(found.wording.units):
        if at in found.pairs:
            index, likeness = found.pairs[at]
            how = _how(likeness, found.reading.words[index].slips)
            if at in found.denied:
                how += ", but denied on one side"
            yield unit.word.text, found.reading.words[index].text, how
        elif at in found.contrary:
            yield unit.word.text, NOTHING, "the contrary is said"
        else:
            need = "missing" if unit.weight else "given by the prompt" if unit.given else "need not be said"
            yield unit.word.text, NOTHING, f"{need}" + (f", weighs {unit.weight:.2f}" if unit.weight else "")


def _how(likeness: float, slips: int) -> str:
    """Name how far one word says another."""
    spelling = f", {slips} slip{'s' if slips > 1 else ''} of spelling" if slips else ""
    names = ((SAME, "the same word"), (RELATED, "the same family"), (SYNONYM, "a synonym"))
    whole = likeness + 0.07 * slips
    return next((name for least, name in names if whole >= least - 0.01), "part of it") + spelling


def _table(rows: Iterable[tuple[str, str, str]], style: Style) -> list[str]:
    shown = [tuple(map(visible, row)) for row in (HEADER, *rows)]
    widths = [max(len(row[at]) for row in shown) for at in range(2)]
    lines = [f"    {row[0]:<{widths[0]}}  {row[1]:<{widths[1]}}  {row[2]}" for row in shown]
    return [style.faint(lines[0]), *lines[1:]]


def _left_over(judged: Judged) -> Iterable[tuple[str, str]]:
    """Give what stays over of the answer, by what it may mean, and what is turned round."""
    words, repeats = judged.found.reading.words, judged.found.reading.repeats
    rest = judged.rest
    known = set(range(len(words))) - {*rest.unknown, *rest.names, *rest.heads} - judged.found.words - repeats
    kinds = (
        ("Another thing", rest.heads, "makes something else of it"),
        ("Other names", rest.names, "can only be names or other numbers"),
        (
            "Unknown",
            tuple(at for at in rest.unknown if at not in {*rest.heads, *rest.names}),
            "weighs against it",
        ),
        ("Of the card", tuple(at for at in known if not words[at].claim.denied), "does no harm"),
        ("Of the prompt", tuple(repeats - judged.found.words), "tells nothing"),
    )
    for label, at, means in kinds:
        if at:
            yield label, f"{', '.join(words[each].text for each in sorted(at))} ({means})"
    if judged.found.exchanged:
        yield "Turned round", "who does it and to whom have changed places"
    if judged.found.poles:
        yield "Turned round", "a small word says the contrary (with, against; before, after)"


def _decision(judged: Judged) -> str:
    state = {
        ItemState.MADE: "it is said",
        ItemState.NOT: "it is not said",
        ItemState.OPEN: "open, neither said nor not",
    }
    share = f"{judged.found.share:.0%} of the wording is said"
    by = (
        "word for word"
        if judged.literal
        else "by a rule"
        if judged.certain
        else f"likelihood {judged.likelihood:.2f}"
    )
    return f"{state[judged.state]} ({by}; {share})"
