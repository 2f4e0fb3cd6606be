"""What a question is about: the birth of a state, a leader's rise, consolidation, maintenance, or policies."""

from __future__ import annotations

import re
from collections.abc import Iterator

STATE, RISE, CONSOLIDATION, MAINTENANCE, POLICIES = (
    "state", "rise-of-a-leader", "consolidation", "maintenance", "policies",
)  # fmt: skip

LABELS = {
    STATE: "the establishment of an authoritarian state",
    RISE: "a leader's rise to power",
    CONSOLIDATION: "making power secure (consolidation)",
    MAINTENANCE: "keeping power (maintenance)",
    POLICIES: "aims and results of policies",
}

_KIND = (
    r"(?:(?:an?|the|of|one|two|three|any|both|each|some|many|new|modern|communist|fascist|left|right|wing|-|"
    r"authoritarian|totalitarian|single|party|soviet|bolshevik|20th|twentieth|century|different|chosen|or|and|"
    r"more|stable|strong|military|their|his|its|your|first) )*"
)
_BODY = (
    r"(?:states?|regimes?|dictatorships?|governments?|authoritarianism|totalitarianism|"
    r"(?:authoritarian|totalitarian|single party|one party|single - party|one - party|dictatorial|communist) (?:rule|system|systems))"
)
_BIRTH = (
    r"(?:emergence|emerge[sd]?|emerging|establish\w*|creat\w+|formation|form(?:ed|ing)?|set(?:ting)? up|found(?:ing|ed|ation)|"
    r"origins?|birth|rise|arise|arose|produc(?:e|ed|es|ing)|(?:bring|brought|bringing) about|g(?:a|i)ve rise to|led to|lead to|appearance|coming into being)"
)

_STATE = re.compile(rf"\b{_BIRTH} (?:of )?{_KIND}{_BODY}\b(?! (?:leader|ruler|figure|official))")
_STATE_BACKWARDS = re.compile(
    r"\b(?:authoritarian|totalitarian|one - party|single - party|one party|single party) (?:states?|regimes?|dictatorships?|rule|systems?)"
    r"(?: \w+)? (?:was|were|is|are|be|been|came|come|to|first|were first|could|did|) ?(?:be )?(?:emerged?|established|created|formed|set up|founded|arise|arose|born|made|built|into being|coming into being)\b"
)
_STATE_EVENTS = re.compile(
    r"\b(?:october revolution|russian revolution|february revolution|bolshevik (?:revolution|seizure|takeover)|"
    r"provisional government|bolsheviks? (?:\w+ )?(?:seiz\w+|took|take|gain\w*|com\w+ to|came to|win|won) (?:of )?power|"
    r"seizure of power (?:by the bolsheviks|in 1917)|soviet state (?:was )?(?:established|founded)|bolshevik victory|"
    r"victory of the bolsheviks|russian civil war)\b"
)

_POWER = r"(?:(?:full|absolute|total|supreme|sole|political|personal|the|complete|undisputed|state|party) )*(?:power|leadership|throne|top|dictator|control|leader|supremacy|dominance|office|authority)"
_RISE = re.compile(
    "|".join(
        (
            r"\b(?:rise|rose|rises|rising|risen|ascent|ascend\w*|ascension|ascendancy|climb\w*|accession|path|road|route|way|journey|bid|quest|emergence|emerge[sd]?) (?:in |and fall )?(?:to|for|of|towards?|as|from|up|in|within|through|by|during|between|over)\b",
            rf"\b(?:came|come|comes|coming|get|got|getting|brought|bring\w*|put|propel\w*|sweep|swept|carried|carry|led|lead|help\w*|move\w*) (?:\w+ ){{0,3}}(?:in)?to {_POWER}\b",
            rf"\b(?:gain\w*|tak\w+|took|win\w*|won|seiz\w+|acquir\w*|obtain\w*|attain\w*|achiev\w*|assum\w+|captur\w+|secur\w+|grab\w*|reach\w*|get|got|seek\w*|sought|pursu\w*|aspir\w* to|striv\w* for|compet\w* for) (?:of )?{_POWER}\b",
            rf"\b(?:acquisition|attainment|seizure|winning|gaining|capture|assumption|taking|conquest) of {_POWER}\b",
            rf"\b(?:struggle|contest|battle|fight|competition|race|rivalry) (?:for|over) {_POWER}\b",
            r"\bpower struggles?\b|\bleadership (?:struggle|contest|race|battle|election)\b|\bsuccession (?:struggle|crisis|contest|question|to lenin)\b",
            r"\b(?:succeed\w*|succession|replac\w+|follow\w*|heir to|successor (?:of|to)|take over from|took over from) (?:of |to )?(?:lenin|him|a predecessor|the founder)\b|\bsuccession\b",
            r"\b(?:become|became|becoming|emerge[sd]?|emerging|establish\w* (?:himself|themselves|herself|itself|his|her|their)) (?:as )?(?:the |an? |undisputed |sole |supreme |soviet |authoritarian |absolute |party |unchallenged |his |her |their |new |next )*(?:leaders?|dictators?|rulers?|heir|successor|position|power|authority|dominance|leadership|control|head|master)\b",
            r"\b(?:defeat\w*|beat\w*|outmanoeuv\w*|outmaneuv\w*|outwit\w*|oust\w*|overc(?:a|o)me?\w*|overcoming|eliminat\w+|remov\w+|triumph\w* (?:over)?|victory over|win against|won against|sidelin\w+|defeated|destroy\w*|get rid of|got rid of|dispos\w+ of) (?:of )?(?:\w+ ){0,3}(?:rivals?|opponents?|oppositions?|trotsky|competitors?|zinoviev|kamenev|bukharin|enemies|left|right)\b",
            r"\b(?:the|an?|one|two|of|authoritarian|any|each|single|party|three|both|soviet|twentieth|century|totalitarian|20th) (?:leaders?|rulers?|dictators?|stalin) (?:rise|emergence|ascent|success|victory|triumph)\b",
            r"\b(?:leaders?|rulers?|dictators?|stalin|his|her|their|authoritarian) '?s? ?(?:rise|ascent|emergence|ascendancy|climb|accession|triumph|victory|eventual victory|success in the (?:struggle|contest))\b",
            r"\b(?:rise|emergence|ascent|triumph|victory|success) of (?:\w+ ){0,4}(?:leaders?|rulers?|dictators?|stalin|figures?|individuals?)\b(?! ')",
            r"\bstalin (?:\w+ly )?(?:won|win|wins|triumph\w*|prevail\w*|succeed\w*|emerged?|rose|rise|beat|defeat\w*|was able to win|was victorious)\b",
            r"\b(?:won|win|winning|lost|lose|losing|outcome of|victory in|decided|decide|settled) (?:the |a )?(?:\w+ ){0,2}(?:struggle|contest|battle|leadership|succession)\b",
            r"\bmethods? (?:\w+ )?(?:used|employed|adopted)? ?(?:by|of) (?:\w+ ){0,4}(?:leaders?|rulers?) (?:to|in) (?:rise|rising|come|coming|gain|gaining|win|take|become|emerge)\b",
            r"\bmade (?:stalin|him|the man|the leader|a leader|one leader)(?: (?:the )?leader)?\b|\bmade the (?:leader|man)\b",
            r"\b(?:trotsky|zinoviev|kamenev|bukharin|left opposition|right opposition|united opposition|opposition groups?) '?s? ?(?:\w+ )?(?:defeat|failure|fall|downfall|lost|lose|fail\w*|defeated|was defeated|were defeated)\b",
            r"\b(?:his|their) (?:own )?(?:defeat|downfall)\b",
            r"\b(?:defeat|failure|fall|downfall|loss) of (?:the )?(?:trotsky|zinoviev|kamenev|bukharin|left|right|united|opposition|rivals?|opponents?)\b",
        )
    )
)
_CONSOLIDATION = re.compile(
    r"\bconsolidat\w*|\bmak(?:e|es|ing) (?:\w+ ){0,3}power (?:more )?secure\b|\bmade (?:\w+ ){0,3}power (?:more )?secure\b|"
    r"\bsecur(?:e|ed|ing) (?:his|her|their|its|the) (?:own )?(?:power|position|rule|hold|grip|regime)\b|"
    r"\b(?:strengthen|tighten|cement|entrench|solidif)\w* (?:\w+ ){0,3}(?:power|position|rule|hold|grip|authority|regime)\b"
)
_MAINTENANCE = re.compile(
    r"\bmainten\w+ (?:of )?(?:\w+ ){0,3}(?:power|rule|control|authority|regimes?|states?|position|order|dictatorships?|leadership)\b|"
    r"\bmaintain\w* (?:\w+ ){0,4}(?:power|rule|control|authority|regimes?|position|order|dictatorships?|leadership|grip|hold)\b|"
    r"\b(?:keep|keeps|kept|keeping|stay|stays|stayed|staying|remain\w*|hold|holding|held|retain\w*|retention of|preserv\w+|sustain\w*|cling\w*|clung|hang\w*|hung|surviv\w+)(?: \w+){0,4} (?:in |to |of |on to |onto )?(?:power|office|control|authority)\b|"
    r"\b(?:survival|longevity|durability|stability) of (?:\w+ ){0,4}(?:regimes?|states?|dictatorships?|rule|leaders?|rulers?|stalin)\b|"
    r"\bmethods? of (?:rule|control|government)\b|\bcontrol (?:was )?(?:ever )?(?:complete|total|absolute)\b|\b(?:extent|degree) of (?:authoritarian |state |his |her |their |totalitarian |stalin 's )?control\b|"
    r"\b(?:great )?terror of the 1930s\b|\bstalinism\b|\bstalinist (?:rule|regime|state|system|terror|russia|society)\b|"
    r"\bstalin 's (?:rule|regime|dictatorship|reign|russia|ussr|soviet union|state|government|purges?|terror)\b|"
    r"\bunder (?:stalin|authoritarian rule|(?:his|her|their) rule)\b|\brul(?:e|ed|ing) (?:the )?(?:ussr|soviet union|country|state|through|by|over)\b|"
    r"\b(?:great terror|great purges?|show trials?|gulags?|labour camps?|yezhov\w*|nkvd|stakhanov\w*|de - stalinisation|great patriotic war)\b|"
    r"\bopposition (?:to|within) (?:\w+ ){0,3}(?:regimes?|authoritarian states?|rule)\b|\bonce (?:in|\w+ were in|he was in) power\b|\bwhile in power\b"
)
TERROR = re.compile(
    r"\b(?:terror|purges?|purging|great terror|show trials?|gulags?|labour camps?|yezhov\w*|nkvd|famine|holodomor|"
    r"kirov 's (?:murder|death|assassination)|(?:murder|assassination) of kirov|cult of (?:stalin|personality)|stalin cult|personality cult|second world war|world war two|world war ii|great patriotic war|mass executions?)\b"
)
"""Words for what came after the rise: evidence that a question on the rise cannot use."""

_POLICIES = re.compile(
    r"\b(?:domestic|economic|social|cultural|political|religious|educational?|agricultural|industrial|foreign) (?:and \w+ )?(?:polic(?:y|ies)|aims|reforms?)\b|"
    r"\b(?:aims?|impact|effects?|results?|success|successes|failures?|consequences?|achievements?) (?:and \w+ )?of (?:[\w']+ ){0,5}polic(?:y|ies)\b|"
    r"\b(?:aims|goals|objectives) (?:were |was )?(?:met|achieved|fulfilled|realised)\b|"
    r"\bfive - year plans?\b|\bcollectivi[sz]ation\b|\bindustriali[sz]ation\b|\bstandards? of living\b|\blives of\b"
)


def find_scopes(plain: str) -> tuple[str, ...]:
    """Give the scopes of a question in lower case, the surest first; none when it has no scope words."""
    return tuple(dict.fromkeys(_scopes(plain)))


def _scopes(plain: str) -> Iterator[str]:
    state = (
        _STATE.search(plain) or _STATE_BACKWARDS.search(plain) or _STATE_EVENTS.search(plain)
    ) is not None
    without = _STATE_EVENTS.sub(" ", _STATE.sub(" ", _STATE_BACKWARDS.sub(" ", plain))) if state else plain
    kept = _MAINTENANCE.sub(" ", without)
    rise = _RISE.search(kept) is not None
    if state and not (rise and _about_a_person(without)):
        yield STATE
    if rise:
        yield RISE
    elif state:
        yield STATE
    if _CONSOLIDATION.search(without):
        yield CONSOLIDATION
    if _MAINTENANCE.search(without):
        yield MAINTENANCE
    if _POLICIES.search(plain):
        yield POLICIES


def _about_a_person(plain: str) -> bool:
    return re.search(r"\b(?:leaders?|rulers?|dictators?|stalin|his|her)\b", plain) is not None
