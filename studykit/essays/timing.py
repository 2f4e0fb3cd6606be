"""How the minutes of an essay are split, under the guide in force."""

from __future__ import annotations

from collections.abc import Mapping

SPLITS: Mapping[str, Mapping[str, int]] = {
    "2017": {"plan": 5, "introduction": 4, "paragraphs": 28, "conclusion": 5, "check": 3},
    "2028": {"plan": 8, "introduction": 5, "paragraphs": 37, "conclusion": 6, "check": 4},
}
"""2017: 90 minutes for two essays, so 45 each. 2028: about 60 of 105 minutes for the long essay of section B,
as teachers' sites read the new guide; not confirmed by the IB."""


def minutes(guide: str) -> Mapping[str, int]:
    """Give the minutes for each part of the long essay."""
    return SPLITS[guide]


def spoken(guide: str, paragraphs: int) -> str:
    """Say the split in a sentence."""
    split = minutes(guide)
    total = sum(split.values())
    each = f" ({split['paragraphs'] // paragraphs} each)" if paragraphs else ""
    kind = "minutes" if guide == "2017" else "minutes, about, for the long essay of section B"
    return (
        f"{total} {kind}: plan {split['plan']}, introduction {split['introduction']}, paragraphs "
        f"{split['paragraphs']}{each}, conclusion {split['conclusion']}, reading through {split['check']}. "
        f"Stop adding at minute {total - split['check'] - split['conclusion']} and conclude."
    )
