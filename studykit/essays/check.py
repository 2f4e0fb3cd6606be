"""What markers reward, seen in a plan or missing from it: each sign is one thing that more work can only add."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from studykit.essays.claims import stems_of
from studykit.essays.essay import Essay
from studykit.essays.known import Known, named_leaders
from studykit.essays.own import OwnPlan
from studykit.essays.question import Question
from studykit.essays.question_words import read_words

YEAR = re.compile(r"(?<!\d)(1[89]\d\d|20\d\d)(?:\s?[-–/]\s?(\d{4}|\d{2})(?!\d))?|(?<![\w.])'(\d\d)(?!\d)")
_DEGREE = re.compile(
    r"\b(?:extent|mainly|main|largely|chiefly|primarily|partly|only|most|mostly|more than|rather than|less than|decisive\w*|"
    r"entirely|wholly|hardly|crucial|key|essential|limited|significant\w*|above all|degree|outweigh\w*|vital|fully|alone|"
    r"greatest|weightiest|ranks?|first and foremost|central|fundamental)\b",
    re.IGNORECASE,
)
_BECAUSE = re.compile(
    r"\b(?:because|since|as it|so that|which (?:let|gave|made|allowed|meant)|by \w+ing|through|thanks to|due to|for it|"
    r"although|though|while|whereas|despite|yet|but|only because|therefore|meant that|allowed|enabled|made it possible)\b",
    re.IGNORECASE,
)
_WEIGHING = re.compile(
    r"\b(?:convinc\w+|persua\w+|weak\w*|strong\w*|overstat\w+|exaggerat\w+|ignor\w+|overlook\w+|neglect\w+|but|however|though|although|"
    r"limit\w*|right|wrong|correct|mistaken|under(?:play|estimat)\w*|fails?|fits|fair|valid|disagree\w*|agree\w*|one-sided|plausible|"
    r"doubt\w*|sound|too|less|because|questionable|holds?|partly|depends|verdict)\b",
    re.IGNORECASE,
)
_ANSWERED = re.compile(
    r"\b(?:but|however|yet|although|though|still|nevertheless|even so|because|this overlooks|this ignores|answer\w*|reply|only|"
    r"less|despite|in fact|since|rather|not enough|cannot explain|does not explain|fails to)\b",
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
    """What a plan is measured by: its question, the essay the case makes of it (None where there is none)."""

    question: Question
    known: Known
    essay: Essay | None = None
    historians: frozenset[str] = frozenset()


Rule = Callable[[OwnPlan, Expectation], Iterator[Signal]]


def _sign(code: str, found: bool, good: str, add: str) -> Signal:
    """Make a sign: what to keep where it is there, and what to add where it is not."""
    return Signal(code, found, good if found else add)


def thesis(own: OwnPlan, wanted: Expectation) -> Iterator[Signal]:
    """Look for a thesis that answers this question: its factor, a degree, a because."""
    said = " ".join(own.thesis)
    yield _sign(
        "thesis", bool(said), "There is a thesis.", "There is no thesis: answer the question in one sentence."
    )
    named = _names_the_claim(said, wanted)
    if named is not None:
        about = _about(wanted)
        yield _sign(
            "thesis-answers",
            named,
            f"The thesis speaks of {about}.",
            f"The thesis does not speak of {about}, which the question asks about.",
        )
    yield _sign(
        "thesis-judges",
        bool(_DEGREE.search(said)),
        "The thesis takes a degree or ranks.",
        "The thesis takes no degree: say how far, or what weighed more.",
    )
    yield _sign(
        "thesis-because",
        bool(_BECAUSE.search(said)),
        "The thesis gives a reason.",
        "The thesis gives no reason: add a because.",
    )


def _about(wanted: Expectation) -> str:
    essay = wanted.essay
    return " or ".join(essay.name(claim) for claim in essay.claims) if essay else ""


def _names_the_claim(said: str, wanted: Expectation) -> bool | None:
    """Say whether a text speaks of what is claimed; None when the question claims nothing that can be told."""
    essay = wanted.essay
    if essay is None or not essay.claims:
        return None
    factors, subjects = wanted.known.books([essay.facts.case.slug])
    stems = stems_of(read_words(said, wanted.known.lexicon).words)
    meant = {slug for match in factors.find(stems) for slug in match.value}
    named = {match.value[0] for match in subjects.find(stems)}
    plain = said.lower()
    return any(
        meant & set(claim.factors) or claim.subject in named or (claim.subject or "\0").lower() in plain
        for claim in essay.claims
    )


def points(own: OwnPlan, wanted: Expectation) -> Iterator[Signal]:
    """Look for three points that argue."""
    count = len(own.points)
    add = f"{count or 'No'} point{'' if count == 1 else 's'}: three or four carry an essay of this length."
    for number in range(1, 4):
        yield _sign(f"points-{number}", count >= number, f"There are {number} points or more.", add)


def evidence(own: OwnPlan, wanted: Expectation) -> Iterator[Signal]:
    """Look for dated evidence: one fact, two, four, six, and in how many paragraphs."""
    dated = sum(map(is_dated, own.lines()))
    add = f"{dated or 'No'} dated fact{'' if dated == 1 else 's'}: two or three for each paragraph."
    for number in (1, 2, 4, 6):
        yield _sign(f"dated-evidence-{number}", dated >= number, f"{number} dated facts or more.", add)
    shown = [block for block in own.blocks if any(map(is_dated, (block.point, *block.lines)))]
    add = f"{len(shown) or 'No'} paragraph{'' if len(shown) == 1 else 's'} with dated evidence of its own."
    for number in (1, 3):
        good = f"{number} paragraph{'' if number == 1 else 's'} or more with dated evidence."
        yield _sign(f"evidence-in-paragraphs-{number}", len(shown) >= number, good, add)
    bare = next((block for block in own.blocks if block.lines and block not in shown), None)
    if bare:
        yield Signal(
            "paragraph-without-date", False, f'"{shortened(bare.point)}" has no dated evidence below it.'
        )


def counter(own: OwnPlan, wanted: Expectation) -> Iterator[Signal]:
    """Look for a counter-argument with an answer."""
    said = " ".join(own.counter)
    yield _sign(
        "counter-argument",
        bool(said),
        "There is a counter-argument.",
        "No counter-argument was found: name the best case for the other side.",
    )
    turns = len(_ANSWERED.findall(said))
    answered = len(own.counter) > 1 or turns > 1 or (turns == 1 and re.search(r"[.;,] .", said) is not None)
    yield _sign(
        "counter-answered",
        bool(said) and answered,
        "It is answered.",
        "The counter-argument has no answer: say why it weighs less.",
    )


def historian(own: OwnPlan, wanted: Expectation) -> Iterator[Signal]:
    """Look for historians' views that are weighed, not only named."""
    named = {line: _named(line, wanted.historians) for line in own.lines()}
    views = [line for line, names in named.items() if names or line in own.historian]
    yield _sign(
        "historian",
        bool(views),
        "A historian or other perspective is there.",
        "No historian was found: give one view, and say how far it convinces.",
    )
    weighed = any(_WEIGHING.search(line) for line in views)
    yield _sign(
        "historian-weighed",
        weighed,
        "A view is weighed.",
        "No view is weighed: say where it holds and where it does not.",
    )
    two = len({name for names in named.values() for name in names}) > 1 or len(own.historian) > 1
    yield _sign(
        "historians-two",
        two,
        "There are two views.",
        "A second view would let you weigh one against the other.",
    )


def _named(line: str, historians: frozenset[str]) -> list[str]:
    return [name for name in historians if re.search(rf"\b{re.escape(name)}\b", line.lower())]


def conclusion(own: OwnPlan, wanted: Expectation) -> Iterator[Signal]:
    """Look for a conclusion that judges."""
    said = " ".join(own.conclusion)
    yield _sign(
        "conclusion",
        bool(said),
        "There is a conclusion.",
        "No conclusion was found: judge, from the ranking of your points.",
    )
    judges = bool(_DEGREE.search(said) or re.search(r"\b(?:more|outweigh\w*|ranks?|decided|so)\b", said))
    yield _sign(
        "conclusion-judges",
        judges,
        "The conclusion judges.",
        "The conclusion does not judge: rank your points, or say how far the claim holds.",
    )


def cases(own: OwnPlan, wanted: Expectation) -> Iterator[Signal]:
    """Look for every case that is asked for."""
    if wanted.question.cases < 2:
        return
    text = " ".join(own.lines())
    named = {leader.state for leader in named_leaders(text)}
    named |= {
        facts.name for facts in wanted.known.cases.values() if facts.leader is None and facts.name in text
    }
    add = f"The question wants {wanted.question.cases} cases; the plan names {len(named) or 'none'}."
    yield _sign("all-cases", len(named) >= wanted.question.cases, "Every case asked for is there.", add)
    both = sum(len(named_leaders(" ".join((block.point, *block.lines)))) > 1 for block in own.blocks)
    yield _sign(
        "cases-together",
        both > 1,
        "Cases stand side by side in the paragraphs.",
        "Put both cases in every paragraph; never all of one and then all of the other.",
    )


RULES: tuple[Rule, ...] = (thesis, points, evidence, counter, historian, conclusion, cases)


def signals(own: OwnPlan, wanted: Expectation) -> tuple[Signal, ...]:
    """Give every sign that markers look for, found or not."""
    return tuple(signal for rule in RULES for signal in rule(own, wanted))


def years_in(text: str) -> list[int]:
    """Give the years that a text names; of 1922-29 both ends."""
    found = []
    for match in YEAR.finditer(text):
        if match[3]:
            found.append(1900 + int(match[3]))
            continue
        first = int(match[1])
        found.append(first)
        if match[2]:
            found.append(int(match[2]) if len(match[2]) == 4 else first // 100 * 100 + int(match[2]))
    return found


def is_dated(line: str) -> bool:
    """Say whether a line names a year; one in brackets after a title is a book's."""
    return bool(years_in(re.sub(r"\((?:[^()]*,\s*)?\d{4}\)", "", line)))


def shortened(line: str) -> str:
    """Give a line cut to what fits a message."""
    return line if len(line) <= 70 else f"{line[:67].rstrip()}..."
