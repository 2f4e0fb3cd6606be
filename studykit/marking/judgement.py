"""Whether a point counts as made, all things considered: how far it is said, and what else the answer says.

`match` says how far a point stands in an answer. Whether a teacher counts it hangs also on what stands around
it: two of its words in a short sentence about nothing else say more than the same two in a ramble, and words
that make another point, or only repeat the question, say less. Eight such observations are weighed against
each other by a logistic regression, so each weight can be read: what it adds to the log-odds that it counts.

The weights were fitted on the labelled explanations in `tests/labelled` that are not held out; `python -m
tests.bench.fit_judgement` fits them again and says how they do on the others.
"""

from __future__ import annotations

import math
from collections.abc import Collection
from typing import NamedTuple

from studykit.marking.function_words import STOP
from studykit.marking.match import Match
from studykit.marking.phrase import Phrase
from studykit.marking.reading import Reading, Word
from studykit.marking.slots import Slot
from studykit.marking.synonyms import GAP

COUNTS = 0.5
"""The likelihood from which a point counts as made."""
LEAST = 0.6
"""The strength below which nothing else can make it: too little of it is said, or as much is denied."""
_MUCH = 1.5
"""The strength beyond which more of it says no more."""
_MANY_WORDS, _MANY_TELLING = 25, 6
"""The length of an answer, and the number of telling words of a point, beyond which more changes nothing."""
PLAINLY = 0.5
"""The focus from which a point said in full counts whatever the answer repeats: a whole sentence may repeat
the question ("As General Secretary he controlled appointments and the agenda")."""


class Evidence(NamedTuple):
    """What speaks for and against a point being made.

    Attributes:
        strength: how far it is said, as `match` has it, 0-1.5.
        told: the share of its telling words that are said, 0-1.
        telling: how many telling words it has, 0-6.
        focus: the share of what the clauses concerned tell beyond the prompt that goes to say it, 0-1.
        repeats: the share of the whole answer that only repeats the prompt and says nothing of it, 0-1.
        shared: the share of the words that say it which say another point more strongly, 0-1.
        opposed: the share of its weight of which the opposite is said, 0-1.
        length: the square root of the number of words of the answer, 0-5; a word or two are mostly too vague.
    """

    strength: float
    told: float
    telling: float
    focus: float
    repeats: float
    shared: float
    opposed: float
    length: float


WEIGHTS = Evidence(
    strength=1.76,
    told=1.24,
    telling=-0.32,
    focus=3.36,
    repeats=-7.01,
    shared=-1.9,
    opposed=-0.81,
    length=1.28,
)
BIAS = -6.55
"""The log-odds of a point of which nothing is said, in an answer of no words."""


def counts(evidence: Evidence) -> bool:
    """Say whether the point counts as made."""
    if evidence.strength >= 1 and evidence.told >= 1 and evidence.focus >= PLAINLY:
        return True
    return evidence.strength >= LEAST and likelihood(evidence) >= COUNTS


def likelihood(evidence: Evidence) -> float:
    """Give how likely a teacher counts the point, 0-1."""
    return 1 / (1 + math.exp(-BIAS - sum(map(float.__mul__, WEIGHTS, map(float, evidence)))))


def content_of(reading: Reading) -> frozenset[int]:
    """Give the indexes of the words of an answer that tell something."""
    return frozenset([index for index, word in enumerate(reading.words) if word.text not in STOP])


def evidence_of(
    found: Match,
    phrase: Phrase,
    reading: Reading,
    content: frozenset[int],
    repeated: frozenset[int],
    taken: Collection[int],
) -> Evidence:
    """Give what speaks for and against a point.

    Args:
        found: how far its best phrasing is said. phrase: that phrasing. reading: the answer.
        content: the indexes of the words of the answer that tell something.
        repeated: those of them that stand in the prompt.
        taken: the indexes of the words that say other points more strongly.
    """
    slots, words = phrase.slots, reading.words
    telling = [number for number, slot in enumerate(slots) if slot.weight >= 1]
    weight = sum([slot.weight for slot in slots]) or 1.0
    spans = [_span(slots[slot], words[index], index) for slot, index in found.slots.items()]
    # A phrase of small words ("on his own") tells as much as a word.
    mine = frozenset([index for span in spans for index in (content.intersection(span) or span[:1])])
    content |= mine
    clauses = {words[index].clause for index in mine}
    around = [index for index in content if words[index].clause in clauses]
    idle = repeated - mine
    return Evidence(
        min(found.strength, _MUCH),
        sum(1 for number in telling if number in found.slots) / max(1, len(telling)),
        min(len(telling), _MANY_TELLING),
        len(mine) / max(1, sum([index not in idle for index in around])),
        len(idle) / max(1, len(content)),
        len(mine.intersection(taken)) / max(1, len(mine)),
        sum([slots[number].weight for number in found.contrary]) / weight,
        math.sqrt(min(len(words), _MANY_WORDS)),
    )


def _span(slot: Slot, word: Word, index: int) -> range:
    """Give the words that fill a slot: several where a phrase of the thesaurus does ("national pride")."""
    parts = [name.count("_") for name in word.names if name in slot.accepts and GAP not in name]
    return range(index, index + 1 + max(parts, default=0))
