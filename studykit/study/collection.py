"""The decks and the history together: the one place where files and the log meet.

Everything that is asked of both goes through a `Collection`. It reads no clock: moments (UTC milliseconds)
and study days are handed in.
"""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict

from studykit import settings as settings_of
from studykit.cards import Card, CardId, Item
from studykit.errors import NotFoundError, UsageError
from studykit.exams import Exam
from studykit.folders import shipped_decks
from studykit.memory import queue
from studykit.memory.moves import moved, present_ids
from studykit.memory.schedule import Scheduling, derive, outcomes, replay
from studykit.names import nearest
from studykit.reviews import (
    LATEST_MOMENT,
    LONGEST_VALUE,
    Asked,
    CardState,
    LogRow,
    Move,
    Rating,
    Setting,
    Undo,
)
from studykit.settings import Settings
from studykit.store.facts import DERIVED_WITH, EARLIER_IDS
from studykit.store.knowledge import new_id
from studykit.store.store import Store
from studykit.study.states import basis_of, scheduling_of

if TYPE_CHECKING:
    from studykit.decks.library import CaseSummary, Library, Listing
    from studykit.marking import Mark, Vocabulary
    from studykit.memory.past import Past


class Stamp(TypedDict):
    """What every row of the log begins with."""

    id: str
    device: str
    at: int


class Collection:
    """A library of decks, one student's store, and her settings."""

    def __init__(self, library: Library, store: Store) -> None:
        self.library = library
        self.store = store
        self.settings = self._read_settings()
        self._states: Mapping[CardId, CardState] | None = None
        self._past: Past | None = None
        self._vocabularies: dict[str, Vocabulary] = {}
        self._keep_states_current()

    def _read_settings(self) -> Settings:
        """Read the settings, and with them whose history is whose: one query for both."""
        rows = self.store.rows_of_kind("setting", "move")
        moves = [row for row in rows if isinstance(row, Move)]
        was = {earlier: card for earlier, card in self.library.was.items() if self.store.knows(earlier)}
        self.present_ids: Mapping[CardId, CardId] = {}
        if moves or was:
            cards = dict.fromkeys(move.card for move in moves)
            undone = [row for card in cards for row in self.store.rows_about(card) if isinstance(row, Undo)]
            self.present_ids = present_ids([*moves, *undone], was, self.library)
        self._note_earlier_ids(was)
        return settings_of.read(row for row in rows if isinstance(row, Setting))

    def _note_earlier_ids(self, was: Iterable[CardId]) -> None:
        """Keep what the decks say of earlier ids beyond the time that they are here."""
        noted = self.store.noted_values(EARLIER_IDS)
        now = self.of_decks_gone(noted)
        now |= {earlier: self.present_ids[earlier] for earlier in was if earlier in self.present_ids}
        if now != noted:
            self.store.note(EARLIER_IDS, json.dumps(now, sort_keys=True))

    def of_decks_gone(self, noted: Mapping[str, Any]) -> dict[str, str]:
        """Give of earlier ids, each with the card it is, those whose card's deck is not here any more."""
        here = {deck.slug for deck in self.library.decks}
        return {was: str(card) for was, card in noted.items() if str(card).partition("/")[0] not in here}

    def rows(self) -> Iterator[LogRow]:
        """Give every row of the log, oldest first, each about the card whose history it is now."""
        return moved(self.store.rows(), self.present_ids) if self.present_ids else self.store.rows()

    def rows_about(self, card: CardId) -> list[LogRow]:
        """Give every row about a card, under whatever id it was written."""
        return [row for name in self._ids_of(card) for row in self.store.rows_about(name)]

    def _ids_of(self, card: CardId) -> tuple[CardId, ...]:
        """Give a card's present id, and the earlier ones whose history it has."""
        now = self.present_ids.get(card, card)
        return (now, *(earlier for earlier, heir in self.present_ids.items() if heir == now))

    @property
    def scheduling(self) -> Scheduling:
        """The settings that card states rest on."""
        return scheduling_of(self.settings)

    def take_in(self, library: Library) -> None:
        """Go on with decks that were changed meanwhile."""
        self.library = library
        self._vocabularies.clear()
        self.refresh()

    def _keep_states_current(self) -> None:
        """Derive all states again when they rest on other settings than those in force."""
        if self.store.noted(DERIVED_WITH) != self._basis():
            self.rebuild()

    def _basis(self) -> str:
        basis = basis_of(self.scheduling)
        return f"{basis} {json.dumps(self.present_ids, sort_keys=True)}" if self.present_ids else basis

    def rebuild(self) -> None:
        """Derive the state of every card again from the log."""
        self._states = self._past = None
        self.store.rebuild(lambda rows: replay(moved(rows, self.present_ids), self.scheduling), self._basis())

    # What is asked

    only: str | None = None
    """A case to study this once, whatever is set."""

    @property
    def studied(self) -> tuple[str, ...]:
        """The cases she studies, those of her own folders first."""
        if self.only is not None:
            return (self.only,)
        cases = {deck.slug: deck.case for deck in self.library.decks}
        met = {case for id in self.states if (case := cases.get(id.partition("/")[0])) is not None}
        met |= {exam.case for exam in self.settings.exams if exam.case is not None}
        return studied_cases(self.library.case_summaries, self.settings.cases, met, shipped_decks())

    def put_away(self) -> frozenset[str]:
        """Give the decks of cases that she does not study; decks without a case are always studied."""
        away = {case.slug for case in self.library.case_summaries} - {*self.studied}
        return frozenset(deck.slug for deck in self.library.decks if deck.case in away)

    def coming_exams(self, today: date) -> tuple[Exam, ...]:
        """Give the exams whose day is not over yet, the nearest first.

        Those of cases put away are asleep, and those of a case that no deck here has.
        """
        coming = self.settings.coming_exams(today)
        if all(exam.case is None for exam in coming):
            return coming
        awake = (None, *self.studied)
        return tuple(exam for exam in coming if exam.case in awake)

    def listings(self, decks: Sequence[str] = (), theme: str | None = None) -> list[Listing]:
        """Give the cards asked in some decks (without any, all she studies) and, if named, of one theme.

        Raises:
            NotFoundError: when there is no such deck or theme; it offers the nearest.
        """
        known = {deck.slug for deck in self.library.decks}
        for deck in decks:
            if deck not in known:
                hint = nearest(deck, known)
                raise NotFoundError(f"There is no deck `{deck}`{hint} `studykit deck list` shows them all.")
        wanted = set(decks) or known - self.put_away()
        cards = [card for card in self.library.listings if card.deck in wanted]
        if theme is None:
            return cards
        of_theme = [card for card in cards if theme in card.themes]
        if not of_theme:
            themes = sorted({name for card in cards for name in card.themes})
            hint = nearest(theme, themes)
            raise NotFoundError(f"No card has the theme `{theme}`{hint} Themes here: {', '.join(themes)}.")
        return of_theme

    def daily(self, cards: Sequence[Listing], today: date, new: int | None = None) -> tuple[CardId, ...]:
        """Give today's queue.

        So many unseen cards a day as she chose (`new`) or, when that is None, as the setting and the days by
        which decks are due want.
        """
        dues = self.dues if new is None else {}
        return queue.daily(
            cards, self.states, today, new=self.settings.new_cards if new is None else new, dues=dues
        )

    @property
    def dues(self) -> dict[str, date]:
        """The days by which decks are to be met, of those that have one."""
        return {deck.slug: deck.due for deck in self.library.decks if deck.due is not None}

    @property
    def states(self) -> Mapping[CardId, CardState]:
        """The state of every card the log knows."""
        if self._states is None:
            self._states = self.store.states()
        return self._states

    def past(self) -> Past:
        """Give the whole history in one pass, for figures over weeks and months."""
        if self._past is None:
            from studykit.memory.past import past

            corrections = self.store.rows_of_kind("amend", "undo", "reset")
            self._past = past(
                self.store.outcomes(), corrections, self.present_ids, self.scheduling.parameters
            )
        return self._past

    @property
    def met(self) -> frozenset[CardId]:
        """The cards of which a review counted."""
        return frozenset(card for card, state in self.states.items() if state.is_met)

    def vocabulary(self, deck: str) -> Vocabulary:
        """Give what a whole deck and its case know: terms, names, aliases, what is never confused."""
        if deck not in self._vocabularies:
            self._vocabularies[deck] = vocabulary_of(self.library, deck)
        return self._vocabularies[deck]

    def mark(self, card: Card, answer: str, shown: tuple[int, ...] | None = None) -> Mark:
        """Mark an answer with all that the card's deck knows."""
        from studykit.marking import mark

        return mark(card, answer, self.vocabulary(card.deck), shown)

    def outcomes(self, card: CardId, day: date) -> Mapping[Rating, date]:
        """Give the due day each rating would lead to, were the card reviewed on a day."""
        return outcomes(self.store.state(card), day, self.scheduling)

    # What is written down

    def set_exam(self, exam: Exam, *, at: int) -> None:
        """Set the exam of its case, in place of one set before."""
        self._set(settings_of.exam_name(exam.case), exam.to_text(), at)

    def set_parameters(self, parameters: Sequence[float] | None, *, at: int) -> None:
        """Use fitted FSRS parameters, or the usual ones again with None; every state follows."""
        value = None if parameters is None else json.dumps(list(parameters))
        self._set(settings_of.PARAMETERS, value, at)

    def clear_exam(self, exam: Exam, *, at: int) -> None:
        """Forget an exam; its cards follow plain due days again."""
        self._set(settings_of.exam_name(exam.case), None, at)

    def set(self, name: str, value: str | None, *, at: int) -> None:
        """Give a setting a value, or its default back with None.

        Raises:
            NotFoundError: when there is no such setting.
            UsageError: when it cannot have that value.
        """
        settings_of.key(name) if value is None else settings_of.check(name, value)
        self._set(name, value, at)

    def _set(self, name: str, value: str | None, at: int) -> None:
        if value is not None and len(value) > LONGEST_VALUE:  # a backup could not be read again
            what = "An exam with so many days off" if name.startswith(settings_of.EXAM) else f"`{name}`"
            raise UsageError(
                f"{what} comes to {len(value):,} letters, and {LONGEST_VALUE:,} are kept; name fewer, "
                "such as a pause in place of many days."
            )
        self.append(Setting(**self.stamp_last(at), name=name, value=value))
        self.refresh()

    def stamp(self, at: int) -> Stamp:
        return {"id": new_id(), "device": self.store.device, "at": at}

    def stamp_last(self, at: int) -> Stamp:
        """Stamp what changes or sets something: it comes after all that is known, whatever clocks say.

        Of two changes the later counts, and what a student does now holds now.
        """
        return self.stamp(min(max(at, self.store.newest_moment() + 1), LATEST_MOMENT))

    def append(self, row: LogRow, asked: Asked | None = None) -> None:
        """Write a row, and the state it leads to under the settings that stand in the store by now.

        A quiz is open for a while: the settings, and whose history is whose, may change beside it.
        """
        card = getattr(row, "card", None)
        while not self.store.append(
            row,
            lambda card, rows: derive(card, rows, self.scheduling),
            () if card is None else self._ids_of(card),
            asked,
            basis=self._basis(),
        ):
            self.refresh()
        self._states = self._past = None

    def refresh(self) -> None:
        self.settings = self._read_settings()
        self._states = self._past = None
        self._keep_states_current()
        self._keep_asked()

    def _keep_asked(self) -> None:
        """Keep what cards say whose history came from elsewhere: another device, or another card."""
        from studykit.decks.likeness import asked_of

        if new := [card for card in self.store.unasked() if card in self.library]:
            self.store.keep_asked(asked_of(self.library.card(card)) for card in new)


def vocabulary_of(library: Library, deck: str) -> Vocabulary:
    """Give what a deck and its case know, for marking its cards."""
    from studykit.marking import Vocabulary

    whole, case = library.deck(deck), library.case_of(deck)
    aliases: Iterable[Item] = (*(case.aliases if case else ()), *whole.aliases)
    distinct = (*(case.distinct if case else ()), *whole.distinct)
    language = whole.language or (case.language if case else None)
    return Vocabulary(whole.cards, aliases, distinct, language)


def studied_cases(
    cases: Sequence[CaseSummary], chosen: Sequence[str] | None, met: Container[str], shipped: Path
) -> tuple[str, ...]:
    """Give the slugs of the cases she studies, those of her own folders first.

    Args:
        cases: all there are. chosen: those she set, () for none of them, or None.
        met: cases of which she has met a card. shipped: the folder of the decks that come with studykit.
    """
    known = [case.slug for case in cases]
    kept = tuple(slug for slug in chosen or () if slug in known)
    if kept or chosen in ((), []):
        return kept
    ours = {case.slug: case for case in cases if Path(case.file).is_relative_to(shipped)}
    studied = [slug for slug in known if slug not in ours] + [slug for slug in ours if slug in met]
    first = sorted(ours, key=lambda slug: (ours[slug].order is None, ours[slug].order or 0))[:1]
    return tuple(studied or first)
