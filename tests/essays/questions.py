"""Questions in the style of Paper 2, none of them a real one, with what each must be read as.

Of each kind the first list was looked at while the rules were written; the later ones were written afterwards.
"""

from __future__ import annotations

from typing import NamedTuple


class Stem(NamedTuple):
    """A question: its term, the factor it is about (None: none), whether it says that it mattered, cases wanted."""

    text: str
    term: str | None
    factor: str | None
    mattered: bool = True
    cases: int = 1


# fmt: off
STEMS = (
    Stem("Evaluate the importance of propaganda in the rise to power of one authoritarian leader.", "evaluate", "propaganda"),
    Stem("Discuss the role of ideology in the rise to power of one authoritarian leader.", "discuss", "ideology"),
    Stem("To what extent was one leader's rise to power due to the mistakes of opponents?", "to what extent", "rivals"),
    Stem("Examine the methods used by one leader to come to power.", "examine", "party-machine"),
    Stem("Analyse the part that patronage played in the emergence of one authoritarian leader.", "analyse", "party-machine"),
    Stem("\"Luck, not talent, brings a leader to the top.\" Discuss with reference to one leader.", "discuss", "chance"),
    Stem("Discuss the reasons for the success of one authoritarian leader in the struggle for power.", "discuss", None),
    Stem("To what extent did economic problems help one leader to win power?", "to what extent", "conditions-economic"),
    Stem("Evaluate the view that control of the party mattered more than political skill in one leader's rise.", "evaluate", "party-machine"),
    Stem("Examine how one leader removed his opponents on the way to power.", "examine", "party-machine"),
    Stem("Analyze the weaknesses of the opposition to one leader during his rise to power.", "analyse", "rivals"),
    Stem("To wat extant did propoganda explane one leaders rise to power", "to what extent", "propaganda"),
    Stem("Evalute the role of idealogy in the rise of one authoritarion leader", "evaluate", "ideology"),
    Stem("comapre and contrats the methods used by two leeders to come to power", "compare and contrast", "party-machine", True, 2),
    Stem("Contrast the role of violence in the rise to power of two authoritarian leaders.", "contrast", "force", True, 2),
    Stem("Compare and contrast the rise to power of two leaders, each chosen from a different region.", "compare and contrast", None, True, 2),
    Stem("Evaluate the importance of charisma in the rise to power of two leaders from different regions.", "evaluate", "leadership", True, 2),
    Stem("To what extent did weak opponents help two authoritarian leaders to rise to power?", "to what extent", "rivals", True, 2),
    Stem("\"Popular support was irrelevant to the rise of authoritarian leaders.\" Discuss with reference to one leader.", "discuss", "mass-support", False),
    Stem("\"No leader comes to power without force.\" To what extent do you agree, with reference to one leader?", "to what extent", "force"),
    Stem("How and why did alliances help one leader to gain power?", None, "alliances"),
    Stem("Assess the significance of foreign help in one leader's rise to power.", None, "foreign-help"),
    Stem("Was it luck or skill that brought one leader to power?", None, "chance"),
    Stem("Discuss the contribution of conditions and methods to the rise of one authoritarian leader.", "discuss", "conditions-political"),
    Stem("\"The leader's own ability counted for very little.\" Discuss with reference to the rise of one leader.", "discuss", "leadership", False),
    Stem("Evaluate how far war made the rise to power of one leader possible.", "evaluate", "war"),
    Stem("To what extent was ideology less important than organisation in one leader's rise to power?", "to what extent", "party-machine"),
    Stem("Topic 10: Authoritarian states. 19. Examine the role of social division in the rise of one leader. [15 marks]", "examine", "conditions-social"),
    Stem("\"Policies win power; personalities only decorate it.\" Discuss with reference to one leader.", "discuss", "policy"),
    Stem("Discuss the view that coercion was unnecessary for the rise of one leader.", "discuss", "force", False),
)

LATER_STEMS = (
    Stem("Evaluate the contribution of effective organisation to one leader's path to power.", "evaluate", "party-machine"),
    Stem("To what extent were divisions among opponents responsible for the rise of one authoritarian leader?", "to what extent", "rivals"),
    Stem("Examine the importance of press and image in the rise of one leader.", "examine", "propaganda"),
    Stem("Discuss the claim that ideas meant nothing in one leader's climb to power.", "discuss", "ideology", False),
    Stem("\"Circumstances make leaders.\" Discuss with reference to one authoritarian leader's rise.", "discuss", "conditions-political"),
    Stem("Analyse the role of fear and intimidation in one leader's rise to power.", "analyse", "force"),
    Stem("\"It was cunning rather than conviction that carried one leader to power.\" Discuss.", "discuss", "leadership"),
    Stem("Discuss the relative importance of economic crisis and personal ambition in one leader's rise.", "discuss", "conditions-economic"),
    Stem("To what extent did the support of the masses bring one leader to power?", "to what extent", "mass-support"),
    Stem("Compare and contrast the part played by ideology in the rise of two leaders.", "compare and contrast", "ideology", True, 2),
    Stem("Compare the conditions in which two authoritarian leaders rose to power.", "compare", "conditions-political", True, 2),
    Stem("Contrast the opposition faced by two leaders, each from a different region, as they rose to power.", "contrast", "rivals", True, 2),
    Stem("Examine the reasons why two leaders succeeded in winning power.", "examine", None, True, 2),
    Stem("Evaluate the extent to which compromise with elites explains one leader's rise to power.", "evaluate", "alliances"),
    Stem("\"Weak governments, not strong leaders, explain the rise of authoritarian leaders.\" Discuss using one example.", "discuss", "conditions-political"),
    Stem("\"Power was never won by persuasion.\" To what extent do you agree, with reference to one leader's rise?", "to what extent", "propaganda", False),
    Stem("Discuss how important popular promises were in one leader's rise to power.", "discuss", "policy"),
    Stem("To what extent was good fortune the decisive factor in the rise of one leader?", "to what extent", "chance"),
    Stem("Analyse why one leader defeated his rivals in the contest for power.", "analyse", "party-machine"),
    Stem("Evaluate the influence of events abroad on the rise to power of one leader.", "evaluate", "foreign-help"),
    Stem("evaluate teh role of economic hardship in teh rise of one leader", "evaluate", "conditions-economic"),
    Stem("Discus the view that allies were more useful than ideas to one leader on his way to power.", "discuss", "alliances"),
    Stem("\"Without the errors of others, no leader could have reached the top.\" Discuss with reference to one leader.", "discuss", "rivals"),
    Stem("How far do you agree that military force was secondary in the rise of one leader?", "to what extent", "force", False),
    Stem("Examine the impact of defeat in war on the rise of one authoritarian leader.", "examine", "war"),
    Stem("Discuss whether charisma or bureaucracy did more to bring one leader to power.", "discuss", "leadership"),
    Stem("To what extent can the rise of one leader be explained by the appeal of nationalism?", "to what extent", "ideology"),
    Stem("Evaluate the effectiveness of the methods one leader used to gain power.", "evaluate", "party-machine"),
    Stem("\"Legal means mattered less than is often thought.\" Discuss with reference to one leader's rise to power.", "discuss", "party-machine", False),
    Stem("With reference to two leaders, discuss the importance of loyal supporters in the rise to power.", "discuss", "party-machine", True, 2),
)

PAIRS = (
    ('"Ideology was decisive in one leader\'s rise to power." Discuss.', '"Ideology was not decisive in one leader\'s rise to power." Discuss.'),
    ('"Force was important in one leader\'s rise." Discuss.', '"Force was unimportant in one leader\'s rise." Discuss.'),
    ('"Luck mattered more than skill in the rise of one leader." Discuss.', '"Skill mattered more than luck in the rise of one leader." Discuss.'),
    ('"Control of the party alone explains one leader\'s rise." Discuss.', '"Control of the party alone does not explain one leader\'s rise." Discuss.'),
    ('"Popular support played a part in one leader\'s rise." Discuss.', '"Popular support played no part in one leader\'s rise." Discuss.'),
    ('To what extent did propaganda help one leader to come to power?', 'To what extent did propaganda fail to help one leader to come to power?'),
    ('"No leader rises without violence." Discuss with one leader.', '"One leader rose without violence." Discuss.'),
    ('"Conditions, not methods, explain the rise of one leader." Discuss.', '"Methods, not conditions, explain the rise of one leader." Discuss.'),
    ('"Leaders do not win power; their opponents lose it." Discuss with one leader.', '"The skill of the leader mattered more than the weakness of opponents." Discuss with one leader.'),
    ('"Economic crisis was of great importance to one leader\'s rise." Discuss.', '"Economic crisis was of little importance to one leader\'s rise." Discuss.'),
    ('"Alliances were the main reason for the rise of one leader." Discuss.', '"Alliances were not the main reason for the rise of one leader." Discuss.'),
    ('"Ideology outweighed organisation in the rise of one leader." Discuss.', '"Ideology was outweighed by organisation in the rise of one leader." Discuss.'),
    ('"Rivals\' mistakes were essential to one leader\'s rise." Discuss.', '"Rivals\' mistakes were not essential to one leader\'s rise." Discuss.'),
    ('"Personality was more important than circumstances." Discuss with reference to the rise of one leader.', '"Personality was less important than circumstances." Discuss with reference to the rise of one leader.'),
    ('"Propaganda was a significant factor in the rise of one leader." Discuss.', '"Propaganda was an insignificant factor in the rise of one leader." Discuss.'),
    ('"War was crucial to the rise of one leader." Discuss.', '"War was never crucial to the rise of one leader." Discuss.'),
    ('"The rise of one leader was due to chance." Discuss.', '"The rise of one leader was not due to chance." Discuss.'),
    ('"The policies of one leader mattered in his rise." Discuss.', '"The policies of one leader did not matter in his rise." Discuss.'),
    ('"Coercion rather than persuasion brought one leader to power." Discuss.', '"Persuasion rather than coercion brought one leader to power." Discuss.'),
    ('"Foreign help contributed much to one leader\'s rise." Discuss.', '"Foreign help contributed little to one leader\'s rise." Discuss.'),
)

LATER_PAIRS = (
    ('"Appointments decided the struggle for power of one leader." Discuss.', '"Appointments did not decide the struggle for power of one leader." Discuss.'),
    ('"Mass support was vital for the rise of one leader." Discuss.', '"Mass support was by no means vital for the rise of one leader." Discuss.'),
    ('"The errors of opponents made one leader\'s rise possible." Discuss.', '"The errors of opponents did not make one leader\'s rise possible." Discuss.'),
    ('"One leader owed everything to the party machine." Discuss with reference to his rise.', '"One leader owed nothing to the party machine." Discuss with reference to his rise.'),
    ('"One leader owed more to luck than to judgement and skill." Discuss with reference to his rise.', '"One leader owed less to luck than to judgement and skill." Discuss with reference to his rise.'),
    ('"Ideas matter." Discuss with reference to the rise of one leader.', '"Ideas do not matter." Discuss with reference to the rise of one leader.'),
    ('"Violence was necessary to the rise of one leader." Discuss.', '"Violence was unnecessary to the rise of one leader." Discuss.'),
    ('To what extent was popular support a key reason for one leader\'s rise to power?', 'To what extent was popular support far from a key reason for one leader\'s rise to power?'),
    ('"It was organisation, and not ideology, that carried one leader to power." Discuss.', '"It was ideology, and not organisation, that carried one leader to power." Discuss.'),
    ('"Economic hardship explains the rise of one leader." Discuss.', '"Economic hardship cannot explain the rise of one leader." Discuss.'),
    ('"Alliances had a great influence on one leader\'s rise." Discuss.', '"Alliances had little influence on one leader\'s rise." Discuss.'),
    ('"The role of propaganda in one leader\'s rise has been underestimated." Discuss.', '"The role of propaganda in one leader\'s rise has been exaggerated." Discuss.'),
    ('"Only force brings leaders to power." Discuss with one leader.', '"Force is not the only thing that brings leaders to power." Discuss with one leader.'),
    ('"The leader\'s talents counted for more than the failings of his rivals." Discuss with one leader.', '"The leader\'s talents counted for less than the failings of his rivals." Discuss with one leader.'),
    ('"Social division was a central cause of the rise of one leader." Discuss.', '"Social division was not a central cause of the rise of one leader." Discuss.'),
    ('"Chance was decisive, whereas planning and organisation hardly mattered, in the rise of one leader." Discuss.', '"Chance hardly mattered, whereas planning and organisation were decisive, in the rise of one leader." Discuss.'),
    ('To what extent did ideology matter more than coercion in one leader\'s rise to power?', 'To what extent did coercion matter more than ideology in one leader\'s rise to power?'),
    ('"A weak political system was indispensable to one leader\'s rise." Discuss.', '"A weak political system was dispensable to one leader\'s rise." Discuss.'),
    ('"The legacy of a predecessor was a major factor in one leader\'s rise." Discuss.', '"The legacy of a predecessor was a minor factor in one leader\'s rise." Discuss.'),
    ('"Personal ability was wholly responsible for one leader\'s rise." Discuss.', '"Personal ability was not wholly responsible for one leader\'s rise." Discuss.'),
)

SUBJECTS = {
    "Evaluate the role of Lenin's Testament in Stalin's rise to power.": "Testament",
    "Discuss the importance of the Right Opposition for Stalin's rise to power.": "Right",
    "Examine the role of Zinoviev in the struggle for power after Lenin's death.": "Zinoviev",
    "To what extent did the Lenin Enrolment strengthen Stalin?": "Enrolment",
    "Evaluate the importance of the Fourteenth Congress in Stalin's rise to power.": "Fourteenth Congress",
    "Discuss the significance of Socialism in One Country for Stalin's rise.": "Socialism in One Country",
    "Analyse the part of Bukharin in Stalin's rise to power.": "Bukharin",
    "Evaluate the importance of the troika in Stalin's rise to power.": "troika",
}

LATER_SUBJECTS = {
    "Examine the importance of the post of General Secretary in Stalin's rise.": "General Secretary",
    "Discuss the role of the OGPU in Stalin's rise to power.": "OGPU",
    "To what extent did Trotsky bring about his own defeat by Stalin?": "Trotsky",
    "Evaluate the significance of the United Opposition in the struggle for power of 1926-27.": "Opposition",
    "How important was the ban on factions for Stalin's rise to power?": "factions",
    "Evaluate the role of Pravda in Stalin's rise.": "Pravda",
    "Discuss the importance of the NEP in the struggle between Stalin and his rivals.": "NEP",
    "Examine the significance of Lenin's funeral for Stalin's rise to power.": "funeral",
}

LAST_PAIRS = (
    ('"Propaganda was the key to power for one authoritarian leader." Discuss.', '"Propaganda was not the key to power for one authoritarian leader." Discuss.'),
    ('"Authoritarian leaders rise because of popular support." Discuss.', '"Authoritarian leaders rise despite a lack of popular support." Discuss.'),
    ('"Ruthlessness is all a leader needs to come to power." Discuss.', '"Ruthlessness alone never brings a leader to power." Discuss.'),
    ('"The rise of one leader was inevitable given the conditions." Discuss.', '"The rise of one leader had nothing to do with conditions." Discuss.'),
    ('"Opponents\' weaknesses were the most significant factor in one leader\'s rise." Discuss.', '"Opponents\' weaknesses were the least significant factor in one leader\'s rise." Discuss.'),
    ('"Without control of the party machine, one leader would never have risen." Discuss.', '"Even without control of the party machine, one leader would have risen." Discuss.'),
    ('"Violence was the foundation of one leader\'s rise to power." Discuss.', '"Violence was incidental to one leader\'s rise to power." Discuss.'),
    ("To what extent was ideology central to one leader's rise to power?", "To what extent was ideology marginal to one leader's rise to power?"),
    ('"Chance played a greater role than planning in one leader\'s rise." Discuss.', '"Planning played a greater role than chance in one leader\'s rise." Discuss.'),
    ('"Alliances contributed significantly to one leader\'s rise." Discuss.', '"Alliances contributed little to one leader\'s rise." Discuss.'),
    ('"One leader rose through force, not persuasion." Discuss.', '"One leader rose through persuasion, not force." Discuss.'),
    ('"Economic problems created the opportunity that one leader needed to take power." Discuss.', '"Economic problems did not create the opportunity that one leader needed to take power." Discuss.'),
    ('"It was the failings of others, more than his own merits, that made one leader supreme." Discuss.', '"It was his own merits, more than the failings of others, that made one leader supreme." Discuss.'),
    ('"Personality counts for more than policy in a struggle for power." Discuss.', '"Policy counts for more than personality in a struggle for power." Discuss.'),
    ('"Patronage determined the outcome of one leader\'s struggle for power." Discuss.', '"Patronage did not determine the outcome of one leader\'s struggle for power." Discuss.'),
    ('"War made one leader." Discuss.', '"War did not make one leader." Discuss.'),
    ('"The role of the masses in one leader\'s rise cannot be ignored." Discuss.', '"The role of the masses in one leader\'s rise can be ignored." Discuss.'),
    ('"Leaders are made by luck." Discuss with one example.', '"Leaders are not made by luck." Discuss with one example.'),
    ('"Skilful use of propaganda explains one leader\'s rise better than any use of force." Discuss.', '"Use of force explains one leader\'s rise better than any skilful use of propaganda." Discuss.'),
    ('"One leader needed ideology to win power." Discuss.', '"One leader did not need ideology to win power." Discuss.'),
)

FRESH_PAIRS = (
    ('"The rise of authoritarian leaders rests above all on the loyalty of officials they have placed." Discuss with reference to one leader.', '"The loyalty of officials they have placed does little to explain the rise of authoritarian leaders." Discuss with reference to one leader.'),
    ("To what extent would you agree that fear was the chief instrument in one leader's climb to power?", "To what extent would you agree that fear was a negligible instrument in one leader's climb to power?"),
    ('"Authoritarian leaders gain power through the folly of their enemies." Discuss.', '"Authoritarian leaders seldom gain power through the folly of their enemies." Discuss.'),
    ("'Doctrine was the driving force of one leader's bid for power.' To what extent do you agree?", "'Doctrine was no more than a cloak in one leader's bid for power.' To what extent do you agree?"),
    ('"Unstable political conditions were a prerequisite for the rise of one authoritarian leader." Discuss.', '"Unstable political conditions were not a prerequisite for the rise of one authoritarian leader." Discuss.'),
    ('Evaluate the claim that one leader rose chiefly because of his charisma and oratory.', 'Evaluate the claim that one leader rose in spite of lacking charisma and oratory.'),
    ('"The use of propaganda had a profound effect on the rise of one leader." Discuss.', '"The use of propaganda had a negligible effect on the rise of one leader." Discuss.'),
    ('"Foreign threats and crises abroad paved the way for one leader." Discuss.', '"Foreign threats and crises abroad did nothing to pave the way for one leader." Discuss.'),
    ('to what extent was one leaders rise to power based on mass support', 'to what extent did one leaders rise to power not depend on mass support'),
    ('"Tactical alliances were indispensable to one leader\'s triumph over rivals." Discuss.', '"Tactical alliances were superfluous to one leader\'s triumph over rivals." Discuss.'),
    ('"Organisation counted for more than oratory in one authoritarian leader\'s emergence." Discuss.', '"Oratory counted for more than organisation in one authoritarian leader\'s emergence." Discuss.'),
    ('"Leaders rise because of economic distress, not because of their ideas." Discuss with reference to one leader.', '"Leaders rise because of their ideas, not because of economic distress." Discuss with reference to one leader.'),
    ('"The successful leader is simply the luckiest." Discuss with reference to one leader\'s rise to power.', '"The successful leader is rarely the luckiest." Discuss with reference to one leader\'s rise to power.'),
    ("Stalin owed his rise to Lenin's legacy. Discuss.", "Stalin owed little of his rise to Lenin's legacy. Discuss."),
    ('"Promises of a better life, more than threats, lifted one leader to power." Discuss.', '"Threats, more than promises of a better life, lifted one leader to power." Discuss.'),
    ('"Stalin\'s enemies destroyed themselves." To what extent do you agree?', '"Stalin\'s enemies did not destroy themselves." To what extent do you agree?'),
    ("Stalin's control of the party apparatus was the most important reason for his victory. How far do you agree?", "Stalin's control of the party apparatus was the least important reason for his victory. How far do you agree?"),
    ('"Coercion played a minimal part in the rise of one leader." Discuss.', '"Coercion played a maximal part in the rise of one leader." Discuss.'),
    ('"Control over jobs and promotions was the bedrock of one leader\'s ascent." Discuss.', '"Control over jobs and promotions had scant bearing on one leader\'s ascent." Discuss.'),
    ('"In the rise of one leader, bullets mattered more than ballots and speeches." Discuss.', '"In the rise of one leader, ballots and speeches mattered more than bullets." Discuss.'),
    ('To what extent was the rise of one leader a triumph of ideology?', 'To what extent was the rise of one leader anything but a triumph of ideology?'),
    ('"A leader\'s path to power is opened by economic collapse." Discuss with reference to one leader.', '"A leader\'s path to power is hardly ever opened by economic collapse." Discuss with reference to one leader.'),
    ("'Divided opponents handed one leader his victory.' Discuss.", "'Divided opponents did not hand one leader his victory.' Discuss."),
    ('"Personality, not circumstance, explains the rise of one dictator." Discuss.', '"Circumstance, not personality, explains the rise of one dictator." Discuss.'),
    ('"The masses put one leader in power." To what extent do you agree?', '"The masses did not put one leader in power." To what extent do you agree?'),
    ("Evaluate the view that Stalin's alliances were more important than his ideas.", "Evaluate the view that Stalin's alliances were less important than his ideas."),
)

FRESH_SUBJECTS = {
    "How significant was Kamenev in Stalin's rise to power?": 'Kamenev',
    "Evaluate the role of the OGPU in the defeat of Stalin's rivals.": 'OGPU',
    'To what extent was Trotsky himself to blame for losing the struggle with Stalin?': 'Trotsky',
    "Examine the importance of the Central Committee in Stalin's rise to power.": 'Central Committee',
    "Discuss the significance of the grain crisis of 1927-28 for Stalin's rise.": 'grain',
    "Assess the mistakes of Bukharin as a reason for Stalin's victory.": 'Bukharin',
    '"The Testament should have ended Stalin\'s career." Discuss.': 'Testament',
    "Evaluate the importance of the Orgburo and the Secretariat to Stalin's rise.": 'Secretariat',
    'discuss the role of the ban on factions in stalins rise': 'factions',
    'To what extent did Permanent Revolution cost Trotsky the leadership?': 'Permanent Revolution',
    "Analyse the role played by Lenin's illness and death in the rise of Stalin.": 'Lenin',
    "Was the United Opposition doomed from the start? Discuss with reference to Stalin's rise to power.": 'United Opposition',
    "Examine the role of Molotov in Stalin's rise to power.": 'Molotov',
    "Evaluate the significance of the Lenin cult in Stalin's rise.": 'Lenin',
    "To what extent did Krupskaya threaten Stalin's position?": 'Krupskaya',
    'how important was the leningrad opposition in stalins rise to power': 'Leningrad',
    "Examine the impact of the war scare of 1927 on Stalin's rise.": 'war scare',
    "Evaluate Rykov's part in Stalin's rise to power.": 'Rykov',
}

READ_PAIRS = (
    ('"Authoritarian leaders rise by their own efforts." To what extent do you agree?', '"Authoritarian leaders do not rise by their own efforts." To what extent do you agree?'),
    ("To what extent did party backing rather than popular backing carry one leader to power?", "To what extent did popular backing rather than party backing carry one leader to power?"),
    ('"Personality was all that mattered in one leader\'s rise." Discuss.', '"Personality was not all that mattered in one leader\'s rise." Discuss.'),
    ('"It is right to suggest that luck brought Stalin to power." Discuss.', '"It is wrong to suggest that luck brought Stalin to power." Discuss.'),
    ('"The Lenin cult strengthened Stalin." Discuss.', '"The Lenin cult weakened Stalin." Discuss.'),
    ('"Without Zinoviev and Kamenev, Stalin would have failed." Discuss.', '"Even without Zinoviev and Kamenev, Stalin would have succeeded." Discuss.'),
    ('"Alliances were a help to one leader\'s rise." Discuss.', '"Alliances were a hindrance to one leader\'s rise." Discuss.'),
    ('"Stalin\'s rivals could have stopped him." Discuss.', '"Stalin\'s rivals could never have stopped him." Discuss.'),
    ('"Few leaders have depended so much on alliances as Stalin." Discuss.', '"Few leaders have depended so little on alliances as Stalin." Discuss.'),
)

FRESH_STEMS = (
    ('Account for the success of one authoritarian leader in taking power.', None, 1),
    ('Explain why one leader was able to outmanoeuvre his opponents.', 'party-machine', 1),
    ('What were the main reasons for the rise to power of one authoritarian ruler?', None, 1),
    ('Comapre and contrast teh role of ideolgy in the rise to power of two authoritarian leaders from different regions.', 'ideology', 2),
    ('Compare the part economic crisis played in the rise to power of two leaders.', 'conditions-economic', 2),
    ('Contrast the use of alliances by two leaders on their way to power.', 'alliances', 2),
    ('Compare and contrast the rise to power of Stalin and Mao.', None, 2),
    ('Compare and contrast the importance of weak opposition in the rise of Mao and Stalin.', 'rivals', 2),
    ('Examine the relative importance of persuasion and coercion in the rise of one authoritarian leader.', 'propaganda', 1),
    ('Analyse the methods by which one leader of the 20th century made himself master of his country.', 'party-machine', 1),
    ("Discuss the circumstances that favoured one leader's rise.", 'conditions-political', 1),
    ('evaluate how crutial the army was in the rise to power of one leader', 'force', 1),
    ("Discuss the reasons for, and the methods behind, one leader's rise to power.", 'party-machine', 1),
    ("Evaluate the role of the middle classes in one leader's rise to power.", 'conditions-social', 1),
    ("Why did one authoritarian leader's opponents fail to stop his rise?", 'rivals', 1),
    ('Evaluate the relative significance of ideology and force in the rise of two leaders.', 'ideology', 2),
    ('With reference to one leader, assess how far luck explains his rise.', 'chance', 1),
    ('Analyse the political conditions that enabled one leader to rise to power.', 'conditions-political', 1),
    ('Comparre and contast the roles of ideology in the emergence of Mao and Stalin as leaders.', 'ideology', 2),
    ('Examine how successful one leader was in using propaganda to win power.', 'propaganda', 1),
    ('Discuss two factors that helped one leader to rise to power.', None, 1),
    ('Compare and contrast the policies that won support for two leaders on their way to power.', 'policy', 2),
)
# fmt: on
