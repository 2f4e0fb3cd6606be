"""Pipes, devices, links, depths and bombs in place of files: refused with a sentence, never waited for."""

from __future__ import annotations

import os
import re
import socket
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from studykit.authoring.sharing import DEEPEST, open_parcel
from studykit.decks.deck_files import DEEPEST as DEEPEST_FOLDERS
from studykit.decks.library import Library
from studykit.errors import DataError
from studykit.files import NOT_PLAIN, read_plain
from tests.budget import soon
from tests.cli.conftest import furnished
from tests.program import Environment

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs the special files of POSIX")

DECK = "deck: good\ncards:\n  - ask: Who led the Party?\n    answer: Lenin\n"


def special(folder: Path, suffix: str) -> dict[str, Path]:
    """Make what is no ordinary file, by name."""
    folder.mkdir(parents=True, exist_ok=True)
    made = {kind: folder / f"{kind}{suffix}" for kind in ("pipe", "link", "zero", "socket", "folder", "loop")}
    os.mkfifo(made["pipe"])
    made["link"].symlink_to(made["pipe"].name)
    made["zero"].symlink_to("/dev/zero")
    made["loop"].symlink_to(made["loop"].name)
    made["folder"].mkdir()
    here = Path.cwd()
    os.chdir(folder)  # the path of a socket may have a hundred bytes only
    try:
        with socket.socket(socket.AF_UNIX) as listening:
            listening.bind(made["socket"].name)
    finally:
        os.chdir(here)
    return made


@pytest.mark.parametrize("kind", ["pipe", "link", "zero", "socket", "folder", "loop"])
def test_only_ordinary_files_are_read(tmp_path: Path, kind: str) -> None:
    path = special(tmp_path, ".yaml")[kind]
    with soon(), pytest.raises(OSError, match=NOT_PLAIN if kind != "loop" else "symbolic"):
        read_plain(path, 10)


def test_no_more_of_a_file_is_read_than_wanted(tmp_path: Path) -> None:
    path = tmp_path / "long"
    path.write_bytes(b"a" * 100)
    (tmp_path / "link").symlink_to(path)
    assert read_plain(path, 10) == b"a" * 10
    assert read_plain(tmp_path / "link", 1000) == b"a" * 100


COMMANDS = (
    ("deck", "check", "FILE"),
    ("deck", "fmt", "FILE"),
    ("deck", "fmt", "--since", "FILE", "good.yaml"),
    ("deck", "import", "FILE", "--preview"),
    ("deck", "draft", "FILE", "--preview"),
    ("deck", "add", "FILE"),
    ("deck", "export", "FILE", "-o", "-", "--format", "csv"),
    ("mark", "FILE", "--deck", "stalin-institutions"),
    ("mark", "answers.csv", "--deck", "FILE"),
    ("outline", "check", "FILE", "--question", "Evaluate the role of propaganda in one leader's rise."),
    ("data", "restore", "FILE"),
    ("data", "import", "FILE"),
    ("data", "export", "-o", "FILE", "--force"),
    ("data", "backup", "FILE"),
    ("deck", "export", "stalin-institutions", "--format", "csv", "-o", "FILE", "--force"),
    ("deck", "schema", "-o", "FILE", "--force"),
)


@pytest.mark.parametrize("kind", ["pipe", "zero", "link", "loop"])
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_command_refuses_what_is_no_file_and_never_waits(
    tmp_path: Path, command: tuple[str, ...], kind: str
) -> None:
    home = furnished(tmp_path / "home")
    (tmp_path / "good.yaml").write_text(DECK, encoding="utf-8")
    (tmp_path / "answers.csv").write_text("card,answer\nx,y\n", encoding="utf-8")
    path = special(tmp_path / "special", ".yaml")[kind]
    before = path.lstat()
    environment = replace(home.surroundings, folder=tmp_path)
    with soon():
        ran = environment.run(*(str(path) if word == "FILE" else word for word in command)).text
    assert ran.code in (1, 2, 3, 5), ran.err
    assert "studykit: " in ran.err
    after = path.lstat()
    assert (after.st_mode, after.st_ino, after.st_mtime_ns) == (
        before.st_mode,
        before.st_ino,
        before.st_mtime_ns,
    )


def test_a_pipe_in_the_place_of_what_the_program_keeps_for_itself_is_never_waited_for(
    tmp_path: Path,
) -> None:
    home = furnished(tmp_path / "home").alone
    assert home.run("today").code == 0
    assert home.run("deck", "check").code == 0
    profile = home.path / "profiles" / "default"
    kept = [*(home.path / "cache").iterdir(), profile / "recent-questions.txt"]
    assert "examples.json" in [each.name for each in kept]
    (profile / "outlines").mkdir()
    for path in (*kept, profile / "outlines" / "paused-mock.json"):
        path.unlink(missing_ok=True)
        os.mkfifo(path)
    with soon():
        for command in (("today",), ("deck", "check"), ("mock", "--resume"), ("question",), ("question",)):
            ran = home.run(*command)
            assert ran.code in (0, 2, 3, 5), ran.err
            assert "Unexpected" not in ran.err


def test_what_is_remembered_of_decks_is_not_trusted_when_it_is_damaged(tmp_path: Path) -> None:
    home = furnished(tmp_path / "home").alone
    found = home.run("deck", "check").out
    kept = home.path / "cache" / "examples.json"
    whole = kept.read_bytes()
    for damaged in (
        whole.replace(b"[]", b"55"),
        whole.replace(b"[]", b'[["x"]]'),
        whole[:-9],
        b"[1, 2]",
        b"",
    ):
        assert damaged != whole
        kept.write_bytes(damaged)
        ran = home.run("deck", "check")
        assert (ran.code, ran.out) == (0, found), ran.err
        assert kept.read_bytes() == whole


@pytest.mark.parametrize(
    "command", [("today",), ("deck", "check"), ("deck", "check", "DECKS"), ("deck", "fmt", "DECKS")]
)
def test_what_is_no_file_in_the_decks_folder_is_passed_over(tmp_path: Path, command: tuple[str, ...]) -> None:
    decks = tmp_path / "home" / "decks"
    special(decks, ".yaml")
    special(decks / "below", ".yml")
    (decks / "good.yaml").write_text(DECK, encoding="utf-8")
    (tmp_path / "outside.yaml").write_text("deck:   outside\ncards: []\n", encoding="utf-8")
    (decks / "outside.yaml").symlink_to(tmp_path / "outside.yaml")
    (decks / "gone.yaml").symlink_to(tmp_path / "gone.yaml")
    (decks / "round").symlink_to(decks)
    # Trying the marking of the shipped decks takes longer than anything waited for.
    (tmp_path / "shipped").mkdir()
    environment = Environment(shipped=tmp_path / "shipped").having(STUDYKIT_HOME=str(tmp_path / "home"))
    with soon():
        code = environment.run(*(str(decks) if word == "DECKS" else word for word in command)).code
        library = Library.open([decks], None)
    assert code in (0, 1, 5)
    assert [deck.slug for deck in library.decks] == ["good"]
    assert (tmp_path / "outside.yaml").read_text(encoding="utf-8").startswith("deck:   outside")


def test_folders_that_stand_too_deep_are_named_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / "good.yaml").write_text(DECK, encoding="utf-8")
    here = os.open(tmp_path, os.O_RDONLY)
    try:
        for _ in range(1200):
            os.mkdir("d", dir_fd=here)
            below = os.open("d", os.O_RDONLY, dir_fd=here)
            os.close(here)
            here = below
    finally:
        os.close(here)
    try:
        library = Library.open([tmp_path], None)
        with pytest.raises(DataError, match="too deep"):
            open_parcel(tmp_path, [])
    finally:
        _remove_deep(tmp_path)
    assert [deck.slug for deck in library.decks] == ["good"]
    (problem,) = library.problems
    assert problem.rule == "unreadable"
    assert "too deep" in problem.message
    assert Path(problem.file).relative_to(tmp_path).parts == ("d",) * DEEPEST_FOLDERS


def _remove_deep(folder: Path) -> None:
    """Take away what the removal of temporary folders would follow too deep."""
    while True:
        deepest = folder
        for _ in range(300):
            if not (deepest / "d").is_dir():
                break
            deepest /= "d"
        if deepest == folder:
            return
        if (deepest / "d").is_dir():
            (deepest / "d").rename(folder / "e")
            _remove_flat(folder / "d")
            (folder / "e").rename(folder / "d")
        else:
            _remove_flat(folder / "d")
            return


def _remove_flat(folder: Path) -> None:
    chain = [folder]
    while (chain[-1] / "d").is_dir():
        chain.append(chain[-1] / "d")
    for each in reversed(chain):
        each.rmdir()


# Zip files


def zipped(path: Path, *names: str, content: str = DECK) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name in names:
            package.writestr(name, content)
    return path


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["/".join(["d"] * (DEEPEST + 1)) + "/a.yaml"], "no deck can be called"),
        (["/".join(["d"] * 3000) + "/a.yaml"], "no deck can be called"),
        (["a" * 300 + ".yaml"], "no deck can be called"),
        (["é" * 120 + ".yaml"], "no deck can be called"),
        (["\x1b[2Ja.yaml"], "no deck can be called `␛"),
        (["a\nb.yaml"], "no deck can be called"),
        (["\u202elmay.a.yaml"], "no deck can be called"),
        (["con.yaml"], "no deck can be called"),
        (["d/LPT1.x.yaml"], "no deck can be called"),
        (["d./a.yaml"], "no deck can be called"),
        (["a?.yaml"], "no deck can be called"),
        (["a.yaml", "a.yaml/b.yaml"], "both a file and a folder"),
        (["x/a.yaml/b/c.yaml", "x/a.yaml"], "both a file and a folder"),
        (["C:\\a.yaml"], "outside the decks folder"),
        (["..\\a.yaml"], "outside the decks folder"),
        (["a/../../b.yaml"], "outside the decks folder"),
        (["/a.yaml"], "outside the decks folder"),
    ],
)
def test_names_in_a_zip_file_that_are_none_are_refused(tmp_path: Path, names: list[str], said: str) -> None:
    with pytest.raises(DataError, match=re.escape(said)):
        open_parcel(zipped(tmp_path / "a.zip", *names), [])


def test_a_member_without_a_name_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", "q.yaml")
    path.write_bytes(path.read_bytes().replace(b"q.yaml", b"\0.yaml"))
    with pytest.raises(DataError, match="no deck can be called ``"):
        open_parcel(path, [])
