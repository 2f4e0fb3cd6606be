"""The deck format as a JSON Schema (draft 7, which the YAML language servers of editors read).

Editors read `1922` as a number and `true` as a switch, where studykit reads texts; so a text may be any
scalar here. What only a look at the whole library can tell is left to `deck check`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from studykit import cards
from studykit.decks.keys import (
    BEARINGS,
    FACTORS,
    FORMAT,
    HEAVIEST,
    KIND_KEYS,
    LANGUAGES,
    REGIONS,
    SCOPES,
    SIDES,
    THREAT_KEYS,
)

FILE_NAME = "studykit.schema.json"
"""What the schema is called beside a deck that `deck new` wrote."""

EDITOR_LINE = f"# yaml-language-server: $schema={FILE_NAME}"
"""The comment by which an editor finds the schema; it stands at the top of a file."""

Schema = dict[str, Any]
Keys = Mapping[str, tuple[Schema, str]]
"""For each key of a mapping the schema of its value, and what an editor says of it."""

_DATE = r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"

TEXT: Schema = {"type": ["string", "number", "boolean"]}
SLUG: Schema = {"type": ["string", "integer"], "pattern": f"^{cards.SLUG}$"}
LABEL: Schema = {"type": ["string", "integer"], "pattern": f"^{cards.LABEL}$"}
FLAG: Schema = {"enum": [True, False, "true", "false"]}
COUNT: Schema = {"type": ["integer", "string"], "minimum": 1, "pattern": "^0*[1-9][0-9]{0,5}$"}
PERIOD: Schema = {
    "type": ["string", "integer"],
    "pattern": f"^{_DATE}(/{_DATE})?$",
    "minimum": 1000,
    "maximum": 9999,
}
DAY: Schema = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
WEIGHT: Schema = {"enum": [each for n in range(1, HEAVIEST + 1) for each in (n, str(n))]}
CARD_ID: Schema = {"type": "string", "pattern": "^[a-z0-9-]+/[a-z0-9-]+$"}
EARLIER: Schema = {"type": ["string", "integer"], "pattern": "^([a-z0-9-]+/)?[a-z0-9-]+(#[a-z0-9-]+)?$"}


def _some(one: Schema) -> Schema:
    """Allow one value, or a list of them."""
    return {"anyOf": [one, {"type": "array", "items": one}]}


def _list(item: Schema, least: int = 1) -> Schema:
    return {"type": "array", "items": item, "minItems": least}


def _keys(keys: Keys, required: tuple[str, ...] = ()) -> Schema:
    """Make the schema of a mapping; keys that begin with `x-` are anyone's."""
    schema: Schema = {
        "type": "object",
        "properties": {name: {**value, "description": text} for name, (value, text) in keys.items()},
        "patternProperties": {"^x-": {}},
        "additionalProperties": False,
    }
    return {**schema, "required": list(required)} if required else schema


def _named(value: Schema) -> Schema:
    return {"type": "object", "additionalProperties": value}


TEXTS = _some(TEXT)
WORDINGS: Schema = {"anyOf": [TEXT, _list(TEXT), {"$ref": "#/definitions/item"}]}
EVENTS: Schema = {"anyOf": [TEXT, _list(TEXT), {"$ref": "#/definitions/event"}]}
EXAMPLES = _keys(
    {
        "right": (TEXTS, "Answers that must come out right."),
        "partial": (TEXTS, "Answers that must come out partly right."),
        "wrong": (TEXTS, "Answers that must come out wrong."),
    }
)
ANSWERING: Keys = {
    "ask": (TEXT, "The question. It stands alone: cards come in any order."),
    "answer": (TEXT, "One name, term, phrase, year, date, range or number; of a choose, the right option."),
    "accept": (TEXTS, "Other right answers, in other words; spelling slips are forgiven already."),
    "reject": (_named(TEXT), "Tempting wrong answers, each with what to say to it."),
    "partial": (_named(TEXT), "Wordings that are partly right, each with what to say to it."),
    "list": (_list(WORDINGS), "Several items, in any order; wordings of one item in [ ]."),
    "order": (_list(EVENTS, 2), "Items in the right order; they are shown shuffled."),
    "choose": (_list(TEXT, 2), "The options; `answer:` says which is right."),
    "points": (_list(WORDINGS), "The key points of an answer of a few sentences."),
    "need": (COUNT, "How many items or points are enough; default: all."),
    "ordered": (FLAG, "The order of the list counts."),
    "exact": (FLAG, "Spelling matters: no typing errors are forgiven."),
    "examples": (EXAMPLES, "The card's own tests, run by `studykit deck check`."),
    "hint": (TEXT, "Shown on request; helps without saying the answer."),
    "note": (TEXT, "Shown after the answer."),
}
CARD: Keys = {
    "id": (SLUG, "The card's name: a-z, 0-9, hyphen. Students' history hangs on it; never change it."),
    "was": (_some(EARLIER), "Earlier ids of this card: history moves without anyone being asked."),
    **ANSWERING,
    "cloze": (TEXT, "A text with {{gaps}}; {{answer|another::hint}} accepts both and shows the hint."),
    "sort": (_named(TEXTS), "For each group its entries; one card an entry."),
    "back": ({"$ref": "#/definitions/back"}, "The same fact asked the other way round."),
    "themes": (_some(LABEL), "Themes in place of the deck's."),
    "fact": (TEXT, "The fact as one plain sentence with its date, as it may stand in an essay."),
    "date": (PERIOD, "1922, 1922-04, 1922-04-03 or 1923/1925; makes the card dated evidence."),
    "people": (TEXTS, "Who is in it; for outlines."),
    "historian": (TEXT, "Whose view this is."),
    "quote": (TEXT, "A quotation; it needs a source with author and year."),
    "source": (_some(LABEL), "Where the fact comes from: names under `sources:` of the deck or its case."),
    "contested": (TEXT, "What historians or notes disagree on: both views and the safe answer."),
    "suspended": (FLAG, "In the file, but not in the quiz."),
}
KINDS: tuple[tuple[str, ...], ...] = (
    *(("ask", key) for key in ("answer", "list", "order", "points", "sort")),
    ("ask", "choose", "answer"),
    ("cloze",),
)
"""The keys that each kind of card needs."""

SHARED: Keys = {
    "format": ({"enum": [FORMAT, str(FORMAT)]}, "The version of the format."),
    "title": (TEXT, "What students read."),
}
NAMES: Keys = {
    "language": ({"enum": list(LANGUAGES)}, "The language of prompts and answers; English without it."),
    "region": ({"enum": list(REGIONS)}, "The IB region."),
    "aliases": (_named(TEXTS), "Other ways to write the same thing, good in every answer."),
    "distinct": (_list(_list(TEXT, 2)), "Groups of names that are never each other."),
    "sources": (_named({"$ref": "#/definitions/source"}), "Works that cards cite, by a short name."),
}
DECK: Keys = {
    "deck": (SLUG, "The deck's name: a-z, 0-9, hyphen; no two decks have the same."),
    **SHARED,
    "case": (SLUG, "The case study it belongs to."),
    "themes": (_some(LABEL), "For cards that name none of their own."),
    "version": (TEXT, "Shown when a shared deck is updated; raise it when you hand one out."),
    "author": (TEXT, "Who wrote it."),
    "was": (_some(SLUG), "Earlier names of this deck."),
    "due": (DAY, "The day by which a class should have met its cards, such as 2026-03-01."),
    **NAMES,
    "cards": (_list({"$ref": "#/definitions/card"}), "The cards, in the order they are met."),
}
CASE: Keys = {
    "case": (SLUG, "The case study's name: a-z, 0-9, hyphen."),
    **SHARED,
    "period": (PERIOD, "Its years, such as 1922/1929; dated evidence outside them is reported."),
    "themes": (_named(TEXT), "Its themes: slugs with their titles."),
    "any-period": (_some(LABEL), "Themes whose cards may lie outside the period."),
    **NAMES,
    "contested": (_some(CARD_ID), "Cards that must carry `contested:`."),
    "order": (COUNT, "The shipped case with the lowest is what a newcomer studies."),
    "covers": (_some({"enum": list(SCOPES)}), "What questions may be about; there is no outline for others."),
    "factors": (
        _named({"$ref": "#/definitions/factor"}),
        f"How much each factor explains here: {', '.join(FACTORS)}, or your own.",
    ),
    "subjects": (
        _named({"$ref": "#/definitions/subject"}),
        "Persons, bodies, events and documents that questions name.",
    ),
}
FACTOR: Keys = {
    "name": (TEXT, "What to call it here."),
    "asked-as": (TEXTS, "Words by which questions mean it in this case."),
    "weight": (WEIGHT, "How much of the outcome it explains: 1 (hardly) to 5 (decisive)."),
    "says": (TEXT, "A clause: what it did."),
    "but": (TEXT, "A clause: what limits it."),
    "point": (TEXT, "A sentence that argues `says:` in other words, for a paragraph."),
    "but-point": (TEXT, "A sentence that argues `but:` in other words."),
    "evidence": (_some(CARD_ID), "Cards that show what it did, by their full id."),
    "but-evidence": (_some(CARD_ID), "Cards that show what limits it."),
    "judged": (TEXT, "A sentence that judges it, for a conclusion."),
    "reply": (TEXT, "A sentence that answers `but:`: why it counted all the same."),
    "threat": (
        {"$ref": "#/definitions/threat"},
        "How dangerous it was to the outcome: why it was, and under `but:` why it failed.",
    ),
}
THREAT = {key: FACTOR[key] for key in sorted(THREAT_KEYS)}
SUBJECT: Keys = {
    "factor": (SLUG, "The factor of the case that it is part of."),
    "period": (PERIOD, "The years that it stands for, where a question names only years."),
    **{key: FACTOR[key] for key in FACTOR if key != "name"},
}
ARGUMENT: Keys = {
    "id": (SLUG, "The argument's name in this plan."),
    "theme": (LABEL, "The theme of the case it belongs to."),
    "side": ({"enum": list(SIDES)}, "In comparisons: similar or different. In old plans also for, against."),
    "bears-on": (
        _named({"enum": list(BEARINGS)}),
        "Factors of the case that it speaks for or limits: {party-machine: for, chance: against}.",
    ),
    "point": (TEXT, "The sentence it argues."),
    "evidence": (_some(CARD_ID), "Cards by their full id, deck/id; three or more, with dates."),
    "because": (TEXT, "Why the evidence carries the point."),
    "perspective": ({"$ref": "#/definitions/perspective"}, "A historian's view and a verdict on it."),
    "limits": (TEXT, "What the argument cannot carry."),
    "link": (TEXT, "A clause that ties it back to a claim on its factor."),
    "second-case": (TEXT, "What a second case has to fill in where none is installed."),
}
PLAN: Keys = {
    "plan": (SLUG, "The plan's name: a-z, 0-9, hyphen."),
    **SHARED,
    "case": (SLUG, "The case study it belongs to."),
    "scope": ({"enum": list(SCOPES)}, "What the plan is about."),
    "period": (PERIOD, "Its years, such as 1922/1929."),
    "answers": (TEXTS, "Question stems it fits, in your own words."),
    "define": (_named(TEXT), "Terms of the question, defined."),
    "thesis": (TEXT, "The answer in one sentence."),
    "arguments": (_list({"$ref": "#/definitions/argument"}), "One paragraph each."),
    "conclusion": (TEXT, "The judgement at the end."),
    "traps": (TEXTS, "What students get wrong with this question."),
}
PERSPECTIVE: Keys = {
    "historian": (TEXT, "Who says it."),
    "view": (TEXT, "What he or she says."),
    "verdict": (TEXT, "How far it convinces, and why."),
    "source": (LABEL, "The work it is from: a name under `sources:` of the case or a deck."),
}
SOURCE: Keys = {
    "title": (TEXT, "The title of the work."),
    "author": (TEXT, "Its author."),
    "year": (TEXT, "Its year."),
}
ITEM: Keys = {
    "say": (TEXT, "The item or point, in a few words."),
    "accept": (TEXTS, "Other ways to say it that count."),
}
EVENT: Keys = {
    **ITEM,
    "date": (PERIOD, "When it was; shown after the answer."),
}


DEFINITIONS: Mapping[str, tuple[Keys, tuple[str, ...]]] = {
    "deck": (DECK, ("deck", "cards")),
    "plan": (PLAN, ("plan", "arguments")),
    "case": (CASE, ("case",)),
    "card": (CARD, ()),
    "back": (ANSWERING, ("ask",)),
    "item": (ITEM, ("say",)),
    "event": (EVENT, ("say",)),
    "factor": (FACTOR, ("weight", "says")),
    "subject": (SUBJECT, ("factor", "weight", "says")),
    "threat": (THREAT, ("weight", "says")),
    "source": (SOURCE, ("title",)),
    "argument": (ARGUMENT, ("point",)),
    "perspective": (PERSPECTIVE, ("historian", "view")),
}
"""The keys of every mapping there is, and those of them that it needs."""


def schema() -> Schema:
    """The JSON Schema of decks, plans and cases."""
    made = {name: _keys(keys, required) for name, (keys, required) in DEFINITIONS.items()}
    made["card"]["anyOf"] = [_of_kind(kind) for kind in KINDS]
    made["back"]["anyOf"] = [_of_kind(kind) for kind in KINDS if not {"cloze", "sort"} & set(kind)]
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "studykit deck, plan or case",
        "type": "object",
        "if": {"required": ["deck"]},
        "then": {"$ref": "#/definitions/deck"},
        "else": {
            "if": {"required": ["plan"]},
            "then": {"$ref": "#/definitions/plan"},
            "else": {"$ref": "#/definitions/case"},
        },
        "definitions": made,
    }


def _of_kind(kind: Sequence[str]) -> Schema:
    """The keys a kind needs, and none that makes another kind of it."""
    others = [key for key in ("answer", *KIND_KEYS) if key not in kind]
    return {"required": list(kind), "not": {"anyOf": [{"required": [key]} for key in others]}}


def schema_text() -> str:
    """Give the schema as the text of a file."""
    import json

    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"
