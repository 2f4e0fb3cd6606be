"""A small library for tests: a case without factors, its deck, two plans; and ways to open more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from studykit.cards import CardId
from studykit.cases import Plan
from studykit.cli.essay_material import material_of
from studykit.decks.library import Library
from studykit.essays.build import outline
from studykit.essays.material import Material
from studykit.essays.outline import Outline
from studykit.essays.own import read_own
from studykit.essays.practise import Compared, compare
from studykit.essays.question import Question, decode

CASE = """\
case: stalin
title: Stalin's rise to power
region: europe
period: 1922/1929
themes: {office: The office, ideas: Ideas and policies, rivals: The rivals, background: Background}
any-period: [background]
aliases:
  General Secretary: [Gen Sec]
  Socialism in One Country: [SIOC]
distinct:
  - [Stalin, Trotsky, Zinoviev, Kamenev, Bukharin]
sources:
  notes: {title: Class notes}
  deutscher: {title: "Stalin: A Political Biography", author: Isaac Deutscher, year: 1949}
"""

DECK = """\
deck: rise
case: stalin
themes: [office]
cards:
  - id: gensec
    ask: In which year did Stalin become General Secretary?
    answer: 1922
    date: 1922-04-03
    source: [notes, deutscher]
  - id: controls
    ask: Name two things the General Secretary controlled.
    list: [appointments, personnel files, the agenda]
    need: 2
    date: 1922/1929
    source: notes
  - id: enrolment
    cloze: "The Lenin Enrolment took the Party from about {{340,000}} to {{600,000}} members."
    date: 1923/1925
    contested: Counts differ; say "about".
  - id: majorities
    ask: How did patronage give Stalin majorities?
    points:
      - say: officials owed him their posts
      - say: delegates voted his way
    date: 1925
  - id: old-fact
    ask: In which year did the Party ban factions?
    answer: 1921
    date: 1921
    themes: [background]
  - id: undated
    ask: What did rivals call Stalin for his love of files?
    answer: Comrade Card-Index
  - id: resting
    ask: In which year did Trotsky lose the war commissariat?
    answer: 1925
    date: 1925-01
    themes: [rivals]
    suspended: true
  - id: quarrels
    ask: Why did the rivals not unite in time?
    answer: because they feared one another more than Stalin
    date: 1924/1926
    themes: [rivals]
  - id: testament
    ask: Who spoke up for Stalin when the Testament was read in May 1924?
    answer: Zinoviev
    date: 1924-05
    themes: [rivals]
  - id: sioc
    ask: When did Stalin first put forward Socialism in One Country?
    answer: December 1924
    date: 1924-12
    themes: [ideas]
  - id: sioc-appeal
    ask: Why did Socialism in One Country appeal to members?
    points:
      - say: it was patriotic
      - say: the Party was tired of revolution
    date: 1924/1926
    themes: [ideas]
    contested: How many believed in it cannot be measured.
"""

OFFICE = """\
plan: office
title: Control of the Party machine in Stalin's rise
case: stalin
scope: rise-of-a-leader
period: 1922/1929
answers:
  - Evaluate the role of party institutions in one leader's rise.
  - To what extent did control of the Party explain one leader's rise?
define:
  patronage: "giving posts in return for support"
thesis: Control of appointments mattered most, but only because rivals misjudged it.
arguments:
  - id: appointments
    theme: office
    side: for
    point: Appointments turned an office into a majority.
    evidence: [rise/gensec, rise/controls, rise/majorities]
    because: Delegates owed their posts to the Secretariat.
    perspective: {historian: Deutscher, view: the machine delivered the votes, verdict: fair for 1925-27}
    limits: The Secretariat could not check every local secretary.
  - id: recruits
    theme: office
    side: for
    point: New recruits followed those who had let them in.
    evidence: [rise/enrolment, rise/undated]
    because: They outnumbered the older members.
  - id: errors
    theme: rivals
    side: against
    point: Rivals could have stopped him in 1924 and chose not to.
    evidence: [rise/testament, rise/quarrels, rise/resting]
    because: They feared Trotsky more.
    limits: That they would have succeeded is a guess.
conclusion: The office made the majority; the rivals let it grow.
traps:
  - "Do not retell the 1930s."
"""

IDEAS = """\
plan: ideas
title: Ideas and policy in Stalin's rise
case: stalin
scope: rise-of-a-leader
period: 1922/1929
answers:
  - To what extent did ideology win support for one leader?
thesis: Ideas won belief, the office won votes.
arguments:
  - id: sioc
    theme: ideas
    side: for
    point: Socialism in One Country gave a tired Party a practical aim.
    evidence: [rise/sioc, rise/sioc-appeal]
    because: It promised success at home.
  - id: machine-first
    theme: office
    side: against
    point: Ideas were judged by delegates whom the office had chosen.
    evidence: [rise/majorities, rise/gensec]
    because: The votes had been counted before the debate.
"""


class Shelf(NamedTuple):
    """An opened library and its material."""

    library: Library
    material: Material

    def ask(self, question: str) -> Question:
        return decode(question, self.material.known, self.material)

    def outline(
        self,
        question: str,
        recalls: Mapping[CardId, float | None] | None = None,
        guide: str = "2017",
        argue: str | None = None,
    ) -> Outline:
        return outline(question, self.material, recalls or {}, guide, argue)

    def check(self, plan: str, question: str | None = None) -> Compared:
        own = read_own(plan)
        made = self.outline(question or own.question or "")
        return compare(own, made, self.material)


def shelf(folder: Path, *texts: str, more: Sequence[Path] = (), studied: Sequence[str] = ()) -> Shelf:
    """Write texts as files of a decks folder and open it, with more folders; nothing in them may be wrong."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, text in enumerate(texts):
        (folder / f"{number}.yaml").write_text(text, encoding="utf-8")
    library = Library.open([*more, folder], None)
    errors = [problem for problem in library.problems if problem.level == "error"]
    assert not errors, errors
    return Shelf(library, material_of(library, studied))


def plans(library: Library) -> Mapping[str, Plan]:
    return {plan.slug: plan for plan in library.plans()}
