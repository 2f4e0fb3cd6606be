"""The rules for essay plans and the factors of a case: what they name elsewhere exists and is used."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from studykit.cards import CardId
from studykit.decks.shelf import Fault, Shelf, fault


def known_works(shelf: Shelf) -> Iterator[Fault]:
    """The work that a perspective is from is among those of the case and its decks."""
    for sheet, plan in shelf.plans.values():
        case = shelf.case_of(plan)
        if case is None:
            continue
        works = set(case.sources)
        works.update(*(deck.sources for _, deck in shelf.decks.values() if deck.case == case.slug))
        for spot in sheet.spots.get("source", ()):
            if spot.text not in works:
                hint = shelf.hints.nearest(spot.text, works)
                message = f"neither the case nor its decks have a source `{spot.text}`{hint}"
                mend = "add it to `sources:` of the case, or correct the name"
                yield fault(sheet, spot, "unknown-source", message, mend)


def known_factors(shelf: Shelf) -> Iterator[Fault]:
    """The factors that an argument or a subject names are those of its case."""
    plans = [(sheet, shelf.case_of(plan), "factor") for sheet, plan in shelf.plans.values()]
    cases = [(sheet, case, "subject-factor") for sheet, case in shelf.cases.values()]
    for sheet, case, kind in (*plans, *cases):
        for spot in sheet.spots.get(kind, ()) if case else ():
            if case and spot.text not in case.factors:
                hint = shelf.hints.nearest(spot.text, case.factors)
                message = f"the case `{case.slug}` has no factor `{spot.text}`{hint}"
                mend = "add it to `factors:` of the case with its weight, or correct the name"
                yield fault(sheet, spot, "unknown-factor", message, mend)


def factors_are_served(shelf: Shelf) -> Iterator[Fault]:
    """Some argument of a plan bears on each factor of its case."""
    served: dict[str, set[str]] = {}
    for sheet, plan in shelf.plans.values():
        served.setdefault(plan.case or "", set()).update(spot.text for spot in sheet.spots.get("factor", ()))
    for sheet, case in shelf.cases.values():
        for spot in sheet.spots.get("factor", ()):
            if spot.text not in served.get(case.slug, ()):
                message = f"no argument of a plan bears on `{spot.text}`, so questions on it get no paragraph"
                mend = f"write an argument with `bears-on: {{{spot.text}: for}}`"
                yield fault(sheet, spot, "unserved-factor", message, mend)


def cited_cards_have_facts(shelf: Shelf) -> Iterator[Fault]:
    """A card that a plan cites has its fact as a sentence, where the case has factors."""
    cited: set[CardId] = set()
    for sheet, plan in shelf.plans.values():
        case = shelf.case_of(plan)
        if case and case.factors:
            cited |= {CardId(spot.text) for spot in sheet.spots.get("evidence", ())}
    for parent in sorted(cited & shelf.by_parent.keys()):
        sheet, entry = shelf.by_parent[parent]
        if entry.first.fact is None:
            message = "a plan cites this card, and outlines can only show its question and answer"
            mend = "add `fact:`, the fact as one plain sentence with its date"
            spot = entry.spot("id" if "id" in entry.spots else "entry")
            yield fault(sheet, spot, "no-fact", message, mend)


def evidence_exists(shelf: Shelf) -> Iterator[Fault]:
    """The cards that a plan or a case cites exist."""
    for sheet, _ in (*shelf.plans.values(), *shelf.cases.values()):
        for spot in sheet.spots.get("evidence", ()):
            if spot.text not in shelf.known_ids:
                deck, _, _ = spot.text.partition("/")
                near = [
                    parent for parent in shelf.by_parent if parent.startswith(f"{deck}/")
                ] or shelf.by_parent
                message = f"there is no card `{spot.text}`{shelf.hints.nearest(spot.text, near)}"
                mend = "correct the id, or write the card"
                yield fault(sheet, spot, "unknown-card", message, mend)


PLAN_RULES: tuple[Callable[[Shelf], Iterator[Fault]], ...] = (
    known_works,
    known_factors,
    factors_are_served,
    cited_cards_have_facts,
    evidence_exists,
)
"""Every rule for plans and factors."""
