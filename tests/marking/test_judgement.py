from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from studykit.marking.judgement import LEAST, Evidence, counts, likelihood
from tests.marking.making import marked, points

shares = st.floats(0, 1)
evidences = st.builds(
    Evidence,
    strength=st.floats(0, 1.5),
    told=shares,
    telling=st.integers(0, 6),
    focus=shares,
    repeats=shares,
    shared=shares,
    opposed=shares,
    length=st.floats(0, 5),
)
WHY = points(
    "Why did Stalin's rivals lose?",
    "They underestimated him",
    "They quarrelled with each other in public",
    "The ban on factions kept them apart",
    need=2,
)


@given(evidences)
def test_a_likelihood_is_a_chance(evidence: Evidence) -> None:
    assert 0 <= likelihood(evidence) <= 1


@given(evidences, shares)
def test_saying_more_of_a_point_never_makes_it_less_likely(evidence: Evidence, more: float) -> None:
    fuller = evidence._replace(strength=min(1.5, evidence.strength + more))
    assert likelihood(fuller) >= likelihood(evidence)


@given(evidences, shares)
def test_saying_other_things_never_makes_a_point_likelier(evidence: Evidence, share: float) -> None:
    for name in ("repeats", "shared", "opposed"):
        worse = evidence._replace(**{name: max(share, getattr(evidence, name))})
        assert likelihood(worse) <= likelihood(evidence)


@given(evidences)
def test_what_is_hardly_said_is_never_made(evidence: Evidence) -> None:
    assert not counts(evidence._replace(strength=LEAST - 0.01))


@given(evidences)
def test_what_is_said_in_full_and_plainly_is_made_however_much_of_the_question_is_repeated(
    evidence: Evidence,
) -> None:
    assert counts(evidence._replace(strength=1.0, told=1.0, focus=0.5))


@given(evidences, shares)
def test_a_clause_about_the_point_alone_never_makes_it_less_likely(evidence: Evidence, more: float) -> None:
    assert likelihood(evidence._replace(focus=max(more, evidence.focus))) >= likelihood(evidence)


def test_words_that_make_one_point_do_not_help_to_make_another() -> None:
    assert marked(WHY, "they rowed in public all the time").points == (1,)
