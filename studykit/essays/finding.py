"""Which plans and which arguments fit a question."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from studykit.cards import Argument, Plan
from studykit.essays.cases import count_cases
from studykit.essays.concepts import NEIGHBOURS, concepts_in
from studykit.essays.language import STOP, stem
from studykit.essays.question import Question
from studykit.essays.scope import CONSOLIDATION, RISE
from studykit.essays.telling import telling
from studykit.essays.terms import find_term
from studykit.essays.words import Words, read_words

OWN_CLAIM = 0.55
"""Closeness (0-1) from which a plan argues the very claim of the question."""

ARGUES = 0.34
"""Closeness (0-1) from which an argument is about the claimed factor."""


@dataclass(frozen=True)
class Wanted:
    """What plans and arguments are measured by: factors with weights, and telling stems."""

    concepts: Mapping[str, float]
    stems: frozenset[str]

    @classmethod
    def of(cls, words: Words | None, whole: Words | None = None) -> Wanted:
        """Take the factors and telling words out of a claim; those of the whole question count a quarter."""
        if words is None:
            return cls({}, frozenset())
        concepts: dict[str, float] = dict(concepts_in(words.stems))
        for name, weight in concepts_in(whole.stems).items() if whole and concepts else ():
            concepts[name] = max(concepts.get(name, 0.0), weight / 4)
        return cls(concepts, telling(words))

    @property
    def empty(self) -> bool:
        """Whether nothing particular is asked for."""
        return not self.concepts and not self.stems

    @cached_property
    def widened(self) -> Mapping[str, float]:
        """The factors with those that come nearest where a case has nothing on them."""
        found = dict(self.concepts)
        for name, weight in self.concepts.items():
            for other, share in NEIGHBOURS.get(name, ()):
                found[other] = max(found.get(other, 0.0), weight * share)
        return found

    def closeness(self, profile: Mapping[str, float], stems: frozenset[str] = frozenset()) -> float:
        """Say how near a text is, 0-1, by the factors it means and the telling words it has."""
        by_concept = _cosine(self.widened, profile)
        by_stem = len(self.stems & stems) / len(self.stems) if self.stems else 0.0
        if not self.concepts:
            return by_stem
        return max(by_concept, 0.75 * by_concept + 0.4 * by_stem)


def _cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    dot = sum(weight * other.get(name, 0.0) for name, weight in one.items())
    if not dot:
        return 0.0
    return dot / math.sqrt(sum(w * w for w in one.values()) * sum(w * w for w in other.values()))


@dataclass(frozen=True, slots=True)
class Profile:
    """What a text means: its factors, and its telling stems."""

    concepts: Mapping[str, float]
    stems: frozenset[str]
    own: frozenset[str] = frozenset()
    """The stems of an argument's own words, those of its theme left out."""


def profile(texts: Iterable[tuple[str, float]]) -> Profile:
    """Read texts, each with its weight, as one profile."""
    concepts: Counter[str] = Counter()
    stems: set[str] = set()
    for text, weight in texts:
        words = read_words(text)
        for name, count in concepts_in(words.stems).items():
            concepts[name] += min(count, 2.0) * weight  # type: ignore[assignment]
        stems |= telling(words)
    return Profile(dict(concepts), frozenset(stems))


class Reader:
    """Reads plans once: their own claims, and what each argument is about."""

    def __init__(self, themes: Mapping[str, str]) -> None:
        self.themes = themes
        self._claims: dict[int, tuple[Profile, ...]] = {}
        self._arguments: dict[int, Profile] = {}

    def claim_of(self, plan: Plan) -> tuple[Profile, ...]:
        """Give what a plan claims: its title, and each question it answers."""
        if id(plan) not in self._claims:
            stems = (profile([(_claimed(stem), 1.0)]) for stem in plan.answers)
            self._claims[id(plan)] = (profile([(plan.title, 1.0)]), *stems)
        return self._claims[id(plan)]

    def about(self, argument: Argument) -> Profile:
        """Give what an argument is about: its theme, its point, and why it matters."""
        if id(argument) not in self._arguments:
            theme = self.themes.get(argument.theme or "", argument.theme or "")
            name = argument.id.replace("-", " ")
            texts = [(argument.point, 1.5), (theme, 1.0), (name, 0.5), (argument.because or "", 0.3)]
            own = telling(read_words(f"{argument.point} {name}"))
            self._arguments[id(argument)] = replace(profile(texts), own=own)
        return self._arguments[id(argument)]


def _claimed(stem: str) -> str:
    """Take the claim out of a stem, as out of a question; plans are written by hand, so nothing is mended."""
    from studykit.essays.claim import claim_in, quotation

    span = quotation(stem)
    if span is not None:
        return stem[span[0] : span[1]]
    claim = claim_in(
        read_words(re.sub(r"^(?:[A-Z]\w+|To what extent|Compare and contrast) ", "", stem)), quoted=False
    )
    return claim.factor.typed if claim else stem


def is_about_the_exam(plan: Plan) -> bool:
    """Say whether a plan answers no exam question: none of its stems has a command term."""
    return bool(plan.answers) and not any(
        find_term(read_words(stem), quoted='"' in stem) for stem in plan.answers
    )


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a plan fits; `own` says that it argues the very claim of the question."""

    plan: Plan
    score: float
    own: bool


def compatible(plan: Plan, question: Question) -> bool:
    """Say whether a plan is about what the question is about: a rise is no maintenance."""
    if is_about_the_exam(plan):
        return False
    if not _overlaps(plan, question):
        return False
    if plan.scope is None or not question.scopes:
        return True
    scopes = set(question.scopes)
    if RISE in scopes:
        return plan.scope == RISE
    return plan.scope in scopes or (
        scopes == {CONSOLIDATION} and plan.scope == RISE and question.years is not None
    )


def _overlaps(plan: Plan, question: Question) -> bool:
    """Say whether a plan covers more than the edge of the years that a question names."""
    if plan.period is None or question.years is None:
        return True
    first = question.years.first if question.years.first is not None else plan.period.start.year
    last = question.years.last if question.years.last is not None else 2100
    shared = min(last, plan.period.end.year) - max(first, plan.period.start.year) + 1
    return shared > 1 or (shared == 1 and first == last)


def fits(plans: Sequence[Plan], question: Question, wanted: Wanted, reader: Reader) -> list[Fit]:
    """Give the plans that fit a question, the best first."""
    found = [_fit(plan, question, wanted, reader) for plan in plans if compatible(plan, question)]
    return sorted(found, key=lambda fit: -fit.score)


def _fit(plan: Plan, question: Question, wanted: Wanted, reader: Reader) -> Fit:
    title, *stems = reader.claim_of(plan)
    near_title = wanted.closeness(title.concepts, title.stems)
    near_stem = max((wanted.closeness(each.concepts, each.stems) for each in stems), default=0.0)
    near_argument = max(
        (wanted.closeness(found.concepts, found.stems) for found in map(reader.about, plan.arguments)),
        default=0.0,
    )
    score = (
        2.0 * near_title
        + 2.0 * near_stem
        + near_argument
        + _likeness(plan, question, max(near_title, near_stem))
    )
    return Fit(plan, score, not wanted.empty and max(near_title, near_stem) >= OWN_CLAIM)


def _likeness(plan: Plan, question: Question, near: float) -> float:
    """Reward stems with the same words, and plans for as many cases as the question wants."""
    whole = frozenset(question.words.stems) - {stem(word) for word in STOP}
    shared = max((_overlap(whole, frozenset(read_words(each).stems)) for each in plan.answers), default=0.0)
    pairs = any(argument.side in ("similar", "different") for argument in plan.arguments)
    two = pairs and all(_counts_two(each) for each in plan.answers)
    compares = (question.term or "").startswith(("compare", "contrast"))
    if question.cases > 1:
        return shared + (0.8 if two and compares else -1.5 if pairs and not two else 0.0)
    return shared + (-1.5 if two else 0.8 if pairs and compares and near >= ARGUES else 0.0)


def _counts_two(stem: str) -> bool:
    return count_cases(read_words(stem).plain, (), compares=False, about_ours=True) > 1


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one else 0.0
