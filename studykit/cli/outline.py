"""`studykit outline`: an essay outline for a question, and the plans that outlines are built from."""

from __future__ import annotations

from dataclasses import asdict, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from typer import Argument, Context, Option

from studykit.cli import completing
from studykit.cli.context import AsJson, Force, Invocation, invocation
from studykit.cli.display import count, say, say_json, say_text, tell, tell_text
from studykit.cli.essay_material import outline_of
from studykit.cli.streams import write_bytes
from studykit.cli.written_files import hand_out
from studykit.errors import NotFoundError, UnavailableError, UsageError
from studykit.essays.document import SHORT, Layout, perspective
from studykit.visible import safe_json, visible

if TYPE_CHECKING:
    from studykit.cases import Plan
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
    context: Context,
    words: Annotated[
        list[str] | None,
        Argument(
            metavar='"QUESTION" | list | show PLAN | check FILE',
            help="A question to plan for, or what is wanted of the plans.",
            show_default=False,
            autocompletion=completing.plans,
        ),
    ] = None,
    practise: Annotated[
        bool, Option("--practise", "--practice", help="Write your own plan first, then compare.")
    ] = False,
    timed: Annotated[
        bool, Option("--timed", help="With --practise: stop when planning time is over.")
    ] = False,
    minutes: Annotated[
        float | None, Option(min=0.1, help="With --timed: how long (default: the guide's planning time).")
    ] = None,
    drill: Annotated[bool, Option("--drill", help="Be quizzed on the evidence of this outline.")] = False,
    question: Annotated[
        str | None, Option(metavar="QUESTION", help="With `check`: the question the plan answers.")
    ] = None,
    form: Annotated[
        Format | None, Option("--format", help="How to write it; by default as the file's name says.")
    ] = None,
    output: Annotated[
        Path | None, Option("--output", "-o", metavar="FILE", help="Write it to this file.")
    ] = None,
    force: Force = False,
    argue: Annotated[Side | None, Option(help="Take this side of the claim, from the same evidence.")] = None,
    case: Annotated[str | None, Option(metavar="CASE", help="Answer from this case, this once.")] = None,
    full: Annotated[bool, Option("--full", help="All of it, and not one page.")] = False,
    sources: Annotated[bool, Option("--sources", help="With sources and the ids of cards.")] = False,
    as_json: AsJson = False,
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
    at_keyboard = practise or drill
    if at_keyboard and sum((practise, drill, bool(output or form) or as_json)) > 1:
        raise UsageError(
            "--practise and --drill talk to you at the keyboard; use one of them alone, without an export."
        )
    if first in ("show", "check") or words == ["list"]:
        is_word = first == "show" and output is not None and output.suffix.lower() == ".docx"
        if at_keyboard or ((form or output) and not is_word):
            raise UsageError(
                "--practise, --drill, --format and -o go with a question, not with list, show or check; a "
                "plan is written with `outline show PLAN -o FILE.docx`."
            )
        _of_plans(here, first, rest, output, question, force=force, as_json=as_json)
        return
    if first == "list":
        raise UsageError(f"`outline list` stands alone; a question goes in quotation marks: {EXAMPLE}")
    text = " ".join([first, *rest])
    if not text.strip():
        raise UsageError(f"Which question? Type it in quotation marks: {EXAMPLE}")
    if practise:
        from studykit.cli.outline_practice import practise as write_own

        write_own(here, text, timed=timed, minutes=minutes)
        return
    outline = outline_of(here, text, argue=argue.value if argue else None)
    if argue and outline.paragraphs and outline.degree is None:
        raise UsageError("--argue takes a side of a claim, and this question makes none; leave it out.")
    if drill:
        from studykit.cli.outline_practice import drill as ask_evidence

        ask_evidence(here, outline)
        return
    layout = Layout(full, sources)
    _deliver(here, outline, layout, Format.JSON if as_json else form, output, force=force)


def _of_plans(
    here: Invocation,
    what: str,
    rest: list[str],
    output: Path | None,
    question: str | None,
    *,
    force: bool,
    as_json: bool,
) -> None:
    """List the plans, show or write one, or check a plan in a file."""
    from studykit.cli.outline_practice import check_file

    if what == "list":
        _list_plans(here, as_json=as_json)
        return
    if len(rest) != 1:
        kind = "PLAN" if what == "show" else "FILE"
        raise UsageError(
            f"`studykit outline {what} {kind}` takes one {kind.lower()}; a question that begins with "
            f"`{what}` goes in quotation marks."
        )
    if what == "check":
        check_file(here, Path(rest[0]), question, as_json=as_json)
    elif output is not None:
        _write_plan(here, rest[0], output, force=force)
    else:
        _show_plan(here, rest[0], as_json=as_json)


def _list_plans(here: Invocation, *, as_json: bool) -> None:
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


def _show_plan(here: Invocation, name: str, *, as_json: bool) -> None:
    """Show a plan as its author wrote it.

    Raises:
        NotFoundError: when there is no such plan; it offers the nearest.
    """
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
    say(_plan_text(here, plan))


def _write_plan(here: Invocation, name: str, output: Path, *, force: bool) -> None:
    """Write a plan as a Word document, its evidence in the words of the cards.

    Raises:
        NotFoundError: when there is no such plan; it offers the nearest.
    """
    from studykit.essays.export_docx import word_bytes
    from studykit.essays.plan_document import plan_document

    plan = here.library.plan(name)
    wanted = {name.partition("/")[0] for argument in plan.arguments for name in argument.evidence}
    decks = [here.library.deck(deck.slug) for deck in here.library.decks if deck.slug in wanted]
    cards = {str(card.parent): card for deck in decks for card in reversed(deck.cards)}
    hand_out(output, word_bytes(plan_document(plan, cards), plan.title), force=force, private=False)


def _plan_text(here: Invocation, plan: Plan) -> str:
    """Set a plan as text."""
    style = here.style

    def field(label: str, *texts: str | None) -> list[str]:
        return style.fields(label, filter(None, texts), 14)

    lines = [style.heading(plan.title), ""]
    lines += field("Plan", plan.slug) + field("Case", plan.case) + field("Scope", plan.scope)
    lines += field("Period", plan.period.text if plan.period else None) + field("Answers", *plan.answers)
    lines += field("Define", *(f"{term}: {meaning}" for term, meaning in plan.define.items()))
    lines += field("Thesis", plan.thesis)
    for argument in plan.arguments:
        bears = ", ".join(f"{factor} {side}" for factor, side in argument.bears_on.items())
        lines += ["", style.heading(f"{argument.id} ({bears or argument.side})")]
        lines += field("Theme", argument.theme) + field("Point", argument.point)
        lines += field("Evidence", ", ".join(argument.evidence)) + field("Because", argument.because)
        lines += field("Perspective", perspective(argument.perspective) if argument.perspective else None)
        lines += field("Limits", argument.limits)
    lines += ["", *field("Conclusion", plan.conclusion), *field("Traps", *plan.traps)]
    return "\n".join([*lines, "", style.faint(f"  {visible(plan.place.file)}, line {plan.place.line}")])


def _deliver(
    here: Invocation,
    outline: Outline,
    layout: Layout,
    form: Format | None,
    output: Path | None,
    *,
    force: bool,
) -> None:
    """Write an outline to the screen or to a file.

    Raises:
        NotFoundError: when a file is asked for and the question has no outline.
    """
    if output is None or str(output) == "-":
        if form is Format.WORD:
            raise UsageError("A Word document needs a file: add -o NAME.docx.")
        if form in (None, Format.TEXT):
            from studykit.essays.export_text import Plain, text

            say(text(outline, here.style if form is None else Plain(), layout))
        else:
            write_bytes(written(outline, form or Format.TEXT, layout))
        return
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
    content = written(outline, chosen, replace(layout, recall=False))
    hand_out(output, content, force=force, private=False)
    for warning in outline.warnings:
        tell(f"Mind ({warning.code}): {warning.message}")


def written(outline: Outline, form: Format, layout: Layout = SHORT) -> bytes:
    """Give an outline as the bytes of a file; without a layout on one page."""
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
