"""The essay's answer: how far a claim holds, computed from what the case says, and the sentences that say so.

No sentence is made up: a person wrote the clauses, and a handful of fixed words joins them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from studykit.essays.claims import Claim
from studykit.essays.language import STOP, is_ordinary

DEGREES = ("hardly", "limited", "some", "large", "fully")
"""How far a claim holds, from least to most."""

_TABLE: Mapping[str, str] = {
    "part": "limited some large fully fully",
    "important": "limited limited some large fully",
    "main": "hardly limited some large large",
    "only": "hardly hardly hardly limited limited",
    "irrelevant": "fully large limited hardly hardly",
}
"""By what is claimed, the degree for a weight of 1, 2, 3, 4, 5."""

ABOVE = ("hardly", "limited", "some", "large", "fully")
"""By how much one factor outweighs another, from two less to two more (one less is `limited`)."""

_OPENING = {
    "fully": "To a very large extent",
    "large": "To a large extent",
    "some": "To some extent",
    "limited": "Only to a limited extent",
    "hardly": "Only to a very small extent",
}
_AFFIRMED = {
    ("part", True): ("mattered", "matter"),
    ("important", True): ("weighed heavily", "weigh heavily"),
    ("main", True): ("mattered most", "matter most"),
    ("only", True): ("decided the outcome alone", "decide the outcome alone"),
    ("part", False): ("counted for nothing", "count for nothing"),
    ("important", False): ("counted for little", "count for little"),
    ("main", False): ("fell short of deciding the outcome", "fall short of deciding the outcome"),
    ("only", False): ("needed other causes beside it", "need other causes beside it"),
}
"""What is claimed, in the past tense and after `did`."""


def degree(weight: int, claim: Claim) -> str:
    """Give how far a claim on a factor of some weight (1-5) holds."""
    if not claim.mattered and claim.strength == "part":
        return _TABLE["irrelevant"].split()[weight - 1]
    found = _TABLE[claim.strength].split()[weight - 1]
    return found if claim.mattered else mirrored(found)


def compared(first: int, second: int, *, mattered: bool, equal: bool) -> str:
    """Give how far it holds that a factor outweighs another (or, with `equal`, weighs the same)."""
    gap = first - second
    if equal:
        return ("fully", "large", "limited", "hardly", "hardly")[abs(gap)]
    found = ABOVE[max(-2, min(2, gap)) + 2]
    return found if mattered else mirrored(found)


def mirrored(found: str) -> str:
    """Give the degree to which the denial of a claim holds."""
    return DEGREES[-1 - DEGREES.index(found)]


def agrees(found: str) -> bool:
    """Say whether a degree is more yes than no."""
    return found in ("large", "fully")


def opening(found: str) -> str:
    """Say a degree at the beginning of a sentence."""
    return _OPENING[found]


def proposition(claim: Claim, name: str, found: str, outcome: str) -> str:
    """Say how far a claim holds, as the beginning of a thesis."""
    said, after_did = _AFFIRMED[claim.strength, claim.mattered]
    if found in ("limited", "hardly"):
        return f"{_OPENING[found]} did {name} {after_did} in {outcome}"
    return f"{_OPENING[found]} {name} {said} in {outcome}"


def preferred(claim: Claim, name: str, other: str, found: str, outcome: str, *, equal: bool = False) -> str:
    """Say how far one factor outweighs another (or with `equal` weighs the same), as the beginning of a thesis."""
    than = "as much as" if equal else "more than" if claim.mattered else "less than"
    if found in ("limited", "hardly"):
        return f"{_OPENING[found]} did {name} matter {than} {other} in {outcome}"
    return f"{_OPENING[found]} {name} mattered {than} {other} in {outcome}"


def because(start: str, reason: str | None, concession: str | None, joint: str = "although") -> str:
    """Join the beginning of a thesis with its reason and what is granted."""
    said = start + (f", because {clause(reason)}" if reason else "")
    return ended(
        said + (f"{',' if joint != 'yet' else ';'} {joint} {clause(concession)}" if concession else "")
    )


def clause(text: str) -> str:
    """Give a clause as its author wrote it, without a full stop or a leading "so"."""
    return re.sub(r"^so (?:that )?", "", text.strip().rstrip("."))


def lowered(text: str, names: Collection[str]) -> str:
    """Make a clause of a sentence: no full stop, and no capital unless it begins with a name."""
    bare = clause(text)
    first = re.match(r"[^\W\d_]+", bare)
    if first is None or any(bare.startswith(name) for name in names) or not _is_small(first[0].lower()):
        return bare
    return bare[0].lower() + bare[1:]


def _is_small(word: str) -> bool:
    """Say whether a word is written small within a sentence."""
    return word in STOP or is_ordinary(word)


def sentence(text: str) -> str:
    """Make a sentence of a clause."""
    bare = text.strip()
    return ended(bare[:1].upper() + bare[1:])


def ended(text: str) -> str:
    """End a sentence with a full stop."""
    return text if text.endswith((".", "!", "?")) else f"{text}."


def listed(names: Sequence[str]) -> str:
    """Name several things in a row."""
    return names[0] if len(names) < 2 else ", ".join(names[:-1]) + " and " + names[-1]
