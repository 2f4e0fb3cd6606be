"""What is said of a plan that somebody wrote: never a false correction, and never less for a better plan."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from studykit.essays.own import LARGEST_WORD, OwnPlan, read_own, word_text
from studykit.essays.practise import Compared
from tests.essays.ladders import LADDERS, PATRONAGE
from tests.essays.library import Shelf


def codes(compared: Compared, *, found: bool) -> set[str]:
    return {signal.code for signal in compared.signals if signal.found is found}


Check = Callable[[str, str], Compared]


@pytest.fixture(scope="module")
def check(both: Shelf) -> Check:
    """Check a plan on a question, each once for all that is said of it."""
    return cache(both.check)


@pytest.mark.parametrize(("question", "plans"), LADDERS, ids=lambda each: str(each)[:40])
def test_a_better_plan_scores_higher(check: Check, question: str, plans: tuple[str, str, str]) -> None:
    scores = [check(plan, question).score for plan in plans]
    assert scores == sorted(scores)
    assert len(set(scores)) == len(scores)


@pytest.mark.parametrize(("question", "plans"), LADDERS, ids=lambda each: str(each)[:40])
def test_a_right_plan_is_not_corrected(check: Check, question: str, plans: tuple[str, str, str]) -> None:
    for plan in plans:
        assert check(plan, question).differing == ()


@pytest.mark.parametrize(("question", "plans"), LADDERS, ids=lambda each: str(each)[:40])
def test_more_lines_never_take_anything_away(
    check: Check, question: str, plans: tuple[str, str, str]
) -> None:
    weak, strong = plans[0], plans[-1]
    assert check(f"{strong}\n{weak}", question).score >= check(strong, question).score


def test_the_thesis_is_asked_whether_it_answers_this_question(both: Shelf) -> None:
    plan = "Thesis: Ideology was decisive because Socialism in One Country appealed to a tired Party.\n1. Ideas\n"
    assert "thesis-answers" in codes(both.check(plan, PATRONAGE), found=False)
    mended = plan.replace("Ideology was decisive", "Party institutions were decisive")
    assert "thesis-answers" in codes(both.check(mended, PATRONAGE), found=True)


def test_a_missing_second_case_is_said(both: Shelf) -> None:
    question = "Compare and contrast the rise to power of two leaders, each from a different region."
    one = both.check(
        "Thesis: Stalin rose by votes because he had the Party.\n1. Stalin and the Party, 1922\n", question
    )
    assert "all-cases" in codes(one, found=False)
    two = both.check(
        "Thesis: Stalin rose by votes, whereas Mao rose by war.\n1. Stalin, 1922, and Mao, 1948\n", question
    )
    assert "all-cases" in codes(two, found=True)


@pytest.mark.parametrize(
    "question",
    [
        "Evaluate the success of the economic policies of one authoritarian state.",
        "Evaluate the role o: y iJr.",
    ],
)
def test_beside_an_outline_without_a_point_nothing_is_missed(both: Shelf, question: str) -> None:
    assert both.outline(question).paragraphs == ()
    found = both.check("Stalin rose because he controlled the Party machine.\n", question)
    assert (found.points, found.evidence, found.differing) == ((), (), ())


# Facts


def facts(compared: Compared) -> dict[str, str]:
    return {piece.card: line for piece, line in compared.evidence if line is not None}


def test_a_fact_in_other_words_is_found_and_her_line_quoted(both: Shelf) -> None:
    line = "Mao was made chairman by the Politburo in March 1943"
    found = both.check(
        f"Thesis: x\n1. The Party\n- {line}\n",
        "Evaluate the role of control of the Communist Party in Mao's rise.",
    )
    assert facts(found)["mao-rise/chairman"] == line


@pytest.mark.parametrize(
    ("line", "card"),
    [
        ("The Red Army fell from 900,000 men in 1937 to 45,000 in April 1945", "mao-rise/red-army-growth"),
        ("The Red Army never grew from 45,000 to 900,000 men by 1945", "mao-rise/red-army-growth"),
        ("The gold yuan ruined the savings of the towns in 1938", "mao-rise/yuan"),
    ],
)
def test_a_fact_turned_round_is_not_counted(both: Shelf, line: str, card: str) -> None:
    for question in (
        "To what extent was force the reason for Mao's rise?",
        "Discuss the failures of the Guomindang in Mao's rise.",
    ):
        assert card not in facts(both.check(f"Thesis: x\n1. Point\n- {line}\n", question))


def test_who_did_what_to_whom_must_agree(both: Shelf) -> None:
    question = "Evaluate the role of Lenin's Testament in Stalin's rise to power."
    right = "In May 1924 Zinoviev and Kamenev spoke up for Stalin when the Testament was discussed"
    wrong = (
        "In May 1924 Trotsky spoke up for Stalin when the Testament was discussed, and Zinoviev kept silent"
    )
    assert "stalin-testament/protectors" in facts(both.check(f"Thesis: x\n- {right}\n", question))
    assert "stalin-testament/protectors" not in facts(both.check(f"Thesis: x\n- {wrong}\n", question))


def test_another_date_is_said_only_of_the_very_same_fact(both: Shelf) -> None:
    question = "Evaluate the role of control of the Communist Party in Mao's rise to power."
    wrong = both.check(
        "Thesis: x\n- In March 1944 the Politburo made Mao its chairman with the last word in the Secretariat\n",
        question,
    )
    assert [each.piece.card for each in wrong.differing] == ["mao-rise/chairman"]
    for line in (
        "Mao wrote much as chairman in 1944",
        "In March 1943 the Politburo made Mao its chairman",
        "Mao led the Secretariat after 1944",
    ):
        assert both.check(f"Thesis: x\n- {line}\n", question).differing == ()


def test_a_point_in_other_words_is_found(both: Shelf) -> None:
    question = "To what extent was force the main reason for one leader's rise to power?"
    line = "votes beat the Left in 1924 and the Right in 1929, not the police"
    compared = both.check(f"Thesis: x\n1. {line}\n", question)
    made = [paragraph.point for paragraph, is_there in compared.points if is_there]
    assert made == ["The Left of 1924 and the Right of 1929 were beaten by votes and not by the police."]
    denied = both.check("Thesis: x\n1. neither the Left nor the Right was beaten by votes\n", question)
    assert not any(is_there for _, is_there in denied.points)


def test_a_wrong_year_beside_an_event_is_said_where_the_line_is_no_fact_of_a_card(both: Shelf) -> None:
    question = "To what extent was force the main reason for one leader's rise to power?"
    line = "votes beat each opposition first, at the Fourteenth Congress in December {}"
    wrong = both.check(f"Thesis: x\n1. {line.format(1924)}\n", question)
    assert [(each.line, "December 1925" in each.piece.text) for each in wrong.differing] == [
        (line.format(1924), True)
    ]
    for right in (line.format(1925), "votes of 1924 came before those of the Fourteenth Congress"):
        assert both.check(f"Thesis: x\n1. {right}\n", question).differing == ()


def test_a_person_of_the_case_is_no_historian_unless_as_an_author(both: Shelf) -> None:
    question = "Evaluate the role of ideology in Stalin's rise to power."
    for line, is_view in (
        ("Trotsky argued for Permanent Revolution in 1924", False),
        ("In 1927 Trotsky was expelled from the Party", False),
        ("Trotsky wrote later that the doctrine was the creed of a new bureaucracy", True),
        ("Tucker argues that members were won by the policy", True),
    ):
        found = both.check(f"Thesis: x\n1. Ideas\n   - {line}\n", question)
        assert ("historian" in codes(found, found=True)) is is_view, line


@pytest.mark.parametrize("dated", range(8))
def test_what_is_counted_and_what_is_still_wanted_do_not_contradict_each_other(
    both: Shelf, dated: int
) -> None:
    lines = "".join(f"   - something of {1920 + year}\n" for year in range(dated))
    compared = both.check(f"Thesis: x\n1. Posts\n{lines}", PATRONAGE)
    said = [each.message for each in compared.signals if each.code.startswith("dated-evidence")]
    counted = {message for message in said if "dated fact" in message and message[0].isdigit()}
    assert counted <= {f"{dated} dated fact{'' if dated == 1 else 's'}."}
    assert all(message[0].isdigit() or message.startswith("More" if dated else "No") for message in said)


def test_years_of_books_and_of_earlier_causes_are_no_errors(both: Shelf) -> None:
    plan = "Thesis: x\n1. Party rules\n- ban on factions, March 1921\nDeutscher, Stalin: A Political Biography (1949), stresses the machine\n"
    compared = both.check(plan, PATRONAGE)
    assert compared.differing == ()
    assert not any("1949" in signal.message or "1921" in signal.message for signal in compared.signals)


def test_an_outline_that_studykit_wrote_is_read_back_and_credited(both: Shelf, tmp_path: Path) -> None:
    pytest.importorskip("docx")
    from studykit.essays.document import Layout
    from studykit.essays.export_docx import docx
    from studykit.essays.export_markdown import markdown
    from studykit.essays.export_text import text

    layout = Layout(recall=False)
    outline = both.outline(PATRONAGE)
    written = {
        "docx": word_text(docx(outline, layout)),
        "md": markdown(outline, layout),
        "txt": text(outline, None, layout),
    }
    for name, plan in written.items():
        compared = both.check(plan, PATRONAGE)
        assert compared.differing == (), name
        assert sum(made for _, made in compared.points) >= len(compared.points) - 1, name
        assert {"thesis", "thesis-answers", "counter-argument", "conclusion", "historian"} <= codes(
            compared, found=True
        ), name


# Layouts: the same plan, however it is set out

LAYOUTS = {
    "labels": "Thesis: The Party decided because it had the posts.\nPoint: Posts made votes.\nEvidence: 3 April 1922.\nPoint: Rules punished dissent.\nEvidence: March 1921.\nPoint: Recruits followed.\nEvidence: 1924.\nCounter: Rivals erred, but needed a machine.\nHistorian: Carr, too simple.\nConclusion: It ranks first.",
    "numbers": "The Party decided because it had the posts.\n1. Posts made votes.\n   - 3 April 1922.\n2. Rules punished dissent.\n   - March 1921.\n3. Recruits followed.\n   - 1924.\nHowever rivals erred, but needed a machine.\nCarr argues for organisation, too simple.\nOverall it ranks first.",
    "labels and numbers": "Thesis: The Party decided because it had the posts.\n1. Posts made votes.\n   - 3 April 1922.\n2. Rules punished dissent.\n   - March 1921.\n3. Recruits followed.\n   - 1924.\nCounter: Rivals erred, but needed a machine.\nHistorian: Carr, too simple.\nConclusion: It ranks first.",
    "headings": "## Thesis\nThe Party decided because it had the posts.\n## Points\n- Posts made votes.\n- Rules punished dissent.\n- Recruits followed.\n## Evidence\n- 3 April 1922.\n- March 1921.\n- 1924.\n## Counter-argument\nRivals erred, but needed a machine.\n## Historian\nCarr, too simple.\n## Conclusion\nIt ranks first.",
    "labels on lines of their own": "Thesis\nThe Party decided because it had the posts.\nParagraph 1\nPosts made votes.\nEvidence\n- 3 April 1922.\nParagraph 2\nRules punished dissent.\nEvidence\n- March 1921.\nParagraph 3\nRecruits followed.\nEvidence\n- 1924.\nCounter-argument\nRivals erred, but needed a machine.\nHistorian\nCarr, too simple.\nConclusion\nIt ranks first.",
    "themes as headings": "Thesis: The Party decided because it had the posts.\n\n## Posts made votes.\n- 3 April 1922.\n## Rules punished dissent.\n- March 1921.\n## Recruits followed.\n- 1924.\n## Counter\nRivals erred, but needed a machine.\n## Historian\nCarr, too simple.\n## Conclusion\nIt ranks first.",
    "bold labels in bullets": "- **Thesis:** The Party decided because it had the posts.\n- **Point 1:** Posts made votes.\n- **Evidence:** 3 April 1922.\n- **Point 2:** Rules punished dissent.\n- **Evidence:** March 1921.\n- **Point 3:** Recruits followed.\n- **Evidence:** 1924.\n- **Counter-argument:** Rivals erred, but needed a machine.\n- **Historian:** Carr, too simple.\n- **Conclusion:** It ranks first.",
}  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_plan_is_read_the_same_however_it_is_set_out(layout: str) -> None:
    own = read_own(LAYOUTS[layout])
    assert own.points == ("Posts made votes.", "Rules punished dissent.", "Recruits followed.")
    assert [len(each) for each in (own.thesis, own.counter, own.historian, own.conclusion)] == [1, 1, 1, 1]
    assert set(own.evidence) == {"3 April 1922.", "March 1921.", "1924."}


def test_a_document_that_word_wrote_is_read(tmp_path: Path) -> None:
    docx = pytest.importorskip("docx")
    document = docx.Document()
    document.add_heading("Evaluate the role of patronage in one leader's rise.", level=1)
    document.add_paragraph("Thesis: Patronage decided because votes followed posts.")
    document.add_paragraph("Posts made votes.", style="List Number")
    document.add_paragraph("Counter-argument: Rivals erred, but late.")
    file = io.BytesIO()
    document.save(file)
    own = read_own(word_text(file.getvalue()))
    assert own.question == "Evaluate the role of patronage in one leader's rise."
    assert (len(own.thesis), own.points, len(own.counter)) == (1, ("Posts made votes.",), 1)


def test_what_is_no_word_document_is_refused() -> None:
    pytest.importorskip("docx")
    with pytest.raises(ValueError, match="Word"):
        word_text(b"PK\x03\x04word")


def test_a_word_document_that_would_unpack_to_more_than_there_is_memory_for_is_refused() -> None:
    pytest.importorskip("docx")
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("a", bytes(LARGEST_WORD))
        package.writestr("b", b"x")
    with pytest.raises(ValueError, match="Word") as refused:
        word_text(file.getvalue())
    assert "too much" in str(refused.value.__cause__)


def test_an_empty_text_is_an_empty_plan() -> None:
    assert read_own("\n\n") == OwnPlan()
    assert read_own("").empty


def test_a_table_within_tables_of_a_word_document_is_read_once() -> None:
    docx = pytest.importorskip("docx")
    document = docx.Document()
    cell = document.add_table(1, 1).cell(0, 0)
    for _ in range(8):
        cell = cell.add_table(1, 1).cell(0, 0)
    cell.text = "In 1922 Stalin became General Secretary."
    file = io.BytesIO()
    document.save(file)
    assert word_text(file.getvalue()).count("General Secretary") == 1
