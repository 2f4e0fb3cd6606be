"""`studykit outline`: an essay outline for a question, and the plans it is built from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from studykit.cli import completing
from studykit.cli.context import Invocation, invocation
from studykit.cli.display import count, say, say_json, say_text, tell, tell_text
from studykit.cli.streams import write_bytes
from studykit.errors import NotFoundError, UnavailableError, UsageError
from studykit.visible import safe_json, visible

if TYPE_CHECKING:
    from studykit.cards import Plan
    from studykit.essays.document import Layout
    from studykit.essays.outline import Outline


class Format(StrEnum):
    """What an outline can be written as."""

    TEXT = "text"
    MARKDOWN = "md"
    HTML = "html"
    WORD = "docx"
    JSON = "json"


class Side(StrEnum):
    """The side of a claim that an essay can take."""

    FOR = "for"
    AGAINST = "against"


ENDINGS = {
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".docx": Format.WORD,
    ".json": Format.JSON,
    ".txt": Format.TEXT,
}
"""The format a file's name asks for when no --format is given."""

EXAMPLE = '`studykit outline "Evaluate the role of propaganda in one leader\'s rise to power."`'


def command(
    context: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar='"QUESTION" | list | show PLAN | check FILE',
            help="A question to plan for, or what is wanted of the plans.",
            show_default=False,
            autocompletion=completing.plans,
        ),
    ] = None,
    practise: Annotated[
        bool, typer.Option("--practise", "--practice", help="Write your own plan first, then compare.")
    ] = False,
    timed: Annotated[
        bool, typer.Option("--timed", help="With --practise: stop when planning time is over.")
    ] = False,
    minutes: Annotated[
        float | None,
        typer.Option(min=0.1, help="With --timed: how long (default: the guide's planning time)."),
    ] = None,
    drill: Annotated[
        bool, typer.Option("--drill", help="Be quizzed on the evidence of this outline.")
    ] = False,
    question: Annotated[
        str | None, typer.Option(metavar="QUESTION", help="With `check`: the question the plan answers.")
    ] = None,
    form: Annotated[
        Format | None, typer.Option("--format", help="How to write it; by default as the file's name says.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write it to this file.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite the file if there is one.")] = False,
    argue: Annotated[
        Side | None, typer.Option("--argue", help="Take this side of the claim, from the same evidence.")
    ] = None,
    case: Annotated[
        str | None, typer.Option(metavar="CASE", help="Answer from this case, this once.")
    ] = None,
    full: Annotated[bool, typer.Option("--full", help="All of it, and not one page.")] = False,
    sources: Annotated[bool, typer.Option("--sources", help="With sources and the ids of cards.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Plan an essay: decode the question, take a stance, and argue it with evidence from your cards.

    `outline list` names the plans there are, `outline show PLAN` shows one as written, `outline check FILE`
    compares a plan of your own (.md, .txt, .docx) with what its question wants.
    """
    here = invocation(context)
    here.study(case)
    first, *rest = words or [""]
    if timed and not practise:
        raise UsageError("--timed times a plan you write yourself: add --practise.")
    if sum((practise, drill, bool(output or form) or as_json)) > 1 and (practise or drill):
        raise UsageError(
            "--practise and --drill talk to you at the keyboard; use one of them alone, without an export."
        )
    match first:
        case "list" if not rest:
            _only_json(practise, drill, form, output)
            list_plans(here, as_json=as_json)
        case "show":
            name = _one(rest, "show", "PLAN")
            if output is not None and output.suffix.lower() == ".docx" and not practise and not drill:
                write_plan(here, name, output, force=force)
                return
            _only_json(practise, drill, form, output)
            show_plan(here, name, as_json=as_json)
        case "check":
            from studykit.cli.outline_practice import check_file

            _only_json(practise, drill, form, output)
            check_file(here, Path(_one(rest, "check", "FILE")), question, as_json=as_json)
        case "list":
            raise UsageError(f"`outline list` stands alone; a question goes in quotation marks: {EXAMPLE}")
        case _:
            text = " ".join([first, *rest])
            if not text.strip():
                raise UsageError(f"Which question? Type it in quotation marks: {EXAMPLE}")
            request = Request(text, argue.value if argue else None, full, sources)
            _answer(here, request, practise=practise, timed=timed, minutes=minutes, drill=drill,
                    form=Format.JSON if as_json else form, output=output, force=force)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Request:
    """A question, the side to take (None: that of the case), and how much of its outline to show."""

    text: str
    argue: str | None = None
    full: bool = False
    sources: bool = False

    def layout(self, *, recall: bool = True) -> Layout:
        """Give what of the outline is shown."""
        from studykit.essays.document import Layout

        return Layout(self.full, self.sources, recall)


def _answer(
    here: Invocation,
    request: Request,
    *,
    practise: bool,
    timed: bool,
    minutes: float | None,
    drill: bool,
    form: Format | None,
    output: Path | None,
    force: bool,
) -> None:
    """Do what is asked with a question."""
    from studykit.cli.essay_material import outline_of

    if practise:
        from studykit.cli.outline_practice import practise as write_own

        write_own(here, request.text, timed=timed, minutes=minutes)
        return
    outline = outline_of(here, request.text, argue=request.argue)
    if drill:
        from studykit.cli.outline_practice import drill as ask_evidence

        ask_evidence(here, outline)
        return
    _deliver(here, outline, request, form, output, force=force)


def _deliver(
    here: Invocation,
    outline: Outline,
    request: Request,
    form: Format | None,
    output: Path | None,
    *,
    force: bool,
) -> None:
    """Write an outline to the screen or to a file.

    Raises:
        NotFoundError: when a file is request and the question has no outline.
    """
    if output is None or str(output) == "-":
        if form is Format.WORD:
            raise UsageError("A Word document needs a file: add -o NAME.docx.")
        if form in (None, Format.TEXT):
            from studykit.essays.export_text import Plain, text

            say(text(outline, here.style if form is None else Plain(), request.layout()))
        else:
            write_bytes(written(outline, form or Format.TEXT, request.layout()))
        return
    from studykit.cli.files import write_file

    if output.is_dir():
        raise UnavailableError(f"{output} is a folder; name a file in it.")
    chosen = form or ENDINGS.get(output.suffix.lower())
    if chosen is None:
        raise UsageError(
            f"{output} does not say what it is to be: end its name in .docx, .html, .md, .txt or .json, or "
            "add --format."
        )
    if not outline.paragraphs:
        reason = outline.warnings[-1].message if outline.warnings else "No plan fits it."
        raise NotFoundError(f"There is no outline for this question, so nothing was written. {reason}")
    write_file(output, written(outline, chosen, request.layout(recall=False)), force=force)
    tell(f"Written to {output}.")
    for warning in outline.warnings:
        tell(f"Mind ({warning.code}): {warning.message}")


def written(outline: Outline, form: Format, layout: Layout | None = None) -> bytes:
    """Give an outline as the bytes of a file; without a layout on one page."""
    if layout is None:
        layout = Request("").layout()
    match form:
        case Format.WORD:
            from studykit.essays.export_docx import docx

            return docx(outline, layout)
        case Format.HTML:
            from studykit.essays.export_html import html

            return html(outline, layout).encode()
        case Format.MARKDOWN:
            from studykit.essays.export_markdown import markdown

            return markdown(outline, layout).encode()
        case Format.JSON:
            import json

            from studykit.essays.export_json import to_json

            return (safe_json(json.dumps(to_json(outline), ensure_ascii=False, indent=2)) + "\n").encode()
        case Format.TEXT:
            from studykit.essays.export_text import text

            return (text(outline, None, layout) + "\n").encode()


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
    from studykit.cli.files import write_file

    plan = here.library.plan(name)
    wanted = {name.partition("/")[0] for argument in plan.arguments for name in argument.evidence}
    decks = [here.library.deck(deck.slug) for deck in here.library.decks if deck.slug in wanted]
    cards = {str(card.parent): card for deck in decks for card in reversed(deck.cards)}
    write_file(output, plan_bytes(plan, cards), force=force)
    tell(f"Written to {output}.")


def plan_text(here: Invocation, plan: Plan) -> str:
    """Set a plan as text."""
    from studykit.essays.document import perspective

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


def _one(rest: list[str], name: str, what: str) -> str:
    if len(rest) != 1:
        raise UsageError(
            f"`studykit outline {name} {what}` takes one {what.lower()}; a question that begins with "
            f"`{name}` goes in quotation marks."
        )
    return rest[0]


def _only_json(practise: bool, drill: bool, form: Format | None, output: Path | None) -> None:
    if practise or drill or form is not None or output is not None:
        raise UsageError(
            "--practise, --drill, --format and -o go with a question, not with list, show or check; a plan "
            "is written with `outline show PLAN -o FILE.docx`."
        )
