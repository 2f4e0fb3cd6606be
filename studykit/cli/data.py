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


app.command("backup")(data_backup.backup)
app.command("restore")(data_backup.restore)
app.command("export")(data_rows.export)
app.command("import")(data_rows.import_rows)
app.command("sync")(data_sync.command)
app.command("doctor")(data_doctor.command)
app.command("forget")(data_forget.command)
