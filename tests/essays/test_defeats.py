"""Questions on why somebody lost are on what beat him, and not on him as a cause."""

from __future__ import annotations

import pytest

from tests.essays.library import Shelf

DEFEATS = {
    '"The Left Opposition was defeated by the Party machine and not by argument." Discuss.': (
        "party-machine",
        "the defeat of the Left Opposition",
    ),
    '"The Right was defeated by the grain crisis." To what extent do you agree?': (
        "conditions-economic",
        "the defeat of the Right Opposition",
    ),
    "To what extent was the defeat of Trotsky the result of ideology?": ("ideology", "the defeat of Trotsky"),
    '"Bukharin was destroyed by the apparatus he had helped to build." Discuss.': (
        "party-machine",
        "the defeat of Bukharin",
    ),
    '"Zinoviev and Kamenev were beaten by votes, not by ideas." To what extent do you agree?': (
        "ideology",
        "the defeat of Zinoviev and Kamenev",
    ),
    "Evaluate the role of propaganda in the downfall of Trotsky.": ("propaganda", "the defeat of Trotsky"),
    "How far did propaganda contribute to the defeat of Stalin's rivals?": (
        "propaganda",
        "the defeat of Stalin's rivals",
    ),
    '"Ideology defeated Trotsky; the machine defeated Zinoviev." Discuss.': (
        "ideology",
        "the defeat of Trotsky",
    ),
    "To what extent was the ban on factions of 1921 responsible for the defeat of the opposition?": (
        "conditions-political",
        "the defeat of Stalin's rivals",
    ),
    "To what extent was the removal of opponents due to force?": ("force", "the defeat of Stalin's rivals"),
}


@pytest.mark.parametrize(("question", "factor", "outcome"), [(each, *DEFEATS[each]) for each in DEFEATS])
def test_what_beat_somebody_is_claimed_and_his_defeat_explained(
    shipped: Shelf, question: str, factor: str, outcome: str
) -> None:
    outline = shipped.outline(question)
    assert outline.question.claims[0].factor == factor
    assert f"in {outcome}" in (outline.thesis or "")


@pytest.mark.parametrize(
    ("question", "subject", "kind"),
    [
        (
            "How important was the defeat of the Right in Stalin's rise to power?",
            "Right Opposition",
            "removal",
        ),
        ("How did Stalin defeat the Left Opposition?", "Left Opposition", "defeat"),
        ('"Trotsky lost because of his own arrogance." Discuss.', "Trotsky", "defeat"),
        ('"Bukharin was the architect of his own defeat." To what extent do you agree?', "Bukharin", "own"),
    ],
)
def test_a_defeat_that_nothing_else_is_said_to_explain_is_asked_about_itself(
    shipped: Shelf, question: str, subject: str, kind: str
) -> None:
    outline = shipped.outline(question)
    claim = outline.question.claims[0]
    assert (claim.subject, claim.kind, outline.question.reading.defeated) == (subject, kind, ())


def test_who_lost_in_some_years_is_set_beside_what_the_machine_did_in_them(shipped: Shelf) -> None:
    outline = shipped.outline(
        "Examine the reasons why the Right Opposition failed to stop Stalin in 1928-29."
    )
    assert (outline.thesis or "").startswith("The Right Opposition failed, because")
    machine = next(each for each in outline.paragraphs if each.factor == "party-machine")
    assert {piece.date.start.year for piece in machine.evidence if piece.date} <= {1928, 1929}


@pytest.mark.parametrize(
    ("claim", "ahead", "behind"),
    [
        ("Stalin's rivals were more to blame than Stalin himself for his rise", "rivals", "leadership"),
        ("Stalin's rise owed more to Stalin himself than to his rivals' mistakes", "leadership", "rivals"),
        ("Stalin did more than his rivals to bring about his rise", "leadership", "rivals"),
        (
            "Divisions within the leadership, rather than his abilities, explain his rise",
            "rivals",
            "leadership",
        ),
    ],
)
def test_a_leader_who_is_weighed_against_others_stands_for_his_skill(
    shipped: Shelf, claim: str, ahead: str, behind: str
) -> None:
    reading = shipped.outline(f'"{claim}." Discuss.').question.reading
    assert reading.rival is not None
    assert (reading.claims[0].factor, reading.rival.factor) == (ahead, behind)


def test_that_rivals_did_not_throw_it_away_denies_that_they_lost_it(shipped: Shelf) -> None:
    asked = '"Stalin earned his victory; his rivals did not throw it away." Discuss.'
    (claim,) = shipped.outline(asked).question.claims
    assert (claim.factors, claim.mattered) == (("rivals",), False)


@pytest.mark.parametrize(
    "question",
    [
        '"A dull man in the right job." Discuss this view of Stalin\'s rise to power.',
        '"Stalin was left in charge of the Party while others talked." Discuss.',
    ],
)
def test_a_side_is_meant_by_a_word_with_a_capital(shipped: Shelf, question: str) -> None:
    assert not any(each.subject for each in shipped.outline(question).question.claims)
    typed_small = shipped.outline("how did the right lose to stalin").question.claims
    assert [each.subject for each in typed_small] == ["Right Opposition"]


def test_a_year_that_only_says_which_one_is_meant_bounds_nothing(shipped: Shelf) -> None:
    for subject in ("ban on factions of 1921", "Civil War of 1918-20"):
        outline = shipped.outline(f"Evaluate the importance of the {subject} in Stalin's rise to power.")
        assert outline.question.years is None
        assert outline.paragraphs


@pytest.mark.parametrize(
    ("question", "point"),
    [
        ("Why did Trotsky fail to succeed Lenin?", "The personal failings of Trotsky and Kamenev"),
        ("Explain why Zinoviev lost the struggle for power.", "In May 1924 every rival spared Stalin"),
        ("Explain why the Right Opposition failed in 1928-29.", "Bukharin helped to destroy his only"),
    ],
)
def test_why_somebody_lost_is_told_by_his_own_errors(shipped: Shelf, question: str, point: str) -> None:
    assert shipped.outline(question).paragraphs[1].point.startswith(point)
