"""Decks on paper: a hand-out with an answer key, or cards to cut out, as one HTML file for A4.

A hand-out asks one of several siblings, for a gap that is open in the next question answers itself; every
version asks the next one. Cards to cut out stand eight on a page; every second page holds the backs, their
columns swapped, so that they meet when the sheet is turned over its long edge.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from studykit.authoring.shared import Decks, answer_lines, families, question, shown_items
from studykit.cards import Card, Choice, Ordered, Points
from studykit.html_page import html_page, html_prose

COLUMNS, ROWS = 2, 4
SIZES = ((90, "l"), (180, "m"), (340, "s"))
"""Characters up to which a text on a card is set large, middling, small; longer ones tiny."""

MOST = 1_000
"""Characters that a card has room for; of longer answers only the model wordings are set."""

SHORT = 28
"""Characters up to which all options of a question fit on one line."""

Sheet = tuple[str, Sequence[Card]]


@dataclass(frozen=True, slots=True)
class Paper:
    """How a hand-out is set.

    `cards` is how many questions are asked (all when 0), `seed` what questions and options are shuffled by
    (the deck's order when None), `versions` the names of sheets that each ask in their own way.
    """

    cards: int = 0
    seed: int | None = None
    versions: tuple[str, ...] = ()


ONE_SHEET = Paper()


def hand_out(decks: Decks, paper: Paper = Paper()) -> bytes:
    """Sheets of questions with room for answers and marks, and a key for each on its own page."""
    heading = html_prose(_title(decks))
    body, keys = [], []
    for place, version in enumerate(paper.versions or ("",)):
        named = f"{heading} · {html_prose(version)}" if version else heading
        chosen = _chosen(decks, paper, place)
        total = sum(card.expected.need for _, cards in chosen for card in cards)
        top = (
            '<p class="name">Name <span></span> &emsp; Date <span></span> &emsp; '
            f'Marks <span class="total"></span> / {total}</p>'
        )
        asked = _numbered(chosen, ' class="questions"', partial(_asked, paper=paper, place=place))
        body += [f'<section class="sheet">\n<h1>{named}</h1>', top, *asked, "</section>"]
        answers = _numbered(chosen, "", _answered)
        keys += [f'<section class="key">\n<h1>{named}: answers</h1>', *answers, "</section>"]
    return _page(decks, "hand_out.css", [*body, *keys])


def asked_in(decks: Decks, paper: Paper = ONE_SHEET) -> int:
    """How many questions each version of a hand-out asks: one of each family of siblings."""
    return sum(len(cards) for _, cards in _chosen(decks, paper, 0))


def _chosen(decks: Decks, paper: Paper, place: int) -> list[Sheet]:
    """The cards of one version, by deck: one of each family, the same families in every version."""
    every = [(shared.deck.title, family) for shared in decks for family in families(shared.asked)]
    if 0 < paper.cards < len(every):
        # the families that are asked hang on the seed alone, so that all versions ask of the same
        numbers = sorted(random.Random(str(paper.seed)).sample(range(len(every)), paper.cards))
        every = [every[number] for number in numbers]
    chosen = [(title, family[place % len(family)]) for title, family in every]
    if paper.seed is not None:
        random.Random(f"{paper.seed} {place}").shuffle(chosen)
    titles = [shared.deck.title for shared in decks]
    return [(title, [card for each, card in chosen if each == title]) for title in dict.fromkeys(titles)]


def _numbered(chosen: Sequence[Sheet], kind: str, item: Callable[[Card], str]) -> list[str]:
    """The cards of each deck as a list; the numbers go on from deck to deck."""
    lines = []
    first = 1
    filled = [(title, cards) for title, cards in chosen if cards]
    for title, cards in filled:
        lines += [f"<h2>{html_prose(title)}</h2>"] if len(filled) > 1 else []
        lines += [f'<ol{kind} start="{first}">', *map(item, cards), "</ol>"]
        first += len(cards)
    return lines


def cut_out(decks: Decks) -> bytes:
    """Give pages of cards with a page of backs behind each."""
    cards = [(card, shared.deck.title) for shared in decks for card in shared.asked]
    how = (
        "Print on both sides, turned over the long edge, at 100 % with no margins added; cut along the lines."
    )
    body = [f'<p class="how">{how}</p>']
    for start in range(0, len(cards), COLUMNS * ROWS):
        sheet = cards[start : start + COLUMNS * ROWS]
        body.append(_sheet([_front(card, title) for card, title in sheet]))
        body.append(_sheet(_mirrored([_back(card) for card, _ in sheet])))
    return _page(decks, "cut_out.css", body)


def _mirrored(backs: Sequence[str]) -> list[str]:
    """Swap the columns of every row, an empty place standing for a card that is not there."""
    whole = [*backs, *[""] * (-len(backs) % COLUMNS)]
    return [back for row in range(0, len(whole), COLUMNS) for back in reversed(whole[row : row + COLUMNS])]


def _sheet(faces: Sequence[str]) -> str:
    return '<section class="page">\n' + "\n".join(each or "<div></div>" for each in faces) + "\n</section>"


def _front(card: Card, title: str) -> str:
    asked, shown = question(card), shown_items(card)
    items = "".join(f"<p>{html_prose(each)}</p>" for each in shown)
    extra = f'<div class="extra">{items}</div>' if items else ""
    return _face(f"<p>{html_prose(asked)}</p>{extra}", title, asked, *shown)


def _back(card: Card) -> str:
    lines, told = answer_lines(card), card.note or ""
    if _length(*lines, told) > MOST:
        lines = answer_lines(card, wordings=0)
    note = f'<p class="extra">{html_prose(told)}</p>' if told else ""
    body = "".join(f"<p>{html_prose(line)}</p>" for line in lines)
    return _face(f"{body}{note}", str(card.id), *lines, told)


def _face(body: str, foot: str, *texts: str) -> str:
    """A side of a card, in a size by how much has to fit."""
    size = next((size for longest, size in SIZES if _length(*texts) <= longest), "t")
    return f'<div class="card {size}">{body}<small>{html_prose(foot)}</small></div>'


def _length(*texts: str) -> int:
    """The letters of the texts of a side; every further text counts as half a line."""
    return sum(map(len, texts)) + 20 * (len(texts) - 1)


def _asked(card: Card, paper: Paper, place: int) -> str:
    marks = f'<span class="marks">/ {card.expected.need}</span>'
    return f"<li>{marks}{html_prose(question(card))}{_options(card, paper, place)}{_room(card)}</li>"


def _options(card: Card, paper: Paper, place: int) -> str:
    """What is ticked, or what is put in order by numbers in boxes.

    Each version turns the options on by one, so that no box stands where a neighbour's does.
    """
    shown = shown_items(card, mixed=True)
    if not shown:
        return ""
    # groups, and "True" before "False", stand as they are written: only options of a choice are mixed
    is_truth = [each.casefold() for each in shown] == ["true", "false"]
    if isinstance(card.expected, Choice) and card.kind == "choose" and not is_truth:
        if paper.seed is not None:
            random.Random(f"{paper.seed} {card.id}").shuffle(shown)
        turn = place % len(shown)
        shown = [*shown[turn:], *shown[:turn]]
    places = " places" if isinstance(card.expected, Ordered) else ""
    short = " short" if not places and max(map(len, shown)) <= SHORT else ""
    items = "".join(f"<li>{html_prose(each)}</li>" for each in shown)
    return f'<ul class="options{places}{short}">{items}</ul>'


def _room(card: Card) -> str:
    """Lines to write on: none where an option is ticked, one an item, two a point."""
    match card.expected:
        case Choice() | Ordered():
            lines = 0
        case Points(_, need):
            lines = 2 * need
        case expected:
            lines = expected.need
    return '<div class="line"></div>' * min(lines, 8)


def _answered(card: Card) -> str:
    note = f'<br><span class="note">{html_prose(card.note)}</span>' if card.note else ""
    lines = answer_lines(card)
    between = "<br>" if len(lines) > 1 else " "
    return f"<li>{between.join(map(html_prose, lines))}{note}</li>"


def _title(decks: Decks) -> str:
    return decks[0].deck.title if len(decks) == 1 else "Revision questions"


def _page(decks: Decks, kind: str, body: Sequence[str]) -> bytes:
    styles = (Path(__file__).with_name(name).read_text(encoding="utf-8") for name in ("paper.css", kind))
    return html_page(_title(decks), "".join(styles), body)
