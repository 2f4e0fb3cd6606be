"""The normal form of what was typed, its small words in English, and its tokens: all that marking reads."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

_QUOTES = str.maketrans({**dict.fromkeys("’‘ʼʹ′`´＇ˈ", "'"), **dict.fromkeys("“”„«»″", '"')})
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−﹣－", "-"))
_OTHERS = str.maketrans(
    {"ß": "ss", "ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "\u2044": "/"}
)
_IGNORED = {"Mn", "Me", "Cf"}
_CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")

_TOKEN = re.compile(
    r"""
      (?P<word>[^\W\d_]+(?:'[^\W\d_]+)*'?)
    | (?P<number>
          (?<![\d/])\d{1,2}(?P<sep>[/.-])\d{1,2}(?P=sep)(?:\d{4}|\d\d)(?![\d/.-])
        | (?<![\d/])\d{1,2}/\d{4}(?!\d) | \d{4}-\d{1,2}-\d{1,2}(?!\d)
        | (?<![\d,.])\d{1,3}(?:[,\ .]\d{3})+(?![\d])
        | (?<![^\W_])'\d\d?s?(?![^\W_])
        | \d+(?:[.,]\d+)?
      )
    | (?P<mark>[,;:.!?/()&=+\n>|"%-]|→)
    """,
    re.VERBOSE,
)

_DOTTED = re.compile(r"(?<![^\W\d_])(?:(?:[^\W\d_]\.){2,}[^\W\d_]?(?![^\W\d_])|[^\W\d_]\.(?= \w))")
"""Letters with dots after them: N.E.P., R. C. Tucker."""

_NOT = re.compile(r"(do|did|does|was|were|is|are|could|would|should|had|has|have|must|need)n'?t")
_SPELT_OUT = {
    "cant": "can not", "cannot": "can not", "wont": "will not", "aint": "is not", "ive": "i have",
    "im": "i am", "theyd": "they would", "hed": "he would", "w": "with", "bc": "because", "cos": "because",
    "cuz": "because", "coz": "because", "agianst": "against", "wich": "which", "wiht": "with",
    "tho": "though", "wanna": "want to", "gonna": "going to", "gotta": "got to", "u": "you",
    "thru": "through", "govt": "government", "gov": "government", "ppl": "people", "abt": "about",
    "ussr": "soviet union", "pm": "prime minister", "cc": "central committee",
    "gensec": "general secretary", "wwi": "first world war", "wwii": "second world war",
    "ww1": "first world war", "ww2": "second world war",
    "uk": "united kingdom", "gb": "great britain", "usa": "united states", "dunno": "do not know",
}  # fmt: skip
_CAPITALS = re.compile(r"\bU\.?S\.?(?![\w.])")
"""What is a word only in capitals: "us" is another."""
_CUT_ENDINGS = ("'s", "'d", "'ll", "'ve", "'re", "'m")


class Token(NamedTuple):
    """A word, a number or a mark of an answer, in normal form.

    `start` is where it stands in the normal form; `possessive` says that an 's was cut off ("Kamenev's").
    """

    text: str
    kind: str  # "word" | "number" | "mark"
    start: int
    possessive: bool = False


@lru_cache(maxsize=4096)
def normalise(text: str) -> str:
    """Normalises: one case, one kind of quote, dash and space, Latin letters without accents.

    Normalising twice changes nothing.
    """
    text = _CAPITALS.sub("united states", text)
    if text.isascii():
        return _one_space(text.casefold())
    for _ in range(3):
        plain = unicodedata.normalize("NFKD", text.translate(_QUOTES).translate(_DASHES)).casefold()
        plain = "".join(letter for letter in plain if unicodedata.category(letter) not in _IGNORED)
        plain = plain.translate(_OTHERS).translate(_QUOTES).translate(_DASHES)
        if plain == text:
            break
        text = plain
    return _one_space(text)


def _one_space(text: str) -> str:
    plain = _CONTROLS.sub(" ", text.replace("`", "'"))
    lines = (" ".join(line.split()) for line in plain.split("\n"))
    return "\n".join(line for line in lines if line)


@lru_cache(maxsize=4096)
def tokens(text: str, language: str = "") -> tuple[Token, ...]:
    """Splits a text into words, numbers and marks; contractions are spelt out, soft signs are dropped."""
    found: list[Token] = []
    plain = _DOTTED.sub(lambda dotted: dotted[0].replace(".", ""), normalise(in_english(text, language)))
    for match in _TOKEN.finditer(plain):
        written, kind = match[0], match.lastgroup
        if kind != "word":
            found.append(Token(written, "mark" if kind == "mark" else "number", match.start()))
        elif "'" in written or written.endswith("nt") or written in _SPELT_OUT:
            found.extend(_words(written, match.start()))
        else:
            found.append(Token(written, "word", match.start()))
    return tuple(found)


def _words(written: str, start: int) -> list[Token]:
    """Lists the words that one written word stands for."""
    if denied := _NOT.fullmatch(written):
        written = f"{denied[1]} not"
    bare = next((written.removesuffix(end) for end in _CUT_ENDINGS if written.endswith(end)), written)
    bare = bare.replace("'", "")
    possessive = written.endswith(("'s", "s'"))
    return [Token(word, "word", start, possessive) for word in _SPELT_OUT.get(bare, bare).split()]


# Other languages

_DATA = Path(__file__).with_name("data")
_ROMAN = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx xxi".split()
_SCALES = {1_000: "thousand", 1_000_000: "million", 1_000_000_000: "billion"}
_END = r" *(?:[,;.:!?\n]|$)"
_GAP = r"((?: [^\s,;.:!?]+){0,3}?) "


@lru_cache(maxsize=4096)
def in_english(text: str, language: str) -> str:
    """Reads the small words, months and number words of another language as those of English.

    What a word means is left alone, so that the rules of English hold for what is denied, when and how many.

    Args:
        text: a text. language: "es", "fr" or "de"; of a text in English ("") nothing is changed.
    """
    if not language:
        return text
    text = normalise(text)
    for pattern, english in _steps(language):
        text = pattern.sub(english, text)
    return text


@cache
def rows_of(language: str) -> Mapping[str, list[str]]:
    """Reads the table of a language: English, or what a row is for, -> the words of the language."""
    rows: dict[str, list[str]] = defaultdict(list)
    for line in (_DATA / f"{language}.txt").read_text(encoding="utf-8").splitlines():
        if line and line[0] != "#":
            english, _, entries = line.partition(": ")
            rows[english] += map(normalise, entries.split(";"))
    return rows


@cache
def _steps(language: str) -> list[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]]:
    """Makes what is replaced in a text, in this order."""
    rows = dict(rows_of(language))
    elided, th, tens, decade, link, last, _ = (
        rows.pop(name, []) for name in ("'", "th", "s", "decade", "+", "last", "ending")
    )
    numbers = {word: int(name) for name in list(rows) if name.isdigit() for word in rows.pop(name)}
    read = {entry: english for english, entries in rows.items() for entry in entries}
    gaps = {entry: read.pop(entry) for entry in list(read) if "~" in entry}
    phrases = [entry for entry in read if " " in entry or "." in entry]
    number, links = _any(numbers), _any(link)
    joint = rf"(?: ?- ?|[ -]?{links}[ -]?| )?"
    said = rf"(?P<phrase>{_any(phrases)})|(?P<number>{number}(?:{joint}{number})*(?!\.? \d{{4}}))|[^\W\d_]+"
    words = {entry.rstrip("."): english for entry, english in read.items()}

    def small(match: re.Match[str]) -> str:
        parts = re.findall(rf"{number}|{links}", match["number"] or "")
        if len(parts) < 2 and match[0] in words:
            return words[match[0]]
        scale = bool(re.search(r"\d $", match.string[: match.start()]))
        return _counted(parts, numbers, after_digits=scale) if parts else match[0]

    def century(match: re.Match[str]) -> str:
        count = match[1] or match[2]
        return f"{count if count.isdigit() else _ROMAN.index(count) + 1}th century"

    count = rf"({_any(_ROMAN)}|\d\d?)(?:th|e|eme)?"
    denial = _any(dict.fromkeys(words[each] for each in last if each in words))
    opener = r"(?:and|or|but|because|that|if|who|which)\b"
    steps: list[tuple[str, str | Callable[[re.Match[str]], str]]] = [
        (rf"\b({_any(elided)})'(?=\w)", r"\1e "),
        (rf"\b(\d{{1,2}})(?:\.?{_any(th)}\b|\.(?= ?[a-z]))", r"\1th"),
        (rf"(?<!\w)(?:{said})(?!\w)", small),
        *(
            (rf"\b{_GAP.join(words.get(part, part) for part in gap.split(' ~ '))}\b", rf"{before}\1{after}")
            for gap, english in gaps.items()
            for before, _, after in [english.partition(" ~")]
        ),
        (
            rf"((?:^|[,;.:!?\n]|\b{opener}) *)((?:(?!\b{opener})[^,;.:!?\n])+?) {denial}"
            rf"(?=(?: \w+(?:en|t))?{_END})",
            r"\1not \2",
        ),
        (rf"\b(\d*0){_any(tens)}\b|\b{_any(decade)} (?:of )?(\d*0)\b", r"\1\2s"),
        (rf"\bcentury\.? {count}\b|\b{count} century", century),
    ]
    return [(re.compile(pattern), english) for pattern, english in steps]


def _any(entries: Iterable[str]) -> str:
    """Makes a pattern of words, the longest first; a dot at the end is the end of a clause."""
    longest_first = map(re.escape, sorted(entries, key=len, reverse=True))
    found = "|".join(longest_first).replace(r"\.", f"(?={_END})")
    return f"(?:{found or '(?!)'})"


def _counted(parts: Iterable[str], numbers: Mapping[str, int], *, after_digits: bool) -> str:
    """Adds up number words, several where they do not go together; a scale after digits (30 mil) is named."""
    found: list[str] = []
    total = part = 0
    begun = linked = False
    for word in parts:
        value = numbers.get(word)
        if value is None:
            linked = True
            continue
        if after_digits and not begun and not found and value in _SCALES:
            found.append(_SCALES[value])
            continue
        more = added(total, part, value, linked=linked) if begun else None
        if begun and more is None:
            found += [f"{total + part}", *(["and"] if linked else [])]
        total, part = more or added(0, 0, value, linked=False) or (0, 0)
        begun, linked = True, False
    return " ".join([*found, f"{total + part}"] if begun else found)


def added(total: int, part: int, value: int, *, linked: bool) -> tuple[int, int] | None:
    """Adds a number word to a number, in thousands and what is left; None where it begins another number."""
    low = part % 100
    if value in _SCALES:
        return ((total + part or 1) * value if value > total else total + (part or 1) * value), 0
    if value == 100 and part < 100:
        return total, (part or 1) * 100
    if value == 20 and low == 4 and not linked:  # quatre-vingt
        return total, part + 76
    backwards = linked and 1 <= low <= 9 and value in range(20, 100, 10)  # einundzwanzig
    beyond = low in (60, 80) and 10 <= value < 20  # soixante-dix
    return (total, part + value) if backwards or beyond or not part % 10 ** len(str(value)) else None
