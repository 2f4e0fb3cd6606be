"""`studykit deck new` and `deck schema`: a first deck, plan or case to write on, and help for editors."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

from typer import Argument, Context, Option

from studykit.cards import SLUG, Period, short_slug
from studykit.cli.context import Force, invocation
from studykit.cli.display import say, tell, tell_text
from studykit.cli.streams import write_bytes
from studykit.cli.terminal import is_interactive
from studykit.cli.written_files import write_file
from studykit.errors import NotFoundError, StudykitError, UnavailableError, UsageError
from studykit.files import is_portable
from studykit.names import nearest

if TYPE_CHECKING:
    from studykit.authoring.scaffold import WantedCase
    from studykit.cards import CardId
    from studykit.cases import Case
    from studykit.decks.library import Library

Answer = TypeVar("Answer")

NONE = "none"
"""What is typed for no case."""


def new(
    context: Context,
    name: Annotated[str, Argument(metavar="NAME", help="a-z, 0-9 and hyphens, such as italy-rise.")],
    plan: Annotated[bool, Option("--plan", help="An essay plan instead of a deck.")] = False,
    title: Annotated[str | None, Option(help="What students read.")] = None,
    case: Annotated[
        str | None,
        Option(
            metavar="CASE", help="The case study it belongs to, made when there is none; `none` for no case."
        ),
    ] = None,
    new_case: Annotated[
        bool, Option("--new-case", help="Make the case although one has nearly the same name.")
    ] = False,
    author: Annotated[str | None, Option(help="Who writes it.")] = None,
    output: Annotated[
        Path | None, Option("--output", "-o", metavar="FILE", help="Default: NAME.yaml, here.")
    ] = None,
) -> None:
    """Write a first deck with one good card of each kind, and a new case; asks what it is not told.

    What cannot be done is refused before anything is asked.
    """
    from studykit.authoring.json_schema import FILE_NAME, schema_text
    from studykit.authoring.scaffold import Scaffold, WantedCase, new_deck, new_plan
    from studykit.decks.deck_files import neighbours

    here = invocation(context)
    target = output or Path(f"{name}.yaml")
    _check_target(target)
    library = here.open_decks(neighbours([target]))  # it may belong to a case that lies there
    _check_name(library, name, plan=plan)
    cases = {each.slug: each for each in library.cases()}
    chosen = None if case is None else _case(case, cases, target, is_new=new_case)
    usual_title = name.replace("-", " ").capitalize()
    if is_interactive():
        title = title or _ask("Title students read", usual_title)
        if case is None:
            chosen = _asked_case(cases, target)
        if isinstance(chosen, WantedCase):
            chosen = _described(chosen)
        author = author or _ask("Author (may be empty)", "")
    wanted = Scaffold(
        slug=name,
        title=title or usual_title,
        file=target.name,
        case=chosen.case if isinstance(chosen, WantedCase) else chosen,
        author=author or None,
    )
    text = new_plan(wanted, _evidence(library, wanted.case)) if plan else new_deck(wanted)
    files = {target: text}
    if isinstance(chosen, WantedCase):
        files = {target.with_name(chosen.file): chosen.text, **files}
    for file, content in files.items():
        write_file(file, content.encode(), force=False)
    # Their first lines point editors to it; an earlier one of ours is renewed.
    write_file(target.with_name(FILE_NAME), schema_text().encode(), force=True)
    written = ", ".join(map(str, files))
    say(f"Written: {written}, and {FILE_NAME} beside it, which editors complete and check keys by.")
    say("Open it in a text editor; its comments explain each part. Then:")
    say(f"  `studykit deck check {' '.join(map(str, files))}`")
    say(f"  `studykit --decks {target.parent} {'outline show' if plan else 'quiz'} {name}`")


def _ask(question: str, default: str) -> str:
    shown = f" [{default}]" if default else ""
    try:
        return input(f"{question}{shown}: ").strip() or default
    except EOFError:
        print()
        return default


def _asked(question: str, default: str, read: Callable[[str], Answer]) -> Answer:
    """Ask until the answer can be used; what was typed before stays."""
    while True:
        try:
            return read(_ask(question, default))
        except StudykitError as refusal:
            tell_text(str(refusal))


def _check_target(target: Path) -> None:
    """Refuse a file that is there, or has no folder.

    Raises:
        UnavailableError: then.
    """
    if target.exists():
        raise UnavailableError(
            f"{target} exists already and is left as it is; choose another name or -o FILE."
        )
    if not target.parent.is_dir():
        raise UnavailableError(f"There is no folder {target.parent}; make it, or choose another place.")


def _check_name(library: Library, name: str, *, plan: bool) -> None:
    """Refuse a name that is no slug, or is taken.

    Raises:
        UsageError: when it is no slug; it offers one.
        UnavailableError: when a deck or a plan of the library has it.
    """
    from studykit.authoring.placing import held

    if not is_portable(name):
        raise UsageError(f"No file can be called {name!r} on every system; choose another name.")
    _check_slug(name)
    what = "plan" if plan else "deck"
    taken = {slug: file for kind, slug, file in held(library) if kind == what}
    if name in taken:
        raise UnavailableError(f"There is a {what} `{name}` already, in {taken[name]}; choose another name.")


def _check_slug(name: str) -> None:
    if not re.fullmatch(SLUG, name) or short_slug(name) != name:
        raise UsageError(
            f"A name is made of a-z, 0-9 and hyphens; `{short_slug(name)}` would do for {name!r}."
        )


def _case(name: str, cases: Mapping[str, Case], target: Path, *, is_new: bool) -> Case | WantedCase | None:
    """Give the case of a name, or the one to be made when there is none.

    Raises:
        NotFoundError: when one has nearly the same name, and it is not said that it `is_new`.
    """
    from studykit.authoring.scaffold import WantedCase

    if name in ("", NONE):
        return None
    if name in cases:
        return cases[name]
    _check_slug(name)
    hint = nearest(name, cases)
    if hint != "." and not is_new:
        raise NotFoundError(f"There is no case `{name}`{hint} --new-case makes one of that name.")
    return WantedCase(name, name.replace("-", " ").capitalize(), _case_file(name, target))


def _case_file(name: str, target: Path) -> str:
    """Give the name of a new case file beside a deck: the first that is free.

    Raises:
        UnavailableError: when none is.
    """
    for file in ("case.yaml", f"{name}-case.yaml"):
        if file != target.name and not target.with_name(file).exists():
            return file
    raise UnavailableError(
        f"{target.with_name(file)} exists already and holds no case `{name}` that can be read; "
        "`studykit deck check` on it says why."
    )


def _asked_case(cases: Mapping[str, Case], target: Path) -> Case | WantedCase | None:
    """Ask for the case, again when the name cannot be used; one that was mistyped is offered."""

    def read(typed: str) -> Case | WantedCase | None:
        hint = nearest(typed, cases).removesuffix("?")
        if typed not in (*cases, NONE) and hint != ".":
            doubt = f"There is no case `{typed}`{hint}, or is it a new case? (new/again)"
            if _ask(doubt, "again").lower() not in ("new", "n"):
                raise NotFoundError("Then once more.")
        return _case(typed, cases, target, is_new=True)

    return _asked(f"Case study ({', '.join([*cases, NONE])}, or a new name)", NONE, read)


def _described(wanted: WantedCase) -> WantedCase:
    """Ask what a new case is about."""
    from studykit.decks.keys import REGIONS

    tell_text(f"A new case, `{wanted.slug}`; it gets a file of its own, {wanted.file}.")

    def known_region(typed: str) -> str:
        if typed and typed not in REGIONS:
            raise NotFoundError(f"There is no `{typed}`{nearest(typed, REGIONS)}")
        return typed

    title = _ask("Title of the case", wanted.title)
    period = _asked("Its years, such as 1919/1925 (may be empty)", "", _period)
    region = _asked(f"Its region ({', '.join(REGIONS)}; may be empty)", "", known_region)
    return replace(wanted, title=title, period=period or None, region=region or None)


def _period(typed: str) -> str:
    try:
        return typed and Period.parse(typed).text
    except ValueError:
        raise UsageError(f"{typed!r} is not a time such as 1919, 1919-03 or 1919/1925.") from None


def _evidence(library: Library, case: Case | None) -> list[CardId]:
    """Give dated cards of a case, for a plan to begin with."""
    if case is None:
        return []
    decks = [deck.slug for deck in library.decks if deck.case == case.slug]
    cards = (card for deck in decks for card in library.deck(deck).cards)
    return list(dict.fromkeys(card.parent for card in cards if card.date is not None))[:6]


def schema(
    output: Annotated[
        Path | None, Option("--output", "-o", metavar="FILE", help="A file instead of standard output.")
    ] = None,
    force: Force = False,
) -> None:
    """Print the JSON Schema of decks, plans and cases, for editors that check YAML."""
    from studykit.authoring.json_schema import EDITOR_LINE, schema_text

    if output is None:
        write_bytes(schema_text().encode())
        return
    write_file(output, schema_text().encode(), force=force)
    tell(f"Written to {output}. Put this line at the top of a deck, with the way to the file after the sign:")
    tell(f"  {EDITOR_LINE}")
