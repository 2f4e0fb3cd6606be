"""A paragraph made of an argument: its evidence read, filled up by theme where the plan names too little."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from studykit.cards import Argument, CardId, Plan
from studykit.essays.evidence import Evidence, Recalls, choose, evidence
from studykit.essays.material import Material
from studykit.essays.model import Paragraph

LARGE, SMALL = 3, 2
"""Pieces of evidence for the claimed factor, and for a rival."""

_SLOT = re.compile(r"^(?:the )?(?:second|other) case\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Draft:
    """An argument chosen for an outline, and the side it takes there."""

    argument: Argument
    plan: Plan
    side: str | None

    @property
    def is_slot(self) -> bool:
        """Whether its limits are a prompt for the second case, not a limit."""
        return self.argument.limits is not None and _SLOT.match(self.argument.limits) is not None


def paragraph(
    draft: Draft,
    material: Material,
    recalls: Recalls,
    *,
    case: str | None,
    avoid: Collection[str],
    largest: bool,
) -> tuple[Paragraph, list[str]]:
    """Make a paragraph, and say which evidence it could not use.

    Args:
        draft: the argument. material: where its cards are. recalls: recall now (0-1).
        case: the case whose cards may fill it up. avoid: cards that stand in other paragraphs already.
        largest: whether it argues the claimed factor, which gets the most evidence.
    """
    argument = draft.argument
    wanted = LARGE if largest else SMALL
    fresh = [card for card in argument.evidence if card not in avoid]
    named = choose(fresh or argument.evidence, material, recalls, wanted)
    notes = [
        f"{card} is named as evidence in {draft.plan.slug} but cannot be read; see `studykit deck check`."
        for card in argument.evidence
        if evidence(card, material, recalls) is None
    ]
    notes += [
        f"{piece.card} is suspended in its deck: you are not quizzed on it."
        for piece in named
        if piece.suspended
    ]
    found: tuple[Evidence, ...] = ()
    if len(named) < 2 and argument.theme:
        found = _by_theme(
            argument, case, material, recalls, {*avoid, *(piece.card for piece in named)}, 2 - len(named)
        )
    made = Paragraph(
        theme=argument.theme or argument.id,
        side=draft.side,
        point=argument.point,
        evidence=(*named, *found),
        because=argument.because,
        perspective=argument.perspective,
        limits=argument.limits,
        found=bool(found),
    )
    return made, notes


def _by_theme(
    argument: Argument,
    case: str | None,
    material: Material,
    recalls: Recalls,
    avoid: Collection[CardId | str],
    count: int,
) -> tuple[Evidence, ...]:
    """Fill up with dated cards of the theme that speak of the point."""
    from studykit.essays.searching import search

    found = search(material, case, [argument.theme or ""], argument.point, avoid=avoid)
    return choose(found[:count], material, recalls, count)
