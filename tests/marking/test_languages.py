"""Decks in Spanish, French and German: dates, number words and denial as their students write them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from studykit.cards import Card
from studykit.marking import Mark, Vocabulary, gives_up, mark
from tests.marking.making import choose, listed, points, term

RIGHT, PARTLY, WRONG = "correct", "partial", "wrong"

DECKS: dict[str, dict[Card, dict[str, str]]] = {
    "es": {
        term("¿Cuándo tomaron el poder los bolcheviques?", "7 de noviembre de 1917"): {
            RIGHT: "7 de noviembre de 1917|el 7 de noviembre de 1917|7/11/1917|el siete de noviembre de 1917"
            "|7 nov. 1917|fue el 7 de noviembre del 1917",
            PARTLY: "noviembre de 1917|en 1917",
            WRONG: "8 de diciembre de 1917|no fue el 7 de noviembre de 1917|el 7 de noviembre de 1918|no sé",
        },
        term("¿Qué día entró Castro en La Habana?", "1.º de enero de 1959"): {
            RIGHT: "1 de enero de 1959|el 1ro de enero de 1959|primero de enero de 1959|1/1/1959"
            "|el uno de enero de 1959",
            PARTLY: "enero de 1959",
            WRONG: "1 de enero de 1960|primero de mayo de 1959",
        },
        term("¿Cuántos hombres iban en el Granma?", "82"): {
            RIGHT: "82|ochenta y dos|82 hombres|eran ochenta y dos hombres",
            WRONG: "ochenta y tres|veintidós|80|no eran 82",
        },
        term("¿Cuántos votos obtuvo?", "30.000"): {
            RIGHT: "treinta mil|30 mil|30000|30 000|treinta mil votos",
            WRONG: "trescientos mil|3.000|tres mil|30 millones",
        },
        term("¿Cuántas personas murieron?", "1,5 millones"): {
            RIGHT: "1,5 millones|un millón y medio|1.500.000|un millón quinientas mil|1 500 000 personas",
            WRONG: "15 millones|quinientas mil|un millón",
        },
        term("¿En qué año murió Lenin?", "1924"): {
            RIGHT: "1924|mil novecientos veinticuatro|en el año 1924|murió en 1924|no en 1922, sino en 1924",
            WRONG: "mil novecientos veintitrés|no en 1924|1922 o 1924|ni idea",
        },
        term("¿En qué siglo vivió Bolívar?", "siglo XIX"): {
            RIGHT: "en el siglo XIX|siglo 19|siglo diecinueve|s. XIX",
            WRONG: "siglo XX|siglo XVIII",
        },
        term("¿Quién sucedió a Lenin?", "Stalin"): {
            RIGHT: "Stalin|fue Stalin|creo que fue Stalin|no Trotski sino Stalin|Stalin, no Trotski",
            WRONG: "no fue Stalin|Trotski|nunca Stalin|Stalin o Trotski|todos menos Stalin",
        },
        listed("Nombra los tres rivales de Stalin.", "Trotski", "Zinóviev", "Kámenev"): {
            RIGHT: "Trotski, Zinoviev y Kamenev|Kámenev y Trotski y también Zinóviev",
            PARTLY: "Trotski y Kámenev|Zinóviev, pero no Trotski",
            WRONG: "ni Trotski ni Zinóviev ni Kámenev|no me acuerdo",
        },
        points(
            "¿Por qué no resistió el rey?",
            ("temía una guerra civil", "no quería una guerra entre italianos"),
            ("no estaba seguro del ejército", "dudaba del ejército"),
        ): {
            RIGHT: "temía una guerra civil y no estaba seguro del ejército"
            "|no estaba seguro del ejército y temía la guerra civil",
            PARTLY: "temía una guerra civil|no quería una guerra entre italianos|no estaba seguro del ejército",
            WRONG: "estaba seguro del ejército|no temía una guerra civil|quería una guerra civil"
            "|nunca temió una guerra civil|no lo sé",
        },
        term("¿Qué apoyo tenía el gobierno?", "sin el apoyo de los campesinos", "no tenía apoyo campesino"): {
            RIGHT: "sin apoyo de los campesinos|sin el apoyo de campesinos|no tenía el apoyo de los campesinos",
            WRONG: "con el apoyo de los campesinos|tenía el apoyo de los campesinos",
        },
        choose("¿Apoyó Lenin a Stalin?", "no", "sí", "no"): {RIGHT: "no", WRONG: "sí"},
        term("¿Qué parte del voto ganó?", "un tercio"): {
            RIGHT: "un tercio|la tercera parte|33 por ciento|el 33 %|1/3",
            WRONG: "la mitad|dos tercios|el veinte por ciento",
        },
    },
    "fr": {
        term("Quand les bolcheviks prennent-ils le pouvoir ?", "7 novembre 1917"): {
            RIGHT: "le 7 novembre 1917|7/11/1917|le sept novembre 1917|c'était le 7 novembre 1917|7 nov. 1917",
            PARTLY: "novembre 1917|en 1917",
            WRONG: "le 7 décembre 1917|ce n'est pas le 7 novembre 1917|je ne sais pas|8 janvier 1918",
        },
        term("Quel jour la fête du travail a-t-elle été proclamée ?", "1er mai 1889"): {
            RIGHT: "le 1er mai 1889|le premier mai 1889|1 mai 1889|1/5/1889",
            PARTLY: "mai 1889|1889",
            WRONG: "le 1er juin 1889|le 2 mai 1889",
        },
        term("Combien de soldats y avait-il ?", "92"): {
            RIGHT: "quatre-vingt-douze|92 soldats|quatre vingt douze|il y en avait 92",
            WRONG: "quatre-vingt-deux|soixante-douze|82|quatre|pas 92",
        },
        term("Combien de députés ont voté contre ?", "71"): {
            RIGHT: "soixante et onze|soixante-et-onze|71 députés",
            WRONG: "soixante-dix|soixante|onze",
        },
        term("Combien de morts ?", "1,5 million"): {
            RIGHT: "1,5 million|un million et demi|1 500 000|1,5 millions de morts|un million cinq cent mille",
            WRONG: "15 millions|cinq cent mille|1,5 milliard",
        },
        term("En quelle année Lénine est-il mort ?", "1924"): {
            RIGHT: "1924|mille neuf cent vingt-quatre|dix-neuf cent vingt-quatre|en 1924|il est mort en 1924",
            WRONG: "dix-neuf cent vingt-trois|pas en 1924|1922 ou 1924|aucune idée",
        },
        term("À quel siècle vécut Napoléon III ?", "XIXe siècle"): {
            RIGHT: "au XIXe siècle|19e siècle|le 19ème siècle|XIX siècle",
            WRONG: "XXe siècle|au 18e siècle",
        },
        term("Qui succède à Lénine ?", "Staline"): {
            RIGHT: "Staline|c'est Staline|je pense que c'est Staline|pas Trotski mais Staline|Staline, pas Trotski",
            WRONG: "ce n'est pas Staline|Trotski|jamais Staline|Staline ou Trotski",
        },
        listed("Citez les trois rivaux de Staline.", "Trotski", "Zinoviev", "Kamenev"): {
            RIGHT: "Trotski, Zinoviev et Kamenev|Kamenev et Zinoviev et Trotski",
            PARTLY: "Trotski et Kamenev|Zinoviev mais pas Trotski",
            WRONG: "ni Trotski ni Zinoviev ni Kamenev|j'en sais rien|je sais pas",
        },
        points(
            "Pourquoi le roi n'a-t-il pas résisté ?",
            ("il craignait une guerre civile", "il ne voulait pas de guerre entre Italiens"),
            ("il n'était pas sûr de l'armée", "il doutait de l'armée"),
        ): {
            RIGHT: "il craignait une guerre civile et il n'était pas sûr de l'armée"
            "|il n'était pas sûr de l'armée et craignait la guerre civile",
            PARTLY: "il craignait une guerre civile|il n'était pas sûr de l'armée|il était pas sûr de l'armée"
            "|il ne voulait pas de guerre entre Italiens",
            WRONG: "il était sûr de l'armée|il ne craignait pas une guerre civile|il voulait une guerre civile"
            "|il n'a jamais craint une guerre civile|je n'en ai aucune idée",
        },
        term("Quel soutien avait le gouvernement ?", "sans le soutien des paysans", "aucun soutien des paysans"): {
            RIGHT: "sans soutien des paysans|sans le soutien paysan|aucun soutien paysan",
            WRONG: "avec le soutien des paysans|le soutien des paysans",
        },
        choose("Lénine a-t-il soutenu Staline ?", "non", "oui", "non"): {RIGHT: "non", WRONG: "oui"},
        term("Quelle part des voix a-t-il obtenue ?", "un tiers"): {
            RIGHT: "un tiers|33 pour cent|33 %|1/3|le tiers",
            WRONG: "la moitié|deux tiers|vingt pour cent",
        },
    },
    "de": {
        term("Wann ergriffen die Bolschewiki die Macht?", "7. November 1917"): {
            RIGHT: "am 7. November 1917|7.11.1917|7 November 1917|es war am 7. November 1917|7. Nov. 1917",
            PARTLY: "November 1917|im November 1917|1917",
            WRONG: "am 7. Dezember 1917|nicht am 7. November 1917|weiß nicht|8. Januar 1918",
        },
        term("Wann war die Machtübertragung an Hitler?", "30. Januar 1933"): {
            RIGHT: "30. Januar 1933|am 30. Jänner 1933|30.1.1933|der 30. Januar 1933|30. Jan. 1933",
            PARTLY: "Januar 1933|im Jahr 1933",
            WRONG: "30. Juni 1933|am 30. Januar 1934|31. März 1933",
        },
        term("Wie viele Sitze gewann die Partei?", "21"): {
            RIGHT: "einundzwanzig|21 Sitze|ein und zwanzig|es waren einundzwanzig",
            WRONG: "zwölf|zweiundzwanzig|zwanzig|nicht 21|einundzwanzigtausend",
        },
        term("Wie viele Soldaten waren erlaubt?", "100.000"): {
            RIGHT: "100 000|hunderttausend|einhunderttausend Mann|100.000 Soldaten|100 Tausend",
            WRONG: "zehntausend|10.000|eine Million|zweihunderttausend",
        },
        term("Wie viele Menschen starben?", "1,5 Millionen"): {
            RIGHT: "1,5 Millionen|anderthalb Millionen|eineinhalb Millionen|1.500.000|1,5 Mio."
            "|eine Million fünfhunderttausend",
            WRONG: "15 Millionen|fünfhunderttausend|1,5 Milliarden",
        },
        term("In welchem Jahr starb Lenin?", "1924"): {
            RIGHT: "1924|neunzehnhundertvierundzwanzig|im Jahre 1924|er starb 1924|nicht 1922, sondern 1924",
            WRONG: "neunzehnhundertdreiundzwanzig|nicht 1924|1922 oder 1924|keine Ahnung",
        },
        term("In welchem Jahrhundert lebte Bismarck?", "19. Jahrhundert"): {
            RIGHT: "im 19. Jahrhundert|19 Jahrhundert|im neunzehnten Jahrhundert|19. Jh.",
            WRONG: "20. Jahrhundert|im 18. Jahrhundert",
        },
        term("Wer folgte auf Lenin?", "Stalin"): {
            RIGHT: "Stalin|es war Stalin|ich glaube es war Stalin|nicht Trotzki, sondern Stalin"
            "|Stalin und nicht Trotzki",
            WRONG: "nicht Stalin|es war nicht Stalin|Trotzki|Stalin war es nicht|Stalin oder Trotzki",
        },
        listed("Nenne die drei Rivalen Stalins.", "Trotzki", "Sinowjew", "Kamenew"): {
            RIGHT: "Trotzki, Sinowjew und Kamenew|Zinoviev, Kamenev und Trotsky",
            PARTLY: "Trotzki und Kamenew|Sinowjew, aber nicht Trotzki",
            WRONG: "weder Trotzki noch Sinowjew noch Kamenew|ich weiß es nicht",
        },
        points(
            "Warum leistete der König keinen Widerstand?",
            ("er fürchtete einen Bürgerkrieg", "er wollte keinen Krieg unter Italienern"),
            ("er war sich der Armee nicht sicher", "er zweifelte an der Armee"),
        ): {
            RIGHT: "er fürchtete einen Bürgerkrieg und war sich der Armee nicht sicher"
            "|er war sich der Armee nicht sicher und fürchtete den Bürgerkrieg",
            PARTLY: "er fürchtete einen Bürgerkrieg|er war sich der Armee nicht sicher"
            "|er war nicht sicher über die Armee|er wollte keinen Krieg unter Italienern",
            WRONG: "er war sich der Armee sicher|er fürchtete keinen Bürgerkrieg|er wollte einen Bürgerkrieg"
            "|er fürchtete einen Bürgerkrieg nicht|weiß ich nicht",
        },
        term("Welche Unterstützung hatte die Regierung?", "ohne Unterstützung der Bauern", "keine Bauern"): {
            RIGHT: "ohne die Unterstützung der Bauern|ohne Unterstützung durch Bauern"
            "|keine Unterstützung der Bauern",
            WRONG: "mit Unterstützung der Bauern|die Unterstützung der Bauern",
        },
        choose("Unterstützte Lenin Stalin?", "nein", "ja", "nein"): {RIGHT: "nein", WRONG: "ja"},
        term("Welchen Anteil der Stimmen gewann sie?", "ein Drittel"): {
            RIGHT: "ein Drittel|33 Prozent|33 %|1/3|das Drittel",
            WRONG: "die Hälfte|zwei Drittel|zwanzig Prozent",
        },
    },
}  # fmt: skip
"""Cards of a deck in each language, with answers as a teacher of that language labels them."""


def rows() -> Iterator[tuple[str, Card, str, str]]:
    for language, cards in DECKS.items():
        for card, answers in cards.items():
            for label, written in answers.items():
                for answer in written.split("|"):
                    yield language, card, answer, label


def marked(language: str, card: Card, answer: str) -> Mark:
    return mark(card, answer, Vocabulary.of(DECKS[language], language=language))
