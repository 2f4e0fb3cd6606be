"""The normal form of what was typed, and its tokens: everything else in marking reads these only."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_QUOTES = str.maketrans({**dict.fromkeys("’‘ʼʹ′`´＇ˈ", "'"), **dict.fromkeys("“”„«»″", '"')})
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−﹣－", "-"))
_OTHERS = str.maketrans(
    {"ß": "ss", "ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "\u2044": "/"}
)
_IGNORED = {"Mn", "Me", "Cf"}

_TOKEN = re.compile(
    r"""
      (?P<number>
          (?<![\d/])\d{1,2}(?P<sep>[/.-])\d{1,2}(?P=sep)(?:\d{4}|\d\d)(?![\d/.-])
        | (?<![\d/])\d{1,2}/\d{4}(?!\d) | \d{4}-\d{1,2}-\d{1,2}(?!\d)
        | (?<![\d,.])\d{1,3}(?:[,\ .]\d{3})+(?![\d])
        | (?<![^\W_])'\d\d?s?(?![^\W_])
        | \d+(?:[.,]\d+)?
      )
    | (?P<word>[^\W\d_]+(?:'[^\W\d_]+)*'?)
    | (?P<mark>[,;:.!?/()&=+\n>|"%-]|→)
    """,
    re.VERBOSE,
)

_DOTTED = re.compile(r"(?<![^\W\d_])(?:(?:[^\W\d_]\.){2,}[^\W\d_]?(?![^\W\d_])|[^\W\d_]\.(?= \w))")
"""Letters with dots after them: N.E.P., R. C. Tucker."""

_SPELT_OUT = {
    "dont": "do not", "didnt": "did not", "doesnt": "does not", "wasnt": "was not", "werent": "were not",
    "isnt": "is not", "arent": "are not", "couldnt": "could not", "wouldnt": "would not",
    "shouldnt": "should not", "cant": "can not", "cannot": "can not", "wont": "will not", "hadnt": "had not",
    "hasnt": "has not", "havent": "have not", "aint": "is not", "n't": "not",
    "ive": "i have", "im": "i am", "theyd": "they would", "hed": "he would", "theyve": "they have",
    "w": "with", "bc": "because", "cos": "because", "cuz": "because", "coz": "because", "becuz": "because",
    "becuase": "because", "becasue": "because", "beacuse": "because", "becouse": "because",
    "becuse": "because", "bcos": "because", "aganst": "against", "agianst": "against", "wich": "which",
    "wiht": "with", "thier": "their", "tho": "though", "altho": "although", "wanna": "want to",
    "gonna": "going to", "gotta": "got to", "mustnt": "must not", "theyll": "they will",
    "u": "you", "thru": "through", "govt": "government", "gov": "government", "ppl": "people",
    "govs": "government", "btw": "by the way", "agst": "against", "abt": "about", "w/o": "without",
    "ussr": "soviet union", "sov": "soviet", "pm": "prime minister", "cc": "central committee",
    "gensec": "general secretary", "gensek": "general secretary", "wwi": "first world war",
    "wwii": "second world war", "ww1": "first world war", "ww2": "second world war",
    "uk": "united kingdom", "gb": "great britain", "usa": "united states", "dunno": "do not know",
}  # fmt: skip
_CUT_ENDINGS = ("'s", "'d", "'ll", "'ve", "'re", "'m")


@dataclass(frozen=True, slots=True)
class Token:
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
    lines = (
        " ".join(re.sub(r"[\x00-\x09\x0b-\x1f\x7f`]", _control, line).split()) for line in text.split("\n")
    )
    return "\n".join(line for line in lines if line)


def _control(match: re.Match[str]) -> str:
    return "'" if match[0] == "`" else " "


def _without_dots(match: re.Match[str]) -> str:
    return match[0].replace(".", "")


@lru_cache(maxsize=4096)
def tokens(text: str) -> tuple[Token, ...]:
    """Splits a text into words, numbers and marks; contractions are spelt out, soft signs are dropped."""
    found: list[Token] = []
    for match in _TOKEN.finditer(_DOTTED.sub(_without_dots, normalise(text))):
        kind = "number" if match["number"] else "word" if match["word"] else "mark"
        if kind == "word":
            found.extend(_words(match[0], match.start()))
        else:
            found.append(Token(match[0], kind, match.start()))
    return tuple(found)


def _words(written: str, start: int) -> list[Token]:
    """Lists the words that one written word stands for."""
    possessive = False
    rest: list[str] = []
    if "'" in written:
        if written.endswith("n't"):
            written, rest = written[:-3].replace("ca", "can") if written == "can't" else written[:-3], ["not"]
            written = {"wo": "will", "sha": "shall", "ai": "is"}.get(written, written)
        else:
            for ending in _CUT_ENDINGS:
                if written.endswith(ending):
                    possessive = ending == "'s"
                    written = written.removesuffix(ending)
            if written.endswith("s'"):
                possessive = True
        written = written.replace("'", "")
    words = _SPELT_OUT.get(written, written).split() + rest
    return [Token(word, "word", start, possessive) for word in words]
