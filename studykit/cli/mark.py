"""`studykit mark`: what a class typed, marked against a deck."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from typer import Argument, Context, Exit, Option

from studykit.cards import CardId, shown_order
from studykit.classes.card_results import MarkedAnswer, class_results
from studykit.classes.decisions import key_of, offers, settled
from studykit.classes.grid import grid
from studykit.cli import terminal
from studykit.cli.clock import seconds
from studykit.cli.commands import named_path
from studykit.cli.context import Invocation, invocation
from studykit.cli.display import count, say, say_json, tell
from studykit.cli.mark_files import Outputs, names_of, read_files, write_outputs
from studykit.cli.mark_screen import offered, shown
from studykit.cli.quoting import Quoting, tell_problems
from studykit.cli.written_files import spare
from studykit.errors import UsageError
from studykit.names import Hints
from studykit.problems import Level, Problem
from studykit.study.collection import vocabulary_of

if TYPE_CHECKING:
    from studykit.cards import Card, Deck
    from studykit.classes.answer_files import TypedAnswer
    from studykit.classes.card_names import CardNames
    from studykit.classes.decisions import Key
    from studykit.cli.mark_files import ClassFiles
    from studykit.decks.library import Library
    from studykit.marking import Mark

QUIET_SECONDS = 1.0
REPORTS = (".csv", ".html", ".htm")
STANDARD_INPUT = "standard input"
FILL_IN = (
    "Paste the lines into those cards; between the quotes after an answer that is rejected or partly right "
    "write what to say to it. Then `studykit deck check` tries them."
)


class SheetForm(StrEnum):
    """What a student's sheet is."""

    HTML = "html"
    MARKDOWN = "markdown"


def command(
    context: Context,
    answers: Annotated[
        list[str],
        Argument(
            parser=named_path,
            metavar="ANSWERS...",
            help="Tables, spreadsheets, JSON lines, students' exports; - for input.",
        ),
    ],
    deck: Annotated[str, Option(metavar="FILE|NAME", help="The deck they answer.")],
    as_json: Annotated[bool, Option("--json", help="One JSON line an answer, in order.")] = False,
    csv_to: Annotated[
        Path | None, Option("--csv", metavar="FILE", help="The grid: a row a student, a column a card.")
    ] = None,
    html_to: Annotated[
        Path | None, Option("--html", metavar="FILE", help="All of it as a page to read or print.")
    ] = None,
    report_to: Annotated[
        Path | None,
        Option("--report", metavar="FILE", help="What the class finds hard: .csv, .html, or - to show it."),
    ] = None,
    sheets_to: Annotated[
        Path | None, Option("--sheets", metavar="FOLDER", help="A sheet for each student to take home.")
    ] = None,
    sheet_form: Annotated[SheetForm, Option(help="What the sheets are.")] = SheetForm.HTML,
    review: Annotated[
        bool, Option("--review", help="Decide open answers, one key each; offers lines for the deck.")
    ] = False,
    encoding: Annotated[
        str | None, Option(metavar="NAME", help="How the files are encoded, if it is guessed wrong.")
    ] = None,
    force: Annotated[bool, Option("--force", help="Overwrite what exists, but never ANSWERS.")] = False,
) -> None:
    """Mark typed answers as a teacher would, and say what a class finds hard."""
    quiet = as_json or review or any((csv_to, html_to, sheets_to))
    shows = _shows_report(report_to, as_json=as_json, review=review, quiet=quiet)
    markdown = sheet_form is SheetForm.MARKDOWN
    outputs = Outputs(csv_to, html_to, report_to, sheets_to, markdown, tuple(answers))
    here = invocation(context)
    library, slug = here.deck_named(deck)
    chosen = library.deck(slug)
    spare(outputs.files(), (*answers, chosen.place.file))
    names = names_of(library, chosen)
    files = read_files(answers, names, encoding)
    as_marked: list[MarkedAnswer] = []
    marks: dict[Key, Mark] = {}
    for typed, card, mark in _mark_all(library, chosen, files, names):
        each = _marked(typed, card, mark)
        as_marked.append(each)
        marks[key_of(each)] = mark
        if as_json:
            say_json(_as_json(typed, mark, each, files), indent=None)
    if review:
        _review(here, as_marked, files, marks)
    marked = [settled(each, files.decisions) for each in as_marked]
    results, students = class_results(marked), grid(marked)
    if results and shows:
        say(shown(results, students, here.style))
    if results:
        write_outputs(outputs, results, students, chosen.title, force=force)
    _tell_problems(here, files.problems)


def _shows_report(report_to: Path | None, *, as_json: bool, review: bool, quiet: bool) -> bool:
    """Say whether the report is shown on standard output; `quiet` is what else takes its place.

    Raises:
        UsageError: when it can neither be shown nor be written in a form that its file's name tells.
    """
    if as_json and review:
        raise UsageError("--review asks at the terminal; take the JSON lines in another run.")
    if report_to is None:
        return not quiet
    if str(report_to) == "-":
        if as_json:
            raise UsageError(
                "Standard output holds either the JSON lines or the report; write the report to a file."
            )
        return True
    if report_to.suffix.lower() not in REPORTS:
        raise UsageError(f"A report is a .csv or a .html file; {report_to} is neither.")
    return False


def _mark_all(
    library: Library, deck: Deck, files: ClassFiles, names: CardNames
) -> Iterator[tuple[TypedAnswer, Card, Mark]]:
    """Mark every answer whose card there is; the others are problems."""
    from studykit.authoring.shared import order_on_paper
    from studykit.marking import mark

    vocabulary = vocabulary_of(library, deck.slug)
    progress = _progress(len(files.answers))
    hints = Hints()
    marks: dict[tuple[str, str, tuple[int, ...] | None], Mark] = {}  # what many typed is marked once
    for number, typed in enumerate(files.answers, start=1):
        card = names.find(typed.card)
        if card is None:
            why = _why_not(library, deck, typed.card, names.by_id, hints)
            files.problems.append(Problem(typed.file, typed.line, 1, typed.card, *why))
        else:
            # A class sees what is put in order by the alphabet, on a form and on paper.
            on_form = order_on_paper(card) if typed.student else None
            shown = on_form if typed.reviews is None else shown_order(card, typed.reviews)
            key = (str(card.id), typed.answer, shown)
            if key not in marks:
                marks[key] = mark(card, typed.answer, vocabulary, shown)
            yield typed, card, marks[key]
        progress(number)


def _why_not(
    library: Library, deck: Deck, name: str, known: Mapping[str, Card], hints: Hints
) -> tuple[str, str, str]:
    """Say why an answer has no card, as message, mend and rule: it was refused, or there is none."""
    whole = name if name.startswith(f"{deck.slug}/") else f"{deck.slug}/{name}"
    parent = CardId(whole.partition("#")[0])
    if parent not in library.left_out:
        message = f"the deck {deck.slug} has no card `{name[:80]}`{hints.nearest(name[:80], known)}"
        mend = "Name a card by its id, as the deck file has it, or by its prompt, word for word."
        return message, mend, "unknown-card"
    error = library.refusal(parent)
    said = f": {error.message} ({error.file}:{error.line})" if error else ""
    mend = error.mend if error else f"`studykit deck check {deck.place.file}` says why."
    return f"`deck check` refused the card `{name}`{said}", mend, "refused-card"


def _progress(total: int) -> Callable[[int], None]:
    """Give a function that tells on standard error how far the marking is, once it takes over a second."""
    started = told = seconds()
    on_terminal = sys.stderr.isatty()

    def tell_progress(done: int) -> None:
        nonlocal told
        now = seconds()
        if now - started > QUIET_SECONDS and (now - told > QUIET_SECONDS or (done == total and on_terminal)):
            told = now
            end = "\n" if done == total or not on_terminal else ""
            start = "\r" if on_terminal else ""
            print(f"{start}Marked {done} of {total}", end=end, file=sys.stderr, flush=True)

    return tell_progress


def _marked(typed: TypedAnswer, card: Card, mark: Mark) -> MarkedAnswer:
    return MarkedAnswer(
        card=card,
        answer=typed.answer,
        verdict=mark.verdict,
        why=mark.why,
        gave_up=mark.gave_up,
        sure=mark.sure,
        score=mark.score,
        points=mark.points,
        open=mark.open,
        unread=mark.unread,
        student=typed.student,
        file=typed.file,
        line=typed.line,
    )


def _as_json(typed: TypedAnswer, mark: Mark, each: MarkedAnswer, files: ClassFiles) -> dict[str, object]:
    """A line of JSON; `decided` is what a teacher said where marking is not sure."""
    row: dict[str, object] = {
        **typed.others,
        "card": typed.card if typed.card in files.names.by_id else str(each.card.id),
        "answer": typed.answer,
        "verdict": mark.verdict.value,
        "score": round(mark.score, 4),
        "points": list(mark.points),
        "why": mark.why,
        "sure": mark.sure,
        "open": list(mark.open),
    }
    if typed.student:
        row.setdefault("student", typed.student)
    decision = files.decisions.get(key_of(each)) if each.is_open else None
    return row | ({"decided": decision.verdict.value} if decision else {})


def _review(
    here: Invocation, marked: Sequence[MarkedAnswer], files: ClassFiles, marks: Mapping[Key, Mark]
) -> None:
    """Ask about open answers where somebody can be asked, and offer what is decided as lines for the deck."""
    from studykit.cli.mark_review import groups, review, spread

    found = groups(marked, files.decisions)
    if any(each.is_open and each.file == STANDARD_INPUT for each in marked):
        raise UsageError("--review keeps decisions beside the class's file; name the file instead of `-`.")
    spread(marked, files)
    if found and terminal.is_interactive():
        with terminal.orderly():
            review(found, files.decisions, here.style, marks)
    elif found:
        tell(f"{count(len(found), 'answer')} left open; --review asks about them at a terminal.")
    elif not any(each.is_open for each in marked):
        tell("No answer is open.")
    lines = offers(marked, files.decisions)
    if lines:
        say(offered(lines))
        say(here.style.text(FILL_IN, indent=0))


def _tell_problems(here: Invocation, problems: Sequence[Problem]) -> None:
    """Show what is wrong with the class's files; advice alone is no failure."""
    tell_problems(sorted(problems), Quoting(here.style).shown)
    if any(problem.level is Level.ERROR for problem in problems):
        raise Exit(1)
