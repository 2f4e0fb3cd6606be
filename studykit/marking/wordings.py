"""What a card accepts, as wordings: each with its telling words, what says them, and how much they weigh."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from studykit.cards import Card, Choice, Points, Term
from studykit.english.dates import value_of
from studykit.english.proper_names import initials_of, is_title, names_in, surname_of
from studykit.english.stems import family, is_ordinary, stem
from studykit.english.text import in_english, tokens
from studykit.english.thesaurus import GAP, alike, opposite
from studykit.english.values import DateRules, Value, ValueKind
from studykit.english.words import NEGATORS, POLAR, STOP
from studykit.marking.read_text import LIGHT_STEMS, NUMBER, Reading, Word, read
from studykit.marking.vocabulary import Lexicon, Vocabulary, term_words

SAME, RELATED, SYNONYM, CONTRARY = 1.0, 0.95, 0.7, -0.8
"""How far one word says another: itself, a word of its family, a synonym, the opposite."""
MOST_WAYS = 12
"""Wordings that the aliases of a deck may make of one."""
SMALL = frozenset(stem(word) for word in STOP | NEGATORS)
"""Stems of words that tell nothing by themselves."""
_ASKS_LACK = re.compile(
    r"^(?!why\b).*\b(lack(ed|s|ing)?|missing|too little of|did not have|had not)\b", re.IGNORECASE
)
"""What makes a prompt ask for what was not there, so that denying it says it."""
_ASKS_PERSON = re.compile(
    r"^whos?e?m?\b|(^|\b(which|what|name|list)\b[^,.:;?]*?\b)(wo)?(m[ae]n|leaders?|historians?|politicians?|generals?|"
    r"ministers?|rivals?|allies|ally|comrades?|friends?|followers?|members?|journalists?|writers?|people|persons?|"
    r"kings?|queens?|emperors?|tsars?|presidents?|chancellors?|commanders?|commissars?|officers?|authors?|"
    r"economists?|philosophers?|poets?|scientists?|act(or|ress)(es|s)?|singers?|players?)\b",
    re.IGNORECASE,
)
"""What makes a prompt ask for persons."""
_ASKS_PLACE = re.compile(
    r"^(from |to |in )?where\b|\b(which|what) (city|town|village|place)\b", re.IGNORECASE
)
"""What makes a prompt ask for a place."""
_BRACKET = re.compile(r"\s*\(([^()]*)\)")


@dataclass(frozen=True, slots=True)
class Unit:
    """One telling word of a wording: what says it and how far, and how much it weighs.

    `weight` is 0 for what need not be said: what the prompt gives, brackets, the first names of a person.
    `phrase` holds what says the phrase of the thesaurus that it is part of ("secret police"), `group` the
    number of that.
    """

    word: Word
    accepts: Mapping[str, float]
    phrase: Mapping[str, float]
    group: int
    weight: float
    name: bool
    given: bool


@dataclass(frozen=True, slots=True, eq=False)
class Wording:
    """One wording of something right, wrong or partly right.

    Attributes:
        text: as the card has it. units: its telling words. reading: the text, read.
        weight: what its units weigh together. title: whether it is a name, of which every unit is needed.
        value: the number it is. poles: its small words that have a contrary ("with"). initials: SIOC, or "".
        known: what a word of an answer may be known by that says something of it.
        echo: whether all its telling words stand in the prompt. written: whether the author wrote it so.
        lacking: whether the prompt asks for what was not ("what did he lack?"), so that denying it says it.
    """

    text: str
    units: tuple[Unit, ...]
    weight: float
    title: bool
    value: Value | None
    poles: frozenset[str]
    initials: str
    known: frozenset[str]
    echo: bool
    written: bool
    lacking: bool
    reading: Reading


class WordingMaker:
    """Makes the wordings of one card."""

    def __init__(self, vocabulary: Vocabulary, asked: frozenset[str], rules: DateRules, card: Card) -> None:
        self._vocabulary, self._asked, self._rules, self._card = vocabulary, asked, rules, card
        self._lexicon = Lexicon((), vocabulary)
        self._loose = isinstance(card.expected, Points)
        self._choice = isinstance(card.expected, Choice)
        self._language = vocabulary.language
        ask = in_english(card.ask, self._language)
        self._person, self._place = bool(_ASKS_PERSON.search(ask)), bool(_ASKS_PLACE.search(ask))
        self._lacking = bool(_ASKS_LACK.search(ask))
        self._given = self._asked | {family(base) for base in asked}

    def wordings(self, phrasings: Iterable[str]) -> tuple[Wording, ...]:
        """Makes the wordings of an item: as written, their alternatives, and what aliases make of them."""
        found: dict[str, Wording] = {}
        for phrasing in (" ".join(each.split()) for each in phrasings):
            said = in_english(phrasing, self._language)
            for text in (phrasing, *alternatives(said, loose=self._loose)[1:]):
                for way, each in enumerate((text, *self._other_ways(text))):
                    if each not in found:
                        found[each] = self._wording(each, written=not way)
        return tuple(found.values())

    def _other_ways(self, text: str) -> list[str]:
        """Writes a text with each of its terms in the other ways the deck knows."""
        words, end = term_words(text, self._language), 0
        ways: list[str] = []
        for at, word in enumerate(words):
            for form, others in self._vocabulary.alias_forms.get(word, ()):
                if at >= end and words[at : at + len(form)] == form:
                    end = at + len(form)
                    ways += [" ".join((*words[:at], *other, *words[end:])) for other in others]
        return ways[:MOST_WAYS]

    def _wording(self, text: str, *, written: bool) -> Wording:
        reading = read(text, self._lexicon, self._rules, self._asked)
        if not reading.words:
            small = frozenset(reading.plain)
            reading = read(text, Lexicon((), self._vocabulary, small=small), self._rules)
        names = names_in(text).union([w.text for w in reading.words if w.text in self._vocabulary.names])
        title = not self._loose and is_title(text, names)
        optional = self._optional(text)
        phrases = {} if title or self._choice else _phrases_of(reading.words)
        units = [
            self._unit(w, w.text in optional, phrases.get(at, ("", 0)), name=w.text in names, title=title)
            for at, w in enumerate(reading.words)
        ]
        echo = reading.echoes if self._choice else not any(unit.weight for unit in units)
        if echo:
            units = [replace(unit, weight=1.0) for unit in units if unit.word.meant not in optional] or units
        initials = initials_of(text) if title else ""
        initials = "" if initials in self._asked or is_ordinary(initials) else initials
        known = frozenset((initials, *(NUMBER for word in reading.words if word.value is not None)))
        known = known.union(*(unit.accepts.keys() | unit.phrase.keys() for unit in units))
        weight, poles = sum(unit.weight for unit in units), POLAR.intersection(reading.plain)
        kind = title, value_of(text, self._rules, self._language), poles, initials, known
        return Wording(text, tuple(units), weight, *kind, echo, written, self._lacking, reading)

    def _optional(self, text: str) -> frozenset[str]:
        """Finds the words that need not be said: what stands in brackets, the first names of a person, and
        the country in which a town lies ("Gori, Georgia")."""
        glosses = _BRACKET.findall(text)
        town, _, land = text.partition(", ")
        if self._place and land and is_title(town) and is_title(land):
            glosses.append(land)
        found = {token.text for inside in glosses for token in tokens(inside, self._language)}
        name = _BRACKET.sub("", text)
        person = self._person or name in self._card.people
        last = surname_of(name, person=person)
        # Of a namesake in the prompt the first name tells.
        told = stem(last, self._language) not in self._asked
        if last and told and not self._vocabulary.others_of_the_name(name, last):
            found |= {token.text for token in tokens(name, self._language)} - {last}
        return frozenset(found)

    def _unit(self, word: Word, optional: bool, phrase: tuple[str, int], *, name: bool, title: bool) -> Unit:
        given = not (self._choice or word.value or self._given.isdisjoint((word.stem, family(word.stem))))
        accepts = {word.stem: SAME} if name else _meanings(word.stem, title=title)
        if optional or given:
            weight = 0.0
        elif word.value is not None or name or title:
            weight = 1.0
        else:
            weight = 0.35 if word.stem in LIGHT_STEMS else 0.5 + 0.5 * self._vocabulary.rarity(word.stem)
        said_so = dict.fromkeys(alike(phrase[0]) if phrase[0] else (), SYNONYM)
        return Unit(word, accepts, said_so, phrase[1], weight, name, given)

    def shortened(self, wordings: Sequence[Wording]) -> frozenset[str]:
        """Finds the words that may be cut short: those of titles of several words, and people's names."""
        people = self._vocabulary.full_names
        if self._choice:
            return frozenset(unit.word.meant for wording in wordings for unit in wording.units)
        titles = [[unit.word.meant for unit in wording.units] for wording in wordings if wording.title]
        return frozenset(word for words in titles for word in words if len(words) > 1 or word in people)

    def rules_of_answers(self, wordings: Sequence[Wording]) -> DateRules:
        """Works out how the numbers of an answer are read, by the dates and amounts that are right."""
        values = [wording.value for wording in wordings if wording.value is not None]
        if not isinstance(self._card.expected, Term) or not values:
            return DateRules()
        first = next((value for value in values if value.kind in (ValueKind.DATE, ValueKind.RANGE)), None)
        if first is None:
            return DateRules(years=False)
        year, days = int(first.first // 10000), first.kind is ValueKind.DATE and first.first == first.last
        return DateRules(short=True, months=first.has_month, days=days, century=year // 100, year=year)


def alternatives(text: str, *, loose: bool = False) -> list[str]:
    """Lists what a key written with brackets, a slash or "or" accepts, itself first.

    "New Economic Policy (NEP)" is also either part of it, "Presidium (7 members)" also the first: a gloss
    alone is nothing. "Left/Right Opposition" is each of the two, "kulak(s)" with and without the s.
    """
    ways = [text]
    if found := _BRACKET.search(text):
        inside, before, rest = found[1].strip(), text[: found.start()], text[found.end() :]
        ways.append(" ".join(_BRACKET.sub(" ", text).split()))
        if before[-1:].isalpha() and found[0].startswith("("):
            ways += [before + inside + rest, before + rest]
        elif is_title(inside) and not re.search(r"\d", inside):
            ways.append(" ".join([*before.split()[:-1], inside, rest.strip()]) if rest.strip() else inside)
    for each in list(ways):
        sides = each.split(" or ")
        if re.search(r"[^\W\d](?:/| / )[^\W\d]", each):  # "w/ Lenin" has no sides
            ways += _each_side(each)
        elif not loose and not each.endswith("?") and all(len(side.split()) <= 4 for side in sides):
            ways += sides
    return list(dict.fromkeys(way.strip() for way in ways if way.strip()))


def _each_side(text: str) -> list[str]:
    """Writes a text with a slash once with each of its sides."""
    if " / " in text or " " not in text:
        return [side.strip() for side in text.split("/")]
    joined = next(word for word in text.split() if "/" in word.strip("/"))
    return [text.replace(joined, side) for side in joined.split("/")]


def _phrases_of(words: Sequence[Word]) -> dict[int, tuple[str, int]]:
    """Finds the phrases of the thesaurus in a wording: for each word its phrase, and that one's number."""
    found: dict[int, tuple[str, int]] = {}
    for at, word in enumerate(words):
        names = [name for name in word.names if "_" in name and GAP not in name]
        names = [name for name in names if not SMALL.issuperset(name.split("_"))]
        name = min(names, key=lambda name: (-name.count("_"), name), default=None)
        if name and at not in found:
            last = word.token + name.count("_")
            found |= {i: (name, at + 1) for i in range(at, len(words)) if words[i].token <= last}
    return found


@lru_cache(maxsize=32768)
def _meanings(base: str, *, title: bool) -> Mapping[str, float]:
    """Says how far each stem or phrase says a word; of a title none does but itself."""
    opposed = dict.fromkeys(opposite(base), CONTRARY)
    others = {} if title else dict.fromkeys(alike(base), SYNONYM)
    return others | opposed | ({} if title else {family(base): RELATED}) | {base: SAME}
