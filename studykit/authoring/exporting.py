"""The forms decks are given away in, and which of them a name means."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from studykit.authoring.shared import Decks
from studykit.visible import tamed

SUFFIXES = {
    ".apkg": "anki",
    ".csv": "csv",
    ".gift": "gift",
    ".md": "markdown",
    ".html": "html",
    ".htm": "html",
}
"""The form that a file's name tells by its end."""

FORMATS = ("anki", "csv", "gift", "markdown", "html", "cut-out", "quizlet")


def exported(decks: Decks, form: str, *, at: float) -> bytes:
    """Give decks in one of `FORMATS`; `at`, in seconds since 1970, dates the notes of an Anki package.

    What would act in a text, such as the control characters of a terminal, is left out.

    Raises:
        UnavailableError: when the extra that a form needs is not installed.
    """
    decks = [_tamed(shared) for shared in decks]
    if form == "anki":
        from studykit.authoring.anki_export import anki_bytes

        return anki_bytes(decks, at=at)
    return _writer(form)(decks)


def _writer(form: str) -> Callable[[Decks], bytes]:
    if form == "csv":
        from studykit.authoring.csv_export import csv_bytes

        return csv_bytes
    if form == "gift":
        from studykit.authoring.gift_export import gift_bytes

        return gift_bytes
    if form == "markdown":
        from studykit.authoring.markdown_export import markdown_bytes

        return markdown_bytes
    if form == "quizlet":
        from studykit.authoring.quizlet_export import quizlet_bytes

        return quizlet_bytes
    from studykit.authoring import html_page

    return html_page.cut_out if form == "cut-out" else html_page.hand_out


def _tamed(value: Any) -> Any:  # noqa: ANN401 - a deck, or anything in it
    """Give a deck, a card or another value with all of its texts tamed."""
    if isinstance(value, str):
        return tamed(value)
    if isinstance(value, tuple):
        return tuple(map(_tamed, value))
    if isinstance(value, Mapping):
        return {_tamed(key): _tamed(each) for key, each in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{each.name: _tamed(getattr(value, each.name)) for each in fields(value)})
    return value
