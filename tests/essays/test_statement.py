from __future__ import annotations

import pytest

from studykit.essays.statement import statement
from tests.essays.library import shelf

HEAD = "deck: d\ncards:\n"


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("ask: In which year did Stalin become General Secretary?\n    answer: 1922", "Stalin became General Secretary in 1922."),
        ("ask: In which year was the ban on factions passed?\n    answer: 1921", "The ban on factions was passed in 1921."),
        ("ask: At which Party Congress was the ban passed?\n    answer: the Tenth", "The ban was passed at the Tenth Party Congress."),
        ("ask: What was the Lenin Enrolment?\n    answer: a mass recruitment of members", "The Lenin Enrolment was a mass recruitment of members."),
        ("ask: Who edited Pravda?\n    answer: Bukharin", "Bukharin edited Pravda."),
        ("ask: Why did rivals stand aside?\n    answer: because they feared Trotsky", "Rivals stood aside because they feared Trotsky."),
        ("ask: Why did Stalin win?\n    answer: because his rivals fell out", "Stalin won because his rivals fell out."),
        ("ask: Which post did Trotsky hold in 1924?\n    answer: Commissar for War", "The post that Trotsky held in 1924: Commissar for War."),
        ("ask: Which lectures let Stalin pose as the interpreter?\n    answer: The Foundations", "The lectures that let Stalin pose as the interpreter: the Foundations."),
        ("ask: When did Lenin die? Give the month and year.\n    answer: January 1924", "Lenin died in January 1924."),
        ("ask: Name two things the Secretary controlled.\n    list: [files, posts]", "Things the Secretary controlled: files, posts."),
        ("ask: Put the steps in order.\n    order: [one, two, three]", "The steps: one, then two, then three."),
        ("ask: How did patronage help Stalin?\n    points: [posts were owed, votes followed]", "How patronage helped Stalin: posts were owed; votes followed."),
        ("cloze: 'As {{General Secretary::post}} he kept the {{files}}.'", "As General Secretary he kept the files."),
        ("ask: 'Left or Right:'\n    sort: {Left: [fast growth], Right: [the NEP]}", "Left: fast growth; Right: the NEP."),
        ("ask: Which opposition defended the NEP?\n    choose: [Left, Right]\n    answer: Right", "The opposition that defended the NEP: Right."),
    ],
)  # fmt: skip
def test_a_card_is_said_as_a_sentence(tmp_path, entry: str, said: str) -> None:
    there = shelf(tmp_path, f"{HEAD}  - id: one\n    {entry}\n")
    assert statement(there.library.siblings(there.library.listings[0].parent)) == said


def test_every_shipped_card_gives_one_line_that_ends_as_a_sentence(shipped) -> None:
    for parent in {card.parent for card in shipped.library.listings}:
        said = statement(shipped.library.siblings(parent))
        assert said.endswith((".", "!", "?")), said
        assert "\n" not in said
        assert "{{" not in said
        assert ".." not in said
