"""Forgetting in the hubs that a store was synced with, at once or when an earlier try was broken off."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager, suppress
from typing import TYPE_CHECKING

from studykit.cli.display import count, tell_text
from studykit.cli.hub_opening import opened
from studykit.errors import StoreError, StudykitError, UnavailableError
from studykit.school.address import is_address, parsed
from studykit.school.hub import Hub
from studykit.school.moved import take_over
from studykit.school.sync import POSITION
from studykit.school.unforgotten import UNFORGOTTEN, Unforgotten
from studykit.store.store import Store

if TYPE_CHECKING:
    from studykit.cli.context import Invocation
    from studykit.school.address import Address


@contextmanager
def forgetting_in_hubs(
    here: Invocation, forgotten: Callable[[Hub], Unforgotten], *, only_here: bool
) -> Iterator[Mapping[str, str]]:
    """Forget in every hub that this store was synced with, and, inside, on this computer.

    A sync that goes on meanwhile waits for both, and then sends nothing that it had read before. Gives facts
    that say what the hubs have still to forget: they go into the transaction that forgets on this computer,
    for only behind it is it so in the hubs, if nothing breaks off before.

    Raises:
        UnavailableError: when one cannot be reached; it says whether anything was forgotten here.
    """
    told: list[str] = []
    facts: dict[str, str] = {}
    if only_here:
        facts, told = _keeping(here)
        yield {}
    else:
        with ExitStack() as stack:
            try:
                for hub in _hubs(here, stack):
                    stack.enter_context(hub.forgetting())
                    name = _fact(hub.database.address)
                    whole = _noted(here, name) | forgotten(hub)
                    facts[name] = whole.to_text()
                    number = count(whole.delete_in(hub), "row")
                    told.append(f"{number} deleted in the hub {hub.database.address}.")
            except Exception:
                tell_text(
                    "Nothing was deleted here. Add --only-here to delete only what is on this computer."
                )
                raise
            yield facts
            try:
                stack.close()  # only now is it so in the hubs
            except StudykitError as error:
                raise UnavailableError(
                    "It is deleted from your work here, but older backups and the hub that this was synced "
                    "with may have it still; give the command again when the hub can be reached."
                ) from error
    if facts:
        _drop(here, facts)
    for each in told:
        tell_text(each)


def _keeping(here: Invocation) -> tuple[dict[str, str], list[str]]:
    """Give what the hubs have still to forget, and keep all the same, and the words for that."""
    facts, told = {}, []
    for address in _synced_with(here):
        name = _fact(address)
        facts[name] = here.collection.store.noted(name) or ""
        too = ", also of what was forgotten here before" if facts[name] else ""
        told.append(f"The hub {address} keeps what it has{too}.")
    return facts, told


def _hubs(here: Invocation, stack: ExitStack) -> list[Hub]:
    """Open every hub by one of its addresses: by a second one it would wait for itself."""
    hubs: list[Hub] = []
    refused: dict[Address, StudykitError] = {}
    for address in _synced_with(here):
        if address not in _synced_with(here):  # taken over by another
            continue
        try:
            hub = Hub(stack.enter_context(opened(address)))
        except UnavailableError as error:  # it may be an earlier address of another
            refused[address] = error
        else:
            take_over(here.collection.store, hub)
            hubs.append(hub)
    for address in _synced_with(here):
        if address in refused:
            raise refused[address]
    return hubs


def _fact(address: Address) -> str:
    return f"{UNFORGOTTEN}{address.url}"


def _noted(here: Invocation, name: str) -> Unforgotten:
    return Unforgotten.from_values(here.collection.store.noted_values(name))


def _drop(here: Invocation, facts: Mapping[str, str]) -> None:
    """Keep no longer what a hub has to forget: where it cannot be written down, it forgets the same again.

    The store that the invocation opened is closed when everything was deleted in it.
    """
    with suppress(StoreError), closing(Store.open(here.folders.store)) as store:
        store.drop(facts)


def unforgotten(here: Invocation) -> list[Address]:
    """Give the hubs that may have still what was forgotten here, because the way to them was cut off."""
    return [parsed(url) for url in sorted(here.collection.store.marked(UNFORGOTTEN)) if is_address(url)]


def forget_the_rest(here: Invocation, hub: Hub) -> None:
    """Forget in a hub what was forgotten here when the way to it was cut off, if anything was."""
    store, address = here.collection.store, hub.database.address
    name = _fact(address)
    if store.noted(name) is None:
        return
    with hub.forgetting():
        left = store.noted(name) or ""
        number = _noted(here, name).delete_in(hub)
    store.drop({name: left})
    tell_text(f"{count(number, 'row')} deleted in the hub {address}: forgotten here before.")


def is_in_hubs(here: Invocation, has: Callable[[Hub], bool]) -> bool:
    """Say whether a hub that this store was synced with has something; one that cannot be asked is named."""
    for address in _synced_with(here):
        try:
            with opened(address) as database:
                if has(Hub(database)):
                    return True
        except StudykitError as error:
            tell_text(f"{error} Whether that hub has it is not known.")
    return False


def _synced_with(here: Invocation) -> list[Address]:
    if not here.folders.store.exists():
        return []
    try:
        store = here.collection.store
        urls = store.marked(POSITION) | store.marked(UNFORGOTTEN)
        return [parsed(url) for url in sorted(urls) if is_address(url)]
    except StoreError:
        tell_text("The store cannot be read, so a hub that it was synced with, if any, keeps what it has.")
        return []
