"""`studykit data`: where the work is kept, what is in it, and how it is kept safe and carried elsewhere."""

from __future__ import annotations

from typer import Context

from studykit.cli.commands import group
from studykit.cli.context import invocation
from studykit.cli.display import say

app = group(
    "Where your work is kept, and what is in it.",
    {
        "backup": "data_backup.backup",
        "restore": "data_backup.restore",
        "export": "data_rows.export",
        "import": "data_rows.import_rows",
        "sync": "data_sync.command",
        "doctor": "data_doctor.command",
        "forget": "data_forget.command",
    },
)


@app.command()
def path(context: Context) -> None:
    """Print the file that holds every answer."""
    say(str(invocation(context).folders.store))
