from __future__ import annotations

import json
import time

import pytest
from hypothesis import given

from studykit.reviews import LogRow, Review, Undo
from studykit.store.lines import MOST_DAMAGED, anonymised, from_json, line_of, read_lines
from studykit.store.rows import to_json
from tests.store.devices import logs

REVIEW = {
    "kind": "review",
    "id": "r1",
    "device": "here",
    "at": 1_790_000_000_000,
    "card": "d/one",
    "study_day": "2026-11-22",
    "answer": "1922",
    "verdict": "correct",
    "score": 1.0,
    "rating": 3,
    "seconds": 4.5,
    "counts": True,
    "hinted": False,
}


@given(logs())
def test_rows_come_back_from_an_export_and_from_lines_with_a_checksum(rows: list[LogRow]) -> None:
    assert [from_json(json.loads(json.dumps(to_json(row)))) for row in rows] == rows
    assert list(read_lines("".join(map(line_of, rows)).encode(), sums=True).rows) == rows


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"kind": "dream"}, "a newer one may"),
        ({"kind": ["review"]}, "a newer one may"),
        ({"mood": "good"}, "a newer one may"),
        ({"id": "../../etc"}, "`id`"),
        ({"id": ""}, "`id`"),
        ({"device": "a" * 65}, "`device`"),
        ({"at": -1}, "`at`"),
        ({"at": 10**30}, "`at`"),
        ({"at": True}, "`at`"),
        ({"card": "d/\u202eone"}, "`card`"),
        ({"card": "d/\x1b[2Jone"}, "`card`"),
        ({"study_day": "9999-12-31"}, "`study_day`"),
        ({"study_day": "2026-W01-1"}, "`study_day`"),
        ({"study_day": 5}, "`study_day`"),
        ({"answer": None}, "`answer`"),
        ({"answer": "\ud800"}, "`answer`"),
        ({"answer": "x" * 1_000_001}, "`answer`"),
        ({"verdict": "brilliant"}, "`verdict`"),
        ({"score": float("nan")}, "`score`"),
        ({"score": 2}, "`score`"),
        ({"rating": 5}, "`rating`"),
        ({"rating": True}, "`rating`"),
        ({"seconds": float("inf")}, "`seconds`"),
        ({"counts": 1}, "`counts`"),
    ],
)
def test_a_value_that_cannot_be_is_named(changes: dict[str, object], why: str) -> None:
    assert isinstance(from_json(REVIEW), Review)
    with pytest.raises(ValueError, match=why):
        from_json({**REVIEW, **changes})


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (b'{"kind": "undo"', "cut short"),
        (b"[1, 2]", "not a JSON object"),
        (b"\xff\xfe", "not UTF-8"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"kind": "undo", "id": "u", "at": 1, "row": "r"}', "without `device`"),
        (b'{"kind": "undo", "id": "u", "device": "d", "at": 1, "row": "r", "sum": "0"}', "checksum says"),
        (b"9" * 10_000, "cut short"),
    ],
)
def test_a_damaged_line_is_kept_apart_with_its_number_and_the_others_are_read(line: bytes, why: str) -> None:
    sound = line_of(Undo(id="u", device="d", at=1, row="r")).encode()
    read = read_lines(sound + line + b"\n" + sound.replace(b"\n", b"\r\n"))
    assert [row.id for row in read.rows] == ["u", "u"]
    assert [(damaged.number, damaged.content) for damaged in read.damaged] == [(2, line)]
    assert why in read.damaged[0].why


def test_a_line_without_a_checksum_is_damaged_where_one_is_due() -> None:
    line = json.dumps(REVIEW).encode()
    assert len(read_lines(line).rows) == 1
    assert [each.why for each in read_lines(line, sums=True).damaged] == ["without a checksum"]


@given(logs())
def test_an_anonymous_export_has_nothing_typed_and_no_identity_but_the_same_links(rows: list[LogRow]) -> None:
    exported = list(anonymised(rows))
    assert not any("answer" in values for values in exported)
    names = {value for row in rows for value in (row.id, row.device)}
    assert not names & {str(values[name]) for values in exported for name in ("id", "device")}
    identities = {row.id: values["id"] for row, values in zip(rows, exported, strict=True)}
    for row, values in zip(rows, exported, strict=True):
        if isinstance(row, Undo) and row.row in identities:
            assert values["row"] == identities[row.row]


def test_an_anonymous_export_cannot_be_taken_in_again() -> None:
    (values,) = anonymised([from_json(REVIEW)])
    with pytest.raises(ValueError, match="anonymous"):
        from_json(values)


def test_a_file_of_damaged_lines_is_given_up_soon_and_the_rows_before_stay() -> None:
    sound = line_of(Undo(id="u", device="d", at=1, row="r")).encode()
    read = read_lines(sound + b"x\n" * 5_000_000 + sound)
    assert (len(read.rows), len(read.damaged), read.given_up) == (1, MOST_DAMAGED, True)
    long = read_lines((b"x" * 500_000 + b"\n") * 20)
    assert (len(long.damaged), long.given_up) == (8, True)


@pytest.mark.parametrize("blank", [b"\n", b"\r\n", b" \n", b"\n \t", b" "])
def test_empty_lines_cost_nothing_and_are_counted(blank: bytes) -> None:
    started = time.process_time()
    read = read_lines(blank * (40_000_000 // len(blank)) + b"x")
    assert time.process_time() - started < 2
    assert [each.number for each in read.damaged] == [blank.count(b"\n") * (40_000_000 // len(blank)) + 1]
