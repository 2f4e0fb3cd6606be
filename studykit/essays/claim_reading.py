"""Reading what the words of a question claim."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from studykit.english.stems import stem
from studykit.essays.claims import STRENGTHS, Claim, Claims
from studykit.essays.defeats import asked_of_rivals, find_defeat, of_rivals
from studykit.essays.mentions import WHY, Mention, find_mentions, find_time
from studykit.essays.paper_two import (
    Book,
    PhraseMatch,
    apart,
    content,
    data,
    leader_stems,
    phrases,
    stemmed,
    stems_of,
)
from studykit.essays.question_words import QuestionWord

Found = TypeVar("Found", Mention, PhraseMatch)

_APART = frozenset(map(stem, ("but", "while", "whereas", "although", "though", ";", "yet", "however", ".")))
_JOINED = frozenset(map(stem, ("and", ",", "or", "nor", "&", "/", "as", "plus", "with", "between")))
_LINKS = _JOINED | frozenset(
    map(
        stem,
        (
            "well both also from of to by due because through strength use role part importance influence "
            "difficulties problems failure failures debate debates quarrel question issue"
        ).split(),
    )
)
"""Words that may stand between two factors of one list, and those of which there must be one."""
_ENDS = frozenset((";", ":", ".", "!"))
"""Marks that part one sentence from another."""
_NOT = frozenset(map(stem, ("not", "no", "never", "hardly", "scarcely", "rarely")))
"""Words that deny a comparison after them."""
_LACK = frozenset(map(stem, ("no", "without", "lack", "little", "few")))
_POST = re.compile(r"(?:the )?(\w+) (?:as|of)")
_MORE = frozenset(map(stem, ("more", "fewer", "less")))
_BY = frozenset(map(stem, "to on from by because through of in with for".split()))
_HIMSELF = frozenset(map(stem, ("himself", "herself", "own")))
_WEIGHED = frozenset(map(stem, ("relative", "compare")))
"""Words before a list of two that ask which of them weighs more."""


def read_claims(
    words: Sequence[QuestionWord],
    source: str,
    factors: Book,
    subjects: Sequence[Book],
    historians: Mapping[str, str] = {},
) -> Claims:
    """Read what some words claim.

    Args:
        words: of the claim alone. source: the text they stand in.
        factors, subjects: the phrases of the cases in play, and of what their cards name.
        historians: the factor that each historian stands for, who is asked about where nothing else is.
    """
    stems = stems_of(words)
    saying = next(iter(phrases("sayings").find(stems)), None)
    if saying is not None:
        factor, over = saying.value
        claim = Claim((factor,), None, True, "more" if over else "main")
        return Claims((claim,), Claim((over,), None, False, "more") if over else None)
    found = find_mentions(words, source, factors, subjects)
    asked = asked_of_rivals(words, stems, found)
    mentions = [each for each in found if each.subject not in historians] or [
        each._replace(factors=(historians[each.subject or ""],), subject=None) for each in found
    ]
    voices = tuple((name, historians[name]) for each in found if (name := each.subject or "") in historians)
    lost, _ = find_defeat(stems, mentions)
    if (
        "defeat" in asked and any(each.subject for each in mentions) and not lost
    ):  # by what methods he was beaten
        mentions = [each for each in mentions if each.subject]
    time = find_time(stems, mentions)
    when = tuple(word.text for word in content(words)[time.start : time.stop])
    claimed = [each for each in mentions if each.start not in time]
    lost, causes = ([], []) if "fall" in asked else find_defeat(stems, claimed)
    if lost:
        lacked = {each.start - 1 for each in causes}  # which is why he lost, and no denial
        said = ["some" if at in lacked and each in _LACK else each for at, each in enumerate(stems)]
        read = _of_mentions(said, causes, time, ())
        defeated = tuple(each.subject or "" for each in lost)
        return read._replace(when=when, defeated=defeated, historians=voices)
    read = _of_outcome(stems, asked, claimed) or _of_mentions(stems, claimed, time, asked)
    return read._replace(when=when, historians=voices)


def _of_mentions(stems: list[str], mentions: list[Mention], time: range, asked: Collection[str]) -> Claims:
    """Read what is claimed of what is mentioned."""
    if not mentions:
        return Claims()
    found = phrases("verdicts").find(stems)
    marker = next((each for each in apart(found) if each.value[0] == "compare"), None)
    mentions = _with_leader(stems, mentions, marker) if marker else mentions
    verdicts = apart(
        match
        for match in found
        if _fits(match, mentions)
        and not _of_something_else(match, stems, mentions, found)
        and not _presupposed(match, stems)
        and match.start not in time
    )
    return of_rivals(_compared(stems, mentions, verdicts) or _listed(stems, mentions, verdicts), asked)


def _of_outcome(stems: list[str], asked: Collection[str], mentions: Collection[Mention]) -> Claims | None:
    """Read whether rivals could have prevented the outcome, whether it was bound to come, or complete by some year.

    That rivals at large were beaten by then makes it complete; None where something else is claimed.
    """
    found = next((each for each in ("avoidable", "bound", "complete") if each in asked), None)
    at_large = [tuple(data()["groups"][group]["of"]) for group in ("opponents", "removal")]
    others = any(each.subject or each.factors not in at_large for each in mentions)
    if (
        found is None
        or others
        or (mentions and found == "bound")
        or (found == "complete" and not WHY.isdisjoint(stems))
    ):
        return None
    holds, _ = _verdict(apart(phrases("verdicts").find(stems))) or (True, "")
    kind = "complete" if found == "complete" else "avoidable"
    return Claims((Claim(("rivals",), None, holds is (found != "bound"), "important", kind=kind),))


def _fits(match: PhraseMatch, mentions: list[Mention]) -> bool:
    """Say whether a verdict, denial or comparison says something of what is mentioned."""
    first, kind = match.start, match.value[0]
    for mention in mentions:  # of what stands in the gap of a phrase only a denial is said of it
        words = mention.places if kind == "denial" else range(mention.start, mention.end)
        if any(place in words for place in match.places):
            return False
    starts = [mention.start for mention in mentions]
    compares = len(mentions) > 1 and any(start >= first for start in starts)
    return compares or kind not in ("compare", "both")


def _presupposed(match: PhraseMatch, stems: list[str]) -> bool:
    """Say whether a denial denies no claim: what is asked why, as "why no rival could", or "a decision not to"."""
    asked = min((stems.index(word) for word in WHY if word in stems), default=len(stems))
    denies = match.value[0] == "denial" or match.value[:2] == ("verdict", False)
    aims = any(
        stems[place : place + 2] == ["not", "to"] and stems[place + 2 : place + 3] != ["blame"]
        for place in match.places
    )
    return aims or (denies and match.start > asked)


def _of_something_else(
    match: PhraseMatch, stems: list[str], mentions: list[Mention], found: Sequence[PhraseMatch]
) -> bool:
    """Say whether a denial is of what no case knows: "won by his office, and not by argument".

    Or it stands in a sentence of its own that mentions nothing: "War made him; he did not make himself".
    """
    denies = match.value[0] == "denial"
    if not denies and match.value[:2] != ("verdict", False):
        return False
    opens = max((at for at in range(match.start) if stems[at] in _ENDS), default=-1)
    closes = next((at for at in range(match.end, len(stems)) if stems[at] in _ENDS), len(stems))
    alone = opens >= 0 or any(each.start > closes for each in mentions)
    if alone and not any(opens < each.start < closes for each in mentions):
        return True
    judges = any(each.value[0] == "verdict" and each.start >= match.end for each in found)
    added = stems[match.start - 1 : match.start] in (["and"], [","])
    return denies and added and not judges and all(each.end <= match.start for each in mentions)


def _compared(stems: list[str], mentions: list[Mention], said: list[PhraseMatch]) -> Claims | None:
    """Read `X more than Y`; None when two factors are not compared."""
    marker = next((match for match in said if match.value[0] == "compare"), None)
    if marker is None:
        return _opposed(stems, mentions, said)
    turn, direction = marker.places[-1], marker.value[1]
    before, after = _parted(_no_objects(stems, mentions, marker), turn)
    if marker.value[1] == "neither" and not after:  # X and Y were equally important
        before, after = before[:-1], before[-1:]
    if not before:  # Rather than X, Y
        before, after = after[1:2], after[:1]
    same = (
        before and after and before[-1].factors == after[0].factors and before[-1].subject == after[0].subject
    )
    if not before or not after or same:  # one thing cannot outweigh itself
        return None
    asked = next((at for at in range(before[0].start) if stems[at] in WHY), None)
    if (
        asked is not None and "," not in stems[asked:turn]
    ):  # why it drew more than another, not which weighs more
        return Claims((_claim(before[-1], True, "part"),))
    one, other = _list_to(stems, before), _list_from(stems, after)
    if direction == "second":
        one, other = other, one
    between = {stems[place] for place in {*range(before[-1].end, turn)} - {*marker.places}}
    equal, denied = direction == "neither", not _NOT.isdisjoint(between)
    if equal and denied:  # X never mattered as much as Y
        return _more(other, one)
    return _more(one, other, mattered=not denied)._replace(equal=equal)


def _no_objects(stems: list[str], mentions: list[Mention], marker: PhraseMatch) -> list[Mention]:
    """Leave out what a cause is said to have won: "promises won more followers than doctrine ever did"."""
    more = marker.places[-2] if len(marker.places) > 1 else marker.start
    causes = [each for each in mentions if not more < each.start < marker.places[-1]]
    won = stems[more] in _MORE and any(each.end <= more for each in causes)
    return causes if won and stems[more + 1] not in _BY else mentions


def _with_leader(stems: list[str], mentions: list[Mention], marker: PhraseMatch) -> list[Mention]:
    """Take the leader for his skill where nothing else is weighed: "owed more to Stalin than to his rivals"."""
    turn = marker.places[-1]
    before, after = _parted(mentions, turn)
    taken = {place for each in mentions for place in range(each.start, each.end)}
    taken |= {place for match in phrases("outcomes").find(stems) for place in match.places}
    # Where he, rather than another, won, he is no cause, but what he did himself is one.
    persons = any(each.subject for each in mentions) and _HIMSELF.isdisjoint(stems[turn:])
    sides = [] if persons or (before and after) else [range(turn)] if after else [range(turn + 1, len(stems))]
    named = [at for side in sides for at in side if stems[at] in leader_stems() and at not in taken]
    found = [Mention(("leadership",), at, at + 1) for at in (named[-1:] if after else named[:1])]
    return sorted([*mentions, *found], key=lambda each: each.start)


def _more(more: list[Mention], less: list[Mention], *, mattered: bool = True) -> Claims:
    """Make the claim that what some mentions name weighs more (or not) than what others name."""

    def side(mentions: list[Mention], *, mattered: bool, without: Collection[str] = ()) -> Claim:
        factors = tuple(dict.fromkeys(slug for each in mentions for slug in each.factors))
        own = tuple(slug for slug in factors if slug not in without)
        return _claim(mentions[0]._replace(factors=own or factors), mattered, "more")

    claim = side(more, mattered=mattered)
    rival = side(less, mattered=not mattered, without=claim.factors)
    if claim.subject and claim.subject == rival.subject:  # nobody did more to harm him than he himself
        return Claims((replace(claim, mattered=True, strength="main"),))
    return Claims((claim,), rival)


def _opposed(stems: list[str], mentions: list[Mention], said: list[PhraseMatch]) -> Claims | None:
    """Read "X was decisive, but Y hardly mattered" as a comparison."""
    for place in (place for place, each in enumerate(stems) if each in _APART):
        left, right = _parted(mentions, place)
        one, other = map(_verdict, _parted(said, place))
        if left and right and one and other and one[0] != other[0]:
            return _more(left, right) if one[0] else _more(right, left)
    return None


def _parted(found: Sequence[Found], place: int) -> tuple[list[Found], list[Found]]:
    """Part what was found in stems at a place."""
    return [each for each in found if each.end <= place], [each for each in found if each.start > place]


def _claim(mention: Mention, mattered: bool, strength: str) -> Claim:
    kind = "removal" if mention.lost else "cause"
    return Claim(mention.factors, mention.subject, mattered, strength, mention.implied, mention.said, kind)


def _listed(stems: list[str], mentions: list[Mention], said: list[PhraseMatch]) -> Claims:
    """Read one factor, or a list of them, of which the same is said."""
    first = _claimed_first(stems, mentions, said)
    first, after = _merged(stems, first, mentions[mentions.index(first) + 1 :])
    group = _list_from(stems, [first, *after])
    if len(group) == 2 and (
        stemmed("or") in stems[group[0].end : group[1].start]
        or (_WEIGHED.intersection(stems[: first.start]) and not phrases("two").find(stems))
    ):
        return _more(group[:1], group[1:])._replace(open=True)
    mattered, strength = _than(stems, group, said) or _verdict(said) or (True, "part")
    each_once = {(each.factors, each.subject): each for each in reversed(group)}.values()
    return Claims(tuple(_claim(each, mattered, strength) for each in reversed(each_once)))


def _merged(stems: list[str], first: Mention, after: list[Mention]) -> tuple[Mention, list[Mention]]:
    """Make one mention of two that are one phrase, and give what is left."""
    if not after or stems[first.end : after[0].start] not in ([], ["of"], ["as"]):
        return first, after
    later, *rest = after
    # "The post of General Secretary", "popular promises": the later words say what is meant.
    if first.subject is None:
        factors = (first.factors if later.subject else later.factors) or later.factors
        kind = _POST.fullmatch(first.said)
        apart_ = kind[1] if kind else first.said if first.end < later.start else ""
        said = f"{'the ' * bool(kind)}{apart_} of {later.said}" if apart_ else later.said
        said = f"the {said}" if stems[first.end : later.start] == ["as"] else said  # his post as
        return later._replace(factors=factors, implied=False, start=first.start, said=said), rest
    if later.subject and first.end == later.start:  # Lenin's ban on factions
        return later._replace(said=f"{first.said}'s {later.said}"), rest
    return first, after


def _than(stems: list[str], group: list[Mention], said: list[PhraseMatch]) -> tuple[bool, str] | None:
    """Read "more X than anything else": a comparison whose other side is no factor; None when there is none."""
    for match in apart(phrases("verdicts").find(stems)):
        if match.value[0] == "compare" and stems[match.places[-1]] == stemmed("than"):
            is_first = group[0].start < match.places[-1]
            denied = any(each.value == ("denial",) and each.start < match.start for each in said)
            return (is_first == (match.value[1] == "first")) != denied, "main"
    return None


def _claimed_first(stems: list[str], mentions: list[Mention], said: list[PhraseMatch]) -> Mention:
    """Give the mention that is claimed: the one after "the role of", else the first; of "X or Y" always X."""
    if any(
        match.start == mentions[0].end and stems[match.end : match.end + 1] in (["to"], ["in"])
        for match in said
    ):
        return mentions[0]  # his contribution to
    of = {match.end for match in said if match.value[0] == "verdict"}
    named = next((each for each in mentions if each.start - 1 in of or each.start in of), mentions[0])
    first = mentions[0]
    # Of X, the most important condition, X is claimed.
    part = len(first.factors) == 1 and len(named.factors) > 1 and set(first.factors) < set(named.factors)
    return first if part or stemmed("or") in stems[first.end : named.start] else named


def _list_from(stems: list[str], mentions: list[Mention]) -> list[Mention]:
    """Give the first mention and those that go on in one list with it."""
    kept = mentions[:1]
    for each in mentions[1:]:
        between = stems[kept[-1].end : each.start]
        if len(between) > 4 or not _JOINED.intersection(between) or not _LINKS.issuperset(between):
            break
        kept.append(each)
    return kept


def _list_to(stems: list[str], mentions: list[Mention]) -> list[Mention]:
    """Give the last mention and those before it in one list with it."""
    runs = (_list_from(stems, mentions[at:]) for at in range(len(mentions)))
    return next(run for run in runs if run[-1] is mentions[-1])


def _verdict(said: Sequence[PhraseMatch]) -> tuple[bool, str] | None:
    """Give what is said in all: that it mattered or not, and how strongly; None when nothing is said."""
    verdicts = [match.value for match in said if match.value[0] == "verdict"]
    denials = sum(match.value[0] == "denial" for match in said)
    if not verdicts and not denials:
        return None
    if fame := next((each for each in verdicts if each[2] == "fame"), None):
        return fame[1] is (denials % 2 == 0), "fame"
    against = [strength for _, positive, strength in verdicts if not positive]
    strengths = against or [strength for _, _, strength in verdicts] or ["part"]
    return (len(against[:1]) + denials) % 2 == 0, max(strengths, key=STRENGTHS.index)
