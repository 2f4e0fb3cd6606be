"""The factors that essays on power argue about, and the words by which a student may mean each of them.

A question, a plan and a card are compared by these and by their own words. The words are for any case; what is
particular to one comes from its decks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache

from studykit.essays.language import stem

CONCEPTS: Mapping[str, str] = {
    "machine": """party machine; party machinery; control of the party; control over the party; control the party;
        party control; controlled the party; apparatus; bureaucracy; bureaucratic; appointments; appointing; appoint;
        patronage; secretariat; general secretary; gensec; gensek; orgburo; office; offices; post; posts; institution;
        institutions; institutional; organisation; organisational; administration; administrative; administrator;
        party structure; party structures; structure of the party; nomenklatura; party positions; position in the party;
        delegates; votes; lenin enrolment; lenin enrollment; lenin levy; enrolment; enrollment; membership; recruits; recruitment; rabkrin;
        inspectorate; party congress; congresses; power base; personnel; files; secretary; secretaries; party officials;
        loyal supporters; network; party rules; packed; party; state institutions; party institutions""",
    "legacy": """legacy; inheritance; heir; dead leader; blessing; testament; funeral; leninism; leninist; lenin cult; cult of lenin; successor;
        mantle; death of lenin; lenin death; predecessor; disciple; embalm; mausoleum; last wishes;
        letter to the congress; memory; lenin name; legitimacy; ban on factions""",
    "rivals": """rivals; rival; opponents; opponent; enemies; competitors; mistakes; mistake; errors; error; blunders;
        miscalculation; miscalculations; misjudgement; misjudged; weaknesses; weakness; underestimated; underestimation;
        underestimate; underestimating; failure of others; failings; failures; disunity; divisions; divided; complacency;
        arrogance; vanity; inability to unite; incompetence; faults; flaws; poor decisions; shortcomings; ineptitude;
        naivety; took seriously; take seriously; taken seriously; grey blur; overlooked; dismissed; blame; trotsky; zinoviev; kamenev; bukharin; weakness of the opposition""",
    "alliances": """alliances; alliance; allies; ally; coalition; friends; friendship; partners; troika; triumvirate; duumvirate; manoeuvre; manoeuvring;
        manoeuvres; outmanoeuvred; tactics; tactical; tactic; intrigue; intrigues; divide and rule; playing off; play off;
        political skill; political skills; cunning; shrewd; shrewdness; pragmatism; opportunism; opportunist; scheming;
        partnership; shifting; switching sides; changing sides; strategy; strategic; timing; removed rivals; removal of rivals;
        remove rivals; eliminated rivals; elimination of rivals; removing rivals; removed opponents; removed opposition;
        remove opponents; removing opponents; removal of opponents; eliminated opponents; eliminate rivals; eliminate opponents;
        elimination of opponents; defeated rivals; defeated opponents; defeat rivals; defeat opponents; defeat of rivals;
        dealt with rivals; dealt with opponents; overcame rivals; overcome rivals; overcame opponents; got rid of rivals;
        backstabbing; betrayal; bloc; stages""",
    "ideas": """ideology; ideological; ideologies; ideas; idea; theory; theories; doctrine; socialism in one country;
        permanent revolution; marxism; marxist; policy; policies; programme; debate; debates; belief; beliefs; nationalism;
        patriotism; patriotic; message; vision; great turn; five year plan; appeal; world revolution; propose""",
    "economy": """economy; economic; economics; nep; new economic policy; grain; grain crisis; industrialisation; industrialise;
        collectivisation; peasants; peasantry; scissors; scissors crisis; kulak; kulaks; agriculture; requisitioning; hunger;
        unemployment; trade""",
    "personality": """personality; personal qualities; personal; charisma; charismatic; character; characters; skill; skills;
        talent; talents; ability; abilities; ambition; ruthless; ruthlessness; leadership qualities; leadership skills; quality of leadership; good leadership; qualities; person; individual; patience;
        intelligence; genius; cleverness; determination; temperament; the man; shortcomings of character""",
    "propaganda": """propaganda; persuasion; persuade; cult; image; media; press; newspapers; myth; rhetoric; oratory;
        speeches; symbols; public image; reputation; portrayal; presentation; manipulation of opinion; pravda; slogan; slogans""",
    "force": """force; violence; violent; coercion; coercive; terror; repression; repressive; secret police; army; intimidation;
        cheka; ogpu; arrests; exile; exiled; expulsion; expulsions; expelled; deportation; deported; purge; purges; threat;
        threats; treatment of opposition; treatment of opponents; suppression; suppress; suppressed; opposition; dealt with""",
    "law": """legal; legally; law; laws; constitution; constitutional; legal methods; ban on factions; statutes; rules;
        decrees; discipline""",
    "conditions": """conditions; condition; circumstances; crisis; crises; context; civil war; instability; backwardness;
        isolation; structure; structures; structural; system; environment; situation; weak political system; social division;
        discontent; impact of war; power vacuum; vacuum; one party state; impersonal forces; background""",
    "support": """popular support; popularity; popular; mass support; masses; public support; rank and file; workers;
        support base; population; ordinary members; base of support; who supported""",
    "luck": """luck; lucky; chance; fortune; fortunate; accident; accidents; contingency; coincidence; fate; good fortune;
        illness; circumstances beyond""",
    "historians": """historian; historians; historiography; deutscher; tucker; interpretation; interpretations; explanation of;
        explanations; historical debate; school; revisionist; revisionists; intentionalist; structuralist""",
}  # fmt: skip

NEIGHBOURS: Mapping[str, tuple[tuple[str, float], ...]] = {
    "law": (("machine", 0.5), ("force", 0.4)),
    "luck": (("rivals", 0.5), ("legacy", 0.5), ("conditions", 0.3)),
    "support": (("machine", 0.4), ("ideas", 0.3)),
    "propaganda": (("legacy", 0.8), ("ideas", 0.2)),
    "personality": (("alliances", 0.3),),
    "conditions": (("economy", 0.2),),
    "economy": (("ideas", 0.4),),
}
"""Where a case has nothing on a factor of its own, what comes nearest, and how near (0-1)."""

FAINT = frozenset({"polici", "parti", "failur", "programm", "program", "trade", "file", "vote", "school", "post", "support", "appeal", "opposit",
                   "structur", "system", "rule", "person", "peasant", "worker", "background", "memori", "messag",
                   "debat", "individu"})  # fmt: skip
"""Stems that alone say little: they count half."""


_LIGHT = frozenset(
    ("of", "the", "in", "over", "to", "'s", "'", "his", "her", "their", "its", "a", "an", "him", "-")
)
"""Stems left out before phrases are looked for."""


@cache
def _by_first() -> Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Give for the first stem of each phrase the phrases and the concepts they mean."""
    table: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for concept, phrases in CONCEPTS.items():
        for phrase in phrases.split(";"):
            stems = tuple(stem(word) for word in phrase.split() if word not in _LIGHT)
            table.setdefault(stems[0], []).append((stems, concept))
    return {first: tuple(set(found)) for first, found in table.items()}


def concepts_in(stems: Sequence[str]) -> Counter[str]:
    """Count how strongly a text, given as stems, means each concept: 1 a word, 2 a phrase, 1/2 a faint word."""
    content = [each for each in stems if each not in _LIGHT]
    found: Counter[str] = Counter()
    for index, first in enumerate(content):
        for phrase, concept in _by_first().get(first, ()):
            if tuple(content[index : index + len(phrase)]) == phrase:
                found[concept] += _weight(phrase)  # type: ignore[assignment]
    return found


def _weight(phrase: tuple[str, ...]) -> float:
    if len(phrase) > 1:
        return 2.0
    return 0.5 if phrase[0] in FAINT else 1.0


def concept_words() -> frozenset[str]:
    """Give every word of the table, for mending slips."""
    return frozenset(word for phrases in CONCEPTS.values() for word in phrases.replace(";", " ").split())
