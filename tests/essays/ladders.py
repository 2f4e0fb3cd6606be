"""Families of plans as students write them, each three of the same question, the weakest first."""

from __future__ import annotations

PATRONAGE = "Evaluate the role of party institutions in one leader's rise to power."
FORCE = "To what extent was force the main reason for one leader's rise to power?"
RIVALS = '"Leaders do not win power; their opponents lose it." Discuss with reference to one leader.'
IDEAS = "Discuss the importance of ideology in the rise to power of one authoritarian leader."
TWO = "Compare and contrast the rise to power of two leaders, each from a different region."
WAR = "To what extent was war the reason for Mao's rise to power?"
LAND = "Evaluate the importance of popular support for Mao's rise to power."
LEGACY = "Evaluate the role of Lenin's Testament in Stalin's rise to power."

LADDERS: tuple[tuple[str, tuple[str, str, str]], ...] = (
    (PATRONAGE, (
        "Stalin was clever and ruthless. He became leader after Lenin died.\n",
        "Thesis: The Party was important.\n\n1. Stalin was General Secretary from 3 April 1922.\n2. He appointed people.\n3. Lenin Enrolment 1924.\nConclusion: The Party was important.\n",
        "Thesis: Control of the Party machine was the main reason, because appointments turned an office into majorities, although rivals let it grow.\n"
        "1. Control of appointments turned an office into majorities.\n   - General Secretary from 3 April 1922\n   - Fourteenth Congress, December 1925: 559 votes to 65\n"
        "2. The machine gave him rules with which to punish dissent.\n   - ban on factions, March 1921\n   - Lenin Enrolment 1924-25\n"
        "3. Rivals could have stopped it.\n   - May 1924: Zinoviev and Kamenev spoke up for Stalin\n"
        "Counter: Local secretaries backed him for reasons of their own, but their votes still reached him through his office.\n"
        "Deutscher says the machine delivered the votes; convincing for 1925-27, weaker for 1923. Harris doubts it, but goes too far.\nIn conclusion the machine outweighed ideas, since it decided who voted.\n",
    )),
    (FORCE, (
        "- Stalin used force\n- He killed people\n",
        "# To what extent was force the main reason for one leader's rise to power?\n\nForce was used by Stalin to some extent.\n\n## Points\n- Trotsky was exiled in 1928\n- Trotsky was expelled from the Party in November 1927\n- The OGPU watched people\n",
        "# To what extent was force the main reason for one leader's rise to power?\n\n## Thesis\nForce mattered only to a limited extent, because opponents were first beaten in votes.\n\n"
        "## Point 1: votes came first\nEvidence: The Left was condemned in January 1924.\nEvidence: The Fourteenth Congress of December 1925 upheld the majority.\n"
        "## Point 2: force followed\nEvidence: Trotsky was expelled from the Party in November 1927.\nEvidence: Trotsky was exiled to Alma-Ata in January 1928.\n"
        "## Point 3: the Right was treated mildly\nEvidence: Rykov stayed premier until December 1930.\n"
        "## Counter-argument\nThe threat of force kept waverers quiet. But it was applied after the votes.\n## Historian\nDaniels: appointments and votes flowed in a circle; sound to 1926, incomplete after. Carr agrees only in part.\n## Conclusion\nForce ranks behind organisation, since it closed what votes had decided.\n",
    )),
    (RIVALS, (
        "Rivals made mistakes\n",
        "Introduction: Stalin won because his rivals were weak.\nParagraph 1: Trotsky was arrogant\nParagraph 2: Zinoviev trusted Stalin in May 1924\nParagraph 3: Bukharin helped Stalin until 1928\nConclusion: They lost it.\n",
        "Introduction: To a large extent opponents lost power, because they spared Stalin when he could still be moved.\n"
        "Paragraph 1: In May 1924 every rival spared Stalin when Lenin's words could have cost him his post\nEvidence: the Testament was read to delegates in May 1924\nEvidence: Zinoviev and Kamenev spoke up for Stalin in May 1924\n"
        "Paragraph 2: Trotsky damaged himself\nEvidence: Trotsky left Lenin's papers on Georgia unused in April 1923\n"
        "Paragraph 3: Bukharin joined Stalin against the Left until 1928\nEvidence: the United Opposition was expelled in November 1927\n"
        "Counter-argument: It can be argued that skill mattered more, since somebody had to use the mistakes. However a skilled man would have needed the mistakes as well.\n"
        "Perspective: Medvedev holds that the faults of the others let the Party fall to him, which is fair on 1924 but spares Lenin. Service thinks so too.\nConclusion: So errors outweighed skill in 1923-24, though not in 1927.\n",
    )),
    (IDEAS, (
        "Ideology is important because people believe in things.\n",
        "Ideology was important to some extent.\n1) Socialism in One Country, December 1924\n2) Permanent Revolution was unpopular\n3) NEP\nOverall ideology mattered.\n",
        "Ideology was important only to some extent, because it justified majorities which the machine had made.\n"
        "1) Socialism in One Country gave a tired Party an aim\n   - first put forward in December 1924\n   - adopted in April 1925\n2) The contrast with Permanent Revolution made Trotsky look reckless\n   - Trotskyism or Leninism, 19 November 1924\n"
        "3) Stalin changed his doctrine when it suited him\n   - in April 1924 his Foundations of Leninism still denied it\nHowever some argue that ideas decided nothing, but members had to be told what they voted for.\n"
        "According to Tucker members were won by a policy that answered their mood; convincing for 1925 only. Deutscher argues it was the machine.\nOverall ideology ranks behind organisation, since the policy was reversed in 1928-29.\n",
    )),
    (TWO, (
        "Stalin and Mao both came to power. They were both communists.\n",
        "Thesis: Mao and Stalin were different.\nPoint 1: Stalin used the Party from 1922.\nPoint 2: Mao used an army in 1948-49.\nPoint 3: Both had rivals.\nConclusion: They were different.\n",
        "Thesis: Stalin and Mao were more different than alike, because Mao had to win a country by war whereas Stalin won a party by votes.\n"
        "Point 1: Force weighed more for Mao than for Stalin.\nEvidence: Mao's three campaigns of September 1948 to January 1949; Stalin's rivals were outvoted in December 1925.\n"
        "Point 2: A party organisation helped both Mao and Stalin.\nEvidence: Stalin became General Secretary on 3 April 1922; Mao became chairman in March 1943.\n"
        "Point 3: The failures of opponents helped both Mao and Stalin.\nEvidence: the gold yuan failed in 1948; Zinoviev and Kamenev spared Stalin in May 1924.\n"
        "Counter: Both led single parties, but that likeness explains less than the war does.\nHistorian: Westad blames Jiang's generals, convincing on the battles; Deutscher stresses Stalin's machine, weaker for 1923.\nConclusion: The difference in force outweighs every likeness.\n",
    )),
    (WAR, (
        "There was a war with Japan.\n",
        "Thesis: War was the main reason.\n- The clash at the Marco Polo Bridge in July 1937\n- Ichi-Go in 1944\n- The civil war\n",
        "Thesis: War was the main reason to a large extent, because it broke the Guomindang before the Communists fought it.\n"
        "1. The war with Japan broke the Guomindang.\n   - the clash at the Marco Polo Bridge in July 1937 grew into open war\n   - Ichi-Go cost it half a million men in 1944\n2. The decision fell in three campaigns.\n   - September 1948 to January 1949\n"
        "3. Land gave villagers a reason to fight.\n   - the directive of 4 May 1946\nCounter: War alone explains the opening and not the winner; yet without it there was no opening.\n"
        "Mitter sees a government worn out by war, convincing for 1937-45. Westad blames generals, which is only part of it.\nConclusion: War ranks first because it made everything else possible.\n",
    )),
    (LAND, (
        "Peasants liked Mao.\n",
        "Popular support was important.\n\nFirst, peasants got land in 1946.\nSecond, rents were cut.\nThird, the other side was corrupt.\n",
        "Popular support was important to a large extent, because villages fed the army.\n\nFirst, land and lower rents tied villages to the Communists.\n  - rents were cut between 1937 and 1945\n  - land for the tiller, 4 May 1946\n  - Outline Land Law, October 1947\n"
        "Second, most peasants stood aside while armies decided.\n  - three campaigns of 1948-49\nThird, the Guomindang lost its own towns.\n  - the gold yuan failed in 1948\n"
        "Some argue that armies decided, but an army had to be fed.\nPepper argues that the Communists governed better, fair for the north; Westad doubts it.\nOverall support outweighs doctrine, since moderation won more.\n",
    )),
    (LEGACY, (
        "The Testament was a letter.\n",
        "Thesis: The Testament was important.\nPoints:\n- Lenin wrote it in December 1922\n- it was read in May 1924\n- Stalin stayed\n",
        "Thesis: The Testament mattered only to a limited extent, because rivals set it aside in May 1924.\nPoints:\n- Lenin's last advice was to move Stalin from his post\n- his rivals spared him\n- it was not published\n"
        "Evidence:\n- the postscript of 4 January 1923 asked for Stalin to be moved\n- the Testament was read to delegates in May 1924\n- Zinoviev and Kamenev spoke up for Stalin in May 1924\n"
        "Counter:\n- It could have cost him his post, but it did not since nobody used it.\nHistorians:\n- Kotkin doubts that Lenin wrote it, which is too strong\n- Medvedev blames the other leaders, fair for 1924\nConclusion:\n- It was less important than the machine that it failed to stop.\n",
    )),
)  # fmt: skip
