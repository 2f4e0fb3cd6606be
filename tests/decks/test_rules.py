from __future__ import annotations

import ast
import re
from pathlib import Path

import studykit
from studykit.decks.checks import ENTRY_RULES
from studykit.decks.library_checks import LIBRARY_RULES
from studykit.decks.rules import GROUPS, RULES

REPORTING = {"error", "advice", "problem", "fault", "Problem", "Misread", "Breach"}
"""The functions that report a problem; each is given the name of its rule."""


def rules_in_the_code() -> set[str]:
    """Every rule that some module hands to a reporting function, or returns as the first of three texts."""
    folder = Path(studykit.__file__).parent
    found: set[str] = set()
    for path in [*(folder / "decks").glob("*.py"), folder / "study" / "trials.py"]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            given: list[ast.expr] = []
            if isinstance(node, ast.Call):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else ast.unparse(node.func)
                if name == "Failure":  # what was tried comes before its rule
                    given = node.args[3:4]
                elif name in REPORTING:
                    given = [*node.args, *(each.value for each in node.keywords if each.arg == "rule")]
            elif isinstance(node, ast.Return) and isinstance(node.value, ast.Tuple):
                given = node.value.elts[:1] if len(node.value.elts) == 3 else []
            for value in given:
                if isinstance(value, ast.Constant) and isinstance(value.value, str):
                    found |= {value.value} if re.fullmatch("[a-z]+(-[a-z]+)*", value.value) else set()
    return found


def test_every_rule_that_is_reported_is_listed_and_none_besides() -> None:
    assert rules_in_the_code() == set(RULES)


def test_a_rule_is_listed_once_with_a_sentence() -> None:
    listed = [rule for rules in GROUPS.values() for rule in rules]
    assert len(listed) == len(RULES)
    assert all(rule.sentence.endswith(".") and rule.levels for rule in listed)


def test_every_rule_function_says_its_rule() -> None:
    assert all(rule.__doc__ for rule in (*ENTRY_RULES, *LIBRARY_RULES))
