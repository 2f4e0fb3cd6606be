"""What of an outline stands on one page: few paragraphs that are argued rather than many that are named."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from studykit.essays.outline import Outline, Paragraph

FEWEST = 3
"""Paragraphs that stay whatever their length."""

_AROUND = ("against", "criterion", "interplay", "doubt", "traps")
"""Parts of the whole outline; the others are parts of a paragraph."""

Part = tuple[str, int]
"""What a page may have, and of which paragraph (0 for a part of the whole)."""


def one_page(outline: Outline, fits: Callable[[Outline], bool]) -> Outline:
    """Give as much of an outline as fits, what matters most first."""
    first = list(outline.leading or range(len(outline.paragraphs)))[:FEWEST]
    parts = {("point", at) for at in first}
    shown = _cut(outline, parts)
    important = _of_cases if outline.columns else _by_importance
    for part in important(outline, first):
        if (part[0] in _AROUND or ("point", part[1]) in parts or part[0] == "point") and part not in parts:
            more = _cut(outline, {*parts, part})
            if more != shown and fits(more):
                parts, shown = {*parts, part}, more
    return shown


def _by_importance(outline: Outline, first: list[int]) -> Iterator[Part]:
    """Give what a page may have besides points with a fact each, what matters most first.

    A paragraph is argued when it has two facts and says why they matter; without a why it is a name and a fact, so
    that each has that before another view or a second fact in the last.
    """
    voices = {name for name, _ in outline.question.reading.historians}
    views = ((at, outline.paragraphs[at].perspective) for at in first)
    said = {view.historian: at for at, view in reversed(tuple(views)) if view and view.historian in voices}
    asked = sorted(said.values())
    viewed = [*asked, *(at for at in first if outline.paragraphs[at].perspective and at not in asked)]
    side = {at: outline.paragraphs[at].side for at in viewed}
    other = next((at for at in viewed if side[at] != side[viewed[0]]), None)
    more = [at for at in outline.leading or range(len(outline.paragraphs)) if at not in first]
    yield from ([("interplay", 0)] if len(first) > 1 else [])
    yield from (("perspective", at) for at in asked or viewed[:1])
    for at in first[:1]:
        yield from (("because", at), ("fact 2", at))
    yield from (("because", at) for at in first[1:])
    yield from (("fact 2", at) for at in first[1:])
    yield from (("link", at) for at in first[:0:-1])
    yield from (("criterion", 0), ("against", 0))
    yield from ([] if other is None else [("perspective", other)])
    yield ("link", first[0])
    yield from (("work", at) for at in viewed[:1])
    for at in more:
        yield from (("point", at), ("link", at), ("because", at), ("fact 2", at))
    for part in ("work", "perspective", "fact 3", "limits"):
        yield from ((part, at) for at in range(len(outline.paragraphs)))
    yield from (("doubt", 0), ("traps", 0))


def _of_cases(outline: Outline, first: list[int]) -> Iterator[Part]:
    """Give what the page of a comparison may have: of each paragraph what it comes to, a view of each case, then reasons."""
    count = len(outline.paragraphs)
    viewed = [at for at in first if outline.paragraphs[at].perspective][: len(outline.columns)]
    yield from ((part, at) for at in viewed for part in ("perspective", "link"))
    yield from (("link", at) for at in first)
    yield from (("because", at) for at in first)
    yield ("criterion", 0)
    yield from (("fact 2", at) for at in first)
    for at in range(len(first), count):
        yield from ((part, at) for part in ("point", "because", "perspective", "link", "fact 2"))


def _cut(outline: Outline, parts: set[Part]) -> Outline:
    """Give an outline with only some of its parts."""
    around = {
        name: () if name in ("against", "traps") else None for name in _AROUND if (name, 0) not in parts
    }
    paragraphs = tuple(
        _paragraph(each, {name for name, place in parts if place == at})
        for at, each in enumerate(outline.paragraphs)
        if ("point", at) in parts
    )
    return replace(outline, paragraphs=paragraphs, definitions={}, **around)  # type: ignore[arg-type]


def _paragraph(whole: Paragraph, parts: set[str]) -> Paragraph:
    most = 3 if "fact 3" in parts else 2 if "fact 2" in parts else 1
    work = whole.work if "work" in parts or whole.halves else _year(whole.work)
    return replace(
        whole,
        because=whole.because if "because" in parts else None,
        limits=whole.limits if "limits" in parts else None,
        link=whole.link if "link" in parts else None,
        perspective=whole.perspective if "perspective" in parts else None,
        work=work if "perspective" in parts else None,
        evidence=whole.evidence[:most],
        halves=tuple(replace(half, evidence=half.evidence[: min(2, most)]) for half in whole.halves),
    )


def _year(work: str | None) -> str | None:
    """Give of a work only its year."""
    return re.sub(r".*\((\d+)\)$", r"\1", work or "") or None
