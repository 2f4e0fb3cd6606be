"""What a class handed in as files, from the student's command to the teacher's report."""

from __future__ import annotations

import csv
import io
import json
import sys
from datetime import date
from pathlib import Path

import pytest

from tests.cli.conftest import DECK, Home, furnished
from tests.cli.test_data import REVIEW

TODAY = date.today().isoformat()  # noqa: DTZ011
SAID = "the Eleventh Congress year"


def student(path: Path, name: str, *, wrong: bool = False, overruled: bool = False) -> Path:
    """Give what a student handed in who has answered two cards."""
    home = furnished(path / name, DECK.replace("title: A", "version: 1.0\ntitle: A"))
    failed = {"verdict": "wrong", "rating": 1, "score": 0.0, "answer": SAID}
    stamp = {"id": f"{name}-1", "study_day": TODAY, "card": "tiny/year"}
    rows = [
        {**REVIEW, **stamp, **(failed if wrong else {"answer": "1922"})},
        {**REVIEW, "id": f"{name}-2", "study_day": TODAY, "card": "tiny/defenders", "answer": "Right"},
        {**REVIEW, "id": f"{name}-3", "study_day": TODAY, "card": "elsewhere/card"},
    ]
    if overruled:
        verdict = {
            "kind": "amend",
            "id": f"{name}-4",
            "review": f"{name}-1",
            "verdict": "correct",
            "rating": 3,
        }
        rows.append({"device": "desk", "at": REVIEW["at"] + 1, "card": "tiny/year", **verdict})
    log = home.write("log.jsonl", "".join(f"{json.dumps(row)}\n" for row in rows))
    assert home.run("data", "import", str(log), "--yes").code == 0
    file = path / "handed-in" / f"{name}.json"
    file.parent.mkdir(exist_ok=True)
    words = ["--with-answers"] if overruled else []
    ran = home.run("progress", "--share", str(file), "--nickname", name, *words)
    assert ran.code == 0, ran.err
    return file


@pytest.fixture
def folder(home: Home, tmp_path: Path) -> Path:
    del home
    for name, wrong in (("Ada", False), ("Ben", True), ("Cleo", True)):
        student(tmp_path, name, wrong=wrong, overruled=name == "Cleo")
    return tmp_path / "handed-in"


def test_a_file_holds_no_typed_answer_unless_that_is_asked_for(home: Home, tmp_path: Path) -> None:
    del home
    told = student(tmp_path, "Ben", wrong=True).read_text(encoding="utf-8")
    assert SAID not in told
    assert [row[0] for row in json.loads(told)["cards"]] == ["tiny/defenders", "tiny/year"]
    assert json.loads(told)["decks"] == {"tiny": "1.0"}
    assert SAID in student(tmp_path, "Cleo", wrong=True, overruled=True).read_text(encoding="utf-8")


def test_what_is_handed_in_later_takes_the_place_of_the_file_and_its_name_is_remembered(
    home: Home, tmp_path: Path
) -> None:
    file = student(tmp_path, "Ada")
    ada = Home(tmp_path / "Ada")
    again = ada.run("progress", "--share", str(file))
    assert (again.code, "for Ada: how far you are with 2 cards of 1 deck, 2 answers" in again.out) == (
        0,
        True,
    )
    other = home.write("notes.json", "{}")
    refused = ada.run("progress", "--share", str(other))
    assert (refused.code, other.read_text()) == (5, "{}")


def test_a_student_with_two_devices_is_one_from_their_first_sync_on(home: Home, tmp_path: Path) -> None:
    del home
    file = student(tmp_path, "Ada")
    ada, laptop = Home(tmp_path / "Ada"), furnished(tmp_path / "laptop")
    earlier = {**REVIEW, "id": "earlier", "at": REVIEW["at"] - 1, "card": "tiny/year"}
    log = laptop.write("earlier.jsonl", json.dumps(earlier))
    assert laptop.run("data", "import", str(log)).code == 0
    other = file.with_name("ada laptop.json")
    assert laptop.run("progress", "--share", str(other), "--nickname", "Ada").code == 0
    (shared := tmp_path / "shared").mkdir()
    for device in (ada, laptop, ada):
        assert device.run("data", "sync", str(shared), "--yes").code == 0
    assert ada.run("progress", "--share", str(file)).code == 0
    assert laptop.run("progress", "--share", str(other)).code == 0
    assert "1 student" in laptop.run("class", "report", str(file.parent), "--few").out


def test_she_is_the_same_student_when_her_first_answers_are_forgotten_or_earlier_ones_come(
    home: Home, tmp_path: Path
) -> None:
    del home
    file = student(tmp_path, "Ada")
    ada = Home(tmp_path / "Ada")
    earlier = [
        {**REVIEW, "id": "earlier", "at": REVIEW["at"] - 1, "card": "tiny/year"},
        {**REVIEW, "id": "later", "at": REVIEW["at"] + 1, "card": "tiny/defenders"},
    ]
    log = ada.write("earlier.jsonl", "".join(f"{json.dumps(row)}\n" for row in earlier))
    assert ada.run("data", "import", str(log)).code == 0
    assert ada.run("progress", "--share", str(file)).code == 0
    assert ada.run("data", "forget", "--deck", "tiny", "--yes").code == 0
    again = file.with_name("ada again.json")
    assert ada.run("progress", "--share", str(again)).code == 0
    assert ada.run("progress", "--share", str(file)).code == 0
    assert "1 student" in ada.run("class", "report", str(file.parent), "--few").out


def test_a_classmates_file_is_written_over_only_when_it_is_said(home: Home, tmp_path: Path) -> None:
    file = student(tmp_path, "Ada")
    before = file.read_text()
    student(tmp_path, "Ben")
    refused = Home(tmp_path / "Ben").run("progress", "--share", str(file))
    assert (refused.code, "add --force" in refused.err, file.read_text()) == (5, True, before)
    assert Home(tmp_path / "Ben").run("progress", "--share", str(file), "--force").code == 0
    assert '"nickname": "Ben"' in file.read_text()


def test_who_has_answered_nothing_that_counts_hands_in_that_she_has_not_started(home: Home) -> None:
    undone = [
        {**REVIEW, "id": "a", "study_day": TODAY, "card": "tiny/year"},
        {
            "device": "desk",
            "at": REVIEW["at"] + 1,
            "kind": "undo",
            "id": "u",
            "row": "a",
            "card": "tiny/year",
        },
    ]
    log = home.write("log.jsonl", "".join(f"{json.dumps(row)}\n" for row in undone))
    assert home.run("data", "import", str(log), "--yes").code == 0
    file = home.path / "dan.json"
    ran = home.run("progress", "--share", str(file), "--nickname", "Dan", "--with-answers")
    assert ran.out == f"Written: {file}, for Dan: that you have not started. Hand it in as it is.\n"


def test_nobody_hands_in_a_file_without_a_name_or_without_an_answer(home: Home) -> None:
    assert "--nickname NAME" in home.run("progress", "--share", str(home.path / "x.json")).err
    nothing = home.run("progress", "--share", str(home.path / "x.json"), "--nickname", "Ada")
    assert (nothing.code, "nothing has been answered" in nothing.err) == (3, True)


def test_the_report_says_who_started_what_is_hard_and_what_to_accept(home: Home, folder: Path) -> None:
    ran = home.run("class", "report", str(folder), "--class", "11B")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("11B: 3 of 3 students have started\n")
    lines = ran.out.splitlines()
    assert f"  Ada      last on {TODAY}" in lines
    hard = next(line.split() for line in lines if line.strip().startswith("tiny/year"))
    assert hard[:4] == ["tiny/year", "3", "3", "33%"]
    assert "    In which year did Stalin become General Secretary?" in lines
    assert f"{home.path}/decks/tiny.yaml:7: tiny/year, said 1 time" in lines
    assert f'    accept: ["{SAID}"]' in lines
    assert "    tiny 1.0: Ada, Ben, Cleo" in lines
    assert "elsewhere" not in ran.out


def test_what_the_deck_accepts_by_now_is_no_longer_proposed(home: Home, folder: Path) -> None:
    deck = home.path / "decks" / "tiny.yaml"
    deck.write_text(DECK.replace("answer: 1922", f"answer: 1922\n    accept: [{SAID}]"), encoding="utf-8")
    assert "accept:" not in home.run("class", "report", str(folder)).out


def test_files_that_cannot_be_used_are_named_and_the_others_counted(home: Home, folder: Path) -> None:
    good = (folder / "Ada.json").read_bytes()
    (folder / "Ada (1).json").write_bytes(good)
    (folder / "cut.json").write_bytes(good[:200])
    (folder / "essay.docx").write_bytes(b"PK\3\4")
    (folder / "changed.json").write_bytes(good.replace(b'"Ada"', b'"Eve"'))
    ran = home.run("class", "report", str(folder), "--json")
    assert (ran.code, ran.json["started"]) == (0, 3)
    left_out = {Path(each["file"]).name: each["why"] for each in ran.json["left_out"]}
    assert left_out.keys() == {"Ada (1).json", "cut.json", "essay.docx", "changed.json"}
    assert left_out["Ada (1).json"] == f"it is a copy of {folder / 'Ada.json'}"
    shown = home.run("class", "report", str(folder)).out
    assert "Files left out" in shown
    none = home.run("class", "report", str(folder / "cut.json"))
    assert (none.code, "0 of 0 students" in none.out) == (1, True)
    assert home.run("class", "report", str(folder / "gone.json")).code == 3


def test_a_folder_that_holds_nothing_is_said_to(home: Home) -> None:
    (home.path / "none").mkdir()
    ran = home.run("class", "report", str(home.path / "none"))
    assert (ran.code, ran.out) == (3, "")
    assert "none holds no file. Students write theirs by `studykit progress --share FILE`." in ran.err


def test_no_figure_of_fewer_than_three_unless_asked(home: Home, folder: Path) -> None:
    two = [str(folder / "Ada.json"), str(folder / "Ben.json")]
    plain = home.run("class", "report", *two, "--json").json
    assert (plain["spread"], plain["cards"], plain["students"][0]["recall"]) == (None, [], None)
    few = home.run("class", "report", *two, "--json", "--few").json
    assert [card["name"] for card in few["cards"]] == ["tiny/year", "tiny/defenders"]
    assert few["students"][0]["recall"] > 0.9


def test_the_same_report_as_a_table_and_as_a_page(home: Home, folder: Path) -> None:
    (folder / "=cmd.json").write_bytes(b"")
    ran = home.run("class", "report", str(folder), "--csv", "-")
    rows = list(csv.DictReader(io.StringIO(ran.out.lstrip("\ufeff"))))
    parts = [row["part"] for row in rows]
    assert {"student", "card", "theme", "accept", "version", "left out"} <= set(parts)
    hard = next(row for row in rows if row["part"] == "card")
    assert (hard["name"], hard["students"], hard["wrong"]) == ("tiny/year", "3", "0.333")
    page = home.path / "report.html"
    assert home.run("class", "report", str(folder), "--html", str(page)).code == 0
    text = page.read_text(encoding="utf-8")
    assert "<td>tiny/year</td>" in text
    assert 'class="n">33%</td>' in text
    assert "http" not in text.replace("https://", "")
    assert home.run("class", "report", str(folder), "--html", str(page)).code == 5
    assert home.run("class", "report", str(folder), "--html", "-", "--json").code == 2


def test_reading_many_files_shows_a_bar_where_somebody_waits(home: Home, folder: Path) -> None:
    pexpect = pytest.importorskip("pexpect", reason="needs a POSIX pseudo-terminal")
    data = (folder / "Ada.json").read_bytes()
    for number in range(25):
        (folder / f"copy-{number}.json").write_bytes(data)
    words = ["-m", "studykit", "class", "report", str(folder)]
    child = pexpect.spawn(sys.executable, words, env=home.environment, encoding="utf-8", timeout=30)
    child.expect("Reading.*100%")
    child.expect_exact("3 of 3 students have started")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0


def test_without_files_and_without_a_hub_it_says_what_to_name(home: Home) -> None:
    ran = home.run("class", "report")
    assert ran.code == 2
    assert "Name the files your students handed in, or the folder they lie in" in ran.err
