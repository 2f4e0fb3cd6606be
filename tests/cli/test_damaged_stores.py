"""Stores that were damaged, cut short, taken away or written over: what is left is saved, and it is said."""

from __future__ import annotations

import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from studykit.cli.clock import Clock
from studykit.errors import StoreError
from studykit.store.store import Store
from tests.cli.conftest import DECK, WRITING, Home, Quiz, calm, furnished
from tests.cli.test_data import answered, store_of

pytestmark = [
    pytest.mark.skipif(os.name != "posix", reason="injects faults the POSIX way"),
    pytest.mark.filterwarnings("ignore:.*use of forkpty.*:DeprecationWarning"),
]

NOISE = random.Random(8).randbytes(4096)


def test_a_store_that_was_deleted_is_not_taken_for_a_fresh_start(home: Home) -> None:
    answered(home, {}, {})
    home.run("today")
    for path in store_of(home).parent.glob("studykit.db*"):
        path.unlink()
    calm(home.run("today"), 4, "is gone", "brings the newest back", "Nothing was changed")
    calm(home.run("data", "doctor"), 4, "its backups are there")
    assert not store_of(home).exists()
    calm(home.run("data", "doctor", "--fix"), 0)
    assert len(home.log()) == 2


@pytest.mark.parametrize("left", [0, 100, 4096, 9000, 20_000])
def test_a_file_cut_short_is_said_and_saved_from_what_is_left_and_the_backup(home: Home, left: int) -> None:
    answered(home, *({"answer": "x" * 500} for _ in range(40)))
    home.run("today")
    answered(home, *({"answer": "x" * 500} for _ in range(41)))
    os.truncate(store_of(home), left)
    calm(home.run("today"), 4, "is empty" if left == 0 else "damaged")
    calm(home.run("data", "doctor"), 4, "empty" if left == 0 else "cut short")
    calm(home.run("data", "doctor", "--fix"), 0, "mended")
    assert len(home.log()) >= 40
    assert home.run("data", "doctor").code == 0


@pytest.mark.parametrize("page", range(1, 18, 4))
def test_a_damaged_page_is_said_and_everything_else_is_saved(home: Home, page: int) -> None:
    answered(home, *({"answer": "x" * 500} for _ in range(80)))
    home.run("today")
    assert store_of(home).stat().st_size > (page + 1) * 4096
    with store_of(home).open("rb+") as file:
        file.seek(page * 4096)
        file.write(NOISE)
    for command in (("today",), ("undo",), WRITING, ("data", "export"), ("data", "backup")):
        ran = home.run(*command)
        assert ran.code in (0, 3, 4), ran.err
        assert "Traceback" not in ran.err
        assert "Unexpected" not in ran.err
    calm(home.run("data", "doctor"), 4, "damaged", "newest backup")
    calm(home.run("data", "doctor", "--fix"), 0, "mended", "is kept in")
    assert len([row for row in home.log() if row["kind"] == "review"]) == 80


def test_a_folder_in_the_place_of_the_store(home: Home) -> None:
    answered(home, {})
    home.run("today")
    store_of(home).rename(home.path / "away.db")
    store_of(home).mkdir()
    calm(home.run("today"), 4, "is a folder, but there is a backup of it")
    calm(home.run("data", "doctor"), 4, "is a folder; its backups are there")
    calm(home.run("data", "doctor", "--fix"), 0, "is kept in", "mended")
    assert len(home.log()) == 1


def test_a_backup_that_is_damaged_or_none_is_refused_by_its_name(home: Home, tmp_path: Path) -> None:
    answered(home, *({"answer": "x" * 500} for _ in range(40)))
    bad, other = tmp_path / "bad.db", tmp_path / "other.txt"
    assert home.run("data", "backup", str(bad)).code == 0
    with bad.open("rb+") as file:
        file.seek(3 * 4096)
        file.write(NOISE)
    other.write_text("no backup")
    for command in ("restore", "import"):
        calm(home.run("data", command, str(bad)), 4, f"{bad} is damaged", "nothing was changed; take another")
    calm(home.run("data", "restore", str(other), "--yes"), 5, "is no backup", "data import")
    os.mkfifo(tmp_path / "pipe")
    calm(home.run("data", "import", str(tmp_path / "pipe")), 5, "no plain file")
    assert len(home.log()) == 40


def test_a_start_that_was_broken_off_is_taken_up_again(home: Home) -> None:
    store_of(home).parent.mkdir(parents=True)
    code = f"import sqlite3; sqlite3.connect({str(store_of(home))!r}).execute('PRAGMA journal_mode = WAL')"
    subprocess.run([sys.executable, "-c", code], check=True)
    store_of(home).chmod(0o600)
    assert store_of(home).stat().st_size > 0
    calm(home.run("data", "doctor"), 0, "is sound")
    assert home.run(*WRITING).code == 0


def test_a_repair_that_was_broken_off_is_taken_up_again(home: Home) -> None:
    answered(home, *({"answer": "x" * 500} for _ in range(40)))
    damaged = store_of(home).parent / "backups" / "damaged-2026-10-01T120000Z"
    damaged.mkdir(parents=True)
    with store_of(home).open("rb+") as file:
        file.seek(3 * 4096)
        file.write(NOISE)
    store_of(home).rename(damaged / "studykit.db")  # and killed, before another was put in its place
    calm(home.run("today"), 4, "is gone, but what was moved away because it was damaged is in", "doctor")
    calm(home.run("data", "doctor"), 4, "--fix saves")
    calm(home.run("data", "doctor", "--fix"), 0, "mended")
    assert len(home.log()) >= 30
    assert (damaged / "studykit.db").exists()


def test_a_lost_store_of_which_all_was_forgotten_is_made_anew_of_its_empty_backup(home: Home) -> None:
    answered(home, {})
    assert home.run("data", "forget", "--deck", "tiny", "--yes").code == 0
    store_of(home).unlink()
    calm(home.run("data", "doctor", "--fix"), 0, "0 rows of the newest sound backup", "mended")
    answered(home, {})
    assert home.log() == []  # it still knows what was forgotten


def test_something_else_written_over_the_store(home: Home) -> None:
    answered(home, {})
    home.run("today")
    store_of(home).write_text("Dear diary, today I studied. " * 300)
    calm(home.run("today"), 4, "damaged")
    calm(home.run("data", "doctor"), 4, "something else was written over it")
    calm(home.run("data", "doctor", "--fix"), 0)
    assert len(home.log()) == 1


CANNOT_BE = (
    "UPDATE log SET answer = CAST(x'ff41fe' AS TEXT)",
    "UPDATE log SET id = CAST(x'ff41fe' AS TEXT)",
    "UPDATE log SET study_day = 'infinity'",
    "UPDATE log SET study_day = NULL",
    "UPDATE log SET rating = 9",
    "UPDATE log SET verdict = 'great'",
    "UPDATE log SET at = 9223372036854775807",
    "UPDATE log SET kind = 'more'",
    "INSERT OR REPLACE INTO asked SELECT card, 'x', 'y' FROM log",
    "INSERT OR REPLACE INTO asked SELECT card, 'x', '[1]' FROM log",
    "INSERT OR REPLACE INTO asked SELECT card, 'x', replace(hex(zeroblob(9999)), '0', '[') FROM log",
    "INSERT OR REPLACE INTO appeared SELECT card, 'never' FROM log",
    "UPDATE states SET due = 'x'",
    "UPDATE states SET stability = 9e999",
    "UPDATE states SET stability = NULL",
)


@pytest.mark.parametrize(
    "changed",
    [pytest.param(each, marks=pytest.mark.thorough if at % 3 else ()) for at, each in enumerate(CANNOT_BE)],
)
def test_a_value_that_cannot_be_is_said_and_everything_else_is_saved(home: Home, changed: str) -> None:
    """A bit that a disk turned round in the middle of a sound page, or somebody's own SQL."""
    answered(home, {"answer": "what is kept", "card": "tiny/defenders"}, {})
    home.run("today")
    with closing(sqlite3.connect(store_of(home), isolation_level=None)) as connection:
        (keeps_rows,) = connection.execute("SELECT sql FROM sqlite_schema WHERE type = 'trigger'").fetchone()
        connection.execute("DROP TRIGGER log_keeps_rows")
        connection.execute(f"{changed} WHERE card = 'tiny/year'")
        connection.execute(keeps_rows)
    for command in (
        ("today",),
        ("progress",),
        ("card", "tiny/year"),
        ("data", "export"),
        ("data", "forget", "--answers"),
    ):
        ran = home.run(*command)
        assert ran.code in (0, 2, 4), ran.err
        assert ran.code != 4 or "`studykit data doctor`" in ran.err
    for name in store_of(home).parent.glob("backups/*.db"):
        name.unlink()
    assert "is not sound" in home.run("data", "doctor").err
    calm(home.run("data", "doctor", "--fix"), 0)
    assert "what is kept" in [row["answer"] for row in home.log()]
    calm(home.run("data", "doctor"), 0)
    calm(home.run("progress"), 0)


@pytest.mark.parametrize("part", ["facts", "log_by_day"])
def test_a_damaged_description_of_one_part_of_the_store_loses_no_answer(home: Home, part: str) -> None:
    answered(home, {"answer": "what is kept"})
    with closing(sqlite3.connect(store_of(home), isolation_level=None)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("UPDATE sqlite_schema SET sql = CAST(x'ff' AS TEXT) WHERE name = ?", (part,))
    calm(home.run("data", "doctor"), 4, "malformed database schema")
    calm(home.run("data", "doctor", "--fix"), 0)
    assert [row["answer"] for row in home.log()] == ["what is kept"]


@pytest.mark.parametrize(("right", "wrong"), [("rating INT", "ratinf INT"), ("at INT", "au INT")])
def test_a_wrong_byte_in_the_name_of_a_column_loses_no_answer(home: Home, right: str, wrong: str) -> None:
    answered(home, {"answer": "what is kept"})
    with closing(sqlite3.connect(store_of(home), isolation_level=None)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        changed = "UPDATE sqlite_schema SET sql = replace(sql, ?, ?) WHERE name = 'log'"
        connection.execute(changed, (right, wrong))
    calm(home.run("data", "doctor"), 4)
    calm(home.run("data", "doctor", "--fix"), 0, "mended")
    assert [row["answer"] for row in home.log()] == ["what is kept"]


def test_two_pages_that_were_exchanged_are_said_to_be_damage(home: Home) -> None:
    answered(home, {}, {})
    home.run("today")
    with closing(sqlite3.connect(store_of(home))) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        query = "SELECT rootpage FROM sqlite_schema WHERE name IN ('log_by_time', 'log_by_card')"
        one, other = (4096 * (page - 1) for (page,) in connection.execute(query))
    data = bytearray(store_of(home).read_bytes())
    data[one : one + 4096], data[other : other + 4096] = data[other : other + 4096], data[one : one + 4096]
    store_of(home).write_bytes(data)
    for command in (("today",), ("data", "export"), ("data", "forget", "--answers", "--yes")):
        calm(home.run(*command), 4, "is damaged", "`studykit data doctor --fix` saves it")
    calm(home.run("data", "doctor", "--fix"), 0, "mended")
    assert len(home.log()) == 2


@pytest.mark.parametrize("column", ["study_day", "answer"])
def test_text_that_a_bit_turned_into_bytes_is_said_to_be_damage(home: Home, column: str) -> None:
    answered(home, {"answer": "what is kept"})
    with closing(sqlite3.connect(store_of(home))) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    day, answer = (13 + 2 * len(text) for text in ("2026-10-01", "what is kept"))  # an odd type is text
    types = bytes((day, answer))
    wrong = bytes((day - (column == "study_day"), answer - (column == "answer")))
    data = store_of(home).read_bytes()
    assert data.count(types) == 1
    store_of(home).write_bytes(data.replace(types, wrong))
    for command in (("card", "tiny/year"), ("data", "export")):
        calm(home.run(*command), 4, "is damaged", "`studykit data doctor --fix` saves it")
    calm(home.run("data", "doctor"), 4, "damaged")


def root_pages(home: Home, *parts: str) -> list[int]:
    """Give where in the store's file the first pages of some of its parts begin; all of it is in the file."""
    query = "SELECT rootpage FROM sqlite_schema WHERE name = ?"
    with closing(sqlite3.connect(store_of(home))) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return [4096 * (connection.execute(query, (part,)).fetchone()[0] - 1) for part in parts]


@pytest.mark.parametrize("part", ["log_by_card", "asked"])
def test_what_a_lost_card_asked_and_when_it_came_is_known_after_a_repair(home: Home, part: str) -> None:
    answered(home, {})
    known = {"asked": ("tiny/year", "In which year?", '["1922"]'), "appeared": ("tiny/year", "2026-09-01")}
    with closing(sqlite3.connect(store_of(home))) as connection, connection:
        for table, row in known.items():
            connection.execute(f"REPLACE INTO {table} VALUES ({','.join('?' * len(row))})", row)
    home.run("today")  # which backs it up
    (damaged,) = root_pages(home, part)
    data = bytearray(store_of(home).read_bytes())
    data[damaged : damaged + 4096] = NOISE
    store_of(home).write_bytes(data)
    calm(home.run("data", "doctor", "--fix"), 0, "mended")
    with closing(sqlite3.connect(store_of(home))) as connection:
        assert {table: connection.execute(f"SELECT * FROM {table}").fetchone() for table in known} == known
    home.write("decks/tiny.yaml", "deck: tiny\ncards:\n  - id: other\n    ask: Who?\n    answer: Stalin\n")
    (row,) = home.run("deck", "orphans", "--json").json
    assert row["ask"] == "In which year?"


def copy_page(home: Home, source: str, target: str) -> None:
    one, other = root_pages(home, source, target)
    data = bytearray(store_of(home).read_bytes())
    data[other : other + 4096] = data[one : one + 4096]
    store_of(home).write_bytes(data)


@pytest.mark.parametrize("what", [("--answers",), ("--deck", "tiny")], ids=" ".join)
@pytest.mark.parametrize("target", ["log_by_card", "sqlite_autoindex_log_1"])
def test_nothing_is_forgotten_of_a_damaged_store_so_that_its_sound_backups_stay(
    home: Home, what: tuple[str, ...], target: str
) -> None:
    answered(home, {"answer": "what is kept"}, {})
    assert home.run("data", "backup").code == 0
    copy_page(home, "log_by_day", target)
    home.run("today")
    before = {path: path.read_bytes() for path in store_of(home).parent.glob("backups/*.db")}
    calm(home.run("data", "forget", *what, "--yes"), 4, "is damaged", "`studykit data doctor --fix`")
    assert {path: path.read_bytes() for path in store_of(home).parent.glob("backups/*.db")} == before
    calm(home.run("data", "doctor", "--fix"), 0, "mended")
    assert len(home.log()) == 2
    assert home.run("data", "forget", *what, "--yes").code == 0


def test_all_of_a_damaged_store_can_be_forgotten(home: Home) -> None:
    answered(home, {"answer": "my secret"})
    copy_page(home, "log_by_day", "log_by_card")
    calm(home.run("data", "forget", "--all", "--yes"), 0, "Deleted.")
    assert not store_of(home).exists()


@pytest.mark.parametrize("source", ["log", "asked", "appeared", "facts", "log_by_time", "log_by_day"])
def test_another_page_in_the_place_of_the_states_is_said_to_be_damage(home: Home, source: str) -> None:
    answered(home, {"answer": "what is kept"})
    home.run("today")
    copy_page(home, source, "states")
    for command in (("today",), ("progress",)):
        ran = home.run(*command)
        calm(ran, ran.code)
        assert ran.code == 0 or "`studykit data doctor --fix` saves it" in ran.err
    calm(home.run("data", "doctor", "--fix"), 0, "mended")
    assert [row["answer"] for row in home.log()] == ["what is kept"]


OF_ANOTHER_TYPE = (
    "card = x'ff'",
    "seconds = x'ff'",
    "seconds = 'x'",
    "at = 'x'",
    "study_day = 7",
    "counts = 'x'",
)


def set_to_another_type(home: Home, changed: str, table: str = "log") -> None:
    """Change what stands in a table to what its columns cannot hold, as a damaged page does."""
    with closing(sqlite3.connect(store_of(home), isolation_level=None)) as connection:
        (keeps_rows,) = connection.execute("SELECT sql FROM sqlite_schema WHERE type = 'trigger'").fetchone()
        (sql,) = connection.execute("SELECT sql FROM sqlite_schema WHERE name = ?", (table,)).fetchone()
        set_sql = f"UPDATE sqlite_schema SET sql = ? WHERE name = '{table}'"
        connection.execute("DROP TRIGGER log_keeps_rows")
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(set_sql, (sql.replace("STRICT,", "").replace("STRICT", ""),))
        connection.execute("PRAGMA writable_schema = RESET")
        connection.execute(f"UPDATE {table} SET {changed}")
        connection.execute(keeps_rows)
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(set_sql, (sql,))


@pytest.mark.parametrize("changed", OF_ANOTHER_TYPE)
def test_a_value_of_an_answer_that_is_of_another_type_is_said_to_be_damage(home: Home, changed: str) -> None:
    answered(home, {})
    home.run("today")
    set_to_another_type(home, changed)
    with (
        closing(Store.open(store_of(home))) as store,
        pytest.raises(StoreError, match="doctor --fix` saves it"),
    ):
        store.outcomes()
    calm(home.run("progress"), 4, "`studykit data doctor --fix` saves it")


@pytest.mark.parametrize("changed", [*OF_ANOTHER_TYPE, "study_day = x'ff'", "device = x'ff'", "id = x'ff'"])
def test_no_screen_of_a_day_trips_over_a_value_that_is_of_another_type(home: Home, changed: str) -> None:
    noons = [int(datetime(2026, 10, day, 12, tzinfo=UTC).timestamp()) * 10**9 for day in (1, 2)]
    around = [replace(home.surroundings, clock=Clock(partial(int, noon), int)) for noon in noons]
    answered(home, {})
    assert around[0].run(*"exam set 2026-11-02 --minutes 30".split()).code == 0
    set_to_another_type(home, f"{changed} WHERE kind = 'review'")
    shared = home.path / "shared"
    shared.mkdir()
    said = []
    for here in around:  # the answers of the day itself are read by another query than those before it
        for words in ("today", "quiz", "quiz --missed", "progress", f"data sync {shared}"):
            ran = here.run(*words.split()).text
            calm(ran, ran.code)
            assert ran.code != 4 or "`studykit data doctor --fix` saves it" in ran.err, ran.err
            said.append(ran.code)
    assert 4 in said
    calm(home.run("data", "doctor", "--fix"), 0, "mended")


@pytest.mark.parametrize("changed", ["answers = x'ff'", "ask = x'ff'"])
def test_what_a_card_said_that_is_no_text_is_said_to_be_damage(home: Home, changed: str) -> None:
    answered(home, {})
    set_to_another_type(home, changed, "asked")
    home.write("decks/tiny.yaml", DECK.replace("id: year", "id: secretary-year"))
    ran = home.run("deck", "orphans")
    calm(ran, 4, "is damaged", "`studykit data doctor --fix` saves it")
    assert ran.out == ""


@pytest.mark.parametrize("right", [b"tablefacts", b"device TEXT"])
def test_a_backup_takes_the_place_of_a_store_with_a_byte_that_is_no_text_in_what_describes_it(
    home: Home, tmp_path: Path, right: bytes
) -> None:
    answered(home, {"answer": "what is kept"})
    assert home.run("data", "backup", str(tmp_path / "asked.db")).code == 0
    root_pages(home)
    data = store_of(home).read_bytes()
    assert data.count(right) == 1
    store_of(home).write_bytes(data.replace(right, right[:-1] + b"\xff"))
    calm(home.run("data", "restore", str(tmp_path / "asked.db"), "--yes"), 0, "Restored from")
    assert [row["answer"] for row in home.log()] == ["what is kept"]


def test_a_name_of_a_device_that_is_no_text_keeps_no_backup_from_being_restored(
    home: Home, tmp_path: Path
) -> None:
    answered(home, {"answer": "what is kept"})
    assert home.run("data", "backup", str(tmp_path / "asked.db")).code == 0
    with closing(Store.open(store_of(home))) as store:
        device = store.device.encode()
    root_pages(home)
    types = bytes((13 + 2 * len("device"), 13 + 2 * len(device))) + b"device" + device  # an odd type is text
    data = store_of(home).read_bytes()
    assert data.count(types) == 1
    wrong = types[:1] + bytes((types[1] - 1,)) + types[2:]
    store_of(home).write_bytes(data.replace(types, wrong))
    calm(home.run("data", "restore", str(tmp_path / "asked.db"), "--yes"), 0, "Restored from")
    assert [row["answer"] for row in home.log()] == ["what is kept"]


def test_what_was_half_written_when_the_power_failed_is_no_damage(home: Home) -> None:
    answered(home, *({"answer": f"what is kept {number}"} for number in range(60)))
    store = store_of(home)
    with closing(sqlite3.connect(store, isolation_level=None)) as connection:
        for statement in ("journal_mode = DELETE", "cache_spill = 1", "cache_size = 1"):
            connection.execute(f"PRAGMA {statement}")
        connection.execute("BEGIN")
        connection.execute("DELETE FROM log")
        connection.execute("INSERT INTO facts VALUES ('half', hex(zeroblob(100000)))")
        left = {part: Path(f"{store}{part}").read_bytes() for part in ("", "-journal")}
    for part, content in left.items():
        Path(f"{store}{part}").write_bytes(content)
    calm(home.run("data", "doctor"), 0)
    assert len(home.log()) == 60


def test_a_wal_left_behind_without_its_store_is_not_thrown_away(home: Home) -> None:
    answered(home, {})
    wal = Path(f"{store_of(home)}-wal")
    code = (
        "import os, signal; from pathlib import Path; from studykit.store.store import Store;"
        f"store = Store.open(Path({str(store_of(home))!r})); store.note('x', 'y'); os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", code], check=False)
    assert wal.stat().st_size > 0
    assert home.run("data", "doctor").code == 0
    subprocess.run([sys.executable, "-c", code], check=False)
    size = wal.stat().st_size
    away = store_of(home).rename(home.path / "away.db")
    calm(home.run("today"), 4, "still in studykit.db-wal", "brings the newest back")
    calm(home.run("data", "doctor"), 4, "was left behind")
    assert wal.stat().st_size == size > 0
    away.rename(store_of(home))
    assert len(home.log()) == 1


@pytest.mark.parametrize("how", ["deleted", "replaced", "folder deleted", "WAL deleted"])
def test_a_store_taken_away_during_a_quiz_is_said_before_the_next_verdict(
    quiz: Quiz, home: Home, how: str
) -> None:
    pexpect = pytest.importorskip("pexpect")
    store = store_of(home)
    child = quiz("tiny", "--cards", "3")
    child.expect("> ")
    child.send("1922\r")
    child.expect("more keys")
    child.send("\r")
    child.expect("> ")
    if how == "folder deleted":
        shutil.rmtree(store.parent)
    elif how == "WAL deleted":
        Path(f"{store}-wal").unlink()
    else:
        for path in store.parent.glob("studykit.db*"):
            path.unlink()
    if how == "replaced":
        store.write_bytes(b"")
    child.send("Right\r")
    child.expect(pexpect.EOF)
    child.close()
    shown = " ".join(child.before.split())
    assert child.exitstatus == 4, shown
    assert "Correct" not in shown
    assert ("replaced by another file" if how == "replaced" else "deleted or moved") in shown
    (rescued,) = store.parent.glob("backups/*-rescued.db")
    other = furnished(home.path.parent / "other", None)
    assert other.run("data", "import", str(rescued)).code == 0
    assert [row["answer"] for row in other.log()] == ["1922", "Right"]
    if how in ("deleted", "folder deleted"):
        calm(home.run("today"), 4, f"`studykit data restore {rescued.name}`")
        calm(home.run("data", "doctor"), 4, "its backups are there (1)")
        assert f"{rescued.name}  " in home.run("data", "backup", "--list").out
        assert home.run("data", "restore", rescued.name, "--yes").code == 0
        assert [row["answer"] for row in home.log()] == ["1922", "Right"]


def test_a_rescue_of_an_earlier_version_is_found_too(home: Home) -> None:
    answered(home, {})
    home.run("data", "backup")
    store = store_of(home)
    (made,) = (store.parent / "backups").iterdir()
    made.rename(made.with_name("rescued-0123abcd.db"))
    store.unlink()
    calm(home.run("data", "doctor"), 4, "its backups are there (1)")
    calm(home.run("today"), 4, "data restore rescued-0123abcd.db")
    assert home.run("data", "restore", "rescued-0123abcd.db", "--yes").code == 0
    assert len(home.log()) == 1


def log_pages(store: Path) -> list[int]:
    """Where the pages of the log begin that hold its rows, in their order."""
    with closing(sqlite3.connect(store)) as opened:
        opened.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        opened.execute("PRAGMA journal_mode = DELETE")
        (root,) = opened.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'log'").fetchone()
    data, top = store.read_bytes(), (root - 1) * 4096
    assert data[top] == 5  # a page that leads to others
    cells = [int.from_bytes(data[at : at + 2]) for at in range(top + 12, top + 12 + 2 * data[top + 4], 2)]
    return [(int.from_bytes(data[top + cell : top + cell + 4]) - 1) * 4096 for cell in cells]


def test_what_stands_between_two_damaged_pages_is_saved_too(home: Home) -> None:
    answered(home, *({"answer": f"{number} " + "x" * 500} for number in range(300)))
    pages = log_pages(store_of(home))
    with store_of(home).open("rb+") as file:
        for page in (pages[2], pages[-3]):
            file.seek(page)
            file.write(bytes(4096))
    shutil.rmtree(store_of(home).parent / "backups", ignore_errors=True)
    calm(home.run("data", "doctor", "--fix"), 0, "mended")
    assert len(home.log()) >= 300 - 2 * 8


def test_pages_that_lead_back_to_one_another_are_not_read_without_end(home: Home) -> None:
    answered(home, *({"answer": f"{number} " + "x" * 500} for number in range(300)))
    store = store_of(home)
    pages = log_pages(store)
    with closing(sqlite3.connect(store)) as opened:
        (root,) = opened.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'log'").fetchone()
    data = bytearray(store.read_bytes())
    top = data[(root - 1) * 4096 : root * 4096]
    cells = [int.from_bytes(top[at : at + 2]) for at in range(12, 12 + 2 * top[4], 2)]

    def led_to(place: int) -> bytes:
        page = bytearray(top)
        for at in (8, *cells):
            page[at : at + 4] = (place // 4096 + 1).to_bytes(4)
        return bytes(page)

    chain = [(root - 1) * 4096, *pages[:8]]
    for place, following in zip(chain, [*chain[1:], pages[9]], strict=True):
        data[place : place + 4096] = led_to(following)
    store.write_bytes(data)
    shutil.rmtree(store.parent / "backups", ignore_errors=True)
    calm(home.run("data", "doctor", "--fix"), 0, "mended")
    assert home.log()


def test_a_row_that_a_damaged_store_has_otherwise_than_its_backup_is_taken_from_that(home: Home) -> None:
    answered(home, *({"answer": f"answer {number} " + "x" * 500} for number in range(40)))
    assert home.run("data", "backup").code == 0
    before = home.log()
    with closing(sqlite3.connect(store_of(home))) as opened:
        opened.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    data = store_of(home).read_bytes()
    assert b"answer 17 " in data
    store_of(home).write_bytes(
        data.replace(b"answer 17 ", b"an\xffwer 17 ").replace(b"answer 21 ", b"answer 99 ")
    )
    calm(home.run("data", "doctor", "--fix"), 0, "mended")
    assert home.log() == before


def test_a_backup_that_a_clock_made_a_year_ahead_is_not_taken_for_the_newest(home: Home) -> None:
    answered(home, {})
    assert home.run("data", "backup").code == 0
    (early,) = store_of(home).parent.glob("backups/*-asked.db")
    ahead = early.rename(early.with_name("2999-11-28T100000Z-daily.db"))
    answered(home, {}, {}, {})
    assert home.run("data", "backup").code == 0
    (newest,) = store_of(home).parent.glob("backups/*-asked.db")
    listed = home.run("data", "backup", "--list").out
    assert "28 Nov 2999" in listed
    assert listed.count("dated ahead of this clock") == 1
    with store_of(home).open("rb+") as file:
        file.write(NOISE)
    assert f"The newest backup is {newest.name}" in home.run("data", "doctor").out
    store_of(home).unlink()
    calm(home.run("today"), 4, f"`studykit data restore {newest.name}` brings the newest back")
    calm(home.run("data", "doctor", "--fix"), 0, f"3 rows of the newest sound backup, {newest.name}")
    assert len(home.log()) == 3
    assert ahead.exists()


@pytest.fixture
def restored(home: Home) -> Path:
    """A backup of one answer that was put in the place of three, two of them a sister's; those stay away."""
    answered(home, {})
    assert home.run("data", "backup").code == 0
    (early,) = store_of(home).parent.glob("backups/*-asked.db")
    answered(home, {}, {"answer": "my sister's"}, {"answer": "my sister's"})
    assert home.run("data", "restore", early.name, "--yes").code == 0
    return early


def test_a_repair_does_not_bring_back_what_a_restore_took_away(home: Home, restored: Path) -> None:
    with closing(sqlite3.connect(store_of(home), isolation_level=None)) as connection:
        connection.execute("CREATE TABLE strange (x)")
    calm(home.run("data", "doctor"), 4, "The newest backup is", "-restore.db, with what a restore took away")
    calm(home.run("data", "doctor", "--fix"), 0, "2 rows that had been forgotten or that a restore had taken")
    assert [row["answer"] for row in home.log()] == ["1922"]
    sister = home.path / "given.jsonl"
    assert "2 new rows taken in" in home.run("data", "import", str(sister)).out  # asked for, they come back
    with closing(sqlite3.connect(store_of(home), isolation_level=None)) as connection:
        connection.execute("CREATE TABLE strange (x)")
    assert "stay away" not in home.run("data", "doctor", "--fix").out
    assert len(home.log()) == 3


def test_of_a_lost_store_the_newest_backup_knows_what_a_restore_took_away(home: Home, restored: Path) -> None:
    (before,) = store_of(home).parent.glob("backups/*-restore.db")
    before.rename(before.with_name("2026-10-02T120000Z-restore.db"))
    restored.unlink()
    assert home.run("data", "backup").code == 0
    (later,) = store_of(home).parent.glob("backups/*-asked.db")
    store_of(home).unlink()
    calm(home.run("today"), 4, f"`studykit data restore {later.name}`")
    calm(home.run("data", "doctor", "--fix"), 0, "mended")
    assert len(home.log()) == 1


def test_of_a_lost_store_it_is_said_when_the_newest_backup_has_what_a_restore_took_away(
    home: Home, restored: Path
) -> None:
    (before,) = store_of(home).parent.glob("backups/*-restore.db")
    store_of(home).unlink()
    calm(home.run("today"), 4, f"{before.name}` brings the newest back, with what a restore took away, `")
    calm(home.run("data", "doctor", "--fix"), 0, "what this took away is there again")
    assert len(home.log()) == 3
    assert home.run("data", "restore", restored.name, "--yes").code == 0
    assert len(home.log()) == 1


def test_what_was_forgotten_and_brought_back_by_a_restore_stays_through_a_repair(
    home: Home, tmp_path: Path
) -> None:
    answered(home, {"answer": "wanted after all"})
    assert home.run("data", "backup", str(tmp_path / "outside.db")).code == 0
    assert home.run("data", "forget", "--deck", "tiny", "--yes").code == 0
    assert home.run("data", "restore", str(tmp_path / "outside.db"), "--yes").code == 0
    with closing(sqlite3.connect(store_of(home), isolation_level=None)) as connection:
        connection.execute("CREATE TABLE strange (x)")
    calm(home.run("data", "doctor", "--fix"), 0, "mended")
    assert [row["answer"] for row in home.log()] == ["wanted after all"]


def test_a_backup_in_the_place_of_a_damaged_store_is_no_copy_from_another_computer(home: Home) -> None:
    shared = home.path / "shared"
    shared.mkdir()
    assert home.run("config", "set", "new-cards", "5").code == 0
    assert home.run("data", "backup", str(home.path / "asked.db")).code == 0
    assert home.run("config", "set", "new-cards", "6").code == 0
    assert home.run("data", "sync", str(shared)).code == 0
    (mine,) = shared.iterdir()
    with closing(sqlite3.connect(store_of(home))) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'states'").fetchone()
    with store_of(home).open("rb+") as file:
        file.seek((page - 1) * 4096)
        file.write(NOISE)
    calm(home.run("data", "restore", str(home.path / "asked.db"), "--yes"), 0, "cannot be read")
    synced = home.run("data", "sync")
    assert "Another computer" not in synced.out + synced.err
    assert list(shared.iterdir()) == [mine]
    assert len(home.log()) == 2


def test_a_home_whose_name_is_no_text_has_its_backups_restored(home: Home) -> None:
    odd = Path(os.fsdecode(os.fsencode(home.path) + b"/bad\xff"))
    try:
        odd.mkdir()
    except OSError:
        pytest.skip("this file system takes only names that are text")
    there = replace(home, path=odd)
    assert there.run("config", "set", "new-cards", "5").code == 0
    assert there.run("data", "backup").code == 0
    assert there.run("config", "set", "new-cards", "6").code == 0
    (kept, *_) = json.loads(there.run("data", "backup", "--list", "--json").out)
    calm(there.run("data", "restore", Path(kept["file"]).name, "--yes"), 0, "Restored from")
    assert len(there.log()) == 1


def test_a_repair_has_what_any_sound_backup_has(home: Home) -> None:
    def lose() -> None:
        for path in store_of(home).parent.glob("studykit.db*"):
            path.unlink()

    answered(home, *({"answer": f"early {number}"} for number in range(6)))
    few = str(home.path / "few.db")
    home.run("data", "backup", few)
    answered(home, *({"id": f"later{number}"} for number in range(30)))
    home.run("data", "backup")
    lose()
    calm(home.run("data", "restore", few, "--yes"), 0)
    answered(home, {"id": "after", "answer": "after the restore"})
    home.run("data", "backup")
    lose()
    calm(home.run("today"), 4, "brings the newest back", "`studykit data doctor --fix` what all of them have")
    calm(home.run("data", "doctor", "--fix"), 0, "more came from other backups")
    assert "after the restore" in [row["answer"] for row in home.log()]
