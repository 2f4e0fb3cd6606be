"""Write again what `studykit/english/data` has in tables: `words.txt`, every listed word with its Snowball
stem, and `names.txt`, the lines of `synonyms.txt` on which each stem and phrase stands.

Run: python -m tests.bench.word_stems [--check]

Words are those of the table itself and of `forms.tsv`; to add one, write it on a line of its own and run
this.
A word marked `name` has a stem but counts as no ordinary word (a country may be a name). `--check` writes
nothing and says whether the files are as this makes them.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from pathlib import Path

import snowballstemmer

from studykit.english.thesaurus import lines, names_of

DATA = Path(__file__).parents[2] / "studykit" / "english" / "data"
SPELLINGS = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"is(ation|ations|ed|es|ing|e|er|ers)$", r"iz\1"),
        (r"ys(ed|es|ing|e)$", r"yz\1"),
        (r"^(.{2,})our(s|ed|ing|able|ite|ful|less|ist|ists|al)?$", r"\1or\2"),
        (r"^(cent|theat|met|fib|lit|manoeuv)re(s|d)?$", r"\1er\2"),
        (r"ogue(s)?$", r"og\1"),
        (r"^(def|off|lic|pret)ence(s)?$", r"\1ense\2"),
        (r"^programme(s|d)?$", r"program\1"),
        (r"oeu", "eu"),
        (r"^grey", "gray"),
        (r"^sceptic", "skeptic"),
        (r"^judgement", "judgment"),
        (r"(?<=[bcdfghjklmnpqrstvwxz])ae(?=[a-z]{2})", "e"),
        (r"(?<=[aeiou])ll(ment|ments)$", r"l\1"),
    )
)
"""British spellings, and the American ones under which they share a stem."""


def main() -> None:
    for name, make in (("words.txt", table), ("names.txt", index)):
        written, path = make(), DATA / name
        if "--check" not in sys.argv[1:]:
            path.write_text(written, encoding="ascii")
            print(f"{name}: {written.count(chr(10)):,} rows")
        elif path.read_text(encoding="ascii") != written:
            sys.exit(f"{name} is not as this makes it")


def index() -> str:
    """Makes the index of the synonyms: the name of a word or phrase a line, and the numbers of its lines."""
    found: dict[str, dict[int, None]] = defaultdict(dict)
    for number, line in enumerate(lines()):
        if line and line[0] not in "#=":
            for side in line.removeprefix("><").split("|"):
                for name in names_of(side):
                    found[name][number] = None
    return "".join(f"{name}\t{' '.join(map(str, found[name]))}\n" for name in sorted(found))


def table() -> str:
    """Makes the table: a word a line, its stem after a tab where it is another, `name` where it is none."""
    listed = [line.split("\t") for line in (DATA / "words.txt").read_text(encoding="ascii").splitlines()]
    names = {row[0] for row in listed if row[2:] == ["name"]}
    words = {row[0] for row in listed}
    forms, kept = irregular()
    stems = Stems(words - names, forms, kept)
    lines = []
    for word in sorted(words | forms.keys() | set(forms.values())):
        base = stems.of(word)
        row = [word, base if base != word or word in names else ""]
        lines.append("\t".join([*row, "name"] if word in names else row).rstrip("\t"))
    return "\n".join(lines) + "\n"


def irregular() -> tuple[dict[str, str], set[str]]:
    """Reads form -> base, and the words that keep their own form."""
    forms: dict[str, str] = {}
    kept: set[str] = set()
    for line in (DATA / "forms.tsv").read_text(encoding="ascii").splitlines():
        if not line.startswith("#"):
            base, _, others = line.partition("\t")
            forms.update(dict.fromkeys(others.split(), base))
            if not others:
                kept.add(base)
    return forms, kept


class Stems:
    """Snowball's stems, with what a stemmer does not know of English put right."""

    def __init__(self, ordinary: set[str], forms: dict[str, str], kept: set[str]) -> None:
        self._ordinary, self._forms, self._kept = ordinary, forms, kept
        self._bases = {*forms.values(), *kept}
        self._stemmer = snowballstemmer.stemmer("english")

    def of(self, word: str) -> str:
        if word.endswith("ly") and word[:-2] in self._ordinary and word not in self._bases:
            word = word[:-2]
        word = self._forms.get(word, word)
        base = word
        for pattern, replacement in SPELLINGS:
            base = pattern.sub(replacement, base)
        base = self._forms.get(base, base)
        if len(base) <= 3 or base in self._kept:
            return base
        if base.endswith("ism"):  # Marxism and Marxist are one, nationalism and nation are not
            base = base[:-1] + "t"
        return str(self._stemmer.stemWord(base))


if __name__ == "__main__":
    main()
