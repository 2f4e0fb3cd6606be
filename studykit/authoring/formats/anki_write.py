"""Decks as an Anki package, through genanki.

One note a card: a student's progress hangs on the note's GUID, which comes from the card's identity alone. So
a package made again updates notes and keeps progress, and a gap added to a text does not move the others.
"""

from __future__ import annotations

import hashlib
import io
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from studykit.authoring.filled_rows import COLUMNS, row_of
from studykit.authoring.shared import Decks, SharedDeck, answer_line, answer_lines, question, shown_items
from studykit.cards import Card, CardId, Choice, Term, works
from studykit.errors import needs_extra
from studykit.visible import EMPHASIS, visible

if TYPE_CHECKING:
    import genanki

MODEL = 1_607_392_319
"""The id of our note type. Fixed: Anki takes another id for another type, and asks the user to merge them."""

MODEL_NAME = "studykit"

SHOWN = ("Question", "Typed", "Answers", "Comment", "Cited")
"""Fields for the eye; `Typed` is what a typed answer is compared with, empty where no one wording is it."""

FIELDS = (*SHOWN, *(f"studykit {column}" for column in COLUMNS))
"""All fields of the note type: those for the eye, and the card as a row, for the way back."""

_FRONT = """\
<div class="question">{{Question}}</div>
{{#studykit hint}}<details><summary>Hint</summary>{{studykit hint}}</details>{{/studykit hint}}
{{#Typed}}{{type:Typed}}{{/Typed}}
"""
_BACK = """\
<div class="question">{{Question}}</div>
{{#Typed}}{{type:Typed}}{{/Typed}}
<hr id="answer">
<div class="answer">{{Answers}}</div>
{{#Comment}}<div class="note">{{Comment}}</div>{{/Comment}}
{{#Cited}}<div class="source">{{Cited}}</div>{{/Cited}}
"""


def anki_bytes(decks: Decks, *, at: float) -> bytes:
    """Give a package; `at`, in seconds since 1970, is when its notes count as changed.

    Raises:
        UnavailableError: when the extra `anki` is not installed.
    """
    with needs_extra("An Anki package", "anki"):
        import genanki
    model = genanki.Model(
        MODEL,
        MODEL_NAME,
        fields=[{"name": name} for name in FIELDS],
        templates=[{"name": "Card", "qfmt": _FRONT, "afmt": _BACK}],
        css=Path(__file__).with_name("anki.css").read_text(encoding="utf-8"),
    )
    made = [_deck(shared, model) for shared in decks]
    package = io.BytesIO()
    genanki.Package(made).write_to_file(package, timestamp=at)
    return package.getvalue()


def _deck(shared: SharedDeck, model: genanki.Model) -> genanki.Deck:
    import genanki

    title = " ".join(shared.deck.title.replace("::", ": ").split())
    digest = hashlib.sha256(f"studykit deck {shared.deck.slug}".encode()).digest()
    # Anki wants a number below 2**53
    deck: Any = genanki.Deck((1 << 31) + int.from_bytes(digest[:4]), title)
    for card in shared.asked:
        note = genanki.Note(model, _fields(card, shared), guid=guid(card.id), tags=list(card.themes))
        deck.add_note(note)
    return deck


def guid(card: CardId) -> str:
    """Give the GUID of a card's note. Frozen: progress in Anki hangs on it."""
    return hashlib.sha256(f"studykit {card}".encode()).hexdigest()[:20]


def _fields(card: Card, shared: SharedDeck) -> list[str]:
    row = row_of(card, shared.sources)
    notes = [card.note, f"Contested: {card.contested}" if card.contested else None]
    listed = "".join(f"<li>{_html(text)}</li>" for text in shown_items(card, mixed=True))
    eye = (
        _html(question(card)) + (f"<ul>{listed}</ul>" if listed else ""),
        _cell(answer_line(card)) if isinstance(card.expected, Term | Choice) else "",
        "<br>".join(map(_html, answer_lines(card))),
        "<br>".join(_html(note) for note in notes if note),
        _html(works(shared.sources, card.sources)),
    )
    return [*eye, *(_cell(row[column]) for column in COLUMNS)]


def _html(text: str) -> str:
    """Give a text as HTML in which nothing but `*emphasis*` is markup."""
    return EMPHASIS.sub(lambda found: f"<em>{found[1]}</em>", _cell(visible(text)))


def _cell(text: str) -> str:
    """Give a text as HTML; Anki would play `[sound:...]` and run LaTeX for `[latex]`."""
    return escape(text, quote=False).replace("[", "&#91;").replace("\n", "<br>")
