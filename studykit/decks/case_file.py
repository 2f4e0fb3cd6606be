"""A case file: nodes in, a `Case` out, and every problem on the way."""

from __future__ import annotations

from typing import Any

from studykit.cards import Item, Source
from studykit.cases import Case, Factor, Subject, Weighed
from studykit.decks import keys
from studykit.decks.fields import Reader
from studykit.decks.findings import Findings
from studykit.decks.nodes import Fields, Items, Node, Text
from studykit.decks.sheet import Sheet
from studykit.names import nearest

_SENTENCES = ("but", "judged", "reply", "point", "but-point")


def read_case(root: Fields, found: Findings) -> Sheet:
    """Read a case; what is wrong in it is reported and the rest stands."""
    reader = Reader(found)
    header = reader.header(root, "case", keys.CASE_KEYS)
    if header is None:
        return Sheet(found.file, None)
    themes = read_themes(reader, root)
    any_period = reader.slugs(root, "any-period")
    for each in any_period:
        if each.value not in themes:
            message = f"`any-period:` names `{each.value}`, which is not among the themes"
            found.error(each, "unknown-theme", message, "add it to `themes:`, or delete it here")
    case = Case(
        **header,
        region=reader.one_of(root, "region", keys.REGIONS),
        period=reader.period(root, "period"),
        themes=themes,
        any_period=tuple(each.value for each in any_period),
        aliases=read_aliases(reader, root),
        distinct=read_distinct(reader, root),
        sources=read_sources(reader, root),
        contested=reader.cited(root, "contested", "contested"),
        order=reader.number(root, "order"),
        covers=reader.some_of(root, "covers", keys.SCOPES),
        factors=read_factors(reader, root),
        subjects=read_subjects(reader, root),
        language=reader.one_of(root, "language", keys.LANGUAGES),
    )
    return Sheet(found.file, case, spots=reader.noted())


def read_themes(reader: Reader, root: Fields) -> dict[str, str]:
    """Read the themes of a case: slugs with their titles."""
    themes = {}
    for key, node in reader.mapping(root, "themes", "{institutions: Offices and institutions}"):
        title = reader.text_of(node, key.value, key)
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
        reader.known_keys(node, keys.SOURCE_KEYS, "a source")
        title = reader.text(node, "title")
        if title is None:
            message = f"the source `{key.value}` has no title"
            reader.error(key, "source", message, 'add `title: "..."` to it')
        elif reader.slug(key, "sources"):
            author, year = reader.text(node, "author"), reader.text(node, "year")
            sources[key.value] = Source(key.value, title, author, year)
    return sources


def read_aliases(reader: Reader, fields: Fields) -> tuple[Item, ...]:
    """Read the other names of things; every phrasing is noted."""
    items = []
    for key, node in reader.mapping(fields, "aliases", "{prime minister: [PM, premier]}"):
        others = reader.texts_of(node, key.value)
        items.append(Item(key.value, tuple(each.value for each in others)))
        reader.note("alias", key, *others)
    return tuple(items)


def read_distinct(reader: Reader, fields: Fields) -> tuple[tuple[str, ...], ...]:
    """Read `distinct:`, lists of names that are never each other."""
    node = fields.get("distinct")
    groups = []
    for each in reader.items(node, "distinct") if node else ():
        if not isinstance(each, Items) or len(each.items) < 2:
            message = "`distinct:` holds lists of two or more names that are never each other"
            reader.error(each, "distinct", message, "write `- [Left, Right]`")
            continue
        groups.append(tuple(name.value for name in reader.texts_of(each, "distinct")))
    return tuple(groups)


def read_factors(reader: Reader, root: Fields) -> dict[str, Factor]:
    """Read how much each factor weighs in a case."""
    example = "{force: {weight: 2, says: arrests finished what votes had decided}}"
    read = {}
    for key, node in reader.mapping(root, "factors", example):
        slug, values = reader.slug(key, "factors"), _weighed(reader, key, node, "factor")
        if values is None:
            continue
        if slug and slug not in keys.FACTORS and values["name"] is None:
            message = f"`{slug}` is not one of the factors of every case{nearest(slug, keys.FACTORS)}"
            mend = f"write one of {', '.join(keys.FACTORS)}; or give your own one a `name:` and `asked-as:`"
            reader.error(key, "factor", message, mend)
        if slug is not None:
            read[slug] = Factor(**values)
            reader.note("factor", key)
    return read


def read_subjects(reader: Reader, root: Fields) -> dict[str, Subject]:
    """Read what a case says of things that questions name."""
    example = "{the March: {factor: force, weight: 2, says: the March frightened the king}}"
    read = {}
    for key, node in reader.mapping(root, "subjects", example):
        values = _weighed(reader, key, node, "subject")
        if values is None or not isinstance(node, Fields):
            continue
        factor = node.get("factor")
        if not isinstance(factor, Text):
            message = f"the subject `{key.value}` does not say of which factor it is part"
            reader.error(key, "subject", message, "add `factor:` with a factor of the case")
            continue
        period = reader.period(node, "period")
        read[key.value] = Subject(**values, factor=factor.value, period=period)
        reader.note("subject-factor", factor)
    return read


def _weighed(reader: Reader, key: Text, node: Node, kind: str) -> dict[str, Any] | None:
    """Read what is said of a factor or a subject; None after an error."""
    values = _clauses(reader, key, node, kind)
    if not isinstance(node, Fields):
        return None
    named = node.get("threat")
    threat = _clauses(reader, key, named, "threat") if named else None
    return values and {
        **values, "name": reader.text(node, "name"), "asked_as": reader.strings(node, "asked-as"),
        "threat": Weighed(**threat) if threat else None,
    }  # fmt: skip


def _clauses(reader: Reader, key: Text, node: Node, kind: str) -> dict[str, Any] | None:
    """Read a weight, the clauses below it and the cards that show them; None after an error."""
    if not isinstance(node, Fields):
        message = f"the {kind} `{key.value}` holds a weight and clauses"
        reader.error(node, kind, message, "write `weight:`, `says:` and `but:` below it")
        return None
    known = {"factor": keys.FACTOR_KEYS, "subject": keys.SUBJECT_KEYS, "threat": keys.THREAT_KEYS}
    reader.known_keys(node, known[kind], f"a {kind}")
    weight, says = reader.number(node, "weight"), reader.text(node, "says")
    if weight and weight > keys.HEAVIEST:
        message = f"a weight is 1 (hardly) to {keys.HEAVIEST} (decisive), and not {weight}"
        reader.error(node.entries["weight"][1], "weight", message, f"write `weight: {keys.HEAVIEST}` or less")
        weight = None
    for missing in ("weight", "says"):
        if missing not in node.entries:
            message = f"the {kind} `{key.value}` has no `{missing}:`"
            reader.error(key, kind, message, f"add `{missing}:`")
    evidence, but_evidence = (reader.cited(node, name, "evidence") for name in ("evidence", "but-evidence"))
    if weight is None or says is None:
        return None
    return {
        "slug": key.value, "weight": weight, "says": says, "evidence": evidence, "but_evidence": but_evidence,
        **{name.replace("-", "_"): reader.text(node, name) for name in _SENTENCES},
    }  # fmt: skip
