"""What is claimed: clauses, what a "not" or a correction takes back, what was only wished."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from studykit.marking.function_words import (
    AUXILIARIES,
    CLAUSE_OPENERS,
    NEGATORS,
    PRONOUNS,
    WISHES,
)
from studykit.marking.text import Token
from studykit.marking.verbs import looks_like_verb

BREAKS = frozenset(",;:.!?/()\n|>→")
_STOPS = frozenset((".", ";", "\n"))
_JOINS = frozenset(("and", "or", "&", "+", "plus", "then", "nor"))
_HEDGES = frozenset(
    tuple(phrase.split())
    for phrase in (
        "not sure|not certain|not positive|no doubt|not only|not just|not until|do not know|can not remember|"
        "do not remember|no idea|no clue|not long|no longer|nothing but|not merely|not simply|no wonder"
    ).split("|")
)
"""A "not" that denies nothing of what follows."""
_HEDGE_BEGINS = frozenset(hedge[0] for hedge in _HEDGES)
_SCOPE_ENDS = frozenset("but after before because due despite thanks".split())
_DENIALS_AFTER = frozenset("wrong false incorrect untrue".split())
_ADVICE = frozenset(
    "demand demands demanded prefer preferred suggest suggested recommend recommended should ought aim aims "
    "aimed call propose proposes advise advised urge urged promise promised".split()
)
_ARTICLES = frozenset("the a an his her their its all most many".split())
_PERSONS = PRONOUNS - {"that", "this", "it"}
_WITHDRAWING = frozenset("no wait sorry oops nope correction scratch".split())
_BEFORE_SORRY = frozenset("no say says said saying".split())
"""What makes an apology that is told of, or a second "no", of a withdrawing word."""
_AFTER_NO = frozenset("it wait sorry i he she they actually that".split())
_SET_PAIRS = frozenset({("rather", "than"), ("instead", "of"), ("other", "than")})


def clauses_of(found: Sequence[Token], is_name: Callable[[str], bool]) -> tuple[list[int], list[int]]:
    """Give each token the number of its clause and of its part, both from 0.

    Clauses end at commas and other marks, before words such as "but" and "because", and before "and" with a
    subject of its own; parts also end at every "and", "or" and slash.
    """
    clauses: list[int] = []
    parts: list[int] = []
    clause = part = 0
    fresh, verb = True, False
    for index, token in enumerate(found):
        mark = token.kind == "mark" and not (token.text == "," and _lists_names(found, index, is_name))
        joins = token.text in _JOINS
        opens = (mark and token.text in BREAKS) or (token.text in CLAUSE_OPENERS and not fresh)
        if (joins or token.text == "as") and verb and _begins_clause(found, index + 1, is_name, token.text):
            opens = True
        if opens and not fresh:
            clause, part, verb = clause + 1, part + 1, False
        elif joins and not fresh:
            part += 1
        fresh = mark and (opens or fresh)
        verb = verb or looks_like_verb(token.text)
        clauses.append(clause)
        parts.append(part)
    return clauses, parts


_LONGEST_LIST = 12
"""Commas of a list of names that are followed to its end."""


def _lists_names(
    found: Sequence[Token], comma: int, is_name: Callable[[str], bool], left: int = _LONGEST_LIST
) -> bool:
    """Say whether a comma stands in a list of names that ends with "and": "Malenkov, Beria and Molotov"."""
    last = comma + 2
    if comma < 1 or last + 1 >= len(found):
        return False
    if not left or not (is_name(found[comma - 1].text) and is_name(found[comma + 1].text)):
        return False
    if found[last].text == ",":
        last += found[last + 1].text in ("and", "&")
        joined = found[last].text in ("and", "&") or _lists_names(found, comma + 2, is_name, left - 1)
    else:
        joined = found[last].text in ("and", "&")
    if not joined:
        return False
    return found[last].text == "," or (last + 1 < len(found) and is_name(found[last + 1].text))


def _begins_clause(found: Sequence[Token], at: int, is_name: Callable[[str], bool], joint: str) -> bool:
    """Say whether a new subject with its verb, or a helping verb, stands here: "and Rykov lost"."""
    if at >= len(found):
        return False
    if found[at].text in PRONOUNS or (found[at].text in AUXILIARIES and joint != "or"):
        return True
    if _has_subject(found, at):
        return True
    while at < len(found) and found[at].text in ("the", "that", "how"):
        at += 1
    start = at
    while (
        at < len(found) and found[at].kind == "word" and (is_name(found[at].text) or found[at].text == "and")
    ):
        at += 1
    paired = found[at - 1].text == "and"  # "with Zinoviev and Kamenev and tricked": no subject of its own
    return start < at < len(found) and not paired and looks_like_verb(found[at].text)


def _has_subject(found: Sequence[Token], at: int) -> bool:
    """Say whether a noun with an article and its helping verb stand here: "and the elites were"."""
    if found[at].text not in _ARTICLES:
        return False
    following = [token for token in found[at + 1 : at + 4] if token.kind == "word"]
    return any(token.text in AUXILIARIES for token in following[1:])


def deniers(found: Sequence[Token], clauses: Sequence[int]) -> list[int]:
    """Give for each token the index of the word that denies it, or -1."""
    denier = [-1] * len(found)
    by = -1
    hedged: set[int] = set()
    for index, token in enumerate(found):
        hedged.update(_hedge(found, index))
        if by >= 0 and (clauses[by] != clauses[index] or _ends_scope(found, index, by)):
            by = -1
        if token.text == "wait" and index and found[index - 1].text == "no":
            continue
        if _withdraws(found, index):
            _take_back(found, denier, index)
        elif _negates(found, index) and index not in hedged:
            by = index
        elif token.text in _DENIALS_AFTER and _calls_wrong(found, clauses, index):
            for before in range(index):
                if clauses[before] == clauses[index]:
                    denier[before] = index if denier[before] < 0 else -1
        elif denier[index] < 0:
            denier[index] = by
    return denier


def _calls_wrong(found: Sequence[Token], clauses: Sequence[int], index: int) -> bool:
    """Say whether this "wrong" denies what stands before it ("1927 is wrong"), no person ("he was wrong")."""
    if index < 2 or found[index - 1].text not in AUXILIARIES or found[index - 2].text in _PERSONS:
        return False
    return not any(
        looks_like_verb(token.text)
        for token, clause in zip(found[: index - 1], clauses, strict=False)
        if clause == clauses[index]
    )


def _ends_scope(found: Sequence[Token], index: int, by: int) -> bool:
    """Say whether a negator's reach ends here: at "but", and that of "no" at the next deed."""
    if found[index].text in _SCOPE_ENDS and index > by + 1:
        return True
    following = found[index + 1].text if index + 1 < len(found) else ""
    return (
        found[index].text == "and" and found[by].text not in ("not", "never") and looks_like_verb(following)
    )


def _negates(found: Sequence[Token], index: int) -> bool:
    text = found[index].text
    if text in ("few", "little") and index and found[index - 1].text == "a":
        return False
    if index and (found[index - 1].text, text) in _SET_PAIRS:
        return True
    return text in NEGATORS and not _asks(found, index)


def _hedge(found: Sequence[Token], index: int) -> range:
    """Give the tokens of a hedge that begins here ("not only"), none when there is none."""
    if found[index].text not in _HEDGE_BEGINS:
        return range(0)
    for size in (2, 3):
        if tuple(token.text for token in found[index : index + size]) in _HEDGES:
            return range(index, index + size)
    return range(0)


def _asks(found: Sequence[Token], index: int) -> bool:
    """Say whether this "not" only makes a question: "wasn't it Lenin?"."""
    following = found[index + 1].text if index + 1 < len(found) else ""
    before = found[index - 1].text if index else ""
    asked = any(token.text == "?" for token in found[index : index + 12])
    return before in AUXILIARIES and following in PRONOUNS and asked


def _withdraws(found: Sequence[Token], index: int) -> bool:
    """Say whether a word takes back what stands before it: "1924, no, 1922"."""
    if found[index].text not in _WITHDRAWING or index in (0, len(found) - 1):
        return False
    before, following = found[index - 1], found[index + 1]
    if found[index].text != "no":
        return before.text not in _BEFORE_SORRY
    if following.text in ("wait", "sorry", "actually"):
        return True
    return before.kind != "word" and (following.kind != "word" or following.text in _AFTER_NO)


def _take_back(found: Sequence[Token], denier: list[int], index: int) -> None:
    """Deny what stands before a correction, back to the last full stop."""
    for before in range(index - 1, -1, -1):
        if found[before].text in _STOPS:
            return
        denier[before] = index


def wished(found: Sequence[Token], clauses: Sequence[int]) -> list[bool]:
    """Say of each token whether it is what somebody wished or tried "to" do."""
    marks = [False] * len(found)
    meant = reach = -1
    for index, token in enumerate(found):
        marks[index] = clauses[index] == reach
        if token.text in WISHES:
            meant = clauses[index]
        elif meant == clauses[index] and token.text in ("to", "of", "for"):
            reach = meant
    return marks


_REVERSERS = frozenset(
    "lost lose loses losing ended ending end stopped stopping stop abolished abandoned ignored rejected "
    "scrapped".split()
)
_REACH = 5
"""How many words after such a verb can be what it is done to."""
_OBJECT_ENDS = _JOINS | frozenset("for to with in on by at from after before because when as".split())


def reversers(found: Sequence[Token], clauses: Sequence[int]) -> list[int]:
    """Give for each token the index of the word before it that turns it round ("lost control"), or -1.

    It may be just what a right answer says, so that it is for matching to decide what follows from it.
    """
    reverser = [-1] * len(found)
    for index, token in enumerate(found):
        before = found[index - 1].text if index else ""
        after = found[index + 1].text if index + 1 < len(found) else ""
        turns = (token.text in _REVERSERS and after != "up") or (
            token.text == "against" and before in AUXILIARIES
        )
        if not turns:
            continue
        for following in range(index + 1, min(len(found), index + 1 + _REACH)):
            if clauses[following] != clauses[index] or found[following].text in _OBJECT_ENDS:
                break
            reverser[following] = index
    return reverser


def either(found: Sequence[Token], parts: Sequence[int]) -> frozenset[int]:
    """Give the parts on both sides of every "or" and slash."""
    sides: set[int] = set()
    for index, token in enumerate(found):
        if token.text in ("or", "/"):
            sides.update(parts[max(0, index - 1) : index + 2])
    return frozenset(sides)


def speaks_of_wishes(found: Sequence[Token]) -> bool:
    """Say whether a prompt or a point is about what somebody wanted or advised, not about what was done."""
    return any(token.text in WISHES or token.text in _ADVICE for token in found) or (
        bool(found) and found[0].text == "to"
    )
