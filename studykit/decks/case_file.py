"""A case file: nodes in, a `Case` out, and every problem on the way."""

from __future__ import annotations

from typing import Any

from studykit.cards import CardId, Source
from studykit.cases import Case, Factor, Subject, Weighed
from studykit.decks.fields import Reader
from studykit.decks.findings import Findings, Spot, spot
from studykit.decks.keys import (
    CASE_KEYS,
    FACTOR_KEYS,
    FACTORS,
    HEAVIEST,
    LANGUAGES,
    REGIONS,
    SCOPES,
    SOURCE_KEYS,
    SUBJECT_KEYS,
    THREAT_KEYS,
)
from studykit.decks.nodes import Fields, Node, Text
from studykit.decks.sheet import Sheet
from studykit.names import nearest

_SHOWN = ("evidence", "but-evidence")
"""The keys of the cards that show a clause."""


def read_case(root: Fields, found: Findings) -> Sheet:
    """Read a case; what is wrong in it is reported and the rest stands."""
    reader = Reader(found)
    header = reader.header(root, "case", CASE_KEYS)
    if header is None:
        return Sheet(found.file, None)
    themes = read_themes(reader, root)
    any_period = reader.slugs(root, "any-period")
    for each in any_period:
        if each.value not in themes:
            message = f"`any-period:` names `{each.value}`, which is not among the themes"
            found.error(each, "unknown-theme", message, "add it to `themes:`, or delete it here")
    aliases, alias_places = reader.aliases(root)
    contested = root.get("contested")
    listed = [] if contested is None else reader.card_ids(contested, "contested")
    cited: list[Text] = []
    factors = read_factors(reader, root, cited)
    subjects, subject_factors = read_subjects(reader, root, cited)
    case = Case(
        **header,
        region=reader.one_of(root, "region", REGIONS),
        period=reader.period(root, "period"),
        themes=themes,
        any_period=tuple(each.value for each in any_period),
        aliases=tuple(aliases),
        distinct=reader.distinct(root),
        sources=read_sources(reader, root),
        contested=tuple(CardId(each.value) for each in listed),
        order=reader.number(root, "order"),
        covers=reader.some_of(root, "covers", SCOPES),
        factors={factor.slug: factor for factor, _ in factors},
        subjects={subject.slug: subject for subject in subjects},
        language=reader.one_of(root, "language", LANGUAGES),
    )
    spots: dict[str, tuple[Spot, ...]] = {
        "case": (spot(root.entries["case"][1]),),
        "alias": tuple(map(spot, alias_places)),
        "contested": tuple(map(spot, listed)),
        "factor": tuple(spot(key) for _, key in factors),
        "subject-factor": tuple(map(spot, subject_factors)),
        "evidence": tuple(map(spot, cited)),
    }
    return Sheet(found.file, case, spots=spots)


def read_themes(reader: Reader, root: Fields) -> dict[str, str]:
    """Read the themes of a case: slugs with their titles."""
    themes = {}
    for key, node in reader.mapping(root, "themes", "{institutions: Offices and institutions}"):
        title = reader.value_of(key, node)
        if reader.slug(key, "themes") and title:
            themes[key.value] = title
    return themes


def read_sources(reader: Reader, root: Fields) -> dict[str, Source]:
    """Read the works that cards may cite, by their slugs."""
    sources = {}
    for key, node in reader.mapping(root, "sources", '{notes: {title: "Class notes"}}'):
        if not isinstance(node, Fields):
            message = f"the source `{key.value}` needs a title, and may have an author and a year"
            mend = f'write `{key.value}: {{title: "...", author: ..., year: ...}}`'
            reader.error(node, "source", message, mend)
            continue
        reader.known_keys(node, SOURCE_KEYS, "a source")
        title = reader.text(node, "title")
        if title is None:
            message = f"the source `{key.value}` has no title"
            reader.error(key, "source", message, 'add `title: "..."` to it')
        elif reader.slug(key, "sources"):
            author, year = reader.text(node, "author"), reader.text(node, "year")
            sources[key.value] = Source(key.value, title, author, year)
    return sources


def read_factors(reader: Reader, root: Fields, cited: list[Text]) -> list[tuple[Factor, Text]]:
    """Read how much each factor weighs in a case, with the places of their slugs; to `cited` go its cards."""
    example = "{force: {weight: 2, says: arrests finished what votes had decided}}"
    read = []
    for key, node in reader.mapping(root, "factors", example):
        slug, values = reader.slug(key, "factors"), _weighed(reader, key, node, "factor", FACTOR_KEYS, cited)
        if values is None:
            continue
        if slug and slug not in FACTORS and values["name"] is None:
            message = f"`{slug}` is not one of the factors of every case{nearest(slug, FACTORS)}"
            mend = f"write one of {', '.join(FACTORS)}; or give your own one a `name:` and `asked-as:`"
            reader.error(key, "factor", message, mend)
        if slug is not None:
            read.append((Factor(**values), key))
    return read


def read_subjects(reader: Reader, root: Fields, cited: list[Text]) -> tuple[list[Subject], list[Text]]:
    """Read what a case says of things that questions name, and the places of the factors they are part of."""
    example = "{the March: {factor: force, weight: 2, says: the March frightened the king}}"
    read, places = [], []
    for key, node in reader.mapping(root, "subjects", example):
        values = _weighed(reader, key, node, "subject", SUBJECT_KEYS, cited)
        if values is None or not isinstance(node, Fields):
            continue
        factor = node.get("factor")
        if not isinstance(factor, Text):
            message = f"the subject `{key.value}` does not say of which factor it is part"
            reader.error(key, "subject", message, "add `factor:` with a factor of the case")
            continue
        read.append(Subject(**values, factor=factor.value, period=reader.period(node, "period")))
        places.append(factor)
    return read, places


def _weighed(
    reader: Reader, key: Text, node: Node, kind: str, keys: frozenset[str], cited: list[Text]
) -> dict[str, Any] | None:
    """Read what is said of a factor or a subject; None after an error. To `cited` go its cards."""
    values = _clauses(reader, key, node, kind, keys, cited)
    if not isinstance(node, Fields):
        return None
    named = node.get("threat")
    threat = _clauses(reader, key, named, "threat", THREAT_KEYS, cited) if named else None
    return values and {
        **values, "name": reader.text(node, "name"), "asked_as": reader.strings(node, "asked-as"),
        "threat": Weighed(**threat) if threat else None,
    }  # fmt: skip


def _clauses(
    reader: Reader, key: Text, node: Node, kind: str, keys: frozenset[str], cited: list[Text]
) -> dict[str, Any] | None:
    """Read a weight, the clauses below it and the cards that show them; None after an error."""
    if not isinstance(node, Fields):
        message = f"the {kind} `{key.value}` holds a weight and clauses"
        reader.error(node, kind, message, "write `weight:`, `says:` and `but:` below it")
        return None
    reader.known_keys(node, keys, f"a {kind}")
    weight, says = _weight(reader, node), reader.text(node, "says")
    for missing in ("weight", "says"):
        if missing not in node.entries:
            message = f"the {kind} `{key.value}` has no `{missing}:`"
            reader.error(key, kind, message, f"add `{missing}:`")
    shown = [reader.card_ids(found, name) if (found := node.get(name)) else [] for name in _SHOWN]
    cited += [card for cards in shown for card in cards]
    if weight is None or says is None:
        return None
    evidence, but_evidence = (tuple(CardId(card.value) for card in cards) for cards in shown)
    return {
        "slug": key.value, "weight": weight, "says": says, "evidence": evidence, "but_evidence": but_evidence,
        **{name: reader.text(node, name) for name in ("but", "judged")},
    }  # fmt: skip


def _weight(reader: Reader, node: Fields) -> int | None:
    weight = reader.number(node, "weight")
    if weight is None or weight <= HEAVIEST:
        return weight
    message = f"a weight is 1 (hardly) to {HEAVIEST} (decisive), and not {weight}"
    reader.error(node.entries["weight"][1], "weight", message, f"write `weight: {HEAVIEST}` or less")
    return None
