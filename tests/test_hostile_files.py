"""Pipes, devices, links, depths and bombs in place of files: refused with a sentence, never waited for."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import socket
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from studykit.authoring.formats.gift import read_gift
from studykit.authoring.formats.markdown import read_markdown
from studykit.authoring.formats.quizlet import read_quizlet
from studykit.authoring.formats.registry import form_of
from studykit.authoring.importing import draft
from studykit.authoring.notes import read_notes
from studykit.authoring.sharing import DEEPEST, open_parcel
from studykit.cli.display import Style
from studykit.cli.quoting import Quoting
from studykit.decks.deck_files import DEEPEST as DEEPEST_FOLDERS
from studykit.decks.findings import MOST
from studykit.decks.library import Library
from studykit.decks.reading import read_sheet
from studykit.errors import DataError
from studykit.plain_files import NOT_PLAIN, read_plain
from studykit.problems import Level
from tests.cli.conftest import furnished
from tests.program import Environment

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs the special files of POSIX")

TOO_LONG = 20.0
"""Seconds of the processor after which something is taken to go on for ever; six times that by the clock."""

DECK = "deck: good\ncards:\n  - ask: Who led the Party?\n    answer: Lenin\n"


@contextlib.contextmanager
def soon() -> Iterator[None]:
    """Fail instead of waiting for ever: opening a pipe blocks until somebody writes to it."""

    def give_up(*_: object) -> None:
        raise TimeoutError("it waits for ever")

    timers = ((signal.SIGALRM, signal.ITIMER_REAL, 6), (signal.SIGPROF, signal.ITIMER_PROF, 1))
    before = [(number, timer, signal.signal(number, give_up)) for number, timer, _ in timers]
    for _, timer, factor in timers:  # the machine may be busy
        signal.setitimer(timer, factor * TOO_LONG)
    try:
        yield
    finally:
        for number, timer, handler in before:
            signal.setitimer(timer, 0)
            signal.signal(number, handler)


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
    ("data", "export", "-o", "FILE", "--force"),
    ("data", "backup", "FILE"),
    ("deck", "export", "stalin-institutions", "--format", "csv", "-o", "FILE", "--force"),
    ("deck", "schema", "-o", "FILE", "--force"),
)


@pytest.mark.parametrize("kind", ["pipe", "zero", "link"])
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


# Enormous and deep files


@pytest.mark.parametrize(
    "content",
    [
        ": " * 500_000,
        "{{a" * 300_000,
        "deck: d\ncards: [" + "{{a" * 300_000,
        "deck: d\ncards: [" + ": " * 500_000,
        "deck: d\ncards: [" + "\"a'," * 250_000,
        "deck: d\ncards: [" + "? " * 500_000,
        "deck: d\ncards:\n" + "  - a\n" * 200_000,
        "deck: d\ncards:\n" + "  - [a\n" * 150_000,
        "deck: d\n" + "a b: [x\n" * 9_000,
        "deck: d\n" + "a b: [\n" * 500 + "\n" * 1_000_000,
        "\t\x1b" * 400_000,
        "a: {" * 100_000,
        "- " * 400_000,
        "deck: d\n" + "<<: *a\n" * 100_000,
        "a: &a [x, x]\n" + "".join(f"b{n}: &b{n} [*a, *a]\n" for n in range(50_000)),
        '"' + "\\u001b" * 150_000,
    ],
    ids=lambda each: f"{each[:24]!r}, {len(each)}",
)
def test_a_file_of_a_megabyte_with_nothing_but_faults_is_given_up(content: str) -> None:
    with soon():  # with the rest of a line copied for every problem in it, this took half an hour
        sheet = read_sheet("a.yaml", content.encode())
    assert any(problem.level is Level.ERROR for problem in sheet.problems)
    assert not list(sheet.cards())
    assert len(sheet.problems) <= MOST


@pytest.mark.parametrize(
    "content",
    [
        'deck: d\ncards:\n  - cloze: "' + "".join(f"{{{{a{n}}}}} " for n in range(100_000)) + '"',
        "deck: d\ncards:\n  - ask: q\n    list:\n" + "".join(f"      - a{n}\n" for n in range(100_000)),
        "deck: d\ncards:\n  - ask: q\n    sort:\n" + "".join(f"      g{n}: [a{n}]\n" for n in range(50_000)),
    ],
    ids=["gaps", "items", "groups"],
)
def test_a_card_that_would_become_many_or_long_ones_is_refused(content: str) -> None:
    with soon():
        sheet = read_sheet("a.yaml", content.encode())
    assert [problem.rule for problem in sheet.problems if "most" in problem.message] in (
        ["gap"],
        ["too-long-list"],
    )
    assert not list(sheet.cards())


def test_a_file_with_too_many_problems_says_so_first_and_loses_no_card() -> None:
    entries = "".join(f"  - id: card-{n}\n    ask: x\n    answer: [x\n" for n in range(MOST + 1))
    sheet = read_sheet("a.yaml", f"deck: d\ncards:\n{entries}".encode())
    assert sheet.problems[0].rule == "too-many"
    assert sheet.problems[0].line == 1
    assert "20,000 problems" in sheet.problems[0].message
    assert sheet.value is None
    assert len(sheet.left_out) == MOST + 1
    assert "d/card-0" in sheet.left_out


def test_problems_in_a_line_of_a_million_letters_are_shown_cut(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("deck: d\ncards: [" + "x: y: z " * 100_000, encoding="utf-8")
    sheet = read_sheet(str(path), path.read_bytes())
    quoting = Quoting(Style())
    for problem in sheet.problems[-200:]:
        assert all(len(line) <= 120 for line in quoting.shown(problem).split("\n")[1:])


# Texts made to be slow for a pattern or a loop that begins anew at every letter


@pytest.mark.parametrize(
    "content",
    [
        "\n" * 100_000,
        "a {=" + "=a#" * 30_000,
        "{" * 100_000,
        "::" * 50_000,
        " \n" * 50_000,
    ],
    ids=lambda each: repr(each[:9]),
)
def test_the_form_of_a_file_is_told_soon(content: str) -> None:
    with soon():
        assert form_of(Path("a.txt"), content.encode()) in ("quizlet", "gift")


@pytest.mark.parametrize(
    "content",
    [
        "![" * 50_000,
        "![a](" * 20_000,
        "Q: " + "![a](" * 20_000 + "\nA: b",
        "C: " + "[" * 100_000,
        "a" + " " * 100_000,
        "Q: " + "?::" * 30_000,
        "Q: " + "`a?::" * 20_000,
        "<summary>" * 10_000,
        "1. **a**\n\n   b\n" * 6_000,
    ],
    ids=lambda each: repr(each[:9]),
)
def test_markdown_is_read_soon(content: str) -> None:
    with soon():
        read_markdown("a.md", content)


@pytest.mark.parametrize(
    "content", ["a" + " " * 100_000, "A. x\n" * 20_000, "a; " * 30_000], ids=lambda each: repr(each[:9])
)
def test_a_text_of_pairs_is_read_soon(content: str) -> None:
    with soon():
        read_quizlet("a.txt", content)


def test_many_lines_of_one_question_are_read_soon() -> None:
    with soon():
        assert len(read_gift("a.gift", "a {\n" + "=b\n" * 100_000 + "}").entries) == 1


@pytest.mark.parametrize(
    "content",
    [
        "- Ann\n",
        "- a\n- b:\n",
        "h\n- a.\n- b.\n",
        "Big h:\n- Ann: x\n- Bee: y\n",
        "Built it\n",
        "Ann Bee:\nx y z\n",
    ],
    ids=repr,
)
def test_notes_are_read_soon(content: str) -> None:
    with soon():
        read_notes("a.txt", content * (120_000 // len(content)))


def test_cards_that_ask_the_same_get_their_ids_soon() -> None:
    with soon():
        made = draft(read_markdown("a.md", "C: [a]\n" * 12_000), "d", {})
    assert len(made.deck.entries) == 1
