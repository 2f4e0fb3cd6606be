"""`studykit outline list` and `show PLAN`: the plans that outlines are built from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from studykit.cli.context import Invocation
from studykit.cli.display import count, say, say_json, say_text, tell, tell_text
from studykit.cli.written_files import write_file
from studykit.essays.document import perspective
from studykit.visible import visible

if TYPE_CHECKING:
    from studykit.cases import Plan


def list_plans(here: Invocation, *, as_json: bool) -> None:
    """List the plans there are."""
    plans = here.library.plans()
    if as_json:
        keys = ("slug", "title", "case", "scope")
        rows = [{"plan" if key == "slug" else key: getattr(plan, key) for key in keys} for plan in plans]
        say_json([{**row, "arguments": len(plan.arguments)} for row, plan in zip(rows, plans, strict=True)])
        return
    if not plans:
        say_text("There are no plans yet; a plan is a .yaml file that begins with `plan:`, beside the decks.")
        return
    width = max(len(plan.slug) for plan in plans) + 2
    for plan in plans:
        say(here.style.beside(f"{plan.slug:<{width}}", plan.title))
    tell_text(f"{count(len(plans), 'plan')}; `studykit outline show PLAN` shows one.")


def show_plan(here: Invocation, name: str, *, as_json: bool) -> None:
    """Show a plan as its author wrote it.

    Raises:
        NotFoundError: when there is no such plan; it offers the nearest.
    """
    from dataclasses import asdict

    plan = here.library.plan(name)
    if as_json:
        said = asdict(plan)
        place = said.pop("place")
        said["arguments"] = [
            {key: value for key, value in each.items() if key != "place"} for each in said["arguments"]
        ]
        said["period"] = plan.period.text if plan.period else None
        say_json({**said, "file": place["file"]})
        return
    say(plan_text(here, plan))


def write_plan(here: Invocation, name: str, output: Path, *, force: bool) -> None:
    """Write a plan as a Word document, its evidence in the words of the cards.

    Raises:
        NotFoundError: when there is no such plan; it offers the nearest.
    """
    from studykit.authoring.formats.plan_docx import plan_bytes

    plan = here.library.plan(name)
    wanted = {name.partition("/")[0] for argument in plan.arguments for name in argument.evidence}
    decks = [here.library.deck(deck.slug) for deck in here.library.decks if deck.slug in wanted]
    cards = {str(card.parent): card for deck in decks for card in reversed(deck.cards)}
    write_file(output, plan_bytes(plan, cards), force=force)
    tell(f"Written to {output}.")


def plan_text(here: Invocation, plan: Plan) -> str:
    """Set a plan as text."""
    style = here.style

    def field(label: str, text: str | None) -> list[str]:
        return [style.field(label, text, 14)] if text else []

    lines = [style.strong(style.text(plan.title)), ""]
    lines += field("Plan", plan.slug) + field("Case", plan.case) + field("Scope", plan.scope)
    lines += field("Period", plan.period.text if plan.period else None)
    for number, stem in enumerate(plan.answers):
        lines += field("Answers" if number == 0 else "", stem)
    for number, (term, meaning) in enumerate(plan.define.items()):
        lines += field("Define" if number == 0 else "", f"{term}: {meaning}")
    lines += field("Thesis", plan.thesis)
    for argument in plan.arguments:
        bears = ", ".join(f"{factor} {side}" for factor, side in argument.bears_on.items())
        lines += ["", style.strong(style.text(f"{argument.id} ({bears or argument.side})"))]
        lines += field("Theme", argument.theme) + field("Point", argument.point)
        lines += field("Evidence", ", ".join(argument.evidence)) + field("Because", argument.because)
        lines += field("Perspective", perspective(argument.perspective) if argument.perspective else None)
        lines += field("Limits", argument.limits)
    lines += ["", *field("Conclusion", plan.conclusion)]
    for number, trap in enumerate(plan.traps):
        lines += field("Traps" if number == 0 else "", trap)
    return "\n".join([*lines, "", style.faint(f"  {visible(plan.place.file)}, line {plan.place.line}")])
