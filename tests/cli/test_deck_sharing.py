from __future__ import annotations

import zipfile

from tests.cli.conftest import Home, Quiz

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
    assert preview.out == "rome: version 1.0 -> 1.1\n  1 changed: a\nNothing was changed.\n"
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
    assert "There is a deck `tiny` already" in ran.err
    with zipfile.ZipFile(home.path / "evil.zip", "w") as package:
        package.writestr("../../evil.yaml", DECK.format("1.0"))
    ran = home.run("deck", "add", str(home.path / "evil.zip"))
    assert ran.code == 1
    assert "would be written outside the decks folder" in ran.err
    assert not list(home.path.parent.glob("**/evil.yaml"))


def test_what_was_not_added_cannot_be_removed(home: Home) -> None:
    assert home.run("deck", "remove", "stalin-rivals", "--yes").code == 5
    ran = home.run("deck", "remove", "tinny", "--yes")
    assert (ran.code, "did you mean `tiny`" in ran.err) == (3, True)
