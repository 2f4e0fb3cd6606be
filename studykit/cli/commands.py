"""Which commands there are. One is imported only when it is run: the others would slow down its start."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import Any

import typer
from typer.core import CompletionItem, TyperGroup  # type: ignore[attr-defined]
from typer.main import TyperPath  # type: ignore[attr-defined]

from studykit.errors import UsageError

COMMANDS = {
    "today": "Show what today holds, how long it takes, and what to type next.",
    "quiz": "Ask what today's plan holds.",
    "undo": "Take back the last answer, or that a card began afresh; again and again, what came before.",
    "exam": "The day everything is planned for.",
    "calendar": "Show the weeks to the exam: minutes, cards, and the recall to expect.",
    "progress": "Show what your work has come to: recall, themes, days, worst cards, essays you could plan.",
    "find": "List the cards that have some words in their question, answer, note or name.",
    "card": "Show a card with its history: what was typed, the verdicts, when it comes back.",
    "mock": "Plan an essay of the paper against the clock, then compare it with the outline.",
    "timeline": "Show the dated facts of your case on a line, with what you know of each.",
    "remind": "Be reminded once a day, by the system's own scheduler.",
    "tune": "Fit the memory model to your own reviews.",
    "outline": (
        "Plan an essay: decode the question, take a stance, and argue it with evidence from your cards."
    ),
    "question": "Give a practice question to plan for.",
    "deck": "What decks there are, and all that helps to write them.",
    "mark": "Mark typed answers as a teacher would, and say what a class finds hard.",
    "class": "What a class hands in and is handed out.",
    "school": "A school's hub on PostgreSQL: who is in it, and their passwords.",
    "data": "Where your work is kept, and what is in it.",
    "config": "Settings and where they live.",
    "profile": "The people whose work is kept apart.",
    "completion": "Print a script that lets a shell complete what is typed after studykit.",
}
"""Every command with what the help says of it; `studykit.cli.NAME` holds it as `command` or as `app`."""

MODULES = {"class": "class_"}
"""The modules of commands whose names Python keeps for itself."""


class Commands(TyperGroup):
    """The commands of `studykit`, each built when it is asked for."""

    def __init__(self, **settings: Any) -> None:  # noqa: ANN401 - whatever Typer hands its groups
        super().__init__(**settings)
        _refuse_no_names(self)
        self.commands = dict.fromkeys(COMMANDS)  # type: ignore[assignment]

    # Typer names the type of a context, which is never looked at here, in no public module.

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401, ARG002
        """Import a command and give it; None when there is none of that name."""
        return load(cmd_name) if cmd_name in COMMANDS else None

    def shell_complete(self, ctx: Any, incomplete: str) -> list[CompletionItem]:  # noqa: ANN401
        """Complete a command's name, without importing any."""
        found = [
            CompletionItem(name, help=what) for name, what in COMMANDS.items() if name.startswith(incomplete)
        ]
        return found or super().shell_complete(ctx, incomplete)

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401, ARG002
        """List the commands for the help, without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


class CommandGroup(TyperGroup):
    """The commands of a group, each told by a whole sentence in its help."""

    parts: Mapping[str, str] = {}
    """The commands that are imported when they are asked for, each with its `module.function`."""

    def __init__(self, **settings: Any) -> None:  # noqa: ANN401
        super().__init__(**settings)
        self.commands.update(dict.fromkeys(self.parts))  # type: ignore[arg-type]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401
        """Give a command, imported if need be; None when there is none of that name."""
        where = self.parts.get(cmd_name)
        return _part(cmd_name, where) if where else super().get_command(ctx, cmd_name)

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401
        """List the commands for the help."""
        told = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        with formatter.section("Commands"):
            formatter.write_dl([(name, each.get_short_help_str(limit=WHOLE)) for name, each in told])


WHOLE = 1000
"""Letters of a sentence that nothing is cut off of."""


def group(purpose: str, parts: Mapping[str, str] | None = None, *, alone: bool = False) -> typer.Typer:
    """Make a group of commands; one that does nothing `alone` shows its help then."""
    cls = type("Parts", (CommandGroup,), {"parts": parts or {}})
    app = typer.Typer(cls=cls, help=purpose, rich_markup_mode=None, add_completion=False)
    if not alone:
        app.callback(invoke_without_command=True)(_show_help)
    return app


def _show_help(context: typer.Context) -> None:
    """Show what a group has, when none of it was named: that is asking, and no error."""
    if context.invoked_subcommand is None:
        print(context.get_help())


@cache
def load(name: str) -> Any:  # noqa: ANN401 - a command of Typer's
    """Import one command and build it."""
    module = import_module(f"studykit.cli.{MODULES.get(name, name)}")
    app = getattr(module, "app", None)
    return _built(name, _alone(name, module.command) if app is None else app)


@cache
def _part(name: str, where: str) -> Any:  # noqa: ANN401
    """Import one command of a group and build it."""
    module, _, function = where.partition(".")
    return _built(name, _alone(name, getattr(import_module(f"studykit.cli.{module}"), function)))


def _alone(name: str, function: Any) -> typer.Typer:  # noqa: ANN401
    app = typer.Typer(rich_markup_mode=None, add_completion=False)
    app.command(name)(function)
    return app


def _built(name: str, app: typer.Typer) -> Any:  # noqa: ANN401
    built = typer.main.get_command(app)
    built.name = name
    _refuse_no_names(built)
    return built


def named_path(text: str) -> str:
    """Take the name of a file, a folder or a hub as it is: the parser of those that are no `Path`.

    Raises:
        UsageError: when it is empty, which would be the current folder.
    """
    if not text.strip():
        raise UsageError("An empty name is no folder and no file, as of a variable that is not set; name it.")
    return text


class _NamedPath(TyperPath):
    """A path that has a name."""

    def convert(self, value: Any, param: Any, ctx: Any) -> Any:  # noqa: ANN401
        return super().convert(named_path(str(value)), param, ctx)


def _refuse_no_names(command: Any) -> None:  # noqa: ANN401
    """Refuse an empty name for every path that a command or one of its group takes."""
    for parameter in command.params:
        if type(parameter.type) is TyperPath:
            parameter.type = _NamedPath()
    for each in filter(None, getattr(command, "commands", {}).values()):
        _refuse_no_names(each)
