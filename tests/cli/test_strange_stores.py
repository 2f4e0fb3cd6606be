"""What lies where SQLite keeps what belongs to a store, and is nothing of SQLite's: refused, never opened."""

from __future__ import annotations

import os
import sqlite3
import struct
from contextlib import closing
from itertools import product
from pathlib import Path

import pytest

from studykit.store.migrations import VERSION
from tests.budget import soon
from tests.cli.conftest import WRITING, Home, calm
from tests.cli.test_data import answered, store_of
from tests.conftest import Some

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs the special files of POSIX")

JOURNAL = bytes.fromhex("d9d505f920a163d7")

COMMANDS = (
    ("today",),
    WRITING,
    ("data", "doctor"),
    ("data", "doctor", "--fix"),
    ("data", "backup"),
    ("data", "restore", "kept.db", "--yes"),
    ("data", "forget", "--answers", "--yes"),
)


def strange(path: Path, kind: str) -> None:
    """Put what is no ordinary file in a place."""
    path.unlink(missing_ok=True)
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    else:
        path.symlink_to({"device": "/dev/zero", "gone": "gone", "loop": path.name}[kind])


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_what_is_no_file_beside_the_store_is_named_and_never_waited_for(
    home: Home, command: tuple[str, ...], some: Some
) -> None:
    answered(home, {}, {})
    assert home.run("data", "backup", str(home.path / "kept.db")).code == 0
    words = [str(home.path / word) if word.endswith(".db") else word for word in command]
    kinds = ("pipe", "folder", "device", "gone", "loop")
    for kind, part in some([*product(kinds, ("-journal", "-wal", "-shm"))], 3):
        beside = Path(f"{store_of(home)}{part}")
        strange(beside, kind)
        with soon():
            calm(home.run(*words), 4, f"{beside} is nothing that belongs to a store", "no ordinary file")
        beside.rmdir() if kind == "folder" else beside.unlink()
        assert len(home.log()) == 2
        assert home.run("data", "doctor").code == 0


def test_a_store_on_a_disk_that_is_away_is_not_begun_anew_in_its_place(home: Home, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    store_of(home).parent.mkdir(parents=True)
    store_of(home).symlink_to(disk / "studykit.db")
    for command in (WRITING, ("today",), ("data", "doctor"), ("data", "doctor", "--fix")):
        calm(home.run(*command), 4, f"is a link to {disk}", "where nothing is")
    assert list(disk.iterdir()) == []


@pytest.mark.parametrize("kind", ["pipe", "folder", "device", "gone", "loop"])
def test_what_is_no_file_among_the_backups_is_no_backup(home: Home, kind: str) -> None:
    answered(home, {})
    assert home.run("data", "backup").code == 0
    backups = store_of(home).parent / "backups"
    there = len(list(backups.iterdir()))
    for name in ("rescued-0123abcd.db", "2027-01-01T120000Z-daily.db"):
        strange(backups / name, kind)
    with soon():
        for command in (("today",), ("data", "doctor"), ("data", "backup", "--list")):
            assert home.run(*command).code == 0
        assert len(home.run("data", "backup", "--json").json) == there
        assert home.run("data", "forget", "--answers", "--yes").code == 0
    assert [each.suffix for each in backups.iterdir()] == [".db"]


def test_forgetting_everything_takes_a_pipe_beside_the_store_too(home: Home) -> None:
    answered(home, {})
    os.mkfifo(f"{store_of(home)}-journal")
    with soon():
        calm(home.run("data", "forget", "--all", "--yes"), 0, "Deleted")
    assert not store_of(home).parent.exists()


def naming_another(store: Path, other: Path) -> bytes:
    """A journal that a transaction over several databases was broken off with: `other` is to be deleted."""
    name = os.fsencode(other)
    pages = store.stat().st_size // 4096
    begin = (JOURNAL + struct.pack(">5I", 0, 1234, pages, 512, 4096)).ljust(512, b"\0")
    check = sum(struct.unpack(f"{len(name)}b", name)) & 0xFFFFFFFF
    return begin + bytes(4) + name + struct.pack(">2I", len(name), check) + JOURNAL


@pytest.mark.parametrize("command", ["restore", "import"])
def test_a_journal_beside_a_friends_backup_deletes_no_file_of_ones_own(
    home: Home, tmp_path: Path, command: str
) -> None:
    answered(home, {}, {})
    friends, essay = tmp_path / "friends.db", tmp_path / "essay.txt"
    assert home.run("data", "backup", str(friends)).code == 0
    Path(f"{friends}-journal").write_bytes(naming_another(friends, essay))
    essay.write_text("The work of a month.")
    yes = ["--yes"] if command == "restore" else []
    calm(home.run("data", command, str(friends), *yes), 4, "friends.db-journal", "names another file")
    assert essay.exists()


def test_a_journal_beside_the_store_deletes_no_other_file(home: Home, tmp_path: Path) -> None:
    answered(home, {})
    essay = tmp_path / "essay.txt"
    essay.write_text("The work of a month.")
    Path(f"{store_of(home)}-journal").write_bytes(naming_another(store_of(home), essay))
    for command in COMMANDS[:4]:
        calm(home.run(*command), 4, "names another file")
    assert essay.exists()


def test_a_wal_that_makes_a_backup_larger_than_any_store_is_refused(home: Home, tmp_path: Path) -> None:
    answered(home, {})
    friends = tmp_path / "friends.db"
    assert home.run("data", "backup", str(friends)).code == 0
    with closing(sqlite3.connect(friends, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA user_version = 1")  # stands on the first page
        connection.execute(f"PRAGMA user_version = {VERSION}")
        wal = Path(f"{friends}-wal").read_bytes()
    Path(f"{friends}-wal").write_bytes(grown(wal, 0xFFFFFFF0))
    for command in (("import", str(friends)), ("restore", str(friends), "--yes")):
        with soon():
            calm(home.run("data", *command), 4, "far larger than any store")
    assert len(home.log()) == 1


def grown(wal: bytes, pages: int) -> bytes:
    """A WAL after whose transaction the store is said to have so many pages, on its first page too."""
    found = bytearray(wal)
    order = ">" if wal[3] & 1 else "<"
    sums = struct.unpack(">2I", wal[24:32])
    for at in range(32, len(wal), 24 + 4096):
        number, end = struct.unpack(">2I", wal[at : at + 8])
        if end:
            found[at + 4 : at + 8] = struct.pack(">I", pages)
        if number == 1:
            found[at + 24 + 28 : at + 24 + 32] = struct.pack(">I", pages)
        sums = checksum(bytes(found[at : at + 8]), order, *sums)
        sums = checksum(bytes(found[at + 24 : at + 24 + 4096]), order, *sums)
        found[at + 16 : at + 24] = struct.pack(">2I", *sums)
    return bytes(found)


def checksum(content: bytes, order: str, first: int, second: int) -> tuple[int, int]:
    """The two sums that SQLite keeps of a frame of a WAL."""
    words = struct.unpack(f"{order}{len(content) // 4}I", content)
    for one, other in zip(words[::2], words[1::2], strict=True):
        first = (first + one + second) & 0xFFFFFFFF
        second = (second + other + first) & 0xFFFFFFFF
    return first, second
