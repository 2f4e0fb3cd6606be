"""`studykit data doctor`: what is wrong with the work and where it is kept, and mending it."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Annotated

from typer import Context, Option

from studykit.cli import terminal
from studykit.cli.asking import agreed
from studykit.cli.clock import milliseconds, utc_now
from studykit.cli.context import Invocation, invocation
from studykit.cli.data_backup import summary
from studykit.cli.data_forget import finish
from studykit.cli.data_rows import take_in
from studykit.cli.display import count, say, say_text, tell_text
from studykit.cli.hub_forgetting import forget_the_rest, unforgotten
from studykit.cli.hub_opening import opened
from studykit.cli.keeping import clock_warning
from studykit.errors import StoreError
from studykit.names import some_of
from studykit.school.hub import Hub
from studykit.store.backup import BEFORE_RESTORE, Backups, put_back
from studykit.store.contents import Contents, contents, salvage
from studykit.store.examination import Finding, FindingKind, examine
from studykit.store.future import dated
from studykit.store.repair import build, filled, is_anything_at, move_away, united
from studykit.study import upkeep
from studykit.study.states import derived

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from studykit.store.backup import Backup


def command(
    context: Context,
    fix: Annotated[bool, Option("--fix", help="Mend what can be mended.")] = False,
) -> None:
    """Check the file, its disk, copies beside it, and that every state follows from the log."""
    here = invocation(context)
    findings = list(_find(here))
    for finding in findings:
        say_text(finding.said)
    if not findings:
        _say_sound(here)
        return
    if fix:
        say()
        _mend(here, findings)
    if fix or _offer_copies(here, findings):
        findings = list(_find(here))
    if findings:
        number = count(len(findings), "finding")
        more = "" if fix else " `studykit data doctor --fix` mends what can be mended."
        raise StoreError(f"{here.folders.store} is not sound: {number}, see above.{more}")
    if fix:
        say_text("All of it is mended.")
        _say_sound(here)


def _find(here: Invocation) -> Iterator[Finding]:
    """Give all findings: the file's and its place's, and when it can be used those of its contents."""
    findings, rows = examine(here.folders.store)
    yield from findings
    if rows is None:
        return
    if warning := clock_warning(max(map(dated, rows), default=0)):
        yield Finding(FindingKind.CLOCK, warning)
    kinds = {finding.kind for finding in findings}
    if kinds & {FindingKind.DAMAGED, FindingKind.PLACE, FindingKind.NEWER}:
        return
    wrong = upkeep.unsound(here.collection)
    if here.collection.store.is_forgetting():
        yield Finding(
            FindingKind.FORGETTING,
            "Something was being forgotten when studykit was stopped: older backups may still hold it. "
            "--fix, or the same `studykit data forget` again, deletes them.",
        )
    for address in unforgotten(here):
        yield Finding(
            FindingKind.UNFORGOTTEN,
            f"The hub {address} may still have what was forgotten here, for that was broken off. --fix, "
            "the next `studykit data sync` with it or the same `studykit data forget` again deletes it, "
            "or with --only-here lets the hub keep it.",
        )
    if wrong:
        yield Finding(FindingKind.STATES, f"{some_of(wrong)}. --fix derives every state again from the log.")


def _say_sound(here: Invocation) -> None:
    store = here.folders.store
    if not store.exists():
        say_text(f"There is no work yet: {store} is made with the first answer.")
        return
    collection = here.collection
    rows = sum(1 for _ in collection.store.rows())
    say_text(f"{store} is sound.")
    say_text(
        f"Checked: SQLite's integrity check; {count(rows, 'log row')} readable; the states of "
        f"{count(len(collection.states), 'card')} are exactly those the log gives when it is replayed; "
        "the disk's room and locks; the file's rights; copies beside it; the clock."
    )


def _offer_copies(here: Invocation, findings: Sequence[Finding]) -> bool:
    """Offer to take in what conflicted copies have, when there is somebody to ask; True when one was."""
    if not terminal.is_interactive() or not all(finding.rows for finding in findings):
        return False
    taken = False
    for finding in findings:
        assert finding.path is not None  # as for all that has rows
        if agreed(f"Take in {summary(finding.rows)} from {finding.path.name}?", yes=False):
            take_in(here, finding.rows, yes=False)
            taken = True
    return taken


def _mend(here: Invocation, findings: Sequence[Finding]) -> None:
    kinds = {finding.kind for finding in findings}
    store = here.folders.store
    if kinds & {FindingKind.PLACE, FindingKind.NEWER}:
        tell_text("What is said above comes first and cannot be mended from here; nothing was changed.")
        return
    if kinds & {FindingKind.GONE, FindingKind.DAMAGED}:
        _rebuild(here)
    elif FindingKind.STATES in kinds:
        _back_up(store)
        here.collection.rebuild()
        say_text("Every card's state was derived again from the log.")
    if FindingKind.CLOCK in kinds and _is_clock_right():
        _back_up(store)
        number = upkeep.redate(here.collection, milliseconds(), here.today())
        say_text(
            f"{count(number, 'entry', 'entries')} from the future dated as if the clock had been right; "
            "the next `studykit data sync` tells your other devices."
        )
    if FindingKind.FORGETTING in kinds:
        finish(here)
    if FindingKind.READABLE in kinds and store.exists():
        store.chmod(0o600)
    for finding in findings:
        if finding.rows:
            take_in(here, finding.rows, yes=False)
    if FindingKind.UNFORGOTTEN in kinds:
        _forget_in_hubs(here)


def _forget_in_hubs(here: Invocation) -> None:
    for address in unforgotten(here):
        with opened(address) as database:
            forget_the_rest(here, Hub(database))


def _back_up(store: Path) -> None:
    say_text(f"Backed up to {Backups(store).make('fix', utc_now()).path}.")


def _is_clock_right() -> bool:
    """Ask before sound rows are dated again by a clock that is behind; a script has asked for it."""
    return not terminal.is_interactive() or agreed(
        "Is this computer's clock right?", yes=False, otherwise="Set it right first; no date was changed."
    )


def _rebuild(here: Invocation) -> None:
    """Make a new store of what can still be read and of the sound backups; keep the old file."""
    store = here.folders.store
    saved = salvage(store if store.exists() else Backups(store).moved_away() or store, store.parent)
    sound = _sound_backups(here)
    newest, backup = next(sound, (None, Contents((), {})))
    newer = saved if store.exists() or saved.known >= backup.known else backup
    both = united(saved, backup, newer)
    whole = filled(both, (older for _, older in sound))
    if newest is None and not whole.rows:
        raise StoreError(
            f"Nothing can be read of {store} and no backup of it can be used; nothing was changed. Look "
            "for a copy (a sync folder, an export, another computer) and bring it in after moving "
            "this file away."
        )
    made = build(store, whole, derived, utc_now())
    if is_anything_at(store):
        say_text(f"What was there is kept in {move_away(store, utc_now())}.")
    put_back(made.path, store)
    say_text(
        f"{count(len(saved.rows), 'row')} could be read of it and {count(len(backup.rows), 'row')} of the "
        f"newest sound backup{f', {newest.path.name}' if newest else ''}; together they are "
        f"{summary(both.rows)}."
    )
    if more := len(whole.rows) - len(both.rows):
        say_text(f"{count(more, 'row')} more came from other backups, which alone had them.")
    if left_out := {row.id for row in (*saved.rows, *backup.rows)} & newer.gone:
        say_text(
            f"{count(len(left_out), 'row')} that had been forgotten or that a restore had taken away "
            f"{'stays' if len(left_out) == 1 else 'stay'} away."
        )
    if newest and newest.why == BEFORE_RESTORE and (newer is backup or not saved.facts):
        say_text(
            "That backup was made before a restore, and what this took away is there again; `studykit data "
            "restore` with the name of an earlier one (`studykit data backup --list`) takes it away anew."
        )


def _sound_backups(here: Invocation) -> Iterator[tuple[Backup, Contents]]:
    """Give each backup that is sound with what it holds, the newest first."""
    for backup in Backups(here.folders.store).newest_first():
        with suppress(StoreError):
            yield backup, contents(backup.path, here.folders.store.parent)
