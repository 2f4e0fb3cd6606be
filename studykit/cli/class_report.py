"""`studykit class report`: who has started, what the class would recall, and what it finds hard."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from studykit.cards import CardId
from studykit.cli.clock import local_now
from studykit.cli.context import invocation
from studykit.cli.display import Style, count, say, say_json
from studykit.cli.hub_opening import address_of, opened
from studykit.visible import visible

if TYPE_CHECKING:
    from studykit.classes.report import ClassReport, Hardness
    from studykit.decks.library import Library

SHOWN = 15
"""Cards and themes that are shown; --json has all."""


def report(
    context: typer.Context,
    hub: Annotated[
        str | None,
        typer.Argument(metavar="[ADDRESS]", help="postgresql://LOGIN@HOST/DATABASE; the last one if none."),
    ] = None,
    class_name: Annotated[
        str | None, typer.Option("--class", metavar="CLASS", help="Which class, if you have several.")
    ] = None,
    few: Annotated[
        bool, typer.Option("--few", help="Figures of each student, and from fewer than three, too.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Show who has started, what the class would recall, and the hardest cards and themes first."""
    from studykit.classes.report import FEWEST, class_report
    from studykit.school import handed_in, people

    here = invocation(context)
    with opened(address_of(here, hub)) as database:
        chosen = people.class_named(database, class_name)
        values = handed_in.of_class(database, chosen)
    themes = {card.id: card.themes for card in here.library.listings}
    found = class_report(values, themes, local_now().date(), fewest=1 if few else FEWEST)
    if as_json:
        say_json(as_values(found, chosen))
    else:
        say(shown(found, chosen, here.library, here.style))


def as_values(found: ClassReport, class_name: str) -> dict[str, object]:
    """The report as JSON has it."""
    values = asdict(found)
    for student in values["students"]:
        student["last_day"] = student["last_day"] and student["last_day"].isoformat()
    return {"class": class_name, "started": found.started, **values}


def shown(found: ClassReport, class_name: str, library: Library, style: Style) -> str:
    """The report as a person reads it."""
    total = count(len(found.students), "student")
    lines = [style.strong(f"{visible(class_name)}: {found.started} of {total} have started")]
    if found.spread is not None:
        least, middle, most = (f"{value:.0%}" for value in found.spread)
        lines += ["", f"  Recall today of what each has met: {middle} in the middle, {least} to {most}."]
    width = max([7, *(len(visible(each.name)) for each in found.students)])
    lines.append("")
    for each in found.students:
        last = f"last on {each.last_day}" if each.last_day else "started" if each.started else "not started"
        figures = ""
        if each.cards and each.recall is not None:
            cards, answers = count(each.cards, "card"), count(each.answers or 0, "answer")
            figures = f", {cards}, {answers}, recall {each.recall:.0%}"
        lines.append(f"  {visible(each.name):<{width}}  {last}{figures}")
    asks = {card: library.card(CardId(card)).ask for card in (line.name for line in found.cards[:SHOWN])}
    for title, rows in (("Hardest cards", found.cards), ("Hardest themes", found.themes)):
        if rows:
            lines += ["", style.strong(f"  {title}"), *_table(rows[:SHOWN], asks, style)]
    if found.overruled:
        lines += ["", style.strong("  Answers that students called right")]
        lines += [
            style.text(f"{card}: {answer} ({times})", indent=4) for card, answer, times in found.overruled
        ]
    if found.known:
        lines += ["", style.text(f"Cards everybody knows: {', '.join(found.known)}", indent=2)]
    return "\n".join(lines)


def _table(rows: tuple[Hardness, ...], asks: Mapping[str, str], style: Style) -> list[str]:
    width = max(len(visible(each.name)) for each in rows)
    lines = [f"  {'':<{width}}  students  answers  wrong  recall"]
    for each in rows:
        lines.append(
            f"  {visible(each.name):<{width}}  {each.students:>8}  {each.answers:>7}  {each.wrong:>5.0%}  "
            f"{each.recall:>6.0%}"
        )
        if each.name in asks:
            lines.append(style.faint(style.text(asks[each.name], indent=4)))
    return lines
