"""`studykit timeline`: a case's dated facts in the order of time, and rounds of four to put in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

from typer import Context, Option

from studykit.cards import shown_order
from studykit.cli import screens, terminal
from studykit.cli.clock import milliseconds, seconds
from studykit.cli.context import AsJson, CaseOption, Invocation, ThemeOption, invocation
from studykit.cli.display import Style, count, say, say_json
from studykit.english.dates import spoken
from studykit.errors import NotFoundError
from studykit.memory.queue import KNOWN
from studykit.progress.figures import chances_on
from studykit.progress.timeline import ROUND, card_of, rounds, timeline
from studykit.reviews import TIMELINE
from studykit.study import answering

if TYPE_CHECKING:
    from studykit.progress.timeline import Event

SIGNS = {"known": "●", "shaky": "◐", "unseen": "○"}
"""How well a fact is known, drawn; off a terminal the words stand themselves."""


def command(
    context: Context,
    theme: ThemeOption = None,
    start: Annotated[int | None, Option("--from", metavar="YEAR", help="The first year.")] = None,
    end: Annotated[int | None, Option("--to", metavar="YEAR", help="The last year.")] = None,
    case: CaseOption = None,
    quiz: Annotated[bool, Option("--quiz", help="Put four facts in order, round by round.")] = False,
    rounds: Annotated[int, Option(min=1, help="At most so many rounds of --quiz.")] = 5,
    as_json: AsJson = False,
) -> None:
    """Show the dated facts of your case on a line, with what you know of each."""
    here = invocation(context)
    here.study(case)
    collection = here.collection
    cards = (here.library.card(card.id) for card in collection.listings((), theme))
    events = [
        event
        for event in timeline(cards, chances_on(collection.past(), here.today().toordinal()))
        if (start is None or event.date.end.year >= start) and (end is None or event.date.start.year <= end)
    ]
    if not events:
        raise NotFoundError(
            "None of these cards has a date; leave out an option, or study a case (`--case`)."
        )
    if as_json:
        say_json([_row(event) for event in events])
    elif quiz:
        _quiz(here, events, rounds)
    else:
        say(screen(events, here.style))


def _row(event: Event) -> dict[str, object]:
    return {
        "card": event.fact,
        "date": event.date.text,
        "fact": event.text,
        "recall": None if event.recall is None else round(event.recall, 4),
        "known": _known(event),
    }


def _known(event: Event) -> str:
    return "unseen" if event.recall is None else "known" if event.recall >= KNOWN else "shaky"


def screen(events: Sequence[Event], style: Style) -> str:
    """Give the line of time, year by year."""
    counts = Counter(map(_known, events))
    told = ", ".join(f"{style.symbol(f'{SIGNS[each]} ', '')}{counts[each]} {each}" for each in SIGNS)
    lines = [style.heading(f"{count(len(events), 'dated fact')}: {told}")]
    year = None
    for event in events:
        if event.date.start.year != year:
            year = event.date.start.year
            lines += ["", style.strong(f"  {year}")]
        sign = style.symbol(f"│ {SIGNS[_known(event)]}", f"{_known(event)}:")
        lines.append(style.text(f"{spoken(event.date)}: {event.text}", indent=6, first=f"  {sign} "))
    return "\n".join(lines)


def _quiz(here: Invocation, events: Sequence[Event], most: int) -> None:
    """Ask round by round, until she stops or the facts are used up."""
    import random

    terminal.prepare("A quiz")
    drawn = rounds(events, random.Random(milliseconds()))[:most]
    if not drawn:
        raise NotFoundError(
            f"There are no {ROUND} facts here whose dates can be told apart; leave out an option."
        )
    scores: list[float] = []
    try:
        for number, round_ in enumerate(drawn, 1):
            score = _ask(here, round_, f"{number}/{len(drawn)}")
            if score is None:
                break
            scores.append(score)
    except (KeyboardInterrupt, EOFError):
        say()
    if scores:
        right = sum(score == 1.0 for score in scores)
        here.say(f"{right} of {count(len(scores), 'round')} wholly in order.")
    here.say("No card's schedule was changed.")


def _ask(here: Invocation, events: Sequence[Event], place: str) -> float | None:
    """Ask for the order of some facts; give the score (0-1), or None when she stops."""
    card, style = card_of(events), here.style
    shown = shown_order(card, milliseconds())
    say("\n".join([style.rule(), style.faint(style.line(f"{place}, q ends")), ""]))
    say("\n".join([*screens.body(card, shown, style), ""]))
    started = seconds()
    while True:
        answer = terminal.read_answer(f"{style.edge}> ").strip()
        if answer.lower() in ("q", "/quit"):
            return None
        mark = here.collection.mark(card, answer, shown)
        if len(mark.points) == len(events):
            break
        say(style.line("Type the numbers in the order of time, such as 2 4 1 3."))
    answering.note_exercise(
        here.collection,
        TIMELINE,
        " ".join(event.fact for event in events),
        score=mark.score,
        seconds=seconds() - started,
        at=milliseconds(),
        day=here.today(),
    )
    say(screens.verdict(card, mark, {}, style, answer=answer) + "\n")
    return mark.score
