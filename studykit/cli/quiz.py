"""`studykit quiz`: the daily session at the keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from typer import Argument, Context, Option

from studykit.cli import completing, day_screens
from studykit.cli.clock import jumped
from studykit.cli.context import CaseOption, Invocation, ThemeOption, invocation
from studykit.cli.display import count, say, tell, tell_text
from studykit.errors import NotFoundError, UsageError
from studykit.frozen import dataclass
from studykit.memory import queue
from studykit.names import nearest, some_of
from studykit.study.agenda import agenda, more, of_cards
from studykit.study.missed_cards import not_known

if TYPE_CHECKING:
    from studykit.cli.display import Style
    from studykit.cli.sitting import Sitting
    from studykit.decks.library import Listing
    from studykit.study.agenda import Agenda
    from studykit.study.collection import Collection

MORE_SECONDS = 300.0
"""How long `--more` asks on where no exam says how long a day's study is."""


def command(
    context: Context,
    decks: Annotated[
        list[str] | None,
        Argument(metavar="[DECK]...", help="Decks; all if none.", autocompletion=completing.decks),
    ] = None,
    minutes: Annotated[int | None, Option(min=1, help="Stop after about so many minutes.")] = None,
    cards: Annotated[int | None, Option(min=1, help="Ask at most so many questions.")] = None,
    new: Annotated[int | None, Option(min=0, help="New cards a day (default: 10).")] = None,
    theme: ThemeOption = None,
    factor: Annotated[
        str | None, Option(metavar="CAUSE", help="Only the facts that essays argue one cause with.")
    ] = None,
    learn: Annotated[bool, Option("--learn", help="Show each new card with its answer first.")] = False,
    missed: Annotated[
        bool, Option("--missed", help="What you got wrong on the last day you studied, once more.")
    ] = False,
    more: Annotated[bool, Option("--more", help="More than today's plan, on a day off too.")] = False,
    weak: Annotated[bool, Option("--weak", help="The cards you know least, due or not.")] = False,
    cram: Annotated[
        bool, Option("--cram", help="Every card; without an exam set, the schedule stays as it is.")
    ] = False,
    case: CaseOption = None,
) -> None:
    """Ask what today's plan holds."""
    from studykit.cli import after_quiz, deck_history, terminal

    terminal.prepare("A quiz", "run `studykit quiz` in one, without a pipe")
    kinds = {"--weak": weak, "--cram": cram, "--missed": missed, "--more": more}
    named = [name for name, wanted in kinds.items() if wanted]
    if len(named) > 1:
        raise UsageError(f"{' and '.join(named)} are different sittings; choose one of them.")
    here = invocation(context)
    here.study(case)
    deck_history.settle(here.collection, here.style, ask=True)
    chosen = listings(here, decks or (), theme)
    if factor is not None:
        chosen = of_factor(here, chosen, factor)
    asked = SittingOptions(named[0] if named else "", minutes, new)
    day = day_of(here.collection, chosen, here.today(), asked)
    if not day.questions:
        for sentence in nothing_to_ask(here, day, asked).split("\n"):
            say(here.style.line(sentence))
        return
    name_left_out(here)
    sitting = sitting_of(here.collection, here.style, chosen, day, asked, cards)
    sitting.learning = learn
    sitting.offers_learning = here.collection.store.newest_study_day() is None and not learn
    sitting.reopen = here.read_decks
    sitting.run(asked.seconds)
    if by := jumped():
        days = round(by.total_seconds() / 86_400)
        way = "ahead" if days > 0 else "back"
        tell_text(
            f"This computer's clock was set {count(abs(days), 'day')} {way} while the quiz was open; your "
            "answers are dated as if it had not been."
        )
    after_quiz.close(here, sitting, daily=asked == SittingOptions())
    if asked == SittingOptions() and not any((decks, theme, factor, cards)):
        after_quiz.ask_for_exam(here, sitting)


@dataclass(frozen=True, slots=True)
class SittingOptions:
    """What kind of sitting was asked for (the option that names it, or none), and for how long."""

    kind: str = ""
    minutes: int | None = None
    new: int | None = None

    @property
    def seconds(self) -> float | None:
        """The seconds she has chosen; None when the plan decides."""
        return None if self.minutes is None else self.minutes * 60.0


def day_of(collection: Collection, chosen: list[Listing], today: date, asked: SittingOptions) -> Agenda:
    """Give the questions of the sitting that was asked for."""
    exams = collection.coming_exams(today)
    match asked.kind:
        case "":
            return agenda(collection, chosen, today, seconds=asked.seconds, new=asked.new)
        case "--more":
            usual = exams[0].minutes * 60.0 if exams else MORE_SECONDS
            return more(collection, chosen, today, asked.seconds or usual)
        case "--weak":
            waiting = queue.weakest(chosen, collection.states, today)
        case "--cram":
            waiting = queue.everything(chosen, collection.states, today)
        case _:
            waiting = not_known(collection, chosen)[1]
    return of_cards(collection, chosen, today, waiting)


def sitting_of(
    collection: Collection,
    style: Style,
    chosen: list[Listing],
    day: Agenda,
    asked: SittingOptions,
    limit: int | None = None,
) -> Sitting:
    """Give the sitting that asks a day's questions, at most `limit` of them."""
    from studykit.cli.sitting import Sitting
    from studykit.memory.session import Session

    exams = day.exam is not None
    retry = collection.settings.retry
    again = (not exams if retry is None else retry) and asked.kind != "--missed"
    return Sitting(
        collection,
        Session(day.questions, retry=again, limit=limit),
        day.day,
        style,
        # With an exam every answer counts, for what is crammed is known better on its day; but not what is
        # repeated on the day it was missed: it would look better known than it is.
        counts=not exams if asked.kind == "--missed" else exams or asked.kind != "--cram",
        kinds=chosen,
        limit=day.limit if asked.kind in ("", "--more") else None,
    )


def listings(here: Invocation, decks: Sequence[str], theme: str | None) -> list[Listing]:
    """Give the cards to choose from.

    Raises:
        NotFoundError: when there are no decks at all, or not one of that name or theme.
    """
    collection = here.collection
    if not here.library.decks:
        folders = ", ".join(str(folder) for folder in here.folders.decks)
        raise NotFoundError(
            f"There are no decks in {folders}; put .yaml decks there, or name a folder by --decks."
        )
    chosen = collection.listings(decks, theme)
    if not chosen:
        raise NotFoundError(f"There are no cards to ask in {' or '.join(decks) or 'these decks'}.")
    return chosen


def of_factor(here: Invocation, chosen: list[Listing], factor: str) -> list[Listing]:
    """Give the cards that ask for the facts of a cause in the cases she studies.

    Raises:
        NotFoundError: when no plan argues such a cause with facts; it offers the nearest.
    """
    from studykit.cli.essay_material import material
    from studykit.progress.readiness import causes

    every = causes(material(here), {}, None, {})
    known = {each.factor for each in every}
    if factor not in known:
        raise NotFoundError(
            f"No plan has facts for a cause `{factor}`{nearest(factor, known)} "
            f"Causes here: {', '.join(sorted(known))}."
        )
    cards = {card for each in every if each.factor == factor for card in each.cards}
    found = [card for card in chosen if card.id in cards]
    if not found:
        raise NotFoundError(f"None of these cards is a fact for the cause `{factor}`.")
    return found


def nothing_to_ask(here: Invocation, day: Agenda, asked: SittingOptions) -> str:
    """Say why there is nothing to ask now, and what can be done instead."""
    if asked.kind == "--weak":
        return (
            "You have not met any of these cards yet, so none is weak. `studykit quiz` begins with new ones."
        )
    if asked.kind == "--missed":
        return "Nothing to look at again: you knew all that was asked last."
    if asked.kind == "--more":
        return "There is no card left that you have not answered today."
    coming = day_screens.coming(here.collection, day)
    why = "A day off: nothing is planned." if day.is_off else "Done for today."
    return f"{why} {coming}\n`studykit quiz --more` asks more all the same; --weak what you know least."


def name_left_out(here: Invocation) -> None:
    """Name the cards, and the files, that an error keeps out of the quiz."""
    files = [Path(file).name for file in here.library.unused]
    for what, left_out in (("card", sorted(here.library.left_out)), ("file", files)):
        if left_out:
            verb = "has an error and is" if len(left_out) == 1 else "have errors and are"
            tell(
                f"{count(len(left_out), what)} {verb} left out ({some_of(left_out)}); "
                "`studykit deck check` shows what to mend."
            )
