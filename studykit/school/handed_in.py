"""What a class handed in, as the hub has it: the values that its report is made of."""

from __future__ import annotations

from collections import defaultdict
from contextlib import suppress

from studykit.classes.progress import Progress, overruled
from studykit.classes.report import HandedIn
from studykit.reviews import LogRow
from studykit.school.database import Database
from studykit.school.hub import LOG_COLUMNS
from studykit.school.hub_values import progress_of, row_of

STUDENTS = """
SELECT p.id, p.name, s.decay
FROM studykit.people p
JOIN studykit.members m ON m.person = p.id JOIN studykit.classes c ON c.id = m.class
LEFT JOIN studykit.synced s ON s.student = p.id
WHERE p.role = 'student' AND c.name = %s ORDER BY p.name, p.id
"""
PROGRESS = "SELECT * FROM studykit.progress WHERE student = ANY (%s)"
RULINGS = f"""
WITH rulings AS (
    SELECT * FROM studykit.log WHERE student = ANY (%s) AND kind IN ('amend', 'undo')
)
SELECT student, {LOG_COLUMNS} FROM rulings
UNION ALL
SELECT student, {LOG_COLUMNS} FROM studykit.log l
WHERE (student, id) IN (SELECT student, "row" FROM rulings WHERE kind = 'amend') AND kind = 'review'
"""


def of_class(database: Database, class_name: str) -> list[HandedIn]:
    """What each student of a class handed in; nothing of those who never synced.

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
            tuple(overruled(rows[student])),
        )
        for student, name, decay in students
    ]
