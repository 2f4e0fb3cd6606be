"""Sets of typed answers as a teacher has them: tables, spreadsheets, JSON lines, and a student's own log.

A table is long (a row an answer: card or prompt, answer, perhaps student), wide (a row a student, a column a
question, as forms export it), or wide with the questions in the rows, as Moodle exports responses.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from studykit.authoring.decoding import decoded, is_text
from studykit.authoring.formats.headers import column_of
from studykit.authoring.formats.table_file import FIRST_ROWS, Rows, table_rows
from studykit.authoring.import_result import Read
from studykit.classes.card_names import CardNames
from studykit.classes.form_columns import Students, address_of, is_long, role_of, student_of
from studykit.memory.schedule import standing
from studykit.names import Hints, some_of
from studykit.reviews import LogRow, Reset, Review
from studykit.visible import visible

NEEDED = ("card", "answer")
LONG_NAME = 12
"""Characters from which on the name of a column may be a prompt that was worded anew."""

SHOWN = 3
"""Columns and students that are named where many are concerned."""

_QUESTION = re.compile(r"(?:question|frage|pregunta) ?(\d{1,3})", re.IGNORECASE)
_RESPONSE = re.compile(r"(?:response|antwort|réponse|respuesta) ?(\d{1,3})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TypedAnswer:
    """One answer: the card it is for, as its file calls it, what was typed, and where.

    Attributes:
        card: the card's id or prompt. answer: what was typed. line: of the file, from 1.
        others: the other columns of its row by their names in small letters.
        student: who typed it; empty where nothing says it. file: what it stands in.
        reviews: how often the card had been asked before, where a student's own log says it: by this the
            order is known in which its options were shown.
    """

    card: str
    answer: str
    line: int
    others: Mapping[str, str] = field(default_factory=dict)
    student: str = ""
    file: str = ""
    reviews: int | None = None


def read_answers(
    read: Read, content: bytes, names: CardNames, students: Students, *, encoding: str | None = None
) -> list[TypedAnswer]:
    """Read a set of answers; what cannot be read is reported with its line, and the rest is there.

    Args:
        read: what problems are collected in. content: the file's bytes. names: the cards that may be meant.
        students: those of the class's other files. encoding: how it is encoded, where that is said.

    Raises:
        DataError: when it is neither text nor a spreadsheet.
    """
    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        text, guess = decoded(read.file, content, encoding, lenient=True)
        read.guessed(guess)
        answers = list(_json_answers(read, text, students))
    else:
        answers = _table_answers(read, content, names, students, encoding)
    if not answers and not read.problems:
        mend = "Give it a header line and one answer a line."
        read.error(1, "", "there are no answers in this file", mend, "empty")
    return answers


def _json_answers(read: Read, text: str, students: Students) -> Iterator[TypedAnswer]:
    for line, written in enumerate(text.split("\n"), start=1):
        if not written.strip():
            continue
        if not is_text(written):
            mend = "Save the file as UTF-8."
            read.error(line, "", "this line is not UTF-8 text", mend, "encoding")
            continue
        try:
            values = json.loads(written)
        except (ValueError, RecursionError) as error:
            read.error(line, written[:80], f"this line is not JSON: {error}", "One object a line.", "bad-row")
            continue
        if not isinstance(values, dict) or not all(isinstance(values.get(key), str) for key in NEEDED):
            message = "this line has no `card` and `answer` that are texts"
            mend = 'Write {"card": "...", "answer": "..."}.'
            read.error(line, written[:80], message, mend, "missing-column")
            continue
        said = {key: value if isinstance(value, str) else json.dumps(value) for key, value in values.items()}
        others = {key: value for key, value in said.items() if key not in NEEDED}
        student = _student(students, {role_of(key): value for key, value in others.items()})
        yield TypedAnswer(said["card"].strip(), said["answer"], line, others, student, read.file)


def _table_answers(
    read: Read, content: bytes, names: CardNames, students: Students, encoding: str | None
) -> list[TypedAnswer]:
    """Read a table of any of the three forms; the arguments are those of `read_answers`."""

    def is_header(cells: Sequence[str]) -> bool:
        return is_long(cells) or bool(_questions(cells, names)) or bool(_pairs(cells))

    rows = table_rows(read, content, is_header, encoding=encoding)
    first: tuple[int, list[str]] | None = None
    most = 0
    for _, (line, cells) in zip(range(FIRST_ROWS), rows, strict=False):
        first = first or (line, cells)
        if is_long(cells):
            answers = list(_long_answers(read, cells, rows, students))
            _tell_answered_twice(read, answers)
            return answers
        filled = sum(bool(cell.strip()) for cell in cells)
        if filled <= most:
            continue  # a title above is short; what is as long as a row above it names no columns
        most = filled
        if pairs := _pairs(cells):
            return list(_paired_answers(read, cells, rows, pairs, students))
        if is_header(cells):
            return list(_wide_answers(read, line, cells, rows, names, students))
    _tell_no_header(read, first, names)
    return []


def _tell_no_header(read: Read, first: tuple[int, list[str]] | None, names: CardNames) -> None:
    line, cells = first or (1, [])
    roles = [role_of(cell) for cell in cells]
    missing = " and ".join(f"`{name}`" for name in NEEDED if name not in roles)
    if len(set(roles) & {"card", "ask", "answer"}) == 1:
        message = f"there is no column {missing}"
    else:
        message = "no row names the columns `card` and `answer`, or questions of the deck, a column each"
    hints = Hints()
    near = [hints.nearest(cell, names.prompts) for cell in cells if len(cell) > LONG_NAME]
    told = next((hint for hint in near if "did you mean" in hint), "")
    if any(map(_RESPONSE.fullmatch, cells)):
        told = ". From Moodle, export the responses with the text of the questions."
    mend = (
        "The first line names the columns: `card,answer,student` for a row an answer; for a row a student, "
        f"`name` and the ids or the prompts of cards{told or '.'}"
    )
    read.error(line, ", ".join(cells), message, mend, "missing-column")


# A row an answer


def _long_answers(read: Read, head: Sequence[str], rows: Rows, students: Students) -> Iterator[TypedAnswer]:
    header = [name.strip().lower() for name in head]
    roles = [role_of(name) for name in head]
    if not {"card", "ask"} & {*roles}:
        roles = ["card" if column_of(name) == "card" else role_of(name) for name in head]
    used = {"card" if "card" in roles else "ask", "answer"}
    for line, cells in _even(read, head, rows, least=min(2, len(head))):
        named = _by_role(roles, cells)
        card = named.get("card", "").strip() or named.get("ask", "").strip()
        others = {
            name: cell for name, cell, role in zip(header, cells, roles, strict=False) if role not in used
        }
        yield TypedAnswer(card, named.get("answer", ""), line, others, _student(students, named), read.file)


def _even(read: Read, head: Sequence[str], rows: Rows, least: int = 0) -> Rows:
    """Rows as long as their header; one that has more than that, or fewer than `least` cells, is reported."""
    for line, row in rows:
        if any(map(str.strip, row[len(head) :])) or len(row) < least:
            message = f"this row has {len(row)} columns where the header has {len(head)}"
            mend = "Put quotation marks round an answer that holds the sign between the columns."
            read.error(line, ",".join(row), message, mend, "ragged-row")
        else:
            yield line, [*row, *[""] * (len(head) - len(row))]


def _tell_answered_twice(read: Read, answers: Sequence[TypedAnswer]) -> None:
    """Say which students answered a card more than once."""
    times = Counter((each.student, each.card) for each in answers if each.student)
    twice = {pair for pair, number in times.items() if number > 1}
    if twice:
        last = next(each for each in reversed(answers) if (each.student, each.card) in twice)
        who = some_of(sorted({visible(student) for student, _ in twice}), SHOWN)
        message = f"a card is answered more than once by {who}"
        read.advice(last.line, "", f"{message}; in the grid the last answer counts", "", "answered-twice")


def _by_role(roles: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    """The cells by what their columns are; of two columns of one kind, the first that is filled."""
    found: dict[str, str] = {}
    for role, cell in zip(roles, cells, strict=False):
        if role and not found.get(role):
            found[role] = cell
    return found


# A row a student


def _student(students: Students, by_role: Mapping[str, str]) -> str:
    """Who answered; empty where nothing says it."""
    name = student_of(by_role)
    return name and students.called(name, address_of(by_role))


def _of_students(
    read: Read, head: Sequence[str], rows: Rows, students: Students
) -> Iterator[tuple[int, list[str], str]]:
    """Rows with the student of each; a namesake gets her address behind it, one who comes again a number.

    Who came again is told at the first such line.
    """
    roles = [role_of(name) for name in head]
    times: Counter[str] = Counter()
    again = 0
    for line, cells in rows:
        student = _student(students, _by_role(roles, cells)) or students.called(f"line {line}", read.file)
        times[student] += 1
        if times[student] > 1:
            again = again or line
        yield line, cells, students.again(student, times[student]) if times[student] > 1 else student
    if again:
        who = some_of(sorted(visible(each) for each, number in times.items() if number > 1), SHOWN)
        message = f"in several rows stands {who}; each row is taken for a student"
        read.advice(again, "", message, "delete a row that was handed in twice", "student-twice")


def _questions(head: Sequence[str], names: CardNames) -> dict[int, str]:
    """The columns that are questions of the deck, with the ids of their cards."""
    found = {}
    for place, name in enumerate(head):
        card = names.asking(name) if name.strip() else None
        card = card or (None if role_of(name) else names.find(name))
        if card is not None:
            found[place] = str(card.id)
    return found


def _wide_answers(
    read: Read, line: int, head: Sequence[str], rows: Rows, names: CardNames, students: Students
) -> Iterator[TypedAnswer]:
    questions = _questions(head, names)
    header = [name.strip().lower() for name in head]
    _tell_left_out(read, line, head, questions, names)
    for at, cells, student in _of_students(read, head, _even(read, head, rows), students):
        others = {
            name: cells[place]
            for place, name in enumerate(header)
            if name and name != "student" and place not in questions
        }
        for place, card in questions.items():
            yield TypedAnswer(card, cells[place], at, others, student, read.file)


def _tell_left_out(
    read: Read, line: int, head: Sequence[str], questions: Mapping[int, str], names: CardNames
) -> None:
    """Name the columns that are no question of the deck, and the questions that stand in two columns."""
    hints = Hints()
    for place, name in enumerate(head):
        # A card's id that is a usual word of forms, such as `score`, is taken for that.
        passed_over = role_of(name) not in ("", "ask") and name.strip() not in names.by_id
        if name.strip() and place not in questions and not passed_over:
            told = " ".join(name.split())
            message = f"the column `{visible(told)[:80]}` is no question of the deck and is left out"
            near = hints.nearest(told.lower(), names.prompts) if len(told) > LONG_NAME else "."
            mend = f"to mark it, give it the prompt of its card, or its id as deck/id{near}"
            read.advice(line, told, message, mend, "column")
    for card, times in Counter(questions.values()).items():
        if times > 1:
            message = f"{times} columns are the card `{card}`; the last that is filled counts in the grid"
            read.advice(line, card, message, "name each column by another card", "column")


# A row a student, with the questions in the rows, as Moodle exports responses


def _pairs(head: Sequence[str]) -> list[tuple[int, int]]:
    """The columns of questions, each with that of its responses: `Question 1` and `Response 1`."""
    places = [
        {found[1]: place for place, name in enumerate(head) if (found := pattern.fullmatch(name.strip()))}
        for pattern in (_QUESTION, _RESPONSE)
    ]
    return [(place, places[1][number]) for number, place in places[0].items() if number in places[1]]


def _paired_answers(
    read: Read, head: Sequence[str], rows: Rows, pairs: Sequence[tuple[int, int]], students: Students
) -> Iterator[TypedAnswer]:
    even = ((at, [*row, *[""] * (len(head) - len(row))]) for at, row in rows)
    # The row of averages has no questions.
    asked = ((at, cells) for at, cells in even if any(cells[place].strip() for place, _ in pairs))
    for at, cells, student in _of_students(read, head, asked, students):
        for question, typed in ((cells[place].strip(), cells[response]) for place, response in pairs):
            if question:
                typed = "" if typed.strip() == "-" else typed
                yield TypedAnswer(question, typed, at, {}, student, read.file)


# A student's own log


def logged_answers(rows: Iterable[LogRow], student: str, file: str) -> list[TypedAnswer]:
    """Give the last answer to each card of a student's log, without those she took back."""
    alive = standing(rows)
    asked: Counter[str] = Counter()
    last: dict[str, TypedAnswer] = {}
    for line, row in enumerate(alive, start=1):
        if isinstance(row, Reset):
            asked[row.card] = 0
        elif isinstance(row, Review):
            last[row.card] = TypedAnswer(
                row.card, row.answer, line, {}, student, file, reviews=asked[row.card]
            )
            asked[row.card] += row.counts
    return list(last.values())
