from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from tests.cli.conftest import Home, Quiz
from tests.program import TellingClock


def test_an_exam_is_set_shown_and_cleared(home: Home) -> None:
    day = date.today() + timedelta(days=60)  # noqa: DTZ011 - as the program's own wall clock
    ran = home.run("exam", "set", day.isoformat(), "--minutes", "12", "--days-off", "sun", "--case", "stalin")
    assert (ran.code, ran.err) == (0, "")
    (shown,) = home.run("exam", "show", "--json").json
    assert (shown["day"], shown["minutes"], shown["weekdays_off"], shown["case"]) == (
        day.isoformat(),
        12,
        [6],
        "stalin",
    )
    assert "12 minutes a day, off: Sun" in " ".join(home.run("exam", "show").out.split())
    none = home.run("exam", "clear")
    assert (none.code, "`studykit exam clear --case stalin`" in none.err) == (3, True)
    assert home.run("exam", "set", "in", "8", "weeks").code == 0
    assert "what else is set stays (`studykit exam clear --case stalin`)" in home.run("exam", "clear").out
    assert "plain due days again" in home.run("exam", "clear", "--case", "stalin").out
    assert home.run("exam", "show", "--json").json == []


def test_a_day_may_be_said_in_words_without_quotes(home: Home) -> None:
    assert home.run("exam", "set", "in", "8", "weeks").code == 0
    assert home.run("exam", "show", "--json").json[0]["days_left"] == 56


def test_setting_it_again_changes_only_what_is_named(home: Home) -> None:
    home.run("exam", "set", "in", "8", "weeks", "--minutes", "7", "--days-off", "sat")
    home.run("exam", "set", "in", "9", "weeks")
    (shown,) = home.run("exam", "show", "--json").json
    assert (shown["days_left"], shown["minutes"], shown["weekdays_off"]) == (63, 7, [5])


def test_a_pause_is_added_kept_and_taken_back(home: Home) -> None:
    home.run("exam", "set", "in", "8", "weeks", "--days-off", "sat")
    start, end = (date.today() + timedelta(days=days) for days in (3, 9))  # noqa: DTZ011
    paused = home.run("exam", "pause", start.isoformat(), "to", end.isoformat())
    assert f"{end.day} {end:%B}" in " ".join(paused.out.split())
    home.run("exam", "set", "in", "9", "weeks", "--days-off", "sun")
    (shown,) = home.run("exam", "show", "--json").json
    assert (shown["weekdays_off"], shown["periods_off"]) == ([6], [f"{start}/{end}"])
    assert home.run("exam", "pause", "--end").code == 0
    assert home.run("exam", "show", "--json").json[0]["periods_off"] == []


def test_a_pause_that_begins_after_the_exam_names_the_day_it_was_taken_for(home: Home) -> None:
    home.run("exam", "set", "in", "9", "weeks")
    gone = date.today() - timedelta(days=3)  # noqa: DTZ011
    ran = home.run("exam", "pause", f"{gone.day}", f"{gone:%b}")
    assert ran.code == 2
    assert re.search(
        rf"{gone.day} {gone:%B}( \d{{4}})? is not before the exam on ", " ".join(ran.err.split())
    )


def test_pauses_that_overlap_are_one(home: Home) -> None:
    home.run("exam", "set", "in", "9", "weeks")
    days = [date.today() + timedelta(days=number) for number in range(3, 9)]  # noqa: DTZ011
    home.run("exam", "pause", days[1].isoformat(), "to", days[3].isoformat())
    said = home.run("exam", "pause", days[0].isoformat(), "to", days[2].isoformat()).out
    assert said.count(f"{days[3].day} {days[3]:%B}") == 1
    home.run("exam", "pause", days[2].isoformat())
    home.run("exam", "pause", days[5].isoformat())
    assert home.run("exam", "show", "--json").json[0]["periods_off"] == [
        f"{days[0]}/{days[3]}",
        f"{days[5]}",
    ]


def test_alone_it_shows_what_is_set_and_where_to_change_it(home: Home) -> None:
    assert "studykit exam set DATE" in home.run("exam").out
    home.run("exam", "set", "in", "9", "weeks", "--minutes", "12")
    ran = home.run("exam")
    assert (ran.code, ran.err) == (0, "")
    assert "12 minutes a day" in ran.out
    assert "studykit exam --help" in ran.out


def test_of_several_pauses_the_end_ends_the_one_that_runs_and_says_what_is_left(home: Home) -> None:
    home.run("config", "set", "rollover-hour", "0")
    home.run("exam", "set", "in", "9", "weeks")
    today = date.today()  # noqa: DTZ011
    days = [today + timedelta(days=number) for number in (0, 4, 10, 12, 20)]
    home.run("exam", "pause", days[0].isoformat(), "to", days[1].isoformat())
    home.run("exam", "pause", days[2].isoformat(), "to", days[3].isoformat())
    home.run("exam", "pause", days[4].isoformat())
    ended = home.run("exam", "pause", "--end")
    said = " ".join(ended.out.split())
    assert f"The pause is over: {days[0].day} {days[0]:%B}" in said
    assert f"Still to come: {days[2].day} {days[2]:%B}" in said
    assert home.run("exam", "show", "--json").json[0]["periods_off"] == [
        f"{days[2]}/{days[3]}",
        f"{days[4]}",
    ]
    next_one = home.run("exam", "pause", "--end")
    assert f"Taken back, before it began: {days[2].day} {days[2]:%B}" in " ".join(next_one.out.split())
    assert home.run("exam", "pause", "--end").code == 0
    assert home.run("exam", "pause", "--end").code == 3


def test_where_the_month_is_written_first_both_days_are_named_and_none_is_taken(home: Home) -> None:
    ran = home.run("exam", "set", "7/2/30", LC_ALL="en_US.UTF-8")
    assert ran.code == 2
    assert "7 February 2030 or 2 July 2030" in ran.err
    assert home.run("exam", "set", "7/2/30", LC_ALL="de_DE.UTF-8").code == 0
    assert home.run("exam", "show", "--json").json[0]["day"] == "2030-02-07"


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["2020-01-01"], 2, "in the past"),
        (["soon"], 2, "is not a day"),
        (["in 8 weeks", "--minutes", "0"], 2, "0 minutes"),
        (["in 8 weeks", "--days-off", "funday"], 2, "did you mean `sun`"),
        (["in 8 weeks", "--guide", "2020"], 2, "2017 or 2028"),
        (["in 8 weeks", "--case", "stalim"], 3, "did you mean `stalin`"),
        (["in 8 weeks", "--leave", "rival"], 3, "did you mean `rivals`"),
    ],
)
def test_what_makes_no_sense_is_one_sentence(
    home: Home, arguments: Sequence[str], code: int, said: str
) -> None:
    ran = home.run("exam", "set", *arguments)
    assert ran.code == code, ran.err
    assert said in ran.err
    assert home.log() == []


def test_the_calendar_shows_the_weeks_and_what_they_lead_to(home: Home) -> None:
    assert home.run("calendar").code == 3
    home.run("exam", "set", "in", "4", "weeks", "--minutes", "2")
    shown = home.run("calendar")
    for part in (
        "28 days to the exam",
        "minutes a day",
        "If kept",
        "If you stop",
        "A week off",
        "5 min more",
    ):
        assert part in shown.out, shown.out
    (told,) = home.run("calendar", "--json").json
    assert told["cards"] > told["met"] > 0
    assert told["if_kept"]["low"] <= told["if_kept"]["mean"] <= told["if_kept"]["high"]
    assert f"meet {told['met']} of {told['cards']}" in shown.out.replace("\n  ", " ")
    assert f"--leave {told['leave'][0]} " in shown.out.replace("\n  ", " ")


def test_the_exam_of_a_case_that_no_deck_has_is_kept_and_nothing_is_planned_for_it(home: Home) -> None:
    home.run("exam", "set", "1", "january")
    kept = next(row for row in home.log() if row["kind"] == "setting")
    row = {
        **kept,
        "id": "s1",
        "name": "exam/gone",
        "value": json.dumps({**json.loads(kept["value"]), "case": "gone"}),
    }
    assert home.run("data", "import", str(home.write("rows.jsonl", json.dumps(row)))).code == 0
    assert "gone is in no deck here" in " ".join(home.run("exam").out.split())
    assert [each["case"] for each in home.run("today", "--json").json["exams"]] == [None]


def test_on_the_day_of_one_exam_the_calendar_of_another_names_the_work(home: Home) -> None:
    first = date.fromisoformat(home.run("today", "--json").json["day"]) + timedelta(days=3)
    home.run("exam", "set", first.isoformat(), "--case", "stalin")
    home.run("exam", "set", (first + timedelta(days=30)).isoformat())
    at_noon = TellingClock(datetime.combine(first, time(12), UTC), 5.0)
    shown = replace(home.surroundings, clock=at_noon).run("calendar").text.out
    one, other = shown.split("30 days to the exam")
    assert "Good luck today!" in one
    assert "Today: " not in one
    assert "Good luck" not in other
    told = replace(home.surroundings, clock=TellingClock(datetime.combine(first, time(12), UTC), 5.0))
    assert f"The exam on {first + timedelta(days=30):%A}" in told.run("today").text.out
    assert re.search(r"Today: \d+ questions", other)


def test_today_counts_the_days_down(home: Home) -> None:
    home.run("exam", "set", "in", "4", "weeks", "--minutes", "5")
    assert "28 days to the exam" in home.run().out
    (exam,) = home.run("--json").json["exams"]
    assert (exam["days_left"], exam["recall"], exam["minutes_left"]) == (28, 0.0, 5.0)


def test_with_an_exam_the_quiz_follows_the_plan_and_its_minutes(quiz: Quiz, home: Home) -> None:
    home.run("exam", "set", "in", "4", "weeks", "--minutes", "5")
    child = quiz("tiny")
    child.expect("1/3")
    child.expect("> ")
    child.send("1924\r")
    child.expect("more keys")
    child.send("\r")
    child.expect("> ")
    child.send("Left\r")
    child.expect("more keys")
    child.send("q")
    child.expect("2 wrong")
    assert home.run("--json").json["exams"][0]["minutes_left"] < 5


def test_with_an_exam_cramming_counts(quiz: Quiz, home: Home) -> None:
    home.run("exam", "set", "in", "4", "weeks")
    child = quiz("tiny", "--cram", "--cards", "1")
    child.expect("> ")
    child.send("1922\r")
    child.expect("more keys")
    child.send("\r")
    child.expect("1 right")
    child.wait()
    assert [row["counts"] for row in home.log() if row["kind"] == "review"] == [True]


def test_more_days_off_than_can_be_kept_are_refused_and_change_nothing(home: Home) -> None:
    today = datetime.now(UTC).date()
    off = [word for n in range(1, 1450, 2) for word in ("--days-off", str(today + timedelta(days=n)))]
    ran = home.run("exam", "set", "in 1455 days", *off)
    assert ran.code == 2
    assert "An exam with so many days off comes to" in ran.err
    assert "and 10,000 are kept" in ran.err
    assert home.log() == []
