"""Commands that are killed, or whose disk fails, at each of the calls by which they change files in turn."""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from studykit.errors import StoreError
from studykit.memory.schedule import derive
from studykit.reviews import LogRow, Setting
from studykit.store.backup import Backups
from studykit.store.contents import contents
from studykit.store.lines import from_json, line_of
from studykit.store.migrations import MIGRATIONS
from studykit.store.store import Store
from studykit.study.states import derived
from tests.cli.conftest import Home, furnished
from tests.cli.preloaded import Preloaded
from tests.cli.test_data import REVIEW, answered, store_of
from tests.program import Ran

HOWS = ("killed", "full", "readonly", "io")
"""Killed at that call; or it and every later one fail: a full disk, one gone read-only, a failing one."""


@dataclass(frozen=True)
class Scenario:
    """A command, the home it is run in, and what its log may be afterwards."""

    name: str
    command: Sequence[str]
    prepare: Callable[[Home], None]
    keeps: bool = True
    """Whether every row that was there before must be there after."""


@dataclass
class Broken:
    """What came of some breaks."""

    breaks: int = 0
    codes: dict[int, int] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        codes = ", ".join(f"{number} times exit {code}" for code, number in sorted(self.codes.items()))
        return f"{self.breaks} breaks ({codes}); {len(self.wrong)} wrong"


def _some_work(home: Home) -> None:
    """Give a home answers from elsewhere and one of its own, and a backup."""
    answered(home, {}, {"rating": 1, "study_day": "2026-10-02", "answer": "x" * 3000}, {"card": "other/x"})
    with closing(Store.open(store_of(home))) as store:
        own = {**REVIEW, "id": "own", "device": store.device, "answer": "x" * 200}
        store.append(from_json(own), derive)
    assert home.run("today").code == 0


def _a_file(home: Home) -> None:
    _some_work(home)
    rows = [{**REVIEW, "id": f"new{number}", "answer": "y" * 900} for number in range(30)]
    home.write("more.jsonl", "".join(json.dumps(row) + "\n" for row in rows))


def _a_backup(home: Home) -> None:
    _some_work(home)
    assert home.run("data", "backup", str(home.path / "kept.db")).code == 0
    assert home.run("config", "set", "new-cards", "7").code == 0


def _a_shared_folder(home: Home) -> None:
    _some_work(home)
    row = Setting(id="theirs", device="phone", at=1_790_000_000_000, name="retry", value="off")
    home.write("stick/studykit-phone.jsonl", line_of(row))


def _a_damaged_store(home: Home) -> None:
    answered(home, *({"answer": "z" * 500} for _ in range(40)))
    assert home.run("data", "backup").code == 0
    with store_of(home).open("rb+") as file:
        file.seek(3 * 4096)
        file.write(b"\xaa" * 4096)


def _wrong_states(home: Home) -> None:
    _some_work(home)
    with closing(sqlite3.connect(store_of(home), isolation_level=None)) as connection:
        connection.execute("UPDATE states SET lapses = 99")


def _a_lost_store(home: Home) -> None:
    _some_work(home)
    assert home.run("data", "backup").code == 0
    for path in store_of(home).parent.glob("studykit.db*"):
        path.unlink()


def _an_older_store(home: Home) -> None:
    _some_work(home)
    store = store_of(home)
    older = home.path / "older.db"
    with closing(sqlite3.connect(older, isolation_level=None)) as connection:
        for statement in MIGRATIONS[0]:
            connection.execute(statement)
        connection.execute("PRAGMA user_version = 1")
        connection.execute("ATTACH ? AS newer", (str(store),))
        for (table,) in connection.execute(
            "SELECT name FROM main.sqlite_schema WHERE type = 'table'"
        ).fetchall():
            columns = ", ".join(row[1] for row in connection.execute(f"PRAGMA main.table_info({table})"))
            connection.execute(f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM newer.{table}")
    for path in store.parent.glob("studykit.db*"):
        path.unlink()
    older.rename(store)


SCENARIOS = (
    Scenario("a first start", ("config", "set", "new-cards", "5"), lambda home: None),
    Scenario("a setting", ("config", "set", "new-cards", "5"), _some_work),
    Scenario("undo", ("undo",), _some_work),
    Scenario("an older store", ("config", "set", "new-cards", "5"), _an_older_store),
    Scenario("import", ("data", "import", "{home}/more.jsonl"), _a_file),
    Scenario("export", ("data", "export", "-o", "{home}/out.jsonl"), _some_work),
    Scenario("backup", ("data", "backup"), _some_work),
    Scenario("backup to a file", ("data", "backup", "{home}/copy.db"), _some_work),
    Scenario("restore", ("data", "restore", "{home}/kept.db", "--yes"), _a_backup, keeps=False),
    Scenario("restore over a damaged store", ("data", "restore", "{newest}", "--yes"), _a_damaged_store),
    Scenario("sync", ("data", "sync", "{home}/stick", "--yes"), _a_shared_folder),
    Scenario("fix a damaged store", ("data", "doctor", "--fix"), _a_damaged_store),
    Scenario("fix wrong states", ("data", "doctor", "--fix"), _wrong_states),
    Scenario("fix a lost store", ("data", "doctor", "--fix"), _a_lost_store),
    Scenario("forget a deck", ("data", "forget", "--deck", "tiny", "--yes"), _some_work, keeps=False),
    Scenario("forget answers", ("data", "forget", "--answers", "--yes"), _some_work, keeps=False),
    Scenario("forget all", ("data", "forget", "--all", "--yes"), _some_work, keeps=False),
)


@dataclass(frozen=True)
class Prepared:
    """A home to run a command in: what its log holds, and by how many calls the command changes files."""

    scenario: Scenario
    kept: Path
    """What the home was before the command; each run begins with a copy of it, in the place of the home."""
    home: Home
    rows: dict[str, LogRow]
    calls: int
    program: Preloaded

    @classmethod
    def of(cls, scenario: Scenario, program: Preloaded, folder: Path) -> Prepared:
        """Make the home, and run the command once to count its calls."""
        home = furnished(folder / "home")
        scenario.prepare(home)
        rows = rows_of(home)
        shutil.copytree(home.path, folder / "kept")
        counted = folder / "calls"
        ran = _run(scenario, home, program, COUNT_CALLS=str(counted))
        assert ran.code == 0, ran.err
        return cls(scenario, folder / "kept", home, rows, int(counted.read_text()), program)

    def break_at_each(self, how: str, *, most: int | None = None, seed: int = 8) -> Broken:
        """Break the command at each of its calls in turn, or at `most` of them, and look at what is left."""
        places: Sequence[int] = range(1, self.calls + 1)
        if most is not None and most < self.calls:
            places = sorted(random.Random(seed).sample(places, most))
        return self.break_at(dict.fromkeys(places, how))

    def break_at(self, hows: Mapping[int, str]) -> Broken:
        """Break the command at some of its calls, each in its way, and look at what is left."""
        broken = Broken()
        for place, how in hows.items():
            shutil.rmtree(self.home.path)
            shutil.copytree(self.kept, self.home.path)
            ran = _run(self.scenario, self.home, self.program, BREAK_AT=str(place), BREAK_HOW=how)
            broken.breaks += 1
            broken.codes[ran.code] = broken.codes.get(ran.code, 0) + 1
            where = f"{self.scenario.name}, {how} at call {place}"
            broken.wrong += [f"{where}: {why}" for why in _wrong(self.scenario, self.home, ran, self.rows)]
        return broken


def _run(scenario: Scenario, home: Home, program: Preloaded, **environment: str) -> Ran:
    backups = Backups(store_of(home)).all()
    newest = backups[0].path.name if backups else ""
    words = (word.format(home=home.path, newest=newest) for word in scenario.command)
    return program.run(*words, **{**home.environment, "TMPDIR": str(home.path), **environment})


def rows_of(home: Home) -> dict[str, LogRow]:
    """Give what a home's store holds; nothing where it cannot be read."""
    try:
        return {row.id: row for row in contents(store_of(home)).rows}
    except StoreError:
        return {}


def _wrong(scenario: Scenario, home: Home, ran: Ran, before: dict[str, LogRow]) -> Iterator[str]:
    """Say what is not as it has to be after a break: what was said, what is kept, and what can be mended."""
    if ran.code not in (-9, 0, 4, 5) or "Traceback" in ran.err or "Unexpected" in ran.err:
        yield f"exit {ran.code}: {ran.err}"
    elif ran.code in (4, 5) and len((ran.out + ran.err).split()) < 12:
        yield f"too little was said: {ran.err}"
    yield from _unmended(home)
    if scenario.keeps:
        after = rows_of(home)
        lost = [row for row_id, row in before.items() if after.get(row_id) != row]
        if lost:
            yield f"{len(lost)} rows lost; it said {ran.err}"
    else:
        again = home.run(*(word.format(home=home.path) for word in scenario.command))
        if again.code not in (0, 3):
            yield f"again, it ends with {again.code}: {again.out}{again.err}"
        if scenario.command[1] == "forget":
            yield from _traces(home)
    if store_of(home).exists():
        with closing(Store.open(store_of(home))) as store:
            rows = list(store.rows())
            if rows and store.states() != derived(rows)[0]:
                yield "the states are not those of a replay"


def _unmended(home: Home) -> Iterator[str]:
    """Say what the doctor cannot look at or cannot mend."""
    found = home.run("data", "doctor")
    if found.code not in (0, 4) or "Unexpected" in found.err:
        yield f"the doctor ends with {found.code}: {found.out}{found.err}"
    if found.code == 4:
        fixed = home.run("data", "doctor", "--fix")
        if fixed.code != 0:
            yield f"--fix ends with {fixed.code}: {fixed.out}{fixed.err}"


def _traces(home: Home) -> Iterator[str]:
    """Name the files that still hold what was forgotten, after the command was given again."""
    for path in store_of(home).parent.rglob("*"):
        if path.is_file() and b"x" * 100 in path.read_bytes():
            yield f"{path.name} still holds what was forgotten"
