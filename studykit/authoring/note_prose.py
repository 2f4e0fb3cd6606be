"""Cards from sentences of prose: dates, terms in quotation marks, names, and what follows a "because".

A gap asks for what the rest of the sentence tells: never for what the whole page is about, never for a word
that only describes another.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from studykit.authoring.note_lines import Context, FoundCard, NoteLine, sentences
from studykit.authoring.note_rules import (
    DATE,
    LONGEST_POINT,
    LONGEST_SENTENCE,
    about_of,
    alone,
    date_gaps,
    not_a_fact,
    stands,
)
from studykit.decks.same import fold

LEAST_TOLD = 8
"""Words of a sentence besides its gap that tell what is asked for."""

LONGEST_QUOTED = 5
"""Words in quotation marks that can be a term; more are a quotation."""

SHORTEST_REASON = 3
"""Words of a reason or a consequence that is worth asking for."""

_NAME = r"[A-Z][\w’'-]*[a-z]\w*(?: (?:of |the |in )?(?:[A-Z]\.|[A-Z][\w’'-]*))*"
_NAMES = re.compile(rf"(?<![\w’'-])({_NAME})")
_GENITIVE = re.compile(r"[’'](?:s\b)?")
_QUOTED = re.compile(r"[“\"‘]\s?([A-Za-z][\w -]{2,40}?)[”\"’](?![\w])")
_SERIES = re.compile(rf"((?:{_NAME})(?:, (?:{_NAME}))+,? and (?:{_NAME}))(?=[,.;:)]|$)")
_BETWEEN = re.compile(r",? and |, ")
_REASON = re.compile(
    r"(?P<sign>,? (?:because|due to|since|in order to|so that|meaning that|which meant(?: that)?"
    r"|which allowed \w+ to|allowing \w+ to|that allowed \w+ to|which is why|by(?= \w+ing\b)"
    r"|through(?= (?:a|an|the|his|her|their)\b)|(?:was|were|is|are) able to|could not|failed to|believed that"
    r"|promised|claimed|called for|used (?:his|her|their|it) \w+ to)"
    r"|, (?:as|so|thus|giving|leaving|whereby|making|eliminating|pointing out|appearing)) (?P<said>\w.+)"
)
_CLAUSE = re.compile(
    r" – | — |; |, (?=(?:and(?! [A-Z])|but|as|so|which|who|while|whilst|whereas|however|although|with|along"
    r"|particularly|initially|effectively|\w+ing)\b)"
)
_REPORTED = re.compile(r"\b(?:wrote|said|told)\b.{0,40}[“\"]")


_NO_NOUNS = frozenset(
    "about after against although among around became because become before began behind between could "
    "despite during except might never often should since their there these those through towards under "
    "until where whereas which while whose within without would wrote".split()
)
"""Small words that follow a name without being described by it."""

OPENERS = frozenset(
    "After Although As At Because Before Besides But By Despite During For From Furthermore Had However If "
    "In Later On Once Overall Since Still Then Though Thus Under Unlike When While With Yet".split()
)
"""Words that begin a sentence with a capital and belong to no name."""


def commonest(lines: Sequence[NoteLine]) -> frozenset[str]:
    """What a page is about, folded: the names in its headings, and the three that it has most often."""
    headed = [word for line in lines if line.is_heading for word in re.findall(r"[A-Z][\w-]+", line.text)]
    counts = Counter(name for line in lines if not line.is_heading for name in _names(line.text))
    most = [name for name, times in counts.most_common(3) if times > 3]
    return frozenset(fold(name) for name in (*headed, *most))


def prose(lines: Sequence[NoteLine], at: int, context: Context) -> Iterator[FoundCard]:
    """Sentences that stand alone: each asks for a date, a term or a name, and for its reason or result."""
    line = lines[at]
    if not_a_fact(line.text):
        return
    for sentence in sentences(line.text):
        text = alone(line, sentence, context)
        if text is None or text.endswith(":") or _REPORTED.search(text):
            continue
        short = text if len(text) <= LONGEST_SENTENCE else _first_clauses(text)
        about = about_of(line, context)
        if text != sentence and context.is_person(about) and not DATE.search(sentence):
            yield FoundCard({"cloze": f"{{{{{about}|{about.split()[-1]}}}}}: {sentence}"})
        elif short:
            # the best card of a sentence: dates, else names in a row, a term in quotation marks, or a name
            yield from (
                [*date_gaps(short)] or [*_series(short)] or [*_quoted(short)] or [*_named(short, context)]
            )
        if text == sentence:
            yield from _reason(text)


def _first_clauses(text: str) -> str | None:
    """As many clauses of a long sentence as a prompt holds; None when its first one is too long."""
    ends = [each.start() for each in _CLAUSE.finditer(text) if each.start() <= LONGEST_SENTENCE]
    cut = text[: ends[-1]] if ends else ""
    # a cut inside quotation marks or brackets leaves half of them
    whole = all(cut.count(left) == cut.count(right) for left, right in ("()", "“”"))
    whole = whole and cut.count("‘") <= cut.count("’")
    return f"{cut}." if whole and len(cut.split()) > LEAST_TOLD else None


def _series(text: str) -> Iterator[FoundCard]:
    """Three names or more, one after another, are to be listed."""
    match = _SERIES.search(text)
    if match is None or len(text[: match.start()].split()) < 5:
        return
    items = [item for item in _BETWEEN.split(match[1]) if item]
    before = text[: match.start()].rstrip(' (“‘"')
    if 3 <= len(items) <= 6 and not any(stands(item, before) for item in items):
        yield FoundCard({"ask": f"{before} …", "list": list(items)})


def _quoted(text: str) -> Iterator[FoundCard]:
    for match in _QUOTED.finditer(text):
        term = match[1].strip()
        rest = f"{text[: match.start()]} {text[match.end() :]}"
        is_term = term != term.lower() or " " in term
        told = len(term.split()) <= LONGEST_QUOTED and len(rest.split()) >= LEAST_TOLD
        if is_term and told and not stands(term, rest):
            yield _gap(text, match.start(1), term)
            return


def _gap(text: str, start: int, answer: str) -> FoundCard:
    end = start + len(answer)
    return FoundCard({"cloze": f"{text[:start]}{{{{{answer}}}}}{text[end:]}"})


def _named(text: str, context: Context) -> Iterator[FoundCard]:
    """The first name of several words, or the first of one, that the rest of the sentence tells."""
    usable = []
    for match in _NAMES.finditer(text):
        start, name = _without_opener(match.start(1), match[1], context)
        rest = f"{text[:start]} {text[start + len(name) :]}"
        poor = len(rest.split()) < LEAST_TOLD or _is_poor(name, start, text, context)
        if not poor and not stands(name, rest):
            usable.append((" " not in name, start, name))
    if usable:
        _, start, name = min(usable)
        yield _gap(text, start, name)


def _without_opener(start: int, name: str, context: Context) -> tuple[int, str]:
    """A name without a word that only begins its sentence ("After Lenin", "The Party") or a genitive."""
    first, space, rest = name.partition(" ")
    while start == 0 and space and (first.lower() in context.words or first in OPENERS):
        start, name = start + len(first) + 1, rest
        first, space, rest = name.partition(" ")
        if first[:1].islower():  # "As the NEP"
            start, name = start + len(first) + 1, rest
            break
    return start, _GENITIVE.split(name)[0] if _GENITIVE.search(name) and "-" not in name else name


def _is_poor(name: str, start: int, text: str, context: Context) -> bool:
    """Whether a name says nothing: the page's subject, common words, or one that describes the next word."""
    words = name.split()
    if fold(name) in context.subjects:
        return True
    if all(fold(word) in context.subjects or word.lower() in context.words for word in words):
        return True
    if len(words) > 1:
        return False
    begins = start == 0 or text[:start].endswith(": ")
    if begins and (name not in context.names or name in OPENERS):
        return True
    following = re.match(r" ([a-z]+)", text[start + len(name) :])
    return following is not None and _describes(name, following[1], text[:start], context)


def _describes(name: str, following: str, before: str, context: Context) -> bool:
    """Whether a name is said of the word that follows it, as in "the Roman population"."""
    noun = re.search(r"(?:ed|ing|s|ly)$", following) is None and following not in _NO_NOUNS
    article = r"\b(?:an?|[Tt]he)\s$" if len(following) > 4 and noun else r"\ban?\s$"
    adjective = re.search(r"(?:ian|ist|ish|ean|-era)$", name)
    known = following in context.words_after_names.get(name, frozenset())
    return bool(re.search(article, before) or adjective or known)


def _reason(text: str) -> Iterator[FoundCard]:
    """A sentence up to its "because", "allowing him to", "by ...ing" asks for what stands behind it."""
    match = next((each for each in _REASON.finditer(text) if len(text[: each.start()].split()) >= 4), None)
    if match is None:
        return
    before, said = text[: match.end("sign")], _CLAUSE.split(match["said"])[0].strip(" .,;")
    if len(said.split()) < SHORTEST_REASON:
        said = match["said"].strip(" .,;")
    # "him master of the party", and a list that is only begun
    poor = re.match(r"(?:him|her|them|it)\b", said) is not None or ":" in said
    whole = not poor and before.count("(") == before.count(")") and said.count("(") == said.count(")")
    fits = SHORTEST_REASON <= len(said.split()) <= LONGEST_POINT and len(before) <= LONGEST_SENTENCE
    if whole and fits and _NAMES.search(f" {before}") and not stands(said, before):
        yield FoundCard({"ask": f"{before} …", "points": [{"say": said}]})


def _names(text: str) -> list[str]:
    found = []
    for match in _NAMES.finditer(text):
        bare = _GENITIVE.split(match[1])[0]
        found.append(bare)
        found += [word for word in bare.split()[1:] if word[:1].isupper()][-1:]
    return found


def described(lines: Sequence[NoteLine]) -> dict[str, frozenset[str]]:
    """For each capitalised word the small words that stand right behind it twice or more, as described."""
    pairs = Counter(
        pair for line in lines for pair in re.findall(r"\b([A-Z][a-z]+) ([a-z]{4,})\b", line.text)
    )
    found: dict[str, set[str]] = {}
    for (name, word), times in pairs.items():
        if times > 1 and not re.search(r"(?:ed|ly|s)$", word):
            found.setdefault(name, set()).add(word)
    return {name: frozenset(words) for name, words in found.items()}
