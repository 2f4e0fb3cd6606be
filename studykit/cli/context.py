"""What a command was called with and among: its options, its environment, the decks and the store."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from studykit.cli.clock import local_now
from studykit.cli.display import Style, style_of

if TYPE_CHECKING:
    from studykit.collection import Collection
    from studykit.decks.library import Library
    from studykit.folders import Folders


@dataclass
class Invocation:
    """One run of the program."""

    profile: str = "default"
    decks: Sequence[Path] = ()
    plain: bool = False
    debug: bool = False

    @cached_property
    def folders(self) -> Folders:
        """Where things are kept."""
        from studykit.folders import folders

        return folders(os.environ, self.profile, self.decks)

    @cached_property
    def style(self) -> Style:
        """How things are shown."""
        return style_of(os.environ, self.plain)

    @cached_property
    def library(self) -> Library:
        """All decks, cases and plans."""
        from studykit.decks.library import Library

        return Library.open(self.folders.decks, self.folders.cache)

    @cached_property
    def collection(self) -> Collection:
        """The decks with this student's history."""
        from studykit.cli.keeping import open_store
        from studykit.collection import Collection

        store = open_store(self.folders.store)
        try:
            return Collection(self.library, store)
        except BaseException:
            store.close()
            raise

    def study(self, case: str | None) -> None:
        """Study one case for this run; nothing changes without one.

        Raises:
            NotFoundError: when there is no such case; it offers the nearest.
        """
        if case is None:
            return
        known = [each.slug for each in self.library.cases()]
        if case not in known:
            from studykit.errors import NotFoundError
            from studykit.names import nearest

            raise NotFoundError(
                f"There is no case `{case}`{nearest(case, known)} Cases here: {', '.join(known)}."
            )
        self.collection.only = case

    def close(self) -> None:
        """Close what was opened."""
        if "collection" in vars(self):
            self.collection.store.close()

    def today(self) -> date:
        """The study day it is now."""
        from studykit.memory.study_day import study_day

        return study_day(local_now(), self.collection.settings.rollover_hour)


def invocation(context: typer.Context) -> Invocation:
    """Give the invocation a command belongs to."""
    found = context.find_object(Invocation)
    assert found is not None
    return found
