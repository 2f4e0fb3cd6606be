"""One student's store and her part of a hub made one: rows united by id, only what is new travelling.

What is known of the last sync stands in the store as a `Position`, and is believed only as far as both sides
still agree with it: a store that was restored or repaired, or a hub that was, is compared whole once.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace

from studykit.classes.progress import Progress
from studykit.reviews import LogRow
from studykit.school.faults import ConnectionLostError
from studykit.school.hub import BATCH, START, UNREAD, Arrival, Batch, Hub, fingerprints
from studykit.store.facts import FORGOTTEN
from studykit.store.lines import DamagedLine, checked
from studykit.store.store import Store

POSITION = "hub:"
"""Before a hub's address, in the store's facts: how far the two are one."""

PROGRESS = "hub-progress:"
"""Before a hub's address: a fingerprint of what was handed in there of each card."""

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
        digest: of the ids of those rows; with another one the position is worth nothing.
        unsent: the ids among them that the hub does not have.
        sent: ids that went to the hub behind `place`.
        sent_to: how far those reach.
    """

    hub: str = ""
    place: Arrival = START
    known: int = 0
    digest: str = ""
    unsent: tuple[str, ...] = ()
    sent: tuple[str, ...] = ()
    sent_to: Arrival = START

    def to_text(self) -> str:
        """As it is kept in the store."""
        return json.dumps(asdict(self))

    @classmethod
    def from_text(cls, text: str | None) -> Position:
        """Read it; the beginning when there is none."""
        if text is None:
            return cls()
        values = json.loads(text)
        places = {name: Arrival(**values[name]) for name in ("place", "sent_to")}
        return cls(**{**values, **places, "unsent": tuple(values["unsent"]), "sent": tuple(values["sent"])})


@dataclass(frozen=True, slots=True)
class Synced:
    """What a sync did, in rows; `damaged` came from the hub and were left out, `unsound` were not sent."""

    received: int
    sent: int
    damaged: tuple[DamagedLine, ...]
    unsound: tuple[DamagedLine, ...]
    open_classes: tuple[str, ...]


def sync(store: Store, hub: Hub, take: Take, handed_in: Callable[[], Progress]) -> Synced | None:
    """Unite a store and a hub; None when `take` would not have the rows.

    Args:
        store: the student's own.
        hub: her part of the hub.
        take: puts rows into the store.
        handed_in: her progress, as it is once the rows are in.

    Raises:
        ConnectionLostError: when the connection was cut; what had come by then is in the store, what had gone
            is in the hub, and the next sync goes on from there.
        StudykitError: when the hub refuses or cannot; nothing is lost then either.
    """
    one = _Sync(store, hub, take)
    if not (one.receive(one.first) and one.send(handed_in)):
        return None
    return Synced(one.received, one.sent, tuple(one.damaged), one.unsound, one.open_classes)


class _Sync:
    """One sync while it goes on: `there` are the ids of all rows that the hub has, read up to `seen`."""

    def __init__(self, store: Store, hub: Hub, take: Take) -> None:
        self.store, self.hub, self.take = store, hub, take
        self.received = self.sent = 0
        self.damaged: list[DamagedLine] = []
        self.unsound: tuple[DamagedLine, ...] = ()
        self.is_whole = True
        url = hub.database.address.url
        self.fact, self.progress_fact = f"{POSITION}{url}", f"{PROGRESS}{url}"
        position = Position.from_text(store.noted(self.fact))
        welcome = hub.welcome(position.place, position.sent)
        self.open_classes = welcome.open_classes
        ids = store.ids()[: position.known]
        self.is_fresh = not (
            welcome.hub == position.hub and welcome.stands and digest(ids) == position.digest
        )
        self.position = Position(welcome.hub) if self.is_fresh else position
        self.seen = self.position.place
        self.there = set() if self.is_fresh else {*ids, *position.sent} - {*position.unsent}
        # What came along was asked for behind the place that was believed.
        self.first = UNREAD if self.is_fresh and position != Position() else welcome.batch

    def _note(self, **changes: object) -> None:
        """Keep how far the two are one, of all that the store holds now."""
        ids = self.store.ids()
        unsent = tuple(row_id for row_id in ids if row_id not in self.there)
        self.position = replace(
            self.position,
            known=len(ids),
            digest=digest(ids),
            unsent=unsent,
            **changes,  # type: ignore[arg-type]
        )
        self.store.note(self.fact, self.position.to_text())

    def receive(self, batch: Batch) -> bool:
        """Take in what is new in the hub; what came before the connection was cut is taken in too."""
        arrived: list[tuple[Arrival, LogRow]] = []
        cut: ConnectionLostError | None = None
        while True:
            arrived += batch.rows
            self.damaged += batch.damaged
            self.seen = batch.last or self.seen
            if batch.ended:
                break
            try:
                batch = self.hub.newer(self.seen.seq, self.position.sent)
            except ConnectionLostError as error:
                cut = error
                break
        before = len(self.store.ids())
        if arrived and not self.take([row for _, row in arrived]):
            return False
        here = {*self.store.ids(), *self.store.marked(FORGOTTEN)}
        self.received += len(self.store.ids()) - before
        self.there.update(row.id for _, row in arrived)
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

    def send(self, handed_in: Callable[[], Progress]) -> bool:
        """Send what the hub does not have, progress with the last batch; keep after each how far it went."""
        lines = checked(row for row in self.store.rows() if row.id not in self.there)
        self.unsound = lines.damaged
        *batches, last = [lines.rows[at : at + BATCH] for at in range(0, len(lines.rows), BATCH)] or [()]
        for rows in batches:
            self._sent(rows, self.hub.add(rows))
        return self._close(last, handed_in)

    def _close(self, rows: Sequence[LogRow], handed_in: Callable[[], Progress]) -> bool:
        """Send the last rows and what is new of the cards, until no other device has sent rows meanwhile."""
        before = {} if self.is_fresh else json.loads(self.store.noted(self.progress_fact) or "{}")
        while True:
            progress = handed_in()
            now = fingerprints(progress)
            changed = tuple(
                card for card in progress.cards if before.get(card.state.card) != now[card.state.card]
            )
            gone = before.keys() - now.keys()
            if not (rows or self.position.sent or changed or gone):
                break
            but = (*self.position.sent, *(row.id for row in rows))
            done = self.hub.exchange(rows, self.seen.seq, but, replace(progress, cards=changed), gone)
            self._sent(rows, done.added)
            if done.is_put:
                self.store.note(self.progress_fact, json.dumps(now))
            if done.is_level:
                break
            rows = ()
            if not self.receive(UNREAD):
                return False
        if self.is_whole:
            place = max(self.position.place, self.position.sent_to, key=_seq)
            self._note(place=place, sent=(), sent_to=START)
        return True

    def _sent(self, rows: Sequence[LogRow], added: Sequence[Arrival]) -> None:
        """Keep that the hub has some rows, those at the places `added` new to it."""
        self.sent += len(added)
        self.there.update(row.id for row in rows)
        sent = (*self.position.sent, *(row.id for row in rows))
        self._note(sent=sent, sent_to=max([self.position.sent_to, *added], key=_seq))


def digest(ids: Sequence[str]) -> str:
    """What stands for ids in their order."""
    return hashlib.sha256("\n".join(ids).encode()).hexdigest()[:16]


def _seq(place: Arrival) -> int:
    return place.seq
