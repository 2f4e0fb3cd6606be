"""A question decoded: command term, claims, scope, years, how many cases, which, and from which regions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from studykit.errors import UsageError
from studykit.essays import paper_two
from studykit.essays.claims import Claim, Claims, read_claims, stems_of
from studykit.essays.command_terms import find_term, nearest_term
from studykit.essays.known import Known, named_leaders
from studykit.essays.language import is_ordinary
from studykit.essays.paper_two import Leader
from studykit.essays.question_words import QuestionWord, Words, read_words, tidy
from studykit.essays.scope import count_cases, elsewhere, find_scopes, outcome_book, topic_book, wants_regions
from studykit.essays.subjects import Search, most_named, owners, with_subject
from studykit.essays.years import Years, find_years, other_century

LONGEST = 1200
"""Letters a question may have; the longest exam questions have about 300."""

_CLAIM = 3
"""Words from which a quotation is a claim; a shorter one only marks a term."""

_QUOTES = (re.compile(r'"([^"]+)"'), re.compile(r"(?<![^\s(])'(?=\S)(.+)(?<=[\w.!?,])'(?![\w])"))
_MARK = "§"
"""Stands for the quoted claim in the words outside it."""

_STRANGER = re.compile(
    r"\b(?:rise|emergence|success|victory|triumph|ascent)(?: to power)? of (?P<one>[^\W\d_]{4,})\b|"
    r"\b(?P<two>[^\W\d_]{4,}) 's (?:rise|emergence|ascent|coming|path|road|rule|regime)\b|"
    r"\b(?P<three>[^\W\d_]{4,}) (?:came|rose|come|rise) to power\b"
)


@dataclass(frozen=True, slots=True)
class Question:
    """What a question asks for.

    Attributes:
        text: as typed, on one line. term: a command term, or None. offered: the nearest one then.
        scopes: those found, in the order of `paper2.yaml`. leaders: rulers it names as cases, in order of mention.
        cases: how many are wanted. named: slugs of installed cases that it names or is about.
        topics: subjects that belong to policies. elsewhere: another topic of Paper 2 that it belongs to.
        stranger: a ruler's name that is in no table. unknown: what it names and no case in play knows.
    """

    text: str
    words: Words
    term: str | None
    offered: str | None
    reading: Claims
    scopes: tuple[str, ...]
    years: Years | None
    leaders: tuple[Leader, ...]
    cases: int
    named: tuple[str, ...]
    different_regions: bool
    topics: tuple[str, ...]
    elsewhere: str | None
    other_century: bool
    stranger: str | None
    unknown: tuple[str, ...]
    related: bool

    @property
    def scope(self) -> str | None:
        """The surest scope."""
        return self.scopes[0] if self.scopes else None

    @property
    def claims(self) -> tuple[Claim, ...]:
        """What it claims."""
        return self.reading.claims

    @property
    def compares(self) -> bool:
        """Whether it asks for likenesses or differences of two cases."""
        return self.cases > 1 and (self.term or self.offered or "").startswith(("compare", "contrast"))


def decode(text: str, known: Known, studied: Sequence[str] = (), search: Search | None = None) -> Question:
    """Decode a question in a student's own spelling.

    Args:
        text: as typed. known: what the cases of the library know.
        studied: the cases it may be about when it names none; all when empty.
        search: finds the cards of a case that hold a phrase; without it only names that cases list are subjects.

    Raises:
        UsageError: when there is no question, it is too long, or it is not in English.
    """
    line = tidy(text)
    words = _checked(line, known)
    span = quotation(line)
    outside = _outside(words, span)
    term = find_term(outside, quoted=span is not None)
    compares = (term or "").startswith(("compare", "contrast"))
    leaders = _leaders(line, known, compares=compares)
    named = [slug for leader in leaders for slug, facts in known.cases.items() if facts.leader == leader]
    in_play = tuple(
        named
        or owners(words, known, studied)
        or [each for each in studied if each in known.cases]
        or known.cases
    )
    factors, subjects = known.books(in_play)
    said = _claim_words(words, span, outside)
    reading = read_claims(said, factors, subjects, outcome_book())
    about = [slug for _, slug in (each.value for each in subjects.find(stems_of(words.words)))]
    reading, owners_of_it, unknown = with_subject(reading, said, line, in_play, known, search)
    about += owners_of_it
    scopes = find_scopes(words.words)
    stems = stems_of(words.words)
    topics = tuple(dict.fromkeys(match.value for match in topic_book().find(stems)))
    return Question(
        text=line, words=words, term=term, offered=None if term else nearest_term(outside),
        reading=reading, scopes=scopes, years=find_years(words.plain), leaders=leaders,
        cases=count_cases(stems, leaders, compares=compares),
        named=tuple(dict.fromkeys([*named, *most_named(about)])),
        different_regions=wants_regions(stems), topics=topics,
        elsewhere=elsewhere(stems) if not scopes else None,
        other_century=other_century(words.plain), stranger=None if leaders else _stranger(words.plain, known),
        unknown=unknown, related=bool(scopes or reading.claims or about or leaders),
    )  # fmt: skip


def _checked(line: str, known: Known) -> Words:
    """Read the words of a question that can be one."""
    if not any(letter.isalnum() for letter in line):
        raise UsageError("The question is empty; type it in quotation marks after `studykit outline`.")
    if len(line) > LONGEST:
        raise UsageError(
            f"That is {len(line):,} letters long; a question has {LONGEST:,} at most. Type the question alone; "
            "a whole plan in a file goes to `studykit outline check FILE`."
        )
    _refuse_other_languages(line)
    words = read_words(line, known.lexicon)
    letters = [word.text for word in words.words if word.text.isalpha()]
    english = sum(is_ordinary(word) or word in known.lexicon for word in letters)
    if len(letters) < 2 or english * 2 < len(letters):
        raise UsageError(
            f"`{line[:60]}` does not read as a question in English; type it as it stands in an exam, such as "
            '"Evaluate the role of propaganda in one leader\'s rise to power."'
        )
    return words


def _refuse_other_languages(line: str) -> None:
    """Refuse a question in another official language of the exam, in that language."""
    typed = re.findall(r"[^\W\d_]+", line.lower())
    for each in paper_two.data()["languages"].values():
        shown = sum(word in each["words"] for word in typed)
        if (
            shown >= 3
            and shown * 3 >= len(typed)
            and sum(word in ("the", "of", "to", "and", "was") for word in typed) < 2
        ):
            raise UsageError(each["refuse"])


def quotation(text: str) -> tuple[int, int] | None:
    """Give where the claim in quotation marks begins and ends, marks left out; None when there is none."""
    for pattern in _QUOTES:
        spans = [match.span(1) for match in pattern.finditer(text) if len(match[1].split()) >= _CLAIM]
        if spans:
            return max(spans, key=lambda span: span[1] - span[0])
    return None


def _outside(words: Words, span: tuple[int, int] | None) -> Words:
    """Give the words outside a quoted claim, a mark standing for it."""
    if span is None:
        return words
    before = tuple(word for word in words.words if word.end <= span[0])
    after = tuple(word for word in words.words if word.start >= span[1])
    kept = [word for word in (*before, QuestionWord(_MARK, *span), *after) if word.text not in ('"', "'")]
    return Words(words.source, tuple(kept))


def _claim_words(words: Words, span: tuple[int, int] | None, outside: Words) -> tuple[QuestionWord, ...]:
    """Give the words of the claim: what is quoted, or all of the question."""
    if span is None:
        return words.words
    quoted = tuple(word for word in words.words if span[0] <= word.start and word.end <= span[1])
    return quoted if len(quoted) >= _CLAIM else outside.words


_AS_CASE = "rise|rule|regime|methods|consolidation|state|seizure|emergence|dictatorship"


def _leaders(line: str, known: Known, *, compares: bool) -> tuple[Leader, ...]:
    """Give the rulers named as cases.

    One who is a person of another ruler's case is none unless a rise or rule of his or hers is asked about; nor
    is one whose country alone is named beside a ruler of ours.
    """
    ours = {facts.leader for facts in known.cases.values()}
    found = named_leaders(line)
    kept = []
    for leader in found:
        name = re.escape(leader.name)
        inside = any(leader.name in facts.people for facts in known.cases.values())
        as_case = re.search(
            rf"\b{name}(?:'s|s'|s)? (?:{_AS_CASE})\b|\b(?:{_AS_CASE})(?: to power)? of {name}\b", line
        )
        named = re.search(rf"\b{name}", line, re.IGNORECASE)
        beside = compares or named or not any(each in ours for each in found)
        if leader in ours or (beside and (not inside or as_case or compares)):
            kept.append(leader)
    return tuple(kept)


def _stranger(plain: str, known: Known) -> str | None:
    """Give a name that a question treats as a ruler's and that neither a case nor the table knows."""
    for match in _STRANGER.finditer(plain):
        name = match["one"] or match["two"] or match["three"]
        forms = (name, name.removesuffix("s"))
        if not any(is_ordinary(form) or form in known.lexicon for form in forms):
            return str(name)
    return None
