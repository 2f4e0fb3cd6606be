from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from studykit.cards import CardId
from studykit.decks import packed, refresh
from studykit.decks.library import Library
from studykit.decks.reading import read_sheet

from .conftest import Write

DECK = """\
deck: d
case: c
cards:
  - id: a
    ask: Who led the Party?
    answer: Lenin
    reject: {Stalin: not yet}
    examples: {right: [Lenin], wrong: [Stalin]}
    date: 1922-04
  - id: b
    cloze: "{{Stalin|Koba::who}} was {{General Secretary}}."
  - id: c
    ask: Which side?
    sort: {Left: [Trotsky], Right: [Rykov]}
    themes: [ideas]
  - id: wrong
    ask: none
"""
CASE = "case: c\nthemes: {rivals: Rivals, ideas: Ideas}\naliases: {Lenin: Ulyanov}\n"
PLAN = "plan: p\ncase: c\narguments:\n  - point: x\n    evidence: [d/a, d/none]\n"


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "deeper"


@pytest.fixture
def folder(write: Write, decks: Path) -> Path:
    for name, text in {"deck": DECK, "case": CASE, "plan": PLAN}.items():
        settle(write(f"{name}.yaml", text))
    return decks


def settle(path: Path, ago: float = 60) -> None:
    """Give a file a time at which it has long been at rest."""
    moment = time.time_ns() - int(ago * 1e9) + 1
    os.utime(path, ns=(moment, moment))


def everything(library: Library) -> object:
    decks = [library.deck(summary.slug) for summary in library.decks]
    lists = library.problems, library.decks, library.listings, library.left_out, library.files, library.unread
    return lists, decks, library.cases(), library.plans()


def read_again(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note the names of the files that are read as YAML from here on."""
    names: list[str] = []
    read = read_sheet

    def noting(file: str, data: bytes) -> object:
        names.append(Path(file).name)
        return read(file, data)

    monkeypatch.setattr(refresh, "read_sheet", noting)
    return names


def test_what_comes_from_the_cache_is_what_was_read(folder: Path, cache: Path) -> None:
    read = everything(Library.open([folder], None))
    assert everything(Library.open([folder], cache)) == read
    assert everything(Library.open([folder], cache)) == read
    assert len(list(cache.iterdir())) == 1


def test_a_fresh_cache_needs_no_yaml(folder: Path, cache: Path) -> None:
    Library.open([folder], cache)
    code = (
        "import sys; from pathlib import Path; from studykit.decks.library import Library;"
        f"library = Library.open([Path({str(folder)!r})], Path({str(cache)!r}));"
        "library.listings, library.problems, library.deck('d'), library.plans(), library.cases();"
        "assert len(library.listings) == 5;"
        "heavy = {'yaml', 'difflib', 'rapidfuzz', 'studykit.decks.source'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_only_what_changed_is_read_again(
    folder: Path, cache: Path, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    Library.open([folder], cache)
    names = read_again(monkeypatch)
    Library.open([folder], cache)
    assert names == []
    settle(write("deck.yaml", DECK.replace("answer: Lenin", "answer: Vladimir Lenin")), 30)
    opened = Library.open([folder], cache)
    assert names == ["deck.yaml"]
    assert everything(opened) == everything(Library.open([folder], None))


def test_a_new_time_with_the_same_words_is_not_read_again(
    folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = everything(Library.open([folder], cache))
    names = read_again(monkeypatch)
    settle(folder / "deck.yaml", 30)
    assert everything(Library.open([folder], cache)) == before
    settle(folder / "deck.yaml", 30)
    assert everything(Library.open([folder], cache)) == before
    assert names == []


def test_a_change_within_one_tick_of_the_clock_is_seen(folder: Path, cache: Path, write: Write) -> None:
    for answer in ("Lenin", "Rykov", "Stali"):
        path = write("deck.yaml", DECK.replace("answer: Lenin", f"answer: {answer}"))
        os.utime(path, ns=(2**61, 2**61))
        opened = Library.open([folder], cache)
        assert opened.card(CardId("d/a")).expected.item.say == answer  # type: ignore[union-attr]


def test_files_that_come_and_go_are_seen(folder: Path, cache: Path, write: Write) -> None:
    Library.open([folder], cache)
    settle(write("sub/more.yaml", "deck: more\ncards: [{ask: q, answer: x}]\n"))
    assert [each.slug for each in Library.open([folder], cache).decks] == ["d", "more"]
    (folder / "deck.yaml").unlink()
    opened = Library.open([folder], cache)
    assert [each.slug for each in opened.decks] == ["more"]
    assert everything(opened) == everything(Library.open([folder], None))


def test_rules_beyond_one_file_hold_after_another_file_changed(
    folder: Path, cache: Path, write: Write
) -> None:
    assert len(Library.open([folder], cache).listings) == 5
    settle(write("case.yaml", CASE.replace("ideas: Ideas", "others: Others")), 30)
    opened = Library.open([folder], cache)
    assert "unknown-theme" in [problem.rule for problem in opened.problems]
    assert len(opened.listings) == 3
    settle(write("case.yaml", CASE), 20)
    assert len(Library.open([folder], cache).listings) == 5


def test_of_two_folders_each_set_has_its_own_cache(folder: Path, cache: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    Library.open([folder], cache)
    Library.open([folder, other], cache)
    assert len(list(cache.iterdir())) == 2


def test_no_damaged_byte_gives_a_wrong_card(folder: Path, cache: Path) -> None:
    expected = everything(Library.open([folder], cache))
    (file,) = cache.iterdir()
    whole = file.read_bytes()
    chance = random.Random(1)
    for at in [*range(80), *chance.sample(range(80, len(whole)), 150)]:
        damaged = bytearray(whole)
        damaged[at] ^= 1 << chance.randrange(8)
        file.write_bytes(damaged)
        assert everything(Library.open([folder], cache)) == expected
        assert file.read_bytes()[80:] == whole[80:] or packed.unpack(file.read_bytes())


def test_every_single_damaged_byte_is_noticed(folder: Path, cache: Path) -> None:
    Library.open([folder], cache)
    (file,) = cache.iterdir()
    whole = file.read_bytes()
    for at in range(len(whole)):
        damaged = bytearray(whole)
        damaged[at] ^= 0x01
        with pytest.raises(packed.DamagedCacheError):
            packed.unpack(bytes(damaged))


def test_a_cache_cut_short_or_made_longer_is_noticed(folder: Path, cache: Path) -> None:
    expected = everything(Library.open([folder], cache))
    (file,) = cache.iterdir()
    whole = file.read_bytes()
    for length in range(0, len(whole), 7):
        with pytest.raises(packed.DamagedCacheError):
            packed.unpack(whole[:length])
    for other in (b"", b"\0" * len(whole), whole + b"x", whole[:-1]):
        file.write_bytes(other)
        assert everything(Library.open([folder], cache)) == expected


def test_a_cache_of_another_version_is_not_trusted(
    folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packed, "fingerprint", lambda *_: "00000000")
    Library.open([folder], cache)
    monkeypatch.undo()
    names = read_again(monkeypatch)
    Library.open([folder], cache)
    assert len(names) == 3


def test_a_cache_that_cannot_be_written_stops_nobody(folder: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    assert len(Library.open([folder], blocked).listings) == 5
    assert len(Library.open([folder], blocked / "below").listings) == 5
    assert blocked.read_text() == "no folder"


def test_a_folder_in_the_place_of_the_cache_stops_nobody(folder: Path, cache: Path) -> None:
    Library.open([folder], cache)
    (file,) = cache.iterdir()
    file.unlink()
    file.mkdir()
    assert len(Library.open([folder], cache).listings) == 5
    assert [each.name for each in cache.iterdir()] == [file.name]


def test_a_further_file_is_never_kept(folder: Path, cache: Path, tmp_path: Path) -> None:
    Library.open([folder], cache)
    (file,) = cache.iterdir()
    whole = file.read_bytes()
    draft = tmp_path / "draft.yaml"
    draft.write_text("deck: draft\ncards: [{ask: q, answer: x}]\n")
    assert [each.slug for each in Library.open([folder], cache, [draft]).decks] == ["d", "draft"]
    assert file.read_bytes() == whole
    assert [each.slug for each in Library.open([folder], cache).decks] == ["d"]
