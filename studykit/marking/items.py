"""Cards answered with several things: items to list, points to make, steps to put in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations, pairwise, permutations

from studykit.cards import Listed, Points
from studykit.english.text import normalise
from studykit.marking import explain
from studykit.marking.certain import ItemState
from studykit.marking.choice import by_label
from studykit.marking.explain import Mark
from studykit.marking.key import Key
from studykit.marking.read_text import Reading
from studykit.marking.rivals import BESIDE, known_rivals, rejected
from studykit.marking.weigh import Judged, judge_items, nearest_of, nearness
from studykit.verdict import Verdict

_MOST_STEPS = 7
"""Steps up to which every order is tried."""


def mark_points(key: Key, reading: Reading, expected: Points) -> Mark:
    """Marks an answer to a points card: a point is made when one of its wordings is said in any words."""
    judged = _accounted(judge_items(key, reading, loose=True), reading)
    return _counted(key, reading, judged, expected.need, "point", [])


def mark_listed(key: Key, reading: Reading, expected: Listed) -> Mark:
    """Marks an answer to a list card: each item counts once, and naming others as well counts against it."""
    judged = _accounted(_uncrossed(judge_items(key, reading, loose=False), reading), reading)
    own = frozenset(index for each in judged if each.guess for index in each.found.words)
    words, whole = reading.words, expected.need == len(key.items)
    named = all(item[0].title for item in key.items)
    rivals = [each for each in known_rivals(key, reading, own) if words[each.start].before in BESIDE]
    # Where a name is asked for, or all there are, anything else is one too many.
    extras = [reading.quote(rival) for rival in rivals] if named or whole else []
    extras += [miss.wording.text for miss in rejected(key, reading, own)]
    known = " ".join(extras).casefold()
    strange = set[int].intersection(*(set(each.rest.names) for each in judged)) if named else set()
    for at in sorted(strange):
        # Beside an item it is a first name, or another name of the same.
        near = words[at].claim.part in reading.parts_with(own & {at - 1, at + 1})
        extras += [] if near or words[at].value or words[at].text in known else [words[at].text]
    extras = list({each.casefold(): each for each in reversed(extras)}.values())[::-1]
    mark = _counted(key, reading, judged, expected.need, "item", extras)
    # Another name of the deck may be a false addition; one it does not know, another name of the same.
    unsure = rivals if mark.verdict is Verdict.CORRECT else not known and extras
    return replace(mark, sure=False, why="") if unsure else mark


def _uncrossed(judged: Sequence[Judged], reading: Reading) -> list[Judged]:
    """Leaves open what is made of two parts that also make another item: "farm prices high, others low"."""
    loose = [each.found.words if each.guess and not each.literal else frozenset[int]() for each in judged]
    parts = [reading.parts_with(words) for words in loose]
    crossed = [sum(len(one & other) > 1 for other in parts) > (len(one) > 1) for one in parts]
    pairs = zip(judged, crossed, strict=True)
    return [each._replace(likelihood=0.4, state=ItemState.OPEN) if is_it else each for each, is_it in pairs]


def _accounted(judged: Sequence[Judged], reading: Reading) -> Sequence[Judged]:
    """Decides what is open where all that the answer tells already goes to what is made for certain."""
    made = {index for each in judged if each.state is ItemState.MADE for index in each.found.words}
    if not made or not made.issuperset(reading.telling):
        return judged
    no, is_open = ItemState.NOT, ItemState.OPEN
    return [each._replace(likelihood=0.0, state=no) if each.state is is_open else each for each in judged]


def _counted(
    key: Key, reading: Reading, judged: Sequence[Judged], need: int, noun: str, extras: Sequence[str]
) -> Mark:
    """Gives the verdict from what is made, what is open, and what does not belong there."""
    states = [each.state for each in judged]
    made = tuple(n for n, state in enumerate(states) if state is ItemState.MADE)
    open_ = tuple(n for n, state in enumerate(states) if state is ItemState.OPEN)
    likely = [n for n in open_ if judged[n].guess]
    guessed = len(made) + len(likely)
    verdict, *others = (_verdict(n, need, len(extras)) for n in (guessed, len(made), len(made) + len(open_)))
    sure = set(others) == {verdict}
    score = round(max(0.0, min(1.0, (min(guessed, need) - len(extras) / 2) / need)), 3)
    why = explain.extras(extras)
    if sure and verdict is Verdict.CORRECT:
        why = explain.right([judged[n].found for n in made])
    elif sure and not open_ and not extras:
        found = [each.found for each in judged]
        turned = any(each.share > 0.5 and (each.exchanged or each.contrary) for each in found)
        nothing = explain.repeats(key, reading) if reading.echoes else explain.OPPOSITE if turned else ""
        why = explain.parts(key, made, need, noun) if made else nothing
    model = explain.model_answer(key, {n: judged[n].found for n in (*made, *likely)})
    return Mark(verdict, score, made, why, model, sure=sure, open=() if sure else open_)


def _verdict(made: int, need: int, extras: int) -> Verdict:
    """Weighs what is made against what does not belong: more of that than of what is right is wrong."""
    if made >= need and not extras:
        return Verdict.CORRECT
    if not made or (made + extras > need and extras >= max(2, min(made, need))):
        return Verdict.WRONG
    return Verdict.PARTIAL


# Order


def mark_ordered(key: Key, reading: Reading, order: tuple[int, ...]) -> Mark:
    """Marks the order in which the items are named, by their words or by their numbers as shown."""
    size = len(key.items)
    numbered = by_label(normalise(reading.text), order)
    given = _by_words(key, reading) if numbered is None else numbered
    if given is None or len(set(given)) < len(given):
        why = "type the numbers in the right order, or name each item once"
        return explain.wrong(key, why, unread=True)
    neighbours = sum(second == first + 1 for first, second in pairwise(given))
    model = explain.model_answer(key, dict.fromkeys(given))
    if given == list(range(size)):
        return Mark(Verdict.CORRECT, 1.0, tuple(given), "right, all in order", model)
    points = tuple(sorted(given))
    swapped = sum(first > second for first, second in combinations(given, 2))
    if not neighbours and swapped != 1:
        return Mark(Verdict.WRONG, 0.0, points, "none of these follow each other in that order", model)
    why = f"{neighbours} of {size - 1} neighbours are in order" if neighbours else "two have changed places"
    if len(given) < size:
        missing = [key.items[n][0].text for n in range(size) if n not in given]
        why += f"; you left out {' and '.join(missing)}"
    score = max(neighbours / max(1, size - 1), 0.5 * (swapped == 1))
    return Mark(Verdict.PARTIAL, round(score, 3), points, why, model)


def _by_words(key: Key, reading: Reading) -> list[int] | None:
    """Reads the order in which all items are named; None when not every item is recognised."""
    size = len(key.items)
    if len(reading.parts) == size:
        parts = [key.read(reading.quote(part)) for part in reading.parts.values()]
        said = [[nearness(nearest_of(item, part)[0]) for item in key.items] for part in parts]
        orders = permutations(range(size)) if size <= _MOST_STEPS else ()
        best = max(orders, key=lambda order: sum(map(list[float].__getitem__, said, order)), default=())
        if best and all(map(list[float].__getitem__, said, best)):
            return list(best)
    firsts = [_distinct_word(key, reading, number) for number in range(size)]
    ordered = sorted(range(size), key=lambda number: firsts[number])
    return ordered if len(set(firsts) - {-1}) == size else None


def _distinct_word(key: Key, reading: Reading, number: int) -> int:
    """Finds the first word of an answer that says this item and no other, or -1."""
    own, others = key.sayings[number], key.sayings_of_others(number)
    places = (at for at, w in enumerate(reading.words) if own & {*w.names} and others.isdisjoint(w.names))
    return next(places, -1)
