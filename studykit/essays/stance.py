"""The essay's answer: how far a claim holds, computed from what the case says, and the sentences that say so.

No sentence is made up: a person wrote the clauses, and a handful of fixed words joins them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from studykit.english.stems import is_ordinary
from studykit.english.words import STOP
from studykit.essays.claims import Claim
from studykit.essays.paper_two import wording

DEGREES = ("hardly", "limited", "some", "large", "fully")
"""How far a claim holds, from least to most."""

_TABLE: Mapping[str, str] = {
    "part": "limited some large fully fully",
    "important": "limited limited some large fully",
    "needed": "hardly limited some large fully",
    "tool": "hardly limited some large fully",
    "fame": "hardly limited some large fully",
    "bound": "hardly hardly hardly limited limited",
    "main": "hardly limited some large large",
    "turn": "hardly limited some large large",
    "only": "hardly hardly hardly limited limited",
    "irrelevant": "fully large limited hardly hardly",
}
"""By what is claimed, the degree for a weight of 1, 2, 3, 4, 5."""


def degree(weight: int, claim: Claim) -> str:
    """Give how far a claim on a factor of some weight (1-5) holds."""
    if not claim.mattered and claim.strength == "part":
        return _TABLE["irrelevant"].split()[weight - 1]
    least = not claim.is_cause and claim.strength == "part"
    found = _TABLE["important" if least else claim.strength].split()[weight - 1]
    return found if claim.mattered != (claim.kind == "complete") else mirrored(found)


def compared(first: int, second: int, *, mattered: bool, equal: bool) -> str:
    """Give how far it holds that a factor outweighs another (or, with `equal`, weighs the same)."""
    gap = first - second
    if equal:
        return ("fully", "large", "limited", "hardly", "hardly")[abs(gap)]
    found = DEGREES[max(-2, min(2, gap)) + 2]
    return found if mattered else mirrored(found)


def mirrored(found: str) -> str:
    """Give the degree to which the denial of a claim holds."""
    return DEGREES[-1 - DEGREES.index(found)]


def agrees(found: str) -> bool:
    """Say whether a degree is more yes than no."""
    return found in ("large", "fully")


def opening(found: str) -> str:
    """Say a degree within a sentence."""
    opens = str(wording()["degrees"][found]["opens"])
    return opens[0].lower() + opens[1:]


def held(claim: Claim, found: str) -> str:
    """Say within a sentence that a claim holds to a degree; of a denial, "that is true to a large extent"."""
    if claim.mattered:
        return opening(found)
    if is_false(claim, found):
        return opening(mirrored(found))
    return str(wording()["degrees"][found]["denied"]).replace("It", "that", 1)


def is_false(claim: Claim, found: str) -> bool:
    """Say whether it is a denial that hardly holds, so that what it denies is said; fame denied is not its lack."""
    return not claim.mattered and found in ("limited", "hardly") and claim.strength != "fame"


def _said(claim: Claim, way: str, name: str = "", outcome: str = "") -> str:
    """Say what is claimed, one way of those in `wording.yaml`."""
    kind = claim.strength if claim.is_cause else claim.kind
    return str(wording()["claimed"][kind][way]).format(name=name, outcome=outcome)


def shown(claim: Claim) -> str:
    """Say in short what is claimed."""
    return _said(claim, "shown" if claim.mattered else "shown-denied")


def proposition(
    claim: Claim, name: str, found: str, outcome: str, *, plainly: bool = False, outranked: bool = False
) -> str:
    """Say how far a claim holds, as the beginning of a thesis; of a denial so that no two negatives meet.

    `plainly` is for a question that takes it for granted and asks how and why. What is `outranked` by another
    factor did not matter most.
    """
    degree = wording()["degrees"][found]
    if claim.kind == "defeat":
        return capital(f"{name} failed")
    if plainly and claim.is_cause and claim.mattered:
        return capital(f"{name} {degree['plainly']} in {outcome}")
    if is_false(claim, found):
        return proposition(replace(claim, mattered=True), name, mirrored(found), outcome)
    if not claim.mattered and claim.strength != "fame":
        return f"{degree['denied']} that {_said(claim, 'denied', name, outcome)}"
    if claim.strength == "main" and claim.is_cause and (found == "some" or (outranked and agrees(found))):
        return capital(f"{name} mattered {opening(found)}, though not as the main cause, in {outcome}")
    way = ("do" if found in ("limited", "hardly") else "did") + ("" if claim.mattered else "-not")
    return f"{degree['opens']} {_said(claim, way, name, outcome)}"


def preferred(claim: Claim, name: str, other: str, found: str, outcome: str, *, equal: bool = False) -> str:
    """Say how far one factor outweighs another (or with `equal` weighs the same), as the beginning of a thesis."""
    matter, within = ("endanger", f" {outcome}") if claim.kind == "threat" else ("matter", "")
    after = "" if within else f" in {outcome}"
    if found == "some":
        but = "but not more" if claim.mattered else "and not less"
        return f"{capital(name)} {matter}ed{within} as much as {other}, {but}{after and f',{after}'}"
    than = "as much as" if equal else "more than" if claim.mattered else "less than"
    did, ending = ("did ", "") if found in ("limited", "hardly") else ("", "ed")
    return (
        f"{wording()['degrees'][found]['opens']} {did}{name} {matter}{ending}{within} {than} {other}{after}"
    )


LONG = 40
"""Words from which a thesis is two sentences."""


def because(
    start: str, reason: str | None, concession: str | None, joint: str = "although", of: str = ""
) -> str:
    """Join the beginning of a thesis with its reason and what is granted, which is a sentence of its own in a long one.

    `of` is what the second is said of, where it is another thing than the first.
    """
    said = start + (f", because {clause(reason)}" if reason else "")
    if concession and joint != "and" and len(f"{said} {concession}".split()) > LONG:
        opens = f"As for {of}," if of else "Yet"
        return f"{ended(said)} {opens} {ended(clause(concession))}"
    mark = ";" if joint == "yet" else ","
    return ended(said + (f"{mark} {joint} {clause(concession)}" if concession else ""))


def clause(text: str) -> str:
    """Give a clause as its author wrote it, without a full stop or a leading "so"."""
    return re.sub(r"^so (?:that )?", "", text.strip().rstrip("."))


def lowered(text: str, names: Collection[str]) -> str:
    """Make a clause of a sentence: no full stop, and no capital unless it begins with a name."""
    bare = clause(text)
    first = re.match(r"[^\W\d_]+", bare)
    word = first[0].lower() if first else ""
    owner = re.match(r"[^\W\d_]+'s ", bare) is not None  # Snow's book
    if any(bare.startswith(name) for name in names) or owner or not (word in STOP or is_ordinary(word)):
        return bare
    return bare[0].lower() + bare[1:]


def capital(text: str) -> str:
    """Begin a text with a capital letter."""
    return text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """Make a sentence of a clause."""
    return ended(capital(clause(text))) if text else ""


def ended(text: str) -> str:
    """End a sentence with a full stop."""
    return text if text.endswith((".", "!", "?")) else f"{text}."


def listed(names: Sequence[str]) -> str:
    """Name several things in a row."""
    if len(names) < 2:
        return "".join(names)
    joint = " as well as " if any(" and " in name for name in names) else " and "
    return ", ".join(names[:-1]) + joint + names[-1]
