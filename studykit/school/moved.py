"""A hub that is reached by another address than before: what the store knows of it goes along."""

from __future__ import annotations

from studykit.school.address import is_address, parsed
from studykit.school.hub import Hub
from studykit.school.sync import OPENINGS, POSITION, PROGRESS, Position
from studykit.school.unforgotten import UNFORGOTTEN, Unforgotten
from studykit.store.store import Store


def take_over(store: Store, hub: Hub) -> bool:
    """Keep under the address of a hub what was kept under others of it; say whether there was anything.

    It is the same by its id, and asked by the same login. An address that leads nowhere any more would be
    asked in vain for ever, and what the hub has still to forget would stay there.
    """
    address = hub.database.address
    others = (url for url in sorted(store.marked(POSITION)) if url != address.url and is_address(url))
    hers = [url for url in others if parsed(url).login == address.login]
    which = hub.database.value("SELECT id FROM studykit.hub") if hers else ""
    earlier = [url for url in hers if _hub_at(store, url) == which]
    for url in earlier:
        if _hub_at(store, address.url) != which:
            for name in (PROGRESS, OPENINGS, POSITION):
                store.note(f"{name}{address.url}", store.noted(f"{name}{url}") or "")
        if store.noted(f"{UNFORGOTTEN}{url}") is not None:
            left, known = (
                Unforgotten.from_values(store.noted_values(f"{UNFORGOTTEN}{each}"))
                for each in (url, address.url)
            )
            store.note(f"{UNFORGOTTEN}{address.url}", (left | known).to_text())
        names = (f"{name}{url}" for name in (POSITION, PROGRESS, OPENINGS, UNFORGOTTEN))
        store.drop({name: store.noted(name) or "" for name in names})
    return bool(earlier)


def _hub_at(store: Store, url: str) -> str:
    return Position.from_values(store.noted_values(f"{POSITION}{url}")).hub
