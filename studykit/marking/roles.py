"""Who did what to whom: Stalin expelled Trotsky is not Trotsky expelled Stalin."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from studykit.marking.clause_verbs import is_passive, is_verb, kind_of, main_verbs
from studykit.marking.function_words import (
    AUXILIARIES,
    POSSESSIVES,
    PRONOUNS_MANY,
    PRONOUNS_ONE,
    STOP,
    SUBJECTS,
)
from studykit.marking.people import NOBODY, OTHERS, Deed, People, groups_of, is_opponents
from studykit.marking.reading import Reading, Word
from studykit.marking.stems import stem

_FEARING = frozenset(stem(word) for word in "fear dread hate dislike distrust resent envy".split())
"""Verbs whose subject feels what their object causes: the other way round than "alarm"."""
_CAUSING = frozenset(stem(word) for word in "make let give allow help enable cause mean force".split())
"""What makes somebody do a thing: who is made to do it does it."""
_SAYING = frozenset(
    stem(word) for word in "say think see believe claim argue tell feel know write worry decide hope".split()
)
"""What comes after them has a subject of its own: "thought Trotsky was a threat"."""
_COMPARING = frozenset("like unlike than".split())
_BY = frozenset("by of at with about".split())
_JOINTS = frozenset("and that how or".split())


@lru_cache(maxsize=512)
def deeds_of(reading: Reading, people: People) -> dict[int, Deed]:
    """Give for the index of each word the deed that governs it: that of the nearest verb of its clause."""
    story = _Story(reading.words, people)
    start = 0
    while start < len(reading.words):
        end = start
        while end < len(reading.words) and reading.words[end].clause == reading.words[start].clause:
            end += 1
        story.clause(start, end)
        start = end
    return story.deeds


class _Story:
    """An answer as it unfolds: whom "he", "him" and "they" mean by now, and who the subject is."""

    def __init__(self, words: Sequence[Word], people: People) -> None:
        self.words = words
        self.he, self.they, self.him = people.one, people.many, NOBODY
        self.subject = NOBODY
        self.deeds: dict[int, Deed] = {}

    def clause(self, start: int, end: int) -> None:
        """Take in a clause, from `start` up to before `end`."""
        verbs = main_verbs(self.words, start, end)
        before = range(start, verbs[0] if verbs else end)
        named = self.named(before)
        if named or self._tells(before) or any(self.words[i].text in PRONOUNS_MANY for i in before):
            self.subject = named
        deed = Deed(NOBODY, NOBODY)
        for number, verb in enumerate(verbs):
            stop = verbs[number + 1] if number + 1 < len(verbs) else end
            if number:
                self._next_subject(range(verbs[number - 1] + 1, verb), deed)
            deed = self._deed(verb, stop, deed if number else None)
            self.deeds.update(dict.fromkeys(range(verb if number else start, stop), deed))
            self._seen_as(verb, stop)
            self._remember(range(verbs[number - 1] + 1 if number else start, stop))

    def _tells(self, indexes: Sequence[int]) -> bool:
        return any(self.words[i].text not in STOP for i in indexes)

    def named(self, indexes: Sequence[int], him: frozenset[str] = NOBODY) -> frozenset[str]:
        """Give the people named here, up to a comparison; a pronoun stands for those it can mean."""
        end = next((i for i in indexes if self.words[i].text in _COMPARING), None)
        indexes = [i for i in indexes if end is None or i < end]
        names = frozenset(self.words[i].stem for i in indexes if self.words[i].name)
        if names:
            return names
        for index in indexes:
            if self.words[index].text in PRONOUNS_ONE:
                return him or self.he
            if self.words[index].text in PRONOUNS_MANY:
                return self.they
            if is_opponents(self.words[index]):
                return OTHERS
        return NOBODY

    def _next_subject(self, between: Sequence[int], deed: Deed) -> None:
        """Find the subject of a later verb when it has one of its own: after "and", "that" or "thought"."""
        joints = [i for i in between if self.words[i].text in _JOINTS]
        if not joints and self._reports(between):
            joints = [between[0] - 1]
        if joints:
            own = range(joints[-1] + 1, between[-1] + 1)
            named = self.named(own)
            if named or self._tells(own):
                self.subject = named
                return
        if between and self.words[between[-1]].text == "for" and deed.patients:
            self.subject = deed.patients  # "criticised Lenin for being rude": Lenin is

    def _reports(self, between: Sequence[int]) -> bool:
        """Say whether the verb before these words reports something, and somebody begins what it reports."""
        if not between or self.words[between[0] - 1].stem not in _SAYING:
            return False
        return any(self.words[i].name or self.words[i].text in SUBJECTS for i in between)

    def _deed(self, verb: int, stop: int, last: Deed | None) -> Deed:
        """Read the deed of one verb, whose words go up to before `stop`; `last` is the one before it."""
        deed = self._own_deed(verb, stop)
        if caused := self._caused(verb):
            return Deed(self.subject - caused, caused, deed.kind)
        suffered = last is not None and last.patients == self.subject != last.agents
        if suffered and self.words[verb - 1].text == "to":
            return Deed(deed.agents - self.subject, self.subject, deed.kind)
        if suffered and self.words[verb - 1].text == "and" and deed == Deed(self.subject, NOBODY, deed.kind):
            return Deed(NOBODY, self.subject, deed.kind)
        return deed

    def _own_deed(self, verb: int, stop: int) -> Deed:
        word, after = self.words[verb], range(verb + 1, stop)
        kind = kind_of(word)
        him = self.him or self.he
        if is_passive(self.words, verb):
            by = next((i for i in after if self.words[i].text in _BY), stop)
            return Deed(self.named(range(by + 1, stop), him), self.subject, kind)
        if word.stem in _CAUSING:
            return Deed(self.named(after, him) or self.subject, NOBODY, "state")
        if word.stem in _SAYING:
            return Deed(self.subject, NOBODY, kind)
        after_ = [i for i in after if self.words[i].text not in POSSESSIVES]
        objects = self.named(after_, him) - self.subject
        if word.stem in _FEARING:
            return Deed(objects, self.subject, kind)
        return Deed(self.subject, objects, kind)

    def _caused(self, verb: int) -> frozenset[str]:
        """Give whom somebody "had arrested": the people between "had" or "got" and the verb."""
        word = self.words[verb]
        if not is_verb(word) or word.meant.endswith("ing") or word.meant in AUXILIARIES:
            return NOBODY
        near = range(verb - 1, max(-1, verb - 5), -1)
        had = next((i for i in near if self.words[i].stem in ("have", "get")), None)
        if had is None or self.words[had].clause != word.clause:
            return NOBODY
        between = [i for i in range(had + 1, verb) if self.words[i].text not in SUBJECTS]
        return self.named(between, self.him or self.he)

    def _seen_as(self, verb: int, stop: int) -> None:
        """Note what somebody is seen as: "saw Trotsky as more dangerous"."""
        if self.words[verb].stem not in _SAYING:
            return
        as_ = next((i for i in range(verb + 1, stop) if self.words[i].text in ("as", "to", "like")), stop)
        group = frozenset(self.words[i].stem for i in range(verb + 1, as_) if self.words[i].name)
        if group:
            self.deeds.update(dict.fromkeys(range(as_, stop), Deed(group, NOBODY, "state")))

    def _remember(self, indexes: Sequence[int]) -> None:
        """Note whom "he" (the last subject), "him" (the last named) and "they" mean from here on."""
        for group in groups_of(self.words, indexes):
            members = frozenset(word.stem for word in group)
            if len(members) > 1:
                self.they = members
            elif not self.he or members == self.subject:
                self.he = members
            self.him = frozenset({group[-1].stem})
