from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studykit.errors import StoreError
from studykit.memory.schedule import derive
from studykit.reviews import Undo
from studykit.store import migrations
from studykit.store.backup import Backup, Backups, copy, expired
from studykit.store.contents import contents, salvage
from studykit.store.store import Store
from studykit.study.states import derived
from tests.conftest import Some

NOW = datetime(2026, 11, 22, 16, 0, tzinfo=UTC)


def row(number: int) -> Undo:
    return Undo(id=f"u{number}", device="here", at=number, row="x")


def backup_of(age: timedelta, why: str = "daily") -> Backup:
    made = NOW - age
    return Backup(Path(f"{made:%Y-%m-%dT%H%M%S}Z-{why}.db"), made, why)


def test_one_a_day_is_kept_for_a_week_and_one_a_week_for_two_months() -> None:
    made = [backup_of(timedelta(days=day)) for day in range(120)]
    ages = {(NOW - each.made).days for each in made} - {(NOW - each.made).days for each in expired(made, NOW)}
    assert set(range(8)) <= ages
    assert max(ages) <= 62
    assert len([age for age in ages if age > 7]) == 8


def test_the_newest_copy_of_each_day_is_the_one_kept() -> None:
    made = [backup_of(timedelta(days=day, hours=hour)) for day in range(20) for hour in (0, 1)]
    dropped = expired(made, NOW)
    kept = {each.path.name for each in made} - {each.path.name for each in dropped}
    assert backup_of(timedelta(days=3)).path.name in kept
    assert backup_of(timedelta(days=4, hours=1)).path.name not in kept


@given(st.lists(st.integers(-4000, 200_000), max_size=60))
def test_nothing_of_the_last_day_or_the_future_is_dropped_and_never_the_last_seven(
    hours: list[int],
) -> None:
    made = [backup_of(timedelta(hours=hour)) for hour in sorted(set(hours))]
    dropped = expired(made, NOW)
    assert all(NOW - each.made > timedelta(days=1) for each in dropped)
    assert len(made) - len(dropped) >= min(7, len(made))
    left = [each for each in made if each not in dropped]
    assert expired(left, NOW) == []


def test_a_backup_is_whole_while_somebody_writes(tmp_path: Path) -> None:
    path = tmp_path / "studykit.db"
    stop = threading.Event()

    def write() -> None:
        with closing(Store.open(path)) as store:
            number = 0
            while not stop.is_set():
                store.append(row(number), derive)
                number += 1

    Store.open(path).close()
    writer = threading.Thread(target=write)
    writer.start()
    try:
        sizes = []
        for number in range(8):
            copy(path, tmp_path / f"copy{number}.db")
            rows = contents(tmp_path / f"copy{number}.db").rows
            assert [each.id for each in rows] == [f"u{place}" for place in range(len(rows))]
            sizes.append(len(rows))
        assert sizes == sorted(sizes)
    finally:
        stop.set()
        writer.join()
    assert not list(tmp_path.glob(".studykit-*"))


def test_a_damaged_store_is_not_copied_over_a_good_backup(tmp_path: Path) -> None:
    path, target = tmp_path / "studykit.db", tmp_path / "kept.db"
    with closing(Store.open(path)) as store:
        store.merge(map(row, range(2000)), derived)
    copy(path, target)
    good = target.read_bytes()
    content = bytearray(path.read_bytes())
    content[5 * 4096 : 6 * 4096] = b"\xaa" * 4096
    path.write_bytes(content)
    with pytest.raises(StoreError, match="damaged"):
        copy(path, target)
    assert target.read_bytes() == good


def test_a_backup_is_made_before_a_migration_and_can_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "studykit.db"
    with closing(Store.open(path)) as store:
        store.append(row(1), derive)
    backups = Backups(path)
    steps = (*migrations.MIGRATIONS, ("CREATE TABLE later (x TEXT) STRICT",))
    for module in ("migrations", "store"):
        monkeypatch.setattr(f"studykit.store.{module}.VERSION", len(steps))
    monkeypatch.setattr(migrations, "MIGRATIONS", steps)
    Store.open(path, lambda: backups.make("migration", NOW)).close()
    (made,) = backups.all()
    assert made.why == "migration"
    with closing(sqlite3.connect(made.path)) as connection:
        assert migrations.version_of(connection) == len(steps) - 1
    assert contents(made.path).rows == (row(1),)
    Store.open(path, lambda: pytest.fail("there is nothing to migrate")).close()


def test_two_backups_of_one_second_are_both_there(tmp_path: Path) -> None:
    path = tmp_path / "studykit.db"
    Store.open(path).close()
    made = {Backups(path).make("asked", NOW).path.name for _ in range(3)}
    assert len(made) == 3
    assert {each.path.name for each in Backups(path).all()} == made


def test_what_is_no_backup_is_not_listed(tmp_path: Path) -> None:
    backups = Backups(tmp_path / "studykit.db")
    backups.folder.mkdir()
    dated = ("2026-99-99T999999Z-daily.db", "2026-11-22T160000Z-daily.db.tmp", "0001-01-01T000000Z-daily.db")
    for name in ("notes.txt", *dated):
        (backups.folder / name).write_text("x")
    assert backups.all() == []


def test_what_can_be_read_of_a_damaged_store_is_read_from_both_ends(tmp_path: Path, some: Some) -> None:
    path = tmp_path / "studykit.db"
    with closing(Store.open(path)) as store:
        store.merge(map(row, range(3000)), derived)
    assert len(salvage(path).rows) == 3000
    content = bytearray(path.read_bytes())
    pages = len(content) // 4096
    for page in some(range(2, pages), 40):
        damaged = bytearray(content)
        damaged[page * 4096 : (page + 1) * 4096] = b"\xaa" * 4096
        path.write_bytes(damaged)
        assert len(salvage(path).rows) >= 2700, page


def test_what_can_be_read_of_a_store_cut_short_anywhere_is_rows_and_facts(tmp_path: Path) -> None:
    path = tmp_path / "studykit.db"
    with closing(Store.open(path)) as store:
        store.merge(map(row, range(60)), derived)
        for number in range(60):
            store.note(f"fact {number}", "x" * 100)
    content = path.read_bytes()
    for size in range(0, len(content), 512):
        path.write_bytes(content[:size])
        saved = salvage(path)
        assert all(isinstance(text, str) for fact in saved.facts.items() for text in fact), size
        assert saved.known == len(saved.rows), size


def test_a_store_that_is_opened_written_and_closed_all_the_while_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "studykit.db"
    written = 0

    def write() -> None:
        nonlocal written
        for _ in range(25):
            with closing(Store.open(path)) as store:
                for _ in range(4):
                    store.append(row(written), derive)
                    written += 1

    with closing(Store.open(path)):
        pass
    writing = threading.Thread(target=write)
    writing.start()
    try:
        while writing.is_alive():
            before = written
            assert len(contents(path).rows) >= before
    finally:
        writing.join()
    assert len(contents(path).rows) == written == 100
