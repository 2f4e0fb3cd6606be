"""What a question may ask besides how much a cause mattered, and how outlines answer it."""

from __future__ import annotations

import re

import pytest

from studykit.essays.export_text import text
from studykit.essays.known import names
from studykit.essays.years import Years
from tests.essays.library import Shelf
from tests.essays.questions import STEMS, SUBJECTS
from tests.essays.theses import THESES


@pytest.mark.parametrize(("question", "thesis"), THESES.items())
def test_the_thesis_answers_what_is_asked(shipped: Shelf, question: str, thesis: str) -> None:
    assert (shipped.outline(question).thesis or "").startswith(thesis)


def test_who_asks_how_and_why_gets_no_degree(shipped: Shelf) -> None:
    for question in THESES:
        outline = shipped.outline(question)
        assert (outline.degree is None) is question.startswith(
            ("How and", "Why", "Analyse", "Explain", "Account", "Discuss the reasons why", '"The Left lost')
        )


@pytest.mark.parametrize(
    ("question", "judged"),
    [
        ("Evaluate the role of the Right in Stalin's rise to power.", "the Right mattered"),
        (
            "Discuss the significance of the Lenin Enrolment for Stalin's rise.",
            "the Lenin Enrolment mattered",
        ),
        (
            '"Persuasion rather than coercion brought one leader to power." Discuss.',
            "persuasion mattered more",
        ),
        ("To what extent did luck help one leader to gain power?", "to some extent: chance opened doors"),
    ],
)
def test_the_conclusion_judges_what_the_question_asks_about(
    shipped: Shelf, question: str, judged: str
) -> None:
    conclusion = shipped.outline(question).conclusion or ""
    assert conclusion.startswith("On balance, ")
    assert judged in conclusion.partition(". ")[0]


def test_the_conclusion_judges_each_thing_claimed_and_names_the_leader_once(shipped: Shelf) -> None:
    outline = shipped.outline("Evaluate the importance of ambition and ideology in one leader's rise.")
    assert "Gifts that had made no public leader of Stalin by 1922 cannot be" in (outline.conclusion or "")
    assert "it ranks behind what held the votes" in (outline.conclusion or "")
    weighed = shipped.outline("Discuss whether personality or circumstances did more for one leader's rise.")
    said = "Stalin's own skill and personality. Gifts that had made no public leader of Stalin by 1922"
    assert said in (weighed.conclusion or "")


def test_a_paragraph_on_a_subject_shows_the_cards_that_its_case_gives(shipped: Shelf) -> None:
    case = shipped.material.known.cases["stalin"].case
    for name in ("Lenin's Testament", "Georgian affair", "Secretariat"):
        first = shipped.outline(f"Evaluate the role of {name} in Stalin's rise to power.").paragraphs[0]
        known = case.subjects[name]
        assert len({piece.card for piece in first.evidence} & {*known.evidence, *known.but_evidence}) > 1, (
            name
        )


def test_every_subject_of_the_case_has_two_paragraphs_that_name_it(shipped: Shelf) -> None:
    facts = shipped.material.known.cases["stalin"]
    for subject, known in facts.case.subjects.items():
        cards = {card for name in facts.names_of(subject) for card in shipped.material.naming("stalin", name)}
        if known.period or len(cards) < 4:
            continue
        outline = shipped.outline(f"Evaluate the role of {subject} in Stalin's rise to power.")
        said = [
            " ".join([each.point, *(piece.text for piece in each.evidence)]) for each in outline.paragraphs
        ]
        on_it = sum(any(names(text, name) for name in facts.names_of(subject)) for text in said)
        assert on_it >= 2, subject


def test_the_counter_argument_is_on_what_the_question_asks_about(shipped: Shelf) -> None:
    for question, said, reply in (
        (
            "Evaluate the role of the Right in Stalin's rise.",
            "The last contest was an unequal one",
            "The contest with the Right was unequal but not idle, since",
        ),
        (
            "Was it luck or skill that brought one leader to power?",
            "A stroke silenced Lenin",
            "Lenin's advice outlived his voice",
        ),
    ):
        outline = shipped.outline(question)
        assert (outline.counter or "").startswith(said)
        assert (outline.answer or "").startswith(reply)


def test_a_claim_that_is_not_understood_is_said_to_be_so(shipped: Shelf) -> None:
    notes = shipped.outline(
        '"Revolutions devour their own." Discuss with reference to one leader\'s rise.'
    ).notes
    assert any("is not understood" in note for note in notes)
    assert not shipped.outline("Discuss the reasons for one leader's rise to power.").notes


def test_years_beside_a_name_that_a_case_knows_ask_for_nothing_else(shipped: Shelf) -> None:
    outline = shipped.outline("Evaluate the importance of the ban on factions of 1921 for Stalin's rise.")
    assert outline.question.claims[0].subject == "ban on factions"
    assert outline.question.scopes == ("rise-of-a-leader",)


def test_no_name_asks_for_a_scope(shipped: Shelf) -> None:
    outline = shipped.outline("Discuss the role of Socialism in One Country in one leader's rise to power.")
    assert outline.question.scopes == ("rise-of-a-leader",)


def test_of_two_subjects_weighed_each_has_a_paragraph(shipped: Shelf) -> None:
    question = "Was the ban on factions or Socialism in One Country more important for Stalin's rise?"
    subjects = {each.subject for each in shipped.outline(question).paragraphs}
    assert {"ban on factions", "Socialism in One Country"} <= subjects


@pytest.mark.parametrize(
    ("question", "thesis"),
    [
        ('"By the time Lenin died, all was already assured." Discuss.', "complete by the end of 1923"),
        ("When Trotsky was expelled in 1927, was the contest already over?", "complete by the end of 1927"),
        ("How far was opposition beaten by the time of the Fifteenth Congress?", "by the end of 1927"),
        ("To what extent was the troika decisive after Lenin died?", "The troika mattered to a large"),
        ("Once Lenin had fallen ill, how important was propaganda for Stalin's rise?", "propaganda"),
    ],
)  # fmt: skip
def test_an_event_that_only_says_when_is_a_date_and_not_the_topic(
    shipped: Shelf, question: str, thesis: str
) -> None:
    assert thesis in (shipped.outline(question).thesis or "")


def test_what_happens_when_something_holds_is_a_claim_on_it(shipped: Shelf) -> None:
    for said in (
        "When opponents are divided, leaders rise.",
        "Leaders rise when their opponents are divided.",
    ):
        claims = shipped.outline(f'"{said}" Discuss with reference to one leader.').question.claims
        assert [each.factor for each in claims] == ["rivals"], said


def test_whether_it_was_complete_is_argued_from_what_each_stage_did(shipped: Shelf) -> None:
    outline = shipped.outline('"Stalin\'s victory was already certain by 1924." Discuss.')
    assert [each.subject for each in outline.paragraphs][1:3] == ["the year 1925", "the years 1926-27"]
    assert (outline.conclusion or "").endswith("Only by the end of 1927 was it so to a large extent.")


def test_what_stands_beside_a_cause_is_weighed_against_it(shipped: Shelf) -> None:
    for said in (
        "How significant were appointments beside personal qualities in one leader's rise?",
        "Weigh the importance of appointments against personal qualities in one leader's rise.",
    ):
        reading = shipped.outline(said).question.reading
        assert reading.rival is not None, said
        assert (reading.claims[0].factor, reading.rival.factor) == ("party-machine", "leadership")
    besides = shipped.outline("What besides ideology brought one leader to power?").question.reading
    assert besides.rival is None


def test_how_and_why_is_told_no_command_term_and_how_significant_a_degree(shipped: Shelf) -> None:
    outline = shipped.outline("How and why did the Right fail to stop one leader?")
    assert [each.code for each in outline.warnings] == ["names-a-leader"]
    assert outline.degree is None
    asked = "How and why did one leader win, and how significant was propaganda beside organisation?"
    assert shipped.outline(asked).degree == "hardly"


def test_one_state_in_the_years_of_a_rise_asks_for_no_later_rule(shipped: Shelf) -> None:
    asked = "In one state between {}, examine how rivals for the leadership were removed."
    assert shipped.outline(asked.format("1924 and 1929")).paragraphs
    assert not shipped.outline(asked.format("1931 and 1939")).paragraphs


def test_the_success_of_a_policy_is_no_success_of_its_maker(shipped: Shelf) -> None:
    outline = shipped.outline("Evaluate the success of Stalin's Five-Year Plans.")
    assert [each.code for each in outline.warnings] == ["not-covered"]


@pytest.mark.parametrize("name", ["Bukharin", "the Right Opposition", "Lenin's Testament", "Zinoviev"])
def test_all_but_one_of_the_paragraphs_keep_to_a_subject_and_that_weighs_it(
    shipped: Shelf, name: str
) -> None:
    outline = shipped.outline(f"Evaluate the role of {name} in Stalin's rise to power.")
    own = [bool(each.subject) for each in outline.paragraphs]
    assert sum(own) >= 2
    assert own == [True] * (len(own) - 1) + [False]
    assert {each.side for each in outline.paragraphs} == {"for", "against"}


def test_the_counter_argument_says_nothing_that_the_thesis_has_said_and_is_answered(shipped: Shelf) -> None:
    for question in [*(stem.text for stem in STEMS if stem.cases == 1), *SUBJECTS]:
        outline = shipped.outline(question)
        assert outline.counter, question
        assert outline.answer, question
        for said in (outline.counter, outline.answer):
            assert said.rstrip(".")[1:] not in (outline.thesis or ""), question


def test_nearly_every_argument_says_on_one_page_why_it_matters_or_ends_with_its_link(shipped: Shelf) -> None:
    outlines = [shipped.outline(stem.text) for stem in STEMS if stem.cases == 1]
    pages = [text(made).split("\n\n") for made in outlines]
    shown = [each for page in pages for each in page if re.match(r"  \d\. ", each)]
    said = sum("\n  Link" in each or "\n  Why it" in each for each in shown)
    assert said >= 0.6 * len(shown)
    assert sum(each.count(" - ") > 1 for each in shown) >= 0.6 * len(shown)  # two facts
    assert sum("\n  Why it" in each for page in pages for each in page) >= len(pages)


def test_a_question_without_years_is_proved_by_dated_facts_and_not_by_what_historians_argued(
    shipped: Shelf,
) -> None:
    outline = shipped.outline(
        "Compare the importance of party organisation and personality in the rise of one leader."
    )
    facts = [piece.text for each in outline.paragraphs for piece in each.evidence]
    assert not [fact for fact in facts if re.search(r"\bargued in \d{4}\b", fact)]
    assert all(len(each.evidence) >= 2 for each in outline.paragraphs)


def test_what_it_means_is_the_clause_before_it_and_no_date(shipped: Shelf) -> None:
    asked = shipped.outline(
        "When the grain crisis came in 1928, did it make the defeat of the Right inevitable?"
    )
    assert asked.question.claims[0].subject == "grain crisis"


def test_before_one_year_and_after_another_is_no_stretch_of_years(shipped: Shelf) -> None:
    asked = '"Unlikely before 1924, the victory of one leader was certain after 1927." Discuss.'
    assert shipped.outline(asked).question.years is None


def test_part_of_a_name_with_other_words_is_called_by_the_whole(shipped: Shelf) -> None:
    thesis = shipped.outline("Explain why the Leningrad party organisation failed to stop Stalin.").thesis
    assert (thesis or "").startswith("The Leningrad Opposition failed, because")


def test_by_a_year_within_a_stage_is_by_the_end_of_the_one_before(shipped: Shelf) -> None:
    thesis = shipped.outline("By 1926, had one leader already won the struggle for power?").thesis
    assert "complete by the end of 1925" in (thesis or "")


def test_what_no_case_and_too_few_cards_know_is_named_as_it_was_typed(shipped: Shelf) -> None:
    notes = shipped.outline("Evaluate the role of Sokolnikov in one leader's rise to power.").notes
    assert notes[0].startswith("Your cards hold too little on Sokolnikov:")


def test_that_others_let_him_is_a_claim_on_them(shipped: Shelf) -> None:
    reading = shipped.outline('"Leaders reach power because others let them." Discuss.').question.reading
    assert reading.claims[0].factor == "rivals"


def test_the_use_of_something_goes_on_with_a_list(shipped: Shelf) -> None:
    outline = shipped.outline(
        "Examine the role of ideology and the use of force in one leader's rise to power."
    )
    assert [each.factor for each in outline.question.claims] == ["ideology", "force"]
    assert {"ideology", "force"} <= {each.factor for each in outline.paragraphs}


def test_what_something_weightier_stands_beside_did_not_matter_most(shipped: Shelf) -> None:
    question = (
        "Discuss the view that the ban on factions was the single most important reason for Stalin's rise."
    )
    thesis = shipped.outline(question).thesis or ""
    assert thesis.startswith(
        "The ban on factions mattered to a large extent, though not as the main cause, in"
    )


def test_an_office_is_called_as_the_question_calls_it(shipped: Shelf) -> None:
    outline = shipped.outline("How significant was the post of General Secretary in the rise of Stalin?")
    assert "the post of General Secretary mattered" in (outline.thesis or "")


@pytest.mark.parametrize(
    ("question", "cards"),
    [
        ("To what extent did propaganda help one leader to power?", {"stalin-press/trotskyism-speech"}),
        ("How far did the weakness of opponents bring one leader to power?", {"stalin-testament/protectors"}),
        ("Force did much to bring one leader to power. Discuss.", {"stalin-force/raid-when"}),
    ],
)  # fmt: skip
def test_what_the_thesis_says_is_shown_in_a_paragraph(shipped: Shelf, question: str, cards: set[str]) -> None:
    shown = {piece.card for each in shipped.outline(question).paragraphs for piece in each.evidence}
    assert cards <= shown


def test_the_conclusion_on_a_subject_is_on_it_and_not_on_its_factor(shipped: Shelf) -> None:
    for subject in ("Trotsky", "Bukharin", "Zinoviev"):
        conclusion = shipped.outline(f"Evaluate the role of {subject} in Stalin's rise.").conclusion or ""
        assert conclusion.count(subject) > 1, conclusion


def test_who_asks_how_and_why_is_told_of_methods_and_of_reasons(shipped: Shelf) -> None:
    outline = shipped.outline("How and why did one leader outmanoeuvre his rivals?")
    assert [each.heading.partition(": ")[0] for each in outline.paragraphs] == ["How", "Why", "How", "Why"]
    assert "errors and divisions of his rivals came next" in (outline.thesis or "")


@pytest.mark.parametrize(
    ("question", "thesis"),
    [
        (
            "How and why did Stalin become the dominant figure in the Soviet Union?",
            "Stalin's rise to power is best",
        ),
        ("Why did Stalin, rather than Trotsky, succeed Lenin?", "Trotsky failed, because"),
        (
            "Evaluate Deutscher's view that the apparatus made Stalin.",
            "To a very large extent control of the Party",
        ),
        (
            '"It is a myth that personality was central to one leader\'s rise." Discuss.',
            "It is true to some extent",
        ),
        (
            '"Stalin was the product of circumstances he did not create." Discuss.',
            "Conditions mattered to a large",
        ),
        (
            "Was 1925 or 1927 the turning point in Stalin's rise?",
            "To a large extent the year 1925 mattered more",
        ),
        (
            "Evaluate the role of propaganda, alliances and force in one leader's rise.",
            "Changing alliances mattered to a very large extent, propaganda and",
        ),
        (
            "To what extent was Stalin's rise the result of his control of the Communist Party apparatus?",
            "To a large extent control of the Party machine decided",
        ),
        (
            "Examine the impact of foreign policy issues on the power struggle in the USSR in the 1920s.",
            "To some extent foreign policy issues mattered",
        ),
        (
            '"It was a victory of tactics, not of principle." Discuss with reference to one rise.',
            "To a large extent changing alliances mattered more than ideology",
        ),
        (
            '"Without the one-party state created by Lenin there would have been no Stalin." Discuss.',
            "To a large extent Lenin made Stalin's rise to power possible",
        ),
        (
            '"Trotsky never really had a chance." Discuss the leadership struggle of 1923 to 1927.',
            "To a large extent Trotsky endangered Stalin's rise to power",
        ),
        ('"Trotsky was defeated by Stalin." Discuss.', "To a large extent Stalin's own skill"),
        ('"The Party membership wanted Stalin." Discuss.', "Only to a limited extent did popular support"),
        (
            '"The opposition to Stalin was strong but unlucky." Discuss.',
            "To a large extent the weakness of opponents mattered",
        ),
        ('"Foreign policy failures strengthened Stalin." Discuss.', "To some extent foreign policy failures"),
        (
            '"War made the dictator; the dictator did not make himself." Discuss with one leader.',
            "To some extent war and the fear of war mattered",
        ),
        (
            "Analyse the methods used by Stalin to defeat the Left and Right oppositions.",
            "The defeat of the Left Opposition and the Right Opposition is best",
        ),
        (
            "Discuss the view that social division was the most important condition for one leader's rise.",
            "Only to a limited extent did a weary and divided society",
        ),
        (
            "To what extent had Stalin secured his position by the end of 1927?",
            "To a large extent Stalin's rise",
        ),
        ("Stallins rise - was it down to popular support??", "Only to a limited extent did popular support"),
        (
            '"Ideology was vital to Stalin\'s success." Discuss.',
            "Ideology mattered to some extent, though not as the main cause",
        ),
        (
            '"Stalin would have come to power however strong his opponents." Discuss.',
            "To a large extent the weakness of opponents made Stalin's rise to power possible",
        ),
        (
            '"It was not so much that Stalin won as that the others lost." Discuss.',
            "To a large extent the weakness of opponents mattered more than",
        ),
        (
            '"Stalin was in the right place at the right time." Discuss.',
            "Only to a limited extent did chance",
        ),
        (
            "Explain why Stalin and not another Bolshevik became leader.",
            "Stalin's rise to power is best explained",
        ),
        (
            "How far did the Scissors Crisis and the difficulties of NEP help Stalin to power?",
            "The NEP mattered",
        ),
        (
            "Analyse the methods, apart from force, used by one authoritarian leader to rise to power.",
            "Stalin's rise to power is best explained",
        ),
    ],
)
def test_what_readers_asked_is_read_as_they_meant_it(shipped: Shelf, question: str, thesis: str) -> None:
    assert (shipped.outline(question).thesis or "").startswith(thesis)


def test_what_lies_outside_the_years_asked_about_is_not_shown(shipped: Shelf) -> None:
    outline = shipped.outline(
        "Discuss the view that coercion contributed nothing to one leader's rise before 1927."
    )
    assert outline.question.years == Years(None, 1926)
    assert "1927" not in (outline.thesis or "")
    dated = [piece.date for each in outline.paragraphs[:1] for piece in each.pieces if piece.date]
    assert dated
    assert all(date.start.year < 1927 for date in dated)


def test_what_a_question_leaves_out_has_no_paragraph(shipped: Shelf) -> None:
    for asked in ("Analyse the methods (excluding force) by which Stalin rose to power.",):
        assert "force" not in {each.factor for each in shipped.outline(asked).paragraphs}


def test_a_question_on_one_opposition_is_not_argued_from_the_other(shipped: Shelf) -> None:
    outline = shipped.outline("How did Stalin outmanoeuvre the Left between 1923 and 1927?")
    assert not [each.point for each in outline.paragraphs if each.point.startswith("The Right")]
