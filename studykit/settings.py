"""Settings and folders: what they are, what values they may have, and how they are read."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from studykit.errors import NotFoundError, UsageError
from studykit.names import nearest
from studykit.reviews import Setting


@dataclass(frozen=True, slots=True)
class Settings:
    """What a student can set.

    `desired_retention` lies in 0.70-0.97; a `retry` of None means: on without an exam, off with one.
    """

    desired_retention: float = 0.90
    new_cards: int = 10
    rollover_hour: int = 4
    retry: bool | None = None


@dataclass(frozen=True, slots=True)
class Key:
    """One setting as it is typed: how its value is read and what it is for."""

    name: str
    field: str
    read: Callable[[str], object]
    allowed: str
    purpose: str


def _between(lowest: float, highest: float, kind: Callable[[str], float]) -> Callable[[str], float]:
    def read(text: str) -> float:
        value = kind(text)
        if not lowest <= value <= highest:
            raise ValueError(text)
        return value

    return read


def _on_off(text: str) -> bool | None:
    return {"on": True, "off": False, "auto": None}[text]


KEYS = (
    Key(
        "desired-retention",
        "desired_retention",
        _between(0.70, 0.97, float),
        "0.70 to 0.97",
        "how likely you want to be to know a card on the day it comes back",
    ),
    Key("new-cards", "new_cards", _between(0, 999, int), "0 to 999", "new cards a day"),
    Key("rollover-hour", "rollover_hour", _between(0, 12, int), "0 to 12", "the hour when a new day begins"),
    Key("retry", "retry", _on_off, "on, off or auto", "ask a wrong card once more at the end"),
)
BY_NAME: Mapping[str, Key] = {key.name: key for key in KEYS}


def key(name: str) -> Key:
    """Give a setting by its name.

    Raises:
        NotFoundError: when there is none of that name; it offers the nearest.
    """
    found = BY_NAME.get(name)
    if found is None:
        raise NotFoundError(
            f"There is no setting `{name}`{nearest(name, BY_NAME)} `studykit config` lists them all."
        )
    return found


def check(name: str, value: str) -> object:
    """Read a value for a setting.

    Raises:
        NotFoundError: when there is no such setting.
        UsageError: when it cannot have that value.
    """
    setting = key(name)
    try:
        return setting.read(value.strip().lower())
    except (ValueError, KeyError):
        raise UsageError(f"`{name}` cannot be {value!r}; it may be {setting.allowed}.") from None


def read(rows: Iterable[Setting]) -> Settings:
    """Give the settings that log rows lead to, the newest row of a name winning.

    A name or value of a newer version is passed over: a log that was shared must not stop an older studykit.
    """
    values: dict[str, object] = {}
    for row in sorted(rows, key=lambda row: (row.at, row.device, row.id)):
        if row.name not in BY_NAME:
            continue
        field = BY_NAME[row.name].field
        if row.value is None:
            values.pop(field, None)
            continue
        try:
            values[field] = check(row.name, row.value)
        except UsageError:
            continue
    return Settings(**values)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Folders:
    """Where things are kept: `store` is a file, `cache` a folder that may be deleted at any time."""

    data: Path
    cache: Path
    store: Path
    decks: tuple[Path, ...]


def shipped_decks() -> Path:
    """Give the folder of the decks that come with studykit: in the package, or beside it in a checkout."""
    package = Path(__file__).parent
    packed = package / "_shipped"
    return packed if packed.is_dir() else package.parent / "decks"


def folders(environment: Mapping[str, str], profile: str, more_decks: Iterable[Path]) -> Folders:
    """Give the folders for a profile.

    `STUDYKIT_HOME` moves settings and data; `STUDYKIT_DECKS` (folders with the platform's path separator
    between them) adds decks, as does `more_decks`.

    Raises:
        UsageError: when the profile's name could not be a folder's everywhere.
        NotFoundError: when a decks folder that was asked for does not exist.
    """
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}", profile):
        raise UsageError(
            f"A profile cannot be called {profile!r}; use up to 40 letters, digits, hyphens and underscores."
        )
    home = environment.get("STUDYKIT_HOME")
    if home:
        data = Path(home).expanduser()
        cache = data / "cache"
    else:
        import platformdirs

        data = platformdirs.user_data_path("studykit", appauthor=False)
        cache = platformdirs.user_cache_path("studykit", appauthor=False)
    named = [Path(part) for part in environment.get("STUDYKIT_DECKS", "").split(os.pathsep) if part]
    added = [*named, *more_decks]
    for folder in added:
        if not folder.expanduser().is_dir():
            raise NotFoundError(f"There is no decks folder {folder}; name a folder that holds .yaml decks.")
    own = data / "decks"
    kept = [shipped_decks(), *([own] if own.is_dir() else []), *(folder.expanduser() for folder in added)]
    return Folders(data, cache, data / "profiles" / profile / "studykit.db", tuple(kept))
