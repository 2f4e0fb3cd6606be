"""Cards answered with a few sentences: each key point is made or not."""

from __future__ import annotations

from collections.abc import Sequence

from studykit.cards import Points
from studykit.marking import match, reasons
from studykit.marking.compiled import Compiled
from studykit.marking.judgement import LEAST, Evidence, content_of, counts, evidence_of
from studykit.marking.model import Mark
from studykit.marking.pieces import Said, each_with_words_of_its_own, model_answer
from studykit.marking.reading import Reading, read, without_heaps
from studykit.verdict import Verdict


def mark_points(known: Compiled, answer: str, expected: Points) -> Mark:
    """Mark an answer to a points card: a point is made when one of its phrasings is said in any words."""
    reading = _reading(known, answer)
    nearest = _nearest(known, reading)
    weighed = _evidence(known, reading, nearest, LEAST)
    said = each_with_words_of_its_own({n: nearest[n] for n, evidence in weighed.items() if counts(evidence)})
    made = tuple(sorted(said))
    missing = [item.say for number, item in enumerate(expected.points) if number not in said]
    model = model_answer(known, said)
    if len(made) >= expected.need:
        return Mark(Verdict.CORRECT, 1.0, made, reasons.right_points(len(made), missing), model)
    score = round(len(made) / expected.need, 3)
    if made:
        why = reasons.count(len(made), expected.need, missing, "point")
        return Mark(Verdict.PARTIAL, score, made, why, model)
    best, _, _ = max(nearest, key=lambda how: (how[0].strength, len(how[0].contrary)))
    return Mark(Verdict.WRONG, 0.0, (), _why_none(known, reading, best), model)


def evidence_of_points(known: Compiled, answer: str) -> list[Evidence]:
    """Give what speaks for and against each point of a card, in the order of the card."""
    reading = _reading(known, answer)
    return [evidence for _, evidence in sorted(_evidence(known, reading, _nearest(known, reading)).items())]


def _reading(known: Compiled, answer: str) -> Reading:
    return without_heaps(read(answer, known.lexicon))


def _nearest(known: Compiled, reading: Reading) -> list[Said]:
    """Give for each point the phrasing that the answer comes nearest to, and how near."""
    return [
        max(
            ((match.statement(phrase, reading, known.people), phrase, reading) for phrase in phrases),
            key=lambda how: how[0].strength,
        )
        for phrases in known.items
    ]


def _evidence(
    known: Compiled, reading: Reading, nearest: Sequence[Said], least: float = 0.0
) -> dict[int, Evidence]:
    """Give what speaks for and against each point that is said this strongly at least."""
    content = content_of(reading)
    repeated = frozenset([index for index in content if reading.words[index].stem in known.asked])
    strong = [number for number, (said, _, _) in enumerate(nearest) if said.strength >= least]
    found: dict[int, Evidence] = {}
    taken: set[int] = set()
    for number in sorted(strong, key=lambda n: -nearest[n][0].strength):
        said, phrase, _ = nearest[number]
        found[number] = evidence_of(said, phrase, reading, content, repeated, taken)
        taken.update(said.slots.values())
    return found


def _why_none(known: Compiled, reading: Reading, nearest: match.Match) -> str:
    """Say why no point was made: of the wrong person, denied, or simply not there."""
    turned = any(
        match.statement(phrase, reading, known.people, who=False).made
        for phrases in known.items
        for phrase in phrases
    )
    if turned:
        return reasons.WRONG_WAY_ROUND
    if nearest.contrary:
        return reasons.SAYS_THE_OPPOSITE
    content = {word.stem for word in reading.words if word.names}
    if content and content <= known.asked:
        return reasons.REPEATS_QUESTION
    return reasons.NO_POINT
