"""Marks one typed answer to one card, and says why."""

from __future__ import annotations

from dataclasses import replace

from studykit.cards import Card, Choice, Listed, Ordered, Points
from studykit.english.text import normalise, tokens
from studykit.english.values import Agreement, agreement
from studykit.marking import explain
from studykit.marking.align import align
from studykit.marking.choice import mark_choice
from studykit.marking.explain import Mark
from studykit.marking.items import mark_listed, mark_ordered, mark_points
from studykit.marking.key import Key, key_of
from studykit.marking.read_text import LONGEST, Reading
from studykit.marking.rivals import rejected
from studykit.marking.terms import mark_term
from studykit.marking.vocabulary import Vocabulary
from studykit.marking.wordings import Wording
from studykit.verdict import Verdict

_VERDICT_WORDS = tuple(verdict.value for verdict in Verdict)
_COMMANDS = frozenset(("q", "quit", "exit", "help", "u", "s"))
"""What is typed alone by somebody who means the program, not the question."""
_GIVING_UP = frozenset(
    phrase.strip()
    for phrase in """
    idk | idek | dk | dno | do not know | not know | no idea | not idea | not have idea | have no idea |
    have no clue | do not have idea | have not idea | no clue | not clue | do not have clue | have not
    clue | have not got clue | clueless | not sure | not certain | unsure | unknown | forgot | forgotten
    | can not remember | do not remember | can not recall | do not recall | no memory | can not think |
    could not say | can not say | could not tell | no thoughts | never heard | have not learnt | did not
    learn | did not revise | tip of tongue | who knows | no answer | no comment | give up | stuck |
    beats | help | pass | skip | blank | nothing | none | do not care | na | n a
    """.replace("\n    ", " ").split("|")
)
"""What giving up comes down to without the fillers; contractions are spelt out ("don't know")."""
_FILLER = frozenset(
    """
    i a the it this that me my one just really honestly sorry to be honest tbh sir miss lol um uh er hmm
    hm at all yet now right on of is am what about answer question well absolutely literally actually
    still even any got quite totally completely so please oh ah but its here for
    """.split()
)
_HESITATION = frozenset("um uh er hmm hm oh ah".split())
_MOST_WORDS = 12


def mark(card: Card, answer: str, vocabulary: Vocabulary, shown: tuple[int, ...] | None = None) -> Mark:
    """Marks an answer: a pure function of what it is given.

    Args:
        card: the card that was asked.
        answer: what was typed, any Unicode; beyond 4,000 letters it is cut, and `why` says so.
        vocabulary: what the whole deck knows, so that a rival term is never taken for a misspelling.
        shown: for `order` and `choose` cards the positions of the items or options in the order the student
            saw them, so that typed numbers and letters refer to that order; None is the order of the file.
    """
    key = key_of(card, vocabulary)
    order = tuple(range(len(card.expected.options or key.items))) if shown is None else shown
    found = _marked(key, answer[:LONGEST], order)
    why = found.why
    if why.casefold().startswith(_VERDICT_WORDS):
        why = f"about that: {why}"
    if len(answer) > LONGEST:
        why = f"{why} (only the first {LONGEST:,} letters were read)".strip()
    return found if why == found.why else replace(found, why=why)


def _marked(key: Key, answer: str, order: tuple[int, ...]) -> Mark:
    line = normalise(answer)
    worded = line.strip(" .") in key.phrasings
    if not worded and (nothing := _no_answer(key, line)):
        return nothing
    reading = key.read(line.strip(" .") if worded else answer)
    missed = None if worded or key.worded(reading) else _whole_miss(key, reading)
    found = missed or _by_kind(key, reading, order)
    wrong = found.verdict is Verdict.WRONG and not (worded or missed or found.unread)
    if wrong and (misses := rejected(key, reading)):
        found = replace(found, why=explain.near_miss(misses[0]))
    # A reading and its alignments hold each other: without this they wait for the collector of garbage, which
    # took a quarter of the time of a class set.
    reading.aligned.clear()
    return found


def _no_answer(key: Key, line: str) -> Mark | None:
    """Marks what is no answer: nothing, a command or the name of a card, giving up; None for all else."""
    plain = line.strip(" .")
    if not any(map(str.isalnum, plain)):
        return explain.wrong(key, "nothing was typed", gave_up=True)
    label = isinstance(key.card.expected, Ordered | Choice) and len(plain) == 1
    named = plain in (key.card.id, key.card.id.partition("/")[2]) and not {"-", "/"}.isdisjoint(plain)
    if not label and (named or plain in _COMMANDS):
        return explain.wrong(key, "that is no answer; type one, or idk to see it", unread=True)
    if gives_up(line, key.vocabulary.language):
        why = "no answer this time; read the right one and it will come back"
        return explain.wrong(key, why, gave_up=True)
    return None


def _by_kind(key: Key, reading: Reading, order: tuple[int, ...]) -> Mark:
    match key.card.expected:
        case Points() as points:
            return mark_points(key, reading, points)
        case Listed(ordered=True) | Ordered():
            return mark_ordered(key, reading, order)
        case Listed() as listed:
            return mark_listed(key, reading, listed)
        case Choice() as choice:
            return mark_choice(key, reading, choice, order)
        case _:
            return mark_term(key, reading)


def _whole_miss(key: Key, reading: Reading) -> Mark | None:
    """Marks an answer that is a near miss and nothing else."""
    miss = next((miss for miss in key.misses if _is_miss(key, miss.wording, reading)), None)
    if miss is None:
        return None
    score = 0.5 if miss.verdict is Verdict.PARTIAL else 0.0
    return Mark(miss.verdict, score, (), explain.near_miss(miss), explain.model_answer(key, {}))


def _is_miss(key: Key, miss: Wording, reading: Reading) -> bool:
    """Says whether an answer is a near miss and no more; not its words in the order of what is right."""
    if miss.reading.bare == reading.bare:
        return True
    if miss.value is not None:
        number = reading.words[0].value if len(reading.words) == 1 and not reading.negated else None
        same = number and agreement(number, miss.value) is Agreement.SAME
        return bool(number and same and number.span == miss.value.span)
    found = align(miss, reading)
    whole = found.word_for_word and len(found.words | reading.repeats) == len(reading.words)
    return whole and all(found.like >= align(each, reading).like for each in key.wordings)


def gives_up(line: str, language: str = "") -> bool:
    """Says whether a line only gives up ("idk", "no idea", "?"), or says nothing at all."""
    found = [token.text for token in tokens(line[:200], language) if token.kind != "mark"]
    if not any(map(str.isalnum, "".join(found))):
        return True
    if len(found) > _MOST_WORDS:
        return False
    bare = [word for word in found if word not in _FILLER]
    if not bare:
        return _HESITATION.issuperset(found)
    halves = ((" ".join(bare[:size]), " ".join(bare[size:])) for size in range(1, len(bare) + 1))
    return any(one in _GIVING_UP and (not other or other in _GIVING_UP) for one, other in halves)
