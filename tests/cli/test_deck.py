from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Home, Quiz


def test_the_list_counts_the_cards_asked(home: Home) -> None:
    rows = {row["deck"]: row for row in home.run("deck", "list", "--json").json}
    assert rows["tiny"]["cards"] == 3
    assert rows["tiny"]["title"] == "A tiny deck"
    assert rows["tiny"]["file"].endswith("tiny.yaml")
    assert "tiny " in home.run("deck", "list").out


def test_the_list_stands_by_cases_and_says_which_are_asked(home: Home) -> None:
    listed = home.run("deck", "list").out
    assert listed.index("Decks without a case") < listed.index("tiny ")
    assert listed.index("Stalin's rise to power") < listed.index("stalin-votes")
    assert (
        listed.index("stalin-votes") < listed.index("Mao's rise to power") < listed.index("mao-zedong-army")
    )
    assert "`studykit config set cases stalin mao-zedong`" in " ".join(listed.split())


def test_a_clean_check_says_so(home: Home) -> None:
    ran = home.run("deck", "check", str(home.path / "decks" / "tiny.yaml"))
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == "3 cards in 1 deck: nothing to mend.\n"


def test_every_problem_is_shown_with_its_line_and_mend(home: Home) -> None:
    cards = ["  - id: a\n    ask: What?\n    anwser: x\n", "  - id: a\n    ask: Why?\n    answer: y\n"]
    text = "deck: wrong\ncards:\n" + "".join(cards)
    file = home.write("elsewhere/wrong.yaml", text)
    ran = home.run("deck", "check", str(file), "--json")
    assert ran.code == 1
    assert {row["line"] for row in ran.json} >= {5, 6}
    assert set(ran.json[0]) == {"file", "line", "column", "text", "message", "mend", "rule", "level"}
    shown = home.run("deck", "check", str(file))
    assert f"{file}:5:5: error:" in shown.out
    assert "answer" in shown.out


def test_an_example_that_marking_disagrees_with_is_a_problem(home: Home) -> None:
    text = (
        "deck: exemplary\ncards:\n  - id: year\n    ask: In which year did Lenin die?\n    answer: 1924\n"
        "    examples:\n      right: [1924]\n      wrong: [1923, in 1924]\n"
    )
    file = home.write("elsewhere/exemplary.yaml", text)
    ran = home.run("deck", "check", str(file), "--json")
    assert ran.code == 1
    (problem,) = ran.json
    assert (problem["rule"], problem["text"], problem["line"]) == ("example-fails", "in 1924", 8)


def test_answers_to_cards_of_long_texts_and_names_can_be_restored_and_travel(
    home: Home, quiz: Quiz, tmp_path: Path
) -> None:
    said = "Stalin rose because " + "the offices that nobody else wanted gave him the votes, " * 8
    home.write(
        "decks/long.yaml",
        f"deck: long\ncards:\n  - id: {'x' * 140}\n    ask: Whose view is it?\n    sort:\n"
        f'      offices: ["{said}"]\n      luck: ["{said} or so"]\n',
    )
    ids = [card["card"] for card in home.run("find", "--deck", "long", "--json").json]
    assert (len(set(ids)), max(map(len, ids))) == (2, 300)
    child = quiz("long", "--cards", "1")
    child.expect_exact("Whose view is it?")
    child.sendline("offices")
    child.expect("(?i)correct|wrong")
    child.sendeof()
    child.close()
    assert home.run("data", "backup", str(tmp_path / "b.db")).code == 0
    assert home.run("data", "doctor").code == 0
    assert home.run("data", "restore", str(tmp_path / "b.db"), "--yes").code == 0
    home.write("log.jsonl", home.run("data", "export").out)
    other = Home(tmp_path / "other")
    assert other.run("data", "import", str(home.path / "log.jsonl")).code == 0


def test_a_name_that_no_log_takes_is_an_error_of_the_deck(home: Home) -> None:
    deck = home.write(
        "long.yaml", f"deck: long\ncards:\n  - id: {'x' * 141}\n    ask: Who led?\n    answer: Lenin\n"
    )
    ran = home.run("deck", "check", str(deck))
    assert (ran.code, "`id:` has more than 140 letters" in ran.out) == (1, True), ran.out


def test_a_question_of_moodle_that_is_its_own_long_name_is_imported(home: Home) -> None:
    asked = "Who led the party of the workers and the peasants " * 4
    home.write(
        "quiz.gift", f"::{asked}one:: {asked}? {{=Lenin}}\n\n::{asked}two:: {asked} then? {{=Stalin}}\n"
    )
    deck = home.path / "quiz.yaml"
    assert home.run("deck", "import", str(home.path / "quiz.gift"), "-o", str(deck)).code == 0
    assert home.run("deck", "check", str(deck)).code == 0
    assert home.run("deck", "new", "a" * 141).code == 2
