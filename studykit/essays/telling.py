"""The words that tell one question from another."""

from __future__ import annotations

from studykit.essays.language import STOP, stem
from studykit.essays.words import Words

GENERIC = frozenset(
    stem(word)
    for word in """power rise rose leader leaders ruler rulers dictator state states regime authoritarian
    totalitarian method methods reason reasons factor factors way ways role importance
    significance explain explains use used between reference success successful emergence struggle
    main most important major key claim statement view question example region different two one
    three several each chosen century twentieth compare contrast discuss evaluate examine analyse
    extent far more less than rather mattered matter win won wins came come gain gained gaining
    control party stalin lenin his their her opponent matters became become becoming part played
    play due because helped help history political politics means time years period course outcome
    man men consolidate consolidation inevitable inevitably existing decided race career top path
    road route victory agree who what why how when which where that contribution impact effect
    influence cause caused causes result results problem problems strength succession""".split()
)
"""Stems that nearly every question on a rise to power has, and that tell no plan from another."""


def telling(words: Words) -> frozenset[str]:
    """Give the stems of the words that tell one question from another."""
    found = zip(words.words, words.stems, strict=True)
    return frozenset(
        each
        for word, each in found
        if word.text.isalpha() and len(word.text) > 2 and word.text not in STOP and each not in GENERIC
    )
