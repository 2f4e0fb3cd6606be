"""A first deck, plan or case: one good card of each kind, every key of a case, with comments that teach."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from string import Template

from studykit.authoring.json_schema import EDITOR_LINE
from studykit.authoring.yaml_text import quoted
from studykit.cards import CardId, Period
from studykit.cases import Case
from studykit.decks.keys import FACTORS, LANGUAGES, REGIONS, SCOPES
from studykit.decks.reading import read_sheet

TEMPLATES = Path(__file__).parent / "templates"

FEWEST = 3
"""Cards that an argument of a plan should name."""


@dataclass(frozen=True, slots=True)
class Scaffold:
    """What a new file is about; `case` is the case study it belongs to."""

    slug: str
    title: str
    file: str
    case: Case | None = None
    author: str | None = None


def new_deck(wanted: Scaffold) -> str:
    """Give the text of a first deck."""
    header = _header(wanted)
    themes = list(wanted.case.themes) if wanted.case else []
    if themes:
        others = f"  # or: {', '.join(themes[1:])}" if themes[1:] else ""
        header += ["# For cards that name none of their own.", f"themes: [{themes[0]}]{others}"]
    header += ["version: 1.0"]
    if wanted.author:
        header.append(f"author: {quoted(wanted.author)}")
    period = wanted.case.period if wanted.case else None
    may_be_dated = period is None or Period.parse("1922-10-28").within(period)
    return _filled("deck", wanted, header="\n".join(header), date_mark="" if may_be_dated else "# ")


def new_plan(wanted: Scaffold, evidence: Sequence[CardId]) -> str:
    """Give the text of a first plan; `evidence` are cards it names until the teacher chooses better ones."""
    period = wanted.case.period if wanted.case else None
    theme = next(iter(wanted.case.themes), None) if wanted.case else None
    return _filled(
        "plan",
        wanted,
        header="\n".join(_header(wanted)),
        period=f"period: {period.text}\n" if period else "",
        theme=f"    theme: {theme}\n" if theme else "",
        **_bearings(wanted.case),
        evidence_one=_evidence(evidence[:FEWEST]),
        evidence_two=_evidence(evidence[FEWEST : 2 * FEWEST] or evidence[:FEWEST]),
    )


@dataclass(frozen=True, slots=True)
class WantedCase:
    """What a new case file is about; `period` is as it is typed, such as 1953/1959."""

    slug: str
    title: str
    file: str
    period: str | None = None
    region: str | None = None

    @property
    def text(self) -> str:
        """The text of the file, every key explained."""
        return _filled(
            "case",
            self,
            region=f"region: {self.region}" if self.region else f"# region: {REGIONS[-1]}",
            period=f"period: {self.period}" if self.period else "# period: 1919/1925",
            regions=", ".join(REGIONS),
            scopes=", ".join(SCOPES),
            factors=", ".join(FACTORS),
            languages=", ".join(LANGUAGES),
        )

    @property
    def case(self) -> Case:
        """The case as it is read from that text."""
        value = read_sheet(self.file, self.text.encode()).value
        assert isinstance(value, Case)
        return value


def _filled(name: str, wanted: Scaffold | WantedCase, **values: str) -> str:
    template = Template((TEMPLATES / f"{name}.yaml").read_text(encoding="utf-8"))
    about = {"slug": wanted.slug, "title": quoted(wanted.title), "file": wanted.file}
    return template.substitute(editor_line=EDITOR_LINE, **about, **values)


def _header(wanted: Scaffold) -> list[str]:
    if wanted.case is None:
        return ["# case: my-case  # the case study it belongs to, when there is a case file"]
    return [f"case: {wanted.case.slug}"]


def _bearings(case: Case | None) -> dict[str, str]:
    """Say what the two arguments do: for factors of the case, or without any for the claim of the plan."""
    factors = list(case.factors) if case else []
    if not factors:
        comment = "    # What it does for the claim: for, against, similar or different. Write both sides.\n"
        return {"bearing_one": comment + "    side: for\n", "bearing_two": "    side: against\n"}
    first, last = factors[0], factors[-1]
    comment = f"    # Factors it speaks for or limits: {', '.join(factors)}.\n"
    second = f"{last}: for, {first}: against" if len(factors) > 1 else f"{first}: against"
    one, two = f"{comment}    bears-on: {{{first}: for}}\n", f"    bears-on: {{{second}}}\n"
    return {"bearing_one": one, "bearing_two": two}


def _evidence(cards: Sequence[CardId]) -> str:
    if not cards:
        return "    # evidence: [my-deck/my-card, my-deck/another-card, my-deck/a-third-card]"
    return f"    evidence: [{', '.join(cards)}]"
