"""Whole devices that study apart and share a folder: whatever the folder does to their files, they agree."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from studykit.cards import CardId
from studykit.decks.library import Library
from studykit.exams import Exam
from studykit.memory.moves import moved
from studykit.memory.schedule import replay, voided
from studykit.reviews import LogRow, Practice, Rating, Review
from studykit.store.folder_sync import arrived, read_folder, write_own
from studykit.store.knowledge import new_id
from studykit.store.store import Store
from studykit.study import answering, renaming, upkeep
from studykit.study.collection import Collection
from studykit.verdict import Verdict
from tests.budget import examples
from tests.cli.conftest import DECK

NAMES = ("laptop", "phone", "desk")
PRESENT = tuple(map(CardId, ("tiny/year", "tiny/defenders", "tiny/controls")))
GONE = tuple(map(CardId, ("tiny/before", "older/year")))
START = date(2026, 1, 1)

devices = st.sampled_from(NAMES)
moments = st.integers(0, 60).map(lambda number: number * 8 * 3_600_000)
"""Every clock says what it likes, and often the same, within twenty days."""


def undated(row: LogRow) -> LogRow:
    """A row as it stays whenever it is dated."""
    return replace(row, at=0, study_day=START) if isinstance(row, Review | Practice) else replace(row, at=0)


class Devices(RuleBasedStateMachine):
    """Three devices, each with its own view of a folder that a cloud drive keeps more or less alike."""

    library: Library

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.written: dict[str, LogRow] = {}
        self.stores: dict[str, Store] = {}
        self.collections: dict[str, Collection] = {}
        for name in NAMES:
            (self.folder / name).mkdir()
            store = Store(sqlite3.connect(":memory:", isolation_level=None), Path("memory"))
            store._prepare()
            store.device = name
            self.stores[name] = store
            self.collections[name] = Collection(self.library, store)

    def _note(self, device: str) -> None:
        """Remember what a device wrote last: nothing of it may ever be lost."""
        row = next(self.stores[device].own_rows())
        self.written[row.id] = row

    @rule(
        device=devices,
        at=moments,
        card=st.sampled_from(PRESENT + GONE),
        day=st.integers(0, 40),
        rating=st.sampled_from(Rating),
        counts=st.booleans(),
        answer=st.text(max_size=6),
    )
    def answer(
        self, device: str, at: int, card: CardId, day: int, rating: Rating, counts: bool, answer: str
    ) -> None:
        review = Review(
            id=new_id(),
            device=device,
            at=at,
            card=card,
            study_day=START + timedelta(days=day),
            answer=answer,
            verdict=Verdict.CORRECT,
            score=1.0,
            rating=rating,
            seconds=3.0,
            counts=counts,
        )
        self.collections[device].append(review)
        self._note(device)

    def _reviews(self, device: str) -> list[Review]:
        return [row for row in self.stores[device].rows() if isinstance(row, Review)]

    @rule(
        device=devices, at=moments, rating=st.sampled_from(Rating), verdict=st.sampled_from([None, *Verdict])
    )
    def overrule(self, device: str, at: int, rating: Rating, verdict: Verdict | None) -> None:
        """Override a verdict that was given on any device and still stands."""
        gone = voided(self.stores[device].rows())
        reviews = [review for review in self._reviews(device) if review.id not in gone]
        if reviews:
            answering.amend(self.collections[device], reviews[-1], rating, verdict, at=at)
            self._note(device)

    @rule(device=devices, at=moments, which=st.integers(0, 20))
    def undo(self, device: str, at: int, which: int) -> None:
        reviews = self._reviews(device)
        if reviews:
            answering.undo(self.collections[device], reviews[which % len(reviews)], at=at)
            self._note(device)

    @rule(device=devices, at=moments, card=st.sampled_from(PRESENT), suspended=st.booleans())
    def suspend(self, device: str, at: int, card: CardId, suspended: bool) -> None:
        answering.suspend(self.collections[device], card, suspended, at=at)
        self._note(device)

    @rule(
        device=devices,
        at=moments,
        was=st.sampled_from(GONE),
        card=st.sampled_from(PRESENT),
        keep=st.booleans(),
    )
    def move(self, device: str, at: int, was: CardId, card: CardId, keep: bool) -> None:
        renaming.move(self.collections[device], was, card, keep=keep, at=at)
        self._note(device)

    @rule(device=devices, at=moments)
    def take_back_a_move(self, device: str, at: int) -> None:
        decided = renaming.decided(self.collections[device])
        if decided:
            renaming.take_back(self.collections[device], decided[-1], at=at)
            self._note(device)

    @rule(
        device=devices,
        at=moments,
        given=st.sampled_from(
            [
                ("desired-retention", "0.8"),
                ("desired-retention", "0.97"),
                ("desired-retention", None),
                ("retry", "on"),
            ]
        ),
    )
    def set(self, device: str, at: int, given: tuple[str, str | None]) -> None:
        self.collections[device].set(*given, at=at)
        self._note(device)

    @rule(device=devices, at=moments, days=st.integers(30, 90), cleared=st.booleans())
    def set_an_exam(self, device: str, at: int, days: int, cleared: bool) -> None:
        exam = Exam(START + timedelta(days=days), 20, START)
        collection = self.collections[device]
        if cleared:
            collection.clear_exam(exam, at=at)
        else:
            collection.set_exam(exam, at=at)
        self._note(device)

    @rule(device=devices, at=moments, card=st.sampled_from(PRESENT))
    def practise(self, device: str, at: int, card: CardId) -> None:
        answering.note_missed(self.collections[device], [card], at=at, day=START)
        self._note(device)

    @rule(device=devices, now=moments, day=st.integers(0, 40))
    def date_again(self, device: str, now: int, day: int) -> None:
        """What `data doctor --fix` does with rows from the future."""
        upkeep.redate(self.collections[device], now, START + timedelta(days=day))

    @rule(device=devices)
    def sync(self, device: str) -> None:
        """What `data sync` does with the files in the folder and the store."""
        place = self.folder / device
        files = read_folder(place)
        upkeep.merge(self.collections[device], arrived(files))
        write_own(place, device, self.stores[device].rows(), files)

    @rule(source=devices, view=devices)
    def deliver(self, source: str, view: str) -> None:
        """Bring a device's file to another's view of the folder, whole."""
        file = self.folder / source / f"studykit-{source}.jsonl"
        if source != view and file.exists():
            shutil.copyfile(file, self.folder / view / file.name)

    @rule(source=devices, view=devices, part=st.floats(0, 1))
    def deliver_in_part(self, source: str, view: str, part: float) -> None:
        """Bring only the beginning of a file, its last line cut through; the own one can be hit too."""
        file = self.folder / source / f"studykit-{source}.jsonl"
        if file.exists():
            content = file.read_bytes()
            (self.folder / view / file.name).write_bytes(content[: int(len(content) * part)])

    @rule(
        source=devices,
        view=devices,
        place=st.floats(0, 1),
        byte=st.sampled_from(b'0123456789aefz"{}, \n\xff'),
    )
    def damage(self, source: str, view: str, place: float, byte: int) -> None:
        """Change one byte in a view of a file, so that it may well be text as before."""
        file = self.folder / view / f"studykit-{source}.jsonl"
        if file.exists() and (content := bytearray(file.read_bytes())):
            content[int((len(content) - 1) * place)] = byte
            file.write_bytes(content)

    @rule(source=devices, view=devices)
    def fork(self, source: str, view: str) -> None:
        """Leave a conflicted copy of a file in a view."""
        file = self.folder / source / f"studykit-{source}.jsonl"
        if file.exists():
            shutil.copyfile(file, self.folder / view / f"studykit-{source} (conflicted copy).jsonl")

    def teardown(self) -> None:
        """Once the drive has brought everything everywhere, all devices hold all of it and agree."""
        if not hasattr(self, "stores"):
            return
        try:
            for _ in range(2):
                for device in NAMES:
                    self.sync(device)
                for source in NAMES:
                    for view in NAMES:
                        self.deliver(source, view)
            for device in NAMES:
                self.sync(device)
            self._agree()
        finally:
            for store in self.stores.values():
                store.close()
            shutil.rmtree(self.folder)

    def _agree(self) -> None:
        first = self.collections[NAMES[0]]
        for device in NAMES:
            collection, store = self.collections[device], self.stores[device]
            rows = {row.id: row for row in store.rows()}
            assert {row_id: undated(row) for row_id, row in rows.items()} == {
                row_id: undated(row) for row_id, row in self.written.items()
            }
            assert list(store.rows()) == list(self.stores[NAMES[0]].rows())
            assert collection.settings == first.settings
            assert collection.present_ids == first.present_ids
            assert collection.states == first.states
            everything = moved(store.rows(), collection.present_ids)
            assert dict(collection.states) == replay(everything, collection.scheduling)
            assert upkeep.unsound(collection) == []


TestDevices = Devices.TestCase
TestDevices.settings = settings(max_examples=examples(60), stateful_step_count=25)


def test_an_own_file_cut_to_nothing_is_made_whole_though_a_copy_of_it_holds_all() -> None:
    devices = Devices()
    devices.begin()
    devices.set_an_exam("laptop", at=0, days=30, cleared=False)
    devices.sync("laptop")
    devices.fork("laptop", "laptop")
    devices.deliver_in_part("laptop", "laptop", part=0.0)
    own = devices.folder / "laptop" / "studykit-laptop.jsonl"
    assert own.read_bytes() == b""
    devices.sync("laptop")
    (row,) = devices.written.values()
    assert row.id in own.read_text(encoding="utf-8")
    devices.teardown()


@pytest.fixture(scope="module", autouse=True)
def _library(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("decks")
    (folder / "tiny.yaml").write_text(DECK)
    Devices.library = Library.open([folder], None)
