"""Real faults of disks, rights and locks: each ends in a sentence, and nothing saved is lost."""

from __future__ import annotations

import codecs
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from tests.cli.conftest import WRITING, Home, Quiz, calm, furnished
from tests.cli.test_data import answered, store_of
from tests.program import Ran

pytestmark = [
    pytest.mark.skipif(os.name != "posix", reason="injects faults the POSIX way"),
    pytest.mark.filterwarnings("ignore:.*use of forkpty.*:DeprecationWarning"),
]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real file system of 600 kB."""
    place = tmp_path / "disk"
    place.mkdir()
    if os.geteuid() != 0 or shutil.which("mount") is None:
        pytest.skip("only root can mount a small disk")
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", place], check=False)
    if mounted.returncode != 0:
        pytest.skip("this system does not let tests mount a disk")
    yield place
    subprocess.run(["umount", "-l", place], check=True)


def home_on(folder: Path) -> Home:
    return furnished(folder / "home")


def fill(filler: Path) -> None:
    """Write until the disk takes no more."""
    number = os.open(filler, os.O_CREAT | os.O_WRONLY)
    with suppress(OSError):
        while os.write(number, b"\0" * 4096):
            pass
    os.close(number)
    assert shutil.disk_usage(filler.parent).free == 0


def test_a_full_disk(small_disk: Path) -> None:
    home = home_on(small_disk)
    answered(home, {}, {"answer": "x" * 20_000})
    filler = small_disk / "filler"
    fill(filler)
    # What the store's files have room for still fits; then it is said.
    for _ in range(200):
        ran = home.run(*WRITING)
        if ran.code:
            break
    calm(ran, 4, "is full", "is safe")
    calm(home.run("data", "backup"), 4, "is full")
    calm(home.run("data", "doctor"), 4, "nearly full")
    filler.unlink()
    assert len([row for row in home.log() if row["kind"] == "review"]) == 2
    assert home.run(*WRITING).code == 0


def test_a_full_disk_during_the_daily_backup_keeps_nobody_from_studying(small_disk: Path) -> None:
    home = home_on(small_disk)
    answered(home, {}, {"answer": "x" * 150_000})
    home.run("today")
    for backup in (store_of(home).parent / "backups").iterdir():
        backup.unlink()
    filler = small_disk / "filler"
    free = shutil.disk_usage(small_disk).free
    filler.write_bytes(b"\0" * max(0, free - 120_000))
    ran = home.run("today")
    calm(ran, 0, "backup of today was not made", "is full")
    assert not list((store_of(home).parent / "backups").glob(".studykit-*"))


def test_a_file_that_may_not_grow(home: Home) -> None:
    answered(home, {})
    limited = subprocess.run(
        ["bash", "-c", f"ulimit -f 60; exec '{sys.executable}' -m studykit data import -"],
        input="".join(
            json.dumps(
                {**json.loads((home.path / "given.jsonl").read_text()), "id": f"x{n}", "answer": "y" * 9000}
            )
            + "\n"
            for n in range(50)
        ),
        capture_output=True,
        encoding="utf-8",
        env=home.environment,
        check=False,
    )
    calm(Ran(limited.returncode, limited.stdout, limited.stderr), 4)
    assert len(home.log()) == 1
    assert home.run("data", "doctor").code == 0


def test_a_read_only_disk(small_disk: Path) -> None:
    home = home_on(small_disk)
    answered(home, {})
    home.run("today")
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    for command in (WRITING, ("today",), ("undo",), ("data", "backup"), ("data", "sync", str(small_disk))):
        calm(home.run(*command), 4, "writable")
    calm(home.run("data", "doctor"), 4, "read-only disk")
    subprocess.run(["mount", "-o", "remount,rw", small_disk], check=True)
    assert len(home.log()) == 1


def test_rights_that_were_taken_away(home: Home, tmp_path: Path) -> None:
    answered(home, {})
    home.run("today")
    if os.geteuid() == 0:
        if subprocess.run(["chattr", "+i", store_of(home)], check=False, capture_output=True).returncode:
            pytest.skip("root may write everything here, and chattr does not work on this disk")
    else:
        store_of(home).chmod(0o400)
    try:
        calm(home.run(*WRITING), 4, "writable")
        calm(home.run("data", "doctor"), 4, "cannot be written by you")
        calm(home.run("data", "doctor", "--fix"), 4, "cannot be mended from here; nothing")
    finally:
        if os.geteuid() == 0:
            subprocess.run(["chattr", "-i", store_of(home)], check=True)
        else:
            store_of(home).chmod(0o600)
    assert home.run(*WRITING).code == 0
    assert len(home.log()) == 2


def test_a_file_where_the_home_should_be(home: Home) -> None:
    blocked = home.write("blocked", "a file")
    calm(home.run("data", "doctor", STUDYKIT_HOME=str(blocked)), 4, "cannot be made", "is no folder")


def test_a_folder_that_was_deleted_under_the_feet_of_a_command(home: Home, tmp_path: Path) -> None:
    answered(home, {})
    (tmp_path / "here").mkdir()
    for command, code in (("data sync stick", 3), ("data doctor", 0), ("data export -o x", 5), ("today", 0)):
        line = f"cd here && rmdir ../here && '{sys.executable}' -m studykit {command}; code=$?; exit $code"
        (tmp_path / "here").mkdir(exist_ok=True)
        python_path = str(Path(__file__).parents[2])
        done = subprocess.run(
            ["bash", "-c", line],
            cwd=tmp_path,
            env={**home.environment, "PYTHONPATH": python_path},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        calm(Ran(done.returncode, done.stdout, done.stderr), code)


def test_no_room_for_a_working_copy(home: Home, small_disk: Path) -> None:
    answered(home, *({"answer": "x" * 9000} for _ in range(60)))
    home.run("today")
    newest = home.run("data", "backup", "--json").json[0]["file"]
    (small_disk / "filler").write_bytes(b"\0" * (shutil.disk_usage(small_disk).free - 100_000))
    small = home_on(small_disk)
    calm(small.run("data", "import", newest), 4, "no place for a working copy", "as it was")
    assert not (small_disk / "home" / "profiles" / "default" / "scratch").exists()


def test_working_copies_that_were_left_behind_are_swept_and_forgotten(home: Home) -> None:
    answered(home, {"answer": "my secret"})
    scratch, theirs = store_of(home).parent / "scratch", home.path / "tmp"
    theirs.mkdir()
    scratch.symlink_to(theirs)
    for name in ("studykit-old", "studykit-young", "of-another-program"):
        (theirs / name).mkdir()
        shutil.copyfile(store_of(home), theirs / name / "copy.db")
    os.utime(theirs / "studykit-old", (0, 0))
    os.utime(theirs / "of-another-program", (0, 0))
    home.run("today")
    assert sorted(path.name for path in theirs.iterdir()) == ["of-another-program", "studykit-young"]
    calm(home.run("data", "forget", "--answers", "--yes"), 0)
    assert [path.name for path in theirs.iterdir()] == ["of-another-program"]


@pytest.mark.parametrize("command", [("data", "doctor"), ("data", "restore", "backup.db", "--yes")])
def test_a_working_copy_lies_in_the_folder_of_the_work_only(
    home: Home, tmp_path: Path, command: tuple[str, ...]
) -> None:
    answered(home, {})
    home.run("data", "backup", str(tmp_path / "backup.db"))
    temporary = tmp_path / "tmp"
    temporary.mkdir(mode=0o500)
    arguments = [str(tmp_path / each) if each.endswith(".db") else each for each in command]
    watched = (
        "import os, sys, shutil; copy = shutil.copyfile;"
        "shutil.copyfile = lambda a, b: (print('copied to', b, file=sys.stderr), copy(a, b))[1];"
        "from studykit.cli.main import main; sys.exit(main(sys.argv[1:]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", watched, *arguments],
        capture_output=True,
        encoding="utf-8",
        env={**home.environment, "TMPDIR": str(temporary)},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    copied = [line.removeprefix("copied to ") for line in done.stderr.splitlines() if "copied to" in line]
    assert copied
    assert all(Path(each).is_relative_to(store_of(home).parent) for each in copied), copied


def test_a_backup_onto_a_full_disk_names_that_disk(home: Home, small_disk: Path) -> None:
    answered(home, *({"answer": "x" * 9000} for _ in range(80)))
    target = small_disk / "copy.db"
    ran = home.run("data", "backup", str(target))
    calm(ran, 4, f"The disk that holds {target} is full")
    assert [path.name for path in small_disk.iterdir()] == []


@pytest.mark.parametrize("named", ["~nobody9/x", "x" * 5000])
def test_a_home_that_cannot_be_is_a_sentence(home: Home, named: str) -> None:
    calm(home.run("today", STUDYKIT_HOME=named), 2, "STUDYKIT_HOME cannot be")
    calm(home.run("today", STUDYKIT_DECKS=named), 3, "There is no decks folder")


def test_all_folders_are_for_their_owner_only_whatever_the_umask(tmp_path: Path) -> None:
    home = Home(tmp_path / "new" / "home")
    before = os.umask(0)
    try:
        assert home.run("config", "set", "retry", "on").code == 0
        assert home.run("today").code == 0
    finally:
        os.umask(before)
    folders = [home.path.parent, *(path for path in home.path.parent.rglob("*") if path.is_dir())]
    assert {path.name for path in folders} >= {"new", "home", "cache", "profiles", "default"}
    assert {path.stat().st_mode & 0o777 for path in folders} == {0o700}


def test_bytes_that_are_no_text_are_an_answer_like_any_other(quiz: Quiz, home: Home) -> None:
    child = quiz("tiny", "--cards", "1")
    child._decoder = codecs.getincrementaldecoder("utf-8")("replace")  # its echo is no text either
    child.expect("> ")
    os.write(child.child_fd, b"19\xff22 \xed\xa0\x80\r")
    child.expect("more keys")
    child.send("q")
    child.expect("answer")
    assert "\N{REPLACEMENT CHARACTER}" in home.log()[0]["answer"]
    assert home.run("data", "doctor").code == 0


def impatiently(home: Home, *words: str, **environment: str) -> Ran:
    """Runs a command that waits half a second for a lock, and not ten."""
    code = (
        "import sys; from studykit.store import connecting; connecting.LOCK_SECONDS = 0.5;"
        "from studykit.cli.main import main; sys.exit(main(sys.argv[1:]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *words],
        capture_output=True,
        encoding="utf-8",
        env={**home.environment, **environment},
        check=False,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


def test_a_disk_without_locks(home: Home, shim: Path) -> None:
    answered(home, {})
    home.run("today")
    refused = {"LD_PRELOAD": str(shim), "LOCKS": "refused"}
    calm(impatiently(home, *WRITING, **refused), 4, "cannot lock files", "network drives")
    calm(impatiently(home, "data", "doctor", **refused), 4)
    calm(
        home.run("data", "doctor", LD_PRELOAD=str(shim), LOCKS="ignored"),
        4,
        "does not keep two programs apart",
    )
    assert len(home.log()) == 1


def test_another_studykit_that_writes_for_long(home: Home) -> None:
    answered(home, {})
    home.run("today")
    with closing(sqlite3.connect(store_of(home), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        calm(impatiently(home, *WRITING), 4, "in use by another studykit", "is safe")
        other.execute("ROLLBACK")
    assert home.run(*WRITING).code == 0
    assert len(home.log()) == 2
