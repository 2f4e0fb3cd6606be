"""The keys of the deck format: which may stand where, their order, and which hold no sentence."""

from __future__ import annotations

from studykit.cards import KINDS

FORMAT = 1
"""The version of the deck format that this studykit reads."""

# Those of files, cards and arguments stand in the order of a tidied file.
CASE_KEYS = (
    *("case", "format", "title", "order", "language", "region", "period", "covers", "themes", "any-period"),
    *("factors", "subjects", "aliases", "distinct", "sources", "contested"),
)
DECK_KEYS = (
    *("deck", "format", "title", "case", "themes", "version", "author", "language", "region", "was", "due"),
    *("aliases", "distinct", "sources", "cards"),
)
PLAN_KEYS = (
    *("plan", "format", "title", "case", "scope", "period", "answers", "define", "thesis", "arguments"),
    *("conclusion", "traps"),
)
THREAT_KEYS = frozenset(
    {"weight", "says", "but", "point", "but-point", "evidence", "but-evidence", "judged", "reply"}
)
FACTOR_KEYS = THREAT_KEYS | {"name", "asked-as", "threat"}
SUBJECT_KEYS = THREAT_KEYS | {"factor", "asked-as", "threat", "period"}
ARGUMENT_KEYS = (
    *("id", "theme", "side", "bears-on", "point", "evidence", "because", "perspective", "limits", "link"),
    "second-case",
)
PERSPECTIVE_KEYS = frozenset({"historian", "view", "verdict", "source"})
SOURCE_KEYS = frozenset({"title", "author", "year"})
ITEM_KEYS = frozenset({"say", "accept"})
EVENT_KEYS = ITEM_KEYS | {"date"}
"""What an item of `order:` may have."""
EXAMPLE_KEYS = frozenset({"right", "partial", "wrong"})

KIND_KEYS = tuple(kind for kind in KINDS if kind != "answer")
"""The keys that make a card of their own kind; `answer:` alone makes an answer card."""

BACK_KEYS = (
    *("ask", "choose", "answer", "accept", "list", "order", "points", "need", "ordered", "exact"),
    *("reject", "partial", "hint", "note", "examples"),
)
CARD_KEYS = (
    *("id", "was", "ask", "cloze", "choose", "answer", "accept", "list", "order", "points", "sort"),
    *("need", "ordered", "exact", "reject", "partial", "hint", "note", "back", "examples"),
    *("themes", "fact", "date", "people", "historian", "quote", "source", "contested", "suspended"),
)

KEYS_OF_KIND = {
    "answer": frozenset({"ask", "answer", "accept", "exact"}),
    "list": frozenset({"ask", "list", "need", "ordered", "exact"}),
    "order": frozenset({"ask", "order", "exact"}),
    "choose": frozenset({"ask", "choose", "answer", "accept"}),
    "points": frozenset({"ask", "points", "need"}),
    "cloze": frozenset({"cloze", "exact"}),
    "sort": frozenset({"ask", "sort"}),
}
"""The answering keys that mean something for each kind of card; `reject:` and `examples:` go with all."""

REGIONS = ("africa-middle-east", "americas", "asia-oceania", "europe")
SCOPES = ("state", "rise-of-a-leader", "consolidation", "maintenance", "policies")
SIDES = ("for", "against", "similar", "different")
BEARINGS = ("for", "against")
"""What an argument does for a factor: it speaks for it, or limits it."""
LANGUAGES = ("en", "es", "fr", "de")

FACTORS = (
    *("conditions-economic", "conditions-social", "conditions-political", "war", "party-machine", "ideology"),
    *("propaganda", "leadership", "alliances", "rivals", "force", "mass-support", "policy", "foreign-help"),
    "chance",
)
"""The factors that questions ask about of every case; sharing them is what makes two cases comparable."""
HEAVIEST = 5
"""The weight of a decisive factor."""

COMMENT_AFTER = frozenset(
    "deck case plan format id was version year region scope side theme themes any-period source date due "
    "language covers period need ordered exact suspended evidence".split()
)
"""Keys whose value is a slug, a date, a number or true/false, so that ` #` after it is surely a comment."""

KNOWN = PERSPECTIVE_KEYS | SOURCE_KEYS | EVENT_KEYS | EXAMPLE_KEYS | FACTOR_KEYS
KNOWN = KNOWN.union(CASE_KEYS, DECK_KEYS, PLAN_KEYS, ARGUMENT_KEYS, CARD_KEYS)
