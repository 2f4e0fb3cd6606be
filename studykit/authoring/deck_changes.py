"""What taking decks over changes: cards new, reworded, renamed and gone, plans and cases."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from studykit.cards import Card, CardId, Deck, Place
from studykit.cases import Case, Plan
from studykit.decks.likeness import asked_of, compare

NOWHERE = Place("", 0)


class Fate(StrEnum):
    """What becomes of a plan or a case."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "nothing changes"
    GONE = "no longer in it"


@dataclass(frozen=True, slots=True)
class DeckChange:
    """What taking a deck changes: its version before and after (None when none is stated), and its cards.

    `renamed` are pairs of ids, the earlier one first, whose history follows; of `likely` ones a student will
    be asked. `is_retold` says that its title, its day or what else stands at its top changes.
    """

    slug: str
    before: str | None
    after: str | None
    is_new: bool
    due: date | None = None
    added: tuple[str, ...] = ()
    reworded: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()
    likely: tuple[tuple[str, str], ...] = ()
    gone: tuple[str, ...] = ()
    is_retold: bool = False

    @property
    def is_same(self) -> bool:
        """Whether nothing changes."""
        cards = (self.added, self.reworded, self.changed, self.renamed, self.likely, self.gone)
        return not (self.is_new or any(cards) or self.is_retold or self.before != self.after)


@dataclass(frozen=True, slots=True)
class OtherChange:
    """What becomes of a plan or a case."""

    kind: str
    slug: str
    fate: Fate


def deck_changes(decks: Iterable[Deck], before: Mapping[str, Deck]) -> list[DeckChange]:
    """Compare decks with those there are already, each with the one of its name or its earlier name.

    A card that has moved from one of them to another is renamed in its new one, and gone from none.
    """
    decks = list(decks)
    known = {card.id for deck in before.values() for card in deck.cards}
    moved = {was for deck in decks for card in deck.cards for was in card.was if was in known}
    olds = (next((before[name] for name in (deck.slug, *deck.was) if name in before), None) for deck in decks)
    return [_deck_change(deck, old, moved) for deck, old in zip(decks, olds, strict=True)]


def other_changes(now: Sequence[Case | Plan], before: Sequence[Case | Plan]) -> list[OtherChange]:
    """Compare plans and cases with those there are already."""
    old = {(type(each), each.slug): each for each in before}
    found = []
    for each in now:
        was = old.pop((type(each), each.slug), None)
        fate = Fate.NEW if was is None else Fate.SAME if is_alike(was, each) else Fate.CHANGED
        found.append(OtherChange(_kind(each), each.slug, fate))
    return [*found, *(OtherChange(_kind(each), each.slug, Fate.GONE) for each in old.values())]


def _kind(value: Case | Plan) -> str:
    return "case" if isinstance(value, Case) else "plan"


def is_alike(one: Case | Plan, other: Case | Plan) -> bool:
    """Say whether two plans or cases say the same, wherever they stand."""
    return placeless(one) == placeless(other)


def placeless(value: Case | Deck | Plan) -> Case | Deck | Plan:
    """A file's value as it is wherever it stands."""
    if isinstance(value, Plan):
        value = replace(value, arguments=tuple(replace(each, place=NOWHERE) for each in value.arguments))
    return replace(value, place=NOWHERE)


def _deck_change(deck: Deck, old: Deck | None, moved: Collection[CardId]) -> DeckChange:
    now, then = _by_id(deck), _by_id(old)
    earlier = {was: id for id, card in now.items() for was in card.was if was in moved and was not in now}
    added = _without(now.values(), {*then, *earlier.values()})
    out = {id for id, card in then.items() if card.parent in deck.left_out}
    gone = _without(then.values(), {*now, *moved, *out})
    like = compare(list(map(asked_of, gone)), list(map(asked_of, added)))
    renamed, likely = {**earlier, **like.certain}, like.likely
    both = [(now[id], then[id]) for id in now if id in then]
    # earlier ids that cards have now and had not then, of cards that are not among those
    told = {was: new.id for new, prior in both for was in new.was if was not in then and was not in prior.was}
    return DeckChange(
        slug=deck.slug,
        before=old.version if old else None,
        after=deck.version,
        is_new=old is None,
        due=deck.due,
        added=tuple(card.id for card in _without(added, {*renamed.values(), *likely.values()})),
        reworded=tuple(card.id for card, was in both if card.ask != was.ask),
        changed=tuple(card.id for card, was in both if card.ask == was.ask and _taught(card) != _taught(was)),
        renamed=tuple({**renamed, **told}.items()),
        likely=tuple(likely.items()),
        gone=tuple(card.id for card in _without(gone, {*renamed, *likely})),
        is_retold=old is not None and _top(deck) != _top(old),
    )


def _by_id(deck: Deck | None) -> dict[CardId, Card]:
    return {card.id: card for card in deck.cards} if deck else {}


def _without(cards: Iterable[Card], ids: Container[CardId]) -> list[Card]:
    return [card for card in cards if card.id not in ids]


def _top(deck: Deck) -> Deck:
    return replace(deck, cards=(), place=NOWHERE, left_out=(), version=None)


def _taught(card: Card) -> tuple[object, ...]:
    """Give what a student would notice of a card."""
    return (
        card.expected, card.reject, card.partial, card.fact, card.note, card.hint, card.suspended,
        card.contested,
    )  # fmt: skip
