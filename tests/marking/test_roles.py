from __future__ import annotations

import pytest

from studykit.marking.lexicon import Lexicon
from studykit.marking.people import people_of
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
