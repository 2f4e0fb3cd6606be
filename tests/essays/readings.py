"""A reading of a question in one line, and questions with the one that an examiner expects."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from studykit.essays.export_json import to_json
from tests.essays.library import Shelf


def reading(shelf: Shelf, question: str) -> str:
    """Say what is claimed, to what degree it holds, in which years and of which cases."""
    told: dict[str, Any] = to_json(shelf.outline(question))
    rival = f" > {_said([told['rival']])}" if told["rival"] else ""
    claims = " + ".join(_said(list(each)) for _, each in groupby(told["claims"], key=_alike))
    cases = ", ".join(told["cases"])
    return f"{claims}{rival}: {told['degree']}, {told['period']}, {cases}"


def _alike(claim: dict[str, Any]) -> tuple[object, ...]:
    return tuple(claim.get(key) for key in ("leader", "subject", "polarity", "strength"))


def _said(claims: list[dict[str, Any]]) -> str:
    first = claims[0]
    leader = f"{first['leader']} " if "leader" in first else ""
    factors = "/".join(each["factor"] or "" for each in claims)
    subject = f"[{first['subject']}]" if first["subject"] else ""
    denied = "" if first["polarity"] == "mattered" else "not "
    return f"{leader}{denied}{first['strength']} {factors}{subject}"


READINGS = {
    # owed less to X than to Y
    '"Rulers owed their success less to their own gifts than to the failings of those who stood in their way." Discuss with reference to two leaders.': "more rivals > not more leadership: large, None, stalin, mao-zedong",
    '"A leader\'s rise owed less to force than to alliances." Discuss with reference to one leader.': "more alliances > not more force: fully, None, stalin",
    "To what extent did one leader's victory depend less on ideas than on the command of the party?": "more party-machine > not more ideology: fully, None, stalin",
    '"Power came less from the barrel of a gun than from the errors of rivals." Discuss with one leader.': "more rivals > not more force: fully, None, stalin",
    "\"Mao's success owed less to his own strategy than to Japan's invasion.\" To what extent do you agree?": "more war[Japanese invasion] > not more leadership: fully, None, mao-zedong",
    "Discuss the view that Stalin owed more to the folly of those who opposed him than to his own cunning.": "more rivals > not more leadership: large, None, stalin",
    # more ... than ever
    '"Fear made more followers than doctrine ever did." Discuss with reference to one authoritarian leader\'s rise.': "more force > not more ideology: limited, None, stalin",
    '"Propaganda did more for rising leaders than violence ever could." Discuss with reference to one leader.': "more propaganda > not more force: large, None, stalin",
    '"Land won more peasants for Mao than Marxism ever did." To what extent do you agree?': "more policy > not more ideology[Marxism]: some, None, mao-zedong",
    '"Alliances brought more votes to Stalin than ideas ever did." Discuss.': "more alliances > not more ideology: large, None, stalin",
    # those in the way
    "Evaluate the importance of the mistakes made by those who barred one leader's way to power.": "important rivals: large, None, stalin",
    '"Leaders rise because those who should have stopped them were divided." Discuss with one leader.': "main rivals: large, None, stalin",
    "Discuss the part played by the quarrels of those who stood against one leader as he rose to power.": "part rivals: fully, None, stalin",
    # parties
    "Examine the role of political parties in the rise to power of one authoritarian leader.": "part party-machine: fully, None, stalin",
    "To what extent did the possession of a disciplined party decide the rise of one leader?": "main party-machine: large, None, stalin",
    "Discuss the significance of the party in bringing one leader to power.": "main party-machine: large, None, stalin",
    '"Without a party behind him no leader could have risen." Discuss with one leader.': "needed party-machine: fully, None, stalin",
    # a claim per leader
    '"Stalin rose by patronage, Mao by guerrilla war." To what extent do you agree?': "Stalin main party-machine + Mao main force[guerrilla war]: some, None, stalin, mao-zedong",
    '"Stalin owed his rise to the party, Mao owed his to the army." Discuss.': "Stalin main party-machine + Mao main force: large, None, stalin, mao-zedong",
    '"Mao won by war; Stalin won by intrigue." Discuss.': "Mao main war + Stalin main alliances: large, None, mao-zedong, stalin",
    '"Whereas Stalin relied on bureaucracy, Mao relied on the peasantry." To what extent do you agree?': "Stalin main party-machine + Mao main mass-support: large, None, stalin, mao-zedong",
    "\"Stalin's rise was due to control of the party and Mao's to the war with Japan.\" Discuss.": "Stalin main party-machine + Mao main war[war with Japan]: large, None, stalin, mao-zedong",
    '"Ideas made Mao; an office made Stalin." To what extent do you agree?': "Mao main ideology + Stalin main party-machine: some, None, mao-zedong, stalin",
    # legal means
    "Evaluate the role of legal means in the rise to power of one authoritarian leader.": "part party-machine/alliances: None, None, stalin",
    '"Leaders came to power by constitutional methods rather than by violence." Discuss with one leader.': "more party-machine/alliances > not more force: fully, None, stalin",
    "To what extent did one leader use legal and institutional means to gain power?": "part party-machine/alliances: fully, None, stalin",
    "Examine the importance of legal methods in the rise of two leaders.": "important party-machine/alliances: large, None, stalin, mao-zedong",
    "Evaluate the part played by weak constitutions in the rise of one leader.": "part conditions-political: fully, None, stalin",
    # discontent
    "Evaluate the role of popular discontent in the rise of one authoritarian leader.": "part conditions-social/conditions-economic: some, None, stalin",
    "To what extent did public dissatisfaction with the government help one leader to come to power?": "part conditions-social/conditions-economic: some, None, stalin",
    "Discuss the importance of unrest among workers and peasants in the rise of one leader.": "important conditions-social/conditions-economic: limited, None, stalin",
    "Examine the significance of popular anger at existing rulers in the emergence of one authoritarian state.": "important conditions-social/conditions-economic: some, None, mao-zedong",
    # sources of support
    "Compare and contrast the sources of support on which two authoritarian leaders drew to gain power.": "part mass-support: None, None, stalin, mao-zedong",
    "Examine from which groups one leader drew support in his rise to power.": "part mass-support: limited, None, stalin",
    # persuasion
    '"Persuasion mattered more than coercion." Discuss with reference to the rise of one leader.': "more propaganda/ideology/policy > not more force: large, None, stalin",
    "To what extent did Mao rely on persuasion rather than force?": "more propaganda/ideology/policy > not more force: hardly, None, mao-zedong",
    # opponents of the leader
    "To what extent were the failings of Chiang Kai-shek responsible for Mao's victory in 1949?": "main rivals[Jiang Jieshi]: large, 1949, mao-zedong",
    "To what extent were the failings of Jiang Jieshi, rather than the strengths of the Communists, responsible for Mao's victory?": "more rivals[Jiang Jieshi] > not more force[strengths of the Communists]: limited, None, mao-zedong",
    "Discuss the view that the failings of the Guomindang mattered more than Communist strengths in Mao's victory in 1949.": "more rivals[failings of the Guomindang] > not more force[Communist strengths]: limited, 1949, mao-zedong",
    '"Chiang lost China; Mao did not win it." To what extent do you agree?': "more rivals[Jiang Jieshi] > not more leadership: large, None, mao-zedong",
    '"The Guomindang defeated itself." To what extent do you agree with reference to Mao\'s rise?': "part rivals[Guomindang]: large, None, mao-zedong",
    "Evaluate the role of Chiang's mistakes in Mao's rise to power.": "part rivals[Jiang Jieshi]: fully, None, mao-zedong",
    "To what extent did the incompetence of Chiang Kaishek bring Mao to power?": "main rivals[Jiang Jieshi]: large, None, mao-zedong",
    "Discuss the importance of Nationalist weakness in Mao's rise to power.": "important rivals[Guomindang]: large, None, mao-zedong",
    # denials
    "Discuss the view that peasant support was not decisive in Mao's rise to power.": "not main mass-support: limited, None, mao-zedong",
    '"Force was by no means the chief cause of Stalin\'s rise." Discuss.': "not main force: large, None, stalin",
    "To what extent is it true that ideology was not the main reason for one leader's rise?": "not main ideology: some, None, stalin",
    '"Luck was no decisive factor in one leader\'s rise." Discuss.': "not main chance: large, None, stalin",
    # handed power
    '"The Japanese invasion handed power to Mao." Discuss.': "main war[Japanese invasion]: large, None, mao-zedong",
    '"Rivals delivered power into the hands of one leader." Discuss.': "main rivals: large, None, stalin",
    '"Leaders come to power through the blunders of others." Discuss with one leader.': "main rivals: large, None, stalin",
    '"War put power into Mao\'s hands." To what extent do you agree?': "main war: large, None, mao-zedong",
    '"Economic misery opened the door to power for one leader." Discuss.': "part conditions-economic: some, None, stalin",
    # needed
    '"No leader rises without a mass following." Discuss with one leader.': "needed mass-support: hardly, None, stalin",
    "Could Stalin have risen without the post of General Secretary?": "needed party-machine[General Secretary]: fully, None, stalin",
    "To what extent could Mao have come to power without the war with Japan?": "needed war[war with Japan]: fully, None, mao-zedong",
    '"No Japan, no Mao." Discuss.': "needed war[Japan]: fully, None, mao-zedong",
    '"Without terror there would have been no rise of authoritarian leaders." Discuss with one leader.': "needed force: limited, None, stalin",
    "Would Mao have won without peasant support?": "needed mass-support: large, None, mao-zedong",
    # rivals idioms
    "To what extent did exploiting divisions among rivals bring one leader to power?": "main rivals: large, None, stalin",
    "Evaluate the importance of one leader's exploitation of the splits among his opponents.": "important rivals: large, None, stalin",
    "Evaluate the contribution of the peasantry to the rise of one leader.": "part mass-support: limited, None, stalin",
    "Discuss the role of the peasants in Mao's victory.": "part mass-support: fully, None, mao-zedong",
    "Examine the role of careful planning in one leader's rise to power.": "part leadership: large, None, stalin",
    "Examine the methods by which one leader defeated rivals within his own party.": "part party-machine/alliances/propaganda/force: None, None, stalin",
    "Did Stalin help Mao to power?": "part foreign-help[Stalin's help]: some, None, mao-zedong",
    "To what extent did Stalin help Mao's rise to power?": "part foreign-help[Stalin's help]: some, None, mao-zedong",
    "How significant was Soviet aid in Mao's victory?": "important foreign-help: limited, None, mao-zedong",
    '"Popular support was of no importance in one leader\'s rise." Discuss.': "not part mass-support: fully, None, stalin",
    '"Force was of no importance in Stalin\'s rise." Discuss.': "not part force: large, None, stalin",
    # inner party
    "Examine the role of ideology in Mao's rise to leadership of the Chinese Communist Party by 1945.": "part ideology: large, until 1945, mao-zedong",
    "How did Mao become leader of the Communist Party between 1935 and 1945?": ": None, 1935/1945, mao-zedong",
    "Discuss the reasons for Mao's rise to leadership of the Party in the years 1931-1943.": ": None, 1931/1943, mao-zedong",
    # period
    "How significant was foreign help to the Communists' success between 1945 and 1949?": "important foreign-help: limited, 1945/1949, mao-zedong",
    "Evaluate the importance of the Red Army in Mao's rise, 1937-45.": "important force[Red Army]: fully, 1937/1945, mao-zedong",
    "To what extent did alliances help Stalin between 1923 and 1925?": "part alliances: fully, 1923/1925, stalin",
    "Discuss the role of propaganda in Stalin's rise up to 1925.": "part propaganda: large, until 1925, stalin",
    # others, written before the first of them was read
    '"Ambitious men seldom seize power; it falls to them when others quarrel." Discuss with reference to one authoritarian leader.': "main rivals: large, None, stalin",
    "Evaluate how far hatred of the existing order explains the rise of one authoritarian leader.": "main conditions-social/conditions-economic: limited, None, stalin",
    "To what extent was the gun mightier than the pen in the rise to power of one authoritarian leader?": "more force > not more propaganda: limited, None, stalin",
    "Assess the claim that no ruler has ever reached the top without luck.": "needed chance: limited, None, stalin",
    "To what extent did fear of revolution or war help one leader to power?": "part conditions-political: fully, None, stalin",
    '"Rising dictators had less need of a doctrine than of a disciplined following." Discuss with two leaders.': "more mass-support > not more ideology: some, None, stalin, mao-zedong",
    "Examine the ways in which two aspiring dictators dealt with challengers inside their own movements.": "part party-machine/alliances/force: None, None, stalin, mao-zedong",
    "Discuss the view that the collapse of the old regime mattered far more than anything the leader did himself.": "more conditions-political > not more leadership: some, None, mao-zedong",
    '"An army is worth more than a programme." To what extent is that true of the rise of two leaders, each from a different region?': "more force[Red Army] > not more policy: some, None, stalin, mao-zedong",
    "How valid is the claim that charisma has been exaggerated in explaining the rise of authoritarian leaders?": "not fame leadership[charisma]: fully, None, stalin",
    "Compare and contrast the way in which two leaders exploited a national emergency to win power.": "main conditions-political/conditions-economic/conditions-social/war: None, None, stalin, mao-zedong",
    '"Authoritarian leaders won because the moderates failed." Discuss with reference to one leader.': "main rivals: large, None, stalin",
    "Evaluate the contribution made by able lieutenants to the success of one authoritarian leader.": "part party-machine: fully, None, stalin",
    "Discuss the importance of the ballot box, as opposed to the bullet, in one leader's rise.": "more mass-support > not more force: limited, None, stalin",
    '"Peasants, not workers, carried authoritarian leaders to power." Discuss with one leader.': "main mass-support: hardly, None, stalin",
    "To what extent did the promise of land and bread bring one leader to power?": "main policy: some, None, stalin",
    "Examine the relationship between ideology and organisation in the rise of one leader.": "part ideology/party-machine: fully, None, stalin",
    '"It was not terror that brought authoritarian leaders to power, but consent." Discuss with two leaders.': "more propaganda/ideology/policy > not more force: some, None, stalin, mao-zedong",
    "To what extent was Stalin's victory the result of Trotsky's arrogance?": "main rivals[Trotsky]: large, None, stalin",
    "Discuss the view that Mao could never have beaten the Guomindang without Japan.": "needed war[Japan]: fully, None, mao-zedong",
    '"Without Lenin\'s death there would have been no Stalin." Discuss.': "needed [Lenin's death]: some, None, stalin",
    "How far did the Kuomintang lose the mandate to rule through its own corruption?": "part [Guomindang]: fully, None, mao-zedong",
    '"Mao captured the countryside; Stalin captured the card index." Discuss.': "Mao part mass-support + Stalin part party-machine: fully, None, mao-zedong, stalin",
    "Evaluate the role of land reform in the Communist victory of 1946-49.": "part policy[land reform]: large, 1946/1949, mao-zedong",
    "Was the Red Army or the peasantry more important to Mao?": "more force[Red Army] > not more mass-support: large, None, mao-zedong",
    '"Generalissimo Jiang was his own worst enemy." Discuss with reference to Mao\'s path to power.': "part [Jiang Jieshi]: large, None, mao-zedong",
    "To what extent had Stalin already won by the end of 1925?": "important party-machine[the year 1925]: some, until 1925, stalin",
    "Discuss the importance of American support for Chiang in the outcome of Mao's struggle for power.": "important foreign-help: limited, None, mao-zedong",
    '"The Comintern hindered Mao more than it helped him." To what extent do you agree?': "important [Comintern]: large, None, mao-zedong",
    "Examine the means by which Mao defeated Wang Ming and Zhang Guotao between 1935 and 1942.": "part [Wang Ming] + part [Zhang Guotao]: None, 1935/1942, mao-zedong",
    "To what extent was Bukharin responsible for Stalin's rise between 1925 and 1928?": "main [Bukharin]: large, 1925/1928, stalin",
    '"Ideology meant everything to Mao and nothing to Stalin." Discuss.': "Mao only ideology + Stalin not part ideology: hardly, None, mao-zedong, stalin",
    "Evaluate the view that Stalin rose as the candidate of the Party's officials.": "part party-machine[Party officials]: fully, None, stalin",
    "How important was the cult of Lenin, in comparison with the General Secretaryship, to Stalin up to 1929?": "more propaganda[Lenin cult] > not more [General Secretary]: hardly, until 1929, stalin",
    '"Stalin owed little to chance." Discuss.': "not important chance: large, None, stalin",
    '"The road to power is paved by the blindness of those already in it." Discuss with reference to one leader.': "main rivals: large, None, stalin",
    "Assess the part that unemployment and hunger played in one leader's ascent.": "part conditions-economic: some, None, stalin",
    "How far did one leader's rise depend on the loyalty of a few close associates?": "main party-machine: large, None, stalin",
    '"Speeches made more dictators than bayonets did." Discuss with two leaders, each from a different region.': "more propaganda > not more force: some, None, stalin, mao-zedong",
    "Was ideology a cause or only a cover for one leader's ambition?": "not tool ideology: some, None, stalin",
    "To what extent did one leader come to power by consent of the governed?": "main propaganda/ideology/policy: some, None, stalin",
    "Discuss the role of compromise with established elites in the coming to power of two leaders.": "part alliances: fully, None, stalin, mao-zedong",
    '"Leaders are made by their times, not by their talents." Discuss with one leader.': "more conditions-political/conditions-economic/conditions-social/war > not more leadership: large, None, stalin",
    "Examine the part played by rural unrest in the establishment of one authoritarian state.": "part conditions-social/conditions-economic: large, None, mao-zedong",
    '"Trotsky handed the succession to Stalin." To what extent do you agree?': "main [Trotsky]: large, None, stalin",
    "Discuss the view that Mao's armies mattered less than Chiang's errors.": "more rivals[Jiang Jieshi] > not more force: limited, None, mao-zedong",
    "Evaluate Zhou Enlai's contribution to Mao's leadership of the Party, 1935-1945.": "part [Zhou Enlai]: some, 1935/1945, mao-zedong",
    "To what extent did Kamenev's timidity let Stalin survive in 1924?": "part rivals[Kamenev]: large, 1924, stalin",
    "Could the Communists have won in China without Soviet help in Manchuria?": "needed foreign-help[Soviet help]: limited, None, mao-zedong",
    "How decisive was the grain crisis of 1927-28 in Stalin's defeat of the Right?": "main conditions-economic[grain crisis]: some, None, stalin",
    "Discuss the significance of Mao's writings for his rise between 1937 and 1945.": "important ideology: some, 1937/1945, mao-zedong",
    '"Nothing did more for Stalin than the ban on factions." Discuss.': "main conditions-political[ban on factions]: large, None, stalin",
    # a defeat of one's own making
    '"Trotsky\'s defeat was of his own making." To what extent do you agree?': "part rivals[Trotsky]: large, None, stalin",
    '"The Right\'s defeat was of its own making." Discuss.': "part [Right Opposition]: some, None, stalin",
    '"Zinoviev\'s fall was self-inflicted." To what extent do you agree?': "part [Zinoviev]: large, None, stalin",
    "To what extent was the defeat of the Left Opposition of its own making?": "part rivals[Left Opposition]: some, None, stalin",
    '"Bukharin\'s downfall was his own doing." Discuss.': "part rivals[Bukharin]: large, None, stalin",
    '"The defeat of the United Opposition was its own fault." To what extent do you agree?': "part rivals[United Opposition]: some, None, stalin",
    # one thing, and not another
    '"Authoritarian leaders persuaded their way to power; they did not force it." Discuss with reference to one leader.': "more propaganda/ideology/policy > not more force: large, None, stalin",
    '"Leaders forced their way to power; they did not persuade." Discuss with one leader.': "more force > not more propaganda: limited, None, stalin",
    '"Authoritarian leaders did not persuade; they coerced." Discuss with one leader.': "more force > not more propaganda: limited, None, stalin",
    '"Stalin was not helped by luck; he was helped by his post." Discuss.': "more party-machine > not more chance: fully, None, stalin",
    '"Mao won by war, he did not win by doctrine." Discuss.': "more war > not more ideology: fully, None, mao-zedong",
    '"Organisation raised Stalin; ideas did not." Discuss.': "more party-machine > not more ideology: fully, None, stalin",
    '"Stalin was lifted by the party and not by ideology." To what extent do you agree?': "more party-machine > not more ideology: fully, None, stalin",
    '"Propaganda was decisive in one leader\'s rise, but force was not." Discuss.': "more propaganda > not more force: large, None, stalin",
    # too much or too little made of it
    '"Personality has been given too much weight in explaining how authoritarian leaders rose to power." Discuss.': "not fame leadership: some, None, stalin",
    '"Too much importance has been attached to ideology in explaining Stalin\'s rise." Discuss.': "not fame ideology: some, None, stalin",
    "Discuss the view that historians have paid too much attention to propaganda in one leader's rise.": "not fame propaganda: some, None, stalin",
    '"The contribution of luck to Stalin\'s rise is overstated." To what extent do you agree?': "not fame chance: large, None, stalin",
    '"Peasant support has not been given enough credit for Mao\'s victory." Discuss.': "fame mass-support: large, None, mao-zedong",
    '"The role of propaganda in one leader\'s rise has been underestimated." Discuss.': "fame propaganda: some, None, stalin",
    '"Alliances deserve more attention as a cause of Stalin\'s rise." To what extent do you agree?': "fame alliances: large, None, stalin",
    '"Not enough weight has been given to force in one leader\'s rise." Discuss.': "fame force: limited, None, stalin",
    # made by another thing what it was
    '"The Long March was a defeat that propaganda turned into a victory." To what extent does this explain Mao\'s rise to leadership of the Chinese Communist Party?': "more propaganda > not more [Long March]: limited, None, mao-zedong",
    '"The Long March was a retreat which legend made into a triumph." Discuss with reference to Mao.': "more propaganda > not more [Long March]: limited, None, mao-zedong",
    # lost by the one, not won by the other
    '"The Communists did not win the Chinese civil war; the Nationalists lost it." Discuss.': "more rivals[Guomindang] > not more force[strengths of the Communists]: limited, None, mao-zedong",
    '"The Guomindang lost China, but the Communists did not win it." To what extent do you agree?': "more rivals[failings of the Guomindang] > not more force[strengths of the Communists]: limited, None, mao-zedong",
    '"Trotsky threw the succession away; Stalin did not win it." Discuss.': "more rivals[Trotsky] > not more leadership: large, None, stalin",
    "To what extent is it true that Chiang lost China, but Mao did not win it?": "more rivals[Jiang Jieshi] > not more leadership: large, None, mao-zedong",
    '"Chiang did not lose China; Mao won it." Discuss.': "more leadership > not more rivals[Jiang Jieshi]: limited, None, mao-zedong",
    '"Rulers do not win power; their enemies lose it." Discuss with one leader.': "more rivals > not more leadership: large, None, stalin",
    # a state without a name
    '"There would have been no authoritarian state without war." Discuss with reference to one state.': "needed war: fully, None, mao-zedong",
    '"Without social division there would have been no authoritarian state." Discuss with reference to one state.': "needed conditions-social: some, None, mao-zedong",
    '"Authoritarian states grew out of social division." Discuss with reference to one state.': "main conditions-social: some, None, mao-zedong",
    '"Authoritarian regimes were born of war." To what extent do you agree, with reference to one state?': "part war: fully, None, mao-zedong",
    '"No authoritarian state could have emerged without economic crisis." Discuss with one state.': "needed conditions-economic: some, None, mao-zedong",
    # a date that only tells which thing
    "Examine the significance of the 1921 ban on factions in Stalin's defeat of his opponents.": "important conditions-political[ban on factions]: large, None, stalin",
    "Evaluate the role of the 1917 revolution in Stalin's rise.": ": None, None, stalin",
    "Discuss the importance of the 1925 Congress in Stalin's rise.": "important [Party congresses]: large, None, stalin",
    "Examine the importance of the 1927 war scare to Stalin's rise.": "important war[war scare]: limited, None, stalin",
    "To what extent was the 1949 victory due to war?": "main war: large, 1949, mao-zedong",
    "Discuss the role of ideology in Stalin's rise up to the 1925 Congress.": "part ideology: large, until 1925, stalin",
    "To what extent did alliances help Stalin in the 1923-25 struggle?": "part alliances: fully, 1923/1925, stalin",
    # growth of a power
    "To what extent was the Japanese invasion, rather than the Yan'an base, responsible for the growth of Communist power between 1937 and 1945?": "more war[Japanese invasion] > not more propaganda[Yan'an]: fully, 1937/1945, mao-zedong",
}
