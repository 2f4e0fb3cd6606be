"""The folders that decks, data and the cache live in."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from studykit.errors import NotFoundError, UsageError
from studykit.files import is_portable
from studykit.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Folders:
    """Where things are kept: `store` is a file, `cache` a folder that may be deleted at any time."""

    data: Path
    cache: Path
    store: Path
    decks: tuple[Path, ...]
    """Every folder that decks are read from, the shipped ones first."""

    @property
    def own_decks(self) -> Path:
        """The folder of the user's own decks; it need not be there."""
        return self.data / "decks"


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
        UsageError: when the profile's name could not be a folder's everywhere, or would be another's, or
            when STUDYKIT_HOME names no folder.
        NotFoundError: when a decks folder that was asked for does not exist.
    """
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}", profile) or not is_portable(profile):
        raise UsageError(
            f"A profile cannot be called {profile!r}; use up to 40 letters, digits, hyphens and underscores, "
            "and no name that a system keeps for itself."
        )
    home = environment.get("STUDYKIT_HOME")
    if home:
        try:
            data = Path(home).expanduser()
            # A name that is too long, or no name at all, is an error of the system's.
            (data / "decks").is_dir()
        except (RuntimeError, OSError, ValueError) as error:
            why = getattr(error, "strerror", None) or error
            text = f"STUDYKIT_HOME cannot be {home[:200]!r} ({why}); set it to a folder."
            raise UsageError(text) from error
        cache = data / "cache"
    else:
        import platformdirs

        data = platformdirs.user_data_path("studykit", appauthor=False)
        cache = platformdirs.user_cache_path("studykit", appauthor=False)
    profiles = data / "profiles"
    _refuse_alike(profiles, profile)
    named = [Path(part) for part in environment.get("STUDYKIT_DECKS", "").split(os.pathsep) if part]
    added = [*named, *more_decks]
    for folder in added:
        if not _is_folder(folder):
            raise NotFoundError(f"There is no decks folder {folder}; name a folder that holds .yaml decks.")
    own = data / "decks"
    kept = [shipped_decks(), *([own] if own.is_dir() else []), *(folder.expanduser() for folder in added)]
    return Folders(data, cache, profiles / profile / "studykit.db", tuple(kept))


def _refuse_alike(profiles: Path, profile: str) -> None:
    """Refuse a new profile whose folder would be another's where capitals do not count.

    Raises:
        UsageError: then.
    """
    there: list[str] = []
    with suppress(OSError):  # no profile yet, or none that can be read, which the store says better
        there = [folder.name for folder in profiles.iterdir()]
    alike = next((name for name in there if name.lower() == profile.lower()), None)
    if alike and profile not in there:
        raise UsageError(
            f"There is a profile {alike!r}, which on some systems is the same as {profile!r}; write "
            f"{alike!r}, or choose a name that differs in more than capitals."
        )


def _is_folder(named: Path) -> bool:
    try:
        return named.expanduser().is_dir()
    except (RuntimeError, OSError, ValueError):
        return False
