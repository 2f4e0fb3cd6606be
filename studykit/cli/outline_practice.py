"""Writing a plan of her own, comparing it with the stored one, and drilling the evidence of an outline."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from studykit.cli import day_screens, drafting, terminal
from studykit.cli.clock import milliseconds
from studykit.cli.context import Invocation
from studykit.cli.display import Style, count, say, say_json, tell
from studykit.cli.essay_material import material as material_of
from studykit.cli.essay_material import outline_of
from studykit.cli.written_files import read_text
from studykit.errors import UsageError
from studykit.essays.check import shortened
from studykit.essays.own import LARGEST_WORD, MOST_LETTERS, MOST_LINES, read_own, word_text
from studykit.essays.paper_two import minutes as minutes_of
from studykit.essays.practise import compare
from studykit.files import read_plain
from studykit.study import answering

if TYPE_CHECKING:
    from studykit.essays.material import Material
    from studykit.essays.outline import Outline
    from studykit.essays.practise import Compared


def practise(here: Invocation, text: str, *, timed: bool, minutes: float | None) -> None:
    """Let her write a plan for a question, keep every line, and set it beside the stored plan."""
    terminal.prepare("Practising", "a plan in a file goes to `studykit outline check FILE`")
    found = material_of(here)
    outline = outline_of(here, text, found)
    if not outline.paragraphs:
        for warning in outline.warnings:
            say(here.style.field("Mind", warning.message))
        here.say("There is no stored plan to compare with; choose another question (`studykit question`).")
        return
    limit = drafting.seconds_of(minutes or minutes_of(outline.guide)["plan"]) if timed else None
    draft = drafting.new_draft(here, outline)
    style = here.style
    say(style.heading(outline.question.text))
    say()
    for warning in outline.warnings:
        say(style.field("Mind", warning.message))
    say(style.text("An empty line ends a part; Ctrl-D ends the plan. Every line is saved as you type it."))
    if limit is not None:
        time = drafting.clock(limit)
        say(style.text(f"You have {time} (minutes:seconds); the time left stands before each line."))
    ended = drafting.write_parts(draft, drafting.PLAN_PARTS, style, drafting.countdown(limit))
    say()
    here.say(f"{ended} Your plan is kept in {draft.path}.")
    compare_draft(here, outline, found, draft, noting=ended != drafting.STOPPED)


def compare_draft(
    here: Invocation, outline: Outline, material: Material, draft: drafting.PlanDraft, *, noting: bool
) -> Compared | None:
    """Show what of the outline she has, and note what she left out; None when nothing was written."""
    own = read_own(draft.path.read_text(encoding="utf-8"))
    if own.empty:
        here.say("Nothing was written, so there is nothing to compare.")
        return None
    compared = compare(own, outline, material)
    say()
    say(comparison(compared, here.style))
    if noting and compared.missed:  # so that it comes first in tomorrow's quiz
        answering.note_missed(here.collection, compared.missed, at=milliseconds(), day=here.today())
        say()
        here.say(f"{count(len(compared.missed), 'card')} you left out will come first in tomorrow's quiz.")
    return compared


def comparison(compared: Compared, style: Style) -> str:
    """Show what of the outline she has, her line beside the fact, and what markers look for."""
    made = sum(is_there for _, is_there in compared.points)
    used = sum(line is not None for _, line in compared.evidence)
    lines = [style.strong(f"  Points: {made} of {len(compared.points)} of the outline's")]
    lines += [_tick(is_there, paragraph.point, style) for paragraph, is_there in compared.points]
    head = f"  Facts: {used} of {len(compared.evidence)} of the outline's; others count as well"
    lines += ["", style.strong(head)]
    for piece, line in compared.evidence:
        lines.append(_tick(line is not None, piece.text, style))
        if line is not None:
            lines.append(style.faint(style.text(f'you: "{shortened(line)}"', indent=6, first="      ")))
    for each in compared.differing:
        other = f"gives another date than the card {each.piece.card}: {each.piece.text}"
        lines += ["", style.text(f'Your line "{each.line}" {other}')]
    lines += ["", style.strong("  What markers look for")]
    # Of two, four, six facts only the highest found is shown, and the next.
    for _, ladder in groupby(compared.signals, lambda signal: signal.code.rstrip("0123456789")):
        steps = [*ladder]
        told = [each for each in steps if each.found][-1:] + [each for each in steps if not each.found][:1]
        lines += [_tick(each.found, each.message, style, words=("good:", "add:")) for each in told]
    return "\n".join(lines)


def _tick(made: bool, text: str, style: Style, words: tuple[str, str] = ("yours:", "not found:")) -> str:
    sign = style.symbol("✓" if made else "·", words[not made].ljust(max(map(len, words))))
    said = style.text(text, indent=len(sign) + 3, first=f"  {sign} ")
    return style.coloured(said, "green") if made else said


def check_file(here: Invocation, source: Path, question: str | None, *, as_json: bool) -> None:
    """Compare a plan in a file with the stored plan for its question."""
    own = read_own(_text_of(source))
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
    compared = compare(own, outline, found)
    if as_json:
        say_json(_compared_json(outline, compared))
        return
    say(here.style.heading(outline.question.text))
    say()
    for warning in outline.warnings:
        say(here.style.field("Mind", warning.message) + "\n")
    if not outline.paragraphs:
        here.say("Your cards make no outline of this question, so only the shape of your plan is looked at.")
    say(comparison(compared, here.style))


def _text_of(source: Path) -> str:
    """Read a plan in a file: text, Markdown or Word.

    Raises:
        UsageError: when it ends in .docx and is no Word document, or is longer than a plan.
    """
    is_word = source.suffix.lower() == ".docx" and source.is_file()
    try:
        text = word_text(read_plain(source, LARGEST_WORD)) if is_word else read_text(source)
    except ValueError as error:
        raise UsageError(f"{source} cannot be read: {error}.") from None
    for found, most, what in ((text.count("\n"), MOST_LINES, "lines"), (len(text), MOST_LETTERS, "letters")):
        if found > most:
            raise UsageError(f"{source} has more than {most:,} {what}; a plan has a page or two.")
    return text


def _compared_json(outline: Outline, compared: Compared) -> dict[str, object]:
    return {
        "question": outline.question.text,
        "command_term": outline.question.term,
        "warnings": outline.warnings,
        "points": [{"point": paragraph.point, "made": made} for paragraph, made in compared.points],
        "evidence": [
            {"card": piece.card, "text": piece.text, "made": line is not None, "line": line}
            for piece, line in compared.evidence
        ],
        "signals": compared.signals,
        "differing": [
            {"line": each.line, "card": each.piece.card, "fact": each.piece.text}
            for each in compared.differing
        ],
        "score": compared.score,
        "missed": list(compared.missed),
    }


def drill(here: Invocation, outline: Outline) -> None:
    """Quiz just the evidence of an outline; only cards that are due or unseen count for the schedule."""
    from studykit.cli.sitting import Sitting
    from studykit.memory.session import Session

    terminal.prepare("A drill")
    collection, today = here.collection, here.today()
    states = collection.states
    waiting = tuple(card for card in outline.drill if card not in states or not states[card].suspended)
    if not waiting:
        here.say("This outline has no evidence that you are quizzed on.")
        for warning in outline.warnings:
            tell(f"Mind ({warning.code}): {warning.message}")
        return
    early = frozenset(
        card for card in waiting if card in states and (due := states[card].due) is not None and due > today
    )
    chosen = [card for card in here.library.listings if card.id in set(waiting)]
    sitting = Sitting(collection, Session(waiting), today, here.style, kinds=chosen, uncounted=early)
    if early:
        here.say(
            f"{len(early)} of {count(len(waiting), 'card')} not due yet: asked for practice, the "
            "schedule stays as it is."
        )
    sitting.run()
    say(day_screens.summary(sitting.session, here.library, here.style))
