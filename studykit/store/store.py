"""One student's log and states in one SQLite file.

A row is on the disk before `append` returns (WAL with `synchronous=FULL`), and the same transaction brings
the state of its card up to date. States are a copy for speed: they are rebuilt whenever the settings that
they depend on are not those they were derived with.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

from studykit.cards import CardId
from studykit.errors import StoreError
from studykit.files import make_private
from studykit.frozen import dataclass
from studykit.reviews import Asked, CardState, LogRow, Review
from studykit.store.connecting import connect
from studykit.store.disk_faults import explained
from studykit.store.facts import (
    AWAY,
    DERIVED_WITH,
    DEVICE,
    ERASE,
    FORGETTING,
    FORGOTTEN,
    LAST_FORGETTING,
    UNTYPED,
    drop_marks,
    put_facts,
    put_marks,
)
from studykit.store.future import OF_A_DAY
from studykit.store.knowledge import Knowledge, new_id
from studykit.store.migrations import VERSION, StrangeSchemaError, check_schema, migrate, version_of
from studykit.store.open_file import refuse_lost
from studykit.store.rows import (
    COLUMNS,
    PUT_STATE,
    STATE_COLUMNS,
    answers_of,
    state_columns,
    state_of,
    to_columns,
    without_answer,
)

Derive = Callable[[CardId, Iterable[LogRow]], CardState]
"""How the rows about one card become its state; the scheduler's business, not the store's."""

Replay = Callable[[Iterable[LogRow]], tuple[Mapping[CardId, CardState], str]]
"""How a whole log becomes the state of every card, and the basis those rest on."""

INSERT = f"INSERT INTO log ({', '.join(COLUMNS)}) VALUES ({', '.join(':' + name for name in COLUMNS)})"

INSERT_AT = INSERT.replace("log (", "log (rowid, ").replace("VALUES (", "VALUES (:rowid, ")
DOCTOR = "`studykit data doctor` says what is wrong with it."


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge did, in rows: `differing` came with another content than ours, which stays.

    Of `earlier` ones, which were here, only the date changes: they came dated earlier.
    """

    new: int
    differing: int
    forgotten: int = 0
    earlier: int = 0


class Store(Knowledge):
    """The log and the states in one file; open it with `Store.open`."""

    @classmethod
    def open(cls, path: Path, before_migration: Callable[[], object] | None = None) -> Store:
        """Open a store, making or migrating it when needed; a store of an older version is backed up first.

        Nothing is made where a store was lost, so that its loss is not taken for a fresh start.

        Raises:
            StoreError: when the file cannot be made, read or written, is damaged, or was written by a newer
                version.
        """
        with explained(path):
            refuse_lost(path)
            make_private(path.parent)  # the names of profiles are people's
            if not path.exists():
                path.touch(0o600)
            connection = connect(path)
            store = cls(connection, path)
            try:
                store._prepare(before_migration)
            except BaseException:
                connection.close()
                raise
        return store

    def _prepare(self, before_migration: Callable[[], object] | None = None) -> None:
        found = version_of(self._connection)
        if found:
            self._check_schema()
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = FULL")
        if 0 < found < VERSION and before_migration is not None:
            before_migration()
        migrate(self._connection)
        if not self.noted(DEVICE):
            self._connection.execute("INSERT OR IGNORE INTO facts VALUES (?, ?)", (DEVICE, new_id()[:12]))
        self.device = self.noted(DEVICE) or ""

    def _check_schema(self) -> None:
        # The version and the schema of one moment: another may be migrating.
        self._connection.execute("BEGIN")
        try:
            check_schema(self._connection, self.path)
        except StrangeSchemaError as error:
            raise StoreError(
                f"{error} `studykit data doctor --fix` makes a new store of the rows it holds."
            ) from error
        finally:
            self._connection.execute("COMMIT")

    def append(
        self,
        row: LogRow,
        derive: Derive,
        cards: Sequence[CardId] = (),
        asked: Asked | None = None,
        basis: str | None = None,
    ) -> bool:
        """Write a row durably and bring the state of its card up to date, both or neither.

        Gives False, and writes nothing, when the states rest on another basis than the one it derives with.

        Args:
            row: what to write.
            derive: how rows become a state.
            cards: the card whose state it changes, then those whose history it has; the row's own if empty.
            asked: what its card says now, to know it again when it is renamed.
            basis: what it derives with, as `rebuild` is told; None asks for no agreement.

        Raises:
            StoreError: when the row could not be written; then nothing was.
        """
        own: CardId | None = getattr(row, "card", None)
        ids = cards or (() if own is None else (own,))
        with self._writing():
            if basis is not None and self.noted(DERIVED_WITH) != basis:
                return False
            self._connection.execute(INSERT, to_columns(row))
            if self.row(row.id) != row:
                raise StoreError(f"{self.path} did not keep what was written to it. {DOCTOR}")
            if asked is not None:
                self._put_asked([asked])
            if ids:
                state = derive(ids[0], [each for card in ids for each in self.rows_about(card)])
                self._connection.execute(PUT_STATE, state_columns(state))
        return True

    def _put_asked(self, asked: Iterable[Asked]) -> None:
        rows = ((each.card, each.ask, json.dumps(each.answers, ensure_ascii=False)) for each in asked)
        self._connection.executemany("INSERT OR REPLACE INTO asked VALUES (?, ?, ?)", rows)

    def keep_asked(self, asked: Iterable[Asked]) -> None:
        """Keep what cards say, to know them again when they are renamed."""
        with self._writing():
            self._put_asked(asked)

    def unasked(self) -> list[CardId]:
        """Give the cards with a state of which nothing was kept of what they say."""
        query = "SELECT card FROM states WHERE card NOT IN (SELECT card FROM asked)"
        return [CardId(card) for (card,) in self._full(("card",), query)]

    def asked(self, cards: Iterable[CardId]) -> dict[CardId, Asked]:
        """Give what some cards said last; those of which that was never kept here are missing."""
        found = {}
        for card in cards:
            query = "SELECT ask, answers FROM asked WHERE card = ?"
            for ask, answers in self._full(("ask", "answers"), query, card):
                with explained(self.path):
                    found[card] = Asked(card, ask, answers_of(answers))
        return found

    def take_of_cards(self, known: Mapping[tuple[str, str], Sequence[str]]) -> None:
        """Keep what another store knew of cards besides its log: rows of tables, by these and the card."""
        with self._writing():
            for (table, _), row in known.items():
                places = ", ".join("?" for _ in row)
                self._connection.execute(f"INSERT OR REPLACE INTO {table} VALUES ({places})", row)

    def merge(self, rows: Iterable[LogRow], replay: Replay) -> Merged:
        """Take in the rows whose ids are not here yet and derive every state again, all or nothing.

        Raises:
            StoreError: when they could not be written; then nothing was.
        """
        with self._writing():
            fresh, earlier, merged = self._told_apart(rows)
            before = self._one("SELECT count(*) FROM log")
            self._connection.executemany(INSERT, map(to_columns, fresh))
            if self._one("SELECT count(*) FROM log") != before + len(fresh):
                raise StoreError(f"{self.path} did not keep what was written to it. {DOCTOR}")
            for row in earlier:  # each in the place of the one with its id, among the others where that was
                place = self._one("SELECT rowid FROM log WHERE id = ?", row.id)
                self._connection.execute("DELETE FROM log WHERE id = ?", (row.id,))
                self._connection.execute(INSERT_AT, {**to_columns(row), "rowid": place})
            if fresh or earlier:
                drop_marks(self._connection, AWAY, (row.id for row in fresh))
                self._put_states(*replay(self.rows()))
        return merged

    def fresh(self, rows: Iterable[LogRow]) -> list[LogRow]:
        """Give the rows that a merge would take in."""
        return self._told_apart(rows)[0]

    def compared(self, rows: Iterable[LogRow]) -> Merged:
        """Say what a merge would do."""
        return self._told_apart(rows)[2]

    def _told_apart(self, rows: Iterable[LogRow]) -> tuple[list[LogRow], list[LogRow], Merged]:
        """Tell the rows that are new from those that are here at a later moment, and count the others."""
        known = {row.id: row for row in self.rows()}
        gone, untyped = self.marked(FORGOTTEN), self.untyped()
        fresh: dict[str, LogRow] = {}
        earlier: dict[str, LogRow] = {}
        differing = 0
        forgotten: set[str] = set()
        for row in rows:
            mine = known.get(row.id)
            if row.id in gone and mine is None:
                forgotten.add(row.id)
            elif mine is None:
                known[row.id] = fresh[row.id] = without_answer(row) if row.id in untyped else row
            elif mine != row:
                both = joined(mine, row)
                if both is None:
                    differing += 1
                elif both != mine:
                    known[row.id] = (fresh if row.id in fresh else earlier)[row.id] = both
        merged = Merged(len(fresh), differing, len(forgotten), len(earlier))
        return list(fresh.values()), list(earlier.values()), merged

    def forget(self, rows: Sequence[LogRow], replay: Replay, facts: Mapping[str, str] = {}) -> None:
        """Delete rows for good: a merge does not bring them back. Keep facts with it, both or neither.

        The file has traces of them until its `sweep`. Until `forgotten` is called the store says that its
        backups may still hold them (`is_forgetting`).
        """
        ids = [row.id for row in rows]
        with self._forgetting(facts):
            self._connection.executemany("DELETE FROM log WHERE id = ?", [(row_id,) for row_id in ids])
            still_there = "SELECT card FROM log WHERE card > ''"
            self._connection.execute(f"DELETE FROM asked WHERE card NOT IN ({still_there})")
            cards = [(card,) for row in rows if (card := getattr(row, "card", None))]
            self._connection.executemany("DELETE FROM appeared WHERE card = ?", cards)
            drop_marks(self._connection, AWAY, ids)
            put_marks(self._connection, FORGOTTEN, ids, ERASE)
            self._put_states(*replay(self.rows()))

    def forget_answers(self, facts: Mapping[str, str] = {}) -> None:
        """Empty what was typed in every answer, and note it of those that are away from here.

        Verdicts, ratings and states stay. Facts are kept with it, both or neither.
        """
        trigger = "SELECT sql FROM sqlite_schema WHERE name = 'log_keeps_rows'"
        with self._forgetting(facts, typed=True):
            (keeps_rows,) = self._connection.execute(trigger).fetchone()
            self._connection.execute("DROP TRIGGER log_keeps_rows")
            self._connection.execute("UPDATE log SET answer = '' WHERE answer IS NOT NULL")
            self._connection.execute(keeps_rows)
            for mark in (AWAY, FORGOTTEN):
                untyped = "UPDATE facts SET value = ? WHERE name GLOB ? AND value = ''"
                self._connection.execute(untyped, (UNTYPED, f"{mark}*"))

    @contextmanager
    def _forgetting(self, facts: Mapping[str, str], *, typed: bool = False) -> Iterator[None]:
        with explained(self.path):
            self._connection.execute("PRAGMA secure_delete = ON")
        with self._writing():
            yield
            of_typed = new_id() if typed else (self.noted(LAST_FORGETTING) or "").rpartition(" ")[0]
            put_facts(self._connection, {**facts, FORGETTING: "", LAST_FORGETTING: f"{of_typed} {new_id()}"})

    def states(self) -> dict[CardId, CardState]:
        """Give the state of every card the log knows."""
        return {state.card: state for state in self._states()}

    def state(self, card: CardId) -> CardState:
        """Give the state of one card; an empty one when the log does not know it."""
        return next(self._states("WHERE card = ?", card), CardState(card))

    def _states(self, which: str = "", *values: object) -> Iterator[CardState]:
        found = self._all(f"SELECT {STATE_COLUMNS} FROM states {which}", *values)
        with explained(self.path):
            yield from map(state_of, found)

    def appeared(self, cards: Sequence[CardId], today: date) -> dict[CardId, date]:
        """Give the study day on which each card was first seen in the decks; today for those new to it."""
        found = dict(self._all("SELECT card, day FROM appeared"))
        fresh = [card for card in cards if card not in found]
        if fresh:
            with self._writing():
                self._connection.executemany(
                    "INSERT OR IGNORE INTO appeared VALUES (?, ?)",
                    [(card, today.isoformat()) for card in fresh],
                )
        with explained(self.path):
            return {card: date.fromisoformat(str(found[card])) if card in found else today for card in cards}

    def rebuild(self, replay: Callable[[Iterable[LogRow]], Mapping[CardId, CardState]], basis: str) -> None:
        """Derive every state again from the log in one transaction, and note the basis they rest on."""
        with self._writing():
            self._put_states(replay(self.rows()), basis)

    def _put_states(self, states: Mapping[CardId, CardState], basis: str) -> None:
        self._connection.execute("DELETE FROM states")
        self._connection.executemany(PUT_STATE, map(state_columns, states.values()))
        put_facts(self._connection, {DERIVED_WITH: basis})


def joined(mine: LogRow, other: LogRow) -> LogRow | None:
    """Two rows of one id as one: ours, at the earlier of their moments; None when they differ in more.

    A row is dated again, always earlier, when the clock was ahead that it was written by: wherever the two
    meet, in whatever order, the earlier stays. What was typed may have been forgotten in one of them.
    """
    first = min(mine, other, key=_when)
    here, there = _dated(mine, first), _dated(other, first)
    if any(isinstance(each, Review) and not each.answer for each in (here, there)):
        return here if without_answer(here) == without_answer(there) else None
    return here if here == there else None


def _when(row: LogRow) -> tuple[int, date]:
    return row.at, row.study_day if isinstance(row, OF_A_DAY) else date.min


def _dated(row: LogRow, like: LogRow) -> LogRow:
    if isinstance(row, OF_A_DAY) and isinstance(like, OF_A_DAY):
        return replace(row, at=like.at, study_day=like.study_day)
    return replace(row, at=like.at)
