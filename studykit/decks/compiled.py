"""Cases, decks, cards, plans and problems as JSON and back: every field by name, nothing that runs.

`decode(encode(x)) == x` for every value. Items are written as lists of wordings, dates as they were typed;
what has its default is left out.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from studykit.cards import (
    Argument,
    Card,
    CardId,
    Case,
    Choice,
    Deck,
    Examples,
    Expected,
    Factor,
    Item,
    Listed,
    Ordered,
    Period,
    Perspective,
    Place,
    Plan,
    Points,
    Source,
    Term,
)

if TYPE_CHECKING:
    from studykit.problems import Problem

Json = Any
"""What `json.loads` gives."""


def encode_card(card: Card) -> Json:
    """Write a card; its deck and parent are in its id."""
    rest: dict[str, Json] = {}
    for name in ("hint", "note", "fact", "historian", "quote", "contested"):
        if getattr(card, name) is not None:
            rest[name] = getattr(card, name)
    for name in ("reject", "partial", "themes", "people", "sources", "was"):
        if getattr(card, name):
            rest[name] = getattr(card, name)
    for name in ("exact", "suspended"):
        if getattr(card, name):
            rest[name] = True
    if card.examples != Examples():
        rest["examples"] = [card.examples.right, card.examples.partial, card.examples.wrong]
    if card.date is not None:
        rest["date"] = card.date.text
    return [card.id, card.kind, card.ask, _encode_expected(card.expected), card.place.line, rest]


def decode_card(data: Json, file: str) -> Card:
    """Read a card that stands in a file."""
    identity, kind, ask, expected, line, rest = data
    if "date" in rest:
        rest["date"] = Period.parse(rest["date"])
    if "examples" in rest:
        rest["examples"] = Examples(*map(tuple, rest["examples"]))
    for name in ("reject", "partial"):
        if name in rest:
            rest[name] = tuple(map(tuple, rest[name]))
    for name in ("themes", "people", "sources", "was"):
        if name in rest:
            rest[name] = tuple(rest[name])
    return Card(
        id=CardId(identity),
        parent=parent_of(identity),
        deck=identity.partition("/")[0],
        kind=kind,
        ask=ask,
        expected=_decode_expected(expected),
        place=Place(file, line),
        **rest,
    )


def parent_of(identity: str) -> CardId:
    """Give the id that a card shares with its siblings."""
    return CardId(identity.partition("#")[0])


def _encode_expected(expected: Expected) -> Json:
    match expected:
        case Term(item):
            return ["term", item.phrasings]
        case Listed(items, need, ordered):
            return ["listed", [item.phrasings for item in items], need, ordered]
        case Ordered(items):
            dates = [item.date and item.date.text for item in items]
            return ["ordered", [item.phrasings for item in items], *([dates] if any(dates) else [])]
        case Choice(options, answer, accept):
            return ["choice", options, answer, accept]
        case Points(points, need):
            return ["points", [point.phrasings for point in points], need]


def _decode_expected(data: Json) -> Expected:
    name, *rest = data
    if name == "term":
        return Term(_item(rest[0]))
    if name == "choice":
        return Choice(tuple(rest[0]), rest[1], tuple(rest[2]))
    items = tuple(map(_item, rest[0]))
    if name == "listed":
        return Listed(items, rest[1], rest[2])
    if name == "points":
        return Points(items, rest[1])
    dates = rest[1] if rest[1:] else [None] * len(items)
    return Ordered(
        tuple(
            Item(item.say, item.accept, when and Period.parse(when))
            for item, when in zip(items, dates, strict=True)
        )
    )


def _item(wordings: Json) -> Item:
    return Item(wordings[0], tuple(wordings[1:]))


def encode_value(value: Case | Deck | Plan | None) -> Json:
    """Write what a file holds; of a deck all but its cards."""
    if value is None:
        return None
    if isinstance(value, Case):
        return ["Case", _encode_case(value)]
    return ["Deck", _encode_deck(value)] if isinstance(value, Deck) else ["Plan", _encode_plan(value)]


def decode_value(data: Json, file: str) -> Case | Deck | Plan | None:
    """Read what a file holds; a deck comes without its cards."""
    if data is None:
        return None
    name, fields = data
    fields["place"] = Place(file, fields["place"])
    if name == "Case":
        return _decode_case(fields)
    return _decode_deck(fields) if name == "Deck" else _decode_plan(fields)


def _encode_case(case: Case) -> Json:
    return {
        "slug": case.slug,
        "title": case.title,
        "place": case.place.line,
        "region": case.region,
        "period": case.period and case.period.text,
        "themes": dict(case.themes),
        "any_period": case.any_period,
        "aliases": [item.phrasings for item in case.aliases],
        "distinct": case.distinct,
        "sources": _encode_sources(case),
        "contested": case.contested,
        "order": case.order,
        "covers": case.covers,
        "factors": [
            [each.slug, each.weight, each.says, each.but, each.name, each.asked_as]
            for each in case.factors.values()
        ],
        "language": case.language,
    }


def _decode_case(fields: Json) -> Case:
    fields["period"] = fields["period"] and Period.parse(fields["period"])
    fields["any_period"] = tuple(fields["any_period"])
    fields["contested"], fields["covers"] = tuple(fields["contested"]), tuple(fields["covers"])
    fields["factors"] = {
        slug: Factor(slug, weight, says, but, name, tuple(asked_as))
        for slug, weight, says, but, name, asked_as in fields["factors"]
    }
    return Case(**_decode_shared(fields))


def _encode_deck(deck: Deck) -> Json:
    return {
        "slug": deck.slug,
        "title": deck.title,
        "place": deck.place.line,
        "case": deck.case,
        "themes": deck.themes,
        "version": deck.version,
        "author": deck.author,
        "region": deck.region,
        "aliases": [item.phrasings for item in deck.aliases],
        "distinct": deck.distinct,
        "sources": _encode_sources(deck),
        "was": deck.was,
        "due": deck.due and deck.due.isoformat(),
        "language": deck.language,
    }


def _decode_deck(fields: Json) -> Deck:
    fields["themes"], fields["was"] = tuple(fields["themes"]), tuple(fields["was"])
    fields["due"] = fields["due"] and date.fromisoformat(fields["due"])
    return Deck(cards=(), **_decode_shared(fields))


def _encode_sources(value: Case | Deck) -> Json:
    return [[source.slug, source.title, source.author, source.year] for source in value.sources.values()]


def _decode_shared(fields: Json) -> Json:
    fields["aliases"] = tuple(map(_item, fields["aliases"]))
    fields["distinct"] = tuple(map(tuple, fields["distinct"]))
    fields["sources"] = {each[0]: Source(*each) for each in fields["sources"]}
    return fields


def _encode_plan(plan: Plan) -> Json:
    return {
        "slug": plan.slug,
        "title": plan.title,
        "place": plan.place.line,
        "arguments": [_encode_argument(argument) for argument in plan.arguments],
        "case": plan.case,
        "scope": plan.scope,
        "period": plan.period and plan.period.text,
        "answers": plan.answers,
        "define": dict(plan.define),
        "thesis": plan.thesis,
        "conclusion": plan.conclusion,
        "traps": plan.traps,
    }


def _decode_plan(fields: Json) -> Plan:
    fields["period"] = fields["period"] and Period.parse(fields["period"])
    fields["arguments"] = tuple(_decode_argument(each, fields["place"].file) for each in fields["arguments"])
    fields["answers"], fields["traps"] = tuple(fields["answers"]), tuple(fields["traps"])
    return Plan(**fields)


def _encode_argument(argument: Argument) -> Json:
    view = argument.perspective
    return {
        "id": argument.id,
        "point": argument.point,
        "place": argument.place.line,
        "theme": argument.theme,
        "side": argument.side,
        "bears_on": dict(argument.bears_on),
        "evidence": argument.evidence,
        "because": argument.because,
        "perspective": view and [view.historian, view.view, view.verdict, view.source],
        "limits": argument.limits,
        "link": argument.link,
        "second_case": argument.second_case,
    }


def _decode_argument(fields: Json, file: str) -> Argument:
    fields["place"] = Place(file, fields["place"])
    fields["evidence"] = tuple(fields["evidence"])
    fields["perspective"] = fields["perspective"] and Perspective(*fields["perspective"])
    return Argument(**fields)


def encode_problem(problem: Problem) -> Json:
    """Write a problem; its file is known where it is read."""
    return [
        problem.line,
        problem.column,
        problem.text,
        problem.message,
        problem.mend,
        problem.rule,
        problem.level.value,
    ]


def decode_problem(data: Json, file: str) -> Problem:
    """Read a problem of a file."""
    line, column, text, message, mend, rule, level = data
    from studykit.problems import Level, Problem

    return Problem(file, line, column, text, message, mend, rule, Level(level))
