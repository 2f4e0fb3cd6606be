"""Cases and essay plans: plain frozen values that every folder may import."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from studykit.cards import CardId, Item, Period, Place, Source
from studykit.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Weighed:
    """What a case says of something that essays ask about: how much, in which words, and by which cards."""

    slug: str
    weight: int
    """From 1 (hardly) to 5 (decisive): how much it explains, or how near a threat came to stopping it."""
    says: str
    """A clause that says what it did."""
    but: str | None = None
    """A clause that says what limits it."""
    evidence: tuple[CardId, ...] = ()
    """The cards that show what it did."""
    but_evidence: tuple[CardId, ...] = ()
    """The cards that show what limits it."""
    judged: str | None = None
    """A sentence that judges it, for a conclusion."""
    reply: str | None = None
    """A sentence that answers `but`: why it counted all the same."""
    point: str | None = None
    """A sentence that argues `says` in other words, for a paragraph."""
    but_point: str | None = None
    """The same for `but`."""


@dataclass(frozen=True, slots=True)
class Factor(Weighed):
    """One cause that essays ask about."""

    name: str | None = None
    """What to call it here; None for the name that it has in every case."""
    asked_as: tuple[str, ...] = ()
    """Words by which questions mean it in this case, besides those of every case."""
    threat: Weighed | None = None
    """The danger that it was to the outcome: what made it one, and (`but`) why it failed."""


@dataclass(frozen=True, slots=True)
class Subject(Factor):
    """What a case says of a person, body, event or document that questions name; its slug is its name."""

    factor: str = ""
    """The factor that it is part of."""
    period: Period | None = None
    """The years that it stands for, where a question names only years."""


@dataclass(frozen=True, slots=True)
class Case:
    """What all decks and plans of one case study share."""

    slug: str
    title: str
    place: Place
    region: str | None = None
    period: Period | None = None
    themes: Mapping[str, str] = field(default_factory=dict)
    any_period: tuple[str, ...] = ()
    aliases: tuple[Item, ...] = ()
    distinct: tuple[tuple[str, ...], ...] = ()
    sources: Mapping[str, Source] = field(default_factory=dict)
    contested: tuple[CardId, ...] = ()
    order: int | None = None
    """The shipped case with the lowest is what a newcomer studies."""
    covers: tuple[str, ...] = ()
    """Scopes that questions may have; empty when the case does not say."""
    factors: Mapping[str, Factor] = field(default_factory=dict)
    subjects: Mapping[str, Subject] = field(default_factory=dict)
    language: str | None = None
    """The language of prompts and answers; None for English."""


@dataclass(frozen=True, slots=True)
class Perspective:
    """A historian's view and what we make of it."""

    historian: str
    view: str
    verdict: str | None = None
    source: str | None = None
    """Slug of the work it is from, of the case or one of its decks."""


@dataclass(frozen=True, slots=True)
class Argument:
    """One paragraph's worth of a plan; `evidence` names cards by their parent id."""

    id: str
    point: str
    place: Place
    theme: str | None = None
    side: str = "for"
    evidence: tuple[CardId, ...] = ()
    because: str | None = None
    perspective: Perspective | None = None
    limits: str | None = None
    bears_on: Mapping[str, str] = field(default_factory=dict)
    """Factors, each with `for` where the argument speaks for it and `against` where it limits it."""
    link: str | None = None
    """A clause that ties it back to a claim on its factor."""
    second_case: str | None = None
    """What a second case has to fill in where none is installed."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What an essay on one problem can say; the command term of a question decides how it is poured."""

    slug: str
    title: str
    place: Place
    arguments: tuple[Argument, ...]
    case: str | None = None
    scope: str | None = None
    period: Period | None = None
    answers: tuple[str, ...] = ()
    define: Mapping[str, str] = field(default_factory=dict)
    thesis: str | None = None
    conclusion: str | None = None
    traps: tuple[str, ...] = ()
