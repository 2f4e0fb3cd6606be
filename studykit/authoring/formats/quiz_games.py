"""Rows as Kahoot, Gimkit, Blooket and Quizizz have them: a question, its options, and which are right."""

from __future__ import annotations

import re
from collections.abc import Mapping

from studykit.authoring.import_result import Read
from studykit.authoring.new_entries import filled
from studykit.authoring.sides import shown, take_sides

_PLACE = re.compile(r"[1-9]|[A-Ha-h]")
_MORE = ("hint", "note", "date")
_OTHER = dict(zip("abcdefgh12345678", "12345678abcdefgh", strict=True))
"""The letter of an option by its number, and the number by its letter."""


def take_question(read: Read, line: int, cells: Mapping[str, str]) -> None:
    """Take a row with columns `option 1`, `option 2` ..., or `wrong 1` ... beside its `answer`."""
    ask = shown(read, line, cells["ask"])
    said = cells.get("answer", "").strip()
    options, wrong = (_numbered(read, line, cells, word) for word in ("option ", "wrong "))
    more = filled(**{name: cells.get(name, "") for name in _MORE})
    if len(options) == 1:
        said = said or "".join(options.values())  # a question to be typed: nothing else could be right
    right = [said] if wrong or not options else _right(said, options)
    offered = [said, *wrong.values()] if wrong else list(options.values())
    if not said and not offered:
        mend = "write the card by hand if you want it: `points:` with what a right answer says"
        read.advice(line, ask, "an open question is left out", mend, "essay")
    elif not said:
        mend = "say in the column of the correct answer which option is right"
        read.error(line, ask, "no option is marked as right", mend, "no-answer")
    elif not right:
        mend = f"options are {', '.join(' '.join(each.split()) for each in offered)}"
        read.error(line, ask, f"the correct answer `{said}` is none of the options", mend, "answer")
    elif len(right) > 1:
        message = f"{len(right)} options are right; it is asked as a list of all of them, without the others"
        mend = "word the question so that one is right, to keep the options"
        read.advice(line, ask, message, mend, "several")
        read.entry(line, {"ask": ask, "list": right, **more})
    elif len(offered) < 2:
        take_sides(read, line, ask, right[0], more)  # a question to be typed has one option
    else:
        read.entry(line, {"ask": ask, "choose": offered, "answer": right[0], **more})


def _numbered(read: Read, line: int, cells: Mapping[str, str], word: str) -> dict[str, str]:
    """What stands in the columns that begin with a word, by what follows it."""
    return {
        name.removeprefix(word): shown(read, line, cell)
        for name, cell in cells.items()
        if name.startswith(word) and cell
    }


def _right(said: str, options: Mapping[str, str]) -> list[str]:
    """The options that a cell names: by their text, or by numbers or letters with commas between."""
    for option in options.values():
        if option.casefold() == said.casefold():
            return [option]
    places = [each.strip() for each in re.split(r"[,;/ ]+|\band\b", said) if each.strip()]
    if not all(_PLACE.fullmatch(place) for place in places):
        named = [each.strip().casefold() for each in re.split(r"[;,\n|]", said)]
        found = [option for option in options.values() if option.casefold() in named]
        return found if len(found) == len(named) else []
    placed = {**{_OTHER.get(key, key): option for key, option in options.items()}, **options}
    return [placed[name] for name in map(str.lower, places)] if {*map(str.lower, places)} <= {*placed} else []
