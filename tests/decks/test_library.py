from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from studykit.cards import CardId
from studykit.decks.library import DeckSummary, Library, Listing
from studykit.errors import NotFoundError

from .conftest import Write

Open = Callable[..., Library]


def deck(slug: str, *cards: str) -> str:
    """Give a deck whose cards are called like their prompts."""
    lines = "".join(f"  - {{id: {card}, ask: {slug} {card}, answer: x}}\n" for card in cards)
    return f"deck: {slug}\ntitle: Deck {slug}\nversion: 2\ncards:\n{lines}"


def test_a_listing_names_every_card_asked_in_the_order_of_the_library(library: Open) -> None:
    mixed = deck("b", "one") + (
        "  - {id: asleep, ask: y, answer: x, suspended: true}\n"
        "  - {id: wrong, ask: z}\n"
        "  - {id: gaps, cloze: 'a {{gap}} and {{hole}}', themes: [t, u]}\n"
    )
    opened = library(b=mixed, a=deck("a", "two"))
    assert opened.listings == (
        Listing(CardId("a/two"), CardId("a/two"), "a", "answer", (), 0),
        Listing(CardId("b/one"), CardId("b/one"), "b", "answer", (), 1),
        Listing(CardId("b/gaps#gap"), CardId("b/gaps"), "b", "cloze", ("t", "u"), 2),
        Listing(CardId("b/gaps#hole"), CardId("b/gaps"), "b", "cloze", ("t", "u"), 3),
    )
    assert opened.left_out == {"b/wrong"}


def test_a_deck_counts_the_cards_asked(library: Open, decks: Path) -> None:
    asleep = "  - {id: asleep, ask: y, answer: x, suspended: true}\n  - {id: wrong, ask: z}\n"
    opened = library(a=deck("a", "one", "two") + asleep)
    assert opened.decks == (DeckSummary("a", "Deck a", None, 2, str(decks / "a.yaml"), "2", None),)
    whole = opened.deck("a")
    assert [card.id for card in whole.cards] == ["a/one", "a/two", "a/asleep"]
    assert whole.left_out == ("a/wrong",)


def test_a_card_is_had_by_its_id_also_when_it_is_suspended(library: Open) -> None:
    opened = library(
        a=deck("a", "one") + "  - {id: asleep, ask: y, answer: x, suspended: true}\n  - {id: w, ask: z}\n"
    )
    assert opened.card(CardId("a/one")).ask == "a one"
    assert opened.card(CardId("a/asleep")).suspended
    assert CardId("a/one") in opened
    assert CardId("a/w") not in opened
    with pytest.raises(NotFoundError, match="has an error and is left out"):
        opened.card(CardId("a/w"))
    with pytest.raises(NotFoundError, match=r"no card a/oen; did you mean `a/one`"):
        opened.card(CardId("a/oen"))


def test_the_place_of_a_text_is_known(library: Open) -> None:
    text = "deck: a\ncards:\n  - id: x\n    ask: When?\n    answer: 1922\n"
    text += "    examples:\n      wrong: [1923, in 1924]\n"
    opened = library(a=text + "    back: {ask: What?, answer: y, examples: {right: [z]}}\n")
    assert opened.place(CardId("a/x"), "example", "in 1924") == (7, 21)
    assert opened.place(CardId("a/x#back"), "example", "z") == (8, 54)
    assert opened.place(CardId("a/x"), "example", "z") is None
    assert opened.place(CardId("a/y"), "example", "z") is None


def test_siblings_are_had_by_their_parent(library: Open) -> None:
    opened = library(a="deck: a\ncards:\n  - {id: g, cloze: 'a {{gap}} and {{hole}}'}\n")
    assert [card.id for card in opened.siblings(CardId("a/g"))] == ["a/g#gap", "a/g#hole"]
    assert opened.siblings(CardId("a/x")) == ()


def test_an_unknown_deck_or_plan_offers_the_nearest(library: Open) -> None:
    opened = library(a=deck("stalin-institutions", "one"), p="plan: machine\narguments: [{point: x}]\n")
    with pytest.raises(NotFoundError, match="did you mean `stalin-institutions`"):
        opened.deck("stalin-instituions")
    with pytest.raises(NotFoundError, match="did you mean `machine`"):
        opened.plan("machin")
    assert opened.case("stalin") is None


def test_folders_are_read_in_order_with_their_subfolders(tmp_path: Path, write: Write, decks: Path) -> None:
    write("sub/b.yml", deck("b", "one"))
    write("c.yaml", deck("c", "one"))
    write("notes.txt", "deck: no")
    write(".hidden/d.yaml", deck("d", "one"))
    write(".e.yaml", deck("e", "one"))
    other = tmp_path / "another"
    other.mkdir()
    (other / "z.yaml").write_text(deck("z", "one"))
    slugs = [summary.slug for summary in Library.open([other, decks], None).decks]
    assert slugs == ["z", "c", "b"]


def test_a_file_reached_twice_is_read_once(write: Write, decks: Path) -> None:
    write("sub/b.yaml", deck("b", "one"))
    opened = Library.open([decks, decks / "sub", decks], None)
    assert opened.problems == ()
    assert len(opened.listings) == 1


def test_a_folder_that_does_not_exist_is_named(decks: Path) -> None:
    with pytest.raises(NotFoundError, match=r"no folder .*nowhere"):
        Library.open([decks / "nowhere"], None)
    with pytest.raises(NotFoundError, match=r"no file .*nowhere\.yaml"):
        Library.open([decks], None, [decks / "nowhere.yaml"])


def test_an_empty_folder_is_an_empty_library(decks: Path) -> None:
    opened = Library.open([decks], None)
    assert (opened.decks, opened.listings, opened.problems) == ((), (), ())


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_links_lead_nowhere_outside_and_pipes_are_not_opened(
    tmp_path: Path, write: Write, decks: Path
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.yaml").write_text(deck("secret", "one"))
    (decks / "linked.yaml").symlink_to(outside / "secret.yaml")
    (decks / "folder").symlink_to(outside)
    (decks / "dangling.yaml").symlink_to(decks / "gone.yaml")
    (decks / "loop").symlink_to(decks)
    write("real.yaml", deck("real", "one"))
    (decks / "inside.yaml").symlink_to(decks / "real.yaml")
    os.mkfifo(decks / "pipe.yaml")
    opened = Library.open([decks], None)
    assert [summary.slug for summary in opened.decks] == ["real"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_a_problem(write: Write, decks: Path) -> None:
    write("a.yaml", deck("a", "one")).chmod(0)
    assert [problem.rule for problem in Library.open([decks], None).problems] == ["unreadable"]


def test_a_deck_in_two_files_is_an_error_that_names_both(library: Open, decks: Path) -> None:
    opened = library(a=deck("d", "one"), b=deck("d", "two"))
    (problem,) = opened.problems
    assert (problem.file, problem.rule, problem.line, problem.column) == (
        str(decks / "b.yaml"),
        "duplicate-slug",
        1,
        7,
    )
    assert str(decks / "a.yaml") in problem.message
    assert [listing.id for listing in opened.listings] == ["d/one"]


def test_a_further_file_counts_before_the_folders(tmp_path: Path, write: Write, decks: Path) -> None:
    write("a.yaml", deck("d", "one"))
    draft = tmp_path / "draft.yaml"
    draft.write_text(deck("d", "two"))
    opened = Library.open([decks], None, [draft])
    assert [listing.id for listing in opened.listings] == ["d/two"]
    assert [problem.file for problem in opened.problems] == [str(decks / "a.yaml")]


def test_a_further_file_from_a_folder_is_read_once_and_named_as_given(
    write: Write, decks: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("a.yaml", deck("d", "one") + "  - {id: w, ask: z}\n")
    monkeypatch.chdir(decks)
    opened = Library.open([decks], None, [Path("a.yaml")])
    assert [problem.file for problem in opened.problems] == ["a.yaml"]
    assert opened.card(CardId("d/one")).place.file == "a.yaml"


def test_a_further_folder_is_read_too(tmp_path: Path, write: Write, decks: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "b.yaml").write_text(deck("b", "one"))
    write("a.yaml", deck("a", "one"))
    assert [each.slug for each in Library.open([decks], None, [other]).decks] == ["a", "b"]


def test_one_broken_file_leaves_the_others(library: Open, decks: Path) -> None:
    opened = library(a=deck("a", "one"), b=deck("b", "one") + ":  x: [y]\n")
    assert [summary.slug for summary in opened.decks] == ["a"]
    assert opened.left_out == {"b/one"}
    assert opened.unread == (str(decks / "b.yaml"),)
    assert {problem.file for problem in opened.problems} == {str(decks / "b.yaml")}


def test_problems_are_sorted_by_file_and_place(library: Open) -> None:
    opened = library(b="deck: b\nx: y\ntitle:\n", a="deck: a\ncards: [x, y]\n")
    places = [(each.file, each.line, each.column) for each in opened.problems]
    assert places == sorted(places)
    assert len(places) == 5


def test_cards_that_hold_a_phrase_are_found_without_being_read(library: Open) -> None:
    opened = library(
        d="deck: d\ncards:\n"
        "  - {id: a, ask: Who led the Red Army?, answer: Trotsky}\n"
        "  - {id: b, ask: When?, answer: 1922, fact: In 1922 the RED ARMY was cut.}\n"
        "  - {id: c, ask: Who was in exile?, answer: Lenin}\n"
    )
    assert opened.mentioning("red army") == ("d/a", "d/b")
    assert opened.mentioning("exiled") == ()
    assert opened.header("d").cards == ()
    assert opened.header("d").title == "D"
