"""Every rule that `deck check` knows: its name, how much it matters, and what it asks in one sentence."""

from __future__ import annotations

from typing import NamedTuple

from studykit.problems import Level


class RuleText(NamedTuple):
    """A rule as it is listed; one with two levels is an error where a card would be asked wrongly."""

    name: str
    levels: tuple[Level, ...]
    sentence: str


_LEVELS = {"E": (Level.ERROR,), "A": (Level.ADVICE,), "EA": (Level.ERROR, Level.ADVICE)}

_TABLE = """
Reading the file
unreadable           E   A file can be opened and read.
too-large            E   A file has at most 10 MB, 300,000 words and lists, 20,000 cards; a library 50,000.
too-many             E   A file has at most 2,000 problems.
encoding             E   A file is written in UTF-8.
empty-file           E   A file holds something.
yaml                 E   The file can be read as YAML to its end.
nesting              E   Lists and mappings stand at most 20 deep in one another.
second-document      E   A file holds one deck, case or plan, and no `---` between two.
tab                  E   Spaces indent, never tabs.
no-break-space       E   The spaces that YAML needs are ordinary ones.
control-character    EA  No character moves the cursor or hides text.
invisible-character  A   Nothing in a text is invisible.
escape               E   A backslash in double quotes begins an escape that YAML knows.
anchor               E   Texts are written out, without anchors.
alias                E   Texts are written out, without aliases.
tag                  E   Texts are written without tags.
indentation          E   The keys of one entry, and the dashes of one list, stand in one column.
stray-text           E   Every line is a key, an item, or goes on with a sentence.
stray-dash           E   A dash begins an item of a list.
space-after-colon    E   A colon after a key has a space behind it.
colon-in-sentence    E   A sentence with a colon and a space in it has quotes round it.
hash-in-sentence     E   A sentence with a space and `#` in it has quotes round it.
special-start        E   A sentence that begins with a mark such as `[`, `*` or `"` has quotes round it.
open-quote           E   A quote that is opened is closed.
text-after-quote     E   Nothing but a comment stands after a closing quote.
quote-in-sentence    E   A quote inside `[ ]` or `{ }` belongs to a text that has quotes round it.
bracket              E   Every bracket is closed by its own kind.
bracket-in-sentence  E   Brackets inside `[ ]` or `{ }` stand in a text that has quotes round it.
comma                E   A comma inside `[ ]` separates; a text with a comma has quotes round it.
key                  E   A key is a text.
duplicate-key        E   A key stands once.

Keys and values
no-kind              E   The first key says what a file is: `deck:`, `plan:` or `case:`.
first-key            E   That key stands at the top of the file.
format               E   The file is written in a format this studykit reads.
unknown-key          E   Keys are spelled right; your own begin with `x-`.
unknown-value        E   A key with a few possible values has one of them.
not-a-text           E   A key that holds one text holds no list and no keys.
not-a-list           E   A key that holds a list has items.
not-a-mapping        E   A key that holds names with values has both.
empty-value          EA  A key has something after it.
empty-list           E   A list has items.
slug                 E   A slug is made of small letters a-z, digits and hyphens.
number               E   A number is a whole one, at least 1.
date                 E   A date is written 1922, 1922-04, 1922-04-03, or two of these with a slash.
true-or-false        E   A switch is true or false.
card-id              E   A card is named by its full id, `deck/id`.
comma-in-text        A   A comma in a single text is meant as one, not as a list.
curly-quotes         A   Quotes round a text are straight.

Cards
no-cards             E   A deck has cards.
card                 E   A card is a group of keys.
no-ask               E   A card asks something.
no-answer            E   A card says how it is answered.
two-kinds            E   One key says how a card is answered.
key-not-for-kind     A   A card has only keys that do something on a card of its kind.
duplicate-id         E   An id names one card of a deck, and one argument of a plan.
too-few              E   There are at least two options, groups, or items to put in order.
too-long-list        E   A list, a choice or a `sort:` has at most 100 items.
same-option          E   Two options are two things.
not-an-option        E   The answer of a `choose:` is one of its options.
need                 E   No more is needed than there is.
no-say               E   An item that has keys has `say:`.
gap                  E   Gaps are written `{{answer}}`, and a cloze has one to twelve.
same-gap             E   Two gaps of one text have two answers.
same-entry           E   An entry of a `sort:` belongs to one group, once.
back                 E   A `back:` is a question with its answer.
reject               E   A rejected or partly right answer comes with what to say to it.
examples             EA  An example belongs to one card and one verdict.

Good cards
long-prompt          A   A prompt can be taken in at one glance: at most 200 characters.
answer-in-prompt     EA  A prompt does not contain its own answer.
answer-in-hint       A   A hint helps, but does not say the answer.
reject-accepted      E   An answer is not both right and wrong.
option-accepted      E   Of the options of a card only the right one is accepted.
same-item            E   Two items of a list are two things; one wording cannot fill both.
repeated-wording     A   Another wording differs from the answer by more than capital letters.
year-and-date        A   An answer that is a year agrees with the card's `date:`.
years-as-text        A   Two years that are both right stand apart.
prompt-alone         A   A prompt says whom it means: cards come in any order.
asked-twice          EA  No two cards ask the same thing; with different answers one must be wrong.

Trying the marking
example-fails        E   Marking gives each example the verdict it stands under.
wording-fails        E   Every wording that an author writes counts.
near-miss-fails      E   What is rejected is not right, and what is partly right is just that.
no-answer-accepted   E   The prompt typed back and an answer of signs only are no answers.
neighbour-accepted   A   An answer to another card of the deck is not right here, unless it is accepted.
few-wordings         A   A card that asks for a phrase or points has at least three wordings of each.

The whole library
duplicate-slug       E   A slug names one deck, one case, one plan.
copied-file          A   A file stands in the library once.
unknown-case         E   The case that a deck or a plan belongs to exists.
unknown-theme        E   Themes are those of the case.
unknown-source       E   What a card or a perspective cites is among the works of its deck or its case.
unknown-card         E   The cards that a plan or a case names exist.
source               E   A source has a title.
quote-source         E   A quotation names its work, with author and year.
historian-source     A   Where a historian speaks, a work of his or hers is cited.
contested            E   A card that the case lists as contested says so.
outside-period       A   Dated evidence lies in the period of the case, unless its theme says otherwise.
distinct             E   `distinct:` holds groups of two or more names.
alias-of-two         E   An alias belongs to one thing.
alias-is-rival       E   Names that are never each other are not aliases of one thing.
rival-accepted       A   What is accepted for a name is not the name of a rival.
was                  E   An earlier id belongs to one card, and to none that is still there.

Essay factors
factor               E   A factor has a weight and says what it did; one of your own has a name.
weight               E   A weight is 1 to 5.
subject              E   A subject has a weight, says what it did, and is part of a factor.
unknown-factor       E   The factors that an argument or a subject names are those of its case.
unserved-factor      A   Some argument of a plan bears on each factor of its case.
unweighed-factor     A   A case weighs what decides another case, so that they can be compared.
no-fact              A   A card that a plan cites has its fact as a sentence, where the case has factors.

Plans
no-arguments         E   A plan has arguments.
argument             E   An argument is a group of keys.
no-point             E   An argument makes a point.
perspective          E   A perspective has a historian and a view.
"""


_ROWS = {
    heading: [line.split(None, 2) for line in lines]
    for heading, *lines in (block.split("\n") for block in _TABLE.strip().split("\n\n"))
}
GROUPS = {
    heading: tuple(RuleText(name, _LEVELS[level], text) for name, level, text in rows)
    for heading, rows in _ROWS.items()
}
"""The rules under the headings they are listed by, in that order."""

READING = frozenset(rule.name for rule in GROUPS["Reading the file"])
"""Rules whose breach means that the file may say something else than was meant."""

RULES = {rule.name: rule for rules in GROUPS.values() for rule in rules}
"""The rules by their names."""
