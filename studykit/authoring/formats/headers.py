"""What the columns of a table are called: by teachers in five languages, and by the makers of quiz games."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import count

from studykit.authoring.filled_rows import COLUMNS

LAST_NUMBER = 1000
"""Up to this number the numbers of rows may have gaps, where some were deleted; larger ones may be years."""

KNOWN = frozenset({*COLUMNS, "accept", "topic", "type", "wrong"})
"""The columns a table may have."""

LONGEST = 120
"""Characters of the longest name of a column: longer ones are text."""

_NAMES = {
    "card": "id, card id, guid",
    "ask": "question, question text, questions, front, prompt, term, terms, q, word, text, title, concept, "
    "frage, vorderseite, begriff, aufgabe, fragetext, recto, énoncé, terme, mot, notion, "
    "pregunta, preguntas, anverso, frente, término, concepto, enunciado, "
    "pergunta, perguntas, questão, questões, termo, conceito, palavra",
    "answer": "back, definition, definitions, a, answers, response, meaning, translation, answer index, "
    "antwort, antworten, rückseite, lösung, loesung, übersetzung, bedeutung, richtige antwort, richtige antworten, richtig, réponse, réponses, verso, définition, traduction, signification, "
    "bonne réponse, réponse correcte, réponses correctes, bonnes réponses, correcte, respuesta, respuestas, reverso, definición, respuesta correcta, respuestas correctas, "
    "opción correcta, correcta, correcto, solución, traducción, significado, "
    "resposta, respostas, definição, resposta correta, respostas corretas, resposta certa, respostas certas, opção correta, correta, correto, "
    "alternativa correta, solução, tradução",
    "accept": "accepted, also, alternatives, also accept, auch richtig, aussi, también, também",
    "options": "choices, choose, answer choices, antwortmöglichkeiten, auswahl, choix, opciones, opções, alternativas",
    "wrong": "wrong answers, wrong answer, incorrect answers, incorrect answer, incorrect, distractors, distractor, "
    "falsche antworten, falsche antwort, mauvaises réponses, mauvaise réponse, respuesta incorrecta, "
    "respuestas incorrectas, resposta incorreta, respostas incorretas, resposta errada, respostas erradas",
    "hint": "clue, hinweis, tipp, indice, pista, dica",
    "note": "notes, explanation, comment, extra, feedback, back extra, answer explanation, anmerkung, erklärung, begründung, begruendung, remarque, "
    "explication, nota, notas, explicación, comentario, explicação, comentário, observação, observações",
    "themes": "tags, tag, themen, schlagwörter, thèmes, étiquettes, temas, etiquetas",
    "topic": "topics, theme, category, categories, subject, chapter, unit, thema, kategorie, thème, catégorie, tema, "
    "categoría, assunto, tópico, unidade, capítulo",
    "date": "year, dates, datum, jahr, année, fecha, año, data, datas",
    "type": "question type, typing answer, fragetyp, type de question, tipo de pregunta, tipo de pergunta, tipo de questão",
    "source": "sources, reference, quelle, quellen, fuente, fuentes, fonte, fontes",
}
_CORRECT = re.compile(
    r"(?:correct|right(?= ))(?: (?:answer|option|choice|response))?s?(?: (?:index|id|number|letter)e?s?)?"
)
_OPTION_WORD = "(?:answer|option|choice|antwort|reponse|respuesta|opcion|resposta|opcao|alternativa)"
_OPTION = re.compile(
    rf"(?:(?P<wrong>incorrect|wrong|falsche?|distractor|errada|incorreta)(?: {_OPTION_WORD})?|{_OPTION_WORD}) ?(?P<place>[1-9]|[a-h])"
)
_PLACED = re.compile(r"(?:option|wrong) (?:\d+|[a-h])")
_ANSWERS = frozenset({"answers", "antworten", "reponses", "respuestas", "respostas"})
_TELLS_PLACES = re.compile(
    r"(?:answer|reponse|respuesta|resposta|antwort)\((?:s|en)\)|\bindex\b|\btime (?:limit|in)\b"
    r"|\bzeitlimit|\blimite de temps|\btemps limite|\blimite de tie?mpo|\btie?mpo limite"
    r"|\A(?:time|timer|seconds)\Z"
)
_SECONDS = frozenset(map(str, (5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 240, 300)))
"""What quiz games give for an answer."""
_PLACE = re.compile(r"[A-Fa-f1-6]")
_WHOLE = re.compile(r"\d{1,9}")
_REMARK = re.compile(r"\s*(?:\(.*|\[.*| [-–—] .*|[:*?]+\s*$)")


def folded(name: str) -> str:
    """A name in small letters without accents, which many leave out in names of columns."""
    plain = unicodedata.normalize("NFD", name[: LONGEST + 1]).strip().lower()  # longer ones are text
    return "".join(each for each in plain if not unicodedata.combining(each))


_BY_NAME = {
    **{folded(other): name for name, others in _NAMES.items() for other in others.split(",")},
    **{name: name for name in KNOWN},
}


def names_of(written: str) -> tuple[str, ...]:
    """What the name of a column may be meant for: as it is written, then without the remarks behind it.

    The templates of quiz games have such remarks: `Answer 3 (Optional)`.
    """
    # "correctAnswer", "correct_answer" and "Correct Answer" are one name
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", written)
    name = " ".join(folded(parted.replace("_", " ")).split())
    if len(name) > LONGEST:
        return (name,)
    bare = re.sub(r"\(s\)", "s", name)
    bare = _REMARK.sub("", bare).strip()
    return name, bare, bare.removesuffix("s")


def column_of(written: str) -> str:
    """What a column is here: one of `KNOWN`, `option 2`, `wrong 1`, or the name as it is written."""
    names = names_of(written)
    for each in names:
        if each in _BY_NAME:
            return _BY_NAME[each]
        if _CORRECT.fullmatch(each):
            return "answer"
        option = _OPTION.fullmatch(each)
        if option:
            return f"{'wrong' if option['wrong'] else 'option'} {option['place']}"
    return names[0]


def is_option(name: str) -> bool:
    """Whether a column holds an option, `option 2`, or one of those that are wrong, `wrong 1`."""
    return _PLACED.fullmatch(name) is not None


def columns_of(cells: Sequence[str]) -> list[str]:
    """What the columns of a table are; single letters or numbers beside an answer are its options."""
    head = [column_of(cell) for cell in cells]
    letters = [folded(cell) for cell in cells]
    same = [letter for letter, name in zip(letters, head, strict=True) if name == "answer"]
    places = count(1)
    if len(same) > len(set(same)):  # columns with one name are what is to choose from
        head = [
            f"option {next(places)}" if name == "answer" and letters.count(letter) > 1 else name
            for letter, name in zip(letters, head, strict=True)
        ]
    if head.count("wrong") > 1:
        head = [f"wrong {next(places)}" if name == "wrong" else name for name in head]
    if head.count("answer") > 1:  # "answers" beside "correct answer" are what is to choose from
        head = ["options" if letter in _ANSWERS else name for letter, name in zip(letters, head, strict=True)]
    options = next((names for names in ("abcdefgh", "123456789") if set(names[:2]) <= set(letters)), "")
    return [
        f"option {letter}" if letter in tuple(options) else name
        for letter, name in zip(letters, head, strict=True)
    ]


def tells_places(cells: Sequence[str]) -> str:
    """What names of columns have that says that numbers name the right options, as in quiz games; or nothing."""
    found = (_TELLS_PLACES.search(names_of(cell)[0]) for cell in cells)
    return next((match[0] for match in found if match), "")


def is_header(cells: Sequence[str]) -> bool:
    """Whether a row names the columns of a table: one to ask with and one that says the answer."""
    names = columns_of(cells)
    answers = {"answer", "kind"} & set(names) or any(map(is_option, names))
    return "ask" in names and bool(answers)


def count_rows(cells: Sequence[str]) -> bool:
    """Whether the cells of a column are the numbers of its rows."""
    numbers = [int(cell) if _WHOLE.fullmatch(cell.strip()) else 0 for cell in cells]
    rising = bool(numbers) and numbers == sorted(set(numbers)) and numbers[0] > 0
    return rising and numbers[-1] - numbers[0] < max(len(numbers), LAST_NUMBER - numbers[0])


def told_by_rows(rows: Sequence[Sequence[str]]) -> list[str]:
    """The columns of questions with options, where one column tells in every row which option is right.

    Before the question may stand the number of the row, before the right option the seconds of a game.
    """
    width = min(map(len, rows), default=0)
    first = int(count_rows([row[0] for row in rows]))
    telling = [
        place
        for place in range(first + 3, width)
        if all(
            _PLACE.fullmatch(row[place].strip())
            or (row[place].strip() and row[place] in row[first + 1 : place])
            for row in rows
        )
    ]
    asked = {row[first] for row in rows if len(row) > first}
    if len(telling) != 1 or 4 * len(asked) < 3 * len(rows):  # what rows have in common asks nothing
        return []
    (right,) = telling
    timed = int(right > first + 3 and all(row[right - 1].strip() in _SECONDS for row in rows))
    options = [f"option {place}" for place in range(1, right - first - timed)]
    behind = ["-"] * (max(map(len, rows)) - right - 1)
    return [*["-"] * first, "ask", *options, *["-"] * timed, "answer", *behind]
