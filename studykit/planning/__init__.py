"""Planning backwards from the exam day. Pure: days, minutes and seeds are arguments."""

from __future__ import annotations

from studykit.planning.forecast import (
    Expected,
    Forecast,
    Way,
    Week,
    expected_recall,
    forecast,
    recall_at_ages,
    themes_to_leave,
    way,
)
from studykit.planning.order import CardMemory, Preparation, Today, open_days, study_order, today
from studykit.planning.strength import UNKNOWN_STUDENT, Recall, Strength, fitted_strength
from studykit.planning.student import exam_recall, simulate

__all__ = [
    "UNKNOWN_STUDENT",
    "CardMemory",
    "Expected",
    "Forecast",
    "Preparation",
    "Recall",
    "Strength",
    "Today",
    "Way",
    "Week",
    "exam_recall",
    "expected_recall",
    "fitted_strength",
    "forecast",
    "open_days",
    "recall_at_ages",
    "simulate",
    "study_order",
    "themes_to_leave",
    "today",
    "way",
]
