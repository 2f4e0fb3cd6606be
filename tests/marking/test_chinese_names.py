"""Chinese names in Pinyin and Wade-Giles: the same name is, another is not."""

from __future__ import annotations

from itertools import permutations

import pytest

from studykit.english.proper_names import romanisations
from studykit.marking import Vocabulary, mark
from tests.marking.making import listed, settled, term

BOTH_WAYS = [
    tuple(row.split(" = "))
    for row in """
    Mao Zedong = Mao Tse-tung|Zhou Enlai = Chou En-lai|Deng Xiaoping = Teng Hsiao-p'ing
    Liu Shaoqi = Liu Shao-ch'i|Lin Biao = Lin Piao|Peng Dehuai = P'eng Te-huai|Jiang Qing = Chiang Ch'ing
    Hua Guofeng = Hua Kuo-feng|Chen Duxiu = Ch'en Tu-hsiu|Li Dazhao = Li Ta-chao|Zhu De = Chu Te
    Zhang Xueliang = Chang Hsueh-liang|Zhang Guotao = Chang Kuo-t'ao|Wang Hongwen = Wang Hung-wen
    Yao Wenyuan = Yao Wen-yuan|Zhang Chunqiao = Chang Ch'un-ch'iao|Kang Sheng = K'ang Sheng
    Gao Gang = Kao Kang
    Bo Yibo = Po I-po|Chen Boda = Ch'en Po-ta|Hu Yaobang = Hu Yao-pang|Zhao Ziyang = Chao Tzu-yang
    Ren Bishi = Jen Pi-shih|Luo Ruiqing = Lo Jui-ch'ing|Yuan Shikai = Yuan Shih-k'ai|Wu Han = Wu Han
    Guomindang = Kuomintang|Yan'an = Yenan|Ruijin = Jui-chin
    """.replace("\n", "|").split("|")
    if row.strip()
]
PINYIN = [pinyin.strip() for pinyin, _ in BOTH_WAYS]
WADE_GILES = [other.strip() for _, other in BOTH_WAYS]
LEADER = "Who led the Long March?"


@pytest.mark.parametrize(("pinyin", "other"), [*zip(PINYIN, WADE_GILES, strict=True)])
def test_a_name_is_right_in_either_romanisation(pinyin: str, other: str) -> None:
    mao = term("Who ruled China from 1949?", "Mao Zedong")
    card = term("Which name is it?", pinyin)
    assert settled(card, other, mao) == "correct"
    assert settled(card, other.replace("'", ""), mao) == "correct"
    assert settled(term("Which name is it?", other), pinyin, mao) == "correct"


def test_two_names_are_never_the_same() -> None:
    forms = {
        name: {f for each in romanisations(name) if each[0] == name for f in each[1:]} for name in PINYIN
    }
    assert [(one, other) for one, other in permutations(forms, 2) if forms[one] & forms[other]] == []


@pytest.mark.parametrize("names", [PINYIN, WADE_GILES])
def test_no_name_is_a_right_answer_for_another(names: list[str]) -> None:
    cards = [term(f"Who is number {number}?", name) for number, name in enumerate(PINYIN)]
    known = Vocabulary(cards)
    taken = [
        (card.ask, PINYIN[at], names[other])
        for at, card in enumerate(cards)
        for other in range(len(names))
        if other != at and (found := mark(card, names[other], known)).sure and found.verdict.value != "wrong"
    ]
    assert taken == []


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        ("Mao Tse-tung", "correct"),
        ("Mao Tse Tung", "correct"),
        ("Mao Tsetung", "correct"),
        ("Mao Ze-dong", "correct"),
        ("Mao", "correct"),
        ("Chou En-lai", "wrong"),
        ("not Mao Tse-tung", "wrong"),
        ("Chiang Kai-shek", "wrong"),
    ],
)
def test_other_writings_of_a_name_are_understood(answer: str, verdict: str) -> None:
    others = [term("Who was premier?", "Zhou Enlai"), term("Who lost?", "Chiang Kai-shek")]
    assert settled(term(LEADER, "Mao Zedong"), answer, *others) == verdict


def test_a_surname_is_enough_in_either_romanisation() -> None:
    zhou, chen = term("Who was premier?", "Zhou Enlai"), term("Who founded it?", "Chen Duxiu")
    assert settled(zhou, "Chou", chen) == "correct"
    assert settled(zhou, "Chen", chen) == "wrong"


def test_a_syllable_is_no_slip_of_another() -> None:
    deng = term("Who came to lead in 1978?", "Deng Xiaoping")
    assert settled(deng, "Teng", deng) == "correct"
    assert settled(deng, "Peng", deng) != "correct"
    assert settled(deng, "Feng", deng) != "correct"


def test_names_that_are_no_mandarin_are_aliases_of_the_deck() -> None:
    assert settled(term("Who lost the war?", "Jiang Jieshi"), "Chiang Kai-shek") != "correct"
    assert (
        settled(term("Who lost the war?", "Jiang Jieshi", "Chiang Kai-shek"), "Chiang Kai-shek") == "correct"
    )


def test_a_list_takes_names_in_both_romanisations() -> None:
    four = listed("Name three of the Gang of Four.", "Jiang Qing", "Zhang Chunqiao", "Yao Wenyuan")
    assert settled(four, "Chiang Ch'ing, Chang Ch'un-ch'iao, Yao Wen-yuan") == "correct"
    assert settled(four, "Chiang Ching and Chang Chun-chiao") == "partial"
