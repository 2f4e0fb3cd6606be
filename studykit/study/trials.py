"""Trying the marking of a card before a student does: its examples and wordings, its prompt, its neighbours.

What is found never takes a card out of the quiz: the card is sound, it is only marked unfairly.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from studykit.cards import Card, CardId, Choice, Expected, Item, Listed, Ordered, Points, Term
from studykit.verdict import Verdict

if TYPE_CHECKING:
    from studykit.marking import Mark, Vocabulary
    from studykit.marking.key import Key
    from studykit.marking.wordings import Wording

MOST_NEIGHBOURS = 20
"""Answers of other cards that are tried on one card, those that share its rarest words first."""

FEW = 3
"""Wordings that a card needs from which on marking meets what students really write often enough."""

SIGNS = "?! ..."


class Failure(NamedTuple):
    """What is wrong with the marking of a card: a problem without its place, but with what was tried.

    `text` stands in the card's file under `key`.
    """

    card: CardId
    key: str
    text: str
    rule: str
    message: str
    mend: str


@dataclass(frozen=True, slots=True, eq=False)
class Trials:
    """The cards of a deck to be tried, with the answers of all of them by their telling words."""

    vocabulary: Vocabulary
    answers: dict[str, list[tuple[Card, str]]]

    @classmethod
    def of(cls, cards: Sequence[Card], vocabulary: Vocabulary) -> Trials:
        """Index the answers of a deck by their telling words."""
        from studykit.marking.key import key_of

        answers: dict[str, list[tuple[Card, str]]] = {}
        for card in cards:
            for item, wordings in zip(card.expected.items, _right(key_of(card, vocabulary)), strict=True):
                for word in _content_stems(wordings[:1]):
                    answers.setdefault(word, []).append((card, item.say))
        return cls(vocabulary, answers)

    def failures(self, card: Card) -> Iterator[Failure]:
        """Try one card in every way."""
        yield from self._examples(card)
        yield from self._wordings(card)
        yield from self._near_misses(card)
        yield from self._no_answers(card)
        yield from self._neighbours(card)
        yield from self._few(card)

    def _mark(self, card: Card, answer: str) -> Mark:
        from studykit.marking import mark

        return mark(card, answer, self.vocabulary)

    def _is_right(self, card: Card, answer: str) -> bool:
        made = self._mark(card, answer)
        return made.verdict is Verdict.CORRECT and made.sure

    def _examples(self, card: Card) -> Iterator[Failure]:
        """Try the card's own tests."""
        mend = "add an `accept:` or `reject:` that settles it, or put the example where it belongs"
        for answers, wanted in (
            (card.examples.right, Verdict.CORRECT),
            (card.examples.partial, Verdict.PARTIAL),
            (card.examples.wrong, Verdict.WRONG),
        ):
            for answer in answers:
                made = self._mark(card, answer)
                if made.verdict is not wanted:
                    message = f"this example of {card.id} should be {wanted.value} but is {_said(made)}"
                    yield Failure(card.id, "example", answer, "example-fails", message, mend)

    def _wordings(self, card: Card) -> Iterator[Failure]:
        """Try every wording that an author wrote: each must be right, or say its item or point."""
        for wording, asked, answer in self._tries(card):
            made = self._mark(asked, answer)
            if made.verdict is not Verdict.CORRECT or not made.sure:
                message = f"this wording of {card.id} should count but is {_said(made)}"
                mend = "write it otherwise, or take it out"
                yield Failure(card.id, "answer", wording, "wording-fails", message, mend)

    def _tries(self, card: Card) -> Iterator[tuple[str, Card, str]]:
        """Give each wording, the card it is tried on, and the answer that is typed.

        An item or point is tried on a card that asks for it alone; a step in the order of all of them.
        """
        match card.expected:
            case Term() | Choice():
                (item,) = card.expected.items
                yield from ((wording, card, wording) for wording in item.phrasings)
            case Ordered(items) | Listed(items, ordered=True):
                says = [item.say for item in items]
                for at, item in enumerate(items):
                    for wording in item.phrasings:
                        yield wording, card, "; ".join([*says[:at], wording, *says[at + 1 :]])
            case Listed(items) | Points(items):
                for at, item in enumerate(items):
                    alone = self._alone(card, at, item)
                    yield from ((wording, alone, wording) for wording in item.phrasings)

    def _alone(self, card: Card, at: int, item: Item) -> Card:
        """Make the card that asks for one item only, its key taken from the whole card's."""
        from studykit.marking.key import key_of

        points = isinstance(card.expected, Points)
        expected: Expected = Points((item,), 1) if points else Listed((item,), 1)
        alone = replace(card, id=CardId(f"{card.id} {at}"), expected=expected)
        self.vocabulary.compiled[alone.id] = alone, key_of(card, self.vocabulary).alone(at, alone)
        return alone

    def _near_misses(self, card: Card) -> Iterator[Failure]:
        """Try what an author wrote as wrong or partly right."""
        for wording, _ in card.reject:
            made = self._mark(card, wording)
            if made.verdict is Verdict.CORRECT:
                message = f"this is rejected by {card.id}, word for word, but is {_said(made)}"
                mend = "take what accepts it out of the card, or take it out of `reject:`"
                yield Failure(card.id, "reject", wording, "near-miss-fails", message, mend)
        for wording, _ in card.partial:
            made = self._mark(card, wording)
            if made.verdict is not Verdict.PARTIAL:
                message = f"this should be partly right for {card.id} but is {_said(made)}"
                mend = "take what contradicts it out of the card, or take it out of `partial:`"
                yield Failure(card.id, "partial", wording, "near-miss-fails", message, mend)

    def _no_answers(self, card: Card) -> Iterator[Failure]:
        """Try the prompt and an answer of signs only: neither says anything."""
        for key, text, what in (("ask", card.ask, "the prompt typed back"), ("answer", SIGNS, f"“{SIGNS}”")):
            if self._is_right(card, text):
                message = f"{what} counts as an answer to {card.id}"
                mend = "ask so that the prompt does not hold the answer, or reject it under `reject:`"
                yield Failure(card.id, key, text, "no-answer-accepted", message, mend)

    def _neighbours(self, card: Card) -> Iterator[Failure]:
        """Try the answers of other cards: none may be right that the card does not accept.

        Two answers of which each is right for the other's card are one thing ("Trotsky", "Leon Trotsky").
        """
        if isinstance(card.expected, Choice) or card.expected.need > 1:
            return  # whoever names an option has chosen it, and one answer does not say two things
        own = card.expected.items[0].say
        for other, say in self._sharing(card):
            if self._is_right(card, say) and self._mark(other, own).verdict is not Verdict.CORRECT:
                message = f"“{say}”, an answer to {other.id}, is right for {card.id} too"
                mend = "add it under `accept:` if it is, and under `reject:` with what to say to it if not"
                yield Failure(card.id, "ask", card.ask, "neighbour-accepted", message, mend)

    def _sharing(self, card: Card) -> list[tuple[Card, str]]:
        """Find answers of other entries that share a telling word with a card, by its rarest words."""
        from studykit.english.text import normalise
        from studykit.marking.key import key_of

        key = key_of(card, self.vocabulary)
        said = (each for item in card.expected.items for each in item.phrasings)
        own = {normalise(each) for each in (*said, *card.expected.options)}
        words = _content_stems([wording for item in _right(key) for wording in item])
        found: dict[str, tuple[Card, str]] = {}
        for word in sorted(words & self.answers.keys(), key=lambda word: (len(self.answers[word]), word)):
            for other, say in self.answers[word][: 2 * MOST_NEIGHBOURS]:
                plain = normalise(say)
                if other.parent != card.parent and not any(f" {each} " in f" {plain} " for each in own):
                    found.setdefault(plain, (other, say))
                if len(found) == MOST_NEIGHBOURS:
                    return list(found.values())
        return list(found.values())

    def _few(self, card: Card) -> Iterator[Failure]:
        """Advise more wordings where a card asks for a phrase or points."""
        from studykit.marking.key import key_of

        if card.exact or not (
            card.kind == "points" or (isinstance(card.expected, Term) and card.kind == "answer")
        ):
            return
        key = key_of(card, self.vocabulary)
        if card.kind == "answer" and any(each.title or each.value for each in key.items[0]):
            return
        few = [item for item in card.expected.items if len(item.phrasings) < FEW]
        if few:
            points = f"{len(few)} of its points {'has' if len(few) == 1 else 'have'}"
            what = points if card.kind == "points" else "it has"
            message = f"{card.id} asks for words of one's own, but {what} fewer than {FEW} wordings"
            mend = "add under `accept:` how students say it; `studykit deck suggest` lists what yours said"
            yield Failure(card.id, "answer", few[0].say, "few-wordings", message, mend)


def _said(made: Mark) -> str:
    """Say what came of an answer, with the reason that a student would see."""
    verdict = made.verdict.value if made.sure else f"left open (rather {made.verdict.value})"
    verdict = "not understood" if made.unread else verdict
    return f"{verdict}: {made.why}" if made.why else verdict


def _right(key: Key) -> list[Sequence[Wording]]:
    """Give the wordings of the right answers of a card, as `_answers` has them."""
    expected = key.card.expected
    if isinstance(expected, Choice):
        return [key.items[expected.options.index(expected.answer)]]
    return list(key.items)


def _content_stems(wordings: Sequence[Wording]) -> set[str]:
    """Collect the stems of some wordings that tell something: no numbers, nothing that the prompt gives."""
    return {
        unit.word.stem
        for wording in wordings
        if wording.value is None
        for unit in wording.units
        if unit.weight and unit.word.value is None
    }
