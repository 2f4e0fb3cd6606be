"""Several devices with one student's rows, as hypothesis strategies: who wrote what, and who knows what."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from studykit.reviews import LogRow, Setting
from tests.memory.histories import histories

DEVICES = ("laptop", "phone", "desk")


@st.composite
def logs(draw: st.DrawFn) -> list[LogRow]:
    """Draw a log whose rows were written on several devices with clocks of their own, settings among them."""
    rows = [replace(row, device=draw(st.sampled_from(DEVICES))) for row in draw(histories())]
    for number in range(draw(st.integers(0, 4))):
        rows.append(
            Setting(
                id=f"s{number}",
                device=draw(st.sampled_from(DEVICES)),
                at=draw(st.integers(0, 40)) * 1000,
                name="desired-retention",
                value=draw(st.sampled_from(["0.8", "0.97", None])),
            )
        )
    return rows
