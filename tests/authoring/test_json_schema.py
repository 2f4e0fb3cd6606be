from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import jsonschema
import pytest
import yaml
from ruamel.yaml import YAML

from studykit.authoring import json_schema as module
from studykit.authoring.json_schema import schema
from studykit.decks import keys
from studykit.folders import shipped_decks
from tests.conftest import Some

FILES = sorted(shipped_decks().rglob("*.yaml"))
README = (shipped_decks() / "README.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```yaml\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
validator = jsonschema.Draft7Validator(schema())


def as_editors_read(text: str) -> Any:
    """Read YAML 1.2 as editors do: numbers and true/false, but no dates."""

    def plain(value: Any) -> Any:
        if isinstance(value, dict):
            return {str(key): plain(each) for key, each in value.items()}
        if isinstance(value, list):
            return [plain(each) for each in value]
        return value.isoformat() if isinstance(value, date | datetime) else value

    return plain(YAML(typ="safe", pure=True).load(text))


def as_texts(text: str) -> Any:
    return yaml.load(text, yaml.BaseLoader)


def errors(value: Any) -> list[str]:
    return [f"{list(each.path)}: {each.message}" for each in validator.iter_errors(value)]


def test_it_is_a_valid_schema() -> None:
    jsonschema.Draft7Validator.check_schema(schema())


def test_every_shipped_file_validates(some: Some) -> None:
    for path in some(FILES, 6):
        text = path.read_text(encoding="utf-8")
        assert errors(as_editors_read(text)) == [], path
        assert errors(as_texts(text)) == [], path


@pytest.mark.parametrize("text", EXAMPLES, ids=range(len(EXAMPLES)))
def test_every_example_of_the_guide_validates(text: str) -> None:
    assert errors(as_editors_read(text)) == []


def test_it_knows_exactly_the_keys_of_the_format() -> None:
    tables = {
        "CARD": keys.CARD_KEYS,
        "ANSWERING": keys.BACK_KEYS,
        "DECK": keys.DECK_KEYS,
        "CASE": keys.CASE_KEYS,
        "PLAN": keys.PLAN_KEYS,
        "ARGUMENT": keys.ARGUMENT_KEYS,
        "PERSPECTIVE": keys.PERSPECTIVE_KEYS,
        "SOURCE": keys.SOURCE_KEYS,
        "ITEM": keys.ITEM_KEYS,
        "EVENT": keys.EVENT_KEYS,
        "FACTOR": keys.FACTOR_KEYS,
    }
    for name, known in tables.items():
        assert set(getattr(module, name)) == set(known), name
    assert set(module.EXAMPLES["properties"]) == set(keys.EXAMPLE_KEYS)


def test_every_key_is_described_for_the_editor() -> None:
    def properties(part: Any) -> Iterator[dict[str, Any]]:
        if isinstance(part, dict):
            yield from part.get("properties", {}).values()
            for each in part.values():
                yield from properties(each)

    assert all(each["description"] for each in properties(schema()))


@pytest.mark.parametrize(
    "text",
    [
        "deck: d\n",
        "deck: A Deck\ncards: [{ask: Who?, answer: X}]\n",
        "deck: d\ncards: []\n",
        "deck: d\ncards: [{ask: Who?}]\n",
        "deck: d\ncards: [{answer: X}]\n",
        "deck: d\ncards: [{ask: Who?, anwser: X, answer: X}]\n",
        "deck: d\ncards: [{ask: Who?, choose: [X, Y]}]\n",
        "deck: d\ncards: [{ask: Who?, answer: [X, Y]}]\n",
        "deck: d\ncards: [{ask: When?, answer: 1922, date: April 1922}]\n",
        "deck: d\ncards: [{ask: Who?, answer: X, exact: maybe}]\n",
        "deck: d\ncards: [{ask: Who?, list: [X], need: 0}]\n",
        "plan: p\n",
        "plan: p\narguments: [{side: for}]\n",
        "plan: p\narguments: [{point: It was so., side: pro}]\n",
        "case: c\nregion: Europa\n",
        "title: Nothing at all\n",
    ],
)
def test_what_deck_check_refuses_is_refused(text: str) -> None:
    assert errors(as_editors_read(text))


@pytest.mark.parametrize("other", ["list: [b, c]", "order: [b, c]", "points: [b]", "cloze: 'a {{gap}}'"])
def test_two_keys_that_say_how_a_card_is_answered_are_refused_in_the_editor_too(other: str) -> None:
    card = f"deck: d\ncards:\n  - ask: q\n    answer: a\n    {other}\n"
    assert errors(as_editors_read(card)) != []
    assert errors(as_editors_read(card.replace("    answer: a\n", ""))) == []
