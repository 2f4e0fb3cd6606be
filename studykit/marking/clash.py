"""Is a thing said of the wrong people, or of the right ones the wrong way round?"""

from __future__ import annotations

from collections.abc import Sequence

from studykit.marking.clause_verbs import is_verb
from studykit.marking.function_words import POSSESSIVES, STOP
from studykit.marking.people import NO_PEOPLE, NOBODY, OTHERS, Deed, People, stand_for
from studykit.marking.reading import Word


def clash(right: Deed | None, said: Deed | None, people: People, *, loose: bool = False) -> bool:
    """Say whether what was typed has the wrong people in a deed, or the right ones the wrong way round.

    Args:
        right: the deed of the card. said: what was typed. people: whom the prompt speaks of.
        loose: whether only other people matter, not who did and who suffered it; for words that are no verbs.
    """
    if right is None or said is None:
        return False
    if right.kind != "act" or said.kind != "act":
        known = people.all if "pair" in (right.kind, said.kind) else NOBODY
        return _others((right.agents | right.patients) - known, (said.agents | said.patients) - known, people)
    turned = (right.agents & said.patients and not right.agents & said.agents) or (
        right.patients & said.agents and not right.patients & said.patients
    )
    if turned:
        return not loose
    return _others(right.agents, said.agents, people) or _others(right.patients, said.patients, people)


def _others(ours: frozenset[str], theirs: frozenset[str], people: People) -> bool:
    """Say whether both are known and have nobody in common; unnamed opponents are anybody but the one."""
    if not ours or not theirs or ours & theirs:
        return False
    if OTHERS & ours:
        return theirs <= people.one
    if OTHERS & theirs:
        return ours <= people.one
    return not ours & stand_for(theirs)


def reversed_prompt(said: Deed | None, right: Deed | None, people: People) -> bool:
    """Say whether a deed turns round what the prompt says: "Stalin feared Kamenev" for why Kamenev turned."""
    if said is None or not said.agents or not said.patients:
        return False
    for deed in people.deeds:
        if deed.agents and deed.patients and said.agents <= deed.patients and said.patients <= deed.agents:
            return not (right is not None and right.agents & said.agents)
    return False


def owner_of(words: Sequence[Word], index: int, people: People = NO_PEOPLE) -> frozenset[str]:
    """Give whose a noun is: "Kamenev's growing power" is Kamenev's; a pronoun means the prompt's people."""
    for before in range(index - 1, max(-1, index - 4), -1):
        word = words[before]
        if word.clause != words[index].clause:
            break
        if word.possessive:
            return frozenset({word.stem}) if word.name else NOBODY
        if word.text in POSSESSIVES:
            return people.many if word.text == "their" else people.one
        if word.text in STOP or (is_verb(word) and not word.text.endswith(("ing", "ed"))):
            break
    return NOBODY
