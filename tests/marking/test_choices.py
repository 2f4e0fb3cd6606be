"""One of several options is chosen."""

from __future__ import annotations

import pytest

from studykit.cards import Card
from studykit.marking import Vocabulary, mark
from tests.marking.making import choose, marked, settled

SIDE = choose("Was Trotsky on the Left or the Right?", "Left", "Left", "Right")
SPOKE = choose("True or false: Trotsky spoke at the funeral.", "False", "True", "False")
ADVICE = choose("Did Lenin recommend keeping or removing Stalin?", "removing", "keeping", "removing")
LED = choose(
    "Who held power after his death?",
    "collective leadership",
    "collective leadership",
    "the army",
    "one successor",
)
WITH = choose(
    "Where did Zinoviev stand in 1923?",
    "with Stalin in the troika",
    "with Stalin in the troika",
    "with Trotsky",
    "alone",
)
NAMED = choose(
    "Whom did it name?",
    "it named no successor",
    "it named no successor",
    "Trotsky",
    "Stalin",
    accept=("nobody", "none"),
)


@pytest.mark.parametrize(
    ("card", "answers"),
    [
        (SIDE, "Left|left|Letf|he was on the left wing|Left, not Right|the Left|1|a|A)|not right"),
        (SPOKE, "False|F|flase|false, he missed it|not true|2"),
        (ADVICE, "removing|remove him|it said he should be removed|remvoing him|2"),
        (LED, "collective|leadership|collective leadership|colective leadership|1|a"),
        (WITH, "troika|with stalin|stalin|with Stalin in the troika"),
        (NAMED, "it named no successor|nobody|none"),
        (
            choose(
                "Which office?",
                "secretary of the Central Committee",
                "Premier",
                "secretary of the Central Committee",
                "Commissar for War",
            ),
            "secretary|secretary of the cc|secretary of the central committee|sec of the cc",
        ),
        (
            choose(
                "What did he say of the date?",
                "he claimed he was misled",
                "he claimed he was misled",
                "he was ill",
                "he forgot it",
            ),
            "claimed he was misled|trotsky claimed he was misled|misled|misled about it",
        ),
        (
            choose(
                "Which body decides?", "the Communist Party", "the Communist Party", "the state", "the army"
            ),
            "party|communist party|the party",
        ),
        (
            choose("What changed the view?", "new facts", "new facts", "old habits", "luck"),
            "facts|new facts|the facts",
        ),
    ],
)
def test_an_option_is_chosen_by_number_letter_a_word_of_its_own_or_itself_misspelt(
    card: Card, answers: str
) -> None:
    assert [answer for answer in answers.split("|") if settled(card, answer) != "correct"] == []


@pytest.mark.parametrize(
    ("card", "answers"),
    [
        (SIDE, "Right|Rihgt|2|b|the right wing"),
        (SPOKE, "True|T|yes|1"),
        (ADVICE, "keep him as general secretary|keeping|1"),
        (LED, "the army|army|2|one successor"),
        (WITH, "with trotsky|alone|3"),
    ],
)
def test_another_option_is_wrong_for_sure(card: Card, answers: str) -> None:
    assert [answer for answer in answers.split("|") if settled(card, answer) != "wrong"] == []


@pytest.mark.parametrize(
    ("card", "answers"),
    [
        (
            SIDE,
            "Left Right both|left or right|centre|9|xyzzy|the one I like|because of bananas",
        ),
        (SPOKE, "maybe|Trotsky spoke at the funeral"),
        (ADVICE, "keeping/removing|it was about Stalin"),
        (LED, "who held power|photosynthesis|4"),
    ],
)
def test_a_reply_that_fits_no_option_or_several_is_asked_again(card: Card, answers: str) -> None:
    for answer in answers.split("|"):
        found = marked(card, answer)
        assert (found.unread, found.sure, found.verdict) == (True, False, "wrong"), answer
        assert found.why == "type the number or the words of one option"


def test_numbers_and_letters_refer_to_the_order_that_was_shown() -> None:
    known = Vocabulary([SIDE])
    assert mark(SIDE, "2", known, shown=(1, 0)).verdict == "correct"
    assert mark(SIDE, "a", known, shown=(1, 0)).verdict == "wrong"


def test_the_reason_names_the_choice_and_the_answer() -> None:
    assert marked(SIDE, "right").why == "you chose Right; it is Left"


@pytest.mark.parametrize(
    ("card", "answer"),
    [
        ("stalin-party-machine/young-members", "because of bananas"),
        ("stalin-party-state/body#sovnarkom", "everything"),
        ("stalin-party-state/body#sovnarkom", "a leader"),
    ],
)
def test_a_word_that_fits_no_option_of_a_shipped_card_chooses_none(card: str, answer: str) -> None:
    assert settled(card, answer) != "correct"


def test_a_one_that_counts_nothing_is_no_number() -> None:
    assert marked(SIDE, "the one I like").unread


def test_no_doubt_is_no_no() -> None:
    assert settled(SPOKE, "no doubt true") == "wrong"
    assert settled(SPOKE, "false no doubt") == "correct"


def test_an_option_with_its_sides_exchanged_is_not_chosen() -> None:
    card = choose(
        "Which war was declared first?", "Austria on Serbia", "Austria on Serbia", "Germany on Russia"
    )
    assert settled(card, "austria on serbia") == "correct"
    assert marked(card, "Serbia on Austria").unread


def test_a_name_chooses_its_option_whatever_is_remarked_of_it() -> None:
    card = choose("Who was foreign secretary?", "Sir Edward Grey", "Sir Edward Grey", "David Lloyd George")
    assert settled(card, "Grey, the man who saw the lamps go out all over Europe that evening") == "correct"


@pytest.mark.parametrize(
    ("card", "answer"),
    [
        ("stalin-crisis/july-plenum", "repaeled them"),
        ("stalin-historians/essay-thesis", "control of the Party as General Secertary"),
        ("stalin-debate/lewin-turn", "between"),
        ("stalin-mend-the-note/doubled", "three"),
        ("stalin-oppositions/once-and-for-all", "since"),
    ],
)
def test_a_slip_or_a_small_word_of_one_option_only_chooses_it(card: str, answer: str) -> None:
    assert settled(card, answer) == "correct"


@pytest.mark.parametrize(
    ("options", "answer", "typed"),
    [
        (("True", "False"), "False", "no he wasn't there"),
        (("political", "bureaucratic"), "bureaucratic", "beaurocratic"),
        (("political", "bureaucratic"), "bureaucratic", "a bureaucrat's job"),
    ],
)
def test_an_option_is_chosen_in_a_student_s_words(options: tuple[str, ...], answer: str, typed: str) -> None:
    assert settled(choose("Which is it?", answer, *options), typed) == "correct"
