"""Addresses of hubs, and roles named after their databases."""

from __future__ import annotations

import pytest

from studykit.errors import UsageError
from studykit.school.address import is_address, parsed
from studykit.school.migration import roles_of
from studykit.school.people import LETTERS, new_login, new_password
from tests.school import servers


def test_an_address_says_who_asks_and_where() -> None:
    address = parsed("postgresql://s7k2m9@hub.school.example:5433/school?sslmode=require")
    assert (address.login, address.host, address.database) == ("s7k2m9", "hub.school.example", "school")
    assert str(address) == "school at hub.school.example:5433"
    other = address.as_login("tq4x")
    assert other.url == "postgresql://tq4x@hub.school.example:5433/school?sslmode=require"
    assert (
        other.of_database("postgres").url
        == "postgresql://tq4x@hub.school.example:5433/postgres?sslmode=require"
    )


@pytest.mark.parametrize(
    "text",
    ["postgresql://host/school", "postgresql://s2@host", "postgresql://s2@host:port/school", "stick/folder"],
)
def test_what_names_no_login_or_database_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="postgresql://LOGIN@HOST/DATABASE"):
        parsed(text)


@pytest.mark.parametrize(
    "rest", [":secret@host/s", "@host/s?password=secret", "@host/s?x=1&PassFile=/tmp/secret"]
)
def test_a_password_in_an_address_is_refused_without_being_repeated(rest: str) -> None:
    with pytest.raises(UsageError, match="Leave the password out") as refused:
        parsed(f"postgresql://s2{rest}")
    assert "secret" not in str(refused.value)


def test_a_folder_is_no_address() -> None:
    assert not is_address("./postgresql")
    assert is_address("postgres://x@y/z")


@pytest.mark.parametrize("name", ["School", "9b", "sch-ool", 'a"b', "", "x" * 41])
def test_a_database_whose_name_cannot_begin_a_roles_is_refused(name: str) -> None:
    with pytest.raises(UsageError, match="cannot be called"):
        roles_of(name)


def test_logins_and_passwords_say_nothing_and_are_easy_to_read() -> None:
    logins = {new_login("student") for _ in range(200)}
    assert len(logins) > 190
    assert all(login[0] == "s" and len(login) == 6 for login in logins)
    passwords = {new_password() for _ in range(200)}
    assert len(passwords) == 200
    assert all(set(password) <= {*LETTERS, "-"} and len(password) == 19 for password in passwords)


def test_a_server_that_is_promised_and_not_there_fails_the_tests_rather_than_skipping_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(servers.NAMED, "postgresql://postgres@127.0.0.1:1/postgres")
    with pytest.raises(pytest.fail.Exception, match="promises a server that cannot be used"):
        servers.server()
    monkeypatch.delenv(servers.NAMED)
    monkeypatch.setattr(servers, "LOCAL", "postgresql://postgres@127.0.0.1:1/postgres")
    with pytest.raises(pytest.skip.Exception, match="no PostgreSQL server"):
        servers.server()
