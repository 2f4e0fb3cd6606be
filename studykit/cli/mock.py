"""`studykit mock`: the part of the paper that a topic is, planned against the clock, with pauses."""

from __future__ import annotations

import json
import random
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated

from typer import Context, Option

from studykit.cli import drafting, terminal
from studykit.cli.clock import milliseconds
from studykit.cli.context import CaseOption, Invocation, invocation
from studykit.cli.display import about_minutes, say
from studykit.cli.essay_material import material, outline_of
from studykit.cli.outline_practice import compare_draft
from studykit.cli.question import asked_lately, remember
from studykit.errors import NotFoundError, UnavailableError, UsageError
from studykit.essays.paper_sections import UNVERIFIED, section
from studykit.essays.question_templates import PracticeQuestion, ask, questions
from studykit.files import read_plain, write_whole
from studykit.study import answering

LARGEST = 100_000
"""Bytes that are read of how a paused mock stands."""


class Letter(StrEnum):
    """The sections of Paper 2 under the guide of 2028."""

    A = "a"
    B = "b"


@dataclass
class Mock:
    """A mock being written: the question, where the plan is kept, the seconds left, and the part begun.

    `whole` is the seconds it had in all; with `notes` the plan is followed by the essay in notes. `case` is
    the one it was asked from alone.
    """

    question: str
    draft: str
    whole: float
    left: float
    part: str = drafting.PLAN_PARTS[0]
    begun: bool = False
    notes: bool = False
    case: str | None = None

    @property
    def parts(self) -> list[str]:
        """The parts to be written, in their order."""
        return [*drafting.PLAN_PARTS, *(["notes"] if self.notes else [])]


def command(
    context: Context,
    notes: Annotated[bool, Option("--notes", help="After the plan the essay itself, in notes.")] = False,
    resume: Annotated[bool, Option("--resume", help="Go on with the one you paused.")] = False,
    afresh: Annotated[bool, Option("--afresh", help="Give up the one you paused.")] = False,
    section: Annotated[Letter, Option(help="Of the guide of 2028 only.")] = Letter.B,
    minutes: Annotated[
        float | None, Option(min=1, max=drafting.MOST_MINUTES, help="Other than the paper's.")
    ] = None,
    case: CaseOption = None,
) -> None:
    """Plan an essay of the paper against the clock, then compare it with the outline."""
    terminal.prepare("A mock")
    here = invocation(context)
    paused = _paused(here)
    here.study(paused.case if case is None and resume and paused is not None else case)
    if resume and paused is None:
        raise NotFoundError("No mock is paused; `studykit mock` begins one.")
    if paused is not None and not resume and not afresh:
        raise UsageError(
            f"A mock is paused with {drafting.clock(paused.left)} left: `studykit mock --resume` goes on "
            "with it, `studykit mock --afresh` begins another."
        )
    mock = paused if paused is not None and resume else _begun(here, section, minutes, notes=notes)
    if mock is not None:
        _sit(here, mock)


def _begun(here: Invocation, letter: Letter, minutes: float | None, *, notes: bool) -> Mock | None:
    """Say what the paper asks, let her choose, and make the file for her plan; None if she leaves."""
    style, guide = here.style, here.collection.settings.guide
    asked = section(guide, letter.value)
    whole = drafting.seconds_of(asked.minutes if minutes is None else minutes)
    say(style.text(asked.says if guide == "2017" else f"{asked.says} {UNVERIFIED}"))
    say()
    drawn = _drawn(here, asked.choices)
    for number, question in enumerate(drawn, 1):
        say(style.heading(question.text, indent=5, first=f"  {number}  "))
    say()
    say(style.text(f"You have {drafting.clock(whole)} from the moment you choose."))
    say(style.text("An empty line ends a part, Ctrl-D ends the plan; Ctrl-C pauses."))
    chosen = _choice(here, drawn)
    if chosen is None:
        return None
    draft = drafting.new_draft(here, outline_of(here, chosen.text))
    return Mock(chosen.text, str(draft.path), whole, whole, notes=notes, case=here.collection.only)


def _drawn(here: Invocation, number: int) -> list[PracticeQuestion]:
    """Draw questions that her cases can answer, none asked lately where there are others.

    Raises:
        NotFoundError: when her cases answer none.
    """
    found = material(here)
    cases = max(1, len(found.studied))
    open_ones = [each for each in questions(found) if each.cases <= cases]
    recent = asked_lately(here)
    luck = random.Random(milliseconds())
    drawn: list[PracticeQuestion] = []
    for _ in range(number):
        others = [each for each in open_ones if each not in drawn]
        question = ask(others, term=None, theme=None, recent=recent, draw=luck)
        drawn += [] if question is None else [question]
    if not drawn:
        raise NotFoundError("Your cases have no plans that a question could be answered by.")
    remember(here, [*recent, *(each.text for each in drawn)])
    return drawn


def _choice(here: Invocation, drawn: list[PracticeQuestion]) -> PracticeQuestion | None:
    """Let her choose; None when she leaves."""
    numbers = [str(number) for number in range(1, len(drawn) + 1)]
    while True:
        try:
            typed = terminal.read_line(f"  {' or '.join(numbers)}, q leaves > ").strip().lower()
        except (EOFError, KeyboardInterrupt):
            typed = "q"
        if typed in ("q", "/quit"):
            here.say("Nothing was begun.")
            return None
        if typed in numbers or (not typed and len(drawn) == 1):
            return drawn[int(typed or "1") - 1]


def _sit(here: Invocation, mock: Mock) -> None:
    """Let her write until she ends, the time is up, or she pauses; then compare."""
    draft, style = drafting.PlanDraft(Path(mock.draft)), here.style
    say()
    say(style.heading(mock.question))
    left = drafting.countdown(mock.left)

    def save(part: str) -> None:
        mock.part, mock.begun, mock.left = part, True, max(0.0, left() or 0.0)
        _save(here, mock)

    ended = drafting.write_parts(
        draft, mock.parts[mock.parts.index(mock.part) :], style, left, begun=mock.begun, keep=save
    )
    mock.left = max(0.0, left() or 0.0)
    say()
    if ended == drafting.STOPPED:
        _save(here, mock)
        here.say(f"Paused with {drafting.clock(mock.left)} left; `studykit mock --resume` goes on.")
        return
    here.say(f"{ended} Your plan is kept in {draft.path}.")
    _finish(here, mock, draft)


def _finish(here: Invocation, mock: Mock, draft: drafting.PlanDraft) -> None:
    """Compare the plan with the outline, write down how much of it there was, and forget the pause."""
    found = material(here)
    outline = outline_of(here, mock.question, found)
    compared = compare_draft(here, outline, found, draft, noting=True)
    _state_file(here).unlink(missing_ok=True)
    if compared is None:
        return
    # How much of the outline and of what markers look for is there; it is no mark.
    told = len(compared.points) + len(compared.evidence) + len(compared.signals)
    share, took = compared.score / max(1, told), mock.whole - mock.left
    answering.note_exercise(
        here.collection,
        "mock",
        mock.question,
        score=share,
        seconds=took,
        at=milliseconds(),
        day=here.today(),
    )
    say()
    here.say(f"{share:.0%} of the outline in {about_minutes(took)}; `studykit progress` keeps it.")


def _state_file(here: Invocation) -> Path:
    return here.folders.store.parent / "outlines" / "paused-mock.json"


def _save(here: Invocation, mock: Mock) -> None:
    """Keep how it stands: a mock that is killed can be resumed as one that is paused."""
    path = _state_file(here)
    try:
        write_whole(path, [json.dumps(asdict(mock)).encode()])
    except OSError as error:
        raise UnavailableError(
            f"{path} cannot be written: {error.strerror}. What you wrote is in {mock.draft}."
        ) from error


def _paused(here: Invocation) -> Mock | None:
    """Give the mock that was paused or broken off; none where it or its plan cannot be read."""
    try:
        values = json.loads(read_plain(_state_file(here), LARGEST))
        mock = Mock(**values)
        # All of it may have moved meanwhile, the plan with it.
        mock = replace(mock, draft=str(_state_file(here).parent / Path(mock.draft).name))
        sound = mock.part in mock.parts and isinstance(mock.question, str)
        sound = sound and isinstance(mock.case, str | None)
        sound = sound and 0 <= mock.left <= mock.whole <= drafting.MOST_MINUTES * 60
        sound = sound and Path(mock.draft).is_file()
    except (OSError, ValueError, TypeError):
        return None
    return mock if sound else None
