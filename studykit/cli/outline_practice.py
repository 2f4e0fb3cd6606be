"""Writing a plan of her own, comparing it with the stored one, and drilling the evidence of an outline."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from studykit.cli import terminal
from studykit.cli.clock import milliseconds, seconds
from studykit.cli.context import Invocation
from studykit.cli.display import Style, count, say, say_json, tell
from studykit.cli.essay import material as material_of
from studykit.cli.essay import outline_of
from studykit.cli.timed_line import Stopped, TimeUp, read_line_until
from studykit.errors import UnavailableError, UsageError
from studykit.plain_files import make_private

if TYPE_CHECKING:
    from studykit.essays.material import Material
    from studykit.essays.model import Outline
    from studykit.essays.practise import Compared
    from studykit.marking import Vocabulary

PROMPTS = {
    "thesis": "Thesis: answer the question in one sentence.",
    "points": "Points: three or four, one a line, the weightiest first.",
    "evidence": "Evidence: one fact a line, each with its date.",
    "counter": "Counter-argument: the strongest, and your answer to it.",
    "historian": "Historian: whose view, and how far does it convince you?",
    "conclusion": "Conclusion: your judgement; nothing new.",
}
STOPPED = "Stopped."
"""How a plan ended that was broken off: what is missing from it says nothing about what she knows."""


@dataclass
class Draft:
    """A plan being written: each line is in the file before the next is asked for."""

    path: Path

    def write(self, text: str) -> None:
        """Add to the file, on the disk before this returns."""
        import os

        try:
            with self.path.open("a", encoding="utf-8") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise UnavailableError(
                f"{self.path} cannot be written: {error.strerror}. What was saved before stays in it."
            ) from error


def practise(here: Invocation, text: str, *, timed: bool, minutes: float | None) -> None:
    """Let her write a plan for a question, keep every line, and set it beside the stored plan."""
    if not terminal.is_interactive():
        raise UsageError(
            "Practising needs a person at a terminal; a plan in a file goes to `studykit outline check FILE`."
        )
    from studykit.essays import timing

    found = material_of(here)
    outline = outline_of(here, text, found)
    if not outline.paragraphs:
        for warning in outline.warnings:
            say(here.style.field("Mind", warning.message))
        say(
            here.style.text(
                "There is no stored plan to compare with; choose another question (`studykit question`)."
            )
        )
        return
    draft = _new_draft(here, outline)
    limit = (minutes or timing.minutes(outline.guide)["plan"]) * 60.0 if timed else None
    _announce(here, outline, limit)
    terminal.prepare()
    ended = _write(draft, here.style, limit)
    say()
    say(here.style.text(f"{ended} Your plan is kept in {draft.path}."))
    _compare_draft(here, outline, found, draft, noting=ended != STOPPED)


def _new_draft(here: Invocation, outline: Outline) -> Draft:
    """Make the file that the plan is written to; an earlier one of the same question is kept."""
    from studykit.cards import slug

    folder = here.folders.store.parent / "outlines"
    name = f"{here.today().isoformat()}-{slug(outline.question.text)[:50].strip('-')}"
    try:
        make_private(folder)
        number = 1
        while (path := folder / f"{name}{'' if number == 1 else f'-{number}'}.md").exists():
            number += 1
        path.touch(mode=0o600)
    except OSError as error:
        raise UnavailableError(
            f"{folder} cannot be written: {error.strerror}. Mend that first; nothing was typed yet."
        ) from error
    draft = Draft(path)
    draft.write(f"# {outline.question.text}\n")
    return draft


def _announce(here: Invocation, outline: Outline, limit: float | None) -> None:
    style = here.style
    say(style.strong(style.text(outline.question.text)))
    say()
    for warning in outline.warnings:
        say(style.field("Mind", warning.message))
    say(style.text("An empty line ends a part; Ctrl-D ends the plan. Every line is saved as you type it."))
    if limit is not None:
        say(style.text(f"You have {_clock(limit)} (minutes:seconds); the time left stands before each line."))


def _write(draft: Draft, style: Style, limit: float | None) -> str:
    """Ask for each part line by line; say how it ended."""
    started = seconds()

    def left() -> float | None:
        return None if limit is None else limit - (seconds() - started)

    try:
        for part, prompt in PROMPTS.items():
            _write_part(draft, part, prompt, style, left)
    except (TimeUp, Stopped) as stopped:
        if stopped.typed.strip():
            _keep(draft, stopped.typed)
        return "Time is up." if isinstance(stopped, TimeUp) else STOPPED
    except EOFError:
        pass
    return "Done."


def _write_part(draft: Draft, part: str, prompt: str, style: Style, left: Callable[[], float | None]) -> None:
    from studykit.essays.own import write_part

    say()
    say(style.strong(style.text(prompt)))
    draft.write(write_part(part))
    while True:
        remaining = left()
        mark = "> " if remaining is None else f"{_clock(remaining)} > "
        line = read_line_until(mark, remaining)
        if not line.strip():
            return
        _keep(draft, line)


def _keep(draft: Draft, line: str) -> None:
    """Write down a line; a paste of several is several."""
    from studykit.essays.own import write_line

    draft.write("".join(write_line(each) for each in line.splitlines() if each.strip()))


def _clock(left: float) -> str:
    whole = max(0, round(left))
    return f"{whole // 60}:{whole % 60:02}"


def _compare_draft(
    here: Invocation, outline: Outline, material: Material, draft: Draft, *, noting: bool
) -> None:
    from studykit.essays.own import read_own
    from studykit.essays.practise import compare

    own = read_own(draft.path.read_text(encoding="utf-8"))
    if own.empty:
        say(here.style.text("Nothing was written, so there is nothing to compare."))
        return
    compared = compare(own, outline, material, _vocabulary(here, outline))
    say()
    say(comparison(compared, here.style))
    if noting:
        _ask_tomorrow(here, compared)


def _ask_tomorrow(here: Invocation, compared: Compared) -> None:
    """Note what was missed, so that it comes first in tomorrow's quiz."""
    if not compared.missed:
        return
    here.collection.note_missed(compared.missed, at=milliseconds(), day=here.today())
    say()
    say(
        here.style.text(
            f"{count(len(compared.missed), 'card')} you left out will come first in tomorrow's quiz."
        )
    )


def _vocabulary(here: Invocation, outline: Outline) -> Vocabulary:
    """Give what the whole case knows, for marking."""
    from studykit.marking import Vocabulary

    library = here.library
    case = library.case(outline.case) if outline.case else None
    decks = [
        library.deck(deck.slug) for deck in library.decks if outline.case is None or deck.case == outline.case
    ]
    cards = [card for deck in decks for card in deck.cards]
    aliases = [item for source in (case, *decks) if source for item in source.aliases]
    distinct = [group for source in (case, *decks) if source for group in source.distinct]
    return Vocabulary.of(cards, aliases, distinct)


def comparison(compared: Compared, style: Style) -> str:
    """Show what of the stored plan she made, and what markers look for."""
    made = sum(is_there for _, is_there in compared.points)
    used = sum(is_there for _, is_there in compared.evidence)
    lines = [style.strong(f"  Points: {made} of {len(compared.points)} in the stored plan")]
    lines += [_tick(is_there, paragraph.point, style) for paragraph, is_there in compared.points]
    lines += ["", style.strong(f"  Evidence: {used} of {len(compared.evidence)}")]
    lines += [_tick(is_there, piece.fact, style, piece.when) for piece, is_there in compared.evidence]
    lines += ["", style.strong("  What markers look for")]
    lines += [
        _tick(signal.found, signal.message, style, words=("good:", "mend:")) for signal in compared.signals
    ]
    return "\n".join(lines)


def _tick(
    made: bool,
    text: str,
    style: Style,
    when: str | None = None,
    words: tuple[str, str] = ("made:", "missing:"),
) -> str:
    sign = style.symbol("✓" if made else "·", words[not made].ljust(max(map(len, words))))
    shown = style.text(f"{text} ({when})" if when else text, indent=len(sign) + 3, first=f"  {sign} ")
    return style.coloured(shown, "green") if made else shown


def check_file(here: Invocation, source: Path, question: str | None, *, as_json: bool) -> None:
    """Compare a plan in a file with the stored plan for its question."""
    from studykit.cli.files import read_text
    from studykit.essays.own import read_own
    from studykit.essays.practise import compare

    own = read_own(read_text(source))
    if own.empty:
        raise UsageError(
            f"{source} holds no plan: write a thesis, points, evidence, a counter-argument and a conclusion."
        )
    asked = question or own.question
    if asked is None:
        raise UsageError(
            f"{source} does not say which question it answers: begin it with a line `Question: ...`, or add "
            '--question "...".'
        )
    found = material_of(here)
    outline = outline_of(here, asked, found)
    compared = compare(own, outline, found, _vocabulary(here, outline))
    if as_json:
        say_json(_compared_json(outline, compared))
        return
    say(here.style.strong(here.style.text(outline.question.text)))
    say()
    for warning in outline.warnings:
        say(here.style.field("Mind", warning.message) + "\n")
    if not outline.paragraphs:
        say(
            here.style.text(
                "No stored plan answers this question, so points and evidence cannot be compared."
            )
        )
    say(comparison(compared, here.style))


def _compared_json(outline: Outline, compared: Compared) -> dict[str, object]:
    return {
        "question": outline.question.text,
        "command_term": outline.question.term,
        "warnings": [{"code": warning.code, "message": warning.message} for warning in outline.warnings],
        "points": [{"point": paragraph.point, "made": made} for paragraph, made in compared.points],
        "evidence": [
            {"card": piece.card, "text": piece.text, "made": made} for piece, made in compared.evidence
        ],
        "signals": [
            {"code": signal.code, "found": signal.found, "message": signal.message}
            for signal in compared.signals
        ],
        "missed": list(compared.missed),
    }


def drill(here: Invocation, outline: Outline) -> None:
    """Quiz just the evidence of an outline; only cards that are due or unseen count for the schedule."""
    from studykit.cli.sitting import Sitting
    from studykit.memory.session import Session

    if not terminal.is_interactive():
        raise UsageError("A drill needs a person at a terminal; run it in one, without a pipe.")
    collection, today = here.collection, here.today()
    states = collection.states
    waiting = tuple(card for card in outline.drill if card not in states or not states[card].suspended)
    if not waiting:
        say(here.style.text("This outline has no evidence that you are quizzed on."))
        for warning in outline.warnings:
            tell(f"Mind ({warning.code}): {warning.message}")
        return
    early = frozenset(
        card for card in waiting if card in states and (due := states[card].due) is not None and due > today
    )
    chosen = [card for card in here.library.listings if card.id in set(waiting)]
    terminal.prepare()
    sitting = Sitting(collection, Session(waiting), today, here.style, kinds=chosen, uncounted=early)
    if early:
        say(
            here.style.text(
                f"{len(early)} of {count(len(waiting), 'card')} not due yet: asked for practice, the "
                "schedule stays as it is."
            )
        )
    sitting.run()
    say(sitting.summary(chosen))
