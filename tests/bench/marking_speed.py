"""How long marking takes, beside `rapidfuzz.fuzz.WRatio` on the same answers in the same run.

    python tests/bench/marking_speed.py [ROUNDS]

Targets: a short answer 0.3 ms (or 60 microseconds more than WRatio); a points card with 20 phrases and an
answer of 600 letters 3 ms; 10,000 answers 5 s; an answer of 100,000 letters 200 ms.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Sequence

from rapidfuzz import fuzz

from studykit.cards import Card, CardId, Expected, Item, Place, Points, Term
from studykit.marking import Vocabulary, mark

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


def card(name: str, kind: str, ask: str, expected: Expected) -> Card:
    """Make a card of a deck that nobody reads."""
    return Card(
        CardId(f"bench/{name}"), CardId(f"bench/{name}"), "bench", kind, ask, expected, Place("bench", 1)
    )


SHORT = card(
    "post",
    "answer",
    "Which post did Stalin take up in 1922?",
    Term(Item("General Secretary", ("Secretary General",))),
)
LONG = card("rise", "points", "Why did Stalin win?", Points(tuple(map(Item, PHRASES)), 3))


def each(mark_one: Callable[[str], object], answers: Sequence[str], rounds: int) -> float:
    """Give the microseconds one answer takes; spaces make each a new text, so that none is remembered."""
    texts = [answers[number % len(answers)] + " " * (1 + number // len(answers)) for number in range(rounds)]
    for answer in answers:
        mark_one(answer)
    started = time.perf_counter()
    for text in texts:
        mark_one(text)
    return 1e6 * (time.perf_counter() - started) / rounds


def first_mark() -> float:
    """Give the milliseconds that loading the package and the first mark add to starting Python."""
    code = "from tests.bench.marking_speed import SHORT; from studykit.marking import Vocabulary, mark\n"
    run = "mark(SHORT, 'Genral Secretery', Vocabulary.of([SHORT]))"

    def seconds(script: str) -> float:
        started = time.perf_counter()
        subprocess.run([sys.executable, "-c", script], check=True)
        return time.perf_counter() - started

    return 1e3 * min(
        seconds(code + run) - seconds("from rapidfuzz import fuzz; import studykit.cards") for _ in range(5)
    )


def main(rounds: int = 2000) -> None:
    """Measure and print."""
    known = Vocabulary.of([SHORT, LONG])
    ratio = each(lambda text: fuzz.WRatio(text, "General Secretary"), SHORT_ANSWERS, rounds)
    print(f"WRatio, a short answer            {ratio:8.1f} microseconds")
    short = each(lambda text: mark(SHORT, text, known), SHORT_ANSWERS, rounds)
    print(f"a short answer                    {short:8.1f} microseconds")
    long = each(lambda text: mark(LONG, text, known), [LONG_ANSWER[:600]], rounds // 10)
    print(f"a points card, 20 phrases         {long / 1e3:8.2f} ms")
    print(f"10,000 answers, one in ten long   {(9 * short + long) / 1e3:8.2f} s")
    for name, one in (("short", SHORT), ("points", LONG)):
        started = time.perf_counter()
        mark(one, (LONG_ANSWER + " ") * (100_000 // len(LONG_ANSWER)), known)
        print(f"100,000 letters, {name:<17}{1e3 * (time.perf_counter() - started):8.1f} ms")
    print(f"loading and the first mark        {first_mark():8.1f} ms")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
