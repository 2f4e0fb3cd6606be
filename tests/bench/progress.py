"""How long `studykit progress` takes after a year of study, beyond what it takes on the first day.

    python -m tests.bench.progress [RUNS]

A year has 15,000 reviews of the shipped cards. Seconds are those of the processor. Target: 0.3 s beyond the
start-up, which is the same command without any review. With an exam in ten weeks every day until then is
simulated as well, as `studykit calendar` does it; that is told apart.
"""

from __future__ import annotations

import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from studykit.cards import CardId
from studykit.decks.library import Library
from studykit.exams import Exam
from studykit.folders import folders, shipped_decks
from studykit.memory.formulas import (
    DEFAULT_PARAMETERS,
    initial_difficulty,
    initial_stability,
    next_difficulty,
    next_stability,
    retrievability,
)
from studykit.reviews import LogRow, Rating, Review, Setting
from studykit.settings import exam_name
from studykit.store.store import Store
from studykit.study.states import derived
from studykit.verdict import Verdict

REVIEWS, DAYS = 15_000, 365


def year(cards: list[CardId], today: date) -> Iterator[Review]:
    """Give the reviews of a year: what is due first, then new cards, then whatever comes."""
    luck, w = random.Random(1), DEFAULT_PARAMETERS
    memories: dict[CardId, tuple[float, float, int]] = {}
    unseen = iter(cards)
    for before in range(DAYS, 0, -1):
        day = (today - timedelta(days=before)).toordinal()
        chances = sorted((retrievability(w, day - last, s), card) for card, (s, _, last) in memories.items())
        asked = [card for chance, card in chances if chance < 0.9][: REVIEWS // DAYS]
        while len(asked) < REVIEWS // DAYS:
            asked.append(next(unseen, None) or luck.choice(cards))
        for number, card in enumerate(asked):
            if card in memories:
                stability, difficulty, last = memories[card]
                rating = 1 if luck.random() > retrievability(w, day - last, stability) else 3
                stability = next_stability(w, stability, difficulty, day - last, rating)
                memories[card] = (stability, next_difficulty(w, difficulty, rating), day)
            else:
                rating = luck.choice([1, 3, 3, 4])
                memories[card] = (initial_stability(w, rating), initial_difficulty(w, rating), day)
            yield Review(
                id=f"{day}-{number:03}",
                device="bench",
                at=(day - 719163) * 86_400_000 + 61_200_000 + 10_000 * number,
                card=card,
                study_day=date.fromordinal(day),
                answer="1922",
                verdict=Verdict.WRONG if rating == 1 else Verdict.CORRECT,
                score=float(rating > 1),
                rating=Rating(rating),
                seconds=6.0 + 6.0 * luck.random(),
                counts=True,
            )


def made(home: Path, rows: list[LogRow]) -> dict[str, str]:
    """Make a student's home with a history; give the environment that a command finds it by."""
    environment = {**os.environ, "STUDYKIT_HOME": str(home)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    store = folders(environment, "default", ()).store
    store.parent.mkdir(parents=True)
    opened = Store.open(store)
    opened.merge(rows, derived)
    opened.close()
    return environment


def taken(environment: dict[str, str]) -> float:
    """Give the seconds of the processor that the command takes, whatever else the machine is doing."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "studykit", "progress", "--json"]
    subprocess.run(command, env=environment, capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Measure the three in turn, round by round, and print medians."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    today = date.today()  # noqa: DTZ011 - the commands measured read the clock themselves
    cards = [card.id for card in Library.open([shipped_decks()], None).listings]
    reviews: list[LogRow] = list(year(cards, today))
    exam = Exam(today + timedelta(days=70), 10, today - timedelta(days=DAYS))
    row = Setting(id="exam", device="bench", at=1, name=exam_name(None), value=exam.to_text())
    with tempfile.TemporaryDirectory() as scratch:
        homes = {
            "no review": made(Path(scratch, "none"), []),
            f"{len(reviews):,} reviews": made(Path(scratch, "year"), reviews),
            "and an exam in 70 days": made(Path(scratch, "exam"), [*reviews, row]),
        }
        for environment in homes.values():
            taken(environment)
        rounds = [{name: taken(environment) for name, environment in homes.items()} for _ in range(runs)]
    medians = {name: statistics.median(each[name] for each in rounds) for name in homes}
    least = {name: min(each[name] for each in rounds) for name in homes}
    first = next(iter(homes))
    print(f"{'':<24}{'median':>10}{'beyond':>10}{'best':>10}{'beyond':>10}")
    for name in homes:
        beyond, at_best = medians[name] - medians[first], least[name] - least[first]
        print(f"{name:<24}{medians[name]:9.2f}s{beyond:9.2f}s{least[name]:9.2f}s{at_best:9.2f}s")


if __name__ == "__main__":
    main()
