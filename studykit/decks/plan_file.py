"""An essay plan's file: nodes in, a `Plan` out, and every problem on the way."""

from __future__ import annotations

from studykit.cards import CardId, Place, slug
from studykit.cases import Argument, Perspective, Plan
from studykit.decks.fields import Reader
from studykit.decks.findings import Findings, Spot, spot
from studykit.decks.keys import ARGUMENT_KEYS, BEARINGS, PERSPECTIVE_KEYS, PLAN_KEYS, SCOPES, SIDES
from studykit.decks.nodes import Fields, Node
from studykit.decks.sheet import Sheet


def read_plan(root: Fields, found: Findings) -> Sheet:
    """Read a plan; an argument with an error is reported and left out, the rest stands."""
    reader = Reader(found)
    header = reader.header(root, "plan", PLAN_KEYS)
    if header is None:
        return Sheet(found.file, None)
    key, node = root.entries["plan"]
    spots: dict[str, tuple[Spot, ...]] = {"plan": (spot(node),)}
    arguments = _arguments(reader, root, key, spots)
    case = root.get("case")
    if case is not None:
        spots["case"] = (spot(case),)
    plan = Plan(
        **header,
        arguments=arguments,
        case=None if case is None else reader.slug(case, "case"),
        scope=reader.one_of(root, "scope", SCOPES),
        period=reader.period(root, "period"),
        answers=reader.strings(root, "answers"),
        define=_definitions(reader, root),
        thesis=reader.text(root, "thesis"),
        conclusion=reader.text(root, "conclusion"),
        traps=reader.strings(root, "traps"),
    )
    return Sheet(found.file, plan, spots=spots)


def _definitions(reader: Reader, root: Fields) -> dict[str, str]:
    example = '{prime minister: "head of the government"}'
    read = ((key.value, reader.value_of(key, node)) for key, node in reader.mapping(root, "define", example))
    return {term: text for term, text in read if text}


def _arguments(
    reader: Reader, root: Fields, key: Node, spots: dict[str, tuple[Spot, ...]]
) -> tuple[Argument, ...]:
    node = root.get("arguments")
    if node is None:
        reader.error(key, "no-arguments", "the plan has no `arguments:`", "add at least one argument")
        return ()
    arguments = []
    taken: dict[str, int] = {}
    named: dict[str, list[Spot]] = {"evidence": [], "theme": [], "source": [], "factor": []}
    for each in reader.items(node, "arguments"):
        if not isinstance(each, Fields):
            mend = "write `- point: ...`, with `evidence:` below it"
            reader.error(each, "argument", "an argument is a group of keys such as `point:`", mend)
            continue
        argument = _argument(reader, each, named)
        if argument is None:
            continue
        if argument.id in taken:
            message = f"the argument `{argument.id}` stands here twice, first in line {taken[argument.id]}"
            reader.error(each.get("id") or each, "duplicate-id", message, "give this one another id")
            continue
        taken[argument.id] = each.line
        arguments.append(argument)
    spots.update((key, tuple(places)) for key, places in named.items())
    return tuple(arguments)


def _argument(reader: Reader, fields: Fields, spots: dict[str, list[Spot]]) -> Argument | None:
    """Read an argument; to `spots` go the places of what it names elsewhere."""
    reader.known_keys(fields, ARGUMENT_KEYS, "an argument")
    point = reader.text(fields, "point")
    if point is None:
        message = "the argument has no `point:`, the sentence it argues"
        reader.error(fields, "no-point", message, "add `point:` with one sentence")
    identity = fields.get("id")
    name = slug(point or "")[:40].strip("-") if identity is None else reader.slug(identity, "id")
    named = fields.get("evidence")
    cards = [] if named is None else reader.card_ids(named, "evidence")
    spots["evidence"] += map(spot, cards)
    theme = fields.get("theme")
    if theme is not None:
        spots["theme"].append(spot(theme))
    values = {
        "theme": None if theme is None else reader.slug(theme, "theme"),
        "because": reader.text(fields, "because"),
        "limits": reader.text(fields, "limits"),
        "link": reader.text(fields, "link"),
        "second_case": reader.text(fields, "second-case"),
    }
    side = reader.one_of(fields, "side", SIDES)
    bears_on = _bearings(reader, fields, spots["factor"])
    perspective = _perspective(reader, fields, spots["source"])
    if point is None or name is None:
        return None
    return Argument(
        id=name,
        point=point,
        place=Place(reader.found.file, fields.line),
        side=side or "for",
        bears_on=bears_on,
        evidence=tuple(CardId(each.value) for each in cards),
        perspective=perspective,
        **values,
    )


def _bearings(reader: Reader, fields: Fields, factors: list[Spot]) -> dict[str, str]:
    """Read the factors that an argument speaks for or limits."""
    read = {}
    for key, node in reader.mapping(fields, "bears-on", "{party-machine: for, chance: against}"):
        value = reader.value_of(key, node)
        if value is not None and value not in BEARINGS:
            message = f"an argument is `for` or `against` a factor, not `{value}`"
            reader.error(node, "unknown-value", message, f"write `{key.value}: for` or `against`")
        elif value is not None and reader.slug(key, "bears-on"):
            read[key.value] = value
            factors.append(spot(key))
    return read


def _perspective(reader: Reader, fields: Fields, sources: list[Spot]) -> Perspective | None:
    node = fields.get("perspective")
    if node is None:
        return None
    if not isinstance(node, Fields):
        mend = "write `historian:`, `view:` and `verdict:` below it"
        reader.error(node, "perspective", "`perspective:` holds a historian and a view", mend)
        return None
    reader.known_keys(node, PERSPECTIVE_KEYS, "a perspective")
    historian, view = reader.text(node, "historian"), reader.text(node, "view")
    if historian is None or view is None:
        missing = "historian" if historian is None else "view"
        message = f"the perspective has no `{missing}:`"
        reader.error(fields.entries["perspective"][0], "perspective", message, f"add `{missing}:`")
        return None
    source = node.get("source")
    if source is not None:
        sources.append(spot(source))
    work = None if source is None else reader.slug(source, "source")
    return Perspective(historian, view, reader.text(node, "verdict"), work)
