"""How an entry is answered: its kind, and what is expected."""

from __future__ import annotations

from studykit.cards import Choice, Expected, Item, Listed, Ordered, Points, Term
from studykit.decks.fields import Reader
from studykit.decks.keys import EVENT_KEYS, ITEM_KEYS, KEYS_OF_KIND, KIND_KEYS
from studykit.decks.nodes import Fields, Items, Node, Text
from studykit.decks.same import fold

MOST_ITEMS = 100
"""Items of a list, options of a choice, entries of a `sort:`; nobody types or reads as many."""


def kind_of(reader: Reader, fields: Fields) -> str | None:
    """Read off the kind of an entry, or report that it has none or more than one."""
    kinds = [key for key in KIND_KEYS if key in fields.entries]
    answered = "answer" in fields.entries and kinds != ["choose"]  # of options one is the answer
    said: list[str] = [*(["answer"] if answered else []), *kinds]
    if len(said) > 1:
        first, other = said[:2]
        second = max((fields.entries[key][0] for key in said[:2]), key=lambda key: (key.line, key.column))
        message = f"the card has `{first}:` and `{other}:`; one key says how a card is answered"
        reader.error(second, "two-kinds", message, "keep one of the two, or make two cards")
        return None
    if not said:
        message = "no key says how the card is answered"
        mend = "add `answer:`, or one of " + ", ".join(f"`{key}:`" for key in KIND_KEYS)
        reader.error(fields, "no-answer", message, mend)
        return None
    return said[0]


def check_fitting(reader: Reader, fields: Fields, kind: str) -> None:
    """Advise on answering keys that have no meaning for this kind of card."""
    answering = frozenset().union(*KEYS_OF_KIND.values())
    for key, _ in fields.entries.values():
        if key.value in answering and key.value not in KEYS_OF_KIND[kind]:
            mend = _MENDS.get((kind, key.value)) or _MENDS.get(("", key.value)) or "delete it"
            message = f"`{key.value}:` does nothing on a card with `{kind}:`"
            reader.advice(key, "key-not-for-kind", message, mend)


_MENDS = {
    ("", "accept"): "write other wordings next to the item: `- [item, another wording]`",
    ("cloze", "accept"): "write other answers into the gap: `{{one|other}}`",
    ("", "ask"): "delete it; the text of `cloze:` is the question",
    ("order", "need"): "delete it; all items must be put in order",
    ("", "ordered"): "delete it; `order:` makes a card whose order counts",
}


def read_expected(reader: Reader, fields: Fields, kind: str) -> Expected | None:
    """Read what the answer must say, for every kind but `cloze:` and `sort:`."""
    if kind == "answer":
        return _term(reader, fields)
    if kind == "choose":
        return _choice(reader, fields)
    items = read_items(reader, fields.entries[kind][1], kind)
    if not items:
        return None
    if kind == "order":
        if len(items) < 2:
            reader.error(fields.entries[kind][0], "too-few", "one item cannot be put in order", "add another")
        return Ordered(items)
    need = reader.number(fields, "need") or len(items)
    if need > len(items):
        message = f"{need} are needed, but there are only {len(items)}"
        reader.error(fields.entries["need"][1], "need", message, f"write `need: {len(items)}` or less")
    if kind == "points":
        return Points(items, need)
    return Listed(items, need, reader.flag(fields, "ordered"))


def _term(reader: Reader, fields: Fields) -> Term | None:
    node = fields.entries["answer"][1]
    if isinstance(node, Items):
        message = "`answer:` holds one answer"
        mend = "put the other wordings under `accept:`, or use `list:` if several things are asked"
        reader.error(node, "not-a-text", message, mend)
        return None
    accept = _accepted(reader, fields)
    say = reader.text_of(node, "answer")
    if say is None:
        if isinstance(node, Text):  # the advice that a key is empty becomes an error: there is no card
            at = fields.entries["answer"][0]
            reader.error(at, "no-answer", "the card has an empty `answer:`", "write what is asked for")
        return None
    reader.note("answer", node)
    return Term(Item(say, accept))


def _accepted(reader: Reader, fields: Fields) -> tuple[str, ...]:
    accept = reader.texts(fields, "accept")
    reader.note("accept", *accept)
    return tuple(each.value for each in accept)


def _choice(reader: Reader, fields: Fields) -> Choice | None:
    key, node = fields.entries["choose"]
    if is_too_long(reader, node, "choose"):
        return None
    options = reader.texts_of(node, "choose") if isinstance(node, Items) else []
    if not options:
        reader.items(node, "choose")
        return None
    named: dict[str, Text] = {}
    for option in options:
        twin = named.setdefault(fold(option.value), option)
        if twin is not option:
            message = f"the option `{option.value}` stands here twice"
            if option.value != twin.value:
                message = f"the options `{twin.value}` and `{option.value}` cannot be told apart when typed"
            reader.error(option, "same-option", message, "delete one")
    if len(named) < 2:
        reader.error(key, "too-few", "there is nothing to choose between", "add another option")
    answer = reader.text(fields, "answer")
    accept = _accepted(reader, fields)
    if answer is None:
        message = "`choose:` gives the options, but no `answer:` says which is right"
        reader.error(key, "no-answer", message, "add `answer:` with one of the options")
        return None
    reader.note("answer", fields.entries["answer"][1])
    right = named.get(fold(answer))
    if right is None:
        message = f"`{answer}` is not among the options"
        mend = f"write one of them: {', '.join(option.value for option in options)}"
        reader.error(fields.entries["answer"][1], "not-an-option", message, mend)
        return None
    return Choice(tuple(option.value for option in options), right.value, accept)


def read_items(reader: Reader, node: Node, key: str) -> tuple[Item, ...]:
    """Read the items of a list, each a text, a list of wordings, or `say:` with `accept:` (and `date:`)."""
    items: list[Item] = []
    if is_too_long(reader, node, key):
        return ()
    for each in reader.items(node, key):
        wordings = _wordings(reader, each, key)
        if wordings:
            say, *others = wordings
            when = reader.period(each, "date") if isinstance(each, Fields) else None
            items.append(Item(say.value, tuple(other.value for other in others), when))
            reader.note("answer", say)
            reader.note("accept", *others)
    return tuple(items)


def is_too_long(reader: Reader, node: Node, key: str) -> bool:
    """Report a list of more items than a card can have."""
    number = len(node.items) if isinstance(node, Items) else 0
    if number > MOST_ITEMS:
        message = f"`{key}:` has {number:,} items; a card has {MOST_ITEMS} at most"
        reader.error(node, "too-long-list", message, "make several cards of it")
    return number > MOST_ITEMS


def _wordings(reader: Reader, node: Node, key: str) -> list[Text]:
    if isinstance(node, Text):
        return reader.texts_of(Items([node], node.line, node.column), key)
    if isinstance(node, Items):
        return reader.texts_of(node, key)
    if "say" not in node.entries:
        if len(node.entries) == 1:
            reader.text_of(node, key)
        else:
            message = f"an item of `{key}:` that has keys needs `say:`"
            reader.error(node, "no-say", message, "add `say:`, and `accept:` if you like")
        return []
    reader.known_keys(node, EVENT_KEYS if key == "order" else ITEM_KEYS, f"an item of `{key}:`")
    say = node.entries["say"][1]
    if reader.text(node, "say") is None or not isinstance(say, Text):
        reader.error(node.entries["say"][0], "no-say", "`say:` is empty", "write what the answer should say")
        return []
    return [say, *reader.texts(node, "accept")]
