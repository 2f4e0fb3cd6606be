"""`studykit data backup` and `studykit data restore`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from typer import Argument, Context, Option

from studykit.cli.asking import agreed
from studykit.cli.clock import as_local, utc_now
from studykit.cli.context import Force, Invocation, Yes, invocation
from studykit.cli.display import count, say, say_json, say_text
from studykit.cli.written_files import refuse_kept, refuse_taken
from studykit.errors import NotFoundError, StoreError, UnavailableError, UsageError
from studykit.reviews import LogRow, Review
from studykit.store.backup import Backups, copy, put_back
from studykit.store.contents import Contents, contents, is_store
from studykit.store.disk_faults import is_damage
from studykit.store.facts import REBUILT, SYNC_FOLDER
from studykit.store.repair import exchange, is_anything_at, move_away, own_facts, prepare
from studykit.store.scratch import scratch_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from studykit.cli.display import Style

WHY = {
    "daily": "first use of the day",
    "asked": "asked for",
    "migration": "before an update",
    "restore": "before a restore",
    "merge": "before a merge",
    "fix": "before a repair",
    "forget": "after forgetting",
    "joined": "when a folder or hub was new",
    "rescued": "when the store was gone",
    "saved": "what a repair saved",
}


def backup(
    context: Context,
    file: Annotated[
        Path | None, Argument(metavar="[FILE]", help="Where to; beside the store if none.")
    ] = None,
    listed: Annotated[bool, Option("--list", help="List the backups there are.")] = False,
    as_json: Annotated[bool, Option("--json", help="The list as JSON.")] = False,
    force: Force = False,
) -> None:
    """Copy all your work to a file, whole and checked; also while a quiz is running."""
    here = invocation(context)
    backups = Backups(here.folders.store)
    if listed or as_json:
        if file is not None:
            raise UsageError("--list lists the backups there are; a FILE is for making one.")
        _list(backups, here.style, as_json=as_json)
        return
    if not here.folders.store.exists():
        raise NotFoundError(f"There is nothing to back up yet: {here.folders.store} does not exist.")
    if file is None:
        made = backups.make("asked", utc_now()).path
    else:
        made = _free(file, backups, force=force)
        try:
            copy(here.folders.store, made)
        except StoreError as error:
            if isinstance(error.__cause__, OSError):
                raise UnavailableError(
                    f"{made} cannot be written: {error.__cause__.strerror}. Your own work is as it was; "
                    "choose another place."
                ) from error
            raise
    say_text(f"Backed up to {made}.")


def _free(file: Path, backups: Backups, *, force: bool) -> Path:
    target = file / f"studykit-{utc_now():%Y-%m-%d}.db" if file.is_dir() else file
    if target.exists() and target.samefile(backups.store):
        raise UnavailableError(f"{target} cannot be overwritten with a copy; choose another name.")
    refuse_kept(target)
    refuse_taken(target, force=force)
    return target


def _list(backups: Backups, style: Style, *, as_json: bool) -> None:
    found = backups.all()
    if as_json:
        say_json([{"file": str(each.path), "made": each.made, "why": each.why} for each in found])
        return
    if not found:
        say_text(f"There are no backups in {backups.folder} yet; one is made on the first use of each day.")
        return
    for each in found:
        ahead = ", dated ahead of this clock" if each.made > utc_now() else ""
        made = f"{as_local(each.made):%d %b %Y %H:%M}{ahead}"
        size = f"{each.path.stat().st_size / 1_000_000:.1f} MB"
        say(style.beside(f"{each.path.name}  ", f"{made}, {size}, {WHY.get(each.why, each.why)}"))
    say_text(f"They are in {backups.folder}; `studykit data restore NAME` brings one back.")


def restore(
    context: Context,
    file: Annotated[Path, Argument(metavar="FILE", help="A backup: a file, or a name of `backup --list`.")],
    yes: Yes = False,
) -> None:
    """Put a backup in the place of all your work; the present work is backed up first."""
    here = invocation(context)
    store = here.folders.store
    backups = Backups(store)
    source = backups.named(str(file)) or file
    if not source.is_file():
        raise NotFoundError(
            f"There is no backup {file}; `studykit data backup --list` shows those there are."
        )
    if store.exists() and source.samefile(store):
        raise UsageError(f"{source} is the file that is in use; name a backup of it.")
    away = _show_change(here, source, read_backup(here, source).rows)
    if not agreed("Put the backup in place of the present work?", yes=yes):
        return
    with scratch_folder(store.parent) as folder:
        ready = folder / "ready.db"
        prepare(source, ready, store, own=source.parent == backups.folder, away=away)
        kept, is_whole = _exchanged(ready, store)
    opened = here.collection.store  # its states are derived with its own settings
    if not is_whole:
        # What this device wrote in shared folders is its own, and no other computer's of its name.
        opened.note(REBUILT, "yes")
    say_text(f"Restored from {source}.")
    if kept is not None:
        say_text(f"What was there before is kept in {kept}.")


def read_backup(here: Invocation, source: Path) -> Contents:
    """Read a store that is not the present one.

    Raises:
        UnavailableError: when it is no store at all.
        StoreError: when it is damaged, newer, or no store of studykit's.
    """
    if not is_store(source):
        raise UnavailableError(
            f"{source} is no backup; an export is taken in by `studykit data import`. Nothing was changed."
        )
    try:
        return contents(source, here.folders.store.parent)
    except StoreError as error:
        if not is_damage(error.__cause__):
            raise
        raise StoreError(
            f"{source} is damaged ({error.__cause__}), so nothing was changed; take another "
            "(`studykit data backup --list` names those there are)."
        ) from error


def _show_change(here: Invocation, source: Path, rows: Iterable[LogRow]) -> list[LogRow]:
    """Say what the present work has that the backup has not, and the other way round; give the former."""
    theirs = {row.id: row for row in rows}
    say_text(f"{source} holds {summary(theirs.values())}.")
    if not here.folders.store.exists():
        return []
    try:
        work = contents(here.folders.store)
    except StoreError as error:
        say_text(f"The present work cannot be read: {error}")
        return []
    present = {row.id: row for row in work.rows}
    say_text(f"The present work holds {summary(present.values())}.")
    _show_forgotten(theirs, present, work.forgotten)
    lost = [row for row_id, row in present.items() if row_id not in theirs]
    gained = [row for row_id, row in theirs.items() if row_id not in present]
    if theirs == present:
        say_text("They are the same work.")
    if lost or gained:
        takes, brings = (summary(rows) if rows else "nothing" for rows in (lost, gained))
        say_text(f"Restoring takes away {takes} and brings {brings}.")
    folder = own_facts(here.folders.store).get(SYNC_FOLDER)
    if lost and folder:
        say_text(
            f"{folder} and your other devices keep what is taken away; the next `studykit data sync` asks "
            "whether to take it in again."
        )
    return lost


def _show_forgotten(
    theirs: Mapping[str, LogRow], present: Mapping[str, LogRow], forgotten: Iterable[str]
) -> None:
    """Say what a backup brings back that was forgotten since: it can be wanted, but not without a word."""
    back = [theirs[row_id] for row_id in forgotten if row_id in theirs]
    if back:
        say_text(f"Restoring brings back {summary(back)} that had been forgotten here or kept away.")
    typed = sum(
        isinstance(mine, Review) and not mine.answer and bool(getattr(theirs.get(mine.id), "answer", ""))
        for mine in present.values()
    )
    if typed:
        say_text(
            f"Restoring brings back what was typed in {count(typed, 'answer')}, which had been forgotten."
        )


def summary(rows: Iterable[LogRow]) -> str:
    """Say what rows there are: answers, and other entries of the log."""
    rows = list(rows)
    answers = [row for row in rows if isinstance(row, Review)]
    others = count(len(rows) - len(answers), "other entry", "other entries")
    if rows and not answers:
        return others
    days = sorted({row.study_day for row in answers})
    when = f" ({days[0]}{f' to {days[-1]}' if len(days) > 1 else ''})" if days else ""
    return f"{count(len(answers), 'answer')}{when}{f' and {others}' if len(rows) > len(answers) else ''}"


def _exchanged(ready: Path, store: Path) -> tuple[Path | None, bool]:
    """Put a store in the present one's place and keep that: a backup or, when it is damaged, the files.

    Gives what was kept, and whether what was there was whole, or nothing.
    """
    kept = None
    if is_anything_at(store):
        try:
            return exchange(ready, store, utc_now()).path, True
        except StoreError as error:
            if error.__cause__ is not None and not is_damage(error.__cause__):
                raise  # a full disk, say: the present work is sound and stays where it is
            kept = move_away(store, utc_now())
    put_back(ready, store)
    return kept, kept is None
