from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.cli.conftest import Home, Quiz
from tests.cli.test_data import answered


def test_a_first_day_says_what_to_type(home: Home) -> None:
    ran = home.run("progress")
    assert ran.code == 0
    assert "You have met none of the" in ran.out
    assert "`studykit quiz` begins" in ran.out


def test_every_figure_of_the_json_says_from_how_many_reviews_it_comes(home: Home) -> None:
    told = home.run("progress", "--json").json
    assert told["curve"]["reviews"] == 0
    assert all("reviews" in each for each in (*told["themes"], *told["decks"], told["calibration"]))
    assert all("reviews" in each for each in told["readiness"]["causes"])
    assert {"known", "shaky", "unseen", "recall"} <= told["decks"][0].keys()
    assert told["habit"]["days"][-1].keys() == {"day", "answers", "is_off"}


def test_a_theme_a_deck_alone_or_no_case_says_nothing_of_essays(home: Home) -> None:
    told = home.run("progress", "--deck", "tiny", "--json").json
    assert [each["name"] for each in told["decks"]] == ["tiny"]
    assert told["cards"] == 3
    assert told["readiness"] is None
    themes = home.run("progress", "--theme", "force", "--json").json["themes"]
    assert themes[0]["name"] == "force"
    home.run("config", "set", "cases", "none")
    assert home.run("progress", "--json").json["readiness"] is None


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("--deck", "tinny"), 3, "did you mean `tiny`?"),
        (("--theme", "forse"), 3, "did you mean `force`?"),
        (("--since", "someday"), 2, "is not a day"),
        (("--since", "2099-01-01"), 2, "still to come"),
    ],
)
def test_wrong_calls_are_answered_with_a_sentence(
    home: Home, arguments: Sequence[str], code: int, said: str
) -> None:
    ran = home.run("progress", *arguments)
    assert ran.code == code
    assert said in ran.err


def test_since_takes_a_day_gone_by_also_without_its_year(home: Home) -> None:
    told = home.run("progress", "--json", "--since", "1 oct").json
    assert told["since"][5:] == "10-01"
    assert told["since"] <= told["day"]


def test_a_page_is_written_once_and_kept_unless_forced(home: Home, tmp_path: Path) -> None:
    page = tmp_path / "progress.html"
    assert home.run("progress", "--html", str(page)).code == 0
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
    again = home.run("progress", "--html", str(page))
    assert again.code == 5
    assert "--force" in again.err
    assert home.run("progress", "--html", str(page), "--force").code == 0
    assert home.run("progress", "--html", "-").out == page.read_text(encoding="utf-8")
    both = home.run("progress", "--share", str(tmp_path / "me.json"), "--html", "-", "--nickname", "A")
    assert (both.code, both.out) == (2, "")
    assert not (tmp_path / "me.json").exists()


@pytest.mark.parametrize("columns", [1, 20, 28, 40])
def test_a_terminal_too_narrow_for_the_picture_gets_words(home: Home, columns: int) -> None:
    pexpect = pytest.importorskip("pexpect")
    answered(home, {})
    sat = home.surroundings.having(COLUMNS=str(columns)).sit("progress", columns=columns)
    sat.expect(pexpect.EOF)
    sat.close()
    assert sat.exitstatus == 0
    assert ("█" in sat.before) == (columns >= 40)


@pytest.mark.parametrize("encoding", ["cp437", "ascii"])
def test_a_console_without_its_letters_shows_what_comes_nearest(home: Home, encoding: str) -> None:
    ran = home.run("progress", PYTHONIOENCODING=encoding)
    assert ran.code == 0
    assert ran.out.isascii()


def test_a_cause_that_no_plan_argues_is_named_with_the_nearest(quiz: Quiz) -> None:
    child = quiz("--factor", "forse")
    child.expect("did you mean `force`")
    child.wait()
    assert child.exitstatus == 3


def test_a_cause_is_drilled_by_its_facts_alone(quiz: Quiz) -> None:
    child = quiz("--factor", "chance", "--new", "3")
    child.expect("1/3, ")


@pytest.mark.parametrize(("encoding", "drawn"), [("utf-8", True), ("cp437", False), ("ascii", False)])
def test_a_console_that_cannot_show_the_picture_gets_words(home: Home, encoding: str, drawn: bool) -> None:
    pexpect = pytest.importorskip("pexpect", reason="needs a POSIX pseudo-terminal")
    child = pexpect.spawn(
        sys.executable, ["-m", "studykit", "progress"], dimensions=(24, 80), encoding="latin-1", timeout=30,
        env={**home.environment, "PYTHONIOENCODING": encoding},
    )  # fmt: skip
    child.expect(pexpect.EOF)
    assert ("Themes, the weakest first" not in child.before) is drawn
    assert "?" not in child.before


@pytest.mark.parametrize("day", ["tomorrow", "next friday", "in 5 weeks"])
def test_since_takes_no_day_to_come(home: Home, day: str) -> None:
    ran = home.run("progress", "--since", day)
    assert (ran.code, ran.out) == (2, "")
    assert "is still to come; --since takes a day gone by." in ran.err


def test_a_nickname_without_a_file_to_hand_in_is_refused(home: Home) -> None:
    ran = home.run("progress", "--nickname", "Ada")
    assert (ran.code, ran.out) == (2, "")
    assert "go with --share FILE" in ran.err


def test_cards_without_a_theme_have_no_list_of_themes(home: Home) -> None:
    home.write("decks/bare.yaml", "deck: bare\ntitle: Bare\ncards:\n  - {id: a, ask: Who?, answer: Facta}\n")
    told = home.run("progress", "--deck", "bare").out
    assert "Decks, the weakest first" in told
    assert "Themes" not in told
