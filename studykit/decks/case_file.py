"""A case file: nodes in, a `Case` out, and every problem on the way."""

from __future__ import annotations

from studykit.cards import CardId, Case, Factor, Place, Source
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
)
from studykit.decks.nodes import Fields, Node, Text
from studykit.decks.sheet import Sheet
from studykit.names import nearest


def read_case(root: Fields, found: Findings) -> Sheet:
    """Read a case; what is wrong in it is reported and the rest stands."""
    reader = Reader(found)
    reader.known_keys(root, CASE_KEYS, "a case")
    key, node = root.entries["case"]
    name = reader.slug(node, "case")
    if not reader.format(root) or name is None:
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
    factors = read_factors(reader, root)
    case = Case(
        slug=name,
        title=reader.text(root, "title") or name.replace("-", " ").capitalize(),
        place=Place(found.file, key.line),
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
        language=reader.one_of(root, "language", LANGUAGES),
    )
    spots: dict[str, tuple[Spot, ...]] = {
        "case": (spot(node),),
        "alias": tuple(map(spot, alias_places)),
        "contested": tuple(map(spot, listed)),
        "factor": tuple(spot(key) for _, key in factors),
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
            reader.found.error(
                node, "source", message, f'write `{key.value}: {{title: "...", author: ..., year: ...}}`'
            )
            continue
        reader.known_keys(node, SOURCE_KEYS, "a source")
        title = reader.text(node, "title")
        if title is None:
            message = f"the source `{key.value}` has no title"
            reader.found.error(key, "source", message, 'add `title: "..."` to it')
        elif reader.slug(key, "sources"):
            author, year = reader.text(node, "author"), reader.text(node, "year")
            sources[key.value] = Source(key.value, title, author, year)
    return sources


def read_factors(reader: Reader, root: Fields) -> list[tuple[Factor, Text]]:
    """Read how much each factor weighs in a case, with the places of their slugs."""
    example = "{force: {weight: 2, says: arrests finished what votes had decided}}"
    read = []
    for key, node in reader.mapping(root, "factors", example):
        factor = _factor(reader, key, node)
        if factor is not None:
            read.append((factor, key))
    return read


def _factor(reader: Reader, key: Text, node: Node) -> Factor | None:
    slug = reader.slug(key, "factors")
    if not isinstance(node, Fields):
        message = f"the factor `{key.value}` holds a weight and clauses"
        reader.found.error(node, "factor", message, "write `weight:`, `says:` and `but:` below it")
        return None
    reader.known_keys(node, FACTOR_KEYS, "a factor")
    weight, says, name = reader.number(node, "weight"), reader.text(node, "says"), reader.text(node, "name")
    if weight is not None and weight > HEAVIEST:
        message = f"a weight is 1 (hardly) to {HEAVIEST} (decisive), and not {weight}"
        reader.found.error(
            node.entries["weight"][1], "weight", message, f"write `weight: {HEAVIEST}` or less"
        )
        return None
    for missing, value in (("weight", weight), ("says", says)):
        if value is None and missing not in node.entries:
            message = f"the factor `{key.value}` has no `{missing}:`"
            reader.found.error(key, "factor", message, f"add `{missing}:`")
    if slug and slug not in FACTORS and name is None:
        message = f"`{slug}` is not one of the factors of every case{nearest(slug, FACTORS)}"
        mend = f"write one of {', '.join(FACTORS)}; or give your own one a `name:` and `asked-as:`"
        reader.found.error(key, "factor", message, mend)
    if slug is None or weight is None or says is None:
        return None
    return Factor(slug, weight, says, reader.text(node, "but"), name, reader.strings(node, "asked-as"))
