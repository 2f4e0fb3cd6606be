"""A card as a sentence: its question and its answer said together."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from studykit.cards import Card, Choice, Listed, Ordered, Points, Term

_PAST: Mapping[str, str] = dict(
    pair.split(":")
    for pair in """become:became begin:began break:broke bring:brought build:built come:came choose:chose cut:cut do:did
        draw:drew fall:fell fight:fought find:found forbid:forbade get:got give:gave go:went grow:grew have:had hold:held
        keep:kept know:knew lead:led leave:left lose:lost make:made mean:meant meet:met put:put read:read rise:rose run:ran
        say:said see:saw seek:sought send:sent set:set sit:sat speak:spoke spread:spread stand:stood take:took teach:taught
        tell:told think:thought turn:turned win:won write:wrote shift:shifted""".split()
)
_REGULAR = frozenset(
    """abandon accept accuse add admit adopt agree allow ally announce appear appoint argue arrest ask attack attend back
    ban beat belong blame block call carry cause change charge claim combine condemn consider control count criticise
    damage decide declare defeat defend demand deny depend deport describe develop die differ dismiss dominate elect
    emerge end establish exclude execute expect expel explain fail favour fear follow form gain happen hate hear
    help hope identify ignore include increase influence insist introduce invent join judge last launch learn like link
    look mark matter move name need offer open oppose oust pass place plan play point prefer present press prevent
    promise promote propose protect prove publish punish reach recant receive recommend reject remain remove replace
    represent resign return reveal reward share show sign speak split start state stop strengthen stress suffer suggest
    support suppress threaten treat try turn use value vote want warn weaken welcome work""".split()
)
_PARTICIPLES = frozenset(
    """beaten become begun broken brought built called chosen cut done drawn driven fallen forced forbidden found given
    held kept known laid led left lost made meant met paid put read said seen sent set shown spoken taken told won
    written thrown forgotten""".split()
)
_WH = re.compile(
    r"^(?:In|At|On|By|From|For|During|With|To|Of|Under|After)?\s*(?:which|what|when|where|who|whom|whose|why|how)\b",
    re.IGNORECASE,
)


_YES_NO = re.compile(r"^(?:Did|Does|Do|Was|Were|Is|Are|Could|Can|Would|Should|Has|Had|Have)\b")


def statement(cards: Sequence[Card]) -> str:  # noqa: PLR0911 - a kind of card, a way to say it
    """Say the fact of an entry in a sentence; question and answer stand side by side where none can be made.

    Args:
        cards: the cards of one entry; what the gaps of a cloze or the entries of a sort make is one fact.
    """
    first = cards[0]
    if first.kind == "cloze":
        return _ended(_cloze(cards))
    if first.kind == "sort":
        return _ended(_sorted(cards))
    match first.expected:
        case Term(item=item):
            return _ended(_answered(first.ask, item.say))
        case Choice(answer=answer):
            return _ended(_answered(first.ask, answer))
        case Listed(items=items, ordered=ordered):
            said = [item.say for item in items]
            found = _which(first.ask.strip().rstrip("?"), _series(said))
            if found is not None:
                return _ended(found)
            return _ended(_headed(first.ask, ", then ".join(said) if ordered else _series(said)))
        case Ordered(items=items):
            return _ended(f"{_heading(first.ask)}: {', then '.join(item.say for item in items)}")
        case Points(points=points):
            return _ended(_points(first.ask, [item.say for item in points]))
    raise AssertionError(first.expected)


def _cloze(cards: Sequence[Card]) -> str:
    """Fill every gap: each card of the entry leaves out its own and shows the others."""
    text = cards[0].ask
    for card in cards:
        assert isinstance(card.expected, Term)
        filled = _fill(card.ask, card.expected.item.say)
        if filled is not None:
            return filled
    return f"{text} ({', '.join(_say(card) for card in cards)})"


def _fill(ask: str, answer: str) -> str | None:
    gap = re.search(r"\[[^\]]*\]|_{2,}(?:\s*\([^)]*\))?|…|\{\{[^}]*\}\}", ask)
    return None if gap is None else ask[: gap.start()] + answer + ask[gap.end() :]


def _say(card: Card) -> str:
    return card.expected.item.say if isinstance(card.expected, Term) else ""


def _sorted(cards: Sequence[Card]) -> str:
    """Say each group with its entries: `Left: rapid industrialisation; Right: defence of the NEP`."""
    groups: dict[str, list[str]] = {}
    lead = _common_start([card.ask for card in cards])
    for card in cards:
        if isinstance(card.expected, Choice):
            entry = card.ask[len(lead) :].strip(" :\n–—-") or card.ask
            groups.setdefault(card.expected.answer, []).append(entry)
    return "; ".join(f"{group}: {_series(entries)}" for group, entries in groups.items())


def _common_start(texts: Sequence[str]) -> str:
    """Give the beginning that all share, up to a line end, a colon or a question mark."""
    if len(texts) == 1:
        cut = re.match(r"(?s).*[?:]\s", texts[0])
        return cut[0] if cut else ""
    shortest = min(texts, key=len)
    length = next(
        (at for at, letter in enumerate(shortest) if any(text[at] != letter for text in texts)), len(shortest)
    )
    cut = re.match(r"(?s).*[\s?:]", shortest[:length])
    return cut[0] if cut else ""


def _answered(ask: str, answer: str) -> str:
    plain = re.sub(r"\? (?:Give|Name|Say|State) the .*$", "", ask.strip()).rstrip("?.").strip()
    for rule in RULES:
        said = rule(plain, answer)
        if said is not None:
            return said
    return f"{ask.strip().rstrip('.')} {_capital(answer)}"


def _is(ask: str, answer: str) -> str | None:
    match = re.match(r"^(?:What|Which) (is|was|were|are) (.+)$", ask)
    if match is None:
        return None
    verb, rest = match[1], match[2]
    if rest.endswith(" for") or rest.startswith(("wrong ", "unusual ")) or re.search(r" called(?:,|$)", rest):
        return f"{_capital(rest)}: {answer}"
    return f"{_capital(rest)} {verb} {_lowered(answer)}"


def _who(ask: str, answer: str) -> str | None:
    match = re.match(r"^Who (.+)$", ask)
    return (
        None
        if match is None or re.match(r"^(?:did|does|do)\b", match[1])
        else f"{_capital(answer)} {match[1]}"
    )


def _when(ask: str, answer: str) -> str | None:
    """`In which year did X become Y` and `In which year was X passed`."""
    match = re.match(
        r"^(?:(?P<preposition>In|At|On|By|From|During|Under|After|With) (?:which|what) (?P<noun>.+?)|When|Where) (?P<verb>did|was|were) (?P<rest>.+)$",
        ask,
    )
    if match is None:
        return None
    body = _inflected(match["verb"], match["rest"])
    if body is None:
        return None
    aside = re.search(r",? (?:before|after|when|while|if|so that|as) ", body)
    if aside is not None:
        return None
    if re.match(r"(?i)(?:in|at|on|by|after|from|to) ", answer) or ask.startswith("Where"):
        return f"{_capital(body)} {_lowered(answer)}"
    noun = match["noun"] or ""
    preposition = (match["preposition"] or ("on" if re.match(r"\d{1,2} [A-Z]", answer) else "in")).lower()
    ordinal = (
        re.match(r"^(?:the )?[A-Z]?\w+(?:th|st|nd|rd)$", answer, re.IGNORECASE) and not answer[0].isdigit()
    )
    return f"{_capital(body)} {preposition} {answer}{' ' + noun if ordinal else ''}"


def _why(ask: str, answer: str) -> str | None:
    match = re.match(r"^Why (did|was|were) (.+)$", ask)
    if match is None:
        return None
    body = _inflected(match[1], match[2])
    clause = re.match(r"(?i)(?:to|because|so that|for|out of|by) ", answer)
    if body is None:
        return None
    return f"{_capital(body)} {_lowered(answer)}" if clause else f"{_capital(body)}: {answer}"


def _which(ask: str, answer: str) -> str | None:
    """`Which post did X hold` is `The post that X held: ...`; `Which post gave X` is `The post that gave X: ...`."""
    match = re.match(r"^(?:Which|What) (?P<noun>[^,]+?) (?:did) (?P<rest>.+)$", ask)
    if match is not None and (body := _inflected("did", match["rest"])) is not None:
        return f"The {match['noun']} that {body}: {_lowered(answer)}"
    match = re.match(r"^What did (?P<rest>.+)$", ask)
    if match is not None and (body := _inflected("did", match["rest"])) is not None:
        return f"What {body}: {_lowered(answer)}"
    if re.match(r"^Which of\b|^Which (?:one|way)\b", ask) or not ask.startswith("Which "):
        return None
    words = ask.split()[1:]
    for index in range(1, len(words)):
        if words[index] in ("did", "does", "do"):
            return None
        if _is_finite(words[index].strip(",")):
            return f"The {' '.join(words[:index])} that {' '.join(words[index:])}: {_lowered(answer)}"
    return None


def _is_finite(word: str) -> bool:
    if word in ("was", "were", "had", "is", "are", "has", "let", "helped", "leads", "sees", "doubts"):
        return True
    return word in _PAST_FORMS or (word.endswith("ed") and (word[:-2] in _REGULAR or word[:-1] in _REGULAR))


_PAST_FORMS = frozenset(_PAST.values()) - {"read", "cut"}

RULES: tuple[Callable[[str, str], str | None], ...] = (_is, _who, _when, _why, _which)


def _inflected(verb: str, rest: str) -> str | None:
    """Turn `did X become Y` into `X became Y`, `was X passed` into `X was passed`; None when the verb is not found."""
    words = rest.split()
    for index in range(1, len(words)):
        word = words[index].strip(",")
        if words[index - 1].endswith("'s") or words[index - 1] in _NO_VERB_AFTER:
            continue
        if verb == "did":
            past = _PAST.get(word) or (
                _ed(word) if word in _REGULAR or _follows_a_name(words, index) else None
            )
            if word == "not" or past is None:
                continue
            if index > 1 and words[index - 1] == "not":
                return " ".join([*words[: index - 1], "did not", *words[index:]])
            return " ".join([*words[:index], past, *words[index + 1 :]])
        if word in _PARTICIPLES or (word.endswith("ed") and len(word) > 4):
            return " ".join([*words[:index], verb, *words[index:]])
    return None


_NO_VERB_AFTER = frozenset(("the", "a", "an", "his", "her", "their", "of", "to", "in", "and", "or", "with"))


_ADVERBS = frozenset(
    (
        "himself",
        "not",
        "on",
        "at",
        "for",
        "first",
        "often",
        "later",
        "soon",
        "then",
        "only",
        "still",
        "also",
        "once",
        "never",
        "both",
        "all",
        "like",
        "himself",
    )
)


def _follows_a_name(words: Sequence[str], index: int) -> bool:
    """Say whether a word stands right after a name at the start, where an unknown word can only be the verb."""
    names = words[:index]
    plain = (
        words[index].isalpha() and words[index].islower() and words[index] not in (*_NO_VERB_AFTER, *_ADVERBS)
    )
    return plain and all(word[:1].isupper() for word in names)


def _ed(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ied"
    if verb in ("ban", "plan", "stop", "admit", "expel"):
        return verb + verb[-1] + "ed"
    return verb + "ed"


def _points(ask: str, said: list[str]) -> str:
    plain = ask.strip().rstrip("?.")
    match = re.match(r"^How does (.+)$", plain)
    if match is not None:
        words = match[1].split()
        at = next(
            (index for index in range(1, len(words)) if words[index] in _REGULAR or words[index] in _PAST),
            None,
        )
        if at is not None:
            return f"How {' '.join([*words[:at], words[at] + 's', *words[at + 1 :]])}: {'; '.join(said)}"
    match = re.match(r"^(Why|How) (did|was|were) (.+)$", plain)
    if match is not None and (body := _inflected(match[2], match[3])) is not None:
        lead = _capital(body) if match[1] == "Why" else f"How {body}"
        return f"{lead}: {'; '.join(said)}"
    return _headed(ask, "; ".join(said))


def _headed(ask: str, said: str) -> str:
    heading = _heading(ask)
    return f"{heading} {_capital(said)}" if heading.endswith("?") else f"{heading}: {said}"


def _heading(ask: str) -> str:
    """Make a heading of a task: `Name two things X controlled` is `Things X controlled`."""
    plain = re.sub(r"\? (?:Give|Name|Say) .*$", "?", ask.strip()).rstrip("?.:").strip()
    match = re.match(
        r"^(?:Name|Give|List|State) (?:(?:any )?(?:one|two|three|four|five|six) )?(?:of )?(.+)$", plain
    )
    if match is not None:
        return _capital(match[1])
    match = re.match(r"^Put (.+?) in (?:the right )?order\b(.*)$", plain)
    if match is not None:
        return _capital(match[1] + match[2])
    return plain + (
        "?"
        if _WH.match(plain) or _YES_NO.match(plain) or re.search(r"[:,.] (?:why|how|what|which)\b", plain)
        else ""
    )


def _series(items: Sequence[str]) -> str:
    return ", ".join(items)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _lowered(text: str) -> str:
    """Lower a first letter that is only there because the answer stood alone."""
    return (
        text[:1].lower() + text[1:]
        if re.match(r"(?:A|An|The|To|Because|By|In|It|They|He|She|His|Their) ", text)
        else text
    )


def _ended(text: str) -> str:
    cleaned = re.sub(r"\s+", " ", text).strip()
    return cleaned if cleaned.endswith((".", "!", "?")) else cleaned + "."
