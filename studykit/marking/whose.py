"""Whether a word of an answer is said of the right people, as a word of a phrase needs it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from studykit.marking.clash import clash, owner_of, reversed_prompt
from studykit.marking.clause_verbs import is_verb
from studykit.marking.groups import group_deeds_of, turned_round
from studykit.marking.people import Deed, People, stand_for
from studykit.marking.phrase import Phrase
from studykit.marking.reading import Reading
from studykit.marking.roles import deeds_of
from studykit.marking.slots import Slot


@dataclass(frozen=True, slots=True)
class Whose:
    """Who does what in an answer, beside what a phrase says of them."""

    phrase: Phrase
    reading: Reading
    people: People
    deeds: dict[int, Deed]

    @classmethod
    def of(cls, phrase: Phrase, reading: Reading, people: People) -> Whose:
        """Read the deeds of an answer; those of a text read once are remembered."""
        return cls(phrase, reading, people, deeds_of(reading, people))

    def belongs(self, slot: Slot, index: int) -> bool:
        """Say whether the word at an index is said of the right people, the right way round."""
        deed = self.deeds.get(index)
        return not (
            _wrong_people(slot, deed, self.people)
            or (slot.active and _done_to_the_one(slot, deed, self.people))
            or (not self.phrase.names and self._done_by_strangers(index, deed))
            or (self.phrase.others and self._of_another(index))
            or (slot.owner and self._owned_by_another(slot, index))
            or self._turned(slot, index)
        )

    def may_be_turned(self, slot: Slot, index: int) -> bool:
        """Say whether a verb that does not belong says that it was the other way round: where people are
        named; what a pronoun means is too unsure."""
        if not slot.acts:
            return False
        if slot.active and _done_to_the_one(slot, self.deeds.get(index), self.people):
            return True
        return self.reading.words[index].clause in _names_near(self.reading)[1] or self._turned(slot, index)

    def _turned(self, slot: Slot, index: int) -> bool:
        if not slot.acts or slot.group_deed is None:
            return False
        return turned_round(slot.group_deed, group_deeds_of(self.reading).get(index))

    def _of_another(self, index: int) -> bool:
        """Say whether a word is said of the names of another item: the trade unions of Rykov, not Tomsky."""
        if not self.phrase.own:
            return False
        parts, clauses = _names_near(self.reading)
        here = self.reading.words[index]
        near = parts.get(here.part) or set()
        lists = here.clause not in _with_verbs(self.reading)  # "the Lenin Enrolment and alliances"
        if not near and not lists:
            near = clauses.get(here.clause) or set()
        return bool(near & self.phrase.others) and not near & self.phrase.own

    def _owned_by_another(self, slot: Slot, index: int) -> bool:
        """Say whether it is somebody else's: Kamenev's power, not Stalin's."""
        owner = owner_of(self.reading.words, index)
        return bool(owner) and not owner & slot.owner

    def _done_by_strangers(self, index: int, deed: Deed | None) -> bool:
        """Say whether people are named as doing it whom the prompt does not name, though it names some."""
        everyone = self.people.all
        if deed is None or not deed.agents or not everyone or deed.agents & everyone:
            return False
        clause = self.reading.words[index].clause
        if clause not in _names_near(self.reading)[1] or stand_for(deed.agents) & everyone:
            return False
        return not any(
            word.name and not word.possessive and word.clause == clause and word.stem in everyone
            for word in self.reading.words
        )


@lru_cache(maxsize=512)
def _names_near(reading: Reading) -> tuple[dict[int, set[str]], dict[int, set[str]]]:
    """Give the names that stand in each part and in each clause."""
    parts: dict[int, set[str]] = {}
    clauses: dict[int, set[str]] = {}
    for word in reading.words:
        if word.name:
            parts.setdefault(word.part, set()).add(word.meant)
            clauses.setdefault(word.clause, set()).add(word.meant)
    return parts, clauses


@lru_cache(maxsize=512)
def _with_verbs(reading: Reading) -> frozenset[int]:
    """Give the clauses that have a verb."""
    return frozenset(word.clause for word in reading.words if is_verb(word))


def _wrong_people(slot: Slot, deed: Deed | None, people: People) -> bool:
    if slot.name:
        return False
    return clash(slot.deed, deed, people, loose=not slot.acts) or reversed_prompt(deed, slot.deed, people)


def _done_to_the_one(slot: Slot, deed: Deed | None, people: People) -> bool:
    """Say whether it is done to the one of the prompt, where the phrase has him or nobody do it."""
    right = slot.deed
    if deed is None or right is None or deed.kind != "act" or right.kind != "act" or slot.name:
        return False
    if right.patients & people.one or right.agents - people.one:
        return False
    return bool(deed.patients & people.one) and not deed.agents & people.one
