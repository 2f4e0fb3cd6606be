from __future__ import annotations

from contextlib import closing

import pytest

from studykit.memory.schedule import derive
from studykit.store.lines import from_json
from studykit.store.store import Store
from tests.cli.conftest import Home
from tests.cli.test_data import REVIEW, store_of


@pytest.fixture
def answers(home: Home) -> Home:
    """A student who gave two answers on this device, one about a card that is gone."""
    home.run("today")
    with closing(Store.open(store_of(home))) as store:
        for number, card in enumerate(("older/year", "tiny/defenders")):
            row = {**REVIEW, "id": f"r{number}", "device": store.device, "card": card}
            store.append(from_json(row), derive)
    return home


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (("config", "set", "new-cards", "5"), "`studykit config set new-cards VALUE` changes"),
        (("exam", "set", "in 8 weeks"), "set an exam, which `studykit exam` changes"),
        (("exam", "set", "in 8 weeks", "--minutes", "20"), "undo does not"),
        (
            ("deck", "orphans", "--give", "older/year", "tiny/year"),
            "`studykit deck orphans --take-back tiny/year`",
        ),
    ],
)
def test_something_else_done_since_is_said_before_an_answer_is_taken_back(
    answers: Home, command: tuple[str, ...], said: str
) -> None:
    assert answers.run(*command).code == 0
    asked = answers.run("undo")
    assert asked.code == 2
    assert said in asked.err
    assert "Before that came '1922' to “Which side defended" in asked.err
    assert not [row for row in answers.log() if row["kind"] == "undo"]
    ran = answers.run("undo", "--yes")
    assert (ran.code, ran.out.split(":")[0]) == (0, "Taken back")
    assert [row["row"] for row in answers.log() if row["kind"] == "undo"] == ["r1"]


def test_what_was_taken_back_itself_is_nothing_to_ask_about(answers: Home) -> None:
    answers.run("deck", "orphans", "--give", "older/year", "tiny/year")
    answers.run("deck", "orphans", "--take-back", "tiny/year")
    for _ in range(2):
        assert answers.run("undo").code == 0
    assert "no answer to take back" in answers.run("undo").err


def test_an_answer_whose_card_was_renamed_is_named_by_what_it_asks_now(answers: Home) -> None:
    answers.run("deck", "orphans", "--give", "older/year", "tiny/year")
    assert answers.run("undo", "--yes").code == 0
    assert "In which year did Stalin" in answers.run("undo", "--yes").out


def test_that_a_card_began_afresh_is_taken_back_before_the_answers_that_came_first(answers: Home) -> None:
    before = answers.run("card", "tiny/defenders", "--json").json
    assert answers.run("card", "tiny/defenders", "reset", "--yes").code == 0
    assert answers.run("card", "tiny/defenders", "--json").json != before
    assert answers.run("undo").out.startswith("Taken back: the fresh beginning of “Which side defended")
    assert answers.run("card", "tiny/defenders", "--json").json == before
    assert answers.run("undo").out.startswith("Taken back: '1922' to “Which side defended")


def test_without_an_answer_it_says_what_else_there_is_to_change(home: Home) -> None:
    home.run("config", "set", "new-cards", "5")
    ran = home.run("undo")
    assert ran.code == 3
    assert (
        "There is no answer to take back. What was done last was to change the setting new-cards" in ran.err
    )
