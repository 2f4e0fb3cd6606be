"""`studykit deck pack`, `add` and `remove`: decks that go to somebody else, and that came from there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from typer import Argument, Context, Option

from studykit.authoring import placing, sharing
from studykit.authoring.deck_changes import DeckChange, OtherChange, deck_changes, is_alike, other_changes
from studykit.authoring.packing import LONGEST_NOTE, LONGEST_VERSION, Label, pack_name, packed
from studykit.authoring.placing import Placement
from studykit.cli.asking import agreed
from studykit.cli.clock import utc_now
from studykit.cli.context import Force, Invocation, Yes, invocation
from studykit.cli.display import calendar_day, count, say, say_text, tell
from studykit.cli.written_files import spare, write_file
from studykit.decks.deck_files import SUFFIXES
from studykit.errors import DataError, NotFoundError, StudykitError, UnavailableError
from studykit.folders import shipped_decks
from studykit.names import nearest, some_of
from studykit.problems import Level
from studykit.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from studykit.cases import Case, Plan
    from studykit.decks.library import Library

SHOWN_CARDS = 8
"""Cards of each kind of change that are named."""

DecksArgument = Annotated[Path, Argument(metavar="PATH", help="A folder, a .zip or a .yaml file of decks.")]
TakeForce = Annotated[bool, Option("--force", help="Take decks with errors, and older versions, too.")]


def pack(
    context: Context,
    path: Annotated[Path, Argument(metavar="FOLDER", help="Decks, plans and their case.")],
    output: Annotated[
        Path | None, Option("--output", "-o", metavar="FILE", help="Default: NAME.zip, here.")
    ] = None,
    note: Annotated[str, Option(help="What is new in it, in a line.")] = "",
    version: Annotated[str | None, Option(help="Such as 1.2; an older one is not taken for a newer.")] = None,
    force: Force = False,
) -> None:
    """Pack decks, their plans and their case into one file to hand out, which `deck add` takes."""
    parcel = sound_parcel(invocation(context), path)
    target = output or Path(f"{parcel.name}.zip")
    label = Label(
        pack_name(sharing.COPY.sub("", target.stem)),
        version and version[:LONGEST_VERSION],
        " ".join(note.split())[:LONGEST_NOTE],
    )
    spare([target], (path, *(path / name for name in parcel.files)))
    write_file(target, packed(parcel.files, label), force=force)
    cards = count(sum(len(deck.cards) for deck in parcel.decks), "card")
    decks = f"{count(len(parcel.decks), 'deck')} with {cards}"
    plans = count(len(parcel.plans), "plan")
    cases = f", the case {', '.join(case.slug for case in parcel.cases)}" if parcel.cases else ""
    say_text(f"Written: {target} ({decks}, {plans}{cases}{f', version {version}' if version else ''}).")
    say_pages(parcel)
    name = f'"{target.name}"' if " " in target.name else target.name
    say_text(f"Whoever gets it types `studykit deck add {name}`, for every later version too.")


def say_pages(parcel: sharing.Parcel) -> None:
    """Name what goes along with decks that are handed out and is no deck: it may not be meant for others."""
    pages = sorted(visible(str(name)) for name in parcel.files if not sharing.is_deck(name.name))
    if pages:
        say_text(f"{count(len(pages), 'page')} that lay beside them went along: {', '.join(pages)}.")


def sound_parcel(here: Invocation, path: Path) -> sharing.Parcel:
    """Open decks to be handed out, checked as whoever gets them has them: beside the shipped ones only.

    Raises:
        DataError: when they have errors, or a name that they could not be taken under.
    """
    parcel = sharing.open_parcel(path, [shipped_decks()], here.folders.cache)
    error = first_error(parcel)
    if error is not None:
        raise DataError(f"{error} Mend it before anybody gets it: `studykit deck check {path}`.")
    for name in parcel.files:
        if not sharing.can_travel(name):
            raise DataError(
                f"Not every system takes the name `{visible(str(name))}`, so a pack with it could not be "
                "added: give it another and pack again."
            )
    return parcel


def add(
    context: Context,
    path: DecksArgument,
    preview: Annotated[bool, Option("--preview", help="Show what would change; change nothing.")] = False,
    force: TakeForce = False,
) -> None:
    """Take somebody's decks into your own; an update says what changes, and no history is lost."""
    take_over(invocation(context), path, preview=preview, force=force)


def take_over(here: Invocation, path: Path, *, preview: bool, force: bool) -> None:
    """Show what taking decks over changes, and take them."""
    parcel = sharing.open_parcel(path, here.folders.decks, here.folders.cache)
    placement = placing.place(parcel, here.library, here.folders.own_decks)
    _refuse_rivals(here, parcel, placement.folder)
    decks, gone, others = _changes(here.library, parcel, placement)
    for line in _label_lines(parcel, placement):
        say_text(line)
    for change in decks:
        for line in _shown(change, here):
            say(line)
    for name in gone:
        say(f"{name}: no longer in it; its cards leave the quiz, their history stays")
    for each in others:
        say(f"{each.kind} {here.style.strong(each.slug)}: {each.fate.value}")
    if not force:
        _refuse_doubtful(parcel, placement, decks, gone)
    if preview:
        say("Nothing was changed.")
        return
    if placing.is_current(placement):
        say(f"{placement.folder.name} is up to date.")
        return
    kept = placing.keep_replaced(placement, *_kept(here))
    placing.take(placement)
    tell(f"Added to {placement.folder}. `studykit deck remove {placement.folder.name}` takes it out again.")
    if kept is not None:
        tell(f"What was there is kept in {kept}.")


def _kept(here: Invocation) -> tuple[Path, str]:
    """Give the folder where what goes from one's own decks is kept, and the moment that names it there."""
    return here.folders.data / "replaced", f"{utc_now():%Y-%m-%dT%H%M%SZ}"


def _changes(
    library: Library, parcel: sharing.Parcel, placement: Placement
) -> tuple[list[DeckChange], list[str], list[OtherChange]]:
    """Compare a parcel with what is in its place: what changes of its decks, which are gone, and the rest.

    Of a single deck's folder only that deck is meant.
    """
    folder = placement.folder
    names = {name for deck in parcel.decks for name in (deck.slug, *deck.was)}
    before = {
        deck.slug: library.deck(deck.slug)
        for deck in library.decks
        if Path(deck.file).is_relative_to(folder) and (not parcel.is_single or deck.slug in names)
    }
    is_lone = parcel.is_single and parcel.decks
    others: list[Case | Plan] = [] if is_lone else [*library.cases(), *library.plans()]
    others = [each for each in others if Path(each.place.file).is_relative_to(folder)]
    changes = other_changes([*parcel.cases, *parcel.plans], others)
    return deck_changes(parcel.decks, before), sorted(before.keys() - names), changes


def _label_lines(parcel: sharing.Parcel, placement: Placement) -> Iterator[str]:
    if parcel.label is not None and (parcel.label.version or parcel.label.note):
        name, version, note = parcel.label.name, parcel.label.version, parcel.label.note
        yield f"{name}{f' version {version}' if version else ''}{f': {note}' if note else ''}"
    if not placement.is_there and placement.folder.name != parcel.name:
        yield f"You have another folder {parcel.name}, so this one is kept as {placement.folder.name}."


def _refuse_rivals(here: Invocation, parcel: sharing.Parcel, target: Path) -> None:
    """Refuse what has a name that something of another folder has already: one of the two would be left out.

    A case that says the same there is none.
    """
    library, own = here.library, here.folders.own_decks
    elsewhere = {(kind, slug): Path(file) for kind, slug, file in placing.held(library)}
    cases = [each for each in parcel.cases if not any(is_alike(each, case) for case in library.cases())]
    kinds = (("deck", parcel.decks), ("plan", parcel.plans), ("case", cases))
    for kind, each in ((kind, each) for kind, values in kinds for each in values):
        file = elsewhere.get((kind, each.slug))
        if file is None or file.is_relative_to(target):
            continue
        told = "It is read from there without being added: leave it out, or give yours another name."
        if file.is_relative_to(own):
            name = visible(file.relative_to(own).parts[0])
            told = f"`studykit deck remove {name}` takes it out; or give one of the two another name."
        raise UnavailableError(f"There is a {kind} `{each.slug}` already, in {file}. {told}")


def _refuse_doubtful(
    parcel: sharing.Parcel, placement: Placement, decks: Sequence[DeckChange], gone: Sequence[str]
) -> None:
    """Refuse what has errors, is older than what is there, or replaces all of it.

    Raises:
        UnavailableError: then.
    """
    if (error := first_error(parcel)) is not None:
        raise UnavailableError(
            f"{error} Ask for a mended copy, or add --force to take it without the cards that have errors."
        )
    there = placing.label_there(placement.folder)
    versions = [(each.slug, each.before, each.after) for each in decks]
    if there is not None and parcel.label is not None:
        versions.append((f"The pack {there.name}", there.version, parcel.label.version))
    for name, before, after in versions:
        if _is_older(before, after):
            raise UnavailableError(
                f"{name} is version {after}, and you have {before}. Add --force to go back."
            )
    if gone and all(each.is_new for each in decks):
        raise UnavailableError(
            f"None of the decks of your {placement.folder.name} is in it. Add --force to replace them all."
        )


def first_error(parcel: sharing.Parcel) -> str | None:
    """Say how many errors are in decks to be taken or given, and which is the first; None without any."""
    errors = [each for each in parcel.problems if each.level is Level.ERROR]
    if not errors:
        return None
    first = errors[0]
    said = visible(first.message)
    return (
        f"There {'is 1 error' if len(errors) == 1 else f'are {len(errors)} errors'} in it, the first in "
        f"{visible(first.file)}, line {first.line}: {said if said.endswith(('.', '?', '!')) else f'{said}.'}"
    )


def _is_older(before: str | None, after: str | None) -> bool:
    """Say whether a version is lower than the one there is, when both are numbers with dots."""
    try:
        old, new = ([int(part) for part in (version or "").split(".")] for version in (before, after))
    except ValueError:
        return False
    return new < old


def _shown(change: DeckChange, here: Invocation) -> Iterator[str]:
    style, after = here.style, visible(change.after or "")
    day = f", to be met by {calendar_day(change.due, here.today())}" if change.due is not None else ""
    name = style.strong(change.slug)
    if change.is_new:
        version = f" version {after}," if after else ""
        yield f"{name}:{version} {count(len(change.added), 'new card')}{day}"
        return
    yield f"{name}: {_versions(change)}{', nothing changes' if change.is_same else day}"
    pairs = [[f"{_own(was)} -> {_own(now)}" for was, now in each] for each in (change.renamed, change.likely)]
    for word, cards in (
        ("new", map(_own, change.added)),
        ("reworded", map(_own, change.reworded)),
        ("changed", map(_own, change.changed)),
        ("renamed", pairs[0]),
        ("renamed, it seems (the next quiz asks)", pairs[1]),
        ("gone", map(_own, change.gone)),
    ):
        if names := list(cards):
            yield style.text(f"{len(names)} {word}: {some_of(names, SHOWN_CARDS)}", indent=4, first="  ")
    if change.gone:
        yield "  (the history of cards that are gone stays; it comes back if they do)"


def _versions(change: DeckChange) -> str:
    after = visible(change.after or "")
    if change.before == change.after:
        return f"version {after}" if after else "no version stated"
    return f"version {visible(change.before or 'none')} -> {after or 'none'}"


def _own(card: str) -> str:
    """Give a card's name in its deck."""
    return card.partition("/")[2]


def remove(
    context: Context,
    name: Annotated[str, Argument(metavar="NAME", help="The folder, deck or file that was added.")],
    yes: Yes = False,
) -> None:
    """Take decks out of your own again; the history of their cards stays."""
    here = invocation(context)
    found = placing.shared_folders(here.folders.own_decks)
    stem = Path(name).stem if Path(name).suffix in (*SUFFIXES, ".zip") else name
    path = found.get(name) or found.get(stem)
    if path is None:
        raise _not_removable(here, name, found)
    decks = [deck for deck in here.library.decks if Path(deck.file).is_relative_to(path)]
    told = f"{count(sum(deck.cards for deck in decks), 'card')} in {count(len(decks), 'deck')}"
    if number := sum(not sharing.is_folder(each) for each in sharing.others(path)):
        told += f", and {count(number, 'other file')}"
    told = f"{path} ({told})"
    if not agreed(f"Take out {visible(told)}?", yes=yes):
        return
    kept = placing.remove(path, *_kept(here))
    tell(f"Removed {visible(told)}. The history of its cards stays, and is there again when they are.")
    tell(f"What was there is kept in {kept}.")


def _not_removable(here: Invocation, name: str, found: Mapping[str, Path]) -> StudykitError:
    """Say why nothing of this name can be taken out, and what can be done instead."""
    own = here.folders.own_decks
    library = here.library
    files = {deck.slug: (deck.file, deck.case) for deck in library.decks}
    files |= {case.slug: (case.place.file, case.slug) for case in library.cases()}
    if name not in files:
        return NotFoundError(f"Nothing called `{name}` was added{nearest(name, {*found, *files})}")
    file, case = files[name]
    if Path(file).is_relative_to(own):
        folder = Path(file).relative_to(own).parts[0]
        return UnavailableError(
            f"`{name}` is part of {folder}; `studykit deck remove {folder}` removes all of it."
        )
    rest = " ".join(each for each in here.collection.studied if each != case) or "none"
    away = (
        f" To put its case away, set the cases you study: `studykit config set cases {rest}`; "
        "`studykit config reset cases` fetches it back, and no history is lost."
        if case
        else ""
    )
    return UnavailableError(f"`{name}` is not among your own decks ({file}) and stays.{away}")
