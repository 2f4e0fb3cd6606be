"""What markers reward, seen in a plan or missing from it: one function a signal, never a mark."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from studykit.cards import Period
from studykit.essays.own import OwnPlan
from studykit.essays.wording import DEGREE

YEAR = re.compile(r"(?<!\d)(1[89]\d\d|20\d\d)(?:\s?[-–/]\s?(\d{4}|\d{2})(?!\d))?|(?<![\w.])'(\d\d)(?!\d)")
_MONTH = re.compile(
    r"\b(?:January|February|March|April|June|July|August|September|October|November|December)\b",
    re.IGNORECASE,
)
_WEIGHING = re.compile(
    r"\b(?:convinc\w+|persua\w+|weak\w*|strong\w*|overstat\w+|exaggerat\w+|ignor\w+|overlook\w+|neglect\w+|but|however|though|although|"
    r"limit\w*|right|wrong|correct|mistaken|underplay\w*|underestimat\w+|fails?|support(?:s|ed) by|fits|fair|valid|disagree\w*|"
    r"agree\w*|one-sided|plausible|doubt\w*|sound|too|less|more|because|only|useful|challeng\w+|questionable|holds?|partly|depends)\b",
    re.IGNORECASE,
)
_NARRATIVE = re.compile(
    r"^(?:then|next|after (?:that|this)|first|firstly|later|in (?:early |late )?1[89]\d\d|from 1[89]\d\d|1[89]\d\d)\b",
    re.IGNORECASE,
)
_RANKING = re.compile(
    r"\b(?:because|since|so that|yet|although|though|despite|mattered|matter|explain\w*|decid\w+|caused|led to|key|essential|crucial|vital|strongest|weakest)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Signal:
    """Something markers look for; `found` says whether it is there, `message` what to do or keep."""

    code: str
    found: bool
    message: str


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a plan is measured by: the term of its question, the years of its case, names of historians."""

    term: str | None = None
    period: Period | None = None
    historians: frozenset[str] = frozenset()
    cases: int = 1
    about_rise: bool = True


Rule = Callable[[OwnPlan, Expectation], Iterator[Signal]]


def thesis(own: OwnPlan, wanted: Expectation) -> Iterator[Signal]:
    """Look for a thesis that judges."""
    said = " ".join(own.thesis)
    if not said:
        yield Signal(
            "no-thesis",
            False,
            "There is no thesis: answer the question in one sentence, with a ranking or a degree.",
        )
    elif DEGREE.search(said):
        yield Signal(
            "thesis-judges", True, "The thesis judges: keep its degree or ranking through to the conclusion."
        )
    elif wanted.term == "to what extent" or not _RANKING.search(said):
        yield Signal(
            "thesis-without-judgement",
            False,
            "The thesis does not judge: say to what degree, or which factor weighed most (mainly, to a large extent, more than).",
        )
    else:
        yield Signal(
            "thesis-argues",
            True,
            "The thesis gives a reason; a word of degree or rank would make it a judgement.",
        )


def points(own: OwnPlan, wanted: Expectation) -> Iterator[Signal]:
    """Look for three or four points that argue."""
    count = len(own.points)
    if count < 3:
        yield Signal(
            "few-points",
            False,
            f"{count or 'No'} point{'' if count == 1 else 's'}: three or four themes carry an essay of this length.",
        )
    narrative = [line for line in own.points if _NARRATIVE.match(line)]
    if narrative:
        yield Signal(
            "narrative",
            False,
            f'"{shortened(narrative[0])}" begins like a story: open each paragraph with a claim that answers the question, dates after.',
        )


def evidence(own: OwnPlan, wanted: Expectation) -> Iterator[Signal]:
    """Look for dated evidence."""
    if not own.evidence:
        dated = [line for line in own.lines() if is_dated(line)]
        if not dated:
            yield Signal(
                "no-evidence", False, "There is no evidence: two or three dated facts for each point."
            )
        return
    undated = [line for line in own.evidence if not is_dated(line)]
    for line in undated[:5]:
        yield Signal("undated-evidence", False, f'"{shortened(line)}" has no date: add the year at least.')
    if len(undated) > 5:
        yield Signal("undated-evidence", False, f"{len(undated) - 5} more pieces of evidence have no date.")
    if not undated:
        yield Signal("dated-evidence", True, "Every piece of evidence has a date.")


def counter(own: OwnPlan, wanted: Expectation) -> Iterator[Signal]:
    """Look for a counter-argument."""
    if own.counter:
        yield Signal(
            "counter-argument", True, "There is a counter-argument: answer it in the same paragraph."
        )
    else:
        yield Signal(
            "no-counter-argument",
            False,
            "There is no counter-argument: name the strongest rival factor and say why it weighs less.",
        )


def historian(own: OwnPlan, wanted: Expectation) -> Iterator[Signal]:
    """Look for a historian's view that is weighed, not only named."""
    naming = [
        line
        for line in own.lines()
        if any(re.search(rf"\b{re.escape(name)}\b", line.lower()) for name in wanted.historians)
    ]
    lines = own.historian or tuple(naming)
    if not lines:
        yield Signal(
            "no-historian",
            False,
            "No historian or other perspective: give one view and say how far it convinces.",
        )
    elif any(_WEIGHING.search(line) for line in lines):
        yield Signal(
            "historian-weighed", True, "A view is weighed: use it inside the argument, not at its end."
        )
    else:
        yield Signal(
            "historian-not-weighed",
            False,
            f'"{shortened(lines[0])}" is named but not weighed: say where the view holds and where it does not.',
        )


def conclusion(own: OwnPlan, wanted: Expectation) -> Iterator[Signal]:
    """Look for a conclusion."""
    if not own.conclusion:
        yield Signal(
            "no-conclusion",
            False,
            "There is no conclusion: judge, from the ranking of your points; nothing new.",
        )


def years(own: OwnPlan, wanted: Expectation) -> Iterator[Signal]:
    """Look for dates outside the years of the question."""
    if wanted.period is None or not wanted.about_rise:
        return
    first, last = wanted.period.start.year, wanted.period.end.year
    for line in [line for line in own.lines() if any(not first <= year <= last for year in years_in(line))][
        :4
    ]:
        named = " and ".join(str(year) for year in years_in(line) if not first <= year <= last)
        yield Signal(
            "outside-period",
            False,
            f'"{shortened(line)}" goes outside {first}-{last % 100:02} ({named}): background at most, no evidence for the rise.',
        )


RULES: tuple[Rule, ...] = (thesis, points, evidence, years, counter, historian, conclusion)


def signals(own: OwnPlan, wanted: Expectation) -> tuple[Signal, ...]:
    """Give every signal that is there or missing."""
    return tuple(signal for rule in RULES for signal in rule(own, wanted))


def is_dated(line: str) -> bool:
    """Say whether a line has a year, or a day or month."""
    return (
        YEAR.search(line) is not None
        or _MONTH.search(line) is not None
        or re.search(r"\b1920s\b", line) is not None
    )


def years_in(line: str) -> list[int]:
    """Give every year a line names, both ends of a stretch."""
    found = []
    for match in YEAR.finditer(line):
        if match[3]:
            found.append(1900 + int(match[3]))
            continue
        first = int(match[1])
        found.append(first)
        if match[2]:
            found.append(int(match[2]) if len(match[2]) == 4 else first // 100 * 100 + int(match[2]))
    return found


def shortened(line: str) -> str:
    """Cut a line to what is enough to know it by."""
    return line if len(line) <= 60 else line[:57].rstrip() + "..."
