"""`studykit deck export`, `import` and `draft`: decks to and from other programs, and out of notes."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from typer import Argument, Context, Exit, Option

from studykit.cards import label, short_slug
from studykit.cli.clock import milliseconds
from studykit.cli.context import Invocation, invocation
from studykit.cli.display import Style, count, say, tell
from studykit.cli.quoting import headline, tell_problems
from studykit.cli.streams import write_bytes
from studykit.cli.written_files import STANDARD, spare, write_file
from studykit.errors import DataError, NotFoundError, UnavailableError, UsageError
from studykit.visible import visible

if TYPE_CHECKING:
    from studykit.authoring.import_result import Read
    from studykit.authoring.importing import DeckDraft
    from studykit.authoring.shared import SharedDeck
    from studykit.problems import Problem

LONGEST_NOTES = 1_000_000
"""Bytes of notes that a draft is made of: two hundred pages."""

PREVIEWED = 12
"""Cards that a preview shows."""

Output = Annotated[Path | None, Option("-o", "--output", metavar="FILE", help="- for standard output.")]
Force = Annotated[bool, Option("--force", help="Overwrite a file that exists.")]
Encoding = Annotated[str | None, Option(metavar="NAME", help="How the file is encoded, if not in UTF-8.")]
Preview = Annotated[bool, Option("--preview", help="Show what would be written; write nothing.")]
DeckName = Annotated[
    str | None, Option("--deck", metavar="NAME", help="The deck's name; else taken from the file.")
]


def export(
    context: Context,
    decks: Annotated[list[str] | None, Argument(metavar="[DECK]...", help="Names or files.")] = None,
    output: Output = None,
    form: Annotated[
        str | None, Option("--format", help="anki, csv, gift, markdown, html, cut-out, forms or quizlet.")
    ] = None,
    every: Annotated[bool, Option("--all", help="Every deck there is.")] = False,
    cards: Annotated[int, Option(min=0, metavar="N", help="Hand-out: so many questions.")] = 0,
    shuffle: Annotated[
        int | None, Option(metavar="SEED", help="Hand-out: mix questions and options, the same for a seed.")
    ] = None,
    versions: Annotated[
        str, Option("--version", metavar="A,B", help="Hand-out: a sheet and a key for each of these.")
    ] = "",
    force: Force = False,
) -> None:
    """Give decks away: for Anki, a spreadsheet, a form, Moodle, Quizlet, or on paper."""
    from studykit.authoring.formats.forms import asked_in_a_form
    from studykit.authoring.formats.paper import Paper, asked_in
    from studykit.authoring.formats.registry import WriteOptions, exported

    if output is None:
        raise UsageError("Say where to write it: `-o FILE`, or `-o -` for standard output.")
    chosen = _form(form, output)
    if every == bool(decks):
        raise UsageError("Name the decks to export, or add --all; `studykit deck list` shows them.")
    if (cards or shuffle is not None or versions) and chosen != "html":
        raise UsageError("--cards, --shuffle and --version belong to a hand-out: `-o FILE.html`.")
    paper = Paper(cards, shuffle, _versions(versions))
    here = invocation(context)
    shared = _shared(here, decks or [deck.slug for deck in here.library.decks])
    spare([output], (each.deck.place.file for each in shared))
    data = exported(shared, chosen, WriteOptions(milliseconds() / 1000, paper))
    _write(output, data, force=force)
    if output != STANDARD:
        questions = {"html": lambda: asked_in(shared, paper), "forms": lambda: len(asked_in_a_form(shared))}
        told = questions[chosen]() if chosen in questions else sum(len(each.asked) for each in shared)
        what = "question" if chosen in questions else "card"
        tell(f"{count(told, what)} of {count(len(shared), 'deck')} written to {output}.")


def _versions(text: str) -> tuple[str, ...]:
    """Read the names of versions: `A,B`."""
    names = tuple(name.strip() for name in text.split(",") if name.strip())
    if len(set(names)) < len(names):
        raise UsageError(f"Two versions have one name: `--version {text}`.")
    return names


def _form(form: str | None, output: Path) -> str:
    """Give the form that is named, or the one that the file's name tells."""
    from studykit.authoring.formats.registry import WRITTEN, form_by_suffix, form_named

    told = form_named(form, WRITTEN, "format") if form else form_by_suffix(output.name, WRITTEN)
    if told is None:
        raise UsageError(f"Say in what form: `--format` with one of {', '.join(WRITTEN)}.")
    return told


def _shared(here: Invocation, names: Sequence[str]) -> list[SharedDeck]:
    """Give the decks of some names or files, each with the works it may cite."""
    from studykit.authoring.shared import SharedDeck

    files = [Path(name) for name in names if name.endswith((".yaml", ".yml"))]
    library = here.open_decks(files, with_neighbours=True) if files else here.library
    by_file = {str(Path(deck.file).resolve()): deck.slug for deck in library.decks}
    shared = []
    for name in dict.fromkeys(names):
        slug = by_file.get(str(Path(name).resolve()), name) if name.endswith((".yaml", ".yml")) else name
        if slug.endswith((".yaml", ".yml")):
            raise NotFoundError(f"{name} holds no deck; `studykit deck check {name}` says why.")
        shared.append(SharedDeck(library.deck(slug), library.sources(slug)))
    return shared


def _write(output: Path, data: bytes, *, force: bool) -> None:
    if output != STANDARD:
        write_file(output, data, force=force)
        return
    if sys.stdout.isatty() and b"\0" in data[:4000]:
        raise UnavailableError("An Anki package cannot be shown on a terminal; write it to a file.")
    write_bytes(data)


def import_deck(
    context: Context,
    file: Annotated[Path, Argument(metavar="FILE", help="What to import.")],
    output: Output = None,
    form: Annotated[
        str | None,
        Option(
            "--format", help="csv, xlsx, quizlet, markdown, gift, anki or anki-text; else told by the file."
        ),
    ] = None,
    deck: DeckName = None,
    preview: Preview = False,
    skip: Annotated[bool, Option("--skip", help="Leave out rows with errors and write the rest.")] = False,
    columns: Annotated[
        str | None,
        Option(
            metavar="NAMES",
            help="The columns of a table: ask,answer,-,note; of terms and definitions: answer,ask.",
        ),
    ] = None,
    between_sides: Annotated[
        str, Option(metavar="TEXT", help="Between term and definition, or the cells of a table.")
    ] = "",
    between_cards: Annotated[
        str, Option(metavar="TEXT", help="Between the cards of a Quizlet export (a new line).")
    ] = "",
    encoding: Encoding = None,
    force: Force = False,
) -> None:
    """Make a deck of a table, a quiz game's template, a Quizlet, Anki or Moodle export, or Markdown cards."""
    from studykit.authoring.formats.registry import READ, ReadOptions, form_named, form_of, read_file
    from studykit.authoring.importing import draft as drafted

    here = invocation(context)
    _want_output(output, file, preview=preview)
    named = tuple(name.strip() for name in columns.split(",")) if columns else ()
    told = ReadOptions(named, _signs(between_sides), _signs(between_cards), encoding)
    data = read_file(file)
    chosen = form_named(form, READ, "form") if form else form_of(file, data)
    read = READ[chosen](file, data, told)
    name = _deck_name(deck, read.slug, output, file)
    made = drafted(read, name, _known(here), comments=[f"Imported from {file.name}"])
    _finish(here, made, output, preview=preview, skip=skip, force=force)


def _want_output(output: Path | None, source: Path, *, preview: bool) -> None:
    spare([output or STANDARD], [source])
    if output is None and not preview:
        raise UsageError("Say where to write the deck with `-o FILE`, or look first with `--preview`.")


def _signs(text: str) -> str:
    """Read the separators as they are typed: `\\t` is a tab, `\\n` a new line."""
    return text.replace("\\t", "\t").replace("\\n", "\n")


def _deck_name(given: str | None, told: str | None, output: Path | None, file: Path) -> str:
    """Give the deck's name: the one given, the one the file tells, or that of a file."""
    if given is not None and (short := short_slug(given)) != given:
        raise UsageError(
            f"A deck cannot be called {given!r}; use small letters, digits and hyphens: `{short}`."
        )
    stem = output.stem if output is not None and output != STANDARD else file.stem
    if not (given or told or re.search("[a-z0-9]", label(stem))):
        raise UsageError(
            f"A deck's name has letters a-z, and `{stem}` has none; give one with `--deck NAME`."
        )
    return given or told or short_slug(stem)


def _known(here: Invocation) -> dict[str, str]:
    """Give all cards there are by their folded prompts."""
    from studykit.decks.same import fold

    return {
        fold(card.ask): str(card.id)
        for deck in here.library.decks
        for card in here.library.deck(deck.slug).cards
    }


def _finish(
    here: Invocation, made: DeckDraft, output: Path | None, *, preview: bool, skip: bool, force: bool
) -> None:
    """Show or write a deck that was made; nothing is written while a row has an error, unless `skip`."""
    tell_problems(made.problems, lambda problem: _told(problem, here.style))
    if preview or output is None:
        say(_previewed(made, here.style))
    elif made.errors and not skip:
        rows = count(len(made.errors), "row")
        tell(f"Nothing is written: {rows} cannot be used. Mend them, or add --skip to leave them out.")
    elif not made.cards:
        tell("Nothing is written: there is no card in it.")
        raise Exit(1)
    else:
        _write(output, made.text.encode(), force=force)
        where = "" if output == STANDARD else f" to {output}; `studykit deck check {output}` checks it"
        tell(f"{count(len(made.cards), 'card')} of the deck {made.deck.slug} written{where}.")
    if made.errors and not skip:
        raise Exit(1)


def _told(problem: Problem, style: Style) -> str:
    """Show a problem of a row: where, what is wrong, the row, and the mend."""
    lines = [headline(problem, style, str(problem.line))]
    if problem.text:
        lines.append(f"    {style.faint(visible(' '.join(problem.text.split()))[: style.measure - 4])}")
    lines.append(f"    {visible(problem.mend)}")
    return "\n".join(lines)


def _previewed(made: DeckDraft, style: Style) -> str:
    from studykit.authoring.shared import answer_line

    kinds = Counter(card.kind for card in made.cards)
    told = ", ".join(f"{number} {kind}" for kind, number in kinds.most_common())
    lines = [
        style.strong(f"{made.deck.slug}: {count(len(made.cards), 'card')}" + (f" ({told})" if told else ""))
    ]
    for card in made.cards[:PREVIEWED]:
        lines.append(style.text(card.ask, indent=4, first="  "))
        lines.append(style.faint(style.text(answer_line(card), indent=6)))
    if len(made.cards) > PREVIEWED:
        lines.append(f"  and {len(made.cards) - PREVIEWED} more")
    lines.append("Nothing was written.")
    return "\n".join(lines)


def draft(
    context: Context,
    notes: Annotated[Path, Argument(metavar="NOTES", help="A page of notes as plain text.")],
    output: Output = None,
    deck: DeckName = None,
    preview: Preview = False,
    encoding: Encoding = None,
    force: Force = False,
) -> None:
    """Make a first draft of a deck from a page of notes, in the notes' own words; check every card."""
    from studykit.authoring.decoding import decoded
    from studykit.authoring.formats.registry import read_file
    from studykit.authoring.importing import draft as drafted
    from studykit.authoring.notes import read_notes

    here = invocation(context)
    _want_output(output, notes, preview=preview)
    data = read_file(notes)
    if len(data) > LONGEST_NOTES:
        raise DataError(
            f"{notes} has {len(data) / 1e6:.1f} MB; at most {LONGEST_NOTES / 1e6:.0f} MB of notes are read. "
            "Take a page at a time."
        )
    text, guess = decoded(str(notes), data, encoding)
    found = read_notes(str(notes), text)
    found.guessed(guess)
    comments = [
        f"A first draft made from {notes.name}: check every card against the line above it,",
        "word it as you would ask it, and delete the comment when the card is good.",
    ]
    made = drafted(found, _deck_name(deck, None, output, notes), _known(here), comments)
    _finish(here, made, output, preview=preview, skip=True, force=force)
    _tell_unused(found, made, here.style)


def _tell_unused(read: Read, made: DeckDraft, style: Style) -> None:
    """List the lines of the notes that no card was made of."""
    used = {entry.line for entry in made.deck.entries}
    unused = [(line, text) for line, text in read.unused if line not in used]
    if unused:
        tell(f"No card was made of {count(len(unused), 'line')}:")
        for line, text in unused:
            tell(style.text(text, indent=7, first=f"{line:>5}  "))
