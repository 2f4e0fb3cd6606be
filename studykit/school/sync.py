"""One student's store and her part of a hub made one: rows united by id, only what is new travelling.

What is known of the last sync stands in the store as a `Position`, and is believed only as far as both sides
still agree with it: a store that was restored or repaired, or a hub that was, is compared whole once.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from itertools import islice
from typing import Any

from studykit.classes.progress import Progress
from studykit.reviews import LogRow
from studykit.school.faults import ConnectionLostError, ForgottenMeanwhileError
from studykit.school.hub import BATCH, START, UNREAD, Arrival, Batch, Hub
from studykit.school.hub_values import fingerprints, sendable
from studykit.store.facts import FORGOTTEN, LAST_FORGETTING
from studykit.store.future import OF_A_DAY
from studykit.store.lines import DamagedLine
from studykit.store.store import Store

POSITION = "hub:"
"""Before a hub's address, in the store's facts: how far the two are one."""

PROGRESS = "hub-progress:"
"""Before a hub's address: a fingerprint of what was handed in there of each card."""

OPENINGS = "hub-openings:"
"""Before a hub's address: when each class let its teachers read what is typed, as far as she was told."""

Take = Callable[[Sequence[LogRow]], bool]
"""Takes rows from a hub into the store; no when they are not to be taken, and then nothing travels.

Rows that it leaves out, neither in the store nor forgotten there, come again with the next sync.
"""


@dataclass(frozen=True, slots=True)
class Position:
    """How far a store and a hub are one.

    Attributes:
        hub: which hub it is.
        place: every row of the hub up to here is in the store, or was forgotten there.
        known: of the store's rows, in the order they were written, so many are spoken of here.
        digest: of the ids and dates of those rows; with another one the position is worth nothing.
        unsent: the ids among them that the hub does not have, or at a later moment.
        sent: where those are in the hub that went there, behind `place`.
    """

    hub: str = ""
    place: Arrival = START
    known: int = 0
    digest: str = ""
    unsent: tuple[str, ...] = ()
    sent: tuple[Arrival, ...] = ()

    def to_text(self) -> str:
        """As it is kept in the store."""
        return json.dumps(asdict(self))

    @classmethod
    def from_values(cls, values: Mapping[str, Any]) -> Position:
        """Read it; the beginning when there is none, or one of another shape."""
        if values.keys() != {field.name for field in fields(cls)}:
            return cls()
        place, sent = Arrival(**values["place"]), tuple(Arrival(**each) for each in values["sent"])
        return cls(**{**values, "place": place, "unsent": tuple(values["unsent"]), "sent": sent})


@dataclass(frozen=True, slots=True)
class Synced:
    """What a sync did, in rows; `damaged` came from the hub and were left out, `unsound` were not sent.

    Teachers may read what she types in the `open_classes`, and could since the last sync in those that were
    `opened`, at a moment in seconds.
    """

    received: int
    sent: int
    damaged: tuple[DamagedLine, ...]
    unsound: tuple[DamagedLine, ...]
    open_classes: tuple[str, ...]
    opened: Mapping[str, float]


HandedIn = Callable[[frozenset[str]], Progress]
"""Gives her progress without the rows of some ids, which were forgotten in the hub on another device."""


def sync(
    store: Store, hub: Hub, take: Take, handed_in: HandedIn, noted: Callable[[], object] = lambda: None
) -> Synced | None:
    """Unite a store and a hub; None when `take` would not have the rows.

    Args:
        store: the student's own.
        hub: her part of the hub.
        take: puts rows into the store.
        handed_in: her progress, as it is once the rows are in.
        noted: called when the store knows of the hub for the first time, before anything goes there.

    Raises:
        ConnectionLostError: when the connection was cut; what had come by then is in the store, what had gone
            is in the hub, and the next sync goes on from there.
        ForgottenMeanwhileError: when something was forgotten, here or in the hub, since the sync began; the
            next one goes on from what is left.
        StudykitError: when the hub refuses or cannot; nothing is lost then either.
    """
    one = _Sync(store, hub, take, noted)
    if not (one.receive(one.first) and one.send(handed_in)):
        return None
    store.note(one.openings_fact, json.dumps(one.openings))
    return Synced(one.received, one.sent, tuple(one.damaged), one.unsound, one.open_classes, one.opened)


class _Sync:
    """One sync while it goes on.

    `there` are the ids of all rows that the hub has, read up to `seen`, and none of them at a later moment.
    """

    def __init__(self, store: Store, hub: Hub, take: Take, noted: Callable[[], object]) -> None:
        self.store, self.hub, self.take, self.noted = store, hub, take, noted
        self.received = self.sent = 0
        self.damaged: list[DamagedLine] = []
        self.unsound: tuple[DamagedLine, ...] = ()
        self.is_whole = True
        self.forgetting = store.noted(LAST_FORGETTING)
        url = hub.database.address.url
        self.fact, self.progress_fact, self.openings_fact = (
            f"{name}{url}" for name in (POSITION, PROGRESS, OPENINGS)
        )
        self.is_noted = bool(store.noted(self.fact))
        position = Position.from_values(store.noted_values(self.fact))
        welcome = hub.welcome(position.place, position.sent)
        self.open_classes, self.openings = welcome.open_classes, welcome.openings
        told = store.noted_values(self.openings_fact) if self.is_noted else welcome.openings
        self.opened = {name: at for name, at in welcome.openings.items() if told.get(name) != at}
        self.gone = welcome.gone
        known = dict(islice(store.dates().items(), position.known))
        self.is_fresh = not (
            welcome.hub == position.hub and welcome.stands and digest(known) == position.digest
        )
        self.position = Position(welcome.hub) if self.is_fresh else position
        self.seen = self.position.place
        self.there = set() if self.is_fresh else {*known} - {*position.unsent}
        # What came along was asked for behind the place that was believed.
        self.first = UNREAD if self.is_fresh and position != Position() else welcome.batch

    def _note(self, **changes: object) -> None:
        """Keep how far the two are one, of all that the store holds now."""
        dates = self.store.dates()
        unsent = tuple(row_id for row_id in dates if row_id not in self.there)
        self.position = replace(
            self.position,
            known=len(dates),
            digest=digest(dates),
            unsent=unsent,
            **changes,  # type: ignore[arg-type]
        )
        self.store.note(self.fact, self.position.to_text())

    def receive(self, batch: Batch) -> bool:
        """Take in what is new in the hub; what came before the connection was cut is taken in too."""
        arrived, cut = self._arriving(batch)
        before = len(self.store.ids())
        self._check_forgetting()
        if arrived and not self.take([row for _, row in arrived]):
            return False
        dates = self.store.dates()
        here = {*dates, *self.store.marked(FORGOTTEN)}
        self.received += len(dates) - before
        for _, row in arrived:
            # One that stands here at an earlier moment has to go there again.
            is_earlier = row.id in dates and dates[row.id] < date_of(row)
            (self.there.discard if is_earlier else self.there.add)(row.id)
        place = self.seen
        left = [number for number, (_, row) in enumerate(arrived) if row.id not in here]
        if left:
            place = arrived[left[0] - 1][0] if left[0] else self.position.place
        if self.is_whole and place != self.position.place:
            self._note(place=place)
        # What was left out comes again: what is known ends before it.
        self.is_whole = self.is_whole and not left
        if cut is not None:
            raise cut
        return True

    def _arriving(self, batch: Batch) -> tuple[list[tuple[Arrival, LogRow]], ConnectionLostError | None]:
        """All rows from a batch on, and what cut the connection before the last of them."""
        arrived: list[tuple[Arrival, LogRow]] = []
        while True:
            arrived += batch.rows
            self.damaged += batch.damaged
            self.seen = batch.last or self.seen
            if batch.ended:
                return arrived, None
            try:
                batch = self.hub.newer(self.seen.seq, self.position.sent)
            except ConnectionLostError as error:
                return arrived, error

    def send(self, handed_in: HandedIn) -> bool:
        """Send what the hub does not have, progress with the last batch; keep after each how far it went."""
        if not self.is_noted:
            self._note()  # whoever forgets from here on has to know of this hub
            self.is_noted = True
            self.noted()
        lines = sendable(row for row in self.store.rows() if row.id not in self.there)
        self.unsound = lines.damaged
        *batches, last = [lines.rows[at : at + BATCH] for at in range(0, len(lines.rows), BATCH)] or [()]
        for rows in batches:
            self._check_forgetting()
            self._sent(rows, self.hub.add(rows))
        return self._close(last, handed_in)

    def _close(self, rows: Sequence[LogRow], handed_in: HandedIn) -> bool:
        """Send the last rows and what is new of the cards; again if another device sent rows meanwhile."""
        before = {} if self.is_fresh else self.store.noted_values(self.progress_fact)
        progress = handed_in(self.gone)
        now = fingerprints(progress)
        changed = tuple(
            card for card in progress.cards if before.get(card.state.card) != now[card.state.card]
        )
        gone = before.keys() - now.keys()
        if rows or self.position.sent or changed or gone:
            known = replace(progress, cards=changed)
            self._check_forgetting()
            done = self.hub.exchange(rows, self.seen.seq, self.position.sent, known, gone)
            self._sent(rows, done.added)
            if done.is_put:
                self.store.note(self.progress_fact, json.dumps(now))
            if not done.is_level:
                return self.receive(UNREAD) and self.send(handed_in)
        if self.is_whole:
            place = max([self.position.place, *self.position.sent], key=lambda each: each.seq)
            self._note(place=place, sent=())
        return True

    def _check_forgetting(self) -> None:
        """Go no further with rows that were read before something was forgotten in the store."""
        if self.store.noted(LAST_FORGETTING) != self.forgetting:
            raise ForgottenMeanwhileError

    def _sent(self, rows: Sequence[LogRow], added: Sequence[Arrival]) -> None:
        """Keep that the hub has some rows, those at the places `added` new to it or dated again."""
        self.sent += len(added)
        self.there.update(row.id for row in rows)
        self._note(sent=(*self.position.sent, *added))


def digest(dates: Mapping[str, tuple[int, str]]) -> str:
    """What stands for rows in their order, by id with moment and study day."""
    return hashlib.sha256(json.dumps(list(dates.items())).encode()).hexdigest()[:16]


def date_of(row: LogRow) -> tuple[int, str]:
    """When a row is dated, to compare with `Store.dates`."""
    return row.at, row.study_day.isoformat() if isinstance(row, OF_A_DAY) else ""
