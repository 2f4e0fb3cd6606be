from __future__ import annotations

import os
import sys
import zipfile
from itertools import product
from pathlib import Path

import pytest

from tests.cli.breaking import HOWS
from tests.cli.conftest import Home, Quiz
from tests.cli.preloaded import Preloaded
from tests.conftest import Some

DECK = (
    "deck: rome\nversion: {}\ncards:\n  - id: a\n    ask: Who resigned in Rome in 1922?\n    answer: Facta\n"
)


def test_a_deck_is_added_updated_and_removed_and_its_history_stays(home: Home, quiz: Quiz) -> None:
    path = home.write("mail/italy/rome.yaml", DECK.format("1.0"))
    ran = home.run("deck", "add", str(path.parent))
    assert (ran.code, ran.out) == (0, "rome: version 1.0, 1 new card\n")
    child = quiz("rome")
    child.expect_exact("Who resigned")
    child.sendline("Facta")
    child.expect("(?i)correct")
    child.sendeof()
    child.close()
    home.write("mail/italy/rome.yaml", DECK.format("1.1").replace("Who", "Which minister"))
    preview = home.run("deck", "add", str(path.parent), "--preview")
    assert preview.out == "rome: version 1.0 -> 1.1\n  1 reworded: a\nNothing was changed.\n"
    assert home.run("deck", "add", str(path.parent)).code == 0
    assert "version: 1.1" in (home.path / "decks/italy/rome.yaml").read_text()
    assert [row["card"] for row in home.log() if row.get("kind") == "review"] == ["rome/a"]
    again = home.run("deck", "add", str(path.parent))
    assert again.out == "rome: version 1.1, nothing changes\nitaly is up to date.\n"
    assert home.run("deck", "remove", "italy").code == 2
    assert home.run("deck", "remove", "italy", "--yes").code == 0
    assert not (home.path / "decks/italy").exists()
    assert [row["card"] for row in home.log() if row.get("kind") == "review"] == ["rome/a"]


def test_an_older_version_or_one_with_errors_needs_force(home: Home) -> None:
    path = home.write("mail/italy/rome.yaml", DECK.format("1.2"))
    assert home.run("deck", "add", str(path)).code == 0
    home.write("mail/italy/rome.yaml", DECK.format("1.1"))
    ran = home.run("deck", "add", str(path))
    assert (ran.code, ran.err) == (
        5,
        "studykit: rome is version 1.1, and you have 1.2. Add --force to go back.\n",
    )
    home.write("mail/italy/rome.yaml", DECK.format("1.3") + "  - id: b\n    ask: What?\n")
    ran = home.run("deck", "add", str(path))
    assert ran.code == 5
    assert "There is 1 error in it, the first in rome.yaml, line 7" in ran.err
    assert home.run("deck", "add", str(path), "--force").code == 0


def test_a_name_that_another_deck_has_and_a_hostile_zip_file_are_refused(home: Home) -> None:
    path = home.write("mail/tiny2.yaml", DECK.format("1.0").replace("rome", "tiny"))
    ran = home.run("deck", "add", str(path))
    assert ran.code == 5
    tiny = home.path / "decks/tiny.yaml"
    assert f"There is a deck `tiny` already, in {tiny}. " in ran.err
    assert "`studykit deck remove tiny.yaml` takes it out; or give one of the two another name." in ran.err
    with zipfile.ZipFile(home.path / "evil.zip", "w") as package:
        package.writestr("../../evil.yaml", DECK.format("1.0"))
    ran = home.run("deck", "add", str(home.path / "evil.zip"))
    assert ran.code == 1
    assert "would be written outside the decks folder" in ran.err
    assert not list(home.path.parent.glob("**/evil.yaml"))


def test_a_shipped_deck_in_a_pack_is_said_to_be_read_already(home: Home) -> None:
    shipped = next((Path(__file__).parents[2] / "decks" / "stalin").glob("01-*.yaml"))
    copy = home.write("mail/own.yaml", shipped.read_text(encoding="utf-8"))
    ran = home.run("deck", "add", str(copy))
    assert ran.code == 5
    told = "It is read from there without being added: leave it out, or give yours another name."
    assert ran.err.endswith(f"/{shipped.name}. {told}\n")


def test_a_table_is_told_from_a_damaged_pack(home: Home) -> None:
    table = home.run("deck", "add", str(home.write("form.csv", "question,answer\n")))
    assert (table.code, "`studykit deck import` makes a deck of a table" in table.err) == (1, True)
    (home.path / "cut.zip").write_bytes(b"PK\3\4")
    cut = home.run("deck", "add", str(home.path / "cut.zip"))
    assert (cut.code, "cut.zip is a damaged zip file" in cut.err) == (1, True)


def test_an_update_that_only_tells_an_earlier_id_says_so(home: Home) -> None:
    was = DECK.format("1.0")
    assert home.run("deck", "add", str(home.write("mail/rome.yaml", was))).code == 0
    told = was.replace("id: a", "id: a\n    was: first", 1)
    assert told != was
    ran = home.run("deck", "add", str(home.write("mail/rome.yaml", told)))
    assert "rome: version 1.0\n  1 renamed: first -> a\n" in ran.out


def test_what_was_not_added_cannot_be_removed(home: Home) -> None:
    assert home.run("deck", "remove", "stalin-rivals", "--yes").code == 5
    ran = home.run("deck", "remove", "tinny", "--yes")
    assert (ran.code, "did you mean `tiny`" in ran.err) == (3, True)


CASE = "case: rome-case\ntitle: Rome\n"
PLAN = (
    "plan: rome-plan\ncase: rome-case\nthesis: {}\n"
    "arguments:\n  - {{id: a, point: It was so., evidence: [rome/a]}}\n"
)


def test_a_pack_is_made_handed_out_and_updated_under_any_name(home: Home) -> None:
    folder = home.write(
        "work/rome.yaml", DECK.format("1.0").replace("cards:", "case: rome-case\ncards:")
    ).parent
    home.write("work/case.yaml", CASE)
    home.write("work/plan.yaml", PLAN.format("It mattered."))
    pack = home.path / "rome-2026.zip"
    made = home.run("deck", "pack", str(folder), "-o", str(pack), "--version", "1.0", "--note", "for 11B")
    assert made.code == 0, made.err
    assert f"Written: {pack} (1 deck with 1 card, 1 plan, the case rome-case, version 1.0)." in made.out
    added = home.run("deck", "add", str(pack))
    assert added.out.splitlines() == [
        "rome-2026 version 1.0: for 11B",
        "rome: version 1.0, 1 new card",
        "case rome-case: new",
        "plan rome-plan: new",
    ]
    home.write(
        "work/rome.yaml",
        DECK.format("1.1\ndue: 2027-03-01\ncase: rome-case").replace("Who", "Which minister"),
    )
    home.write("work/plan.yaml", PLAN.format("It mattered little."))
    second = home.path / "rome-2026 (1).zip"
    assert home.run("deck", "pack", str(folder), "-o", str(second), "--version", "1.1").code == 0
    updated = home.run("deck", "add", str(second))
    assert updated.out.splitlines() == [
        "rome-2026 version 1.1",
        "rome: version 1.0 -> 1.1, to be met by Monday 1 March 2027",
        "  1 reworded: a",
        "case rome-case: nothing changes",
        "plan rome-plan: changed",
    ]
    assert [each.name for each in (home.path / "decks").iterdir() if each.is_dir()] == ["rome-2026"]
    older = home.run("deck", "add", str(pack))
    assert (older.code, "rome is version 1.0, and you have 1.1" in older.err) == (5, True)
    assert home.run("deck", "add", str(second)).out.endswith("rome-2026 is up to date.\n")


def test_a_pack_that_names_a_case_which_is_not_in_it_is_not_made(home: Home) -> None:
    home.write("decks/case.yaml", CASE)
    folder = home.write(
        "work/rome.yaml", DECK.format("1.0").replace("cards:", "case: rome-case\ncards:")
    ).parent
    ran = home.run("deck", "pack", str(folder), "-o", str(home.path / "rome.zip"))
    assert (ran.code, "rome-case" in ran.err, (home.path / "rome.zip").exists()) == (1, True, False)


def test_a_pack_of_the_same_name_with_none_of_the_decks_wants_force(home: Home) -> None:
    for name in ("rome", "milan"):
        folder = home.write(
            f"{name}/x.yaml", DECK.format("1.0").replace("deck: rome", f"deck: {name}")
        ).parent
        ran = home.run("deck", "pack", str(folder), "-o", str(home.path / "italy.zip"), "--force")
        assert ran.code == 0, ran.err
        ran = home.run("deck", "add", str(home.path / "italy.zip"))
    assert (ran.code, "None of the decks of your italy is in it" in ran.err) == (5, True)
    assert home.run("deck", "add", str(home.path / "italy.zip"), "--force").code == 0
    decks = {deck["deck"] for deck in home.run("deck", "list", "--json").json}
    assert ("milan" in decks, "rome" in decks) == (True, False)


def test_the_first_error_of_decks_that_come_ends_in_one_sign(home: Home) -> None:
    home.write("rome.yaml", "deck: rome\nsort: x\ncards:\n  - ask: Who?\n    answer: Facta\n")
    ran = home.run("deck", "add", str(home.path / "rome.yaml"))
    assert ran.code == 5
    assert "line 2: a deck has no key `sort`; did you mean `format`? Ask for a mended copy" in ran.err


def test_what_lies_beside_added_decks_and_is_none_stays_when_they_are_updated(home: Home) -> None:
    path = home.write("mail/italy/rome.yaml", DECK.format("1.0"))
    assert home.run("deck", "add", str(path.parent)).code == 0
    own = [
        home.write(f"decks/italy/{name}", "mine")
        for name in ("essay.docx", "sources/map.png", "notes.md", ".git/HEAD")
    ]
    home.write("mail/italy/rome.yaml", DECK.format("1.1"))
    for update in (path.parent, path):
        assert home.run("deck", "add", str(update)).code == 0
        assert "up to date" in home.run("deck", "add", str(update)).out
        assert [each.read_text() for each in own] == ["mine"] * 4
        path.write_text(DECK.format("1.2"))
    assert "version: 1.2" in (home.path / "decks/italy/rome.yaml").read_text()
    asked = home.run("deck", "remove", "italy")
    assert "(1 card in 1 deck, and 4 other files)" in " ".join(asked.err.split())
    assert [each.read_text() for each in own] == ["mine"] * 4


@pytest.mark.parametrize("name", ["italy", "milan"])
def test_what_was_written_among_decks_that_are_removed_is_kept(home: Home, name: str) -> None:
    own = [home.write(f"decks/{each}", DECK) for each in ("italy/rome.yaml", "italy/.git/HEAD", "milan.yaml")]
    ran = home.run("deck", "remove", name, "--yes")
    [kept] = (home.path / "replaced").glob(f"*/{name}*")
    assert (ran.code, f"What was there is kept in {kept}." in " ".join(ran.err.split())) == (0, True)
    moved = [each for each in own if not each.exists()]
    assert len(moved) == (2 if name == "italy" else 1)
    for each in moved:
        assert (kept.parent / each.relative_to(home.path / "decks")).read_text() == DECK


def test_what_an_update_changes_or_drops_is_kept_and_can_be_taken_back(home: Home) -> None:
    mine = "deck: mine\ncards:\n  - id: a\n    ask: Who marched in 1922?\n    answer: Mussolini\n"
    own = home.write("decks/work/rome.yaml", DECK.format("1.0") + "# what I wrote for months\n")
    home.write("decks/work/mine.yaml", mine)
    home.write("decks/work/mkdocs.yml", "site_name: mine\n")
    before = own.read_text()
    path = home.write("mail/italy/rome.yaml", DECK.format("1.1"))
    assert "replaced" not in home.run("deck", "add", str(path.parent), "--preview").err
    ran = home.run("deck", "add", str(path.parent))
    [kept] = (home.path / "replaced").iterdir()
    assert (ran.code, f"What was there is kept in {kept}." in " ".join(ran.err.split())) == (0, True)
    with zipfile.ZipFile(kept) as package:
        names = {*package.namelist()}
        assert package.read("rome.yaml").decode() == before
    assert names == {"rome.yaml", "mine.yaml", "mkdocs.yml", "studykit-pack.json"}
    assert home.run("deck", "add", str(kept), "--force").code == 0
    assert (own.read_text(), (own.parent / "mine.yaml").read_text()) == (before, mine)
    assert len([*(home.path / "replaced").iterdir()]) == 2
    home.write("mail/italy/milan.yaml", mine.replace("deck: mine", "deck: milan"))
    (home.path / "mail/italy/rome.yaml").unlink()
    assert home.run("deck", "add", str(path.parent)).code == 0
    assert len([*(home.path / "replaced").iterdir()]) == 2  # nothing was there


def test_the_folders_of_a_git_checkout_stay_when_its_decks_are_updated(home: Home) -> None:
    path = home.write("mail/italy/rome.yaml", DECK.format("1.0"))
    assert home.run("deck", "add", str(path.parent)).code == 0
    home.write("decks/italy/.git/HEAD", "ref: refs/heads/main")
    refs = home.path / "decks/italy/.git/refs/heads"
    refs.mkdir(parents=True)
    home.write("mail/italy/rome.yaml", DECK.format("1.1"))
    assert home.run("deck", "add", str(path.parent)).code == 0
    assert refs.is_dir()


@pytest.mark.skipif(os.name != "posix", reason="makes names that Windows has not")
def test_a_pack_that_could_not_be_added_is_not_made(home: Home) -> None:
    for name in ('a: "b".yaml', "con.yaml", os.fsdecode(b"b\xff.yaml")):
        folder = home.write(f"{len(name)}/{name}", DECK.format("1.0")).parent
        ran = home.run("deck", "pack", str(folder), "-o", str(home.path / "italy.zip"))
        assert (ran.code, "Not every system takes the name" in ran.err) == (1, True), ran.err
        assert not (home.path / "italy.zip").exists()
    folder = home.write("italy/rome.yaml", DECK.format("1.0")).parent
    pack = home.path / f"{'a' * 100}.zip"
    assert home.run("deck", "pack", str(folder), "-o", str(pack)).code == 0
    assert home.run("deck", "add", str(pack)).code == 0


@pytest.mark.skipif(os.name != "posix", reason="makes names that Windows has not")
def test_a_file_whose_name_is_no_text_is_kept_when_its_deck_is_replaced(home: Home) -> None:
    home.write(f"decks/italy/{os.fsdecode(bytes([98, 255]))}.yaml", DECK.format("1.0"))
    path = home.write("mail/italy/rome.yaml", DECK.format("1.1"))
    ran = home.run("deck", "add", str(path.parent))
    [kept] = (home.path / "replaced").iterdir()
    with zipfile.ZipFile(kept) as package:
        assert (ran.code, package.namelist()) == (0, ["b_udcff.yaml", "studykit-pack.json"])


def test_a_folder_is_removed_by_its_own_name_only(home: Home) -> None:
    path = home.write("mail/italy/rome.yaml", DECK.format("1.0"))
    assert home.run("deck", "add", str(path.parent)).code == 0
    ran = home.run("deck", "remove", "italy.old", "--yes")
    assert (ran.code, (home.path / "decks/italy/rome.yaml").exists()) == (3, True), ran.err
    assert home.run("deck", "remove", "italy.zip", "--yes").code == 0


@pytest.mark.skipif(os.name != "posix", reason="injects faults the POSIX way")
def test_an_update_broken_off_anywhere_leaves_the_decks_as_they_were_or_as_they_are_to_be(
    home: Home, program: Preloaded, some: Some
) -> None:
    path = home.write("mail/italy/rome.yaml", DECK.format("1.0"))
    assert home.run("deck", "add", str(path.parent)).code == 0
    there = home.path / "decks/italy/rome.yaml"
    home.write("mail/italy/rome.yaml", DECK.format("1.1"))
    counted = home.path / "calls"
    update = ("deck", "add", str(path.parent))
    variables = {**home.environment, "TMPDIR": str(home.path)}
    assert program.run(*update, **variables, COUNT_CALLS=str(counted)).code == 0
    calls = int(counted.read_text())
    for how, at in some([*product(HOWS, range(1, calls + 1))], 4):
        there.write_text(DECK.format("1.0"))
        ran = program.run(*update, **variables, BREAK_AT=str(at), BREAK_HOW=how)
        assert ran.code in (-9, 0, 4, 5), (how, at, ran.err)
        assert home.run("find", "Facta").code == 0
        assert there.read_text() in (DECK.format("1.0"), DECK.format("1.1")), (how, at)


@pytest.mark.skipif(os.name != "posix", reason="injects faults the POSIX way")
def test_a_removal_broken_off_anywhere_leaves_a_pack_whole_or_takes_it_out(
    home: Home, program: Preloaded, some: Some
) -> None:
    for name in ("rome", "milan", "turin"):
        path = home.write(f"mail/italy/{name}.yaml", DECK.format("1.0").replace("rome", name))
    add, remove = ("deck", "add", str(path.parent)), ("deck", "remove", "italy", "--yes")
    counted = home.path / "calls"
    variables = {**home.environment, "TMPDIR": str(home.path)}
    assert home.run(*add).code == 0
    assert program.run(*remove, **variables, COUNT_CALLS=str(counted)).code == 0
    calls = int(counted.read_text())
    for how, at in some([*product(HOWS, range(1, calls + 1))], 6):
        assert home.run(*add).code == 0
        ran = program.run(*remove, **variables, BREAK_AT=str(at), BREAK_HOW=how)
        assert ran.code in (-9, 0, 4, 5), (how, at, ran.err)
        left = [path.stem for path in home.path.glob("decks/italy/*.yaml")]
        assert sorted(left) in ([], ["milan", "rome", "turin"]), (how, at)
        assert left or len([*home.path.glob("*/*/italy/*.yaml")]) >= 3, (how, at)
        assert "Traceback" not in ran.err


def test_pages_that_are_packed_with_decks_are_named_and_no_deck_is_written_over(home: Home) -> None:
    folder = home.write("mail/italy/rome.yaml", DECK.format("1.0")).parent
    pack = home.path / "rome.zip"
    assert "went along" not in home.run("deck", "pack", str(folder), "-o", str(pack)).out
    own = home.run("deck", "pack", str(folder), "-o", str(folder / "rome.yaml"), "--force")
    assert (own.code, "is never changed" in own.err) == (2, True)
    home.write("mail/italy/marks of 11B.txt", "Ada 7\n")
    home.write("mail/italy/more/read.md", "Read me.\n")
    ran = home.run("deck", "pack", str(folder), "-o", str(pack), "--force")
    assert "2 pages that lay beside them went along: marks of 11B.txt, more/read.md." in " ".join(
        ran.out.split()
    )


@pytest.mark.skipif(sys.platform == "win32", reason="needs locks for folders")
def test_what_a_killed_command_left_is_swept_unless_another_is_at_work(home: Home) -> None:
    import fcntl

    path = home.write("mail/italy/rome.yaml", DECK.format("1.0"))
    left = home.write("decks/.adding-0a1b2c3d/rome.yaml", DECK.format("0.9")).parent
    number = os.open(left.parent, os.O_RDONLY)
    try:
        fcntl.flock(number, fcntl.LOCK_SH)
        assert home.run("deck", "add", str(path.parent)).code == 0
        assert left.exists()
    finally:
        os.close(number)
    path.write_text(DECK.format("1.1"), encoding="utf-8")
    assert home.run("deck", "add", str(path.parent)).code == 0
    assert not left.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="needs locks for folders")
def test_what_a_killed_backup_left_is_swept_by_the_next_and_nothing_else(home: Home, tmp_path: Path) -> None:
    home.run("config", "set", "retry", "off")
    mine = tmp_path / ".backup-mine.tmp"
    for each in (mine, tmp_path / ".studykit-backup-0a1b2c3d.tmp"):
        each.write_text("half", encoding="utf-8")
    assert home.run("data", "backup", str(tmp_path / "kept.db")).code == 0
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == [mine.name, "kept.db"]


def test_a_file_of_ones_own_that_is_called_like_a_new_folder_is_not_lost(home: Home) -> None:
    first = home.write("mail/italy/rome.yaml", DECK.format("1.0")).parent
    assert home.run("deck", "add", str(first)).code == 0
    mine = home.write("decks/italy/maps", "my own notes\n")
    home.write("mail/italy/rome.yaml", DECK.format("1.1"))
    home.write("mail/italy/maps/milan.yaml", DECK.format("1.0").replace("deck: rome", "deck: milan"))
    ran = home.run("deck", "add", str(first))
    assert (ran.code, "Nothing has changed" in " ".join(ran.err.split())) == (5, True)
    assert mine.read_text(encoding="utf-8") == "my own notes\n"
    assert "version: 1.0" in (home.path / "decks/italy/rome.yaml").read_text(encoding="utf-8")


def test_a_file_beside_a_folder_of_its_name_is_removed_by_its_whole_name(home: Home) -> None:
    path = home.write("mail/italy/rome.yaml", DECK.format("1.0"))
    assert home.run("deck", "add", str(path.parent)).code == 0
    file = home.write("decks/italy.yaml", DECK.format("1.0").replace("deck: rome", "deck: milan"))
    assert home.run("deck", "remove", "italy", "--yes").code == 0
    assert file.exists()
    assert not (home.path / "decks/italy").exists()
