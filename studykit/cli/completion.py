"""`studykit completion`: the script by which a shell completes commands, decks, themes, plans and cards."""

from __future__ import annotations

from typing import Annotated, Literal

from typer import Argument
from typer.completion import get_completion_script  # type: ignore[attr-defined]

from studykit.cli.display import say

Shell = Literal["bash", "zsh", "fish", "powershell"]

COMPLETE_VARIABLE = "_STUDYKIT_COMPLETE"
"""By this variable the script asks the program what could follow."""


def command(shell: Annotated[Shell, Argument(help="Which shell.")]) -> None:
    """Print a script that lets a shell complete what is typed after studykit; put it into its start file."""
    say(get_completion_script(prog_name="studykit", complete_var=COMPLETE_VARIABLE, shell=shell))
