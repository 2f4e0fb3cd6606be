"""The claim or factor a question asks about, cut out of the student's own words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from studykit.essays.words import Words

_LONG_ENOUGH = 3
"""Words from which a quotation is a claim; a shorter one only marks a term."""

_QUOTES = (re.compile(r'"([^"]+)"'), re.compile(r"(?<![^\s(])'(?=\S)(.+)(?<=[\w.!?,])'(?![\w])"))

_ROLE = re.compile(
    r"\b(?:role|importance|significance|contribution|impact|influence|effects?|part|use|value|effectiveness|usefulness|"
    r"relevance|responsibility|strengths?(?: and (?:limits?|limitations|weaknesses))?) (?:played )?(?:of|by|that|which) (?P<factor>.+?)"
    r"(?: (?:play(?:ed|s)?|had|have))?(?= (?:in(?! one country)|for|to|on|as|during|towards?|when|within|upon|between|at|with|used)\b| [.?!,;:§]|$)"
)
_PLAYED = re.compile(r"\b(?:role|part) (?P<factor>(?!of\b|in\b).+?) play(?:ed|s)?\b")
_LINKS = re.compile(
    r"\b(?:links?|relationships?|connections?|interplay|inter - relationship|interaction) (?:between|of|among) "
    r"(?P<factor>.+?) and (?P<rival>.+?)(?= (?:in|for|to|on|as|during|when|within|at|by)\b| [.?!,;:]|$)"
)
_RATHER = re.compile(
    r"(?P<factor>.+?),? (?:rather than|more than|and not|not|instead of|as opposed to|as much as|outweigh\w*|"
    r"(?:\w+ )?(?:more|less) (?:\w+ )?than|versus) (?P<rival>.+?)(?= (?:in|for|to|explain\w*|account\w*|when|that|which|as|during)\b|,| [.?!;:]|$)"
)
_OWES = re.compile(
    r"\b(?:ow\w+|due|down|attributed|thanks) (?:rather |far |much )?(?:more|less) to (?P<factor>.+?) than (?:to )?(?P<rival>.+?)"
    r"(?= (?:in|for|when)\b| [.?!,;:]|$)|\b(?:owing|due) to (?P<factor2>.+?) (?:rather than|and not) (?:to )?(?P<rival2>.+?)(?= [.?!,;:]|$)"
)
_MORE = re.compile(
    r"(?P<factor>.+?) (?:was|were|is|are|mattered?|matters|counted|count|did|weighed|be)? ?(?:far |much )?"
    r"(?:a )?(?:more|less|greater|bigger)(?: \w+){0,3} than (?P<rival>.+?)(?= (?:in|for|to|as|during|when)\b| [.?!,;:]|$)"
)
_DUE = re.compile(
    r"\b(?:due(?: \w+)? to|(?:result|product|consequence) of|caused by|because(?: of)?|explained by|explained through|ow(?:e|ed|ing)"
    r"(?: \w+){0,5}? to|down to|attributed to|dependen(?:t|ce) (?:up)?on|depend(?:ed|s)? (?:up)?on|rest(?:ed|s)? (?:up)?on|"
    r"based (?:up)?on|rel(?:y|ied|ies|iance) (?:up)?on|reliant on|thanks to|achieved (?:by|through)|by means of|made possible by|"
    r"brought about by|won (?:by|through|with)|determined by|shaped by|driven by|helped by|aided by|the work of|secured (?:by|through)|"
    r"down mainly to|through|accounted for by|facilitated by|assisted by|(?:come|came|rose|rise|rises) to power (?:by|because|through)) "
    r"(?P<factor>.+?)(?= [.?!;:]|$)"
)
_VERB = re.compile(
    r"^(?P<factor>.+?) (?:(?:\w+ly|also|only|really|ever|then|alone) )*(?:(?:was|were|is|are|be|been|being|has been|have been) )?(?:\w+ly )?"
    r"(?:(?:the |an? |one |his |her )?(?:\w+ )?(?:main|key|most|principal|major|decisive|chief|single|important|crucial|essential|vital|central|necessary|significant|"
    r"responsible|critical|fundamental|primary|determining|biggest|greatest|sufficient|real|needed|enough|useful|effective|successful|instrumental|to blame|the reason|the cause|the key)|"
    r"explain\w*|help\w*|contribut\w+|lead|led|leads|bring|brought|enabl\w+|allow\w*|account\w*|decid\w+|determin\w+|mak(?:e|es|ing)|made|shap\w+|"
    r"affect\w*|influenc\w+|caus(?:e|ed|es)|play\w*|strengthen\w*|assist\w*|aid\w*|favou?r\w*|facilitat\w+|matter\w*|underpin\w*|secur\w+|"
    r"giv(?:e|es|ing)|gave|driv\w+|drove|undermin\w+|weaken\w*|prevent\w*|ensur\w+|produc\w+|result\w*|prov\w+|serv\w+|pav\w+|win|won|wins|deliver\w*|"
    r"hand\w*|put|open\w*|creat\w+|benefit\w*|count\w*|rank\w*|outweigh\w*|guarantee\w*|stop\w*|work\w*|doom\w*|condemn\w*|destroy\w*|cost)\b"
)
_LEAD_IN = re.compile(
    r"^(?:(?:,|:|-|please|critically|explain|assess|describe|account for|outline|judge|consider|justify|identify|that|whether|if|how far|how|why|the (?:ways?|manner|means|methods?) in which|in what ways?|the extent to which|to what extent|"
    r"the (?:view|claim|argument|statement|assertion|idea|suggestion|proposition|contention|opinion|thesis|notion|reasons?|factors?)(?: is)?(?: that| why| for)?|"
    r"with reference to [^,]+,|"
    r"did|do|does|was|were|is|are|can|could|should|would|has|had|have|may|might|it|be|said|argued|you|agree|we|say|true|been) )+"
)
_TRIM = re.compile(
    r"^(?:(?:one|two|three|any|an?) (?:authoritarian )?(?:leaders?|rulers?|states?) ,? ?(?:each (?:chosen )?from a different region ,?)?(?! ?')|(?:leader|ruler|dictator|stalin) 's?(?! (?:rise|emergence))|,|the|an?|that|of|his|her|their|in|on|by|one|any|both|own|alleged|supposed|so - called|chiefly|mainly|mostly|largely|primarily|simply|merely|only|solely|more|less|to|"
    r"use|role|importance|part|was|were|is|did|just|rather|purely|above all) (?=\S)"
)


@dataclass(frozen=True, slots=True)
class Claim:
    """What is claimed to have mattered, what it is set against, and the words to find plans by.

    `text` is the claim as typed; `factor` and `rival` are the words that name the factors in it.
    """

    text: str
    factor: Words
    rival: Words | None = None
    quoted: bool = False
    linked: bool = False
    """Whether the two factors are asked about together, not one against the other."""


def quotation(text: str) -> tuple[int, int] | None:
    """Give where the claim in quotation marks begins and ends, marks left out; None when there is none."""
    for pattern in _QUOTES:
        spans = [match.span(1) for match in pattern.finditer(text) if len(match[1].split()) >= _LONG_ENOUGH]
        if spans:
            return max(spans, key=lambda span: span[1] - span[0])
    return None


def claim_in(sentence: Words, *, quoted: bool) -> Claim | None:
    """Cut the claim out of a quotation, or out of what follows the command term."""
    plain = sentence.plain
    lead = _LEAD_IN.match(plain + " ")
    start = min(lead.end(), len(plain)) if lead else 0
    body = sentence.slice(start, len(plain) + 1)
    if not body.words:
        return None
    factor, rival, linked = _factors(body)
    if not factor.words:
        return None
    text = body.typed.strip(" .?!,;:\"'") if quoted else factor.typed.strip(" .?!,;:\"'")
    if linked and rival is not None and not quoted:
        text = body.source[factor.words[0].start : rival.words[-1].end] if rival.words else text
    return Claim(text, factor, rival, quoted, linked)


def _factors(body: Words) -> tuple[Words, Words | None, bool]:
    """Give the words of the factor, those of the other factor named, and whether the two are linked."""
    plain = body.plain
    if owes := _OWES.search(plain):
        factor, rival = ("factor", "rival") if owes["factor"] else ("factor2", "rival2")
        return _trimmed(body, *owes.span(factor)), _trimmed(body, *owes.span(rival)), False
    for pattern in (_LINKS, _MORE, _RATHER):
        match = pattern.search(plain)
        if match:
            return (
                _trimmed(body, *_core(body, match)),
                _trimmed(body, *match.span("rival")),
                pattern is _LINKS,
            )
    for pattern in (_ROLE, _PLAYED, _DUE, _VERB):
        match = pattern.search(plain)
        if match:
            return _trimmed(body, *match.span("factor")), None, False
    return _trimmed(body, 0, len(plain)), None, False


def _core(body: Words, match: re.Match[str]) -> tuple[int, int]:
    """Cut the role words off a factor that is set against another one."""
    start, end = match.span("factor")
    inner = _ROLE.search(body.plain[start:end]) or _DUE.search(body.plain[start:end])
    return (start + inner.start("factor"), start + inner.end("factor")) if inner else (start, end)


def _trimmed(body: Words, start: int, end: int) -> Words:
    text = body.plain[start:end]
    while match := _TRIM.match(text):
        text = text[match.end() :]
    cut = re.sub(r"(?: that| which| who| ,| by stalin| by one leader)+$", "", text)
    return body.slice(end - len(text), end - len(text) + len(cut))
