"""What a student's device asks of a hub: rows in and out, her progress, and forgetting."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from studykit.cards import CardId
from studykit.classes.progress import Progress
from studykit.errors import StoreError, StudykitError, UsageError
from studykit.reviews import TIMELINE, LogRow
from studykit.school.database import Database, Statement
from studykit.school.faults import ConnectionLostError, ForgottenMeanwhileError
from studykit.school.hub_values import progress_values, row_of, values_of
from studykit.school.migration import VERSION, refuse_newer
from studykit.store.lines import DamagedLine
from studykit.store.rows import COLUMNS

BATCH = 500
"""Rows that travel in one statement: some 100 kB, a second on a slow line."""

LOG_COLUMNS = ", ".join(f'"{name}"' for name in COLUMNS)
_TYPES = {
    "at": "bigint",
    "study_day": "date",
    "rating": "smallint",
    **dict.fromkeys(("score", "seconds"), "double precision"),
    **dict.fromkeys(("counts", "hinted", "suspended"), "boolean"),
}
_RECORD = ", ".join(f'"{name}" {_TYPES.get(name, "text")}' for name in COLUMNS)

SETTLED = "SET default_transaction_isolation = 'read committed'"
"""So that what is asked behind new rows sees those that came just before them (see `Hub.exchange`)."""

FORGETTINGS = """
(SELECT count(*) FROM studykit.journal WHERE caller = session_user::text AND starts_with(did, 'forget '))
"""
"""How often she has forgotten something: what was read before the last time is not written any more."""
WELCOME = f"""
SELECT id, version, studykit.my_role() AS role, {FORGETTINGS} AS forgettings,
    (SELECT array_agg(name ORDER BY name) FROM studykit.classes WHERE shows_answers) AS shown,
    (SELECT json_object_agg(whose, at) FROM (
        SELECT whose, extract(epoch FROM max(at)) AS at FROM studykit.journal
        WHERE did = 'show answers' GROUP BY whose
    ) last) AS openings
FROM studykit.hub
"""
NEWER = f"""
SELECT * FROM studykit.log
WHERE student = studykit.me() AND seq > %s
    AND (seq, id) NOT IN (SELECT * FROM unnest(%s::bigint[], %s::text[]))
ORDER BY seq LIMIT {BATCH}
"""
"""Names no columns: it is asked together with the version, and has to be understood by hubs of others too."""
GONE = "SELECT id FROM studykit.forgotten WHERE student = studykit.me()"
ALONE = "SELECT FROM studykit.redate('[]')"
"""Dates no row again, but keeps whoever adds or forgets rows of hers waiting until the end, as dating does:
the statements behind it see all that was forgotten before."""
ADD = f"""
WITH given AS (SELECT %s::json AS rows), added AS (
    INSERT INTO studykit.log (student, {LOG_COLUMNS})
    SELECT (SELECT studykit.me()), {LOG_COLUMNS} FROM given, json_to_recordset(rows) AS r({_RECORD})
    WHERE {FORGETTINGS} = coalesce(%s, {FORGETTINGS})
        AND NOT EXISTS (SELECT FROM studykit.forgotten f WHERE f.student = studykit.me() AND f.id = r.id)
    ON CONFLICT (student, id) DO NOTHING RETURNING seq, id
)
SELECT seq, id FROM added UNION ALL SELECT seq, id FROM given, studykit.redate(rows)
"""
"""Adds rows; those that are there at a later moment move to the earlier one, and arrive anew."""
PUT = f"""
SELECT studykit.put_progress(coalesce(max(seq), %s), %s, %s::json, %s) AS is_put
FROM studykit.log WHERE student = studykit.me() AND seq > %s
HAVING coalesce(bool_and(xmin = pg_current_xact_id()::xid
    OR (seq, id) IN (SELECT * FROM unnest(%s::bigint[], %s::text[]))), true)
    AND {FORGETTINGS} = coalesce(%s, {FORGETTINGS})
"""
"""Puts her progress if it is by all of her rows: no row where there are others than those that are known, or
were added in this same transaction."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """A place in the order in which rows arrived at a hub: the number there and the id of the row."""

    seq: int = 0
    row: str = ""


START = Arrival()


@dataclass(frozen=True, slots=True)
class Batch:
    """Some rows from a hub with their places; `last` is where they end, `ended` when there are no more."""

    rows: tuple[tuple[Arrival, LogRow], ...]
    damaged: tuple[DamagedLine, ...]
    last: Arrival | None
    ended: bool


UNREAD = Batch((), (), None, ended=False)
"""Before the first batch."""


@dataclass(frozen=True, slots=True)
class Welcome:
    """What a hub says first.

    Attributes:
        hub: which it is.
        stands: whether a place in it is still where it was.
        open_classes: those whose teachers may read what is typed.
        openings: when that was said of a class for the last time, in seconds.
        batch: the first rows behind the place.
        gone: the ids of the rows that were forgotten there, on whatever device.
    """

    hub: str
    stands: bool
    open_classes: tuple[str, ...]
    openings: Mapping[str, float]
    batch: Batch
    gone: frozenset[str]


@dataclass(frozen=True, slots=True)
class Exchange:
    """What a hub says to the last rows of a sync.

    Attributes:
        added: the places of those that were new to it, in their order.
        is_level: whether no other device sent rows meanwhile; only then was her progress taken.
        is_put: whether it was put there, and no other device that saw more had been there.
    """

    added: Sequence[Arrival]
    is_level: bool
    is_put: bool


class Hub:
    """A student's own part of a hub, over an open connection."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.forgettings: int | None = None

    def welcome(self, place: Arrival, but: Sequence[Arrival] = ()) -> Welcome:
        """Greet the hub, ask whether a place in it is where it was, and for the rows behind it but some.

        Raises:
            UsageError: when the login is no student's.
            StoreError: when the hub was made by a newer or an older studykit.
        """
        asked = ((SETTLED, ()), (WELCOME, ()), (NEWER, (place.seq - 1, *_apart(but))))
        refused: StudykitError | None = None
        try:
            _, [greeting], found, gone = self.database.together(*asked, (GONE, ()))
        except ConnectionLostError:
            raise
        # What was forgotten only a student may ask: who is it, and of which hub?
        except StudykitError as error:
            (_, [greeting], found), gone, refused = self.database.together(*asked), [], error
        check_version(greeting["version"], self.database)
        self.forgettings = greeting["forgettings"]
        if greeting["role"] != "student":
            raise UsageError(
                f"{self.database.address.login} is no student's login, and a hub keeps only students' work; "
                "sync your own through a folder."
            )
        if refused is not None:
            raise refused
        stands = place == START or (bool(found) and Arrival(found[0]["seq"], found[0]["id"]) == place)
        batch = _batch(found, but_first=stands and place != START)
        forgotten = frozenset(each["id"] for each in gone)
        shown, openings = tuple(greeting["shown"] or ()), greeting["openings"] or {}
        return Welcome(str(greeting["id"]), stands, shown, openings, batch, forgotten)

    def newer(self, seq: int, but: Sequence[Arrival]) -> Batch:
        """The next rows behind a number, without those at some places."""
        return _batch(self.database.named(NEWER, seq, *_apart(but)))

    def add(self, rows: Iterable[LogRow]) -> list[Arrival]:
        """Add rows, all or none; those that are there, or were forgotten, are passed over.

        One that is there at a later moment is dated as the one given. Gives the places of those that were new
        or dated again, in their order.

        Raises:
            ForgottenMeanwhileError: when she forgot something since the welcome; then nothing was added.
        """
        [added] = self._alone(self._added(rows))
        return _places(added)

    def _added(self, rows: Iterable[LogRow]) -> Statement:
        return ADD, (json.dumps(list(map(values_of, rows))), self.forgettings)

    def _alone(self, *statements: Statement) -> list[list[dict[str, Any]]]:
        asked = (f"SELECT {FORGETTINGS} AS forgettings", ())
        _, [now], *found = self.database.together((ALONE, ()), asked, *statements)
        if self.forgettings not in (None, now["forgettings"]):
            raise ForgottenMeanwhileError
        return found

    def exchange(
        self,
        rows: Sequence[LogRow],
        seen: int,
        but: Sequence[Arrival],
        progress: Progress,
        gone: Iterable[str],
    ) -> Exchange:
        """Add the last rows and put the progress, if no other device sent rows meanwhile; both or neither.

        Nobody adds rows of hers between the two: whoever adds some keeps others waiting until the end.

        Args:
            rows: to add.
            seen: all rows up to this number are known.
            but: so are these behind it.
            progress: of cards that changed, by all rows that are known.
            gone: cards of which nothing is known any more.

        Raises:
            ForgottenMeanwhileError: when she forgot something since the welcome; then neither was done.
        """
        changed = json.dumps([progress_values(card) for card in progress.cards])
        put = (PUT, (seen, progress.decay, changed, list(gone), seen, *_apart(but), self.forgettings))
        *added, answer = self._alone(*([self._added(rows)] if rows else []), put)
        is_put = bool(answer and answer[0]["is_put"])
        return Exchange(_places(added[0] if added else ()), bool(answer), is_put)

    def ids(self) -> list[str]:
        """The id of every row of hers."""
        rows = self.database.rows("SELECT id FROM studykit.log WHERE student = studykit.me()")
        return [row_id for (row_id,) in rows]

    def cards(self) -> list[tuple[str, CardId]]:
        """The id of every row of hers that names cards, with each of these."""
        query = (
            "SELECT id, concat_ws(' ', card, CASE WHEN kind = 'move' THEN name END, "
            "CASE WHEN kind = 'exercise' AND name = %s THEN value END) "
            "FROM studykit.log WHERE student = studykit.me() AND (card IS NOT NULL OR kind = 'exercise')"
        )
        rows = self.database.rows(query, TIMELINE)
        return [(row_id, CardId(card)) for row_id, cards in rows for card in cards.split()]

    @contextmanager
    def forgetting(self) -> Iterator[None]:
        """Keep every sync of hers waiting until what is forgotten in here is so on her computer, too."""
        self.database.rows(SETTLED)
        with self.database.whole():
            self.database.rows(ALONE)
            yield

    def forget(self, rows: Iterable[str], cards: Iterable[str]) -> int:
        """Delete her rows of some ids, and the progress of some cards; give how many rows there were."""
        return int(self.database.value("SELECT studykit.forget(%s, %s)", list(rows), list(cards)))

    def forget_answers(self) -> int:
        """Empty what she typed in all her answers; give how many."""
        return int(self.database.value("SELECT studykit.forget_answers()"))

    def forget_everything(self) -> int:
        """Delete all her rows and progress; give how many rows."""
        return int(self.database.value("SELECT studykit.forget_everything()"))


def check_version(version: int, database: Database) -> None:
    """Refuse a hub of another version.

    Raises:
        StoreError: when it is newer or older than what is known here.
    """
    refuse_newer(version, database)
    if version < VERSION:
        raise StoreError(
            f"The hub {database.address} is of an older studykit (version {version}, not {VERSION}): whoever "
            "runs it brings it up to date with `studykit school init`. Nothing was changed."
        )


def _batch(found: Sequence[Mapping[str, Any]], *, but_first: bool = False) -> Batch:
    rows: list[tuple[Arrival, LogRow]] = []
    damaged: list[DamagedLine] = []
    for values in found[but_first:]:
        try:
            rows.append((Arrival(values["seq"], values["id"]), row_of(values)))
        except ValueError as error:
            content = json.dumps(values, default=str, ensure_ascii=False).encode()
            damaged.append(DamagedLine(int(values["seq"]), content, str(error)))
    last = Arrival(found[-1]["seq"], found[-1]["id"]) if found else None
    return Batch(tuple(rows), tuple(damaged), last, len(found) < BATCH)


def _apart(places: Sequence[Arrival]) -> tuple[list[int], list[str]]:
    return [place.seq for place in places], [place.row for place in places]


def _places(added: Iterable[Mapping[str, Any]]) -> list[Arrival]:
    return sorted((Arrival(each["seq"], each["id"]) for each in added), key=lambda place: place.seq)
