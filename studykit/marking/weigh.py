"""How likely a teacher counts a wording as said: a few observations of its alignment, weighed by what
people said.

The weights and the bands between which nothing is decided lie in `weights.json`; `python -m
tests.bench.fit_marking` fits them on the labelled answers of `tests/labelled` and writes the file again.
"""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from studykit.marking.align import Alignment, LeftOver, align, left_over
from studykit.marking.certain import (
    MOSTLY,
    ItemState,
    beside_contrary,
    plainly,
    points_to,
    ruled_out,
    stands_in,
)
from studykit.marking.key import Key
from studykit.marking.read_text import Reading
from studykit.marking.wordings import Wording

_MANY_WORDS, _MANY_UNITS, _MANY_LEFT, _MANY_WAYS = 25, 8, 3, 6
"""Beyond these an answer's length, a wording's telling words and what is left over change nothing more."""
_HALF = 0.5
_FEW = 3
"""Wordings below which an item has not yet been worded from answers to it."""


Observations = Mapping[str, float]
"""What is seen of an alignment, by the names that its weights have; each is mostly 0-1."""


def has_few_wordings(seen: Observations) -> bool:
    """Says whether the item has few wordings, as in a new deck."""
    return seen["variety"] < _FEW / _MANY_WAYS


@dataclass(frozen=True, slots=True)
class Model:
    """A fitted model: its weights, and between which likelihoods items of few and many wordings are open."""

    bias: float
    weights: Mapping[str, float]
    few: tuple[float, float]
    many: tuple[float, float]

    def likelihood(self, seen: Observations) -> float:
        """Computes how likely a teacher counts it, 0-1."""
        odds = self.bias + sum([self.weights[name] * each for name, each in seen.items()])
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))

    def state(self, likelihood: float, *, few: bool) -> ItemState:
        """Says whether a likelihood decides, and what."""
        low, high = self.few if few else self.many
        return (
            ItemState.MADE if likelihood >= high else ItemState.NOT if likelihood <= low else ItemState.OPEN
        )


@cache
def models() -> dict[str, Model]:
    """Reads the fitted models: `title` for names and terms, `phrase` for wordings, `point` for key points."""
    found = json.loads(Path(__file__).with_name("weights.json").read_text(encoding="utf-8"))["models"]
    return {name: Model(**each) for name, each in found.items()}


class Judged(NamedTuple):
    """What was found of one item or point.

    Attributes:
        found: the alignment with the wording that the answer comes nearest to. rest: what is left over.
        likelihood: how likely a teacher counts it, 0-1. state: what follows from that.
        certain: whether a rule decided it. literal: whether it stands there word for word.
    """

    found: Alignment
    rest: LeftOver
    likelihood: float
    state: ItemState
    certain: bool = False
    literal: bool = False

    @property
    def guess(self) -> bool:
        """Whether it is rather made than not."""
        return self.likelihood >= 0.5


def judge_items(key: Key, reading: Reading, *, loose: bool) -> list[Judged]:
    """Judges every item of a card, in its order; the arguments are those of `examined`."""
    return [judged for _, judged, _ in sorted(examined(key, reading, loose=loose), key=lambda each: each[0])]


def examined(
    key: Key, reading: Reading, *, loose: bool, by: Mapping[str, Model] | None = None
) -> Iterator[tuple[int, Judged, Observations | None]]:
    """Examines every item of a card, the most plainly said first: number, what was found, and what was
    observed where no rule is certain.

    Args:
        key: the card. reading: the answer. loose: whether the items are key points, which may be said in any
            words and stand anywhere in the answer. by: the models to judge by; those of `models` by default.
    """
    by = models() if by is None else by
    closest = [nearest_of(wordings, reading) for wordings in key.items]
    taken: set[int] = set()
    for number in sorted(range(len(closest)), key=lambda number: -nearness(closest[number][0])):
        found, second, turned = closest[number]
        literal = _literal(key, number, reading, part=loose or len(key.items) > 1)
        found = literal or found
        rest = left_over(key, found)
        turned = turned or beside_contrary(found, key.contraries[number])
        as_it_stands = literal is not None and not (rest.heads if found.wording.title else turned)
        state = ItemState.MADE if as_it_stands else ruled_out(key, found, loose=loose)
        if state is None and not turned:
            state = plainly(key, found, rest) or points_to(key, number, found)
        if state in (ItemState.MADE, ItemState.NOT):
            certain = Judged(found, rest, float(state is ItemState.MADE), state, certain=True)
            yield number, certain._replace(literal=as_it_stands), None
        else:
            seen = observe(key, number, found, second, rest, taken)
            model = by[kind_of(found.wording, loose=loose)]
            likelihood = min(0.45 if turned else 1.0, model.likelihood(seen))  # turned: rather not than yes
            by_model = model.state(likelihood, few=has_few_wordings(seen))
            other = len(key.items) == 1 and rest.heads and _is_named(found)  # "Lenin's brother"
            capped = (state or turned or other) and by_model is ItemState.MADE
            yield number, Judged(found, rest, likelihood, ItemState.OPEN if capped else by_model), seen
        if found.share >= _HALF:
            taken |= found.words


def _literal(key: Key, number: int, reading: Reading, *, part: bool) -> Alignment | None:
    """Finds the longest wording of an item that is the answer, or a part of it, word for word."""
    written = (each for each in key.items[number] if each.written)
    there = [w for w in written if (stands_in(w, reading) if part else w.reading.bare == reading.bare)]
    return align(max(there, key=lambda each: len(each.reading.bare)), reading) if there else None


def _is_named(found: Alignment) -> bool:
    """Says whether what is said of a wording is a name or a single word."""
    units = found.wording.units
    return found.wording.title or len(units) == 1 or all(units[at].name for at in found.pairs)


def kind_of(wording: Wording, *, loose: bool) -> str:
    """Names the model that judges a wording."""
    return "point" if loose else "title" if wording.title else "phrase"


def nearest_of(wordings: Sequence[Wording], reading: Reading) -> tuple[Alignment, float, bool]:
    """Finds the wording that an answer comes nearest to.

    Gives with it the share of the next nearest that is said, and whether the wording that is most like the
    answer word for word is turned round in it: "he died after that" for "he died before that".
    """
    there = reading.where.keys()
    met = [wording for wording in wordings if not there.isdisjoint(wording.known)]
    found = [align(wording, reading) for wording in met or wordings[:1]]
    best = max(found, key=nearness)
    others = [each.share for each in found if each is not best and each.wording.written]
    like = max(each.like for each in found)
    likest = [each for each in found if each.like == like and not each.clean and each is not best]
    return best, max(others, default=0.0), any(_turns(each, best) for each in likest)


def _turns(found: Alignment, best: Alignment) -> bool:
    """Says whether an answer turns a wording round rather than saying another that is no more like it."""
    touched = {*found.pairs, *found.contrary}
    if found.like < _HALF:
        return found.like > best.like and found.share > MOSTLY
    return len(touched) >= len(best.pairs) and found.weight_of(touched) > MOSTLY


def nearness(found: Alignment) -> float:
    """Orders alignments by how much of both sides they account for."""
    if not found.pairs and not found.contrary:
        return 0.0
    units, reading = found.wording.units, found.reading
    told = len(reading.words) - len(reading.repeats - found.words) or 1
    touched = sum(units[at].weight * likeness for at, (_, likeness) in found.pairs.items())
    touched = touched / (found.wording.weight or 1.0) + 0.7 * found.weight_of(found.contrary)
    turned = len(found.denied) + len(found.contrary) + found.exchanged
    return touched + 0.4 * len(found.pairs) / told + 0.3 * found.like - 0.01 * turned


def observe(
    key: Key, number: int, found: Alignment, second: float, rest: LeftOver, taken: Collection[int]
) -> Observations:
    """Looks at an alignment with an item of a card; `taken` are the words that say items seen before.

    Gives:
        share: of the wording's weight that is said; second: that of the next nearest wording. missing: the
            weightiest word that is not said; replaced: the same where an unknown one may stand for it.
        focus: the share of what the clauses concerned tell that goes to say it; focus_of_all: the same of the
            whole answer. backed: the share that some wording of the item has.
        unknown, repeats: what is left over, and what only repeats the prompt. rejected: how far a near miss
            is said in words of its own. taken: how much of it says another item.
        length: of the answer. size: of the wording, in telling words. slips: forgiven. variety: how many
            wordings the author wrote. alone: one item only.
    """
    reading, units, mine = found.reading, found.wording.units, found.words
    words, where = reading.words, reading.where
    told = mine | reading.telling
    clauses = {words[i].claim.clause for i in mine}
    backed = {i for name in key.sayings[number] & where.keys() for i in where[name]}.intersection(told)
    misses = [align(each.wording, reading) for each in key.misses]
    missing = max([unit.weight for at, unit in enumerate(units) if at not in found.pairs], default=0.0)
    return {
        "share": found.share,
        "second": second,
        "missing": missing if missing >= _HALF else 0.0,
        "replaced": missing if missing >= _HALF and rest.unknown else 0.0,
        "focus": len(mine) / max(1, sum([words[i].claim.clause in clauses for i in told])),
        "focus_of_all": len(mine) / max(1, len(told)),
        "backed": len(backed) / max(1, len(told)),
        "unknown": min(_MANY_LEFT, len(rest.unknown) / (len(units) + 0.5)),
        "repeats": len(reading.repeats - mine) / max(1, len(words)),
        "rejected": max([each.share for each in misses if not each.words <= mine], default=0.0),
        "taken": len(mine & set(taken)) / max(1, len(mine)),
        "length": math.sqrt(min(len(reading.plain), _MANY_WORDS)) / 5,
        "size": min(len(units), _MANY_UNITS) / _MANY_UNITS,
        "slips": float(min(2, sum([words[i].slips for i in mine]))),
        "variety": min(_MANY_WAYS, sum([each.written for each in key.items[number]])) / _MANY_WAYS,
        "alone": float(len(key.items) == 1),
    }
