"""The rules by which lines of notes become cards; the first that understands a line is the one that counts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from studykit.authoring.new_entries import Value, filled
from studykit.authoring.note_lines import Context, FoundCard, NoteLine, Rule, is_name, sentences
from studykit.decks.same import contains, fold

LONGEST_TERM = 7
"""Words of what stands before a colon that can be a name or a term."""

LONGEST_ITEM = 8
"""Words of an item of a list that is typed from memory."""

LONGEST_POINT = 16
"""Words of a line that is one of several points."""

LONGEST_SENTENCE = 200
"""Characters of a sentence that can still be a prompt."""

_MONTHS = "Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?"
_YEAR = r"(?:1[0-9]\d\d|20\d\d)"
DATE = re.compile(
    rf"\b(?:(?:{_MONTHS})\.? \d{{1,2}}, {_YEAR}|(?:\d{{1,2}} )?(?:{_MONTHS})\.? {_YEAR}|\d{{1,2}} (?:{_MONTHS}))\b"
    rf"|\b{_YEAR}(?:[–/-](?:\d{{4}}|\d{{2}}))?(?![\w’'])|\b\d{{1,3}}(?:,\d{{3}})+\b"
)
"""Days, months, years, stretches of years and large numbers: what a gap can ask for."""

_TERM = re.compile(r"^([^:;.?!]{2,90}?)(?: \(((?:c\. ?)?\d[^()]*)\))?: +(\S.+)$")
_SHORT = re.compile(r" \(([A-Z][\w-]{1,11})\)$")
_NAMED = re.compile(
    r"^(.{10,120}?\b(?:were|are|was|is)) ((?:[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*)(?:, [A-Z][\w’' -]+)*,? and [A-Z][\w’' -]+)\.?$"
)
_PAIR = re.compile(r"^([A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?)(?: \(([A-Z][\w-]+)\))? ((?!vs?\b)[a-z][^;]{4,90})$")
_VAGUE = frozenset(
    "this that these those it its they them their he she his her him we later despite nevertheless who where what "
    "does how why if make others both all when compare position".split()
)
"""First words of lines that mean nothing without the line before, or are no facts."""

_LABELS = frozenset(
    "result results outcome strengths strength weaknesses weakness causes cause effects effect consequences aims "
    "methods reasons factors features impact significance achievements failures problems suppression rivalries "
    "conclusion overview context background key note notes summary".split()
)
"""Words before a colon that say what follows instead of naming it."""

_PRONOUN = re.compile(r"\b(?:he|him|his|she|her|they|them|their|it|its)\b")
_NAMED_NEXT = re.compile(r"[A-Z][a-z]+ (?:his|her|its|their) [^,;]{1,60}, (?!The\b)[A-Z][a-z]+ (?![A-Z])")
"""A sentence that says whom its first pronoun means right after it: "In his first post, Rossi ..."."""
_VERB = re.compile(
    r"^(?:[A-Z][a-z]+ed|Built|Held|Kept|Made|Broke|Began|Became|Won|Lost|Led|Set|Head|Senior)\b"
)


def acts_in(lines: Sequence[NoteLine]) -> dict[str, list[NoteLine]]:
    """Give under each heading the lines that say what was done, without saying by whom and when."""
    acts: dict[str, list[NoteLine]] = {}
    for line in lines:
        if (
            not line.is_heading
            and _VERB.match(line.text)
            and not DATE.search(line.text)
            and not _TERM.match(line.text)
            and len(line.text.split()) <= LONGEST_POINT
        ):
            acts.setdefault(line.heading, []).append(line)
    return acts


def not_a_fact(text: str) -> bool:
    """A question, or advice to the reader, is no fact."""
    return text.endswith("?") or bool(re.search(r"\b(?:you|your|we|Paper \d)\b", text))


def opposition_below(lines: Sequence[NoteLine], at: int, context: Context) -> Iterator[FoundCard]:
    """A line ending with a colon over lines "X: ..." and "Y: ..." of single names is an opposition to be sorted."""
    line = lines[at]
    if not line.is_lead:
        return
    sides: dict[str, list[Value]] = {}
    used = []
    for below in _below(lines, at):
        match = _TERM.match(below.text)
        several = match is not None and (";" in match[3] or len(sentences(match[3])) > 1)
        if not match or several or not is_name(match[1]) or match[1] in sides:
            break
        sides[match[1]] = [re.sub(r"\s*\(.*", "", match[3]).rstrip(".")]
        used.append(below.number)
    if 2 <= len(sides) <= 4 and all(len(str(value[0]).split()) <= LONGEST_ITEM for value in sides.values()):
        yield FoundCard({"ask": _asked(line, line.text.rstrip(": ")), "sort": sides}, tuple(used))


def opposition_in_line(lines: Sequence[NoteLine], at: int, context: Context) -> Iterator[FoundCard]:
    """ "X (Left) wanted a; Y (Right) favoured b" is an opposition to be sorted."""
    line = lines[at]
    term = _TERM.match(line.text)
    body = term[3] if term else line.text
    halves = sentences(body)[0].rstrip(".").split("; ")
    matches = [match for half in halves if (match := _PAIR.match(half))]
    sides: dict[str, list[Value]] = {match[1]: [match[3]] for match in matches}
    if len(halves) == len(sides) == 2:
        label = _asked(line, term[1]) if term else line.lead or line.heading
        yield FoundCard({"ask": label or "Who?", "sort": sides})
        groups: dict[str, Value] = {match[2]: [match[1]] for match in matches}
        if all(groups):
            yield FoundCard({"ask": f"{label}: {' / '.join(groups)}", "sort": groups})


def list_below(lines: Sequence[NoteLine], at: int, context: Context) -> Iterator[FoundCard]:
    """A line ending with a colon over lines "Term: ..." or short lines is a list of those terms."""
    line = lines[at]
    if not line.is_lead or not_a_fact(line.text):
        return
    found = list(_items_below(lines, at))
    items: list[Value] = [wordings if len(wordings) > 1 else wordings[0] for wordings, _ in found]
    lead = sentences(line.text)[-1].rstrip(": ")
    if 2 <= len(items) <= 8 and not any(contains(lead, wordings[0]) for wordings, _ in found):
        need = str(len(items) - 1) if len(items) > 3 else ""
        # lines that define terms make cards of their own as well, so they are not used up
        used = () if _TERM.match(lines[at + 1].text) else tuple(number for _, number in found)
        yield FoundCard(filled(ask=_asked(line, lead), list=items, need=need), used)


def _items_below(lines: Sequence[NoteLine], at: int) -> Iterator[tuple[list[str], int]]:
    """The items of a list below a line, all with a definition or none, and the numbers of their lines."""
    defined = None
    for below in _below(lines, at):
        match = _TERM.match(below.text)
        defined = bool(match) if defined is None else defined
        name = match[1] if match else below.text.rstrip(".")
        is_text = not match and (below.is_lead or len(name.split()) > LONGEST_ITEM)
        if bool(match) != defined or (match and _is_label(match[1])) or is_text:
            return
        short = _SHORT.search(name)
        yield [name[: short.start()], short[1]] if short else [name], below.number
        if below.is_lead:
            return


def acts_under_heading(lines: Sequence[NoteLine], at: int, context: Context) -> Iterator[FoundCard]:
    """Several lines under one heading that say what was done, without saying by whom, are points of that heading."""
    line = lines[at]
    acts = context.acts.get(line.heading, ())
    if not line.heading or _is_label(line.heading) or context.is_person(about_of(line, context)):
        return
    if len(acts) >= 2 and acts[0] is line:
        said = [{"say": each.text.rstrip(".")} for each in acts[:5]]
        used = tuple(each.number for each in acts[:5])
        yield FoundCard(filled(ask=line.heading, points=said, need="2"), used)


def term_in_line(lines: Sequence[NoteLine], at: int, context: Context) -> Iterator[FoundCard]:
    """ "Term (year): description" asks for the term and the year, "Term: description" for the term."""
    line = lines[at]
    match = _TERM.match(line.text)
    if not match or not_a_fact(line.text):
        return
    term, year, body = match.groups()
    if len(term.split()) > LONGEST_TERM or re.search(r"\b(?:wrote|said|told|sources?)$", term, re.IGNORECASE):
        return
    first, *rest = sentences(body)
    if _is_label(term):
        yield from _labelled(line, term, first, context)
    elif first.split()[0].lower() not in _VAGUE - {"where", "when"} or year:
        yield from _defined(term, year, first.rstrip(":"))
    for sentence in rest:
        yield from _dated(line, sentence, context)


def _labelled(line: NoteLine, label: str, body: str, context: Context) -> Iterator[FoundCard]:
    """ "Strengths: a, b, c" under the name of somebody is a list; another label's sentence may have a date."""
    items = [re.sub(r"^and ", "", item).strip() for item in body.rstrip(".").split(", ")]
    about = line.heading.partition(":")[0]
    if len(items) >= 3 and about and all(len(item.split()) <= LONGEST_ITEM for item in items):
        asked = f"{about}: {label[0].lower()}{label[1:]}"
        yield FoundCard(filled(ask=asked, list=items, need=str(len(items) - 1)))
    else:
        yield from _dated(line, body, context)


def _defined(term: str, year: str | None, body: str) -> Iterator[FoundCard]:
    """Give a description with a gap for what it describes, unless it names that itself."""
    if len(body) > LONGEST_SENTENCE:
        body = re.split(r"[;,] ", body)[0]
    short = _SHORT.search(term)
    name, other = (term[: short.start()], short[1]) if short else (term, None)
    telling = {each for each in fold(name).split() if len(each) > 3}
    named = stands(name, body) or (other and stands(other, body))
    hidden = not named and not telling & set(fold(body).split())
    gap = f"{{{{{name}{'|' + other if other else ''}}}}}" if hidden else name
    if year and not contains(body, year):
        yield FoundCard({"cloze": f"{gap} ({{{{{year}}}}}): {body}", **_date(year)})
    elif hidden:
        yield FoundCard({"cloze": f"{gap}{f' ({year})' if year else ''}: {body}"})
    elif DATE.search(body):
        yield from date_gaps(f"{term}: {body}")


def names_in_line(lines: Sequence[NoteLine], at: int, context: Context) -> Iterator[FoundCard]:
    """ "The leaders of the Left were A, B and C" is a list."""
    text = lines[at].text
    match = _NAMED.match(text) if len(text) <= LONGEST_SENTENCE else None
    if match and not not_a_fact(text):
        items = re.split(r", (?:and )?| and ", match[2])
        if not any(contains(match[1], item) for item in items):
            yield FoundCard(filled(ask=f"{match[1]} …", list=items))


def _dated(line: NoteLine, sentence: str, context: Context) -> Iterator[FoundCard]:
    text = alone(line, sentence, context)
    if text is not None and len(text) <= LONGEST_SENTENCE and not text.endswith(":"):
        yield from date_gaps(sentence, text.removesuffix(sentence))


def stands(name: str, *texts: str) -> bool:
    """Say whether a name stands in one of some texts, in the genitive too."""
    bare = [re.sub(r"[’']s?\b", "", text) for text in texts]
    return any(contains(text, re.sub(r"[’']s?\b", "", name)) for text in bare)


def date_gaps(text: str, before: str = "") -> Iterator[FoundCard]:
    """Give a text with a gap for every date that stands in it once."""
    # "(executed 1938)" is a remark on somebody, whatever the sentence is about
    dates = [each for each in DATE.finditer(text) if not re.search(r"\([a-z]+ $", text[: each.start()])]
    once = [each for each in dates if not stands(each[0], before, text[: each.start()], text[each.end() :])]
    if not once:
        return
    made, end = before, 0
    for match in once:
        made += f"{text[end : match.start()]}{{{{{match[0]}}}}}"
        end = match.end()
    years = [match[0] for match in once if re.fullmatch(_YEAR, match[0])]
    yield FoundCard({"cloze": made + text[end:], **(_date(years[0]) if len(once) == 1 and years else {})})


def _date(year: str) -> dict[str, Value]:
    """Give `date:` for a year or a stretch of years."""
    match = re.fullmatch(r"(\d{4})(?:[–/-](\d{4}|\d{2}))?", year)
    if not match:
        return {}
    last = match[2] and (match[2] if len(match[2]) == 4 else match[1][:2] + match[2])
    return {"date": f"{match[1]}/{last}"} if last and last > match[1] else {"date": match[1]}


def alone(line: NoteLine, sentence: str, context: Context) -> str | None:
    """Give a sentence so that it stands alone, with its heading where it has no subject; None when it cannot."""
    if sentence.split()[0].lower().strip(",’") in _VAGUE or re.match(r"[A-Z][a-z]+ing\b", sentence):
        return None
    about = about_of(line, context)
    named = any(stands(word, sentence) for word in about.split() if word[:1].isupper())
    if about and ((context.is_person(about) and not named) or _VERB.match(sentence)):
        return f"{about}: {sentence}"
    pronoun = None if _NAMED_NEXT.match(sentence) else _PRONOUN.search(sentence)
    if pronoun and not _someone_in(sentence[: pronoun.start()], context):
        return None
    return sentence


def _someone_in(text: str, context: Context) -> bool:
    """Whether a name stands in the beginning of a sentence, whom its pronoun may mean."""
    first, _, rest = text.partition(" ")
    if re.search(r"[A-Z][a-z]{2,}", rest):
        return True
    return (
        first[:1].isupper()
        and len(first) > 2  # "In", "At", "By"
        and not first.endswith(("ly", ",", "ly,"))
        and first.lower() not in context.words
    )


def about_of(line: NoteLine, context: Context) -> str:
    """Give whom or what a line is about: the person that introduces it, or its heading up to a colon."""
    return line.lead if context.is_person(line.lead) else line.heading.partition(":")[0]


def _asked(line: NoteLine, text: str) -> str:
    """Give a lead-in as a prompt, with its heading where it is too short to be understood."""
    short = len(text.split()) < 4 and line.heading and text not in line.heading
    return f"{line.heading}: {text}" if short else text


def _below(lines: Sequence[NoteLine], at: int) -> Iterator[NoteLine]:
    for place in range(at + 1, len(lines)):
        if lines[place].is_heading:
            return
        yield lines[place]


def _is_label(term: str) -> bool:
    return term.split()[0].lower() in _LABELS or term.split()[-1].lower() in _LABELS


LINE_RULES: tuple[Rule, ...] = (
    opposition_below,
    opposition_in_line,
    list_below,
    acts_under_heading,
    names_in_line,
    term_in_line,
)
"""The rules for lines in their order."""
