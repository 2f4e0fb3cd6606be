"""What is forgotten while a sync with the hub goes on is gone there too, when both have ended."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest

from studykit.reviews import LogRow
from studykit.school.address import parsed
from studykit.school.faults import ForgottenMeanwhileError
from studykit.school.hub import BATCH, Arrival, Hub
from studykit.school.sync import POSITION
from studykit.store.store import Store
from studykit.study.states import derived
from tests.cli.test_data import answered
from tests.cli.test_data_forget_shared import lose
from tests.conftest import Some
from tests.program import Ran
from tests.school.cutting import Proxy, proxy
from tests.school.people import Person, person
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
                assert (
                    "Nothing was deleted here" if typed else "It is deleted from your work here"
                ) in ran.err
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


@contextmanager
def synced_by_two(hub: School, ada: str, tmp_path: Path) -> Iterator[tuple[Person, Proxy, str]]:
    """A student's computer that synced with the hub by a way that can be cut, and what it calls the hub.

    It has an answer for each of two decks, the hub one more for each from another computer of hers.
    """
    one, other = person(tmp_path, "one"), person(tmp_path, "other")
    with proxy(urlsplit(hub.server.url).port or 5432) as way:
        url = f"postgresql://{ada}@127.0.0.1:{way.port}/{hub.name}?sslmode=disable"
        for each, name in ((one, "mine"), (other, "theirs")):
            cards = ({"id": f"{name}-{deck}", "card": f"{deck}/x", "answer": "secret"} for deck in "ab")
            answered(each, *cards)
            each.ok("data", "sync", url, "--yes")
        yield one, way, url


def cut_at_the_end(one: Person, way: Proxy, *what: str) -> None:
    """Give a command whose connection is cut when only the hub has still to keep to it."""
    way.cut_on = b"COMMIT"
    ran = one.run("data", "forget", *what, "--yes")
    way.cut_on = None
    assert ran.code == 5, ran.out
    assert "the hub that this was synced with may have it still" in ran.err


@pytest.mark.parametrize("mend", ["forget", "doctor", "sync", "sync by another address"])
@pytest.mark.parametrize(
    ("what", "left"),
    [(("--answers",), (4, 0)), (("--deck", "a"), (2, 2)), (("--all",), (0, 0))],
    ids=["what was typed", "a deck", "everything"],
)
def test_what_was_forgotten_when_the_way_to_the_hub_was_cut_goes_from_there_by_the_next_command(
    hub: School, ada: str, tmp_path: Path, what: tuple[str, ...], left: tuple[int, int], mend: str
) -> None:
    with synced_by_two(hub, ada, tmp_path) as (one, way, url):
        cut_at_the_end(one, way, *what)
        assert of_hers(hub, ada) == [(4, 4)]
        found = one.run("data", "doctor")
        assert found.code == 4
        assert f"The hub {parsed(url)} may still have what was forgotten here" in found.out
        again = {
            "forget": ("data", "forget", *what, "--yes"),
            "doctor": ("data", "doctor", "--fix"),
            "sync": ("data", "sync", url, "--yes"),
            "sync by another address": ("data", "sync", url.partition("?")[0], "--yes"),
        }
        mended = one.ok(*again[mend])
        assert f"deleted in the hub {parsed(url)}" in mended.err
        assert of_hers(hub, ada) == [left]
        one.ok("data", "doctor", "--fix")
        assert "deleted in the hub" not in one.ok("data", "sync", url, "--yes").err
        assert of_hers(hub, ada) == [left]


def test_a_hub_forgets_what_it_was_not_told_of_before_together_with_something_else(
    hub: School, ada: str, tmp_path: Path
) -> None:
    with synced_by_two(hub, ada, tmp_path) as (one, way, _):
        cut_at_the_end(one, way, "--deck", "a")
        one.ok("data", "forget", "--deck", "b", "--yes")
        assert of_hers(hub, ada) == [(0, 0)]
        one.ok("data", "doctor")


def test_a_hub_at_another_address_forgets_what_it_was_not_told_of_by_its_first(
    hub: School, ada: str, tmp_path: Path
) -> None:
    with synced_by_two(hub, ada, tmp_path) as (one, way, url):
        cut_at_the_end(one, way, "--deck", "a")
        way.cut_on = b"user"  # nobody gets in there any more
        direct = hub.installer.as_login(ada)
        mended = one.ok("data", "sync", direct.url, "--yes")
        assert f"2 rows deleted in the hub {direct}: forgotten here before" in mended.err
        assert of_hers(hub, ada) == [(2, 2)]
        note(one, f"{POSITION}{url}", f"{POSITION}{direct.url}")  # an earlier studykit kept the first
        one.ok("data", "forget", "--deck", "b", "--yes")
        assert of_hers(hub, ada) == [(0, 0)]
        one.ok("data", "doctor")


def note(one: Person, name: str, as_in: str) -> None:
    with closing(Store.open(one.path / "profiles" / "default" / "studykit.db")) as store:
        store.note(name, store.noted(as_in) or "")


def test_a_hub_that_is_no_more_keeps_what_it_has_and_the_store_is_sound(
    hub: School, ada: str, tmp_path: Path
) -> None:
    with synced_by_two(hub, ada, tmp_path) as (one, way, _):
        cut_at_the_end(one, way, "--deck", "a")
        way.cut_on = b"user"  # nobody gets in
        fixed = one.run("data", "doctor", "--fix")
        assert fixed.code == 5
        ran = one.ok("data", "forget", "--deck", "a", "--yes", "--only-here")
        assert "keeps what it has, also of what was forgotten here before" in ran.err
        one.ok("data", "doctor")


def test_a_deck_whose_history_the_hub_alone_has_is_forgotten_there(
    hub: School, ada: str, tmp_path: Path
) -> None:
    with synced_by_two(hub, ada, tmp_path) as (one, way, _):
        one.ok("data", "forget", "--deck", "a", "--yes", "--only-here")
        assert of_hers(hub, ada) == [(4, 4)]
        one.ok("data", "forget", "--deck", "a", "--yes")
        assert of_hers(hub, ada) == [(2, 2)]
        unknown = one.run("data", "forget", "--deck", "a", "--yes")
        assert unknown.code == 3
        assert "There is no history of a deck `a`" in unknown.err
        way.cut_on = b"user"  # nobody gets in
        unknown = one.run("data", "forget", "--deck", "a", "--yes")
        assert unknown.code == 3
        assert "Whether that hub has it is not known" in unknown.err


def test_a_hub_that_was_synced_with_by_two_addresses_forgets_and_does_not_wait_for_itself(
    hub: School, ada: str, tmp_path: Path
) -> None:
    one = person(tmp_path, "one")
    answered(one, {"id": "r1", "answer": "secret"})
    url = hub.installer.as_login(ada).url
    for each in (url, f"{url}?sslmode=disable"):
        one.ok("data", "sync", each, "--yes")
    ran = one.start("data", "forget", "--answers", "--yes")
    assert ran.code == 0, ran.err
    assert of_hers(hub, ada) == [(1, 0)]


@pytest.mark.parametrize(("what", "left"), [("--answers", [(1, 0)]), ("--all", [(0, 0)])])
def test_a_hub_joined_since_the_backup_of_the_day_forgets_though_the_store_was_lost(
    hub: School, ada: str, tmp_path: Path, what: str, left: list[tuple[int, int]]
) -> None:
    one = person(tmp_path, "one")
    answered(one, {"id": "r1", "answer": "secret"})
    one.ok("data", "backup")
    one.ok("data", "sync", hub.installer.as_login(ada).url)
    lose(one)
    assert "may not know every folder or hub" in " ".join(one.ok("data", "forget", what, "--yes").err.split())
    assert of_hers(hub, ada) == left
