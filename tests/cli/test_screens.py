from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from studykit.cards import Card, CardId, Choice, Expected, Item, Listed, Ordered, Place, Points, Source, Term
from studykit.cli import screens
from studykit.cli.display import Style
from studykit.cli.screens import Question
from studykit.marking import Vocabulary, mark
from studykit.memory.session import Session
from studykit.reviews import Rating
from studykit.verdict import Verdict

TODAY = date(2026, 11, 22)
SOURCES = {"deutscher": Source("deutscher", "Stalin: A Political Biography", "Isaac Deutscher", "1949")}
DUE = {
    Rating.AGAIN: date(2026, 11, 23),
    Rating.HARD: date(2026, 11, 24),
    Rating.GOOD: date(2026, 11, 29),
    Rating.EASY: date(2027, 1, 3),
}


def card(kind: str, ask: str, expected: Expected, **more: object) -> Card:
    name = CardId(f"tiny/{kind}")
    return Card(name, name, "tiny", kind, ask, expected, Place("tiny.yaml", 3), **more)


YEAR = card(
    "answer",
    "In which year did Stalin become General Secretary?",
    Term(Item("1922")),
    reject=(("1924", "that is when Lenin died"),),
    note="The post had just been made; nobody else wanted it. See *Stalin* by Deutscher.",
    sources=("deutscher",),
    contested="Some count his power from 1919, when he joined the Orgburo.",
)
CONTROLS = card(
    "points",
    "How did the office of General Secretary help Stalin to win votes that his famous rivals lost?",
    Points((Item("appointments", ("who got which job",)), Item("the members' files")), 2),
)
ORDER = card(
    "order", "Put the bodies in order.", Ordered((Item("Orgburo"), Item("Politburo"), Item("Rabkrin")))
)
SIDE = card("choose", "Which side defended the NEP?", Choice(("Left", "Right"), "Right"))
LEADERS = card("list", "Name two leaders.", Listed((Item("Trotsky"), Item("Kamenev"), Item("Rykov")), 2))


def turn(asked: Card, answer: str, style: Style) -> str:
    """Show a question, what was typed, the verdict and what comes next, as the quiz does."""
    order = (2, 0, 1) if asked is ORDER else None
    marked = mark(asked, answer, Vocabulary.of([asked]), order)
    rating = Rating.GOOD if marked.verdict is Verdict.CORRECT else Rating.AGAIN
    return "\n".join(
        [
            screens.question(Question(asked, "A tiny deck", 12, 340.0, order, is_new=True), style),
            f"> {answer}",
            screens.verdict(asked, marked, SOURCES, style),
            screens.next_step(marked.verdict, rating, DUE, TODAY, counts=True, leech=False, style=style),
            "",
        ]
    )


TURNS = (
    (YEAR, "1924"),
    (SIDE, "Right"),
    (LEADERS, "Trotsky"),
    (ORDER, "2 3 1"),
    (CONTROLS, "he chose who got which job"),
)


@pytest.mark.parametrize(("name", "width"), [("quiz_80_columns", 80), ("quiz_40_columns", 40)])
def test_the_quiz_reads_like_this(golden: Callable[[str, str], None], name: str, width: int) -> None:
    style = Style(plain=True, width=width)
    golden(name, "\n".join(turn(asked, answer, style) for asked, answer in TURNS))


@pytest.mark.parametrize("width", [24, 40, 80, 200])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    style = Style(plain=True, width=width)
    shown = "\n".join(turn(asked, answer, style) for asked, answer in TURNS)
    wide = [line for line in shown.split("\n") if len(line) > width]
    assert not wide or width < 72, wide


def test_the_verdict_stands_alone_on_its_line_and_no_other_line_begins_like_one() -> None:
    for asked, answer in TURNS:
        lines = turn(asked, answer, Style(plain=True)).split("\n")
        starts = [line for line in lines if line.startswith(("Correct", "Partial", "Wrong"))]
        assert len(starts) == 1
        assert starts[0] in ("Correct", "Partial", "Wrong")


def test_plain_shows_nothing_but_text_and_colour_says_nothing_that_words_do_not() -> None:
    for asked, answer in TURNS:
        plain = turn(asked, answer, Style(plain=True))
        assert "\x1b" not in plain
        assert "*" not in plain
        coloured = turn(asked, answer, Style(plain=False))
        assert "\x1b[" in coloured


def test_a_leech_is_named_with_the_advice_to_rewrite_it() -> None:
    shown = screens.next_step(Verdict.WRONG, Rating.AGAIN, DUE, TODAY, True, True, Style())
    assert "Leech" in shown
    assert "Rewrite it" in shown


def test_the_summary_counts_and_names_what_to_look_at_again() -> None:
    session = Session((YEAR.id, SIDE.id)).answer(Verdict.WRONG, "r1").answer(Verdict.CORRECT, "r2")
    shown = screens.summary(session, [YEAR.ask], (3, date(2026, 11, 23)), TODAY, Style())
    assert "2 answers: 1 right, 0 partly right, 1 wrong." in shown
    assert "- In which year did Stalin become General Secretary?" in shown
    assert "Come back tomorrow, Monday 23 November: 3 cards will be due." in shown
