"""Cards answered with a few sentences: each key point is made or not."""

from __future__ import annotations

from studykit.cards import Points
from studykit.marking import match, reasons
from studykit.marking.compiled import Compiled
from studykit.marking.model import Mark
from studykit.marking.pieces import Said, each_with_words_of_its_own, model_answer
from studykit.marking.reading import Reading, read, without_heaps
from studykit.verdict import Verdict


def mark_points(known: Compiled, answer: str, expected: Points) -> Mark:
    """Mark an answer to a points card: a point is made when one of its phrasings is said in any words."""
    reading = without_heaps(read(answer, known.lexicon))
    said: dict[int, Said] = {}
    nearest: Said | None = None
    for number, phrases in enumerate(known.items):
        best = max(
            ((match.statement(phrase, reading, known.people), phrase) for phrase in phrases),
            key=lambda pair: pair[0].strength,
        )
        if best[0].made:
            said[number] = (*best, reading)
        elif nearest is None or (best[0].strength, len(best[0].contrary)) > (
            nearest[0].strength,
            len(nearest[0].contrary),
        ):
            nearest = (*best, reading)
    said = each_with_words_of_its_own(said)
    made = tuple(sorted(said))
    missing = [item.say for number, item in enumerate(expected.points) if number not in said]
    model = model_answer(known, said)
    if len(made) >= expected.need:
        return Mark(Verdict.CORRECT, 1.0, made, reasons.right_points(len(made), missing), model)
    score = round(len(made) / expected.need, 3)
    if made:
        why = reasons.count(len(made), expected.need, missing, "point")
        return Mark(Verdict.PARTIAL, score, made, why, model)
    return Mark(Verdict.WRONG, 0.0, (), _why_none(known, reading, nearest), model)


def _why_none(known: Compiled, reading: Reading, nearest: Said | None) -> str:
    """Say why no point was made: of the wrong person, denied, or simply not there."""
    turned = any(
        match.statement(phrase, reading, known.people, who=False).made
        for phrases in known.items
        for phrase in phrases
    )
    if turned:
        return reasons.WRONG_WAY_ROUND
    if nearest is not None and nearest[0].contrary:
        return reasons.SAYS_THE_OPPOSITE
    content = {word.stem for word in reading.words if word.names}
    if content and content <= known.asked:
        return reasons.REPEATS_QUESTION
    return reasons.NO_POINT
