"""Groups of people and offices that do and suffer things: the kulaks deported nobody, they were deported."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from studykit.marking.people import NO_PEOPLE, Deed
from studykit.marking.reading import Reading
from studykit.marking.roles import Story
from studykit.marking.stems import stem

_GROUPS = {
    stem(word): stem(group)
    for group, words in {
        "peasant": "peasant peasants farmer farmers peasantry",
        "kulak": "kulak kulaks",
        "worker": "worker workers labourer labourers",
        "soldier": "soldier soldiers troops army military sailor sailors officer officers generals",
        "communist": "communist communists",
        "nazi": "nazi nazis",
        "fascist": "fascist fascists",
        "socialist": "socialist socialists",
        "liberal": "liberal liberals",
        "nationalist": "nationalist nationalists",
        "bolshevik": "bolshevik bolsheviks",
        "menshevik": "menshevik mensheviks",
        "police": "police policeman policemen",
        "king": "king monarch",
        "tsar": "tsar czar",
        "emperor": "emperor kaiser",
        "president": "president",
        "landlord": "landlord landlords landowner landowners",
        "elite": "elite elites industrialist industrialists",
        "student": "student students",
        "voter": "voter voters",
        "official": "official officials bureaucrat bureaucrats",
        "church": "church priest priests pope clergy",
    }.items()
    for word in words.split()
}

_NAMES = frozenset(_GROUPS.values())


@lru_cache(maxsize=512)
def group_deeds_of(reading: Reading) -> dict[int, Deed]:
    """Give for the index of each word the deed of groups and named people that governs it.

    Pronouns mean nobody here: which of several groups "they" are is too unsure.
    """
    if not any(word.stem in _GROUPS for word in reading.words):
        return {}
    words = tuple(
        replace(word, name=True, stem=_GROUPS[word.stem]) if word.stem in _GROUPS else word
        for word in reading.words
    )
    return Story(words, NO_PEOPLE, pronouns=False).deeds_of_all()


def names_groups(deed: Deed | None) -> bool:
    """Say whether it is an act that a group of people does or suffers."""
    return deed is not None and deed.kind == "act" and not _NAMES.isdisjoint(deed.agents | deed.patients)


def turned_round(right: Deed | None, said: Deed | None) -> bool:
    """Say whether both sides of a deed are named and stand the other way round than they should."""
    if right is None or said is None or not said.agents or not said.patients or said.kind != "act":
        return False
    return bool(
        (right.agents & said.patients and not right.agents & said.agents)
        or (right.patients & said.agents and not right.patients & said.patients)
    )
