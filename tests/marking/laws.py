"""Laws of marking: what must come of an answer to a card follows from how it was made.

A law makes answers to a card and says of each whether what it promises held.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Iterator
from itertools import permutations

from studykit.cards import Choice, Listed, Points, Term
from studykit.english.clauses import looks_like_verb
from studykit.english.dates import value_of
from studykit.english.proper_names import is_title, surname_of
from studykit.english.stems import stem
from studykit.english.text import normalise, tokens
from studykit.english.words import STOP
from tests.marking.asked import Asked, groups, within

MONTHS = "January February March April May June July August September October November December".split()
JOINERS = (", ", " and ", " n ", "\n", " + ", " / ", " also ", "; ", " & ")
STOCK = (
    "it was important because it was significant and had a big impact on events|it changed things|it depends|"
    "many reasons|because of bananas|war and peace|a person|a thing|everything|photosynthesis|asdf|the"
).split("|")
DENIES = re.compile(
    r"\b(not|no|never|no\w+|neither|without|wrong|false|except|but|un\w+|any\w+|cannot|lack\w*)\b|n['’]t\b",
    re.I,
)
AUXILIARY = re.compile(r"\b(was|were|is|are|could|would|can|will|should|must)\b(?= \w)")
ANTONYMS = [
    pair.split("/")
    for pair in (
        "won/lost supported/opposed more/less before/after inside/outside strong/weak stronger/weaker "
        "strengthened/weakened increased/reduced rose/fell raised/lowered higher/lower loyal/disloyal "
        "rich/poor praised/criticised accepted/refused quickly/slowly popular/unpopular with/against"
    ).split()
]
MUTUAL = re.compile(
    r"\b(all(y|ied|iance)|met|both|together|between|quarrel\w*|\w*agree\w*|shared|joined|or|same|split|whether|debate\w*|and)\b",
    re.I,
)


Tried = Iterator[tuple[str, bool]]
Law = Callable[[Asked, random.Random], Tried]


def told(text: str) -> set[str]:
    return {stem(token.text) for token in tokens(text) if token.kind == "word" and token.text not in STOP}


def is_clause(text: str) -> bool:
    return (
        len(text.split()) > 5
        or text.startswith(("to ", "by ", "because"))
        or any(looks_like_verb(each) for each in normalise(text).split())
    )


def a_wording_is_right_as_it_stands(asked: Asked, _: random.Random) -> Tried:
    for number, text in asked.wordings if asked.card.kind != "order" else ():
        yield text, asked.makes(text, number)


def small_letters_no_accents_and_an_i_think_change_nothing(asked: Asked, _: random.Random) -> Tried:
    for number, text in asked.wordings if asked.card.kind != "order" and not asked.card.exact else ():
        bare = "".join(
            each for each in unicodedata.normalize("NFKD", text) if not unicodedata.combining(each)
        )
        framed = f"i think {text}" if is_clause(text) else f"i think it was {text}"
        for form in (text.lower(), text + "." * text[-1].isalnum(), bare, framed):
            yield form, asked.makes(form, number)


def the_question_typed_back_is_not_right(asked: Asked, _chance: random.Random) -> Tried:
    words = asked.card.ask.replace("*", "").split()
    half = len(words) // 2
    for piece in (" ".join(words), " ".join(words[:half]), " ".join(words[half:])):
        given = any(within(text, piece) for _, text in asked.wordings)
        options = getattr(asked.card.expected, "options", ())
        named = sum(bool(told(option) & told(piece)) for option in options)
        if not given and named != 1:
            yield piece, not asked.is_right(piece)


def what_is_denied_is_not_said(asked: Asked, _: random.Random) -> Tried:
    lacking = re.search(
        r"\bwhat (do|does|did)( \w+)? (lack|not)\b", asked.card.ask, re.I
    )  # denying it says it
    for number, text in asked.wordings if asked.card.kind != "order" and not lacking else ():
        if not DENIES.search(text) and not re.match(r"(wh\w+|that|how|yes) ", text):
            clause = asked.card.kind == "points" or is_clause(text)
            forms = ("it is not true that {}", "{} is wrong") if clause else ("not {}", "it was not {}")
            for form in (*forms, *(("anyone but {}",) if text in asked.people else ())):
                yield form.format(text), not asked.makes(form.format(text), number)


def what_is_somebody_s_or_somebody_beside_him_is_another(asked: Asked, _chance: random.Random) -> Tried:
    for _, text in asked.wordings if isinstance(asked.card.expected, Term) else ():
        if text.split()[-1] in asked.people and all(part[0].isupper() for part in text.split()):
            for form in (
                "{}'s brother",
                "the successor of {}",
                "a friend of {}",
                "the enemies of {}",
                "the town of {}",
            ):
                yield (
                    form.format(text),
                    asked.accepts(form.format(text)) or not asked.is_right(form.format(text)),
                )


def sort_of(text: str) -> tuple[object, ...]:
    value = value_of(text)
    return (value.kind, value.has_month, value.unit) if value else (is_title(text), " and " in text)


def two_answers_with_an_or_are_none(asked: Asked, rng: random.Random) -> Tried:
    if not asked.single:
        return
    others = list(getattr(asked.card.expected, "options", ()))
    if re.fullmatch(r"1\d{3}", asked.key):
        others = [str(int(asked.key) + 1), str(int(asked.key) - 1), str(int(asked.key) + 1)[2:]]
    elif not others:
        others = [groups(card)[0][0] for card in asked.others if isinstance(card.expected, Term)]
    alike = [
        other
        for other in dict.fromkeys(others)
        if sort_of(other) == sort_of(asked.key) and len(other.split()) <= 3
    ]
    fair = [
        other
        for other in alike
        if not any(told(other) & told(text) or within(other, text) for _, text in asked.wordings)
    ]
    if (
        len(asked.key.split()) <= 3
        and not is_clause(asked.key)
        and (asked.card.kind != "answer" or is_title(asked.key))
    ):
        for other in rng.sample(fair, min(3, len(fair))):
            for answer in (f"{asked.key} or {other}", f"either {other} or {asked.key}"):
                yield answer, not asked.is_right(answer)


def another_month_of_the_right_year_is_another_date(asked: Asked, _chance: random.Random) -> Tried:
    found = re.fullmatch(r"(?:\d{1,2} )?([A-Z][a-z]+) (\d{4})", asked.key) if asked.single else None
    if found and found[1] in MONTHS:
        known = " ".join([*(text for _, text in asked.wordings), *dict(asked.card.reject)])
        for month in MONTHS:
            if month[:3] not in known:
                yield f"{month} {found[2]}", not asked.is_right(f"{month} {found[2]}")


def some_orders(asked: Asked, rng: random.Random) -> Iterator[tuple[str, str, bool]]:
    """Gives orders of a card in words and in numbers, and whether they are the right one."""
    if asked.card.kind == "order":
        says = [group[0] for group in groups(asked.card)]
        right, *rest = permutations(range(len(says))) if len(says) <= 6 else [tuple(range(len(says)))]
        for order in (right, *rng.sample(rest, min(60, len(rest)))):
            joiner = "; " if "," in "".join(says) else ", "
            yield joiner.join(says[at] for at in order), " ".join(str(at + 1) for at in order), order == right


def of_all_orders_only_the_right_one_is_right(asked: Asked, rng: random.Random) -> Tried:
    for words, _, right in some_orders(asked, rng):
        yield words, asked.is_right(words) == right


def an_order_in_words_is_marked_as_in_numbers(asked: Asked, rng: random.Random) -> Tried:
    for words, numbers, _ in some_orders(asked, rng):
        yield words, asked.mark(words).verdict == asked.mark(numbers).verdict


def items_are_right_whatever_joins_them(asked: Asked, rng: random.Random) -> Tried:
    if isinstance(asked.card.expected, Listed) and not asked.card.expected.ordered:
        for joiner in JOINERS:
            said = [rng.choice(group) for group in rng.sample(groups(asked.card), asked.card.expected.need)]
            yield joiner.join(said), asked.is_right(joiner.join(said))


def an_item_too_many_takes_full_marks_away(asked: Asked, rng: random.Random) -> Tried:
    expected = asked.card.expected
    if isinstance(expected, Listed) and expected.need == len(expected.items):
        says = [group[0] for group in groups(asked.card)]
        known = told(asked.card.ask).union(*(told(text) for _, text in asked.wordings))
        terms = [groups(card)[0][0] for card in asked.others if card.kind in ("answer", "list")]
        wrong = [
            text
            for text in dict.fromkeys(terms)
            if not told(text) & known and is_title(text) == is_title(says[0])
        ]
        wrong = [text for text in wrong if not is_clause(text) and value_of(text) is None]
        for extra in rng.sample(wrong, min(4, len(wrong))):
            for answer in (", ".join([*says, extra]), f"{extra}, {' and '.join(says)}"):
                yield answer, not asked.is_right(answer)


def two_points_are_made_whatever_joins_them(asked: Asked, rng: random.Random) -> Tried:
    if isinstance(asked.card.expected, Points):
        says = [group[0] for group in groups(asked.card)]
        pairs = [
            pair
            for pair in permutations(range(len(says)), 2)
            if not any(re.match("(yes|no)\\b", says[at]) for at in pair)
        ]
        for one, other in rng.sample(pairs, min(4, len(pairs))):
            for joiner in JOINERS:
                answer = f"{says[one]}{joiner}{says[other]}"
                yield answer, asked.makes(answer, one, other)


def what_fits_every_card_is_not_right(asked: Asked, _chance: random.Random) -> Tried:
    known = set().union(*(told(text) for _, text in asked.wordings))
    for text in STOCK:
        if not told(text) & known:
            yield text, not asked.is_right(text)


def what_the_author_rejects_is_not_right(asked: Asked, _chance: random.Random) -> Tried:
    for text, _ in asked.card.reject:
        yield text, not asked.is_right(text)


def a_word_that_only_begins_like_the_answer_is_another(asked: Asked, _: random.Random) -> Tried:
    if isinstance(asked.card.expected, Term) and is_title(asked.key) and " " not in asked.key:
        texts = [card.ask for card in asked.others] + [
            text for card in asked.others for group in groups(card) for text in group
        ]
        words = {token.text for text in texts for token in tokens(text) if len(token.text) > 2}
        for word in sorted(words):
            if (
                normalise(asked.key).startswith(word)
                and len(word) <= len(asked.key) - 3
                and not asked.accepts(word)
            ):
                yield word, not asked.is_right(word)


def the_surname_is_enough_and_the_first_name_is_not(asked: Asked, _chance: random.Random) -> Tried:
    for _, text in asked.wordings if isinstance(asked.card.expected, Term) else ():
        first, _, last = text.partition(" ")
        if re.fullmatch("[A-Z][a-z]+ [A-Z][a-z]+", text) and (
            last in asked.people or asked.card.ask.startswith("Who ")
        ):
            if surname_of(text, person=True) == normalise(first):  # Chen Duxiu
                first, last = last, first
            people = {name for card in asked.others for name in card.people if last in name.split()}
            if people <= {text, last}:  # of several by that name it is not enough
                yield last, asked.is_right(last)
            yield (
                first,
                any(normalise(first) == normalise(each) for _, each in asked.wordings)
                or not asked.is_right(first),
            )


def an_option_is_chosen_by_number_letter_or_a_slip_of_itself(asked: Asked, _: random.Random) -> Tried:
    expected = asked.card.expected
    if isinstance(expected, Choice):
        place = expected.options.index(expected.answer)
        for answer in (str(place + 1), chr(97 + place), f"{chr(65 + place)})"):
            yield answer, asked.is_right(answer)
        for answer in ("xyzzy", "99", "the one I like"):
            yield answer, not asked.is_right(answer)
        longest = max(re.findall(r"[^\W\d_]+", expected.answer), key=len, default="")
        others = told(" ".join(option for option in expected.options if option != expected.answer))
        if len(longest) >= 7 and not told(expected.answer) & others:
            slip = expected.answer.replace(longest, longest[:3] + longest[4] + longest[3] + longest[5:])
            yield slip, asked.is_right(slip)


def turned(text: str) -> Iterator[str]:
    """Turns a wording into its contrary in several ways."""
    if re.search(r"\b(not|never) ", text) and "not only" not in text:
        yield re.sub(r"\b(not|never) ", "", text, count=1)
    elif not DENIES.search(text) and not re.search(r"[,;:] | and | while ", text):
        if (found := AUXILIARY.search(text)) and not re.search(
            r"\b(how|what|who|that|few|little|too|only)\b", text
        ):
            yield f"{text[: found.end()]} not{text[found.end() :]}"
        for pair in ANTONYMS:
            for one, other in (pair, pair[::-1]):
                if re.search(rf"(?<!as )(?<!for )\b{one}\b(?! of)", text) and not (
                    one in ("with", "against") and not re.search(r"\b(sid|vot|alli)", text)
                ):
                    yield re.sub(rf"\b{one}\b", other, text, count=1)


def the_contrary_is_not_said(asked: Asked, _chance: random.Random) -> Tried:
    if asked.card.kind not in ("order", "sort"):
        for number, text in asked.wordings:
            rest = [each for _, each in asked.wordings if each != text]
            for other in turned(text) if " " in text and not is_title(text) else ():
                if not asked.accepts(other) and not any(within(each, other) for each in rest):
                    yield other, not asked.makes(other, number)


def two_who_act_do_not_change_places(asked: Asked, _: random.Random) -> Tried:
    for number, text in asked.wordings if asked.card.kind != "order" and asked.people else ():
        found = list(re.finditer(rf"\b({'|'.join(map(re.escape, sorted(asked.people)))})\b", text))
        if len(found) == 2 and found[0][0] != found[1][0] and not MUTUAL.search(text):
            one, other = found
            between = text[one.end() : other.start()]
            if any(looks_like_verb(each) for each in normalise(between).split()):
                answer = text[: one.start()] + other[0] + between + one[0] + text[other.end() :]
                yield answer, not asked.makes(answer, number)


def capitals_blanks_and_quotes_change_nothing(asked: Asked, rng: random.Random) -> Tried:
    for base in (
        (asked.key, rng.choice(asked.wordings)[1], rng.choice(asked.others).ask)
        if not asked.card.exact
        else ()
    ):
        quoted = re.sub(r'"([^"]*)"', "“\\1”", base).replace("'", "’")
        first = asked.mark(base)
        for form in (
            base.upper(),
            f"  {base.replace(' ', '   ')} ",
            unicodedata.normalize("NFD", base),
            quoted,
        ):
            other = asked.mark(form)
            yield form, (other.verdict, other.points, other.sure) == (first.verdict, first.points, first.sure)


def no_reason_misses_what_was_typed(asked: Asked, _chance: random.Random) -> Tried:
    for _, text in asked.wordings:
        for answer in dict.fromkeys((text, text.rsplit(" ", 1)[0])):
            why = asked.mark(answer).why
            wanting = (
                why.partition(": ")[2].split("; ") if "not found: " in why or "would do: " in why else []
            )
            false = any(within(piece.split(" (")[0], answer) for piece in wanting if told(piece))
            accused = answer == text and ("contrary" in why or "you say that" in why or "repeats" in why)
            yield answer, not false and not accused and why != "nothing was typed"


LAWS: tuple[Law, ...] = (
    a_wording_is_right_as_it_stands,
    small_letters_no_accents_and_an_i_think_change_nothing,
    the_question_typed_back_is_not_right,
    what_is_denied_is_not_said,
    what_is_somebody_s_or_somebody_beside_him_is_another,
    two_answers_with_an_or_are_none,
    another_month_of_the_right_year_is_another_date,
    of_all_orders_only_the_right_one_is_right,
    an_order_in_words_is_marked_as_in_numbers,
    items_are_right_whatever_joins_them,
    an_item_too_many_takes_full_marks_away,
    two_points_are_made_whatever_joins_them,
    what_fits_every_card_is_not_right,
    what_the_author_rejects_is_not_right,
    a_word_that_only_begins_like_the_answer_is_another,
    the_surname_is_enough_and_the_first_name_is_not,
    an_option_is_chosen_by_number_letter_or_a_slip_of_itself,
    the_contrary_is_not_said,
    two_who_act_do_not_change_places,
    capitals_blanks_and_quotes_change_nothing,
    no_reason_misses_what_was_typed,
)
