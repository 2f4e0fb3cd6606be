"""`studykit class report`: who has started, what the class would recall, and what it finds hard."""

from __future__ import annotations

import gc
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from typer import Argument, Context, Exit, Option, progressbar

from studykit.cards import CardId
from studykit.classes.progress_file import LARGEST, Collected, collected
from studykit.classes.report import FEWEST, class_report
from studykit.cli.cells import cells, padded
from studykit.cli.clock import local_now, milliseconds
from studykit.cli.commands import named_path
from studykit.cli.context import AsJson, Force, Invocation, invocation
from studykit.cli.deck_list import accept_lines, placed_row
from studykit.cli.display import Style, count, say, say_json
from studykit.cli.hub_opening import ClassOption, address_of, opened
from studykit.cli.written_files import hand_out, spare
from studykit.errors import NotFoundError, UnavailableError, UsageError
from studykit.files import read_plain
from studykit.school import handed_in, people
from studykit.school.address import is_address
from studykit.study.suggestions import Suggestion, still_refused
from studykit.visible import visible

if TYPE_CHECKING:
    from studykit.classes.progress_file import LeftOut
    from studykit.classes.report import ClassReport, HandedIn, Hardness
    from studykit.decks.library import Library

SHOWN = 15
"""Cards and themes that are shown; --csv, --html and --json have all."""

TABLE = 33
"""Columns of the figures in the table of cards; a narrower terminal gets them in words."""

MOST_FILES = 5_000
FEW = 20
"""So many files are read before anybody would look for a progress bar."""

MOST_ACCEPTED = 200
"""Answers called right, the commonest first, that are marked again."""


def report(
    context: Context,
    sources: Annotated[
        list[str] | None,
        Argument(
            parser=named_path,
            metavar="[FILE... | ADDRESS]",
            help="Files and folders handed in, or a hub (postgresql://...); the last hub if none.",
        ),
    ] = None,
    class_name: ClassOption = None,
    few: Annotated[
        bool, Option("--few", help="Figures of each student, and from fewer than three, too.")
    ] = False,
    html: Annotated[Path | None, Option(metavar="FILE", help="As a page to print; - for output.")] = None,
    csv: Annotated[Path | None, Option(metavar="FILE", help="As a table; - for output.")] = None,
    force: Force = False,
    as_json: AsJson = False,
) -> None:
    """Show who has started, what the class would recall, and the hardest cards and themes first."""
    # What is read makes no cycles, and looking for some takes a third of the time.
    gc.disable()
    here = invocation(context)
    if sum(map(bool, (html, csv, as_json))) > 1:
        raise UsageError("--html, --csv and --json are three forms of the same; choose one.")
    name, handed_in, files = _handed_in(here, sources or (), class_name)
    themes = {card.id: card.themes for card in here.library.listings}
    found = class_report(handed_in, themes, local_now().date(), fewest=1 if few else FEWEST)
    told = _told(here, name, found, files)
    if as_json:
        say_json(as_values(told))
    elif (target := csv or html) is not None:
        from studykit.cli.class_sections import as_csv, as_html

        spare([target], sources or ())
        hand_out(target, as_csv(told) if csv else as_html(told), force=force)
    else:
        say(shown(told, here.style))
    if files.left_out and not files.files:
        raise Exit(1)


@dataclass(frozen=True, slots=True)
class Told:
    """A report with all that is said of it beside the figures; `asks` are the questions of its cards.

    `accept` are answers that marking refuses still, `versions` decks with another version than here and who
    has it.
    """

    name: str
    found: ClassReport
    asks: Mapping[str, str]
    accept: Sequence[Suggestion]
    versions: Sequence[tuple[str, str, str]]
    left_out: Sequence[LeftOut]

    @property
    def head(self) -> str:
        """Who has started, in a line."""
        have = count(len(self.found.students), "student has", "students have")
        return f"{visible(self.name)}: {self.found.started} of {have} started"

    @property
    def spread(self) -> list[str]:
        """How much they would recall, in a line, when that can be said."""
        if self.found.spread is None:
            return []
        least, middle, most = self.found.spread
        said = f"Recall today of what each has met: {middle:.0%} in the middle"
        if least is not None and most is not None:
            said = f"{said}, {least:.0%} at the lower end, {most:.0%} at the upper"
        return [f"{said}."]


def _handed_in(
    here: Invocation, sources: Sequence[str], class_name: str | None
) -> tuple[str, list[HandedIn], Collected]:
    """Give the class, what it handed in and the files, of which there are none when a hub has it."""
    if sources and not (len(sources) == 1 and is_address(sources[0])):
        files = _collect(sources)
        if not files.files and not files.left_out:
            raise NotFoundError(
                f"{', '.join(sources)} holds no file. "
                "Students write theirs by `studykit progress --share FILE`."
            )
        return class_name or "Your class", files.handed_in(here.library.was), files
    try:
        address = address_of(here, sources[0] if sources else None)
    except UsageError:
        if sources:
            raise
        raise UsageError(
            "Name the files your students handed in, or the folder they lie in; or your school's hub, "
            "postgresql://LOGIN@HOST/DATABASE."
        ) from None
    with opened(address) as database:
        chosen = people.class_named(database, class_name)
        return chosen, handed_in.of_class(database, chosen), Collected()


def _collect(sources: Sequence[str]) -> Collected:
    """Read progress files and all files of folders, with a progress bar where somebody waits.

    Raises:
        NotFoundError: when one that is named does not exist.
        UnavailableError: when there are too many.
    """
    files = _files(sources)
    is_quick = len(files) <= FEW or not sys.stderr.isatty()
    with progressbar(files, label="Reading", file=sys.stderr, hidden=is_quick) as bar:
        return collected(map(_content, bar), milliseconds())


def _files(sources: Sequence[str]) -> list[Path]:
    files: dict[Path, None] = {}
    for path in map(Path, sources):
        if not path.exists():
            raise NotFoundError(f"There is no file or folder {path}.")
        files |= dict.fromkeys(_below(path) if path.is_dir() else [path])
        if len(files) > MOST_FILES:
            raise UnavailableError(
                f"{path} holds more than {MOST_FILES:,} files; name a folder of one class."
            )
    # of two copies "ada (1).json" is the second
    return sorted(files, key=lambda path: (path.parent, path.stem, path.suffix))


def _below(folder: Path) -> Iterator[Path]:
    """Give the files of a folder and its folders, as a learning platform unpacks what was handed in."""
    for path in islice(folder.rglob("*"), MOST_FILES + 1):
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts):
            yield path


def _content(path: Path) -> tuple[str, bytes | None]:
    try:
        return str(path), read_plain(path, LARGEST + 1)
    except OSError:
        return str(path), None


def _told(here: Invocation, name: str, found: ClassReport, files: Collected) -> Told:
    asked = {card.id for card in here.library.listings}
    said = [(card, answer, (), times) for card, answer, times in found.overruled if card in asked]
    cards = (*(CardId(line.name) for line in found.cards), *found.known)
    return Told(
        name,
        found,
        {card: here.library.card(card).ask for card in dict.fromkeys(cards)},
        still_refused(here.collection, said[:MOST_ACCEPTED]) if said else [],
        _versions(here.library, files),
        files.left_out,
    )


def _versions(library: Library, files: Collected) -> list[tuple[str, str, str]]:
    """Give the decks of which students have another version than is here, that version, and who has it."""
    here = {deck.slug: deck.version for deck in library.decks}
    others: dict[tuple[str, str], list[str]] = defaultdict(list)
    for file in files.files:
        for deck, version in file.decks.items():
            if deck in here and version != here[deck]:
                others[deck, version or "none"].append(files.names[file.student])
    return [(deck, version, ", ".join(names)) for (deck, version), names in sorted(others.items())]


def as_values(told: Told) -> dict[str, object]:
    """The report as JSON has it."""
    return {
        "class": told.name,
        "started": told.found.started,
        **asdict(told.found),
        "accept": [placed_row(each.card, answer=each.answer, times=each.times) for each in told.accept],
        "versions": [dict(zip(("deck", "version", "students"), each, strict=True)) for each in told.versions],
        "left_out": told.left_out,
    }


def shown(told: Told, style: Style) -> str:
    """The report as a person reads it."""
    found = told.found
    lines = [style.strong(told.head)]
    lines += [part for line in told.spread for part in ("", style.text(line))]
    lines += ["", *_students(found)]
    for title, rows in (("Hardest cards", found.cards), ("Hardest themes", found.themes)):
        if rows:
            lines += ["", style.strong(f"  {title}"), *_table(rows[:SHOWN], told.asks, style)]
            if len(rows) > SHOWN:
                lines.append(
                    style.faint(f"  and {len(rows) - SHOWN} more; --csv, --html and --json have all")
                )
    if told.accept:
        lines += ["", style.strong("  Answers that students called right"), *accept_lines(told.accept)]
    if found.known:
        lines += ["", style.text(f"Cards everybody knows: {', '.join(found.known)}", indent=2)]
    versions = [f"{deck} {version}: {who}" for deck, version, who in told.versions]
    left_out = [f"{each.file}: {each.why}" for each in told.left_out]
    for title, said in (("Decks of another version than yours", versions), ("Files left out", left_out)):
        if said:
            lines += ["", style.strong(f"  {title}"), *(style.text(each, indent=4) for each in said)]
    return "\n".join(lines)


def _students(found: ClassReport) -> list[str]:
    width = max([7, *(cells(visible(each.name)) for each in found.students)])
    lines = []
    for each in found.students:
        last = f"last on {each.last_day}" if each.last_day else "started" if each.started else "not started"
        figures = ""
        if each.cards and each.recall is not None:
            met, answers = count(each.cards, "card"), count(each.answers or 0, "answer")
            figures = f", {met}, {answers}, recall {each.recall:.0%}"
        lines.append(f"  {padded(visible(each.name), width)}  {last}{figures}")
    return lines


def _table(rows: tuple[Hardness, ...], asks: Mapping[str, str], style: Style) -> list[str]:
    width = max(cells(visible(each.name)) for each in rows)
    is_narrow = style.measure < width + TABLE
    lines = [] if is_narrow else [f"  {'':<{width}}  students  answers  wrong  recall"]
    for each in rows:
        if is_narrow:
            met, answers = count(each.students, "student"), count(each.answers, "answer")
            figures = f"{met}, {answers}, {each.wrong:.0%} wrong, recall {each.recall:.0%}"
            lines.append(style.text(f"{each.name}: {figures}", indent=4, first="  "))
        else:
            figures = f"{each.students:>8}  {each.answers:>7}  {each.wrong:>5.0%}  {each.recall:>6.0%}"
            lines.append(f"  {padded(visible(each.name), width)}  {figures}")
        if each.name in asks:
            lines.append(style.faint(style.text(asks[each.name], indent=4)))
    return lines
