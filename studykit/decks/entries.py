"""One entry under `cards:` and the cards it makes."""

from __future__ import annotations

from collections.abc import Sequence
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
        for key in ("id", "ask", "cloze"):
            node = fields.get(key)
            if isinstance(node, Text) and node.value:
                if key == "id":
                    return CardId(f"{self.deck}/{slug(node.value)}")
                return CardId(
                    f"{self.deck}/{id_from_prompt(blanked(node.value) if key == 'cloze' else node.value)}"
                )
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
        self._check_examples(fields, cards)
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
        exact = self.reader.flag(fields, "exact")
        card = Card(
            id=common["parent"], kind=kind, ask=ask, expected=expected, exact=exact,
            reject=self._replies(fields, "reject"), partial=self._replies(fields, "partial"),
            examples=self._examples(fields), was=tuple(map(CardId, self.earlier)), **common,
        )  # fmt: skip
        return [card]

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

    def _was(self, part: str) -> tuple[CardId, ...]:
        """Give the earlier identities of the card that is made of a part of the present entry."""
        return tuple(CardId(name) if "#" in name else part_id(name, part) for name in self.earlier)

    def _replies(self, fields: Fields, name: str) -> tuple[tuple[str, str], ...]:
        """Read `reject:` or `partial:`, answers that are not right, each with what to say to it."""
        example = '{"1924": "that is two years later"}'
        node, read = fields.get(name), []
        if node is not None and self.reader.has_too_many(node, name):
            return ()
        for key, value in self.reader.mapping(fields, name, example):
            reply = self.reader.value_of(key, value)
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
            message, mend = (
                "`examples:` holds answers by their verdict",
                "write `examples: {right: [...], wrong: [...]}`",
            )
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

    def _check_examples(self, fields: Fields, cards: list[Card]) -> None:
        if len(cards) > 1 and "examples" in fields.entries:
            message = f"`examples:` cannot say which of the {len(cards)} cards they are for, and are not run"
            mend = "delete them, or make cards of their own"
            self.reader.advice(fields.entries["examples"][0], "examples", message, mend)

    # Entries that make several cards

    def _cloze(self, fields: Fields, common: dict[str, Any]) -> list[Card]:
        node = fields.entries["cloze"][1]
        if self.reader.text_of(node, "cloze") is None or not isinstance(node, Text):
            self.reader.error(fields, "no-ask", "the card has no text with gaps", "write one after `cloze:`")
            return []
        self.reader.note("ask", node)
        cloze = read_cloze(node, self.reader.found)
        reject, partial = self._replies(fields, "reject"), self._replies(fields, "partial")
        exact = self.reader.flag(fields, "exact")
        examples = self._examples(fields)
        if cloze is None:
            return []
        cards = []
        for number, gap in enumerate(cloze.gaps):
            accepted = {fold(phrasing) for phrasing in gap.item.phrasings}
            card = Card(
                id=part_id(common["parent"], gap.item.say), kind="cloze", ask=cloze.asked(number),
                expected=Term(gap.item), exact=exact, was=self._was(gap.item.say),
                reject=tuple(each for each in reject if fold(each[0]) not in accepted),
                partial=tuple(each for each in partial if fold(each[0]) not in accepted),
                examples=examples if len(cloze.gaps) == 1 else Examples(), **common,
            )  # fmt: skip
            cards.append(card)
        return cards

    def _sort(self, fields: Fields, ask: str | None, common: dict[str, Any]) -> list[Card]:
        groups = self._groups(fields)
        reject, partial = self._replies(fields, "reject"), self._replies(fields, "partial")
        self._examples(fields)
        options = tuple(groups)
        cards = []
        for group, entries in groups.items():
            for entry in entries:
                card = Card(
                    id=part_id(common["parent"], entry.value), kind="sort", ask=f"{ask} — {entry.value}",
                    expected=Choice(options, group), was=self._was(entry.value),
                    reject=tuple(each for each in reject if fold(each[0]) != fold(group)),
                    partial=tuple(each for each in partial if fold(each[0]) != fold(group)), **common,
                )  # fmt: skip
                cards.append(card)
        return cards if ask is not None else []

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
        return [self._turned(front, node, kind, ask, expected)]

    def _turned(self, front: Card, node: Fields, kind: str, ask: str, expected: Any) -> Card:  # noqa: ANN401
        return replace(
            front,
            id=CardId(front.parent + "#back"),
            kind=kind,
            ask=ask,
            expected=expected,
            reject=self._replies(node, "reject"),
            partial=self._replies(node, "partial"),
            exact=self.reader.flag(node, "exact"),
            examples=self._examples(node),
            hint=self.reader.text(node, "hint"),
            note=self.reader.text(node, "note") or front.note,
            was=tuple(CardId(each.partition("#")[0] + "#back") for each in front.was),
        )
