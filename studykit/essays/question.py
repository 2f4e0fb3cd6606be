"""A question decoded: command term, claims, scope, years, how many cases, which, and from which regions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from studykit.english.stems import is_ordinary, stem
from studykit.errors import UsageError
from studykit.essays import paper_two
from studykit.essays.claim_reading import read_claims
from studykit.essays.claims import Claim, Claims
from studykit.essays.claims_of_each import claims_of_each
from studykit.essays.command_terms import find_term, nearest_term
from studykit.essays.known import Known, named_leaders
from studykit.essays.material import Material
from studykit.essays.paper_two import Leader, PhraseMatch, apart, content, leader_stems, phrases, stems_of
from studykit.essays.question_words import QuestionWord, Words, read_words, tidy
from studykit.essays.subjects import CardSubject, event_years, most_named, of_years, other_subject, owners
from studykit.essays.years import Years, find_years, other_century

LONGEST = 1200
"""Letters a question may have; the longest exam questions have about 300."""

_FEWEST = 3
"""Words from which a quotation is a claim; a shorter one only marks a term."""

_QUOTES = (re.compile(r'"([^"]+)"'), re.compile(r"(?<![^\s(])'(?=\S)(.+)(?<=[\w.!?,])'(?![\w])"))
_MARK = "§"
"""Stands for the quoted claim in the words outside it."""

_STRANGER = re.compile(
    r"\b(?:rise|emergence|success|victory|triumph|ascent)(?: to power)? of (?P<one>[^\W\d_]{4,})\b|"
    r"\b(?P<two>[^\W\d_]{4,}) 's (?:rise|emergence|ascent|coming|path|road|rule|regime)\b|"
    r"\b(?P<three>[^\W\d_]{4,}) (?:came|rose|come|rise) to power\b"
)
_AS_CASE = (
    "rise|victory|success|triumph|rule|regime|methods|consolidation|state|seizure|emergence|dictatorship"
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
    def of_each(self) -> bool:
        """Whether it claims something else of each leader."""
        return any(each.of for each in self.claims)

    @property
    def inner(self) -> bool:
        """Whether it asks about the lead of a party, and not about power in a state."""
        return bool(phrases("inner").find(stems_of(self.words.words)))

    @property
    def growth(self) -> str | None:
        """The growth of a power that one case is to explain, as it is typed: "the growth of Communist power"."""
        words, found = content(self.words.words), phrases("growth").find(stems_of(self.words.words))
        typed = [self.words.source[words[each.start].start : words[each.end - 1].end] for each in found[:1]]
        return f"the {typed[0]}" if typed and self.cases == 1 else None

    @property
    def explains(self) -> bool:
        """Whether it asks how or why and for no degree."""
        plain = self.term in ("analyse", "examine") or self.offered not in (None, "to what extent")
        return plain and bool(phrases("explains").find(stems_of(self.words.words)))

    @property
    def how_and_why(self) -> bool:
        """Whether it asks for methods and for reasons."""
        return "how and why" in self.words.plain

    @property
    def asks_likeness(self) -> str | None:
        """What it asks how far two cases are: "alike" or "different"; None where it asks no such degree."""
        degree = self.cases > 1 and "to what extent" in (self.term, self.offered)
        plain = re.sub(r"different (?:\w+ )?regions?", "", self.words.plain)
        found = re.search(r"\b(?:(?P<alike>similar(?:ly)?|alike|the same)|differ(?:ent|ed|s)?)\b", plain)
        return ("alike" if found["alike"] else "different") if degree and found else None

    @property
    def compares(self) -> bool:
        """Whether it asks for likenesses or differences of two cases."""
        asked = (self.term or self.offered or "").startswith(("compare", "contrast"))
        return self.cases > 1 and (
            asked
            or self.asks_likeness is not None
            or "similarit" in self.words.plain
            or "differences" in self.words.plain
        )


def decode(text: str, known: Known, material: Material | None = None) -> Question:
    """Decode a question in a student's own spelling.

    Args:
        text: as typed. known: what the cases of the library know.
        material: the cards, and the cases it may be about when it names none; without it only names that cases list
            are subjects, and all cases may be meant.

    Raises:
        UsageError: when there is no question, it is too long, or it is not in English.
    """
    typed = tidy(text)
    line = _reworded(typed)
    words = _checked(line, known)
    stems = stems_of(words.words)
    around, claim = _claim(line)
    outside, said = read_words(around, known.lexicon).plain, read_words(claim, known.lexicon).words
    term = find_term(outside, quoted=claim != line)
    compares = (term or "").startswith(("compare", "contrast"))
    leaders = _leaders(words.mended, stems, known, compares=compares)
    named, in_play = _in_play(words, leaders, known, material.studied if material else ())
    reading, other = _read(said, claim, line, in_play, known, material)
    reading = (
        claims_of_each(said, leaders, lambda part, leader: _read_of(part, claim, leader, known)) or reading
    )
    found = [each for book in (known.books(in_play)[1], other.book) for each in book.find(stems)]
    plain = _without_dates_of(words, found)
    years = find_years(plain) or (event_years(reading.when, in_play, material) if material else None)
    either = re.search(r"\d{4}s? or (?:in |the year )?\d", plain) is not None
    reading = of_years(reading, None if leaders[1:] else years, in_play, known, either=either)
    about, scopes = [match.value[1] for match in found], _scopes(stems, found, "scopes")
    within = _is_within(years, in_play, known)
    if not scopes and not within:
        scopes = _scopes(stems, found, "settings")
    if within and scopes == ("consolidation",):  # of a position won within the years of the rise
        scopes = ("rise-of-a-leader",)
    strange = not scopes or (not reading.claims and not about and leader_stems().isdisjoint(stems))
    papers = {match.value for match in phrases("elsewhere").find(stems)} if strange else set()
    return Question(
        text=typed, words=words, term=term, offered=None if term else nearest_term(outside),
        reading=reading, scopes=scopes, years=years, leaders=leaders,
        cases=_count_cases(stems, leaders, compares=compares),
        named=tuple(dict.fromkeys([*named, *most_named(about)])),
        different_regions=bool(phrases("regions").find(stems)),
        topics=tuple(dict.fromkeys(match.value for match in phrases("topics").find(stems))),
        elsewhere=next((name for name in paper_two.data()["other-papers"] if name in papers), None),
        other_century=other_century(words.plain), stranger=None if leaders else _stranger(words.plain, known),
        unknown=other.unknown, related=bool(scopes or reading.claims or about or leaders),
    )  # fmt: skip


_DATE_OF = re.compile(r" of (?:[A-Z][a-z]+ )?1[89]\d\d(?:\s?[-–/]\s?\d\d(?:\d\d)?)?\b")


def _without_dates_of(words: Words, subjects: Sequence[PhraseMatch]) -> str:
    """Give the words without a year that only tells which one a subject is: "the ban on factions of 1921"."""
    shown = content(words.words)
    ends = (shown[each.end - 1].end for each in subjects)
    dates = [match.span() for end in ends if (match := _DATE_OF.match(words.source, end))]
    return " ".join(
        word.text for word in words.words if not any(first <= word.start < last for first, last in dates)
    )


def _reworded(line: str) -> str:
    """Write what has other words for it, such as a state, in those that the tables know."""
    for other, known in paper_two.data()["same"].items():
        pattern = re.sub(r"<(\w+)>", lambda part: str(paper_two.data()["parts"][part[1]]), other)
        line = re.sub(rf"\b{pattern}", known, line, flags=re.IGNORECASE)
    return line


def _in_play(
    words: Words, leaders: Sequence[Leader], known: Known, studied: Sequence[str]
) -> tuple[list[str], list[str]]:
    """Give the cases that a question names, and those that it may be about."""
    named = [slug for leader in leaders for slug, facts in known.cases.items() if facts.leader == leader]
    at_hand = [each for each in studied if each in known.cases] or list(known.cases)
    return named, named or owners(words, known, studied) or at_hand


def _read(
    said: Sequence[QuestionWord],
    claim: str,
    line: str,
    in_play: Sequence[str],
    known: Known,
    material: Material | None,
) -> tuple[Claims, CardSubject]:
    """Read the claims, and the subject that only cards know."""
    factors, subjects = known.books(in_play)
    historians = known.historians(in_play)
    reading = read_claims(said, claim, factors, [subjects], historians)
    other = other_subject(reading, said, line, in_play, known, material.naming if material else None)
    if other.subject:
        reading = read_claims(said, claim, factors, [subjects, other.book], historians)
    return reading, other


def _read_of(said: Sequence[QuestionWord], claim: str, leader: Leader, known: Known) -> Claims:
    """Read what is claimed of one leader, by the words of that case alone."""
    factors, subjects = known.books([slug for slug, facts in known.cases.items() if facts.leader == leader])
    return read_claims(said, claim, factors, [subjects])


def _scopes(stems: Sequence[str], named: Sequence[PhraseMatch], book: str) -> tuple[str, ...]:
    """Give the scopes that are asked for by the phrases of a book, the surest first; words of a name ask for none."""
    places = {place for match in named for place in match.places}
    found = (each for each in phrases(book).find(stems) if not places.issuperset(each.places))
    farthest_first = sorted(
        found, key=lambda each: each.start - each.end
    )  # the success of his plans, not his
    scoped = {match.value for match in apart(farthest_first)}
    return tuple(each for each in paper_two.data()["scopes"] if each in scoped)


def _is_within(years: Years | None, in_play: Sequence[str], known: Known) -> bool:
    """Say whether all the years named are those of a case that the question may be about."""
    periods = (known.cases[each].case.period for each in in_play)
    spans = [range(each.start.year, each.end.year + 1) for each in periods if each]
    return years is not None and any(
        years.last in span and (years.first is None or years.first in span) for span in spans
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
    english = sum(is_ordinary(word) or word in known.lexicon for word in letters)
    readable = len(letters) > 1 and english * 2 >= len(letters)
    _refuse_other_languages(line, readable=readable)
    if not readable:
        raise UsageError(
            f"`{line[:60]}` does not read as a question in English; type it as it stands in an exam, such as "
            '"Evaluate the role of propaganda in one leader\'s rise to power."'
        )
    return words


def _refuse_other_languages(line: str, *, readable: bool) -> None:
    """Refuse a question in another official language of the exam, in that language.

    A short one, or one that does not read as English, needs only a word that English does not have.
    """
    typed = re.findall(r"[^\W\d_]+", line.lower())
    small = sum(word in ("the", "of", "to", "and", "was") for word in typed)
    known = [
        ([word for word in typed if word in each["words"]], each["refuse"])
        for each in paper_two.data()["languages"].values()
    ]
    shown, refusal = max(known, key=lambda each: len(each[0]))
    telling = sum(not is_ordinary(word) for word in shown)
    mostly = len(shown) >= 3 and len(shown) * 3 >= len(typed) and small < 2
    if mostly or (telling and not small and (not readable or telling * 3 >= len(typed))):
        raise UsageError(refusal)


def _claim(line: str) -> tuple[str, str]:
    """Give what stands outside a claim in quotation marks, a mark standing for it, and the claim; else all twice."""
    for pattern in _QUOTES:
        spans = [match.span(1) for match in pattern.finditer(line) if len(match[1].split()) >= _FEWEST]
        if spans:
            first, last = max(spans, key=lambda span: span[1] - span[0])
            return f"{line[: first - 1]} {_MARK} {line[last + 1 :]}", line[first:last]
    return line, line


def _leaders(line: str, stems: Sequence[str], known: Known, *, compares: bool) -> tuple[Leader, ...]:
    """Give the rulers named as cases.

    One who is a person of another ruler's case is none unless a rise or rule of his or hers is asked about; nor
    is one whose country alone is named beside a ruler of ours or other names of our case, or who helped another.
    """
    ours = {facts.leader for facts in known.cases.values()}
    found = named_leaders(line)
    names = {match.value[0].lower() for match in known.books(list(known.cases))[1].find(stems)}
    beside = names - {each for leader in found for each in leader.also}

    def is_case(leader: Leader) -> bool:
        name = re.escape(leader.name)
        rises = rf"\b{name}(?:'s|s'|s)? (?:{_AS_CASE})\b|\b(?:{_AS_CASE})(?: to power)? of {name}\b"
        inside = any(leader.name in {*facts.people, *facts.rivals} for facts in known.cases.values())
        alone = not beside and not any(each in ours for each in found)
        by_name = re.search(rf"\b{name}", line, re.IGNORECASE) or alone
        return compares or bool(by_name and (not inside or re.search(rises, line)))

    helped = () if compares else _helpers(stems, known)
    return tuple(each for each in found if each not in helped and (each in ours or is_case(each)))


def _helpers(stems: Sequence[str], known: Known) -> list[Leader]:
    """Give the rulers who are named for their help to another alone: "did the one help the other to power"."""
    help_ = [
        each for each in known.books(list(known.cases))[0].find(stems) if each.value == ("foreign-help",)
    ]
    places = {next((at for at in each.places if stems[at] in leader_stems()), -1) for each in help_}
    elsewhere = {each for at, each in enumerate(stems) if at not in places}
    helpers = {stems[at] for at in places if at >= 0} - elsewhere
    return [each for each in paper_two.leaders() if stem(each.name.split()[-1].lower()) in helpers]


def _count_cases(stems: Sequence[str], leaders: Sequence[Leader], *, compares: bool) -> int:
    """Say how many leaders or states a question wants, at least one."""
    inside = {stem(word) for word in paper_two.data()["cases"]["inside"]}

    def span(match: PhraseMatch) -> set[str]:
        after = 2 if stems[match.end : match.end + 1] == ["of"] else 0  # two leaders of the opposition
        return {*stems[match.start : match.end], *stems[match.end + 1 : match.end + after]}

    found = [each for each in phrases("two").find(stems) if not inside & span(each)]
    three = any(stems[match.start] == stem("three") for match in found)
    counted = 3 if three else 2 if found or phrases("regions").find(stems) else 1
    several = compares or len({leader.state for leader in leaders}) > 1
    return max(counted, len(leaders)) if several else counted


def _stranger(plain: str, known: Known) -> str | None:
    """Give a name that a question treats as a ruler's and that neither a case nor the table knows."""
    for match in _STRANGER.finditer(plain):
        name = str(match["one"] or match["two"] or match["three"])
        if not any(is_ordinary(form) or form in known.lexicon for form in (name, name.removesuffix("s"))):
            return name
    return None
