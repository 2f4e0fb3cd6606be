"""All figures of a student's progress, gathered from her collection: every screen prints these values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from studykit.cards import CardId
from studykit.errors import UsageError
from studykit.exams import Exam
from studykit.frozen import dataclass
from studykit.memory.queue import KNOWN
from studykit.planning.forecast import Expected, Way
from studykit.progress.curve import WEEK, Curve, Point, days_ahead, days_before
from studykit.progress.habit import DAYS, Habit, habit
from studykit.progress.readiness import Cause, Readiness, causes, readiness
from studykit.progress.tallies import (
    Calibration,
    Mastery,
    Practised,
    Tempo,
    Trouble,
    calibration,
    masteries,
    practised,
    tempos,
    troubles,
)
from studykit.reviews import Outcome, Setting
from studykit.settings import EXAM
from studykit.study import answering
from studykit.study.preparation import Prepared, prepare
from studykit.study.prospect import recall_if_stopped, way_ahead
from studykit.visible import visible

if TYPE_CHECKING:
    from studykit.decks.library import Listing
    from studykit.essays.material import Material
    from studykit.memory.past import Past
    from studykit.study.collection import Collection

MOST_TROUBLES = 10
"""Troublesome cards that are named."""

FEWEST_WEEKS, MOST_WEEKS = 4, 53
"""Weeks of the map of days: at least so many, so that there is a map, and a year at most."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What some cards have come to by a day; `since` is the first day of answers that are counted.

    `answers` are those since then, and what calibration, tempo and troubles rest on; the curve, mastery and
    readiness rest on all there are. `calibration` is the whole, `groups` its parts by what was foretold.
    `readiness` is None where only some of her cards were asked about, or no case has facts for essays.
    """

    day: date
    since: date | None
    exam: Exam | None
    over: Exam | None
    cards: int
    met: int
    known: int
    known_a_week_ago: int
    answers: int
    curve: Curve
    themes: tuple[Mastery, ...]
    decks: tuple[Mastery, ...]
    habit: Habit
    calibration: Calibration
    groups: tuple[Calibration, ...]
    tempos: tuple[Tempo, ...]
    worst: tuple[Trouble, ...]
    leeches: tuple[Trouble, ...]
    practised: tuple[Practised, ...]
    readiness: Readiness | None


def figures(
    collection: Collection,
    cards: Sequence[Listing],
    today: date,
    material: Material | None,
    *,
    since: date | None = None,
) -> Figures:
    """Work out every figure of some cards.

    Args:
        collection: whose. cards: those to speak of. today: the study day it is.
        material: the plans and facts of essays; None leaves readiness out.
        since: leave earlier answers out of what can be told of a part.
    """
    past = collection.past()
    states = collection.states
    on = [card for card in cards if not (card.id in states and states[card.id].suspended)]
    ids, wanted = [card.id for card in on], {card.id for card in cards}
    first = max(since.toordinal() if since else 0, past.first_day or 0)
    answers = [each for each in past.answers if each.card in wanted and each.day >= first]
    chances = chances_on(past, today.toordinal(), ids)
    coming = collection.coming_exams(today)
    prepared = prepare(collection, coming[0], today) if coming else None
    way = None
    if prepared is not None and not prepared.is_exam_day:
        way = way_ahead(collection, prepared, days_ahead(today.toordinal(), prepared.plan.exam_day))
    reviews = _reviews(past)
    worst, leeches = (_asked(collection, each[:MOST_TROUBLES]) for each in troubles(answers, states))
    steps = (its for card, its in past.steps.items() if card in wanted)
    whole, groups = calibration(step for its in steps for step in its if step.day >= first)
    library = collection.library
    themes = {theme: title for case in library.cases() for theme, title in case.themes.items()}
    decks = {deck.slug: deck.title for deck in library.decks}
    return Figures(
        day=today,
        since=since,
        exam=coming[0] if coming else None,
        over=collection.settings.past_exam(today),
        cards=len(on),
        met=len(chances),
        known=_known(chances),
        known_a_week_ago=_known(chances_on(past, today.toordinal() - WEEK, ids)),
        answers=len(answers),
        curve=_curve(past, prepared, way, on, today, first),
        themes=masteries(
            _parts(themes, ((theme, card.id) for card in on for theme in card.themes)), chances, reviews
        ),
        decks=masteries(_parts(decks, ((card.deck, card.id) for card in on)), chances, reviews),
        habit=_habit(collection, answers, past, today, first),
        calibration=whole,
        groups=groups,
        tempos=tempos(answers, {card.id: card.kind for card in cards}),
        worst=worst,
        leeches=leeches,
        practised=practised(answering.exercises(collection), since),
        readiness=_readiness(material, past, prepared, way, today),
    )


def _asked(collection: Collection, found: Iterable[Trouble]) -> tuple[Trouble, ...]:
    return tuple(replace(each, ask=visible(collection.library.card(each.card).ask)) for each in found)


def causes_today(collection: Collection, material: Material, today: date) -> tuple[Cause, ...]:
    """Give the factors of her cases with what she would recall of their facts today, the weakest first."""
    past = collection.past()
    return causes(material, chances_on(past, today.toordinal()), None, _reviews(past))


def _readiness(
    material: Material | None, past: Past, prepared: Prepared | None, way: Way | None, today: date
) -> Readiness | None:
    if material is None:
        return None
    on_day = None
    if prepared is not None and way is not None:
        planned = zip(prepared.cards, way.recalls, strict=True)
        on_day = {
            **chances_on(past, prepared.plan.exam_day),  # themes left out of the plan fade until then
            **{card.id: likely for card, likely in planned if likely > 0.0},
        }
    return readiness(material, chances_on(past, today.toordinal()), on_day, _reviews(past))


def chances_on(past: Past, day: int, cards: Iterable[CardId] | None = None) -> dict[CardId, float]:
    """Give the chance (0-1) of recalling each card, or each of some, met by a day (ordinal) on that day."""
    found = ((card, past.recall(card, day)) for card in (past.steps if cards is None else cards))
    return {card: likely for card, likely in found if likely is not None}


def _reviews(past: Past) -> dict[CardId, int]:
    return {card: len(steps) for card, steps in past.steps.items()}


def _known(chances: Mapping[CardId, float]) -> int:
    return sum(chance >= KNOWN for chance in chances.values())


def _curve(
    past: Past, prepared: Prepared | None, way: Way | None, cards: Sequence[Listing], today: date, first: int
) -> Curve:
    """Give the curve of the cards that the exam is about; of all without one, or where it is about none."""
    asked = {card.id for card in cards}
    places = [i for i, card in enumerate(prepared.cards if prepared else ()) if card.id in asked]
    its, exam, exam_day = [card.id for card in cards], None, None
    if prepared and places:
        its = [prepared.cards[i].id for i in places]
        exam, exam_day = prepared.exam.day, prepared.plan.exam_day
    now = today.toordinal()
    days = days_before(first or now, now)
    ahead = zip(way.days, way.expected(places), strict=True) if way and places else ()
    return Curve(
        exam=exam,
        cards=len(its),
        met=len(past.steps.keys() & its),
        past=tuple(_point(day, recall_if_stopped(past, its, day, exam_day or day)) for day in days),
        ahead=tuple(_point(day, each) for day, each in ahead),
        reviews=sum(len(past.steps.get(card, ())) for card in its),
    )


def _point(day: int, expected: Expected) -> Point:
    return Point(date.fromordinal(day), expected.mean, expected.low, expected.high)


def _parts(
    titles: Mapping[str, str], cards: Iterable[tuple[str, CardId]]
) -> Iterator[tuple[str, str, list[CardId]]]:
    """Give each theme or deck of some cards with its title and its cards."""
    found: dict[str, list[CardId]] = {}
    for name, card in cards:
        found.setdefault(name, []).append(card)
    return ((name, titles.get(name, name), its) for name, its in found.items())


def _habit(collection: Collection, answers: Sequence[Outcome], past: Past, today: date, first: int) -> Habit:
    weeks = (today.toordinal() - (first or today.toordinal())) // DAYS + 2
    settings = [row for row in collection.store.rows_of_kind("setting") if isinstance(row, Setting)]
    return habit(
        Counter(each.day for each in answers),
        today,
        min(max(weeks, FEWEST_WEEKS), MOST_WEEKS),
        days_off(settings),
        studied={each.day for each in past.answers},
    )


def days_off(settings: Iterable[Setting]) -> Callable[[date], bool]:
    """Give what says of a day whether it was meant to be free: by the exams as they were set on that day."""
    exams: dict[str, list[tuple[date, Exam | None]]] = {}
    for row in sorted(settings, key=lambda row: (row.at, row.device, row.id)):
        if row.name.partition("/")[0] == EXAM:
            set_on = datetime.fromtimestamp(row.at / 1000, UTC).date()
            exam = None
            # It may be of a newer version, or merged from a file that anyone may have written.
            with suppress(ValueError, UsageError):
                exam = Exam.from_text(row.value) if row.value is not None else None
            exams.setdefault(row.name, []).append((set_on, exam))

    def is_off(day: date) -> bool:
        in_force = [
            next((exam for set_on, exam in reversed(its) if set_on <= day), None) for its in exams.values()
        ]
        planned = [exam for exam in in_force if exam is not None and exam.set_on <= day <= exam.day]
        return bool(planned) and all(exam.is_off(day) for exam in planned)

    return is_off
