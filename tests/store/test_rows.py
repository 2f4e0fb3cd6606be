from __future__ import annotations

import json

import pytest
from hypothesis import given

from studykit.reviews import LogRow, Setting, Undo
from studykit.store.rows import from_columns, to_columns, to_json
from tests.memory.histories import histories


@given(histories())
def test_every_row_comes_back_from_its_columns_as_it_was(rows: list[LogRow]) -> None:
    for row in rows:
        assert from_columns(to_columns(row)) == row


def test_an_exported_row_says_its_kind_and_has_no_fields_of_other_kinds() -> None:
    undo = Undo(id="u", device="here", at=5, row="r", card=None)
    assert to_json(undo) == {"kind": "undo", "id": "u", "device": "here", "at": 5, "row": "r", "card": None}


@given(histories())
def test_exported_rows_are_json(rows: list[LogRow]) -> None:
    for row in rows:
        assert json.loads(json.dumps(to_json(row)))["id"] == row.id


def test_a_row_of_an_unknown_kind_is_refused() -> None:
    columns = to_columns(Setting(id="s", device="here", at=1, name="retry", value=None))
    with pytest.raises(ValueError, match="unknown kind"):
        from_columns({**columns, "kind": "dream"})
