"""A question decoded: command term, claim, scope, years, people, how many cases, from which regions."""

from __future__ import annotations

import re
from dataclasses import dataclass

from studykit.errors import UsageError
from studykit.essays.cases import count_cases, wants_different_regions
from studykit.essays.claim import Claim, claim_in, quotation
from studykit.essays.concepts import concepts_in
from studykit.essays.known import CaseFacts, Known
from studykit.essays.language import ordinary_words
from studykit.essays.leaders import STATE_WORDS, Leader, named_leaders
from studykit.essays.scope import RISE, STATE, find_scopes
from studykit.essays.telling import telling
from studykit.essays.terms import EXTENT, find_term, nearest_term
from studykit.essays.topics import Topic, missing_topics
from studykit.essays.words import Word, Words, read_words, tidy
from studykit.essays.years import Years, find_years, other_century

LONGEST = 1200
"""Letters a question may have; the longest exam questions have about 300."""

_MARK = "§"
"""Stands for the quoted claim in the words outside it."""

_LENIN_AS_LEGACY = re.compile(
    r"\blenin 's (?!rise|role|leadership|seizure|methods?|consolidation|regime|rule|state|dictatorship|government|success|victory|emergence)\w+|"
    r"\blenin (?:enroll?ment|levy|cult|testament|legacy|mausoleum|funeral)\b|"
    r"\b(?:death|legacy|cult|successors?|heirs?|funeral|illness|testament|mantle|shadow|image|name|memory|body|ideas?|disciple|pupil|will|warnings?|criticisms?|"
    r"authority|inheritance|loss|absence|decline|incapacity|followers?|embalming|worship|veneration|loyalty|views?|judgements?|opinion|words?|wishes) (?:to|of|from|by|for) lenin|"
    r"\b(?:succeed\w*|replac\w+|follow\w*|after|succession to|heir to|as|since|without|like|before|from|against|left by|link\w* to|closeness to|tie\w* to|close to|relationship with) lenin\b"
)
_TOGETHER = re.compile(
    r"\b(?:lenin (?:and|with|to|or|against|versus) stalin|stalin (?:and|with|to|or|against|versus) (?:that of )?lenin)\b"
)
_UNKNOWN_RISE = re.compile(
    r"\b(?:rise|emergence|success|victory|triumph|ascent)(?: to power)? of (?P<one>[^\W\d_]{4,})\b|\b(?P<two>[^\W\d_]{4,}) 's (?:rise|emergence|ascent|coming|path|road)\b|"
    r"\b(?P<three>[^\W\d_]{4,}) (?:came|rose|come|rise) to power\b"
)


@dataclass(frozen=True, slots=True)
class Question:
    """What a question asks for.

    Attributes:
        text: as typed, on one line. term: a key of `TERMS`, or None. offered: the nearest term when None.
        scopes: all scopes found, the surest first. leaders: rulers it names as cases, in order of mention.
        people: names of people in it. cases: leaders or states wanted. topics: subjects that no case about a
        rise holds. stranger: a name that seems to be a ruler's and is in no table.
    """

    text: str
    words: Words
    term: str | None
    offered: str | None
    claim: Claim | None
    scopes: tuple[str, ...]
    years: Years | None
    leaders: tuple[Leader, ...]
    people: tuple[str, ...]
    cases: int
    different_regions: bool
    topics: tuple[Topic, ...]
    other_century: bool
    stranger: str | None
    related: bool

    @property
    def scope(self) -> str | None:
        """The surest scope."""
        return self.scopes[0] if self.scopes else None

    @property
    def plain(self) -> str:
        """The question in lower case, slips mended, with single spaces."""
        return self.words.plain


def decode(text: str, known: Known) -> Question:
    """Decode a question in a student's own spelling.

    Raises:
        UsageError: when there is no question, it is too long, or it is not in English.
    """
    line = tidy(text)
    words = _checked(line, known)
    plain = words.plain
    span = quotation(line)
    outside = _outside(words, span)
    term = find_term(outside, quoted=span is not None)
    scopes = find_scopes(plain)
    leaders = _leaders(plain, compares=(term or "").startswith(("compare", "contrast")))
    people = _people(words, known, leaders)
    stranger = _stranger(plain, known) if not leaders else None
    return Question(
        text=line,
        words=words,
        term=term,
        offered=None if term else nearest_term(outside.plain),
        claim=_telling_claim(_claim(words, outside, span)),
        scopes=scopes,
        years=find_years(plain),
        leaders=leaders,
        people=people,
        cases=count_cases(
            plain,
            leaders,
            compares=(term or "").startswith(("compare", "contrast")),
            about_ours=bool(people) or _names_a_state(plain),
        ),
        different_regions=wants_different_regions(plain),
        topics=missing_topics(plain, rise=bool({RISE, STATE} & set(scopes))),
        other_century=other_century(plain),
        stranger=stranger,
        related=bool(scopes) or _is_related(words, known),
    )


def _checked(line: str, known: Known) -> Words:
    """Read the words of a question that can be one."""
    if not any(letter.isalnum() for letter in line):
        raise UsageError("The question is empty; type it in quotation marks after `studykit outline`.")
    if len(line) > LONGEST:
        raise UsageError(
            f"That is {len(line):,} letters long; a question has {LONGEST:,} at most. Type the question alone; "
            "a whole plan in a file goes to `studykit outline check FILE`."
        )
    words = read_words(line, known.lexicon)
    letters = [word.text for word in words.words if word.text.isalpha()]
    english = sum(word in ordinary_words() or word in known.lexicon for word in letters)
    if len(letters) < 2 or english * 2 < len(letters):
        raise UsageError(
            f"`{line[:60]}` does not read as a question in English; type it as it stands in an exam, such as "
            '"Evaluate the role of propaganda in one leader\'s rise to power."'
        )
    return words


def _outside(words: Words, span: tuple[int, int] | None) -> Words:
    """Give the words outside a quoted claim, a mark standing for it."""
    if span is None:
        return words
    before = tuple(word for word in words.words if word.end <= span[0])
    after = tuple(word for word in words.words if word.start >= span[1])
    kept = [word for word in (*before, Word(_MARK, *span), *after) if word.text not in ('"', "'")]
    return Words(words.source, tuple(kept))


def _claim(words: Words, outside: Words, span: tuple[int, int] | None) -> Claim | None:
    if span is not None:
        inside = tuple(word for word in words.words if span[0] <= word.start and word.end <= span[1])
        return claim_in(Words(words.source, inside), quoted=True)
    sentences = _sentences(outside)
    commands = [index for index, each in enumerate(sentences) if find_term(each, quoted=False)]
    first = commands[0] if commands else 0
    body = _after_term(sentences[first])
    if len(body.words) < 4 and first > 0:
        return claim_in(sentences[first - 1], quoted=True)
    if len(body.words) < 3 and first + 1 < len(sentences):
        return claim_in(sentences[first + 1], quoted=False)
    if (
        re.match(r"(?:to what extent |how far )?(?:do|would|can) (?:you|we) ", sentences[first].plain)
        and first > 0
    ):
        return claim_in(sentences[first - 1], quoted=True)
    return claim_in(body, quoted=False)


def _telling_claim(claim: Claim | None) -> Claim | None:
    """Keep a claim that names a factor: "one leader's rise to power" claims nothing."""
    if claim is None or claim.quoted or concepts_in(claim.factor.stems) or telling(claim.factor):
        return claim
    return None


def _sentences(words: Words) -> list[Words]:
    """Split a text at full stops, question marks and colons."""
    sentences: list[list[Word]] = [[]]
    for word in words.words:
        if word.text in (".", "?", "!", ":", ";"):
            sentences.append([])
        else:
            sentences[-1].append(word)
    return [Words(words.source, tuple(each)) for each in sentences if each] or [words]


def _after_term(sentence: Words) -> Words:
    """Give the words after the command term of a sentence."""
    match = EXTENT.search(sentence.plain) or re.search(r"\bhow far\b", sentence.plain)
    if match is not None and not re.match(r"\w+ ", sentence.plain[: match.start()].replace("to ", "")):
        return sentence.slice(match.end(), len(sentence.plain) + 1)
    from studykit.essays.terms import command_verb

    for index, word in enumerate(sentence.words[:8]):
        if command_verb(word.text, strict=index > 0):
            rest = sentence.words[index + 1 :]
            while rest and (
                rest[0].text in ("and", "or", "&", "then") or command_verb(rest[0].text, strict=False)
            ):
                rest = rest[1:]
            return Words(sentence.source, rest)
    if match is not None:
        return sentence.slice(match.end(), len(sentence.plain) + 1)
    return sentence


def _leaders(plain: str, *, compares: bool) -> tuple[Leader, ...]:
    """Give the rulers named as cases: Lenin as a legacy, and as Stalin's predecessor, is none."""
    named = named_leaders(plain)
    if not any(leader.name == "Lenin" for leader in named):
        return named
    if any(leader.name == "Stalin" for leader in named):
        stays = compares and _TOGETHER.search(plain) is not None
    else:
        stays = "lenin" in _LENIN_AS_LEGACY.sub(" ", plain).split()
    return tuple(leader for leader in named if leader.name != "Lenin" or stays)


def _people(words: Words, known: Known, leaders: tuple[Leader, ...]) -> tuple[str, ...]:
    """Give the people a question names, as they are usually written."""
    found = {
        word.text: word.text.capitalize()
        for word in words.words
        if word.text in known.people | known.historians
    }
    named = [leader.name for leader in leaders if leader.name.lower() in words.plain]
    return tuple(dict.fromkeys((*found.values(), *named)))


def _names_a_state(plain: str) -> bool:
    words = set(plain.split())
    return any(words & set(each) for each in STATE_WORDS.values())


def _stranger(plain: str, known: Known) -> str | None:
    """Give a name that a question treats as a ruler's and that neither a case nor the table knows."""
    for match in _UNKNOWN_RISE.finditer(plain):
        name = match["one"] or match["two"] or match["three"]
        if (
            name not in ordinary_words()
            and name not in known.lexicon
            and name.removesuffix("s") not in ordinary_words()
        ):
            return name
    return None


def _is_related(words: Words, known: Known) -> bool:
    """Say whether a question without scope words is about something these cases know."""
    if any(word.text in known.terms for word in words.words) or known.phrases & _pairs(words):
        return True
    foreign = [
        word
        for index, word in enumerate(words.words)
        if index and words.source[word.start].isupper() and word.text not in known.case_words
        and words.words[index - 1].text not in (".", "?", "!", ":", '"', "'")
    ]  # fmt: skip
    return not foreign and bool(concepts_in(words.stems))


def _pairs(words: Words) -> frozenset[str]:
    """Give each two and three words that stand side by side, and each four."""
    texts = [word.text for word in words.words]
    return frozenset(
        " ".join(texts[at : at + length]) for length in (2, 3, 4) for at in range(len(texts) - length + 1)
    )


def case_of(question: Question, known: Known) -> CaseFacts | None:
    """Give the case a question is about: the one whose leader, people or terms it names, else the first."""
    for leader in question.leaders:
        for facts in known.cases.values():
            if facts.leader == leader:
                return facts
    named = {name.lower() for name in question.people}
    for facts in known.cases.values():
        if facts.people & named:
            return facts
    return next(iter(known.cases.values()), None)
