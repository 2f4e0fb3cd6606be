"""Questions on the case of Stalin's rise with the beginning of the thesis that answers each."""

from __future__ import annotations

# fmt: off
THESES = {
    # a threat, and its denial
    "To what extent was the Left Opposition a serious threat to Stalin?": "Only to a limited extent did the Left Opposition endanger",
    '"The Right posed no real danger to Stalin." Discuss.': "To a large extent the Right endangered Stalin's rise to power",
    "Discuss the view that Zinoviev was a greater obstacle to Stalin than Kamenev.": "To a large extent Zinoviev endangered Stalin's rise to power more than Kamenev",
    # why somebody lost, and whether by their own doing
    "Explain why Bukharin was defeated by 1929.": "Bukharin failed, because Bukharin had helped to destroy",
    "Account for the failure of the United Opposition.": "The United Opposition failed, because by 1926 the leaders of the Opposition had lost",
    "To what extent was Trotsky to blame for his own defeat?": "To a large extent the defeat of Trotsky was self-inflicted",
    '"Zinoviev lost the struggle; Stalin did not win it." Discuss.': "To a large extent the failings of Zinoviev mattered more than Stalin's own skill and personality",
    '"The Right\'s defeat was of its own making." Discuss.': "To some extent the defeat of the Right was self-inflicted, because the Right would not appeal to the Party",
    "Discuss the role of the exploitation of divisions among opponents in one leader's rise to power.": "To a large extent the exploitation of divisions among opponents mattered",
    "How far was the defeat of the Left a result of Trotsky's own mistakes?": "To a large extent the defeat of Trotsky was self-inflicted",
    "Discuss the reasons why the Testament did not end Stalin's career.": "The Testament failed, because Zinoviev and Kamenev",
    '"Trotsky was never a credible contender." Discuss.': "To a large extent Trotsky endangered Stalin's rise to power",
    # whether it had to come, and how far it had come
    "To what extent was the rise of one authoritarian leader inevitable?": "It is true to some extent that Stalin's rise to power was bound",
    "To what extent could Stalin's rise have been prevented in 1924?": "To a large extent Stalin's rise to power could have been prevented in 1924",
    "How far had Stalin already secured power by 1923?": "Only to a very small extent was Stalin's rise to power complete by the end of 1923",
    # years alone
    "Examine the importance of the events of 1927 for the struggle for power.": "To a large extent the years 1926-27 mattered",
    '"Leaders did not seize power; the mistakes of others handed it to them." Discuss with one leader.': "To a large extent the mistakes of others mattered",
    '"Zinoviev did more to bring Stalin to power than Stalin himself." Discuss.': "To a large extent Zinoviev mattered more than Stalin's own skill",
    "To what extent was war, and the legacy of war, the cause of one leader's rise?": "Only to a limited extent did war and the fear of war",
    "Evaluate the claim that opposition to one leader during his rise was never united.": "To a large extent the weakness of opponents mattered",
    '"Neither ideology nor force, but patronage, made one leader supreme." Discuss.': "To a very large extent control of the Party machine mattered more than",
    '"One leader rose by opportunism rather than conviction." Discuss.': "Stalin's own skill and personality mattered as much as ideology",
    "Even without alliances one leader would have come to power. Discuss.": "To a large extent changing alliances made Stalin's rise to power possible",
    "Discuss the role of the party in the emergence of one authoritarian leader.": "To a very large extent control of the Party machine mattered",
    "Assess the importance of the years 1922-24 in Stalin's rise to power.": "To a large extent the years 1922-23 and the year 1924 mattered",
    # what is said of a cause
    '"Socialism in One Country made Stalin\'s victory possible." Discuss.': "To some extent Socialism in One Country made Stalin's rise to power possible",
    '"Force was needless for the rise of one leader." Discuss.': "It is true to a large extent that Stalin's rise to power was possible without force",
    '"Conditions made the victory of one leader inevitable." Discuss.': "Only to a limited extent did conditions make Stalin's rise to power inevitable",
    '"Ideas were merely a cloak in the rise of one leader." Discuss.': "It is true to some extent that ideology was no more than a weapon",
    '"The errors of opponents are overrated as a cause of one leader\'s rise." Discuss.': "Only to a limited extent has the importance of the errors of opponents",
    '"One leader inherited power rather than winning it." Discuss.': "To a large extent the one-party state and an open succession mattered more than Stalin's own skill",
    '"One leader rose because the masses wanted him." Discuss.': "Only to a very small extent did popular support",
    "Evaluate the impact of Lenin's ban on factions on one leader's rise.": "To a large extent Lenin's ban on factions mattered",
    "Compare the importance of organisation and ideas in the rise of one leader.": "To a very large extent control of the Party machine mattered more than ideology",
    '"There was no alternative to Stalin." Discuss.': "It is true to some extent that Stalin's rise to power was bound",
    # words of a name that ask for nothing, one thing set against itself, several in one phrase
    "How important was Socialism in One Country in the defeat of Trotsky?": "To some extent Socialism in One Country mattered",
    '"Stalin\'s opponents feared one another more than they feared him." Discuss.': "To a very large extent the weakness of opponents mattered",
    "To what extent were Kamenev and Zinoviev the authors of their own downfall?": "To a large extent the defeat of Kamenev and Zinoviev was",
    "Assess the view that fear of Trotsky decided the succession.": "Fear of Trotsky mattered to a large extent",
    "To what extent did personal rivalries shape the succession to Lenin?": "To a large extent the weakness of opponents",
    '"Opponents were outmanoeuvred rather than crushed." Discuss with reference to one rise.': "To a very large extent changing alliances mattered more than force",
    '"The Left lost because it was right too early." Discuss.': "The Left failed, because",
    "Evaluate the view that Lenin's Testament was the greatest threat to Stalin's rise to power.": "To some extent Lenin's Testament endangered",
    "Discuss the role of the Communist Party congresses in one leader's rise to power.": "To a very large extent the Communist Party congresses mattered",
    '"Propaganda rather than persuasion of the Party elite brought a leader to power." Discuss.': "Only to a limited extent did propaganda and the claim to Lenin's legacy matter more than changing alliances",
    '"Trotsky was his own worst enemy." Discuss.': "To a large extent the defeat of Trotsky was self-inflicted",
    '"Trotsky was anything but the author of his own defeat." Discuss.': "To a large extent the defeat of Trotsky was self-inflicted",
    '"Stalin won because of what he controlled rather than what he believed." Discuss.': "To a very large extent control of the Party machine mattered more than ideology",
    # how and why: no degree
    "How and why did one left-wing leader rise to power?": "Stalin's rise to power is best explained by control of the Party machine",
    "Why did one leader win the struggle for power by 1929?": "Stalin's rise to power is best explained by control of the Party machine",
    "How and why did alliances help one leader to gain power?": "Changing alliances mattered much in Stalin's rise to power, because",
    "How and why did one leader overcome his rivals?": "The removal of rivals is best explained by control of the Party machine",
    "How and why did Stalin become leader of the USSR?": "Stalin's rise to power is best explained by control of the Party machine",
    "Analyse why one leader rose without mass support.": "Stalin's rise to power is best explained by control of the Party machine",
}
# fmt: on
