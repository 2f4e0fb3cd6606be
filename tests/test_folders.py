from __future__ import annotations

import os
from pathlib import Path

import pytest

from studykit.errors import NotFoundError, UsageError
from studykit.folders import folders, shipped_decks


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


def test_a_new_profile_that_differs_from_another_in_capitals_alone_is_refused(tmp_path: Path) -> None:
    environment = {"STUDYKIT_HOME": str(tmp_path)}
    folders(environment, "anna", []).store.parent.mkdir(parents=True)
    with pytest.raises(UsageError, match=r"There is a profile 'anna', .* as 'Anna'; write 'anna'"):
        folders(environment, "Anna", [])
    assert folders(environment, "anna", []).store.parent.name == "anna"


@pytest.mark.parametrize("name", ["", "../ana", "a b", "x" * 41, "-x", "con", "Lpt1"])
def test_a_profile_name_that_is_no_folder_name_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="profile"):
        folders({"STUDYKIT_HOME": str(tmp_path)}, name, [])


def test_a_decks_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="nowhere"):
        folders({"STUDYKIT_HOME": str(tmp_path)}, "default", [tmp_path / "nowhere"])
