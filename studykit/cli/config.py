"""`studykit config`: settings and where they live."""

from __future__ import annotations

from typing import Annotated

import typer

from studykit.cli.clock import milliseconds
from studykit.cli.commands import group
from studykit.cli.context import Invocation, invocation
from studykit.cli.display import say, say_json, say_text
from studykit.errors import NotFoundError
from studykit.names import nearest

app = group("Settings and where they live.", alone=True)


@app.callback(invoke_without_command=True)
def show(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Show every setting, and where settings and work are kept."""
    if context.invoked_subcommand is not None:
        return
    from studykit.settings import KEYS

    here = invocation(context)
    values = {key.name: _value(here, key.field) for key in KEYS}
    if as_json:
        say_json({"settings": values, "file": str(here.folders.store), "decks": str(here.folders.own_decks)})
        return
    for key in KEYS:
        say(here.style.field(key.name, f"{values[key.name]}   {key.purpose} ({key.allowed})", 20))
    say()
    say(here.style.field("kept in", f"{here.folders.store}, with all your work", 20))
    say(here.style.field("your decks", f"{here.folders.own_decks}: .yaml files there are always read", 20))
    say()
    here.say("`studykit config set NAME VALUE` changes one, `config reset NAME` gives the default back.")


@app.command("set")
def set_value(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="A setting, as `config` lists it.")],
    value: Annotated[list[str], typer.Argument(metavar="VALUE...", help="What it is to be.")],
) -> None:
    """Give a setting a value; `cases` takes several."""
    here = invocation(context)
    if name == "cases":
        _known_cases(here, value)
    here.collection.set(name, " ".join(value), at=milliseconds())
    _confirm(here, name)


def _known_cases(here: Invocation, names: list[str]) -> None:
    """Refuse the name of a case that there is none of.

    Raises:
        NotFoundError: when there is no such case; it offers the nearest.
    """
    known = [case.slug for case in here.library.case_summaries]
    for each in " ".join(names).replace(",", " ").lower().split():
        if each not in (*known, "auto", "none"):
            raise NotFoundError(
                f"There is no case `{each}`{nearest(each, known)} Cases here: {', '.join(known)}."
            )


@app.command()
def reset(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="A setting, as `config` lists it.")],
) -> None:
    """Give a setting its default back."""
    here = invocation(context)
    here.collection.set(name, None, at=milliseconds())
    _confirm(here, name)


def _confirm(here: Invocation, name: str) -> None:
    from studykit.settings import key

    say_text(f"{name} is {_value(here, key(name).field)}.")


def _value(here: Invocation, field: str) -> str:
    value = getattr(here.collection.settings, field)
    if value is None:
        return "auto"
    if isinstance(value, tuple):
        return " ".join(map(str, value)) or "none"
    return ("on" if value else "off") if isinstance(value, bool) else str(value)
