"""The commands of a school, as people type them, against a real server."""

from __future__ import annotations

import json
import re
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest

from studykit.school import packs
from studykit.school.address import parsed
from studykit.school.database import Database
from studykit.school.handed_in import of_class
from studykit.school.migration import VERSION
from tests.cli.conftest import DECK, furnished
from tests.cli.test_data import answered
from tests.school.people import NAMES, Person, credentials, login, person
from tests.school.servers import School, drop

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def enrolled(hub: School, tmp_path: Path) -> dict[str, str]:
    """A class of three with its teacher: the addresses by first name."""
    name = f"class {tmp_path.name}"
    students = hub.enrol(name, "student", "Ada Lovelace", "Ben Okri", "Cleo Äther")
    teachers = hub.enrol(name, "teacher", "Ms Teach")
    urls = [hub.installer.as_login(each).url for each in students + teachers]
    return {"class": name, **dict(zip(("Ada", "Ben", "Cleo", "Ms"), urls, strict=True))}


def test_a_hub_of_a_newer_studykit_is_refused(hub: School, tmp_path: Path) -> None:
    [student] = hub.enrol("N", "student", "Ada")
    with hub.superuser() as superuser:
        superuser.execute("UPDATE studykit.hub SET version = 99")
        try:
            for words in (
                ("school", "init", hub.installer.url),
                ("data", "sync", hub.installer.as_login(student).url),
            ):
                ran = person(tmp_path, "someone").run(*words)
                assert ran.code == 4
                assert "was made by a newer studykit (version 99" in ran.err
        finally:
            superuser.execute(f"UPDATE studykit.hub SET version = {VERSION}")


def test_two_devices_of_a_student_unite_their_work_and_a_third_gets_all(
    enrolled: dict[str, str], tmp_path: Path
) -> None:
    one, two, three = (person(tmp_path, name) for name in ("one", "two", "three"))
    answered(one, {"id": "a1"}, {"id": "a2"})
    answered(two, {"id": "b1", "device": "phone"})
    first = one.ok("data", "sync", enrolled["Ada"])
    assert "2 rows sent to the hub" in first.out
    asked = two.run("data", "sync", enrolled["Ada"])
    assert asked.code == 2
    assert "Is that your own work?" in asked.err
    assert "1 row sent" in two.ok("data", "sync", enrolled["Ada"], "--yes").out
    one.ok("data", "sync", "--yes")
    three.ok("data", "sync", enrolled["Ada"], "--yes")
    assert one.log() == two.log() == three.log()
    assert len(one.log()) == 3
    assert "0 rows sent to the hub" in one.ok("data", "sync").out
    assert "0 rows received" in one.ok("data", "sync").out


def test_without_the_hub_one_sentence_says_so_and_nothing_is_lost(
    enrolled: dict[str, str], tmp_path: Path
) -> None:
    one = person(tmp_path, "one")
    answered(one, {"id": "a1"})
    ran = one.run("data", "sync", "postgresql://s2@127.0.0.1:1/school")
    assert ran.code == 5
    assert "The hub school at 127.0.0.1:1 cannot be reached" in ran.err
    assert "sync again when you are connected" in ran.err
    assert ran.err.count("\n") == 1
    assert len(one.log()) == 1


def test_a_password_in_the_address_is_refused_and_not_repeated(tmp_path: Path) -> None:
    one = person(tmp_path, "one")
    for url in ("postgresql://s2:hunter22@host/school", "postgresql://s2@host/school?password=hunter22"):
        for words in (("data", "sync", url), ("school", "classes", "--hub", url), ("school", "init", url)):
            ran = one.run(*words)
            assert ran.code == 2
            assert "Leave the password out" in ran.err
            assert "hunter22" not in ran.out + ran.err


def test_a_class_report_says_who_started_and_what_is_hard(
    hub: School, enrolled: dict[str, str], tmp_path: Path
) -> None:
    wrong = {"verdict": "wrong", "rating": 1, "score": 0.0, "answer": "1923"}
    for number, name in enumerate(("Ada", "Ben", "Cleo")):
        student = person(tmp_path, name)
        answered(student, {"id": f"{number}", **(wrong if number else {})})
        if number == 1:
            overrule(student, "1")
        student.ok("data", "sync", enrolled[name])
    teacher = person(tmp_path, "teacher")
    ran = teacher.ok("class", "report", enrolled["Ms"])
    assert "3 of 3 students have started" in ran.out
    assert "tiny/year" in ran.out
    assert "1923" not in ran.out
    teacher.ok("school", "classes", enrolled["class"], "--answers", "--hub", enrolled["Ms"])
    found = teacher.ok("class", "report", "--json").json
    assert found["overruled"] == [["tiny/year", "1923", 1]]
    [card] = found["cards"]
    assert (card["students"], card["answers"], round(card["wrong"], 2)) == (3, 3, 0.33)
    told = person(tmp_path, "Ada").ok("data", "sync")
    assert f"Teachers may read what you type in: {enrolled['class']}." in told.out
    overview = teacher.ok("school", "classes", "--json").json
    assert [(each["students"], each["started"], each["reviews"]) for each in overview] == [(3, 3, 3)]
    assert person(tmp_path, "Ben").run("class", "report", enrolled["Ben"]).out.count("Ada") == 0


def test_answers_that_were_shown_only_between_two_syncs_are_told_once(
    enrolled: dict[str, str], tmp_path: Path
) -> None:
    ada, teacher, name = person(tmp_path, "Ada"), person(tmp_path, "teacher"), enrolled["class"]
    ada.ok("data", "sync", enrolled["Ada"])
    for shown in ("--answers", "--no-answers"):
        teacher.ok("school", "classes", name, shown, "--hub", enrolled["Ms"])
    told = f"{datetime.now(UTC).date()} on, what you type in: {name}."
    assert f"Teachers could read for a while, from {told}" in ada.ok("data", "sync").out
    for someone in (ada, person(tmp_path, "a new device")):
        assert "could read" not in someone.ok("data", "sync", enrolled["Ada"]).out
    ben = person(tmp_path, "Ben")
    ben.ok("data", "sync", enrolled["Ben"])
    teacher.ok("school", "classes", name, "--answers")
    assert "could read" not in ben.ok("data", "sync").out


def test_a_password_is_changed_whatever_its_owner_holds_on_to_and_only_then_written(
    enrolled: dict[str, str], tmp_path: Path
) -> None:
    teacher, ben, new = person(tmp_path, "teacher"), login(enrolled["Ben"]), tmp_path / "new.csv"
    change = ("school", "password", ben, "--hub", enrolled["Ms"], "--credentials")
    with closing(psycopg.connect(enrolled["Ben"])) as held:
        held.execute(f"ALTER ROLE {ben} PASSWORD 'mine'")
        assert "has another password" in teacher.ok(*change, str(new)).out
    assert [entry["login"] for entry in credentials(new)] == [ben]
    assert "exists already" in teacher.run(*change, str(new)).err
    with psycopg.connect(enrolled["Ben"]) as own:
        assert own.execute("SELECT FROM studykit.journal WHERE did = 'password'").rowcount == 1


def overrule(student: Person, review: str) -> None:
    """Say that an answer was right."""
    from studykit.memory.schedule import derive
    from studykit.reviews import Amend, Rating, Review
    from studykit.store.store import Store
    from studykit.verdict import Verdict

    store = Store.open(student.path / "profiles" / "default" / "studykit.db")
    try:
        row = store.row(review)
        assert isinstance(row, Review)
        store.append(
            Amend(id=f"am{review}", device="desk", at=row.at + 1, card=row.card, review=review,
                  rating=Rating.GOOD, verdict=Verdict.CORRECT),
            derive,
        )  # fmt: skip
    finally:
        store.close()


def test_decks_are_handed_out_with_every_version_kept(enrolled: dict[str, str], tmp_path: Path) -> None:
    teacher, student = person(tmp_path, "teacher"), Person(furnished(tmp_path / "Ada", None).path)
    pack = teacher.write("cuba/cuba.yaml", DECK.replace("deck: tiny", "deck: cuba"))
    hub = ("--hub", enrolled["Ms"])
    assert "cuba version 1 is handed out" in teacher.ok("class", "decks", "push", str(pack.parent), *hub).out
    assert "has this version" in teacher.ok("class", "decks", "push", str(pack.parent)).out
    pulled = student.ok("class", "decks", "pull", "--hub", enrolled["Ada"])
    assert "cuba version 1" in pulled.out
    assert "3 new cards" in pulled.out
    assert (student.path / "decks" / "cuba" / "cuba.yaml").read_text() == pack.read_text()
    pack.write_text(pack.read_text().replace("Which side defended", "Which wing defended"))
    assert "version 2" in teacher.ok("class", "decks", "push", str(pack.parent), "--note", "one reworded").out
    assert "1 reworded: defenders" in student.ok("class", "decks", "pull").out
    listed = student.ok("class", "decks", "list", "--json").json
    assert [(each["version"], each["note"]) for each in listed] == [(2, "one reworded"), (1, "")]
    student.ok("class", "decks", "pull", "cuba", "--version", "1")
    assert "Which side" in (student.path / "decks" / "cuba" / "cuba.yaml").read_text()
    assert student.run("class", "decks", "pull", "cuba", "--version", "7").code == 3
    pack.write_text(pack.read_text() + "# mine now\n")
    refused = student.run("class", "decks", "push", str(pack.parent), "--hub", enrolled["Ada"])
    assert refused.code == 5
    assert "may not do that" in refused.err


def test_a_pack_that_is_larger_than_decks_can_be_is_not_fetched(
    hub: School, enrolled: dict[str, str], tmp_path: Path
) -> None:
    pack = "INSERT INTO studykit.packs (class, name, version, content)"
    every = "SELECT id, 'big', 1, %s FROM studykit.classes"
    hub.sql(login(enrolled["Ms"]), f"{pack} {every}", bytes(packs.LARGEST + 1))
    ran = person(tmp_path, "Ada").run("class", "decks", "pull", "--hub", enrolled["Ada"])
    assert ran.code == 1
    assert "big version 1 has 10 MB, as no deck pack has" in ran.err


def test_a_deck_with_errors_is_handed_out_to_nobody(enrolled: dict[str, str], tmp_path: Path) -> None:
    teacher = person(tmp_path, "teacher")
    pack = teacher.write(
        "bad/bad.yaml", DECK.replace("deck: tiny", "deck: bad").replace("answer: 1922", "answr: 1922")
    )
    ran = teacher.run("class", "decks", "push", str(pack), "--hub", enrolled["Ms"])
    assert ran.code == 1
    assert "Mend it before anybody gets it" in ran.err


def test_forgetting_reaches_the_hub_first(enrolled: dict[str, str], tmp_path: Path) -> None:
    one, two = person(tmp_path, "one"), person(tmp_path, "two")
    answered(one, {"id": "a1", "answer": "secret"}, {"id": "a2"})
    one.ok("data", "sync", enrolled["Ada"])
    two.ok("data", "sync", enrolled["Ada"], "--yes")
    assert "2 rows deleted in the hub" in one.ok("data", "forget", "--answers", "--yes").err
    assert "2 rows deleted in the hub" in one.ok("data", "forget", "--deck", "tiny", "--yes").err
    assert one.log() == []
    assert "0 rows received" in one.ok("data", "sync").out
    assert "0 rows sent" in two.ok("data", "sync").out  # what was forgotten is not brought back
    fresh = person(tmp_path, "fresh")
    assert "0 rows received" in fresh.ok("data", "sync", enrolled["Ada"]).out
    answered(one, {"id": "a3"})
    one.ok("data", "sync")
    assert "1 row deleted in the hub" in one.ok("data", "forget", "--all", "--yes").err
    assert not (one.path / "profiles" / "default" / "studykit.db").exists()


def test_what_was_forgotten_on_one_device_another_hands_in_no_more(
    enrolled: dict[str, str], tmp_path: Path
) -> None:
    one, two = person(tmp_path, "one"), person(tmp_path, "two")
    answered(one, {"id": "a1"}, {"id": "a2"}, {"id": "a3", "card": "other/x"})
    one.ok("data", "sync", enrolled["Ada"])
    two.ok("data", "sync", enrolled["Ada"], "--yes")

    def reported() -> dict[str, int]:
        with closing(Database.open(parsed(enrolled["Ms"]))) as database:
            [ada] = [each for each in of_class(database, enrolled["class"]) if each.name.startswith("Ada")]
        return {str(card.state.card): card.answers for card in ada.progress.cards}

    assert reported() == {"tiny/year": 2, "other/x": 1}
    one.ok("data", "forget", "--deck", "tiny", "--yes")
    answered(two, {"id": "b1", "device": "phone"})
    two.ok("data", "sync")
    assert reported() == {"other/x": 1, "tiny/year": 1}
    one.ok("data", "forget", "--all", "--yes")
    two.ok("data", "sync")
    assert reported() == {}


def test_forgetting_a_deck_takes_what_only_the_hub_has_of_it_and_a_restore_hides_no_hub(
    enrolled: dict[str, str], tmp_path: Path
) -> None:
    one, two = person(tmp_path, "one"), person(tmp_path, "two")
    answered(one, {"id": "d1"}, {"id": "d2", "card": "other/x"})
    early = tmp_path / "early.db"
    one.ok("data", "backup", str(early))
    one.ok("data", "sync", enrolled["Ada"], "--yes")
    answered(two, {"id": "d3"}, {"id": "d4", "card": "other/x"})
    exercise = {"kind": "exercise", "device": "desk", "at": 1_790_000_000_001, "study_day": "2026-10-01"}
    drawn = {"name": "timeline", "score": 1.0, "seconds": 9.0, "value": "other/x tiny/year"}
    line = two.write("exercise.jsonl", json.dumps({**exercise, **drawn, "id": "d5"}) + "\n")
    two.ok("data", "import", str(line))
    two.ok("data", "sync", enrolled["Ada"], "--yes")
    one.ok("data", "restore", str(early), "--yes")
    assert "3 rows deleted in the hub" in one.ok("data", "forget", "--deck", "tiny", "--yes").err
    one.ok("data", "sync", enrolled["Ada"], "--yes")
    assert sorted(row["id"] for row in one.log()) == ["d2", "d4"]
    one.ok("data", "forget", "--all", "--yes")


def test_nothing_is_forgotten_here_when_the_hub_cannot_be_reached(
    hub: School, enrolled: dict[str, str], tmp_path: Path
) -> None:
    one = person(tmp_path, "one")
    answered(one, {"id": "a1"})
    one.ok("data", "sync", enrolled["Ada"])
    with hub.superuser() as superuser:
        superuser.execute(f'ALTER ROLE "{login(enrolled["Ada"])}" NOLOGIN')
    ran = one.run("data", "forget", "--deck", "tiny", "--yes")
    assert ran.code == 5
    assert "Nothing was deleted here. Add --only-here" in ran.err
    assert len(one.log()) == 1
    assert "keeps what it has" in one.ok("data", "forget", "--deck", "tiny", "--yes", "--only-here").err
    assert one.log() == []


def test_leaving_deletes_for_good_or_only_from_a_class(enrolled: dict[str, str], tmp_path: Path) -> None:
    teacher = person(tmp_path, "teacher")
    ben = login(enrolled["Ben"])
    ran = teacher.ok("school", "leave", ben, "--yes", "--hub", enrolled["Ms"])
    assert "This deletes Ben Okri" in ran.out
    gone = person(tmp_path, "Ben").run("data", "sync", enrolled["Ben"])
    assert gone.code in (3, 5)
    ada = login(enrolled["Ada"])
    assert "left class" in teacher.ok("school", "leave", ada, "--class", enrolled["class"]).out
    assert teacher.run("school", "leave", ada, "--yes").code == 3
    assert "Cleo" in teacher.ok("school", "classes", enrolled["class"]).out


def test_a_teachers_login_does_not_sync(enrolled: dict[str, str], tmp_path: Path) -> None:
    ran = person(tmp_path, "teacher").run("data", "sync", enrolled["Ms"])
    assert ran.code == 2
    assert "no student's login" in ran.err


def test_a_database_without_a_hub_is_told_apart(hub: School, tmp_path: Path) -> None:
    ran = person(tmp_path, "one").run("data", "sync", hub.server.of_database("postgres").url)
    assert ran.code == 3
    assert "There is no studykit hub in postgres" in ran.err


def test_without_the_driver_the_extra_is_named(tmp_path: Path) -> None:
    one = person(tmp_path, "one")
    hidden = tmp_path / "hidden" / "psycopg"
    hidden.mkdir(parents=True)
    (hidden / "__init__.py").write_text("raise ImportError")
    ran = one.run("data", "sync", "postgresql://s2@host/school", PYTHONPATH=str(hidden.parent))
    assert ran.code == 5
    assert "pip install 'studykit[school]'" in ran.err


def test_the_five_commands_of_the_page_lead_from_an_empty_server_to_a_first_class(
    hub: School, tmp_path: Path
) -> None:
    page = (ROOT / "studykit" / "school" / "README.md").read_text(encoding="utf-8")
    block = page.partition("## From an empty server")[2].split("```")[1]
    commands = [line.split()[1:] for line in block.strip().splitlines()]
    assert len(commands) == 5
    name = f"{hub.name}_page"
    where = hub.installer.url.rpartition("@")[2].partition("/")[0]
    made = person(tmp_path, "all")
    made.write("teachers.txt", "Ms Teach\n")
    made.write("names.csv", NAMES)
    real = {"postgres@hub.example.org/school": f"{hub.installer.login}@{where}/{name}"}
    files = {
        each: str(made.path / each) for each in ("teachers.txt", "teachers.csv", "names.csv", "11B.html")
    }
    try:
        for command in commands:
            words = [files.get(word, word) for word in command]
            for before, after in real.items():
                words = [word.replace(before, after) for word in words]
            ran = made.ok(*words)
            for role, file in (("s7k2m9", "11B.html"), ("t4q8wc", "teachers.csv")):
                if (made.path / file).exists():
                    found = re.search(
                        r"postgresql://([^\s<,]+)", (made.path / file).read_text(encoding="utf-8-sig")
                    )
                    assert found is not None
                    real[f"{role}@hub.example.org/school"] = found[1]
        assert "11B: 0 of 3 students have started" in ran.out
    finally:
        with hub.superuser() as superuser:
            drop(superuser, name, hub.installer.login, stays=True)


def test_a_sync_asks_before_it_brings_back_from_a_hub_what_a_restore_took_away(
    enrolled: dict[str, str], tmp_path: Path
) -> None:
    one, early = person(tmp_path, "one"), tmp_path / "early.db"
    answered(one, {"id": "a1"})
    one.ok("data", "sync", enrolled["Ada"])
    one.ok("data", "backup", str(early))
    answered(one, {"id": "a2"})
    one.ok("data", "sync")
    one.ok("data", "restore", str(early), "--yes")
    asked = one.run("data", "sync")
    assert asked.code == 2
    assert "1 answer (2026-10-01) that a restore took away here" in asked.err
    assert len(one.log()) == 1
    one.ok("data", "sync", "--yes")
    assert len(one.log()) == 2
