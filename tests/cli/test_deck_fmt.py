from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Home, Seated

UNTIDY = "deck: d\ncards:\n  # mine\n  - answer: Trotsky\n    ask: Who led the Left Opposition?  \n"
TIDY = (
    "deck: d\ncards:\n  # mine\n  - id: led-left-opposition\n"
    "    ask: Who led the Left Opposition?\n    answer: Trotsky\n"
)


def test_a_deck_is_tidied_in_its_place(home: Home) -> None:
    file = home.write("x/d.yaml", UNTIDY)
    file.chmod(0o640)
    ran = home.run("deck", "fmt", str(file))
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        f"{file}: tidied, 1 id written:\n    {file}:4: led-left-opposition\n1 file: 1 changed.\n"
    )
    assert file.read_text(encoding="utf-8") == TIDY
    assert file.stat().st_mode & 0o777 == 0o640
    assert [each.name for each in file.parent.iterdir()] == ["d.yaml"]
    again = home.run("deck", "fmt", str(file))
    assert (again.code, again.out) == (0, "1 file: 0 changed.\n")


def test_what_was_saved_while_a_file_was_tidied_stays(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    from studykit.authoring import formatting

    file = home.write("x/d.yaml", UNTIDY)
    tidied, saved = formatting.tidied, UNTIDY.replace("Trotsky", "Zinoviev")

    def while_somebody_saves(*given: object) -> object:
        file.write_text(saved, encoding="utf-8")
        return tidied(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(formatting, "tidied", while_somebody_saves)
    ran = home.run("deck", "fmt", str(file))
    assert (ran.code, ran.out) == (1, "1 file: 0 changed, 1 left as they are.\n")
    assert "was saved meanwhile and is left as it is" in ran.err
    assert file.read_text(encoding="utf-8") == saved


def test_a_check_changes_nothing(home: Home) -> None:
    file = home.write("x/d.yaml", UNTIDY)
    ran = home.run("deck", "fmt", "--check", str(file.parent))
    assert (ran.code, ran.out) == (1, f"{file} is not tidy.\n1 file: 1 would change.\n")
    assert file.read_text(encoding="utf-8") == UNTIDY
    file.write_text(TIDY, encoding="utf-8")
    assert home.run("deck", "fmt", "--check", str(file)).code == 0


def test_a_file_with_an_error_is_left_and_the_others_are_tidied(home: Home) -> None:
    wrong = home.write("x/a.yaml", "deck: a\ncards:\n  - ask: Who: me?\n    answer: X\n")
    right = home.write("x/d.yaml", UNTIDY)
    ran = home.run("deck", "fmt", str(right.parent))
    assert ran.code == 1
    assert "has an error in line 3" in ran.err
    assert "Who: me?" in wrong.read_text(encoding="utf-8")
    assert right.read_text(encoding="utf-8") == TIDY
    assert ran.out.endswith("2 files: 1 changed, 1 left as they are.\n")


@pytest.mark.parametrize(
    "data",
    [b"a" * 50_000_000, "deck: d\n".encode("utf-16"), b"\x00\xff", b"", b"- a\n", b"deck: d\nx: &a [*a]\n"],
    ids=["50 MB", "utf-16", "binary", "empty", "list", "alias"],
)
def test_what_is_no_deck_is_left_as_it_is(home: Home, data: bytes) -> None:
    file = home.path / "d.yaml"
    file.write_bytes(data)
    ran = home.run("deck", "fmt", str(file))
    assert ran.code == 1
    assert "left as it is" in ran.err
    assert file.read_bytes() == data


def test_what_cannot_be_tidied_is_said(home: Home) -> None:
    assert home.run("deck", "fmt").code == 2
    assert home.run("deck", "fmt", "no-such.yaml").code == 3


@pytest.mark.skipif(sys.platform == "win32", reason="needs symbolic links")
def test_a_link_stays_a_link(home: Home, tmp_path: Path) -> None:
    file = home.write("x/d.yaml", UNTIDY)
    link = tmp_path / "link.yaml"
    link.symlink_to(file)
    assert home.run("deck", "fmt", str(link)).code == 0
    assert link.is_symlink()
    assert file.read_text(encoding="utf-8") == TIDY


@pytest.mark.skipif(sys.platform == "win32", reason="needs hard links")
def test_a_file_of_several_names_keeps_what_it_was_under_the_others_and_that_is_said(home: Home) -> None:
    file = home.write("x/d.yaml", UNTIDY)
    other = file.with_name("other name.txt")
    other.hardlink_to(file)
    ran = home.run("deck", "fmt", str(file))
    assert ran.code == 0
    assert "other names too (hard links)" in " ".join(ran.err.split())
    assert (file.read_text(encoding="utf-8"), other.read_text(encoding="utf-8")) == (TIDY, UNTIDY)


OLD = "deck: d\ncards:\n  - id: left\n    ask: Who led the Left Opposition?\n    answer: Trotsky\n"


def test_earlier_ids_are_written_for_cards_renamed_since_the_deck_was_handed_out(home: Home) -> None:
    old = home.write("handed-out/d.yaml", OLD)
    text = OLD.replace("id: left", "id: left-leader").replace("Who led", "Who was the head of")
    new = home.write("x/d.yaml", text)
    ran = home.run("deck", "fmt", "--since", str(old), str(new))
    assert ran.code == 0
    assert "  - id: left-leader\n    was: left\n    ask:" in new.read_text(encoding="utf-8")
    assert home.run("deck", "fmt", "--since", str(old), str(new)).out == "1 file: 0 changed.\n"
    assert home.run("deck", "check", "--strict", str(new)).code == 0


def test_earlier_ids_come_from_the_pack_that_was_handed_out_and_what_holds_no_deck_is_refused(
    home: Home,
) -> None:
    home.write("out/d.yaml", OLD)
    pack = home.path / "out.zip"
    assert home.run("deck", "pack", str(home.path / "out"), "-o", str(pack)).code == 0
    new = home.write("x/d.yaml", OLD.replace("id: left", "id: left-leader"))
    assert home.run("deck", "fmt", "--since", str(pack), str(new)).code == 0
    assert "  - id: left-leader\n    was: left\n" in new.read_text(encoding="utf-8")
    case = home.write("case.yaml", "case: c\ntitle: C\n")
    refused = home.run("deck", "fmt", "--since", str(case), str(new))
    assert (refused.code, "case.yaml holds no deck" in refused.err) == (1, True)


def test_a_check_says_that_an_earlier_id_is_missing(home: Home) -> None:
    old = home.write("handed-out/d.yaml", OLD)
    new = home.write("x/d.yaml", OLD.replace("id: left", "id: left-leader"))
    assert home.run("deck", "fmt", "--check", str(new)).code == 0
    assert home.run("deck", "fmt", "--check", "--since", str(old), str(new)).code == 1


def test_gaps_of_a_renamed_cloze_move_with_their_entry(home: Home) -> None:
    cloze = 'deck: d\ncards:\n  - id: one\n    cloze: "In {{1922}} {{Stalin}} took office."\n'
    old = home.write("handed-out/d.yaml", cloze)
    new = home.write("x/d.yaml", cloze.replace("id: one", "id: two"))
    home.run("deck", "fmt", "--since", str(old), str(new))
    assert "  - id: two\n    was: one\n" in new.read_text(encoding="utf-8")


def test_the_end_of_input_at_the_question_whether_a_card_is_renamed_is_a_no(
    home: Home, seated: Seated
) -> None:
    old = home.write("out/d.yaml", OLD)
    new = home.write("x/d.yaml", OLD.replace("id: left", "id: left-leader"))
    child = seated(home.surroundings, "deck", "fmt", "--since", str(old), str(new))
    child.expect("renamed; write `was:`")
    child.sendeof()
    child.expect("1 file: 0 changed.")
    child.wait()
    assert "was:" not in new.read_text(encoding="utf-8")
