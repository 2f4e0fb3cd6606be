"""An essay plan's file: nodes in, a `Plan` out, and every problem on the way."""

from __future__ import annotations

from studykit.cards import Place, slug
from studykit.cases import Argument, Perspective, Plan
from studykit.decks.fields import Reader
from studykit.decks.findings import Findings
from studykit.decks.keys import ARGUMENT_KEYS, BEARINGS, PERSPECTIVE_KEYS, PLAN_KEYS, SCOPES, SIDES
from studykit.decks.nodes import Fields
from studykit.decks.sheet import Sheet


def read_plan(root: Fields, found: Findings) -> Sheet:
    """Read a plan; an argument with an error is reported and left out, the rest stands."""
    reader = Reader(found)
    header = reader.header(root, "plan", PLAN_KEYS)
    if header is None:
        return Sheet(found.file, None)
    example = '{prime minister: "head of the government"}'
    defined = reader.mapping(root, "define", example)
    define = {key.value: reader.text_of(node, key.value, key) for key, node in defined}
    plan = Plan(
        **header,
        arguments=_arguments(reader, root),
        case=reader.named(root, "case"),
        scope=reader.one_of(root, "scope", SCOPES),
        period=reader.period(root, "period"),
        answers=reader.strings(root, "answers"),
        define={term: text for term, text in define.items() if text},
        thesis=reader.text(root, "thesis"),
        conclusion=reader.text(root, "conclusion"),
        traps=reader.strings(root, "traps"),
    )
    return Sheet(found.file, plan, spots=reader.noted())


def _arguments(reader: Reader, root: Fields) -> tuple[Argument, ...]:
    node = root.get("arguments")
    if node is None:
        key = root.entries["plan"][0]
        reader.error(key, "no-arguments", "the plan has no `arguments:`", "add at least one argument")
        return ()
    arguments = []
    taken: dict[str, int] = {}
    for each in reader.items(node, "arguments"):
        if not isinstance(each, Fields):
            mend = "write `- point: ...`, with `evidence:` below it"
            reader.error(each, "argument", "an argument is a group of keys such as `point:`", mend)
            continue
        argument = _argument(reader, each)
        if argument is None:
            continue
        if argument.id in taken:
            message = f"the argument `{argument.id}` stands here twice, first in line {taken[argument.id]}"
            reader.error(each.get("id") or each, "duplicate-id", message, "give this one another id")
            continue
        taken[argument.id] = each.line
        arguments.append(argument)
    return tuple(arguments)


def _argument(reader: Reader, fields: Fields) -> Argument | None:
    """Read an argument; None when it makes no point or has no id."""
    reader.known_keys(fields, ARGUMENT_KEYS, "an argument")
    point = reader.text(fields, "point")
    if point is None:
        message = "the argument has no `point:`, the sentence it argues"
        reader.error(fields, "no-point", message, "add `point:` with one sentence")
    identity = fields.get("id")
    name = slug(point or "")[:40].strip("-") if identity is None else reader.slug(identity, "id")
    argument = Argument(
        id=name or "",
        point=point or "",
        place=Place(reader.found.file, fields.line),
        theme=reader.named(fields, "theme"),
        side=reader.one_of(fields, "side", SIDES) or "for",
        evidence=reader.cited(fields, "evidence", "evidence"),
        because=reader.text(fields, "because"),
        perspective=_perspective(reader, fields),
        limits=reader.text(fields, "limits"),
        bears_on=_bearings(reader, fields),
        link=reader.text(fields, "link"),
        second_case=reader.text(fields, "second-case"),
    )
    return argument if name and point else None


def _bearings(reader: Reader, fields: Fields) -> dict[str, str]:
    """Read the factors that an argument speaks for or limits."""
    read = {}
    for key, node in reader.mapping(fields, "bears-on", "{party-machine: for, chance: against}"):
        value = reader.text_of(node, key.value, key)
        if value is not None and value not in BEARINGS:
            message = f"an argument is `for` or `against` a factor, not `{value}`"
            reader.error(node, "unknown-value", message, f"write `{key.value}: for` or `against`")
        elif value is not None and reader.slug(key, "bears-on"):
            read[key.value] = value
            reader.note("factor", key)
    return read


def _perspective(reader: Reader, fields: Fields) -> Perspective | None:
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
    return Perspective(historian, view, reader.text(node, "verdict"), reader.named(node, "source"))
