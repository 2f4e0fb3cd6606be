"""For the sceptical: does planning backwards from the exam beat FSRS at 0.90, on simulated students?

    python -m tests.bench.exam_plan PARAMETERS [--students N] [--seeds N] [--exponential] [--skip 0.3]
                                       [--early 0.33] [--extra-seconds 8] [--speed] [--bands] [--order]

PARAMETERS holds FSRS-6 parameters fitted to real people's logs: a JSON list of lists of 21 numbers, a JSON
object {"users": [{"w": [...]}]}, or the JSON lines that open-spaced-repetition/srs-benchmark publishes.

Each student's true memory follows FSRS-6 with her own parameters; every policy knows only the default ones
and sees only her ratings. A card may be begun while the day's time is not spent. Recall is the mean true
chance over all cards on exam day; a card never met counts 0. The ratings and the seconds an answer takes are
those of fsrs-rs' workload simulator. The policies:

    FSRS 0.90    Anki's defaults: 20 new cards a day, steps of 1 and 10 minutes, relearning step of 10 minutes
    tuned FSRS   what an expert would set for this exam: no steps, all cards new in the first half of the days
                 and before reviews, the last three days a sweep of everything, least sure first
    studykit     the plan, which ends a day when nothing is needed (target 0.90)
    studykit all the plan with every minute used (target None)

Caveats: the students are simulated, and their memory has the shape the planner assumes (--exponential takes
another); intervals carry no fuzz; nobody here gets bored.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import sys
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path
from statistics import fmean, stdev

from studykit.memory import formulas
from studykit.memory.formulas import DEFAULT_PARAMETERS, Parameters
from studykit.planning.forecast import forecast
from studykit.planning.order import CardMemory, Preparation, study_order, today
from studykit.planning.strength import fitted_strength
from tests.bench.simulated import Card, Student, World

SCENARIOS = ((120, 14, 5), (300, 14, 20), (120, 30, 5), (300, 30, 10), (300, 60, 5), (300, 60, 10))
MINUTE = 60.0
MOST_ANSWERS_A_DAY = 6


StudyDay = Callable[[Student, int, int, float], float]


def fsrs_90(student: Student, day: int, exam_day: int, seconds: float) -> float:
    """A day of Anki with FSRS at 0.90 and its default steps: gives the seconds it took."""
    cards = student.cards
    waiting: deque[tuple[float, Card]] = deque((0.0, card) for card in cards if card.learning)
    reviews = [card for card in cards if card.last_day >= 0 and not card.learning and card.due <= day]
    reviews.sort(key=lambda card: card.due)
    new = [card for card in cards if card.last_day < 0][:20]
    queue = deque(mixed(new, reviews))
    spent = 0.0
    while spent < student.share * seconds and (waiting or queue):
        ready = min(waiting, key=lambda entry: entry[0], default=None)
        if ready is not None and (ready[0] <= spent or not queue):
            waiting.remove(ready)
            card = ready[1]
        else:
            card = queue.popleft()
        rating, took = student.answer(card, day)
        spent += took
        delay = step_delay(card, rating)
        card.learning = delay is not None
        if delay is None:
            card.due = day + due_in(card)
        elif card.answers_today < MOST_ANSWERS_A_DAY:
            waiting.append((spent + delay, card))
    return spent


def step_delay(card: Card, rating: int) -> float | None:
    """The seconds until Anki shows the card again today; None when it leaves its steps."""
    if card.first_day == card.last_day or (card.learning and card.step < 2):
        if rating == formulas.EASY or (rating == formulas.GOOD and card.step >= 1):
            card.step = 2
            return None
        if rating == formulas.HARD:
            return 5.5 * MINUTE if card.step == 0 else 10 * MINUTE
        card.step = 1 if rating == formulas.GOOD else 0
        return 10 * MINUTE if rating == formulas.GOOD else MINUTE
    if rating == formulas.AGAIN or (card.learning and rating == formulas.HARD):
        return 10 * MINUTE
    return None


def tuned_fsrs(student: Student, day: int, exam_day: int, seconds: float) -> float:
    """A day of FSRS at 0.90 as an expert would set it for this exam: gives the seconds it took."""
    cards = student.cards
    seen = [card for card in cards if card.last_day >= 0]
    if exam_day - day <= 3:
        reviews = sorted(seen, key=lambda card: believed_recall(card, day))
    else:
        reviews = sorted((card for card in seen if card.due <= day), key=lambda card: card.due)
    new = [card for card in cards if card.last_day < 0][: math.ceil(2 * len(cards) / exam_day)]
    return walked(student, [*new, *reviews], day, seconds)


def studykit(student: Student, day: int, exam_day: int, seconds: float) -> float:
    """A day of the plan: gives the seconds it took."""
    return walked(student, planned(student, day, exam_day, seconds, 0.90), day, seconds)


def studykit_all(student: Student, day: int, exam_day: int, seconds: float) -> float:
    """A day of the plan that uses every minute: gives the seconds it took."""
    return walked(student, planned(student, day, exam_day, seconds, None), day, seconds)


def as_ranked(student: Student, day: int, exam_day: int, seconds: float) -> float:
    """A day of the plan in the order of its ranks, new cards before all others: gives the seconds it took."""
    plan = today(memories(student), Preparation(exam_day, 0, seconds), day=day)
    return walked(student, [student.cards[index] for index in (*plan.needed, *plan.spare)], day, seconds)


def planned(student: Student, day: int, exam_day: int, seconds: float, target: float | None) -> list[Card]:
    order = study_order(memories(student), Preparation(exam_day, 0, seconds, target=target), day=day)
    return [student.cards[index] for index in order]


def memories(student: Student) -> list[CardMemory]:
    """The cards as the planner knows them."""
    return [CardMemory(card.stability, card.difficulty, card.last_day) for card in student.cards]


def walked(student: Student, order: list[Card], day: int, seconds: float) -> float:
    """Answer the cards in this order until the time is spent."""
    spent = 0.0
    for card in order:
        if spent >= student.share * seconds:
            break
        spent += student.answer(card, day)[1]
        card.due = day + due_in(card)
    return spent


def believed_recall(card: Card, day: int) -> float:
    assert card.stability is not None
    return formulas.retrievability(DEFAULT_PARAMETERS, day - card.last_day, card.stability)


def due_in(card: Card) -> int:
    assert card.stability is not None
    return max(1, round(formulas.interval(DEFAULT_PARAMETERS, card.stability, 0.9)))


def mixed(new: list[Card], reviews: list[Card]) -> list[Card]:
    """New cards spread evenly among the reviews, which is Anki's default."""
    places = [((i + 1) / (len(cards) + 1), cards[i]) for cards in (new, reviews) for i in range(len(cards))]
    return [card for _, card in sorted(places, key=lambda place: place[0])]


POLICIES: dict[str, StudyDay] = {
    "FSRS 0.90": fsrs_90,
    "tuned FSRS": tuned_fsrs,
    "studykit": studykit,
    "studykit all": studykit_all,
}


def dealt(count: int, seed: int) -> list[Card]:
    """New cards, each with its own luck, so that two orders of the same cards meet the same luck."""
    return [Card(luck=random.Random(f"{seed} {number}")) for number in range(count)]


def prepared(
    policy: StudyDay, w: Parameters, scenario: tuple[int, int, int], world: World, seed: int
) -> tuple[float, float]:
    """One student's way to the exam: true recall on exam day and the minutes it took in all."""
    count, exam_day, minutes = scenario
    student = Student(w, dealt(count, seed), world)
    missed, stopped = random.Random(-seed), random.Random(f"stopped {seed}")
    spent = 0.0
    for day in range(exam_day):
        student.share = 0.5 if stopped.random() < world.early else 1.0
        if missed.random() >= world.skip:
            spent += policy(student, day, exam_day, minutes * MINUTE)
    return fmean(student.true_recall(card, exam_day) for card in student.cards), spent / MINUTE


def compare(people: list[Parameters], seeds: int, world: World) -> None:
    """Print the table: recall on exam day in per cent, its 95 % interval over people, and minutes."""
    print("| cards / days / minutes | " + " | ".join(POLICIES) + " | studykit over FSRS 0.90 |")
    print("|---" * (len(POLICIES) + 2) + "|")
    for scenario in SCENARIOS:
        cells, recalls = [], {}
        for name, policy in POLICIES.items():
            runs = [
                [prepared(policy, w, scenario, world, 1000 * number + seed + 1) for seed in range(seeds)]
                for number, w in enumerate(people)
            ]
            recalls[name] = [100 * fmean(recall for recall, _ in person) for person in runs]
            minutes = fmean(spent for person in runs for _, spent in person)
            cells.append(f"{fmean(recalls[name]):.1f} ({minutes:.0f} min)")
        gain = [ours - theirs for ours, theirs in zip(recalls["studykit"], recalls["FSRS 0.90"], strict=True)]
        error = 1.96 * stdev(gain) / math.sqrt(len(gain)) if len(gain) > 1 else math.nan
        title = " / ".join(map(str, scenario))
        print(f"| {title} | {' | '.join(cells)} | {fmean(gain):+.1f} ± {error:.1f} |", flush=True)


def orders(people: list[Parameters], seeds: int, world: World) -> None:
    """Print what the mixed order of a sitting costs against the plan's ranks, paired by student and luck."""
    print("| cards / days / minutes | by rank | mixed | difference | standard error |")
    print("|---|---|---|---|---|")
    for scenario in SCENARIOS:
        ranked, mixed = (
            [
                100
                * fmean(
                    prepared(policy, w, scenario, world, 1000 * number + seed + 1)[0] for seed in range(seeds)
                )
                for number, w in enumerate(people)
            ]
            for policy in (as_ranked, studykit)
        )
        gain = [new - old for new, old in zip(mixed, ranked, strict=True)]
        error = stdev(gain) / math.sqrt(len(gain))
        cells = f"{fmean(ranked):.1f} | {fmean(mixed):.1f} | {fmean(gain):+.2f} | {error:.2f}"
        print(f"| {' / '.join(map(str, scenario))} | {cells} |", flush=True)


def bands(people: list[Parameters], world: World) -> None:
    """Print how often the 10-90 % band of the forecast held the truth, on the first day and halfway."""
    print("| cards / days / minutes | first day | width | halfway, from her reviews | width |")
    print("|---|---|---|---|---|")
    for scenario in SCENARIOS:
        start, half = [], []
        for number, w in enumerate(people):
            truth, at_start, at_half = forecast_twice(w, scenario, world, 1000 * number + 1)
            start.append((at_start[0] <= truth <= at_start[1], at_start[1] - at_start[0]))
            half.append((at_half[0] <= truth <= at_half[1], at_half[1] - at_half[0]))
        cells = [f"{fmean(h for h, _ in x):.0%} | {100 * fmean(v for _, v in x):.1f}" for x in (start, half)]
        print(f"| {' / '.join(map(str, scenario))} | {' | '.join(cells)} |", flush=True)


def forecast_twice(
    w: Parameters, scenario: tuple[int, int, int], world: World, seed: int
) -> tuple[float, tuple[float, float], tuple[float, float]]:
    """The true recall of one student on exam day, and the bands told on the first day and halfway."""
    count, exam_day, minutes = scenario
    student = Student(w, dealt(count, seed), world)
    plan = Preparation(exam_day, 0, minutes * MINUTE)
    told = forecast(memories(student), plan, day=0, seed=seed).if_kept
    halfway = told
    for day in range(exam_day):
        if day == exam_day // 2:
            strength = fitted_strength(student.log)
            halfway = forecast(memories(student), plan, day=day, strength=strength, seed=seed).if_kept
        studykit(student, day, exam_day, minutes * MINUTE)
    truth = fmean(student.true_recall(card, exam_day) for card in student.cards)
    return truth, (told.low, told.high), (halfway.low, halfway.high)


def speed() -> None:
    """Print how long one order takes, as a multiple of 10,000 power functions in the same run."""
    started = time.perf_counter()
    for index in range(10_000):
        (1.0 + index) ** -0.1542
    unit = time.perf_counter() - started
    chance = random.Random(1)
    for count in (400, 10_000):
        cards = [
            CardMemory(10 ** chance.uniform(-1, 2), chance.uniform(1, 10), chance.randrange(50))
            for _ in range(count)
        ]
        for target, day in ((0.9, 50), (None, 50), (None, 59)):
            started = time.perf_counter()
            study_order(cards, Preparation(60, 0, 600, target=target), day=day)
            took = time.perf_counter() - started
            print(
                f"order of {count} cards, day {day}, target {target}: {1e3 * took:.1f} ms, {took / unit:.0f}x"
            )
    started = time.perf_counter()
    forecast([CardMemory(None, None, None)] * 400, Preparation(60, 0, 600.0), day=0)
    took = time.perf_counter() - started
    print(f"forecast of 400 cards over 60 days: {took:.2f} s, {took / unit:.0f}x")


def people_in(path: Path) -> list[Parameters]:
    """The parameters in the file, in any of the three forms the module's text names."""
    text = path.read_text(encoding="utf-8")
    try:
        found = json.loads(text)
    except json.JSONDecodeError:
        rows = [json.loads(line) for line in text.splitlines() if line.strip()]
        found = [next(iter(row["parameters"].values())) for row in rows]
    if isinstance(found, dict):
        found = [user["w"] for user in found["users"]]
    wrong = [number for number, w in enumerate(found, 1) if len(w) != len(DEFAULT_PARAMETERS)]
    if wrong:
        sys.exit(f"{path}: entry {wrong[0]} does not hold the 21 parameters of FSRS-6")
    return [formulas.usable_parameters(w) for w in found]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("parameters", type=Path)
    parser.add_argument("--students", type=int, help="only so many, spread over the file")
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--exponential", action="store_true", help="true forgetting is exponential")
    parser.add_argument("--skip", type=float, default=0.0, help="the chance that a day is missed")
    parser.add_argument("--early", type=float, default=0.0, help="the chance that a sitting ends half-way")
    parser.add_argument("--order", action="store_true", help="the mixed order against the plan's ranks")
    parser.add_argument("--extra-seconds", type=float, default=0.0, help="added to every answer")
    parser.add_argument("--bands", action="store_true", help="how often the forecast's band held the truth")
    parser.add_argument("--speed", action="store_true", help="how long the order and the forecast take")
    asked = parser.parse_args()
    people = people_in(asked.parameters)
    if asked.students:
        people = people[:: max(1, len(people) // asked.students)][: asked.students]
    world = World(asked.exponential, asked.skip, asked.early, asked.extra_seconds)
    if asked.speed:
        speed()
    elif asked.order:
        orders(people, asked.seeds, world)
    elif asked.bands:
        bands(people, world)
    else:
        compare(people, asked.seeds, world)


if __name__ == "__main__":
    main()
