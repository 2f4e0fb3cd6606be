"""Setting up a hub and putting people into classes, as an administrator types it, against a real server."""

from __future__ import annotations

from pathlib import Path
from unicodedata import normalize

import pytest

from studykit.school.migration import VERSION
from tests.school.people import NAMES, Person, credentials, login, person
from tests.school.servers import School


@pytest.fixture
def admin(hub: School, tmp_path: Path) -> Person:
    made = person(tmp_path, "admin")
    made.ok("school", "init", hub.installer.url)
    return made


def test_init_says_what_it_made_and_can_be_given_again(hub: School, tmp_path: Path) -> None:
    made = person(tmp_path, "admin")
    again = made.ok("school", "init", hub.installer.url, "--credentials", str(tmp_path / "admin.csv"))
    assert again.out == f"The hub {hub.installer} is up to date (version {VERSION}).\n"
    [entry] = credentials(tmp_path / "admin.csv")
    assert entry["name"] == "School admin"
    assert (tmp_path / "admin.csv").stat().st_mode & 0o077 == 0
    assert made.ok("school", "classes", "--hub", entry["url"]).code == 0


def test_enrolling_writes_credentials_once_and_leaves_those_there_alone(
    hub: School, admin: Person, tmp_path: Path
) -> None:
    names = admin.write("names.csv", NAMES + "Ada Lovelace\n")
    target = tmp_path / "9x.csv"
    ran = admin.ok("school", "enrol", "9x", str(names), "--credentials", str(target))
    assert ran.out == "4 students put into 9x.\n"
    found = credentials(target)
    assert login(found[0]["url"]) == found[0]["login"]
    assert [each["name"] for each in found] == ["Ada Lovelace", "Ben Okri", "Cleo Äther", "Ada Lovelace"]
    assert len({each["login"] for each in found}) == len({each["password"] for each in found}) == 4
    assert found[0]["url"] == hub.installer.as_login(found[0]["login"]).url
    assert target.stat().st_mode & 0o077 == 0
    names = admin.write("again.csv", normalize("NFD", NAMES) + "Ada Lovelace\n")  # as macOS writes accents
    again = admin.ok("school", "enrol", "9x", str(names))
    assert again.out == "0 students put into 9x; 4 of the list were in it already.\n"
    refused = admin.run("school", "enrol", "9y", str(names), "--credentials", str(target))
    assert refused.code == 5
    assert "exists already" in refused.err
    assert "9y" not in admin.ok("school", "classes").out
    moved = admin.write("moved.csv", f"name;login\nAda Lovelace;{found[0]['login']}\n")
    assert admin.ok("school", "enrol", "9z", str(moved)).out == "1 student put into 9z.\n"


def test_credentials_that_cannot_be_written_are_said_to_be_so(admin: Person, tmp_path: Path) -> None:
    names = admin.write("names.csv", NAMES)
    for target in (names / "below.csv", tmp_path / ("x" * 300 + ".csv"), tmp_path / "nowhere" / "9x.csv"):
        ran = admin.run("school", "enrol", "9v", str(names), "--credentials", str(target))
        assert (ran.code, "Traceback" in ran.err, "Unexpected" in ran.err) == (5, False, False), ran.err
    assert "9v" not in admin.ok("school", "classes").out


def test_slips_to_hand_out_name_the_command_to_type(admin: Person, tmp_path: Path) -> None:
    names = admin.write("names.txt", "<b>Bold</b>\n")
    admin.ok("school", "enrol", "slips", str(names), "--credentials", str(tmp_path / "slips.html"))
    page = (tmp_path / "slips.html").read_text()
    assert "&lt;b&gt;Bold&lt;/b&gt;" in page
    assert "studykit data sync postgresql://s" in page


def test_a_list_of_names_may_be_what_excel_writes(admin: Person, tmp_path: Path) -> None:
    source = tmp_path / "names.csv"
    for number, data in enumerate(
        (NAMES.encode("cp1252"), NAMES.encode("utf-16"), NAMES.encode("utf-8-sig"))
    ):
        source.write_bytes(data)
        target = tmp_path / f"{number}.csv"
        admin.ok("school", "enrol", f"excel {number}", str(source), "--credentials", str(target))
        assert credentials(target)[2]["name"] == "Cleo Äther"


def test_quoted_names_on_lines_of_their_own_are_read_without_their_quotation_marks(
    admin: Person, tmp_path: Path
) -> None:
    source = admin.write("names.csv", 'name\n"Silva, Ana"\n"O\'Brien ""Bob"""\nAda "Lovelace" King\n')
    target = tmp_path / "quoted.csv"
    admin.ok("school", "enrol", "quoted", str(source), "--credentials", str(target))
    assert [each["name"] for each in credentials(target)] == [
        "Silva, Ana",
        'O\'Brien "Bob"',
        'Ada "Lovelace" King',
    ]


def test_a_quotation_mark_that_is_not_closed_in_a_list_of_names_is_said_to_be_so(admin: Person) -> None:
    for more in (1, 20_000):
        text = 'name,login\nAda Lovelace,\n"Ben Okri,\n' + "Cleo Hall,\n" * more
        ran = admin.run("school", "enrol", "open", str(admin.write("names.csv", text)))
        assert (ran.code, "close the quotation mark" in ran.err) == (1, True), ran.err
