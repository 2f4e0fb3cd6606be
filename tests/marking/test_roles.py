from __future__ import annotations

import pytest

from studykit.marking.lexicon import Lexicon
from studykit.marking.people import NO_PEOPLE, OTHERS, Deed, people_of
from studykit.marking.reading import read
from studykit.marking.roles import deeds_of
from studykit.marking.stems import stem
from studykit.marking.vocabulary import Vocabulary

NAMES = frozenset("stalin lenin trotsky kamenev zinoviev bukharin malenkov beria khrushchev".split())
LEXICON = Lexicon((), Vocabulary(), NAMES)


def who(text: str, verb: str, prompt: str = "") -> tuple[set[str], set[str]]:
    """Give the agents and the patients of a verb."""
    reading = read(text, LEXICON)
    people = people_of(read(prompt, LEXICON), prompt)
    at = next(index for index, word in enumerate(reading.words) if word.text == verb)
    deed = deeds_of(reading, people)[at]
    names = {stem(name): name for name in NAMES}
    return {names[name] for name in deed.agents}, {names[name] for name in deed.patients}


@pytest.mark.parametrize(
    ("text", "verb", "agents", "patients"),
    [
        ("Stalin expelled Trotsky", "expelled", "stalin", "trotsky"),
        ("Trotsky was expelled by Stalin", "expelled", "stalin", "trotsky"),
        ("Trotsky was expelled", "expelled", "", "trotsky"),
        ("Beria was arrested and executed", "executed", "", "beria"),
        ("Khrushchev had Beria arrested", "arrested", "khrushchev", "beria"),
        ("Kamenev and Zinoviev wrote it to attack Trotsky", "attack", "kamenev zinoviev", "trotsky"),
        ("Stalin attacked Lenin and praised Kamenev", "attacked", "stalin", "lenin"),
        ("Stalin criticised Lenin for being rude", "rude", "lenin", ""),
        ("Kamenev thought Trotsky was a threat", "threat", "trotsky", ""),
    ],
)
def test_who_did_what_to_whom(text: str, verb: str, agents: str, patients: str) -> None:
    assert who(text, verb) == (set(agents.split()), set(patients.split()))


def test_fear_is_felt_of_its_cause() -> None:
    assert who("Stalin was afraid of Kamenev", "afraid") == ({"kamenev"}, {"stalin"})
    assert who("Stalin feared Kamenev", "feared") == ({"kamenev"}, {"stalin"})


def test_he_means_the_subject_of_the_prompt() -> None:
    assert who("he led the army", "led", "Why was Trotsky feared?") == ({"trotsky"}, set())


def test_they_means_the_several_people_of_the_prompt() -> None:
    prompt = "Why did Kamenev and Zinoviev turn against Stalin?"
    assert who("they were outvoted", "outvoted", prompt) == (set(), {"kamenev", "zinoviev"})


def test_he_means_the_last_subject_once_there_is_one() -> None:
    text = "Malenkov resigned, so he lost power"
    assert who(text, "lost", "How did Khrushchev win?") == ({"malenkov"}, set())


def test_a_name_inside_a_title_is_nobody() -> None:
    prompt = "How did the Lenin Enrolment help Stalin?"
    assert who("he chose the members", "chose", prompt) == ({"stalin"}, set())


def test_himself_is_the_subject() -> None:
    prompt = "How did Stalin use Lenin's funeral?"
    assert who("he showed himself as a follower of Lenin", "showed", prompt) == ({"stalin"}, {"lenin"})


def test_him_means_the_other_of_the_two_in_the_prompt() -> None:
    prompt = "How did Stalin undermine Trotsky?"
    text = "he teamed up with Zinoviev and Kamenev and tricked him about the date"
    assert who(text, "tricked", prompt) == ({"stalin"}, {"trotsky"})


def test_him_is_nobody_where_it_may_be_either() -> None:
    assert who("Beria came and they voted for him", "voted", "How did Khrushchev win?") == (set(), set())


def test_him_after_the_verb_is_the_one_it_is_done_to() -> None:
    text = "they accused him of the crimes of Stalin"
    assert who(text, "accused", "How did Khrushchev win?") == (set(), {"khrushchev"})


def test_who_makes_enemies_is_not_made_by_them() -> None:
    reading = read("Trotsky made enemies", LEXICON)
    assert deeds_of(reading, NO_PEOPLE)[1].agents == {"trotski"}


def test_his_opponents_are_not_himself() -> None:
    reading = read("his opponents attacked him", LEXICON)
    deed = deeds_of(reading, people_of(read("How did Stalin win?", LEXICON)))[2]
    assert deed == Deed(OTHERS, frozenset({"stalin"}))
