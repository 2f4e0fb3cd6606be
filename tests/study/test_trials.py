"""What `deck check` finds by trying the marking: that it is honest, linear and remembered."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from studykit.cards import Card
from studykit.decks.library import Library
from studykit.problems import Level, Problem
from studykit.study.examples import Tried, failing
from studykit.study.trials import Failure, Trials


def found(folder: Path, text: str, *, tried: Tried | None = None) -> list[Problem]:
    folder.mkdir(exist_ok=True)
    (folder / "d.yaml").write_text(text, encoding="utf-8")
    library = Library.open([folder], None)
    assert not [each for each in library.problems if each.level is Level.ERROR], library.problems
    return list(failing(library, None, tried=tried))


def deck(*cards: str) -> str:
    return "deck: d\ntitle: Deck\ncards:\n" + "".join(f"  - {card}\n" for card in cards)


def rules(problems: list[Problem]) -> list[tuple[str, str]]:
    return [(each.rule, each.text) for each in problems]


SOUND = deck(
    "{id: year, ask: In which year did Lenin die?, answer: 1924}",
    "{id: who, ask: Who wrote the Testament?, answer: Lenin, reject: {Stalin: it was about him}}",
    "{id: side, ask: Which side defended the NEP?, choose: [Left, Right], answer: Right}",
    "{id: order, ask: Put these in order., order: [Lenin dies, The Left falls, The Right falls]}",
    "{id: lands, ask: Name two republics., list: [[Ukraine, Ukrainian SSR], [Georgia]], need: 2}",
)


def test_a_deck_whose_cards_are_marked_as_their_author_means_has_nothing_to_mend(tmp_path: Path) -> None:
    assert found(tmp_path, SOUND) == []


def test_a_wording_of_its_own_that_is_not_right_is_an_error_at_its_line(tmp_path: Path) -> None:
    text = (
        "deck: d\ntitle: Deck\ncards:\n"
        "  - id: steps\n    ask: Put these in order.\n    order:\n"
        "      - say: Lenin dies\n        accept: [The Left and the Right fall]\n"
        "      - say: The Left falls\n      - say: The Right falls\n"
    )
    problems = [each for each in found(tmp_path, text) if each.rule == "wording-fails"]
    assert problems
    assert all(each.level is Level.ERROR and each.text == "The Left and the Right fall" for each in problems)
    assert [each.line for each in problems] == [8]


def test_an_example_with_the_other_verdict_is_an_error(tmp_path: Path) -> None:
    text = deck("{id: year, ask: In which year did Lenin die?, answer: 1924, examples: {wrong: [in 1924]}}")
    (problem,) = found(tmp_path, text)
    assert (problem.rule, problem.text, problem.line) == ("example-fails", "in 1924", 4)
    assert problem.message == "this example of d/year should be wrong but is correct: right"


def test_a_near_miss_that_marking_takes_for_an_answer_is_an_error(tmp_path: Path) -> None:
    text = deck(
        '{id: speech, ask: "How did the speech begin?", answer: Trotskyism or Leninism, '
        "partial: {Leninism: half of it}, reject: {Trotskyism: only half of it}}"
    )
    problems = found(tmp_path, text)
    assert {("near-miss-fails", "Leninism"), ("near-miss-fails", "Trotskyism")} <= set(rules(problems))


def test_a_prompt_that_counts_as_its_own_answer_is_an_error(tmp_path: Path) -> None:
    text = deck(
        "{id: side, ask: Did the Left or the Right defend the NEP?, answer: the Right, "
        "accept: [did the Left or the Right defend the NEP]}"
    )
    assert ("no-answer-accepted", "Did the Left or the Right defend the NEP?") in rules(found(tmp_path, text))


def test_signs_alone_that_count_as_an_answer_are_an_error(tmp_path: Path) -> None:
    text = deck('{id: sign, ask: What did he put at the end?, answer: "?! ..."}')
    assert "no-answer-accepted" in {each.rule for each in found(tmp_path, text)}


def test_the_answer_to_another_card_that_is_right_here_is_advice_until_it_is_settled(tmp_path: Path) -> None:
    one = (
        "{id: need, ask: What did both think necessary?, answer: revolution in other countries, "
        "accept: [foreign revolutions, revolution elsewhere]MORE}"
    )
    other = "{id: theory, ask: What was the theory called?, answer: The Elsewhere Revolution}"
    (problem,) = found(tmp_path, deck(one.replace("MORE", ""), other))
    assert (problem.rule, problem.level, problem.line) == ("neighbour-accepted", Level.ADVICE, 4)
    assert problem.message == "“The Elsewhere Revolution”, an answer to d/theory, is right for d/need too"
    accepted = one.replace("[foreign", "[the elsewhere revolution, foreign").replace("MORE", "")
    rejected = one.replace("MORE", ", reject: {the elsewhere revolution: that is a theory}")
    for settled in (accepted, rejected):
        assert found(tmp_path, deck(settled, other)) == [], settled


def test_two_answers_of_which_each_is_right_for_the_other_card_are_one_thing(tmp_path: Path) -> None:
    card = "{id: who, ask: Who led the Red Army?, answer: Trotsky}"
    assert (
        found(tmp_path, deck(card, "{id: army, ask: Who was commissar of war?, answer: Leon Trotsky}")) == []
    )


def test_a_phrase_or_point_of_fewer_than_three_wordings_is_advised_of_and_a_name_or_number_is_not(
    tmp_path: Path,
) -> None:
    text = deck(
        "{id: why, ask: Why did officials support him?, answer: they owed him their posts}",
        "{id: means, ask: How did he win?, points: [careers depended on him, rivals slept], need: 1}",
        "{id: who, ask: Who wrote the Testament?, answer: Lenin}",
        "{id: when, ask: When did Lenin die?, answer: 21 January 1924}",
        "{id: many, ask: How many seats were there?, answer: 7}",
    )
    advised = [each for each in found(tmp_path, text) if each.rule == "few-wordings"]
    assert [each.line for each in advised] == [4, 5]
    assert all(each.level is Level.ADVICE for each in advised)
    one = deck("{id: means, ask: How?, points: [{say: by posts, accept: [by jobs, by offices]}, luck]}")
    (problem,) = [each for each in found(tmp_path, one) if each.rule == "few-wordings"]
    assert "but 1 of its points has fewer than 3 wordings" in problem.message


def test_what_is_found_takes_no_card_out_of_the_quiz(tmp_path: Path) -> None:
    text = deck("{id: year, ask: In which year did Lenin die?, answer: 1924, examples: {wrong: [in 1924]}}")
    assert found(tmp_path, text)
    library = Library.open([tmp_path], None)
    assert [each.id for each in library.listings] == ["d/year"]


def test_only_the_card_that_was_edited_is_tried_again_and_the_others_move_with_their_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing_card = "{id: year, ask: In which year did Lenin die?, answer: 1924, examples: {wrong: [in 1924]}}"
    other = "{id: who, ask: Who wrote the Testament?, answer: Lenin}"
    tried: Tried = {}
    (before,) = found(tmp_path, deck(other, failing_card), tried=tried)
    marked: list[str] = []
    real = Trials.failures

    def noted(self: Trials, card: Card) -> Iterator[Failure]:
        marked.append(card.id)
        return real(self, card)

    monkeypatch.setattr(Trials, "failures", noted)
    edited = other.replace("Lenin}", "Lenin, hint: think}")
    (after,) = found(
        tmp_path, deck("{id: new, ask: Who died?, answer: Kirov}", edited, failing_card), tried=tried
    )
    assert marked == ["d/new", "d/who"]
    assert (before.line, after.line) == (5, 6)


def test_trying_takes_time_in_proportion_to_the_cards(tmp_path: Path) -> None:
    def seconds(cards: int) -> float:
        texts = [
            f"{{id: c{n}, ask: What was office {n} for?, answer: assignments of staff {n}, "
            f"accept: [staff of office {n}, posts {n}]}}"
            for n in range(cards)
        ]
        started = time.process_time()
        found(tmp_path / str(cards), deck(*texts))
        return time.process_time() - started

    seconds(20)
    assert seconds(320) < 8 * max(0.1, seconds(80))
