"""The two sides of a flashcard as an entry: what is read into them, and what is lost of them, is said."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from studykit.authoring.formats.html_text import looks_like_html, text_of
from studykit.authoring.gaps import OPEN, cloze_texts
from studykit.authoring.import_result import Read
from studykit.authoring.new_entries import Value, filled
from studykit.authoring.options import options_in
from studykit.authoring.yaml_text import clean

FEW_WORDS = 6
"""Words of a line up to which several lines are items to be named and not points to be made."""

MOST_NAME_WORDS = 4
"""Words in brackets that can still be another name."""

_BULLET = re.compile(r"(?:[-+•*–·]|(\d{1,2})[.)])[ \t]+(?=\S)")
_BRACKET = re.compile(r"(?P<before>\S(?:.*\S)?) \((?P<inside>[^()]{1,80})\)(?P<after>.*)", re.DOTALL)
_DASHES = re.compile(r"(?:[^\n]*: )?([-•]) \S[^\n]* \1 \S")
"""Items in one line, their line ends lost: each has a dash, the first at the beginning or behind a colon."""
_SEVERAL_NAMES = re.compile(r"[,;/&]|\band\b")
"""Before a bracket: it belongs to one of them only."""
_HIDDEN_PICTURE = re.compile(r"\{\{(?:c\d+::)?image-occlusion:|<div id=\"?image-occlusion")
_NUMBERS = (
    *("two|deux|dos|zwei", "three|trois|tres|drei", "four|quatre|cuatro|vier", "five|cinq|cinco|fünf"),
    *("six|seis|sechs", "seven|sept|siete|sieben", "eight|huit|ocho|acht", "nine|neuf|nueve|neun"),
    "ten|dix|diez|zehn",
)
"""Words for numbers from two, in the languages that headers are read in."""
_SEVERAL = re.compile(
    r"(?:name|list|give|state|identify)\b|.*\b(?:who|what|which\b.*) (?:are|were)\b", re.IGNORECASE
)
_TOLD = re.compile(r"(?:^|[:.] )(?:name|list|give|state|identify)\b", re.IGNORECASE)
_STRONG = re.compile(r"\*\*(?=\S)([^*\n]+?)(?<=\S)\*\*")
_PARTED = re.compile(r"[^\s>][^\S\n]*(?:</?(?:p|div)\b[^<>]*>\s*)+[^\s<.,;:!?]", re.IGNORECASE)
"""A paragraph that begins or ends within a text."""
_ANSWER = re.compile(
    r"\A\s*(?:(?:correct|right|richtige|bonne) )?"
    r"(?:answer|antwort|lösung|réponse|respuesta|solución|resposta)(?: correcta| correcte| correta)? ?:"
    r"[^\S\n]*(?=\S)",
    re.IGNORECASE,
)
"""What stands before an answer and is no part of it."""

_EXPLAINS = re.compile(
    r"(?<=\S)\s*\n\s*(?:explanation|rationale|erklärung|begründung|explication|explicación|explicação) ?:"
    r"\s*(?=\S)",
    re.IGNORECASE,
)
_BLANK = re.compile(r"[_^\s]{2,}")
_NAMED = re.compile(r"[\w\"'‘“][^=<>∩∪¬()]*\w[.!?\"'’”]?")
"""A right answer among others: words, and nothing of a formula, which has bars of its own."""
_PARTICLE = re.compile(r"(?:of|the|de|la|von|and|for|in)\Z")


@dataclass(frozen=True, slots=True)
class AnswerKey:
    """An answer cut at its brackets: what is typed, other names for it, and a remark."""

    say: str
    accept: tuple[str, ...] = ()
    remark: str = ""

    @property
    def item(self) -> Value:
        """The answer as an item of a list."""
        return [self.say, *self.accept] if self.accept else self.say


def take_sides(read: Read, line: int, ask: str, answer: str, more: Mapping[str, Value] = {}) -> None:
    """Take a flashcard; `more` are keys of its own, such as `themes`.

    A prompt with gaps needs no answer; an answer beside it becomes a note.
    """
    if _hides_picture(read, line, ask):
        return
    asked, said = shown(read, line, ask), shown(read, line, answer)
    if "{{" in asked and take_cloze(read, line, asked, with_note(more, said)):
        return
    if _BLANK.fullmatch(said):
        said = ""  # a place to write in
    if not asked or not said:
        side, written, what = ("question", ask, "no-ask") if not asked else ("answer", answer, "no-answer")
        empty = not _BLANK.sub("", written).strip()
        lost = f"the {side} is missing" if empty else f"nothing of the {side} can be shown as text"
        read.error(line, asked or said, lost, "write it in words, or delete the card", what)
        return
    read.entry(line, two_sides(read, line, asked, said, more))


def two_sides(
    read: Read, line: int, ask: str, answer: str, more: Mapping[str, Value] = {}
) -> dict[str, Value]:
    """The keys of a card that is asked with options below its question, or else answered by typing."""
    answer, told = _unlabelled(answer)
    more = with_note(more, told)
    found = options_in(ask, answer)
    if found is None:
        return {"ask": ask, **answered(read, line, ask, answer, more)}
    return chosen(read, line, found.ask, found.options, found.right, with_note(more, found.note))


def explanation(text: str) -> str:
    """What stands below an answer, without the word that calls it an explanation."""
    return _EXPLAINS.sub("\n", f".\n{text}", count=1)[2:] if text else ""


def _unlabelled(text: str) -> tuple[str, str]:
    """An answer without the word that calls it one, and the explanation below it that is called so."""
    bare = _ANSWER.sub("", text, count=1)
    match = _EXPLAINS.search(bare)
    return (bare[: match.start()].strip(), bare[match.end() :].strip()) if match else (bare, "")


def chosen(
    read: Read,
    line: int,
    ask: str,
    options: Sequence[str],
    right: Sequence[str],
    more: Mapping[str, Value] = {},
) -> dict[str, Value]:
    """The keys of a question with options; where several of them are right it is asked as a list of these."""
    if len(right) == 1:
        return {"ask": ask, "choose": list(options), "answer": right[0], **more}
    message = f"{len(right)} options are right; it is asked as a list of all of them, without the others"
    mend = "word the question so that one is right, to keep the options"
    read.advice(line, ask, message, mend, "several")
    return {"ask": ask, "list": list(right), **more}


def take_cloze(read: Read, line: int, text: str, more: Mapping[str, Value]) -> bool:
    """Take a text with gaps; False, and nothing is taken, when it has none."""
    if _hides_picture(read, line, text):
        return True
    texts = cloze_texts(text)
    for each in texts:
        if OPEN in each and OPEN not in text:
            message = f"the same words stand in two gaps; one of them is shown as {OPEN}"
            read.advice(line, text, message, "word the text so that it names them once", "twice")
        read.entry(line, {"cloze": each, **more})
    return bool(texts)


def _hides_picture(read: Read, line: int, text: str) -> bool:
    if _HIDDEN_PICTURE.search(text) is None:
        return False
    message = "this note hides parts of a picture and is left out"
    read.advice(line, "", message, "ask for them in words", "media")
    return True


def shown(read: Read, line: int, text: str) -> str:
    """The text that is shown of a cell: markup is taken off, pictures and sounds are named and left out."""
    text = _STRONG.sub(r"\1", text)
    if not looks_like_html(text):
        return clean(text)
    plain = text_of(text.replace("\n", "<br>"))
    tell_media(read, line, plain.text, plain.media)
    if _PARTED.search(text):
        message = "the paragraphs that its HTML marks are lines of their own here"
        read.advice(line, plain.text, message, "nothing needs to be done, if they read well", "html")
    return plain.text


def tell_media(read: Read, line: int, text: str, media: tuple[str, ...] | list[str]) -> None:
    """Name the pictures and sounds that are left out of a card."""
    if media:
        message = f"left out: {', '.join(dict.fromkeys(media))}"
        read.advice(line, text, message, "say in words what is to be seen or heard", "media")


def answered(read: Read, line: int, ask: str, text: str, more: Mapping[str, Value] = {}) -> dict[str, Value]:
    """The keys that say how a card is answered, out of an answer as plain text.

    Lines with bullets or numbers are a list, or points when they are long; what stands below a first line is
    a note, unless the prompt asks for several things.
    """
    own = dict(more)
    lines = [each.strip() for each in text.split("\n") if each.strip()]
    lines = [each for each in lines if any(map(str.isalnum, each))] or lines
    if len(lines) == 1 and _DASHES.match(lines[0]):
        lines = [each.strip() for each in re.split(r"(?:^| )(?=[-•] )", lines[0]) if each.strip()]
        read.advice(
            line, text, "the dashes in the answer are taken for a list", "make it an `answer:`", "parts"
        )
    before, bare, behind = _items(lines)
    if bare:
        if before or behind:
            message = "what stands beside the list of the answer is kept as a note"
            read.advice(line, text, message, "put a bullet before it if it is asked for", "lines")
        return {**_listed(read, line, bare), **with_note(own, "\n".join([*before, *behind]))}
    introduced = len(lines) > 1 and lines[0].endswith(":")
    if introduced:
        own, lines = with_note(own, lines[0]), lines[1:]
        message = "the line that ends in a colon is kept as a note; what is asked for stands below it"
        read.advice(line, text, message, "delete it there if it says nothing", "lines")
    if len(lines) > 1 and (introduced or _names_number(ask, len(lines)) or _SEVERAL.match(ask[:300])):
        message = f"the {len(lines)} lines of the answer are taken as a list"
        mend = "if the lines below the first only explain it, move them to `note:`"
        read.advice(line, text, message, mend, "lines")
        return {**_listed(read, line, list(map(_bare, lines))), **own}
    first = _bare(lines[0]) if len(lines) == 1 else lines[0]
    listed = _parts(ask, first) if len(lines) == 1 else []
    if listed:
        message = f"the {len(listed)} parts of the answer are taken as a list"
        read.advice(line, text, message, "make it an `answer:` if it is one name", "parts")
        return {**_listed(read, line, listed), **own}
    if len(lines) > 1:
        message = "what stands below the first line of the answer is kept as a note"
        mend = "if all lines are asked for, make them a `list:`"
        read.advice(line, text, message, mend, "lines")
    first, *others = _barred(read, line, first)
    key = key_of(read, line, first)
    given = own.pop("accept", ())
    accept = [*key.accept, *others, *(() if isinstance(given, str | Mapping) else given)]
    note = "\n".join(filter(None, (key.remark, *lines[1:])))
    return {**filled(answer=key.say, accept=accept), **with_note(own, note)}


def _barred(read: Read, line: int, text: str) -> list[str]:
    """The right answers that stand in one text with bars between them, as question banks have them."""
    parts = [each.strip() for each in text.split("|")]
    if len(parts) < 2 or not all(_NAMED.fullmatch(each) for each in parts):
        return [text]
    message = f"`{'`, `'.join(parts[1:])}` are taken for other right answers"
    read.advice(line, text, message, "if all are asked for, make them a `list:`", "bars")
    return parts


def _items(lines: list[str]) -> tuple[list[str], list[str], list[str]]:
    """Cut lines into what stands before a list, its items without their bullets, and what stands behind it.

    A list begins the answer, or stands below a line that ends in a colon or a comma. Numbers count from 1:
    a line may begin with a day of a month.
    """
    start = 1 if lines and lines[0].endswith((":", ",")) else 0
    items: list[str] = []
    for each in lines[start:]:
        match = _BULLET.match(each)
        if match is None or (match[1] and int(match[1]) not in (1, len(items) + 1)):
            break
        items.append(each[match.end() :])
    return (lines[:start], items, lines[start + len(items) :]) if len(items) > 1 else ([], [], [])


def _bare(text: str) -> str:
    """A line without its bullet; a number may be the day of a date, "17. Juni 1953", and stays."""
    match = _BULLET.match(text)
    return text[match.end() :] if match and not match[1] and text[0] != "+" else text


def _listed(read: Read, line: int, items: list[str]) -> dict[str, Value]:
    if max(len(each.split()) for each in items) > FEW_WORDS:
        return {"points": [{"say": each} for each in items]}
    keys = [key_of(read, line, each) for each in items]
    remarks = "; ".join(f"{key.say}: {key.remark}" for key in keys if key.remark)
    return filled(list=[key.item for key in keys], note=remarks)


def _parts(ask: str, text: str) -> list[str]:
    """The parts of an answer in one line: they are numbered, or the prompt asks for so many things.

    None when it is one answer, as it is with words between the commas that are more than names.
    """
    before, *numbered = re.split(r"(?:^|[,;]? (?:and )?)(\d{1,2})[.)] ", text)
    counted = numbered[::2] == list(map(str, range(1, len(numbered) // 2 + 1)))
    if len(numbered) > 3 and not before and counted:
        return [each.strip(" ,;") for each in numbered[1::2]]
    listed = [each.strip() for each in re.split(r", (?:and )?|; ", text) if each.strip()]
    if len(listed) == 1 and _names_number(ask, 2):
        listed = text.split(" and ")
    named = _names_number(ask, len(listed))
    told = named if len(listed) == 2 else named or _TOLD.search(ask) is not None
    short = all(len(each.split()) <= FEW_WORDS for each in listed)
    return listed if told and short and len(listed) > 1 else []


def _names_number(ask: str, number: int) -> bool:
    """Whether a prompt asks for so many things."""
    first = ask[:300].lower()
    return str(number) in re.findall(r"\d+", first) or (
        2 <= number <= 10 and re.search(rf"\b(?:{_NUMBERS[number - 2]})\b", first) is not None
    )


def key_of(read: Read, line: int, text: str) -> AnswerKey:
    """Cut an answer at its brackets: a name in them is another right answer, anything else a remark."""
    match = _BRACKET.fullmatch(text)
    if match is None or _SEVERAL_NAMES.search(match["before"]):
        return AnswerKey(text)
    before, inside, after = match["before"], match["inside"].strip(), match["after"]
    named = _is_name(inside) and not any(map(str.isdigit, before))
    if after.strip(" ."):
        if not (named and _is_name(before) and after.startswith(" ") and _is_name(after.strip())):
            return AnswerKey(text)
        # "Iosif (Joseph) Stalin" is also "Joseph Stalin"
        other = f"{before.rpartition(' ')[0]} {inside}{after}".strip()
        key, message = AnswerKey(f"{before}{after}", (other,)), f"`{other}` becomes another right answer"
        mend = "delete it under `accept:` if it is wrong"
    elif named:
        key, message = AnswerKey(before, (inside,)), f"`({inside})` becomes another right answer"
        mend = "move it from `accept:` to `note:` if it is a remark"
    else:
        key, message = AnswerKey(before, (), inside), f"`({inside})` is taken for a remark and kept as a note"
        mend = "move it to `accept:` if it is another right answer"
    read.advice(line, text, message, mend, "bracket")
    return key


def _is_name(text: str) -> bool:
    words = text.split()
    return 0 < len(words) <= MOST_NAME_WORDS and all(
        _PARTICLE.match(word)
        or (re.fullmatch(r"[^\W\d_][^\W\d]*[.’']?(?:[-.’'][^\W\d]+)*\.?", word) and word[0].isupper())
        for word in words
    )


def with_note(more: Mapping[str, Value], text: str, *, below: bool = False) -> dict[str, Value]:
    """Put a text in front of the note there is, or below it."""
    known = more.get("note")
    notes = (text, known if isinstance(known, str) else "")
    return {**more, **filled(note="\n".join(filter(None, reversed(notes) if below else notes)))}
