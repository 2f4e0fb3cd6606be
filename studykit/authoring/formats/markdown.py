"""Cards from Markdown as people write them: `Q:` and `A:`, `C:` with [gaps], `::`, `?` lines, headings ...

Every line that is text belongs to a card or is named: a card that is not understood does not go missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, zip_longest

from studykit.authoring.formats.headers import is_header
from studykit.authoring.formats.markdown_fields import fields_of
from studykit.authoring.formats.markdown_sections import (
    FORMS,
    is_question_item,
    take_boxes,
    take_headings,
    take_items,
)
from studykit.authoring.formats.markdown_tags import (
    Tag,
    tag_of,
    take_answer,
    take_question,
    with_answers,
)
from studykit.authoring.formats.markdown_text import (
    BULLET,
    NUMBER,
    PageLine,
    bracketed,
    has_marks,
    is_item,
    joined,
    lines_of,
    marked,
    plain,
    unfolded,
)
from studykit.authoring.formats.quizlet import DRAFT
from studykit.authoring.formats.table import take_table
from studykit.authoring.import_result import Read
from studykit.authoring.new_entries import Value
from studykit.authoring.sides import take_cloze, take_sides

_NAME = re.compile(r"(?:name|title|deck) *[=:] *(?:\"((?:[^\"\\]|\\.)*)\"|'([^']*)'|([^\"'].*))")
_SETTING = re.compile(r"[ \t]*(?:[\w-]+ *[:=](?!:)|-[ \t]|#)")
_INLINE = re.compile(
    r"(?:#Q )?(?P<front>(?:.*\n)*+(?:[^`\n]|`[^`\n]*`)*?(?:[^`\s]|`[^`\n]*`))"
    r"[ \t]*(?P<sign>:::|::|;;;|;;|<->|<>|>>>|>>)[ \t]*(?P<back>\S.*)"
)
_MICRO = re.compile(r"(?:#Q )?(?P<front>\S.*?) ?: (?P<back>\S.*)")
_MICRO_SIGN = re.compile(r"⚡️?|🧠|#(?:flash)?card\b")
_TAGS = re.compile(r"(?:[ \t]*#[\w/-]+)*+")
_MOST_TAGS = 20
_TABBED = re.compile(r"(?P<front>[^\t\s][^\t]*)(?P<sign>\t+)(?P<back>[^\t]*[^\t\s])")
_BOTH_WAYS = frozenset({":::", ";;;", "<->", "<>"})
_FIELD = re.compile(r"(?:tags?|status|date|type|alias(?:es)?|source|up|created|deck|rating)::", re.IGNORECASE)
_TABLE_LINE = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
_TAGS_ONLY = re.compile(r"(?:#[\w/-]+[ \t]*)+")


def read_markdown(file: str, text: str) -> Read:
    """Read all cards; what stands in none of them is named with its line."""
    read = Read(file)
    lines = lines_of(file, text)
    start = _front_matter(lines, read)
    page = unfolded(lines[start:])
    tables = all(
        line.blank or line.heading or line.rule or line.text.lstrip().startswith(("|", ">")) for line in page
    )
    left = _take_blocks(read, page, tables=tables)
    left = take_headings(read, page, left, questions=bool(read.entries))
    if not read.entries and not [each for each in read.problems if each.level == "error"]:
        first = next((line for line in page if not line.blank), PageLine(1, ""))
        read.error(first.number, first.text, "no card is found", FORMS + DRAFT, "no-cards")
        return read
    for chunk in _chunks([line for line in left if not line.heading]):
        text = " ".join(line.text.strip() for line in chunk)
        many = f"these {len(chunk)} lines are" if len(chunk) > 1 else "this line is"
        read.advice(chunk[0].number, text, f"{many} in no card", "make a card of it, if it is one", "unused")
    return read


def _front_matter(lines: Sequence[PageLine], read: Read) -> int:
    """Read the name of the deck between `---` lines, and give the place after them."""
    if not lines or lines[0].text.strip() not in ("---", "+++"):
        return 0
    begun = False
    for place, line in enumerate(lines[1:], start=1):
        if line.text.strip() == lines[0].text.strip():
            return place + 1
        # a key that asks nothing, or an item with one above it
        is_setting = _SETTING.match(line.text) and not tag_of(line) and (begun or not BULLET.match(line.text))
        if not (line.blank or is_setting):
            break  # a rule, and below it a card
        begun = begun or not line.blank
        name = _NAME.fullmatch(line.text.strip())
        if name:
            read.title = re.sub(r"\\(.)", r"\1", name[1]) if name[1] is not None else name[2] or name[3]
    else:
        if len(lines) > 1:
            message = "the front matter is not closed"
            read.error(1, "---", message, "add a line `---` after it", "front-matter")
    return 0


def _chunks(lines: Sequence[PageLine]) -> Iterator[list[PageLine]]:
    """Lines that follow one another in the file."""
    for _, chunk in groupby(enumerate(lines), key=lambda placed: placed[1].number - placed[0]):
        yield [line for _, line in chunk]


def _take_blocks(read: Read, lines: Sequence[PageLine], *, tables: bool) -> list[PageLine]:
    """Take the cards that have signs of their own, and give the lines that are in none.

    `tables` says that nothing else is on the page, so that a table of two columns holds its cards.
    """
    left: list[PageLine] = []
    question: tuple[int, list[str]] | None = None
    for tag, block in [*_blocks(lines), (None, [])]:
        body = [tag.text if tag else "", *(line.text for line in block[1:])]
        if question and tag and tag.is_answer:
            take_answer(read, *question, body)
            question = None
            continue
        if question:
            mend = "write `A:` and the answer below it"
            read.error(question[0], " ".join(question[1]), "this question has no answer", mend, "no-answer")
            question = None
        if tag is None or tag.is_answer:
            left += _take_untagged(read, block, left, answer=tag is not None, tables=tables) if block else []
        elif tag.is_cloze:
            _take_brackets(read, block[0].number, body)
        else:
            question = block[0].number, body
    return left


def _blocks(lines: Sequence[PageLine]) -> Iterator[tuple[Tag | None, list[PageLine]]]:
    """Cut a page into what a tag begins, and paragraphs; a heading or a rule ends both.

    A question goes on over empty lines, and so does an answer that has only begun; behind one that is
    written, an empty line ends it.
    """
    block: list[PageLine] = []
    begun: Tag | None = None
    parts = with_answers(lines)
    for line, below in zip_longest(parts, parts[1:], fillvalue=PageLine(0, "")):
        if begun and not begun.is_answer and line.text.strip() in ("?", "??"):
            line = PageLine(line.number, "A:")
        tag = tag_of(line, begun)
        ends = begun is not None and not line.blank and _ends(begun, block, line)
        if tag is not None or line.rule or line.heading or ends:
            if block:
                yield begun, block
            block, begun = [line], tag
            if line.rule or (tag is None and line.heading):
                yield from [] if line.rule else [(None, [line])]
                block = []
        elif line.blank and not line.code and begun is None:
            # what is indented is more of the answer to a numbered question
            is_inside = below.text.startswith("   ") and any(map(is_question_item, block))
            if block and not is_inside:
                yield None, block
                block = []
        elif not line.blank or block:
            block.append(line)
    if block:
        yield begun, block


def _ends(tag: Tag, block: Sequence[PageLine], line: PageLine) -> bool:
    """Whether a line begins something else than what a tag began: a numbered question, below an answer."""
    if not tag.is_answer:
        return False
    asks = NUMBER.match(line.text) is not None and line.text.rstrip("* _").endswith("?")
    if asks and not line.text[0].isspace():
        return True
    last = next(each for each in reversed(block) if not each.blank)
    if last is block[-1] or (last is block[0] and not tag.text) or line.text.startswith("  "):
        return False
    goes_on = is_item(last.text) or last.text.rstrip("* ").endswith(":")
    return not (is_item(line.text) and goes_on)


def _take_untagged(
    read: Read, block: list[PageLine], above: list[PageLine], *, answer: bool, tables: bool
) -> list[PageLine]:
    """Take the cards of a paragraph, and give its lines that are in none."""
    if answer:
        # a question without a tag stands in the lines just above its answer
        if take_question(read, above, block):
            return []
        mend = "write the question above it, with `Q:` before it"
        written = " ".join(line.text.strip() for line in block)
        read.error(block[0].number, written, "this answer has no question before it", mend, "no-ask")
        return []
    if block[0].code or block[0].heading:
        return block
    taken = _take_two_sides(read, block, above) or take_boxes(read, block, above)
    left = [] if taken else take_items(read, block)
    if left is not None:
        return left
    # bars, and a line of dashes below the first row
    if len(block) > 1 and "|" in block[0].text and _TABLE_LINE.fullmatch(block[1].text):
        return [] if _take_table(read, block, tables=tables) else block
    return [line for piece in _pieces(block) for line in _take_piece(read, piece)]


def _pieces(block: Sequence[PageLine]) -> Iterator[list[PageLine]]:
    """A paragraph as a whole, or the items of a list, or lines that each hold two sides."""
    piece: list[PageLine] = []
    for line in block:
        signs = (BULLET.match, NUMBER.match, _INLINE.fullmatch, _micro, _TABBED.fullmatch)
        apart = any(sign(line.text) for sign in signs)
        if apart and piece:
            yield piece
            piece = []
        piece.append(line)
    if piece:
        yield piece


def _micro(text: str) -> re.Match[str] | None:
    """Tell a card in one line that ends with a sign and perhaps with tags: `Front : back ⚡️ #tag`."""
    for sign in list(_MICRO_SIGN.finditer(text))[-_MOST_TAGS:]:
        if "\n" not in text and _TAGS.fullmatch(text, sign.end()):
            return _MICRO.fullmatch(text[: sign.start()].rstrip(" \t"))
    return None


def _take_piece(read: Read, piece: list[PageLine]) -> list[PageLine]:
    number = piece[0].number
    lines, more = fields_of(read, number, [line.text for line in piece])
    text = joined(lines)
    item = BULLET.fullmatch(text) or NUMBER.fullmatch(text)
    bare = item[1] if item and "\n" not in text else text
    inline = None if _FIELD.match(bare) else _INLINE.fullmatch(bare) or _TABBED.fullmatch(bare)
    sides = _micro(bare) if inline is None else inline if not has_marks(bare) else None
    if sides:
        ask, answer = plain(read, number, sides["front"]), plain(read, number, sides["back"])
        _take(read, number, ask, answer, more, both=sides.groupdict().get("sign") in _BOTH_WAYS)
        return []
    if has_marks(bare) and take_cloze(read, number, plain(read, number, marked(bare)), more):
        return []
    return [] if _TAGS_ONLY.fullmatch(bare) else piece


def _take(read: Read, line: int, ask: str, answer: str, more: dict[str, Value], *, both: bool) -> None:
    """Take the two sides of a card, and its reverse as a sibling where it is asked both ways."""
    before = len(read.entries)
    take_sides(read, line, ask, answer, more)
    if both and len(read.entries) > before and "answer" in read.entries[-1].fields:
        entry = read.entries[-1]
        back = {"ask": entry.fields["answer"], "answer": ask}
        read.entries[-1] = replace(entry, fields={**entry.fields, "back": back})


def _take_table(read: Read, block: Sequence[PageLine], *, tables: bool) -> bool:
    """Take a table whose columns have known names; with `tables` any of two, the first as questions."""
    rows = [(line.number, _cells(read, line)) for line in block if line.number != block[1].number]
    columns: list[str] = []
    if not is_header(rows[0][1]):
        if not tables:
            return False
        if len(rows[0][1]) == 3 and all(cells[0].rstrip(".").isdigit() for _, cells in rows[1:]):
            rows = [(line, cells[1:]) for line, cells in rows]  # the rows are numbered
        if len(rows[0][1]) == 2:
            message = "the first column of this table is taken for the questions, the second for the answers"
            mend = "call the columns `Question` and `Answer`"
            read.advice(rows[0][0], " | ".join(rows[0][1]), message, mend, "table")
            columns, rows = ["ask", "answer"], rows[1:]
        else:
            message = "the columns of this table do not say which is the question and which the answer"
            mend = "call two of them `Question` and `Answer`"
            read.error(rows[0][0], " | ".join(rows[0][1]), message, mend, "missing-column")
            return True
    take_table(read, iter(rows), columns)
    return True


def _cells(read: Read, line: PageLine) -> list[str]:
    text = line.text.strip().removeprefix("|")
    text = text[:-1] if text.endswith("|") and not text.endswith("\\|") else text
    return [plain(read, line.number, cell.replace("\\|", "|")) for cell in re.split(r"(?<!\\)\|", text)]


def _take_two_sides(read: Read, block: Sequence[PageLine], above: list[PageLine]) -> bool:
    """Take a paragraph with a line `?` or `??` between its sides; the first may be the heading above it."""
    while block and _TAGS_ONLY.fullmatch(block[0].text.strip()):
        block = block[1:]
    texts = [line.text.strip() for line in block]
    sign = next((each for each in texts[:-1] if each in ("?", "??")), None)
    if sign is None:
        return False
    at, both = texts.index(sign), sign == "??"
    if at == 0:
        if not (above and above[-1].heading):
            return False
        block, at, both = [above.pop(), *block], 1, False  # below a heading "??" asks one way only
    front = joined([line.heading[1] if line.heading else line.text for line in block[:at]])
    line = block[0].number
    below, more = fields_of(read, line, [line.text for line in block[at + 1 :]])
    _take(read, line, plain(read, line, front), plain(read, line, joined(below)), more, both=both)
    return True


def _take_brackets(read: Read, line: int, body: Sequence[str]) -> None:
    kept, more = fields_of(read, line, body)
    written = joined(kept)
    # links are taken out before, as they have brackets too
    text = plain(read, line, bracketed(re.sub(r"\[([^\[\]]{1,500})\]\([^()]{0,1000}\)", r"\1", written)))
    if not take_cloze(read, line, text, more):
        mend = "put the words to be asked in `[` and `]`"
        read.error(line, written, "this text has no gap", mend, "gap")
