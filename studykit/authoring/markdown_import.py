"""Cards from Markdown: `Q:` and `A:`, or `C:` with [gaps], the form that hashcards reads."""

from __future__ import annotations

import re
from collections.abc import Iterator

from studykit.authoring.entries import NewEntry, Value
from studykit.authoring.reading import Read

_TAG = re.compile(r"([QAC]):[ \t]*(.*)")
_BULLET = re.compile(r"[-*+] +(.+)")
_NUMBER = re.compile(r"\d+[.)] +(.+)")
_IMAGE = re.compile(r"!\[([^\[\]]{0,500})\]\(([^()]*)\)")
_GAP = re.compile(r"(?<!!)(?<!\\)\[((?:[^\[\]\\]|\\.)+)\](?!\()")
_ESCAPE = re.compile(r"\\([\\`_<>~$|\[\]*!#.()+-])")
_NAME = re.compile(r"name *= *(?:\"((?:[^\"\\]|\\.)*)\"|'([^']*)')")
FEW_WORDS = 6
"""Words of a bullet up to which it is an item to be named and not a point to be made."""


def read_markdown(file: str, text: str) -> Read:
    """Read all cards; bullets under an answer are a list, numbers an order, longer bullets points."""
    read = Read(file)
    lines = text.split("\n")
    start = _front_matter(lines, read)
    question: tuple[int, str] | None = None
    for line, tag, body in _blocks(lines, start):
        if tag == "Q":
            _unanswered(question, read)
            question = line, body
        elif tag == "A" and question is not None:
            _take(read, question[0], question[1], body)
            question = None
        elif tag == "A":
            read.error(
                line, body, "this answer has no `Q:` before it", "write the question above it", "no-ask"
            )
        else:
            _unanswered(question, read)
            question = None
            _take_cloze(read, line, body)
    _unanswered(question, read)
    return read


def _front_matter(lines: list[str], read: Read) -> int:
    """Read the name of the deck between `---` lines, and give the place after them."""
    if not lines or lines[0].strip() != "---":
        return 0
    for number, line in enumerate(lines[1:], start=1):
        if line.strip() == "---":
            return number + 1
        name = _NAME.match(line.strip())
        if name:
            read.title = re.sub(r"\\(.)", r"\1", name[1]) if name[1] is not None else name[2]
    read.error(1, "---", "the front matter is not closed", "add a line `---` after it", "front-matter")
    return 0


def _blocks(lines: list[str], start: int) -> Iterator[tuple[int, str, str]]:
    """Give each tagged block with its line; a line `---` ends one."""
    tag, first, body = "", 0, list[str]()
    for number, line in enumerate([*lines[start:], "---"], start=start + 1):
        match = _TAG.match(line)
        if match or line.strip() == "---":
            if tag:
                yield first, tag, "\n".join(body).strip()
            tag, first, body = (match[1], number, [match[2]]) if match else ("", 0, [])
        elif tag:
            body.append(line.strip())


def _unanswered(question: tuple[int, str] | None, read: Read) -> None:
    if question is not None:
        mend = "write `A:` and the answer below it"
        read.error(question[0], question[1], "this question has no answer", mend, "no-answer")


def _take(read: Read, line: int, question: str, answer: str) -> None:
    ask, body = _without_images(read, line, question), _without_images(read, line, answer)
    if not ask or not body:
        what = "question" if not ask else "answer"
        read.error(line, question, f"the {what} is empty", "write it, or delete the card", f"no-{what}")
        return
    lines = [each for each in body.split("\n") if each]
    options = _all(_BULLET, ask.split("\n")[1:])
    bullets, numbers = _all(_BULLET, lines), _all(_NUMBER, lines)
    fields: dict[str, Value] = {"ask": _plain(ask)}
    if len(options) > 1 and _plain(body) in options:
        fields = {"ask": _plain(ask.split("\n")[0]), "choose": options, "answer": _plain(body)}
    elif len(bullets) > 1 and max(len(each.split()) for each in bullets) > FEW_WORDS:
        fields["points"] = [{"say": each} for each in bullets]
    elif len(bullets) > 1:
        fields["list"] = bullets
    elif len(numbers) > 1:
        shown = sorted(options) == sorted(numbers)  # they stand shuffled below the question
        fields = {"ask": _plain(ask.split("\n")[0] if shown else ask), "order": numbers}
    else:
        fields["answer"] = _plain(bullets[0] if bullets else body)
    read.entries.append(NewEntry(fields, line))


def _take_cloze(read: Read, line: int, body: str) -> None:
    text = _without_images(read, line, body)
    if not _GAP.search(text):
        mend = "put the words to be asked in `[` and `]`"
        read.error(line, body, "this text has no gap", mend, "gap")
        return
    seen: set[str] = set()
    made = ""
    end = 0
    for gap in _GAP.finditer(text):
        inside = _plain(gap[1])
        # two gaps with one answer would share their history
        kept = f"{{{{{inside}}}}}" if inside.casefold() not in seen else inside
        seen.add(inside.casefold())
        made += _plain(text[end : gap.start()], strip=False) + kept
        end = gap.end()
    read.entries.append(NewEntry({"cloze": made + _plain(text[end:], strip=False)}, line))


def _without_images(read: Read, line: int, text: str) -> str:
    for image in _IMAGE.finditer(text):
        message, mend = f"the image {image[2]} is left out", "say in words what it shows"
        read.advice(line, image[0], message, mend, "media")
    return _IMAGE.sub("", text).strip()


def _all(pattern: re.Pattern[str], lines: list[str]) -> list[str]:
    """Give what stands behind each bullet when all lines have one; none otherwise."""
    found = [pattern.fullmatch(line.strip()) for line in lines]
    return [_plain(match[1]) for match in found if match] if all(found) else []


def _plain(text: str, *, strip: bool = True) -> str:
    """Take back escapes and bold type; `*emphasis*` is the deck's own."""
    bare = _ESCAPE.sub(r"\1", re.sub(r"\*\*([^*\n]+)\*\*", r"\1", text))
    return bare.strip() if strip else bare
