"""Decks as Quizlet imports them: term and definition with a tab between, a card a line."""

from __future__ import annotations

from studykit.authoring.shared import Decks, answer_line, question, shown_items


def quizlet_bytes(decks: Decks) -> bytes:
    """Give prompts and model answers; Quizlet marks by likeness and has no place for more."""
    lines = []
    for shared in decks:
        for card in shared.asked:
            shown = shown_items(card)
            asked = f"{question(card)} ({' / '.join(shown)})" if shown else question(card)
            lines.append(f"{_flat(asked)}\t{_flat(answer_line(card))}")
    return ("\n".join(lines) + "\n").encode()


def _flat(text: str) -> str:
    return " ".join(text.split())
