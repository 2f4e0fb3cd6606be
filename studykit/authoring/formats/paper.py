"""Decks on paper: a hand-out with an answer key, or cards to cut out, as one HTML file for A4.

A hand-out asks one of several siblings, for a gap that is open in the next question answers itself; every
version asks the next one. No scripts, nothing loaded. Cards to cut out stand eight on a page; every second page holds the backs, their
columns swapped, so that they meet when the sheet is turned over its long edge.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from studykit.authoring.shared import Decks, answer_lines, families, question, shown_items
from studykit.cards import Card, Choice, Listed, Ordered, Points, shown_order
from studykit.visible import EMPHASIS, visible

COLUMNS, ROWS = 2, 4
SIZES = ((90, "l"), (180, "m"), (340, "s"))
"""Characters up to which a text on a card is set large, middling, small; longer ones tiny."""

SHORT = 28
"""Characters up to which all options of a question fit on one line."""

Sheet = tuple[str, Sequence[Card]]


@dataclass(frozen=True, slots=True)
class Paper:
    """How a hand-out is set.

    `cards` is how many questions are asked (all when 0), `seed` what questions and options are shuffled by (the
    deck's order when None), `versions` the names of sheets that each ask in their own way.
    """

    cards: int = 0
    seed: int | None = None
    versions: tuple[str, ...] = ()


ONE_SHEET = Paper()

_PAGE = """\
:root { color-scheme: light; --ink: #111; --soft: #555; --line: #999; }
* { box-sizing: border-box; }
body { margin: 0 auto; color: var(--ink); background: #fff; font: 11pt/1.4 Charter, "Iowan Old Style", Palatino, Georgia, serif; }
h1, h2 { line-height: 1.2; font-weight: 600; } h1 { margin: 0 0 .3rem; font-size: 18pt; } h2 { margin: 1.6rem 0 .5rem; font-size: 13pt; }
@media print { h2 { break-after: avoid; } }
"""
_HAND_OUT = """\
body { max-width: 17cm; padding: 1.5rem; }
.sheet + .sheet, .key { break-before: page; } .name { margin: 0 0 1.4rem; color: var(--soft); }
.name span { display: inline-block; width: 9.5rem; border-bottom: 1px solid var(--line); } .name .total { width: 2rem; }
ol { margin: 0; padding-left: 2.2rem; } .questions li { position: relative; margin: 0 0 1rem; padding-right: 2.6rem; break-inside: avoid; }
li::marker { color: var(--soft); } .marks { position: absolute; right: 0; top: 0; color: var(--soft); font-size: 9.5pt; white-space: nowrap; }
.options { margin: .35rem 0 0; padding: 0; list-style: none; } .options.short { display: flex; flex-wrap: wrap; gap: 0 1.8rem; }
.options li { margin: 0 0 .2rem; padding: 0 0 0 1.5rem; } .options li::before { content: ""; position: absolute; left: 0; top: .22em; width: .85em;
  height: .85em; border: 1px solid var(--ink); } .options.places li { padding-left: 2.4rem; } .options.places li::before { width: 1.7em; height: 1.1em; top: .1em; }
.line { height: 1.9rem; border-bottom: 1px solid var(--line); }
.key li { margin-bottom: .45rem; break-inside: avoid; } .note { color: var(--soft); font-size: 9.5pt; }
@page { size: A4; margin: 18mm 20mm; } @media print { body { max-width: none; padding: 0; } }
"""
_CUT_OUT = """\
body { width: 190mm; }
.how { padding: 1rem 0; color: var(--soft); } .page { display: grid; grid-template-columns: repeat(2, 95mm); grid-template-rows: repeat(4, 68mm);
  break-after: page; break-inside: avoid; } .page:last-child { break-after: auto; }
.card { position: relative; padding: 6mm 7mm 9mm; overflow: hidden; display: flex; flex-direction: column; justify-content: center; text-align: center;
  border: .3mm dashed var(--line); }
.l { font-size: 13pt; } .m { font-size: 11pt; } .s { font-size: 9pt; line-height: 1.3; } .t { font-size: 7pt; line-height: 1.25; }
.card p { margin: 0 0 .25em; overflow-wrap: anywhere; } .card small { position: absolute; left: 7mm; right: 7mm; bottom: 3mm; color: var(--soft); font-size: 6.5pt; }
.extra { color: var(--soft); font-size: .85em; }
@page { size: A4; margin: 10mm; } @media print { .how { display: none; } }
"""


def hand_out(decks: Decks, paper: Paper = Paper()) -> bytes:
    """Sheets of questions with room for answers and a column for marks, and a key for each on its own page."""
    heading = _title(decks)
    body, keys = [], []
    for place, version in enumerate(paper.versions or ("",)):
        named = f"{heading} · {_text(version)}" if version else heading
        chosen = _chosen(decks, paper, place)
        body += [
            f'<section class="sheet">\n<h1>{named}</h1>',
            _top(chosen),
            *_questions(chosen, paper, place),
            "</section>",
        ]
        keys += [f'<section class="key">\n<h1>{named}: answers</h1>', *_answers(chosen), "</section>"]
    return _page(heading, _HAND_OUT, [*body, *keys])


def asked_in(decks: Decks, paper: Paper = ONE_SHEET) -> int:
    """How many questions each version of a hand-out asks: one of each family of siblings."""
    return sum(len(cards) for _, cards in _chosen(decks, paper, 0))


def _chosen(decks: Decks, paper: Paper, place: int) -> list[Sheet]:
    """The cards of one version, by deck: one of each family of siblings, the same families in every version."""
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


def _top(chosen: Sequence[Sheet]) -> str:
    total = sum(card.expected.need for _, cards in chosen for card in cards)
    return (
        '<p class="name">Name <span></span> &emsp; Date <span></span> &emsp; '
        f'Marks <span class="total"></span> / {total}</p>'
    )


def _questions(chosen: Sequence[Sheet], paper: Paper, place: int) -> list[str]:
    lines = []
    for title, cards in _numbered(chosen):
        lines += [title, *(_asked(card, paper, place) for card in cards), "</ol>"]
    return [line.replace("<ol", '<ol class="questions"', 1) for line in lines]


def _answers(chosen: Sequence[Sheet]) -> list[str]:
    lines = []
    for title, cards in _numbered(chosen):
        lines += [title, *map(_answered, cards), "</ol>"]
    return lines


def _numbered(chosen: Sequence[Sheet]) -> list[tuple[str, Sequence[Card]]]:
    """Each deck's beginning and cards; the numbers go on from deck to deck."""
    made = []
    first = 1
    several = sum(bool(cards) for _, cards in chosen) > 1
    for title, cards in chosen:
        if cards:
            head = f"<h2>{_text(title)}</h2>\n" if several else ""
            made.append((f'{head}<ol start="{first}">', cards))
            first += len(cards)
    return made


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
    return _page(_title(decks), _CUT_OUT, body)


def _mirrored(backs: Sequence[str]) -> list[str]:
    """Swap the columns of every row, an empty place standing for a card that is not there."""
    whole = [*backs, *[""] * (-len(backs) % COLUMNS)]
    return [back for row in range(0, len(whole), COLUMNS) for back in reversed(whole[row : row + COLUMNS])]


def _sheet(faces: Sequence[str]) -> str:
    return '<section class="page">\n' + "\n".join(each or "<div></div>" for each in faces) + "\n</section>"


def _front(card: Card, title: str) -> str:
    shown = "".join(f"<p>{_text(each)}</p>" for each in shown_items(card))
    size = _size(question(card), *shown_items(card))
    extra = f'<div class="extra">{shown}</div>' if shown else ""
    return (
        f'<div class="card {size}"><p>{_text(question(card))}</p>{extra}<small>{_text(title)}</small></div>'
    )


def _back(card: Card) -> str:
    lines = answer_lines(card)
    size = _size(*lines, card.note or "")
    note = f'<p class="extra">{_text(card.note)}</p>' if card.note else ""
    body = "".join(f"<p>{_text(line)}</p>" for line in lines)
    return f'<div class="card {size}">{body}{note}<small>{_text(str(card.id))}</small></div>'


def _size(*texts: str) -> str:
    """Choose a size by how much has to fit; every further line counts as half a line of text."""
    length = sum(map(len, texts)) + 20 * (len(texts) - 1)
    return next((size for longest, size in SIZES if length <= longest), "t")


def _asked(card: Card, paper: Paper, place: int) -> str:
    marks = f'<span class="marks">/ {card.expected.need}</span>'
    return f"<li>{marks}{_text(question(card))}{_options(card, paper, place)}{_room(card)}</li>"


def _options(card: Card, paper: Paper, place: int) -> str:
    """What is ticked, or what is put in order by numbers in boxes.

    Each version turns the options on by one, so that no box stands where a neighbour's does.
    """
    shown = shown_items(card)
    if not shown:
        return ""
    # groups, and "True" before "False", stand as they are written: only options of a choice are mixed
    if isinstance(card.expected, Choice) and card.kind == "choose":
        order = shown_order(card, 0)
        shown = [shown[place] for place in order] if order else shown
        if [each.casefold() for each in shown] != ["true", "false"]:
            if paper.seed is not None:
                random.Random(f"{paper.seed} {card.id}").shuffle(shown)
            turn = place % len(shown)
            shown = [*shown[turn:], *shown[:turn]]
    places = " places" if isinstance(card.expected, Ordered) else ""
    short = " short" if not places and max(map(len, shown)) <= SHORT else ""
    return (
        f'<ul class="options{places}{short}">'
        + "".join(f"<li>{_text(each)}</li>" for each in shown)
        + "</ul>"
    )


def _room(card: Card) -> str:
    """Give lines to write on: none where an option is ticked, one an item, two a point."""
    match card.expected:
        case Listed(_, need, _):
            lines = need
        case Points(_, need):
            lines = 2 * need
        case _:
            lines = 0 if isinstance(card.expected, Choice | Ordered) else 1
    return '<div class="line"></div>' * min(lines, 8)


def _answered(card: Card) -> str:
    note = f'<br><span class="note">{_text(card.note)}</span>' if card.note else ""
    lines = answer_lines(card)
    joined = "<br>" if len(lines) > 1 else ""
    return f"<li>{(joined or ' ').join(map(_text, lines))}{note}</li>"


def _title(decks: Decks) -> str:
    return _text(decks[0].deck.title) if len(decks) == 1 else "Revision questions"


def _text(text: str) -> str:
    return EMPHASIS.sub(lambda found: f"<em>{found[1]}</em>", escape(visible(text))).replace("\n", "<br>")


def _page(title: str, style: str, body: Sequence[str]) -> bytes:
    lines = [
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{title}</title>\n<style>\n{_PAGE}{style}</style>\n</head>\n<body>",
        *(line for line in body if line),
        "</body>\n</html>\n",
    ]
    return "\n".join(lines).encode()
