from __future__ import annotations

import time

import pytest

from studykit.authoring.formats.headers import is_header
from studykit.authoring.formats.separated import separator_of
from studykit.errors import UsageError
from tests.authoring.formats.reading import errors, fields, told
from tests.authoring.sharing_decks import imported
from tests.authoring.tables import read_table


def test_columns_are_found_by_what_teachers_call_them() -> None:
    (card,) = fields(
        read_table("a.csv", "Front;Back;Tags;Extra\nWho ruled?;Facta;italy liberal;until 1922\n")
    )
    assert card == {
        "ask": "Who ruled?",
        "answer": "Facta",
        "note": "until 1922",
        "themes": ["italy", "liberal"],
    }


@pytest.mark.parametrize(
    "header",
    [
        "Frage;Antwort",
        "Question;Réponse",
        "Pregunta;Respuesta",
        "Term;Definition",
        "Recto;Verso",
        "Anverso;Reverso",
    ],
)
def test_headers_are_read_in_four_languages(header: str) -> None:
    assert fields(read_table("a.csv", f"{header}\nx y?;z\n")) == [{"ask": "x y?", "answer": "z"}]


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("front|back\na, b|c\nd|e; f\n", "|"),
        ("front\tback\na, b; c\td\n", "\t"),
        ('front,back\n"a;b;c",d\n"e;f;g",h\n', ","),
        ("front;back\nWho, in Rome?;Facta, Luigi\n", ";"),
        ("front,back\n" + "Who?,a; b\n" * 9, ","),
        ("a\nb\n", ","),
    ],
)
def test_the_separator_is_the_one_by_which_the_rows_are_alike(text: str, sign: str) -> None:
    assert separator_of(text, is_header) == sign


@pytest.mark.parametrize("first", ["sep=;", '"sep=;"'])
def test_excels_line_on_the_separator_is_no_row(first: str) -> None:
    read = read_table("a.csv", f"{first}\nask;answer\nWho, then?;Facta\n;x\n")
    assert [card["answer"] for card in fields(read)] == ["Facta"]
    assert told(read) == [(4, "no-ask")]


def test_a_separator_can_be_said() -> None:
    assert fields(read_table("a.csv", "ask^answer\nWho?^Facta\n", (), "^"))[0]["answer"] == "Facta"
    with pytest.raises(UsageError, match="One sign"):
        read_table("a.csv", "ask,answer\n", (), "--")


def test_a_table_without_a_header_has_its_columns_named_and_further_ones_are_named_once() -> None:
    rows = "".join(f"x,Who is {n}?,n{n},more,still more\n" for n in range(17))
    read = read_table("a.csv", rows, ["-", "ask", "answer"])
    assert len(fields(read)) == 17
    assert told(read) == [(1, "column")]
    with pytest.raises(UsageError, match="did you mean `answer`"):
        read_table("a.tsv", "x\ty\n", ["ask", "anwser"])


def test_a_header_makes_no_card_where_the_columns_are_named_too() -> None:
    read = read_table("a.csv", "Frage;Antwort\nWer?;Lenin\n", ["ask", "answer"])
    assert fields(read) == [{"ask": "Wer?", "answer": "Lenin"}]
    assert told(read) == [(1, "title")]


def test_a_table_without_the_columns_that_are_needed_says_what_to_add() -> None:
    (problem,) = imported(read_table("a.csv", "foo,bar,baz,qux\n1,2,3,4\n")).problems
    assert (problem.line, problem.rule) == (1, "missing-column")
    assert "--columns ask,answer,-,-" in problem.mend


def test_html_and_entities_are_cleaned_and_media_named() -> None:
    read = read_table(
        "a.csv",
        'ask,answer\nWho <i>placed</i>&nbsp;staff?,<b>Orgburo</b>\nWhat is this?<img src="map.png">,&quot;Rome&quot;\n'
        "Where?,[sound:x.mp3]\nIs 1 < 2 & 3 > 2?,yes\n",
    )
    assert [(card["ask"], card["answer"]) for card in fields(read)] == [
        ("Who placed staff?", "Orgburo"),
        ("What is this?", '"Rome"'),
        ("Is 1 < 2 & 3 > 2?", "yes"),
    ]
    assert told(read) == [(3, "media"), (4, "media"), (4, "no-answer")]


def test_gaps_of_anki_in_a_cell_are_gaps() -> None:
    read = read_table("a.csv", "ask,answer\nThe {{c1::NEP::policy}} of {{c2::1921}},Lenin's\n")
    assert fields(read) == [{"cloze": "The {{NEP::policy}} of {{1921}}", "note": "Lenin's"}]


def test_a_numbered_list_in_a_cell_is_a_list_and_a_remark_below_an_answer_a_note() -> None:
    read = read_table(
        "a.csv",
        'ask,answer\nWhy did he fall?,"1. corrupt army\n2. US arms embargo"\nWhen did he land?,"2 December 1956\non the Granma"\n'
        'Name two ministers.,"Facta\nBonomi"\n',
    )
    made = fields(read)
    assert made[0]["list"] == ["corrupt army", "US arms embargo"]
    assert (made[1]["answer"], made[1]["note"]) == ("2 December 1956", "on the Granma")
    assert made[2]["list"] == ["Facta", "Bonomi"]
    assert told(read) == [(4, "lines"), (6, "lines")]


@pytest.mark.parametrize(
    ("written", "say", "accept", "note"),
    [
        ("New Economic Policy (NEP)", "New Economic Policy", ["NEP"], None),
        ("Central Committee (CC)", "Central Committee", ["CC"], None),
        ("Leon Trotsky (Bronstein)", "Leon Trotsky", ["Bronstein"], None),
        ("Iosif (Joseph) Stalin", "Iosif Stalin", ["Joseph Stalin"], None),
        ("Politburo (7 members)", "Politburo", None, "7 members"),
        ("Lenin (died January 1924)", "Lenin", None, "died January 1924"),
        ("24 June 1948 (Airlift)", "24 June 1948", None, "Airlift"),
        ("collectivisation (1928)", "collectivisation", None, "1928"),
        ("kulak(s)", "kulak(s)", None, None),
    ],
)
def test_a_bracket_in_an_answer_is_another_name_or_a_remark_and_is_said(
    written: str, say: str, accept: list[str] | None, note: str | None
) -> None:
    read = read_table("a.csv", f"ask,answer\nWhat is it?,{written}\n")
    (card,) = fields(read)
    assert (card["answer"], card.get("accept"), card.get("note")) == (say, accept, note)
    assert told(read) == ([(2, "bracket")] if say != written else [])


@pytest.mark.parametrize(
    ("answer", "made"),
    [
        ("Aims:\nland\npeace", {"list": ["land", "peace"], "note": "Aims:"}),
        ("He said:\nPeace!", {"answer": "Peace!", "note": "He said:"}),
        ("```\nland\n---\nin 1917", {"answer": "land", "note": "in 1917"}),
        ("Ana (8), Luis (5)", {"answer": "Ana (8), Luis (5)"}),
        ("Lenin and Trotsky (Bronstein)", {"answer": "Lenin and Trotsky (Bronstein)"}),
    ],
)
def test_an_answer_is_no_line_before_a_colon_and_no_bracket_of_one_of_several(
    answer: str, made: dict[str, object]
) -> None:
    read = read_table("a.csv", f'question,answer\nWhat did they want?,"{answer}"\n')
    assert fields(read) == [{"ask": "What did they want?", **made}]
    assert {rule for _, rule in told(read)} == ({"lines"} if "note" in made else set())


BLOOKET = """\
Blooket Import Template,,,,,,,
Question #,Question Text,Answer 1,Answer 2,"Answer 3
(Optional)","Answer 4
(Optional)","Time Limit (sec)
(Max: 300 seconds)","Correct Answer(s)
(Only include Answer #)"
1,Who ruled?,Facta,Bonomi,,,20,1
2,Which were ministers?,Facta,Rome,Bonomi,,20,"1,3"
3,Who followed?,Facta,Bonomi,,,20,7
"""
GIMKIT = "Question,Correct Answer,Incorrect Answer 1,Incorrect Answer 2 (Optional)\nWho ruled?,Facta,Bonomi,\nWhere?,Rome,,\n"
KAHOOT = (
    "Quiz template\n,Question - max 120 characters,Answer 1 - max 75 characters,Answer 2 - max 75 characters,"
    "Time limit (sec) – 5; 10 or 20 secs,Correct answer(s) - choose at least one\n1,Who ruled?,Bonomi,Facta,20,2\n"
)
QUIZIZZ = "Question Text,Question Type,Option 1,Option 2,Correct Answer,Time in seconds\nWho ruled?,Multiple Choice,Facta,Bonomi,1,20\n"


@pytest.mark.parametrize(
    "text", [BLOOKET, GIMKIT, KAHOOT, QUIZIZZ], ids=["blooket", "gimkit", "kahoot", "quizizz"]
)
def test_the_tables_of_quiz_games_are_read(text: str) -> None:
    card = fields(read_table("a.csv", text))[0]
    assert sorted(card.pop("choose")) == ["Bonomi", "Facta"]
    assert card == {"ask": "Who ruled?", "answer": "Facta"}


def test_a_question_of_a_game_with_one_option_is_typed() -> None:
    text = (
        "Question Text,Question Type,Option 1,Option 2,Correct Answer\nWho ruled?,Fill-in-the-Blank,Facta,,\n"
    )
    assert fields(read_table("a.csv", text)) == [{"ask": "Who ruled?", "answer": "Facta"}]


def test_a_row_with_options_keeps_what_else_it_says() -> None:
    text = "Question,Option A,Option B,Correct,Category,Hint,Id\nWho?,Mao,Deng,A,The rise,He wrote,lead\n"
    assert fields(read_table("a.csv", text)) == [
        {
            "ask": "Who?",
            "choose": ["Mao", "Deng"],
            "answer": "Mao",
            "hint": "He wrote",
            "themes": ["the-rise"],
        }
    ]


def test_options_of_a_question_to_be_typed_are_right_answers_and_a_poll_has_none() -> None:
    blooket = "Question Text,Answer 1,Answer 2,Correct Answer(s),,\nWhat is x?,3,x=3,,,typing\n"
    read = read_table("a.csv", blooket)
    assert fields(read) == [{"ask": "What is x?", "answer": "3", "accept": ["x=3"]}]
    quizizz = "Question Text,Question Type,Option 1,Option 2,Correct Answer\n"
    read = read_table(
        "a.csv", f"{quizizz}The ____ of 1950,Fill-in-the-Blank,law,land law,\nRate it,Poll,a,b,\n"
    )
    assert fields(read) == [{"ask": "The ____ of 1950", "answer": "law", "accept": ["land law"]}]
    assert told(read) == [(3, "poll")]


def test_what_a_quiz_game_has_and_a_card_has_not_is_named() -> None:
    read = read_table("a.csv", BLOOKET)
    assert fields(read)[1] == {"ask": "Which were ministers?", "list": ["Facta", "Bonomi"]}
    assert errors(read) == [(9, "answer")]
    assert (8, "several") in told(read)
    assert fields(read_table("a.csv", GIMKIT))[1] == {"ask": "Where?", "answer": "Rome"}


def test_rows_that_cannot_be_used_are_told_with_the_line_they_begin_in() -> None:
    rows = [
        '"Who\nruled?",Facta',
        ",alone",
        "Who?,",
        "a,b,c,d",
        "Where, in Rome?,x",
        "Who ruled?,Giolitti",
        "Who ruled?,facta",
    ]
    read = read_table("a.csv", "question,answer\n" + "\n".join(rows) + "\n")
    assert told(read) == [
        (4, "no-ask"), (5, "no-answer"), (6, "ragged-row"), (7, "ragged-row"), (8, "asked-twice"), (9, "asked-twice"),
    ]  # fmt: skip
    assert len(imported(read).cards) == 1


@pytest.mark.parametrize(
    "text",
    [
        "ask,answer" + ",x" * 1_000_000 + "\nq?,a\n",
        "ask,answer\nq?,a" + ",x" * 1_000_000,
        f"ask,answer\n{'q' * 9_000_000},a",
    ],
    ids=["columns", "cells", "letters"],
)
def test_a_row_longer_than_any_row_is_told_and_not_looked_into(text: str) -> None:
    before = time.process_time()
    read = read_table("a.csv", text)
    assert "too-long" in [rule for _, rule in told(read)]
    assert time.process_time() - before < 10


def test_a_row_whose_prompt_gives_the_answer_away_is_an_error() -> None:
    assert told(read_table("a.csv", "ask,answer\nWho was Facta of Rome?,Facta\n")) == [
        (2, "answer-in-prompt")
    ]


def test_an_answer_with_commas_is_a_list_where_the_prompt_tells_to_name_things() -> None:
    read = read_table(
        "a.csv",
        'Question,correctAnswer\nList primary colors,"red, blue, yellow"\nWho?,"Lenin, V. I., the first"\n',
    )
    made = fields(read)
    assert made[0]["list"] == ["red", "blue", "yellow"]
    assert made[1]["answer"] == "Lenin, V. I., the first"
    assert told(read) == [(2, "parts")]


@pytest.mark.parametrize("answer", ["Jiangxi, Yan'an", "Jiangxi and Yan'an", "Jiangxi; Yan'an"])
def test_two_things_are_a_list_where_the_prompt_asks_for_two(answer: str) -> None:
    read = read_table("a.tsv", f"Question\tAnswer\nName two base areas.\t{answer}\nName a base.\t{answer}\n")
    made = fields(read)
    assert (made[0]["list"], made[1]["answer"]) == (["Jiangxi", "Yan'an"], answer)
    assert told(read) == [(2, "parts")]


def test_two_columns_without_names_are_questions_and_answers_and_that_is_said() -> None:
    read = read_table("a.csv", '"Who led the march, in 1922?",Rossi\nWhich law?,Acerbo\nodd,one,out\n')
    assert [(card["ask"], card["answer"]) for card in fields(read)] == [
        ("Who led the march, in 1922?", "Rossi"),
        ("Which law?", "Acerbo"),
    ]
    assert told(read) == [(1, "columns"), (3, "ragged-row")]


def test_a_category_of_several_words_is_one_theme_and_columns_of_numbers_are_not_named() -> None:
    read = read_table(
        "a.csv", "Question #,category,question,answer,Time limit (sec)\n1,Air & Water,What is it?,rain,20\n"
    )
    assert fields(read) == [{"ask": "What is it?", "answer": "rain", "themes": ["air-water"]}]
    assert not told(read)


@pytest.mark.parametrize(
    ("ask", "answer", "items"),
    [
        ("Two merits?", "1. easy to grow, and 2. easy to sell", ["easy to grow", "easy to sell"]),
        ("Steps?", "1) sow 2) reap 3) sell", ["sow", "reap", "sell"]),
        ("What are the four parts?", "a, b, c, and d", ["a", "b", "c", "d"]),
        ("Rome: List the parts.", "a, b and c, d", ["a", "b and c", "d"]),
    ],
)
def test_what_is_numbered_or_counted_in_one_line_is_a_list(ask: str, answer: str, items: list[str]) -> None:
    read = read_table("a.csv", f'question,answer\n{ask},"{answer}"\n')
    assert fields(read) == [{"ask": ask, "list": items}]
    assert told(read) == [(2, "parts")]


@pytest.mark.parametrize(
    ("ask", "answer"),
    [("When?", "1. May 1890"), ("Sign?", "+ a plus"), ("What are the two parts?", "a, b, and c")],
)
def test_what_only_looks_like_a_list_is_one_answer(ask: str, answer: str) -> None:
    (card,) = fields(read_table("a.csv", f'question,answer\n{ask},"{answer}"\n'))
    assert card["answer"] == answer


@pytest.mark.parametrize(
    ("ask", "answer", "right", "note"),
    [
        ("Who led it?\n1. Rossi\n2. Verdi", "2", "Verdi", None),
        ("Who led it?\na) Rossi\nb) Verdi", "B) Verdi", "Verdi", None),
        ("Who led it?\nA. Rossi\nB. Verdi", "A: He had the squads.", "Rossi", "He had the squads."),
        ("Who led it?\n(a) Rossi\n(b) Verdi", "Rossi", "Rossi", None),
    ],
)
def test_options_below_a_question_are_a_choice(ask: str, answer: str, right: str, note: str | None) -> None:
    (card,) = fields(read_table("a.csv", f'question,answer\n"{ask}",{answer}\n'))
    assert (card["ask"], card["choose"], card["answer"]) == ("Who led it?", ["Rossi", "Verdi"], right)
    assert card.get("note") == note


def test_a_numbered_prompt_whose_answer_is_none_of_its_lines_stays_as_it_is() -> None:
    (card,) = fields(
        read_table("a.csv", 'question,answer\n"What follows?\n1. a vote\n2. a strike",a march\n')
    )
    assert card == {"ask": "What follows?\n1. a vote\n2. a strike", "answer": "a march"}


@pytest.mark.parametrize(
    "ask", ["Quels sont les trois partis ?", "¿Cuáles son los tres partidos?", "Nenne die drei Parteien."]
)
def test_number_words_of_the_languages_of_headers_tell_how_many_things_are_asked_for(ask: str) -> None:
    (card,) = fields(read_table("a.csv", f'question,answer\n{ask},"a, b, c"\n'))
    assert card["list"] == ["a", "b", "c"]


def test_rows_of_a_template_without_a_question_are_passed_over() -> None:
    read = read_table(
        "a.csv",
        "#,Question Text,Option 1,Option 2,Correct Answer,Time in seconds\n"
        '1,"Text of the question\n\n(required)","Text for option 1\n\n(required)",,"The right one (1-5).",\n'
        "2,Who led it?,Rossi,Verdi,1,20\n3,,,,,20\n4,Say why.,,,,60\n",
    )
    assert fields(read) == [{"ask": "Who led it?", "choose": ["Rossi", "Verdi"], "answer": "Rossi"}]
    assert told(read) == [(2, "title"), (9, "essay")]


@pytest.mark.parametrize(
    "text",
    [
        "question,A,B,C,answer\nWho led it?,Rossi,Verdi,Neri,B\n",
        "question,a,b,c,correct\nWho led it?,Rossi,Verdi,Neri,Verdi\n",
        'Question,Options,Answer\nWho led it?,"Rossi, Verdi, Neri",Verdi\n',
        "Who led it?,Rossi,Verdi,Neri,B\nWhen?,1921,1922,1923,A\n",
        "Who led it?,Rossi,Verdi,Neri,2\n",
    ],
)
def test_options_are_found_under_letters_between_commas_or_without_names(text: str) -> None:
    card = fields(read_table("a.csv", text))[0]
    assert (card["choose"], card["answer"]) == (["Rossi", "Verdi", "Neri"], "Verdi")


@pytest.mark.parametrize(
    ("options", "answer", "right"),
    [
        ('"A. Mao B. Deng C. Zhou"', "B", "Deng"),
        ("a) Mao &nbsp;b) Deng &nbsp;c) Zhou", "b) Deng", "Deng"),
        ("Mao|<b>Deng</b>|Zhou", "Deng", "Deng"),
        ('"Mao, Deng, Zhou"', "2", "Deng"),
    ],
)
def test_options_of_one_cell_are_cut_and_the_right_one_may_be_named_by_its_letter(
    options: str, answer: str, right: str
) -> None:
    read = read_table("a.csv", f"question,options,answer\nWho?,{options},{answer}\n")
    assert fields(read) == [{"ask": "Who?", "choose": ["Mao", "Deng", "Zhou"], "answer": right}]


def test_options_are_counted_from_nought_where_a_row_says_so() -> None:
    head = "question,answer1,answer2,answer3,correct_answer\n"
    read = read_table("a.csv", f'{head}Who?,Mao,Deng,Zhou,1\nWhen?,1949,1950,1951,0\nWhich?,a,b,c,"0,2"\n')
    assert [card.get("answer") or card["list"] for card in fields(read)] == ["Deng", "1949", ["a", "c"]]
    assert told(read) == [(3, "places"), (4, "several")]
    # numbers that are options in every row are no places
    read = read_table("a.csv", f"{head}How many?,0,1,2,0\nHow old?,7,8,9,8\n")
    assert [card["answer"] for card in fields(read)] == ["0", "8"]


def test_answers_beside_the_correct_one_are_the_options() -> None:
    read = read_table("a.csv", 'question,answers,correct\nHow many?,"64,7,4,8",4\nWho?,"Mao,Deng,Zhou",3\n')
    assert [(card["choose"][0], card["answer"]) for card in fields(read)] == [("64", "8"), ("Mao", "Zhou")]
    assert told(read) == [(2, "places")]


def test_blanks_before_a_quoted_cell_are_none_of_it() -> None:
    text = (
        'question, answer\nWhat ended?, "land, in 1950" \n "Who, then?", "the ""red"" one"\nWho said, "no"?\n'
    )
    assert [(card["ask"], card["answer"]) for card in fields(read_table("a.csv", text))] == [
        ("What ended?", "land, in 1950"),
        ("Who, then?", 'the "red" one'),
        ("Who said", '"no"?'),
    ]


@pytest.mark.parametrize(
    ("answer", "made"),
    [
        ("- land - peace - bread", {"list": ["land", "peace", "bread"]}),
        ("He asked for two: • land • peace", {"list": ["land", "peace"], "note": "He asked for two:"}),
    ],
)
def test_dashes_in_one_line_are_a_list_and_that_is_said(answer: str, made: dict[str, object]) -> None:
    read = read_table("a.csv", f"question,answer\nWhat?,{answer}\n")
    assert fields(read) == [{"ask": "What?", **made}]
    assert (2, "parts") in told(read)


def test_numbers_as_names_of_columns_are_options() -> None:
    text = "Question,1,2,3,Correct,Hint\nWho?,Mao,Deng,Zhou,2,short\n"
    assert fields(read_table("a.csv", text)) == [
        {"ask": "Who?", "choose": ["Mao", "Deng", "Zhou"], "answer": "Deng", "hint": "short"}
    ]


def test_q_and_a_as_names_of_columns_are_a_question_and_its_answer() -> None:
    assert fields(read_table("a.csv", "Q,A\nWho led it?,Rossi\n")) == [
        {"ask": "Who led it?", "answer": "Rossi"}
    ]
