"""Which arguments go into an outline: the claimed factor first and largest, then its rivals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from studykit.cards import Argument, Plan
from studykit.essays.finding import ARGUES, Fit, Reader, Wanted, fits
from studykit.essays.paragraphs import Draft
from studykit.essays.question import Question
from studykit.essays.terms import TERMS

CLAIMED, RIVAL = 2, 2
"""Paragraphs for the claimed factor, and for its rivals."""

PARAGRAPHS = 4


@dataclass(frozen=True, slots=True)
class Selection:
    """The arguments chosen, in the order of the essay, and the plan they mainly come from."""

    drafts: tuple[Draft, ...]
    main: Plan
    own: bool
    """Whether the main plan argues the very claim of the question."""

    @property
    def compared(self) -> bool:
        """Whether the main plan is itself a comparison."""
        return any(argument.side in ("similar", "different") for argument in self.main.arguments)


def select(found: Sequence[Fit], question: Question, wanted: Wanted, reader: Reader) -> Selection:
    """Choose the arguments for a question from the plans that fit, the best plan first."""
    main = found[0]
    compares = TERMS[question.term or question.offered or "discuss"].compares
    pairs = [argument for argument in main.plan.arguments if argument.side in ("similar", "different")]
    if compares and pairs:
        return Selection(_compared(main.plan, pairs, question, wanted, reader), main.plan, main.own)
    if wanted.empty:
        drafts = _ranged(found, compares)
        return Selection(drafts, drafts[0].plan if drafts else main.plan, False)
    supporters = _supporters(found, wanted, reader)
    if not supporters:
        drafts = _ranged(found, compares)
        return Selection(tuple(replace(draft, side="against") for draft in drafts[:3]), main.plan, False)
    own = main.own and all(draft.argument.side != "against" for draft in supporters[:CLAIMED])
    if question.claim and question.claim.linked and question.claim.rival:
        return Selection(_linked(supporters, found, question, reader), supporters[0].plan, False)
    rivals = _rivals(found, supporters, question, reader)
    room = PARAGRAPHS - min(RIVAL, len(rivals))
    drafts = (*supporters[: max(CLAIMED, room)], *rivals[:RIVAL])
    if compares:
        # Only the second case can tell whether these are likenesses or differences.
        sides = {"compare": "similar", "contrast": "different"}
        drafts = tuple(
            replace(draft, side=sides.get(question.term or ""))
            for draft in (*supporters, *rivals)[:PARAGRAPHS]
        )
    return Selection(drafts, supporters[0].plan, own)


def _supporters(found: Sequence[Fit], wanted: Wanted, reader: Reader) -> list[Draft]:
    """Give the arguments for the claimed factor: the plan's own if it argues the claim, else by subject."""
    main = found[0]

    def near(argument: Argument) -> float:
        about = reader.about(argument)
        return wanted.closeness(about.concepts, about.stems)

    if main.own:
        mine = [argument for argument in main.plan.arguments if argument.side in ("for", "similar")]
        other = [argument for argument in main.plan.arguments if argument.side == "against"]
        # "Structures or personality" argues for structures: a claim on personality is its other side.
        if max(map(near, other), default=0.0) > max(map(near, mine), default=0.0) + ARGUES:
            mine = other
        best = max(map(near, mine), default=0.0)
        mine.sort(key=lambda argument: near(argument) < best - 0.2)
        return _named_first(
            [Draft(argument, main.plan, "for") for argument in mine], main.plan, wanted, reader
        )
    about = [
        (near(argument), Draft(argument, fit.plan, "for"))
        for fit in found
        for argument in fit.plan.arguments
        if near(argument) >= ARGUES and argument.side in ("for", "against")
    ]
    about.sort(key=lambda pair: -pair[0])
    return _distinct([draft for _, draft in about])[:CLAIMED]


def _named_first(drafts: list[Draft], main: Plan, wanted: Wanted, reader: Reader) -> list[Draft]:
    """Put the argument that speaks of the very thing claimed first, whichever side of its plan it is on.

    A claim on Lenin's Testament is argued by the plan on his legacy, but by the argument on the Testament.
    """

    def named(argument: Argument) -> bool:
        return len(wanted.stems & reader.about(argument).own) * 2 > len(wanted.stems) - 1 and bool(
            wanted.stems & reader.about(argument).own
        )

    if not wanted.stems:
        return drafts
    if any(named(draft.argument) for draft in drafts):
        return sorted(drafts, key=lambda draft: not named(draft.argument))
    others = [Draft(each, main, "for") for each in main.arguments if each.side == "against" and named(each)]
    return [*others[:1], *drafts]


def _linked(
    supporters: Sequence[Draft], found: Sequence[Fit], question: Question, reader: Reader
) -> tuple[Draft, ...]:
    """Give two factors that are asked about together, in turn."""
    assert question.claim is not None
    other = Wanted.of(question.claim.rival)
    again = fits([fit.plan for fit in found], question, other, reader)
    partners = _distinct(_supporters(again, other, reader), taken=supporters) if again else []
    pairs = zip(supporters[:2], partners[:2], strict=False)
    return tuple(draft for pair in pairs for draft in pair) or tuple(supporters)


def _weight_of(found: Sequence[Fit]) -> Mapping[str | None, int]:
    """Count how often teachers set each theme against another claim: what rivals usually are."""
    arguments = (argument for fit in found for argument in fit.plan.arguments)
    return Counter(argument.theme for argument in arguments if argument.side == "against")


def _rivals(
    found: Sequence[Fit], supporters: Sequence[Draft], question: Question, reader: Reader
) -> list[Draft]:
    """Give the rival factors: what the question sets against the claim, then the plan's own."""
    main = supporters[0].plan
    used = {draft.argument.id for draft in supporters if draft.plan is main}
    own = [
        Draft(argument, main, "against")
        for argument in main.arguments
        if argument.side == "against" and argument.id not in used
    ]
    if main.arguments and supporters[0].argument.side == "against":
        own = [
            Draft(each, main, "against")
            for each in main.arguments
            if each.side == "for" and each.id not in used
        ]
    themes = {draft.argument.theme for draft in (*supporters, *own)}
    weight = _weight_of(found)
    others = [
        Draft(argument, fit.plan, "against")
        for fit in found
        if fit.plan is not main
        for argument in fit.plan.arguments[:1]
        if argument.side == "for" and argument.theme not in themes
    ]
    others.sort(key=lambda draft: -weight[draft.argument.theme])
    named = question.claim.rival if question.claim else None
    rivals = _distinct([*own, *others], taken=supporters)
    if named is None:
        return rivals
    against = Wanted.of(named)
    named_first = [
        Draft(argument, fit.plan, "against")
        for fit in found
        for argument in fit.plan.arguments
        if argument.side in ("for", "against")
    ]

    def near(draft: Draft) -> float:
        about = reader.about(draft.argument)
        return against.closeness(about.concepts, about.stems)

    best = sorted((draft for draft in named_first if near(draft) >= ARGUES), key=lambda draft: -near(draft))
    return _distinct([*best[:1], *rivals], taken=supporters)


def _distinct(drafts: Sequence[Draft], taken: Sequence[Draft] = ()) -> list[Draft]:
    """Keep arguments that say something of their own: no point and no set of evidence twice."""
    seen = {draft.argument.point for draft in taken}
    kept: list[Draft] = []
    used = [set(draft.argument.evidence) for draft in taken]
    for draft in drafts:
        evidence = set(draft.argument.evidence)
        if draft.argument.point in seen or any(
            evidence and len(evidence & other) * 2 > len(evidence) for other in used
        ):
            continue
        seen.add(draft.argument.point)
        used.append(evidence)
        kept.append(draft)
    return kept


def _ranged(found: Sequence[Fit], compares: bool) -> tuple[Draft, ...]:
    """Give a range of factors where none is claimed: the first argument of each plan, themes not repeated.

    What teachers most often set against other claims comes first: it is what they hold to have weighed most.
    """
    drafts: list[Draft] = []
    themes: set[str | None] = set()
    weight = _weight_of(found)
    ranked = sorted(
        found, key=lambda fit: -max((weight[each.theme] for each in fit.plan.arguments[:1]), default=0)
    )
    for fit in ranked:
        for argument in fit.plan.arguments:
            if argument.side == "for" and argument.theme not in themes:
                side = None if compares else "for"
                drafts.append(Draft(argument, fit.plan, side))
                themes.add(argument.theme)
                break
    return tuple(drafts[:PARAGRAPHS])


def _compared(
    plan: Plan, pairs: Sequence[Argument], question: Question, wanted: Wanted, reader: Reader
) -> tuple[Draft, ...]:
    """Choose likenesses and differences: those the term asks for, the claimed factor first."""
    side = {"compare": "similar", "contrast": "different"}.get(question.term or "")

    def rank(argument: Argument) -> tuple[float, bool]:
        about = reader.about(argument)
        near = 0.0 if wanted.empty else wanted.closeness(about.concepts, about.stems)
        return (-round(near, 1), side is not None and argument.side != side)

    chosen = sorted(pairs, key=rank)[:PARAGRAPHS]
    if side is None and len({argument.side for argument in chosen}) == 1:
        other = next((argument for argument in pairs if argument.side != chosen[0].side), None)
        chosen = [*chosen[:-1], other] if other else chosen
    if side is not None:
        asked = [argument for argument in chosen if argument.side == side]
        chosen = asked if len(asked) >= 2 else chosen
    return tuple(Draft(argument, plan, argument.side) for argument in chosen)
