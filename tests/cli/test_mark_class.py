"""A class's form, marked: the grid, the files that are written, and open answers decided at a terminal."""

from __future__ import annotations

import csv
import io
import json
import stat

import pytest

from tests.cli.conftest import Home, Seated
from tests.conftest import Golden

ASKS = (
    "In which year did Stalin become General Secretary?",
    "Which side defended the NEP in 1928?",
    "What did the General Secretary control? (2 points)",
)
ASKED = "appointments in the Party"
ANSWERS = (
    ("Ana Silva", "1922", "Right", "who got which job and the staff files"),
    ("Ben Okafor", "1924", "Left", "who sat in which office"),
    ("Cem Aydın", "1924", "", "who sat in which office"),
    ("../Dana", "in 1922", "right", ""),
)


def form(separator: str = ",") -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=separator)
    writer.writerow(["Timestamp", "Name", *ASKS])
    writer.writerows(["2026/11/20 9:01:02 AM GMT+1", *each] for each in ANSWERS)
    return text.getvalue()


@pytest.mark.parametrize("columns", [80, 40])
def test_a_form_is_shown_as_what_is_open_whom_to_see_and_what_is_hard(
    home: Home, golden: Golden, columns: int
) -> None:
    file = home.write("form.csv", form())
    ran = home.run("mark", str(file), "--deck", "tiny", COLUMNS=str(columns))
    assert (ran.code, ran.err) == (0, "")
    assert max(map(len, ran.out.splitlines())) <= columns
    golden(f"mark_class_{columns}_columns", ran.out)


def test_what_tries_nothing_is_blank_and_not_wrong_and_the_others_stand_as_they_were_typed(
    home: Home,
) -> None:
    rows = f"Name,{ASKS[0]}\nAna,-\nBen,idk\nCem,\nDana,In 1924\nEva,in  1924\n"
    out = home.run("mark", str(home.write("form.csv", rows)), "--deck", "tiny").out
    assert [line.split()[1:] for line in out.splitlines()[2:7]] == [[".", "0", "1"]] * 3 + [["x", "0"]] * 2
    assert "tiny/year      0       0      2     0      3" in out
    assert "2 × “In 1924” (Dana, Eva)" in out
    assert out.endswith("\n2 answers to 1 card\n")


def test_an_order_in_numbers_is_read_as_the_form_numbers_what_it_shows(home: Home) -> None:
    home.write(
        "decks/steps.yaml",
        "deck: steps\ncards:\n  - {id: rise, ask: In order., order: [the raid, the landing, flight]}\n",
    )
    exported = home.run("deck", "export", "steps", "--format", "forms", "-o", "-").out
    assert "Put in order: 1 flight; 2 the landing; 3 the raid" in exported
    rows = 'Name,rise\nAna,1 2 3\nBen,"3, 2, 1"\nCem,raid landing flight\n'
    out = home.run("mark", str(home.write("form.csv", rows)), "--deck", "steps").out
    assert [line.split()[:2] for line in out.splitlines()[2:5]] == [["Ana", "x"], ["Ben", "+"], ["Cem", "+"]]


def test_an_order_in_numbers_that_no_student_typed_on_a_form_is_that_of_the_file(home: Home) -> None:
    home.write(
        "decks/steps.yaml",
        "deck: steps\ncards:\n  - {id: rise, ask: In order., order: [the raid, the landing, flight]}\n",
    )
    file = home.write("answers.csv", 'card,answer\nrise,1 2 3\nrise,"raid, landing, flight"\n')
    made = map(json.loads, home.run("mark", str(file), "--deck", "steps", "--json").out.splitlines())
    assert [each["verdict"] for each in made] == ["correct", "correct"]


def test_the_totals_of_a_class_of_ten_stand_apart(home: Home) -> None:
    rows = [f"Name,{ASKS[0]},{ASKS[1]}", *(f"S{number},1922,Right" for number in range(10))]
    lines = home.run("mark", str(home.write("form.csv", "\n".join(rows))), "--deck", "tiny").out.splitlines()
    assert lines[1:3] == ["         1  2   of 2  open  blank", "  S0     +  +      2"]
    assert "  right 10 10" in lines


def test_the_grid_and_the_page_are_written_and_the_class_s_file_is_as_it_was(home: Home) -> None:
    file = home.write("form.csv", form(";"))
    before = file.read_bytes()
    grid, page = home.path / "grid.csv", home.path / "page.html"
    ran = home.run("mark", str(file), "--deck", "tiny", "--csv", str(grid), "--html", str(page))
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == f"4 students and 3 cards in {grid}.\n3 cards and 4 students on {page}.\n"
    rows = list(csv.reader(io.StringIO(grid.read_text(encoding="utf-8-sig"), newline="")))
    assert [row[0] for row in rows[1:5]] == [name for name, *_ in ANSWERS]
    assert rows[1][7:] == ["right", "right", "right"]
    assert rows[2][7:] == ["wrong", "wrong", "open"]
    assert "who sat in which office" in page.read_text(encoding="utf-8")
    assert home.run("mark", str(file), "--deck", "tiny", "--csv", str(grid)).code == 5
    own = home.run("mark", str(file), "--deck", "tiny", "--csv", str(file), "--force")
    assert (own.code, "never changed" in own.err) == (2, True)
    deck = home.path / "decks/tiny.yaml"
    own = home.run("mark", str(file), "--deck", "tiny", "--csv", str(deck), "--force")
    assert (own.code, "never changed" in own.err) == (2, True)
    assert file.read_bytes() == before
    deck = home.path / "decks/tiny.yaml"
    assert home.run("mark", str(file), "--deck", str(deck), "--csv", str(deck), "--force").code == 2
    assert stat.S_IMODE(grid.stat().st_mode) == stat.S_IMODE(page.stat().st_mode) == 0o600


@pytest.mark.parametrize("form_of_sheets", ["html", "markdown"])
def test_each_student_gets_a_sheet_in_the_folder_and_nowhere_else(home: Home, form_of_sheets: str) -> None:
    file = home.write("form.csv", form())
    folder = home.path / "sheets"
    arguments = ("mark", str(file), "--deck", "tiny", "--sheets", str(folder), "--sheet-form", form_of_sheets)
    ran = home.run(*arguments)
    assert (ran.code, ran.err) == (0, f"4 sheets written to {folder}.\n")
    end = "html" if form_of_sheets == "html" else "md"
    names = [f"Ana-Silva.{end}", f"Ben-Okafor.{end}", f"Cem-Aydın.{end}", f"Dana.{end}"]
    assert sorted(path.name for path in folder.iterdir()) == names
    assert "1922" in (folder / names[1]).read_text(encoding="utf-8")
    again = home.run(*arguments)
    assert (again.code, "exists already" in again.err) == (5, True)
    assert home.run(*arguments, "--force").code == 0


def test_sheets_and_a_grid_want_to_know_who_typed_what(home: Home) -> None:
    file = home.write("a.csv", "card,answer\nyear,1922\n")
    for option, target in (("--csv", "grid.csv"), ("--sheets", "sheets")):
        ran = home.run("mark", str(file), "--deck", "tiny", option, str(home.path / target))
        assert (ran.code, "a column `student`" in ran.err) == (2, True)
        assert not (home.path / target).exists()


def test_the_json_of_a_form_has_a_line_an_answer_with_its_student(home: Home) -> None:
    file = home.write("form.csv", form())
    ran = home.run("mark", str(file), "--deck", "tiny", "--json")
    lines = [json.loads(line) for line in ran.out.splitlines()]
    assert len(lines) == 12
    assert [lines[3][key] for key in ("student", "card", "answer", "verdict")] == [
        "Ben Okafor", "tiny/year", "1924", "wrong",
    ]  # fmt: skip


def review_row(student: str, card: str, answer: str, at: int) -> dict[str, object]:
    """A row of `data export`."""
    about = {"kind": "review", "id": f"{student}{at}", "device": student, "at": at, "card": f"tiny/{card}"}
    marked = {"answer": answer, "verdict": "wrong", "score": 0, "rating": 1, "counts": True, "hinted": False}
    return {**about, **marked, "study_day": "2026-11-20", "seconds": 3}


def test_several_files_are_one_class_and_students_hand_in_their_own_exports(home: Home) -> None:
    setting = {"kind": "setting", "id": "s", "device": "x", "at": 9, "name": "x", "value": "y"}
    ana = [("year", "1924", 1), ("year", "1922", 2), ("defenders", "2", 3), ("../other", "x", 4)]
    files = []
    for student, typed in (("ana", ana), ("ben", [("year", "1929", 1)])):
        rows = [*(review_row(student, *each) for each in typed), setting]
        files.append(str(home.write(f"{student}.jsonl", "\n".join(map(json.dumps, rows)) + "\n")))
    ran = home.run("mark", *files, "--deck", "tiny", "--json")
    assert (ran.code, ran.err) == (0, "")
    found = [json.loads(line) for line in ran.out.splitlines()]
    assert [(each["student"], each["card"], each["verdict"]) for each in found] == [
        ("ana", "tiny/year", "correct"),
        ("ana", "tiny/defenders", "correct"),
        ("ben", "tiny/year", "wrong"),
    ]
    twice = home.run("mark", files[0], files[0], "--deck", "tiny")
    assert (twice.code, "named twice" in twice.err) == (2, True)


def test_an_anonymous_export_is_named_and_left_out(home: Home) -> None:
    row = review_row("ana", "year", "1922", 1)
    del row["answer"]
    ran = home.run("mark", str(home.write("ana.jsonl", json.dumps(row) + "\n")), "--deck", "tiny")
    assert (ran.code, ran.out) == (1, "")
    assert "an anonymous export" in ran.err


def test_what_no_card_is_called_is_named_with_the_nearest(home: Home) -> None:
    head = "Name,In which year did Stalin become Generel Secretery?,Favourite colour"
    file = home.write("form.csv", f"{head},year\nAna,1922,red,1922\n")
    ran = home.run("mark", str(file), "--deck", "tiny", "--json")
    assert ran.code == 0
    assert "the column `Favourite colour` is no question of the deck and is left out" in ran.err
    said, quoted, caret, *_ = ran.err.splitlines()
    assert f"form.csv:1:{head.index('Favourite') + 1}: advice" in said
    assert caret.index("^") == quoted.index("Favourite colour")
    assert "did you mean `In which year did Stalin become General Secretary?`?" in ran.err
    none = home.write("none.csv", f"{head}\nAna,1922,red\n")
    ran = home.run("mark", str(none), "--deck", "tiny")
    assert (ran.code, "did you mean" in ran.err) == (1, True)


def test_what_an_export_for_forms_gives_comes_back_known(home: Home) -> None:
    out = home.run("deck", "export", "tiny", "--format", "forms", "-o", "-").out
    rows = list(csv.DictReader(io.StringIO(out.removeprefix("\ufeff"), newline="")))
    assert [(row["type"], row["id"]) for row in rows] == [
        ("short answer", "tiny/year"),
        ("multiple choice", "tiny/defenders"),
        ("paragraph", "tiny/controls"),
    ]
    assert [rows[1][f"option {n}"] for n in (1, 2)] == ["Left", "Right"]
    text = io.StringIO(newline="")
    csv.writer(text).writerows(
        [["Name", *(row["question"] for row in rows)], ["Ana", "1922", "Right", "idk"]]
    )
    ran = home.run("mark", str(home.write("form.csv", text.getvalue())), "--deck", "tiny", "--json")
    assert ran.err.removeprefix("Marked 3 of 3\n") == ""  # which a busy machine shows
    assert [json.loads(line)["card"] for line in ran.out.splitlines()] == [row["id"] for row in rows]


# Open answers


@pytest.fixture
def review(home: Home, seated: Seated) -> Seated:
    """Start `mark --review` in a real pseudo-terminal."""
    return lambda *words: seated(
        home.surroundings, "--plain", "mark", *words, "--review", lines=40, columns=100
    )


CHOICES = r"\? keys\r?\n"


def test_open_answers_are_decided_with_one_key_each_and_offered_to_the_deck(
    home: Home, review: Seated
) -> None:
    file = home.write("form.csv", form())
    before = file.read_bytes()
    child = review(str(file), "--deck", "tiny")
    child.expect("1 of 1 .*typed: “who sat in which office” .Ben Okafor, Cem Aydın.")
    child.expect(r"Does it say: appointments in the Party\?")
    child.expect(CHOICES)
    child.send("\r")
    child.expect("Enter decides nothing here")
    child.send("y")
    child.expect("Yes.")
    while child.expect([CHOICES, "1 answer decided, 0 left open."]) == 0:
        child.send("n")
    child.expect(r"tiny.yaml:18: tiny/controls, for “appointments in the Party”, typed 2 times\r\n")
    child.expect(r'accept: \["who sat in which office"\]')
    child.expect_exact("deck check")
    child.wait()
    assert file.read_bytes() == before
    kept = home.path / "form.csv.decided"
    (decision,) = [json.loads(line) for line in kept.read_text(encoding="utf-8").splitlines()]
    assert (decision["card"], decision["verdict"], decision["points"]) == (
        "tiny/controls",
        "partial",
        [ASKED],
    )
    assert "Ben" not in kept.read_text(encoding="utf-8")


def test_a_wording_of_an_item_is_offered_as_the_item_is_written(home: Home) -> None:
    home.write(
        "decks/why.yaml",
        "deck: why\ncards:\n  - id: g\n    ask: Name two grievances.\n    need: 2\n"
        "    list: [[unemployment, no jobs], corruption, police violence]\n",
    )
    file = home.write("form.csv", "Name,g\nAna,corruption and a hard time to find anything to do\n")
    answer = "corruption and a hard time to find anything to do"
    decision = {"card": "why/g", "answer": answer, "verdict": "correct", "points": ["unemployment"]}
    home.write("form.csv.decided", json.dumps(decision) + "\n")
    out = home.run("mark", str(file), "--deck", "why", "--review").out
    (line,) = (line.strip() for line in out.splitlines() if "no jobs" in line)
    assert line == f'- ["unemployment", "no jobs", "{answer}"]'
    deck = home.write(
        "decks/why.yaml",
        "deck: why\ncards:\n  - id: g\n    ask: Name two grievances.\n    need: 2\n    list:\n"
        f"      {line}\n      - corruption\n      - police violence\n",
    )
    assert "does nothing" not in home.run("deck", "check", str(deck)).out


def test_decisions_count_in_the_next_run_and_nothing_is_asked_twice(home: Home) -> None:
    file = home.write("form.csv", form())
    answer = "who sat in which office"
    decision = {"card": "tiny/controls", "answer": answer, "verdict": "partial", "points": [ASKED]}
    home.write("form.csv.decided", json.dumps(decision) + "\n")
    ran = home.run("mark", str(file), "--deck", "tiny", "--json")
    lines = [json.loads(line) for line in ran.out.splitlines()]
    assert [line.get("decided") for line in lines if line["card"] == "tiny/controls"] == [
        None, "partial", "partial", None,
    ]  # fmt: skip
    assert "open: marking" not in home.run("mark", str(file), "--deck", "tiny").out
    ran = home.run("mark", str(file), "--deck", "tiny", "--review")
    assert 'accept: ["who sat in which office"]' in ran.out
    assert "left open" not in ran.err


def test_an_answer_is_right_as_it_stands_whatever_point_marking_asks_about(
    home: Home, review: Seated
) -> None:
    rows = ["who sat in which office", "jobs for the boys"]
    file = home.write("a.csv", "card,answer\n" + "".join(f"controls,{row}\n" for row in rows))
    child = review(str(file), "--deck", "tiny")
    child.expect("1 of 2 .*key: ")
    child.expect(CHOICES)
    child.send("r")
    child.expect("Counted as right.")
    child.expect("2 of 2 ")
    child.expect("typed: ")
    assert "key: " not in child.before
    child.expect(CHOICES)
    child.send("q")
    child.expect("1 answer decided, 1 left open.")
    child.wait()
    (line,) = (home.path / "a.csv.decided").read_text(encoding="utf-8").splitlines()
    assert (json.loads(line)["verdict"], json.loads(line)["points"]) == ("correct", [])
    assert "accept:" not in home.run("mark", str(file), "--deck", "tiny", "--review").out


def test_going_back_deciding_anew_skipping_and_stopping(home: Home, review: Seated) -> None:
    rows = ["who sat in which office", "who was in the room", "jobs for the boys"]
    file = home.write("a.csv", "card,answer\n" + "".join(f"controls,{row}\n" for row in rows))
    child = review(str(file), "--deck", "tiny")
    child.expect("1 of ")
    child.expect(CHOICES)
    child.send("s")
    child.expect("2 of ")
    child.expect(CHOICES)
    child.send("u")
    child.expect("1 of ")
    child.expect(CHOICES)
    child.send("q")
    child.expect("0 answers decided")
    child.wait()
    assert not (home.path / "a.csv.decided").exists()


@pytest.mark.parametrize("cut", ['{"card": "tiny/contr', '{"card": "tiny/controls", "answer": "who é'])
def test_a_decision_that_was_cut_short_is_left_out_and_said_until_the_next_is_kept(
    home: Home, review: Seated, cut: str
) -> None:
    file = home.write("a.csv", "card,answer\ncontrols,who sat in which office\ncontrols,who sat éé\n")
    whole = {"card": "tiny/controls", "answer": "who sat éé", "verdict": "correct", "points": []}
    kept = home.path / "a.csv.decided"
    kept.write_bytes(f"{json.dumps(whole, ensure_ascii=False)}\n{cut}".encode()[:-1])
    ran = home.run("mark", str(file), "--deck", "tiny")
    assert (ran.code, "a.csv.decided:2:1: advice: this line was cut short and is left out" in ran.err) == (
        0,
        True,
    )
    child = review(str(file), "--deck", "tiny")
    child.expect("1 of 1 ")
    child.expect(CHOICES)
    child.send("r")
    child.expect("1 answer decided")
    child.wait()
    lines = kept.read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["answer"] for line in lines] == [
        "who sat éé",
        "who sat in which office",
    ]
    assert home.run("mark", str(file), "--deck", "tiny").err == ""


def test_a_decision_without_a_line_end_is_kept_with_the_next(home: Home, review: Seated) -> None:
    file = home.write("a.csv", "card,answer\ncontrols,who sat in which office\n")
    by_hand = json.dumps({"card": "tiny/what", "answer": "jobs", "verdict": "correct", "points": []})
    kept = home.write("a.csv.decided", by_hand)
    child = review(str(file), "--deck", "tiny")
    child.expect(CHOICES)
    child.send("r")
    child.expect("1 answer decided")
    child.wait()
    assert kept.read_text(encoding="utf-8").splitlines()[0] == by_hand
    assert home.run("mark", str(file), "--deck", "tiny").err == ""


def test_a_decision_that_a_full_disk_does_not_take_is_not_said_to_count(home: Home, review: Seated) -> None:
    resource = pytest.importorskip("resource", reason="limits the size of files the POSIX way")
    rows = [f"who was given which post {'é' * 90} no {each}" for each in (1, 2)]
    file = home.write("a.csv", "card,answer\n" + "".join(f"controls,{row}\n" for row in rows))
    home.run("mark", str(file), "--deck", "tiny")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (500, limits[1]))
    try:
        child = review(str(file), "--deck", "tiny")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    child.expect(CHOICES)
    child.send("r")
    child.expect("Counted as right")
    child.expect(CHOICES)
    child.send("r")
    child.expect("File too large. This decision is not kept")
    assert "Counted as" not in child.before
    child.expect("free some space on its disk")
    child.wait()
    (line,) = (home.path / "a.csv.decided").read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["answer"] == rows[0]


def test_a_decision_about_what_was_typed_in_two_classes_stands_beside_both_files(
    home: Home, review: Seated
) -> None:
    files = [
        home.write(name, "card,answer\ncontrols,who sat in which office\n") for name in ("a.csv", "b.csv")
    ]
    child = review(*map(str, files), "--deck", "tiny")
    child.expect(CHOICES)
    child.send("r")
    child.expect("1 answer decided")
    child.wait()
    later = home.write("c.csv", "card,answer\ncontrols,Who sat in which office\n")
    assert home.run("mark", *map(str, (*files, later)), "--deck", "tiny", "--review").code == 0
    for file in (*files, later):
        (line,) = home.run("mark", str(file), "--deck", "tiny", "--json").out.splitlines()
        assert json.loads(line)["decided"] == "correct"


def test_a_review_where_nobody_can_be_asked_says_what_is_left(home: Home) -> None:
    file = home.write("form.csv", form())
    ran = home.run("mark", str(file), "--deck", "tiny", "--review")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == "1 answer left open; --review asks about them at a terminal.\n"
    plain = home.write("a.csv", "card,answer\nyear,1922\n")
    assert home.run("mark", str(plain), "--deck", "tiny", "--review").err == "No answer is open.\n"
    assert home.run("mark", str(file), "--deck", "tiny", "--review", "--json").code == 2


def test_a_damaged_line_of_decisions_is_named(home: Home) -> None:
    file = home.write("form.csv", form())
    home.write("form.csv.decided", "nonsense\n")
    ran = home.run("mark", str(file), "--deck", "tiny")
    assert (ran.code, "form.csv.decided:1:1: error: this line is no decision" in ran.err) == (1, True)
