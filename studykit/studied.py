"""Which cases a student studies: those she set, or else her own and those she has met."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from studykit.cards import Case


def studied_cases(
    cases: Sequence[Case], chosen: Sequence[str] | None, met: Collection[str], shipped: Path
) -> tuple[str, ...]:
    """Give the slugs of the cases she studies, those of her own folders first.

    Args:
        cases: all there are. chosen: those she set, () for none of them, or None.
        met: cases of which she has met a card. shipped: the folder of the decks that come with studykit.
    """
    known = [case.slug for case in cases]
    if chosen is not None and (not chosen or any(slug in known for slug in chosen)):
        return tuple(slug for slug in chosen if slug in known)
    ours = [case for case in cases if Path(case.place.file).is_relative_to(shipped)]
    own = [case.slug for case in cases if case not in ours]
    started = [case.slug for case in ours if case.slug in met]
    if own or started:
        return (*own, *started)
    first = sorted(ours, key=lambda case: (case.order is None, case.order or 0))
    return tuple(case.slug for case in first[:1])
