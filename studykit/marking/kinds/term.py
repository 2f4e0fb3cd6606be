"""Cards answered with one name, term, phrase, year, date, range or number."""

from __future__ import annotations

import re
from dataclasses import dataclass

from studykit.marking import match, naming, reasons
from studykit.marking.compiled import Compiled
from studykit.marking.function_words import STOP
from studykit.marking.model import Mark
from studykit.marking.numbers import Agreement, agreement
from studykit.marking.offers import rival_offer
from studykit.marking.personal_names import is_given
from studykit.marking.phrase import Phrase
from studykit.marking.pieces import model_answer
from studykit.marking.reading import Reading, read
from studykit.marking.text import normalise
from studykit.marking.values import Kind, Value
from studykit.marking.vocabulary import key, term_words
from studykit.verdict import Verdict

STRICTER = 0.25
"""How much more of a term in many words must be said than of a point."""
ROUGHLY = 0.05
"""How far an amount may be off, as a share of it, when the prompt asks "about how many"."""
_MONTHS = "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
_MONTH = rf"\b({_MONTHS}|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
_MONTH_AND_TWO = re.compile(rf"(?<!\d ){_MONTH} +'?(\d\d)(?![\d,]|st|nd|rd|th)", re.IGNORECASE)
_MONTH_DOT = re.compile(rf"{_MONTH}\. *(?=['\d])", re.IGNORECASE)
_MUCH = 0.4
"""How much of a term must be said for a denial to be the reason."""
_TOTALS = frozenset(("total", "altogeth", "overal"))
"""Stems of the words that mark a number as the one that is meant."""
_ASKS_ROUGHLY = frozenset(("roughly", "about", "approximately", "around"))


def mark_term(known: Compiled, answer: str) -> Mark:
    """Mark an answer to a term card."""
    if _is_a_phrasing(known, answer):
        return Mark(Verdict.CORRECT, 1.0, (0,), reasons.RIGHT, model_answer(known, {0: None}))
    reading = read(_with_century(known, answer), known.lexicon)
    values = [phrase for phrase in known.items[0] if phrase.value is not None]
    if values and reading.numbers:
        return _mark_value(known, values, reading)
    if _to_the_letter(known, answer) or _first_name_alone(known, reading):
        return Mark(Verdict.CORRECT, 1.0, (0,), reasons.RIGHT, model_answer(known, {0: None}))
    said, phrase = _best(known, reading)
    if why := _objection(known, reading, said, phrase):
        return _wrong(known, why, said)
    model = model_answer(known, {0: (said, phrase, reading)})
    return Mark(Verdict.CORRECT, 1.0, (0,), reasons.right(phrase, said, reading), model)


def _objection(known: Compiled, reading: Reading, said: match.Match, phrase: Phrase) -> str | None:
    """Say what speaks against an answer, or None when it is right."""
    own_words = said.made and not _by_synonyms(said, phrase, reading)
    if not own_words and (prompt := _answer_to_another(known, reading)):
        return reasons.answers_another(prompt)
    if not said.made:
        return _why_not(known, reading, said, phrase)
    rival = rival_offer(known, reading, said, phrase)
    return reasons.two_answers(phrase.text, rival) if rival else None


def _why_not(known: Compiled, reading: Reading, said: match.Match, phrase: Phrase) -> str:
    if _turned(known, phrase, reading):
        return reasons.WRONG_WAY_ROUND
    if said.contrary and (said.strength > _MUCH or (phrase.fixed and _all_denied(phrase, said))):
        return reasons.denied(phrase.text)
    return reasons.not_it(known, reading, said, phrase)


def _answer_to_another(known: Compiled, reading: Reading) -> str | None:
    """Give the prompt of the one other card of the deck to which the whole answer is right, or None."""
    words = reading.words
    if any(word.denied for word in words):
        return None
    value = None
    if len(reading.numbers) == 1:
        value, at = reading.numbers[0]
        if any(word.text not in STOP for index, word in enumerate(words) if index != at):
            return None
    prompt = known.vocabulary.prompts.get(key([word.meant for word in words], value))
    return None if prompt == known.card.ask else prompt


def _by_synonyms(said: match.Match, phrase: Phrase, reading: Reading) -> bool:
    """Say whether a match rests on other words than those of the phrasing."""
    return any(reading.words[index].stem != phrase.slots[slot].stem for slot, index in said.slots.items())


def _is_a_phrasing(known: Compiled, answer: str) -> bool:
    """Say whether the answer is an accepted phrasing as the card has it, whatever it may mean elsewhere."""
    typed = normalise(answer).strip(" .")
    return bool(typed) and any(typed == normalise(phrase.text).strip(" .") for phrase in known.items[0])


def _with_century(known: Compiled, answer: str) -> str:
    """Read "Jan 24" as January 1924 where a month with its year is right, and no day is asked for."""
    for phrase in known.items[0]:
        value = phrase.value
        if value is not None and value.kind is Kind.DATE and 20 < value.last - value.first < 40:
            century = int(value.first // 1_000_000)
            return _MONTH_AND_TWO.sub(rf"\1 {century}\2", _MONTH_DOT.sub(r"\1 ", answer))
    return answer


def _first_name_alone(known: Compiled, reading: Reading) -> bool:
    """Say whether only a first name is given, and nobody else the deck knows has it: "Leon" for Trotsky."""
    words = [word for word in reading.words if word.names]
    if len(words) != 1 or words[0].denied or not is_given(words[0].meant):
        return False
    name = words[0].meant
    if any(name in term and term[-1] not in known.lexicon.expected for term in known.vocabulary.terms):
        return False
    return any(
        slot.word == name and not slot.weight
        for phrase in known.items[0]
        if phrase.fixed
        for slot in phrase.slots
    )


def _to_the_letter(known: Compiled, answer: str) -> bool:
    """Say whether the answer is a phrasing word for word; for those of small words only ("none")."""
    words = term_words(answer)
    return any(not phrase.slots and words == term_words(phrase.text) for phrase in known.items[0])


def _turned(known: Compiled, phrase: Phrase, reading: Reading) -> bool:
    """Say whether the answer would be right if it did not matter who did what to whom."""
    if phrase.fixed or len(phrase.names) < 2:
        return False
    return match.statement(phrase, reading, known.people, STRICTER, who=False).made


def _all_denied(phrase: Phrase, said: match.Match) -> bool:
    """Say whether the whole term is there, but denied: "not Lenin"."""
    return all(n in said.contrary or n in said.slots for n, slot in enumerate(phrase.slots) if slot.weight)


def _best(known: Compiled, reading: Reading) -> tuple[match.Match, Phrase]:
    """Give the phrasing that the answer comes nearest to."""
    found = [
        (
            naming.term(phrase, reading)
            if phrase.fixed
            else match.statement(phrase, reading, known.people, STRICTER),
            phrase,
        )
        for phrase in known.items[0]
    ]
    return max(found, key=lambda pair: (pair[0].strength, len(pair[0].contrary)))


def _wrong(known: Compiled, why: str, said: match.Match = match.NOTHING) -> Mark:
    score = 0.0 if said.made else round(min(0.5, said.strength / 2), 3)
    return Mark(Verdict.WRONG, score, (), why, model_answer(known, {}))


@dataclass(frozen=True, slots=True)
class _Given:
    """A number that was asserted, and how it stands to the nearest right one."""

    value: Value
    part: int
    how: Agreement
    phrase: Phrase


_CLOSENESS = list(Agreement)


def _mark_value(known: Compiled, right: list[Phrase], reading: Reading) -> Mark:
    """Mark an answer that names numbers to a card that holds one."""
    rough = ROUGHLY if known.prompt & _ASKS_ROUGHLY else 0.0
    given = [
        _given(value, reading.words[at].part, right, rough)
        for value, at in reading.numbers
        if not reading.words[at].denied
    ]
    if not given:
        return _wrong(known, reasons.denied(right[0].text))
    best = min(given, key=lambda one: _CLOSENESS.index(one.how))
    if best.how is not Agreement.SAME:
        return _not_same(known, reading, best, alone=len(given) == 1)
    others = [one for one in given if one.how is not Agreement.SAME and _comparable(one.value, right)]
    if others and not _about_something_else(known, reading, best.part, [one.part for one in others]):
        return _wrong(known, reasons.two_values(best.value, others[0].value))
    return Mark(Verdict.CORRECT, 1.0, (0,), reasons.RIGHT, model_answer(known, {0: None}))


def _given(value: Value, part: int, right: list[Phrase], rough: float) -> _Given:
    ranked = [(agreement(value, phrase.value, rough), phrase) for phrase in right if phrase.value is not None]
    how, phrase = min(ranked, key=lambda pair: _CLOSENESS.index(pair[0]))
    return _Given(value, part, how, phrase)


def _not_same(known: Compiled, reading: Reading, best: _Given, *, alone: bool) -> Mark:
    """Mark a number that is not the right one: a part of it, close to it, or another."""
    right = best.phrase.value
    stretch = best.value.kind is Kind.RANGE and right is not None and right.kind is not Kind.RANGE
    if best.how is Agreement.LESS_PRECISE and alone and not stretch:
        return Mark(Verdict.PARTIAL, 0.5, (), reasons.less_precise(best.phrase.text), model_answer(known, {}))
    prompt = _answer_to_another(known, reading)
    return _wrong(known, reasons.other_value(best.value, best.how, best.phrase, prompt))


def _comparable(value: Value, right: list[Phrase]) -> bool:
    return any(phrase.value is not None and value.kind is phrase.value.kind for phrase in right) or (
        value.year is not None
    )


def _about_something_else(known: Compiled, reading: Reading, part: int, others: list[int]) -> bool:
    """Say whether the other numbers stand in parts of their own that are not about what was asked.

    "Expelled in 1927 and deported in 1929" answers "When was he expelled?"; "1927 is when he was deported, he
    was expelled in 1924" does not.
    """

    def content(number: int) -> set[str]:
        return {
            word.stem
            for word in reading.words
            if word.part == number and word.text not in STOP and not word.names[0].startswith("#")
        }

    if not reading.either.isdisjoint((part, *others)):
        return False
    here = content(part)
    if not here.isdisjoint(_TOTALS):
        return True  # "2 for each state, so 100 in total"
    if here and not here & known.asked:
        return False
    return all(other != part and content(other) and not content(other) <= known.asked for other in others)
