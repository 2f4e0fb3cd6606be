"""What the essay commands share: the material of the library, and how well she knows it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from studykit.cli.context import Invocation

if TYPE_CHECKING:
    from studykit.decks.library import Library
    from studykit.essays.material import Material
    from studykit.essays.outline import Outline


def material(here: Invocation) -> Material:
    """Give the plans, cases and cards of the library, and the cases she studies."""
    return material_of(here.library, here.collection.studied)


def material_of(library: Library, studied: Sequence[str] = ()) -> Material:
    """Give the plans, cases and cards of a library; `studied` are the cases for questions that name none."""
    from studykit.essays.material import Material

    return Material(
        plans=library.plans(),
        cases=library.cases(),
        case_of={deck.slug: deck.case for deck in library.decks},
        siblings=library.siblings,
        sources=cache(library.sources),
        mentioning=library.mentioning,
        studied=tuple(studied),
    )


def outline_of(
    here: Invocation, text: str, found: Material | None = None, argue: str | None = None
) -> Outline:
    """Decode a question and build its outline.

    Raises:
        UsageError: when it is no question in English.
    """
    from studykit.essays.build import outline
    from studykit.progress.figures import chances_on

    recalls = chances_on(here.collection.past(), here.today().toordinal())
    return outline(text, found or material(here), recalls, here.collection.settings.guide, argue)
