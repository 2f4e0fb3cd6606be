"""A first draft of a deck from a page of notes, by rule: every word of a card stands in the notes.

The cards are mostly sentences of the notes with a gap, for a question would need words of our own. What no
rule understands makes no card and is listed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import PurePath

from studykit.authoring.import_result import Read
from studykit.authoring.new_entries import NewEntry, Value, filled, id_for
from studykit.authoring.note_lines import LONGEST_LINE, Context, NoteLine, bare, structure
from studykit.authoring.note_prose import commonest, described, prose
from studykit.authoring.note_rules import LINE_RULES, acts_in
from studykit.authoring.yaml_text import clean
from studykit.cards import label

OFTEN = 3
"""Times a name stands in the notes before a sentence may ask for it."""

MOST_TIMES_ASKED = 2
"""Times one answer may be asked for by gaps in a draft."""

_SMALL = re.compile(r"\b[a-z]{3,}\b")
_CAPITAL = re.compile(r"(?<=[a-z,;] )[“\"]?([A-Z][a-z]+)\b")


def read_notes(file: str, text: str) -> Read:
    """Make entries of the lines that a rule understands, each below its line; the rest is `unused`."""
    lines = structure([bare(clean(line)) for line in text.split("\n")])
    title = next((line.text for line in lines if line.is_heading), None)
    read = Read(file, title=title, sources={"notes": {"title": f"Notes: {title or PurePath(file).name}"}})
    small = frozenset(word for line in lines for word in _SMALL.findall(line.text))
    names = frozenset(name for name in _names(lines) if name.lower() not in small)
    context = Context(names, small, commonest(lines), described(lines), acts_in(lines))
    asked: Counter[str] = Counter()
    done: set[int] = set()
    for at, line in enumerate(lines):
        if line.is_heading or line.number in done or len(line.text) > LONGEST_LINE:
            continue
        understood = (list(rule(lines, at, context)) for rule in (*LINE_RULES, prose))
        for card in next(filter(None, understood), []):
            if not _too_often(card.fields, asked):
                themes = filled(themes=[id_for(line.heading, label)] if line.heading else ())
                comment = f"check, line {line.number}: {line.text}"
                fields = {**card.fields, **themes, "source": "notes"}
                read.entries.append(NewEntry(fields, line.number, (comment,)))
                done |= {line.number, *card.used}
    left = (line for line in lines if not line.is_heading and line.number not in done)
    read.unused = [(line.number, line.text) for line in left]
    return read


def _names(lines: Sequence[NoteLine]) -> frozenset[str]:
    """Give the names that stand often inside sentences; the commonest of all is what the notes are about."""
    found = Counter(name for line in lines for name in _CAPITAL.findall(line.text))
    often = [name for name, times in found.most_common() if times >= OFTEN]
    return frozenset(often[1:])


def _too_often(fields: Mapping[str, Value], asked: Counter[str]) -> bool:
    """Whether the only gap of a text was asked for often enough; a date is asked for wherever it stands."""
    gaps = re.findall(r"\{\{([^{}]+)\}\}", str(fields.get("cloze", "")))
    if len(gaps) != 1 or any(sign.isdigit() for sign in gaps[0]) or ":" in str(fields["cloze"]):
        return False
    asked[gaps[0]] += 1
    return asked[gaps[0]] > MOST_TIMES_ASKED
