"""`studykit progress --share FILE`: how far a student is, in a small file to hand in."""

from __future__ import annotations

from pathlib import Path

from studykit.classes.progress import Progress, overruled, progress
from studykit.classes.progress_file import KIND, ProgressFile, fingerprint, nickname_of, written
from studykit.cli import terminal
from studykit.cli.clock import milliseconds
from studykit.cli.context import Invocation
from studykit.cli.display import count, say_text
from studykit.cli.written_files import write_file
from studykit.errors import NotFoundError, UsageError
from studykit.files import read_plain

NICKNAME = "nickname"
"""The fact that keeps what a student was called in the file she handed in last."""

STUDENT = "student"
"""The fact that keeps whose the files were: the first row of a log is another when some are forgotten."""

LONGEST_START = 1_000
"""Bytes of a file that is there in which it says whose it is."""


def share(
    here: Invocation, target: Path, *, nickname: str | None, with_answers: bool, force: bool = False
) -> None:
    """Write how far she is with the cards she studies into a file, and say what is in it.

    Args:
        nickname: what she is called in it; when None that of the last time, the profile's name, or asked for.
        with_answers: with the answers that she called right, word for word.
        force: overwrite the file, as one of hers is overwritten anyway.

    Raises:
        UsageError: when nobody says what she is called.
        NotFoundError: when there is nothing to hand in.
        UnavailableError: when the file cannot be written.
    """
    name = _nickname(here, nickname)
    file = _handed_in(here, name, with_answers=with_answers)
    write_file(target, written(file), force=force or _is_hers(target, file))
    here.collection.store.note(NICKNAME, name)
    here.collection.store.note(STUDENT, " ".join((file.student, *file.also)))
    cards = file.progress.cards
    typed = "nothing you typed"
    if file.called_right:
        typed = f"{count(len(file.called_right), 'answer')} you called right, word for word"
    answers = sum(card.answers for card in cards)
    told = "that you have not started"
    if answers:
        told = f"how far you are with {count(len(cards), 'card')} of {count(len(file.decks), 'deck')}, "
        told += f"{count(answers, 'answer')} counted, and {typed}"
    say_text(f"Written: {target}, for {name}: {told}. Hand it in as it is.")


def _is_hers(target: Path, file: ProgressFile) -> bool:
    """Say whether an earlier file of the same student lies there: a classmate's is not written over."""
    try:
        start = read_plain(target, LONGEST_START)
    except OSError:
        return False
    hers = (file.student, *file.also)
    return f'"{KIND}"'.encode() in start and any(f'"{each}"'.encode() in start for each in hers)


def _nickname(here: Invocation, named: str | None) -> str:
    name = named if named is not None else here.collection.store.noted(NICKNAME)
    if name is None and here.profile != "default":
        name = here.profile
    if name is None and terminal.is_interactive():
        name = terminal.read_line("What are you called in it? Your teacher has to know you by it: ")
    name = nickname_of(name or "")
    if not name:
        raise UsageError("Say what you are called in it: `studykit progress --share FILE --nickname NAME`.")
    return name


def _handed_in(here: Invocation, nickname: str, *, with_answers: bool) -> ProgressFile:
    """Give what her file says: of the cards she studies those she has met or answered."""
    collection = here.collection
    rows = list(collection.rows())
    if not rows:
        raise NotFoundError("There is nothing to hand in yet: nothing has been answered.")
    studied = {card.id for card in collection.listings()}
    whole = progress(rows, collection.states, collection.scheduling.parameters[20])
    cards = tuple(card for card in whole.cards if card.state.card in studied)
    met = {card.state.card.partition("/")[0] for card in cards}
    student = fingerprint(min((row.at, row.id) for row in rows)[1])
    return ProgressFile(
        nickname=nickname,
        student=student,
        also=tuple(each for each in (collection.store.noted(STUDENT) or "").split() if each != student),
        made=milliseconds(),
        decks={deck.slug: deck.version for deck in here.library.decks if deck.slug in met},
        progress=Progress(cards, whole.decay),
        called_right=tuple((card, said) for card, said in overruled(rows) if card in studied)
        if with_answers
        else (),
    )
