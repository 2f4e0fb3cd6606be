"""What a class handed in, as the hub has it: the values that its report is made of."""

from __future__ import annotations

from collections import defaultdict
from contextlib import suppress

from studykit.classes.progress import Progress, overruled
from studykit.classes.progress_file import LONGEST_ANSWER, MOST_ANSWERS, MOST_CARDS
from studykit.classes.report import HandedIn
from studykit.reviews import LogRow
from studykit.school.database import Database
from studykit.school.hub_values import progress_of, row_of
from studykit.store.rows import COLUMNS, NUMBERS

STUDENTS = """
SELECT p.id, p.name, s.decay
FROM studykit.people p
JOIN studykit.members m ON m.person = p.id JOIN studykit.classes c ON c.id = m.class
LEFT JOIN studykit.synced s ON s.student = p.id
WHERE p.role = 'student' AND c.name = %s ORDER BY p.name, p.id
"""
PROGRESS = f"""
SELECT p.* FROM unnest(%s::integer[]) AS one
CROSS JOIN LATERAL (SELECT * FROM studykit.progress WHERE student = one LIMIT {MOST_CARDS}) p
"""
MOST_RULINGS = 2 * MOST_ANSWERS
"""Of a student, the last: what an earlier one says may be taken back by a later one, never the other way."""

_SHORT = ", ".join(
    f'"{name}"' if name in (*NUMBERS, "study_day") else f'left("{name}", {LONGEST_ANSWER}) AS "{name}"'
    for name in COLUMNS
)
RULINGS = f"""
WITH rulings AS (
    SELECT r.* FROM unnest(%s::integer[]) AS one CROSS JOIN LATERAL (
        SELECT * FROM studykit.log WHERE student = one AND kind IN ('amend', 'undo')
        ORDER BY seq DESC LIMIT {MOST_RULINGS}
    ) r
)
SELECT student, {_SHORT} FROM rulings
UNION ALL
SELECT student, {_SHORT} FROM studykit.log l
WHERE (student, id) IN (SELECT student, "row" FROM rulings WHERE kind = 'amend') AND kind = 'review'
"""


def of_class(database: Database, class_name: str) -> list[HandedIn]:
    """What each student of a class handed in, as much as a file may hold; nothing of those who never synced.

    Answers that students called right come with it only where the class shows answers.
    """
    students = database.rows(STUDENTS, class_name)
    ids = [student for student, _, _ in students]
    cards = defaultdict(list)
    for values in database.named(PROGRESS, ids):
        with suppress(ValueError):  # what she wrote there by SQL of her own, and nobody can count
            cards[values["student"]].append(progress_of(values))
    rows: dict[int, list[LogRow]] = defaultdict(list)
    for values in database.named(RULINGS, ids):
        student = values.pop("student")
        with suppress(ValueError):
            rows[student].append(row_of(values))
    return [
        HandedIn(
            name,
            Progress(tuple(cards[student]), decay) if decay is not None else Progress(()),
            tuple(overruled(rows[student])[-MOST_ANSWERS:]),
        )
        for student, name, decay in students
    ]
