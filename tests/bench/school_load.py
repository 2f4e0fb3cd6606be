"""A school on one hub: every student's daily sync, a class report, the overview of all classes.

Run: python -m tests.bench.school_load [STUDENTS] [REVIEWS] [--explain]

Makes a hub of its own on the server of the tests (STUDYKIT_TEST_POSTGRES, or the local one) and drops it at
the end. STUDENTS (1000) have REVIEWS (4000) rows each, which arrived a day at a time as they do in a school,
about 400 cards; then some sync another day of 40 one by one, and all of them sixteen at once, with the
program's own code. Times are those of the statements as the client sees them, summed over a sync; connecting
is given apart.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing, contextmanager
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from studykit.cards import CardId
from studykit.classes.progress import CardProgress, Progress
from studykit.classes.report import class_report
from studykit.reviews import CardState, LogRow, MemoryState, Rating, Review
from studykit.school import handed_in, people
from studykit.school.database import Database
from studykit.school.hub import NEWER, Arrival, Hub
from studykit.school.sync import POSITION, Position, digest, sync
from studykit.store.knowledge import new_id
from studykit.store.store import Store
from studykit.study.states import derived
from studykit.verdict import Verdict
from tests.school.servers import School, school, server

A_DAY, CARDS, CLASS, AT_ONCE = 40, 400, 30, 16
FIRST = date(2026, 1, 1)

ONE_DAY = """
INSERT INTO studykit.log (student, id, device, at, kind, card, study_day, answer, verdict, score, rating,
    seconds, counts, hinted)
SELECT s, replace(gen_random_uuid()::text, '-', ''), 'd' || s, extract(epoch FROM d)::bigint * 1000 + n,
    'review', 'stalin-rivals/card-' || (random() * 399)::int, d, 'an answer of the usual length', 'correct',
    1, 3, 12.5, true, false
FROM unnest(%s::int[]) s, generate_series(1, %s) n, (SELECT %s::date AS d) day
"""
ALL_CARDS = """
INSERT INTO studykit.progress
SELECT s, 'stalin-rivals/card-' || c, 5 + random() * 60, 1 + random() * 9, %s::date - (random() * 20)::int,
    %s::date - 100, %s::date + (random() * 20)::int, 10, (random() * 3)::int, false, 7, 1, 2
FROM unnest(%s::int[]) s, generate_series(0, %s - 1) c
"""
LAST = """
SELECT DISTINCT ON (l.student) p.login, l.seq, l.id, h.id
FROM studykit.people p JOIN studykit.log l ON l.student = p.id, studykit.hub h
ORDER BY l.student, l.seq DESC
"""
"""Each student's login, where the hub's rows of her end, and the hub's id."""


class Timed(Database):
    """A connection that adds up how long its statements take."""

    spent = 0.0

    trips = 0

    @contextmanager
    def _explained(self) -> Iterator[None]:
        started = time.perf_counter()
        try:
            with super()._explained():
                yield
        finally:
            self.spent += time.perf_counter() - started
            self.trips += 1


def main() -> None:
    numbers = [int(word) for word in sys.argv[1:] if word.isdigit()]
    students, reviews = (*numbers, 1000, 4000)[:2] if len(numbers) != 1 else (numbers[0], 4000)
    with school(server(), f"bench_{os.getpid()}") as hub:
        logins = enrolled(hub, students)
        loaded(hub, reviews)
        nightly(hub, 1, max(1, students // 50))
        nightly(hub, AT_ONCE, 1)
        first_sync(hub, logins[0])
        reports(hub)
        if "--explain" in sys.argv:
            explained(hub, logins[0])


def enrolled(hub: School, students: int) -> list[str]:
    started = time.perf_counter()
    logins: list[str] = []
    for number in range(0, students, CLASS):
        names = [f"Student {each}" for each in range(number, min(number + CLASS, students))]
        logins += hub.enrol(f"class {number // CLASS:02}", "student", *names)
    said("enrolling, a student", (time.perf_counter() - started) / students * 1000, "ms")
    return logins


def loaded(hub: School, reviews: int) -> None:
    with hub.superuser() as superuser:
        ids = [row[0] for row in superuser.execute("SELECT id FROM studykit.people WHERE role = 'student'")]
        superuser.execute("SET session_replication_role = replica")  # rows that are nobody's own
        started = time.perf_counter()
        for day in range(reviews // A_DAY):
            superuser.execute(ONE_DAY, (ids, A_DAY, FIRST + timedelta(days=day)))
        took = time.perf_counter() - started
        today = FIRST + timedelta(days=reviews // A_DAY)
        superuser.execute(ALL_CARDS, (today, today, today, ids, CARDS))
        superuser.execute("INSERT INTO studykit.synced SELECT unnest(%s::int[]), 1, 0.1542", (ids,))
        superuser.execute("VACUUM ANALYZE")
        total = len(ids) * (reviews // A_DAY) * A_DAY
        said("rows", total, "")
        said("loading by the server itself", total / took, "rows/s")
        for name, query in (
            ("log and its indexes", "pg_total_relation_size('studykit.log')"),
            ("of it indexes", "pg_indexes_size('studykit.log')"),
            ("progress and its index", "pg_total_relation_size('studykit.progress')"),
        ):
            [(size,)] = superuser.execute(f"SELECT {query}").fetchall()
            said(name, size / 1e6, "MB")


def nightly(hub: School, at_once: int, of_every: int) -> None:
    """Every student, or one of so many, syncs the day's answers, so many at once."""
    with hub.superuser() as superuser:
        students = superuser.execute(LAST).fetchall()[::of_every]
    with ProcessPoolExecutor(at_once) as pool:
        started = time.perf_counter()
        spent = list(pool.map(partial(one_sync, hub, evening()), students, chunksize=4))
        took = time.perf_counter() - started
    said("load of the machine meanwhile", os.getloadavg()[0], "")
    said(f"nightly sync of {len(spent)}, {at_once} at once", took, "s")
    said("rows a second", len(spent) * A_DAY / took, "rows/s")
    statements, connecting, trips = (sorted(values) for values in zip(*spent, strict=True))
    for share in (50, 95, 99):
        said(f"a student's daily sync, p{share}", quantile(statements, share) * 1000, "ms")
    said("of it round trips, at most", trips[-1], "")
    said("connecting, p95", quantile(connecting, 95) * 1000, "ms")


def evening() -> bytes:
    """A student's store with the answers of a day, made before the measuring."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        store = Store(connection, Path("memory"))
        store._prepare()
        for number in range(A_DAY):
            connection.execute(*inserted(answer(number)))
        return connection.serialize()


def one_sync(hub: School, evening: bytes, student: tuple[str, int, str, str]) -> tuple[float, float, int]:
    login, seq, row, name = student
    started = time.perf_counter()
    with (
        Timed.open(hub.installer.as_login(login)) as database,
        closing(Store(sqlite3.connect(":memory:", isolation_level=None), Path("memory"))) as store,
    ):
        assert isinstance(database, Timed)
        connecting = time.perf_counter() - started
        store._connection.deserialize(evening)
        position = Position(name, Arrival(seq, row), digest=digest({}))
        store.note(f"{POSITION}{database.address.url}", position.to_text())
        done = sync(store, Hub(database), lambda _: True, lambda gone: progress(A_DAY))
        assert done is not None
        assert done.sent == A_DAY
        return database.spent, connecting, database.trips


def inserted(row: Review) -> tuple[str, dict[str, object]]:
    from studykit.store.rows import to_columns
    from studykit.store.store import INSERT

    return INSERT, to_columns(row)


def answer(number: int) -> Review:
    return Review(
        id=new_id(), device="laptop", at=1_790_000_000_000 + number, study_day=date(2026, 9, 1),
        card=CardId(f"stalin-rivals/card-{number}"), answer="an answer of the usual length", counts=True,
        verdict=Verdict.CORRECT, score=1.0, rating=Rating.GOOD, seconds=12.5,
    )  # fmt: skip


def progress(cards: int) -> Progress:
    day = date(2026, 9, 1)
    states = [
        CardState(CardId(f"stalin-rivals/card-{n}"), MemoryState(9.5, 5.0, day), day, day, 11, 1)
        for n in range(cards)
    ]
    return Progress(tuple(CardProgress(state, 8, 1, 2) for state in states))


def first_sync(hub: School, login: str) -> None:
    """A new device takes in everything."""
    with (
        Timed.open(hub.installer.as_login(login)) as database,
        closing(Store(sqlite3.connect(":memory:", isolation_level=None), Path("memory"))) as store,
    ):
        store._prepare()
        assert isinstance(database, Timed)

        def take(rows: Sequence[LogRow]) -> bool:
            store.merge(rows, derived)
            return True

        done = sync(store, Hub(database), take, lambda gone: Progress(()))
        assert done is not None
        said(f"a new device takes in {done.received} rows", database.spent * 1000, "ms")


def reports(hub: School) -> None:
    [teacher] = hub.enrol("class 00", "teacher", "Ms Teach")
    today = date(2026, 9, 2)
    with hub.as_login(teacher) as database:
        people.show_answers(database, "class 00", True)
        started = time.perf_counter()
        values = handed_in.of_class(database, "class 00")
        said("class report, the hub's part", time.perf_counter() - started, "s")
        report = class_report(
            values, {card.state.card: ("office",) for card in values[0].progress.cards}, today
        )
        said(f"class report of {len(report.students)}", time.perf_counter() - started, "s")
    with Database.open(hub.installer) as database:
        started = time.perf_counter()
        classes = people.overview(database, today)
        said(f"overview of {len(classes)} classes", time.perf_counter() - started, "s")


def explained(hub: School, login: str) -> None:
    """The plans that indexes were chosen by."""
    with hub.superuser() as superuser, hub.as_login(login) as student:
        [(seq,)] = student.rows("SELECT max(seq) - 40 FROM studykit.log WHERE student = studykit.me()")
        for title, lines in (
            ("what is new", student.rows(f"EXPLAIN (ANALYZE, BUFFERS, COSTS OFF) {NEWER}", seq, [], [])),
            ("all of it", student.rows(f"EXPLAIN (ANALYZE, BUFFERS, COSTS OFF) {NEWER}", 0, [], [])),
        ):
            print(f"\n{title}", *(line for (line,) in lines), sep="\n  ")
        for drop in ("log_by_arrival",):
            superuser.execute(f"DROP INDEX studykit.{drop}")
            lines = student.rows(f"EXPLAIN (ANALYZE, BUFFERS, COSTS OFF) {NEWER}", seq, [], [])
            print(f"\nwhat is new, without {drop}", *(line for (line,) in lines), sep="\n  ")


def quantile(values: list[float], share: int) -> float:
    return values[min(len(values) - 1, len(values) * share // 100)]


def said(what: str, value: float, unit: str) -> None:
    shown = f"{value:,.0f}" if value >= 100 else f"{value:.2f}"
    print(f"{what:<42}{shown:>12} {unit}", flush=True)


if __name__ == "__main__":
    main()
