"""Who did what to whom: Stalin expelled Trotsky is not Trotsky expelled Stalin."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from studykit.marking.clause_verbs import FEARING, is_passive, is_verb, kind_of, main_verbs
from studykit.marking.function_words import (
    AUXILIARIES,
    OBJECTS,
    POSSESSIVES,
    PRONOUNS_MANY,
    PRONOUNS_ONE,
    REFLEXIVE,
    STOP,
    SUBJECTS,
)
from studykit.marking.people import NOBODY, OTHERS, Deed, People, groups_of, is_opponents
from studykit.marking.reading import Reading, Word
from studykit.marking.stems import stem

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
    return Story(reading.words, people).deeds_of_all()


class Story:
    """An answer as it unfolds: whom "he", "him" and "they" mean by now, and who the subject is.

    Args:
        words: the words of the answer. people: whom the prompt speaks of.
        pronouns: whether pronouns stand for anybody.
    """

    def __init__(self, words: Sequence[Word], people: People, *, pronouns: bool = True) -> None:
        self.words, self.people, self.pronouns = words, people, pronouns
        self.he, self.they, self.him = people.one, people.many, NOBODY
        self.pair = people.one | people.other if people.other else NOBODY
        self.subject = NOBODY
        self.deeds: dict[int, Deed] = {}

    def deeds_of_all(self) -> dict[int, Deed]:
        """Take in clause by clause; give the deed that governs each word."""
        start = 0
        while start < len(self.words):
            end = start
            while end < len(self.words) and self.words[end].clause == self.words[start].clause:
                end += 1
            self._clause(start, end)
            start = end
        return self.deeds

    def _clause(self, start: int, end: int) -> None:
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

    def named(self, indexes: Sequence[int], him: frozenset[str] | None = None) -> frozenset[str]:
        """Give the people named here, up to a comparison; a pronoun stands for those it can mean.

        Args:
            indexes: where to look. him: whom "him" means; by default the one whom "he" means.
        """
        end = next((i for i in indexes if self.words[i].text in _COMPARING), None)
        indexes = [i for i in indexes if end is None or i < end]
        names = frozenset(self.words[i].stem for i in indexes if self.words[i].name)
        if names or not self.pronouns:
            return names
        return next((whom for i in indexes if (whom := self._meant(i, him)) is not None), NOBODY)

    def _meant(self, index: int, him: frozenset[str] | None) -> frozenset[str] | None:
        """Give whom a pronoun, or a word such as "opponents", means; None for other words."""
        text = self.words[index].text
        following = self.words[index + 1] if index + 1 < len(self.words) else None
        if text in REFLEXIVE:
            return self.subject
        if is_opponents(self.words[index]) or (
            text in POSSESSIVES and following is not None and is_opponents(following)
        ):
            return OTHERS  # "his rivals" are not he
        if text in PRONOUNS_ONE:
            return self.he if him is None else him
        return self.they if text in PRONOUNS_MANY else None

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
        him = self._whom()
        if is_passive(self.words, verb):
            by = next((i for i in after if self.words[i].text in _BY), stop)
            return Deed(self.named(range(by + 1, stop), him), self.subject, kind)
        if word.stem in _CAUSING and not (after and is_opponents(self.words[after[-1]])):  # "made enemies"
            return Deed(self.named(after, him) or self.subject, NOBODY, "state")
        if word.stem in _SAYING:
            return Deed(self.subject, NOBODY, kind)
        after_ = [i for i in after if self.words[i].text not in POSSESSIVES]
        direct = after_[:1] if after_ and self.words[after_[0]].text in OBJECTS else after_
        objects = self.named(direct, him) - self.subject  # "accused him of Stalin's crimes": him, not Stalin
        if word.stem in FEARING:
            return Deed(objects, self.subject, kind)
        return Deed(self.subject, objects, kind)

    def _whom(self) -> frozenset[str]:
        """Give whom "him" means: the last one named, else the other of the two in the prompt, else "he".

        Where somebody whom the prompt does not name was the last, and the one of the prompt is not the
        subject, it may be either, and nobody is given.
        """
        one = self.people.one
        if self.him and one and not self.him & self.people.all and not self.subject & one:
            return NOBODY
        return self.him or (self.pair - self.subject if self.subject & self.pair else self.he)

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
        return self.named(between, self._whom())

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
            if len(members) == 1:
                self.him = members
