"""`studykit question`: a practice question to plan for."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Annotated

from typer import Context, Option

from studykit.cli.clock import milliseconds
from studykit.cli.context import AsJson, CaseOption, Invocation, invocation
from studykit.cli.display import say, say_json, tell
from studykit.cli.essay_material import material
from studykit.cli.started import program
from studykit.errors import NotFoundError, UsageError
from studykit.essays.paper_two import terms
from studykit.essays.question_templates import ask, questions
from studykit.files import make_private, read_plain, write_whole
from studykit.memory.queue import recall
from studykit.names import nearest

REMEMBERED = 30
"""Questions that are not asked again soon."""

LARGEST = 1_000_000
"""Bytes that are read of where they are kept."""


def command(
    context: Context,
    term: Annotated[
        str | None, Option(metavar="TERM", help='Only this command term, such as "discuss".')
    ] = None,
    theme: Annotated[str | None, Option(metavar="THEME", help="Only about this theme of your decks.")] = None,
    weak: Annotated[bool, Option("--weak", help="About the theme you know least.")] = False,
    case: CaseOption = None,
    as_json: AsJson = False,
) -> None:
    """Give a practice question to plan for."""
    here = invocation(context)
    here.study(case)
    if theme is not None and weak:
        raise UsageError("--theme and --weak each choose a theme; use one of them.")
    term = None if term is None else " ".join(term.lower().split())
    if term not in (None, *terms()):
        told = f"There is no command term `{term}`{nearest(str(term), terms())}"
        raise NotFoundError(f"{told} They are: {', '.join(terms())}.")
    found = questions(material(here))
    if not found:
        raise NotFoundError(
            "There is no question for what you study: a question needs a plan whose arguments say with "
            "`bears-on:` what they speak for."
        )
    themes = sorted(set().union(*(each.themes for each in found)))
    if theme is not None and theme not in themes:
        here_are = f"Themes here: {', '.join(themes)}." if themes else "No question here is on a theme."
        raise NotFoundError(f"There is no question on the theme `{theme}`{nearest(theme, themes)} {here_are}")
    if weak:
        theme = _weakest_theme(here, themes)
    recent = asked_lately(here)
    chosen = ask(found, term=term, theme=theme, recent=recent, draw=random.Random(milliseconds()))
    if chosen is None:
        raise NotFoundError("No question fits; leave out --term or --theme.")
    remember(here, [*recent, chosen.text])
    if as_json:
        say_json(
            {
                "question": chosen.text,
                "command_term": chosen.term,
                "themes": list(chosen.themes),
                "cases": chosen.cases,
                "paper": 2,
            }
        )
        return
    say(here.style.heading(chosen.text))
    if weak and theme:
        tell(f"From the theme you know least: {theme}.")
    tell(f"To plan it and compare: {program()} outline --practise {quoted(chosen.text)}")


def _memory(here: Invocation) -> Path:
    """Give the file that remembers which questions were asked lately."""
    return here.folders.store.parent / "recent-questions.txt"


def quoted(text: str) -> str:
    """Write a text as one word for bash, zsh, PowerShell and cmd alike: in double quotes, with none inside.

    A claim's own quotation marks become single ones, and what one of these shells would act on is left out.
    """
    return '"' + "".join(each for each in text.replace('"', "'") if each not in "$`%!^\\") + '"'


def _weakest_theme(here: Invocation, themes: list[str]) -> str | None:
    """Give the theme with the lowest mean recall among cards met; None when nothing was met yet."""
    today, states = here.today(), here.collection.states
    means: list[tuple[float, str]] = []
    for theme in themes:
        met = [recall(states.get(card.id), today) for card in here.library.listings if theme in card.themes]
        known = [each for each in met if each is not None]
        if known:
            means.append((sum(known) / len(known), theme))
    if not means:
        tell("You have not met any cards of a theme that is asked about: any question may come.")
        return None
    return min(means)[1]


def asked_lately(here: Invocation) -> list[str]:
    """Give the questions asked lately, the oldest first."""
    try:
        return read_plain(_memory(here), LARGEST).decode().splitlines()[-REMEMBERED:]
    except (OSError, UnicodeDecodeError):
        return []


def remember(here: Invocation, asked: list[str]) -> None:
    """Keep the questions asked lately; where that fails, one of them may only come again sooner."""
    memory = _memory(here)
    try:
        make_private(memory.parent)
        write_whole(memory, [("\n".join(asked[-REMEMBERED:]) + "\n").encode()])
    except OSError as error:
        tell(f"{memory} cannot be written ({error.strerror}), so this question may come again soon.")
