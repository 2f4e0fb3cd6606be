"""A case file: nodes in, a `Case` out, and every problem on the way."""

from __future__ import annotations

from studykit.cards import CardId, Case, Factor, Place, Source, Subject
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
    subjects, subject_factors = read_subjects(reader, root)
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
        subjects={subject.slug: subject for subject in subjects},
        language=reader.one_of(root, "language", LANGUAGES),
    )
    spots: dict[str, tuple[Spot, ...]] = {
        "case": (spot(node),),
        "alias": tuple(map(spot, alias_places)),
        "contested": tuple(map(spot, listed)),
        "factor": tuple(spot(key) for _, key in factors),
        "subject-factor": tuple(map(spot, subject_factors)),
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
        slug, weighed = reader.slug(key, "factors"), _weighed(reader, key, node, "factor", FACTOR_KEYS)
        if weighed is None:
            continue
        fields, weight, says = weighed
        name = reader.text(fields, "name")
        if slug and slug not in FACTORS and name is None:
            message = f"`{slug}` is not one of the factors of every case{nearest(slug, FACTORS)}"
            mend = f"write one of {', '.join(FACTORS)}; or give your own one a `name:` and `asked-as:`"
            reader.found.error(key, "factor", message, mend)
        if slug is not None:
            but, asked_as = reader.text(fields, "but"), reader.strings(fields, "asked-as")
            read.append((Factor(slug, weight, says, but, name, asked_as), key))
    return read


def read_subjects(reader: Reader, root: Fields) -> tuple[list[Subject], list[Text]]:
    """Read what a case says of things that questions name, and the places of the factors they are part of."""
    example = "{the March: {factor: force, weight: 2, says: the March frightened the king}}"
    read, places = [], []
    for key, node in reader.mapping(root, "subjects", example):
        weighed = _weighed(reader, key, node, "subject", SUBJECT_KEYS)
        if weighed is None:
            continue
        fields, weight, says = weighed
        factor = fields.get("factor")
        if not isinstance(factor, Text):
            message = f"the subject `{key.value}` does not say of which factor it is part"
            reader.found.error(key, "subject", message, "add `factor:` with a factor of the case")
            continue
        but, asked_as = reader.text(fields, "but"), reader.strings(fields, "asked-as")
        read.append(Subject(key.value, weight, says, but, asked_as=asked_as, factor=factor.value))
        places.append(factor)
    return read, places


def _weighed(
    reader: Reader, key: Text, node: Node, kind: str, keys: frozenset[str]
) -> tuple[Fields, int, str] | None:
    """Read the weight and the first clause of a factor or a subject; None after an error."""
    if not isinstance(node, Fields):
        message = f"the {kind} `{key.value}` holds a weight and clauses"
        reader.found.error(node, kind, message, "write `weight:`, `says:` and `but:` below it")
        return None
    reader.known_keys(node, keys, f"a {kind}")
    weight, says = reader.number(node, "weight"), reader.text(node, "says")
    if weight is not None and weight > HEAVIEST:
        message = f"a weight is 1 (hardly) to {HEAVIEST} (decisive), and not {weight}"
        reader.found.error(
            node.entries["weight"][1], "weight", message, f"write `weight: {HEAVIEST}` or less"
        )
        return None
    for missing, value in (("weight", weight), ("says", says)):
        if value is None and missing not in node.entries:
            reader.found.error(
                key, kind, f"the {kind} `{key.value}` has no `{missing}:`", f"add `{missing}:`"
            )
    return None if weight is None or says is None else (node, weight, says)
