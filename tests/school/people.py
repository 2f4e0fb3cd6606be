"""People at their computers, as the tests of a school need them."""

from __future__ import annotations

import csv
from pathlib import Path

from tests.cli.conftest import Home, furnished
from tests.program import Ran

NAMES = "name\nAda Lovelace\nBen Okri\nCleo Äther\n"
"""A list of names as a teacher writes it."""


class Person(Home):
    """Somebody at a computer of her own."""

    def ok(self, *arguments: str, **environment: str) -> Ran:
        ran = self.run(*arguments, **environment)
        assert ran.code == 0, ran.err
        return ran


def person(tmp_path: Path, name: str) -> Person:
    return Person(furnished(tmp_path / name).path)


def credentials(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))


def login(url: str) -> str:
    return url.partition("://")[2].partition("@")[0]
