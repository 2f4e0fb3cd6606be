"""Typed answers are marked as a teacher would: a card and an answer in; verdict, score and reason out.

How an answer is marked, each step a module of its own:

- `key`: the card with every wording of what is right, its words weighed by how much they tell;
- `read_text` (with `vocabulary`): the answer's telling words, each with its clause and whether it is denied;
- `align`: a wording beside the answer: which words say each other, what is left over on both sides;
- `certain`, `weigh`: what is certain, else how likely a teacher counts it; `rivals`: what else is offered;
- `terms`, `items`, `choice`: the kinds of card, each a few lines over these; `explain`: the reason.

What was tuned on what, and how often it is right, stands in `README.md` beside this file.
"""

from __future__ import annotations

from studykit.marking.explain import Mark, Stretch
from studykit.marking.mark import gives_up, mark
from studykit.marking.vocabulary import Vocabulary

__all__ = ["Mark", "Stretch", "Vocabulary", "gives_up", "mark"]
