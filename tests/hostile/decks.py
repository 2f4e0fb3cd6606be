"""A deck, a case and a plan made to do harm: every text of theirs holds every attack, and loads."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Mapping
from pathlib import Path

from studykit.visible import HIDDEN, KEPT

TERMINAL = (
    "\x1b[2J\x1b[38;5;201mcsi\x1b[8m",
    "\x1b]8;;http://evil.example/\x07osc8\x1b]8;;\x07",
    "\x1b]52;c;ZXZpbA==\x1b\\osc52",
    "\x1bPdcs\x1b\\\x1bc",
    "\x9b31mc1\x9d52;c;ZQ==\x9c\x85",
    "bell\x07right\b\b\b\b\bwrong\rover\x7f\x00\x0e\x1f",
    "\u202egnorw\u202c\u2066x\u2069\u061c\u200e",
    "ze\u200bro\u2060wi\ufeffdth\u00ad\u180e\U000e0041\u2028\u2029\ufffe",
)
"""Control sequences, C1, bells and backspaces, overrides of the direction, and what cannot be seen."""

MARKUP = (
    "[bold red]rich[/bold red][link=http://evil.example/]x[/link][/]",
    "</title></style></script><script>alert(1)</script>",
    "<img src=http://evil.example/p.png onerror=alert(1)><svg/onload=alert(1)>",
    '" onmouseover="alert(1)" x=\'<iframe src=//evil.example></iframe>&lt;b&gt;&#60;i&#62;',
    "![p](http://evil.example/p.png)[l](javascript:alert(1))<http://evil.example/>`c`***b***__u__~~s~~$x$",
    "[sound:../../evil.mp3][latex]\\input{/etc/passwd}[/latex][$]x[/$][anki:play:q:0]",
    "=cmd|' /C calc'!A0;=1+1,@SUM(1)\t=2+2",
    "::t:: ~w =r #f %100%x -> y // c \\n ~~~",
    "../../../etc/passwd C:\\con.yaml %s%n {0} $(reboot) `id` ${HOME} !!python/object *a &a",
    "one\n# two\n---\nQ: three\nA: four\n=5\n\n|  six | seven |\n- eight",
)
"""HTML, Markdown, Rich, Anki, spreadsheets, GIFT, shells and paths."""

GAPS = "{{c1::gap::hint}} {{Question}} }} {{"
"""What only the text of a cloze may not hold, for there it means gaps."""

STARTS = ("=", "+", "-", "@", "＝", "#", "<b>", "1. ", "- ", "Q: ", "::", "[", "'", "|", "> ", "%50%")
"""How a text can begin so that some program takes it for more than a text."""


def hostile(start: str, number: int, *, gaps: bool = True) -> str:
    """Give a text with all attacks; `number` tells it from the others."""
    return f"{start}{number} " + " ".join((*TERMINAL, *MARKUP, *([GAPS] if gaps else [])))


def fewer(start: str, number: int, *, gaps: bool = True) -> str:
    """Give a text with a quarter of the attacks, those whose turn it is by its number."""
    every = (*TERMINAL, *MARKUP, *([GAPS] if gaps else []))
    return f"{start}{number} " + " ".join(every[number % 4 :: 4])


def key(start: str, number: int) -> str:
    """Give a text that can be a key, of which YAML reads a thousand letters."""
    return f"{start}{number} " + " ".join((*TERMINAL[:1], *TERMINAL[2:7], *MARKUP[:3]))


def write(folder: Path) -> None:
    """Write the deck `evil`, the case `evil-case` and the plan `evil-plan`, none of which has an error."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, values in (("evil", deck()), ("evil-case", case()), ("evil-plan", plan())):
        (folder / f"{name}.yaml").write_text(json.dumps(values, indent=1), encoding="ascii")


def _say(number: int) -> str:
    return hostile(STARTS[number % len(STARTS)], number)


def _name(number: int) -> str:
    return key(STARTS[number % len(STARTS)], number)


def case() -> Mapping[str, object]:
    return {
        "case": "evil-case",
        "title": _say(1),
        "region": "europe",
        "period": "1922/1929",
        "themes": {"office": _say(2)},
        "aliases": {_name(3): [_say(4)]},
        "distinct": [[_say(5), _say(6)]],
        "sources": {"work": {"title": _say(7), "author": _say(8), "year": _say(9)}},
        "contested": ["evil/answer-0"],
    }


def plan() -> Mapping[str, object]:
    return {
        "plan": "evil-plan",
        "title": _say(1),
        "case": "evil-case",
        "scope": "rise-of-a-leader",
        "period": "1922/1929",
        "answers": ["Evaluate the role of party institutions in one leader's rise to power.", _say(2)],
        "define": {_name(3): _say(4)},
        "thesis": _say(5),
        "arguments": [
            {
                "id": f"a{number}",
                "theme": "office",
                "side": side,
                "point": _say(6 + number),
                "evidence": ["evil/answer-0", "evil/points-0", f"evil/cloze-{number}"],
                "because": _say(7 + number),
                "perspective": {
                    "historian": _say(8 + number),
                    "view": _say(9 + number),
                    "verdict": _say(10 + number),
                },
                "limits": _say(11 + number),
            }
            for number, side in enumerate(("for", "against"))
        ],
        "conclusion": _say(12),
        "traps": [_say(number) for number in range(len(STARTS))],
    }


def deck() -> Mapping[str, object]:
    cards = [card for number, start in enumerate(STARTS) for card in _cards(number, start)]
    sources = {"notes": {"title": _say(0), "author": _say(1), "year": _say(2)}}
    return {
        "deck": "evil",
        "title": _say(3),
        "case": "evil-case",
        "themes": ["office"],
        "version": _say(4),
        "author": _say(5),
        "aliases": {_name(40): [_say(41)]},
        "sources": sources,
        "cards": cards,
    }


def few() -> Mapping[str, object]:
    """Give one card of each kind with shorter texts; trying the marking of the whole deck takes minutes."""
    return {**deck(), "deck": "few", "cards": _cards(20, STARTS[0], fewer)}


def _cards(number: int, start: str, attacked: Callable[..., str] = hostile) -> list[dict[str, object]]:
    """Give one card of each kind whose texts begin in one way."""
    texts = iter(range(100 * number + 100, 100 * number + 200))

    def say(*, gaps: bool = True) -> str:
        return attacked(start, next(texts), gaps=gaps)

    def about() -> dict[str, object]:
        return {
            "hint": say(),
            "note": say(),
            "date": "1922-04",
            "people": [say(), say()],
            "historian": say(),
            "quote": say(),
            "source": ["notes", "work"],
            "contested": say(),
        }

    wrong, group, other = (key(start, next(texts)) for _ in range(3))
    gap = f"{start.strip(':|')}gap{number} {TERMINAL[0]} {MARKUP[1]}"
    return [
        {
            "id": f"answer-{number}",
            "ask": say(),
            "answer": say(),
            "accept": [say(), say()],
            "reject": {wrong: say()},
            "back": {"ask": say(), "answer": say(), "hint": say(), "note": say()},
            **about(),
        },
        {"id": f"list-{number}", "ask": say(), "list": [[say(), say()], say()], **about()},
        {"id": f"order-{number}", "ask": say(), "order": [say(), say(), say()], **about()},
        {"id": f"choose-{number}", "ask": say(), "choose": [group, other], "answer": group, **about()},
        {"id": f"points-{number}", "ask": say(), "points": [{"say": say(), "accept": [say()]}], **about()},
        {"id": f"sort-{number}", "ask": say(), "sort": {group: [say()], other: [say()]}, **about()},
        {
            "id": f"cloze-{number}",
            "cloze": f"{say(gaps=False)} {{{{{gap}::{MARKUP[2]}}}}} {MARKUP[0]}",
            **about(),
        },
    ]


def acting(text: str) -> set[str]:
    """Give what of a text would act on a terminal, by its Unicode names; line ends are no harm."""
    found = {each for each in set(text) if each not in KEPT and unicodedata.category(each) in HIDDEN}
    return {unicodedata.name(each, f"U+{ord(each):04X}") for each in found}
