from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from studykit.english.stems import family, is_ordinary, stem


@pytest.mark.parametrize(
    "words",
    [
        "expel expelled expelling expels",
        "industrialisation industrialization industrialise",
        "labour labor",
        "centre center",
        "led leads leading",
        "fought fighting",
        "faction factionalism factions",
        "bureaucrat bureaucracy bureaucratic",
        "quick quickly quicker",
        "slow slowly",
        "loyal loyalty loyalists",
        "marxism marxist marxists",
        "allied ally allies",
        "defence defense",
        "programme program",
    ],
)
def test_forms_of_one_word_share_a_stem(words: str) -> None:
    assert len({stem(word) for word in words.split()}) == 1


@pytest.mark.parametrize(
    "pair",
    [
        "nation nationalism",
        "general generation",
        "executive execute",
        "secretary secretariat",
        "policy police",
        "factionalism nationalism",
        "lenin leninism",
        "opposite opposition",
    ],
)
def test_words_that_mean_something_else_do_not(pair: str) -> None:
    one, other = pair.split()
    assert stem(one) != stem(other)


@pytest.mark.parametrize("pair", ["economy economic", "judicial judiciary", "disloyal disloyalty"])
def test_related_words_are_of_one_family(pair: str) -> None:
    one, other = pair.split()
    assert family(stem(one)) == family(stem(other))


@pytest.mark.parametrize(
    "words",
    ["drive drove driven", "free freed", "strike struck", "Germany German Germans", "Finland Finns Finnish"],
)
def test_irregular_verbs_and_peoples_share_a_stem(words: str) -> None:
    assert len({stem(word.casefold()) for word in words.split()}) == 1


@pytest.mark.parametrize(
    "word", ["steal", "nationalism", "speed", "enrolment", "enrollment", "ace", "zoom", "bolshevik"]
)
def test_ordinary_words_are_known(word: str) -> None:
    assert is_ordinary(word)


@pytest.mark.parametrize("word", ["stalin", "america", "secretery", "", "zzz", "aaa", "steal ", "a\nb"])
def test_names_and_misspellings_are_no_ordinary_words(word: str) -> None:
    assert not is_ordinary(word)


def test_a_name_loses_its_plainest_endings_only() -> None:
    assert stem("kulaks") == stem("kulak")
    assert stem("stalinists") == stem("stalinism") != stem("stalin")


def test_the_table_of_stems_is_as_its_command_writes_it() -> None:
    command = [sys.executable, "-m", "tests.bench.word_stems", "--check"]
    done = subprocess.run(command, cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
