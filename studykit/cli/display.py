"""How text looks: colour and symbols on a terminal, words alone everywhere else; and JSON."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from datetime import date
from typing import Any, TextIO

import typer

from studykit.cli.cells import cells, filled, padded
from studykit.cli.started import as_started
from studykit.cli.streams import write_bytes
from studykit.frozen import dataclass
from studykit.visible import EMPHASIS, safe_json, visible

MEASURE = 78
"""The widest a text is set, in columns: longer lines are hard to read."""

NARROWEST = 24
"""The columns below which a text beside another is hard to read."""


@dataclass(frozen=True, slots=True)
class Style:
    """How to show things; `width` and `height` are in columns and lines.

    Plain gives no colour, no symbols and no rules.
    """

    plain: bool = True
    width: int = 80
    height: int = 24

    @property
    def measure(self) -> int:
        """The columns a line of text may fill."""
        return max(24, min(self.width, MEASURE + 2) - 2)

    @property
    def edge(self) -> str:
        """What stands before every line of the quiz: its one left edge, which plain text does not need."""
        return "" if self.plain else "  "

    def line(self, text: str, first: str = "", rest: str | None = None) -> str:
        """Set a paragraph at the left edge; `first` stands before it, `rest` before its other lines."""
        lead = " " * cells(first) if rest is None else rest
        return self._set(text, self.edge + first, self.edge + lead)

    def strong(self, text: str) -> str:
        """Set off what is to be read first, line by line."""
        return text if self.plain else "\n".join(typer.style(line, bold=True) for line in text.split("\n"))

    def faint(self, text: str) -> str:
        """Set back what is only there to be looked up."""
        return text if self.plain else typer.style(text, dim=True)

    def coloured(self, text: str, colour: str, bold: bool = False) -> str:
        """Colour a text; what the colour says must also stand in words."""
        return text if self.plain else typer.style(text, fg=colour, bold=bold)

    def symbol(self, symbol: str, word: str) -> str:
        """Give a symbol on a terminal and a word elsewhere."""
        return word if self.plain else symbol

    def text(self, text: str, indent: int = 2, first: str | None = None) -> str:
        """Set a paragraph of a deck's or a student's text: safe, wrapped, `*emphasis*` shown or dropped."""
        lead = " " * indent
        return self._set(text, lead if first is None else first, lead)

    def heading(self, text: str, indent: int = 2, first: str | None = None) -> str:
        """Set a paragraph that is to be read first."""
        return self.strong(self.text(text, indent, first))

    def _set(self, text: str, first: str, rest: str) -> str:
        lines: list[str] = []
        for line in as_started(visible(text)).split("\n"):
            lines += filled(line, self.measure, rest if lines else first, rest)
        shown = r"\1" if self.plain else lambda found: typer.style(found[1], italic=True)
        return EMPHASIS.sub(shown, "\n".join(lines))

    def beside(self, lead: str, text: str) -> str:
        """Set a paragraph beside what stands first on its line; below it where there is no room for both."""
        room = self.measure - cells(lead)
        if room < NARROWEST:
            return f"{lead.rstrip()}\n{self.text(text, indent=4)}"
        return self.text(text, indent=cells(lead), first=lead)

    def field(self, label: str, text: str, width: int = 11) -> str:
        """Set a labelled paragraph, the label in a column of its own; above it where that leaves no room."""
        if self.measure - width < NARROWEST // 2:
            return f"{self.faint(self.text(label))}\n{self.text(text, indent=4)}"
        body = self.text(text, indent=width + 2)
        return f"  {self.faint(padded(label, width))}{body[width + 2 :]}"

    def fields(self, label: str, texts: Iterable[str], width: int = 11) -> list[str]:
        """Set several paragraphs under one label, which stands before the first."""
        return [self.field("" if place else label, text, width) for place, text in enumerate(texts)]

    def rule(self) -> str:
        """Give a line between two things; an empty one where nothing is drawn."""
        return "" if self.plain else self.faint("─" * self.measure)


def style_of(environment: Mapping[str, str], plain: bool) -> Style:
    """Give the style for this terminal: plain when asked, with NO_COLOR or TERM=dumb, and off a terminal."""
    quiet = plain or bool(environment.get("NO_COLOR")) or environment.get("TERM") == "dumb"
    return resized(Style(quiet or not sys.stdout.isatty()))


def resized(style: Style) -> Style:
    """The same style for the size that the terminal has now."""
    size = shutil.get_terminal_size((80, 24))
    return replace(style, width=size.columns, height=size.lines)


def say(text: str = "") -> None:
    """Print data to standard output; the commands it quotes begin as this program was started."""
    print(as_started(text))


def tell(text: str) -> None:
    """Print a message to standard error; the commands it quotes begin as this program was started."""
    print(as_started(text), file=sys.stderr)


def say_text(text: str) -> None:
    """Print sentences to standard output: whatever they quote is safe, and a terminal gets whole words."""
    say(wrapped(text, sys.stdout))


def tell_text(text: str) -> None:
    """Print sentences to standard error, as `say_text` does."""
    tell(wrapped(text, sys.stderr))


def wrapped(text: str, stream: TextIO | None) -> str:
    """Break sentences at words where they go to a terminal; what reads them elsewhere gets them whole."""
    import textwrap

    text = as_started(visible(text))
    if stream is None or not stream.isatty():
        return text
    try:
        width = os.get_terminal_size(stream.fileno()).columns
    except OSError:
        width = 0
    measure = Style(width=width or 80).measure
    # A path is left whole: it is there to be copied.
    return "\n".join(
        textwrap.fill(line, measure, break_long_words=False, break_on_hyphens=False)
        for line in text.split("\n")
    )


def say_json(value: object, indent: int | None = 2) -> None:
    """Print a value as JSON in UTF-8, over several lines unless `indent` is None."""
    import json

    text = json.dumps(value, ensure_ascii=False, indent=indent, default=_as_json)
    write_bytes(safe_json(f"{text}\n").encode())


def _as_json(value: Any) -> object:  # noqa: ANN401 - what JSON has no word for
    """Give a day or a moment as ISO text, and what has fields as an object."""
    return value.isoformat() if isinstance(value, date) else asdict(value)


def calendar_day(day: date, today: date) -> str:
    """Say a day by its name: `Monday 23 November`, with the year when it is another one than today's."""
    return f"{day:%A} {day.day} {day:%B}" + (f" {day.year}" if day.year != today.year else "")


def day_name(day: date, today: date) -> str:
    """Say a day the way people do: `tomorrow, Monday 23 November`, or with how many days ahead it is."""
    name = calendar_day(day, today)
    ahead = (day - today).days
    nearby = {0: "today", 1: "tomorrow"}.get(ahead)
    if nearby:
        return f"{nearby}, {name}"
    return f"{name}, in {ahead} days" if ahead > 0 else name


def count(number: int, noun: str, plural: str | None = None) -> str:
    """Say a number of things: `1 card`, `2 cards`."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def about_minutes(seconds: float) -> str:
    """Say roughly how long something takes."""
    return "under a minute" if seconds < 45 else f"about {max(1, round(seconds / 60))} min"
