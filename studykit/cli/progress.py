"""`studykit progress`: how far a student is."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from studykit.cli.context import invocation
from studykit.errors import UsageError


def command(
    context: typer.Context,
    share: Annotated[
        Path | None, typer.Option("--share", metavar="FILE", help="Write it into a file to hand in.")
    ] = None,
    nickname: Annotated[
        str | None, typer.Option(help="With --share: what you are called in it; the last one if none.")
    ] = None,
    with_answers: Annotated[
        bool, typer.Option("--with-answers", help="With --share: with the answers you called right, too.")
    ] = False,
) -> None:
    """Write how far you are into a small file to hand in; nothing you typed is in it unless you say so."""
    if share is None:
        raise UsageError("Say where to write it: `studykit progress --share FILE`.")
    from studykit.cli.progress_share import share as share_progress

    share_progress(invocation(context), share, nickname=nickname, with_answers=with_answers)
