"""Evidence: a card said as a sentence, with its date, its source, and how well she knows it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from studykit.cards import Card, CardId, Period, Source
from studykit.essays.concepts import concepts_in
from studykit.essays.material import Material
from studykit.essays.statement import statement
from studykit.essays.words import read_words

MONTHS = "January February March April May June July August September October November December".split()

WEAK = 0.7
"""Recall (0-1) below which a piece of evidence is flagged as weak."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One piece of evidence.

    Attributes:
        card: the entry it comes from. fact: what it says, in a sentence. contested: the safe wording, where
        the fact is disputed. recall: 0-1 now, None when never met. drill: the asked cards of the entry.
        suspended: it stands in its file but is asked no more.
    """

    card: CardId
    fact: str
    date: Period | None
    source: str | None
    recall: float | None
    contested: str | None = None
    drill: tuple[CardId, ...] = ()
    suspended: bool = False

    @property
    def text(self) -> str:
        """The fact, with its safe wording where it is disputed."""
        return f"{self.fact} Contested: {self.contested}" if self.contested else self.fact

    @property
    def weak(self) -> bool:
        """Whether it was met and is likely to be forgotten."""
        return self.recall is not None and self.recall < WEAK

    @property
    def when(self) -> str | None:
        """The date as it is written in an essay."""
        return None if self.date is None else spoken(self.date)


Recalls = Mapping[CardId, float | None]
"""The recall (0-1) of the asked cards now; None, or no entry, for a card that was never met."""


def evidence(parent: CardId, material: Material, recalls: Recalls) -> Evidence | None:
    """Make evidence of an entry; None when it does not exist or is left out because of an error."""
    cards = material.entry(parent)
    if not cards:
        return None
    first = cards[0]
    asked = material.asked(parent)
    met = [recall for card in asked if (recall := recalls.get(card)) is not None]
    return Evidence(
        card=parent,
        fact=statement(cards),
        date=first.date,
        source=_source(first, material.sources(first.deck)),
        recall=round(min(met), 3) if met else None,
        contested=first.contested,
        drill=asked,
        suspended=not asked,
    )


def spoken(period: Period) -> str:
    """Say a date as an essay does: `3 April 1922`, `April 1922`, `1923-25`."""
    first, slash, last = period.text.partition("/")
    if not slash:
        return _day(first)
    if len(first) == len(last) == 4:
        return f"{first}-{last[2:]}" if first[:2] == last[:2] else f"{first}-{last}"
    return f"{_day(first)} to {_day(last)}"


def _day(text: str) -> str:
    year, *rest = text.split("-")
    if not rest:
        return year
    month = MONTHS[int(rest[0]) - 1]
    return f"{int(rest[1])} {month} {year}" if len(rest) > 1 else f"{month} {year}"


def _source(card: Card, sources: Mapping[str, Source]) -> str | None:
    """Name the works a card cites, those with an author first: author, title and year where known."""
    named = []
    for slug in sorted(card.sources, key=lambda slug: slug not in sources or sources[slug].author is None):
        source = sources.get(slug)
        if source is None:
            named.append(slug)
            continue
        name = f"{source.author}, *{source.title}*" if source.author else source.title
        named.append(f"{name} ({source.year})" if source.year else name)
    return "; ".join(named) or None


def choose(
    parents: Sequence[CardId], material: Material, recalls: Recalls, limit: int
) -> tuple[Evidence, ...]:
    """Make evidence of some entries, `limit` at most, dated and undisputed ones kept before others.

    What is kept stands in the order it was given in: the teacher's.
    """
    made = [found for parent in dict.fromkeys(parents) if (found := evidence(parent, material, recalls))]
    ranked = sorted(range(len(made)), key=lambda place: (_worth(made[place], place), place))
    return tuple(made[place] for place in sorted(ranked[:limit]))


def _worth(found: Evidence, place: int) -> int:
    """Rank evidence: what is named first and what is dated, then undated, then what is asked no more."""
    return (found.date is None and place > 0) + 2 * found.suspended


def relevance(text: str, wanted: Mapping[str, float], stems: Iterable[str]) -> float:
    """Say how much a text speaks of some factors and words; 0 when not at all."""
    words = read_words(text).stems
    concepts = concepts_in(words)
    by_concept = sum(min(weight, concepts[name]) for name, weight in wanted.items())
    return by_concept + 1.5 * len(set(words) & set(stems))


def card_text(cards: Sequence[Card]) -> str:
    """Give all that an entry says, for finding it."""
    first = cards[0]
    return " ".join(
        [*(card.ask for card in cards), statement(cards), first.note or "", " ".join(first.people)]
    )
