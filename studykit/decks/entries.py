"""One entry under `cards:` and the cards it makes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

from studykit.cards import Card, CardId, Choice, Examples, Place, Term, id_from_prompt, part_id, slug
from studykit.decks.cloze import blanked, read_cloze
from studykit.decks.expected import MOST_ITEMS, check_fitting, is_too_long, kind_of, read_expected
from studykit.decks.fields import Reader
from studykit.decks.keys import BACK_KEYS, CARD_KEYS, EXAMPLE_KEYS
from studykit.decks.nodes import Fields, Text
from studykit.decks.same import fold
from studykit.decks.sheet import Entry

_OWN_NAMES: Mapping[str, Callable[[str], str]] = {
    "id": slug,
    "ask": id_from_prompt,
    "cloze": lambda text: id_from_prompt(blanked(text)),
}
"""What names an entry in its deck, the first of these that it has."""


@dataclass(slots=True)
class EntryReader:
    """Reads the entries of one deck, one after the other."""

    reader: Reader
    deck: str
    themes: tuple[str, ...] = ()
    """The deck's own themes, for cards that name none."""
    was: tuple[str, ...] = ()
    """Earlier slugs of the deck."""
    earlier: Sequence[str] = ()
    """The earlier identities of the present entry."""

    def parent(self, fields: Fields) -> CardId:
        """Give the identity of an entry, so far as one can be made out; nothing is reported."""
        for key, own in _OWN_NAMES.items():
            node = fields.get(key)
            if isinstance(node, Text) and node.value:
                return CardId(f"{self.deck}/{own(node.value)}")
        return CardId(f"{self.deck}/line-{fields.line}")

    def read(self, fields: Fields) -> Entry | None:
        """Read an entry; None when it makes no card. Every problem is reported."""
        self.reader.noted()
        self.reader.note("entry", fields)
        self.reader.known_keys(fields, CARD_KEYS, "a card")
        kind = kind_of(self.reader, fields)
        if "id" in fields.entries:
            self.reader.slug(fields.entries["id"][1], "id")
        common = self._common(fields)
        if kind is None:
            return None
        check_fitting(self.reader, fields, kind)
        cards = self._cards(fields, kind, common)
        if not cards:
            return None
        if len(cards) > 1 and "examples" in fields.entries:
            message = f"`examples:` cannot say which of the {len(cards)} cards they are for, and are not run"
            mend = "delete them, or make cards of their own"
            self.reader.advice(fields.entries["examples"][0], "examples", message, mend)
        front = self.reader.noted()
        cards += self._back(fields, cards[0])
        back = {f"back-{key}": places for key, places in self.reader.noted().items()}
        return Entry(common["parent"], tuple(cards), front | back)

    def _cards(self, fields: Fields, kind: str, common: dict[str, Any]) -> list[Card]:
        if kind == "cloze":
            return self._cloze(fields, common)
        ask = self._ask(fields, "the card")
        if kind == "sort":
            return self._sort(fields, ask, common)
        expected = read_expected(self.reader, fields, kind)
        if ask is None or expected is None:
            return []
        own = {"id": common["parent"], "kind": kind, "ask": ask, "expected": expected}
        return [Card(**own, was=tuple(map(CardId, self.earlier)), **self._marked(fields), **common)]

    def _ask(self, fields: Fields, what: str) -> str | None:
        ask = self.reader.text(fields, "ask")
        if ask is None:
            at = fields.entries["ask"][0] if "ask" in fields.entries else fields
            self.reader.error(at, "no-ask", f"{what} has no `ask:`", "add `ask:` with the question")
        else:
            self.reader.note("ask", fields.entries["ask"][1])
        return ask

    def _common(self, fields: Fields) -> dict[str, Any]:
        """Read what all cards of an entry share."""
        reader, found = self.reader, self.reader.found
        for key in ("date", "quote", "contested", "historian", "hint", "id", "was", "fact"):
            if key in fields.entries:
                reader.note(key, fields.entries[key][1])
        parent = self.parent(fields)
        self.earlier = self._earlier(fields, parent.partition("/")[2])
        return {
            "parent": parent,
            "deck": self.deck,
            "place": Place(found.file, fields.line),
            "hint": reader.text(fields, "hint"),
            "note": reader.text(fields, "note"),
            "themes": reader.all_named(fields, "themes", "theme") or self.themes,
            "fact": reader.text(fields, "fact"),
            "date": reader.period(fields, "date"),
            "people": reader.strings(fields, "people"),
            "historian": reader.text(fields, "historian"),
            "quote": reader.text(fields, "quote"),
            "sources": reader.all_named(fields, "source", "source"),
            "contested": reader.text(fields, "contested"),
            "suspended": reader.flag(fields, "suspended"),
        }

    def _earlier(self, fields: Fields, own: str) -> list[str]:
        """Give the earlier identities of an entry, those under earlier slugs of the deck included."""
        earlier = [f"{deck}/{own}" for deck in self.was]
        for each in self.reader.earlier_ids(fields):
            decks = () if "/" in each else (self.deck, *self.was)
            earlier += [f"{deck}/{each}" for deck in decks] or [each]
        return list(dict.fromkeys(earlier))

    def _marked(self, fields: Fields) -> dict[str, Any]:
        """Read what marking is told beside what is right."""
        return {
            "exact": self.reader.flag(fields, "exact"),
            "reject": self._replies(fields, "reject"),
            "partial": self._replies(fields, "partial"),
            "examples": self._examples(fields),
        }

    def _replies(self, fields: Fields, name: str) -> tuple[tuple[str, str], ...]:
        """Read `reject:` or `partial:`, answers that are not right, each with what to say to it."""
        example = '{"1924": "that is two years later"}'
        node, read = fields.get(name), []
        if node is not None and self.reader.has_too_many(node, name):
            return ()
        for key, value in self.reader.mapping(fields, name, example):
            reply = self.reader.text_of(value, key.value, key)
            if reply is None:
                mend = f"write `{key.value}: ` and what to say to it"
                what = "wrong" if name == "reject" else "partly right"
                self.reader.error(key, "reject", f"nothing is said to this {what} answer", mend)
            else:
                read.append((key.value, reply))
                self.reader.note(name, key)
        return tuple(read)

    def _examples(self, fields: Fields) -> Examples:
        node = fields.get("examples")
        if node is None:
            return Examples()
        if not isinstance(node, Fields):
            message = "`examples:` holds answers by their verdict"
            mend = "write `examples: {right: [...], wrong: [...]}`"
            self.reader.error(node, "not-a-mapping", message, mend)
            return Examples()
        self.reader.known_keys(node, EXAMPLE_KEYS, "`examples:`")
        read = {key: self.reader.texts(node, key) for key in ("right", "partial", "wrong")}
        self.reader.note("example", *chain(*read.values()))
        verdicts = {key: tuple(each.value for each in answers) for key, answers in read.items()}
        seen: dict[str, str] = {}
        for verdict, answers in verdicts.items():
            for answer in answers:
                if seen.setdefault(answer, verdict) != verdict:
                    message = f"`{answer}` is an example of {seen[answer]} and of {verdict} answers"
                    self.reader.error(node, "examples", message, "keep it in one of the two")
        return Examples(**verdicts)

    # Entries that make several cards

    def _cloze(self, fields: Fields, common: dict[str, Any]) -> list[Card]:
        node = fields.entries["cloze"][1]
        if self.reader.text_of(node, "cloze") is None or not isinstance(node, Text):
            self.reader.error(fields, "no-ask", "the card has no text with gaps", "write one after `cloze:`")
            return []
        self.reader.note("ask", node)
        asked = read_cloze(node, self.reader.found)
        shared = self._marked(fields) | common
        if len(asked) > 1:
            shared["examples"] = Examples()
        return [self._part(item.say, "cloze", ask, Term(item), shared) for item, ask in asked]

    def _part(self, text: str, kind: str, ask: str, expected: Term | Choice, shared: dict[str, Any]) -> Card:
        """Make the card of one gap or entry; what is right there is no near miss of it."""
        right = {fold(phrasing) for item in expected.items for phrasing in item.phrasings}
        misses = {
            key: tuple(each for each in shared[key] if fold(each[0]) not in right)
            for key in ("reject", "partial")
        }
        identity = part_id(shared["parent"], text)
        was = tuple(CardId(name) if "#" in name else part_id(name, text) for name in self.earlier)
        return Card(**shared | misses, id=identity, kind=kind, ask=ask, expected=expected, was=was)

    def _sort(self, fields: Fields, ask: str | None, common: dict[str, Any]) -> list[Card]:
        groups = self._groups(fields)
        shared = self._marked(fields) | {"exact": False, "examples": Examples()} | common
        texts = ((group, entry.value) for group, entries in groups.items() for entry in entries)
        return [
            self._part(text, "sort", f"{ask} — {text}", Choice(tuple(groups), group), shared)
            for group, text in texts
            if ask is not None
        ]

    def _groups(self, fields: Fields) -> dict[str, list[Text]]:
        """Read the groups of a `sort:`; an entry that stands twice is reported."""
        groups: dict[str, list[Text]] = {}
        seen: dict[str, tuple[str, Text]] = {}
        for key, node in self.reader.mapping(
            fields, "sort", "{Causes: [debt, hunger], Effects: [a new law]}"
        ):
            if is_too_long(self.reader, node, key.value):
                continue
            groups[key.value] = self.reader.texts_of(node, key.value)
            for entry in groups[key.value]:
                group, first = seen.setdefault(slug(entry.value), (key.value, entry))
                if first is not entry:
                    where = f"also in `{group}`" if group != key.value else "in this group already"
                    message = f"`{entry.value}` is {where} (line {first.line})"
                    self.reader.error(entry, "same-entry", message, "an entry belongs to one group, once")
        if 0 < len(groups) < 2:
            key = fields.entries["sort"][0]
            self.reader.error(key, "too-few", "there is one group only", "add another group to sort into")
        if len(seen) > MOST_ITEMS or len(groups) > MOST_ITEMS:
            key = fields.entries["sort"][0]
            message = f"`sort:` has {len(seen):,} entries in {len(groups):,} groups; {MOST_ITEMS} is the most"
            self.reader.error(key, "too-long-list", message, "make several cards of it")
            return {}
        self.reader.note("answer", *(first for _, first in seen.values()))
        return groups

    def _back(self, fields: Fields, front: Card) -> list[Card]:
        """Read the same fact the other way round."""
        node = fields.get("back")
        if node is None:
            return []
        if not isinstance(node, Fields):
            message, mend = "`back:` is a question with its answer", 'write `back: {ask: "...", answer: ...}`'
            self.reader.error(node, "back", message, mend)
            return []
        self.reader.known_keys(node, BACK_KEYS, "`back:`")
        kind = kind_of(self.reader, node)
        ask = self._ask(node, "the back of the card")
        if kind in ("cloze", "sort"):
            self.reader.error(node, "back", f"a back cannot be a `{kind}:`", "make a card of its own of it")
            kind = None
        expected = read_expected(self.reader, node, kind) if kind else None
        if not (kind and ask and expected):
            return []
        check_fitting(self.reader, node, kind)
        return [
            replace(
                front, id=CardId(front.parent + "#back"), kind=kind, ask=ask, expected=expected,
                hint=self.reader.text(node, "hint"), note=self.reader.text(node, "note") or front.note,
                was=tuple(CardId(each.partition("#")[0] + "#back") for each in front.was),
                **self._marked(node),
            )
        ]  # fmt: skip
