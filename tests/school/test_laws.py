"""Syncing with a hub is what syncing through a folder is: the union of rows by id, then replay."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule

from studykit.classes.progress import Progress
from studykit.decks.library import Library
from studykit.reviews import LogRow, Rating
from studykit.school.hub import Hub
from studykit.school.sync import sync
from studykit.store.lines import from_json
from studykit.store.store import Store
from studykit.study import upkeep
from studykit.study.states import derived
from tests.budget import examples
from tests.cli.conftest import DECK
from tests.school.servers import School, synced
from tests.store.devices import DEVICES, logs
from tests.store.test_devices import NAMES, PRESENT, Devices
from tests.store.test_devices import devices as one_of_them
from tests.store.test_merging import answered, memory


@settings(max_examples=examples(25))
@given(logs(), st.data())
def test_devices_that_sync_in_any_order_converge(
    hub: School, rows: list[LogRow], data: st.DataObject
) -> None:
    with ExitStack() as stack:
        [login] = hub.enrol("laws", "student", "Ada")
        hubs: dict[str, Hub] = {}
        stores: dict[str, Store] = {}
        for device in DEVICES:
            stores[device] = stack.enter_context(memory())
            stores[device].device = device
            hubs[device] = Hub(stack.enter_context(hub.as_login(login)))
        for row in rows:
            answered(stores[row.device], row)
            if data.draw(st.booleans()):
                device = data.draw(st.sampled_from(DEVICES))
                synced(stores[device], hubs[device])
        for device in DEVICES * 2:
            synced(stores[device], hubs[device])
        for store in stores.values():
            assert store.states() == derived(rows)[0]
            assert sorted(store.rows(), key=lambda row: row.id) == sorted(rows, key=lambda row: row.id)
        shown = hub.sql(login, "SELECT card, reviews, stability FROM studykit.progress ORDER BY card")
        states = sorted(derived(rows)[0].items())
        assert shown == [
            (card, state.reviews, state.memory and state.memory.stability) for card, state in states
        ]


@settings(max_examples=examples(60))
@given(
    answer=st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
    score=st.floats(0, 1),
    seconds=st.floats(0, 1e9),
)
def test_a_row_comes_back_to_the_last_digit_and_character(
    hub: School, answer: str, score: float, seconds: float
) -> None:
    values = {
        "kind": "review", "id": "a", "device": "desk", "at": 1, "card": "d/one", "study_day": "2026-01-02",
        "answer": answer, "verdict": "partial", "score": score, "rating": 2, "seconds": seconds,
        "counts": True, "hinted": False,
    }  # fmt: skip
    row = from_json(values)
    [login] = hub.enrol("laws", "student", "Ada")
    with hub.as_login(login) as database:
        assert len(Hub(database).add([row])) == 1
        assert [found for _, found in Hub(database).newer(0, ()).rows] == [row]


class HubDevices(Devices):
    """The same three devices, with a hub in the place of the folder; a connection may be cut at any time."""

    school: School

    @initialize()
    def begin(self) -> None:
        super().begin()
        [login] = self.school.enrol("laws", "student", "Ada")
        self.databases = {name: self.school.as_login(login) for name in NAMES}

    @rule(device=one_of_them)
    def sync(self, device: str) -> None:
        """What `data sync` does with the hub and the store."""
        collection, store = self.collections[device], self.stores[device]

        def take(rows: Sequence[LogRow]) -> bool:
            upkeep.merge(collection, rows)
            return True

        sync(store, Hub(self.databases[device]), take, lambda gone: Progress(()))

    def deliver(self, source: str, view: str) -> None:
        """A hub needs no drive that carries files."""

    @rule(device=one_of_them)
    def lose_what_was_noted(self, device: str) -> None:
        """Forget how far the last sync went, as a restore of an old backup does."""
        with self.stores[device]._writing():
            self.stores[device]._connection.execute("DELETE FROM facts WHERE name LIKE 'hub:%'")

    @rule(device=one_of_them)
    def renumber(self, device: str) -> None:
        """Rewrite the file, as forgetting does."""
        self.stores[device]._connection.execute("VACUUM")

    def deliver_in_part(self) -> None: ...
    def damage(self) -> None: ...
    def fork(self) -> None: ...

    def teardown(self) -> None:
        try:
            super().teardown()
        finally:
            for database in getattr(self, "databases", {}).values():
                database.close()


TestHubDevices = HubDevices.TestCase
TestHubDevices.settings = settings(max_examples=examples(20), stateful_step_count=25)


def test_a_row_that_is_dated_again_on_one_device_is_dated_so_on_all() -> None:
    devices = HubDevices()
    devices.begin()
    ahead, now, card = 20 * 86_400_000, 86_400_000, PRESENT[0]
    devices.answer("laptop", ahead, card, day=20, rating=Rating.GOOD, counts=True, answer="1922")
    for device in ("laptop", "phone"):
        devices.sync(device)
    devices.date_again("phone", now, day=1)
    for device in ("phone", "laptop", "desk"):
        devices.sync(device)
    for store in devices.stores.values():
        assert [(row.at, getattr(row, "study_day", None)) for row in store.rows()] == [
            (now, date(2026, 1, 2))
        ]
    devices.teardown()


@pytest.fixture(scope="module", autouse=True)
def _library(hub: School, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("decks")
    (folder / "tiny.yaml").write_text(DECK)
    HubDevices.library = Library.open([folder], None)
    HubDevices.school = hub
