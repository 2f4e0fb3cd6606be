"""`studykit class`: what a class hands in and is handed out, through its school's hub."""

from __future__ import annotations

import typer

from studykit.cli import class_decks, class_report

app = typer.Typer(
    help="What a class hands in and is handed out.",
    rich_markup_mode=None,
    no_args_is_help=True,
    add_completion=False,
)
app.command("report")(class_report.report)
app.add_typer(class_decks.app, name="decks")
