"""`studykit data export` and `studykit data import`: the rows of the log as JSON lines."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from typer import Argument, Context, Exit, Option

from studykit.cli import terminal
from studykit.cli.asking import agreed
from studykit.cli.clock import milliseconds, utc_now
from studykit.cli.context import Force, Invocation, invocation
from studykit.cli.data_backup import read_backup
from studykit.cli.display import count, say_text, tell_text
from studykit.cli.written_files import STANDARD, hand_out, read_bytes
from studykit.errors import UnavailableError
from studykit.store.backup import Backups
from studykit.store.contents import is_store
from studykit.store.facts import FORGOTTEN, LAST_FORGETTING
from studykit.store.folder_sync import LARGEST, set_aside
from studykit.store.future import LATEST_TAKEN, dated, is_future
from studykit.store.lines import NAMED_ROW, DamagedLine, anonymised, read_lines
from studykit.store.rows import to_json
from studykit.study import upkeep
from studykit.visible import safe_json

if TYPE_CHECKING:
    from studykit.reviews import LogRow

NAMED_AT_MOST = 5
GAVE_UP = (
    "so many lines of it are damaged that it seems to be something else; what follows them was not read."
)


def export(
    context: Context,
    output: Annotated[
        Path, Option("--output", "-o", metavar="FILE", help="A file, or - for standard output.")
    ] = STANDARD,
    force: Force = False,
    anonymous: Annotated[
        bool, Option("--anonymous", help="Without what was typed, with random identities.")
    ] = False,
) -> None:
    """Write every row of the log as JSON lines."""
    rows = invocation(context).collection.store.rows()
    values = anonymised(rows) if anonymous else map(to_json, rows)
    lines = (safe_json(json.dumps(value, ensure_ascii=False) + "\n").encode() for value in values)
    hand_out(output, lines, force=force)


def import_rows(
    context: Context,
    file: Annotated[Path, Argument(metavar="FILE", help="An export, a store (.db), or - for input.")],
    yes: Annotated[bool, Option("--yes", help="Take in entries dated in the future, too.")] = False,
) -> None:
    """Take in the rows of an export or another store; what is here stays, but for dates set right."""
    here = invocation(context)
    if file != STANDARD and is_store(file):
        take_in(here, read_backup(here, file).rows, yes=yes)
        return
    if file.exists() and not file.is_file():
        raise UnavailableError(f"{file} is no plain file; use - to read what another program writes.")
    source = Path("standard-input") if file == STANDARD else file
    too_long = f"{source} is longer than any log; check its name, or what is piped."
    lines = read_lines(read_bytes(file, LARGEST, too_long))
    if not lines.rows and not lines.damaged:
        raise UnavailableError(f"{file} holds no rows; `studykit data export -o FILE` writes a file of them.")
    if not lines.rows:
        raise UnavailableError(
            f"{file} is no export of studykit's: line {lines.damaged[0].number} is {lines.damaged[0].why}. "
            "Nothing was changed."
        )
    take_in(here, lines.rows, yes=yes)
    if lines.given_up:
        tell_text(f"{file}: {GAVE_UP}")
    elif lines.damaged:
        tell_damaged(here, source, lines.damaged)
    if lines.damaged:
        raise Exit(1)


def _without_future(here: Invocation, rows: Sequence[LogRow], *, yes: bool) -> Sequence[LogRow]:
    """Leave out new rows that are dated after now, unless they are agreed to: what they set would stay set.

    They stay where they come from, so that they can be taken in another time.
    """
    now = milliseconds()
    new = here.collection.store.fresh(row for row in rows if is_future(row, now))
    last = {row.id for row in new if row.at > LATEST_TAKEN}
    ahead = {row.id for row in new} - last
    if last:
        tell_text(
            f"{count(len(last), 'new row')} there {'is' if len(last) == 1 else 'are'} dated in the year 9998 "
            "or later, after which nothing could be changed any more: left out; `studykit data doctor --fix` "
            "on the device they come from dates them again."
        )
        rows = [row for row in rows if row.id not in last]
    if not ahead or yes:
        return rows
    latest = max(dated(row) for row in rows if row.id in ahead)
    tell_text(
        f"{count(len(ahead), 'new row')} there {'is' if len(ahead) == 1 else 'are'} dated in the future, up "
        f"to {datetime.fromtimestamp(latest / 1000, UTC):%Y-%m-%d}: a clock was or is wrong."
    )
    left_out = "Left out for now; `studykit data doctor --fix` on the device they come from dates them again."
    if not terminal.is_interactive():
        tell_text(f"{left_out} --yes takes them in as they are.")
    elif agreed("Take them in?", yes=False, otherwise=left_out):
        return rows
    return [row for row in rows if row.id not in ahead]


def take_in(here: Invocation, came: Sequence[LogRow], *, yes: bool) -> None:
    """Take rows in after a backup, those from the future only if that is agreed to; say what came of it."""
    rows = _without_future(here, came, yes=yes)
    store = here.collection.store
    expected = store.compared(rows)
    if store.newest_moment() and (expected.new or expected.earlier):
        Backups(store.path).make("merge", utc_now())
    merged = upkeep.merge(here.collection, rows)
    if merged.new:
        said = f"{count(merged.new, 'new row')} taken in"
        say_text(f"{said}; every card's state follows from all of them together.")
    if merged.earlier:
        was = count(merged.earlier, "row that was", "rows that were")
        tell_text(
            f"{was} here came with an earlier date, which counts: "
            "so a device sets right what a wrong clock wrote. The backup made before has the old one."
        )
    if not (merged.new or merged.earlier or merged.forgotten):
        left_out = len(came) - len(rows)
        but = f" but {count(left_out, 'row')} from the future, left out" if left_out else ""
        say_text(f"Nothing new: every row was here already{but}.")
    if merged.forgotten:
        say_text(f"{count(merged.forgotten, 'row')} left out: forgotten here, for good.")
    if merged.differing:
        tell_text(
            f"{count(merged.differing, 'row')} came with another content than the row of that id here; "
            "those here were kept."
        )


def _worth_keeping(here: Invocation, damaged: Sequence[DamagedLine]) -> Sequence[DamagedLine]:
    """Give the damaged lines that cannot hold what was forgotten here: they name a row, and a new one."""
    store = here.collection.store
    if store.noted(LAST_FORGETTING) is None:
        return damaged
    known = {each.encode() for each in (*store.ids(), *store.marked(FORGOTTEN), *store.untyped())}
    named = ((line, set(NAMED_ROW.findall(line.content))) for line in damaged)
    return [line for line, ids in named if ids and not ids & known]


def tell_damaged(here: Invocation, source: Path, damaged: Sequence[DamagedLine]) -> None:
    """Say which lines were left out, why, and where they are kept, but for what may have been forgotten."""
    worth_keeping = _worth_keeping(here, damaged)
    for line in damaged[:NAMED_AT_MOST]:
        tell_text(f"{source.name}, line {line.number}: left out, {line.why}.")
    if len(damaged) > NAMED_AT_MOST:
        tell_text(f"And {count(len(damaged) - NAMED_AT_MOST, 'more line')}.")
    if worth_keeping:
        kept = set_aside(here.folders.store.parent / "aside", source, worth_keeping)
        tell_text(f"What was left out is kept in {kept}.")
    if number := len(damaged) - len(worth_keeping):
        tell_text(f"Not kept, because it may have been forgotten here: {count(number, 'line')}.")
