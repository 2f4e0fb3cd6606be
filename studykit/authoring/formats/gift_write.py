"""Decks as questions for Moodle, in its GIFT format.

Source of the format: https://docs.moodle.org/en/GIFT_format (escapes, weights, feedback, `[plain]`).
"""

from __future__ import annotations

import re
from dataclasses import replace

from studykit.authoring.shared import Decks, answer_line, answer_lines, question
from studykit.cards import Card, Choice, Ordered, Term
from studykit.visible import EMPHASIS

_SPECIAL = re.compile(r"[\\~=#{}:]")
SHORTEST_MATCHING = 3
"""Pairs that Moodle wants of a matching question at least."""


def gift_bytes(decks: Decks) -> bytes:
    """Give one category for each deck; a question is named by the id of its card."""
    blocks = ["// Made by studykit. Import it in Moodle as GIFT, encoded in UTF-8."]
    for shared in decks:
        # a slash would begin a category below it
        blocks.append(f"$CATEGORY: $course$/{' '.join(shared.deck.title.replace('/', '-').split())}")
        blocks += [_question(card) for card in shared.asked]
    return ("\n\n".join(blocks) + "\n").encode()


def _question(card: Card) -> str:
    lines = [f"::{escaped(str(card.id))}::[plain]{escaped(question(card))} {{"]
    lines += _answers(card)
    note = card.note or ""
    if not isinstance(card.expected, Term | Choice | Ordered):
        note = "\n".join([*answer_lines(card), *([note] if note else [])])
    if note:
        lines.append(f"\t####{escaped(note)}")
    return "\n".join([*lines, "}"])


def _answers(card: Card) -> list[str]:
    """Give the answers as GIFT marks them; lists and points become essays, their answers for the teacher."""
    replies = dict(card.reject)
    match card.expected:
        case Term(item):
            right = [f"\t{_right(wording)}" for wording in dict.fromkeys(item.phrasings)]
            others = [("50", *each) for each in card.partial] + [("0", *each) for each in replies.items()]
            return [*right, *(f"\t=%{part}%{escaped(said)}#{escaped(why)}" for part, said, why in others)]
        case Choice(options, answer, _):
            return [
                f"\t{_right(option) if option == answer else _wrong(option)}"
                + (f"#{escaped(replies[option])}" if option in replies else "")
                for option in options
            ]
        case Ordered(items) if len(items) >= SHORTEST_MATCHING:
            return [f"\t={escaped(item.say)} -> {place}" for place, item in enumerate(items, start=1)]
        case Ordered():
            turned = replace(card, expected=Ordered(card.expected.items[::-1]))
            return [f"\t={escaped(answer_line(card))}", f"\t~{escaped(answer_line(turned))}"]
    return []


def escaped(text: str) -> str:
    """Write a text so that GIFT reads nothing into it; `->` would make a matching question."""
    bare = EMPHASIS.sub(lambda found: found[1], text).replace("->", "→")
    return _SPECIAL.sub(lambda found: "\\" + found[0], bare).replace("\n", "\\n")


def _right(text: str) -> str:
    """Write a right answer; a star would stand for any words, a percentage in front be a weight."""
    weight = "%100%" if text.startswith("%") else ""
    return f"={weight}" + escaped(text).replace("*", "\\\\*")


def _wrong(text: str) -> str:
    return f"~{'%0%' if text.startswith('%') else ''}{escaped(text)}"
