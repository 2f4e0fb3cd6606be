from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import Home, Seated, calm
from tests.cli.test_data import answered
from tests.essays.mao import FILES

if TYPE_CHECKING:
    import pexpect

QUESTION = "Evaluate the role of patronage in one leader's rise to power."


def test_an_outline_is_built_for_a_question_nobody_thought_of(home: Home) -> None:
    ran = home.run("outline", "To what extent did shrewd alliances help one leader to power?")
    assert ran.code == 0
    assert "Command term    to what extent" in ran.out
    assert "Thesis" in ran.out
    assert "stalin-" not in ran.out
    assert "stalin-" in home.run("outline", QUESTION, "--sources").out
    assert max(map(len, ran.out.splitlines())) <= 80


@pytest.mark.parametrize(
    "arguments",
    [
        ("outline", "--json", QUESTION),
        ("outline", QUESTION, "--json"),
        ("--plain", "outline", QUESTION, "--json"),
        ("outline", QUESTION, "--format", "json", "--plain"),
        ("outline", "--json", *QUESTION.split()),
        ("outline", "--json", "--", QUESTION),
        ("outline", "--json", f'"{QUESTION}"'),
        ("outline", "--json", QUESTION.replace(" in ", "\nin ")),
    ],
)
def test_options_stand_anywhere_and_quotes_or_line_ends_do_not_matter(
    home: Home, arguments: tuple[str, ...]
) -> None:
    ran = home.run(*arguments)
    assert ran.code == 0, ran.err
    assert ran.json["question"] == QUESTION
    assert ran.json["command_term"] == "evaluate"
    assert ran.json["paragraphs"]


def test_a_question_may_begin_with_the_name_of_a_command_in_quotes(home: Home) -> None:
    ran = home.run("outline", "List the reasons for one leader's rise to power.", "--json")
    assert ran.json["command_term"] is None
    assert [warning["code"] for warning in ran.json["warnings"]] == ["no-command-term"]


def test_plans_are_listed_and_shown(home: Home) -> None:
    assert "stalin-party-machine" in home.run("outline", "list").out
    listed = home.run("outline", "list", "--json").json
    assert {"plan", "title", "case", "scope", "arguments"} <= set(listed[0])
    shown = home.run("outline", "show", "stalin-party-machine")
    assert "Control of the Party machine" in shown.out
    assert (
        home.run("outline", "show", "stalin-party-machine", "--json").json["slug"] == "stalin-party-machine"
    )


def test_an_unknown_plan_offers_the_nearest(home: Home) -> None:
    ran = home.run("outline", "show", "stalin-party-machin")
    assert ran.code == 3
    assert "stalin-party-machine" in ran.err


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("outline",), 2, "Which question?"),
        (("outline", ""), 2, "Which question?"),
        (("outline", "?!"), 2, "empty"),
        (("outline", "Discuss luck. " * 900), 2, "at most"),
        (("outline", "Warum hat Stalin den Kampf gewonnen?"), 2, "auf Englisch"),
        (("outline", "list", "everything"), 2, "stands alone"),
        (("outline", "show"), 2, "takes one plan"),
        (("outline", "show", "a", "b"), 2, "takes one plan"),
        (("outline", "check", "no-such.md"), 3, "no file"),
        (("outline", QUESTION, "--timed"), 2, "--practise"),
        (("outline", QUESTION, "--practise"), 2, "terminal"),
        (("outline", QUESTION, "--drill"), 2, "terminal"),
        (("outline", QUESTION, "--drill", "--json"), 2, "alone"),
        (("outline", "list", "--drill"), 2, "go with a question"),
        (("outline", QUESTION, "--format", "docx"), 2, "-o"),
        (("outline", QUESTION, "-o", "plan.xyz"), 2, "--format"),
        (("outline", QUESTION, "-o", "missing/plan.md"), 5, "no folder"),
        (("outline", QUESTION, "-o", "."), 5, "is a folder"),
    ],
)
def test_wrong_calls_are_answered_with_a_sentence(
    home: Home, arguments: tuple[str, ...], code: int, said: str
) -> None:
    ran = home.run(*arguments)
    assert ran.code == code
    assert said in ran.err
    assert ran.err.startswith("studykit: ")
    assert "Traceback" not in ran.err
    assert not ran.out


@pytest.mark.parametrize("ending", ["md", "html", "txt", "json", "docx"])
def test_each_format_is_told_by_the_name_of_the_file(home: Home, tmp_path: Path, ending: str) -> None:
    if ending == "docx":
        pytest.importorskip("docx")
    target = tmp_path / f"plan.{ending}"
    ran = home.run("outline", QUESTION, "-o", str(target))
    assert ran.code == 0, ran.err
    assert not ran.out
    starts = {"md": b"# Eval", "html": b"<!doctype", "txt": b"  Evaluate", "json": b"{", "docx": b"PK"}
    assert target.read_bytes().startswith(starts[ending])


def test_an_existing_file_is_kept_without_force(home: Home, tmp_path: Path) -> None:
    target = tmp_path / "plan.md"
    target.write_text("mine", encoding="utf-8")
    ran = home.run("outline", QUESTION, "-o", str(target))
    assert ran.code == 5
    assert target.read_text(encoding="utf-8") == "mine"
    assert home.run("outline", QUESTION, "-o", str(target), "--force").code == 0
    assert target.read_text(encoding="utf-8").startswith("# Evaluate")


@pytest.mark.skipif(os.geteuid() == 0 if hasattr(os, "geteuid") else True, reason="root may write anywhere")
def test_a_read_only_folder_is_answered_with_a_sentence(home: Home, tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    ran = home.run("outline", QUESTION, "-o", str(tmp_path / "plan.md"))
    tmp_path.chmod(0o700)
    assert ran.code == 5
    assert "cannot be written" in ran.err


def test_all_of_it_and_the_other_side_come_when_asked(home: Home) -> None:
    page, whole = home.run("outline", QUESTION).out, home.run("outline", QUESTION, "--full").out
    assert len(page.split()) <= 500 < len(whole.split())
    claim = '"Force was decisive in one leader\'s rise to power." Discuss.'
    held, argued = (home.run("outline", claim, "--json", *more).json for more in ((), ("--argue", "for")))
    assert (held["degree"], argued["degree"]) == ("limited", "large")


NOT_COVERED = "Evaluate the methods used by one leader to maintain power."


def test_what_is_not_covered_is_decoded_and_no_file_is_written(home: Home, tmp_path: Path) -> None:
    ran = home.run("outline", NOT_COVERED)
    assert ran.code == 0
    assert "Command term    evaluate" in ran.out
    assert "maintenance of power" in ran.out
    target = tmp_path / "plan.docx"
    ran = home.run("outline", NOT_COVERED, "-o", str(target))
    assert ran.code == 3
    assert "nothing was written" in ran.err
    assert not target.exists()


# Cases


def add_mao(home: Home) -> None:
    for number, text in enumerate(FILES):
        home.write(f"decks/mao-{number}.yaml", text)


def test_a_case_of_ones_own_is_studied_and_can_be_put_away(home: Home) -> None:
    question = "Evaluate the role of propaganda in one leader's rise to power."
    assert home.run("outline", question, "--json").json["cases"] == ["stalin"]
    add_mao(home)
    assert home.run("outline", question, "--json").json["cases"] == ["mao"]
    assert home.run("outline", question, "--json", "--case", "stalin").json["cases"] == ["stalin"]
    assert home.run("config", "set", "cases", "stalin", "mao").code == 0
    assert home.run("config", "--json").json["settings"]["cases"] == "stalin mao"
    assert home.run("outline", question, "--json").json["cases"] == ["stalin"]
    home.run("config", "set", "cases", "mao")
    assert home.run("outline", question, "--json").json["cases"] == ["mao"]
    home.run("config", "reset", "cases")
    assert home.run("config", "--json").json["settings"]["cases"] == "auto"


def test_an_unknown_case_offers_the_nearest(home: Home) -> None:
    for arguments in (("config", "set", "cases", "stalim"), ("outline", QUESTION, "--case", "stalim")):
        ran = home.run(*arguments)
        assert ran.code == 3
        assert "stalin" in ran.err


@pytest.mark.parametrize("command", [("today",), ("question",)])
def test_the_cases_studied_rule_what_is_asked(home: Home, command: tuple[str, ...]) -> None:
    add_mao(home)
    home.run("config", "set", "cases", "mao")
    small = home.run("today", "--json").json
    assert small["total"] == 19 if "total" in small else True
    asked = {home.run("question", "--json").json["themes"][0] for _ in range(4)}
    assert asked <= {"war", "land", "party", "beaten"}
    assert home.run(*command, "--case", "stalin").code == 0


def test_two_cases_stand_side_by_side_in_the_order_asked(home: Home) -> None:
    add_mao(home)
    value = home.run("outline", "--json", "Compare and contrast the rise to power of Mao and Stalin.").json
    assert value["grid"]["columns"] == ["Mao", "Stalin"]
    assert not [half for each in value["paragraphs"] for half in each["cases"] if half["to_fill_in"]]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Evalúe el papel de la propaganda en el ascenso al poder de un líder.", "solo en inglés"),
        ("Dans quelle mesure la propagande a aidé un dirigeant à accéder au pouvoir ?", "en anglais"),
    ],
)
def test_other_languages_of_the_exam_are_refused_in_one_line_of_their_own(
    home: Home, question: str, said: str
) -> None:
    ran = home.run("outline", question)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert len(ran.err.strip().splitlines()) == 1


OWN = f"""# {QUESTION}

Thesis: Patronage mattered most.

## Points
- Control of appointments turned his office into majorities

## Evidence
- Stalin became General Secretary in April 1922
- he controlled appointments and the agenda
"""


def test_a_plan_in_a_file_is_compared_with_what_its_question_wants(home: Home, tmp_path: Path) -> None:
    target = tmp_path / "own.md"
    target.write_text(OWN, encoding="utf-8")
    ran = home.run("outline", "check", str(target))
    assert ran.code == 0
    assert "Points: 1 of 4" in ran.out
    value = home.run("outline", "check", str(target), "--json").json
    codes = {signal["code"] for signal in value["signals"] if not signal["found"]}
    assert {"counter-argument", "historian", "conclusion", "points-3"} <= codes
    assert value["score"] > 0
    assert not home.log(), "checking a file writes nothing down"


def test_a_plan_that_notepad_saved_as_unicode_is_read(home: Home, tmp_path: Path) -> None:
    target = tmp_path / "own.txt"
    target.write_bytes(
        "Question: Why did force decide one leader's rise?\nThesis: Force did".encode("utf-16")
    )
    assert home.run("outline", "check", str(target)).code == 0


def test_a_word_document_that_studykit_wrote_can_be_checked(home: Home, tmp_path: Path) -> None:
    pytest.importorskip("docx")
    target = tmp_path / "plan.docx"
    assert home.run("outline", QUESTION, "-o", str(target)).code == 0
    value = home.run("outline", "check", str(target), "--json").json
    assert sum(point["made"] for point in value["points"]) >= 3
    assert value["differing"] == []


def test_a_plan_without_a_question_asks_for_it(home: Home, tmp_path: Path) -> None:
    target = tmp_path / "own.txt"
    target.write_text("Thesis: luck.\nPoints: luck.\n", encoding="utf-8")
    ran = home.run("outline", "check", str(target))
    assert ran.code == 2
    assert "--question" in ran.err
    assert home.run("outline", "check", str(target), "--question", QUESTION).code == 0


@pytest.mark.parametrize("data", [b"PK\x03\x04word", b"", b"\xff\xfe\x00\x00"])
def test_a_file_that_holds_no_plan_is_answered_with_a_sentence(
    home: Home, tmp_path: Path, data: bytes
) -> None:
    target = tmp_path / "own.docx"
    target.write_bytes(data)
    ran = home.run("outline", "check", str(target))
    assert ran.code in (2, 5)
    assert str(target) in ran.err


def test_an_outline_shows_how_well_each_fact_is_known(home: Home) -> None:
    value = home.run("outline", QUESTION, "--json").json
    assert all(piece["recall"] is None for each in value["paragraphs"] for piece in each["evidence"])
    assert "unseen" not in home.run("outline", QUESTION).out
    shown = {piece["card"] for each in value["paragraphs"] for piece in each["evidence"]}
    answered(home, *({"card": card, "at": 1_790_000_000_000 + at} for at, card in enumerate(sorted(shown))))
    again = home.run("outline", QUESTION).out
    assert "unseen" in again
    assert "recall " in again


@pytest.fixture
def outline(home: Home, seated: Seated) -> Seated:
    """Start the real command in a real pseudo-terminal."""
    return lambda *words: seated(
        home.surroundings, "--plain", "outline", *words, lines=50, columns=100, timeout=30
    )


def kept(home: Home) -> str:
    (file,) = (home.path / "profiles" / "default" / "outlines").iterdir()
    return file.read_text(encoding="utf-8")


def write_plan(child: pexpect.spawn) -> None:
    child.expect("Thesis")
    child.expect("> ")
    child.sendline("Patronage mattered most")
    child.expect("> ")
    child.sendline("")
    child.expect("Points")


def test_practice_compares_and_what_was_missed_comes_first_tomorrow(home: Home, outline: Seated) -> None:
    child = outline("--practise", QUESTION)
    write_plan(child)
    child.expect("> ")
    child.sendline("Control of appointments turned his office into majorities")
    child.expect("majorities")
    child.expect("> ")
    child.sendeof()
    child.expect("Done")
    child.expect("Points: 1 of 4")
    child.expect("What markers look for")
    child.expect(r"(\d+) cards you left out will come first in tomorrow's quiz")
    told = int(child.match[1])
    child.wait()
    missed = [row["card"] for row in home.log() if row["kind"] == "practice"]
    assert len(missed) == told
    assert "## Points" in kept(home)
    today = home.run("today", "--json").json
    assert today["new"] == 10, "they are for tomorrow"


def test_breaking_off_loses_nothing_and_notes_nothing(home: Home, outline: Seated) -> None:
    child = outline("--practise", QUESTION)
    write_plan(child)
    child.expect("> ")
    child.send("half a line")
    child.expect("half a line")
    child.sendintr()
    child.expect("Stopped")
    child.wait()
    assert child.exitstatus == 0
    assert "- Patronage mattered most" in kept(home)
    assert "- half a line" in kept(home)
    assert not home.log()


def test_when_the_time_is_over_the_unfinished_line_is_kept(home: Home, outline: Seated) -> None:
    child = outline("--practise", "--timed", "--minutes", "0.1", QUESTION)
    child.expect(r"0:0\d > ")
    child.send("Patronage matt")
    child.expect("Time is up")
    child.wait()
    assert "- Patronage matt" in kept(home)


def test_a_drill_asks_the_evidence_and_counts_only_what_is_due_or_new(home: Home, outline: Seated) -> None:
    for counts in (True, False):
        child = outline("--drill", QUESTION)
        child.expect("How many postings|About how many")
        child.expect("> ")
        child.sendline("10,000")
        child.expect("Correct")
        child.expect("back in " if counts else "does not count")
        child.send("q")
        child.wait()
    reviews = [row for row in home.log() if row["kind"] == "review"]
    assert [review["counts"] for review in reviews] == [True, False]


def test_no_side_can_be_taken_where_nothing_is_claimed(home: Home) -> None:
    ran = home.run("outline", "--argue", "against", "Why did one authoritarian leader rise to power?")
    assert (ran.code, ran.out) == (2, "")
    assert "--argue takes a side of a claim, and this question makes none" in ran.err


@pytest.mark.parametrize(
    "words", ["1924 ", '"', "because ", "the mistake of Trotsky was that he did not attend. "]
)
def test_a_file_longer_than_any_essay_is_refused_as_a_plan(home: Home, words: str) -> None:
    text = f"# {QUESTION}\n\nThesis: {words * (45_000 // len(words))}"
    ran = home.run("outline", "check", str(home.write("plan.md", text)))
    calm(ran, 2, "has more than 40,000 letters; a plan has a page or two")
    assert ran.out == ""
