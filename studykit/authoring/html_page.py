"""Decks on paper: a hand-out with an answer key, or cards to cut out, as one HTML file for A4.

No scripts, nothing loaded. Cards to cut out stand eight on a page; every second page holds the backs, their
columns swapped, so that they meet when the sheet is turned over its long edge.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from studykit.authoring.shared import Decks, answer_lines, question, shown_items
from studykit.cards import Card, Listed, Points
from studykit.visible import EMPHASIS, visible

COLUMNS, ROWS = 2, 4
SIZES = ((90, "l"), (180, "m"), (340, "s"))
"""Characters up to which a text on a card is set large, middling, small; longer ones tiny."""

_PAGE = """\
:root { color-scheme: light; --ink: #111; --soft: #555; --line: #999; }
* { box-sizing: border-box; }
body { margin: 0 auto; color: var(--ink); background: #fff; font: 11pt/1.4 Charter, "Iowan Old Style", Palatino, Georgia, serif; }
h1, h2 { line-height: 1.2; font-weight: 600; } h1 { margin: 0 0 .3rem; font-size: 18pt; } h2 { margin: 1.6rem 0 .5rem; font-size: 13pt; }
@media print { h2 { break-after: avoid; } }
"""
_HAND_OUT = """\
body { max-width: 17cm; padding: 1.5rem; }
.name { margin: 0 0 1.4rem; color: var(--soft); } .name span { display: inline-block; width: 11rem; border-bottom: 1px solid var(--line); }
ol { margin: 0; padding-left: 2.2rem; } li { margin: 0 0 .9rem; break-inside: avoid; } li::marker { color: var(--soft); }
ul { margin: .2rem 0 0; padding-left: 1.1rem; list-style: square; } ul li { margin: 0; }
.line { height: 1.9rem; border-bottom: 1px solid var(--line); }
.key { break-before: page; } .key li { margin-bottom: .45rem; } .note { color: var(--soft); font-size: 9.5pt; }
@page { size: A4; margin: 18mm 20mm; } @media print { body { max-width: none; padding: 0; } }
"""
_CUT_OUT = """\
body { width: 190mm; }
.how { padding: 1rem 0; color: var(--soft); } .sheet { display: grid; grid-template-columns: repeat(2, 95mm); grid-template-rows: repeat(4, 68mm);
  break-after: page; break-inside: avoid; } .sheet:last-child { break-after: auto; }
.card { position: relative; padding: 6mm 7mm 9mm; overflow: hidden; display: flex; flex-direction: column; justify-content: center; text-align: center;
  border: .3mm dashed var(--line); }
.l { font-size: 13pt; } .m { font-size: 11pt; } .s { font-size: 9pt; line-height: 1.3; } .t { font-size: 7pt; line-height: 1.25; }
.card p { margin: 0 0 .25em; overflow-wrap: anywhere; } .card small { position: absolute; left: 7mm; right: 7mm; bottom: 3mm; color: var(--soft); font-size: 6.5pt; }
.extra { color: var(--soft); font-size: .85em; }
@page { size: A4; margin: 10mm; } @media print { .how { display: none; } }
"""


def hand_out(decks: Decks) -> bytes:
    """Give a sheet of questions with room for answers, and a key that begins on a page of its own."""
    sheet, key = [], []
    for shared in decks:
        title = f"<h2>{_text(shared.deck.title)}</h2>" if len(decks) > 1 else ""
        sheet += [title, "<ol>", *(_asked(card) for card in shared.asked), "</ol>"]
        key += [title, "<ol>", *(_answered(card) for card in shared.asked), "</ol>"]
    name = '<p class="name">Name <span></span> &emsp; Date <span></span></p>'
    heading = _title(decks)
    body = [f"<h1>{heading}</h1>", name, *sheet, '<section class="key">', f"<h1>{heading}: answers</h1>"]
    return _page(heading, _HAND_OUT, [*body, *key, "</section>"])


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
    return '<section class="sheet">\n' + "\n".join(each or "<div></div>" for each in faces) + "\n</section>"


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


def _asked(card: Card) -> str:
    shown = "".join(f"<li>{_text(each)}</li>" for each in shown_items(card))
    options = f"<ul>{shown}</ul>" if shown else ""
    return f"<li>{_text(question(card))}{options}{_room(card)}</li>"


def _room(card: Card) -> str:
    """Give lines to write on: none where an option is ticked, one an item, two a point."""
    match card.expected:
        case Listed(_, need, _):
            lines = need
        case Points(_, need):
            lines = 2 * need
        case _:
            lines = 0 if card.kind in ("choose", "sort") else 1
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
