"""Cards answered with several things: items to list, points to make, steps to put in order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations, pairwise, permutations

from studykit.cards import Listed, Points
from studykit.english.text import normalise
from studykit.marking import explain
from studykit.marking.align import align
from studykit.marking.key import Key, is_light
from studykit.marking.model import Mark
from studykit.marking.reading import Reading
from studykit.marking.rivals import BESIDE, known_rivals, parts_of, unknown_names
from studykit.marking.weigh import Judged, State, judge_items
from studykit.verdict import Verdict

_MOST_STEPS = 7
"""Steps up to which every order is tried; of more, the nearest step is taken for each part."""


def mark_points(key: Key, reading: Reading, expected: Points) -> Mark:
    """Marks an answer to a points card: a point is made when one of its wordings is said in any words."""
    judged = _accounted(judge_items(key, reading, loose=True), reading)
    return _counted(key, reading, judged, expected.need, "point", ())


def mark_listed(key: Key, reading: Reading, expected: Listed) -> Mark:
    """Marks an answer to a list card: each item counts once, and naming others as well counts against it."""
    judged = _accounted(_each_once(judge_items(key, reading, loose=False)), reading)
    own = frozenset(index for each in judged if each.guess for index in each.found.words)
    rivals = known_rivals(key, reading, own)
    rivals = [rival for rival in rivals if reading.words[rival.words.start].before in BESIDE]
    extras = [rival.text for rival in rivals] if _closed(key, expected) else []
    extras += [reading.between(part[0], part[-1]) for part in _alternatives(reading, own)]
    if _closed(key, expected) and not any(wording.value for item in key.items for wording in item):
        extras += [
            reading.words[index].text
            for _, index in reading.numbers()
            if index not in own | reading.repeats
            and reading.words[index].text[0].isdigit()
            and parts_of(reading)[reading.words[index].claim.part] == [index]
        ]
    extras += [miss.written for miss in key.rejects if _is_said(key, reading, miss.wording.text, own)]
    if all(item[0].title for item in key.items):
        extras += [
            rival.text for rival in unknown_names(key, reading, own) if rival.text not in " ".join(extras)
        ]
    extras = list({each.casefold(): each for each in reversed(extras)}.values())[::-1]
    found = _counted(key, reading, judged, expected.need, "item", tuple(extras))
    beside = [rival for rival in rivals if rival.words.start not in own]
    if found.verdict is Verdict.CORRECT and beside:  # another name of the deck may be a false addition
        return replace(found, sure=False, why="")
    return found


def _alternatives(reading: Reading, own: frozenset[int]) -> list[list[int]]:
    """Finds the parts beside an "or" that say none of the items: "speech, religion or guns"."""
    parts = parts_of(reading)
    if not any(own.intersection(parts.get(part, ())) for part in reading.either):
        return []
    return [parts[part] for part in sorted(reading.either) if parts.get(part) and own.isdisjoint(parts[part])]


def _closed(key: Key, expected: Listed) -> bool:
    """Says whether every item must be named, or all are names, so that anything else is one too many."""
    return expected.need == len(key.items) or all(item[0].title for item in key.items)


def _is_said(key: Key, reading: Reading, wrong: str, own: frozenset[int]) -> bool:
    """Says whether a near miss stands in an answer with words of its own."""
    miss = next(each for each in key.rejects if each.written == wrong)
    found = align(miss.wording, reading)
    parts = {reading.words[index].claim.part for index in found.words}
    return found.full and found.clean and not found.words <= own and len(parts) == 1


def _each_once(judged: Sequence[Judged]) -> list[Judged]:
    """Takes back what is made only with words that already make another item more surely."""
    used: set[int] = set()
    kept = list(judged)
    for number in sorted(range(len(judged)), key=lambda n: (-judged[n].likelihood, -judged[n].found.share)):
        each = judged[number]
        if each.guess and each.found.words <= used and each.found.words:
            kept[number] = Judged(each.found, each.rest, 0.0, State.NOT)
        elif each.guess:
            used |= each.found.words
    return kept


def _accounted(judged: Sequence[Judged], reading: Reading) -> list[Judged]:
    """Decides what is open where all that the answer tells already goes to what is made for certain."""
    made = frozenset(index for each in judged if each.state is State.MADE for index in each.found.words)
    left = [
        i
        for i, word in enumerate(reading.words)
        if i not in made | reading.repeats and not is_light(word.stem)
    ]
    if left or not made:
        return list(judged)
    return [
        replace(each, likelihood=0.0, state=State.NOT) if each.state is State.OPEN else each
        for each in judged
    ]


def _counted(
    key: Key, reading: Reading, judged: Sequence[Judged], need: int, noun: str, extras: tuple[str, ...]
) -> Mark:
    """Gives the verdict from what is made, what is open, and what does not belong there."""
    made = tuple(n for n, each in enumerate(judged) if each.state is State.MADE)
    open_ = tuple(n for n, each in enumerate(judged) if each.state is State.OPEN)
    likely = [n for n in open_ if judged[n].guess]
    verdict = _verdict(len(made) + len(likely), need, len(extras))
    sure = {_verdict(len(made), need, len(extras)), _verdict(len(made) + len(open_), need, len(extras))} == {
        verdict
    }
    guessed = len(made) + len(likely)
    score = (
        1.0
        if verdict is Verdict.CORRECT
        else round(max(0.0, min(1.0, (min(guessed, need) - len(extras) / 2) / need)), 3)
    )
    said = {n: judged[n].found for n in (*made, *likely)}
    why = _why(key, reading, judged, verdict, made, open_, (need, noun, extras)) if sure or extras else ""
    model = explain.model_answer(key, said)
    return Mark(verdict, score, made, why, model, sure=sure, open=() if sure else open_)


def _verdict(made: int, need: int, extras: int) -> Verdict:
    """Weighs what is made against what does not belong: more of that than of what is right is wrong."""
    if made >= need and not extras:
        return Verdict.CORRECT
    if not made or (made + extras > need and extras >= max(2, min(made, need))):
        return Verdict.WRONG
    return Verdict.PARTIAL


def _why(
    key: Key,
    reading: Reading,
    judged: Sequence[Judged],
    verdict: Verdict,
    made: Sequence[int],
    open_: Sequence[int],
    asked: tuple[int, str, tuple[str, ...]],
) -> str:
    need, noun, extras = asked
    if extras:
        return explain.extras(extras)
    if verdict is Verdict.CORRECT:
        return explain.right([judged[n].found for n in made])
    if made and not open_:
        return explain.parts(key, made, need, noun)
    words = set(range(len(reading.words)))
    if words and words <= reading.repeats:
        return explain.REPEATS
    turned = any(each.found.share > 0.5 and (each.found.exchanged or each.found.contrary) for each in judged)
    return explain.OPPOSITE if turned and not open_ and not made else ""


# Order


def mark_ordered(key: Key, reading: Reading, shown: tuple[int, ...] | None) -> Mark:
    """Marks the order in which the items are named, by their words or by their numbers as shown."""
    size = len(key.items)
    given = _by_number(reading.text, size, shown)
    if given is None:
        given = _by_words(key, reading)
    if given is None or len(set(given)) < len(given):
        why = "type the numbers in the right order, or name each item once"
        return Mark(Verdict.WRONG, 0.0, (), why, explain.model_answer(key, {}), sure=False, unread=True)
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


def _by_number(answer: str, size: int, shown: tuple[int, ...] | None) -> list[int] | None:
    """Reads numbers or letters ("2 1 3", "b, a, c", "213") as the items at those places; None when it has words."""
    order = shown if shown is not None else tuple(range(size))
    labels = re.findall(r"\d+|[a-z]+", normalise(answer))
    if len(labels) == 1 and len(labels[0]) == size <= 9 and size > 1:
        labels = list(labels[0])
    if not labels or not all(label.isdecimal() or len(label) == 1 for label in labels):
        return None
    places = [int(label) - 1 if label.isdecimal() else ord(label) - ord("a") for label in labels]
    return [order[place] for place in places] if all(0 <= place < size for place in places) else None


def _by_words(key: Key, reading: Reading) -> list[int] | None:
    """Reads the order in which all items are named; None when not every item is recognised."""
    if len(reading.numbers()) > len(reading.words) // 2 and not any(
        w.value for item in key.items for w in item
    ):
        return None
    size = len(key.items)
    parts = sorted({word.claim.part for word in reading.words})
    if len(parts) == size:
        places = [frozenset(i for i, w in enumerate(reading.words) if w.claim.part == part) for part in parts]
        if (found := _assigned(key, reading, places)) is not None:
            return found
    firsts: list[int] = []
    for number in range(size):
        distinct = _distinct_words(key, reading, number)
        if not distinct:
            return None
        firsts.append(distinct[0])
    return sorted(range(size), key=lambda number: firsts[number]) if len(set(firsts)) == size else None


def _assigned(key: Key, reading: Reading, places: Sequence[frozenset[int]]) -> list[int] | None:
    """Assigns an item to each part so that most is said; None when some part says nothing of its item."""
    size = len(key.items)
    said = [[_said_within(key, reading, number, place) for number in range(size)] for place in places]
    if size <= _MOST_STEPS:
        ranked = sorted(
            permutations(range(size)),
            key=lambda order: -sum(said[at][number] for at, number in enumerate(order)),
        )
        best = list(ranked[0])
        totals = [sum(said[at][number] for at, number in enumerate(order)) for order in ranked[:2]]
        if size > 1 and totals[0] - totals[1] < 0.05:
            return None
    else:
        best = [max(range(size), key=lambda number: row[number]) for row in said]
    return (
        best
        if len(set(best)) == size and all(said[at][number] > 0.2 for at, number in enumerate(best))
        else None
    )


def _said_within(key: Key, reading: Reading, number: int, place: frozenset[int]) -> float:
    """Computes how far some words say an item: on both sides, so that a part that says more than it is not it."""
    best = 0.0
    for wording in key.items[number]:
        weight = said = 0.0
        mine: set[int] = set()
        for unit in wording.units:
            weight += unit.weight
            likeness, index = max(
                ((unit.accepts.get(name, 0.0), i) for i in place for name in reading.words[i].names),
                default=(0.0, -1),
            )
            if unit.word.value is not None:
                same = [
                    i for i in place if reading.words[i].value and reading.words[i].text == unit.word.text
                ]
                likeness, index = (1.0, same[0]) if same else (0.0, -1)
            if likeness > 0:
                said += likeness * (unit.weight or 0.5)
                mine.add(index)
        best = max(best, said / ((weight or 1.0) + 0.5) * (0.5 + 0.5 * len(mine) / max(1, len(place))))
    return best


def _distinct_words(key: Key, reading: Reading, number: int) -> list[int]:
    """Finds the words of an answer that say this item and no other."""
    mine = key.sayings(number)
    others = frozenset().union(*(key.sayings(other) for other in range(len(key.items)) if other != number))
    return [
        index
        for index, word in enumerate(reading.words)
        if any(name in mine for name in word.names) and not any(name in others for name in word.names)
    ]
