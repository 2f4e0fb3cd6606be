"""Real faults of disks, files, locks and clocks: each ends in a sentence, and nothing saved is lost."""

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
from datetime import UTC, datetime
from pathlib import Path

import pytest

from studykit.reviews import Setting
from studykit.store.future import LATEST_MOMENT
from studykit.store.lines import line_of
from tests.cli.conftest import Home, Quiz, Ran, furnished
from tests.cli.shim import compiled
from tests.cli.test_data import REVIEW, answered, store_of

pytestmark = [
    pytest.mark.skipif(os.name != "posix", reason="injects faults the POSIX way"),
    pytest.mark.filterwarnings("ignore:.*use of forkpty.*:DeprecationWarning"),
]

WRITING = ("config", "set", "new-cards", "5")


@pytest.fixture(scope="session")
def shim(tmp_path_factory: pytest.TempPathFactory) -> str:
    library = compiled(tmp_path_factory.mktemp("shim"))
    if library is None:
        pytest.skip("needs Linux and a C compiler to stand between the program and the system")
    return str(library)


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


def calm(ran: Ran, code: int, *said: str) -> None:
    """One sentence with its exit code, and no traceback."""
    assert ran.code == code, (ran.out, ran.err)
    assert "Traceback" not in ran.err
    assert "Unexpected" not in ran.err
    for part in said:
        assert part in ran.out + ran.err, (ran.out, ran.err)


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
    assert not list((store_of(home).parent / "backups").glob(".backup*"))


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
        file.write(os.urandom(4096))
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


def test_a_backup_that_is_damaged_or_none_is_refused_by_its_name(home: Home, tmp_path: Path) -> None:
    answered(home, *({"answer": "x" * 500} for _ in range(40)))
    bad, other = tmp_path / "bad.db", tmp_path / "other.txt"
    assert home.run("data", "backup", str(bad)).code == 0
    with bad.open("rb+") as file:
        file.seek(3 * 4096)
        file.write(os.urandom(4096))
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
        file.write(os.urandom(4096))
    store_of(home).rename(damaged / "studykit.db")  # and killed, before another was put in its place
    calm(home.run("today"), 4, "is gone, but what was moved away because it was damaged is in", "doctor")
    calm(home.run("data", "doctor"), 4, "--fix saves")
    calm(home.run("data", "doctor", "--fix"), 0, "mended")
    assert len(home.log()) >= 30
    assert (damaged / "studykit.db").exists()


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
def test_a_working_copy_lies_in_the_folder_of_the_work_only(home: Home, tmp_path: Path, command) -> None:
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


@pytest.mark.parametrize("changed", CANNOT_BE)
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


def test_a_disk_without_locks(home: Home, shim: str) -> None:
    answered(home, {})
    home.run("today")
    refused = {"LD_PRELOAD": shim, "LOCKS": "refused"}
    calm(home.run(*WRITING, **refused), 4, "cannot lock files", "network drives")
    calm(home.run("data", "doctor", **refused), 4)
    calm(home.run("data", "doctor", LD_PRELOAD=shim, LOCKS="ignored"), 4, "does not keep two programs apart")
    assert len(home.log()) == 1


def test_another_studykit_that_writes_for_long(home: Home) -> None:
    answered(home, {})
    home.run("today")
    impatient = (
        "import sys; from studykit.store import store; store.LOCK_SECONDS = 0.5;"
        "from studykit.cli.main import main; sys.exit(main(sys.argv[1:]))"
    )
    with closing(sqlite3.connect(store_of(home), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        done = subprocess.run(
            [sys.executable, "-c", impatient, *WRITING],
            capture_output=True,
            encoding="utf-8",
            env=home.environment,
            check=False,
        )
        calm(Ran(done.returncode, done.stdout, done.stderr), 4, "in use by another studykit", "is safe")
        other.execute("ROLLBACK")
    assert home.run(*WRITING).code == 0
    assert len(home.log()) == 2


@pytest.mark.parametrize("days", [-365, -3, 3650])
def test_a_clock_that_is_wrong_is_said_and_breaks_nothing(home: Home, shim: str, days: int) -> None:
    wrong = {"LD_PRELOAD": shim, "CLOCK_DAYS": str(days)}
    home.run(*WRITING)
    ran = home.run("config", "set", "new-cards", "6", **wrong)
    calm(ran, 0, *(["clock says"] if days < 0 else []))
    if days > 0:
        calm(home.run("today"), 0, "clock says")
        calm(home.run("data", "doctor"), 4, "clock says")
    else:
        calm(home.run("data", "doctor", **wrong), 4, "clock says")
        assert home.run("data", "doctor").code == 0
    assert len(home.log()) == 2
    backups = home.run("data", "backup", "--json", **wrong).json
    for _ in range(3):
        home.run("today", **wrong)
    assert {each["file"] for each in backups} <= {
        each["file"] for each in home.run("data", "backup", "--json", **wrong).json
    }


def test_what_is_set_now_holds_now_though_a_clock_was_ahead(quiz: Quiz, home: Home, shim: str) -> None:
    ahead = {"LD_PRELOAD": shim, "CLOCK_DAYS": "365"}
    home.run("config", "set", "new-cards", "9")
    assert "clock says" in home.run("config", "set", "new-cards", "3", **ahead).err
    home.run("exam", "set", "in 100 weeks", "--minutes", "5", **ahead)
    child = quiz("tiny", "--cards", "1", **ahead)
    for expected, sent in (("> ", "1922\r"), ("more keys", "s"), ("Suspended", "")):
        child.expect(expected)
        child.send(sent)
    child.close()
    assert home.run("config", "set", "new-cards", "20").out == "new-cards is 20.\n"
    assert "in 8 weeks" not in home.run("exam", "set", "in 8 weeks").out
    assert home.run("exam", "show", "--json").json[0]["days_left"] == 56
    for card in home.run("deck", "unsuspend").out.split():
        home.run("deck", "unsuspend", card)
    assert home.run("deck", "unsuspend").out == ""
    home.run("exam", "clear")
    assert home.run("exam", "show", "--json").json == []
    assert home.run("config", "reset", "new-cards").out == "new-cards is 10.\n"
    calm(home.run("data", "doctor"), 4, "clock says", "--fix")
    calm(home.run("data", "doctor", "--fix"), 0)
    calm(home.run("data", "doctor"), 0)
    assert home.run("today").err == ""
    assert home.run("config", "--json").json["settings"]["new-cards"] == "10"
    assert {row["study_day"][:4] for row in home.log() if row["kind"] == "review"} <= {
        f"{datetime.now(UTC):%Y}"
    }


def test_rows_from_the_future_are_left_out_until_they_are_agreed_to(home: Home, tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    phone = folder / "studykit-phone.jsonl"
    sound = line_of(Setting(id="a", device="phone", at=1, name="new-cards", value="9"))
    ahead = line_of(Setting(id="x", device="phone", at=LATEST_MOMENT - 1, name="new-cards", value="1"))
    phone.write_text(sound)
    assert home.run("data", "sync", str(folder), "--yes").code == 0
    phone.write_text(sound + ahead)
    for command in (("sync",), ("import", str(phone))):
        calm(home.run("data", *command), 0, "dated in the future, up to 9998", "Left out for now")
        assert home.run("config", "--json").json["settings"]["new-cards"] == "9"
    calm(home.run("data", "sync", "--yes"), 0)
    assert home.run("config", "--json").json["settings"]["new-cards"] == "1"
    assert home.run("config", "set", "new-cards", "20").out == "new-cards is 20.\n"


def test_an_answer_of_a_study_day_to_come_is_asked_about_and_dated_again(home: Home) -> None:
    row = {**REVIEW, "id": "r", "study_day": "2150-01-01"}
    file = home.write("given.jsonl", json.dumps(row))
    assert "up to 2150-01-01" in home.run("data", "import", str(file)).err
    assert home.log() == []
    assert home.run("data", "import", str(file), "--yes").code == 0
    calm(home.run("data", "doctor"), 4, "dated 2150-01-01")
    calm(home.run("data", "doctor", "--fix"), 0)
    assert home.log()[0]["study_day"] <= f"{datetime.now(UTC):%Y-%m-%d}"


def test_a_clock_that_jumped_far_ahead_is_asked_about_before_anything_is_written(
    quiz: Quiz, home: Home, shim
) -> None:
    pexpect = pytest.importorskip("pexpect")
    home.run(*WRITING)
    rows = home.log()
    child = quiz("tiny", LD_PRELOAD=shim, CLOCK_DAYS="365")
    child.expect("the last entry here is of")
    child.expect_exact("Is the clock right? [y/N]")
    child.send("n\r")
    child.expect("Set the clock right first")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 5
    assert home.log() == rows


def test_a_quiz_on_both_sides_of_the_date_line(quiz: Quiz, home: Home) -> None:
    for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago"):
        child = quiz("tiny", "--cards", "1", "--cram", TZ=zone)
        child.expect("> ")
        child.send("1922\r")
        child.expect("more keys")
        child.send("q")
        child.expect("answer")
        child.close()
    days = [row["study_day"] for row in home.log()]
    assert days == sorted(days, reverse=True)
    assert home.run("data", "doctor").code == 0


def test_a_time_zone_that_changes_during_a_quiz_leaves_its_day_alone(
    quiz: Quiz, home: Home, tmp_path: Path
) -> None:
    zones = Path("/usr/share/zoneinfo")
    if not zones.is_dir():
        pytest.skip("needs time zones as files")
    zone = tmp_path / "zone"
    shutil.copyfile(zones / "Pacific/Kiritimati", zone)
    child = quiz("tiny", "--cards", "2", TZ=f":{zone}")
    for where in ("Pacific/Pago_Pago", "Europe/London"):
        child.expect("> ")
        child.send("idk\r")
        child.expect("more keys")
        shutil.copyfile(zones / where, zone)
        child.send("\r")
    child.expect("answers")
    child.close()
    assert len({row["study_day"] for row in home.log()}) == 1
    assert home.run("data", "doctor").code == 0
