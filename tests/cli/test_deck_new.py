from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import jsonschema
import pytest
import yaml

from studykit.cards import KINDS
from studykit.decks.keys import CASE_KEYS
from studykit.decks.library import Library
from tests.cli.conftest import Home

CASE = """\
case: italy
title: Italy
period: 1919/1925
themes: {methods: Methods, support: Support}
"""


def cards(file: Path) -> set[str]:
    return {card.kind for card in Library.open([], None, files=[file]).listings}


def test_a_new_deck_has_a_card_of_each_kind_and_nothing_to_mend(home: Home) -> None:
    file = home.path / "mine.yaml"
    ran = home.run("deck", "new", "mine", "-o", str(file), "--title", 'The "rise": a deck')
    assert (ran.code, ran.err) == (0, "")
    assert f"studykit deck check {file}" in ran.out
    assert cards(file) == set(KINDS)
    checked = home.run("deck", "check", "--strict", str(file))
    assert (checked.code, checked.out) == (0, "13 cards in 1 deck: nothing to mend.\n")
    assert 'title: "The \\"rise\\": a deck"' in file.read_text(encoding="utf-8")


def test_its_first_line_points_editors_to_the_schema_beside_it(home: Home) -> None:
    file = home.path / "mine.yaml"
    home.run("deck", "new", "mine", "-o", str(file))
    first = file.read_text(encoding="utf-8").splitlines()[0]
    schema = file.parent / first.removeprefix("# yaml-language-server: $schema=")
    jsonschema.Draft7Validator.check_schema(json.loads(schema.read_text(encoding="utf-8")))
    assert schema.read_text(encoding="utf-8") == home.run("deck", "schema").out


def test_a_new_deck_of_a_case_names_its_case_and_theme(home: Home) -> None:
    home.write("decks/case.yaml", CASE)
    file = home.path / "mine.yaml"
    home.run("deck", "new", "mine", "--case", "italy", "-o", str(file))
    assert home.run("deck", "check", "--strict", str(file)).code == 0
    (deck,) = [
        each for each in Library.open([home.path / "decks"], None, files=[file]).decks if each.slug == "mine"
    ]
    assert deck.case == "italy"
    assert "themes: [methods]  # or: support\n" in file.read_text(encoding="utf-8")


@pytest.mark.parametrize("case", ["none", "stalin"])
def test_a_new_plan_has_nothing_to_mend(home: Home, case: str) -> None:
    file = home.path / "essay.yaml"
    assert home.run("deck", "new", "--plan", "essay", "--case", case, "-o", str(file)).code == 0
    checked = home.run("deck", "check", "--strict", str(file))
    assert (checked.code, checked.out) == (0, "1 file: nothing to mend.\n")
    assert ("\n    evidence: [" in file.read_text(encoding="utf-8")) == (case == "stalin")


def test_nothing_is_overwritten(home: Home) -> None:
    file = home.write("mine.yaml", "my own work\n")
    ran = home.run("deck", "new", "mine", "-o", str(file))
    assert (ran.code, ran.out) == (5, "")
    assert "exists already" in ran.err
    assert file.read_text(encoding="utf-8") == "my own work\n"


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["My Deck"], 2, "`my-deck` would do"),
        (["tiny"], 5, "There is a deck `tiny` already"),
        (["mine", "--case", "stlin"], 3, "did you mean `stalin`?"),
        (["mine", "-o", "no/such/folder/mine.yaml"], 5, "There is no folder"),
    ],
)
def test_what_cannot_be_done_is_said(home: Home, arguments: list[str], code: int, said: str) -> None:
    ran = home.run("deck", "new", *arguments)
    assert ran.code == code
    assert said in ran.err


def test_at_a_terminal_it_asks_what_it_was_not_told(home: Home, tmp_path: Path) -> None:
    pexpect = pytest.importorskip("pexpect", reason="needs a POSIX pseudo-terminal")
    words = ["-m", "studykit", "deck", "new", "mine"]
    child = pexpect.spawn(
        sys.executable, words, env=home.environment, cwd=tmp_path, encoding="utf-8", timeout=10
    )
    child.expect_exact("Title students read [Mine]: ")
    child.sendline("My deck")
    child.expect_exact("Case study (mao-zedong, stalin, none, or a new name) [none]: ")
    child.sendline("stalin")
    child.expect_exact("Author (may be empty): ")
    child.sendline("")
    child.expect_exact("Written: mine.yaml")
    child.expect(pexpect.EOF)
    child.close()
    text = (tmp_path / "mine.yaml").read_text(encoding="utf-8")
    assert child.exitstatus == 0
    assert 'title: "My deck"\ncase: stalin\n' in text
    assert "author:" not in text


def test_a_case_that_there_is_none_of_is_made_with_every_key_explained(home: Home) -> None:
    folder = home.write("italy/notes.txt", "").parent
    ran = home.run("deck", "new", "italy-rise", "--case", "italy", "-o", str(folder / "italy-rise.yaml"))
    assert (ran.code, ran.err) == (0, "")
    assert f"Written: {folder / 'case.yaml'}, {folder / 'italy-rise.yaml'}, and" in ran.out
    text = (folder / "case.yaml").read_text(encoding="utf-8")
    for key in CASE_KEYS:
        assert re.search(rf"^(# )?{key}:", text, re.MULTILINE), key
    checked = home.run("deck", "check", "--strict", "--ignore", "unserved-factor", str(folder))
    assert (checked.code, checked.out) == (
        0,
        # That no plan speaks for the example factors yet is as it should be.
        "13 cards in 1 deck: nothing to mend. 5 problems of ignored rules not shown.\n",
    )
    assert "case: italy" in (folder / "italy-rise.yaml").read_text(encoding="utf-8")
    schema = json.loads((folder / "studykit.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(yaml.safe_load(text), schema)


def test_the_next_deck_and_plan_in_the_folder_find_its_case_without_more_being_said(home: Home) -> None:
    folder = home.write("italy/notes.txt", "").parent
    for words in (["one"], ["two"], ["essay", "--plan"]):
        ran = home.run("deck", "new", *words, "--case", "italy", "-o", str(folder / f"{words[0]}.yaml"))
        assert (ran.code, ran.err) == (0, "")
    assert sorted(file.name for file in folder.glob("*.yaml")) == [
        "case.yaml",
        "essay.yaml",
        "one.yaml",
        "two.yaml",
    ]
    for name in ("one", "essay"):
        checked = home.run("deck", "check", "--strict", str(folder / f"{name}.yaml"))
        assert "nothing to mend" in checked.out, checked.out


def test_a_case_whose_name_is_nearly_that_of_another_is_made_when_it_is_meant(home: Home) -> None:
    file = home.path / "mine.yaml"
    assert home.run("deck", "new", "mine", "--case", "stalim", "-o", str(file)).code == 3
    assert not file.exists()
    ran = home.run("deck", "new", "mine", "--case", "stalim", "--new-case", "-o", str(file))
    assert (ran.code, (home.path / "case.yaml").exists()) == (0, True)


def test_a_refusal_in_the_dialogue_loses_nothing_that_was_typed(home: Home, tmp_path: Path) -> None:
    pexpect = pytest.importorskip("pexpect", reason="needs a POSIX pseudo-terminal")
    words = ["-m", "studykit", "deck", "new", "cuba-rise"]
    child = pexpect.spawn(
        sys.executable, words, env=home.environment, cwd=tmp_path, encoding="utf-8", timeout=10
    )
    for question, answer in (
        ("Title students read [Cuba rise]: ", "Castro's way to power"),
        ("Case study (mao-zedong, stalin, none, or a new name) [none]: ", "Castro's Cuba"),
        ("`castro-s-cuba` would do", None),
        ("Case study (mao-zedong, stalin, none, or a new name) [none]: ", "stalim"),
        ("did you mean `stalin`, or is it a new case? (new/again) [again]: ", "again"),
        ("Case study (mao-zedong, stalin, none, or a new name) [none]: ", "cuba"),
        ("Title of the case [Cuba]: ", "Castro's rise to power"),
        ("Its years, such as 1919/1925 (may be empty): ", "1953-59"),
        ("is not a time such as", None),
        ("Its years, such as 1919/1925 (may be empty): ", "1953/1959"),
        ("; may be empty): ", "amricas"),
        ("did you mean `americas`?", None),
        ("; may be empty): ", "americas"),
        ("Author (may be empty): ", ""),
    ):
        child.expect_exact(question)
        if answer is not None:
            child.sendline(answer)
    child.expect_exact("Written: case.yaml, cuba-rise.yaml")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    text = (tmp_path / "case.yaml").read_text(encoding="utf-8")
    for line in ('title: "Castro\'s rise to power"', "period: 1953/1959", "region: americas"):
        assert f"\n{line}\n" in text
    assert 'title: "Castro\'s way to power"' in (tmp_path / "cuba-rise.yaml").read_text(encoding="utf-8")


def test_the_schema_is_written_to_a_file_once(home: Home) -> None:
    file = home.path / "schema.json"
    assert home.run("deck", "schema", "-o", str(file)).code == 0
    jsonschema.Draft7Validator.check_schema(json.loads(file.read_text(encoding="utf-8")))
    assert home.run("deck", "schema", "-o", str(file)).code == 5
    assert home.run("deck", "schema", "-o", str(file), "--force").code == 0


def test_a_name_that_a_system_keeps_for_itself_is_no_name_of_a_deck(home: Home) -> None:
    ran = home.run("deck", "new", "con")
    assert (ran.code, "on every system" in ran.err) == (2, True)
