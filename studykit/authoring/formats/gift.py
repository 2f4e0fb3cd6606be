"""Cards from a Moodle question bank in GIFT, and decks as one.

Source of the format: https://docs.moodle.org/en/GIFT_format (escapes, weights, feedback, `[plain]`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from studykit.authoring.formats.gift_answers import FORMATS, HIDDEN, GiftQuestion, answered
from studykit.authoring.import_result import Read
from studykit.authoring.new_entries import Value, filled
from studykit.authoring.shared import Decks, answer_line, answer_lines, question
from studykit.authoring.sides import with_note
from studykit.cards import Card, Choice, Ordered, Term, label, short_slug
from studykit.decks.cloze import BLANK
from studykit.visible import EMPHASIS

_ESCAPED = re.compile(r"\\([\\~=#{}:])")
_HIDING = str.maketrans(HIDDEN)
_OPEN_TITLE = re.compile(r"\s*::[^:{]*")
_HEAD = re.compile(rf"\s*(?:::(.*?)::)?\s*(?:\[({FORMATS})\])?(.*)", re.DOTALL)
_OWN_LINES = re.compile(r"(?:^|\n)[ \t]*[=~]")
_IN_WORD = re.compile(r"(?<=\w)[=~](?=[\w\"'])|(?<= )[=!<>]=(?= )")
_BRACES = re.compile(r"\{([^{}]*)\}")
_GAP = re.compile(r"\s*(?:=(?!\s*(?:[=%]|$))[^=~#|]+)+")
"""Answers in braces that are all right, as a gap among several can have them."""
_ONLY_ANSWERS = re.compile(r"[=~#%{}]|(?:T|F|TRUE|FALSE)\s*\}?$", re.IGNORECASE)
"""How only answers begin, and what stands before and behind them."""
_BRACE = re.compile(r"(?<!\\)[{}]")
_OPENED = re.compile(r"(?<!\\)\{\s*(?:[=~#}]|T|F)", re.IGNORECASE)
"""A brace with answers behind it; others are of a text, such as a program's."""
_TAG = re.compile(r"\[tag:([^\[\]]+)\]")
_SPECIAL = re.compile(r"[\\~=#{}:]")
SHORTEST_MATCHING = 3
"""Pairs that Moodle wants of a matching question at least."""


def read_gift(file: str, text: str) -> Read:
    """Read all questions; essays, descriptions, and what has no form here, are named and left out."""
    read = Read(file)
    theme = ""
    for line, block, tags in _blocks(text):
        if block.startswith("$CATEGORY:"):
            # the last step of the path, as the questions below it are about that
            theme = block.partition(":")[2].strip().rstrip("/").rpartition("/")[2]
            continue
        themes = [label(each) for each in (theme, *tags) if each.strip("$ ")]
        for fields in _question(read, line, block):
            read.entry(line, {**fields, **filled(themes=list(dict.fromkeys(themes)))})
    return read


def _blocks(text: str) -> Iterator[tuple[int, str, list[str]]]:
    """Each question with its first line and the tags in the comments above it.

    An empty line ends one unless what follows can only be answers, and a title begins the next.
    """
    first = 0
    lines: list[str] = []
    tags: list[str] = []
    above: list[str] = []
    ended = False
    for number, line in enumerate([*text.split("\n"), "::"], start=1):
        written = line.strip()
        if written.startswith("//"):
            above += _TAG.findall(line)
        elif not written:
            ended = True
            lines += [""] if lines else []
        else:
            title = lines[0] if len(lines) == 1 and written.count("::") == 1 else ""
            shuts = _OPEN_TITLE.fullmatch(title)  # the title in the line above
            begins = written.startswith(("::", "$CATEGORY:")) and not shuts
            if begins or (ended and not _ONLY_ANSWERS.match(written)):
                yield from ((at, piece, tags) for at, piece in _apart(first, lines))
                lines = []
            if written.startswith("$CATEGORY:"):
                yield number, written, []
                continue
            if not lines:
                first, tags, above = number, above, []
            lines.append(line)
            ended = False


def _apart(first: int, lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Questions that stand together, each shut by a brace at the end of a line; else all lines as one."""
    pieces: list[list[str]] = [[]]
    for line in lines:
        pieces[-1].append(line)
        if line.rstrip().endswith("}"):
            pieces.append([])
    pieces = [piece for piece in pieces if any(map(str.strip, piece))]
    if not all(len(_BRACE.findall(each)) == 2 and _OPENED.search(each) for each in map("\n".join, pieces)):
        pieces = [list(lines)]
    for piece in pieces:
        block = "\n".join(piece).strip("\n")
        if block:
            yield first + next(at for at, line in enumerate(piece) if line.strip()), block
        first += len(piece)


def _question(read: Read, line: int, block: str) -> Iterator[dict[str, Value]]:
    hidden = _ESCAPED.sub(lambda found: HIDDEN[found[1]], block)
    start, end = hidden.find("{"), hidden.rfind("}")
    head = _HEAD.fullmatch(hidden[:start] if start >= 0 else hidden)
    assert head is not None
    name, form, before = (part or "" for part in head.groups())
    question = GiftQuestion(read, line, form=form)
    if start < 0 and not {"}", "~"} & set(hidden):
        shown = question.shown(before)
        message = "this text asks nothing and is left out: it has no answers"
        read.advice(line, shown, message, "write the answers in { } if it is a question", "description")
        return
    body = hidden[start + 1 : end]
    if len(_OWN_LINES.findall(body)) > 1:
        # where each answer has a line of its own, a sign within a word is text: `header=True`, `class="a"`
        body = _IN_WORD.sub(lambda found: found[0].translate(_HIDING), body)
    own = filled(id=short_slug(question.shown(name, "plain").rpartition("/")[2]) if name.strip() else "")
    if start < 0 or end < start or "{" in body or "}" in body:
        cloze = _several_gaps(before + hidden[start:]) if 0 <= start < end else ""
        if cloze:
            yield {**own, "cloze": question.shown(cloze)}
            return
        message = "the answers are not between { and }"
        mend = "write the answers in one { }, with } at their end"
        if 0 <= start < end:
            message = "answers stand in several { }"
            mend = "of several gaps each can have right answers only, as {=two =2}"
        read.error(line, question.shown(block), message, f"{mend}; a brace of the text is \\{{", "braces")
        return
    after = hidden[end + 1 :].strip()
    space = "" if after[:1] in ".,;:?!)" else " "
    question.ask = question.shown(f"{before.strip()} {BLANK}{space}{after}" if after else before)
    answers, _, comment = body.partition("####")
    note = question.shown(comment)
    if not answers.strip():
        mend = "write the card by hand if you want it: `points:` with what a right answer says"
        question.advice("an essay question is left out", mend, "essay")
        return
    try:
        for fields in answered(question, answers.strip()):
            yield with_note({**own, "ask": question.ask, **fields}, note, below=True)
    except ValueError as error:
        mend = "make it a short answer, a choice or a matching question, or write the card by hand"
        read.error(line, question.ask, str(error), mend, "answers")


def _several_gaps(text: str) -> str:
    """A text as one with gaps, each with its own right answers; empty where one of them has anything else."""
    bodies = _BRACES.split(text)
    if not all(map(_GAP.fullmatch, bodies[1::2])) or "::" in text or set("{}") & set("".join(bodies[::2])):
        return ""
    return _BRACES.sub(lambda gap: "{{" + "|".join(map(str.strip, gap[1].split("=")[1:])) + "}}", text)


# Out


def gift_bytes(decks: Decks) -> bytes:
    """Give one category for each deck; a question is named by the id of its card."""
    blocks = ["// Made by studykit. Import it in Moodle as GIFT, encoded in UTF-8."]
    for shared in decks:
        # a slash would begin a category below it
        blocks.append(f"$CATEGORY: $course$/{' '.join(shared.deck.title.replace('/', '-').split())}")
        blocks += [_written(card) for card in shared.asked]
    return ("\n\n".join(blocks) + "\n").encode()


def _written(card: Card) -> str:
    lines = [f"::{escaped(str(card.id))}::[plain]{escaped(question(card))} {{"]
    lines += _answers(card)
    note = card.note or ""
    if not isinstance(card.expected, Term | Choice | Ordered):
        note = "\n".join([*answer_lines(card), *([note] if note else [])])
    if note:
        lines.append(f"\t####{escaped(note)}")
    return "\n".join([*lines, "}"])


def _answers(card: Card) -> list[str]:
    """Give the answers as GIFT marks them; lists and points become essays, their answers for the teacher."""
    replies = dict(card.reject)
    match card.expected:
        case Term(item):
            right = [f"\t{_right(wording)}" for wording in dict.fromkeys(item.phrasings)]
            others = [("50", *each) for each in card.partial] + [("0", *each) for each in replies.items()]
            return [*right, *(f"\t=%{part}%{escaped(said)}#{escaped(why)}" for part, said, why in others)]
        case Choice(options, answer, _):
            return [
                f"\t{_right(option) if option == answer else _wrong(option)}"
                + (f"#{escaped(replies[option])}" if option in replies else "")
                for option in options
            ]
        case Ordered(items) if len(items) >= SHORTEST_MATCHING:
            return [f"\t={escaped(item.say)} -> {place}" for place, item in enumerate(items, start=1)]
        case Ordered():
            turned = replace(card, expected=Ordered(card.expected.items[::-1]))
            return [f"\t={escaped(answer_line(card))}", f"\t~{escaped(answer_line(turned))}"]
    return []


def escaped(text: str) -> str:
    """Write a text so that GIFT reads nothing into it; `->` would make a matching question."""
    bare = EMPHASIS.sub(lambda found: found[1], text).replace("->", "→")
    return _SPECIAL.sub(lambda found: "\\" + found[0], bare).replace("\n", "\\n")


def _right(text: str) -> str:
    """Write a right answer; a star would stand for any words, a percentage in front be a weight."""
    weight = "%100%" if text.startswith("%") else ""
    return f"={weight}" + escaped(text).replace("*", "\\\\*")


def _wrong(text: str) -> str:
    return f"~{'%0%' if text.startswith('%') else ''}{escaped(text)}"
