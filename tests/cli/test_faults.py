"""Real faults of disks, files, locks and clocks: each ends in a sentence, and nothing saved is lost."""

from __future__ import annotations

import codecs
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.cli.conftest import DECK, Home, Ran
from tests.cli.test_data import answered, store_of

pytestmark = [
    pytest.mark.skipif(os.name != "posix", reason="injects faults the POSIX way"),
    pytest.mark.filterwarnings("ignore:.*use of forkpty.*:DeprecationWarning"),
]

WRITING = ("config", "set", "new-cards", "5")

SHIM = r"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
static int locks(int command, struct flock *argument, int *result) {
    const char *how = getenv("LOCKS");
    if (!how || (command != F_SETLK && command != F_SETLKW && command != F_GETLK)) return 0;
    if (!strcmp(how, "refused")) { errno = ENOLCK; *result = -1; return 1; }
    if (command == F_GETLK) argument->l_type = F_UNLCK;
    *result = 0;
    return 1;
}
#define WRAP(name) int name(int fd, int command, ...) { \
    va_list list; va_start(list, command); void *argument = va_arg(list, void *); va_end(list); \
    int result; if (locks(command, argument, &result)) return result; \
    static int (*real)(int, int, ...); if (!real) real = dlsym(RTLD_NEXT, #name); \
    return real(fd, command, argument); }
WRAP(fcntl)
WRAP(fcntl64)
int clock_gettime(clockid_t clock, struct timespec *found) {
    static int (*real)(clockid_t, struct timespec *);
    if (!real) real = dlsym(RTLD_NEXT, "clock_gettime");
    int result = real(clock, found);
    const char *days = getenv("CLOCK_DAYS");
    if (days && clock == CLOCK_REALTIME) found->tv_sec += atol(days) * 86400;
    return result;
}
"""
"""Locks that are refused, or granted to everyone, and a clock some days off, for a program as it is."""


@pytest.fixture(scope="session")
def shim(tmp_path_factory: pytest.TempPathFactory) -> str:
    compiler = shutil.which("cc")
    if compiler is None or not sys.platform.startswith("linux"):
        pytest.skip("needs Linux and a C compiler to stand between the program and the system")
    folder = tmp_path_factory.mktemp("shim")
    (folder / "shim.c").write_text(SHIM)
    command = [compiler, "-shared", "-fPIC", "-O1", "-o", folder / "shim.so", folder / "shim.c", "-ldl"]
    subprocess.run(command, check=True)
    return str(folder / "shim.so")


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
    made = Home(folder / "home")
    made.write("decks/tiny.yaml", DECK)
    return made


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


def test_a_file_that_may_not_grow(home) -> None:
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


def test_rights_that_were_taken_away(home, tmp_path: Path) -> None:
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


def test_a_store_that_was_deleted_is_not_taken_for_a_fresh_start(home) -> None:
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
def test_a_file_cut_short_is_said_and_saved_from_what_is_left_and_the_backup(home, left: int) -> None:
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
def test_a_damaged_page_is_said_and_everything_else_is_saved(home, page: int) -> None:
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


def test_something_else_written_over_the_store(home) -> None:
    answered(home, {})
    home.run("today")
    store_of(home).write_text("Dear diary, today I studied. " * 300)
    calm(home.run("today"), 4, "damaged")
    calm(home.run("data", "doctor"), 4, "something else was written over it")
    calm(home.run("data", "doctor", "--fix"), 0)
    assert len(home.log()) == 1


def test_a_wal_left_behind_without_its_store_is_not_thrown_away(home) -> None:
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


@pytest.mark.parametrize("how", ["deleted", "replaced", "folder deleted"])
def test_a_store_taken_away_during_a_quiz_is_said_before_the_next_verdict(quiz, home, how: str) -> None:
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
    (rescued,) = store.parent.glob("backups/rescued-*.db")
    other = Home(home.path.parent / "other")
    assert other.run("data", "import", str(rescued)).code == 0
    assert [row["answer"] for row in other.log()] == ["1922", "Right"]


def test_bytes_that_are_no_text_are_an_answer_like_any_other(quiz, home) -> None:
    child = quiz("tiny", "--cards", "1")
    child._decoder = codecs.getincrementaldecoder("utf-8")("replace")  # its echo is no text either
    child.expect("> ")
    os.write(child.child_fd, b"19\xff22 \xed\xa0\x80\r")
    child.expect("more keys")
    child.send("q")
    child.expect("answer")
    assert "\N{REPLACEMENT CHARACTER}" in home.log()[0]["answer"]
    assert home.run("data", "doctor").code == 0


def test_a_disk_without_locks(home, shim: str) -> None:
    answered(home, {})
    home.run("today")
    refused = {"LD_PRELOAD": shim, "LOCKS": "refused"}
    calm(home.run(*WRITING, **refused), 4, "cannot lock files", "network drives")
    calm(home.run("data", "doctor", **refused), 4)
    calm(home.run("data", "doctor", LD_PRELOAD=shim, LOCKS="ignored"), 4, "does not keep two programs apart")
    assert len(home.log()) == 1


@pytest.mark.parametrize("days", [-365, -3, 3650])
def test_a_clock_that_is_wrong_is_said_and_breaks_nothing(home, shim: str, days: int) -> None:
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


def test_a_quiz_on_both_sides_of_the_date_line(quiz, home) -> None:
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


def test_a_time_zone_that_changes_during_a_quiz_leaves_its_day_alone(quiz, home, tmp_path: Path) -> None:
    zones = Path("/usr/share/zoneinfo")
    if not zones.is_dir():
        pytest.skip("needs time zones as files")
    zone = tmp_path / "zone"
    shutil.copyfile(zones / "Pacific/Kiritimati", zone)
    child = quiz("tiny", "--cards", "2", TZ=f":{zone}")
    for where in ("Pacific/Pago_Pago", "Europe/London"):
        child.expect("> ")
        child.send("1922\r")
        child.expect("more keys")
        shutil.copyfile(zones / where, zone)
        child.send("\r")
    child.expect("answers")
    child.close()
    assert len({row["study_day"] for row in home.log()}) == 1
    assert home.run("data", "doctor").code == 0
