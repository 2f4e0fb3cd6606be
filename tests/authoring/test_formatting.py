from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studykit.authoring.formatting import tidied
from studykit.authoring.new_entries import LONGEST_ID, id_for, taking
from studykit.cards import CardId, Place
from studykit.decks.reading import read_sheet
from studykit.errors import DataError
from studykit.folders import shipped_decks
from tests.conftest import Some

UNTIDY = """\
# head
deck: d
cards:
  # first card
  - answer: 1922   # eol
    # about ask
    ask: Who led the Left Opposition in 1923?

    # about reject
    reject:
      "1": "a"  # x
      # inner
      "2": b

    # about id
    id: foo

  # second
  - {ask: "Who, me?",   answer: X, x-a: no}
  - answer: 12:30
    # why
    x-mine: 007
    ask: 'When?'
    # trailing of card 3
  # before card 4
  - note: >-
      folded
      more
    # c
    answer: Lenin
    ask: |
      block # no comment
      text

  - examples:
      right: [a]
      # e
    # before ask
    ask: Who led the Left Opposition in 1923 again?
    answer: a
x-top: 1
# the title
title: T
# the end
"""

TIDY = """\
# head
deck: d
# the title
title: T
x-top: 1
cards:
  # first card

    # about id
  - id: foo
    # about ask
    ask: Who led the Left Opposition in 1923?
    answer: 1922   # eol

    # about reject
    reject:
      "1": "a"  # x
      # inner
      "2": b

  # second
  - {id: me, ask: "Who, me?", answer: X, x-a: no}
  - id: when
    ask: 'When?'
    answer: 12:30
    # why
    x-mine: 007
    # trailing of card 3
  # before card 4
  - id: block-no-comment-text
    ask: |
      block # no comment
      text
    # c
    answer: Lenin
    note: >-
      folded
      more

  - id: led-left-opposition-1923
    # before ask
    ask: Who led the Left Opposition in 1923 again?
    answer: a
    examples:
      right: [a]
      # e
# the end
"""


def tidy(text: str) -> str:
    return tidied("d.yaml", text.encode()).text


def test_ids_are_written_and_keys_put_in_order_with_the_comments_above_them() -> None:
    assert tidy(UNTIDY) == TIDY
    made = tidied("d.yaml", UNTIDY.encode())
    assert [name for name, _ in made.ids] == [
        "me",
        "when",
        "block-no-comment-text",
        "led-left-opposition-1923",
    ]
    assert [TIDY.splitlines()[line - 1] for _, line in made.ids][1] == "  - id: when"


def test_twice_is_once() -> None:
    assert tidy(TIDY) == TIDY


def test_the_shipped_files_keep_what_they_say_and_come_to_rest(some: Some) -> None:
    for path in some(sorted(shipped_decks().rglob("*.yaml")), 6):
        data = path.read_bytes()
        once = tidied(str(path), data)
        assert tidied(str(path), once.text.encode()).text == once.text
        assert sorted(once.text.splitlines()) == sorted(data.decode().splitlines()) or once.ids
        assert once.ids == ()


def test_line_ends_of_windows_stay_and_a_byte_order_mark_goes() -> None:
    text = "deck: d\ncards:\n  - answer: X\n    ask: Who led?\n"
    made = tidied("d.yaml", b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()).text
    assert made == "deck: d\r\ncards:\r\n  - id: led\r\n    ask: Who led?\r\n    answer: X\r\n"


def test_a_file_that_may_say_something_else_than_was_meant_is_left_as_it_is() -> None:
    with pytest.raises(DataError, match="has an error in line 3"):
        tidy("deck: d\ncards:\n  - ask: Who: me?\n    answer: X\n")


def test_a_card_with_another_error_is_tidied_all_the_same() -> None:
    made = tidy("deck: d\ncards:\n  - anwser: X\n    ask: Who led?\n")
    assert made == "deck: d\ncards:\n  - id: led\n    ask: Who led?\n    anwser: X\n"


def test_earlier_ids_are_written_in() -> None:
    text = "deck: d\ncards:\n  - id: new\n    ask: Who?\n    answer: X\n"
    was = {CardId("d/new"): [CardId("d/old"), CardId("e/older")]}
    made = tidied("d.yaml", text.encode(), was).text
    assert "  - id: new\n    was: [old, e/older]\n    ask: Who?\n" in made
    assert tidied("d.yaml", made.encode(), was).text == made


def test_an_id_is_not_one_that_a_card_had_before() -> None:
    text = "deck: d\ncards:\n  - {id: new, was: led, ask: Who?, answer: X}\n  - {ask: Who led?, answer: Y}\n"
    assert tidied("d.yaml", text.encode()).ids == (("led-2", 4),)


@pytest.mark.parametrize(
    ("prompt", "expected"),
    [
        ("In which year did Stalin become General Secretary?", "stalin-become-general-secretary"),
        ("What's the NEP?", "whats-nep"),
        ("Who?", "who"),
        ("Что делать?", None),
    ],
)
def test_an_id_says_what_the_prompt_is_about(prompt: str, expected: str | None) -> None:
    name = id_for(prompt)
    assert re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", name)
    assert expected in (None, name)


@given(st.text(min_size=1))
def test_an_id_is_a_short_slug(prompt: str) -> None:
    name = id_for(prompt)
    assert re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", name)
    assert len(name) <= LONGEST_ID


@given(st.lists(st.sampled_from(["a", "a-2", "a-3", "a-2-2", "b"])), st.sets(st.sampled_from(["a", "a-2"])))
def test_no_id_is_taken_twice(wanted: list[str], before: set[str]) -> None:
    taken = dict.fromkeys(before, 1)
    given_out = [taking(name, taken) for name in wanted]
    assert len({*given_out, *before}) == len(given_out) + len(before)
    assert all(name == own or name.startswith(f"{own}-") for name, own in zip(given_out, wanted, strict=True))


def test_the_first_of_an_id_has_it_and_the_others_are_counted() -> None:
    taken: dict[str, int] = {}
    assert [taking("a", taken) for _ in range(4)] == ["a", "a-2", "a-3", "a-4"]


sentences = st.sampled_from(
    ["Who led?", '"a: b, c"', "'it''s # fine'", "12:30", "no", "1924-01-21", "007", "Ünal"]
)
fields = st.dictionaries(
    st.sampled_from(["answer", "hint", "note", "x-own", "id", "historian"]), sentences, min_size=1, max_size=6
)
between = st.sampled_from(["", "\n", "    # said\n", "\n    # said, twice\n"])


@st.composite
def decks(draw: st.DrawFn) -> str:
    text = draw(st.sampled_from(["", "# head\n"])) + "deck: d\ncards:\n"
    for number in range(draw(st.integers(1, 3))):
        entry = {**draw(fields), "ask": f"What is number {number}?"}
        entry.setdefault("answer", "X")
        if "id" in entry:
            entry["id"] = f"card-{number}"
        keys = draw(st.permutations(sorted(entry)))
        lines = [f"    {key}: {entry[key]}\n" for key in keys]
        lines[0] = "  - " + lines[0][4:]
        text += "".join(
            line + (draw(between) if at < len(lines) - 1 else "") for at, line in enumerate(lines)
        )
        text += draw(st.sampled_from(["", "\n", "\n  # next\n"]))
    return text


@given(decks())
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_no_card_changes_and_no_comment_is_lost(text: str) -> None:
    made = tidy(text)
    assert tidy(made) == made

    def cards(text: str) -> list[object]:
        nowhere = Place("", 0)
        sheet = read_sheet("d.yaml", text.encode())
        return [replace(card, id=CardId(""), parent=CardId(""), place=nowhere) for card in sheet.cards()]

    assert cards(made) == cards(text)
    for comment in ("# head", "# said\n", "# said, twice", "# next"):
        assert made.count(comment) == text.count(comment)
    assert sum(not line for line in made.split("\n")) == sum(not line for line in text.split("\n"))
