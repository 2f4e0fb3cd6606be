"""What the columns of a class's table are: who answered, which card, what was typed, and what is passed over.

Tables come from teachers and from the forms of Google and Microsoft, in English, German, French, Spanish and Portuguese.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, count
from unicodedata import normalize

from studykit.authoring.formats.headers import column_of, folded, names_of

_NAMES = {
    "student": "student, students, name, names, full name, student name, your name, your full name, what is your name, "
    "what's your name, what’s your name, what is your full name, enter your name, please enter your name, pupil, learner, candidate, nickname, "
    "display name, first and last name, schüler, schülerin, schüler/in, schüler*in, vor- und nachname, vorname und nachname, "
    "dein name, ihr name, wie heißt du, wie heißen sie, wie ist dein name, wie lautet dein name, "
    "comment t'appelles-tu, comment tu t'appelles, quel est ton nom, quel est votre nom, "
    "¿cómo te llamas, cómo te llamas, ¿cuál es tu nombre, cuál es tu nombre, élève, nom, nom complet, nom et prénom, prénom et nom, votre nom, étudiant, étudiante, alumno, "
    "alumna, alumno/a, estudiante, nombre, nombre completo, nombre y apellidos, nombre y apellido, apellidos y nombre, tu nombre, "
    "nome, nomes, nome completo, nome e sobrenome, nome e apelido, seu nome, teu nome, aluno, aluna, estudantes",
    "first": "first name, firstname, given name, forename, vorname, prénom, nombre de pila, primeiro nome, nome próprio",
    "last": "last name, lastname, surname, family name, nachname, familienname, nom de famille, apellido, apellidos, apelido, apelidos, sobrenome, último nome",
    "mail": "email, e-mail, mail, email address, e-mail address, username, user name, user, e-mail-adresse, nutzername, "
    "benutzername, adresse e-mail, adresse email, adresse mail, adresse de messagerie, courriel, nom d'utilisateur, "
    "nom d’utilisateur, correo, correo electrónico, dirección de correo electrónico, dirección de correo, nombre de usuario, "
    "endereço de e-mail, endereço de email, nome de usuário, nome de utilizador",
    "card": "card, card id, question id, karte, carte, tarjeta, ficha",
    "answer": "typed answer, student answer, student's answer, your answer, deine antwort, votre réponse, tu respuesta, tua resposta, sua resposta",
    "aside": "timestamp, time, start time, completion time, last modified time, date, submitted at, id, no, nr, n°, number, "
    "score, total points, total score, points, quiz feedback, grade, class, group, language, attempt, status, "
    "zeitstempel, startzeit, fertigstellungszeit, abschlusszeit, uhrzeit der letzten änderung, zeitpunkt der letzten änderung, zeit, datum, punktzahl, "
    "gesamtpunktzahl, gesamtpunkte, punkte, quizfeedback, testfeedback, klasse, kurs, gruppe, sprache, "
    "horodateur, nombre total de points, commentaires sur le questionnaire, heure, heure de début, heure de fin, heure de la dernière modification, date et heure, total des points, "
    "note, commentaires du questionnaire, commentaires du test, classe, groupe, langue, "
    "marca temporal, comentarios sobre el cuestionario, hora, hora de inicio, hora de finalización, hora de la última modificación, fecha, puntuación, "
    "puntuación total, total de puntos, puntos, comentarios del cuestionario, comentarios de la prueba, clase, grupo, curso, idioma, "
    "carimbo de data/hora, data, hora de início, hora de conclusão, pontuação, pontuação total, total de pontos, pontos, turma",
}
_NOBODY = frozenset({"anonymous", "anonym", "anonyme", "anónimo"})
"""What a form writes for the address of somebody who did not sign in."""

_BY_NAME = {folded(name): role for role, names in _NAMES.items() for name in names.split(",")}
_OF_A_QUESTION = re.compile(
    r"(?:points|feedback|punkte|commentaires?|comentarios|puntos)\s*[-–—:]\s*.*"
    r"|.*\[(?:score|feedback|points|punktzahl|punkte|commentaires?|puntuación|comentarios)\]\s*",
    re.IGNORECASE | re.DOTALL,
)
"""What forms that grade add to each question: `Points - In which year ...`, `In which year ... [Score]`."""


def role_of(written: str) -> str:
    """What a column is: student, first, last, mail, card, ask, answer or aside; empty when it is none of these."""
    if _OF_A_QUESTION.fullmatch(written.strip()):
        return "aside"
    for name in names_of(written):
        if name in _BY_NAME:
            return _BY_NAME[name]
    told = column_of(written)
    return told if told in ("card", "ask", "answer") else ""


def is_long(cells: Sequence[str]) -> bool:
    """Whether a row names the columns of a table with a row an answer."""
    roles = [role_of(cell) for cell in cells]
    named = "card" in roles or "ask" in roles or any(column_of(cell) == "card" for cell in cells)
    return "answer" in roles and named


def student_of(cells: Mapping[str, str]) -> str:
    """Who answered, of the cells by their roles: by name, by first and last name, or by e-mail address."""
    name, first, last = (" ".join(cells.get(role, "").split()) for role in ("student", "first", "last"))
    if name and not first and not last:
        return name
    # "Nom" beside "Prénom" and "Nombre" beside "Apellidos" are halves of a name
    parts = (first, last) if first and last else (first, name) if first else (name, last)
    return " ".join(filter(None, parts)) or address_of(cells)


def address_of(cells: Mapping[str, str]) -> str:
    """The address of who answered, of the cells by their roles; empty for somebody who did not sign in."""
    mail = cells.get("mail", "").strip()
    return "" if mail.casefold() in _NOBODY else mail


class Students:
    """The students of all files of a class: each has one name in all of them, and no two have the same."""

    def __init__(self) -> None:
        self._names: dict[str, dict[str, str]] = {}
        self._again: dict[tuple[str, int], str] = {}
        self._taken: set[str] = set()

    def called(self, name: str, told_by: str) -> str:
        """Give what a student is called; `told_by` (an address, a file) tells her from others of her name.

        Where it is empty, in her row or in all that stood so far, she is the only one of that name.
        """
        name, told_by = normalize("NFC", name), told_by.casefold()
        hers = self._names.setdefault(name, {})
        if told_by not in hers:
            only = {*hers.values()} if not told_by or [*hers] == [""] else set()
            behind = filter(None, dict.fromkeys((told_by.partition("@")[0], told_by)))
            wanted = chain([name], (f"{name} ({each})" for each in behind), self._numbered(name, 2))
            hers[told_by] = only.pop() if len(only) == 1 else self._free(wanted)
        return hers[told_by]

    def again(self, student: str, time: int) -> str:
        """Give what a student is called who stands in a table for the second time, or a later one."""
        if (student, time) not in self._again:
            self._again[student, time] = self._free(self._numbered(student, time))
        return self._again[student, time]

    @staticmethod
    def _numbered(name: str, first: int) -> Iterable[str]:
        return (f"{name} ({number})" for number in count(first))

    def _free(self, wanted: Iterable[str]) -> str:
        free = next(each for each in wanted if each not in self._taken)
        self._taken.add(free)
        return free
