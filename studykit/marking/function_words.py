"""Words that carry grammar or manner, not content; answers are compared without them."""

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
    never nobody none nothing neither nor without towards toward upon throughout among amongst across
    along until till via everyone everybody anyone anybody somebody someone
    """.split()
)
"""Left out of keys and answers alike; "not" and its like are kept as polarity."""

LIGHT = frozenset(
    """
    make use have get become take give put look seem want able thing post country state member way time
    year power party leader position role start people person man group body help come go use hold person
    real policy political politics part new old big great good bad main first public system against after
    before work show try keep let say tell find lead leader leadership force cause mean allow bring own
    set become need decision issue general side need easily past war government idea member large
    small control soviet union ussr russia russian communist bolshevik used see view regard consider act
    way call called opponent rival leader member
    great greater bigger worse better together soon early later once lot effort whole full open openly
    already simply mainly
    """.split()
)
"""Words that say little alone; each counts for less than half of a telling word."""

OBJECTS = frozenset(("him", "them"))
REFLEXIVE = frozenset("himself herself themselves itself".split())
PRONOUNS_ONE = frozenset("he him his she her himself".split())
PRONOUNS_MANY = frozenset("they them their themselves".split())
POSSESSIVES = frozenset("his her their".split())
SUBJECTS = frozenset("he she they it we i you who".split())
PRONOUNS = PRONOUNS_ONE | PRONOUNS_MANY | frozenset("it its i we you this that".split())

NEGATORS = frozenset(
    "not no never nobody none nothing neither nor without hardly lack lacked lacks lacking fail failed fails "
    "failing refuse refused refuses unable few little less fewer except besides".split()
)

AUXILIARIES = frozenset(
    "is am are was were be been being do did does have has had will would shall should can could may might "
    "must".split()
)

CLAUSE_OPENERS = frozenset(
    "but because since so while whereas although though however which who then instead yet unlike when "
    "where therefore meaning".split()
)

PASSIVE_HELPERS = frozenset("is are was were be been being get got gets getting".split())

WISHES = frozenset(
    "want wants wanted wanting wish wished intend intends intended intent intention intentions desire "
    "desires desired hope hoped plan planned plans "
    "try tries tried trying attempt attempted attempts threaten "
    "threatened propose proposed".split()
)
"""What follows them was meant, not done."""
