"""`studykit data doctor`: what is wrong with the work and where it is kept, and mending it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from studykit.cli.asking import agreed
from studykit.cli.clock import utc_now
from studykit.cli.context import Invocation, invocation
from studykit.cli.data_backup import summary
from studykit.cli.display import count, say, tell
from studykit.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studykit.store.examination import Finding
    from studykit.store.reading import Contents

NAMED_AT_MOST = 5


def command(
    context: typer.Context,
    fix: Annotated[bool, typer.Option("--fix", help="Mend what can be mended.")] = False,
) -> None:
    """Check the file, its disk, copies beside it, and that every state follows from the log."""
    here = invocation(context)
    findings = _find(here)
    for finding in findings:
        say(finding.said)
    if not findings:
        _say_sound(here)
        return
    if fix:
        say()
        _mend(here, findings)
    elif _offer_copies(here, findings):
        findings = _find(here)
        if not findings:
            return
    left = _find(here) if fix else findings
    if left:
        number = count(len(left), "finding")
        more = "" if fix else " `studykit data doctor --fix` mends what can be mended."
        raise StoreError(f"{here.folders.store} is not sound: {number}, see above.{more}")
    say("All of it is mended.")
    _say_sound(here)


def _find(here: Invocation) -> list[Finding]:
    """Give all findings: the file's and its place's, and when it can be used those of its contents."""
    from studykit.cli.keeping import clock_warning
    from studykit.store.examination import Finding, Kind, examine

    examination = examine(here.folders.store)
    findings = list(examination.findings)
    if examination.rows is None:
        return findings
    newest = max((row.at for row in examination.rows), default=0)
    if warning := clock_warning(newest):
        findings.append(Finding(Kind.CLOCK, warning))
    if any(finding.kind in (Kind.DAMAGED, Kind.PLACE, Kind.NEWER) for finding in findings):
        return findings
    wrong = here.collection.unsound()
    if wrong:
        named = "; ".join(wrong[:NAMED_AT_MOST]) + ("; and others" if len(wrong) > NAMED_AT_MOST else "")
        findings.append(Finding(Kind.STATES, f"{named}. --fix derives every state again from the log."))
    return findings


def _say_sound(here: Invocation) -> None:
    store = here.folders.store
    if not store.exists():
        say(f"There is no work yet: {store} is made with the first answer.")
        return
    collection = here.collection
    rows = sum(1 for _ in collection.store.rows())
    say(f"{store} is sound.")
    say(f"Checked: SQLite's integrity check; {count(rows, 'log row')} readable; the states of")
    say(f"{count(len(collection.states), 'card')} are exactly those the log gives when it is replayed;")
    say("the disk's room and locks; the file's rights; copies beside it; the clock.")


def _offer_copies(here: Invocation, findings: Sequence[Finding]) -> bool:
    """Offer to take in what conflicted copies have, when there is somebody to ask; True when one was."""
    from studykit.cli import terminal
    from studykit.cli.data_rows import merge

    taken = False
    copies = [finding for finding in findings if finding.rows and finding.path]
    if not terminal.is_interactive() or len(copies) != len(findings):
        return False
    for finding in copies:
        assert finding.path is not None
        if agreed(f"Take in {summary(finding.rows)} from {finding.path.name}?", yes=False):
            merge(here, finding.rows)
            taken = True
    return taken


def _mend(here: Invocation, findings: Sequence[Finding]) -> None:
    from studykit.cli.data_rows import merge
    from studykit.store.backup import Backups
    from studykit.store.examination import Kind

    kinds = {finding.kind for finding in findings}
    store = here.folders.store
    if kinds & {Kind.PLACE, Kind.NEWER}:
        tell("What is said above comes first and cannot be mended from here; nothing was changed.")
        return
    if kinds & {Kind.GONE, Kind.DAMAGED}:
        _rebuild(here)
    elif Kind.STATES in kinds:
        kept = Backups(store).make("fix", utc_now())
        say(f"Backed up to {kept.path}.")
        here.collection.rebuild()
        say("Every card's state was derived again from the log.")
    if Kind.READABLE in kinds and store.exists():
        store.chmod(0o600)
    for finding in findings:
        if finding.rows:
            merge(here, finding.rows)


def _rebuild(here: Invocation) -> None:
    """Make a new store of what can still be read and of the newest sound backup; keep the old file."""
    from studykit.derivation import derived
    from studykit.store.reading import salvage
    from studykit.store.repair import build, is_anything_at, move_away

    store = here.folders.store
    saved = salvage(store)
    backup = _newest_sound(here)
    rows = {row.id: row for row in (*(backup.rows if backup else ()), *saved.rows)}
    if not rows:
        raise StoreError(
            f"Nothing can be read of {store} and no backup of it is sound; nothing was changed. Look "
            "for a copy (a sync folder, an export, another computer) and bring it in after moving "
            "this file away."
        )
    device = saved.device or (backup.device if backup else "")
    if is_anything_at(store):
        say(f"What was there is kept in {move_away(store, utc_now())}.")
    build(store, rows.values(), device, derived)
    kept = count(len(backup.rows) if backup else 0, "row")
    say(f"{count(len(saved.rows), 'row')} could be read of it and {kept} of the newest sound backup;")
    say(f"together they are {summary(rows.values())}.")


def _newest_sound(here: Invocation) -> Contents | None:
    from studykit.store.backup import Backups
    from studykit.store.reading import contents

    for backup in Backups(here.folders.store).all():
        try:
            return contents(backup.path)
        except StoreError:
            continue
    return None
