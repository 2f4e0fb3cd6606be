"""The tables of small words that each language has: numbers, giving up, denial."""

from __future__ import annotations

import re
from itertools import combinations

import pytest

from studykit.english.text import in_english, rows_of
from studykit.marking import gives_up

NUMBERS = {
    "es": "0 cero|1 uno|16 dieciséis|19 diecinueve|20 veinte|21 veintiuno|22 veintidós|31 treinta y uno"
    "|99 noventa y nueve|100 cien|101 ciento uno|200 doscientas|555 quinientos cincuenta y cinco"
    "|777 setecientos setenta y siete|1000 mil|1936 mil novecientos treinta y seis|30000 treinta mil"
    "|250000 doscientos cincuenta mil|2000000 dos millones|1000000000 mil millones|4 and 5 cuatro y cinco",
    "fr": "0 zéro|16 seize|17 dix-sept|21 vingt et un|22 vingt-deux|70 soixante-dix|71 soixante et onze"
    "|77 soixante-dix-sept|80 quatre-vingts|81 quatre-vingt-un|90 quatre-vingt-dix|91 quatre-vingt-onze"
    "|99 quatre-vingt-dix-neuf|100 cent|104 cent quatre|180 cent quatre-vingts|200 deux cents"
    "|1000 mille|1917 dix-neuf cent dix-sept|1989 mille neuf cent quatre-vingt-neuf|30000 trente mille"
    "|2000000 deux millions|1000000000 un milliard|4 and 5 quatre et cinq|71 septante et un|92 nonante-deux",
    "de": "0 null|12 zwölf|16 sechzehn|17 siebzehn|21 einundzwanzig|30 dreißig|76 sechsundsiebzig"
    "|99 neunundneunzig|100 hundert|101 hunderteins|234 zweihundertvierunddreißig|1000 tausend"
    "|1917 neunzehnhundertsiebzehn|1933 tausendneunhundertdreiunddreißig|2000 zweitausend"
    "|250000 zweihundertfünfzigtausend|2000000 zwei Millionen|1000000000 eine Milliarde",
}


@pytest.mark.parametrize("language", NUMBERS)
def test_number_words_are_read_by_rule(language: str) -> None:
    for row in NUMBERS[language].split("|"):
        number, words = re.match(r"(\d+(?: and \d+)?) (.*)", row).groups()  # type: ignore[union-attr]
        assert in_english(words, language) == number, row


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("es", "no sé"), ("es", "No lo sé."), ("es", "ni idea"), ("es", "no me acuerdo"),
        ("fr", "je sais pas"), ("fr", "Je ne sais pas."), ("fr", "aucune idée"), ("fr", "j'ai oublié"),
        ("de", "weiß nicht"), ("de", "Keine Ahnung!"), ("de", "ich weiß es nicht"),
    ],
)  # fmt: skip
def test_giving_up_is_understood_in_the_language_of_the_deck(language: str, line: str) -> None:
    assert gives_up(line, language)
    assert not gives_up(line)


@pytest.mark.parametrize(
    ("language", "line"),
    [("es", "no se resistió"), ("fr", "il ne sait pas gouverner"), ("de", "er wusste nicht weiter")],
)
def test_a_denial_is_not_giving_up(language: str, line: str) -> None:
    assert not gives_up(line, language)


@pytest.mark.parametrize("language", NUMBERS)
def test_a_word_stands_in_one_row_of_its_table(language: str) -> None:
    apart = {"+", "th", "s", "last", "decade", "ending", "'"}
    rows = {name: set(words) for name, words in rows_of(language).items() if name not in apart}
    either = {word for name in ("1", "100") for word in rows[name]}  # "un" alone is no number
    twice = [
        (one, other, both)
        for (one, words), (other, others) in combinations(rows.items(), 2)
        if (both := (words & others) - either)
    ]
    assert twice == []
