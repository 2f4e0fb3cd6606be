"""Attacks on a hub with plain SQL, as each role: what studykit asks for is not what anybody is bound to."""

from __future__ import annotations

import json

import psycopg
import pytest
from psycopg import errors

from studykit.classes.progress_file import LONGEST_ANSWER, MOST_ANSWERS, MOST_CARDS
from studykit.errors import DataError, NotFoundError, UnavailableError, UsageError
from studykit.school import people
from studykit.school.database import Database
from studykit.school.handed_in import RULINGS, of_class
from studykit.school.hub import START, Hub
from studykit.school.people import Credential, Person
from studykit.store.lines import from_json
from tests.school.servers import School

TABLES = ("people", "classes", "members", "log", "progress", "synced", "forgotten", "journal", "packs", "hub")
WRITES = ("UPDATE studykit.{0} SET {1} = DEFAULT", "DELETE FROM studykit.{0}", "TRUNCATE studykit.{0}")
DENIED = (errors.InsufficientPrivilege,)


def review(row_id: str, answer: str = "1922", card: str = "tiny/year") -> dict[str, object]:
    return {
        "kind": "review", "id": row_id, "device": "desk", "at": 1, "card": card, "study_day": "2026-01-02",
        "answer": answer, "verdict": "wrong", "score": 0.0, "rating": 1, "seconds": 3.0, "counts": True,
        "hinted": False,
    }  # fmt: skip


AMEND = {"kind": "amend", "id": "am", "device": "desk", "at": 2, "card": "tiny/year", "review": "r1",
         "rating": 3, "verdict": "correct"}  # fmt: skip


@pytest.fixture(scope="module")
def cast(hub: School) -> dict[str, str]:
    """Two classes, each with a teacher and a student who has answered, and an admin."""
    ada, ben = hub.enrol("A", "student", "Ada"), hub.enrol("B", "student", "Ben")
    logins = {
        "ada": ada[0],
        "ben": ben[0],
        "teacher of ada": hub.enrol("A", "teacher", "Ms A")[0],
        "teacher of ben": hub.enrol("B", "teacher", "Mr B")[0],
        "admin": hub.enrol(None, "admin", "School admin")[0],
    }
    for name in ("ada", "ben"):
        with hub.as_login(logins[name]) as database:
            Hub(database).add([from_json(review("r1", f"typed by {name}")), from_json(AMEND)])
            database.rows(
                "SELECT studykit.put_progress(1, 0.15, %s::json, '{}')",
                json.dumps(
                    [{"card": "tiny/year", "reviews": 1, "lapses": 0, "suspended": False, "correct": 1,
                      "partial": 0, "wrong": 0}]
                ),
            )  # fmt: skip
    return logins


@pytest.mark.parametrize("who", ["ada", "teacher of ada", "admin"])
@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("write", WRITES)
def test_nobody_changes_or_deletes_a_row_of_any_table(
    hub: School, cast: dict[str, str], who: str, table: str, write: str
) -> None:
    [(column,)] = hub.sql(
        cast[who],
        "SELECT attname::text FROM pg_attribute WHERE attnum = 1 AND attrelid = (SELECT oid FROM pg_class "
        "WHERE relname = %s AND relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = 'studykit'))",
        table,
    )
    with pytest.raises(DENIED):
        hub.sql(cast[who], write.format(table, column))


@pytest.mark.parametrize("who", ["ada", "teacher of ada", "admin"])
@pytest.mark.parametrize(
    "table", ["people", "classes", "members", "progress", "synced", "forgotten", "journal", "hub"]
)
def test_nobody_adds_to_a_table_that_functions_keep(
    hub: School, cast: dict[str, str], who: str, table: str
) -> None:
    with pytest.raises(DENIED):
        hub.sql(cast[who], f"INSERT INTO studykit.{table} DEFAULT VALUES")


def test_a_student_sees_her_own_rows_and_nobody_elses(hub: School, cast: dict[str, str]) -> None:
    ada = cast["ada"]
    assert hub.sql(ada, "SELECT DISTINCT answer FROM studykit.log WHERE answer IS NOT NULL") == [
        ("typed by ada",)
    ]
    assert hub.sql(ada, "SELECT name FROM studykit.people") == [("Ada",)]
    assert hub.sql(ada, "SELECT count(*) FROM studykit.members") == [(1,)]
    assert hub.sql(ada, "SELECT name FROM studykit.classes") == [("A",)]
    assert hub.sql(ada, "SELECT count(DISTINCT student) FROM studykit.progress") == [(1,)]
    assert hub.sql(ada, "SELECT studykit.my_students()") == []


def test_a_student_cannot_look_past_the_policy_with_a_function_of_her_own(
    hub: School, cast: dict[str, str]
) -> None:
    """A condition that tells what it sees is not asked about rows that the policy hides."""
    loud = "SELECT 1 FROM studykit.log WHERE ('x' || answer)::text::int = 1"
    with pytest.raises(errors.InvalidTextRepresentation, match="typed by ada"):
        hub.sql(cast["ada"], loud)
    with pytest.raises(DENIED):
        hub.sql(cast["ada"], "CREATE FUNCTION public.peek(text) RETURNS bool LANGUAGE sql AS 'SELECT true'")
    with pytest.raises(DENIED):
        hub.sql(cast["ada"], "CREATE TEMP TABLE kept (a text)")


def test_a_student_cannot_write_for_another(hub: School, cast: dict[str, str]) -> None:
    [(ben,)] = hub.sql(cast["ben"], "SELECT studykit.me()")
    insert = "INSERT INTO studykit.log (student, id, device, at, kind) VALUES (%s, 'x', 'desk', 1, 'undo')"
    with pytest.raises(errors.InsufficientPrivilege, match="row-level security"):
        hub.sql(cast["ada"], insert, ben)
    with pytest.raises(DENIED):
        hub.sql(cast["ada"], "SET ROLE " + cast["ben"])
    with pytest.raises(DENIED):
        hub.sql(cast["ada"], f"SET ROLE {hub.name}_owner")
    with pytest.raises(DENIED):
        hub.sql(cast["ada"], "SET SESSION AUTHORIZATION " + cast["ben"])
    with pytest.raises(errors.lookup("428C9")):  # the number of a row is the database's
        hub.sql(
            cast["ada"],
            "INSERT INTO studykit.log (seq, id, device, at, kind) VALUES (1, 'y', 'd', 1, 'undo')",
        )


def test_a_student_calls_no_function_of_teachers(hub: School, cast: dict[str, str]) -> None:
    for call in (
        "studykit.enrol('A', 'student', '[]')", f"studykit.leave('{cast['ben']}')",
        "studykit.overview('2026-01-01')", "studykit.show_answers('A', true)", "studykit.person('x')",
        f"studykit.leave_class('{cast['ben']}', 'B')",
    ):  # fmt: skip
        with pytest.raises(DENIED):
            hub.sql(cast["ada"], f"SELECT {call}")
    verifier = "SCRAM-SHA-256$4096:c2FsdA==$aaaa:bbbb"
    with pytest.raises(errors.NoDataFound):
        hub.sql(cast["ada"], "SELECT studykit.set_password(%s, %s)", cast["ben"], verifier)


def test_a_teacher_sees_names_and_states_of_her_class_only(hub: School, cast: dict[str, str]) -> None:
    teacher = cast["teacher of ada"]
    assert {name for (name,) in hub.sql(teacher, "SELECT name FROM studykit.people")} == {"Ada", "Ms A"}
    assert hub.sql(teacher, "SELECT count(DISTINCT student) FROM studykit.progress") == [(1,)]
    assert [row[0] for row in hub.sql(teacher, "SELECT * FROM studykit.overview('2026-01-03')")] == ["A"]


def test_a_teacher_reads_answers_only_where_the_class_shows_them(hub: School, cast: dict[str, str]) -> None:
    teacher = cast["teacher of ada"]
    assert hub.sql(teacher, "SELECT * FROM studykit.log") == []
    with hub.as_login(teacher) as database:
        people.show_answers(database, "A", True)
        shown = hub.sql(teacher, "SELECT answer FROM studykit.log WHERE answer IS NOT NULL")
        assert shown == [("typed by ada",)]
        assert hub.hub(cast["ada"]).welcome(START).open_classes == ("A",)
        people.show_answers(database, "A", False)
        with pytest.raises(NotFoundError, match="no class B among those you look after"):
            people.show_answers(database, "B", True)
    assert hub.sql(teacher, "SELECT * FROM studykit.log") == []


def test_a_teacher_writes_no_students_row(hub: School, cast: dict[str, str]) -> None:
    teacher = cast["teacher of ada"]
    with pytest.raises(DENIED):
        hub.sql(teacher, "INSERT INTO studykit.log (id, device, at, kind) VALUES ('t', 'd', 1, 'undo')")
    for call in ("studykit.put_progress(9, 0.1, '[]', '{}')", "studykit.forget('{r1}', '{}')",
                 "studykit.forget_everything()", "studykit.forget_answers()"):  # fmt: skip
        with pytest.raises(DENIED):
            hub.sql(teacher, f"SELECT {call}")


def test_a_teacher_takes_in_no_student_of_another_class(hub: School, cast: dict[str, str]) -> None:
    """By adding his login to her class she could read what his own teacher reads."""
    with hub.as_login(cast["teacher of ada"]) as database:
        with pytest.raises(NotFoundError, match="nobody with the login"):
            people.enrol(database, "A", "student", [Person("Ben", cast["ben"])], [])
        with pytest.raises(NotFoundError, match="no class B"):
            people.enrol(database, "B", "student", [], [Credential("Eve", "seve99", "a" * 19, "")])
        with pytest.raises(UnavailableError, match="only an admin"):
            people.enrol(database, "A", "teacher", [], [Credential("Eve", "teve99", "a" * 19, "")])
        for deny in (people.leave, lambda d, login: people.leave_class(d, login, "A")):
            with pytest.raises(NotFoundError, match="nobody with the login"):
                deny(database, cast["ben"])


def test_a_teacher_hands_out_decks_to_her_own_classes_only(hub: School, cast: dict[str, str]) -> None:
    push = "INSERT INTO studykit.packs (class, name, version, content) VALUES (%s, 'p', 1, 'zip')"
    [(a,)] = hub.sql(cast["teacher of ada"], "SELECT id FROM studykit.classes")
    [(b,)] = hub.sql(cast["teacher of ben"], "SELECT id FROM studykit.classes")
    hub.sql(cast["teacher of ada"], push, a)
    with pytest.raises(DENIED):
        hub.sql(cast["teacher of ada"], push, b)
    with pytest.raises(DENIED):
        hub.sql(cast["ada"], push, a)
    assert hub.sql(cast["ada"], "SELECT name FROM studykit.packs") == [("p",)]
    assert hub.sql(cast["ben"], "SELECT name FROM studykit.packs") == []


def test_an_admin_manages_and_reads_no_answer(hub: School, cast: dict[str, str]) -> None:
    admin = cast["admin"]
    assert {"Ada", "Ben"} <= {name for (name,) in hub.sql(admin, "SELECT name FROM studykit.people")}
    for table in ("log", "progress", "synced", "forgotten", "packs"):
        with pytest.raises(DENIED):
            hub.sql(admin, f"SELECT * FROM studykit.{table}")
    for statement in (
        f"SET ROLE {hub.name}_owner",
        "CREATE ROLE eve LOGIN",
        f"GRANT {hub.name}_owner TO {admin}",
    ):
        with pytest.raises(DENIED):
            hub.sql(admin, statement)
    assert {row[0] for row in hub.sql(admin, "SELECT * FROM studykit.overview('2026-01-03')")} >= {"A", "B"}


def test_who_made_the_hub_owns_no_table_and_reads_no_answer(hub: School, cast: dict[str, str]) -> None:
    installer = hub.installer.login
    with pytest.raises(DENIED):
        hub.sql(installer, "SELECT * FROM studykit.log")
    owners = hub.sql(
        installer,
        "SELECT DISTINCT pg_get_userbyid(relowner)::text, relforcerowsecurity FROM pg_class "
        "WHERE relnamespace = 'studykit'::regnamespace AND relkind = 'r'",
    )
    assert owners == [(f"{hub.name}_owner", True)]
    assert hub.sql(installer, f"SELECT rolcanlogin FROM pg_roles WHERE rolname = '{hub.name}_owner'") == [
        (False,)
    ]


def test_another_role_of_the_server_cannot_even_connect(hub: School) -> None:
    stranger = f"stranger_{hub.name}"
    with hub.superuser() as superuser:
        superuser.execute(f'CREATE ROLE "{stranger}" LOGIN')
        try:
            with pytest.raises(UnavailableError, match="may not use"):
                hub.as_login(stranger)
        finally:
            superuser.execute(f'DROP ROLE "{stranger}"')


def test_the_log_is_append_only_for_its_owner_too(hub: School, cast: dict[str, str]) -> None:
    with hub.superuser() as superuser, pytest.raises(psycopg.errors.RaiseException, match="append-only"):
        superuser.execute("UPDATE studykit.log SET answer = 'another'")


@pytest.mark.parametrize(
    "change",
    [
        "at = 0",
        "seq = DEFAULT",
        "at = 2, seq = DEFAULT",
        "at = 0, study_day = NULL, seq = DEFAULT",
        "at = 0, score = 1, seq = DEFAULT",
        "at = 1, study_day = '2026-01-03', seq = DEFAULT",
    ],
)
def test_no_row_is_dated_again_but_earlier_and_arriving_anew(
    hub: School, cast: dict[str, str], change: str
) -> None:
    with hub.superuser() as superuser, pytest.raises(psycopg.errors.RaiseException, match="append-only"):
        superuser.execute(f"UPDATE studykit.log SET {change} WHERE kind = 'review'")


def test_a_student_dates_her_own_rows_earlier_never_later(hub: School) -> None:
    one, other = hub.enrol("D", "student", "One", "Other")
    for login in (one, other):
        hub.hub(login).add([from_json({**review("r1"), "at": 5})])
    dates = "SELECT at, study_day::text FROM studykit.log"
    again = "SELECT id FROM studykit.redate(%s::json)"

    def dated(at: int, day: str | None) -> str:
        return json.dumps([{"id": "r1", "at": at, "study_day": day}])

    for later in (dated(6, "2026-01-01"), dated(5, "2026-01-03"), dated(5, "2026-01-02"), dated(4, None)):
        assert hub.sql(one, again, later) == []
    assert hub.sql(one, dates) == [(5, "2026-01-02")]
    with pytest.raises(errors.CheckViolation):
        hub.sql(one, again, dated(4, "infinity"))
    assert hub.sql(one, again, dated(4, "2026-01-01")) == [("r1",)]
    assert hub.sql(one, dates) == [(4, "2026-01-01")]
    assert hub.sql(other, dates) == [(5, "2026-01-02")]


def test_only_students_date_rows_again(hub: School, cast: dict[str, str]) -> None:
    for who in ("teacher of ada", "admin"):
        with pytest.raises(DENIED):
            hub.sql(cast[who], "SELECT studykit.redate('[]')")


def test_a_password_that_is_not_hashed_is_refused(hub: School, cast: dict[str, str]) -> None:
    with Database.open(hub.installer) as database, pytest.raises(DataError, match="must be hashed"):
        database.rows("SELECT studykit.set_password(%s, %s)", cast["ada"], "correct horse")


def test_a_password_of_eleven_letters_is_refused(hub: School, cast: dict[str, str]) -> None:
    with Database.open(hub.installer) as database:
        people.set_password(database, cast["ada"], "twelve chars")
        with pytest.raises(UsageError, match="at least 12 letters"):
            people.set_password(database, cast["ada"], "eleven char")


EVIL = (
    *({"last_day": day} for day in ("infinity", "-infinity", "0044-03-15 BC", "20000-01-01")),
    *({"due": "infinity"}, {"first_day": "20000-01-01"}, {"last_day": None}, {"difficulty": None}),
    *({"stability": value} for value in ("NaN", "Infinity", "-Infinity", 0, None)),
    *({"reviews": -5}, {"correct": -2}, {"wrong": 2_147_483_647}),
)
MET = {
    "card": "tiny/year", "stability": 5, "difficulty": 5, "last_day": "2026-01-02",
    "first_day": "2026-01-02", "due": "2026-01-09", "reviews": 1, "lapses": 0, "suspended": False,
    "correct": 1, "partial": 0, "wrong": 0,
}  # fmt: skip


@pytest.mark.parametrize("evil", EVIL, ids=str)
def test_a_student_hands_in_nothing_that_hides_the_others_from_her_teacher(
    hub: School, cast: dict[str, str], evil: dict[str, object]
) -> None:
    with pytest.raises((errors.CheckViolation, errors.DataError)):
        hub.sql(
            cast["ada"],
            "SELECT studykit.put_progress(1, 0.15, %s::json, '{}')",
            json.dumps([{**MET, **evil}]),
        )
    for login in (cast["teacher of ada"], cast["admin"]):
        assert hub.sql(login, "SELECT * FROM studykit.overview('2026-01-03')")
    with hub.as_login(cast["teacher of ada"]) as database:
        assert [each.name for each in of_class(database, "A")] == ["Ada"]


@pytest.mark.parametrize("day", ["infinity", "-infinity", "20000-01-01"])
def test_a_student_adds_no_row_of_a_day_that_never_comes(hub: School, cast: dict[str, str], day: str) -> None:
    with pytest.raises(errors.CheckViolation):
        hub.sql(
            cast["ada"],
            "INSERT INTO studykit.log (id, device, at, kind, card, study_day) "
            "VALUES ('d', 'd', 1, 'review', 'a/b', %s)",
            day,
        )


def test_what_cannot_be_in_a_hub_made_before_is_passed_over(hub: School) -> None:
    """A hub whose tables took everything: one student's day without end stands among the others' progress."""
    zoe, yan = hub.enrol("Z", "student", "Zoe", "Yan")
    teacher = hub.enrol("Z", "teacher", "Ms Z")[0]
    for login in (zoe, yan):
        hub.sql(login, "SELECT studykit.put_progress(1, 0.15, %s::json, '{}')", json.dumps([MET]))
    with hub.superuser() as superuser, superuser.transaction():
        superuser.execute("ALTER DOMAIN studykit.day DROP CONSTRAINT day_check")
        superuser.execute(
            "UPDATE studykit.progress SET last_day = 'infinity' WHERE student = "
            "(SELECT id FROM studykit.people WHERE login = %s)",
            (zoe,),
        )
        superuser.execute(
            "ALTER DOMAIN studykit.day ADD CONSTRAINT day_check "
            "CHECK (VALUE BETWEEN '1900-01-01' AND '2400-12-31') NOT VALID"
        )
    with hub.as_login(teacher) as database:
        found = {each.name: len(each.progress.cards) for each in of_class(database, "Z")}
    assert found == {"Zoe": 0, "Yan": 1}
    hub.sql(zoe, "SELECT studykit.forget_everything()")


def test_a_student_hands_in_no_more_cards_than_a_file_may_hold(hub: School) -> None:
    zoe = hub.enrol("M", "student", "Zoe")[0]
    teacher = hub.enrol("M", "teacher", "Ms M")[0]
    cards = (
        "SELECT json_agg(json_build_object('card', 'a/' || n, 'reviews', 0, 'lapses', 0, 'suspended', false, "
        "'correct', 0, 'partial', 0, 'wrong', 0)) FROM generate_series(1, %s) n"
    )
    put = f"SELECT studykit.put_progress(1, 0.15, ({cards}), '{{}}')"
    with pytest.raises(errors.RaiseException, match="at most 50,000 cards"):
        hub.sql(zoe, put, MOST_CARDS + 1)
    hub.sql(zoe, put, 1)
    with hub.superuser() as superuser:  # as a hub made before may have
        superuser.execute(
            "INSERT INTO studykit.progress SELECT student, 'b/' || n, NULL, NULL, NULL, NULL, NULL, 0, 0, "
            "false, 0, 0, 0 FROM studykit.progress, generate_series(1, %s) n WHERE student = "
            "(SELECT id FROM studykit.people WHERE login = %s)",
            (MOST_CARDS, zoe),
        )
    with hub.as_login(teacher) as database:
        [handed_in] = of_class(database, "M")
    assert len(handed_in.progress.cards) == MOST_CARDS


def test_a_report_reads_as_much_of_what_a_student_called_right_as_a_file_may_hold(hub: School) -> None:
    eve = hub.enrol("Read", "student", "Eve")[0]
    teacher = hub.enrol("Read", "teacher", "Mr N")[0]
    hub.sql(
        eve,
        "INSERT INTO studykit.log (id, device, at, kind, card, study_day, answer, verdict, score, rating, "
        "seconds, counts, hinted) SELECT 'r' || n, 'd', n, 'review', 'c/x', '2026-11-20', "
        "n || repeat('x', 1000), 'wrong', 0, 1, 1, true, false FROM generate_series(1, 1100) n",
    )
    hub.sql(
        eve,
        'INSERT INTO studykit.log (id, device, at, kind, card, "row", rating, verdict, answer) '
        "SELECT 'a' || n, 'd', 2000 + n, 'amend', 'c/x', 'r' || n, 3, 'correct', repeat('x', 1000) "
        "FROM generate_series(1, 1100) n",
    )
    hub.sql(
        eve,
        "INSERT INTO studykit.log (id, device, at, kind, \"row\") VALUES ('u', 'd', 9999, 'undo', 'a1100')",
    )
    with hub.as_login(teacher) as database:
        people.show_answers(database, "Read", True)
        read = [
            len(str(row)) for row in database.rows(RULINGS, list(hub.sql(eve, "SELECT studykit.me()")[0]))
        ]
        [handed_in] = of_class(database, "Read")
    assert max(read) < 1000
    answers = [answer for _, answer in handed_in.overruled]
    assert (len(answers), answers[-1]) == (MOST_ANSWERS, f"1099{'x' * LONGEST_ANSWER}"[:LONGEST_ANSWER])


@pytest.mark.parametrize(
    ("of_others", "of_nobody"),
    [
        ("student = {}", "student = -1"),
        ("answer = 'typed by many'", "answer = 'typed by nobody'"),
        ("card = 'secret/card'", "card = 'other/card'"),
    ],
)
def test_a_plan_tells_a_student_nothing_of_others_rows(hub: School, of_others: str, of_nobody: str) -> None:
    one, other = hub.enrol("P", "student", "Eve", "Ada")
    hub.sql(
        other,
        "INSERT INTO studykit.log (id, device, at, kind, card, answer) "
        "SELECT 'p' || n, 'd', n, 'review', 'secret/card', 'typed by many' FROM generate_series(1, 2000) n",
    )
    with hub.superuser() as superuser:
        superuser.execute("ANALYZE")
    [(number,)] = hub.sql(other, "SELECT studykit.me()")

    def estimated(condition: str) -> int:
        [(plan,)] = hub.sql(one, f"EXPLAIN (FORMAT JSON) SELECT FROM studykit.log WHERE {condition}")
        return int(plan[0]["Plan"]["Plan Rows"])

    assert estimated(of_others.format(number)) == estimated(of_nobody)
