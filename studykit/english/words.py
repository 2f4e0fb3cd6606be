"""Small words: what carries grammar or manner and no content, what denies, what points the other way."""

from __future__ import annotations

STOP = frozenset(
    """
    a an the this that these those there here it its he him his she her hers they them their theirs we us
    our i me my you your who whom whose which what when where why how is am are was were be been being do
    did does done have has had having will would shall should can could may might must of in on at to for
    from by with as into onto than then so and or but if because since while whereas although though
    however also too very quite really just only even still yet about s t d re ve ll up down out off over
    again both each other another any some such same own more most much many all think believe guess maybe
    perhaps probably possibly sure certain certainly definitely basically actually known name named answer
    word term thing something like sort kind well yes yeah ok okay please sir miss um uh er erm hmm lol
    tbh i'm im that's himself themselves itself one's etc eg ie ones upon per between during within not no
    never nobody none nothing neither nor without towards toward throughout among amongst across either
    whatever wait oops doubt somthing smth sth stuff along until till via everyone everybody anyone
    anybody somebody someone
    """.split()
)
"""Left out of keys and answers alike; "not" and its like are kept as polarity."""

LIGHT = frozenset(
    """
    make use have get become take give put look seem want able thing post country state member way time
    year power party leader position role start people person man group body help come go hold real policy
    political politics part new old big great good bad main first public system against after before work
    show try keep let say tell find lead leadership force cause mean allow bring own set need decision
    issue general side easily past war government idea large small control soviet union ussr russia
    russian communist bolshevik used see view regard consider act call called opponent rival greater
    bigger worse better together soon early later once lot effort whole full open openly already simply
    mainly
    """.split()
)
"""Words that say little alone; each counts for less than half of a telling word."""

FRAME = frozenset(
    "a an the i think thinks thought guess believe its it is was were are s im that this there um uh er "
    "erm hmm so well ok okay lol tbh because maybe probably just basically obviously obvs obv called named "
    "answer".split()
)
"""What may stand round an answer without changing it: "i think it was ..."."""

PERSONS = frozenset("he him his she her they them their theirs".split())
PRONOUNS = PERSONS | frozenset("it its i we you this that who".split())

AUXILIARIES = frozenset(
    "is am are was were be been being do did does have has had will would shall should can could may might "
    "must".split()
)
OPENERS = frozenset(
    "but because since so while whereas although though however which who then instead yet unlike when "
    "where therefore meaning".split()
)
"""Words that begin a clause."""
JOINERS = frozenset(("and", "or", "&", "+", "plus", "then", "nor", "n", "also", ">", "→", "/"))
"""Words and marks that join the parts of an answer."""

NEGATORS = frozenset(
    "not no never nobody none nothing neither nor without hardly lack lacked lacks lacking fail failed fails "
    "failing refuse refused refuses unable few little less fewer ceased cease ceases besides except".split()
)

POLES = tuple(
    tuple(pair.split("/"))
    for pair in (
        "with/against for/against before/after more/less more/fewer most/least above/below "
        "inside/outside within/outside in/outside over/under "
        "always/never all/none many/few much/little higher/lower up/down first/last early/late"
    ).split()
)
"""Pairs of small words that turn what is said into its contrary."""
POLAR = frozenset(word for pair in POLES for word in pair)


DEPUTIES = frozenset("vice deputy assistant former ex acting".split())
"""What makes of an office another, or one that is past."""
