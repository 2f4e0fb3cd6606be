"""Whatever factors a question names, one against another or alone, there is an outline."""

from __future__ import annotations

from itertools import permutations

import pytest

from studykit.essays import paper_two
from tests.essays.library import Shelf

CALLED = sorted({str(each["name"]) for each in paper_two.data()["factors"].values()})
FORMS = (
    "To what extent did {0} rather than {1} bring {2} to power?",
    '"{0} and {1} were essential to the rise of {2}." Discuss.',
    "Evaluate the role of {0} in the rise to power of {2}.",
    '"{0} mattered as much as {1} in the rise of {2}." Discuss.',
)
WHO = ("Stalin", "Mao", "one authoritarian leader", "two authoritarian leaders", "Mao and Stalin")


@pytest.mark.thorough
@pytest.mark.parametrize("who", WHO)
def test_every_two_factors_give_an_outline(both: Shelf, own: Shelf, who: str) -> None:
    for one, other in permutations(CALLED, 2):
        for form in FORMS:
            for shelf in (both, own):
                made = shelf.outline(form.format(one, other, who))
                assert made.paragraphs or made.warnings, form.format(one, other, who)


@pytest.mark.parametrize("who", WHO)
def test_two_factors_of_which_a_case_may_say_nothing_give_an_outline(
    both: Shelf, own: Shelf, who: str
) -> None:
    for one, other in (("chance", "alliances and manoeuvre"), ("chance", "ideology"), ("war", "chance")):
        for form in FORMS:
            for shelf in (both, own):
                made = shelf.outline(form.format(one, other, who))
                assert made.paragraphs or made.warnings, form.format(one, other, who)
