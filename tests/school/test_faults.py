"""A hub whose server, disk, network or clocks fail: nothing lost, nothing doubled."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from psycopg import errors

from studykit.cards import LONGEST_ID
from studykit.errors import StoreError
from studykit.reviews import LONGEST_ANSWER, LONGEST_VALUE, LogRow, Settle
from studykit.school.address import parsed
from studykit.school.database import Database
from studykit.school.faults import ConnectionLostError
from studykit.school.hub import BATCH, Hub
from studykit.school.migration import VERSION
from studykit.school.sync import POSITION, sync
from studykit.store.lines import from_json
from studykit.store.rows import to_json
from studykit.store.store import Store
from tests.conftest import Some
from tests.school.cutting import proxy
from tests.school.servers import School, handed_in, synced
from tests.school.test_who_may_what import review

Stores = Callable[[str], Store]


def rows(prefix: str, number: int) -> list[LogRow]:
    return [from_json({**review(f"{prefix}{n}", card=f"d/{n % 7}"), "at": n}) for n in range(number)]


def fill(store: Store, some: Sequence[LogRow]) -> None:
    from studykit.study.states import derived

    store.merge(some, derived)


def in_hub(made: School, login: str) -> list[str]:
    return [row_id for (row_id,) in made.sql(login, "SELECT id FROM studykit.log ORDER BY id")]


@pytest.mark.parametrize("is_heard", [False, True], ids=["before it is heard", "after it is heard"])
def test_a_connection_cut_at_any_message_loses_and_doubles_nothing(
    hub: School, stores: Stores, some: Some, is_heard: bool
) -> None:
    """Two devices with more rows than fit two batches; the way is cut at each message of a sync in turn."""
    port = urlsplit(hub.server.url).port or 5432
    with proxy(port) as way:
        [login] = hub.enrol("cut", "student", "Ada")
        url = urlsplit(hub.installer.as_login(login).url)
        address = parsed(urlunsplit(url._replace(netloc=f"{login}@127.0.0.1:{way.port}")))
        # The first sync is not cut: it says how many messages there are.
        cuts, messages = [1_000_000], 0
        while cuts:
            cut = cuts.pop()
            store, other = stores("laptop"), stores("phone")
            mine, theirs = rows(f"m{cut}-", 2 * BATCH + 20), rows(f"t{cut}-", 2 * BATCH + 10)
            fill(store, mine)
            fill(other, theirs)
            hub.hub(login).forget_everything()
            synced(other, hub.hub(login))
            way.messages, way.cut_at, way.is_heard = 0, cut, is_heard
            said = ""
            try:
                with Database.open(address) as database:
                    synced(store, Hub(database))
            except ConnectionLostError as error:
                said = str(error)
            if not messages:
                messages = way.messages
                cuts = some(range(1, messages + 1), 2)
            assert not said or "Your own work is as it was" in said
            way.cut_at = None
            for each in (store, other, store):
                with Database.open(address) as database:
                    synced(each, Hub(database))
            expected = sorted(row.id for row in (*mine, *theirs))
            assert in_hub(hub, login) == sorted(store.ids()) == sorted(other.ids()) == expected
    assert messages > 8


def test_only_what_is_new_travels(hub: School, stores: Stores, monkeypatch: pytest.MonkeyPatch) -> None:
    [login] = hub.enrol("cut", "student", "Ada")
    one, two = stores("laptop"), stores("phone")
    fill(one, rows("a", 1200))
    synced(one, hub.hub(login))
    synced(two, hub.hub(login))
    fill(one, rows("b", 3))
    traffic: list[int] = []
    cursors: list[psycopg.Cursor] = []
    execute = psycopg.Connection.execute

    def counting(self: Any, query: Any, params: Any = None, **options: Any) -> Any:
        cursor = execute(self, query, params, **options)
        traffic.append(sum(len(value) for value in params or () if isinstance(value, str)) // 200)
        cursors.append(cursor)
        return cursor

    monkeypatch.setattr(psycopg.Connection, "execute", counting)
    done = synced(one, hub.hub(login))
    assert done is not None
    assert (done.sent, done.received) == (3, 0)
    done = synced(two, hub.hub(login))
    assert done is not None
    assert (done.sent, done.received) == (0, 3)
    assert sum(traffic) + sum(max(cursor.rowcount, 0) for cursor in cursors) < 40


def test_a_days_sync_asks_twice_and_waits_twice(hub: School, stores: Stores) -> None:
    with proxy(urlsplit(hub.server.url).port or 5432) as way:
        [login] = hub.enrol("cut", "student", "Ada")
        url = urlsplit(hub.installer.as_login(login).url)
        store = stores("laptop")
        with Database.open(
            parsed(urlunsplit(url._replace(netloc=f"{login}@127.0.0.1:{way.port}")))
        ) as database:
            for day in range(3):
                fill(store, rows(f"day{day}-", 40))
                way.trips = 0
                done = synced(store, Hub(database))
                assert done is not None
                assert done.sent == 40
                assert way.trips == 2
            way.trips = 0
            synced(store, Hub(database))
            assert way.trips == 1
        assert len(in_hub(hub, login)) == 120


def test_what_two_devices_send_at_the_same_moment_counts_in_what_teachers_see(
    hub: School, stores: Stores
) -> None:
    [login] = hub.enrol("cut", "student", "Ada")
    laptop, phone = stores("laptop"), stores("phone")
    fill(laptop, rows("a", 10))
    fill(phone, rows("b", 5))

    class Late(Hub):
        """The phone comes between what the laptop asked and what it sends."""

        def exchange(self, *values: Any) -> Any:
            synced(phone, hub.hub(login))
            return super().exchange(*values)

    with hub.as_login(login) as database:
        done = synced(laptop, Late(database))
    assert done is not None
    assert (done.sent, done.received) == (10, 5)
    [(reviews,)] = hub.sql(login, "SELECT sum(reviews) FROM studykit.progress")
    assert reviews == sum(state.reviews for state in laptop.states().values()) == 15


def test_rows_that_were_waited_for_are_not_missed_whatever_isolation_the_login_has(hub: School) -> None:
    import sqlite3

    [login] = hub.enrol("cut", "student", "Ada")
    hub.sql(login, f"ALTER ROLE {login} SET default_transaction_isolation = 'repeatable read'")
    problems: list[BaseException] = []

    def study() -> None:
        try:
            mine = Store(sqlite3.connect(":memory:", isolation_level=None), Path("memory"))
            mine._prepare()
            fill(mine, rows("a", 3))
            with hub.as_login(login) as database:
                for _ in range(2):
                    synced(mine, Hub(database))
            assert sorted(mine.ids()) == ["a0", "a1", "a2", "slow0"]
            mine.close()
        except BaseException as error:
            problems.append(error)

    with psycopg.connect(hub.installer.as_login(login).url) as slow:
        insert = (
            "INSERT INTO studykit.log (id, device, at, kind, \"row\") VALUES ('slow0', 'd', 1, 'undo', 'a1')"
        )
        slow.execute(insert)
        waiting = threading.Thread(target=study)
        waiting.start()
        with hub.superuser() as superuser:
            while not superuser.execute(
                "SELECT FROM pg_stat_activity WHERE usename = %s AND wait_event_type = 'Lock'", (login,)
            ).fetchall():
                assert waiting.is_alive(), problems
        slow.commit()
    waiting.join()
    assert problems == []


def test_a_hub_of_another_version_is_refused_whatever_columns_it_has(hub: School, stores: Stores) -> None:
    [login] = hub.enrol("cut", "student", "Ada")
    with hub.superuser() as superuser:
        superuser.execute("UPDATE studykit.hub SET version = 0")
        superuser.execute("ALTER TABLE studykit.log RENAME COLUMN said TO told")
        try:
            with pytest.raises(StoreError, match="is of an older studykit"):
                synced(stores("laptop"), hub.hub(login))
        finally:
            superuser.execute("ALTER TABLE studykit.log RENAME COLUMN told TO said")
            superuser.execute(f"UPDATE studykit.hub SET version = {VERSION}")


def test_a_hub_restored_to_an_earlier_day_gets_back_what_it_lost(hub: School, stores: Stores) -> None:
    [login] = hub.enrol("cut", "student", "Ada")
    one, two = stores("laptop"), stores("phone")
    fill(one, rows("a", 10))
    synced(one, hub.hub(login))
    fill(one, rows("b", 10))
    synced(one, hub.hub(login))
    with hub.superuser() as superuser:
        superuser.execute("DELETE FROM studykit.log WHERE id LIKE 'b%'")
    synced(two, hub.hub(login))
    fill(two, rows("c", 2))
    synced(two, hub.hub(login))
    for each in (one, two, one):
        synced(each, hub.hub(login))
    assert len(in_hub(hub, login)) == len(one.ids()) == len(two.ids()) == 22


def test_a_device_is_never_shown_a_row_before_an_earlier_one_that_still_comes(hub: School) -> None:
    [login] = hub.enrol("cut", "student", "Ada")
    insert = "INSERT INTO studykit.log (id, device, at, kind) VALUES (%s, 'd', 1, 'undo')"
    url = hub.installer.as_login(login).url
    with psycopg.connect(url) as slow, psycopg.connect(url, autocommit=True) as fast:
        slow.execute(insert, ("slow",))
        fast.execute("SET lock_timeout = 300")
        with pytest.raises(errors.LockNotAvailable):
            fast.execute(insert, ("fast",))
        slow.commit()
        fast.execute(insert, ("fast",))
        order = fast.execute("SELECT id FROM studykit.log ORDER BY seq").fetchall()
    assert order == [("slow",), ("fast",)]


def dated(store: Store, at: int) -> None:
    """Date every row of a store at a moment, as one does that meets them dated again elsewhere."""
    fill(store, [replace(row, at=at) for row in store.rows()])


def test_a_row_dated_again_reaches_the_hub_though_the_connection_was_cut_before(
    hub: School, stores: Stores
) -> None:
    [login] = hub.enrol("cut", "student", "Ada")
    laptop, phone, desk = stores("laptop"), stores("phone"), stores("desk")
    fill(laptop, rows("a", 4))
    synced(laptop, hub.hub(login))
    fill(phone, list(laptop.rows()))
    dated(phone, at=0)

    class Cut(Hub):
        def exchange(self, *values: Any) -> Any:
            raise ConnectionLostError("cut")

    with hub.as_login(login) as database, pytest.raises(ConnectionLostError):
        synced(phone, Cut(database))
    for store in (phone, laptop, desk):
        synced(store, hub.hub(login))
        assert [row.at for row in store.rows()] == [0] * 4
    assert hub.sql(login, "SELECT DISTINCT at FROM studykit.log") == [(0,)]
    again = [synced(store, hub.hub(login)) for store in (phone, laptop, desk)]
    assert [done and (done.sent, done.received) for done in again] == [(0, 0)] * 3


def test_a_row_that_another_device_dates_again_in_the_middle_of_a_sync_is_met(
    hub: School, stores: Stores
) -> None:
    """The laptop has sent its first batch when the phone dates those rows again, and goes on with more."""
    [login] = hub.enrol("cut", "student", "Ada")
    laptop, phone = stores("laptop"), stores("phone")
    fill(laptop, rows("a", BATCH + 3))

    class Late(Hub):
        def exchange(self, *values: Any) -> Any:
            if not phone.ids():
                synced(phone, hub.hub(login))
                dated(phone, at=0)
                synced(phone, hub.hub(login))
            return super().exchange(*values)

    with hub.as_login(login) as database:
        synced(laptop, Late(database))
    first = {row.id: row.at for row in phone.rows()}
    assert len(first) == BATCH
    assert {row.id: row.at for row in laptop.rows() if row.id in first} == first


def test_what_an_earlier_studykit_noted_of_a_hub_is_compared_whole_once(hub: School, stores: Stores) -> None:
    [login] = hub.enrol("cut", "student", "Ada")
    laptop = stores("laptop")
    fill(laptop, rows("a", 4))
    place = {"seq": 7, "row": "a3"}
    places = {"place": place, "sent_to": place}
    was = {"hub": "h", "known": 4, "digest": "d", "unsent": [], "sent": ["a3"], **places}
    laptop.note(f"{POSITION}{hub.hub(login).database.address.url}", json.dumps(was))
    sent = [done and done.sent for done in (synced(laptop, hub.hub(login)), synced(laptop, hub.hub(login)))]
    assert sent == [4, 0]


def test_two_devices_of_one_student_at_once_lose_nothing(hub: School, stores: Stores) -> None:
    import sqlite3

    [login] = hub.enrol("cut", "student", "Ada")
    problems: list[BaseException] = []

    def study(device: str) -> None:
        try:
            store = Store(sqlite3.connect(":memory:", isolation_level=None), Path("memory"))
            store._prepare()
            with hub.as_login(login) as database:
                for number in range(6):
                    fill(store, rows(f"{device}{number}-", 40))
                    synced(store, Hub(database))
            store.close()
        except BaseException as error:
            problems.append(error)

    threads = [threading.Thread(target=study, args=(device,)) for device in ("p", "q", "r")]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert problems == []
    store = stores("fresh")
    synced(store, hub.hub(login))
    assert len(store.ids()) == len(in_hub(hub, login)) == 3 * 6 * 40


def test_clocks_that_are_years_apart_change_nothing_about_what_travels(hub: School, stores: Stores) -> None:
    [login] = hub.enrol("cut", "student", "Ada")
    past, future = stores("laptop"), stores("phone")
    for store, at in ((past, 0), (future, 4_000_000_000_000)):
        day = (date(1970, 1, 2) + timedelta(milliseconds=at)).isoformat()
        fill(store, [from_json({**review(f"{at}-{n}"), "at": at + n, "study_day": day}) for n in range(3)])
    for each in (future, past, future, past):
        synced(each, hub.hub(login))
    assert sorted(past.ids()) == sorted(future.ids()) == in_hub(hub, login)
    assert past.states() == future.states()


def test_rows_that_are_left_out_for_now_come_again_with_the_next_sync(hub: School, stores: Stores) -> None:
    [login] = hub.enrol("cut", "student", "Ada")
    one, two = stores("laptop"), stores("phone")
    for prefix in ("a", "b"):
        fill(one, rows(prefix, 4))
        synced(one, hub.hub(login))
    fill(two, rows("c", 2))

    def most(some: Sequence[LogRow]) -> bool:
        fill(two, [row for row in some if row.id != "b1"])
        return True

    for _ in range(2):
        done = sync(two, hub.hub(login), most, lambda gone: handed_in(two, gone))
        assert done is not None
        assert "b1" not in two.ids()
    assert len(in_hub(hub, login)) == 10
    synced(two, hub.hub(login))
    assert sorted(two.ids()) == in_hub(hub, login)
    done = synced(two, hub.hub(login))
    assert done is not None
    assert (done.sent, done.received) == (0, 0)


def test_what_a_student_wrote_with_sql_of_her_own_is_left_out_and_named(hub: School, stores: Stores) -> None:
    [login] = hub.enrol("cut", "student", "Eve")
    hub.sql(
        login, "INSERT INTO studykit.log (id, device, at, kind, answer) VALUES ('x', 'd', -5, 'review', 'a')"
    )
    hub.sql(login, "INSERT INTO studykit.log (id, device, at, kind) VALUES ('y', 'd', 1, 'unheard')")
    store = stores("laptop")
    done = synced(store, hub.hub(login))
    assert done is not None
    assert len(done.damaged) == 2
    assert store.ids() == []


SETTLED = {"kind": "settle", "id": "s", "device": "laptop", "at": 3, "card": "d/1", "review": "a1"}


def test_a_row_that_the_hub_would_refuse_stays_here_and_hinders_no_other(hub: School, stores: Stores) -> None:
    [login] = hub.enrol("cut", "student", "Ada")
    store = stores("laptop")
    row = from_json({**SETTLED, "open": "1", "said": "y"})
    assert isinstance(row, Settle)
    for beyond in (replace(row, open="1 " * 600 + "1"), replace(row, id="t", said="y " * 600 + "y")):
        assert from_json(to_json(beyond)) == beyond  # a store with it is sound, wherever it is from
        fill(store, [beyond])
    fill(store, rows("a", 3))
    done = synced(store, hub.hub(login))
    assert done is not None
    assert (done.sent, len(done.unsound)) == (3, 2)
    assert in_hub(hub, login) == ["a0", "a1", "a2"]


def test_a_hub_takes_the_longest_of_everything_that_a_device_keeps(hub: School, stores: Stores) -> None:
    [login] = hub.enrol("cut", "student", "Ada")
    store = stores("laptop")
    name, number = "d/" + "x" * (LONGEST_ID - 2), "9" * 4
    most = [
        {**review("a", "\\\0" * (LONGEST_ANSWER // 2), name), "study_day": "2200-12-31", "seconds": 1e9},
        {**SETTLED, "review": "r" * 64, "open": " ".join([number] * 200), "said": " ".join("y" * 200)},
        {"kind": "flag", "id": "f" * 64, "device": "d" * 64, "at": 5, "card": name,
         "remark": "\0" * LONGEST_VALUE},
        {"kind": "move", "id": "m", "device": "laptop", "at": 6, "card": name, "was": name, "keep": True},
    ]  # fmt: skip
    fill(store, [from_json(each) for each in most])
    done = synced(store, hub.hub(login))
    assert done is not None
    assert (done.sent, done.unsound) == (4, ())
    fresh = stores("phone")
    synced(fresh, hub.hub(login))
    assert {*fresh.rows()} == {*store.rows()}
