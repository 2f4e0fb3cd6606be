"""The screens of progress as a student sees them, at the times of her way that differ."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest

from studykit.cli.cells import cells
from studykit.cli.display import Style
from studykit.cli.progress_drawn import drawn
from studykit.cli.progress_words import words
from studykit.progress.figures import Figures
from tests.conftest import Golden
from tests.progress.students import TODAY, Learner

Make = Callable[..., Learner]
Time = Callable[[Make], Figures]


def no_reviews(make: Make) -> Figures:
    her = make(0)
    her.sits(TODAY + timedelta(days=70))
    return her.figures()


def three_days(make: Make) -> Figures:
    her = make(3)
    her.sits(TODAY + timedelta(days=60))
    return her.figures()


def eight_weeks(make: Make) -> Figures:
    her = make(56, off=frozenset({3, 17, 18, 30, 44}), wrong=0.3)
    her.sits(TODAY + timedelta(days=14), weekdays_off=((TODAY - timedelta(days=3)).weekday(),))
    return her.figures()


def exam_day(make: Make) -> Figures:
    her = make(40)
    her.sits(TODAY)
    return her.figures()


def exam_passed(make: Make) -> Figures:
    her = make(40)
    her.sits(TODAY - timedelta(days=2))
    return her.figures()


TIMES = [no_reviews, three_days, eight_weeks, exam_day, exam_passed]


@pytest.mark.parametrize("time", TIMES, ids=lambda each: each.__name__)
def test_the_screen_at_each_time_of_her_way(time: Time, learner: Make, golden: Golden) -> None:
    found = time(learner)
    screen = drawn(found, Style(plain=False, width=80, height=24))
    plain = re.sub(r"\x1b\[[0-9;]*m", "", screen)
    lines = plain.split("\n")
    assert len(lines) <= 23, "the shell's next prompt has the last line"
    assert max(map(cells, lines)) <= 80
    golden(f"progress_{time.__name__}", plain + "\n\n" + words(found, Style()) + "\n")


@pytest.mark.parametrize("time", TIMES, ids=lambda each: each.__name__)
def test_nothing_runs_over_the_edge_of_a_narrow_terminal(time: Time, learner: Make) -> None:
    found = time(learner)
    screen = re.sub(r"\x1b\[[0-9;]*m", "", drawn(found, Style(plain=False, width=40, height=24)))
    assert max(map(cells, screen.split("\n"))) <= 40
    assert max(map(cells, words(found, Style(width=40)).split("\n"))) <= 40


def test_colours_say_nothing_that_the_letters_do_not(learner: Make) -> None:
    screen = drawn(eight_weeks(learner), Style(plain=False))
    codes = set(re.findall(r"\x1b\[([0-9;]*)m", screen))
    assert codes <= {"0", "1", "2", "36", "33"}, "bold, faint, and two colours that everybody can tell apart"
    for colour, letters in (("36", set("█▁▂▃▄▅▆▇░▒▓ ")), ("33", {"▒"})):
        for told in re.findall(rf"\x1b\[{colour}m([^\x1b]*)\x1b", screen):
            assert set(told) <= letters
