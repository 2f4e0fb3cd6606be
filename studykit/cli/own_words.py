"""Her own words below a verdict: those that earned a point, and slips of the pen."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping
from typing import TYPE_CHECKING

from studykit.cards import Card, Item, Listed, Points, Term
from studykit.verdict import Verdict
from studykit.visible import visible

if TYPE_CHECKING:
    from studykit.cli.display import Style
    from studykit.marking import Mark

WORDS = re.compile(r"(\W+)")


def own_words(answer: str, card: Card, mark: Mark, style: Style) -> list[str]:
    """Give her answer again where that tells something: what in it counted, or how a word is spelt."""
    parts = WORDS.split(visible(answer))
    words = _right_words(card, mark)
    found = {part: right for part in parts if (right := _meant(part, words)) is not None}
    slips = {part: right for part, right in found.items() if right.casefold() != part.casefold()}
    earned = ", ".join(part for part in found if part not in slips)
    if not slips and not (mark.sure and mark.verdict is Verdict.PARTIAL and earned):
        return []
    spelling = "; ".join(f"{right}, not {part}" for part, right in slips.items())
    said = [] if "(spelling:" in mark.why or not slips else [style.line(f"Spelling: {spelling}.")]
    if style.plain:
        return [style.line(f"Earned: {earned}."), *said] if earned else said
    return [_coloured(parts, found, slips, style), *said]


def _coloured(parts: list[str], found: Iterable[str], slips: Container[str], style: Style) -> str:
    line = style.line("".join(parts), first="> ")
    for part in found:
        colour = "yellow" if part in slips else "green"
        line = re.sub(rf"(?<!\w){re.escape(part)}(?!\w)", style.coloured(part, colour), line)
    return line


def _right_words(card: Card, mark: Mark) -> Mapping[str, str]:
    """The words of what was made, by their small letters: of a whole answer, or of the items that came."""
    made: list[Item] = []
    match card.expected:
        case Listed(items=items) | Points(items=items):
            made = [items[number] for number in mark.points]
        case Term(item=item) if mark.sure and mark.verdict is not Verdict.WRONG:
            made = [item]
    words: dict[str, str] = {}
    for item in made:
        for text in item.phrasings:
            for word in WORDS.split(text):
                words.setdefault(word.casefold(), word)
    return words


def _meant(part: str, words: Mapping[str, str]) -> str | None:
    """The right word, as the card writes it, that a typed one is or is a slip for; None when it is neither.

    A word of its own, another form of the right one and another spelling of a name are no slips.
    """
    from studykit.english.spelling import nearest
    from studykit.english.stems import is_ordinary, stem

    word = part.casefold()
    if word in words and word.isalnum():
        return words[word]
    if not word.isalpha() or is_ordinary(word):
        return None
    near = nearest(word, tuple(words))
    if near is None or stem(near[0]) == stem(word):
        return None
    meant, slips = near
    return words[meant] if slips or is_ordinary(meant) else None
