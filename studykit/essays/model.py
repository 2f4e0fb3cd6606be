"""An outline as a value: what is shown, exported, compared with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from studykit.cards import CardId, Perspective
from studykit.essays.evidence import Evidence
from studykit.essays.question import Question
from studykit.essays.warnings import Warning


@dataclass(frozen=True, slots=True)
class Slot:
    """The other case's half of a paragraph: empty, or filled from another deck of the library."""

    case: str
    prompt: str
    point: str | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of an outline.

    `side` is what it does for the claim: for, against, similar, different; None where only the second case
    can tell. `found` says that its evidence was found by theme, as no plan names it.
    """

    theme: str
    side: str | None
    point: str
    evidence: tuple[Evidence, ...]
    because: str | None = None
    perspective: Perspective | None = None
    limits: str | None = None
    link: str = ""
    slots: tuple[Slot, ...] = ()
    found: bool = False


@dataclass(frozen=True, slots=True)
class Related:
    """A plan offered instead of, or beside, an outline."""

    plan: str
    title: str


@dataclass(frozen=True, slots=True)
class Outline:
    """A plan poured into a question."""

    question: Question
    term: str
    """The command term it is built for: the question's own, or the nearest."""
    guide: str
    case: str | None
    case_title: str | None
    region: str | None
    warnings: tuple[Warning, ...] = ()
    plans: tuple[str, ...] = ()
    thesis: str | None = None
    context: str | None = None
    criterion: str | None = None
    definitions: Mapping[str, str] = field(default_factory=dict)
    paragraphs: tuple[Paragraph, ...] = ()
    counter: str | None = None
    conclusion: str | None = None
    traps: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    """What the reader must know of how it was made: no plan fits, evidence that is suspended or missing."""
    related: tuple[Related, ...] = ()

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """All evidence, each entry once."""
        found = [piece for paragraph in self.paragraphs for piece in paragraph.evidence]
        found += [piece for each in self.paragraphs for slot in each.slots for piece in slot.evidence]
        return tuple({piece.card: piece for piece in found}.values())

    @property
    def drill(self) -> tuple[CardId, ...]:
        """The asked cards behind the evidence."""
        return tuple(dict.fromkeys(card for piece in self.evidence for card in piece.drill))
