"""`studykit school`: a hub for a whole school, who is in it, and their passwords."""

from __future__ import annotations

from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from typer import Argument, Context, Option

from studykit.cli import terminal
from studykit.cli.asking import agreed
from studykit.cli.clock import local_now
from studykit.cli.commands import group
from studykit.cli.context import AsJson, Yes, invocation
from studykit.cli.display import count, say, say_json, say_text, tell_text
from studykit.cli.hub_opening import SCHOOL, HubOption, address_of, connected, opened
from studykit.cli.name_list import read_names, write_credentials
from studykit.cli.streams import Ended
from studykit.errors import NotFoundError, StudykitError, UsageError
from studykit.school import migration, people
from studykit.school.address import parsed
from studykit.school.faults import ConnectionLostError
from studykit.school.people import Credential, Person, new_password

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studykit.school.database import Database
    from studykit.school.people import ClassSum

app = group("A school's hub on PostgreSQL: who is in it, and their passwords.")

Credentials = Annotated[
    Path | None,
    Option(
        "--credentials", metavar="FILE", help="A new file for logins and passwords: .csv, or .html slips."
    ),
]


@app.command()
def init(
    context: Context,
    hub: Annotated[str, Argument(metavar="ADDRESS", help="postgresql://LOGIN@HOST/DATABASE")],
    credentials: Credentials = None,
) -> None:
    """Make a hub, or bring one up to date; the login must be able to make roles (and a new database)."""
    here = invocation(context)
    address = parsed(hub)
    try:
        connected(address).close()
    except NotFoundError:  # a login that may make no database is told so
        with connected(address.of_database("postgres")) as server:
            migration.create_database(server, address.database)
    with opened(address) as database:
        before, advice = migration.migrate(database)
        if credentials is not None:
            _enrol(database, None, "admin", [Person("School admin")], credentials)
    here.collection.store.note(SCHOOL, address.url)
    done = "made" if not before else "up to date" if before == migration.VERSION else "brought up to date"
    say_text(f"The hub {address} is {done} (version {migration.VERSION}).")
    for line in advice:
        tell_text(line)


@app.command()
def enrol(
    context: Context,
    class_name: Annotated[str, Argument(metavar="CLASS", help="The class; made when there is none.")],
    names: Annotated[Path, Argument(metavar="NAMES.csv", help="A name on each line, or a column `name`.")],
    credentials: Credentials = None,
    teachers: Annotated[bool, Option("--teachers", help="They teach the class.")] = False,
    hub: HubOption = None,
) -> None:
    """Put students, or teachers, into a class, each with a login and a password of her own.

    A column `login` names those who have one already. Whom the class has is left as she is.
    """
    role = "teacher" if teachers else "student"
    listed = read_names(names)
    with opened(address_of(invocation(context), hub)) as database:
        wanted = people.not_yet_in(database, class_name, role, listed)
        _enrol(database, class_name, role, wanted, credentials)
    there = len(listed) - len(wanted)
    already = f"; {there} of the list {'was' if there == 1 else 'were'} in it already" if there else ""
    say_text(f"{count(len(wanted), role)} put into {class_name}{already}.")


def _enrol(
    database: Database, class_name: str | None, role: str, who: Sequence[Person], target: Path | None
) -> None:
    """Write the credentials first, so that no password stands nowhere; take them away if it fails."""
    made = people.credentials_for(database, role, who)
    if made and target is None:
        raise UsageError("New logins and passwords are written once: say where, with --credentials FILE.")
    if made and target is not None:
        write_credentials(target, made)
    try:
        if who:
            people.enrol(database, class_name, role, who, made)
    except (ConnectionLostError, KeyboardInterrupt, Ended):
        tell_text(
            "Whether they were enrolled is not known: `studykit school classes CLASS` shows it. If so, "
            f"{target} is right; if not, delete it and enrol them again."
        )
        raise
    except StudykitError:
        if made and target is not None:
            target.unlink(missing_ok=True)
        raise
    if made:
        tell_text(f"Logins and passwords are in {target}; they are kept nowhere else.")


def _name_of(database: Database, login: str) -> str:
    name = people.name_of(database, login)
    if name is None:
        raise NotFoundError(f"There is nobody with the login {login} among those you look after.")
    return name


@app.command()
def leave(
    context: Context,
    login: Annotated[str, Argument(metavar="LOGIN", help="`studykit school classes CLASS` shows it.")],
    class_name: Annotated[
        str | None, Option("--class", metavar="CLASS", help="Only leave this class; all she did stays.")
    ] = None,
    yes: Yes = False,
    hub: HubOption = None,
) -> None:
    """Delete somebody from the hub with all that is kept of her, and her login."""
    with opened(address_of(invocation(context), hub)) as database:
        name = _name_of(database, login)
        if class_name is not None:
            people.leave_class(database, login, class_name)
            say_text(f"{name} ({login}) left {class_name}; all she did is kept.")
            return
        say_text(
            f"This deletes {name} ({login}) from the hub: every answer, her progress, her login. What is on "
            "her own devices stays there."
        )
        if agreed("Delete it for good?", yes=yes):
            say_text(f"Deleted, {count(people.leave(database, login), 'row')}.")


@app.command()
def password(
    context: Context,
    login: Annotated[str | None, Argument(metavar="[LOGIN]", help="Yours if none.")] = None,
    credentials: Credentials = None,
    hub: HubOption = None,
) -> None:
    """Change a password: your own to what you type, somebody else's to a random one written into a file."""
    with opened(address_of(invocation(context), hub)) as database:
        own = database.address.login
        name = _name_of(database, login or own)
        if credentials is not None:
            whose = database.address.as_login(login or own)
            made = Credential(name, whose.login, new_password(), whose.url)
            try:
                with database.whole():
                    people.set_password(database, made.login, made.password)
                    write_credentials(credentials, [made])
            except ConnectionLostError:
                tell_text(
                    f"Whether it was changed is not known: if {credentials} is there, try its password."
                )
                raise
            say_text(f"{name} ({made.login}) has another password; it is in {credentials} and nowhere else.")
            return
        if login not in (None, own):
            raise UsageError("Somebody else's password is made up and written once: --credentials FILE.")
        if not terminal.is_interactive():
            raise UsageError(
                "Nobody can be asked here; --credentials FILE makes up a password and writes it."
            )
        typed = getpass("New password: ")
        if typed != getpass("Again: "):
            raise UsageError("Nothing was changed: the two were not the same.")
        people.set_password(database, own, typed)
        say_text("Changed.")


@app.command()
def classes(
    context: Context,
    class_name: Annotated[str | None, Argument(metavar="[CLASS]", help="Who is in it.")] = None,
    answers: Annotated[
        bool | None,
        Option("--answers/--no-answers", help="Let its teachers read typed answers, or no longer."),
    ] = None,
    as_json: AsJson = False,
    hub: HubOption = None,
) -> None:
    """Show all classes you look after, or who is in one."""
    if answers is not None and class_name is None:
        raise UsageError("Say of which class teachers may read the answers.")
    with opened(address_of(invocation(context), hub)) as database:
        if answers is not None and class_name is not None:
            people.show_answers(database, class_name, answers)
            tell_text(
                f"Teachers of {class_name} {'may' if answers else 'may not'} read typed answers; the next "
                "sync tells each student so."
            )
        if class_name is None:
            sums = people.overview(database, local_now().date())
        else:
            members = people.members(database, class_name)
            if not members:
                raise NotFoundError(f"There is no class {class_name} among those you look after.")
    if as_json:
        say_json(sums if class_name is None else members)
    elif class_name is None:
        _say_classes(sums)
    else:
        for each in members:
            say_text(f"{each.login}  {each.role:<7}  {each.name}")


def _say_classes(sums: Sequence[ClassSum]) -> None:
    if not sums:
        say_text("There is no class yet; `studykit school enrol CLASS NAMES.csv` makes one.")
        return
    width = max(5, *(len(each.name) for each in sums))
    say(f"{'class':<{width}}  students  started  this week   reviews  recall  answers shown")
    for each in sums:
        recall = "-" if each.recall is None else f"{each.recall:.0%}"
        say_text(
            f"{each.name:<{width}}  {each.students:>8}  {each.started:>7}  {each.this_week:>9}  "
            f"{each.reviews:>8}  {recall:>6}  {'yes' if each.shows_answers else 'no'}"
        )
