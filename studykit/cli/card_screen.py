"""A card as its teacher wants to see it: the question as a student sees it, and all that marking knows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from studykit.cards import Card, Listed, Points, Source, shown_order, works
from studykit.cli import screens
from studykit.cli.display import Style
from studykit.visible import visible

if TYPE_CHECKING:
    from studykit.decks.library import Library
    from studykit.marking import Mark


def marked(library: Library, card: Card, answer: str) -> Mark:
    """Mark an answer as the quiz would."""
    from studykit.marking import mark
    from studykit.study.collection import vocabulary_of

    return mark(card, answer, vocabulary_of(library, card.deck), shown_order(card, 0))


def shown(card: Card, sources: Mapping[str, Source], style: Style) -> str:
    """Show a card: the question as it is asked, then all that belongs to its answer."""
    from textwrap import indent

    asked = "\n".join(screens.body(card, shown_order(card, 0), style))
    # The fields below stand two columns in, in plain text too.
    lines = [indent(asked, "  ") if style.plain else asked, ""]
    lines += [style.field("Card", card.id + (" (suspended)" if card.suspended else ""))]
    lines += [style.field("File", f"{card.place.file}:{card.place.line}")]
    for number, item in enumerate(card.expected.items):
        others = [f"or: {' | '.join(item.accept)}"] if item.accept else []
        lines += style.fields("" if number else "Answer", (screens.dated(item), *others))
    if isinstance(card.expected, Listed | Points):
        lines.append(style.field("Needed", f"{card.expected.need} of {len(card.expected.items)}"))
    lines += style.fields("Not", (f"{wrong}: {reply}" for wrong, reply in card.reject))
    lines += [style.field(label, text) for label, text in _facts(card, sources) if text]
    return "\n".join([*lines, ""])


def _facts(card: Card, sources: Mapping[str, Source]) -> tuple[tuple[str, str | None], ...]:
    return (
        ("Hint", card.hint),
        ("Note", card.note),
        ("Contested", card.contested),
        ("Quote", card.quote),
        ("Date", card.date.text if card.date else ""),
        ("People", ", ".join(card.people)),
        ("Historian", card.historian),
        ("Themes", ", ".join(card.themes)),
        ("Source", works(sources, card.sources)),
        ("Spelling", "must be exact" if card.exact else ""),
    )


def first_look(card: Card, title: str, style: Style) -> str:
    """A new card with its answer, before it is asked."""
    head = style.faint(style.line(f"{visible(title)}{style.symbol(' · ', ', ')}a first look"))
    ask = style.strong(style.line(card.ask))
    answers = [screens.right_answer(item.say, style) for item in card.expected.items]
    key = style.faint(style.line("Enter: go on; you will be asked in a moment"))
    return "\n".join([style.rule(), head, "", ask, "", *answers, *screens.extras(card, None, style), "", key])


def row_of(card: Card, mark: Mark | None) -> dict[str, object]:
    row: dict[str, object] = {
        "card": card.id,
        "kind": card.kind,
        "ask": card.ask,
        "answers": [list(item.phrasings) for item in card.expected.items],
        "reject": dict(card.reject),
        "hint": card.hint,
        "note": card.note,
        "sources": list(card.sources),
        "file": card.place.file,
        "line": card.place.line,
        "suspended": card.suspended,
    }
    if mark is not None:
        row["tried"] = {
            "verdict": mark.verdict.value,
            "score": round(mark.score, 4),
            "why": visible(mark.why),
            "sure": mark.sure,
            "open": list(mark.open),
        }
    return row
