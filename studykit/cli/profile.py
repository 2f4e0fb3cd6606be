"""`studykit profile`: the people whose work is kept apart."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from typer import Context

from studykit.cli.clock import as_local
from studykit.cli.commands import group
from studykit.cli.context import AsJson, invocation
from studykit.cli.display import say, say_json, say_text

app = group("The people whose work is kept apart.")


@app.command("list")
def list_profiles(context: Context, as_json: AsJson = False) -> None:
    """List the profiles there are, and when each was used last."""
    here = invocation(context)
    stores = sorted(here.folders.store.parent.parent.glob("*/studykit.db"))
    used = {
        store.parent.name: as_local(
            datetime.fromtimestamp(max(map(_changed, store.parent.glob("studykit.db*"))), UTC)
        )
        for store in stores
    }
    if as_json:
        say_json([{"profile": name, "last_used": when} for name, when in used.items()])
        return
    if not used:
        say_text(
            "There is no profile yet; the first quiz makes `default`, `--profile NAME` one of that name."
        )
    width = max(map(len, used), default=0) + 2
    for name, when in used.items():
        mark = "  (this one)" if name == here.profile else ""
        say(here.style.beside(f"{name:<{width}}", f"last used {when:%Y-%m-%d}{mark}"))


def _changed(file: Path) -> float:
    """Give when a file was changed last; what SQLite kept beside a store may be gone by now."""
    try:
        return file.stat().st_mtime
    except OSError:
        return 0.0
