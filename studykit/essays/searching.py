"""Evidence found by theme and words, where no plan names it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from studykit.cards import Card, CardId
from studykit.essays.concepts import concepts_in
from studykit.essays.evidence import card_text, relevance
from studykit.essays.material import Material
from studykit.essays.telling import telling
from studykit.essays.words import read_words

READ_AT_MOST = 1200
"""Entries read in one search, so that a library of tens of thousands answers at once."""


def search(
    material: Material,
    case: str | None,
    themes: Iterable[str] | None,
    text: str,
    *,
    avoid: Collection[CardId | str] = (),
    admit: Callable[[Card], bool] | None = None,
) -> list[CardId]:
    """Give the entries of a case that speak of a text, the nearest first; dated ones before others.

    An entry that shares nothing with the text is left out, unless its theme was asked for.
    """
    words = read_words(text)
    concepts, stems = concepts_in(words.stems), telling(words)
    found = []
    for place, parent in enumerate(material.parents_of(case, themes)[:READ_AT_MOST]):
        if parent in avoid:
            continue
        cards = material.entry(parent)
        if not cards or (admit is not None and not admit(cards[0])):
            continue
        score = relevance(card_text(cards), concepts, stems)
        if score > 0 or themes is not None:
            found.append(
                (-(score + 0.5 * (cards[0].date is not None) - 0.3 * bool(cards[0].contested)), place, parent)
            )
    return [parent for _, _, parent in sorted(found)]
