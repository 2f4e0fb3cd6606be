from __future__ import annotations

import json
import string
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from studykit.cards import (
    Card,
    CardId,
    Choice,
    Deck,
    Examples,
    Item,
    Listed,
    Ordered,
    Period,
    Place,
    Points,
    Source,
    Term,
)
from studykit.cases import Argument, Case, Factor, Perspective, Plan, Subject, Weighed
from studykit.decks.compiled import VALUE, decode, decode_problem, encode, encode_problem
from studykit.problems import Level, Problem

FILE = "a/deck.yaml"
texts = st.text(min_size=1, max_size=12)
maybe = st.none() | texts
several = st.lists(texts, max_size=3).map(tuple)
slugs = st.text(string.ascii_lowercase + string.digits + "-", min_size=1, max_size=8)
parents = st.builds(lambda deck, name: CardId(f"{deck}/{name}"), slugs, slugs)
ids = st.lists(parents, max_size=3).map(tuple)
places = st.integers(1, 10**6).map(lambda line: Place(FILE, line))
periods = st.sampled_from(["1922", "1922-04", "1922-04-03", "1923/1925", "1924-02-29"]).map(Period.parse)
items = st.builds(Item, texts, several)
many_items = st.lists(items, min_size=1, max_size=3).map(tuple)
expected = (
    st.builds(Term, items)
    | st.builds(Listed, many_items, st.integers(1, 9), st.booleans())
    | st.builds(
        Ordered, st.lists(st.builds(Item, texts, several, st.none() | periods), max_size=3).map(tuple)
    )
    | st.builds(Choice, several, texts, several)
    | st.builds(Points, many_items, st.integers(1, 9))
)
sources = st.lists(st.builds(Source, slugs, texts, maybe, maybe), max_size=3).map(
    lambda found: {each.slug: each for each in found}
)
groups = st.lists(several, max_size=2).map(tuple)


@st.composite
def cards(draw: Any) -> Card:
    parent = draw(parents)
    return Card(
        id=CardId(parent + draw(st.just("") | slugs.map("#".__add__))),
        parent=parent,
        deck=parent.partition("/")[0],
        kind=draw(st.sampled_from(["answer", "sort"])),
        ask=draw(texts),
        expected=draw(expected),
        place=draw(places),
        reject=draw(st.lists(st.tuples(texts, texts), max_size=2).map(tuple)),
        exact=draw(st.booleans()),
        examples=draw(st.builds(Examples, several, several, several)),
        hint=draw(maybe),
        note=draw(maybe),
        themes=draw(several),
        fact=draw(maybe),
        partial=draw(st.lists(st.tuples(texts, texts), max_size=2).map(tuple)),
        date=draw(st.none() | periods),
        people=draw(several),
        historian=draw(maybe),
        quote=draw(maybe),
        sources=draw(several),
        contested=draw(maybe),
        suspended=draw(st.booleans()),
        was=draw(ids),
    )


weighed = (st.integers(1, 5), texts, maybe, ids, ids, *[maybe] * 4)
of_a_factor = (*weighed, maybe, several, st.none() | st.builds(Weighed, texts, *weighed))
factors = st.lists(st.builds(Factor, slugs, *of_a_factor), max_size=3)
subjects = st.lists(st.builds(Subject, texts, *of_a_factor, slugs, st.none() | periods), max_size=3)
cases = st.builds(
    Case,
    slugs,
    texts,
    places,
    maybe,
    st.none() | periods,
    st.dictionaries(texts, texts, max_size=2),
    several,
    st.lists(items, max_size=2).map(tuple),
    groups,
    sources,
    ids,
    st.none() | st.integers(1, 9),
    several,
    factors.map(lambda found: {each.slug: each for each in found}),
    subjects.map(lambda found: {each.slug: each for each in found}),
    maybe,
)
empty_decks = st.builds(
    Deck,
    slugs,
    texts,
    places,
    st.just(()),
    maybe,
    several,
    maybe,
    maybe,
    maybe,
    st.lists(items, max_size=2).map(tuple),
    groups,
    sources,
    several,
    st.none() | st.dates(),
    maybe,
)
arguments = st.builds(
    Argument,
    slugs,
    texts,
    places,
    maybe,
    texts,
    ids,
    maybe,
    st.none() | st.builds(Perspective, texts, texts, maybe, maybe),
    maybe,
    st.dictionaries(slugs, st.sampled_from(["for", "against"]), max_size=2),
    maybe,
    maybe,
)
plans = st.builds(
    Plan,
    slugs,
    texts,
    places,
    st.lists(arguments, max_size=2).map(tuple),
    maybe,
    maybe,
    st.none() | periods,
    several,
    st.dictionaries(texts, texts, max_size=2),
    maybe,
    maybe,
    several,
)
problems = st.builds(
    Problem, st.just(FILE), st.integers(1), st.integers(1), texts, texts, texts, slugs, st.sampled_from(Level)
)


def through_json(data: Any) -> Any:
    return json.loads(json.dumps(data))


@given(cards())
def test_a_card_survives(card: Card) -> None:
    assert decode(Card, through_json(encode(Card, card)), FILE) == card


@given(cases | empty_decks | plans | st.none())
def test_what_a_file_holds_survives(value: Case | Deck | Plan | None) -> None:
    assert decode(VALUE, through_json(encode(VALUE, value)), FILE) == value


@given(problems)
def test_a_problem_survives(problem: Problem) -> None:
    assert decode_problem(through_json(encode_problem(problem)), FILE) == problem


def test_every_field_is_written() -> None:
    written = {"id", "parent", "deck", "kind", "ask", "expected", "place"}
    optional = (
        "reject partial exact examples hint note themes fact date people historian quote sources contested "
        "suspended was"
    )
    assert set(Card.__slots__) == written | set(optional.split())
