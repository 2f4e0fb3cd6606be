"""A progress file says what was handed in, or is named as what it is."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studykit.cards import CardId
from studykit.classes.progress import CardProgress, Progress
from studykit.classes.progress_file import NOT_OURS, ProgressFile, collected, written
from studykit.reviews import CardState, MemoryState
from tests.budget import soon

MADE = 1_790_000_000_000
STATE = CardState(
    CardId("d/hard"), MemoryState(8.25, 5.5, date(2026, 9, 20)), date(2026, 9, 1), date(2026, 9, 29), 4, 1
)
CARDS = (
    CardProgress(CardState(CardId("d/taken-out"), suspended=True)),
    CardProgress(STATE, correct=3, partial=1, wrong=1),
)


def file(name: str = "Ada", student: str = "a" * 16, made: int = MADE, **more: Any) -> ProgressFile:
    said = ((CardId("d/hard"), "the personnel files"),)
    return ProgressFile(name, student, made, {"d": "1.1", "e": None}, Progress(CARDS, 0.2), said, **more)


def test_a_file_comes_back_as_it_was_written_whatever_a_mail_program_did_to_its_lines() -> None:
    data = written(file())
    for sent in (data, data.replace(b"\n", b"\r\n"), json.dumps(json.loads(data)).encode()):
        assert collected([("ada.json", sent)]).files == (file(),)


def test_each_card_stands_in_a_line_that_anybody_can_read() -> None:
    line = '  ["d/hard", 8.25, 5.5, "2026-09-20", "2026-09-01", "2026-09-29", 4, 1, 0, 3, 1, 1]'
    assert line in written(file()).decode().splitlines()


@given(at=st.integers(0, len(written(file())) - 1), byte=st.integers(0, 255))
def test_a_byte_that_was_changed_is_noticed_or_changes_nothing(at: int, byte: int) -> None:
    data = bytearray(written(file()))
    data[at] = byte
    found = collected([("ada.json", bytes(data))])
    assert found.files in ((), (file(),))
    assert len(found.left_out) == 1 - len(found.files)


@given(length=st.integers(0, len(written(file())) - 3))
def test_a_file_that_was_cut_short_is_left_out(length: int) -> None:
    assert collected([("ada.json", written(file())[:length])]).files == ()


def test_of_several_files_of_a_student_the_newest_counts_whichever_comes_first() -> None:
    old, new = written(file()), written(file(made=MADE + 86_400_000))
    for files in ([("old", old), ("new", new)], [("new", new), ("old", old)]):
        found = collected(files)
        assert [each.made for each in found.files] == [MADE + 86_400_000]
        assert [(each.file, each.why) for each in found.left_out] == [
            ("old", "it is of Ada, 2026-09-21; new is newer")
        ]
    [twice] = collected([("a", old), ("b", old)]).left_out
    assert (twice.file, twice.why) == ("b", "it is a copy of a")


def test_files_are_of_one_student_when_any_fingerprint_that_she_had_is_in_both() -> None:
    one, two, three = "a" * 16, "b" * 16, "c" * 16
    files = [
        ("1", written(file(student=one))),
        ("2", written(file(student=two))),
        ("3", written(file(student=three, made=MADE + 1, also=(two, one)))),
    ]
    for order in (files, files[::-1]):
        assert [each.student for each in collected(order).files] == [three]


def test_a_file_dated_on_a_day_to_come_gives_way_to_one_that_is_not() -> None:
    ahead, new = written(file(made=MADE + 365 * 86_400_000)), written(file())
    for files in ([("ahead", ahead), ("new", new)], [("new", new), ("ahead", ahead)]):
        found = collected(files, MADE + 3_600_000)
        assert [each.made for each in found.files] == [MADE]
        assert [(each.file, each.why) for each in found.left_out] == [
            ("ahead", "its date, 2027-09-21, is still to come, so new counts for Ada")
        ]


def test_two_students_of_one_nickname_are_both_there() -> None:
    found = collected([("1", written(file())), ("2", written(file(student="b" * 16)))])
    assert [each.name for each in found.handed_in({})] == ["Ada", "Ada (2)"]


def test_two_thousand_students_of_one_nickname_are_told_apart_soon() -> None:
    files = [(f"{n}.json", written(file(student=f"{n:016}"))) for n in range(2_000)]
    with soon():  # each was compared with all numbers before it, and these with all names: a minute
        names = collected([("a.json", written(file("Ada (2)", "b"))), *files]).names
    assert len({*names.values()}) == 2_001
    assert names["b"] == "Ada (2) (2)"


def test_a_card_renamed_since_counts_under_the_id_it_has_now() -> None:
    [ada] = collected([("1", written(file()))]).handed_in({CardId("d/hard"): CardId("d/easy")})
    assert [card.state.card for card in ada.progress.cards] == ["d/taken-out", "d/easy"]
    assert ada.overruled == (("d/easy", "the personnel files"),)


def changed(**values: object) -> bytes:
    """Give a file that says something else, its checksum made for that."""
    from studykit.classes.progress_file import checksum

    told = {**json.loads(written(file())), **values}
    del told["checksum"]
    return json.dumps({**told, "checksum": checksum(told)}).encode()


CARD: list[object] = ["d/a", 8.0, 5.0, "2026-09-20", None, None, 1, 0, 0, 1, 0, 0]
UNSOUND: tuple[dict[str, object], ...] = (
    {"nickname": 3},
    {"made": 10**20},
    {"decks": []},
    {"cards": {}},
    {"cards": [CARD, CARD]},
    {"cards": [CARD[:-1]]},
    {"cards": [[*CARD[:1], float("inf"), *CARD[2:]]]},
    {"cards": [[*CARD[:3], "yesterday", *CARD[4:]]]},
    {"cards": [[*CARD[:-1], -1]]},
    {"cards": [[*CARD[:-1], True]]},
    {"decay": "steep"},
    {"decay": 0.0},  # by which the recall of a whole class would be divided
    {"decay": 1e-300},
    {"called-right": [["d/a", 3]]},
    {"called-right": [["d/a", "x"]] * 501},
)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (None, "it cannot be read"),
        (b"", NOT_OURS),
        (b"\x89PNG", NOT_OURS),
        (b"[" * 100_000, NOT_OURS),
        (b"{}", NOT_OURS),
        (b'{"studykit-progress": "1"}', NOT_OURS),
        (b'{"studykit-progress": 2}', "it was made by a newer studykit; update this one"),
        (b'{"studykit-progress": 1, "nick', "it is cut short or damaged; ask for it again"),
        (b'{"studykit-progress": 1}', "it is damaged or was changed; ask for it again"),
        *((changed(**values), "it holds what no studykit writes") for values in UNSOUND),
    ],
)
def test_what_is_no_sound_progress_file_is_named_for_what_it_is(data: bytes | None, why: str) -> None:
    [left_out] = collected([("x", data)]).left_out
    assert left_out.why == why


def test_a_nickname_cannot_act_on_the_screen() -> None:
    [shown] = collected([("1", changed(nickname="\x1b[2J\u202eAda\n"))]).files
    assert shown.nickname == "[2JAda"
