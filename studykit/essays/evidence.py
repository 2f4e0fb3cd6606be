"""Evidence: the fact of a card, with its date, its source, and how well she knows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from studykit.cards import Card, CardId, Choice, Period, Points, Source, Term
from studykit.essays.material import Material

Recalls = Mapping[CardId, float | None]
"""Recall (0-1) of cards now; None for what was met but cannot be told."""

WEAK = 0.7
"""Recall below which a fact is shown as weak."""

MONTHS = "January February March April May June July August September October November December".split()


@dataclass(frozen=True, slots=True)
class Evidence:
    """A card as evidence. `is_sentence` says that its author wrote the fact as one; else prompt and answer stand."""

    card: CardId
    text: str
    date: Period | None
    source: str | None
    recall: float | None
    contested: str | None = None
    drill: tuple[CardId, ...] = ()
    suspended: bool = False
    is_sentence: bool = True

    @property
    def when(self) -> str | None:
        """The date as it is written in an essay."""
        return None if self.date is None else spoken(self.date)

    @property
    def weak(self) -> bool:
        """Whether she may not know it in an exam."""
        return self.recall is not None and self.recall < WEAK


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
        text=first.fact or _as_card(first),
        date=first.date,
        source=_source(first, material.sources(first.deck)),
        recall=round(min(met), 3) if met else None,
        contested=first.contested,
        drill=asked,
        suspended=not asked,
        is_sentence=first.fact is not None,
    )


def _as_card(card: Card) -> str:
    """Show a card that has no fact as what it is: a question with its answer."""
    match card.expected:
        case Term(item):
            answer = item.say
        case Choice(answer=chosen):
            answer = chosen
        case Points(points=items):
            answer = "; ".join(item.say for item in items)
        case listed:
            answer = ", ".join(item.say for item in listed.items)
    return f"{card.ask} - {answer}"


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
    slugs = sorted(card.sources, key=lambda slug: slug not in sources or sources[slug].author is None)
    return "; ".join(work(sources[slug]) if slug in sources else slug for slug in slugs) or None


def work(source: Source) -> str:
    """Name a work: author, title, year."""
    name = f"{source.author}, *{source.title}*" if source.author else source.title
    return f"{name} ({source.year})" if source.year else name


def choose(
    parents: Sequence[CardId],
    material: Material,
    recalls: Recalls,
    *,
    first: frozenset[CardId] = frozenset(),
    avoid: frozenset[CardId] = frozenset(),
) -> tuple[Evidence, ...]:
    """Make evidence of entries: those in `first` before others, then dated sentences; used ones last."""
    made = [found for parent in dict.fromkeys(parents) if (found := evidence(parent, material, recalls))]
    fresh = [piece for piece in made if piece.card not in avoid] or made
    return tuple(
        sorted(
            fresh,
            key=lambda each: (
                each.card not in first,
                each.suspended,
                not each.is_sentence,
                each.date is None,
            ),
        )
    )
