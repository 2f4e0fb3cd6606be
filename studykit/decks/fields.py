"""Nodes read as what a key should hold: a text, a list, a slug, a number, a date."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Any

from studykit.cards import LABEL, LONGEST_SLUG, SLUG, CardId, Period, Place, label, slug
from studykit.decks.findings import Findings, Spot, spot
from studykit.decks.keys import FORMAT
from studykit.decks.nodes import Fields, Items, Node, Text
from studykit.names import nearest

_EARLIER = re.compile(r"(?:[a-z0-9-]+/)?[a-z0-9-]+(?:#[a-z0-9-]+)?")
_CARD = re.compile(r"[a-z0-9-]+/[a-z0-9-]+")
_LABELS = frozenset({"themes", "theme", "any-period", "source", "sources"})
_DASHES = re.compile(r"[–—•*·-]\s*\S")
_QUOTED = {"“": "”", "‘": "’", "„": "“", "«": "»"}


MOST_WORDINGS = 500
"""Texts of one key, such as `accept:`; the shipped decks have thirty at most."""

MEND_PERIOD = "write 1922, 1922-04, 1922-04-03, or two of these with a slash: 1923/1925"
"""How a date or a stretch of time is written."""

MEDIA = frozenset("image images picture pictures img photo map audio sound video film media".split())
"""Keys that people look for and that a card cannot have."""

OTHER_NAMES = {
    **dict.fromkeys(("question", "prompt", "front", "q"), "ask"),
    **dict.fromkeys(("a", "response", "definition"), "answer"),
    **dict.fromkeys(("options", "choices"), "choose"),
    **dict.fromkeys(("tags", "tag", "topics"), "themes"),
    **dict.fromkeys(("explanation", "comment", "feedback", "extra"), "note"),
    **dict.fromkeys(("synonyms", "alternatives", "also"), "accept"),
}
"""What other programs call a key, where no spelling is near."""


class Reader:
    """Reads the values of one file's nodes and reports each that is not what its key should hold.

    What checks look at later is noted meanwhile: the places of what has to exist elsewhere, and the like.
    """

    def __init__(self, found: Findings) -> None:
        self.found = found
        self.error, self.advice = found.error, found.advice
        self._noted: dict[str, list[Spot]] = {}

    def note(self, what: str, *nodes: Node) -> None:
        """Keep the places of some nodes."""
        self._noted.setdefault(what, []).extend(map(spot, nodes))

    def noted(self) -> dict[str, tuple[Spot, ...]]:
        """Give the places that were kept, and keep none of them any more."""
        noted, self._noted = self._noted, {}
        return {what: tuple(places) for what, places in noted.items() if places}

    def header(self, root: Fields, kind: str, keys: Collection[str]) -> dict[str, Any] | None:
        """Read what a file says it is: slug, title, place; None without a slug, or for a newer studykit."""
        self.known_keys(root, keys, f"a {kind}")
        key, node = root.entries[kind]
        self.note(kind, node)
        name = self.slug(node, kind)
        if not self.format(root) or name is None:
            return None
        title = self.text(root, "title") or name.replace("-", " ").capitalize()
        return {"slug": name, "title": title, "place": Place(self.found.file, key.line)}

    def known_keys(self, fields: Fields, known: Collection[str], where: str) -> None:
        """Report keys that do not exist; those that begin with `x-` are anyone's."""
        for key, _ in fields.entries.values():
            name = key.value
            if name in known or name.startswith(("x-", "\0")):
                continue
            meant = OTHER_NAMES.get(name.lower(), "")
            hint = f"; did you mean `{meant}`?" if meant in known else nearest(name, known) if name else "."
            message = f"{where} has no key `{name}`{hint}"
            mend = "correct the key, or begin it with `x-` if it is your own"
            if name.lower() in MEDIA:
                message = f"{where} has no key `{name}`: cards are text, without pictures, sound or films"
                mend = "say in words under `ask:` what is to be seen or heard, or show it beside the quiz"
            elif " " in name:
                mend = "if this is a sentence with a colon in it, put quotes round the whole sentence"
            self.error(key, "unknown-key", message, mend)

    def text(self, fields: Fields, key: str) -> str | None:
        """Read a key that holds one text."""
        node = self._text(fields, key)
        return None if node is None else node.value

    def _text(self, fields: Fields, key: str) -> Text | None:
        node = fields.get(key)
        said = None if node is None else self.text_of(node, key, fields.entries[key][0])
        return node if said and isinstance(node, Text) else None

    def text_of(self, node: Node, key: str, at: Text | None = None) -> str | None:
        """Read one text that belongs to a key; one that is empty is reported `at` the key."""
        if isinstance(node, Items):
            self.error(node, "not-a-text", f"`{key}:` holds one text, not a list", "write a single text here")
        elif isinstance(node, Fields):
            self._mapping_for_text(node, key)
        elif node.value:
            self._check_written(node)
            return node.value
        else:
            message = f"`{key}:` has nothing after it"
            self.advice(at or node, "empty-value", message, "write something, or delete the key")
        return None

    def _check_written(self, node: Text) -> None:
        value = node.value
        if not value.isprintable() and any(
            unicodedata.category(each) == "Cc" for each in value.replace("\n", "")
        ):
            message = "an escape makes a character that acts instead of showing; it will be shown as text"
            self.advice(node, "control-character", message, "delete it")
        if node.plain and _QUOTED.get(value[0]) == value[-1:] and value.count(value[0]) == 1:
            message = "these curly quotes are part of the text; YAML knows straight ones only"
            self.advice(node, "curly-quotes", message, f'write "{value[1:-1]}" with straight quotes')

    def _mapping_for_text(self, node: Fields, key: str) -> None:
        first = next(iter(node.entries.values()), None)
        if first is not None and isinstance(first[1], Text):
            message = f"`: ` makes a key of `{first[0].value}` where `{key}:` holds a text"
            self.error(first[0], "colon-in-sentence", message, "put quotes round the whole sentence")
        else:
            message = f"`{key}:` holds a text, not keys of its own"
            self.error(node, "not-a-text", message, "write a text here")

    def items(self, node: Node, key: str, *, needed: bool = True) -> list[Node]:
        """Read a node as a list; anything else, and an empty list that is needed, is reported."""
        if isinstance(node, Items):
            if needed and not node.items:
                self.error(node, "empty-list", f"`{key}:` has nothing in it", "write at least one item")
            return node.items
        if isinstance(node, Text) and _DASHES.match(node.value):
            mend = "begin each line with a hyphen and a space: `- item`"
        else:
            mend = f"write `{key}: [one, another]`, or each on a line that begins with `- `"
        self.error(node, "not-a-list", f"`{key}:` holds a list", mend)
        return []

    def has_too_many(self, node: Node, key: str) -> bool:
        """Report a list or a mapping with more wordings than anybody writes: answers are held to each."""
        held = node.items if isinstance(node, Items) else node.entries if isinstance(node, Fields) else ()
        number = len(held)
        if number > MOST_WORDINGS:
            message = f"`{key}:` has {number:,} wordings; {MOST_WORDINGS} are the most"
            self.error(node, "too-long-list", message, "keep those that differ most")
        return number > MOST_WORDINGS

    def texts(self, fields: Fields, key: str) -> list[Text]:
        """Read a key that holds one text or several; each comes with its place."""
        node = fields.get(key)
        return [] if node is None else self.texts_of(node, key)

    def texts_of(self, node: Node, key: str) -> list[Text]:
        """Read one text or several that belong to a key."""
        if isinstance(node, Text):
            if node.plain and ", " in node.value:
                message = f"this is one text with a comma in it; `{key}:` can hold several"
                mend = (
                    f"write `{key}: [{node.value}]` if they are several, or put quotes round it if it is one"
                )
                self.advice(node, "comma-in-text", message, mend)
            nodes: list[Node] = [node]
        else:
            nodes = [] if self.has_too_many(node, key) else self.items(node, key, needed=False)
        read = []
        for each in nodes:
            if not isinstance(each, Text):
                self.text_of(each, key)
            elif each.value:
                self._check_written(each)
                read.append(each)
            else:
                message = f"`{key}:` has an item with nothing in it"
                self.error(each, "empty-value", message, "write it, or delete it")
        return read

    def strings(self, fields: Fields, key: str) -> tuple[str, ...]:
        """Read a key that holds one text or several, without their places."""
        return tuple(each.value for each in self.texts(fields, key))

    def slug(self, node: Node, key: str) -> str | None:
        """Read a slug, or a label where the key has one."""
        value = self.text_of(node, key)
        labelled = key in _LABELS
        if value is not None and key in ("deck", "id") and len(value) > LONGEST_SLUG:
            message = f"`{key}:` has more than {LONGEST_SLUG} letters"
            self.error(node, "slug", message, "write a shorter one")
            return None
        if value is None or (re.fullmatch(LABEL if labelled else SLUG, value) and value == value.lower()):
            return value
        letters = "small letters" if labelled else "small letters a-z"
        message = f"`{key}:` is a {'label' if labelled else 'slug'}: {letters}, digits and hyphens"
        self.error(node, "slug", message, f"write `{key}: {(label if labelled else slug)(value)}`")
        return None

    def slugs(self, fields: Fields, key: str) -> list[Text]:
        """Read one slug or several, with their places."""
        return [each for each in self.texts(fields, key) if self.slug(each, key)]

    def named(self, fields: Fields, key: str) -> str | None:
        """Read the slug of one thing that has to exist elsewhere, and note it."""
        node = fields.get(key)
        if node is None:
            return None
        self.note(key, node)
        return self.slug(node, key)

    def all_named(self, fields: Fields, key: str, what: str) -> tuple[str, ...]:
        """Read the slugs of things that have to exist elsewhere, and note them."""
        slugs = self.slugs(fields, key)
        self.note(what, *slugs)
        return tuple(each.value for each in slugs)

    def cited(self, fields: Fields, key: str, what: str) -> tuple[CardId, ...]:
        """Read full card ids, `deck/id`, and note them."""
        found = []
        for each in self.texts(fields, key):
            if _CARD.fullmatch(each.value):
                found.append(CardId(each.value))
                self.note(what, each)
                continue
            message = f"`{key}:` names cards by their full id, `deck/id`"
            mend = "write the deck's slug, a slash and the card's id"
            if "#" in each.value:
                mend = f"name the whole entry: `{each.value.partition('#')[0]}`"
            self.error(each, "card-id", message, mend)
        return tuple(found)

    def earlier_ids(self, fields: Fields) -> tuple[str, ...]:
        """Read `was:` of a card: ids in this deck, or full ids."""
        read = []
        for each in self.texts(fields, "was"):
            if _EARLIER.fullmatch(each.value):
                read.append(each.value)
            else:
                mend = "write `was: old-id`, or `was: old-deck/old-id`"
                self.error(each, "card-id", "`was:` names earlier ids of this card", mend)
        return tuple(read)

    def flag(self, fields: Fields, key: str) -> bool:
        """Read `true` or `false`; false when the key is missing."""
        node = self._text(fields, key)
        if node and node.value.lower() not in ("true", "false"):
            message = f"`{key}:` is true or false"
            self.error(node, "true-or-false", message, f"write `{key}: true`, or delete it")
        return bool(node and node.value.lower() == "true")

    def number(self, fields: Fields, key: str) -> int | None:
        """Read a whole number of at least 1."""
        node = self._text(fields, key)
        if node and re.fullmatch(r"0*[1-9][0-9]{0,5}", node.value):
            return int(node.value)
        if node:
            self.error(node, "number", f"`{key}:` is a whole number, at least 1", f"write `{key}: 2`, say")
        return None

    def day(self, fields: Fields, key: str) -> date | None:
        """Read a single day."""
        period = self.period(fields, key, f"write a day, such as `{key}: 2026-12-18`")
        if period is None:
            return None
        if period.start == period.end:
            return period.start
        message = f"`{key}:` is a day, and {period.text} is not"
        self.error(fields.entries[key][1], "date", message, f"write `{key}: {period.end.isoformat()}`")
        return None

    def period(self, fields: Fields, key: str, mend: str = MEND_PERIOD) -> Period | None:
        """Read a date or a stretch of time; `mend` says how it is written."""
        node = self._text(fields, key)
        if node is None:
            return None
        try:
            if not node.value.isascii():
                raise ValueError(f"{node.value} is not a date")
            return Period.parse(node.value)
        except ValueError as error:
            self.error(node, "date", f"`{key}:` is no date that can be read ({error})", mend)
            return None

    def one_of(self, fields: Fields, key: str, choices: Collection[str]) -> str | None:
        """Read one of a few words."""
        node = self._text(fields, key)
        return next(self._known([node] if node else [], key, choices), None)

    def some_of(self, fields: Fields, key: str, choices: Collection[str]) -> tuple[str, ...]:
        """Read one or several of a few words."""
        return tuple(self._known(self.texts(fields, key), key, choices))

    def _known(self, nodes: Iterable[Text], key: str, choices: Collection[str]) -> Iterator[str]:
        for node in nodes:
            if node.value in choices:
                yield node.value
            else:
                message = f"`{key}:` has no value `{node.value}`{nearest(node.value, choices)}"
                self.error(node, "unknown-value", message, f"write one of {', '.join(choices)}")

    def mapping(self, fields: Fields, key: str, example: str) -> Iterator[tuple[Text, Node]]:
        """Read a key that holds keys of its own, and give them with their values."""
        node = fields.get(key)
        if isinstance(node, Fields):
            yield from node.entries.values()
        elif node is not None:
            message = f"`{key}:` holds names with values"
            self.error(node, "not-a-mapping", message, f"write `{key}: {example}`")

    def format(self, fields: Fields) -> bool:
        """Read `format:`; False when the file is written for a newer studykit."""
        node = self._text(fields, "format")
        if node is None or node.value == str(FORMAT):
            return True
        if re.fullmatch("[1-9][0-9]{0,5}", node.value):
            message = f"the file is written in format {node.value}; this studykit reads format {FORMAT}"
            self.error(node, "format", message, "update studykit")
            return False
        self.error(node, "format", "`format:` is the number of the format", f"write `format: {FORMAT}`")
        return True
