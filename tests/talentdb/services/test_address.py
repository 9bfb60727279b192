"""URLs of embedded and of real servers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import make_url

from talentdb.errors import DatabaseUnavailable
from talentdb.services.address import embedded_address, from_urls


def test_embedded_urls_name_the_socket() -> None:
    address = embedded_address("/tmp/talentdb-0", 5432, "super", "app")
    url = make_url(address.app_url())
    assert (url.drivername, url.username, url.password, url.database) == (
        "postgresql+psycopg", "talentdb_app", "app", "talentdb",
    )  # fmt: skip
    assert dict(url.query) == {"host": "/tmp/talentdb-0", "port": "5432"}
    assert address.owner_url is not None
    owner = make_url(address.owner_url)
    assert (owner.drivername, owner.username, owner.password) == ("postgresql", "postgres", "super")


@given(st.text(min_size=1, max_size=20).filter(lambda text: "\0" not in text and text.isprintable()))
def test_any_password_survives_the_url(password: str) -> None:
    address = embedded_address("/run/x y", 5432, password, password)
    assert make_url(address.app_url()).password == password
    assert address.owner_url is not None
    assert make_url(address.owner_url).password == password


def test_owners_url_gives_the_application_its_own_role() -> None:
    address = from_urls("postgresql://boss:p%40ss@db.example:6432/talents?sslmode=require", None, "home-password")
    url = make_url(address.app_url())
    assert (url.drivername, url.password) == ("postgresql+psycopg", "home-password")
    assert url.username == address.app_user
    assert address.app_user.startswith("talentdb_app_")
    assert (url.host, url.port, url.database, dict(url.query)) == (
        "db.example", 6432, "talents", {"sslmode": "require"},
    )  # fmt: skip
    assert address.owner_url == "postgresql://boss:p%40ss@db.example:6432/talents?sslmode=require"
    assert address.app_password == "home-password"


def test_applications_url_is_used_as_it_is_and_has_no_owner() -> None:
    address = from_urls("postgres://talentdb_app:pw@db.example/talents", None, "home-password")
    assert address.app_url() == "postgresql+psycopg://talentdb_app:pw@db.example/talents"
    assert address.owner_url is None
    assert address.app_password == "pw"


def test_separate_owner_url_serves_db_init() -> None:
    address = from_urls(
        "postgresql://talentdb_app:pw@db.example/talents", "postgresql+psycopg://boss:x@db.example/talents", "home"
    )
    assert make_url(address.app_url()).username == "talentdb_app"
    assert address.owner_url == "postgresql://boss:x@db.example/talents"
    assert address.app_password == "pw"


def test_socket_url_keeps_its_empty_host() -> None:
    address = from_urls("postgresql:///talents?host=/run/pg&port=5433&user=talentdb_app", None, "home")
    url = make_url(address.app_url())
    assert (url.host, url.database, url.query["host"]) == (None, "talents", "/run/pg")
    assert (address.host, address.port) == ("/run/pg", 5433)


@pytest.mark.parametrize("url", ["mysql://u:hidden@h/d", "postgresql://u:hidden@h:x/d", "hidden"])
def test_bad_url_is_told_without_its_password(url: str) -> None:
    with pytest.raises(DatabaseUnavailable, match="TALENTDB_DATABASE_URL") as raised:
        from_urls(url, None, "home")
    assert "hidden" not in str(raised.value)
    assert raised.value.__cause__ is None
