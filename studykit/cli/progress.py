"""`studykit progress`: what the work has come to, in pictures, in words, as JSON or as a page."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from typer import Context, Option

from studykit.cli.context import CaseOption, DeckOption, Force, Invocation, ThemeOption, invocation
from studykit.cli.display import say, say_json
from studykit.cli.essay_material import material
from studykit.cli.streams import has_letters
from studykit.days import read_day
from studykit.errors import UsageError
from studykit.progress.figures import figures

if TYPE_CHECKING:
    from studykit.progress.figures import Figures


def command(
    context: Context,
    theme: ThemeOption = None,
    deck: DeckOption = None,
    since: Annotated[
        str | None, Option(metavar="DAY", help="Only answers from this day on, such as 2026-10-01.")
    ] = None,
    case: CaseOption = None,
    as_json: Annotated[bool, Option("--json", help="As JSON, every figure with its reviews.")] = False,
    html: Annotated[Path | None, Option(metavar="FILE", help="Write a page to print or hand in.")] = None,
    force: Force = False,
    share: Annotated[
        Path | None, Option(metavar="FILE", help="Write how far you are into a file to hand in.")
    ] = None,
    nickname: Annotated[
        str | None, Option(help="With --share: what you are called in it; the last one if none.")
    ] = None,
    with_answers: Annotated[
        bool, Option("--with-answers", help="With --share: with the answers you called right, too.")
    ] = False,
) -> None:
    """Show what your work has come to: recall, themes, days, worst cards, essays you could plan.

    With --share it is a small file to hand in; nothing you typed is in it unless you say so.
    """
    here = invocation(context)
    if share is not None:
        if html is not None or as_json:
            raise UsageError("--share writes a file to hand in and nothing else: leave out --html, --json.")
        from studykit.cli.progress_share import share as share_progress

        share_progress(here, share, nickname=nickname, with_answers=with_answers, force=force)
        return
    if nickname is not None or with_answers:
        raise UsageError("--nickname and --with-answers go with --share FILE, the file to hand in.")
    here.study(case)
    collection, today = here.collection, here.today()
    found = figures(
        collection,
        collection.listings([deck] if deck else (), theme),
        today,
        material(here) if theme is None and deck is None and collection.studied else None,
        since=None if since is None else _day_gone_by(since, today, month_first=here.month_first),
    )
    if html is not None:
        from studykit.cli.written_files import hand_out
        from studykit.progress.page import page

        hand_out(html, page(found).encode(), force=force)
    if as_json:
        say_json(values(found))
    elif html is None:
        say(screen(here, found))


def _day_gone_by(text: str, today: date, *, month_first: bool) -> date:
    """Read a day that is not to come; without a year the last such day is meant.

    Raises:
        UsageError: when it is no day, or one to come.
    """
    day = read_day(text, today, month_first=month_first)
    dated = any(map(str.isdigit, text)) and not text.casefold().startswith("in ")  # "7 feb", not "in 5 weeks"
    words = "".join(letter if letter.isalnum() else " " for letter in text).split()
    if day > today and dated and not any(len(word) == 4 and word.isdigit() for word in words):
        before = read_day(text, today - timedelta(days=366), month_first=month_first)
        day = before if before <= today else day
    if day > today:
        raise UsageError(f"{day.isoformat()} is still to come; --since takes a day gone by.")
    return day


def screen(here: Invocation, found: Figures) -> str:
    """Give the screen: drawn on a terminal that has the room and letters for it, in words elsewhere."""
    if not here.style.plain:
        from studykit.cli.progress_drawn import FEWEST_COLUMNS, LETTERS, drawn

        if here.style.measure >= FEWEST_COLUMNS and has_letters(LETTERS):
            return drawn(found, here.style)
    from studykit.cli.progress_words import words

    return words(found, here.style)


def values(value: Any) -> Any:  # noqa: ANN401 - whatever JSON can hold
    """Give figures as JSON has them: objects for what has names, days as ISO text, shares to four digits."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: values(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return {name: values(each) for name, each in value._asdict().items()}
    if isinstance(value, tuple | list):
        return [values(each) for each in value]
    if isinstance(value, date):
        return value.isoformat()
    return round(value, 4) if isinstance(value, float) else value
