"""How long marking takes, each limit as a ratio: under 1 is within it.

Run: python -m tests.bench.marking_speed

Limits: a short answer 0.2 ms; a points card of 20 phrases with an answer of 600 letters 3 ms; 10,000 labelled
answers 5 s; any answer of 100 kB, whatever its letters, 0.2 s; loading and the first mark in a process 60 ms.
`rapidfuzz.fuzz.WRatio` on the same short answers says how fast the machine is just now.
"""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from itertools import cycle, islice

from rapidfuzz import fuzz

from studykit.__main__ import MOST_NEW
from studykit.cards import Card, CardId, Choice, Expected, Item, Listed, Ordered, Place, Points, Term
from studykit.marking import Vocabulary, mark
from tests.bench.labelled import LABELLED, questions, vocabulary_of

SHORT_ANSWERS = (
    "general secretary",
    "gen sec",
    "Genral Secretery",
    "I think he became the General Secretary of the Communist Party",
    "secretary of state",
    "not general secretary, he was Premier",
)
LONG_ANSWER = (
    "He controlled who was appointed in the Party, so the delegates owed him their votes. Trotsky was "
    "arrogant and had been a Menshevik, and because he missed the funeral he looked disrespectful. The "
    "Left wanted world revolution while Stalin offered socialism in one country, which tired members "
    "liked better. Zinoviev and Kamenev attacked Trotsky first and then joined him, so nobody trusted "
    "them; they were accused of factionalism and expelled in 1927. Bukharin did not see it coming, and "
    "when the grain crisis came Stalin dropped the NEP, outvoted the Right and took their posts away one "
    "by one."
)
PHRASES = (
    "He controlled appointments to Party posts",
    "He could fill congresses with delegates",
    "He ran the Secretariat",
    "Trotsky was arrogant",
    "Trotsky had been a Menshevik",
    "Trotsky missed Lenin's funeral",
    "Socialism in One Country was popular",
    "Members were tired of revolution",
    "It appealed to national pride",
    "Zinoviev and Kamenev were inconsistent",
    "They had attacked Trotsky before",
    "They were accused of factionalism",
    "Bukharin underestimated Stalin",
    "Bukharin feared the ban on factions",
    "The Right was outvoted",
    "Stalin changed policy when it suited him",
    "He dropped the NEP in 1928",
    "The grain crisis helped him",
    "He presented himself as Lenin's heir",
    "He controlled information about members",
)


LARGE = 100_000
LARGE_ANSWERS = {
    "prose": LONG_ANSWER + " ",
    "one word": "stalin",
    "commas": "no, ",
    "names": "Trotsky, Zinoviev and ",
    "years": "1924-29 or ",
    "ligatures": "\ufdfa",
    "accents": "e\u0301\u0302",
    "brackets": "((a) ",
    "denials": "not ",
    "lines": "a\n",
}
"""What is repeated up to 100 kB: letters that grow when they are normalised, and whatever is read closely."""


def card(name: str, kind: str, ask: str, expected: Expected) -> Card:
    """Makes a card of a deck that nobody reads."""
    identity = CardId(f"bench/{name}")
    return Card(identity, identity, "bench", kind, ask, expected, Place("bench", 1))


NAMES = tuple(map(Item, ("Trotsky", "Zinoviev", "Kamenev")))
SHORT = card(
    "post",
    "answer",
    "Which post did Stalin take up in 1922?",
    Term(Item("General Secretary", ("Secretary General",))),
)
LONG = card("rise", "points", "Why did Stalin win?", Points(tuple(map(Item, PHRASES)), 3))
CARDS = (
    SHORT,
    LONG,
    card("left", "list", "Name the leaders of the Left.", Listed(NAMES, 3)),
    card("order", "order", "Put in order.", Ordered(NAMES)),
    card("side", "choose", "Was Trotsky on the Left or the Right?", Choice(("Left", "Right"), "Left")),
)


def main() -> None:
    """Measures and prints."""
    gc.set_threshold(MOST_NEW)  # as the program sets it
    known = Vocabulary(CARDS)
    print(f"{'':34}{'measured':>12}{'limit':>10}{'ratio':>8}")
    ratio = each(lambda text: fuzz.WRatio(text, "General Secretary"), SHORT_ANSWERS, 20_000)
    print(f"{'WRatio on a short answer':34}{ratio:9.4f} ms")
    told("a short answer", each(lambda text: mark(SHORT, text, known), SHORT_ANSWERS, 2_000), 0.2)
    told(
        "a points card of 20 phrases", each(lambda text: mark(LONG, text, known), [LONG_ANSWER[:600]], 200), 3
    )
    told("10,000 labelled answers", many(10_000), 5_000)
    for name, part in LARGE_ANSWERS.items():
        answer = (part * (LARGE // len(part.encode()) + 1)).encode()[:LARGE].decode(errors="ignore")
        took = {one.kind: once(partial(mark, one, " " * at + answer, known)) for at, one in enumerate(CARDS)}
        slowest = max(took, key=lambda kind: took[kind])
        told(f"100 kB of {name} ({slowest})", took[slowest], 200)
    told("loading and the first mark", first_mark(), 60)


def told(name: str, measured: float, limit: float) -> None:
    print(f"{name:34}{measured:9.2f} ms{limit:7,.1f} ms{measured / limit:8.2f}")


def each(mark_one: Callable[[str], object], answers: Sequence[str], rounds: int) -> float:
    """Measures the milliseconds of one answer; spaces make each a new text, so that none is remembered."""
    texts = [answers[number % len(answers)] + " " * (1 + number // len(answers)) for number in range(rounds)]
    for answer in answers:
        mark_one(answer)
    return once(lambda: [mark_one(text) for text in texts]) / rounds


def once(run: Callable[[], object]) -> float:
    """Measures the milliseconds of the processor that something takes, without what was left before."""
    gc.collect()
    started = time.process_time()
    run()
    return 1e3 * (time.process_time() - started)


def many(count: int) -> float:
    """Measures the milliseconds of so many labelled answers, compiling of their cards included."""
    rows = []
    for path in sorted(LABELLED.glob("*.jsonl")):
        asked = list(questions(path))
        known = vocabulary_of(path, asked)
        rows += [(question.card, answer["text"], known) for question in asked for answer in question.answers]
    return once(lambda: [mark(*row) for row in islice(cycle(rows), count)])


def first_mark() -> float:
    """Measures the milliseconds of the processor that loading the package and the first mark take."""
    code = "import time; from rapidfuzz import fuzz; import studykit.cards; started = time.process_time()\n"
    code += "from studykit.cards import *; from studykit.marking import Vocabulary, mark\n"
    code += f"card = {SHORT!r}\n"
    code += "mark(card, 'Genral Secretery', Vocabulary([card]))\nprint(1e3 * (time.process_time() - started))"
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    runs = [
        subprocess.run(
            [sys.executable, "-c", code], check=True, capture_output=True, text=True, env=environment
        )
        for _ in range(5)
    ]
    return min(float(run.stdout) for run in runs)


if __name__ == "__main__":
    main()
