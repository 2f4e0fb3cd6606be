"""`studykit class`: what a class hands in and is handed out, through its school's hub."""

from __future__ import annotations

from studykit.cli import class_decks, class_report
from studykit.cli.commands import group

app = group("What a class hands in and is handed out.")
app.command("report")(class_report.report)
app.add_typer(class_decks.app, name="decks")
