"""An outline as a value: what is shown, exported, compared with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from studykit.cards import CardId
from studykit.cases import Perspective
from studykit.essays.material import Evidence
from studykit.essays.question import Question
from studykit.essays.warnings import Warning


@dataclass(frozen=True, slots=True)
class Half:
    """One case's side of a comparison; `prompt` says what to fill in where the case is not installed.

    `says` is what the case says of the factor, `much` how much it explains there, in words.
    """

    name: str
    says: str | None = None
    evidence: tuple[Evidence, ...] = ()
    prompt: str | None = None
    much: str | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of an outline.

    `side` is what it does for the claim (for, against), or in a comparison similar, different or mixed (alike in weight
    only), None where only the case to fill in can tell. `halves` are the cases side by side. `work` is where the
    perspective is from.
    """

    heading: str
    side: str | None
    point: str
    factor: str | None = None
    subject: str | None = None
    evidence: tuple[Evidence, ...] = ()
    because: str | None = None
    perspective: Perspective | None = None
    work: str | None = None
    limits: str | None = None
    link: str | None = None
    halves: tuple[Half, ...] = ()

    @property
    def pieces(self) -> tuple[Evidence, ...]:
        """All its evidence, that of each case in turn."""
        return (*self.evidence, *(piece for half in self.halves for piece in half.evidence))


@dataclass(frozen=True, slots=True)
class Outline:
    """A question with the essay that the case's plans and cards make of it.

    `paragraphs` is empty where the cases cover nothing of it; `revise` then says what to study.
    """

    question: Question
    term: str
    guide: str
    cases: tuple[str, ...] = ()
    """Slugs of the cases it is built from."""
    titles: tuple[str, ...] = ()
    warnings: tuple[Warning, ...] = ()
    plans: tuple[str, ...] = ()
    degree: str | None = None
    thesis: str | None = None
    criterion: str | None = None
    interplay: str | None = None
    """How two of its factors worked on each other, where the term asks for that."""
    definitions: Mapping[str, str] = field(default_factory=dict)
    paragraphs: tuple[Paragraph, ...] = ()
    leading: tuple[int, ...] = ()
    """The places of the paragraphs, what carries the essay most first; none where they stand in that order."""
    counter: str | None = None
    against: tuple[Evidence, ...] = ()
    """The evidence of the counter-argument."""
    answer: str | None = None
    """What answers the counter-argument."""
    conclusion: str | None = None
    doubt: str | None = None
    """What would change the judgement."""
    columns: tuple[str, ...] = ()
    """The cases side by side, in the order asked; none where one case is asked for."""
    regions: tuple[str, ...] = ()
    """The cases with their regions, where a question asks for different ones."""
    traps: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    revise: tuple[str, ...] = ()

    @property
    def claimed(self) -> frozenset[str]:
        """The factors that its question makes a claim on."""
        return frozenset(slug for claim in self.question.claims for slug in claim.factors)

    @property
    def grid(self) -> tuple[Paragraph, ...]:
        """The paragraphs that weigh a factor in every case: the rows of the comparison."""
        rows: dict[str | None, Paragraph] = {}
        for each in self.paragraphs:
            rows.setdefault(each.factor, each)
        return tuple(each for each in rows.values() if each.halves)

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """All evidence, each entry once."""
        found = [piece for paragraph in self.paragraphs for piece in paragraph.pieces]
        found += self.against
        return tuple({piece.card: piece for piece in found}.values())

    @property
    def drill(self) -> tuple[CardId, ...]:
        """The asked cards behind the evidence."""
        return tuple(dict.fromkeys(card for piece in self.evidence for card in piece.drill))
