"""What a question claims: of which factors or subjects, that they mattered or did not, how strongly, against what."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from studykit.essays.paper_two import factors_name

STRENGTHS = ("part", "important", "fame", "tool", "needed", "main", "turn", "bound", "only")
"""How much is claimed of a factor, from least to most; a comparison claims `more`."""

_OF_RIVALS = re.compile(
    r"(?:the )?([a-z]+(?: of [a-z]+)? (?:of|among|between) (?:others|opponents|rivals|enemies))"
)


@dataclass(frozen=True, slots=True)
class Claim:
    """What is claimed of a factor or a subject.

    `factors` are those it may mean, several for "conditions" or "methods", none when only a subject is named.
    `said` are the words of the question that name a subject, and what of it ("the mistakes of Trotsky").
    """

    factors: tuple[str, ...]
    subject: str | None = None
    mattered: bool = True
    strength: str = "part"
    implied: bool = False
    """Whether the factor is only what the subject's name stands for in its case."""
    said: str = ""
    kind: str = "cause"
    """What of it is asked: its part as a cause, or that of its `removal`; as a `threat`; its `defeat`, its `own` or not.

    Of the outcome: whether it was `avoidable`, `preventable` in some years, or `complete` by then.
    """
    of: str = ""
    """The leader of whom alone it is claimed; empty for every one."""

    @property
    def is_cause(self) -> bool:
        """Whether it says what something did for the outcome."""
        return self.kind in ("cause", "removal")

    @property
    def called(self) -> str | None:
        """What several factors are called together, and what rivals did as the question calls it; None for one factor."""
        own = _OF_RIVALS.fullmatch(self.said) if self.factors == ("rivals",) else None
        return f"the {own[1]}" if own else factors_name(self.factors)

    @property
    def factor(self) -> str | None:
        """The first factor it means."""
        return self.factors[0] if self.factors else None


class Claims(NamedTuple):
    """The claims of a question; `rival` is what the first is set against.

    With `equal` both are said to weigh the same; with `open` the question leaves it open which weighs more.
    `when` are the words that only say when. `defeated` are the subjects whose defeat is to be explained, "" for
    rivals at large. `historians` are those named, each with the factor for which he or she speaks.
    """

    claims: tuple[Claim, ...] = ()
    rival: Claim | None = None
    equal: bool = False
    open: bool = False
    when: tuple[str, ...] = ()
    defeated: tuple[str, ...] = ()
    historians: tuple[tuple[str, str], ...] = ()
