"""Subjects of Paper 2 that a case about one leader's rise does not hold."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Topic:
    """A subject: the words it goes by, what to study for it, and whether a question on a rise may be about it."""

    name: str
    words: re.Pattern[str]
    study: str
    part_of_rise: bool = False


def _topic(name: str, words: str, study: str, *, part_of_rise: bool = False) -> Topic:
    return Topic(name, re.compile(rf"\b(?:{words})\b"), study, part_of_rise)


TOPICS = (
    _topic(
        "foreign policy",
        r"foreign polic(?:y|ies)|foreign affairs|foreign relations|diplomacy|diplomatic|international relations|external polic(?:y|ies)|foreign success\w*|foreign wars?|"
        r"nazi - soviet pact|league of nations|appeasement",
        "study the ruler's foreign policy and what it did for power at home",
    ),
    _topic(
        "women",
        r"wom[ae]n|female|females|gender|feminis[mt]|mothers|family polic(?:y|ies)|abortion|zhenotdel",
        "study laws, work and family life of women, with figures before and after",
    ),
    _topic(
        "minorities",
        r"minorit(?:y|ies)|ethnic(?:ity)?|racial|jews?|jewish|anti - semitism|nationalit(?:y|ies) polic(?:y|ies)|national minorities|deportation of (?:the )?(?:chechens|tatars|poles|kulaks)|holocaust",
        "study what the ruler did to national and religious minorities",
    ),
    _topic(
        "religion",
        r"religions?|religious (?:polic(?:y|ies)|groups?|beliefs?|freedom|persecution|institutions?|opposition)|churches|(?:the|orthodox|catholic) church|islam(?:ic)?|priests?",
        "study policy towards churches and believers",
    ),
    _topic(
        "education and youth",
        r"education|educational|in schools|schooling|youth (?:movements?|groups?|organi[sz]ations?|polic(?:y|ies))|young people|komsomol|literacy|children",
        "study schools, youth movements and what they achieved",
        part_of_rise=True,
    ),
    _topic(
        "the arts and culture",
        r"the arts|artists?|cultural (?:polic(?:y|ies)|life|aims|reforms?|control|revolution)|censorship of the arts|cinema|music|literature|socialist realism|architecture",
        "study cultural policy, its aims and its effects",
    ),
    _topic(
        "social policy",
        r"social polic(?:y|ies)|social reforms?|welfare|health(?: ?care)?|housing|standards? of living|living standards|everyday life|lives of|social change",
        "study social policy and what it changed, with figures",
    ),
    _topic(
        "aims and results of economic policy",
        r"(?:results?|success(?:es)?|failures?|impact|effects?|consequences?|aims?|achievements?|outcomes?) of (?:[\w']+ ){0,6}?(?:econom\w+|five - year plans?|collectivi[sz]ation|industriali[sz]ation|agricultur\w+)(?: \w+)?|"
        r"economic (?:aims|goals|objectives|results|achievements|success(?:es)?|performance|growth|modernisation|transformation|reforms?|polic(?:y|ies))|industrial (?:output|growth|production|polic(?:y|ies))|"
        r"five - year plans?|collectivi[sz]ation|industriali[sz]ation|agricultural polic(?:y|ies)|stakhanov\w*",
        "study aims and results of economic policy, with figures (for the USSR: 1928 onwards)",
        part_of_rise=True,
    ),
    _topic(
        "domestic policies",
        r"domestic polic(?:y|ies)|(?:aims|impact|results?|effects?|success|failures?) (?:and \w+ )?of (?:[\w']+ ){0,5}?polic(?:y|ies)|political polic(?:y|ies)",
        "study the ruler's policies, their aims and their results",
        part_of_rise=True,
    ),
    _topic(
        "wars and the Cold War",
        r"cold war|first world war|second world war|world wars?|world war (?:one|two|i|ii|1|2)|ww[12i]+|korean war|vietnam war|causes? of (?:\w+ ){0,3}wars?|treaty of versailles|cuban missile crisis|"
        r"berlin (?:blockade|wall)|spanish civil war|chinese civil war|guerrilla warfare|superpowers?|d[ée]tente|nuclear",
        "that is another topic of Paper 2, with cases of its own",
        part_of_rise=True,
    ),
    _topic(
        "later successions",
        r"de - stalini[sz]ation|perestroika|glasnost|collapse of the (?:ussr|soviet union)|fall of the soviet union",
        "that lies after the case; study it on its own",
    ),
)


def missing_topics(plain: str, *, rise: bool) -> tuple[Topic, ...]:
    """Give the subjects a question in lower case is about that such a case does not hold.

    With `rise`, those that a leader's rise may itself turn on (economic policy as an issue) are left out.
    """
    return tuple(topic for topic in TOPICS if topic.words.search(plain) and not (rise and topic.part_of_rise))
