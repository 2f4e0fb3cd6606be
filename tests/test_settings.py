from __future__ import annotations

import os
from pathlib import Path

import pytest

from studykit.errors import NotFoundError, UsageError
from studykit.reviews import Setting
from studykit.settings import Settings, check, folders, read, shipped_decks


def setting(at: int, name: str, value: str | None) -> Setting:
    return Setting(id=f"s{at}", device="here", at=at, name=name, value=value)


def test_without_rows_every_setting_has_its_default() -> None:
    assert read([]) == Settings(desired_retention=0.90, new_cards=10, rollover_hour=4, retry=None)


def test_the_newest_row_of_a_name_wins_in_whatever_order_rows_come() -> None:
    rows = [setting(2, "new-cards", "5"), setting(1, "new-cards", "20"), setting(3, "retry", "off")]
    assert read(rows) == read(rows[::-1]) == Settings(new_cards=5, retry=False)


def test_a_reset_gives_the_default_back() -> None:
    assert read([setting(1, "new-cards", "5"), setting(2, "new-cards", None)]) == Settings()


def test_names_and_values_of_a_newer_version_are_passed_over() -> None:
    assert read([setting(1, "dark-mode", "on"), setting(2, "retry", "sometimes")]) == Settings()


@pytest.mark.parametrize(
    ("name", "value"),
    [("desired-retention", "0.99"), ("desired-retention", "nan"), ("new-cards", "-1"), ("retry", "maybe")],
)
def test_a_value_that_cannot_be_is_refused_with_what_may_be(name: str, value: str) -> None:
    with pytest.raises(UsageError, match="it may be"):
        check(name, value)


def test_an_unknown_setting_offers_the_nearest() -> None:
    with pytest.raises(NotFoundError, match="did you mean `new-cards`"):
        check("new-card", "3")


def test_one_variable_moves_settings_and_data(tmp_path: Path) -> None:
    found = folders({"STUDYKIT_HOME": str(tmp_path)}, "default", [])
    assert found.store == tmp_path / "profiles" / "default" / "studykit.db"
    assert found.cache == tmp_path / "cache"
    assert found.decks == (shipped_decks(),)


def test_the_data_folders_decks_are_always_read_and_others_are_added(tmp_path: Path) -> None:
    for name in ("home/decks", "one", "two", "three"):
        (tmp_path / name).mkdir(parents=True)
    environment = {
        "STUDYKIT_HOME": str(tmp_path / "home"),
        "STUDYKIT_DECKS": os.pathsep.join([str(tmp_path / "one"), str(tmp_path / "two")]),
    }
    found = folders(environment, "default", [tmp_path / "three"])
    names = [folder.relative_to(tmp_path).as_posix() for folder in found.decks[1:]]
    assert names == ["home/decks", "one", "two", "three"]


def test_profiles_have_stores_of_their_own(tmp_path: Path) -> None:
    stores = {folders({"STUDYKIT_HOME": str(tmp_path)}, name, []).store for name in ("ana", "ben")}
    assert len(stores) == 2


@pytest.mark.parametrize("name", ["", "../ana", "a b", "x" * 41, "-x"])
def test_a_profile_name_that_is_no_folder_name_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="profile"):
        folders({"STUDYKIT_HOME": str(tmp_path)}, name, [])


def test_a_decks_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="nowhere"):
        folders({"STUDYKIT_HOME": str(tmp_path)}, "default", [tmp_path / "nowhere"])
