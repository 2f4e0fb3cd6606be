"""Rows as Kahoot, Gimkit, Blooket and Quizizz have them: a question, its options, and which are right."""

from __future__ import annotations

import re
from collections.abc import Mapping

from studykit.authoring.import_result import Read
from studykit.authoring.new_entries import Value
from studykit.authoring.sides import shown, take_several, take_sides

_PLACE = re.compile(r"[1-9]|[A-Ha-h]")
_MORE = ("hint", "note", "date")


def take_question(read: Read, line: int, cells: Mapping[str, str]) -> None:
    """Take a row with columns `option 1`, `option 2` ..., or `wrong 1` ... beside its `answer`."""
    ask = shown(read, line, cells["ask"])
    said = cells.get("answer", "").strip()
    options = {
        name.rpartition(" ")[2]: shown(read, line, cell)
        for name, cell in cells.items()
        if name.startswith("option ") and cell
    }
    wrong = [shown(read, line, cell) for name, cell in cells.items() if name.startswith("wrong ") and cell]
    more: dict[str, Value] = {name: cells[name] for name in _MORE if cells.get(name)}
    if not said and len(options) == 1:
        said = next(iter(options.values()))  # a question to be typed: nothing else could be right
    if not said and not options and not wrong:
        mend = "write the card by hand if you want it: `points:` with what a right answer says"
        read.advice(line, ask, "an open question is left out", mend, "essay")
        return
    if not said:
        mend = "say in the column of the correct answer which option is right"
        read.error(line, ask, "no option is marked as right", mend, "no-answer")
        return
    right = [said] if wrong or not options else _right(said, options)
    if not right:
        mend = f"options are {', '.join(' '.join(each.split()) for each in options.values())}"
        read.error(line, ask, f"the correct answer `{said}` is none of the options", mend, "answer")
    elif len(right) > 1:
        take_several(read, line, ask, right, more)
    else:
        offered = (wrong and [right[0], *wrong]) or list(options.values())
        if len(offered) < 2:
            take_sides(read, line, ask, right[0], more)  # a question to be typed has one option
        else:
            read.entry(line, {"ask": ask, "choose": offered, "answer": right[0], **more})


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
    letters = dict(zip("abcdefgh", "12345678", strict=True))
    found = []
    for place in places:
        name = place.lower()
        key = name if name in options else letters.get(name, name)
        if key not in options:
            key = {number: letter for letter, number in letters.items()}.get(key, key)
        if key not in options:
            return []
        found.append(options[key])
    return found
