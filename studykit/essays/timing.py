"""How the minutes of an essay are split, under the guide in force."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

SPLITS: Mapping[str, Mapping[str, int]] = {
    "2017": {"plan": 5, "introduction": 4, "paragraphs": 28, "conclusion": 5, "check": 3},
    "2028": {"plan": 8, "introduction": 5, "paragraphs": 37, "conclusion": 6, "check": 4},
}
"""2017: 90 minutes for two essays, so 45 each. 2028: about 60 of 105 minutes for the long essay of section B,
as teachers' sites read the new guide; not confirmed by the IB."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the paper that one topic is: its minutes, the questions to choose from, and what it asks."""

    minutes: int
    choices: int
    says: str


SECTIONS: Mapping[str, Section] = {
    "2017": Section(45, 2, "Paper 2: one of the topic's two questions, 45 of the 90 minutes, 15 marks."),
    "2028-a": Section(25, 2, "Paper 2, section A: one of two questions with one example, 6 marks."),
    "2028-b": Section(60, 1, "Paper 2, section B (b): examples from at least two regions, 15 marks."),
}
"""By guide, and for 2028 by section; section B (a), 4 marks in about 15 minutes, is no essay."""

UNVERIFIED = (
    "So teachers' sites read the guide of 2028; the IB has not confirmed it, so take it as unverified."
)


def section(guide: str, letter: str) -> Section:
    """Give the part of the paper under a guide; the letter, a or b, counts for the guide of 2028 only."""
    return SECTIONS[guide if guide == "2017" else f"{guide}-{letter}"]


def minutes(guide: str) -> Mapping[str, int]:
    """Give the minutes for each part of the long essay."""
    return SPLITS[guide]


def spoken(guide: str, paragraphs: int) -> str:
    """Say the split in a sentence."""
    split = minutes(guide)
    total = sum(split.values())
    each = f" ({split['paragraphs'] // paragraphs} each)" if paragraphs else ""
    kind = "minutes" if guide == "2017" else "minutes, about, for the long essay of section B"
    return (
        f"{total} {kind}: plan {split['plan']}, introduction {split['introduction']}, paragraphs "
        f"{split['paragraphs']}{each}, conclusion {split['conclusion']}, reading through {split['check']}. "
        f"Stop adding at minute {total - split['check'] - split['conclusion']} and conclude."
    )
