"""How long a report on a class takes that handed in files, and how much memory, whole process included.

    python -m tests.bench.class_report [STUDENTS] [CARDS]

Each of 200 students has answered 400 cards of the shipped decks over eight weeks, and one in twenty handed in
answers she called right. Targets: 3 s and 300 MB. The machine's own pace is told by `python -c pass`.
"""

from __future__ import annotations

import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from studykit.cards import CardId
from studykit.classes.progress import CardProgress, Progress
from studykit.classes.progress_file import ProgressFile, fingerprint, written
from studykit.decks.library import Library
from studykit.folders import shipped_decks
from studykit.memory.formulas import DEFAULT_PARAMETERS
from studykit.memory.schedule import Scheduling, next_state
from studykit.reviews import CardState, Rating

WEEKS = 8
CALLED_RIGHT = 10
RATINGS = (Rating.AGAIN, Rating.HARD, Rating.GOOD, Rating.EASY)


def progress_of(card: CardId, luck: random.Random, first: date, last: date) -> CardProgress:
    """Play a card's reviews from the day it was met until its due day is after the last."""
    scheduling, memory, day, wrong, reviews = Scheduling(), None, first, 0, 0
    while day <= last:
        rating = luck.choices(RATINGS, (2, 1, 6, 1))[0]
        memory, wait = next_state(memory, rating, day, scheduling)
        wrong, reviews = wrong + (rating is Rating.AGAIN), reviews + 1
        day += timedelta(days=max(1, wait))
    state = CardState(card, memory, first, day, reviews, wrong)
    return CardProgress(state, correct=reviews - wrong, wrong=wrong)


def write_files(folder: Path, students: int, cards: list[CardId]) -> None:
    """Write what each student handed in."""
    last = datetime.now(UTC).date()
    for number in range(students):
        luck = random.Random(number)
        begun = [last - timedelta(days=luck.randrange(7 * WEEKS)) for _ in cards]
        played = [progress_of(card, luck, first, last) for card, first in zip(cards, begun, strict=True)]
        said = [(luck.choice(cards[:20]), f"answer {luck.randrange(30)}") for _ in range(CALLED_RIGHT)]
        file = ProgressFile(
            f"student {number}",
            fingerprint(str(number)),
            1_790_000_000_000 + number,
            {"stalin-institutions": "1.0"},
            Progress(tuple(played), DEFAULT_PARAMETERS[20]),
            tuple(said) if number % 20 == 0 else (),
        )
        (folder / f"{number:03}.json").write_bytes(written(file))


def main() -> None:
    """Print the time and the memory of one run, decks compiled."""
    students, number = (int(word) for word in (*sys.argv[1:], "200", "400")[:2])
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", "pass"], check=True)
    print(f"python -c pass                    {1000 * (time.perf_counter() - started):8.0f} ms")
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch, "class")
        folder.mkdir()
        cards = [card.id for card in Library.open([shipped_decks()], None).listings[:number]]
        write_files(folder, students, cards)
        size = sum(file.stat().st_size for file in folder.iterdir()) / students
        print(f"a file of {len(cards)} cards                 {size / 1000:8.1f} kB")
        environment = {**os.environ, "STUDYKIT_HOME": scratch}
        command = [sys.executable, "-m", "studykit", "class", "report", str(folder)]
        for _ in range(2):  # the first run compiles the decks
            started = time.perf_counter()
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
            took = time.perf_counter() - started
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        computed = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        print(f"report on {students} files              {took:8.2f} s   (target 3 s)")
        print(f"of it computing                   {computed:8.2f} s")
        print(f"most memory                       {after.ru_maxrss / 1000:8.0f} MB  (target 300 MB)")


if __name__ == "__main__":
    main()
