from __future__ import annotations

import json
import os
import shutil
import sqlite3
import sys
import threading
import time
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from studykit.reviews import CardState
from studykit.store.contents import contents
from studykit.store.lines import from_json
from studykit.store.store import Store
from tests.cli.conftest import Home, furnished

REVIEW: dict[str, Any] = {
    "kind": "review",
    "device": "laptop",
    "at": 1_790_000_000_000,
    "card": "tiny/year",
    "study_day": "2026-10-01",
    "answer": "1922",
    "verdict": "correct",
    "score": 1.0,
    "rating": 3,
    "seconds": 4.5,
    "counts": True,
}


def test_the_path_of_the_work_is_printed(home: Home) -> None:
    assert home.run("data", "path").out.strip() == str(home.path / "profiles" / "default" / "studykit.db")


def test_an_export_never_overwrites_without_being_told(home: Home, tmp_path: Path) -> None:
    home.run("config", "set", "retry", "off")
    target = tmp_path / "log.jsonl"
    assert home.run("data", "export", "-o", str(target)).code == 0
    before = target.read_text()
    assert json.loads(before)["kind"] == "setting"
    again = home.run("data", "export", "-o", str(target))
    assert again.code == 5
    assert "--force" in again.err
    assert home.run("data", "export", "-o", str(target), "--force").code == 0


def test_no_file_that_is_written_takes_the_place_of_the_work(home: Home, tmp_path: Path) -> None:
    answered(home, {})
    backup = tmp_path / "kept.db"
    assert home.run("data", "backup", str(backup)).code == 0
    for target in (store_of(home), backup):
        ran = home.run("data", "export", "-o", str(target), "--force")
        assert (ran.code, "is a database" in ran.err) == (5, True)
        ran = home.run("deck", "export", "tiny", "--format", "csv", "-o", str(target), "--force")
        assert (ran.code, "is a database" in ran.err) == (5, True)
    assert len(home.log()) == 1
    assert home.run("data", "backup", str(backup), "--force").code == 0


@pytest.mark.skipif(os.name != "posix", reason="needs symbolic links and permissions")
def test_a_file_that_is_written_over_stays_a_link_and_keeps_who_may_read_it(
    home: Home, tmp_path: Path
) -> None:
    real, link = tmp_path / "real.json", tmp_path / "link.json"
    real.write_text("{}", encoding="utf-8")
    real.chmod(0o640)
    link.symlink_to(real)
    assert home.run("deck", "schema", "-o", str(link), "--force").code == 0
    assert link.is_symlink()
    assert "$schema" in real.read_text(encoding="utf-8")
    assert real.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize(
    "name",
    [
        *("../ada/studykit.db-wal", "../ada/studykit.db-shm", "studykit.db.bak", "recent-questions.txt"),
        *("backups/2026-10-01T000000Z-asked.db", "outlines/2026-10-01-plan.md", "outlines/paused-mock.json"),
        *("aside/x-0123abcd.txt", "../../replaced/2026-10-01T000000Z-tiny.zip", "../ada/studykit.db-journal"),
        "backups/damaged-2026-10-01T000000Z/studykit.db",
        *("../../shared/studykit-0123456789ab.jsonl", "../../shared/studykit-0123456789ab (conflict).jsonl"),
    ],
)
@pytest.mark.parametrize("command", ["data export -o", "deck schema -o", "data backup"])
def test_no_file_that_is_written_takes_the_place_of_what_is_kept(home: Home, command: str, name: str) -> None:
    answered(home, {})
    (store_of(home).parent.parent / "ada").mkdir()
    target = store_of(home).parent / name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text("as it was", encoding="utf-8")
    ran = home.run(*command.split(), str(target), "--force")
    assert (ran.code, "Unexpected" in ran.err) == (5, False), ran.err
    assert target.read_text(encoding="utf-8") == "as it was"


def answered(home: Home, *rows: Mapping[str, object]) -> None:
    """Give a home some answers, through the import."""
    values = [{**REVIEW, "id": f"r{number}", **row} for number, row in enumerate(rows)]
    home.write("given.jsonl", "".join(json.dumps(row) + "\n" for row in values))
    ran = home.run("data", "import", str(home.path / "given.jsonl"))
    assert ran.code == 0, ran.err


def store_of(home: Home) -> Path:
    return home.path / "profiles" / "default" / "studykit.db"


def test_the_doctor_says_what_was_checked(home: Home) -> None:
    assert "no work yet" in home.run("data", "doctor").out
    answered(home, {})
    ran = home.run("data", "doctor")
    assert ran.code == 0
    assert "Checked" in ran.out


def test_a_state_that_the_log_does_not_give_is_found_and_fixed_after_a_backup(home: Home) -> None:
    home.run("today")
    with closing(sqlite3.connect(store_of(home), isolation_level=None)) as connection:
        connection.execute(
            "INSERT INTO states VALUES ('tiny/year', 5.0, 5.0, '2026-01-01', '2026-01-01', NULL, 1, 0, 0)"
        )
    ran = home.run("data", "doctor")
    assert ran.code == 4
    assert "tiny/year" in ran.out
    assert home.run("data", "doctor", "--fix").code == 0
    assert home.run("data", "doctor").code == 0
    assert [each["why"] for each in home.run("data", "backup", "--json").json] == ["fix"]


def test_an_export_taken_in_elsewhere_gives_the_same_work_to_the_last_digit(
    home: Home, tmp_path: Path
) -> None:
    answered(home, {}, {"rating": 1, "study_day": "2026-10-02"})
    home.run("exam", "set", "in 8 weeks", "--minutes", "20")
    home.run("config", "set", "desired-retention", "0.95")
    target = tmp_path / "log.jsonl"
    home.run("data", "export", "-o", str(target))
    other = furnished(tmp_path / "other", None)
    ran = other.run("data", "import", str(target))
    assert (ran.code, ran.out.split(";")[0]) == (0, "4 new rows taken in")
    assert other.log() == home.log()
    assert states(other) == states(home)
    assert other.run("exam", "show", "--json").out == home.run("exam", "show", "--json").out
    assert "Nothing new" in other.run("data", "import", str(target)).out


def states(home: Home) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(store_of(home))) as connection:
        return connection.execute("SELECT * FROM states ORDER BY card").fetchall()


def test_damaged_lines_of_an_import_are_named_kept_aside_and_the_rest_is_taken_in(home: Home) -> None:
    answered(home, {})
    line = json.dumps({**REVIEW, "id": "fresh"})
    home.write("cut.jsonl", f"{line}\n{line[:40]}")
    ran = home.run("data", "import", str(home.path / "cut.jsonl"))
    assert ran.code == 1
    assert "cut.jsonl, line 2: left out" in ran.err
    (kept,) = (store_of(home).parent / "aside").iterdir()
    assert kept.read_text().strip() == line[:40]
    assert len(home.log()) == 2


def test_a_backup_is_made_once_a_day_and_before_a_merge(home: Home) -> None:
    answered(home, {})
    for _ in range(2):
        home.run("today")
    answered(home, {}, {})
    whys = [each["why"] for each in home.run("data", "backup", "--json").json]
    assert sorted(whys) == ["daily", "merge"]


def test_a_restore_shows_what_would_change_asks_and_keeps_the_present_work(
    home: Home, tmp_path: Path
) -> None:
    answered(home, {})
    file = tmp_path / "kept.db"
    assert home.run("data", "backup", str(file)).code == 0
    answered(home, {}, {}, {})
    unasked = home.run("data", "restore", str(file))
    assert unasked.code == 2
    assert "--yes" in unasked.err
    assert "takes away 2 answers" in unasked.out
    assert len(home.log()) == 3
    ran = home.run("data", "restore", str(file), "--yes")
    assert ran.code == 0, ran.err
    assert len(home.log()) == 1
    newest = home.run("data", "backup", "--json").json[0]
    assert newest["why"] == "restore"
    assert home.run("data", "restore", Path(newest["file"]).name, "--yes").code == 0
    assert len(home.log()) == 3
    assert home.run("data", "doctor").code == 0


def test_a_backup_of_a_newer_version_is_refused_and_nothing_changes(home: Home, tmp_path: Path) -> None:
    answered(home, {})
    file = tmp_path / "newer.db"
    home.run("data", "backup", str(file))
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("PRAGMA user_version = 99")
    for command in ("restore", "import"):
        ran = home.run("data", command, str(file))
        assert ran.code == 4
        assert "newer studykit" in ran.err
    assert len(home.log()) == 1


@pytest.mark.parametrize("name", ["x", "sqliteXstat_evil"])
def test_a_database_with_a_trigger_in_it_is_not_taken_for_a_store(
    home: Home, tmp_path: Path, name: str
) -> None:
    answered(home, {})
    file = tmp_path / "hostile.db"
    home.run("data", "backup", str(file))
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute(f"CREATE TRIGGER {name} AFTER INSERT ON log BEGIN DELETE FROM log; END")
    for command in ("restore", "import"):
        ran = home.run("data", command, str(file))
        assert (ran.code, "not a store" in ran.err) == (4, True)


def test_an_own_store_with_a_trigger_in_it_is_named_and_its_rows_are_saved_by_fix(home: Home) -> None:
    answered(home, {}, {"answer": "1923"})
    with closing(sqlite3.connect(store_of(home), isolation_level=None)) as connection:
        connection.execute("CREATE TABLE sqliteXstat9 (typed)")
        connection.execute(
            "CREATE TRIGGER sqliteXstat8 AFTER INSERT ON log BEGIN INSERT INTO sqliteXstat9 "
            "VALUES (new.answer); DELETE FROM log WHERE id = new.id; END"
        )
    for command in (("today",), ("config", "set", "new-cards", "5"), ("data", "doctor")):
        ran = home.run(*command)
        assert (ran.code, "sqliteXstat" in ran.out + ran.err) == (4, True)
    assert "data doctor --fix" in home.run("today").err
    assert home.run("data", "doctor", "--fix").code == 0
    assert [row["answer"] for row in home.log()] == ["1922", "1923"]
    assert home.run("data", "doctor").code == 0


def test_two_devices_share_a_folder_after_asking_whose_work_it_is(home: Home, tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    other = furnished(tmp_path / "other", None)
    answered(home, {})
    other.run("config", "set", "new-cards", "3")
    assert home.run("data", "sync", str(folder)).code == 0
    stranger = other.run("data", "sync", str(folder))
    assert stranger.code == 2
    assert "1 answer (2026-10-01)" in stranger.err
    assert other.run("data", "sync", str(folder), "--yes").code == 0
    assert home.run("data", "sync", "--yes").code == 0
    assert home.log() == other.log()
    assert states(home) == states(other)
    assert "new-cards           3" in home.run("config").out
    assert len(list(folder.iterdir())) == 2


def test_a_conflicted_copy_is_named_by_the_doctor_and_taken_in_by_fix(home: Home, tmp_path: Path) -> None:
    answered(home, {})
    copied = store_of(home).with_name("studykit (conflicted copy 2026-11-22).db")
    shutil.copyfile(store_of(home), tmp_path / "before.db")
    answered(home, {}, {})
    home.run("data", "backup", str(copied))
    shutil.copyfile(tmp_path / "before.db", store_of(home))
    assert len(home.log()) == 1
    found = home.run("data", "doctor")
    assert found.code == 4
    assert copied.name in found.out
    assert home.run("data", "doctor", "--fix").code == 0
    assert len(home.log()) == 2
    assert home.run("data", "doctor").code == 0


def test_a_conflicted_copy_brings_back_nothing_that_a_restore_took_away(home: Home) -> None:
    answered(home, {})
    before = str(home.path / "before.db")
    home.run("data", "backup", before)
    answered(home, {}, {})
    home.run("data", "backup", str(store_of(home).with_name("studykit (conflicted copy).db")))
    assert home.run("data", "restore", before, "--yes").code == 0
    assert home.run("data", "doctor", "--fix").code == 0
    assert len(home.log()) == 1


def test_a_conflicted_copy_brings_no_row_from_the_future(home: Home, tmp_path: Path) -> None:
    answered(home, {})
    shutil.copyfile(store_of(home), tmp_path / "before.db")
    ahead = {"kind": "setting", "id": "f" * 32, "device": "lap", "name": "new-cards", "value": "3"}
    far = home.write("ahead.jsonl", json.dumps({**ahead, "at": int(time.time() * 1000) + 300 * 86_400_000}))
    assert home.run("data", "import", str(far), "--yes").code == 0
    home.run("data", "backup", str(store_of(home).with_name("studykit (conflicted copy).db")))
    shutil.copyfile(tmp_path / "before.db", store_of(home))
    assert "dated in the future" in home.run("data", "doctor", "--fix").err
    assert [row["kind"] for row in home.log()] == ["review"]


def test_forgetting_asks_first_and_leaves_no_trace_in_the_files(home: Home) -> None:
    answered(home, {"answer": "my secret answer"}, {"card": "other/x", "answer": "another secret"})
    home.run("today")
    assert home.run("data", "forget", "--answers").code == 2
    assert home.run("data", "forget").code == 2
    assert home.run("data", "forget", "--deck", "tinny").code == 3
    assert home.run("data", "forget", "--deck", "tiny", "--yes").code == 0
    assert [row["card"] for row in home.log()] == ["other/x"]
    assert home.run("data", "forget", "--answers", "--yes").code == 0
    for path in store_of(home).parent.rglob("*"):
        assert path.is_dir() or b"secret" not in path.read_bytes()
    assert home.run("data", "doctor").code == 0
    answered(home, {"answer": "my secret answer"})
    assert [row["card"] for row in home.log()] == ["other/x"]
    assert home.run("data", "forget", "--all", "--yes").code == 0
    assert not store_of(home).parent.exists()


def test_every_file_is_for_its_owner_only(home: Home, tmp_path: Path) -> None:
    answered(home, {})
    home.run("today")
    home.run("data", "export", "-o", str(tmp_path / "log.jsonl"))
    home.run("data", "backup", str(tmp_path / "kept.db"))
    (tmp_path / "stick").mkdir()
    home.run("data", "sync", str(tmp_path / "stick"))
    files = [*store_of(home).parent.rglob("*"), *(tmp_path / "stick").iterdir()]
    for path in (*files, tmp_path / "log.jsonl", tmp_path / "kept.db"):
        assert os.name != "posix" or path.stat().st_mode & 0o077 == 0, path


@pytest.mark.parametrize("command", ["import", "restore", "backup", "sync"])
def test_names_that_act_on_a_terminal_are_shown_and_not_obeyed(home: Home, command: str) -> None:
    ran = home.run("data", command, "\x1b]0;owned\x07/nowhere/x")
    assert ran.code in (3, 5)
    assert "\x1b" not in ran.out + ran.err


@pytest.mark.filterwarnings("ignore:.*use of forkpty.*:DeprecationWarning")
@pytest.mark.parametrize("columns", [40, 80, 200])
def test_long_sentences_are_broken_at_words_on_a_terminal_and_never_in_a_pipe(
    home: Home, columns: int
) -> None:
    pexpect = pytest.importorskip("pexpect")
    answered(home, {})
    store_of(home).with_name("studykit (conflicted copy).db").write_bytes(b"no store")
    piped = home.run("data", "doctor")
    shown, status = pexpect.run(
        f"{sys.executable} -m studykit data doctor",
        env=home.environment,
        encoding="utf-8",
        withexitstatus=True,
        dimensions=(24, columns),
    )
    assert piped.code == status == 4
    whole = piped.out.splitlines() + piped.err.splitlines()
    assert len(whole) == 2
    assert " ".join(shown.split()) == " ".join(" ".join(whole).split())
    words = max(len(word) for line in whole for word in line.split())
    assert all(len(line) <= max(min(columns, 80), words) for line in shown.splitlines())


def test_the_store_of_another_profile_is_not_written_over_by_a_backup(home: Home) -> None:
    answered(home, {})
    assert home.run("--profile", "ben", "config", "set", "new-cards", "7").code == 0
    ben = store_of(home).parent.parent / "ben/studykit.db"
    before = ben.read_bytes()
    for place in (ben, ben.with_name("studykit.db-wal"), store_of(home).with_name("studykit.db-journal")):
        ran = home.run("data", "backup", str(place), "--force")
        assert (ran.code, "no place for a copy" in " ".join(ran.err.split())) == (5, True)
    assert ben.read_bytes() == before
    assert home.run("data", "backup", str(home.path / "studykit.db")).code == 0


def test_rows_whose_dates_an_import_changes_are_backed_up_and_counted(home: Home) -> None:
    answered(home, {}, {})
    backups = store_of(home).parent / "backups"
    before = set(backups.glob("*-merge*.db"))
    answered(home, {"at": REVIEW["at"] - 86_400_000, "study_day": "2026-09-01"}, {})
    assert len(set(backups.glob("*-merge*.db")) - before) == 1
    given = home.path / "given.jsonl"
    again = home.run("data", "import", str(given))
    assert "Nothing new" in again.out
    values = [json.loads(line) for line in given.read_text(encoding="utf-8").splitlines()]
    for each in values:
        each["at"] -= 86_400_000
    given.write_text("".join(json.dumps(each) + "\n" for each in values), encoding="utf-8")
    ran = home.run("data", "import", str(given))
    assert "2 rows that were here came with an earlier date" in " ".join(ran.err.split())
    assert "Nothing new" not in ran.out


def test_rows_from_the_future_that_are_left_out_are_not_said_to_be_here_already(home: Home) -> None:
    answered(home, {})
    ahead = {"kind": "setting", "id": "f" * 32, "device": "lap", "name": "new-cards", "value": "3"}
    row = json.dumps({**ahead, "at": int(time.time() * 1000) + 300 * 86_400_000}) + "\n"
    said = "Nothing new: every row was here already but 1 row from the future, left out."
    ran = home.run("data", "import", str(home.write("ahead.jsonl", row)))
    assert said in " ".join(ran.out.split())
    assert "1 new row taken in" in home.run("data", "import", str(home.path / "ahead.jsonl"), "--yes").out
    assert "left out" not in home.run("data", "import", str(home.path / "ahead.jsonl")).out


def test_no_answer_that_is_given_while_a_backup_is_restored_is_lost(home: Home, tmp_path: Path) -> None:
    answered(home, *({"answer": "x" * 300} for _ in range(300)))
    early = tmp_path / "early.db"
    assert home.run("data", "backup", str(early)).code == 0
    given: list[str] = []
    begun, done = threading.Event(), threading.Event()

    def answer() -> None:
        with closing(Store.open(store_of(home))) as store:
            while not done.wait(0.002):  # the restore needs its turn, too
                row = from_json({**REVIEW, "id": f"late{len(given)}", "counts": False})
                store.append(row, lambda card, _: CardState(card))
                given.append(row.id)
                begun.set()

    answering = threading.Thread(target=answer)
    answering.start()
    try:
        assert begun.wait(30)
        assert home.run("data", "restore", str(early), "--yes").code == 0
    finally:
        done.set()
        answering.join()
    kept = max((store_of(home).parent / "backups").glob("*-restore*.db"))
    held = {str(row.id) for path in (store_of(home), kept) for row in contents(path).rows}
    assert set(given) - held == set()
