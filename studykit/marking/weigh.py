"""How likely a teacher counts a wording as said: a few observations of its alignment, weighed by what
people said.

The weights and the bands between which nothing is decided lie in `weights.json`; `python -m
tests.bench.fit_marking` fits them on the labelled answers of `tests/labelled` and writes the file again.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from studykit.english.words import JOINERS, MANY, NEGATORS, ONE, POLES
from studykit.marking.align import ACTING, Alignment, LeftOver, align, is_denied, left_over
from studykit.marking.key import Key
from studykit.marking.read_text import Reading
from studykit.marking.rivals import BESIDE
from studykit.marking.wordings import SYNONYM, Wording, is_light

_DENIES = frozenset(("not", "wrong", "false", "untrue", "true"))
"""Words that deny a thing, beside which none of these stands, by which it is lacked ("did not have")."""
_HAVES = frozenset(("have", "had", "has", "having", "no"))
_CLAUSE = 3
"""Words from which on a wording is a clause of its own, which a denial before the joiner does not reach."""
_MOSTLY = 0.6
"""The share of a wording from which on it is what the answer speaks of."""
_NEARLY = 0.75
"""The same of words in their order, where what is denied is said as well."""
_MANY_WORDS, _MANY_UNITS, _MANY_LEFT, _MANY_WAYS = 25, 8, 3, 6
"""Beyond these an answer's length, a wording's telling words and what is left over change nothing more."""
_FEW = 3
"""Wordings below which an item has not yet been worded from answers to it."""


class ItemState(Enum):
    """Whether an item or point is said."""

    MADE = "made"
    OPEN = "open"
    NOT = "not"


_MADE, _OPEN, _NOT = ItemState


class Observations(NamedTuple):
    """What is seen of an alignment, each mostly 0-1.

    Attributes:
        share, squared: the share of the wording's weight that is said, and its square; second: that of the
            next nearest wording. heavy: the share of its weighty words that are said; missing: the
            weightiest that is not; by_synonym: how much is said by other words. size: how many words it has.
        focus: the share of what the clauses concerned tell that goes to say it; agreeing: times `share`;
            focus_of_all: the same of the whole answer. backed: the share that some wording of the item has.
        unknown, repeats: what is left over, and what only repeats the prompt. heads: whether another thing is
            made of it. rejected: how far a near miss is said in words of its own. taken: how much of it says
            another item.
        replaced: the weightiest word that is not said, where an unknown one stands in the place of it.
        order: the share of neighbours of the wording that follow each other in the answer.
        length: of the answer. slips: forgiven. variety: how many wordings the author wrote. alone: one item
            only.
    """

    share: float
    squared: float
    heavy: float
    missing: float
    by_synonym: float
    focus: float
    focus_of_all: float
    agreeing: float
    backed: float
    second: float
    heads: float
    unknown: float
    replaced: float
    rejected: float
    taken: float
    repeats: float
    order: float
    length: float
    size: float
    slips: float
    variety: float
    alone: float

    @property
    def few(self) -> bool:
        """Whether the item has few wordings, as in a new deck."""
        return self.variety < _FEW / _MANY_WAYS


@dataclass(frozen=True, slots=True)
class Model:
    """A fitted model: its weights, and between which likelihoods items of few and many wordings are open."""

    bias: float
    weights: Sequence[float]
    few: tuple[float, float]
    many: tuple[float, float]

    def likelihood(self, seen: Observations) -> float:
        """Computes how likely a teacher counts it, 0-1."""
        odds = self.bias + sum([weight * each for weight, each in zip(self.weights, seen, strict=True)])
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))

    def state(self, likelihood: float, *, few: bool) -> ItemState:
        """Says whether a likelihood decides, and what."""
        low, high = self.few if few else self.many
        return _MADE if likelihood >= high else _NOT if likelihood <= low else _OPEN


@cache
def models() -> dict[str, Model]:
    """Reads the fitted models: `title` for names and terms, `phrase` for wordings, `point` for key points."""
    found = json.loads(Path(__file__).with_name("weights.json").read_text(encoding="utf-8"))["models"]
    for each in found.values():
        each["weights"] = [each["weights"][name] for name in Observations._fields]
    return {name: Model(**each) for name, each in found.items()}


@dataclass(frozen=True, slots=True)
class Judged:
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
        part = loose or len(key.items) > 1
        written = [w for w in key.items[number] if w.written]
        literal = [w for w in written if (_stands_in(w, reading) if part else w.reading.bare == reading.bare)]
        if literal:
            found = align(max(literal, key=lambda each: len(each.reading.bare)), reading)
        rest = left_over(key, found)
        beside = _beside_contrary(found, key.contraries[number])
        turned = turned or beside
        seen: Observations | None = None
        as_it_stands = bool(literal) and not (rest.heads if found.wording.title else beside)
        state = _MADE if as_it_stands else _ruled_out(key, found, loose=loose)
        if state is None and not turned:
            state = _plainly(key, found, rest) or _points_to(key, number, found)
        if state in (_MADE, _NOT):
            judged = Judged(found, rest, float(state is _MADE), state, certain=True, literal=as_it_stands)
        else:
            seen = observe(key, number, found, second, rest, taken)
            model = by[kind_of(found.wording, loose=loose)]
            likelihood = min(0.45 if turned else 1.0, model.likelihood(seen))  # turned: rather not than yes
            by_model = model.state(likelihood, few=seen.few)
            heads = rest.heads if key.items[0][0].title else set(rest.heads).intersection(rest.unknown)
            other = len(key.items) == 1 and bool(heads)  # "Lenin's brother"
            capped = (state or turned or other) and by_model is _MADE
            judged = Judged(found, rest, likelihood, _OPEN if capped else by_model)
        yield number, judged, seen
        if found.share >= 0.5:
            taken |= found.words


def kind_of(wording: Wording, *, loose: bool) -> str:
    """Names the model that judges a wording."""
    return "point" if loose else "title" if wording.title else "phrase"


def nearest_of(wordings: Sequence[Wording], reading: Reading) -> tuple[Alignment, float, bool]:
    """Finds the wording that an answer comes nearest to.

    Gives with it the share of the next nearest that is said, and whether the wording that is most like the
    answer word for word is turned round in it: "he died after that" for "he died before that".
    """
    met = [wording for wording in wordings if not wording.known.isdisjoint(reading.where)]
    found = [align(wording, reading) for wording in met or wordings[:1]]
    best = max(found, key=nearness)
    others = [each.share for each in found if each is not best and each.wording.written]
    likest = max(found, key=lambda each: likeness(each.wording, reading))
    liker = likeness(likest.wording, reading) > likeness(best.wording, reading)
    return best, max(others, default=0.0), liker and not likest.clean and likest.share > _MOSTLY


def likeness(wording: Wording, reading: Reading) -> float:
    """Computes how alike a wording and an answer are word for word, small words and order too, 0-1."""
    return LCSseq.normalized_similarity(wording.reading.bare, reading.bare)


def nearness(found: Alignment) -> float:
    """Orders alignments by how much of both sides they account for."""
    if not found.pairs and not found.contrary:
        return 0.0
    units, reading = found.wording.units, found.reading
    told = len(reading.words) - len(reading.repeats - found.words) or 1
    touched = sum(units[at].weight * likeness for at, (_, likeness) in found.pairs.items())
    touched = touched / (found.wording.weight or 1.0) + 0.7 * found.weight_of(found.contrary)
    turned = len(found.denied) + len(found.contrary) + found.exchanged
    return touched + 0.4 * len(found.pairs) / told + 0.3 * likeness(found.wording, reading) - 0.01 * turned


def _stands_in(wording: Wording, reading: Reading) -> bool:
    """Says whether a wording stands in an answer as a stretch of its own, and is not denied there."""
    size, said = len(wording.reading.bare), reading.bare
    for at in range(len(said) - size + 1):
        claim = reading.claims[at]
        if said[at : at + size] == wording.reading.bare and not claim.whole:
            begins = not at or claim.part != reading.claims[at - 1].part or said[at - 1] in JOINERS
            after = any(each.denied and each.part == claim.part for each in reading.claims[at + size :])
            same = claim.denied == wording.reading.claims[0].denied
            own = same or (begins and not (claim.denied and size < _CLAUSE))
            if own and (wording.reading.negated or not after):  # not "on paper they were not supreme"
                return True
    return False


def _ruled_out(key: Key, found: Alignment, *, loose: bool) -> ItemState | None:
    """Says what is certain of an alignment whatever its likelihood: not said, at best open, or None."""
    units, wording, reading = found.wording.units, found.wording, found.reading
    echoed = wording.echo and found.full and len(reading.plain) <= len(wording.reading.plain) + 2
    if reading.echoes and not echoed:
        return _NOT
    values = {at for at, unit in enumerate(units) if unit.word.value is not None and unit.weight > 0}
    if not loose and values.intersection(found.contrary) and values.isdisjoint(found.pairs):
        return _NOT  # another number
    turned = any(is_denied(units[at], reading.words[i]) for at, (i, _) in found.pairs.items())
    if wording.lacking and turned and _HAVES.isdisjoint(reading.plain) and _DENIES & {*reading.plain}:
        return _OPEN  # "What did he lack?" - "it was not support": is it denied, or what he lacked?
    like = likeness(wording, reading)
    if not found.clean:
        heavy = found.weight_of(found.denied) if reading.negated and not wording.reading.negated else 0.0
        heavy += found.weight_of(found.contrary) + 0.5 * found.exchanged * (found.share > _MOSTLY)
        return _NOT if heavy >= 0.4 and (wording.title or like >= 0.5) else _OPEN
    said = [*(unit.word for unit in units), *(reading.words[i] for i in found.words)]
    same = _NEARLY if any(word.claim.denied for word in said) else _MOSTLY
    mine = found.words | reading.repeats
    left = [w for i, w in enumerate(reading.words) if i not in mine and w.stem not in key.own]
    light = all(is_light(w.stem) for i, w in enumerate(reading.words) if i not in reading.repeats)
    one = [how for _, how in found.pairs.values()] if len(found.pairs) == 1 else []
    unsure = (
        # what is denied is said in small words: "could not do it by itself", "are sure" for "are not sure"
        (like > same and hides_denial(wording, reading))
        or (found.full and (light or _places_changed(found) or _joined_by_or(found)))
        or (one and one[0] <= SYNONYM)  # by one synonym alone
        or (one and not wording.title and len(left) > 1)  # by one of several
    )
    return _OPEN if unsure else None


def hides_denial(wording: Wording, reading: Reading) -> bool:
    """Says whether one of the two has an odd number of words that deny, and the other not."""
    one, other = (sum(word in NEGATORS for word in each.plain) for each in (wording.reading, reading))
    return (one - other) % 2 == 1


def _places_changed(found: Alignment) -> bool:
    """Says whether those who act in a wording are named in another order, other than in a mere list."""
    wording, reading = found.wording.reading, found.reading
    same = Counter(map(_person, wording.plain)) & Counter(map(_person, reading.plain))
    longest = max(len(wording.plain), len(reading.plain))
    if ("by" in wording.plain) != ("by" in reading.plain) or same.total() < _NEARLY * longest:
        return False
    met = {at: index for at, (index, likeness) in found.pairs.items() if likeness > SYNONYM}
    actors = [at for at in met if found.wording.units[at].name or wording.words[at].stem in ACTING]
    right = _named({wording.words[at].text: str(at) for at in actors}, wording.plain)
    said = _named({reading.words[met[at]].text: str(at) for at in actors}, reading.plain)
    both = frozenset().union(*right) & frozenset().union(*said)
    return [each & both for each in right if each & both] != [each & both for each in said if each & both]


def _person(word: str) -> str:
    """Names a pronoun by its number."""
    return "one" if word in ONE else "many" if word in MANY else word


def _named(actors: Mapping[str, str], plain: Sequence[str]) -> list[frozenset[str]]:
    """Lists who is named in a text, in its order, pronouns by their number; those only listed, together."""
    found: list[frozenset[str]] = []
    apart = True
    for word in plain:
        who = actors.get(word) or _person(word)
        if who in ("one", "many", *actors.values()):
            found = [*found, frozenset((who,))] if apart else [*found[:-1], found[-1] | {who}]
            apart = False
        else:
            apart = apart or word not in JOINERS
    return found


def _joined_by_or(found: Alignment) -> bool:
    """Says whether an "or" that is not the wording's own stands between the words that say it."""
    parts = {found.reading.words[index].claim.part for index in found.words}
    return len(parts & found.reading.either) > 1 and "or" not in found.wording.reading.plain


def _beside_contrary(found: Alignment, contraries: frozenset[str]) -> bool:
    """Says whether the opposite of an item stands beside what says it: "lost control" for "control"."""
    reading, mine = found.reading, found.words
    parts, mine = {reading.words[index].claim.part for index in mine}, mine | reading.repeats
    left = (w for i, w in enumerate(reading.words) if i not in mine and w.claim.part in parts)
    near = (word for word, claim in zip(reading.bare, reading.claims, strict=True) if claim.part in parts)
    poles = {word for pair in POLES if not found.wording.poles.isdisjoint(pair) for word in pair} & contraries
    return any(not contraries.isdisjoint(word.names) for word in left) or not poles.isdisjoint(near)


def _plainly(key: Key, found: Alignment, rest: LeftOver) -> ItemState | None:
    """Says what is certain where every word is accounted for, or where only another name is given."""
    alone, wording, reading = len(key.items) == 1, found.wording, found.reading
    # The words of a name are said by themselves; of a wording those that are needed.
    needed = [how for at, (_, how) in found.pairs.items() if wording.title or wording.units[at].weight]
    if found.full and all(how > SYNONYM for how in needed):
        if wording.echo:
            return _MADE if "or" in key.prompt and not reading.either else None
        # A name with a remark is still that name, unless the remark may be another answer.
        names = [index for index in rest.names if reading.words[index].before in BESIDE]
        other = names or (rest.unknown and (not wording.title or "or" in reading.plain))
        if not rest.heads and not (alone and other):
            return _MADE
    if wording.title and alone and not found.pairs and reading.words:
        said = tuple(word.meant for index, word in enumerate(reading.words) if index not in reading.repeats)
        # Names that begin alike may be the same ("the Syrians").
        right, typed = ({w.meant[:4] for w in each.words} for each in (wording.reading, reading))
        if said in key.vocabulary.telling or (len(rest.names) == len(reading.words) and not right & typed):
            return _NOT
    return None


def _points_to(key: Key, number: int, found: Alignment) -> ItemState | None:
    """Says that a short form of a name is enough where its part says no more and no other item has it."""
    words, repeats = found.reading.words, found.reading.repeats
    if len(key.items) == 1 or not found.wording.title or not found.pairs:
        return None
    parts = {words[index].claim.part for index in found.words}
    tells = {i for i, w in enumerate(words) if w.claim.part in parts and not is_light(w.stem)} - repeats
    others = key.sayings_of_others(number)
    points = bool(tells) and all(others.isdisjoint(words[index].names) for index in tells)
    return _MADE if points and tells <= found.words else None


def _order(found: Alignment) -> float:
    """Computes the share of the words of a wording that an answer says in the same order, 0-1."""
    steps = list(pairwise(index for _, (index, _) in sorted(found.pairs.items())))
    return sum(one <= other for one, other in steps) / len(steps) if steps else 1.0


def observe(
    key: Key, number: int, found: Alignment, second: float, rest: LeftOver, taken: Collection[int]
) -> Observations:
    """Looks at an alignment with an item of a card; `taken` are the words that say items seen before."""
    units, words, mine, repeats = found.wording.units, found.reading.words, found.words, found.reading.repeats
    told = [i for i, w in enumerate(words) if i in mine or not (i in repeats or is_light(w.stem))]
    clauses = {words[i].claim.clause for i in mine}
    focus = len(mine) / max(1, sum(words[i].claim.clause in clauses for i in told))
    heavy = [at for at, unit in enumerate(units) if unit.weight >= 0.5]
    said = sum(found.pairs[at][1] for at in heavy if at in found.pairs and at not in found.denied)
    where = found.reading.where
    backed = {i for name in key.sayings[number] & where.keys() for i in where[name]}.intersection(told)
    written = min(_MANY_WAYS, sum(each.written for each in key.items[number])) / _MANY_WAYS
    misses = [align(each.wording, found.reading) for each in key.misses]
    missing = max((units[at].weight for at in heavy if at not in found.pairs), default=0.0)
    return Observations(
        share=found.share,
        squared=found.share**2,
        heavy=said / len(heavy) if heavy else found.share,
        missing=missing,
        by_synonym=found.weight_of([at for at, (_, how) in found.pairs.items() if how <= SYNONYM]),
        focus=focus,
        focus_of_all=len(mine) / max(1, len(told)),
        agreeing=found.share * focus,
        backed=len(backed) / max(1, len(told)),
        second=second,
        heads=float(bool(rest.heads)),
        unknown=min(_MANY_LEFT, len(rest.unknown) / (len(units) + 0.5)),
        replaced=missing * bool(rest.unknown),
        rejected=max((each.share for each in misses if not each.words <= mine), default=0.0),
        taken=len(mine & set(taken)) / max(1, len(mine)),
        repeats=len(repeats - mine) / max(1, len(words)),
        order=_order(found),
        length=math.sqrt(min(len(found.reading.plain), _MANY_WORDS)) / 5,
        size=min(len(units), _MANY_UNITS) / _MANY_UNITS,
        slips=float(min(2, sum(words[i].slips for i in mine))),
        variety=written,
        alone=float(len(key.items) == 1),
    )
