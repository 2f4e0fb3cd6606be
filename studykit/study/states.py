"""From the log and the settings that stand in it to the state of every card."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict

from studykit import settings as settings_of
from studykit.cards import CardId
from studykit.memory.formulas import DEFAULT_PARAMETERS, usable_parameters
from studykit.memory.schedule import Scheduling, replay
from studykit.reviews import CardState, LogRow, Setting
from studykit.settings import Settings


def scheduling_of(settings: Settings) -> Scheduling:
    """Give what states depend on of all the settings."""
    own = settings.parameters
    return Scheduling(
        desired_retention=settings.desired_retention,
        parameters=DEFAULT_PARAMETERS if own is None else usable_parameters(own),
    )


def basis_of(scheduling: Scheduling) -> str:
    """Give what states rest on as a text that is the same wherever they rest on the same."""
    # The formulas are named, too: those of another library differ from ours in the last digit.
    return json.dumps({**asdict(scheduling), "formulas": "FSRS-6"}, sort_keys=True)


def derived(rows: Iterable[LogRow]) -> tuple[Mapping[CardId, CardState], str]:
    """Give the states that a whole log leads to, under the settings that stand in it, and their basis."""
    whole = list(rows)
    scheduling = scheduling_of(settings_of.read(row for row in whole if isinstance(row, Setting)))
    return replay(whole, scheduling), basis_of(scheduling)


def without(
    rows: Iterable[LogRow], states: Mapping[CardId, CardState], gone: frozenset[str]
) -> tuple[Sequence[LogRow], Mapping[CardId, CardState]]:
    """Give a log and the states it leads to as they are without the rows of some ids."""
    whole = list(rows)
    kept = [row for row in whole if row.id not in gone]
    return kept, states if len(kept) == len(whole) else derived(kept)[0]
