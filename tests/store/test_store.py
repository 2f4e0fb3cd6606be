from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from studykit.cards import CardId
from studykit.errors import StoreError
from studykit.memory.schedule import Scheduling, derive, replay
from studykit.reviews import CardState, LogRow, Rating, Review, Setting
from studykit.store import connecting
from studykit.store.contents import contents
from studykit.store.facts import DERIVED_WITH
from studykit.store.migrations import VERSION
from studykit.store.store import Store
from studykit.study.states import derived
from studykit.verdict import Verdict
from tests.memory.histories import histories

Opened = Callable[[Path], Store]
"""Opens a store that is closed with the test."""


@pytest.fixture
def opened() -> Iterator[Opened]:
    """Open stores that are closed again when the test ends."""
    stores: list[Store] = []

    def open_store(path: Path) -> Store:
        stores.append(Store.open(path))
        return stores[-1]

    yield open_store
    for store in stores:
        store.close()


def kept(card: CardId, rows: Iterable[LogRow]) -> CardState:
    return derive(card, rows)


def review(number: int = 1, **changes: Any) -> Review:
    values: dict[str, Any] = {
        "id": f"r{number}",
        "device": "here",
        "at": 1_790_000_000_000 + number,
        "card": CardId("d/one"),
        "study_day": date(2026, 11, 22),
        "answer": "nineteen twenty-two\n— “1922”",
        "verdict": Verdict.CORRECT,
        "score": 1.0,
        "rating": Rating.GOOD,
        "seconds": 4.5,
        "counts": True,
    }
    return Review(**{**values, **changes})


def test_what_was_appended_is_there_after_opening_again(opened: Opened, tmp_path: Path) -> None:
    store = opened(tmp_path / "a" / "studykit.db")
    store.append(review(), kept)
    store.close()
    again = opened(tmp_path / "a" / "studykit.db")
    assert list(again.rows()) == [review()]
    assert again.state(CardId("d/one")) == derive(CardId("d/one"), [review()])


@given(histories())
def test_states_kept_row_by_row_are_those_of_a_replay_to_the_last_digit(rows: list[LogRow]) -> None:
    with closing(Store(sqlite3.connect(":memory:", isolation_level=None), Path("memory"))) as store:
        store._prepare()
        for row in rows:
            store.append(row, kept)
        assert store.states() == replay(rows)
        assert sorted(store.rows(), key=lambda row: row.id) == sorted(rows, key=lambda row: row.id)
        before = store.states()
        store.rebuild(replay, "the same settings")
        assert store.states() == before


def test_a_row_and_its_state_are_written_both_or_neither(opened: Opened, tmp_path: Path) -> None:
    store = opened(tmp_path / "studykit.db")

    def fails(card: CardId, rows: Iterable[LogRow]) -> CardState:
        raise RuntimeError("no state today")

    with pytest.raises(RuntimeError):
        store.append(review(), fails)
    assert list(store.rows()) == []
    store.append(review(), kept)
    assert len(list(store.rows())) == 1


def test_the_log_cannot_be_changed(opened: Opened, tmp_path: Path) -> None:
    store = opened(tmp_path / "studykit.db")
    store.append(review(), kept)
    with (
        sqlite3.connect(store.path) as connection,
        pytest.raises(sqlite3.IntegrityError, match="append-only"),
    ):
        connection.execute("UPDATE log SET rating = 4")
    connection.close()


def test_states_rest_on_the_settings_they_were_derived_with(opened: Opened, tmp_path: Path) -> None:
    store = opened(tmp_path / "studykit.db")
    store.append(review(), kept)
    eager = Scheduling(desired_retention=0.97)
    store.rebuild(lambda rows: replay(rows, eager), "eager")
    assert store.noted(DERIVED_WITH) == "eager"
    assert store.states() == replay([review()], eager)


def test_rows_that_concern_no_card_have_no_state(opened: Opened, tmp_path: Path) -> None:
    store = opened(tmp_path / "studykit.db")
    store.append(Setting(id="s", device="here", at=1, name="retry", value="off"), kept)
    assert store.states() == {}
    assert len(store.rows_of_kind("setting")) == 1


def test_the_last_written_review_comes_first_whatever_the_clock_said(opened: Opened, tmp_path: Path) -> None:
    store = opened(tmp_path / "studykit.db")
    store.append(review(1, at=2000, device=store.device), kept)
    store.append(review(2, at=1000, device=store.device), kept)
    store.append(review(3, at=3000, device="another"), kept)
    assert [row.id for row in store.own_rows()] == ["r2", "r1"]


def test_a_store_is_for_its_owner_only(opened: Opened, tmp_path: Path) -> None:
    store = opened(tmp_path / "kept" / "studykit.db")
    if os.name == "posix":
        assert stat.S_IMODE(store.path.stat().st_mode) == 0o600
        assert stat.S_IMODE(store.path.parent.stat().st_mode) == 0o700


def test_a_store_of_a_newer_version_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "studykit.db"
    Store.open(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="newer studykit"):
        Store.open(path)
    assert path.read_bytes() == before


def test_a_row_that_the_store_does_not_keep_is_an_error_and_no_answer(opened: Opened, tmp_path: Path) -> None:
    store = opened(tmp_path / "studykit.db")
    # As when another program puts it there while the store is open.
    store._connection.execute("CREATE TRIGGER thief AFTER INSERT ON log BEGIN DELETE FROM log; END")
    with pytest.raises(StoreError, match="did not keep"):
        store.append(review(), kept)
    with pytest.raises(StoreError, match="did not keep"):
        store.merge([review(), review(2)], derived)
    assert store.states() == {}


@pytest.mark.parametrize(
    "made",
    [
        "CREATE TRIGGER sqliteXstat_evil AFTER INSERT ON log BEGIN DELETE FROM log WHERE id = new.id; END",
        "CREATE TABLE sqliteXstat9 (typed TEXT)",
        "CREATE VIEW later AS SELECT * FROM log",
        "CREATE INDEX again ON log (answer)",
        "ALTER TABLE states ADD COLUMN more TEXT",
        "DROP TRIGGER log_keeps_rows",
    ],
)
def test_a_store_with_anything_more_or_less_in_it_is_refused(tmp_path: Path, made: str) -> None:
    path = tmp_path / "studykit.db"
    Store.open(path).close()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(made)
    with pytest.raises(StoreError, match="not a store"):
        Store.open(path)
    with pytest.raises(StoreError, match="not a store"):
        contents(path)


def test_what_analyze_leaves_in_a_store_is_let_be(tmp_path: Path) -> None:
    path = tmp_path / "studykit.db"
    with closing(Store.open(path)) as store:
        store.append(review(), kept)
        store._connection.execute("ANALYZE")
    assert contents(path).rows == (review(),)
    Store.open(path).close()


def test_a_file_that_is_no_store_is_said_to_be_damaged(tmp_path: Path) -> None:
    path = tmp_path / "studykit.db"
    path.write_bytes(b"not a database at all, but long enough to be looked at" * 20)
    with pytest.raises(StoreError, match="damaged"):
        Store.open(path)


@pytest.mark.parametrize("lost", ["", "-wal", "-shm"])
def test_a_file_of_the_store_that_vanishes_is_noticed_with_the_next_row(
    opened: Opened, tmp_path: Path, lost: str
) -> None:
    store = opened(tmp_path / "studykit.db")
    store.append(review(1), kept)
    Path(f"{store.path}{lost}").unlink()
    with pytest.raises(StoreError, match="the last answer too, is kept in") as said:
        store.append(review(2), kept)
    assert f"studykit.db{lost} was deleted or moved" in str(said.value)
    (rescued,) = tmp_path.glob("backups/*-rescued.db")
    assert [row.id for row in contents(rescued).rows] == ["r1", "r2"]


def test_a_rescue_that_fails_names_no_copy_to_bring_in(opened: Opened, tmp_path: Path) -> None:
    store = opened(tmp_path / "studykit.db")
    store.append(review(1), kept)
    store.path.unlink()
    (tmp_path / "backups").write_text("in the way")
    with pytest.raises(StoreError, match="could not be kept") as said:
        store.append(review(2), kept)
    assert "bring the copy in" not in str(said.value)


def test_forgetting_that_was_stopped_is_remembered_until_the_backups_are_gone_too(
    opened: Opened, tmp_path: Path
) -> None:
    store = opened(tmp_path / "studykit.db")
    store.append(review(1), kept)
    store.forget_answers()
    assert opened(store.path).is_forgetting()
    store.forgotten()
    assert not opened(store.path).is_forgetting()


def test_a_reader_that_keeps_the_forgotten_in_the_file_is_said(
    opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connecting, "LOCK_SECONDS", 0.2)
    store = opened(tmp_path / "studykit.db")
    store.append(review(1), kept)
    with closing(sqlite3.connect(store.path, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM log").fetchone()
        store.forget_answers()
        with pytest.raises(StoreError, match="in use"):
            store.sweep()
        assert store.is_forgetting()
        reader.execute("COMMIT")
    store.sweep()
    assert b"nineteen" not in store.path.read_bytes() + Path(f"{store.path}-wal").read_bytes()


def test_rows_differ_only_where_something_else_than_what_was_forgotten_does(
    opened: Opened, tmp_path: Path
) -> None:
    store = opened(tmp_path / "studykit.db")
    store.append(review(1), kept)
    without, other = review(1, answer=""), review(1, answer="another")
    assert [store.merge([row], derived).differing for row in (review(1), without, other)] == [0, 0, 1]


def test_a_store_in_use_waits_and_then_says_so(
    opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connecting, "LOCK_SECONDS", 0.2)
    first = opened(tmp_path / "studykit.db")
    second = opened(tmp_path / "studykit.db")
    first._connection.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match="in use by another studykit"):
        second.append(review(), kept)
    first._connection.execute("ROLLBACK")
    second.append(review(), kept)
    assert len(list(first.rows())) == 1


def test_two_at_once_both_keep_their_answers(opened: Opened, tmp_path: Path) -> None:
    first = opened(tmp_path / "studykit.db")
    second = opened(tmp_path / "studykit.db")
    first.append(review(1), kept)
    second.append(review(2, rating=Rating.AGAIN), kept)
    assert first.state(CardId("d/one")) == derive(
        CardId("d/one"), [review(1), review(2, rating=Rating.AGAIN)]
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"cannot be used|cannot be written"):
        Store.open(Path("/dev/full/studykit.db"))


def test_a_full_disk_keeps_what_was_there_and_says_so(opened: Opened, tmp_path: Path) -> None:
    store = opened(tmp_path / "studykit.db")
    store.append(review(1), kept)
    (pages,) = store._connection.execute("PRAGMA page_count").fetchone()
    store._connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreError, match="full"):
        store.append(review(2, answer="x" * 200_000), kept)
    assert list(store.rows()) == [review(1)]


def test_a_store_that_may_not_be_written_is_said(opened: Opened, tmp_path: Path) -> None:
    store = opened(tmp_path / "studykit.db")
    store._connection.execute("PRAGMA query_only = ON")
    with pytest.raises(StoreError, match="cannot be written"):
        store.append(review(), kept)


@pytest.mark.skipif(os.name != "posix", reason="rights are POSIX ones")
def test_what_lay_beside_a_store_that_could_only_be_read_is_written_to_again(
    opened: Opened, tmp_path: Path
) -> None:
    store = opened(tmp_path / "studykit.db")
    store.append(review(1), kept)
    beside = [tmp_path / f"studykit.db{end}" for end in ("-wal", "-shm")]
    for path in beside:
        path.chmod(0o400)
    again = opened(tmp_path / "studykit.db")
    assert {stat.S_IMODE(path.stat().st_mode) & stat.S_IWUSR for path in beside} == {stat.S_IWUSR}
    again.append(review(2), kept)
