"""A marked set on a terminal: what is open, whom to see, and what a class finds hard."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from studykit.classes.card_results import AnswerGroup, CardResult, CellOutcome
from studykit.classes.decisions import Offer
from studykit.classes.grid import LEGEND, SIGNS, Grid, points, to_see
from studykit.cli.cells import cells, padded
from studykit.cli.deck_list import wording_line
from studykit.cli.display import Style, count
from studykit.names import some_of
from studykit.visible import visible

LONGEST, LONGEST_OPEN = 60, 300
"""Characters that are shown of an answer, and of one that is to be judged."""

NAMED = 6
"""Students who are named of those who gave an answer."""

NARROW = 60
"""Columns of a terminal that is too narrow for a card's name and its numbers on one line."""

LONGEST_NAME = 24
"""Columns of a student's name."""

RIGHT = "right"
"""What the row below the students is called, which counts the right answers."""


def shown(results: Sequence[CardResult], grid: Grid, style: Style) -> str:
    """Show a set: with students the open answers, then the grid; always the cards, the hardest first."""
    if not grid.rows:
        return cards(results, style)
    parts = (open_answers(results, style), students(grid, style), cards(results, style, open_too=False))
    return "\n\n".join(filter(None, parts))


def open_answers(results: Sequence[CardResult], style: Style) -> str:
    """Show what marking is not sure of, the same answers together; nothing when there is none."""
    asked = [each for each in results if each.undecided]
    if not asked:
        return ""
    number = sum(each.counts[CellOutcome.OPEN] for each in asked)
    lines = [style.strong(f"{count(number, 'answer is', 'answers are')} open: marking is not sure")]
    for each in asked:
        lines += [style.text(each.card.ask, indent=4, first="  ")]
        lines += [style.text(_given(told, LONGEST_OPEN), indent=8, first="    ") for told in each.undecided]
    lines.append(style.text("--review goes through them, one key each.", indent=2))
    return "\n".join(lines)


def _given(told: AnswerGroup, most: int = LONGEST) -> str:
    """An answer with how often it was given, and by whom."""
    return f"{told.times} × “{visible(told.answer)[:most]}”{named(told.students)}"


def named(given_by: Sequence[str]) -> str:
    """Some students in brackets, with how many more there are; nothing for none."""
    return f" ({some_of([*map(visible, given_by)], NAMED)})" if given_by else ""


def students(grid: Grid, style: Style) -> str:
    """Show the grid, in blocks as wide as the terminal, with the questions below it."""
    longest = max(len(RIGHT), *(cells(visible(row.student)) for row in grid.rows))
    width = min(LONGEST_NAME, style.width // 3, longest)
    wide = max(len(str(number)) for number in (len(grid.cards), *grid.totals(CellOutcome.RIGHT))) + 1
    totals = f"{f'of {len(grid.cards)}':>7}{'open':>6}{'blank':>7}"
    room = style.width - width - 3
    lines = [style.strong(count(len(grid.rows), "student"))]
    every = range(len(grid.cards))
    if wide * len(every) + len(totals) <= room:
        lines += _block(grid, every, width, wide, totals)
    else:
        lines += _block(grid, range(0), width, wide, totals)
        step = max(1, room // wide)
        for start in every[::step]:
            lines += ["", *_block(grid, every[start : start + step], width, wide, "")]
    lines += [style.faint(style.text(LEGEND)), ""]
    for number, card in enumerate(grid.cards, start=1):
        lines.append(style.faint(style.text(card.ask, indent=wide + 3, first=f"{number:>{wide + 1}}  ")))
    if grid.to_see:
        lines += ["", style.text(to_see(grid))]
    return "\n".join(lines)


def _block(grid: Grid, places: range, width: int, wide: int, totals: str) -> Iterator[str]:
    """Some columns of the grid, and the totals of each row where they are wanted."""
    yield f"  {'':{width}}{''.join(f'{place + 1:>{wide}}' for place in places)}{totals}"
    for row in grid.rows:
        signs = "".join(f"{SIGNS[row.outcomes[place]]:>{wide}}" for place in places)
        name = padded(_cut(visible(row.student), width), width)
        open_, blank = (row.counts[kind] or "" for kind in (CellOutcome.OPEN, CellOutcome.BLANK))
        its = f"{points(row.total):>7}{open_:>6}{blank:>7}" if totals else ""
        yield f"  {name}{signs}{its}".rstrip()
    if places:
        right = grid.totals(CellOutcome.RIGHT)
        yield f"  {RIGHT:{width}}{''.join(f'{right[place]:>{wide}}' for place in places)}"


def _cut(name: str, width: int) -> str:
    name = name[: 4 * width]  # of which most are marks on others, in no name that is one
    while cells(name) > width:
        name = name[:-1]
    return name


def cards(results: Sequence[CardResult], style: Style, *, open_too: bool = True) -> str:
    """Show the cards a class finds hardest first, each with its verdicts and commonest wrong answers.

    `open_too`: whether open answers are among those worth a look, or stand elsewhere.
    """
    width = max(len(str(each.card.id)) for each in results)
    start = "" if style.width >= NARROW else "\n    "  # the numbers go below the card's name
    lines = [style.strong(f"{'card':<{0 if start else width}}{start}  {'  '.join(CellOutcome)}")]
    for each in results:
        numbers = "".join(f"  {each.counts[kind]:>{len(kind)}}" for kind in CellOutcome)
        lines.append(f"{each.card.id:<{0 if start else width}}{start}{numbers}")
        told = [f"{_given(wrong)}: {wrong.why}" if wrong.why else _given(wrong) for wrong in each.commonest]
        elsewhere = frozenset(() if open_too else each.undecided)
        worth = [told for told in each.consider if told not in elsewhere]
        if worth:
            phrasings = ", ".join(f"“{visible(told.answer)[:LONGEST]}”" for told in worth)
            told.append(f"worth a look: {phrasings}")
        lines += [style.faint(style.text(line, indent=6, first="    ")) for line in told]
    answers = sum(each.answers - each.counts[CellOutcome.BLANK] for each in results)
    return "\n".join([*lines, "", f"{count(answers, 'answer')} to {count(len(results), 'card')}"])


def offered(offers: Sequence[Offer]) -> str:
    """Show decisions as lines to paste into deck files, each with the card's file and line."""
    lines = []
    for offer in offers:
        place = f"{visible(offer.card.place.file)}:{offer.card.place.line}: {offer.card.id}"
        point = f", for “{visible(offer.point)}”" if offer.point else ""
        line = f'{offer.key}: {{{json.dumps(visible(offer.answer), ensure_ascii=False)}: ""}}'
        if offer.key == "accept":
            says = [item.say for item in offer.card.expected.items]
            line = wording_line(offer.card, offer.answer, says.index(offer.point) if offer.point else None)
        lines += [f"{place}{point}, typed {count(offer.times, 'time')}", f"    {line}"]
    return "\n".join(lines)
