"""Merging is the union of rows by id, then replay: the laws that make devices agree."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studykit.cards import CardId
from studykit.errors import NotFoundError, UnavailableError
from studykit.memory.moves import present_ids
from studykit.memory.schedule import derive
from studykit.reviews import LogRow, Move, Review, Setting, Undo
from studykit.settings import Settings, read
from studykit.store.facts import DERIVED_WITH
from studykit.store.folder_sync import LARGEST, arrived, read_folder, set_aside, write_own
from studykit.store.future import SLACK, is_future, redated
from studykit.store.lines import line_of, read_lines
from studykit.store.store import Store
from studykit.study.states import derived
from tests.budget import examples
from tests.memory.histories import START, histories
from tests.store.devices import logs


@contextmanager
def memory() -> Iterator[Store]:
    with closing(Store(sqlite3.connect(":memory:", isolation_level=None), Path("memory"))) as store:
        store._prepare()
        yield store


def after(*merges: Iterable[LogRow]) -> tuple[Any, ...]:
    """What a store says after some merges: rows, states and their basis, settings, whose history is whose."""
    with memory() as store:
        for rows in merges:
            store.merge(rows, derived)
        kept = list(store.rows())
        settings_there = read(row for row in kept if isinstance(row, Setting))
        return kept, store.states(), store.noted(DERIVED_WITH), settings_there, present_ids(kept, {}, ())


@given(logs(), st.data())
def test_merging_is_commutative_associative_and_idempotent(rows: list[LogRow], data: st.DataObject) -> None:
    parts = [data.draw(st.lists(st.sampled_from(rows))) if rows else [] for _ in range(3)]
    one, two, three = parts
    whole = after(one, two, three)
    assert after(two, one, three) == whole
    assert after(three, two, one) == whole
    assert after([*two, *three], one) == whole
    assert after(one, [*two, *three]) == whole
    assert after(one, two, three, one, two, three) == whole


@given(logs(), st.data())
def test_states_after_merging_are_those_of_a_replay_to_the_last_digit(
    rows: list[LogRow], data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(rows))
    cut = data.draw(st.integers(0, len(rows)))
    _, states, basis, found, _ = after(shuffled[:cut], shuffled[cut:])
    assert (states, basis or derived([])[1]) == derived(rows)
    assert found == read(row for row in rows if isinstance(row, Setting))


@given(histories())
def test_a_merge_gives_what_answering_row_by_row_gives(rows: list[LogRow]) -> None:
    with memory() as store:
        for row in rows:
            store.append(row, derive)
        assert after(rows)[1] == store.states()


def sync(store: Store, folder: Path) -> None:
    """What `data sync` does with files and store."""
    files = read_folder(folder)
    store.merge(arrived(files), derived)
    write_own(folder, store.device, store.rows(), files)


def answered(store: Store, row: LogRow) -> None:
    """What a collection does with a row: a setting makes it derive every state again."""
    store.append(row, derive)
    if isinstance(row, Setting):
        states, basis = derived(store.rows())
        store.rebuild(lambda _: states, basis)


@settings(max_examples=examples(40))
@given(logs(), st.data())
def test_devices_that_sync_in_any_order_converge(rows: list[LogRow], data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        devices = {each: stack.enter_context(memory()) for each in ("laptop", "phone", "desk")}
        for device, store in devices.items():
            store.device = device
        for row in rows:
            answered(devices[row.device], row)
            if data.draw(st.booleans()):
                sync(devices[data.draw(st.sampled_from(sorted(devices)))], folder)
        for store in [*devices.values()] * 2:
            sync(store, folder)
        for store in devices.values():
            assert store.states() == derived(rows)[0]
            assert sorted(store.rows(), key=lambda row: row.id) == sorted(rows, key=lambda row: row.id)


@given(logs(), st.data())
def test_a_copy_cut_short_misses_rows_and_says_nothing_wrong(rows: list[LogRow], data: st.DataObject) -> None:
    content = "".join(map(line_of, rows)).encode()
    cut = data.draw(st.integers(0, len(content)))
    read = read_lines(content[:cut], sums=True)
    assert list(read.rows) == rows[: len(read.rows)]
    assert len(read.damaged) <= 1
    assert content[:cut].count(b"\n") <= len(read.rows)


@settings(max_examples=examples(300))
@given(logs(), st.data())
def test_a_byte_that_changed_takes_its_line_only(rows: list[LogRow], data: st.DataObject) -> None:
    content = bytearray("".join(map(line_of, rows)).encode())
    if not content:
        return
    place = data.draw(st.integers(0, len(content) - 1))
    content[place] = data.draw(st.sampled_from(b'0123456789aefz"{}:, \n\xff'))
    found = read_lines(bytes(content), sums=True)
    assert set(found.rows) <= set(rows)
    assert len(rows) - len(found.rows) <= 2  # a line end that is gone joins two lines


@pytest.mark.parametrize("ids", [("a", "b"), ("b", "a")])
def test_of_two_decisions_about_a_card_the_later_counts_whatever_its_id(ids: tuple[str, str]) -> None:
    was = CardId("d/before")
    first = Move(id=ids[0], device="phone", at=1000, card=CardId("d/one"), was=was, keep=True)
    second = Move(id=ids[1], device="desk", at=2000, card=CardId("d/other"), was=was, keep=True)
    assert after([first], [second])[4] == after([second], [first])[4] == {was: "d/other"}


@pytest.mark.parametrize("ids", [("a", "b"), ("b", "a")])
def test_of_two_settings_of_one_moment_the_one_of_the_later_device_counts(ids: tuple[str, str]) -> None:
    phone = Setting(id=ids[0], device="phone", at=1000, name="new-cards", value="5")
    desk = Setting(id=ids[1], device="desk", at=1000, name="new-cards", value="7")
    earlier = Setting(id="c", device="tablet", at=999, name="new-cards", value="9")
    assert after([phone], [desk, earlier])[3] == after([desk, earlier], [phone])[3] == Settings(new_cards=5)


def test_a_device_writes_its_own_file_only_and_adds_to_it(tmp_path: Path) -> None:
    first, second = Undo(id="a", device="laptop", at=1, row="x"), Undo(id="b", device="laptop", at=2, row="y")
    assert write_own(tmp_path, "laptop", [first], []) == 1
    (tmp_path / "studykit-phone.jsonl").write_text(line_of(replace(first, id="p", device="phone")))
    before = (tmp_path / "studykit-laptop.jsonl").read_text()
    theirs = (tmp_path / "studykit-phone.jsonl").read_text()
    assert write_own(tmp_path, "laptop", [first, second], read_folder(tmp_path)) == 1
    assert (tmp_path / "studykit-laptop.jsonl").read_text() == before + line_of(second)
    assert (tmp_path / "studykit-phone.jsonl").read_text() == theirs
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "studykit-laptop.jsonl",
        "studykit-phone.jsonl",
    ]


def test_a_file_is_not_touched_when_there_is_nothing_to_add(tmp_path: Path) -> None:
    assert write_own(tmp_path, "laptop", [], []) == 0
    assert list(tmp_path.iterdir()) == []


def test_conflicted_copies_of_a_device_file_are_read_too(tmp_path: Path) -> None:
    row = Undo(id="a", device="laptop", at=1, row="x")
    (tmp_path / "studykit-laptop (conflicted copy 2026-11-22).jsonl").write_text(line_of(row))
    assert [file.rows for file in read_folder(tmp_path)] == [(row,)]


def test_what_only_a_copy_of_the_own_file_holds_is_written_again(tmp_path: Path) -> None:
    row = Undo(id="a", device="laptop", at=1, row="x")
    brought = Undo(id="b", device="tablet", at=2, row="y")  # a device that never syncs
    for name in ("laptop (conflicted copy)", "laptop.sync-conflict-20261122", "phone (1)"):
        (tmp_path / f"studykit-{name}.jsonl").write_text(line_of(row) + line_of(brought))
    (tmp_path / "studykit-laptop.jsonl").write_text("")
    assert write_own(tmp_path, "laptop", [row, brought], read_folder(tmp_path)) == 2
    assert (tmp_path / "studykit-laptop.jsonl").read_text() == line_of(row) + line_of(brought)


def test_a_row_that_stands_in_its_own_devices_file_is_not_written_once_more(tmp_path: Path) -> None:
    theirs = Undo(id="p", device="phone", at=1, row="x")
    (tmp_path / "studykit-phone.jsonl").write_text(line_of(theirs))
    assert write_own(tmp_path, "laptop", [theirs], read_folder(tmp_path)) == 0


def test_of_two_rows_of_one_id_the_one_in_its_devices_file_comes_first(tmp_path: Path) -> None:
    true, false = (Undo(id="p", device="phone", at=1, row=row) for row in "xy")
    for name, row in (("desk", false), ("phone", true), ("tablet", false)):
        (tmp_path / f"studykit-{name}.jsonl").write_text(line_of(row))
    assert arrived(read_folder(tmp_path)) == [true, false]


def test_pipes_links_and_devices_in_the_folder_are_passed_over(tmp_path: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("needs named pipes")
    os.mkfifo(tmp_path / "studykit-pipe.jsonl")
    (tmp_path / "studykit-link.jsonl").symlink_to("/etc/passwd")
    (tmp_path / "studykit-zero.jsonl").symlink_to("/dev/zero")
    (tmp_path / "studykit-folder.jsonl").mkdir()
    assert read_folder(tmp_path) == []


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="plug in"):
        read_folder(tmp_path / "stick")


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(UnavailableError, match="cannot be written"):
        write_own(tmp_path / "gone", "laptop", [Undo(id="a", device="laptop", at=1, row="x")], [])


def test_ones_own_file_that_something_else_was_written_to_is_named_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "studykit-laptop.jsonl").touch()
    os.truncate(tmp_path / "studykit-laptop.jsonl", LARGEST + 1)
    with pytest.raises(UnavailableError, match="move it away and sync again"):
        write_own(tmp_path, "laptop", [Undo(id="a", device="laptop", at=1, row="x")], [])


def test_damaged_lines_are_set_aside_once(tmp_path: Path) -> None:
    damaged = read_lines(b'{"kind": "und\n').damaged
    kept = {set_aside(tmp_path / "aside", Path("studykit-phone.jsonl"), damaged) for _ in range(3)}
    assert [path.read_bytes() for path in kept] == [b'{"kind": "und\n']


def test_a_row_of_a_known_id_with_another_content_never_replaces_ours(tmp_path: Path) -> None:
    mine = Undo(id="a", device="laptop", at=1, row="x")
    with memory() as store:
        store.merge([mine], derived)
        merged = store.merge([replace(mine, row="y")], derived)
        assert (merged.new, merged.differing) == (0, 1)
        assert list(store.rows()) == [mine]


@given(logs(), st.integers(0, 40), st.data())
def test_rows_dated_again_are_so_wherever_they_are_merged(
    rows: list[LogRow], now: int, data: st.DataObject
) -> None:
    far = [replace(row, at=row.at * 86_400) for row in rows]
    again = redated(far, now * 86_400_000, START)
    ahead = {row.id for row in far if is_future(row, now * 86_400_000)}
    assert {row.id for row in again} == ahead
    parts = data.draw(st.permutations([far, again, data.draw(st.permutations(far))]))
    whole = after(*parts)
    assert whole == after(far, again) == after(again, far)
    dates = {row.id: row.at for row in whole[0]}
    latest = now * 86_400_000 + SLACK / timedelta(milliseconds=1) + len(rows)
    assert max(dates.values(), default=0) <= latest
    order = [row.id for row in sorted(far, key=lambda row: (row.at, row.id))]
    assert [row.id for row in sorted(whole[0], key=lambda row: (row.at, order.index(row.id)))] == order


@given(logs())
def test_what_was_forgotten_stays_forgotten(rows: list[LogRow]) -> None:
    with memory() as store:
        store.merge(rows, derived)
        gone = [row for row in rows if getattr(row, "card", None) == "d/one"]
        store.forget(gone, derived)
        assert store.merge(rows, derived).new == 0
        left = [row for row in rows if row not in gone]
        assert store.states() == derived(left)[0]


@given(logs())
def test_forgetting_what_was_typed_keeps_all_else(rows: list[LogRow]) -> None:
    with memory() as store:
        store.merge(rows, derived)
        before = store.states()
        store.forget_answers()
        typed = [row.answer for row in store.rows() if isinstance(row, Review)]
        assert not any(typed)
        assert store.states() == before
        merged = store.merge(rows, derived)
        assert (merged.new, merged.differing) == (0, 0)
        if typed:
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                store._connection.execute("UPDATE log SET rating = 4")
