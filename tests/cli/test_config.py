from __future__ import annotations

from tests.cli.conftest import Home


def test_config_shows_every_setting_and_where_it_lives(home: Home) -> None:
    shown = home.run("config").out
    for name in ("desired-retention", "new-cards", "rollover-hour", "retry"):
        assert name in shown
    assert "your decks" in shown
    assert str(home.path) in shown.replace("\n", "").replace("  ", "")


def test_a_setting_is_kept_and_can_be_reset(home: Home) -> None:
    assert home.run("config", "set", "desired-retention", "0.85").out == "desired-retention is 0.85.\n"
    assert home.run("config", "--json").json["settings"]["desired-retention"] == "0.85"
    assert home.run("config", "reset", "desired-retention").out == "desired-retention is 0.9.\n"
    assert [row["kind"] for row in home.log()] == ["setting", "setting"]


def test_a_number_is_shown_as_a_number(home: Home) -> None:
    assert home.run("config", "set", "new-cards", "1").out == "new-cards is 1.\n"
    assert home.run("config", "set", "retry", "on").out == "retry is on.\n"
