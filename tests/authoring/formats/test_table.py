from __future__ import annotations

import time

import pytest

from studykit.authoring.formats.headers import is_header
from studykit.authoring.formats.table_file import separator_of
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
        "Pergunta;Resposta",
        "Questão;Resposta correta",
        "Term;Definition",
        "Recto;Verso",
        "Anverso;Reverso",
    ],
)
def test_headers_are_read_in_five_languages(header: str) -> None:
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


def test_q_and_a_as_names_of_columns_are_a_question_and_its_answer() -> None:
    assert fields(read_table("a.csv", "Q,A\nWho led it?,Rossi\n")) == [
        {"ask": "Who led it?", "answer": "Rossi"}
    ]


def test_themes_and_sources_keep_the_letters_of_their_script() -> None:
    text = (
        "question,answer,topic,source\n"
        "Кто?,Иванов,Путь к власти 1917,Смирнов 1990\nКогда?,1917,Манифест 1917,Петров 1990\n"
        "Ποιος;,Νίκος,Αίτια,\nمن؟,علي,ثورة ١٩١٩,\nQui?,Marie,Économie – 1921–24,\n"
    )
    read = read_table("a.csv", text)
    assert [card["themes"] for card in fields(read)] == [
        ["путь-к-власти-1917"],
        ["манифест-1917"],
        ["αίτια"],
        ["ثورة-١٩١٩"],
        ["economie-1921-24"],
    ]
    assert [card["source"] for card in fields(read)[:2]] == ["смирнов-1990", "петров-1990"]
    assert not imported(read).errors


def test_a_table_whose_answers_have_an_unknown_name_says_where_to_put_one() -> None:
    text = "karte;frage;ziel\nRom;Who led?;Verdi\n"
    (problem,) = imported(read_table("a.csv", text)).problems
    assert problem.message == "no column is called `answer`"
    assert "`--columns -,ask,-`" in problem.mend
    read = read_table("a.csv", text, ["-", "ask", "answer"])
    assert fields(read) == [{"ask": "Who led?", "answer": "Verdi"}]
    assert told(read) == [(1, "title")]


def test_paragraphs_in_a_cell_of_html_become_lines_and_that_is_said() -> None:
    text = (
        "question,answer,also\n"
        "<p>Who led</p><p>the Left?</p>,<b>Trotsky</b>,<i>Bronstein</i>\n"
        "When did it <p>begin</p>?,1922,\n"
        "<p>Who led the Right?</p>,<p>Bukharin</p>,\n"
    )
    read = read_table("a.csv", text)
    assert [entry.fields["ask"] for entry in read.entries] == [
        "Who led\nthe Left?",
        "When did it\nbegin?",
        "Who led the Right?",
    ]
    assert (read.entries[0].fields["answer"], read.entries[0].fields["accept"]) == ("Trotsky", ["Bronstein"])
    assert [(each.line, each.rule) for each in read.problems] == [(2, "html"), (3, "html")]


def test_answers_with_bars_between_them_are_all_right() -> None:
    rows = "Who led?,Rossi|Mr Rossi | the chief\nWhat is it?,P(A|B)\nAnd?,|x|\n"
    read = read_table("a.csv", f"question,answer\n{rows}")
    assert [(card["answer"], card.get("accept")) for card in fields(read)] == [
        ("Rossi", ["Mr Rossi", "the chief"]), ("P(A|B)", None), ("|x|", None),
    ]  # fmt: skip
    assert (2, "bars") in told(read)


def test_a_place_to_write_in_is_no_answer() -> None:
    read = read_table("a.csv", "question,answer\nWrite an essay.,____\nWhich is raised?,^\nS in Morse?,...\n")
    assert [card["answer"] for card in fields(read)] == ["^", "..."]
    assert errors(read) == [(2, "no-answer")]


def test_columns_that_mean_the_same_are_named_as_they_are_written() -> None:
    read = read_table("a.csv", "Title,Question,Answer\nQ1,Who led?,Rossi\n")
    assert "`Title`, `Question` are all taken for `ask`" in read.problems[0].message
    assert fields(read) == [{"ask": "Who led?", "answer": "Rossi"}]


def test_a_wide_table_without_names_is_not_told_to_name_every_column() -> None:
    [problem] = read_table("a.csv", ",".join(map(str, range(90))) + "\n").problems
    assert "`--columns ask,answer,-,-,-,-`" in problem.mend
