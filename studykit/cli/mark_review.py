"""`studykit mark --review`: open answers decided with one key each, kept beside the class's file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from studykit.authoring.import_result import Read
from studykit.authoring.shared import answer_lines
from studykit.classes.card_results import MarkedAnswer
from studykit.classes.decisions import Decision, Key, decision_line, key_of, read_decisions
from studykit.cli import screens, settling, terminal
from studykit.cli.day_screens import RESULT_WORDS
from studykit.cli.display import Style, count, say, tell
from studykit.cli.mark_files import decisions_file
from studykit.cli.mark_screen import named
from studykit.errors import UnavailableError
from studykit.files import read_plain, write_whole
from studykit.store.disk_faults import NOT_ALLOWED
from studykit.verdict import Verdict

if TYPE_CHECKING:
    from studykit.cli.mark_files import ClassFiles
    from studykit.marking import Mark

KEYS = (
    ("y", "yes, that says it: it counts"),
    ("p", "partly"),
    ("n", "no"),
    ("r", "right as it stands, whatever is asked"),
    ("s", "skip it for now"),
    ("u", "back to the answer before"),
    ("q", "stop here; what was decided is kept"),
)
CHOICES = "y yes   p partly   n no   r right   s skip   u back   q stop   ? keys"


Alike = Sequence[MarkedAnswer]
"""The same open answer of one student or several to one card; the first stands for all."""


def groups(marked: Sequence[MarkedAnswer], decisions: dict[Key, Decision]) -> list[Alike]:
    """Give the open answers nobody has decided, those to a card together, the commonest first."""
    cards: dict[str, dict[Key, list[MarkedAnswer]]] = {}
    for each in marked:
        if each.is_open and (key := key_of(each)) not in decisions:
            cards.setdefault(key[0], {}).setdefault(key, []).append(each)
    return [alike for its in cards.values() for alike in sorted(its.values(), key=len, reverse=True)]


def spread(marked: Sequence[MarkedAnswer], files: ClassFiles) -> None:
    """Keep what stands beside one file beside every other that has the answer: each may be marked alone."""
    lacking: dict[str, dict[Key, Decision]] = {}
    for each in marked:
        key = key_of(each)
        if each.is_open and key in files.decisions and (each.file, key) not in files.beside:
            lacking.setdefault(each.file, {})[key] = files.decisions[key]
    for file, decisions in lacking.items():
        _keep(file, *decisions.values())


def review(
    found: Sequence[Alike], decisions: dict[Key, Decision], style: Style, marks: Mapping[Key, Mark]
) -> None:
    """Ask about each open answer; every decision is on the disk before the next is asked."""
    place, before = 0, None
    while place < len(found):
        alike, first = found[place], found[place][0]
        with_key = first.card != before  # what is right need not be read again with each answer
        before = first.card
        key = _ask(alike, marks[key_of(first)], style, f"{place + 1} of {len(found)}", with_key=with_key)
        if isinstance(key, Decision):
            for file in dict.fromkeys(each.file for each in alike):
                _keep(file, key)
            decisions[key.key] = key
            say(style.line(f"Counted as {RESULT_WORDS[key.verdict]}."))
            place += 1
        elif key == "u":
            place = max(0, place - 1)
        elif key == "s":
            place += 1
        else:
            break
    decided = sum(key_of(first) in decisions for first, *_ in found)
    tell(f"{count(decided, 'answer')} decided, {len(found) - decided} left open.")


def _ask(alike: Alike, mark: Mark, style: Style, where: str, *, with_key: bool) -> Decision | str:
    """Ask about one answer; a decision, or the key that leaves it."""
    card = alike[0].card
    say(style.rule())
    say(style.faint(style.line(f"{where}   {card.id}")))
    say(style.line(card.ask))
    if with_key:
        say(style.line("; ".join(answer_lines(card)), first="key: "))
    students = list(dict.fromkeys(each.student for each in alike if each.student))
    who = named(students) or f" ({count(len(alike), 'time')})"
    say(style.line(f"“{alike[0].answer.strip()}”{who}", first="typed: "))

    def ask(question: str) -> str:
        asked = question.replace("Did you say:", "Does it say:").replace("you meant", "is asked for")
        with terminal.single_keys(asked):  # a key pressed as soon as the question shows is not dropped
            say(f"\n{style.line(asked)}\n{style.faint(style.line(CHOICES))}")
            return _key(style)

    said, other = settling.keys_for(card, mark, style, ask)
    if other not in ("", "r"):
        return other
    verdict = Verdict.CORRECT if other else settling.outcome(card, mark, said, hinted=False).verdict
    items = card.expected.items
    made = tuple(items[point].say for point, key in zip(mark.open, said, strict=False) if key == "y")
    return Decision(*key_of(alike[0]), verdict, made)


def _key(style: Style) -> str:
    """Read a key that means something here; the end of input stops."""
    while True:
        match terminal.read_key():
            case "y" | "p" | "n" | "r" | "s" | "u" | "q" as key:
                return key
            case terminal.END:
                return "q"
            case "?":
                say(screens.table("Keys", KEYS, style))
            case terminal.ENTER:
                say(style.line("Enter decides nothing here: press y, p or n, or s to skip."))


def _keep(answers: str, *decisions: Decision) -> None:
    """Add decisions to the file beside a class's, for its owner alone; the last about an answer counts.

    Raises:
        UnavailableError: when it cannot be written; then the file is as it was.
    """
    path = decisions_file(answers)
    try:
        lines, end, last = (read_plain(path) if path.exists() else b"").rpartition(b"\n")
        if read_decisions(Read(str(path)), last.decode("utf-8", "replace")):
            end += last + b"\n"
        added = "".join(map(decision_line, decisions)).encode()
        write_whole(path.resolve(), (lines, end, added), durable=True)
    except OSError as error:
        copy = "put a copy of the class's file where you may write"
        mend = copy if error.errno in NOT_ALLOWED else f"free some space on its disk, or {copy}"
        raise UnavailableError(
            f"{path} cannot be written: {error.strerror}. This decision is not kept, those before it are; "
            f"{mend}."
        ) from error
