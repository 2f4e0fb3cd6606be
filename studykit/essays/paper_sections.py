"""The parts of the paper that one topic is, by guide: minutes, questions to choose from, what is asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


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
