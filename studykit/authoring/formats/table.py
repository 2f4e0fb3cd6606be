"""Cards from a table, and a table of cards: a spreadsheet's CSV or TSV, or one that studykit wrote."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain, islice

from studykit.authoring.filled_rows import COLUMNS, FilledRow, entries_of, row_of, sources_in
from studykit.authoring.formats.headers import (
    KNOWN,
    column_of,
    columns_of,
    is_header,
    is_option,
    tells_places,
    told_by_rows,
)
from studykit.authoring.formats.quiz_games import take_question
from studykit.authoring.formats.table_file import FIRST_ROWS, Rows
from studykit.authoring.import_result import Read
from studykit.authoring.new_entries import Value
from studykit.authoring.shared import Decks
from studykit.authoring.sides import shown, take_sides
from studykit.errors import UsageError
from studykit.names import nearest

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")
"""What a spreadsheet takes for the beginning of a formula (OWASP, "CSV Injection"), in wide letters too."""

_SAYS_NOTHING = re.compile(
    r"-?|(?:question )?(?:#|no\.?|nr\.?|number)|(?:time|zeitlimit|temps|limite de|tie?mpo)\b.*", re.DOTALL
)
"""Columns that hold nothing of a card: the numbers of the rows, the seconds that a game gives."""
_TEMPLATE = re.compile(r"\n\s*\((?:required|optional)\)\s*\Z")
_PLACES = re.compile(r"\d(?:\.0)?(?:[ ,;]+\d(?:\.0)?)*")
_LETTERED = re.compile(r"\s+(?=\(?[A-Ha-h][.)]\s)")
_QUOTED = re.compile(r"\"([^\"]*)\"(?=\s*(?:,|$))|'([^']*)'(?=\s*(?:,|$))")
_DECIMAL = re.compile(r"(?<![\d,])\d{1,3},\d{1,2}(?!\d|,\d)")
_ERROR = re.compile(r"#(?:DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!|SPILL!|CALC!|ERROR!)")
"""What a spreadsheet shows for what it cannot compute; it takes words for that if they begin with a sign."""

_BARS = re.compile(r"[|;\n]")


def take_table(read: Read, rows: Rows, columns: Sequence[str] = ()) -> None:
    """Take the rows of a table of any origin.

    Raises:
        UsageError: when `columns` names one that there is not.
    """
    head, rows, placed = _head(read, rows, columns)
    if head:
        _take(read, head, rows, ragged=not columns, placed=placed)


def _head(read: Read, rows: Rows, columns: Sequence[str]) -> tuple[list[str], Rows, str | None]:
    """The columns of a table (none when they cannot be told), its rows, and what `tells_places` of them.

    Where they have no names it is None.
    """
    # columns that are given count from the first row on, which may name them, too
    first = list(islice(rows, 1 if columns else FIRST_ROWS))
    named = (is_header(cells) or (columns and "ask" in columns_of(cells)) for _, cells in first)
    at = next((at for at, names in enumerate(named) if names), None)
    if at is None:
        return _given(columns) or _guessed(read, first), chain(first, rows), "" if columns else None
    line, cells = first[at]
    if at:
        message = f"what stands above the names of the columns, in line {line}, is left out"
        titles = (cell for _, row in first[:at] for cell in row if cell)
        read.told(first[0][0], " · ".join(titles), message, "title")
    if columns:
        read.told(line, " · ".join(cells), "the first row names the columns and makes no card", "title")
    else:
        _tell_unknown(read, line, columns_of(cells), cells)
    return _given(columns) or columns_of(cells), chain(first[at + 1 :], rows), tells_places(cells)


def _guessed(read: Read, first: Sequence[tuple[int, list[str]]]) -> list[str]:
    """The columns of a table whose first rows do not name them; none when they cannot be told."""
    line, cells = first[0] if first else (1, [])
    if len(cells) == 2 and 2 * sum(len(row) == 2 for _, row in first) > len(first):
        message = "no row names the columns; the first is taken for the questions, the second for the answers"
        mend = "if that is not so, say what they are: `--columns answer,ask`"
        read.advice(line, " · ".join(cells), message, mend, "columns")
        return ["ask", "answer"]
    told = told_by_rows([row for _, row in first])
    if told:
        message = f"no row names the columns; they are taken for {','.join(told)}, with `-` for one left out"
        read.advice(line, " · ".join(cells), message, "if they are not, name them in `--columns`", "columns")
        return told
    asking = next((row for _, row in first if len(row) > 1 and "ask" in columns_of(row)), None)
    if asking:
        named = ",".join(name if name in KNOWN else "-" for name in columns_of(asking))
        mend = f"call one `answer`, or put that in its place: `--columns {named}`"
        read.error(line, ", ".join(asking), "no column is called `answer`", mend, "missing-column")
        return []
    message = "no row names a column `ask` (or question, front, term) and one `answer`"
    width = len(cells)
    named = ",".join(["ask", "answer", *["-"] * min(width - 2, 4)])  # what is beyond is left out as well
    mend = f"add a line of column names, or say what the columns are: `--columns {named}`"
    if width > 3:
        mend += "; `option 1`, `option 2` and so on are what is to choose from"
    if width == 1:
        mend = "say what stands between the cells, if they have another sign: `--between-sides '|'`"
    if cells or not read.problems:
        read.error(line, ", ".join(cells), message, mend, "missing-column")
    return []


def _given(columns: Sequence[str]) -> list[str]:
    head = [column_of(name) for name in columns]
    for name, given in zip(head, columns, strict=True):
        if name not in KNOWN and name != "-" and not is_option(name):
            raise UsageError(
                f"There is no column `{given}`{nearest(given, KNOWN)} Use `-` for one to leave out."
            )
    return head


def _tell_unknown(read: Read, line: int, head: Sequence[str], cells: Sequence[str]) -> None:
    for name, cell in zip(head, cells, strict=True):
        unknown = name not in KNOWN and not is_option(name)
        if unknown and not _SAYS_NOTHING.fullmatch(name):
            name = " ".join(cell.split())
            mend = "give it a name that is read, such as `note` or `hint`, to keep it"
            read.advice(line, name, f"the column `{name}` is left out", mend, "column")
    for name in KNOWN & {name for name, times in Counter(head).items() if times > 1}:
        same = [f"`{' '.join(cell.split())}`" for of, cell in zip(head, cells, strict=True) if of == name]
        message = f"the columns {', '.join(same)} are all taken for `{name}`; the last that is filled counts"
        read.advice(line, name, message, "give each column a name of its own", "column")


def _take(read: Read, head: Sequence[str], rows: Rows, *, ragged: bool, placed: str | None) -> None:
    ours: list[FilledRow] = []
    more: list[int] = []
    filled = [(FilledRow(_cells(head, cells), line), cells) for line, cells in _bare(read, head, list(rows))]
    first = None if "kind" in head else _first_place(read, [row for row, _ in filled], placed=placed)
    for written, cells in filled:
        line = written.line
        beyond = [cell for cell in cells[len(head) :] if cell.strip()]
        if beyond and ragged:
            message = f"this row has {len(cells)} cells, and there are {len(head)} columns"
            mend = "put quotation marks round a cell that holds the separator, or name the further columns"
            read.error(line, " · ".join(cells), message, mend, "ragged-row")
            continue
        if beyond:
            more.append(line)
        row = written if first is None else _lettered(read, written, first)
        if not _is_card(read, row):
            continue
        if "kind" in head:
            ours.append(row)
        elif any(map(is_option, head)):
            take_question(read, line, row.cells, about(read, row))
        else:
            _take_plain(read, row)
    if more:
        message = f"the cells beyond column {len(head)} are left out, in {len(more)} rows"
        read.advice(more[0], "", message, "name them in `--columns` to keep them", "column")
    take_rows(read, ours)


def _bare(read: Read, head: Sequence[str], rows: list[tuple[int, list[str]]]) -> list[tuple[int, list[str]]]:
    """Rows of options without an apostrophe before every text, which keeps spreadsheets from reading them."""
    texts = [
        cell.strip()
        for _, cells in rows
        for name, cell in zip(head, cells, strict=False)
        if cell.strip() and (name == "ask" or is_option(name))
    ]
    if not any(map(is_option, head)) or not all(each[0] == "'" != each[-1] for each in texts):
        return rows
    if texts:
        read.told(rows[0][0], texts[0], "the apostrophe before each text is left out", "apostrophe")
    return [(line, [cell.removeprefix("'") for cell in cells]) for line, cells in rows]


def _is_card(read: Read, row: FilledRow) -> bool:
    """Whether a row asks something; one that does not is named, unless it has nothing but a number."""
    if not any(cell for name, cell in row.cells.items() if not _SAYS_NOTHING.fullmatch(name)):
        return False
    if _TEMPLATE.search(row["ask"][-40:]):
        read.told(
            row.line, row["ask"], "this row says how the template is filled in and is left out", "title"
        )
        return False
    unsolved = next((row[name] for name in ("ask", "answer") if _ERROR.fullmatch(row[name])), None)
    if unsolved:
        message = f"a formula of this row has no result: `{unsolved}`"
        mend = "compute or mend it in a spreadsheet program; put ' before words that begin with a sign"
        read.error(row.line, row["ask"], message, mend, "formula")
        return False
    if not row["ask"]:
        mend = "write one, or delete the row"
        read.error(row.line, row["answer"], "there is no question in this row", mend, "no-ask")
    return bool(row["ask"])


def _first_place(read: Read, rows: Sequence[FilledRow], *, placed: str | None) -> int | None:
    """The number of the first option where all rows say by numbers which is right; None where they do not.

    It is 0 where a row has that. Numbers that are options themselves in every row are no places, unless the
    names of the columns say that they are (`placed`).
    """
    told = [row for row in rows if row["answer"] and _offered(row)]
    numbered = [row for row in told if _PLACES.fullmatch(row["answer"])]
    if not numbered or (len(numbered) < len(told) and not placed):
        return None
    others = numbered if placed else [row for row in told if row["answer"] not in _offered(row)]
    for row in others:
        if re.search(r"(?<!\.)\b0\b", row["answer"]):
            message = "a right option has the number 0 here, so that in all rows the first is 0, the second 1"
            read.advice(row.line, row["ask"], message, "if they are counted from 1, mend this row", "places")
            return 0
    if others and placed in ("", "index") and all(row["answer"] != str(_count(row)) for row in told):
        message = "the numbers of the right options are counted from 1, and no row has the last: is that so?"
        read.advice(
            told[0].line, told[0]["ask"], message, "if the first is 0, write letters for them", "places"
        )
    if not others and all(row["answer"] in [*"123456789"][: _count(row)] for row in told):
        message = f"`{told[0]['answer']}` is taken for an option itself, and not for the number of one"
        mend = "write letters for the right options if they are numbers: A for the first"
        read.advice(told[0].line, told[0]["ask"], message, mend, "places")
    return 1 if others else None


def _count(row: FilledRow) -> int:
    """How many options a row has."""
    return sum(1 for name, cell in row.cells.items() if is_option(name) and cell) or len(_offered(row))


def _lettered(read: Read, row: FilledRow, first: int) -> FilledRow:
    """A row with letters for the numbers of its right options, which no option is."""
    offered = _offered(row)
    if not _PLACES.fullmatch(row["answer"]):
        return row
    if row["answer"] in offered:
        message = f"`{row['answer']}` is taken for the number of an option, and it is one, too"
        read.advice(row.line, row["ask"], message, "write the option itself if it is one", "places")
    letters = dict(zip(map(str, range(first, 9)), "abcdefgh"[: len(offered) if first else 8], strict=False))
    answer = re.sub(r"(\d)(?:\.0)?", lambda place: letters.get(place[1], place[1]), row["answer"])
    return FilledRow({**row.cells, "answer": answer}, row.line)


def _offered(row: FilledRow) -> set[str]:
    """The texts of the options of a row."""
    cells = (cell for name, cell in row.cells.items() if name.startswith("option"))
    pieces = (text for cell in cells for part in _BARS.split(cell) for text in at_commas(part))
    return {text.strip(" \"'[]") for text in pieces if text.strip()}


def _cells(head: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    """The cells by their columns; of two columns with one name, the last that is filled."""
    found: dict[str, str] = {}
    for name, cell in zip(head, cells, strict=False):
        found[name] = unharmed(cell.strip()) or found.get(name, "")
    return found


def take_rows(read: Read, rows: Sequence[FilledRow]) -> None:
    """Take rows of our own form, those of siblings together."""
    families: dict[str, list[FilledRow]] = {}
    for row in rows:
        families.setdefault(row["card"].partition("#")[0] or f"line {row.line}", []).append(row)
    for family in families.values():
        try:
            read.entries += entries_of(family)
        except ValueError as error:
            mend = "compare it with a table that `studykit deck export --format csv` makes"
            read.error(family[0].line, family[0]["ask"], str(error), mend, "row")
    read.sources = {**read.sources, **sources_in(rows)}
    decks = {row["card"].partition("/")[0] for row in rows if "/" in row["card"]}
    if len(decks) == 1:
        read.slug = decks.pop()


def _take_plain(read: Read, row: FilledRow) -> None:
    """Take a row of a table that says nothing of kinds: a question and its answer."""
    told = [
        (kind, _options(read, row, column)) for kind, column in (("option", "options"), ("wrong", "wrong"))
    ]
    named = {f"{kind} {number}": option for kind, each in told for number, option in enumerate(each, start=1)}
    if row["answer"] and (row["wrong"] or len(named) > 1):
        cells = {"ask": row["ask"], "answer": row["answer"], **named}
        take_question(read, row.line, cells, about(read, row))
        return
    take_sides(read, row.line, row["ask"], row["answer"], about(read, row))


def _options(read: Read, row: FilledRow, column: str) -> list[str]:
    """The options of one cell, cut at bars, semicolons or lines, else at their letters, else at commas."""
    cell = row[column].strip()
    if cell.startswith("[") and cell.endswith("]"):  # as programs write a list: ["a", "b"]
        cell = cell[1:-1]
        quoted = [double or single for double, single in _QUOTED.findall(cell)]
        if quoted:
            return [shown(read, row.line, each) for each in quoted]
    options = _cut(shown(read, row.line, cell))
    if len(options) == 1:
        options = _LETTERED.split(options[0])
    return [each.strip() for each in at_commas(options[0])] if len(options) == 1 else options


def at_commas(text: str) -> list[str]:
    """Cut a text at its commas, but for those of decimals as most languages write them: 1,3."""
    whole = _DECIMAL.sub(lambda number: number[0].replace(",", "\0"), text)
    return [each.replace("\0", ",") for each in whole.split(",")]


def about(read: Read, row: FilledRow) -> dict[str, Value]:
    """The keys of a row besides the question and its answer."""
    fields: dict[str, Value] = {"id": row["card"].rpartition("/")[2]} if row["card"] else {}
    if row["accept"]:
        fields["accept"] = _cut(shown(read, row.line, row["accept"]))
    texts = ("hint", "note", "date", "historian", "contested")
    fields |= {name: shown(read, row.line, row[name]) for name in texts if row[name]}
    themes = re.split(r"[,;|\n ]+", row["themes"]) + re.split(r"[,;|\n]+", row["topic"])
    if any(map(str.strip, themes)):
        fields["themes"] = [each.strip() for each in themes if each.strip()]
    if row["source"]:
        fields["source"] = row["source"]
        read.sources = {**read.sources, row["source"]: {"title": row["source"]}}
    return fields


def _cut(cell: str) -> list[str]:
    return [part.strip(" ") for part in _BARS.split(cell) if part.strip()]


# Out


def csv_bytes(decks: Decks) -> bytes:
    """All cards, suspended ones included, as a table with a header."""
    rows = (row_of(card, shared.sources) for shared in decks for card in shared.deck.cards)
    return csv_of([COLUMNS, *([harmless(row[column]) for column in COLUMNS] for row in rows)])


def csv_of(rows: Iterable[Sequence[str]]) -> bytes:
    """Write rows of cells as CSV for any spreadsheet; what may run as a formula is to be made `harmless`."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    # without the mark Excel reads UTF-8 as the letters of old Windows
    return codecs.BOM_UTF8 + text.getvalue().encode()


def harmless(cell: str) -> str:
    """Put an apostrophe before a cell that a spreadsheet would run as a formula, or that begins with one."""
    return f"'{cell}" if cell.startswith((*FORMULA, "'")) else cell


def unharmed(cell: str) -> str:
    """Take back what `harmless` put before a cell."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith((*FORMULA, "'")) else cell
