"""Rows as Kahoot, Gimkit, Blooket and Quizizz have them: a question, its options, and which are right."""

from __future__ import annotations

import re
from collections.abc import Mapping

from studykit.authoring.formats.headers import column_of, is_option
from studykit.authoring.import_result import Read
from studykit.authoring.new_entries import Value
from studykit.authoring.sides import chosen, shown, take_sides

_LETTERED = re.compile(r"\(?([A-Ha-h1-9])[.):]\s*(\S.*)", re.DOTALL)
_PLACE = re.compile(r"[1-9]|[A-Ha-h]")
_OTHER_NAME = dict(zip("abcdefghi123456789", "123456789abcdefghi", strict=True))
"""What else an option is called."""
_RUN = re.compile(r"[1-9]{2,}|[A-Ha-h]{2,}")
_TYPED = re.compile(r"\b(?:typing|typed|type[- ]in|fill|short)", re.IGNORECASE)
_NO_ANSWER = re.compile(r"\b(?:poll|survey|draw|word cloud|slide)", re.IGNORECASE)


def take_question(read: Read, line: int, cells: Mapping[str, str], more: Mapping[str, Value]) -> None:
    """Take a row with columns `option 1`, `option 2` ..., or `wrong 1` ... beside its `answer`.

    The kind of question stands in a column of its own, or in one without a name; `more` are other keys.
    """
    ask = shown(read, line, cells["ask"])
    said = shown(read, line, cells.get("answer", "").strip())
    options, wrong = (
        {
            name.rpartition(" ")[2]: shown(read, line, cell)
            for name, cell in cells.items()
            if is_option(name) and name.startswith(kind) and cell not in ("", "N/A")
        }
        for kind in ("option", "wrong")
    )
    kind = f"{cells.get('', '')} {cells.get('type', '')}"
    if options and _TYPED.search(kind):
        answer, *others = (_right(said, options) if said else []) or list(options.values())
        take_sides(read, line, ask, answer, {**more, **({"accept": others} if others else {})})
        return
    is_poll = _NO_ANSWER.search(kind) is not None
    if not said and len(options) == 1 and not is_poll:
        said = next(iter(options.values()))  # a question to be typed: nothing else could be right
    if not said:
        _tell_unanswered(read, line, ask, is_poll=is_poll, is_open=not options and not wrong)
        return
    right = [said] if wrong or not options else _right(said, options)
    if not right:
        those = ", ".join(" ".join(each.split()) for each in options.values())
        mend = f"write one of {those}; or name their columns `wrong 1`, `wrong 2` if none of them is right"
        read.error(line, ask, f"the correct answer `{said}` is none of the options", mend, "answer")
        return
    every = [*right, *wrong.values()] if wrong else list(options.values())
    offered = list(dict.fromkeys(every))
    if len(offered) < len(every) and len(right) == 1:
        message = "an option that stands here twice is offered once"
        read.advice(line, ask, message, "write another in its place", "same-option")
    if len(offered) < 2:
        take_sides(read, line, ask, right[0], more)  # a question to be typed has one option
    else:
        read.entry(line, chosen(read, line, ask, offered, right, more))


def _tell_unanswered(read: Read, line: int, ask: str, *, is_poll: bool, is_open: bool) -> None:
    if is_poll:
        read.told(line, ask, "a question without a right answer is left out", "poll")
    elif is_open:
        mend = "write the card by hand if you want it: `points:` with what a right answer says"
        read.advice(line, ask, "an open question is left out", mend, "essay")
    else:
        mend = "say in the column of the correct answer which option is right"
        read.error(line, ask, "no option is marked as right", mend, "no-answer")


def _right(said: str, options: Mapping[str, str]) -> list[str]:
    """The options that a cell names: by text, by numbers or letters, by `Option 2`, or by `B) text`."""
    for option in options.values():
        if option.casefold() == said.casefold():
            return [option]
    both = _LETTERED.fullmatch(said)
    if both and (named := _right(both[1], options)) and named[0].casefold() == both[2].casefold():
        return named
    said = column_of(said).removeprefix("option ") if is_option(column_of(said)) else said  # "Option 3"
    if _RUN.fullmatch(said) and list(said) == sorted(set(said)):
        said = ",".join(said)  # "AC"
    places = [each.strip() for each in re.split(r"[,;/ ]+|\band\b", said) if each.strip()]
    if all(_PLACE.fullmatch(place) for place in places):
        # whichever of numbers and letters the columns are named by
        found = [options.get(each, options.get(_OTHER_NAME[each], "")) for each in map(str.lower, places)]
        return found if all(found) else []
    names = [each.strip().casefold() for each in re.split(r"[;,\n|]", said)]
    named = [option for option in options.values() if option.casefold() in names]
    return named if len(named) == len(names) else []
