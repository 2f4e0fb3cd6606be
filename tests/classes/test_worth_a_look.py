"""The floors of what is listed as worth a look; `python -m tests.bench.worth_a_look` prints the figures."""

from __future__ import annotations

import pytest

from tests.bench.worth_a_look import CLASS_SETS, shares


@pytest.mark.parametrize(
    ("name", "right", "seen"),
    [("rise_of_mussolini.jsonl", 0.60, 0.70), ("rise_of_castro_held_out.jsonl", 0.50, 0.50)],
)
def test_half_of_what_is_listed_deserves_a_look_and_half_of_what_deserves_it_is_listed(
    name: str, right: float, seen: float
) -> None:
    deserving, listed = shares(CLASS_SETS / name)
    assert deserving >= right
    assert listed >= seen
