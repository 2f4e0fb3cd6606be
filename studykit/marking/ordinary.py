"""The ordinary English words: what is one of them is no misspelling of another, and no name."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_DATA = Path(__file__).with_name("data")
_OF_HISTORY = frozenset(
    """
    authoritarian authoritarianism autarky bolshevik bolsheviks bolshevism bonapartism bourgeoisie cheka
    collectivisation collectivization commissar commissars commissariat comintern duma factionalism
    factionalist factionalists fascism fascist fascists formalism fuhrer gestapo gosplan gulag gulags
    komsomol kolkhoz kulak kulaks leninism leninist leninists luftwaffe marxism marxist marxists menshevik
    mensheviks menshevism nazi nazis nazism nepman nepmen orgburo politburo pogrom pogroms pravda
    proletarian proletariat rabkrin reichstag sovkhoz soviet soviets sovnarkom stakhanovite stakhanovites
    stalinism stalinist stalinists totalitarian totalitarianism triumvirate troika trotskyism trotskyist
    trotskyists trotskyite trotskyites tsarism tsarist vozhd wehrmacht bureaucratisation bureaucratization
    industrialisation industrialization centralisation centralization apparatchik apparatchiks
    nomenklatura presidium secretariat enrolment levy glasnost perestroika january february march april
    june july august september october november december
    """.split()
)
"""Terms of the history of the last century that a general list of words leaves out."""


class OrdinaryWords:
    """A sorted list of words, looked up in its text: to split 40,000 of them would cost every start 10 ms."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._asked: dict[str, bool] = {}

    def __contains__(self, word: str) -> bool:
        known = self._asked.get(word)
        if known is None:
            if len(self._asked) > _REMEMBERED:
                self._asked.clear()
            known = self._asked[word] = word in _OF_HISTORY or self._listed(word)
        return known

    def _listed(self, word: str) -> bool:
        low, high = 0, len(self._text)
        while low < high:
            start = max(low, self._text.rfind("\n", low, (low + high) // 2) + 1)
            end = self._text.index("\n", start)
            found = self._text[start:end]
            if found == word:
                return True
            low, high = (end + 1, high) if found < word else (low, start)
        return False


_REMEMBERED = 100_000


@cache
def ordinary_words() -> OrdinaryWords:
    """Give the English words that are real words, so never a misspelling of another.

    From SCOWL (size 35, British and American); its notice stands in `data/NOTICE.txt`.
    """
    return OrdinaryWords((_DATA / "ordinary_words.txt").read_text(encoding="ascii"))
