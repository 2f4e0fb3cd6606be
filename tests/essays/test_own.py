from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from studykit.essays.export_markdown import markdown
from studykit.essays.own import PARTS, OwnPlan, read_own, write_line, write_part
from tests.essays.library import Shelf


def test_headings_tell_the_parts_apart() -> None:
    own = read_own(
        "# Evaluate the role of luck in one leader's rise.\n\n## Thesis\nLuck mattered least.\n\n"
        "## Points\n- Offices came first\n- Ideas second\n\n## Evidence\n* 1922: General Secretary\n\n"
        "## Counter-argument\nHe was lucky in 1924.\n\n## Historian\nDeutscher\n\n"
        "## Conclusion\nOffices decided.\n"
    )
    assert own == OwnPlan(
        question="Evaluate the role of luck in one leader's rise.",
        thesis=("Luck mattered least.",),
        points=("Offices came first", "Ideas second"),
        evidence=("1922: General Secretary",),
        counter=("He was lucky in 1924.",),
        historian=("Deutscher",),
        conclusion=("Offices decided.",),
    )


def test_labels_do_as_well_as_headings() -> None:
    own = read_own(
        "Question: Discuss the role of luck.\nThesis: Luck mattered least.\nPoint 1: Offices came first\n"
        "Evidence: 1922, General Secretary\n**Counter-argument:** He was lucky.\nJudgement: Offices decided."
    )
    assert own.question == "Discuss the role of luck."
    assert own.thesis == ("Luck mattered least.",)
    assert own.points == ("Offices came first",)
    assert own.evidence == ("1922, General Secretary",)
    assert own.counter == ("He was lucky.",)
    assert own.conclusion == ("Offices decided.",)


def test_plain_paragraphs_are_sorted_by_what_they_say() -> None:
    own = read_own(
        "Discuss the role of luck in one leader's rise.\nOffices mattered more than luck.\n"
        "He controlled appointments.\nHowever, his rivals made mistakes.\n"
        "Deutscher argues that the office decided.\n"
        "In conclusion, offices decided."
    )
    assert own.question == "Discuss the role of luck in one leader's rise."
    assert own.thesis == ("Offices mattered more than luck.",)
    assert own.points == ("He controlled appointments.",)
    assert own.counter == ("However, his rivals made mistakes.",)
    assert own.historian == ("Deutscher argues that the office decided.",)
    assert own.conclusion == ("In conclusion, offices decided.",)


def test_an_exported_outline_reads_back_as_a_plan(small: Shelf) -> None:
    outline = small.outline("Evaluate the role of patronage in one leader's rise.")
    own = read_own(markdown(outline))
    assert own.question == outline.question.text
    assert own.thesis == (outline.thesis,)
    assert outline.paragraphs[0].point in own.points


def test_underlined_headings_and_windows_line_ends_are_read() -> None:
    own = read_own(
        "Thesis\r\n======\r\nLuck mattered least.\r\n\r\nConclusion\r\n----------\r\nOffices decided.\r\n"
    )
    assert own.thesis == ("Luck mattered least.",)
    assert own.conclusion == ("Offices decided.",)


def test_nothing_is_nothing() -> None:
    assert read_own("").empty
    assert read_own("\n\n  \n").empty


LINE = st.text(st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=40)


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    read_own(text)


@given(
    st.dictionaries(
        st.sampled_from(PARTS),
        st.lists(st.from_regex(r"[A-Za-z]{3,8}( [a-z]{2,8}){2,5}", fullmatch=True), min_size=1, max_size=3),
    )
)
def test_what_practice_writes_down_is_read_back(parts: dict[str, list[str]]) -> None:
    text = "# Discuss the role of luck.\n"
    for part in PARTS:
        text += write_part(part) + "".join(write_line(line) for line in parts.get(part, ()))
    own = read_own(text)
    for part in PARTS:
        assert getattr(own, part) == tuple(parts.get(part, ()))
