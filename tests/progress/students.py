"""Students whose whole history is told by a few numbers: a small case, the days studied, and their luck."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from studykit.cards import CardId
from studykit.cli.essay_material import material_of
from studykit.decks.library import Library
from studykit.exams import Exam
from studykit.memory.queue import daily
from studykit.memory.schedule import reviewed
from studykit.progress.figures import Figures, figures
from studykit.reviews import CardState, LogRow, Rating, Review, Setting
from studykit.settings import exam_name
from studykit.store.store import Store
from studykit.study import upkeep
from studykit.study.collection import Collection
from studykit.study.states import derived
from studykit.verdict import Verdict

TODAY = date(2026, 11, 28)
FACTORS = {"party-machine": 5, "rivals": 4, "ideology": 3, "propaganda": 3, "force": 2, "chance": 1}
"""The causes of the case, with their weights."""

FACTS = 6
"""Dated facts of each cause."""

CASE = "case: rise\ntitle: A rise to power\nthemes:\n" + "".join(
    f"  {factor}: The {factor}\n" for factor in FACTORS
)


def write_case(folder: Path) -> None:
    """Write a case, a deck of dated facts for each cause, and a plan that argues with them."""
    folder.mkdir(parents=True)
    factors = "".join(
        f"  {factor}:\n    weight: {weight}\n    says: it worked\n" for factor, weight in FACTORS.items()
    )
    (folder / "case.yaml").write_text(f"{CASE}covers: [rise-of-a-leader]\nfactors:\n{factors}")
    arguments = []
    for factor in FACTORS:
        cards = "".join(
            f"  - id: fact-{number}\n    ask: When did {factor} event {number} happen?\n"
            f"    answer: {1920 + number}\n    date: {1920 + number}\n"
            f"    fact: Event {number} of {factor} happened in {1920 + number}.\n"
            for number in range(FACTS)
        )
        (folder / f"{factor}.yaml").write_text(
            f"deck: rise-{factor}\ntitle: On {factor}\ncase: rise\nthemes: [{factor}]\ncards:\n{cards}"
        )
        evidence = ", ".join(f"rise-{factor}/fact-{number}" for number in range(FACTS))
        arguments.append(
            f"  - id: {factor}\n    theme: {factor}\n    bears-on: {{{factor}: for}}\n"
            f"    point: It was {factor}.\n    evidence: [{evidence}]\n"
        )
    (folder / "plan.yaml").write_text(
        "plan: rise-plan\ntitle: A plan\ncase: rise\nscope: rise-of-a-leader\nthesis: It was the machine.\n"
        f"arguments:\n{''.join(arguments)}"
    )


@dataclass
class Learner:
    """A student of the case who studied `days` days before today, so many cards a day, some of them wrong."""

    home: Path
    days: int
    a_day: int = 12
    wrong: float = 0.15
    off: frozenset[int] = frozenset()
    """Numbers of days before today on which she did not study."""
    collection: Collection = field(init=False)

    def __post_init__(self) -> None:
        write_case(self.home / "decks")
        library = Library.open([self.home / "decks"], None)
        store = Store.open(self.home / "studykit.db")
        store.merge(self._history(library), derived)
        self.collection = Collection(library, store)

    def _history(self, library: Library) -> Iterable[LogRow]:
        luck = random.Random(7)
        states: dict[CardId, CardState] = {}
        for before in range(self.days, 0, -1):
            day = TODAY - timedelta(days=before)
            if before in self.off:
                continue
            for number, card in enumerate(daily(library.listings, states, day, new=4)[: self.a_day]):
                is_wrong = luck.random() < self.wrong
                rating = Rating.AGAIN if is_wrong else Rating.GOOD
                states[card] = reviewed(states.get(card, CardState(card)), rating, day)
                yield Review(
                    id=f"{day.toordinal()}-{number:03}",
                    device="here",
                    at=(day.toordinal() - 719163) * 86_400_000 + 61_200_000 + 20_000 * number,
                    card=card,
                    study_day=day,
                    answer="1922",
                    verdict=Verdict.WRONG if is_wrong else Verdict.CORRECT,
                    score=0.0 if is_wrong else 1.0,
                    rating=rating,
                    seconds=6.0 + 4.0 * luck.random(),
                    counts=True,
                )

    def sits(self, day: date, *, minutes: int = 3, **more: object) -> None:
        """Set the exam, as she did when she began."""
        begun = TODAY - timedelta(days=self.days)
        exam = Exam(day, minutes, begun, **more)  # type: ignore[arg-type]
        at = (begun.toordinal() - 719163) * 86_400_000
        upkeep.merge(
            self.collection,
            [Setting(id="exam", device="here", at=at, name=exam_name(None), value=exam.to_text())],
        )

    def figures(self, **options: object) -> Figures:
        """Work out her figures today."""
        collection = self.collection
        material = material_of(collection.library, collection.studied)
        return figures(collection, collection.listings(), TODAY, material, **options)  # type: ignore[arg-type]
