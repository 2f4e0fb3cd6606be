"""`studykit data`: where the work is kept, what is in it, and how it is kept safe and carried elsewhere."""

from __future__ import annotations

from typer import Context

from studykit.cli import data_backup, data_doctor, data_forget, data_rows, data_sync
from studykit.cli.commands import group
from studykit.cli.context import invocation
from studykit.cli.display import say

app = group("Where your work is kept, and what is in it.")


@app.command()
def path(context: Context) -> None:
    """Print the file that holds every answer."""
    say(str(invocation(context).folders.store))


for name, function, purpose in (
    ("backup", data_backup.backup, "Copy all your work to a file."),
    ("restore", data_backup.restore, "Put a backup in the place of your work."),
    ("export", data_rows.export, "Write every row of the log as JSON lines."),
    ("import", data_rows.import_rows, "Take in an export or another store."),
    ("sync", data_sync.command, "Share your work with your other devices."),
    ("doctor", data_doctor.command, "Check your work and the disk it is on."),
    ("forget", data_forget.command, "Delete for good what you name."),
):
    app.command(name, short_help=purpose)(function)
