from __future__ import annotations

import json
import os
import shutil
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from studykit.cards import CardId
from studykit.store import connecting
from studykit.store.store import Store
from tests.cli.conftest import DECK, Home, Quiz, furnished
from tests.cli.test_data import REVIEW, answered, store_of


def traces(home: Home, text: str) -> list[str]:
    """Give the files of a profile that hold a text."""
    inside = store_of(home).parent.rglob("*")
    return [path.name for path in inside if path.is_file() and text.encode() in path.read_bytes()]


def renamed(home: Home) -> None:
    """A student who answered cards of a deck `older`, one of them `tiny/year` now, and of two other decks."""
    answered(
        home,
        {"card": "older/year", "answer": "my first secret"},
        {"card": "tiny/defenders", "answer": "my second secret"},
        {"card": "older/lost", "answer": "what was lost"},
        {"card": "third/x", "answer": "what is kept"},
    )
    assert home.run("deck", "orphans", "--give", "older/year", "tiny/year").code == 0
    home.run("today")


def test_history_that_moved_to_a_deck_is_forgotten_with_it_in_the_backups_too(home: Home) -> None:
    renamed(home)
    ran = home.run("data", "forget", "--deck", "tiny", "--yes")
    assert ran.code == 0, ran.err
    assert "2 answers" in ran.out
    assert "1 other entry" in ran.out
    assert traces(home, "secret") == []
    assert [row["card"] for row in home.log()] == ["older/lost", "third/x"]
    assert home.run("data", "doctor").code == 0
    answered(home, {"card": "older/year", "answer": "my first secret"})
    assert len(home.log()) == 2


def test_history_that_moved_because_the_deck_says_so_is_forgotten_too(home: Home) -> None:
    answered(
        home, {"card": "tiny/term", "answer": "my secret"}, {"card": "third/x", "answer": "what is kept"}
    )
    home.write("decks/tiny.yaml", DECK.replace("  - id: year\n", "  - id: year\n    was: term\n"))
    home.run("today")
    assert home.run("data", "forget", "--deck", "tiny", "--yes").code == 0
    assert traces(home, "secret") == []
    assert [row["card"] for row in home.log()] == ["third/x"]


def test_an_earlier_name_of_a_deck_deletes_only_what_is_still_its_own(home: Home) -> None:
    renamed(home)
    ran = home.run("data", "forget", "--deck", "older", "--yes")
    assert ran.code == 0
    assert "What belongs to `tiny` now, because cards were renamed, stays" in " ".join(ran.out.split())
    assert traces(home, "what was lost") == []
    assert sorted(row["card"] for row in home.log() if row["kind"] == "review") == [
        "older/year",
        "third/x",
        "tiny/defenders",
    ]
    again = home.run("data", "forget", "--deck", "older", "--yes")
    assert again.code == 3
    assert "belongs to `tiny` now" in again.err


def test_no_row_of_any_kind_names_a_card_of_a_deck_that_was_forgotten(home: Home) -> None:
    stamp = {"device": "laptop", "at": 1_790_000_000_001}
    timeline = {
        "kind": "exercise",
        "study_day": "2026-10-01",
        "name": "timeline",
        "score": 1.0,
        "seconds": 9.0,
    }
    given = [
        {**REVIEW, "id": "r0", "card": "third/x"},
        {**stamp, "id": "r1", "kind": "move", "card": "tiny/year", "was": "third/x", "keep": False},
        {**stamp, **timeline, "id": "r2", "value": "tiny/year third/x"},
        {**stamp, **timeline, "id": "r3", "value": "tiny/year tiny/term"},
        {**stamp, **timeline, "id": "r4", "name": "mock", "value": "Was third/x decisive?"},
    ]
    file = home.write("given.jsonl", "".join(json.dumps(row) + "\n" for row in given))
    assert home.run("data", "import", str(file)).code == 0
    file.unlink()
    with closing(Store.open(store_of(home))) as store:
        store.appeared([CardId("third/x")], date(2026, 10, 1))
    assert home.run("data", "forget", "--deck", "third", "--yes").code == 0
    assert [row["id"] for row in home.log()] == ["r3", "r4"]
    with closing(Store.open(store_of(home))) as store:
        assert not store._all("SELECT * FROM appeared WHERE card GLOB 'third/*'")


def test_a_conflicted_copy_with_work_of_its_own_is_not_deleted_in_passing(home: Home) -> None:
    answered(home, {"answer": "my secret"})
    copied = store_of(home).with_name("studykit (conflicted copy).db")
    other = furnished(home.path / "other", None)
    answered(other, {"answer": "my secret"}, {"answer": "another secret"})
    shutil.copyfile(store_of(other), copied)
    ran = home.run("data", "forget", "--answers", "--yes")
    assert ran.code == 5
    assert copied.name in ran.err
    assert "Nothing was changed" in ran.err
    assert [row["answer"] for row in home.log()] == ["my secret"]
    assert home.run("data", "doctor", "--fix").code == 0
    assert home.run("data", "forget", "--answers", "--yes").code == 0
    assert [row["answer"] for row in home.log()] == ["", ""]
    assert traces(home, "secret") == []
    assert not copied.exists()


def test_forgetting_that_was_stopped_is_said_and_finished(home: Home) -> None:
    answered(home, {"answer": "my secret"}, {"card": "third/x", "answer": "what is kept"})
    home.run("today")
    for finishing in (("doctor", "--fix"), ("forget", "--deck", "tiny", "--yes")):
        with closing(Store.open(store_of(home))) as store:  # killed when the rows were deleted
            store.forget(
                [row for row in store.rows() if getattr(row, "card", None) == "tiny/year"], lambda _: ({}, "")
            )
        found = home.run("data", "doctor")
        assert found.code == 4
        assert "was being forgotten" in found.out
        assert home.run("data", *finishing).code == 0
        assert traces(home, "secret") == []
        assert home.run("data", "doctor").code == 0
    assert [row["card"] for row in home.log()] == ["third/x"]


def test_forgetting_all_takes_everything_in_the_folder_and_answers_leave_plans(home: Home) -> None:
    answered(home, {"answer": "my secret"})
    home.run("today")
    plan = home.write("profiles/default/outlines/2026-10-01-plan.md", "my plan\n")
    answers = home.run("data", "forget", "--answers", "--yes")
    assert "Plans you wrote while practising stay" in answers.out
    assert plan.exists()
    everything = home.run("data", "forget", "--all", "--yes")
    assert "the plans you wrote" in everything.out
    assert not store_of(home).parent.exists()


def test_what_was_forgotten_stays_so_after_a_restore_and_a_repair(home: Home, tmp_path: Path) -> None:
    home.run("config", "set", "retry", "on")
    early = tmp_path / "early.db"
    assert home.run("data", "backup", str(early)).code == 0
    answered(home, {"answer": "my secret"}, {"card": "third/x", "answer": "what is kept"})
    export = tmp_path / "all.jsonl"
    assert home.run("data", "export", "-o", str(export)).code == 0
    assert home.run("data", "forget", "--deck", "tiny", "--yes").code == 0
    assert home.run("data", "restore", str(early), "--yes").code == 0
    ran = home.run("data", "import", str(export))
    assert "1 new row" in ran.out
    assert "1 row left out: forgotten here" in ran.out
    with store_of(home).open("rb+") as file:
        file.truncate(store_of(home).stat().st_size - 4096)
    assert home.run("data", "doctor", "--fix").code == 0
    again = home.run("data", "import", str(export))
    assert "forgotten here" in again.out
    assert traces(home, "secret") == []


def test_a_restore_says_what_it_brings_back_that_was_forgotten(home: Home, tmp_path: Path) -> None:
    answered(home, {"answer": "my secret"}, {"card": "third/x", "answer": "another secret"})
    outside = tmp_path / "outside.db"
    assert home.run("data", "backup", str(outside)).code == 0
    assert home.run("data", "forget", "--deck", "tiny", "--yes").code == 0
    assert home.run("data", "forget", "--answers", "--yes").code == 0
    asked = home.run("data", "restore", str(outside))
    assert "brings back 1 answer (2026-10-01) that had been forgotten here" in asked.out
    assert "brings back what was typed in 1 answer, which had been forgotten" in asked.out
    assert traces(home, "secret") == []
    assert home.run("data", "restore", str(outside), "--yes").code == 0
    assert [row["answer"] for row in home.log()] == ["my secret", "another secret"]
    again = home.run("data", "restore", str(outside)).out
    assert "They are the same work." in again
    assert "forgotten" not in again
    assert home.run("data", "forget", "--answers", "--yes").code == 0
    assert "the same work" not in home.run("data", "restore", str(outside)).out


def test_what_is_forgotten_during_a_quiz_is_not_rescued_by_it(home: Home, quiz: Quiz) -> None:
    pexpect = pytest.importorskip("pexpect")
    answered(home, {"answer": "my secret", "card": "third/x"})
    child = quiz("tiny", "--cards", "3")
    child.expect("> ")
    assert home.run("data", "forget", "--all", "--yes").code == 0
    child.send("1922\r")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 4
    assert traces(home, "secret") == []


def test_a_folder_of_backups_that_is_a_link_loses_nothing_but_the_backups(home: Home, tmp_path: Path) -> None:
    answered(home, {"answer": "my secret"})
    large = tmp_path / "large disk"
    large.mkdir()
    (large / "thesis.txt").write_text("years of work", encoding="utf-8")
    (large / "photos").mkdir()
    backups = store_of(home).parent / "backups"
    shutil.rmtree(backups, ignore_errors=True)
    backups.symlink_to(large)
    assert home.run("data", "backup").code == 0
    (large / "damaged-2026-10-01T000000Z").mkdir()
    (large / "damaged-2026-10-01T000000Z" / "studykit.db").write_bytes(b"my secret")
    assert home.run("data", "forget", "--answers", "--yes").code == 0
    left = sorted(path.name for path in large.iterdir())
    assert left[1:] == ["photos", "thesis.txt"]
    assert left[0].endswith("-forget.db")
    assert not any(b"secret" in path.read_bytes() for path in large.glob("*.db"))


@pytest.mark.parametrize("name", ["studykit.db.bak", "studykit.db.1", "studykit.db~"])
def test_a_copy_of_the_store_under_any_name_is_forgotten_or_taken_in_first(home: Home, name: str) -> None:
    answered(home, {"answer": "my secret"})
    store = store_of(home)
    copied = store.with_name(name)
    shutil.copy(store, copied)
    with closing(Store.open(store)) as opened:
        only_there = next(opened.rows())
        opened._connection.execute("DELETE FROM log")
    refused = home.run("data", "forget", "--answers", "--yes")
    assert refused.code == 5
    assert name in refused.err
    assert home.run("data", "import", str(copied)).code == 0
    assert [row["id"] for row in home.log()] == [only_there.id]
    assert home.run("data", "forget", "--answers", "--yes").code == 0
    assert not copied.exists()
    assert traces(home, "secret") == []


def test_a_profile_that_is_a_link_loses_what_is_studykits_there_and_nothing_else(
    home: Home, tmp_path: Path
) -> None:
    answered(home, {"answer": "my secret"})
    profile, documents = store_of(home).parent, tmp_path / "documents"
    profile.rename(documents)
    profile.symlink_to(documents)
    theirs = ["thesis.txt", "other.db", "backups/photos.zip", "outlines/essay.md", "diary/2026-10-01-day.md"]
    ours = ["outlines/2026-10-01-plan.md", "aside/x-0123abcd.txt", "recent-questions.txt"]
    for name in (*theirs, *ours):
        (documents / name).parent.mkdir(exist_ok=True)
        (documents / name).write_text("my secret", encoding="utf-8")
    assert home.run("data", "backup").code == 0
    ran = home.run("data", "forget", "--all", "--yes")
    assert ran.code == 0
    assert "is a link" in ran.out
    left = sorted(path.relative_to(documents).as_posix() for path in documents.rglob("*") if path.is_file())
    assert left == sorted(theirs)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_backups_that_cannot_be_read_are_not_taken_for_deleted(home: Home) -> None:
    answered(home, {"answer": "my secret"}, {"card": "third/x"})
    home.run("today")
    backups = store_of(home).parent / "backups"
    backups.chmod(0)
    try:
        assert (
            "backups, which holds it too, could not be"
            in home.run("data", "forget", "--answers", "--yes").err
        )
        assert home.run("data", "backup").code == 4
    finally:
        backups.chmod(0o700)
    assert "was being forgotten" in home.run("data", "doctor").out
    assert home.run("data", "doctor", "--fix").code == 0
    assert traces(home, "secret") == []


def test_forgetting_says_that_a_backup_in_a_file_of_ones_own_stays(home: Home, tmp_path: Path) -> None:
    answered(home, {"answer": "my secret"})
    assert home.run("data", "backup", str(tmp_path / "mine.db")).code == 0
    ran = home.run("data", "forget", "--answers", "--yes")
    assert "backups that you put into a file of your own" in " ".join(ran.out.split())
    assert b"my secret" in (tmp_path / "mine.db").read_bytes()


@pytest.mark.parametrize("forgotten", ["--answers", "--all"])
def test_what_studykit_did_not_make_is_left_where_it_lies_and_named(home: Home, forgotten: str) -> None:
    answered(home, {"answer": "my secret"})
    assert home.run("data", "backup").code == 0
    folder = store_of(home).parent
    theirs = [
        "backups/thesis.txt",
        "backups/photos/one.db",
        "notes.db.txt",
        "aside/essay.md",
        "studykit.db.txt",
    ]
    for name in theirs:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("years of work", encoding="utf-8")
    ran = home.run("data", "forget", forgotten, "--yes")
    assert ran.code == 0, ran.err
    assert all((folder / name).read_text(encoding="utf-8") == "years of work" for name in theirs)
    said = "".join(ran.err.split())
    assert all(name in said for name in ("thesis.txt", "backups/photos", "notes.db.txt", "aside/essay.md"))
    assert traces(home, "secret") == []


def test_forgetting_all_deletes_what_was_left_half_written_and_in_a_folder_that_is_a_link(
    home: Home, tmp_path: Path
) -> None:
    answered(home, {"answer": "my secret"})
    folder, large = store_of(home).parent, tmp_path / "large disk"
    large.mkdir()
    shutil.rmtree(folder / "backups", ignore_errors=True)
    (folder / "backups").symlink_to(large)
    assert home.run("data", "backup").code == 0
    for name in (".recent-questions.txt-abcd1234.tmp", "outlines/.paused-mock.json-abcd1234.tmp"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("my secret", encoding="utf-8")
    assert home.run("data", "forget", "--all", "--yes").code == 0
    assert list(large.iterdir()) == []
    assert [path.name for path in folder.iterdir()] == ["backups"]


@pytest.mark.skipif(os.name != "posix", reason="needs symbolic links")
@pytest.mark.parametrize("commands", ["forget --all", "doctor --fix, forget --answers"])
def test_a_damaged_store_that_is_a_link_is_deleted_where_that_leads(
    home: Home, tmp_path: Path, commands: str
) -> None:
    answered(home, {"answer": "my secret"})
    store, real = store_of(home), tmp_path / "work.db"
    store.rename(real)
    store.symlink_to(real)
    assert home.run("data", "backup").code == 0
    with real.open("r+b") as file:
        file.write(bytes(100))
    for command in commands.split(", "):
        ran = home.run("data", *command.split(), *(["--yes"] if "forget" in command else []))
        assert ran.code == 0, ran.err
    assert not real.exists()
    assert traces(home, "secret") == []


@pytest.mark.skipif(os.name != "posix", reason="needs symbolic links")
def test_what_a_link_in_the_place_of_a_store_leads_to_stays_where_it_is_none(
    home: Home, tmp_path: Path
) -> None:
    answered(home, {"answer": "my secret"})
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear Ada")
    moved = store_of(home).parent / "backups" / "damaged-2026-10-01T120000Z"
    for place, target in (("", letter), ("-2", Path("/dev/null"))):
        folder = Path(f"{moved}{place}")
        folder.mkdir(parents=True)
        (folder / "studykit.db").symlink_to(target)
    ran = home.run("data", "forget", "--answers", "--yes")
    assert ran.code == 0, ran.err
    assert letter.read_text() == "Dear Ada"
    assert Path("/dev/null").exists()
    assert not any(moved.parent.glob("damaged-*"))
    assert "letter.txt. If it holds what you wanted gone" in ran.err


def test_copies_go_although_the_file_cannot_be_swept_and_that_is_said(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connecting, "LOCK_SECONDS", 0.2)
    answered(home, {"answer": "my secret"})
    assert home.run("data", "backup").code == 0
    with closing(sqlite3.connect(store_of(home), isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM log").fetchone()
        ran = home.run("data", "forget", "--answers", "--yes")
        reader.execute("COMMIT")
    assert (ran.code, "the file may hold traces" in " ".join(ran.err.split())) == (4, True)
    assert list((store_of(home).parent / "backups").glob("*.db")) == []
    assert home.run("data", "forget", "--answers", "--yes").code == 0
    assert traces(home, "secret") == []


def test_forgetting_all_takes_copies_of_this_work_and_no_other_database_in_the_folder(
    home: Home, tmp_path: Path
) -> None:
    answered(home, {"answer": "my secret"})
    folder, anna = store_of(home).parent, furnished(tmp_path / "anna", None)
    answered(anna, {"answer": "what Anna typed"}, {"id": "hers"})
    shutil.copyfile(store_of(anna), folder / "studykit-anna.db")
    with closing(sqlite3.connect(folder / "anna-about-studykit.db")) as diary:
        diary.execute("CREATE TABLE diary (day)")
        diary.commit()
    shutil.copyfile(store_of(home), folder / "studykit (conflicted copy).db")
    with closing(Store.open(store_of(home))) as store:
        store.rename_device()
    shutil.copyfile(store_of(home), folder / "studykit.db.bak")
    theirs = {path: path.read_bytes() for path in folder.glob("*anna*.db")}
    ran = home.run("data", "forget", "--all", "--yes")
    assert ran.code == 0, ran.err
    assert {path: path.read_bytes() for path in folder.iterdir()} == theirs
    assert all(path.name in ran.err for path in theirs)


def test_a_database_that_is_no_store_stays_when_forgetting_is_finished(home: Home) -> None:
    answered(home, {"answer": "my secret"})
    diary = store_of(home).with_name("about-studykit.db")
    with closing(sqlite3.connect(diary)) as made:
        made.execute("CREATE TABLE diary (day)")
        made.commit()
    with closing(Store.open(store_of(home))) as store:  # killed when the rows were deleted
        store.forget(list(store.rows()), lambda _: ({}, ""))
    ran = home.run("data", "doctor", "--fix")
    assert diary.name in ran.err
    assert diary.exists()


def test_the_folder_of_a_profile_which_is_called_as_a_person_goes_with_all_that_was_in_it(home: Home) -> None:
    home.run("--profile", "AdaLovelace", "config", "set", "new-cards", "5")
    assert home.run("--profile", "AdaLovelace", "data", "forget", "--all", "--yes").code == 0
    assert list(store_of(home).parent.parent.glob("Ada*")) == []
    again = home.run("--profile", "AdaLovelace", "data", "forget", "--all", "--yes")
    assert (again.code, "nothing to forget" in again.err) == (3, True)


CUBA = """\
deck: cuba
title: Cuba
cards:
  - {id: year, ask: In which year did Castro take Havana?, answer: 1959}
  - {id: boat, ask: In which boat did he come?, answer: Granma}
"""
CASTRO = CUBA.replace("deck: cuba\n", "deck: castro\nwas: [cuba]\n")


def castro(home: Home) -> Path:
    """A student who answered cards of a deck that was called `cuba` then, and is `castro` now."""
    file = home.write("decks/cuba.yaml", CUBA)
    earlier = {"card": "cuba/year", "answer": "my first secret"}, {"card": "cuba/boat", "answer": "my secret"}
    answered(home, *earlier)
    file.unlink()
    file = home.write("decks/castro.yaml", CASTRO)
    later = {"card": "castro/year", "answer": "my third secret"}, {"answer": "what is kept"}
    answered(home, *earlier, *later)
    return file


def test_what_was_answered_under_an_earlier_name_is_forgotten_although_the_deck_is_gone(home: Home) -> None:
    castro(home)
    assert home.run("deck", "remove", "castro", "--yes").code == 0
    ran = home.run("data", "forget", "--deck", "castro", "--yes")
    assert (ran.code, "3 answers" in ran.out) == (0, True), ran.err
    assert [row["answer"] for row in home.log()] == ["what is kept"]
    assert traces(home, "secret") == []


def test_a_deck_that_is_gone_is_forgotten_under_the_name_it_had_too(home: Home) -> None:
    castro(home)
    assert home.run("deck", "remove", "castro", "--yes").code == 0
    ran = home.run("data", "forget", "--deck", "cuba", "--yes")
    assert (ran.code, "2 answers" in ran.out) == (0, True), ran.err
    assert [row["answer"] for row in home.log()] == ["my third secret", "what is kept"]


def test_what_moved_to_a_deck_that_was_taken_out_is_not_forgotten_with_the_deck_it_came_from(
    home: Home,
) -> None:
    home.write("decks/a.yaml", "deck: aa\ncards:\n  - {id: y, ask: Who?, answer: Lenin}\n")
    moved = home.write(
        "decks/b.yaml", "deck: bb\ncards:\n  - {id: x, ask: When?, answer: 1922, was: [aa/x]}\n"
    )
    answered(home, {"card": "aa/x", "answer": "what is kept"}, {"card": "aa/y"})
    assert home.run("card", "bb/x").code == 0
    moved.unlink()
    ran = home.run("data", "forget", "--deck", "aa", "--yes")
    assert (ran.code, "1 answer" in ran.out) == (0, True), ran.err
    assert [row["answer"] for row in home.log()] == ["what is kept"]


def test_history_that_a_deck_claimed_no_more_when_it_went_is_not_forgotten_with_it(home: Home) -> None:
    castro(home).write_text(CUBA.replace("deck: cuba", "deck: castro"), encoding="utf-8")
    home.run("today")
    assert home.run("deck", "remove", "castro", "--yes").code == 0
    assert home.run("data", "forget", "--deck", "castro", "--yes").code == 0
    assert [row["card"] for row in home.log()] == ["cuba/year", "cuba/boat", "tiny/year"]
