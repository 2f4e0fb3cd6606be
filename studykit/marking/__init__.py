"""Typed answers are marked as a teacher would: a card and an answer in; verdict, score and reason out.

How an answer is understood, each step a module of its own: `text` (normal form), `romanisation`, `stems`,
`numbers` (with `dates` and `amounts`), `spelling` and `lexicon` (which known word a typed one is meant for),
`claims` (clauses, denial, correction, wishes), `people`, `roles` and `clash` (who did what to whom),
`synonyms` (ordinary words, kept by hand in `data/`), `wordings` and `phrase` (what a right answer needs),
`match`, and one module for each kind of card in `kinds`.

What was tuned on what. The shares and weights in `match` and `phrase`, `STRICTER` in `kinds.term` and
`kinds.listed`, and the groups in `data/synonyms.txt` were fitted on: 304 labelled answers to 31 questions on
Stalin's rise (at first 180 of them, every other question of each kind and two more; the others were looked
at later); the answers to three of the five questions of the public Powergrading corpus that were at hand
(2,094 of 3,490: the first ten amendments, the Declaration of Independence, the branches of government); 867
answers to 100 questions on the same history, written for this purpose; and the `examples:` of the shipped
decks.

Agreement with the labels, correct-or-not and three-way: Stalin's rise 0.99 and 0.98, all of it by now
fitted (of explanations alone 0.95 and 0.94); citizenship, where labels are only correct and wrong, 0.96 on
what was fitted and 0.98 on the rest.

Explanations and lists of which each point has one phrasing only are the hardest. Measured on questions
written and labelled before the program had seen them: 210 answers to 24 questions 0.87 and 0.72 (explanations
0.88 and 0.71; 3 of 84 wrong answers were accepted, which were then looked at to mend two faults); 91 answers
to 11 more questions 0.85 and 0.58 (explanations 0.82 and 0.50, lists 0.95 and 0.89; none of 38 wrong answers
was accepted; some ordinary words were added after that). What is missed is nearly always right and said in
words that the table of synonyms does not connect. The limits of edit distance in `spelling` are common
practice and were not fitted.
"""

from __future__ import annotations

from studykit.marking.giving_up import gives_up
from studykit.marking.mark import mark
from studykit.marking.model import Mark, Piece
from studykit.marking.vocabulary import Vocabulary

__all__ = ["Mark", "Piece", "Vocabulary", "gives_up", "mark"]
