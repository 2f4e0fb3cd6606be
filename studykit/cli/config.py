"""`studykit config`: settings and where they live."""

from __future__ import annotations

from typing import Annotated

from typer import Argument, Context

from studykit.cli.clock import milliseconds
from studykit.cli.commands import group
from studykit.cli.context import AsJson, Invocation, invocation
from studykit.cli.display import say, say_json, say_text
from studykit.settings import KEYS, key

app = group("Settings and where they live.", alone=True)


@app.callback(invoke_without_command=True)
def show(context: Context, as_json: AsJson = False) -> None:
    """Show every setting, and where settings and work are kept."""
    if context.invoked_subcommand is not None:
        return
    here = invocation(context)
    values = {each.name: _value(here, each.field) for each in KEYS}
    if as_json:
        say_json({"settings": values, "file": str(here.folders.store), "decks": str(here.folders.own_decks)})
        return
    for each in KEYS:
        say(here.style.field(each.name, f"{values[each.name]}   {each.purpose} ({each.allowed})", 20))
    say()
    say(here.style.field("kept in", f"{here.folders.store}, with all your work", 20))
    say(here.style.field("your decks", f"{here.folders.own_decks}: .yaml files there are always read", 20))
    say()
    here.say("`studykit config set NAME VALUE` changes one, `config reset NAME` gives the default back.")


@app.command("set")
def set_value(
    context: Context,
    name: Annotated[str, Argument(metavar="NAME", help="A setting, as `config` lists it.")],
    value: Annotated[list[str], Argument(metavar="VALUE...", help="What it is to be.")],
) -> None:
    """Give a setting a value; `cases` takes several."""
    here = invocation(context)
    if name == "cases":
        for each in " ".join(value).replace(",", " ").lower().split():
            if each not in ("auto", "none"):
                here.check_case(each)
    _change(here, name, " ".join(value))


@app.command()
def reset(
    context: Context,
    name: Annotated[str, Argument(metavar="NAME", help="A setting, as `config` lists it.")],
) -> None:
    """Give a setting its default back."""
    _change(invocation(context), name, None)


def _change(here: Invocation, name: str, value: str | None) -> None:
    here.collection.set(name, value, at=milliseconds())
    say_text(f"{name} is {_value(here, key(name).field)}.")


def _value(here: Invocation, field: str) -> str:
    value = getattr(here.collection.settings, field)
    if value is None:
        return "auto"
    if isinstance(value, tuple):
        return " ".join(map(str, value)) or "none"
    return ("on" if value else "off") if isinstance(value, bool) else str(value)
