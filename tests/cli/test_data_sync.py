from __future__ import annotations

import os
import shutil
from contextlib import closing
from pathlib import Path

import pytest

from studykit.reviews import Undo
from studykit.store.facts import GIVEN_UP
from studykit.store.lines import line_of
from studykit.store.store import Store
from tests.cli.conftest import Home, furnished
from tests.cli.test_data import answered, store_of


@pytest.fixture
def restored(home: Home, tmp_path: Path) -> Path:
    """A shared folder that holds two answers which a restore took away here."""
    folder = tmp_path / "stick"
    folder.mkdir()
    early = tmp_path / "early.db"
    answered(home, {})
    assert home.run("data", "backup", str(early)).code == 0
    answered(home, {}, {"answer": "by my sister"}, {"answer": "by my sister, too"})
    assert home.run("data", "sync", str(folder)).code == 0
    ran = home.run("data", "restore", str(early), "--yes")
    assert "takes away 2 answers" in ran.out
    assert "the next `studykit data sync` asks whether to take it in again" in ran.out
    return folder


def test_a_sync_asks_before_it_brings_back_what_a_restore_took_away(home: Home, restored: Path) -> None:
    asked = home.run("data", "sync")  # the folder is this device's own and still known
    assert asked.code == 2
    assert "2 answers (2026-10-01) that a restore took away here" in asked.err
    assert len(home.log()) == 1
    assert home.run("data", "sync", str(restored), "--yes").code == 0
    assert len(home.log()) == 3
    again = home.run("data", "sync", str(restored))
    assert again.code == 0
    assert "restore" not in again.err


def test_what_a_restore_took_away_can_stay_away_for_good(home: Home, restored: Path) -> None:
    pexpect = pytest.importorskip("pexpect")
    import sys

    child = pexpect.spawn(
        sys.executable,
        ["-m", "studykit", "data", "sync", str(restored)],
        env=home.environment,
        dimensions=(24, 80),
        encoding="utf-8",
        timeout=20,
    )
    child.expect_exact("Take it in again? [y/N] ")
    child.send("n\r")
    child.expect_exact("It stays away from this device for good")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    for _ in range(2):
        ran = home.run("data", "sync", str(restored))
        assert ran.code == 0, ran.err
        assert len(home.log()) == 1
    other = furnished(home.path.parent / "other", None)
    assert other.run("data", "sync", str(restored), "--yes").code == 0
    assert len(other.log()) == 3


def test_a_second_restore_that_brings_it_back_asks_no_more(home: Home, restored: Path) -> None:
    kept = home.run("data", "backup", "--json").json[0]
    assert kept["why"] == "restore"
    assert home.run("data", "restore", Path(kept["file"]).name, "--yes").code == 0
    ran = home.run("data", "sync", str(restored))
    assert ran.code == 0, ran.err
    assert len(home.log()) == 3


def test_damaged_and_partial_files_of_three_devices_are_named_and_heal(home: Home, tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    homes = [home, *(furnished(tmp_path / name, None) for name in ("two", "three"))]
    for number, each in enumerate(homes):
        answered(each, {"id": f"a{number}", "answer": f"answer {number}"}, {"id": f"b{number}"})
        assert each.run("data", "sync", str(folder), "--yes").code == 0
    files = sorted(folder.iterdir())
    whole = {path: path.read_bytes() for path in files}
    files[0].write_bytes(whole[files[0]][:-30])
    files[1].write_bytes(whole[files[1]].replace(b"answer", b"ANSWER", 1))
    ran = home.run("data", "sync", str(folder), "--yes")
    assert ran.code == 0, ran.err
    assert f"{files[0].name}, line" in ran.err
    assert "sync again when it is complete" in ran.err
    assert "is kept in" in ran.err
    for _ in range(2):
        for each in homes:
            assert each.run("data", "sync", str(folder), "--yes").code == 0
    assert homes[0].log() == homes[1].log() == homes[2].log()
    assert len(home.log()) == 6
    assert "left out" not in home.run("data", "sync", str(folder), "--yes").err


def test_a_file_that_is_something_else_is_named_and_read_again_only_when_it_changes(
    home: Home, tmp_path: Path
) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    answered(home, {})
    strange = folder / "studykit-phone.jsonl"
    strange.write_text("x\n" * 1_000_000)
    for _ in range(2):
        ran = home.run("data", "sync", str(folder))
        assert ran.code == 0
        assert "studykit-phone.jsonl: so many lines of it are damaged" in ran.err
        assert "not read again until it changes" in ran.err
    assert not (home.path / "profiles" / "default" / "aside").exists()
    with closing(Store.open(store_of(home))) as store:
        store.note(GIVEN_UP, '{"studykit-phone.jsonl": [\ufffd')  # damaged, and saved so by a repair
    assert "so many lines" in home.run("data", "sync", str(folder)).err
    moment = strange.stat().st_mtime_ns
    row = line_of(Undo(id="u", device="phone", at=1, row="r"))
    strange.write_text(row + "x\n" * 1_000_000)
    os.truncate(strange, 2_000_000)
    os.utime(strange, ns=(moment, moment))  # as if nothing had changed: it is not read
    assert "not met" not in home.run("data", "sync", str(folder)).err
    strange.write_text(row)
    ran = home.run("data", "sync", str(folder), "--yes")
    assert "1 new row taken in" in ran.out
    assert "damaged" not in ran.err


def test_a_file_larger_than_any_log_hinders_nobody(home: Home, tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    answered(home, {})
    film = folder / "studykit-film.jsonl"
    film.touch()
    os.truncate(film, 150_000_000)
    for _ in range(2):
        ran = home.run("data", "sync", str(folder))
        assert ran.code == 0
        assert "studykit-film.jsonl: it is larger than any log" in ran.err
    assert len(list(folder.iterdir())) == 2


def test_lines_of_a_file_with_a_name_that_acts_are_kept_under_one_that_does_not(
    home: Home, tmp_path: Path
) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    for name in ("\N{GRINNING FACE}" * 59, "\x1b[2J\n\u202e"):
        (folder / f"studykit-{name}.jsonl").write_text("x\n")
    answered(home, {})
    ran = home.run("data", "sync", str(folder))
    assert ran.code == 0, ran.err
    kept = [path.name for path in (home.path / "profiles" / "default" / "aside").iterdir()]
    assert len(kept) == 2
    assert all(name.isascii() and name.isprintable() for name in kept)


def test_a_home_that_was_copied_gets_a_name_of_its_own(home: Home, tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    home.run("config", "set", "new-cards", "5")
    assert home.run("data", "sync", str(folder)).code == 0
    shutil.copytree(home.path, tmp_path / "copy")
    copy = Home(tmp_path / "copy")
    home.run("config", "set", "new-cards", "6")
    copy.run("config", "set", "retry", "on")
    assert "copied" not in home.run("data", "sync").err
    assert "seems to have been copied" in copy.run("data", "sync").err
    assert len(list(folder.iterdir())) == 2
    for each in (home, copy, home, copy):
        ran = each.run("data", "sync", "--yes")
        assert (ran.code, "copied" in ran.err) == (0, False)
    assert home.log() == copy.log()
    assert len(home.log()) == 3


def test_of_two_files_that_disagree_about_a_row_it_is_said_and_its_own_device_is_believed(
    home: Home, tmp_path: Path
) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    for name, row in (("desk", "false"), ("phone", "true"), ("tablet", "false")):
        written = line_of(Undo(id="u", device="phone", at=1, row=row))
        (folder / f"studykit-{name}.jsonl").write_text(written)
    ran = home.run("data", "sync", str(folder), "--yes")
    assert "1 row came with another content" in ran.err
    assert [row["row"] for row in home.log()] == ["true"]


def test_an_address_that_is_no_hubs_is_named_for_what_it_is(home: Home) -> None:
    for address in ("ftp://x", "https://hub.example.org/school"):
        ran = home.run("data", "sync", address)
        assert ran.code == 2
        assert f"does not sync with {address.partition(':')[0]}:// addresses" in ran.err


def test_what_a_killed_sync_left_half_written_goes_at_a_later_one(home: Home, tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    answered(home, {})
    assert home.run("data", "sync", str(folder)).code == 0
    (own,) = folder.iterdir()
    old, new = folder / f".{own.name}-old.tmp", folder / f".{own.name}-new.tmp"
    for left in (old, new):
        left.write_text("half", encoding="utf-8")
    os.utime(old, (0, 0))
    assert home.run("data", "sync").code == 0
    assert sorted(folder.iterdir()) == sorted([own, new])  # the other may be being written


def test_an_empty_name_is_no_folder(home: Home) -> None:
    ran = home.run("data", "sync", "")
    assert (ran.code, "An empty name is no folder" in ran.err) == (2, True)
    assert "Name the folder" in home.run("data", "sync").err


@pytest.mark.skipif(os.name != "posix", reason="makes names that Windows has not")
def test_a_folder_whose_name_is_no_text_is_refused_before_anything_is_taken_in(
    home: Home, tmp_path: Path
) -> None:
    folder = tmp_path / os.fsdecode(b"s\xff")
    folder.mkdir()
    ran = home.run("data", "sync", str(folder))
    assert (ran.code, "is no text" in ran.err, [*folder.iterdir()]) == (2, True, [])


@pytest.mark.parametrize("lost", ["damaged", "deleted"])
def test_a_store_that_was_rebuilt_keeps_its_name_and_its_own_file_is_reached_by_forgetting(
    home: Home, tmp_path: Path, lost: str
) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    with closing(Store.open(store_of(home))) as store:
        device = store.device
    answered(home, {"answer": "my first secret", "device": device})
    assert home.run("data", "backup", str(tmp_path / "early.db")).code == 0
    assert home.run("data", "backup").code == 0
    answered(
        home,
        {"answer": "my first secret", "device": device},
        {"answer": "my second secret", "device": device},
    )
    assert home.run("data", "sync", str(shared)).code == 0
    backups = store_of(home).parent / "backups"
    [early] = backups.glob("*-asked.db")
    for each in backups.iterdir():
        if each != early:
            each.unlink()
    if lost == "damaged":
        store_of(home).write_bytes(b"no store" * 1000)
        assert home.run("data", "doctor", "--fix").code == 0
    else:
        for each in store_of(home).parent.glob("studykit.db*"):
            each.unlink()
        assert home.run("data", "restore", early.name, "--yes").code == 0
    ran = home.run("data", "sync", str(shared))
    assert "Another computer" not in ran.err
    assert len(home.log()) == 2
    assert home.run("data", "forget", "--answers", "--yes").code == 0
    assert [path.name for path in shared.iterdir()] == [f"studykit-{device}.jsonl"]
    assert not any(b"secret" in path.read_bytes() for path in shared.iterdir())


def test_a_file_under_an_earlier_name_of_a_device_is_named_when_something_is_forgotten(
    home: Home, tmp_path: Path
) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    answered(home, {"answer": "my secret"})
    assert home.run("data", "sync", str(shared)).code == 0
    with closing(Store.open(store_of(home))) as store:
        before = store.device
        store.rename_device()
    ran = home.run("data", "forget", "--answers", "--yes")
    assert f"studykit-{before}.jsonl" in "".join(ran.err.split())


@pytest.mark.parametrize("noted", ['{"a": 5}', '{"a": [1]}', '{"a": ["x", null]}', "[]", "5", "{"])
def test_a_fact_of_a_damaged_store_that_is_of_no_shape_is_passed_over(
    home: Home, tmp_path: Path, noted: str
) -> None:
    answered(home, {"answer": "my secret"})
    shared = tmp_path / "shared"
    shared.mkdir()
    with closing(Store.open(store_of(home))) as store:
        store.note(GIVEN_UP, noted)
        store.note("hub:notanaddress", "0")
    assert home.run("data", "sync", str(shared)).code == 0
    assert home.run("data", "forget", "--answers", "--yes").code == 0


def test_a_device_whose_deck_was_forgotten_here_is_still_met(home: Home, tmp_path: Path) -> None:
    other = furnished(tmp_path / "other")
    answered(other, {"device": "phone"})
    assert other.run("data", "sync", str(tmp_path)).code == 0
    assert home.run("data", "sync", str(tmp_path)).code == 2
    assert home.run("data", "sync", str(tmp_path), "--yes").code == 0
    assert home.run("data", "forget", "--deck", "tiny", "--yes").code == 0
    assert home.run("config", "set", "new-cards", "6").code == 0
    ran = home.run("data", "sync")
    assert (ran.code, ran.err) == (0, "")
    assert "1 row written" in ran.out
