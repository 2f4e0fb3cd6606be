"""The files that `studykit mark` writes: tables, a page, a sheet for each student; never the class's own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from studykit.cli.display import count, tell
from studykit.cli.written_files import spare, write_file
from studykit.errors import UnavailableError, UsageError

if TYPE_CHECKING:
    from studykit.classes.card_results import CardResult
    from studykit.classes.grid import Grid

HARD = "what the class finds hard"


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
