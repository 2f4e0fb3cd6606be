from __future__ import annotations

import os

import pytest

from tests.cli.conftest import Home

TABLE = "question,answer\nWho ruled Italy in 1921?,Giolitti\nWho followed Bonomi?,Facta\n"


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("t.csv", b"\xef\xbb\xbfcard,"),
        ("t.gift", b"//"),
        ("t.md", b"---\nname"),
        ("t.html", b"<!doctype"),
        ("t.apkg", b"PK"),
    ],
)
def test_the_form_is_told_by_the_name_of_the_file(home: Home, name: str, begins: bytes) -> None:
    if name.endswith("apkg"):
        pytest.importorskip("genanki")
    target = home.path / name
    ran = home.run("deck", "export", "tiny", "-o", str(target))
    assert (ran.code, ran.out) == (0, "")
    what = "questions" if name.endswith("html") else "cards"
    assert ran.err == f"3 {what} of 1 deck written to {target}.\n"
    assert target.read_bytes().startswith(begins)
    again = home.run("deck", "export", "tiny", "-o", str(target))
    assert again.code == 5
    assert "add --force" in again.err


def test_an_export_goes_to_standard_output_and_takes_files_too(home: Home) -> None:
    ran = home.run("deck", "export", str(home.path / "decks/tiny.yaml"), "--format", "quizlet", "-o", "-")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[0] == "In which year did Stalin become General Secretary?\t1922"


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("tiny",), 2, "-o FILE"),
        (("-o", "x.csv"), 2, "--all"),
        (("tiny", "--all", "-o", "x.csv"), 2, "--all"),
        (("tiny", "-o", "x.doc"), 2, "--format"),
        (("tiny", "-o", "x.csv", "--format", "ankki"), 2, "did you mean `anki`"),
        (("tinny", "-o", "x.csv"), 3, "did you mean `tiny`"),
        (("nowhere.yaml", "-o", "x.csv"), 3, "nowhere.yaml"),
        (("tiny", "-o", "/nowhere/x.csv"), 5, "There is no folder"),
    ],
)
def test_a_wrong_call_of_export_is_one_sentence(
    home: Home, arguments: tuple[str, ...], code: int, said: str
) -> None:
    ran = home.run("deck", "export", *arguments)
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err
    assert ran.err.count("\n") == 1


def test_all_decks_are_exported_together(home: Home) -> None:
    target = home.path / "all.csv"
    assert home.run("deck", "export", "--all", "-o", str(target)).code == 0
    assert b"tiny/year" in target.read_bytes()
    assert b"stalin-institutions/gensec-year" in target.read_bytes()


def test_a_preview_writes_nothing_and_an_import_passes_the_check(home: Home) -> None:
    file = home.write("italy.csv", TABLE)
    target = home.path / "italy.yaml"
    shown = home.run("deck", "import", str(file), "--preview")
    assert shown.code == 0
    assert "italy: 2 cards (2 answer)" in shown.out
    assert shown.out.endswith("Nothing was written.\n")
    assert not target.exists()
    ran = home.run("deck", "import", str(file), "-o", str(target))
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.startswith("2 cards of the deck italy written")
    assert home.run("deck", "check", str(target)).code == 0
    assert home.run("deck", "import", str(file), "-o", str(target)).code == 5


def test_nothing_is_written_while_a_row_has_an_error_unless_it_is_skipped(home: Home) -> None:
    file = home.write("italy.csv", TABLE + "Who?,\nIn which year did Stalin become General Secretary?,1922\n")
    target = home.path / "italy.yaml"
    ran = home.run("deck", "import", str(file), "-o", str(target))
    assert ran.code == 1
    assert f"{file}:4: error: the answer is missing" in ran.err
    assert f"{file}:5: advice: the card tiny/year asks the same already" in ran.err
    assert "Nothing is written: 1 row cannot be used" in ran.err
    assert not target.exists()
    assert home.run("deck", "import", str(file), "-o", str(target), "--skip").code == 0
    assert target.read_text(encoding="utf-8").count("- id:") == 3


@pytest.mark.parametrize(
    ("name", "content", "code", "said"),
    [
        ("a.csv", b"\n", 1, "is empty"),
        ("a.apkg", b"hello", 1, "is not an Anki package"),
        ("a.md", "# Whö?\n\n".encode() + b"W\xf6\n", 1, "line 3, is not UTF-8"),
        ("a.csv", b"ask,answer\n\0\n", 1, "is not text"),
        ("a.csv", b"x" * 20_000_001, 1, "20 MB; at most 20 MB are read"),
        (None, b"", 3, "There is no file"),
        (".", b"", 5, "is not a file"),
    ],
    ids=["empty", "no package", "damaged", "binary", "20 MB", "missing", "folder"],
)
def test_what_cannot_be_imported_is_one_sentence_and_nothing_is_written(
    home: Home, name: str, content: bytes, code: int, said: str
) -> None:
    home.path.mkdir(exist_ok=True)
    path = home.path / (name or "missing.csv")
    if name and name != ".":
        path.write_bytes(content)
    for command in (("import",), ("draft",)) if code != 1 or name == "a.csv" else (("import",),):
        ran = home.run("deck", *command, str(path), "-o", str(home.path / "out.yaml"))
        if command == ("import",):
            assert (ran.code, said in ran.err) == (code, True), ran.err
            assert ran.err.count("\n") == 1
        assert ran.code in (1, code)
        assert not (home.path / "out.yaml").exists()


def test_what_is_read_is_not_written_over_whatever_is_forced(home: Home) -> None:
    table = home.write("in.csv", "ask,answer\nWhich year?,1922\n")
    deck = home.path / "decks/tiny.yaml"
    for words in (
        ("import", str(table), "-o", str(table)),
        ("export", str(deck), "-o", str(deck), "--format", "csv"),
    ):
        ran = home.run("deck", *words, "--force")
        assert (ran.code, "never changed" in ran.err) == (2, True), ran.err
    assert table.read_text() == "ask,answer\nWhich year?,1922\n"
    assert deck.read_text().startswith("deck: tiny")


def test_a_wrong_call_of_import_is_one_sentence(home: Home) -> None:
    file = str(home.write("a.csv", TABLE))
    for arguments, said in (
        ((file,), "--preview"),
        ((file, "--preview", "--format", "exel"), "There is no form `exel`"),
        ((file, "--preview", "--deck", "My Deck"), "`my-deck`"),
        ((file, "--preview", "--columns", "ask,foo"), "There is no column `foo`"),
        ((file, "--preview", "--between-sides", "//"), "One sign stands between the cells"),
    ):
        ran = home.run("deck", "import", *arguments)
        assert (ran.code, said in ran.err) == (2, True), ran.err


def test_a_draft_lists_what_it_did_not_understand_and_passes_the_check(home: Home) -> None:
    notes = home.write("notes.txt", "The March\n- Facta (1922): Resigned before the march.\n- He was weak.\n")
    target = home.path / "march.yaml"
    ran = home.run("deck", "draft", str(notes), "-o", str(target))
    assert (ran.code, ran.out) == (0, "")
    assert "2 cards of the deck march written" in ran.err
    assert "No card was made of 1 line:\n    3  He was weak.\n" in ran.err
    assert "# check, line 2: Facta (1922)" in target.read_text(encoding="utf-8")
    assert home.run("deck", "check", str(target)).code == 0


def test_an_anki_package_goes_out_and_comes_back(home: Home) -> None:
    pytest.importorskip("genanki")
    package = home.path / "tiny.apkg"
    assert home.run("deck", "export", "tiny", "-o", str(package)).code == 0
    ran = home.run("deck", "import", str(package), "-o", str(home.path / "back.yaml"))
    assert ran.code == 0, ran.err
    assert "3 cards of the deck tiny written" in ran.err
    assert 'reject:\n      "1924": that is when Lenin died' in (home.path / "back.yaml").read_text()


@pytest.mark.parametrize("options", [("--cards", "2"), ("--shuffle", "1"), ("--version", "A")])
def test_what_belongs_to_a_hand_out_is_refused_elsewhere(home: Home, options: tuple[str, ...]) -> None:
    ran = home.run("deck", "export", "tiny", "-o", str(home.path / "t.csv"), *options)
    assert (ran.code, "belong to a hand-out" in ran.err) == (2, True)


def test_a_hand_out_in_versions_is_written(home: Home) -> None:
    target = home.path / "t.html"
    ran = home.run(
        "deck", "export", "tiny", "-o", str(target), "--cards", "2", "--shuffle", "5", "--version", "A,B"
    )
    assert (ran.code, ran.err) == (0, f"2 questions of 1 deck written to {target}.\n")
    assert target.read_text(encoding="utf-8").count('<section class="sheet">') == 2
    assert home.run("deck", "export", "tiny", "-o", str(target), "--version", "A,A").code == 2


def test_a_plan_is_written_as_a_document(home: Home) -> None:
    pytest.importorskip("docx")
    target = home.path / "p.docx"
    home.path.mkdir(exist_ok=True)
    plan = home.run("outline", "list").out.split()[0]
    ran = home.run("outline", "show", plan, "-o", str(target))
    assert (ran.code, ran.err) == (0, f"Written to {target}.\n")
    assert target.read_bytes()[:2] == b"PK"
    assert home.run("outline", "show", plan, "-o", str(home.path / "p.txt")).code == 2


def test_a_table_of_an_older_windows_program_is_read_and_the_guess_is_said(home: Home) -> None:
    file, target = home.path / "a.csv", home.path / "out.yaml"
    file.write_bytes("Frage;Antwort\nWer war Führer der Räte?;Levinés Partei\n".encode("cp1252"))
    ran = home.run("deck", "import", str(file), "-o", str(target))
    assert (ran.code, "not UTF-8 text; it is read as cp1252" in ran.err) == (0, True)
    assert "Wer war Führer der Räte?" in target.read_text(encoding="utf-8")


def test_a_row_that_cannot_be_read_is_named_and_the_rows_below_it_are_read(home: Home) -> None:
    file, target = home.path / "a.csv", home.path / "out.yaml"
    file.write_bytes(b'ask,answer\nWho?,"Lenin\nWhere?,Petrograd\nWhat?,\xff\nWh\xc3\xb6?,x\n')
    ran = home.run("deck", "import", str(file), "-o", str(target))
    assert [line.partition("error")[0] for line in ran.err.splitlines() if "error" in line] == [
        f"{file}:2: ", f"{file}:4: ",
    ]  # fmt: skip
    assert home.run("deck", "import", str(file), "-o", str(target), "--skip").code == 0
    assert target.read_text(encoding="utf-8").count("- id:") == 2


def test_of_very_many_rows_that_cannot_be_used_the_first_are_shown_and_the_others_counted(home: Home) -> None:
    home.write("t.csv", "question,answer\n" + "Who?,\n" * 1_500)
    ran = home.run("deck", "import", str(home.path / "t.csv"), "-o", str(home.path / "t.yaml"))
    assert ran.err.count("[no-answer]") == 1_000
    assert "And 500 more problems." in ran.err


def test_a_file_named_in_another_script_needs_a_name_for_its_deck_and_keeps_its_themes(home: Home) -> None:
    (home.path / "Китай.csv").write_text("question,answer,topic\nКто?,Мао,Путь к власти\n", "utf-8")
    target = home.path / "Китай.yaml"
    ran = home.run("deck", "import", str(home.path / "Китай.csv"), "-o", str(target))
    assert (ran.code, ran.out) == (2, "")
    assert "--deck NAME" in ran.err
    assert not target.exists()
    ran = home.run("deck", "import", str(home.path / "Китай.csv"), "--deck", "china", "-o", str(target))
    assert ran.code == 0
    assert home.run("deck", "check", str(target)).code == 0
    assert 'themes: ["путь-к-власти"]' in target.read_text("utf-8")


def test_a_file_whose_name_is_no_text_is_imported(home: Home) -> None:
    path = home.path / os.fsdecode(b"\xff.csv")
    path.write_text("question,answer\nWho?,Rossi\n", "utf-8")
    ran = home.run("deck", "import", str(path), "-o", "-")
    assert (ran.code, "answer: Rossi" in ran.out) == (0, True), ran.err
