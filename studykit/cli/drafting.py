"""A plan that she writes at the keyboard: every line is on the disk before the next is asked for."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from studykit.cards import slug
from studykit.cli.clock import seconds
from studykit.cli.context import Invocation
from studykit.cli.display import Style, say
from studykit.cli.streams import Ended
from studykit.cli.terminal import Stopped, TimeUp, line_so_far, read_line_until
from studykit.errors import UnavailableError, UsageError
from studykit.essays import own
from studykit.essays.own import write_line
from studykit.files import make_private

if TYPE_CHECKING:
    from studykit.essays.outline import Outline

PROMPTS = {
    "thesis": "Thesis: answer the question in one sentence.",
    "points": "Points: three or four, one a line, the weightiest first.",
    "evidence": "Evidence: one fact a line, each with its date.",
    "counter": "Counter-argument: the strongest, and your answer to it.",
    "historian": "Historian: whose view, and how far does it convince you?",
    "conclusion": "Conclusion: your judgement; nothing new.",
    "notes": "Notes: the essay paragraph by paragraph, as you would write it; Ctrl-D ends.",
}
PLAN_PARTS = tuple(part for part in PROMPTS if part != "notes")
"""The parts of a plan, in the order they are asked for."""


MOST_MINUTES = 180
"""Minutes of the longest mock, and of the longest timed plan."""

DONE, TIME_UP, STOPPED = "Done.", "Time is up.", "Stopped."
"""How the writing of a plan ended; what is missing from one that was stopped says nothing about her."""


@dataclass
class PlanDraft:
    """A plan being written: each line is in the file before the next is asked for."""

    path: Path

    def write(self, text: str) -> None:
        """Add to the file, on the disk before this returns."""
        try:
            with self.path.open("a", encoding="utf-8") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise UnavailableError(
                f"{self.path} cannot be written: {error.strerror}. What was saved before stays in it."
            ) from error

    def keep(self, line: str) -> None:
        """Write down a line; a paste of several is several."""
        self.write("".join(write_line(each) for each in line.splitlines() if each.strip()))


def new_draft(here: Invocation, outline: Outline) -> PlanDraft:
    """Make the file that the plan is written to; an earlier one of the same question is kept."""
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
    draft = PlanDraft(path)
    draft.write(f"# {outline.question.text}\n")
    return draft


def countdown(limit: float | None) -> Callable[[], float | None]:
    """Begin to count; what it gives says how many seconds are left of a limit, None without one."""
    started = seconds()
    return lambda: None if limit is None else limit - (seconds() - started)


def write_parts(
    draft: PlanDraft,
    parts: Sequence[str],
    style: Style,
    left: Callable[[], float | None],
    *,
    begun: bool = False,
    keep: Callable[[str], None] = lambda _: None,
) -> str:
    """Ask for parts line by line, each line kept at once; give how it ended.

    Args:
        draft: where it is kept. parts: their names in `PROMPTS`. style: how to show it.
        left: gives the seconds left, None where there is no limit.
        begun: whether the first was begun in an earlier sitting, so that its heading is there already.
        keep: is called with a part when it begins, and after each line of it.
    """
    try:
        for number, part in enumerate(parts):
            keep(part)
            say()
            say(style.heading(PROMPTS[part]))
            if number or not begun:
                draft.write(own.write_part(part))
            while (line := _line(left())).strip():
                draft.keep(line)
                keep(part)
    except (TimeUp, Stopped) as cut:
        draft.keep(cut.typed)
        return TIME_UP if isinstance(cut, TimeUp) else STOPPED
    except Ended:  # its window was closed, say
        draft.keep(line_so_far())
        raise
    except EOFError:
        pass
    return DONE


def _line(left: float | None) -> str:
    """Read a line after the time that is left, if there is a limit.

    Raises:
        TimeUp: when the time is over. Stopped: at Ctrl-C. EOFError: at Ctrl-D.
    """
    return read_line_until("> " if left is None else f"{clock(left)} > ", left)


def seconds_of(minutes: float) -> float:
    """Give minutes as seconds.

    Raises:
        UsageError: when they are no time that somebody writes for.
    """
    if not 0 < minutes <= MOST_MINUTES:
        raise UsageError(
            f"{minutes:g} minutes are no time for a plan or an essay; {MOST_MINUTES} are the most."
        )
    return minutes * 60.0


def clock(left: float) -> str:
    """Say seconds as minutes and seconds: `4:09`."""
    whole = max(0, round(left))
    return f"{whole // 60}:{whole % 60:02}"
