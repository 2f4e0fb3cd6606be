"""`studykit deck new` and `deck schema`: a first deck or plan to write on, and what editors need to help."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from studykit.cli.context import Invocation, invocation
from studykit.cli.display import say, tell
from studykit.cli.streams import write_bytes
from studykit.errors import NotFoundError, UnavailableError, UsageError
from studykit.names import nearest
from studykit.plain_files import is_portable

if TYPE_CHECKING:
    from studykit.cards import CardId, Case


def new(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="a-z, 0-9 and hyphens, such as italy-rise.")],
    plan: Annotated[bool, typer.Option("--plan", help="An essay plan instead of a deck.")] = False,
    title: Annotated[str | None, typer.Option(help="What students read.")] = None,
    case: Annotated[
        str | None, typer.Option(metavar="CASE", help="The case study it belongs to; `none` for none.")
    ] = None,
    author: Annotated[str | None, typer.Option(help="Who writes it.")] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Default: NAME.yaml, here.")
    ] = None,
) -> None:
    """Write a first deck with one good card of each kind; asks what it is not told."""
    from studykit.authoring.scaffold import Scaffold, new_deck, new_plan
    from studykit.cli.files import write_file

    here = invocation(context)
    _check_name(here, name, plan=plan)
    target = output or Path(f"{name}.yaml")
    if target.exists():
        raise UnavailableError(
            f"{target} exists already and is left as it is; choose another name or -o FILE."
        )
    cases = {each.slug: each for each in here.library.cases()}
    if _asks():
        title = title or _ask("Title students read", name.replace("-", " ").capitalize())
        case = case or _ask(f"Case study ({', '.join([*cases, 'none'])})", "none")
        author = author or _ask("Author (may be empty)", "")
    wanted = Scaffold(
        slug=name,
        title=title or name.replace("-", " ").capitalize(),
        file=target.name,
        case=_case(case, cases),
        author=author or None,
    )
    text = new_plan(wanted, _evidence(here, wanted.case)) if plan else new_deck(wanted)
    write_file(target, text.encode(), force=False)
    _write_schema(target.parent)
    _say_next(target, name, plan=plan)


def _asks() -> bool:
    """Say whether there is a person to ask."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def _ask(question: str, default: str) -> str:
    shown = f" [{default}]" if default else ""
    try:
        return input(f"{question}{shown}: ").strip() or default
    except EOFError:
        print()
        return default


def _check_name(here: Invocation, name: str, *, plan: bool) -> None:
    """Refuse a name that is no slug, or is taken.

    Raises:
        UsageError: when it is no slug; it offers one.
        UnavailableError: when a deck or a plan of the library has it.
    """
    import re

    from studykit.cards import slug

    if not is_portable(name):
        raise UsageError(f"No file can be called {name!r} on every system; choose another name.")
    if not re.fullmatch("[a-z0-9]+(-+[a-z0-9]+)*", name):
        raise UsageError(f"A name is made of a-z, 0-9 and hyphens; `{slug(name)}` would do for {name!r}.")
    library = here.library
    taken = (
        {each.slug: each.place.file for each in library.plans()}
        if plan
        else {each.slug: each.file for each in library.decks}
    )
    if name in taken:
        what = "plan" if plan else "deck"
        raise UnavailableError(f"There is a {what} `{name}` already, in {taken[name]}; choose another name.")


def _case(name: str | None, cases: dict[str, Case]) -> Case | None:
    if name in (None, "", "none"):
        return None
    assert name is not None
    if name not in cases:
        raise NotFoundError(
            f"There is no case `{name}`{nearest(name, cases)} Cases here: {', '.join(cases)}."
        )
    return cases[name]


def _evidence(here: Invocation, case: Case | None) -> list[CardId]:
    """Give dated cards of a case, for a plan to begin with."""
    if case is None:
        return []
    decks = [deck.slug for deck in here.library.decks if deck.case == case.slug]
    cards = (card for deck in decks for card in here.library.deck(deck).cards)
    return list(dict.fromkeys(card.parent for card in cards if card.date is not None))[:6]


def _write_schema(folder: Path) -> None:
    """Write the schema beside a new file, where its first line points editors to; one of ours is renewed."""
    from studykit.authoring.json_schema import FILE_NAME, schema_text
    from studykit.cli.files import write_file

    target = folder / FILE_NAME
    text = schema_text()
    if target.exists() and target.read_bytes() == text.encode():
        return
    write_file(target, text.encode(), force=True)


def _say_next(target: Path, name: str, *, plan: bool) -> None:
    from studykit.authoring.json_schema import FILE_NAME

    say(f"Written: {target}, and {FILE_NAME} beside it, which editors complete and check keys by.")
    say("Open it in a text editor; its comments explain each part. Then:")
    say(f"  `studykit deck check {target}`")
    if plan:
        say(f"  `studykit --decks {target.parent} outline show {name}`")
    else:
        say(f"  `studykit --decks {target.parent} quiz {name}`")


def schema(
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="A file instead of standard output.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite the file if there is one.")] = False,
) -> None:
    """Print the JSON Schema of decks, plans and cases, for editors that check YAML."""
    from studykit.authoring.json_schema import EDITOR_LINE, schema_text

    if output is None:
        write_bytes(schema_text().encode())
        return
    from studykit.cli.files import write_file

    write_file(output, schema_text().encode(), force=force)
    tell(f"Written to {output}. Put this line at the top of a deck, with the way to the file after the sign:")
    tell(f"  {EDITOR_LINE}")
