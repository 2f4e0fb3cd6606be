"""The rules for a whole library: names that must exist elsewhere, what a case says of its cards, plans."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache

from studykit.cards import CardId, Choice, Deck, Item, Term
from studykit.decks.checks import ask_spot
from studykit.decks.same import fold
from studykit.decks.sheet import Entry, Sheet
from studykit.decks.shelf import Fault, Shelf, fault
from studykit.problems import Level


def unique_slugs(shelf: Shelf) -> Iterator[Fault]:
    """A slug names one deck, one case, one plan."""
    for sheet, first, what, slug in shelf.twins:
        spot = sheet.spots[what][0]
        if sheet.digest and sheet.digest == first.digest:
            message = f"this is a copy of {first.file}; it is read once"
            yield fault(sheet, spot, "copied-file", message, "delete one of the two")
        else:
            message = (
                f"the {what} `{slug}` stands in two files, this one and {first.file}; this one is left out"
            )
            yield fault(sheet, spot, "duplicate-slug", message, "give one of the two another slug")


def known_case(shelf: Shelf) -> Iterator[Fault]:
    """The case that a deck or a plan belongs to exists."""
    for sheet, value in shelf.with_case():
        for spot, named in shelf.unknown(sheet.spots["case"] if value.case else (), shelf.cases):
            mend = f"write the case file (`studykit deck new NAME --case {spot.text}`), or correct the name"
            yield fault(sheet, spot, "unknown-case", f"there is no case {named}", mend)


def known_themes(shelf: Shelf) -> Iterator[Fault]:
    """The themes of a case's decks and plans are those of the case."""
    for sheet, value in shelf.with_case():
        case = shelf.case_of(value)
        if case is None or not case.themes:
            continue
        entries = ((entry.spots, entry.parent) for entry in sheet.entries)
        for spots, parent in ((sheet.spots, None), *entries):
            for spot, named in shelf.unknown(spots.get("theme", ()), case.themes):
                message = f"the case `{case.slug}` has no theme {named}"
                mend = f"write one of {', '.join(case.themes)}, or add it to the case"
                yield fault(sheet, spot, "unknown-theme", message, mend, parent)


def known_sources(shelf: Shelf) -> Iterator[Fault]:
    """What a card cites is among the works of its deck or its case."""
    for sheet, entry, sources in shelf.citing():
        for spot, named in shelf.unknown(entry.spots.get("source", ()), sources):
            message = f"neither the deck nor its case has a source {named}"
            mend = "add it to `sources:`, or correct the name"
            yield fault(sheet, spot, "unknown-source", message, mend, entry.parent)


def quotation_has_work(shelf: Shelf) -> Iterator[Fault]:
    """A quotation names its work, with author and year."""
    for sheet, entry, sources in shelf.citing():
        cited = [sources[name] for name in entry.first.sources if name in sources]
        if entry.first.quote and not any(source.author and source.year for source in cited):
            message = "a quotation needs a source with author and year"
            mend = "name the work under `source:`, and give it `author:` and `year:`"
            yield fault(sheet, entry.spot("quote"), "quote-source", message, mend, entry.parent)


def contested_is_said(shelf: Shelf) -> Iterator[Fault]:
    """A card that the case lists as contested says so."""
    for sheet, case in shelf.cases.values():
        for spot in sheet.spots.get("contested", ()):
            parent = CardId(spot.text)
            if parent in shelf.by_parent:
                deck_sheet, entry = shelf.by_parent[parent]
                if entry.first.contested is None:
                    message = (
                        f"the case `{case.slug}` lists this card as contested, but it teaches plain fact"
                    )
                    mend = "add `contested:` with both views and the safe answer"
                    yield fault(deck_sheet, entry.spot("id"), "contested", message, mend, parent)
            elif parent not in shelf.known_ids:
                message = f"there is no card `{parent}`{shelf.hints.nearest(parent, shelf.by_parent)}"
                yield fault(sheet, spot, "unknown-card", message, "correct the id, or delete it")


def date_in_period(shelf: Shelf) -> Iterator[Fault]:
    """Dated evidence lies in the case's period, unless its theme says otherwise."""
    for sheet, deck, entry in shelf.entries():
        case, card = shelf.case_of(deck), entry.first
        if case is None or case.period is None or card.date is None:
            continue
        if not card.date.within(case.period) and not set(card.themes) & set(case.any_period):
            message = f"{card.date.text} is not within the period of the case, {case.period.text}"
            mend = "check the date, or give the card a theme listed in `any-period:` of the case"
            yield fault(sheet, entry.spot("date"), "outside-period", message, mend, entry.parent)


def asked_once(shelf: Shelf) -> Iterator[Fault]:
    """No two cards ask the same thing; with different answers one of them must be wrong."""
    asked: dict[str, tuple[Sheet, Deck, Entry, int]] = {}
    for sheet, deck, entry in shelf.entries():
        for number, card in enumerate(entry.cards):
            first = asked.setdefault(fold(card.ask), (sheet, deck, entry, number))
            if first[2] is entry or card.suspended:
                continue
            twin = first[2].cards[first[3]]
            place = f"{twin.id} ({first[0].file}, line {twin.place.line})"
            said, others = ({fold(item.say) for item in each.expected.items} for each in (card, twin))
            misleading = said.isdisjoint(others) and card.kind == twin.kind and deck.case == first[1].case
            message = f"the card {place} asks the same" + (" and wants another answer" if misleading else "")
            mend = "word the two prompts so that each has one right answer, or delete one"
            level = Level.ERROR if misleading else Level.ADVICE
            yield fault(sheet, ask_spot(entry, card), "asked-twice", message, mend, entry.parent, level)


def alias_is_no_rival(shelf: Shelf) -> Iterator[Fault]:
    """Names that are never each other are not aliases of one thing."""
    cases = ((sheet, case.aliases, case.distinct) for sheet, case in shelf.cases.values())
    decks = ((sheet, deck.aliases, shelf.distinct_of(deck)) for sheet, deck in shelf.decks.values())
    for sheet, aliases, distinct in (*cases, *decks):
        owner: dict[str, str] = {}
        spots = sheet.spots.get("alias", ())
        places = {spot.text: spot for spot in spots}
        for item, phrasing in ((each, phrasing) for each in aliases for phrasing in each.phrasings):
            spot = places.get(phrasing) or spots[0]
            if (other := owner.setdefault(fold(phrasing), item.say)) != item.say:
                message = f"`{phrasing}` is an alias of `{other}` and of `{item.say}`"
                yield fault(sheet, spot, "alias-of-two", message, "keep it with one of them")
            if rival := _rival(item, phrasing, distinct):
                message = f"`{phrasing}` and `{rival}` are under `distinct:`, so one is no alias of the other"
                yield fault(sheet, spot, "alias-is-rival", message, "delete one of the two")


def _rival(item: Item, phrasing: str, distinct: Sequence[tuple[str, ...]]) -> str | None:
    """Give the other name of an item that a phrasing must never be taken for."""
    if phrasing == item.say:
        return None
    folded = fold(phrasing)
    for names in map(_by_folded, distinct):
        if folded in names:
            for other in map(fold, item.phrasings):
                if other in names and other != folded:
                    return names[other]
    return None


@lru_cache(maxsize=256)
def _by_folded(group: tuple[str, ...]) -> Mapping[str, str]:
    """Give the names of a group by their folded forms, once for the thousands of wordings of a library."""
    return {fold(name): name for name in group}


def answer_is_no_rival(shelf: Shelf) -> Iterator[Fault]:
    """What is accepted for a name is not the name of a rival, unless that is meant."""
    for sheet, deck, entry in shelf.entries():
        distinct = shelf.distinct_of(deck)
        for card in entry.cards if distinct else ():
            for item in card.expected.items if isinstance(card.expected, Term | Choice) else ():
                for wording in item.accept:
                    if rival := _rival(item, wording, distinct):
                        message = f"`{wording}` is accepted for `{rival}`, though they are under `distinct:`"
                        places = [*entry.spots.get("accept", ()), *entry.spots.get("back-accept", ())]
                        there = (each for each in reversed(places) if each.text == wording)
                        spot = next(there, entry.spot("ask"))
                        mend = "delete it, unless both are right here"
                        yield fault(sheet, spot, "rival-accepted", message, mend)


def earlier_id_is_of_one_card(shelf: Shelf) -> Iterator[Fault]:
    """An earlier id in `was:` belongs to one card, and to none that is still there."""
    owners: dict[CardId, CardId] = {}
    told: set[str] = set()
    for sheet, deck, entry in shelf.entries():
        for earlier in entry.first.was:
            parent = CardId(earlier.partition("#")[0])
            owner = owners.setdefault(earlier, entry.parent)
            is_there = parent in shelf.by_parent and parent != entry.parent
            if is_there and "was" in entry.spots:
                message = f"`was:` names {parent}, which is still a card"
            elif is_there and deck.slug not in told:
                told.add(deck.slug)  # once for a deck that was copied whole
                was = parent.partition("/")[0]
                message = f"the deck was called {was}, and {parent} is a card there: its history stays there"
                mend = "give the card another id in one of the two decks"
                yield fault(sheet, entry.spot("id"), "was", message, mend, entry.parent, Level.ADVICE)
                continue
            elif owner != entry.parent:
                message = f"`was:` names {earlier}, and so does the card {owner}"
            else:
                continue
            spot = entry.spot("was")
            yield fault(sheet, spot, "was", message, "keep it with one card", entry.parent)


def historian_is_cited(shelf: Shelf) -> Iterator[Fault]:
    """Where a historian speaks, a work of his or hers is cited."""
    for sheet, entry, sources in shelf.citing():
        historian = entry.first.historian
        authors = " ".join(sources[name].author or "" for name in entry.first.sources if name in sources)
        if historian and not set(fold(historian).split()) & set(fold(authors).split()):
            message = f"{historian} speaks here, but no work by {historian} is cited"
            mend = "add the work to `sources:` and name it under `source:`"
            yield fault(sheet, entry.spot("historian"), "historian-source", message, mend, entry.parent)


# Plans, and the factors of a case


def known_works(shelf: Shelf) -> Iterator[Fault]:
    """The work that a perspective is from is among those of the case and its decks."""
    for sheet, plan in shelf.plans.values():
        case = shelf.case_of(plan)
        if case is None:
            continue
        works = set(case.sources)
        works.update(*(deck.sources for _, deck in shelf.decks.values() if deck.case == case.slug))
        for spot, named in shelf.unknown(sheet.spots.get("source", ()), works):
            message = f"neither the case nor its decks have a source {named}"
            mend = "add it to `sources:` of the case, or correct the name"
            yield fault(sheet, spot, "unknown-source", message, mend)


def known_factors(shelf: Shelf) -> Iterator[Fault]:
    """The factors that an argument or a subject names are those of its case."""
    plans = [(sheet, shelf.case_of(plan), "factor") for sheet, plan in shelf.plans.values()]
    cases = [(sheet, case, "subject-factor") for sheet, case in shelf.cases.values()]
    for sheet, case, kind in (*plans, *cases):
        if case is None:
            continue
        for spot, named in shelf.unknown(sheet.spots.get(kind, ()), case.factors):
            message = f"the case `{case.slug}` has no factor {named}"
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


_MUCH = 4
"""Weight from which the heaviest factor of a case decides it."""


def decisive_factors_are_weighed(shelf: Shelf) -> Iterator[Fault]:
    """A case says something, if only that it was little, on what decides another case."""
    for sheet, case in shelf.cases.values():
        for _, other in shelf.cases.values():
            most = max((each.weight for each in other.factors.values()), default=0)
            for slug, factor in other.factors.items() if case.factors else ():
                if factor.weight == most >= _MUCH and slug not in case.factors:
                    message = (
                        f"the case `{other.slug}` holds `{slug}` to be decisive and this one says nothing on "
                        "it, so that no comparison can weigh it"
                    )
                    mend = f"add `{slug}` to `factors:`, with weight 1 where it hardly counted"
                    yield fault(sheet, sheet.spots["factor"][0], "unweighed-factor", message, mend)


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
                near = [parent for parent in shelf.by_parent if parent.startswith(f"{deck}/")]
                hint = shelf.hints.nearest(spot.text, near or shelf.by_parent)
                message = f"there is no card `{spot.text}`{hint}"
                mend = "correct the id, or write the card"
                yield fault(sheet, spot, "unknown-card", message, mend)


LIBRARY_RULES: tuple[Callable[[Shelf], Iterator[Fault]], ...] = (
    unique_slugs,
    known_case,
    known_themes,
    known_sources,
    quotation_has_work,
    contested_is_said,
    date_in_period,
    asked_once,
    alias_is_no_rival,
    answer_is_no_rival,
    earlier_id_is_of_one_card,
    historian_is_cited,
    known_works,
    known_factors,
    factors_are_served,
    decisive_factors_are_weighed,
    cited_cards_have_facts,
    evidence_exists,
)
"""Every rule that looks beyond one file."""
