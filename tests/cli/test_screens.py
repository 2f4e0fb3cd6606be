from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from studykit.cards import (
    Card,
    CardId,
    Choice,
    Expected,
    Item,
    Listed,
    Ordered,
    Place,
    Points,
    Source,
    Term,
)
from studykit.cli import card_screen, day_screens, screens, settling
from studykit.cli.cells import cells
from studykit.cli.display import Style
from studykit.cli.own_words import own_words
from studykit.cli.screens import QuestionScreen
from studykit.marking import Vocabulary, mark
from studykit.memory.session import Session
from studykit.reviews import Rating
from studykit.verdict import Verdict

TODAY = date(2026, 11, 22)
SOURCES = {"deutscher": Source("deutscher", "Stalin: A Political Biography", "Isaac Deutscher", "1949")}


def card(kind: str, ask: str, expected: Expected, **more: Any) -> Card:
    name = CardId(f"tiny/{kind}")
    return Card(name, name, "tiny", kind, ask, expected, Place("tiny.yaml", 3), **more)


YEAR = card(
    "answer",
    "In which year did Stalin become General Secretary?",
    Term(Item("1922")),
    reject=(("1924", "that is when Lenin died"),),
    note="The post had just been made; nobody else wanted it. See *Stalin* by Deutscher.",
    sources=("deutscher",),
)
VIEW = card(
    "answer",
    "Which office made Stalin strong?",
    Term(Item("General Secretary")),
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
WIDE = card(
    "answer",
    "指導者の地位を強化した役職はどれですか。党の書記長という職はいつできましたか。",
    Term(Item("書記長")),
)


def turn(asked: Card, answer: str, style: Style, back: str | None = "back tomorrow") -> str:
    """Show a question, what was typed, the verdict and what comes next, as the quiz does."""
    order = (2, 0, 1) if asked is ORDER else None
    marked = mark(asked, answer, Vocabulary([asked]), order)
    rating = Rating.GOOD if marked.verdict is Verdict.CORRECT else Rating.AGAIN
    return "\n".join(
        [
            screens.question(QuestionScreen(asked, "A tiny deck", 12, 38, 340.0, order, is_new=True), style),
            f"{style.edge}> {answer}",
            screens.verdict(asked, marked, SOURCES, style, answer=answer, room=12),
            screens.next_step(rating, back, leech=False, has_more=True, style=style),
            "",
        ]
    )


WHY = card("answer", "Why did the delegates vote for him?", Term(Item("they owed him their posts")))
MEANS = card(
    "points",
    "How did he win the Party?",
    Points(
        (
            Item("careers depended on him"),
            Item("rivals underestimated him"),
            Item("delegates feared a split"),
        ),
        2,
    ),
)

OPEN_TURNS = (
    (WHY, "he had given them jobs"),
    (MEANS, "careers depended on him; the others in the race took him for a nobody"),
)


@pytest.mark.parametrize("width", [80, 40])
@pytest.mark.parametrize("plain", [True, False], ids=["plain", "coloured"])
def test_an_open_answer_reads_like_this(golden: Callable[[str, str], None], width: int, plain: bool) -> None:
    style = Style(plain=plain, width=width)
    shown = []
    for asked, answer in OPEN_TURNS:
        marked = mark(asked, answer, Vocabulary([asked]))
        assert settling.is_open(marked)
        shown += [
            screens.question(QuestionScreen(asked, "A tiny deck", 12, 38, 340.0, None), style),
            f"{style.edge}> {answer}",
            screens.verdict(asked, marked, SOURCES, style, answer=answer, room=12),
            *(settling.question(ask, style) for ask in settling.questions(asked, marked)),
            "",
        ]
    golden(f"quiz_open_{width}_columns{'' if plain else '_coloured'}", "\n".join(shown))


TURNS = (
    (YEAR, "1924"),
    (VIEW, "general secratary"),
    (SIDE, "Right"),
    (LEADERS, "Trotsky"),
    (LEADERS, "Trotsky, Kamenev"),
    (ORDER, "2 3 1"),
    (CONTROLS, "he chose who got which job"),
    (WIDE, "書記長"),
)


@pytest.mark.parametrize("width", [80, 60, 40])
@pytest.mark.parametrize("plain", [True, False], ids=["plain", "coloured"])
def test_the_quiz_reads_like_this(golden: Callable[[str, str], None], width: int, plain: bool) -> None:
    style = Style(plain=plain, width=width)
    shown = "\n".join(turn(asked, answer, style) for asked, answer in TURNS)
    golden(f"quiz_{width}_columns{'' if plain else '_coloured'}", shown)


def bare(text: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


@pytest.mark.parametrize("plain", [True, False])
@pytest.mark.parametrize("width", [40, 60, 80, 200])
def test_no_line_is_wider_than_the_terminal_in_its_cells(width: int, plain: bool) -> None:
    style = Style(plain=plain, width=width)
    shown = bare("\n".join(turn(asked, "x", style) for asked, _ in TURNS))
    assert not [line for line in shown.split("\n") if cells(line) > width]


def test_a_path_that_is_longer_than_a_line_is_broken_at_a_slash_and_never_in_its_line_number() -> None:
    path = "/home/ana/.local/share/studykit/decks/cuba-and-its-case/castro-rise.yaml:20"
    assert Style(plain=True, width=60).field("File", path).split() == [
        "File",
        "/home/ana/.local/share/studykit/decks/",
        "cuba-and-its-case/castro-rise.yaml:20",
    ]


def test_there_is_one_left_edge() -> None:
    for plain, edge in ((True, 0), (False, 2)):
        for asked, answer in TURNS:
            lines = bare(turn(asked, answer, Style(plain=plain))).split("\n")
            starts = {len(line) - len(line.lstrip()) for line in lines if line.strip() and "─" not in line}
            assert starts <= {edge, edge + 3}  # what goes on from the line above hangs below its text
            assert edge in starts


def test_the_verdict_stands_alone_and_the_right_answer_directly_below_it() -> None:
    for asked, answer in TURNS:
        lines = bare(turn(asked, answer, Style(plain=True))).split("\n")
        places = [place for place, line in enumerate(lines) if line in ("Correct", "Partial", "Wrong")]
        assert len(places) == 1
        below = lines[places[0] + 1]
        assert below.startswith(("Answer: ", "Made: ", "Right order: ", "missing", "any "))


def test_the_keys_have_their_places_whatever_the_verdict() -> None:
    rows = {
        tuple(
            bare(screens.next_step(rating, None, leech=False, has_more=True, style=Style())).split("\n")[-2:]
        )
        for rating in Rating
    }
    assert len({row[0][13:] for row in rows}) == 1
    assert len({row[1] for row in rows}) == 1
    assert {row[0][:11].strip() for row in rows} == {f"Enter {rating.label}" for rating in Rating}


def test_plain_shows_nothing_but_text_and_colour_says_nothing_that_words_do_not() -> None:
    for asked, answer in TURNS:
        plain = turn(asked, answer, Style(plain=True))
        assert "\x1b" not in plain
        assert "*" not in plain
        coloured = turn(asked, answer, Style(plain=False))
        assert "\x1b[" in coloured


def test_the_source_waits_behind_a_key_unless_the_card_is_contested() -> None:
    assert "Deutscher (1949)" not in " ".join(turn(YEAR, "1922", Style()).split())
    assert "Deutscher, Stalin: A Political Biography (1949)" in " ".join(turn(VIEW, "x", Style()).split())


def test_a_long_note_that_would_push_the_question_away_waits_behind_the_same_key() -> None:
    long = card("answer", "When?", Term(Item("1922")), note="A long remark on it. " * 60)
    assert "i shows the note" in turn(long, "1922", Style())


def test_what_earned_a_point_and_what_was_misspelt_is_told_in_words_too() -> None:
    partly = turn(CONTROLS, "he chose who got which job", Style())
    assert "Earned: who, got, which, job." in partly
    slip = turn(LEADERS, "Trotsky and Kamanev", Style())
    assert "Kamenev" in slip.split("Correct")[1]


LOYAL = card(
    "points",
    "How did he win?",
    Points(
        (
            Item("put loyal men into posts", ("put his own men in the key posts",)),
            Item("the Georgians were left out in January", ("work of his", "he decided", "personnel files")),
        ),
        1,
    ),
)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("he put his own men in key posts and then they voted for him", None),
        ("he put loyal men into posts, so he decides, as he worked", None),
        ("he put loyal men into posts; georgian lenins were left out", None),
        ("put loyal men into posts, lyoal ones", "Spelling: loyal, not lyoal."),
        (
            "put loyal men into posts; the georgains were left out in Jaunary",
            "Georgians, not georgains; January, not Jaunary.",
        ),
        ("put loyal men into posts and kept personel files", "Spelling: personnel, not personel."),
    ],
)
def test_only_a_slip_of_the_pen_is_called_misspelt_and_the_right_word_is_written_as_the_card_has_it(
    typed: str, said: str | None
) -> None:
    marked = mark(LOYAL, typed, Vocabulary([LOYAL]))
    below = " ".join(own_words(typed, LOYAL, replace(marked, points=(0, 1), why="right"), Style()))
    assert (said in below) if said else "Spelling" not in below


def test_of_a_list_only_as_many_are_called_missing_as_are_wanted() -> None:
    assert "missing, any 1 of: Kamenev; Rykov" in turn(LEADERS, "Trotsky", Style())
    assert "also: Rykov" in turn(LEADERS, "Trotsky, Kamenev", Style())


def test_a_first_look_is_set_off_from_the_title() -> None:
    assert "A tiny deck · a first look" in card_screen.first_look(YEAR, "A tiny deck", Style(plain=False))
    assert "A tiny deck, a first look" in card_screen.first_look(YEAR, "A tiny deck", Style())


def test_a_leech_is_named_with_the_advice_to_rewrite_it() -> None:
    shown = screens.next_step(Rating.AGAIN, None, leech=True, has_more=False, style=Style())
    assert "Leech" in shown
    assert "Rewrite it" in shown


def test_the_summary_counts_and_names_what_to_look_at_again_with_its_answer() -> None:
    session = Session((YEAR.id, SIDE.id)).answer(Verdict.WRONG, "r1").answer(Verdict.CORRECT, "r2")
    assert "2 answers: 1 right, 1 wrong." in day_screens.results(session, Style())
    shown = "\n".join(day_screens.missed([(YEAR.ask, "1922")], Style()))
    assert "- In which year did Stalin become General Secretary?\n  1922" in shown


def test_the_summary_says_how_many_of_several_items_were_wanted() -> None:
    session = Session((LEADERS.id, ORDER.id)).answer(Verdict.WRONG, "r1").answer(Verdict.WRONG, "r2")

    class Shelf(dict[CardId, Card]):
        card = dict.__getitem__

    shelf: Any = Shelf({LEADERS.id: LEADERS, ORDER.id: ORDER})
    shown = day_screens.summary(session, shelf, Style())
    assert "any 2 of: Trotsky; Kamenev; Rykov" in shown
    assert "  Orgburo; Politburo; Rabkrin" in shown


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 11, 23), "back tomorrow"),
        (date(2026, 11, 28), "back in 6 days, Saturday 28 November"),
        (date(2027, 1, 3), "back in 42 days, Sunday 3 January 2027"),
    ],
)
def test_a_card_comes_back(day: date, said: str) -> None:
    assert day_screens.back(day, TODAY) == said


def test_recall_says_of_what_and_how_sure_it_is() -> None:
    one = day_screens.recall_sentence(1, 459, 0.71, 0.002, 0.0)
    assert "you would recall it on exam day with a chance of 71%, which is 0% of all 459" in one
    few = day_screens.recall_sentence(20, 459, 0.71, 0.03, 3.0)
    assert "recall on exam day 71% of those 20, which is 3% of all 459, +3 points" in few
    assert "rough guess" in few
    assert "rough guess" not in day_screens.recall_sentence(200, 459, 0.71, 0.31, 0.2)
