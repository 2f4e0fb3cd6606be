"""Leaders and states that questions name, and the IB regions they lie in.

Region names are the IB's four: Africa and the Middle East, the Americas, Asia and Oceania, Europe. The USSR
counts as Europe, as in the IB's own regional option on Europe.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

REGIONS: Mapping[str, str] = {
    "africa-middle-east": "Africa and the Middle East",
    "americas": "the Americas",
    "asia-oceania": "Asia and Oceania",
    "europe": "Europe",
}

EXAMPLES: Mapping[str, str] = {
    "africa-middle-east": "Nasser or Nyerere",
    "americas": "Castro or Perón",
    "asia-oceania": "Mao, Pol Pot or Sukarno",
    "europe": "Hitler or Mussolini",
}


@dataclass(frozen=True, slots=True)
class Leader:
    """A ruler: the state, its region, and the words besides the name that point to that state."""

    name: str
    state: str
    region: str
    also: tuple[str, ...] = ()


LEADERS = (
    Leader("Stalin", "USSR", "europe", ("dzhugashvili",)),
    Leader("Lenin", "USSR", "europe"),
    Leader("Khrushchev", "USSR", "europe"),
    Leader("Brezhnev", "USSR", "europe"),
    Leader("Gorbachev", "USSR", "europe"),
    Leader("Hitler", "Germany", "europe", ("nazi", "nazis", "nazism", "germany", "german", "weimar")),
    Leader("Mussolini", "Italy", "europe", ("italy", "italian", "fascist italy")),
    Leader("Franco", "Spain", "europe", ("spain", "spanish")),
    Leader("Salazar", "Portugal", "europe", ("portugal",)),
    Leader("Tito", "Yugoslavia", "europe", ("yugoslavia",)),
    Leader("Ceausescu", "Romania", "europe", ("ceaușescu", "romania")),
    Leader("Honecker", "East Germany", "europe", ("east germany", "gdr")),
    Leader("Hoxha", "Albania", "europe", ("albania",)),
    Leader("Napoleon", "France", "europe", ("napoleonic", "french revolution")),
    Leader("Bismarck", "Germany", "europe"),
    Leader("Nicholas II", "Russia", "europe", ("tsar nicholas", "the tsar", "romanovs")),
    Leader("Putin", "Russia", "europe"),
    Leader("Mao", "China", "asia-oceania", ("mao zedong", "china", "chinese", "maoist", "maoism")),
    Leader(
        "Chiang Kai-shek", "China", "asia-oceania", ("chiang", "jiang jieshi", "guomindang", "kuomintang")
    ),
    Leader("Pol Pot", "Cambodia", "asia-oceania", ("cambodia", "khmer rouge")),
    Leader("Sukarno", "Indonesia", "asia-oceania", ("indonesia", "suharto")),
    Leader("Ho Chi Minh", "Vietnam", "asia-oceania", ("vietnam",)),
    Leader("Kim Il-sung", "North Korea", "asia-oceania", ("kim il", "north korea")),
    Leader("Hirohito", "Japan", "asia-oceania", ("japan", "japanese", "tojo")),
    Leader("Castro", "Cuba", "americas", ("fidel", "cuba", "cuban")),
    Leader("Perón", "Argentina", "americas", ("peron", "argentina", "peronism")),
    Leader("Pinochet", "Chile", "americas", ("chile",)),
    Leader("Vargas", "Brazil", "americas", ("brazil",)),
    Leader("Batista", "Cuba", "americas"),
    Leader("Duvalier", "Haiti", "americas", ("haiti",)),
    Leader("Nasser", "Egypt", "africa-middle-east", ("egypt", "egyptian")),
    Leader("Nyerere", "Tanzania", "africa-middle-east", ("tanzania",)),
    Leader("Nkrumah", "Ghana", "africa-middle-east", ("ghana",)),
    Leader("Kenyatta", "Kenya", "africa-middle-east", ("kenya",)),
    Leader("Mugabe", "Zimbabwe", "africa-middle-east", ("zimbabwe",)),
    Leader("Mobutu", "Zaire", "africa-middle-east", ("zaire",)),
    Leader("Idi Amin", "Uganda", "africa-middle-east", ("amin", "uganda")),
    Leader("Saddam Hussein", "Iraq", "africa-middle-east", ("saddam", "iraq")),
    Leader("Atatürk", "Turkey", "africa-middle-east", ("ataturk", "kemal")),
    Leader("Khomeini", "Iran", "africa-middle-east", ("iran",)),
)

BY_NAME: Mapping[str, Leader] = {leader.name: leader for leader in LEADERS}

STATE_FOUNDERS: Mapping[str, str] = {"USSR": "Lenin"}
"""Who set up a state that another leader of ours took over."""

STATE_WORDS: Mapping[str, tuple[str, ...]] = {
    "USSR": ("ussr", "soviet", "soviets", "russia", "russian", "bolshevik", "bolsheviks"),
}
"""Words that point to a state but to no single ruler of it."""


_ABROAD = re.compile(
    r"\b(?:german|chinese) (?:communist )?revolutions?\b|\brevolution in (?:germany|china)\b"
)
"""Revolutions elsewhere that leaders of one case argued about: no second case."""


@cache
def _phrases() -> tuple[tuple[str, Leader], ...]:
    """Give every way to point to a leader, the longest first."""
    found = [
        (phrase, leader)
        for leader in LEADERS
        for phrase in (leader.name.lower().replace("-", " - "), *leader.also)
    ]
    return tuple(sorted(found, key=lambda pair: -len(pair[0])))


def named_leaders(plain: str) -> tuple[Leader, ...]:
    """Give the leaders that a question in lower case names, or whose state it names, in order of mention."""
    padded = f" {_ABROAD.sub(' ', plain)} "
    places: dict[str, int] = {}
    for phrase, leader in _phrases():
        at = padded.find(f" {phrase} ")
        if at >= 0:
            places[leader.name] = min(at, places.get(leader.name, at))
            padded = padded.replace(f" {phrase} ", " " + "_" * len(phrase) + " ")
    return tuple(BY_NAME[name] for name in sorted(places, key=lambda name: places[name]))


def leader_words() -> frozenset[str]:
    """Give every word of the table, for mending slips."""
    phrases = {word for phrase, _ in _phrases() for word in phrase.split()}
    return frozenset(phrases | {word for words in STATE_WORDS.values() for word in words})
