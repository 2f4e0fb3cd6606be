"""What is not studied is not asked and not counted, on every screen."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Home

CASE = "case: rome\ntitle: Mussolini's rise\nthemes: {methods: Methods}\nperiod: 1919/1925\n"
DECK = """\
deck: rome-methods
case: rome
themes: [methods]
cards:
  - {id: a, ask: In which year was the March on Rome?, answer: 1922}
  - {id: b, ask: Which law favoured the largest list?, answer: Acerbo Law}
"""


@pytest.fixture
def rome(home: Home) -> Home:
    (home.path / "decks" / "tiny.yaml").unlink()
    home.write("decks/case.yaml", CASE)
    home.write("decks/rome.yaml", DECK)
    return home


def test_a_case_put_away_is_on_no_screen_and_fetched_back_with_one_line(rome: Home) -> None:
    assert rome.run("today", "--json").json["cards"] == 2
    assert rome.run("find", "--theme", "institutions").code == 3
    rome.run("exam", "set", "in", "5", "weeks", "--case", "stalin")
    rome.run("config", "set", "cases", "rome")
    assert (rome.run("today", "--json").json["cards"], rome.run("today", "--json").json["exams"]) == (2, [])
    assert rome.run("calendar").code == 3
    assert "The case stalin is put away" in " ".join(rome.run("exam", "show").out.split())
    assert "March on Rome" in rome.run("find").out
    assert "stalin" not in rome.run("question", "--json").out
    assert rome.run("config", "set", "cases", "rome", "stalin").code == 0
    today = rome.run("today", "--json").json
    assert today["cards"] > 600
    assert [exam["case"] for exam in today["exams"]] == ["stalin"]


def test_an_exam_of_a_case_says_that_it_is_studied(rome: Home) -> None:
    rome.run("exam", "set", "in", "5", "weeks", "--case", "stalin")
    today = rome.run("today", "--json").json
    assert today["cards"] > 600
    assert today["exams"][0]["cards"] > 600


def test_every_case_can_be_put_away_and_a_deck_without_one_is_still_asked(home: Home) -> None:
    assert home.run("config", "set", "cases", "none").out == "cases is none.\n"
    assert home.run("today", "--json").json["cards"] == 3
    assert home.run("config", "reset", "cases").out == "cases is auto.\n"
    assert home.run("today", "--json").json["cards"] > 600


def test_who_would_remove_what_came_with_studykit_is_told_how_to_put_it_away(rome: Home) -> None:
    for name in ("stalin", "stalin-rivals"):
        ran = rome.run("deck", "remove", name, "--yes")
        assert (ran.code, "`studykit config set cases rome`" in ran.err.replace(" -m", "")) == (5, True), (
            ran.err
        )
