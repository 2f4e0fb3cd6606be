"""What is forgotten goes out of every shared folder too, whatever a restore or a repair did meanwhile."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from studykit.reviews import Review
from studykit.store.store import Store
from studykit.study.states import derived
from tests.cli.breaking import Prepared, Scenario
from tests.cli.conftest import Home, furnished
from tests.cli.preloaded import Preloaded
from tests.cli.test_data import answered, store_of
from tests.cli.test_data_forget import traces
from tests.conftest import Some
from tests.program import Ran


def test_forgetting_takes_it_out_of_this_devices_file_in_the_shared_folder(
    home: Home, tmp_path: Path
) -> None:
    folder = stick(tmp_path)
    answered(home, {"answer": "my secret"}, {"card": "third/x", "answer": "another secret"})
    assert home.run("data", "sync", str(folder)).code == 0
    (own,) = folder.iterdir()
    assert home.run("data", "forget", "--deck", "third", "--yes").code == 0
    assert b"my secret" in own.read_bytes()
    assert b"another secret" not in own.read_bytes()
    assert home.run("data", "forget", "--answers", "--yes").code == 0
    assert b"secret" not in own.read_bytes()
    assert home.run("data", "sync").code == 0
    assert home.run("data", "forget", "--all", "--yes").code == 0
    assert list(folder.iterdir()) == []


def test_what_was_forgotten_leaves_the_file_at_the_next_sync_when_the_folder_was_away(
    home: Home, tmp_path: Path
) -> None:
    folder, away = tmp_path / "stick", tmp_path / "away"
    folder.mkdir()
    answered(home, {"answer": "my secret"})
    assert home.run("data", "sync", str(folder)).code == 0
    folder.rename(away)
    assert "is not there now" in home.run("data", "forget", "--answers", "--yes").out
    away.rename(folder)
    assert home.run("data", "sync").code == 0
    (own,) = folder.iterdir()
    assert b"secret" not in own.read_bytes()
    assert "could not be deleted" not in home.run("data", "forget", "--all", "--yes").out


def stick(tmp_path: Path) -> Path:
    """Make an empty folder to share through."""
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def own_file(folder: Path) -> Path:
    (own,) = folder.glob("studykit-*.jsonl")
    return own


def test_forgetting_takes_it_out_of_a_file_of_this_device_that_a_drive_cut_short(
    home: Home, tmp_path: Path
) -> None:
    answered(home, {"answer": "my secret"})
    assert home.run("data", "sync", str(tmp_path)).code == 0
    own = own_file(tmp_path)
    own.write_bytes(own.read_bytes()[:-40])
    assert b"secret" in own.read_bytes()
    assert home.run("data", "forget", "--answers", "--yes").code == 0
    assert b"secret" not in own.read_bytes()
    assert home.run("data", "sync").code == 0
    assert len(own.read_bytes().splitlines()) == 1


def test_forgetting_takes_it_out_of_every_folder_that_was_ever_shared(home: Home, tmp_path: Path) -> None:
    folders = [tmp_path / "stick", tmp_path / "cloud"]
    answered(home, {"answer": "my secret"}, {"card": "third/x", "answer": "another secret"})
    for folder in folders:
        folder.mkdir()
        assert home.run("data", "sync", str(folder)).code == 0
    assert home.run("data", "forget", "--deck", "third", "--yes").code == 0
    assert [b"another" in own_file(folder).read_bytes() for folder in folders] == [False, False]
    assert home.run("data", "forget", "--answers", "--yes").code == 0
    assert [b"secret" in own_file(folder).read_bytes() for folder in folders] == [False, False]
    assert home.run("data", "forget", "--all", "--yes").code == 0
    assert [list(folder.iterdir()) for folder in folders] == [[], []]


@pytest.mark.parametrize("what", [("--answers",), ("--deck", "third"), ("--all",)], ids=" ".join)
def test_what_a_killed_sync_left_half_written_is_forgotten_too(
    home: Home, tmp_path: Path, what: tuple[str, ...]
) -> None:
    folder = stick(tmp_path)
    answered(home, {"card": "third/x", "answer": "my secret"})
    assert home.run("data", "sync", str(folder)).code == 0
    own = own_file(folder)
    shutil.copy(own, folder / f".{own.name}-abc.tmp")
    shutil.copy(own, folder / ".studykit-other.jsonl-abc.tmp")
    assert home.run("data", "forget", *what, "--yes").code == 0
    assert [each.name for each in folder.iterdir() if b"secret" in each.read_bytes()] == [
        ".studykit-other.jsonl-abc.tmp"
    ]


def test_a_copy_of_its_file_that_a_drive_made_is_named(home: Home, tmp_path: Path) -> None:
    folder = stick(tmp_path)
    answered(home, {"answer": "my secret"})
    assert home.run("data", "sync", str(folder)).code == 0
    own = own_file(folder)
    shutil.copy(own, folder / f"{own.stem} (conflicted copy).jsonl")
    ran = home.run("data", "forget", "--answers", "--yes")
    assert ran.code == 0
    assert "(conflicted copy).jsonl is a copy of this device's file and may hold it still" in ran.err


def test_forgetting_all_names_copies_of_its_file_and_those_of_its_earlier_names(
    home: Home, tmp_path: Path
) -> None:
    folder = stick(tmp_path)
    answered(home, {"answer": "my secret"})
    assert home.run("data", "sync", str(folder)).code == 0
    earlier = own_file(folder)
    shutil.copy(earlier, folder / f"{earlier.stem} (conflicted copy).jsonl")
    with closing(Store.open(store_of(home))) as store:
        store.rename_device()
    assert home.run("data", "sync").code == 0
    (own,) = set(folder.iterdir()) - {earlier, folder / f"{earlier.stem} (conflicted copy).jsonl"}
    shutil.copy(own, folder / f"{own.stem} (2).jsonl")
    ran = home.run("data", "forget", "--all", "--yes")
    assert ran.code == 0
    assert not own.exists()
    left = sorted(folder.iterdir())
    assert len(left) == 3
    said = " ".join(ran.err.split())
    assert f"{own.stem} (2).jsonl is a copy of this device's file and may hold it still" in said
    for file in left:
        assert f"{file} is a copy" in said or f"{file} was written under an earlier name" in said


def test_files_in_shared_folders_are_named_when_the_store_that_knows_them_cannot_be_read(
    home: Home, tmp_path: Path
) -> None:
    answered(home, {"answer": "my secret"})
    assert home.run("data", "sync", str(tmp_path)).code == 0
    store_of(home).write_bytes(b"something else")
    assert "in shared folders, if any, stay" in home.run("data", "forget", "--all", "--yes").err
    assert own_file(tmp_path).exists()


@pytest.fixture
def away(home: Home, tmp_path: Path) -> Path:
    """A shared folder whose file of this device holds two answers that a restore took away here."""
    folder, early = tmp_path / "stick", tmp_path / "early.db"
    folder.mkdir()
    answered(home, {"answer": "what stays"})
    assert home.run("data", "backup", str(early)).code == 0
    stays = {"answer": "what stays"}
    answered(home, stays, {"answer": "my secret"}, {"card": "third/x", "answer": "another secret"})
    assert home.run("data", "sync", str(folder)).code == 0
    assert home.run("data", "restore", str(early), "--yes").code == 0
    return folder


def test_what_was_typed_in_answers_that_a_restore_took_away_is_forgotten(home: Home, away: Path) -> None:
    assert home.run("data", "forget", "--answers", "--yes").code == 0
    assert b"secret" not in own_file(away).read_bytes()
    assert home.run("data", "sync", "--yes").code == 0  # they can be taken in again, without it
    assert [row["answer"] for row in home.log()] == ["", "", ""]


def test_it_is_forgotten_when_the_folder_comes_back_too(home: Home, away: Path) -> None:
    elsewhere = away.with_name("elsewhere")
    away.rename(elsewhere)
    assert home.run("data", "forget", "--answers", "--yes").code == 0
    elsewhere.rename(away)
    assert home.run("data", "sync", "--yes").code == 0
    assert b"secret" not in own_file(away).read_bytes()
    assert traces(home, "secret") == []


def test_a_deck_is_forgotten_with_what_a_restore_took_away(home: Home, away: Path) -> None:
    ran = home.run("data", "forget", "--deck", "third", "--yes")
    assert ran.code == 0
    assert "1 answer" in ran.out
    assert b"another secret" not in own_file(away).read_bytes()
    assert home.run("data", "sync", "--yes").code == 0
    assert [row["answer"] for row in home.log()] == ["what stays", "my secret"]


def test_a_restore_keeps_where_this_device_shared_and_takes_nothing_of_that_kind_from_a_backup(
    home: Home, tmp_path: Path
) -> None:
    """Whoever made a backup could have a sync go to a hub of his own, and a forgetting miss ours."""
    answered(home, {})
    theirs = Home(tmp_path / "theirs")
    answered(theirs, {})
    with closing(Store.open(store_of(theirs))) as store:
        store.note("sync-hub", "postgresql://them@127.0.0.1/theirs")
        store.note("hub:postgresql://them@127.0.0.1/theirs", "{}")
        store.note_shared(tmp_path / "theirs")
    with closing(Store.open(store_of(home))) as store:
        store.note("hub:postgresql://us@127.0.0.1/ours", "{}")
        store.note_shared(tmp_path / "ours")
    assert home.run("data", "restore", str(store_of(theirs)), "--yes").code == 0
    with closing(Store.open(store_of(home))) as store:
        assert store.marked("hub:") == {"postgresql://us@127.0.0.1/ours"}
        assert store.shared() == [tmp_path / "ours"]
        assert not store.noted("sync-hub")


def test_a_repair_keeps_where_this_device_shared(home: Home, tmp_path: Path) -> None:
    answered(home, {})
    with closing(Store.open(store_of(home))) as store:
        store.note("hub:postgresql://us@127.0.0.1/ours", "{}")
        store.note_shared(tmp_path / "ours")
        store._connection.execute("CREATE TABLE strange (x)")
    assert home.run("data", "doctor", "--fix").code == 0
    with closing(Store.open(store_of(home))) as store:
        assert store.marked("hub:") == {"postgresql://us@127.0.0.1/ours"}
        assert store.shared() == [tmp_path / "ours"]


def device_of(home: Home) -> str:
    with closing(Store.open(store_of(home))) as store:
        return store.device


def lose(home: Home) -> None:
    """Delete the store and have it put together again from its newest backup."""
    for part in store_of(home).parent.glob("studykit.db*"):
        part.unlink()
    assert home.run("data", "doctor", "--fix").code == 0


@pytest.mark.parametrize("is_there", [True, False], ids=["folder there", "folder away"])
def test_what_was_typed_since_the_backup_of_a_repair_is_forgotten_in_the_shared_folder_and_comes_back_so(
    home: Home, tmp_path: Path, is_there: bool
) -> None:
    folder, away = tmp_path / "stick", tmp_path / "away"
    folder.mkdir()
    first = {"device": device_of(home), "answer": "what stays"}
    answered(home, first)
    assert home.run("data", "sync", str(folder)).code == 0
    assert home.run("data", "backup").code == 0
    with closing(Store.open(store_of(home))) as store:
        newer = [
            replace(row, id="new", answer="my secret") for row in store.rows() if isinstance(row, Review)
        ]
        store.merge(newer, derived)
    assert home.run("data", "sync", str(folder)).code == 0
    lose(home)
    if not is_there:
        folder.rename(away)
    assert home.run("data", "forget", "--answers", "--yes").code == 0
    if not is_there:
        away.rename(folder)
        assert home.run("data", "sync").code == 0
    assert b"secret" not in own_file(folder).read_bytes()
    assert home.run("data", "sync").code == 0
    assert [row["answer"] for row in home.log()] == ["", ""]
    assert traces(home, "secret") == []


def test_what_is_typed_after_a_forgetting_comes_back_from_the_shared_folder_after_a_repair(
    home: Home, tmp_path: Path
) -> None:
    folder = stick(tmp_path)
    device = device_of(home)
    answered(home, {"device": device, "answer": "my secret"})
    assert home.run("data", "sync", str(folder)).code == 0
    assert home.run("data", "forget", "--answers", "--yes").code == 0
    with closing(Store.open(store_of(home))) as store:
        newer = [replace(row, id="new", answer="since") for row in store.rows() if isinstance(row, Review)]
        store.merge(newer, derived)
    assert home.run("data", "sync").code == 0
    lose(home)
    assert home.run("data", "sync").code == 0
    assert sorted(row["answer"] for row in home.log()) == ["", "since"]


@pytest.mark.parametrize("how", ["sync", "import"])
def test_what_was_typed_and_forgotten_stays_so_when_its_answers_come_back_after_a_restore(
    home: Home, tmp_path: Path, how: str
) -> None:
    folder, early = tmp_path / "stick", tmp_path / "early.db"
    folder.mkdir()
    answered(home, {"answer": "what stays"})
    assert home.run("data", "backup", str(early)).code == 0
    other = furnished(tmp_path / "other")
    answered(other, {"id": "theirs", "device": device_of(other), "answer": "my secret"})
    assert other.run("data", "export", "-o", str(tmp_path / "theirs.jsonl")).code == 0
    assert other.run("data", "sync", str(folder)).code == 0
    assert home.run("data", "sync", str(folder), "--yes").code == 0
    assert home.run("data", "forget", "--answers", "--yes").code == 0
    assert home.run("data", "restore", str(early), "--yes").code == 0
    taken = ("sync", "--yes") if how == "sync" else ("import", str(tmp_path / "theirs.jsonl"))
    assert "1 new row taken in" in home.run("data", *taken).out
    assert sorted(row["answer"] for row in home.log()) == ["", "what stays"]
    assert traces(home, "secret") == []


def test_a_repair_knows_of_a_folder_that_was_shared_for_the_first_time_since_the_backup_of_the_day(
    home: Home, tmp_path: Path
) -> None:
    folder = stick(tmp_path)
    answered(home, {"answer": "my secret"})
    assert home.run("data", "backup").code == 0
    assert home.run("data", "sync", str(folder)).code == 0
    lose(home)
    ran = home.run("data", "forget", "--answers", "--yes")
    assert "may not know every folder or hub" in " ".join(ran.err.split())
    assert b"secret" not in own_file(folder).read_bytes()
    assert home.run("data", "sync").code == 0
    assert "may not know" not in " ".join(home.run("data", "forget", "--all", "--yes").err.split())


def test_what_was_forgotten_is_not_kept_from_a_damaged_line_of_an_older_file_that_a_drive_brings_back(
    home: Home, tmp_path: Path
) -> None:
    folder = stick(tmp_path)
    answered(home, {"answer": "my secret"}, {"card": "third/x", "answer": "another secret"})
    assert home.run("data", "sync", str(folder)).code == 0
    own = own_file(folder)
    secret, another = own.read_bytes().splitlines()
    assert home.run("data", "forget", "--answers", "--yes").code == 0
    assert home.run("data", "forget", "--deck", "third", "--yes").code == 0
    unknown = another.replace(b'"r1"', b'"unknown"').replace(b"secret", b"line")
    own.write_bytes(b"\n".join([secret[:-40], another[:-40], secret[60:], unknown[:-40]]))
    ran = home.run("data", "sync")
    assert "may have been forgotten here: 3 lines" in " ".join(ran.err.split())
    assert traces(home, "secret") == []
    [kept] = (store_of(home).parent / "aside").iterdir()
    assert b"another line" in kept.read_bytes()


@pytest.mark.parametrize("what", [("--answers",), ("--deck", "tiny")], ids=" ".join)
def test_of_two_copies_of_a_home_of_which_one_forgets_one_gets_a_name_of_its_own(
    home: Home, tmp_path: Path, what: tuple[str, ...]
) -> None:
    folder = stick(tmp_path)
    answered(home, {"device": device_of(home), "answer": "my secret"})
    shutil.copytree(home.path, tmp_path / "copy")
    copy = Home(tmp_path / "copy")
    assert home.run("data", "forget", *what, "--yes").code == 0
    said = ""
    for each in (copy, home, copy, home):
        ran = each.run("data", "sync", str(folder), "--yes")
        assert ran.code == 0
        said += ran.err
    assert said.count("seems to have been copied") == 1
    assert device_of(home) != device_of(copy)
    delivered = (folder / f"studykit-{device_of(copy)}.jsonl").read_bytes()
    assert b"my secret" in delivered
    for each in (home, copy, home):
        assert "copied" not in each.run("data", "sync", "--yes").err
    assert (folder / f"studykit-{device_of(copy)}.jsonl").read_bytes() == delivered
    assert traces(home, "secret") == []


def test_an_older_file_that_a_drive_brings_back_once_is_taken_for_nobody_elses(
    home: Home, tmp_path: Path
) -> None:
    folder = stick(tmp_path)
    answered(home, {"device": device_of(home), "answer": "my secret"})
    assert home.run("data", "sync", str(folder)).code == 0
    own, device = own_file(folder), device_of(home)
    older = own.read_bytes()
    assert home.run("data", "forget", "--deck", "tiny", "--yes").code == 0
    own.write_bytes(older)
    for _ in range(2):
        assert "copied" not in home.run("data", "sync").err
        assert own.read_bytes() == b""
    assert device_of(home) == device


def _shared(home: Home) -> None:
    (home.path / "stick").mkdir()
    answered(home, {"answer": "my secret"}, {"card": "third/x", "answer": "another secret"})
    assert home.run("data", "sync", str(home.path / "stick")).code == 0


def test_forgetting_all_that_was_killed_anywhere_leaves_nothing_when_it_is_given_again(
    program: Preloaded, tmp_path: Path, some: Some
) -> None:
    forget = ("data", "forget", "--all", "--yes")
    prepared = Prepared.of(Scenario("forget what is shared", forget, _shared, keeps=False), program, tmp_path)
    last = range(prepared.calls - 4, prepared.calls + 1)
    for place in {*some(range(1, prepared.calls + 1), 4), *last}:
        prepared.break_at({place: "killed"})
        prepared.home.run(*forget)
        left = [path.name for path in prepared.home.path.glob("stick/*") if b"secret" in path.read_bytes()]
        assert left == [], place


def test_a_sync_that_runs_while_all_is_forgotten_leaves_nothing_in_the_shared_folder(
    home: Home, tmp_path: Path
) -> None:
    for delay in (0, 10, 20, 30, 40, 60):
        folder = tmp_path / str(delay)
        folder.mkdir()
        answered(home, *({"id": f"row{delay}of{each}", "answer": "my secret"} for each in range(300)))
        assert home.run("data", "sync", str(folder), "--yes").code == 0
        command = [sys.executable, "-m", "studykit", "data", "sync", "--yes"]
        syncing = subprocess.Popen(
            command, env=home.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        with suppress(subprocess.TimeoutExpired):
            syncing.wait(0.3 + delay / 1000)  # it takes as long to start
        forgotten = home.run("data", "forget", "--all", "--yes")
        syncing.communicate()
        assert forgotten.code == 0
        assert [path.name for path in folder.iterdir() if b"secret" in path.read_bytes()] == []
        assert b"secret" not in b"".join(path.read_bytes() for path in home.path.rglob("*.db"))


def test_what_was_typed_and_is_forgotten_while_a_sync_writes_its_file_goes_from_there_too(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered(home, {"answer": "secret"})
    folder = stick(tmp_path)
    begin_file = tempfile.mkstemp
    forgot: list[Ran] = []

    def forgets_first(*given: Any, **named: Any) -> tuple[int, str]:
        if folder in given and not forgot:
            forgot.append(home.start("data", "forget", "--answers", "--yes"))
        return begin_file(*given, **named)

    monkeypatch.setattr(tempfile, "mkstemp", forgets_first)
    assert home.run("data", "sync", str(folder)).code == 0
    assert [ran.code for ran in forgot] == [0]
    [file] = folder.iterdir()
    assert "secret" not in file.read_text()
