"""The files of `studykit mark`: the deck and the answers it reads, the tables, page and sheets it writes.

What it writes is never one of the class's own.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from studykit.authoring.decoding import decoded
from studykit.authoring.import_result import Read
from studykit.classes.answer_files import TypedAnswer, logged_answers, read_answers
from studykit.classes.card_names import CardNames
from studykit.classes.decisions import SUFFIX, read_decisions
from studykit.classes.form_columns import Students
from studykit.cli.display import count, tell
from studykit.cli.written_files import read_bytes, spare, write_file
from studykit.errors import UnavailableError, UsageError

if TYPE_CHECKING:
    from studykit.cards import Card, Deck
    from studykit.classes.card_results import CardResult
    from studykit.classes.decisions import Decision, Key
    from studykit.classes.grid import Grid
    from studykit.decks.library import Library
    from studykit.problems import Problem

LARGEST = 50_000_000
"""Bytes of answers that are read, some hundred thousand of them."""

HARD = "what the class finds hard"

NAMED_AT_MOST = 3
"""Damaged lines of a student's log that are named."""


@dataclass(slots=True)
class ClassFiles:
    """What was read: all answers, what is wrong with them, and what was decided of them before."""

    names: CardNames
    answers: list[TypedAnswer] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    decisions: dict[Key, Decision] = field(default_factory=dict)
    beside: set[tuple[str, Key]] = field(default_factory=set)
    """Which decisions stand beside which file."""


def names_of(library: Library, deck: Deck) -> CardNames:
    """Give the cards of a deck, suspended ones too, by all they may be called."""
    now = {card.id: card for card in deck.cards}
    named: dict[str, Card] = {str(was): now[card] for was, card in library.was.items() if card in now}
    named |= {str(card.id): card for card in deck.cards}
    short = {name.removeprefix(f"{deck.slug}/"): card for name, card in named.items()}
    return CardNames(short | named, deck.cards)


def read_files(files: Sequence[str], names: CardNames, encoding: str | None) -> ClassFiles:
    """Read the answers of a class.

    Raises:
        UsageError: when a file is named twice.
        NotFoundError, UnavailableError: when a file is not there, or cannot be read.
        DataError: when one is neither text nor a spreadsheet.
    """
    twice = [name for name, times in Counter(files).items() if times > 1]
    if twice:
        raise UsageError(f"{twice[0]} is named twice; each answer is marked once.")
    found, students = ClassFiles(names), Students()
    stems = Counter(Path(name).stem for name in files)
    for written in files:
        name, content = _content(written)
        read = Read(name)
        if _is_log(content):
            student = Path(written).stem if stems[Path(written).stem] == 1 else written
            found.answers += _logged(read, content, student if written != "-" else name, names)
        else:
            found.answers += read_answers(read, content, names, students, encoding=encoding)
        found.problems += read.problems
        if written != "-":
            _take_decisions(found, written)
    return found


def _content(file: str) -> tuple[str, bytes]:
    name = "standard input" if file == "-" else file
    if file != "-" and Path(file).is_dir():
        raise UsageError(f"{file} is a folder; name the files in it that a class handed in.")
    return name, _read(Path(file), name)


def _read(file: Path, name: str) -> bytes:
    return read_bytes(file, LARGEST, f"{name} has over {LARGEST / 1e6:.0f} MB; mark it in several parts.")


def _is_log(content: bytes) -> bool:
    """Whether this is what `data export` writes: rows that say their kind and their device."""
    first = content.lstrip(b"\xef\xbb\xbf \t\r\n").split(b"\n", 1)[0]
    if not first.startswith(b"{"):
        return False
    try:
        values = json.loads(first)
    except (ValueError, RecursionError):
        return False
    return isinstance(values, dict) and {"kind", "device", "at"} <= values.keys()


def _logged(read: Read, content: bytes, student: str, names: CardNames) -> list[TypedAnswer]:
    """The answers of a student's log to the deck; those to other decks are none of the class's business."""
    from studykit.store.lines import read_lines

    lines = read_lines(content)
    for damaged in lines.damaged[:NAMED_AT_MOST]:
        mend = "Ask for a whole file: `studykit data export -o FILE`."
        read.error(damaged.number, "", f"this line is left out, {damaged.why}", mend, "damaged-line")
    if len(lines.damaged) > NAMED_AT_MOST:
        more = f"{len(lines.damaged) - NAMED_AT_MOST} more lines are left out, too"
        read.error(lines.damaged[NAMED_AT_MOST].number, "", more, "Ask for a whole file.", "damaged-line")
    every = logged_answers(lines.rows, student, read.file)
    answers = [each for each in every if each.card in names.by_id]
    if not answers and not read.problems:
        message = f"this log has no answer to the deck; it has {len(every)} to others"
        read.advice(1, "", message, "Name the deck that the class was asked.", "empty")
    return answers


def decisions_file(answers: str) -> Path:
    """Where the decisions about a class's file are kept: beside it."""
    return Path(answers + SUFFIX)


def _take_decisions(found: ClassFiles, answers: str) -> None:
    path = decisions_file(answers)
    if not path.exists():
        return
    content = _read(path, str(path))
    read = Read(str(path))
    # Lenient: a line that was cut within a letter keeps from none of the others.
    text, _ = decoded(read.file, content, None, lenient=True)
    decisions = read_decisions(read, text)
    found.decisions |= decisions
    found.beside |= {(answers, key) for key in decisions}
    found.problems += read.problems


@dataclass(frozen=True, slots=True)
class Outputs:
    """Where what is to be written goes: the grid, the page, the cards (or -), and the sheets in a folder."""

    grid: Path | None = None
    page: Path | None = None
    cards: Path | None = None
    sheets: Path | None = None
    markdown: bool = False
    answers: tuple[str, ...] = ()
    """What the class handed in."""

    def files(self) -> Iterator[Path]:
        """The files that are named."""
        yield from (each for each in (self.grid, self.page, self.cards) if each and str(each) != "-")


def write_outputs(
    outputs: Outputs, results: Sequence[CardResult], grid: Grid, title: str, *, force: bool
) -> None:
    """Write what is asked for.

    Raises:
        UsageError: when a grid or sheets are asked for and no student is named in the file.
        UnavailableError: when a file exists and is not to be overwritten, or cannot be written.
    """
    from studykit.classes.marking_page import marking_page
    from studykit.classes.marking_tables import cards_csv, grid_csv

    if (outputs.grid or outputs.sheets) and not grid.rows:
        raise UsageError("Nothing says who typed what; a column `student` (or name, e-mail) does.")
    cards, students = count(len(results), "card"), count(len(grid.rows), "student")
    if outputs.grid:
        write_file(outputs.grid, grid_csv(grid), force=force, private=True)
        tell(f"{students} and {count(len(grid.cards), 'card')} in {outputs.grid}.")
    page = marking_page(results, grid, f"{title}: {HARD}")
    if outputs.page:
        write_file(outputs.page, page, force=force, private=True)
        tell(f"{cards} and {students} on {outputs.page}.")
    if outputs.cards and str(outputs.cards) != "-":
        is_page = outputs.cards.suffix.lower() in (".html", ".htm")
        write_file(outputs.cards, page if is_page else cards_csv(results), force=force, private=True)
        tell(f"{cards} reported in {outputs.cards}.")
    if outputs.sheets:
        _write_sheets(outputs, outputs.sheets, grid, title, force=force)


def _write_sheets(outputs: Outputs, folder: Path, grid: Grid, title: str, *, force: bool) -> None:
    """Write a sheet for each student; none is written while one of them exists, unless `force`."""
    from studykit.classes.student_sheets import sheets

    found = sheets(grid, title, markdown=outputs.markdown)
    if folder.exists() and not folder.is_dir():
        raise UnavailableError(f"{folder} is a file; name a folder for the sheets.")
    spare((folder / name for name in found), outputs.answers)
    there = [name for name in found if (folder / name).exists()]
    if there and not force:
        raise UnavailableError(
            f"{folder / there[0]} exists already; add --force to overwrite it, or choose another folder."
        )
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise UnavailableError(f"The folder {folder} cannot be made: {error.strerror}.") from error
    for name, content in found.items():
        write_file(folder / name, content, force=force, private=True)
    tell(f"{count(len(found), 'sheet')} written to {folder}.")
