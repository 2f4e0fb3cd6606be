"""What is forgotten while a sync with the hub goes on is gone there too, when both have ended."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest

from studykit.reviews import LogRow
from studykit.school.faults import ForgottenMeanwhileError
from studykit.school.hub import BATCH, Arrival, Hub
from studykit.store.store import Store
from studykit.study.states import derived
from tests.cli.test_data import answered
from tests.conftest import Some
from tests.program import Ran
from tests.school.cutting import proxy
from tests.school.people import person
from tests.school.servers import School, synced
from tests.school.test_faults import fill, in_hub, rows

WAITING = "SELECT count(*) FROM pg_stat_activity WHERE usename = %s AND wait_event_type = 'Lock'"


@pytest.fixture
def ada(hub: School) -> str:
    [login] = hub.enrol(None, "student", "Ada Lovelace")
    return login


@pytest.mark.parametrize(
    ("what", "left"),
    [(("--answers",), 2 * BATCH + 10), (("--deck", "tiny"), 0), (("--all",), 0)],
    ids=["what was typed", "a deck", "everything"],
)
def test_what_is_forgotten_while_a_sync_sends_it_does_not_stay_in_the_hub(
    hub: School, ada: str, tmp_path: Path, what: tuple[str, ...], left: int
) -> None:
    one = person(tmp_path, "one")
    answered(one, *({"id": f"a{n}", "answer": "secret"} for n in range(2 * BATCH + 10)))
    url = hub.installer.as_login(ada).url
    with hub.superuser() as held, ThreadPoolExecutor() as running:
        with held.transaction():
            held.execute("SELECT FROM studykit.people WHERE login = %s FOR UPDATE", (ada,))
            sending = running.submit(one.start, "data", "sync", url, "--yes")
            wait_until(held, ada, 1, sending)
            forgetting = running.submit(one.start, "data", "forget", *what, "--yes")
            wait_until(held, ada, 2, forgetting)
        sync, forgot = sending.result(), forgetting.result()
    assert forgot.code == 0, forgot.err
    assert forgot.out.endswith("Deleted.\n")
    assert sync.code != 0
    if what != ("--all",):
        assert "Something was forgotten while this sync went on" in sync.err
        one.ok("data", "sync", url)
    assert of_hers(hub, ada) == [(left, 0)]
    fresh = person(tmp_path, "fresh")
    fresh.ok("data", "sync", url, "--yes")
    assert [row["answer"] for row in fresh.log()] == [""] * left


def wait_until(held: psycopg.Connection[Any], login: str, number: int, run: Future[Ran]) -> None:
    """Wait until so many of her connections wait for her row, or the run that should is over."""
    while not run.done() and held.execute(WAITING, (login,)).fetchone() != (number,):
        time.sleep(0.05)
        held.execute("SELECT pg_stat_clear_snapshot()")


def of_hers(hub: School, login: str) -> list[tuple[Any, ...]]:
    """How many rows of hers the hub has, and how many of them with what she typed."""
    return hub.sql(login, "SELECT count(*), count(*) FILTER (WHERE answer <> '') FROM studykit.log")


def test_forgetting_whose_connection_is_cut_anywhere_is_whole_when_it_is_given_again(
    hub: School, ada: str, tmp_path: Path, some: Some
) -> None:
    one = person(tmp_path, "one")
    with proxy(urlsplit(hub.server.url).port or 5432) as way:
        url = f"postgresql://{ada}@127.0.0.1:{way.port}/{hub.name}"
        # The first is not cut: it says how many messages there are.
        cuts, messages = [1_000_000], 0
        while cuts:
            cut = cuts.pop()
            answered(one, {"id": f"r{cut}", "answer": "secret"})
            one.ok("data", "sync", url, "--yes")
            way.messages, way.cut_at = 0, cut
            ran = one.run("data", "forget", "--answers", "--yes")
            if not messages:
                messages = way.messages
                cuts = some(range(1, messages + 1), 3)
            typed = any(row["answer"] for row in one.log())
            if ran.code:
                assert ("Nothing was deleted here" if typed else "It is deleted here, but the hub") in ran.err
            way.cut_at = None
            one.ok("data", "forget", "--answers", "--yes")
            [(_, typed_there)] = of_hers(hub, ada)
            assert (any(row["answer"] for row in one.log()), typed_there) == (False, 0)
    assert messages > 4


def test_what_is_forgotten_on_this_computer_alone_is_not_sent_by_a_sync_that_goes_on(
    hub: School, ada: str, stores: Callable[[str], Store]
) -> None:
    store = stores("laptop")
    fill(store, rows("a", 2 * BATCH))

    class Beside(Hub):
        """Something is forgotten between the first batch and the last."""

        def add(self, given: Iterable[LogRow]) -> list[Arrival]:
            added = super().add(given)
            store.forget(list(store.rows()), derived)
            return added

    with hub.as_login(ada) as database, pytest.raises(ForgottenMeanwhileError, match="sync again"):
        synced(store, Beside(database))
    assert len(in_hub(hub, ada)) == BATCH
    synced(store, hub.hub(ada))
    assert (len(in_hub(hub, ada)), store.ids()) == (BATCH, [])
