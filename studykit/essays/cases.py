"""How many cases a question wants, and from which regions."""

from __future__ import annotations

import re

from studykit.essays.leaders import Leader

_NUMBERS = {"two": 2, "both": 2, "2": 2, "three": 3, "3": 3, "several": 2}
_NOUN = (
    r"(?:leaders?|rulers?|dictators?|states?|regimes?|dictatorships?|countries|nations|examples|cases|case studies|"
    r"case - studies|governments|authoritarian systems)"
)
_WITHIN = frozenset(
    """party bolshevik soviet other rival opposition opposing communist local senior leading union trade left right
    defeated opponent factional russian""".split()
)
_BREAKS = frozenset(("of", "one", "by", "which", "that", "in", "for", "a", "an", "why", "how"))
"""Words after which a number no longer counts leaders or states: two methods by which one leader."""

_COUNTED = re.compile(
    rf"\b(two|both|2|three|3|several) ((?:[\w-]+ |- |, ){{0,4}}?){_NOUN}\b(?: (?:of|from|in|within) the (\w+(?: \w+)?))?"
)
_ANOTHER = re.compile(
    rf"\b(?:(?:one|an|any) (?:other|additional) (?:[\w-]+ |- ){{0,3}}?{_NOUN}|another (?:[\w-]+ |- ){{0,3}}?{_NOUN}|"
    rf"(?:a )?second (?:authoritarian )?(?:leader|ruler|dictator|state|regime|case|example)|a different (?:authoritarian )?(?:leader|ruler|state)|"
    rf"more than one (?:[\w-]+ |- ){{0,3}}?{_NOUN}|at least two|two or more|one leader with another|"
    r"each (?:chosen )?from (?:a )?different|one (?:[\w-]+ ){0,6}?(?:leader|ruler|state|regime|dictator) (?:[\w-]+ ){0,4}?and one (?:[\w-]+ ){0,3}?(?:leader|ruler|state|regime|dictator|from|in)|two others|one (?:leader|state|ruler) from each)\b"
)
_PLURAL = re.compile(
    r"\b(?:(?:authoritarian|totalitarian|single - party|one - party|single party|one party|twentieth - century|20th century|twentieth century) (?:and [\w-]+ |or [\w-]+ |- )*"
    r"(?:leaders|rulers|dictators|states|regimes|dictatorships)|dictators|(?:of|by|for|in|how|why|which|that|did|do|can|help|helped) (?:leaders|rulers|dictatorships|regimes|authoritarian governments))\b"
)
_ONE = re.compile(
    r"\b(?:one|an?|any one|1|single|your chosen|a named|each|either one) (?:[\w-]+ |- ){0,3}?(?:leader|ruler|dictator|state|regime|dictatorship|country|example|case)\b"
)

DIFFERENT_REGIONS = re.compile(
    r"\b(?:different|separate|distinct|differing|contrasting|other|two|various|more than one|another|each|both|second) (?:\w+ |- ){0,4}?regions?\b(?! (?:of the (?:ussr|soviet|country)))|"
    r"\bregions? (?:other than|outside|apart from|beyond|different from)\b|\bdifferent (?:parts of the world|continents?)\b|"
    r"\b(?:outside|beyond) europe\b|\bnon - european\b|\banother continent\b"
)


def count_cases(plain: str, leaders: tuple[Leader, ...], *, compares: bool, about_ours: bool) -> int:
    """Say how many leaders or states a question in lower case wants, at least one.

    `leaders` are those it names as cases; `about_ours` says that it names someone or something of one case
    only, so that what it compares lies inside that case.
    """
    counted = 1
    for match in _COUNTED.finditer(plain):
        inside = set(match[2].split()) | set((match[3] or "").split())
        if not inside & (_WITHIN | _BREAKS):
            counted = max(counted, _NUMBERS[match[1]])
    if _ANOTHER.search(plain) or DIFFERENT_REGIONS.search(plain):
        counted = max(counted, 2)
    states = {leader.state for leader in leaders}
    if len(leaders) > 1 and (len(states) > 1 or compares):
        counted = max(counted, len(leaders))
    if counted == 1 and not about_ours and not _ONE.search(plain) and _PLURAL.search(plain):
        counted = 2
    return counted


def wants_different_regions(plain: str) -> bool:
    """Say whether a question asks for cases from more than one region."""
    return DIFFERENT_REGIONS.search(plain) is not None
