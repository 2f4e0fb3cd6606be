"""Tables whose questions have options, those of quiz games among them."""

from __future__ import annotations

import pytest

from tests.authoring.formats.reading import errors, fields, told
from tests.authoring.sharing_decks import imported
from tests.authoring.tables import read_table

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


def test_numbers_as_names_of_columns_are_options() -> None:
    text = "Question,1,2,3,Correct,Hint\nWho?,Mao,Deng,Zhou,2,short\n"
    assert fields(read_table("a.csv", text)) == [
        {"ask": "Who?", "choose": ["Mao", "Deng", "Zhou"], "answer": "Deng", "hint": "short"}
    ]


def test_rows_tell_their_columns_where_one_says_in_each_which_option_is_right() -> None:
    # the number of the row before the question, the seconds of a game before the right option, a topic behind it
    read = read_table(
        "a.csv", ",,,,,,,\n1,Who led?,Rossi,Verdi,Neri,20,2,top\n2,When?,1921,1922,1923,30,1,\n"
    )
    assert fields(read) == [
        {"ask": "Who led?", "choose": ["Rossi", "Verdi", "Neri"], "answer": "Verdi"},
        {"ask": "When?", "choose": ["1921", "1922", "1923"], "answer": "1921"},
    ]
    (problem,) = imported(read).problems
    assert "-,ask,option 1,option 2,option 3,-,answer,-" in problem.message
    read = read_table("a.csv", "Who led?;Rossi;Verdi;Verdi\nWho fell?;Facta;Neri;Facta\n")
    assert [card["answer"] for card in fields(read)] == ["Verdi", "Facta"]
    # of two columns that could tell neither is taken
    assert errors(read_table("a.csv", "Who led?,Rossi,Verdi,A,2\nWhen?,1921,1922,B,3\n")) == [
        (1, "missing-column")
    ]


@pytest.mark.parametrize(
    "header",
    ["question,correct,wrong1,wrong2", "Question,Correct_Option,Distractor 1,Distractor 2"],
)
def test_wrong_options_are_found_by_their_names(header: str) -> None:
    assert fields(read_table("a.csv", f"{header}\nWho led?,Rossi,Verdi,Neri\n")) == [
        {"ask": "Who led?", "choose": ["Rossi", "Verdi", "Neri"], "answer": "Rossi"}
    ]


@pytest.mark.parametrize(
    "header",
    [
        "id;question;reponse1;reponse2;bonne_reponse",
        "id;pregunta;opcion_a;opcion_b;correct_option_ids",
        "id;Pregunta;Respuesta1;Respuesta2;Correcta",
    ],
)
def test_names_of_columns_need_no_accents(header: str) -> None:
    (card,) = fields(read_table("a.csv", f"{header}\n1;Who led?;Rossi;Verdi;2\n"))
    assert (card["choose"], card["answer"]) == (["Rossi", "Verdi"], "Verdi")


def test_numbers_name_options_in_a_table_of_a_game_even_where_all_are_options_too() -> None:
    header = "Question,Answer 1,Answer 2,Answer 3,Time limit (sec),Correct answer(s)\n"
    read = read_table("a.csv", f"{header}How many?,3,1,2,20,2\nHow many more?,2,3,1,20,1.0\n")
    assert [card["answer"] for card in fields(read)] == ["1", "2"]
    assert told(read) == [(2, "places")]


def test_an_option_that_stands_twice_is_offered_once_and_alike_ones_are_told() -> None:
    header = "Question,Option 1,Option 2,Option 3,Correct Answer\n"
    read = read_table("a.csv", f"{header}Who led?,Rossi,Verdi,Rossi,Rossi\nWhich list?,x[0],x{{0}},y,y\n")
    assert fields(read) == [{"ask": "Who led?", "choose": ["Rossi", "Verdi"], "answer": "Rossi"}]
    assert told(read) == [(2, "same-option"), (3, "same-option")]
    assert imported(read).errors[0].message == "the options `x[0]` and `x{0}` cannot be told apart when typed"


def test_a_column_that_only_begins_like_an_option_is_none() -> None:
    assert errors(read_table("a.csv", "Question Type,Question,Optional remark\nOpen,Why?,none\n")) == [
        (1, "missing-column")
    ]


def test_the_right_option_may_stand_behind_its_letter() -> None:
    header = "Question,Option A,Option B,Correct Answer\n"
    read = read_table("a.csv", f"{header}Who led?,Rossi,Verdi,B) Verdi\nWho fell?,Rossi,Verdi,A) Verdi\n")
    assert [card["answer"] for card in fields(read)] == ["Verdi"]
    assert errors(read) == [(3, "answer")]


def test_what_all_rows_begin_with_is_no_question() -> None:
    text = "select,M,Who led?,Rossi,Verdi,Rossi\nselect,M,Who fell?,Facta,Neri,Neri\nbox,M,Who won?,Neri,Facta,Neri\n"
    (problem,) = imported(read_table("a.csv", text)).errors
    assert problem.rule == "missing-column"
    assert "--columns ask,answer,-,-,-,-`; `option 1`" in problem.mend


@pytest.mark.parametrize(
    "options", ['"[""Rossi, R."", ""Verdi"", ""Neri""]"', "\"['Rossi, R.', 'Verdi', 'Neri']\""]
)
def test_options_may_be_a_list_as_programs_write_one(options: str) -> None:
    read = read_table("a.csv", f"question,options,answer\nWho led?,{options},2\n")
    assert fields(read) == [{"ask": "Who led?", "choose": ["Rossi, R.", "Verdi", "Neri"], "answer": "Verdi"}]


@pytest.mark.parametrize("wrong", ["Rossi; Neri", "Rossi|Neri", '"[""Rossi"", ""Neri""]"'])
def test_wrong_answers_of_one_cell_are_options(wrong: str) -> None:
    read = read_table("a.csv", f"Question,Correct Answer,Incorrect Answers\nWho led?,Verdi,{wrong}\n")
    assert fields(read) == [{"ask": "Who led?", "choose": ["Verdi", "Rossi", "Neri"], "answer": "Verdi"}]


def test_an_option_that_does_not_apply_is_none() -> None:
    header = "Question,Correct Answer,Option A,Option B,Option C,Option D\n"
    read = read_table("a.csv", f"{header}Was it so?,No,No,Yes,N/A,N/A\n")
    assert fields(read) == [{"ask": "Was it so?", "choose": ["No", "Yes"], "answer": "No"}]


def test_columns_with_one_name_for_an_answer_are_options() -> None:
    read = read_table("a.csv", "Pregunta;Correcta;Respuesta;Respuesta;Respuesta\nWho led?;2;Rossi;Verdi;\n")
    assert fields(read) == [{"ask": "Who led?", "choose": ["Rossi", "Verdi"], "answer": "Verdi"}]
    # which is right may stand under a name that is not known
    read = read_table("a.csv", "Pregunta;Clave;Respuesta;Respuesta\nWho led?;2;Rossi;Verdi\n")
    assert errors(read) == [(2, "no-answer")]


def test_what_german_tables_call_a_solution_and_its_reason_is_read_without_umlauts() -> None:
    text = "Nr;Kategorie;Frage;Antwort A;Antwort B;Loesung;Begruendung\n1;Rom;Who led?;Rossi;Verdi;B;He had the squads.\n"
    assert fields(read_table("a.csv", text)) == [
        {
            "ask": "Who led?",
            "choose": ["Rossi", "Verdi"],
            "answer": "Verdi",
            "note": "He had the squads.",
            "themes": ["rom"],
        }
    ]


@pytest.mark.parametrize(
    "header",
    [
        "Frage – max. 120 Zeichen;Antwort 1 – max. 75 Zeichen;Antwort 2;Zeitlimit (Sek.);Richtige Antwort(en) – eine",
        "Question - 120 caractères max;Réponse 1;Réponse 2;Limite de temps (s);Réponse(s) correcte(s)",
        "Pregunta;Respuesta 1;Respuesta 2;Tiempo límite (s);Respuesta(s) correcta(s) - elige una",
    ],
)
def test_the_template_of_a_game_is_read_in_other_languages(header: str) -> None:
    read = read_table("a.csv", f"{header}\nHow many?;2;1;20;2\n")
    assert fields(read) == [{"ask": "How many?", "choose": ["2", "1"], "answer": "1"}]
    assert told(read) == [(2, "places")]


def test_columns_with_one_name_for_wrong_answers_are_options() -> None:
    text = "Frage;Falsche Antwort (1);Richtige Antwort;Falsche Antwort (2)\nWho led?;Rossi;Verdi;Neri\n"
    assert fields(read_table("a.csv", text)) == [
        {"ask": "Who led?", "choose": ["Verdi", "Rossi", "Neri"], "answer": "Verdi"}
    ]


def test_one_answer_in_words_does_not_turn_the_numbers_of_a_game_into_options() -> None:
    header = "Question,Answer 1,Answer 2,Time limit (sec),Correct answer(s)\n"
    read = read_table("a.csv", f"{header}How many?,2,1,20,2\nWhich war?,War 1,War 2,20,War 2\n")
    assert [card["answer"] for card in fields(read)] == ["1", "War 2"]


def test_a_decimal_with_a_comma_is_one_option_and_names_no_two() -> None:
    text = "Frage;Option 1;Option 2;Option 3;Antwort\nWachstum?;1,3;2,5;4,0;1,3\nNoch mehr?;1,1;2,2;3,3;2,2\n"
    read = read_table("a.csv", text)
    assert [entry.fields["answer"] for entry in read.entries] == ["1,3", "2,2"]
    assert [entry.fields["choose"] for entry in read.entries] == [
        ["1,3", "2,5", "4,0"],
        ["1,1", "2,2", "3,3"],
    ]
    text = "Frage;Auswahl;Antwort\nWachstum?;1,3, 2,5, 4,0;1,3\nJahr?;1917,1918,1919;1918\nWas?;a,b,c;b\n"
    read = read_table("b.csv", text)
    assert [entry.fields["choose"] for entry in read.entries] == [
        ["1,3", "2,5", "4,0"],
        ["1917", "1918", "1919"],
        ["a", "b", "c"],
    ]
    read = read_table("c.csv", "Frage;Antwort;falsche Antwort\nWachstum?;1,3;2,5\n")
    assert read.entries[0].fields["choose"] == ["1,3", "2,5"]


def test_html_in_the_right_answer_is_taken_off_as_in_the_others() -> None:
    read = read_table("a.csv", "question,answer,wrong\nWho?,<b>Lenin</b>,<i>Kirov</i> | Trotsky\n")
    assert read.entries[0].fields["choose"] == ["Lenin", "Kirov", "Trotsky"]
    assert read.entries[0].fields["answer"] == "Lenin"


@pytest.mark.parametrize(
    ("said", "right"),
    [("Option 3", "Neri"), ("option_c", "Neri"), ("Answer B", "Verdi"), ("Choice 1", "Rossi")],
)
def test_the_right_option_may_be_named_by_its_column(said: str, right: str) -> None:
    text = f"Question,Option 1,Option 2,Option 3,Correct Answer\nWho led?,Rossi,Verdi,Neri,{said}\n"
    [card] = fields(read_table("a.csv", text))
    assert (card["choose"], card["answer"]) == (["Rossi", "Verdi", "Neri"], right)


@pytest.mark.parametrize("said", ["13", "AC", "ac"])
def test_several_right_options_may_be_named_without_a_sign_between_them(said: str) -> None:
    text = f"Question,A,B,C,Answer\nWho led?,Rossi,Verdi,Neri,{said}\nWho not?,Rossi,Verdi,Neri,Verdi\n"
    assert fields(read_table("a.csv", text))[0] == {"ask": "Who led?", "list": ["Rossi", "Neri"]}


def test_a_word_of_the_letters_of_options_names_none() -> None:
    text = "Question,A,B,C,D,Answer\nWhere did he lie?,bat,bee,cot,dip,bad\nAnd he?,bat,bee,cot,dip,bat\n"
    assert errors(read_table("a.csv", text)) == [(2, "answer")]


def test_numbers_of_rows_may_have_gaps_and_years_that_are_asked_for_are_none() -> None:
    rows = "{},Who led?,Rossi,Verdi,Neri,Verdi\n{},When?,1921,1922,1923,1922\n"
    assert [card["ask"] for card in fields(read_table("a.csv", rows.format(3, 9)))] == ["Who led?", "When?"]
    read = read_table("a.csv", "1922,Rossi,Verdi,Neri,Verdi\n1935,Facta,Bonomi,Neri,Facta\n")
    assert [card["ask"] for card in fields(read)] == ["1922", "1935"]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Question,A,B,C,Answer\nWho?,Mao,Deng,Zhou,2\nWhen?,1,2,3,1\n", True),
        ("Question,A,B,C,Answer\nWho?,Mao,Deng,Zhou,2\nWho not?,Mao,Deng,Zhou,3\n", False),
        ("Question,A,B,C,Answer\nWho?,Mao,Deng,Zhou,Deng\n", False),
        ("question,option1,option2,option3,correctIndex\nWho?,Mao,Deng,Zhou,1\n", True),
        (BLOOKET, False),
        (QUIZIZZ, False),
    ],
)
def test_numbers_that_could_be_counted_from_0_are_named_once(text: str, named: bool) -> None:
    messages = [problem.message for problem in read_table("a.csv", text).problems]
    assert sum("is that so?" in message for message in messages) == named


@pytest.mark.parametrize(
    ("header", "answer", "right", "rules"),
    [
        ("Question Text,Option 1,Option 2,Option 3,Correct Answer,Time", "1", "3", ["places"]),
        ("Question,Option 1,Option 2,Option 3,Correct Answer,Note", "1", "1", ["places"]),
        ("Question,Option 1,Option 2,Option 3,Correct Answer,Note", "5", "5", []),
    ],
    ids=["the seconds of a game", "nothing that tells", "no number of an option"],
)
def test_a_number_that_is_an_option_and_could_be_the_number_of_one_is_never_taken_in_silence(
    header: str, answer: str, right: str, rules: list[str]
) -> None:
    read = read_table("a.csv", f"{header}\nHow many consuls?,3,1,5,{answer},\n")
    (card,) = fields(read)
    assert (card["choose"], card["answer"]) == (["3", "1", "5"], right)
    assert [rule for _, rule in told(read)] == rules


def test_an_apostrophe_before_every_text_is_a_sign_for_spreadsheets_and_one_of_a_quotation_is_not() -> None:
    text = "Question,Option 1,Option 2,Correct Answer\n'When?,'1921,'1922,2\n{}\n"
    read = read_table("a.csv", text.format("''Land' is whose word?,'Lenin,'Martov,1"))
    assert [(card["ask"], card["answer"]) for card in fields(read)] == [
        ("When?", "1922"),
        ("'Land' is whose word?", "Lenin"),
    ]
    assert (2, "apostrophe") in told(read)
    read = read_table("a.csv", text.format("Who?,'Land',Lenin,2"))
    assert [card["ask"] for card in fields(read)] == ["'When?", "Who?"]


def test_the_rows_above_the_names_of_the_columns_are_named_once() -> None:
    text = "Quiz template\nFill it in\nQuestion,Option 1,Option 2,Correct Answer\nWho?,Rossi,Verdi,A\n"
    assert told(read_table("a.csv", text)) == [(1, "title")]
