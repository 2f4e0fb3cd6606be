"""How long a durable answer takes, against a raw write and fdatasync of the same bytes on the same disk.

The two take turns in one run, so that whatever else the machine does falls on both. Run:
python -m tests.bench.durable_answer [FOLDER]
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import date
from functools import partial
from pathlib import Path

from studykit.cards import CardId
from studykit.memory.schedule import derive
from studykit.reviews import CardState, Rating, Review
from studykit.store.knowledge import new_id
from studykit.store.store import Store
from studykit.verdict import Verdict

ROUNDS = 600


def timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def written(file: int, content: bytes) -> None:
    os.write(file, content)
    os.fdatasync(file)


def derived_again(store: Store, card: CardId) -> CardState:
    return derive(card, store.rows_about(card))


def main() -> None:
    place = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    with tempfile.TemporaryDirectory(dir=place) as name:
        folder = Path(name)
        wal = folder / "studykit.db-wal"
        raw = os.open(folder / "raw", os.O_CREAT | os.O_WRONLY)
        answers: list[float] = []
        syncs: list[float] = []
        derives: list[float] = []
        sizes: list[int] = []
        with closing(Store.open(folder / "studykit.db")) as store:
            for number in range(ROUNDS):
                row = Review(
                    id=new_id(),
                    device=store.device,
                    at=1_790_000_000_000 + number,
                    card=CardId(f"stalin-rivals/card-{number % 150}"),
                    study_day=date(2026, 11, 22),
                    answer="control of appointments in the Party",
                    verdict=Verdict.CORRECT,
                    score=1.0,
                    rating=Rating.GOOD,
                    seconds=8.5,
                    counts=True,
                )
                before = wal.stat().st_size
                answers.append(timed(partial(store.append, row, derive)))
                grown = wal.stat().st_size - before
                # After a checkpoint the WAL is written over from its start and does not grow.
                size = grown if grown > 0 else sizes[-1] if sizes else 4096
                sizes.append(size)
                content = os.urandom(size)
                syncs.append(timed(partial(written, raw, content)))
                derives.append(timed(partial(derived_again, store, row.card)))
        os.close(raw)
    answer, sync, derived = map(statistics.median, (answers, syncs, derives))
    print(
        f"a durable answer: median {answer * 1e3:.2f} ms ({derived * 1e3:.2f} ms of it for the state), "
        f"95 of 100 under {sorted(answers)[int(ROUNDS * 0.95)] * 1e3:.2f} ms"
    )
    half = statistics.median(sizes)
    print(f"raw write and fdatasync of the same {half:,.0f} bytes: median {sync * 1e3:.2f} ms")
    print(f"ratio {answer / sync:.2f}")


if __name__ == "__main__":
    main()
