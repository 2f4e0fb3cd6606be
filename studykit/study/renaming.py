"""What became of cards that no file holds any more: which may have come again under another id."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from studykit.cards import CardId
from studykit.decks.likeness import Likeness, asked_of, compare
from studykit.frozen import dataclass
from studykit.memory.schedule import voided
from studykit.reviews import Asked, Move, Undo

if TYPE_CHECKING:
    from studykit.decks.library import Library
    from studykit.study.collection import Collection

SEARCHED = "searched-for-renamed"
"""The fact that names what was searched without leaving a question open."""


@dataclass(frozen=True, slots=True)
class Renaming:
    """A card that went, and the one that is likely the same; `was` has an empty prompt where it is lost."""

    was: Asked
    now: Asked


@dataclass(frozen=True, slots=True)
class Renamings:
    """What is likely (to be asked) and what is doubtful (never guessed): several cards may be the one."""

    likely: tuple[Renaming, ...] = ()
    doubtful: tuple[tuple[Asked, tuple[CardId, ...]], ...] = ()


def vanished(collection: Collection) -> list[CardId]:
    """Give the cards with a history that no file holds any more; those with an error are in one."""
    library = collection.library
    gone = (card for card, state in collection.states.items() if card not in library and state.reviews)
    return sorted(card for card in gone if not library.is_written(card))


def move(collection: Collection, was: CardId, card: CardId, *, keep: bool, at: int) -> None:
    """Give a card the history of one that is gone or, without `keep`, remember that it begins afresh."""
    collection.append(Move(**collection.stamp_last(at), card=card, was=was, keep=keep))
    collection.refresh()


def decided(collection: Collection) -> list[Move]:
    """Give what was decided of renamed cards and not taken back, oldest first."""
    moves = [row for row in collection.store.rows_of_kind("move") if isinstance(row, Move)]
    return [row for row in moves if row.id not in voided(collection.store.rows_about(row.card))]


def take_back(collection: Collection, move: Move, *, at: int) -> None:
    """Take back what was decided of a renamed card; it will be asked again."""
    collection.append(Undo(**collection.stamp_last(at), card=move.card, row=move.id))
    collection.refresh()


def follow(collection: Collection, gone: Sequence[CardId], *, at: int) -> Renamings:
    """Let history follow where that is certain, and give what a student has to decide.

    Certain is only a card without an id that was given one, its text unchanged. What she decided is not given
    again, and nothing is searched for twice while neither the decks nor her history change.
    """
    if collection.store.noted(SEARCHED) == _fingerprint(collection, gone):
        return Renamings()
    lost, fresh = _lost(collection, gone), _fresh(collection)
    found = _undecided(collection, compare(lost, fresh))
    for was, now in found.certain.items():
        move(collection, was, now, keep=True, at=at)
    texts = {card.card: card for card in (*lost, *fresh)}
    likely = tuple(Renaming(texts[was], texts[now]) for was, now in sorted(found.likely.items()))
    doubtful = tuple((texts[was], others) for was, others in sorted(found.doubtful.items()))
    if not likely and not doubtful:
        collection.store.note(SEARCHED, _fingerprint(collection, vanished(collection)))
    return Renamings(likely, doubtful)


def likely(collection: Collection) -> Mapping[CardId, CardId]:
    """Give the cards that went and likely came again, about which nothing was decided yet."""
    lost = _lost(collection, vanished(collection))
    return _undecided(collection, compare(lost, _fresh(collection))).likely


def renamed_since(old: Library, new: Library) -> dict[CardId, CardId]:
    """Give the cards of an older library that a newer one has under another id, by their earlier ids.

    Only what is sure enough to be proposed to the teacher who renamed them.
    """
    gone = [each.id for each in old.listings if not new.is_written(each.id) and each.id not in new.was]
    had = {each.id for each in old.listings}
    fresh = [asked_of(new.card(each.id)) for each in new.listings if each.id not in had]
    found = compare([asked_of(old.card(card)) for card in gone], fresh)
    return {**found.certain, **found.likely}


def _undecided(collection: Collection, found: Likeness) -> Likeness:
    """Leave out the pairs about which something was decided."""
    settled = {(row.was, row.card) for row in decided(collection)}
    certain, likely = (
        {was: now for was, now in pairs.items() if (was, now) not in settled}
        for pairs in (found.certain, found.likely)
    )
    return replace(found, certain=certain, likely=likely)


def _lost(collection: Collection, gone: Sequence[CardId]) -> list[Asked]:
    """Give what cards that went said last; an empty prompt where nobody knows."""
    known = collection.store.asked(gone)
    return [known.get(card, Asked(card, "", ())) for card in gone]


def _fresh(collection: Collection) -> list[Asked]:
    """Give the cards that have no history of their own yet."""
    states = collection.states
    library = collection.library
    unmet = (
        each.id for each in library.listings if (state := states.get(each.id)) is None or not state.reviews
    )
    return [asked_of(library.card(card)) for card in unmet]


def _fingerprint(collection: Collection, gone: Sequence[CardId]) -> str:
    return f"{zlib.crc32(repr(gone).encode()):08x} {collection.library.checksum}"
