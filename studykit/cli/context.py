"""What a command was called with and among: its options, its environment, the decks and the store."""

from __future__ import annotations

import locale
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from typer import Context, Option

from studykit.cli import completing
from studykit.cli.clock import local_now
from studykit.cli.display import Style, say, style_of, tell_text
from studykit.errors import NotFoundError

if TYPE_CHECKING:
    from studykit.decks.library import Library
    from studykit.folders import Folders
    from studykit.study.collection import Collection


# Options that several commands have.
AsJson = Annotated[bool, Option("--json", help="As JSON.")]
CaseOption = Annotated[str | None, Option(metavar="CASE", help="Only the decks of this case.")]
DeckOption = Annotated[str | None, Option(help="Only cards of this deck.", autocompletion=completing.decks)]
Force = Annotated[bool, Option("--force", help="Overwrite the file if there is one.")]
ThemeOption = Annotated[
    str | None, Option(help="Only cards of this theme.", autocompletion=completing.themes)
]
Yes = Annotated[bool, Option("--yes", help="Do not ask.")]

MONTH_FIRST = frozenset({"US", "UN", "AS", "FM", "GU", "MH", "MP", "PR", "PW", "UM", "VI"})
"""Where the month is written first; Windows spells the United States out."""


@dataclass
class Invocation:
    """One run of the program."""

    profile: str = "default"
    decks: Sequence[Path] = ()
    plain: bool = False

    @cached_property
    def folders(self) -> Folders:
        """Where things are kept."""
        from studykit.files import REPLACED
        from studykit.folders import folders

        found = folders(os.environ, self.profile, self.decks)
        if any(found.own_decks.glob(f"{REPLACED}*")):
            from studykit.authoring.placing import recover

            recover(found.own_decks)
        return found

    @cached_property
    def style(self) -> Style:
        """How things are shown."""
        return style_of(os.environ, self.plain)

    @cached_property
    def library(self) -> Library:
        """All decks, cases and plans."""
        return self.open_decks()

    def open_decks(self, files: Sequence[Path] = (), *, with_neighbours: bool = False) -> Library:
        """Read all decks, and some files in the place of those of their names; with what lies beside them."""
        from studykit.decks.library import Library

        return Library.open(
            self.folders.decks, self.folders.cache, files=files, with_neighbours=with_neighbours
        )

    def deck_named(self, name: str) -> tuple[Library, str]:
        """Give the library, and the deck that is named or that a file of that name holds.

        Raises:
            NotFoundError: when there is no such file, or it holds no deck.
        """
        from studykit.decks.deck_files import SUFFIXES

        path = Path(name)
        if not (path.suffix in SUFFIXES or path.is_file()):
            return self.library, name
        library = self.open_decks([path], with_neighbours=True)
        own = (deck.slug for deck in library.decks if Path(deck.file).resolve() == path.resolve())
        if (slug := next(own, None)) is None:
            raise NotFoundError(
                f"{path} holds no deck that can be used; `studykit deck check {path}` says why."
            )
        return library, slug

    def read_decks(self) -> Library:
        """Read all decks again, after one was changed."""
        self.library = self.open_decks()
        return self.library

    @cached_property
    def collection(self) -> Collection:
        """The decks with this student's history."""
        from studykit.cli.keeping import open_store
        from studykit.study.collection import Collection

        fresh = not self.folders.store.exists()
        store = open_store(self.folders.store)
        if fresh and self.profile != "default":
            tell_text(
                f"A new profile, `{self.profile}`: nothing is in it yet. `studykit profile list` shows those "
                "there are."
            )
        try:
            return Collection(self.library, store)
        except BaseException:
            store.close()
            raise

    def say(self, text: str) -> None:
        """Print a paragraph as every screen sets it."""
        say(self.style.text(text))

    def study(self, case: str | None) -> None:
        """Study one case for this run; nothing changes without one.

        Raises:
            NotFoundError: when there is no such case; it offers the nearest.
        """
        if case is not None:
            self.check_case(case)
            self.collection.only = case

    def check_case(self, case: str) -> None:
        """Refuse the name of a case that there is none of.

        Raises:
            NotFoundError: then; it offers the nearest.
        """
        known = [each.slug for each in self.library.case_summaries]
        if case not in known:
            from studykit.names import nearest

            raise NotFoundError(
                f"There is no case `{case}`{nearest(case, known)} Cases here: {', '.join(known)}."
            )

    def close(self) -> None:
        """Close what was opened."""
        if "collection" in vars(self):
            self.collection.store.close()

    @property
    def month_first(self) -> bool:
        """Whether the month is written before the day where she lives, as far as the locale says."""
        named = (os.environ.get(name) for name in ("LC_ALL", "LC_TIME", "LANG"))
        place = next(filter(None, named), None) or locale.getlocale()[0] or ""
        return place.partition(".")[0].partition("_")[2][:2].upper() in MONTH_FIRST

    def today(self) -> date:
        """The study day it is now."""
        from studykit.memory.study_day import study_day

        return study_day(local_now(), self.collection.settings.rollover_hour)


def invocation(context: Context) -> Invocation:
    """Give the invocation a command belongs to."""
    found = context.find_object(Invocation)
    assert found is not None
    return found
