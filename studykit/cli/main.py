"""The program: its global options, its commands, and the one place where errors become sentences."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import sys
import traceback
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import Annotated

from typer import Abort, Context, Exit, Option, Typer
from typer.completion import completion_init  # type: ignore[attr-defined]
from typer.exceptions import TyperException

from studykit import __version__
from studykit.cli.commands import Commands
from studykit.cli.completion import COMPLETE_VARIABLE
from studykit.cli.context import Invocation
from studykit.cli.display import tell_text
from studykit.cli.started import program
from studykit.cli.streams import Ended, heed_endings, prepare_streams
from studykit.errors import NotFoundError, StudykitError, UnavailableError

app = Typer(
    name="studykit",
    cls=Commands,
    help="Exam practice for IB History Paper 2. Type `studykit quiz` to begin.",
    epilog="--plain, --profile, --decks and --debug may stand anywhere on the line.",
    # Rich's help costs as much to import as Typer itself.
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
)

INTERRUPTED = 130
FEWEST_OF_TYPER = 52
"""Columns below which Typer would let its help run over the edge."""
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)
"""What a write to standard output fails with; whoever writes a file says its name."""

FAILING = (*NO_ROOM, errno.EROFS, errno.EACCES, errno.EPERM)
"""What comes of a disk or its rights, and not of a fault of the program's."""

GLOBAL_FLAGS = frozenset({"--plain", "--debug"})
GLOBAL_VALUES = frozenset({"--profile", "--decks"})


def _version(wanted: bool) -> None:
    if wanted:
        print(f"studykit {__version__}")
        raise Exit


@app.callback(invoke_without_command=True)
def start(
    context: Context,
    decks: Annotated[
        list[Path] | None, Option(metavar="DIR", help="Read decks from this folder too.")
    ] = None,
    profile: Annotated[str, Option(metavar="NAME", help="Keep this person's work apart.")] = "default",
    plain: Annotated[bool, Option("--plain", help="No colour, no symbols, words only.")] = False,
    _debug: Annotated[bool, Option("--debug", help="Show the traceback of an unexpected error.")] = False,
    as_json: Annotated[bool, Option("--json", help="Today's figures as JSON.")] = False,
    _version_shown: Annotated[
        bool, Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Show what is due today, or run a command."""
    context.obj = Invocation(profile=profile, decks=decks or (), plain=plain)
    context.call_on_close(context.obj.close)
    if context.invoked_subcommand is None:
        from studykit.cli import today

        today.show(context.obj, as_json=as_json)


def with_globals_first(arguments: Sequence[str]) -> list[str]:
    """Move the global options to the front, so that they may stand anywhere on the line."""
    first: list[str] = []
    rest: list[str] = []
    waiting = iter(arguments)
    for argument in waiting:
        if argument == "--":
            rest += [argument, *waiting]
        elif argument in GLOBAL_FLAGS or argument.startswith(tuple(f"{name}=" for name in GLOBAL_VALUES)):
            first.append(argument)
        elif argument in GLOBAL_VALUES:
            first += [argument, *islice(waiting, 1)]
        else:
            rest.append(argument)
    return first + rest


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program and give its exit code; every error ends as one sentence on standard error."""
    prepare_streams()
    if sys.stdin.isatty():
        heed_endings()
    try:
        return _run(list(sys.argv[1:] if arguments is None else arguments))
    except Ended as end:  # as a signal ends a program; the terminal is by now as it was before
        signal.signal(end.number, signal.SIG_DFL)
        signal.raise_signal(end.number)
        return 128 + end.number


def _run(words: Sequence[str]) -> int:
    try:
        if os.environ.get(COMPLETE_VARIABLE):  # a shell's script asks
            completion_init()
        code = app(
            with_globals_first(words),
            prog_name=program(),
            complete_var=COMPLETE_VARIABLE,
            standalone_mode=False,
            terminal_width=_help_width(),
        )
        sys.stdout.flush()
        if code == INTERRUPTED:  # Typer's own way of saying so
            raise KeyboardInterrupt
        return code if isinstance(code, int) else 0
    except TyperException as error:
        return _fail(_usage(error), error.exit_code)
    except (KeyboardInterrupt, Abort):
        return _fail("Interrupted; nothing that was saved is lost.", INTERRUPTED)
    except BrokenPipeError:
        _drop_output()  # the reader went away, which is its right
        return 0
    except Exception as error:
        told = error if isinstance(error, StudykitError) else _unforeseen(error, words)
        return _fail(str(told), told.exit_code)


def _help_width() -> int | None:
    """Give the columns of the help where the terminal has fewer than Typer would fill, and else None."""
    columns = shutil.get_terminal_size().columns
    return max(24, columns - 2) if columns < FEWEST_OF_TYPER else None


def _drop_output() -> None:
    """Let go of what could not be printed: Python would complain again when it flushes at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _unforeseen(error: Exception, words: Sequence[str]) -> StudykitError:
    """Give what is told of an error that no command reckoned with."""
    if isinstance(error, OSError) and error.filename is None and error.errno in NO_ROOM:
        _drop_output()
        return UnavailableError(
            f"What was to be shown could not be written: {error.strerror}. Nothing that was saved is "
            "lost; free some space, or send it elsewhere."
        )
    if isinstance(error, OSError) and error.errno == errno.ENAMETOOLONG:
        name = str(error.filename or "")
        said = f"`{name[:60]}...`" if name else "that"
        return NotFoundError(
            f"No file can be called {said}, of {len(name)} letters; name a file. Nothing was changed."
        )
    if isinstance(error, OSError) and (error.errno in FAILING or "temporary directory" in str(error)):
        return UnavailableError(
            f"{error.filename or 'The folder for temporary files'} cannot be used: {error.strerror}. Nothing "
            "that was saved is lost; free some space, or make it yours to write to, and try again."
        )
    from studykit.cli.error_report import write_report

    written = write_report(error, words)
    where = f" A short report without anything you typed is in {written}." if written else ""
    more = " Run the same command with --debug to see where it happened."
    if "--debug" in words:
        traceback.print_exception(error)
        more = ""
    return StudykitError(
        f"Unexpected error ({type(error).__name__}: {str(error)[:200]}). Every answer whose verdict was "
        f"shown is saved.{where}{more}"
    )


def _usage(error: TyperException) -> str:
    context = getattr(error, "ctx", None)
    where = f" See `{context.command_path} --help`." if context is not None else ""
    said = error.format_message()
    return (said if said.endswith((".", "?", "!")) or not where else f"{said}.") + where


def _fail(sentence: str, code: int) -> int:
    tell_text(f"studykit: {sentence}")
    return code
