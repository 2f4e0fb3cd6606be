"""A second case of our own, as a teacher would write it: Mao's rise to power, small but whole."""

CASE = """\
case: mao
title: Mao's rise to power
region: asia-oceania
period: 1921/1949
covers: [rise-of-a-leader, state]
order: 2
themes: {war: War, land: Land and peasants, party: The Party, beaten: The other side}
aliases:
  Guomindang: [GMD, Kuomintang, KMT, Nationalists]
  Long March: [the March of 1934-35]
  Jiang Jieshi: [Chiang Kai-shek, Jiang, Chiang]
  Rectification Movement: [rectification]
distinct:
  - [Mao, Jiang Jieshi, Zhou Enlai, Wang Ming, Zhang Guotao]
sources:
  westad: {title: Decisive Encounters, author: Odd Arne Westad, year: 2003}
  mitter: {title: China's War with Japan, author: Rana Mitter, year: 2013}
  pepper: {title: Civil War in China, author: Suzanne Pepper, year: 1978}
factors:
  war:
    name: war with Japan
    asked-as: [Japanese invasion, war with Japan, Japan]
    weight: 5
    says: the war of 1937-45 broke the Guomindang's armies and finances and let the Communists spread behind the lines
    but: it opened a chance that had still to be won in battle in 1946-49
  rivals:
    name: the failures of the Guomindang
    asked-as: [corruption of the Guomindang, Jiang's mistakes, failings of the Nationalists]
    weight: 4
    says: inflation, corruption and lost battles in 1945-48 cost Jiang Jieshi the towns that had been his
    but: his government held out for two decades and fell to an army
  mass-support:
    name: the support of peasants
    asked-as: [peasant support, land reform support, support of the countryside]
    weight: 4
    says: cuts in rent from 1937 and land from 1946 gave millions of villagers a reason to feed and join the army
    but: most peasants took no part in the civil war
  force:
    name: the Red Army and force
    asked-as: [Red Army, guerrilla war, People's Liberation Army, civil war victory]
    weight: 5
    says: three campaigns between September 1948 and January 1949 destroyed the best armies of the Guomindang
    but: the army could grow only where villages fed it
  party-machine:
    name: control of the Communist Party
    asked-as: [Rectification Movement, control of the Communist Party]
    weight: 3
    says: the Rectification Movement of 1942-44 bound the Party to Mao's line
    but: a united Party had still to beat an army of millions
  ideology:
    weight: 3
    says: a Marxism for peasants, set out in 1927 and made the Party's rule in 1945, pointed to the villages
    but: moderation in the war years won more than doctrine did
  leadership:
    name: Mao's leadership
    weight: 3
    says: Mao's choice of the countryside and of patience in war proved right by 1945
    but: Zhou Enlai and Zhu De carried much of it out
  foreign-help:
    name: Soviet help
    asked-as: [Soviet Union's help, Soviet aid]
    weight: 2
    says: Soviet troops in Manchuria let the Communists take over arms and towns in 1945-46
    but: Moscow signed a treaty with Jiang Jieshi in August 1945
  propaganda:
    weight: 2
    says: the tale of the Long March made a retreat of 1934-35 look like a victory
    but: few people outside the base areas heard it before 1945
  conditions-economic:
    name: inflation and hunger
    weight: 3
    says: by August 1948 prices had ruined the middle class of the towns
    but: the countryside, where the war was decided, lived little by money
subjects:
  Rectification Movement:
    factor: party-machine
    weight: 2
    says: it bound the Party to one line by 1944
    but: many members had only confessed to please
"""

DECK = """\
deck: mao-rise
title: Mao's rise
case: mao
themes: [war]
sources:
  notes: {title: Class notes on China}
cards:
  - id: bridge
    ask: In which month and year did the clash at the Marco Polo Bridge take place?
    answer: July 1937
    fact: The clash at the Marco Polo Bridge on 7 July 1937 grew into open war between China and Japan.
    date: 1937-07-07
    source: notes
  - id: ichigo
    ask: What was Japan's offensive of 1944 called?
    answer: Ichi-Go
    fact: Japan's Ichi-Go offensive of 1944 cost the Guomindang more than half a million men.
    date: 1944
    source: notes
  - id: rent
    ask: What did the Communists cut in the war years instead of seizing land?
    answer: rents
    fact: Between 1937 and 1945 the Communists cut rents and interest in their base areas and took no land.
    date: 1937/1945
    themes: [land]
    source: notes
  - id: may-fourth
    ask: In which year did the Party turn back to land for the tiller?
    answer: 1946
    fact: The directive of 4 May 1946 gave land to those who tilled it.
    date: 1946-05-04
    themes: [land]
    source: notes
  - id: land-law
    ask: In which year did the Outline Land Law order equal shares?
    answer: 1947
    fact: The Outline Land Law of 10 October 1947 ordered equal shares of land for all.
    date: 1947-10-10
    themes: [land]
    source: notes
  - id: campaigns
    ask: Between which two years did the three great campaigns fall?
    answer: 1948-49
    fact: The three campaigns from September 1948 to January 1949 cost the Guomindang some one and a half million men.
    date: 1948-09/1949-01
    source: notes
  - id: red-army-gutian
    ask: Which conference laid down that the Party commands the army?
    answer: Gutian
    fact: The Gutian conference of December 1929 laid down that the Party commands the Red Army.
    date: 1929-12
    themes: [party]
    source: notes
  - id: red-army-growth
    ask: How many regular soldiers did the Red Army have by April 1945?
    answer: about 900,000
    fact: The Red Army grew from some 45,000 men in 1937 to about 900,000 in April 1945.
    date: 1945-04
    source: notes
  - id: red-army-march
    ask: In which year did the Red Army set out on the Long March?
    answer: 1934
    fact: In October 1934 the Red Army left Jiangxi on the Long March.
    date: 1934-10
    source: notes
  - id: luding
    ask: Which bridge did the Red Army cross on the Long March in May 1935?
    answer: Luding
    fact: In May 1935 the Red Army crossed the Dadu at Luding on the Long March.
    date: 1935-05
    source: notes
  - id: long-march-end
    ask: In which year did the Long March end in Shaanxi?
    answer: 1935
    fact: The Long March ended in Shaanxi in October 1935 with fewer than one in ten of those who had set out.
    date: 1935-10
    source: notes
  - id: zunyi
    ask: In which year was the Zunyi conference held on the Long March?
    answer: 1935
    fact: The Zunyi conference of January 1935, held on the Long March, brought Mao back into the leadership.
    date: 1935-01
    themes: [party]
    source: notes
  - id: rectification
    ask: Between which years did the Rectification Movement run?
    answer: 1942-44
    fact: The Rectification Movement of 1942-44 made members study and confess by Mao's texts.
    date: 1942/1944
    themes: [party]
    source: notes
  - id: chairman
    ask: In which month and year did the Politburo make Mao its chairman?
    answer: March 1943
    fact: On 20 March 1943 the Politburo made Mao its chairman with the last word in the Secretariat.
    date: 1943-03-20
    themes: [party]
    source: notes
  - id: congress
    ask: Which congress wrote Mao Zedong Thought into the Party rules?
    answer: the Seventh
    fact: The Seventh Congress of April to June 1945 wrote Mao Zedong Thought into the Party rules.
    date: 1945-04/1945-06
    themes: [party]
    source: notes
  - id: yuan
    ask: In which year did the gold yuan fail?
    answer: 1948
    fact: The gold yuan of 19 August 1948 failed within three months and ruined the savings of the towns.
    date: 1948-08-19
    themes: [beaten]
    source: notes
  - id: carpetbag
    ask: What did officials of the Guomindang do in the cities in 1945-46?
    answer: they seized property for themselves
    fact: In 1945-46 officials of the Guomindang who took the cities back from Japan seized property for themselves.
    date: 1945/1946
    themes: [beaten]
    source: notes
  - id: treaty
    ask: With whom did Moscow sign a treaty in August 1945?
    answer: Jiang Jieshi
    fact: On 14 August 1945 Moscow signed a treaty of friendship with Jiang Jieshi.
    date: 1945-08-14
    source: notes
  - id: manchuria
    ask: Whose troops let the Communists into Manchuria in 1945?
    answer: Soviet troops
    fact: Soviet troops who held Manchuria from August 1945 to May 1946 let the Communists take over arms and towns.
    date: 1945-08/1946-05
    source: notes
"""

PLANS = """\
plan: mao-war
title: War and force in Mao's rise
case: mao
scope: rise-of-a-leader
answers:
  - To what extent was war the cause of one leader's rise to power?
thesis: War mattered most, since it broke the other side before the Communists beat it.
arguments:
  - id: japan-broke
    theme: war
    bears-on: {war: for, rivals: for}
    point: The war with Japan broke the Guomindang before the Communists fought it.
    evidence: [mao-rise/bridge, mao-rise/ichigo, mao-rise/carpetbag]
    because: It cost the government its richest provinces, its best troops and the value of its money.
    perspective: {historian: Mitter, view: the war wore out a government that had begun to build a state, verdict: "convincing for 1937-45", source: mitter}
    limits: In 1946 the Guomindang still had three times as many soldiers.
    link: so without the war there would have been no opening
  - id: campaigns
    theme: war
    bears-on: {force: for, war: for}
    point: The decision fell in three campaigns of 1948-49.
    evidence: [mao-rise/campaigns, mao-rise/red-army-growth, mao-rise/red-army-gutian]
    because: Once its best armies were surrounded, the Guomindang had nothing left to bargain with.
    perspective: {historian: Westad, view: the civil war was lost by the generals of the Guomindang, verdict: "strong on the battles", source: westad}
    limits: An army of that size had to be fed by villages.
    link: so it was the army that turned a chance into a state
  - id: chance-only
    theme: war
    bears-on: {war: against, mass-support: for}
    point: War opened a chance that only a party rooted in the villages could use.
    evidence: [mao-rise/rent, mao-rise/may-fourth]
    because: Rent cuts and land gave recruits a reason to stay.
    limits: Most villagers took neither side.
    link: so war alone explains the opening and not the winner
  - id: march
    theme: war
    bears-on: {propaganda: for, leadership: for, force: against}
    point: The Long March saved an army by leaving nearly all of it behind.
    evidence: [mao-rise/red-army-march, mao-rise/long-march-end, mao-rise/zunyi]
    because: Those who came through made the core of a legend and of a leadership.
    limits: It was a defeat when it happened.
    link: so survival became a claim to lead
conclusion: War made the opening and the army used it.
traps:
  - "The Long March was a retreat and no victory."
---PLAN---
plan: mao-support
title: Peasants, Party and rivals in Mao's rise
case: mao
scope: rise-of-a-leader
answers:
  - Evaluate the importance of popular support for one leader's rise to power.
thesis: Support from the villages mattered to a large extent.
arguments:
  - id: land
    theme: land
    bears-on: {mass-support: for, ideology: for}
    point: Land and lower rents tied villages to the Communists.
    evidence: [mao-rise/may-fourth, mao-rise/land-law, mao-rise/rent]
    because: A family that had been given land had something to lose by the other side's return.
    perspective: {historian: Pepper, view: the Communists governed better than those whom they replaced, verdict: "fair for the north", source: pepper}
    limits: Excesses of 1947 frightened many and had to be halted.
    link: so the countryside fed the war
  - id: few-joined
    theme: land
    bears-on: {mass-support: against, force: for}
    point: Most peasants stood aside while armies decided.
    evidence: [mao-rise/campaigns, mao-rise/red-army-growth]
    because: Fewer than one villager in fifty carried arms for either side.
    limits: Those who carried food and stretchers did not carry arms.
    link: so support counted through the army
  - id: towns-lost
    theme: beaten
    bears-on: {rivals: for, conditions-economic: for}
    point: The Guomindang lost its own towns before it lost the war.
    evidence: [mao-rise/yuan, mao-rise/carpetbag]
    because: Savers and officials who had lived by it had nothing more to hope from it.
    limits: Towns did not decide battles.
    link: so defeat came from within as well
  - id: party-bound
    theme: party
    bears-on: {party-machine: for, ideology: for, leadership: for}
    point: Rectification and the Seventh Congress made the Party one man's instrument.
    evidence: [mao-rise/rectification, mao-rise/chairman, mao-rise/congress]
    because: Rivals who had studied in Moscow had to criticise themselves in public.
    limits: It made him master of the Party and not yet of China.
    link: so rivals in the Party were beaten before the enemy outside
  - id: moscow
    theme: beaten
    bears-on: {foreign-help: against, leadership: for}
    point: Moscow backed both sides.
    evidence: [mao-rise/treaty, mao-rise/manchuria]
    because: Stalin wanted a weak neighbour more than a red one.
    limits: Arms taken over in Manchuria were real help.
    link: so help from abroad came late and cut both ways
  - id: moderation
    theme: land
    bears-on: {ideology: against, mass-support: for}
    point: Moderation won more than doctrine.
    evidence: [mao-rise/rent]
    because: Rent cuts kept landlords in the united front.
    limits: The land law of 1947 was doctrine again.
    link: so belief was bent to need
conclusion: Villages fed the army, and the army decided.
"""

FILES = (CASE, DECK, *PLANS.split("---PLAN---\n"))
"""The texts of the case's files."""
