from __future__ import annotations

import os
import select
import signal
import subprocess
import sys

import pytest

from tests.cli.conftest import Home


def test_a_card_is_shown_as_a_student_sees_it_with_all_that_belongs_to_it(home: Home) -> None:
    ran = home.run("deck", "show", "tiny", "year")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("  In which year did Stalin become General Secretary?\n")
    for line in (
        "  Card       tiny/year",
        "  Answer     1922",
        "  Not        1924: that is when Lenin died",
        "  Note       The Eleventh Congress had just ended.",
        "  Themes     office",
        "  Source     Class notes: the office",
    ):
        assert line in ran.out.splitlines()


def test_every_accepted_answer_is_shown(home: Home) -> None:
    shown = home.run("deck", "show", "tiny/controls").out
    assert "  Answer     appointments in the Party\n" in shown
    assert "             or: who got which job | filling posts\n" in shown
    assert "  Needed     2 of 2\n" in shown
    assert max(map(len, shown.splitlines())) <= 80


def test_the_dates_of_an_order_are_shown_with_its_answer_and_not_before(home: Home) -> None:
    home.write(
        "decks/dated.yaml",
        "deck: dated\ntitle: Dated\ncards:\n  - id: way\n    ask: Which came first?\n"
        "    order: [{say: the ban, date: 1921-03}, {say: the post, date: 1922-04-03}, the end]\n",
    )
    shown = home.run("deck", "show", "dated/way", "--try", "1 2 3").out
    asked, _, answer = shown.partition("  Card")
    assert "19" not in asked
    verdict = shown.partition("Tried")[2]
    for text in (answer, verdict):
        assert "the ban (March 1921)\n" in text
        assert "the post (3 April 1922)\n" in text
        assert "the end\n" in text


@pytest.mark.parametrize(
    ("answer", "verdict", "why"),
    [("1922", "Correct", ""), ("1924", "Wrong", "that is when Lenin died"), ("", "Wrong", "")],
)
def test_a_trial_answer_is_marked_as_the_quiz_would(home: Home, answer: str, verdict: str, why: str) -> None:
    shown = home.run("deck", "show", "tiny", "year", "--try", answer)
    assert shown.code == 0
    assert f"\n{verdict}\n" in shown.out
    assert why in shown.out
    (row,) = home.run("deck", "show", "tiny", "year", "--try", answer, "--json").json
    assert row["tried"]["verdict"] == verdict.lower()


def test_a_whole_deck_is_shown_in_its_order(home: Home) -> None:
    shown = home.run("deck", "show", "tiny").out
    at = [shown.index(name) for name in ("tiny/year", "tiny/defenders", "tiny/controls")]
    assert at == sorted(at)
    assert home.run("deck", "show", "tiny", "--json").json[0]["card"] == "tiny/year"


def test_a_deck_is_shown_from_its_file_with_the_case_beside_it(home: Home) -> None:
    case = home.write("work/case.yaml", "case: rome\naliases: {Facta: [the last liberal]}\n")
    file = home.write(
        "work/rome.yaml",
        "deck: rome\ncase: rome\ncards:\n"
        "  - {id: a, ask: Who resigned?, answer: Facta, back: {ask: Who was Facta?, answer: a minister}}\n",
    )
    tried = home.run("deck", "show", str(file), "a#back", "--try", "a minister")
    assert (tried.code, "Correct" in tried.out) == (0, True)
    alias = home.run("deck", "show", str(file), "rome/a", "--json").json
    assert [row["card"] for row in alias] == ["rome/a", "rome/a#back"]
    several = home.run("deck", "show", str(file), "a", "--try", "Facta")
    assert (several.code, "and that is 2: a, a#back. Name one" in several.err) == (2, True)
    for other, said in (
        (case, "holds no deck that can be used"),
        (home.path / "no.yaml", "There is no file"),
        (home.path / "no" / "such.yaml", "There is no file"),
    ):
        ran = home.run("deck", "show", str(other))
        assert (ran.code, said in ran.err) == (3, True)


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["tinny"], 3, "did you mean `tiny`?"),
        (["tiny", "yaer"], 3, "did you mean `year`?"),
        (["tiny", "--try", "1922"], 2, "one card"),
    ],
)
def test_what_cannot_be_shown_is_said(home: Home, arguments: list[str], code: int, said: str) -> None:
    ran = home.run("deck", "show", *arguments)
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err


def test_a_card_with_an_error_is_named_as_such(home: Home) -> None:
    home.write(
        "decks/d.yaml",
        "deck: d\ncards:\n  - {id: a, ask: Who?, anwser: X}\n  - {id: b, ask: When?, answer: Y}\n",
    )
    assert "has an error" in home.run("deck", "show", "d", "a").err


def test_what_would_move_the_cursor_is_shown_and_not_obeyed(home: Home) -> None:
    home.write("decks/d.yaml", 'deck: d\ncards:\n  - {id: a, ask: "Who?", answer: "X\\e[2J\\u202e"}\n')
    shown = home.run("deck", "show", "d", "a", "--try", "\x1b[2J").out
    assert "\x1b" not in shown
    assert "\u202e" not in shown


@pytest.mark.skipif(sys.platform == "win32", reason="interrupts a process by its signal")
def test_watching_checks_on_every_save_and_shows_the_card_being_edited(home: Home) -> None:
    pytest.importorskip("watchfiles")
    file = home.path / "decks" / "tiny.yaml"
    text = file.read_text(encoding="utf-8")
    child = subprocess.Popen(
        [sys.executable, "-u", "-m", "studykit", "deck", "watch", str(file)],
        env=home.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    output = child.stdout
    assert output is not None
    seen = ""

    def wait_for(words: str, saved: str = "") -> None:
        """Read until it says so; save the file once more where nothing was heard of that for a second."""
        nonlocal seen
        for _ in range(60):  # the machine may be busy
            if saved:
                file.write_text(saved, encoding="utf-8")
            while words not in seen and select.select([output], [], [], 1)[0]:
                seen += os.read(output.fileno(), 100_000).decode()
            if words in seen:
                return
        pytest.fail(seen)

    try:
        wait_for("Watching")
        wait_for(
            "The Eleventh Congress ended that month.", text.replace("had just ended", "ended that month")
        )
        assert "tiny/year" in seen
        assert "tiny/controls" not in seen
        wait_for("did you mean `answer`?", text.replace("answer: 1922", "anwser: 1922"))
        child.send_signal(signal.SIGINT)
        assert child.wait(10) == 0
    finally:
        child.kill()
        output.close()
        child.wait()


def test_a_trial_answer_is_explained_word_by_word_with_what_is_left_over_on_both_sides(home: Home) -> None:
    shown = home.run("deck", "show", "tiny", "controls", "--try", "apointments, and zebras", "--explain").out
    for line in (
        "Point 1 of 2      appointments in the Party",
        "the card says  the answer says  how they match",
        "appointments   apointments      the same word, 1 slip of spelling",
        "Point 2 of 2      ",
        "missing, weighs ",
        "zebras",
        "likelihood ",
    ):
        assert line in shown, shown
    assert "Verdict" in shown.splitlines()[-1]


@pytest.mark.parametrize(
    ("card", "answer", "line"),
    [
        ("year", "1922", "numbers and dates are compared by their value"),
        ("year", "1924", "the contrary is said"),
        ("defenders", "Right", "an option is chosen by its number, its letter or what sets its words apart"),
    ],
)
def test_what_decides_besides_words_is_said(home: Home, card: str, answer: str, line: str) -> None:
    shown = home.run("deck", "show", "tiny", card, "--try", answer, "--explain").out
    assert line in " ".join(shown.split())


def test_an_explanation_needs_an_answer(home: Home) -> None:
    assert home.run("deck", "show", "tiny", "year", "--explain").code == 2
