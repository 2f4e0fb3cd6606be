"""A case file: nodes in, a `Case` out, and every problem on the way."""

from __future__ import annotations

from studykit.cards import CardId, Case, Place, Source
from studykit.decks.fields import Reader
from studykit.decks.findings import Findings, Spot, spot
from studykit.decks.keys import CASE_KEYS, REGIONS, SOURCE_KEYS
from studykit.decks.nodes import Fields
from studykit.decks.sheet import Sheet


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
    )
    spots: dict[str, tuple[Spot, ...]] = {
        "case": (spot(node),),
        "alias": tuple(map(spot, alias_places)),
        "contested": tuple(map(spot, listed)),
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
