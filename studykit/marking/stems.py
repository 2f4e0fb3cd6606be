"""A word and its plural, its past tense and its American spelling have one stem."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from studykit.marking.ordinary import ordinary_words

if TYPE_CHECKING:
    from Stemmer import Stemmer

_PASTS = {
    form: base
    for base, forms in {
        "arise": "arose arisen",
        "be": "am is are was were been being",
        "beat": "beaten",
        "become": "became",
        "begin": "began begun",
        "bend": "bent",
        "bleed": "bled",
        "blow": "blew blown",
        "break": "broke broken",
        "bring": "brought",
        "build": "built",
        "burn": "burnt",
        "buy": "bought",
        "catch": "caught",
        "choose": "chose chosen",
        "cling": "clung",
        "come": "came",
        "creep": "crept",
        "deal": "dealt",
        "die": "died dying dies",
        "dig": "dug",
        "do": "did done does",
        "draw": "drew drawn",
        "dream": "dreamt",
        "drive": "drove driven",
        "eat": "ate eaten",
        "fall": "fell fallen",
        "feed": "fed",
        "feel": "felt",
        "fight": "fought",
        "find": "found",
        "flee": "fled",
        "fly": "flew flown flies",
        "forbid": "forbade forbidden",
        "forget": "forgot forgotten",
        "forgive": "forgave forgiven",
        "free": "freed freeing",
        "freeze": "froze frozen",
        "get": "got gotten",
        "give": "gave given",
        "go": "went gone goes",
        "grow": "grew grown",
        "hang": "hung",
        "have": "had has having",
        "hear": "heard",
        "hide": "hid hidden",
        "hold": "held",
        "keep": "kept",
        "kneel": "knelt",
        "know": "knew known",
        "lay": "laid",
        "lead": "led",
        "learn": "learnt",
        "lend": "lent",
        "lie": "lied lying",
        "light": "lit",
        "lose": "lost losing",
        "make": "made making",
        "mean": "meant",
        "meet": "met",
        "mislead": "misled",
        "outdo": "outdid outdone",
        "overcome": "overcame",
        "oversee": "oversaw overseen",
        "overtake": "overtook overtaken",
        "overthrow": "overthrew overthrown",
        "pay": "paid",
        "prove": "proven",
        "ride": "rode ridden",
        "ring": "rang rung",
        "rise": "rose risen",
        "run": "ran",
        "say": "said",
        "see": "saw seen",
        "seek": "sought",
        "sell": "sold",
        "send": "sent",
        "shake": "shook shaken",
        "shoot": "shot",
        "shrink": "shrank shrunk",
        "sink": "sank sunk",
        "sit": "sat",
        "sleep": "slept",
        "smell": "smelt",
        "speak": "spoke spoken",
        "spend": "spent",
        "spoil": "spoilt",
        "stand": "stood",
        "steal": "stole stolen",
        "stick": "stuck",
        "strike": "struck stricken",
        "swear": "swore sworn",
        "sweep": "swept",
        "swing": "swung",
        "take": "took taken",
        "teach": "taught",
        "tear": "tore torn",
        "tell": "told",
        "think": "thought",
        "throw": "threw thrown",
        "undergo": "underwent undergone",
        "understand": "understood",
        "undertake": "undertook undertaken",
        "undo": "undid undone",
        "uphold": "upheld",
        "wear": "wore worn",
        "weep": "wept",
        "win": "won",
        "withdraw": "withdrew withdrawn",
        "write": "wrote written",
    }.items()
    for form in forms.split()
}
_RELATED = {
    form: base
    for base, forms in {
        "able": "ability",
        "ally": "allied allies allying",
        "arrogant": "arrogance",
        "authoritarian": "authoritarianism",
        "believe": "belief beliefs",
        "big": "bigger biggest",
        "bureaucrat": "bureaucracy bureaucratic bureaucracies bureaucrats",
        "capitalist": "capitalism capitalistic capitalists",
        "communist": "communism communists",
        "credible": "credibility",
        "criticise": "criticism criticisms",
        "democrat": "democracy democratic democrats",
        "deny": "denied",
        "dictator": "dictatorship dictatorial dictators",
        "early": "earlier",
        "easy": "easier easiest easily",
        "faction": "factionalism factional factions factionalist factionalists",
        "heavy": "heavier",
        "hypocrite": "hypocritical hypocrisy hypocrites",
        "important": "importance",
        "independent": "independence",
        "judge": "judicial judiciary judges",
        "legislate": "legislative legislature legislation",
        "loss": "losses",
        "loyal": "loyalty loyalist loyalists",
        "man": "men",
        "military": "militarily",
        "moderate": "moderation",
        "low": "lowered lowering lowers lower lowest",
        "not": "never",
        "peace": "peaceful peacefully",
        "person": "people persons",
        "popular": "popularity",
        "premier": "premiership premiers",
        "radical": "radicalism radicals",
        "socialist": "socialism socialistic socialists",
        "strong": "strength strengthen stronger strongest",
        "weak": "weakness weaker weakest",
        "woman": "women",
        **{
            word: f"{word.removesuffix('e')}er {word.removesuffix('e')}est"
            for word in "fast quick large close near slow rich poor high great old young hard long few "
            "small wide rude safe harsh tough".split()
        },
    }.items()
    for form in forms.split()
}
_PEOPLES = {
    form: base
    for base, forms in {
        "american": "america americans",
        "austrian": "austria austrians",
        "belgian": "belgium belgians",
        "british": "britain britons brits",
        "bulgarian": "bulgaria bulgarians",
        "chinese": "china",
        "cuban": "cuba cubans",
        "czech": "czechs czechoslovakia czechoslovak",
        "egyptian": "egypt egyptians",
        "english": "england",
        "european": "europe europeans",
        "finnish": "finland finns finn",
        "french": "france",
        "georgian": "georgia georgians",
        "german": "germany germans",
        "greek": "greece greeks",
        "hungarian": "hungary hungarians",
        "indian": "india indians",
        "italian": "italy italians",
        "japanese": "japan",
        "korean": "korea koreans",
        "polish": "poland poles",
        "romanian": "romania romanians",
        "russian": "russia russians",
        "serbian": "serbia serb serbs",
        "spanish": "spain spaniards",
        "turkish": "turkey turks",
        "ukrainian": "ukraine ukrainians",
        "vietnamese": "vietnam",
        "yugoslav": "yugoslavia yugoslavs",
    }.items()
    for form in forms.split()
}
"""A country and its people."""
_IRREGULAR = _PASTS | _RELATED | _PEOPLES
_OWN_STEM = frozenset({"executive", "general", "opposite", "organ", "united", "secretariat", "nationalities"})
"""Words that a stemmer would cut down to the stem of a word that means something else."""

_AMERICAN: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"is(ation|ations|ed|es|ing|e|er|ers)$", r"iz\1"),
        (r"ys(ed|es|ing|e)$", r"yz\1"),
        (r"^(.{2,})our(s|ed|ing|able|ite|ful|less|ist|ists|al)?$", r"\1or\2"),
        (r"^(cent|theat|met|fib|lit|manoeuv)re(s|d)?$", r"\1er\2"),
        (r"ogue(s)?$", r"og\1"),
        (r"^(def|off|lic|pret)ence(s)?$", r"\1ense\2"),
        (r"^programme(s|d)?$", r"program\1"),
        (r"oeu", "eu"),
        (r"^grey", "gray"),
        (r"^sceptic", "skeptic"),
        (r"^judgement", "judgment"),
        (r"(?<=[bcdfghjklmnpqrstvwxz])ae(?=[a-z]{2})", "e"),
        (r"(?<=[aeiou])ll(ment|ments)$", r"l\1"),
    )
)


_MAY_BE_BRITISH = re.compile(
    r"(is(ation|ations|ed|es|ing|e|er|ers)|ys(ed|es|ing|e)|our\w{0,4}|re[sd]?|ogues?|ences?|mmes?|mmed|llments?)$"
    r"|oeu|^grey|^sceptic|^judgement|[^aeiou]ae[a-z]{2}"
)
"""A quick look that spares most words the rules above."""


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Give the stem of a word in normal form; two words with one stem are the same word here."""
    base = _IRREGULAR.get(word)
    if base is None and word.endswith("ly") and word[:-2] in ordinary_words():
        base = _IRREGULAR.get(word[:-2], word[:-2])
    if base is None and _MAY_BE_BRITISH.search(word):
        for pattern, replacement in _AMERICAN:
            word = pattern.sub(replacement, word)
    base = base or _IRREGULAR.get(word, word)
    if len(base) <= 3 or base in _OWN_STEM or not base.isascii():
        return base
    if base.endswith("ism"):  # Marxism and Marxist are one, nationalism and nation are not
        base = base[:-1] + "t"
    return str(_stemmer().stemWord(base))


_DERIVED = re.compile(
    r"(ational|ation|ti|ative|ator|ment|ness|ship|ian|iti|ity|ic|ical|al|ari|ary|enc|ent|anc|ant|ion|iv|ous|ist"
    r"|iz|er|or|(?<=[^aeiou])y|i|e)$"
)


@lru_cache(maxsize=32768)
def family(base: str) -> str:
    """Give what the stems of related words share, with a mark: economy and economic, judicial and judiciary.

    Looser than `stem`; for words of the question and ordinary words only, never for names.
    """
    for _ in range(2):
        shorter = _DERIVED.sub("", base)
        if len(shorter) < 4:
            break
        base = shorter
    return base + "-"


def is_irregular_past(word: str) -> bool:
    """Say whether a word is an irregular form of a verb: led, fought, broken."""
    return word in _PASTS


@cache
def _stemmer() -> Stemmer:
    from Stemmer import Stemmer

    return Stemmer("english")
