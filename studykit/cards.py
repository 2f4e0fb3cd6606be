"""Decks and cards: plain frozen values that every folder may import.

A teacher writes *entries*; a student is asked *cards*. One entry may make several cards (the gaps of a cloze,
the entries of a sort, a card and its `back:`): these are siblings and share a `parent`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import field
from datetime import date, timedelta
from typing import ClassVar, NewType

from studykit.frozen import dataclass

CardId = NewType("CardId", str)
"""`deck/id`, `deck/id#gap-or-entry` or `deck/id#back`: what a card's history hangs on."""

SLUG = "[a-z0-9]+(-+[a-z0-9]+)*"
"""What a slug looks like, as a regular expression."""

LABEL = r"[^\x00-/:-`{-\x7f]+(-+[^\x00-/:-`{-\x7f]+)*"
"""What the name of a theme or a work looks like: a slug in any script, for no history hangs on it."""

KINDS = ("answer", "list", "order", "choose", "points", "cloze", "sort")
"""The kinds of card, by the key that says how it is answered."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is written: a file and a line counted from 1."""

    file: str
    line: int


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A day, a month, a year, or a stretch between two of these; both ends belong to it."""

    start: date
    end: date
    text: str = field(compare=False)

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read `1922`, `1922-04`, `1922-04-03` or two of these with a slash between.

        Raises:
            ValueError: when the text is not a date, or ends before it starts.
        """
        first, slash, last = text.partition("/")
        period = cls(_days(first)[0], _days(last if slash else first)[1], text)
        if period.end < period.start:
            raise ValueError(f"{text} ends before it starts")
        return period

    def within(self, other: Period) -> bool:
        """Say whether all of this period lies inside the other."""
        return other.start <= self.start and self.end <= other.end


def _days(text: str) -> tuple[date, date]:
    """Give the first and the last day of a year, a month or a day."""
    if not re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", text):
        raise ValueError(f"{text!r} is not a date such as 1922, 1922-04 or 1922-04-03")
    year, *rest = map(int, text.split("-"))
    start = date(year, *(*rest, 1, 1)[:2])
    if len(rest) == 1:
        return start, (start + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return start, start if rest else date(year, 12, 31)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing an answer can say, and the other ways to say it that count."""

    say: str
    accept: tuple[str, ...] = ()
    date: Period | None = None
    """When it was, on an item of `order:`; shown after the answer."""

    @property
    def phrasings(self) -> tuple[str, ...]:
        """Every way to say it, the model one first."""
        return (self.say, *self.accept)


@dataclass(frozen=True, slots=True)
class Term:
    """One name, term, phrase, year, date, range or number: `answer:` and each gap of a `cloze:`."""

    item: Item
    need: ClassVar[int] = 1
    options: ClassVar[tuple[str, ...]] = ()

    @property
    def items(self) -> tuple[Item, ...]:
        """The one item."""
        return (self.item,)


@dataclass(frozen=True, slots=True)
class Listed:
    """Several items, `need` of them; `ordered` when their order counts."""

    items: tuple[Item, ...]
    need: int
    ordered: bool = False
    options: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, slots=True)
class Ordered:
    """Items to be put in order; they are held in the right order and shown shuffled."""

    items: tuple[Item, ...]

    @property
    def need(self) -> int:
        """All of them."""
        return len(self.items)

    @property
    def options(self) -> tuple[str, ...]:
        """The items as they are shown, in the right order."""
        return tuple(item.say for item in self.items)


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the options: `choose:`, and each entry of a `sort:` (whose options are its groups)."""

    options: tuple[str, ...]
    answer: str
    accept: tuple[str, ...] = ()
    need: ClassVar[int] = 1

    @property
    def items(self) -> tuple[Item, ...]:
        """The right option."""
        return (Item(self.answer, self.accept),)


@dataclass(frozen=True, slots=True)
class Points:
    """Key points to be made in a few sentences, `need` of them."""

    items: tuple[Item, ...]
    need: int
    options: ClassVar[tuple[str, ...]] = ()


Expected = Term | Listed | Ordered | Choice | Points
"""What an answer must say: each kind has `items`, the `need` of them, and the `options` that are shown."""


@dataclass(frozen=True, slots=True)
class Examples:
    """A card's own tests: answers and the verdict each must get."""

    right: tuple[str, ...] = ()
    partial: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A work that cards cite; `slug` is the name they cite it by."""

    slug: str
    title: str
    author: str | None = None
    year: str | None = None

    @property
    def work(self) -> str:
        """Its author, *title* and year."""
        name = f"{self.author}, *{self.title}*" if self.author else self.title
        return f"{name} ({self.year})" if self.year else name


def works(sources: Mapping[str, Source], cited: Iterable[str]) -> str:
    """Name the works that are cited; one that is not among the sources by the name it is cited by."""
    return "; ".join(sources[slug].work if slug in sources else slug for slug in cited)


@dataclass(frozen=True, slots=True)
class Card:
    """One question as it is asked, with all that marking, scheduling and outlines need to know of it."""

    id: CardId
    parent: CardId
    deck: str
    kind: str
    ask: str
    expected: Expected
    place: Place
    reject: tuple[tuple[str, str], ...] = ()
    """Tempting wrong answers, each with what to say to it."""
    partial: tuple[tuple[str, str], ...] = ()
    """Wordings that are partly right, each with what to say to it."""
    exact: bool = False
    examples: Examples = field(default_factory=Examples)
    hint: str | None = None
    note: str | None = None
    themes: tuple[str, ...] = ()
    fact: str | None = None
    """The fact as one plain sentence with its date, as it may stand in an essay."""
    date: Period | None = None
    people: tuple[str, ...] = ()
    historian: str | None = None
    quote: str | None = None
    sources: tuple[str, ...] = ()
    """Slugs of sources, of the deck or of its case."""
    contested: str | None = None
    suspended: bool = False
    was: tuple[CardId, ...] = ()


@dataclass(frozen=True, slots=True)
class Deck:
    """A deck as it can be studied: cards with an error are left out and named in `left_out`."""

    slug: str
    title: str
    place: Place
    cards: tuple[Card, ...]
    case: str | None = None
    themes: tuple[str, ...] = ()
    version: str | None = None
    author: str | None = None
    region: str | None = None
    aliases: tuple[Item, ...] = ()
    distinct: tuple[tuple[str, ...], ...] = ()
    sources: Mapping[str, Source] = field(default_factory=dict)
    was: tuple[str, ...] = ()
    due: date | None = None
    """The day by which a class should have met its cards."""
    language: str | None = None
    """The language of prompts and answers; None for that of its case."""
    left_out: tuple[CardId, ...] = ()
    """Parents of cards that have an error: they are not asked, and they do not count as deleted."""


def slug(text: str) -> str:
    """Make a slug (a-z, 0-9, hyphen) of a text; one with no such letters becomes a short hash of itself.

    Frozen: the identities of cloze gaps and sort entries, and so their history, hang on it.
    """
    if not (plain := text).isascii():
        plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    plain = plain.lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or _hash(text)


LONGEST_ID = 300
"""Letters of a card's id: rows of the log with a longer one are none, in backups and wherever they travel."""

LONGEST_SLUG = 140
"""Letters of a deck's or a card's own name, so that both together leave room for what stands behind them."""


def short_slug(text: str) -> str:
    """Make a slug of a text that a deck or a card can have for a name; what is too long ends in a hash."""
    whole = slug(text)
    return whole if len(whole) <= LONGEST_SLUG else f"{whole[: LONGEST_SLUG - 13].strip('-')}-{_hash(text)}"


def part_id(parent: str, text: str) -> CardId:
    """Give the id of the card that an entry makes of one of its texts; what is too long ends in a hash."""
    whole = f"{parent}#{slug(text)}"
    return CardId(whole if len(whole) <= LONGEST_ID else f"{whole[: LONGEST_ID - 13]}-{_hash(text)}")


def label(text: str) -> str:
    """Make a label of a text: letters with accents lose them, those of other scripts than Latin stay."""
    letters = []
    for each in unicodedata.normalize("NFC", text).lower():
        plain = unicodedata.normalize("NFKD", each).encode("ascii", "ignore").decode()
        shown = each.isalnum() or unicodedata.category(each).startswith("M")
        letters.append(plain or (each if shown else "-"))
    return re.sub(r"[\x00-/:-`{-\x7f]+", "-", "".join(letters)).strip("-") or _hash(text)


def id_from_prompt(prompt: str) -> str:
    """Give the id of an entry that states none, from its prompt through normal form version 1.

    Frozen, and on purpose apart from the normal form that marking uses: that one learns, and a card's history
    must not move when it does. Case, spacing and punctuation do not count.
    """
    folded = unicodedata.normalize("NFKC", prompt).casefold()
    words = re.findall(r"\w+", folded)
    return "auto-" + _hash(" ".join(words) if words else folded)


def _hash(text: str) -> str:
    import hashlib

    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()[:12]


def shown_order(card: Card, reviews: int) -> tuple[int, ...] | None:
    """Give the order in which options or items are shown the next time; None when a card has nothing to show.

    It changes from review to review, so that places are not learnt instead of facts, and depends on nothing
    else, so that it can be told again. Two options, and the groups of a sort, keep the teacher's order.
    """
    number = len(card.expected.options)
    if not number:
        return None
    as_written = tuple(range(number))
    order = tuple(sorted(range(number), key=lambda place: _hash(f"{card.id} {reviews} {place}")))
    if isinstance(card.expected, Ordered):
        return (*order[1:], order[0]) if order == as_written else order
    return as_written if number <= 2 or card.kind == "sort" else order
