"""One name, term or phrase is asked for."""

from __future__ import annotations

import pytest

from studykit.cards import Card
from tests.marking.making import marked, settled, term

POST = term("Which post did Stalin take up in 1922?", "General Secretary", "Secretary General")
BODY = term("Which body took the daily decisions?", "Politburo")
PATRON = term("Who was the patron of Gorbachev?", "Andropov", "Yuri Andropov")
POLICY = term("Name Stalin's policy of 1924.", "Socialism in One Country")
WHO = term("Who won?", "Lenin")


@pytest.mark.parametrize(
    ("card", "answer"),
    [
        (POST, "General Secretary"),
        (POST, "GENERAL SECRETARY"),
        (POST, "general secretary."),
        (POST, "gen sec"),
        (POST, "Gen. Sec."),
        (POST, "Genral Secretery"),
        (POST, "secretary general"),
        (POST, "General-Secretary"),
        (POST, "the general secretary of the communist party"),
        (POST, "I think he became the General Secretary"),
        (POST, "i think it was general secretary lol"),
        (POST, "he was General Secretary, not Premier"),
        (POST, "general secretary in 1922"),
        (BODY, "politbureau"),
        (BODY, "the politburo i guess"),
        (PATRON, "Andropow"),
        (PATRON, "yuri andropov"),
        (POLICY, "SIOC"),
        (POLICY, "socialism in 1 country"),
        (POLICY, "sociallism in one contry"),
        (term("Who led the Left?", "Leon Trotsky"), "Trotskii"),
        (term("What did Trotsky do?", "nothing", "he stayed silent"), "nothing"),
        (term("Whom did it name as successor?", "nobody", "no one"), "nobody"),
        (term("What did he do to the law?", "pass"), "pass"),
        (term("What offence?", "factionalism"), "facitonalism"),
        (term("Which economic system has the country?", "market economy"), "market"),
        (term("What did they do?", "he did not object"), "He did not object."),
        (term("Who wrote?", "Zinoviev"), "Zinov'yev"),
    ],
)
def test_the_answer_in_any_shape_is_right(card: Card, answer: str) -> None:
    assert settled(card, answer) == "correct"


@pytest.mark.parametrize(
    ("card", "answer"),
    [
        (POST, "secretary of state"),
        (POST, "General of the Red Army"),
        (POST, "Premier"),
        (POST, "secretary"),
        (POLICY, "socialism in all countries"),
        (POLICY, "socialism"),
        (BODY, "the Secretariat"),
        (term("What offence?", "factionalism"), "nationalism"),
        (term("What did it mean?", "man of steel"), "man of stone"),
        (term("Which economic system has the country?", "market economy"), "economy"),
        (term("What was Trotsky's theory?", "Permanent Revolution"), "cultural revolution"),
        (WHO, "Lenin's brother"),
        (WHO, "the successor of Lenin"),
        (WHO, "the town of Lenin"),
        (WHO, "a friend of Lenin"),
        (term("Who won?", "Vladimir Lenin"), "the Lenin mausoleum"),
        (term("Which general mediated?", "George Marshall"), "the Marshall Plan"),
    ],
)
def test_another_thing_or_a_part_of_it_is_not_right(card: Card, answer: str) -> None:
    assert settled(card, answer) != "correct"


@pytest.mark.parametrize(
    ("right", "beginning"),
    [
        ("Andropov", "and"),
        ("Andropov", "salt and pepper"),
        ("Andropov", "war and peace"),
        ("Leningrad", "Lenin"),
        ("Stalingrad", "Stalin"),
        ("Leninism", "Lenin"),
        ("Trotskyism", "Trotsky"),
        ("Marxism", "Marx"),
        ("Communism", "commune"),
        ("Communism", "com"),
        ("Politburo", "pol"),
        ("Militarism", "mil"),
        ("Nationalities", "nation"),
        ("Leningrad Opposition", "because of lenin"),
    ],
)
def test_a_word_that_only_begins_like_the_answer_is_another_word(right: str, beginning: str) -> None:
    people = [term(f"Who was {name[0]}?", name) for name in ("Lenin", "Stalin", "Trotsky", "Marx")]
    assert settled(term("What is it?", right), beginning, *people) != "correct"


@pytest.mark.parametrize(
    ("card", "answer"),
    [
        ("stalin-rivals/bukharin-posts", "a newspaper"),
        ("stalin-party-machine/patronage-word", "handing out"),
        ("stalin-rivals/card-index", "card index"),
        ("stalin-ideology/sioc-what", "Socialism in One Country"),
        ("stalin-ideology/nep-what", "it was important"),
        ("stalin-party-machine/debt", "because of bananas"),
        ("stalin-rivals/kamenev-collective", "held"),
        ("stalin-stages/vozhd", "vozhd"),
        ("stalin-stages/vozhd", "a person"),
        ("stalin-ideology/bureaucratisation", "bureaucratisation"),
        ("stalin-ideology/bureaucratisation", "a person"),
        ("stalin-legacy/body", "body"),
        ("stalin-beyond/gorbachev-patron", "Gorbachev and Reagan"),
        ("stalin-institutions/rabkrin-work", "to inspect workers"),
    ],
)
def test_words_of_the_question_and_vague_words_tell_nothing(card: str, answer: str) -> None:
    assert settled(card, answer) != "correct"


@pytest.mark.parametrize("answer", ["which post did Stalin take up in 1922", "which post", "Stalin in 1922"])
def test_the_question_typed_back_is_wrong_and_told_so(answer: str) -> None:
    found = marked(POST, answer)
    assert (found.verdict, found.sure) == ("wrong", True)
    assert found.why == "that only repeats the question"


@pytest.mark.parametrize(
    ("card", "answer"),
    [
        ("stalin-rivals/troika-purpose", "to defeat Trotsky"),
        ("stalin-rivals/troika-purpose", "prevent Trotsky from taking over"),
        ("stalin-oppositions/main-quarrel", "rapid industrialisation"),
        ("stalin-oppositions/main-quarrel", "the pace of industrialisation"),
        ("stalin-oppositions/zinoviev-break-why", "Stalin had too much power"),
        ("stalin-oppositions/zinoviev-break-why", "socialism in one country"),
        ("stalin-stages/fourteenth-result", "they were defeated by Stalin"),
        ("stalin-oppositions/right-recant", "renounce their views"),
        ("stalin-rivals/dictator-evidence", "he called for democracy in the party"),
        ("stalin-rivals/bukharin-error", "allied with Stalin against Trotsky, Zinoviev and Kamenev"),
        ("stalin-testament/trotsky-silent", "nothing"),
        ("stalin-testament/trotsky-silent", "he did nothing"),
        ("stalin-ideology/sioc-what", "the USSR should focus on itself before spreading revolution"),
        ("stalin-ideology/permanent-what", "it could only succeed with revolutions in the west"),
        ("stalin-institutions/offices-result", "a network of patronage"),
        ("stalin-party-state/arena", "in the Politburo"),
    ],
)
def test_what_students_write_for_a_phrase_is_never_called_wrong(card: str, answer: str) -> None:
    assert settled(card, answer) in ("correct", "open")


def test_general_words_of_the_answer_alone_are_not_enough_but_specific_ones_are() -> None:
    card = term("What did the document do?", "declared our independence")
    assert settled(card, "it declared independence from Britain") in ("correct", "open")
    assert settled(card, "they wanted to be independent") != "correct"


def test_another_word_of_the_deck_is_never_a_misspelling() -> None:
    bulganin, bukharin = term("Who followed Malenkov?", "Bulganin"), term("Who led the Right?", "Bukharin")
    assert settled(bulganin, "Bulgarin", bukharin) == "correct"
    assert settled(bulganin, "Bukharin", bukharin) == "wrong"
    assert settled(bulganin, "Buharin", bukharin) == "wrong"


BODY = term("Which body armed the assassins?", "the Black Hand")
OFFICE = term("What office was Hitler given?", "Chancellor")
PLAN = term("What was the German plan called?", "the Schlieffen Plan")


@pytest.mark.parametrize("answer", ["the black hand gang i read about", "black hand, led by a colonel"])
def test_a_name_with_a_remark_is_that_name(answer: str) -> None:
    assert settled(BODY, answer) == "correct"


def test_a_deputy_of_an_office_is_another_office() -> None:
    assert settled(OFFICE, "chancellor") == "correct"
    assert settled(OFFICE, "vice chancellor") != "correct"


def test_what_is_told_of_a_name_after_then_is_no_second_answer() -> None:
    russia = term("Which state mobilised first?", "Russia")
    assert marked(PLAN, "Schlieffen Plan - beat france first then russia", russia).verdict == "correct"


def test_a_name_that_begins_like_the_right_one_is_not_refused_for_certain() -> None:
    syria = term("With which country was it formed?", "Syria")
    assert settled(syria, "the Syrians") == "open"
    assert settled(syria, "Iraq") == "wrong"
