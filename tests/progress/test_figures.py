"""Figures that are worked out from a history by hand, or that must agree with what other screens say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from studykit.cards import CardId
from studykit.memory.past import Step
from studykit.progress.curve import days_ahead, days_before
from studykit.progress.tallies import calibration, masteries, tempos
from studykit.reviews import Rating
from studykit.study.preparation import prepare
from studykit.study.prospect import outlook, recall_and_change
from tests.progress.students import FACTORS, FACTS, TODAY, Learner

Make = Callable[..., Learner]


def test_the_curve_ends_where_the_calendar_and_today_say(learner: Make) -> None:
    her = learner(20)
    her.sits(TODAY + timedelta(days=30))
    found = her.figures().curve
    prepared = prepare(her.collection, her.collection.settings.exams[0], TODAY)
    kept = outlook(her.collection, prepared).if_kept
    assert found.ahead[-1].day == prepared.exam.day
    assert (found.ahead[-1].recall, found.ahead[-1].low) == pytest.approx((kept.mean, kept.low))
    assert found.now is not None
    assert found.now.recall == pytest.approx(recall_and_change(her.collection, prepared)[0].mean)
    assert found.now.recall == pytest.approx(outlook(her.collection, prepared).if_left.mean)


def test_cards_that_no_exam_is_about_have_a_curve_of_their_own_days(learner: Make) -> None:
    her = learner(10)
    her.sits(TODAY + timedelta(days=30), case="another")
    found = her.figures().curve
    assert found.exam is None
    assert found.cards == len(her.collection.listings())
    assert found.ahead == ()


def test_the_days_of_a_curve_are_evenly_apart_and_end_today() -> None:
    assert days_before(100, 104) == [100, 101, 102, 103, 104]
    assert days_before(100, 160) == [104, 111, 118, 125, 132, 139, 146, 153, 160]
    assert len(days_before(100, 3000)) <= 21
    assert days_before(100, 100) == [100]
    assert sorted(days_ahead(10, 14)) == [11, 12, 13]
    assert sorted(days_ahead(10, 40)) == [17, 24, 31, 38]


def step(recall: float | None, came: bool, waited: int = 3) -> Step:
    rating = Rating.GOOD if came else Rating.AGAIN
    return Step(10, 0, rating, None if recall is None else waited, 2.0, recall, 3.0, 5.0)


def test_true_recall_stands_beside_what_was_foretold() -> None:
    steps = [
        step(None, True),
        step(0.95, True),
        step(0.85, True),
        step(0.85, False),
        step(1.0, True, waited=0),
    ]
    whole, groups = calibration(steps)
    assert whole.reviews == 3, "a first answer and a same-day one are none"
    assert whole.came == pytest.approx(2 / 3)
    assert whole.foretold == pytest.approx((0.95 + 0.85 + 0.85) / 3)
    assert [(group.reviews, group.came) for group in groups] == [(2, 0.5), (1, 1.0)]
    assert calibration([])[0].reviews == 0


def test_cards_known_shaky_and_unseen_make_up_all_of_a_theme() -> None:
    a, b, c, d = map(CardId, "abcd")
    recalls = {a: 0.95, b: 0.8, c: 0.5}
    parts = [("t", "Theme", [a, b, c, d]), ("u", "Other", [d])]
    worse, found = masteries(parts, recalls, {a: 3, c: 2})
    assert (found.known, found.shaky, found.unseen, found.cards) == (2, 1, 1, 4)
    assert found.recall == pytest.approx(2.25 / 4)
    assert found.reviews == 5
    assert worse.name == "u"


def test_seconds_are_told_by_kind_with_how_many_answers_they_rest_on(learner: Make) -> None:
    her = learner(5)
    (tempo,) = tempos(her.collection.past().answers, {c.id: c.kind for c in her.collection.listings()})
    assert tempo.kind == "answer"
    assert tempo.answers == len(her.collection.past().answers)
    assert 6.0 <= tempo.seconds <= 10.0


def test_since_leaves_earlier_answers_out_of_what_is_counted(learner: Make) -> None:
    her = learner(20)
    whole, part = her.figures(), her.figures(since=TODAY - timedelta(days=5))
    assert part.answers < whole.answers
    assert part.calibration.reviews < whole.calibration.reviews
    assert part.curve.past[0].day == TODAY - timedelta(days=5)
    assert part.known == whole.known, "what is known now rests on all there was"


def test_cards_often_wrong_are_named_and_leeches_apart(learner: Make) -> None:
    found = learner(56, wrong=0.3).figures()
    assert found.leeches
    assert all(each.lapses >= 8 for each in found.leeches)
    assert not {each.card for each in found.worst} & {each.card for each in found.leeches}
    wrongs = [each.wrong for each in found.worst]
    assert wrongs == sorted(wrongs, reverse=True)
    assert all(each.ask for each in (*found.worst, *found.leeches))


def test_no_cause_carries_a_paragraph_before_any_card_was_met(learner: Make) -> None:
    ready = learner(0).figures().readiness
    assert ready is not None
    assert (ready.paragraphs, ready.today, ready.on_day) == (0, 0, None)
    assert {cause.factor: cause.facts for cause in ready.causes} == dict.fromkeys(FACTORS, FACTS)
    assert ready.weakest is not None
    assert ready.weakest.factor == "party-machine", "of causes alike the weightiest comes first"
    assert ready.beyond > 0, "one case cannot answer what compares two"


def test_a_question_needs_its_own_cause_and_three_others(learner: Make) -> None:
    her = learner(0)
    known = [f"rise-{factor}/fact-{number}" for factor in list(FACTORS)[:4] for number in range(3)]
    from studykit.cli.essay_material import material_of
    from studykit.progress.readiness import readiness

    material = material_of(her.collection.library, ("rise",))

    def ready(*cards: str) -> tuple[int, int]:
        found = readiness(material, dict.fromkeys(cards, 1.0), None, {})  # type: ignore[arg-type]
        assert found is not None
        return found.paragraphs, found.today

    assert ready(*known) == (4, 4 * 7), "each of the four causes with its seven questions"
    assert ready(*known[:-1]) == (3, 0), "a fourth paragraph lacks one fact"
    found = readiness(material, dict.fromkeys(known, 1.0), None, {})  # type: ignore[arg-type]
    assert found is not None
    assert all(
        "chance" not in stem.question and "force" not in stem.question for stem in found.stems if stem.today
    )
    assert ready(*known, *(f"rise-chance/fact-{number}" for number in range(3))) == (5, 5 * 7)


def test_if_the_plan_is_kept_more_can_be_planned_on_the_day(learner: Make) -> None:
    her = learner(3)
    her.sits(date(2027, 1, 20), minutes=10)
    ready = her.figures().readiness
    assert ready is not None
    assert ready.on_day is not None
    assert ready.today < ready.on_day == len(ready.stems)
    assert all(cause.on_day is not None and cause.on_day > 3 for cause in ready.causes)
