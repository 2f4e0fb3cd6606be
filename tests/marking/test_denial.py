"""Denial, opposites, and who did it to whom, in every kind of card."""

from __future__ import annotations

import pytest

from studykit.cards import Card
from tests.marking.making import choose, listed, points, settled, term

LEADER = term("Who led in 1917?", "Lenin")
POST = term("Which post did he take up?", "General Secretary")
ALLIED = term("What happened in 1923?", "Stalin allied with Zinoviev against Trotsky")
EXPELLED = term("What happened in 1927?", "Stalin expelled Trotsky")


@pytest.mark.parametrize(
    "answer",
    [
        "not {}",
        "it was not {}",
        "it wasn't {}",
        "it's never {}",
        "anyone but {}",
        "everybody except {}",
        "it is not true that it was {}",
        "no longer {}",
        "{} is wrong",
    ],
)
@pytest.mark.parametrize("card", [LEADER, POST])
def test_an_answer_denied_is_not_right(card: Card, answer: str) -> None:
    name = "Lenin" if card is LEADER else "general secretary"
    assert settled(card, answer.format(name)) != "correct"


@pytest.mark.parametrize(
    "answer", ["Lenin, not Stalin", "not Stalin but Lenin", "not Stalin, Lenin", "no doubt Lenin"]
)
def test_what_is_only_denied_of_another_is_never_called_wrong(answer: str) -> None:
    assert settled(LEADER, answer, term("Who won?", "Stalin")) in ("correct", "open")


@pytest.mark.parametrize(
    ("key", "opposites"),
    [
        ("they lost the vote", "they won the vote"),
        ("Lenin criticised him in the Testament", "Lenin praised him in the Testament"),
        ("he sided with the Left", "he sided against the Left"),
        ("he was against collective leadership", "he was for collective leadership"),
        ("from capitalism to socialism", "from socialism to capitalism"),
        ("from the landowners to the peasants", "from the peasants to the landowners"),
        ("force more than persuasion", "persuasion more than force"),
        ("stronger on paper than in the field", "stronger in the field than on paper"),
        ("Batista lost more than Castro won", "Castro won more than Batista lost"),
        ("too many enemies", "too few enemies"),
        ("more people", "fewer people|less people"),
        (
            "socialism was possible in one country",
            "socialism was impossible in one country|socialism was not possible in one country",
        ),
        ("it strengthened the Party", "it weakened the Party"),
        ("he was appointed to the post", "he was not appointed to the post"),
        ("he no longer attacked the Right", "he attacked the Right"),
        ("they did not work together", "they worked together"),
        ("inside the Party", "outside the Party"),
        ("before the congress", "after the congress"),
        ("he could not control everyone", "he could control everyone"),
        ("industry was growing too slowly", "industry was growing too fast"),
        ("new members were poorly educated", "it brought in highly educated people"),
        ("to prevent Trotsky from becoming leader", "they wanted Trotsky to become leader"),
        ("he controlled the bureaucracy", "he lost control of the bureaucracy"),
    ],
)
def test_the_contrary_of_a_wording_is_neither_right_nor_makes_the_point(key: str, opposites: str) -> None:
    for card in (term("What was it?", key), points("What was it?", key)):
        assert settled(card, key) == "correct"
        assert [answer for answer in opposites.split("|") if settled(card, answer) == "correct"] == []


@pytest.mark.parametrize(
    ("key", "answer"),
    [
        ("members distrusted him", "members did not trust him"),
        ("the economy was weak", "the economy was not strong"),
        ("he had no allies", "he was without allies"),
        ("industry was growing too slowly", "industry wasn't growing fast enough"),
        ("they did not work together", "they didnt work together"),
        ("he lost control of the bureaucracy", "he lost his grip on the bureaucracy"),
    ],
)
def test_the_contrary_denied_is_the_same_thing(key: str, answer: str) -> None:
    for card in (term("What was it?", key), points("What was it?", key)):
        assert settled(card, answer) in ("correct", "open")


@pytest.mark.parametrize(
    ("card", "answer"),
    [
        (EXPELLED, "Trotsky expelled Stalin"),
        (EXPELLED, "Stalin was expelled by Trotsky"),
        (ALLIED, "Trotsky allied with Zinoviev against Stalin"),
        (points("What happened in 1927?", "Stalin expelled Trotsky"), "Trotsky expelled Stalin"),
        (term("What was owed?", "they owed him their posts"), "he owed them his post"),
        (term("What was said?", "he changed so they should keep him"), "they changed so he should keep them"),
        (term("Who had whom?", "Stalin had the Party in his pocket"), "the Party had Stalin in his pocket"),
        (
            term("How did it look?", "it made Trotsky look Lenin's enemy"),
            "it made Lenin look Trotsky's enemy",
        ),
    ],
)
def test_when_two_who_act_change_places_it_is_not_right(card: Card, answer: str) -> None:
    assert settled(card, answer) != "correct"


@pytest.mark.parametrize(
    "answer", ["Stalin expelled Trotsky", "Trotsky was expelled by Stalin", "stalin kicked trotsky out"]
)
def test_the_passive_says_the_same(answer: str) -> None:
    assert settled(EXPELLED, answer) in ("correct", "open")


@pytest.mark.parametrize(
    ("card", "answer"),
    [
        ("stalin-stages/fourteenth-result", "they won the vote"),
        ("stalin-legacy/despite-criticism", "Lenin praised him in the Testament"),
        ("stalin-rivals/dictator-evidence", "he led the Red Army"),
        ("stalin-rivals/kamenev-hope", "to be controlled by him"),
        ("stalin-oppositions/united-charge", "obeying the ban on factions"),
        ("stalin-ideology/sioc-what", "socialism was impossible in one country"),
        ("stalin-ideology/sioc-what", "only one country should be socialist for ever"),
        ("stalin-party-state/premier-not-master", "the government was above the Party"),
        ("stalin-party-state/paper-and-practice", "on paper the Party ruled, in practice the soviets did"),
        ("stalin-party-state/congress-soviets-real", "it decided what the Party approved"),
        ("stalin-party-machine/debt", "he owed them his post"),
        ("stalin-historians/ward-hypotheses", "one cause explains everything"),
        ("stalin-historians/daniels-flow", "congress appointed Stalin's local secretaries who then voted"),
        ("stalin-stages/defeated-or-destroyed", "they were killed in 1924-29"),
        ("stalin-institutions/rabkrin-work", "looking after workers and peasants"),
        ("stalin-institutions/offices-result", "support of the masses"),
        ("stalin-institutions/offices-result", "a network of enemies"),
        ("stalin-institutions/nationalities-work", "nationalised industries"),
        ("stalin-party-machine/machine-limits", "the Secretariat could control everyone"),
        ("stalin-historians/harris-counter", "it could check every appointment"),
        ("stalin-ideology/sioc-appeal", "world revolution had come"),
        ("stalin-ideology/permanent-unpopular", "it said Russia could do it by itself"),
        ("stalin-ideology/stance-nep", "he did commit himself"),
        ("stalin-historians/kotkin-testament", "sure who wrote it"),
        ("stalin-party-machine/young-members", "young men disloyal to him"),
        ("stalin-party-machine/factions-meaning", "organised groups outside the Party"),
        ("stalin-stages/new-course", "more democracy outside the Party"),
        ("stalin-oppositions/once-and-for-all", "more than a year"),
        ("stalin-votes/moscow-cells", "more than 1/5"),
        ("stalin-testament/struggle-began", "Lenin rose ill"),
        ("stalin-debate/cohen-critic", "the NEP was not failing"),
        ("stalin-stages/thresholds", "1927 because the Party was out of Trotsky"),
        ("stalin-oppositions/united-defeat", "the Right or factionalism"),
        ("stalin-party-state/congress-soviets", "the enemies of All-Union Congress of Soviets"),
    ],
)
def test_the_contrary_of_a_shipped_answer_is_not_right(card: str, answer: str) -> None:
    assert settled(card, answer) != "correct"


@pytest.mark.parametrize(
    ("card", "answer"),
    [
        ("stalin-party-machine/enrolment-gain", "the recruits were loyal to Trotsky"),
        ("stalin-ideology/turn-politics", "it proved that Bukharin was right"),
        ("stalin-ideology/turn-what", "keeping the NEP and slow industrialisation"),
        ("stalin-testament/on-trotsky", "least able and modest"),
        ("stalin-oppositions/united-demands", "keeping the NEP and socialism in one country"),
        ("stalin-party-state/paper-and-practice", "on paper the soviets were not supreme"),
        ("stalin-force/ruthless-limit", "without the institution his character was enough"),
        ("stalin-legacy/funeral-absence", "historians are sure"),
    ],
)
def test_a_point_turned_round_earns_nothing_for_sure(card: str, answer: str) -> None:
    assert settled(card, answer) in ("wrong", "open")


def test_items_and_options_denied_are_not_named() -> None:
    left = listed("Name the leaders of the Left.", "Trotsky", "Zinoviev", "Kamenev")
    assert settled(left, "not Trotsky, not Zinoviev, not Kamenev") == "wrong"
    assert settled(left, "not Trotsky (Leon)") != "partial"
    assert settled(left, "none of Trotsky Zinoviev Kamenev") == "wrong"
    assert settled(left, "Trotsky, Zinoviev, not Kamenev") != "correct"
    side = choose("Was Trotsky on the Left or the Right?", "Left", "Left", "Right")
    assert settled(side, "not Left") != "correct"


@pytest.mark.parametrize(
    ("card", "answer"),
    [
        (LEADER, "it wasn't Stalin it was Lenin"),
        (LEADER, "it was not Stalin it was Lenin"),
        (term("In which year?", "1924"), "it wasn't 1925 it was 1924"),
        (POST, "it wasn't premier it was general secretary"),
    ],
)
def test_a_contrast_needs_no_comma(card: Card, answer: str) -> None:
    assert settled(card, answer) == "correct"


def test_that_it_is_not_true_that_it_was_so_denies_it() -> None:
    assert settled(LEADER, "it is not true that it was Lenin") != "correct"


@pytest.mark.parametrize("answer", ["it was not mass support", "not mass support", "mass support is wrong"])
def test_where_a_lack_is_asked_for_a_plain_not_is_left_to_her(answer: str) -> None:
    lack = term("What did Stalin lack?", "mass support", "popular support")
    assert settled(lack, answer) != "correct"
    assert settled(lack, "he had no mass support") == "correct"


def test_instead_sets_two_sides_against_each_other() -> None:
    card = term("On whom did he rely?", "he relied on the peasants instead of the workers")
    assert settled(card, "on peasants instead of workers") == "correct"
    assert settled(card, "he relied on the workers instead of the peasants") != "correct"
