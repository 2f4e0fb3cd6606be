"""What hypothesis draws for planning: any memory, also the impossible ones."""

from __future__ import annotations

from hypothesis import strategies as st

from studykit.planning.order import CardMemory

days = st.integers(-4000, 4000)
memories = st.one_of(
    st.just(CardMemory(None, None, None)),
    st.builds(CardMemory, st.floats(0.001, 36_500.0), st.floats(1.0, 10.0), st.integers(-400, 400)),
    st.builds(CardMemory, st.none() | st.floats(), st.none() | st.floats(), st.none() | days),
)
decks = st.lists(memories, max_size=30)
targets = st.none() | st.floats(0.5, 0.99) | st.floats()
parameters = st.lists(st.floats(), min_size=21, max_size=21) | st.lists(st.floats(), max_size=25)
