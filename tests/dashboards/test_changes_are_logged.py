"""Whatever is asked for behind the pages and at the shell: a transaction that changed something logged it, and with a
log that takes no row nothing is changed at all.

Triggers of this test alone note which transaction touched which table; which tables count is told by
tests/architecture/test_audited.py, which holds the same of the source.
"""

from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import make_url, text

from dashboards.application import Application
from dashboards.kept import Kept
from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Principal
from tests.architecture.test_audited import EXEMPT, GUARDED
from tests.dashboards.everything import asked_functions, calls
from tests.talentdb.conftest import Province
from tests.trust.pages import Looker, Site, commands_through, populate

_ROLES = ("steward", "administrator", "home_affairs")
_PROBE = """
    create schema probe;
    create table probe.touched (txid bigint, name text, unique (txid, name));
    create function probe.note() returns trigger language plpgsql security definer as $$
        begin
            insert into probe.touched values (txid_current(), tg_table_name) on conflict do nothing;
            return null;
        end $$
"""


@pytest.fixture
def noted(database: Any) -> Iterator[psycopg.Connection]:
    """The database with a note of every change; as its superuser."""
    with database.as_owner() as owner:
        owner.autocommit = True
        owner.execute(_PROBE)
        for name in sorted(GUARDED | {"audit_event"}):
            owner.execute(
                sql.SQL(
                    "create trigger probe after insert or update or delete on {} for each row execute function"
                    " probe.note()"
                ).format(sql.Identifier(name))
            )
        yield owner


@pytest.fixture
def site(noted: psycopg.Connection, database: Any, province: Province) -> Site:
    return populate(province, database.home)


def _silent(owner: psycopg.Connection) -> list[tuple[int, str]]:
    """Transactions that touched something and logged nothing."""
    return owner.execute(
        "select txid, name from probe.touched t where name <> 'audit_event' and not exists"
        " (select from probe.touched a where a.txid = t.txid and a.name = 'audit_event') order by 1, 2"
    ).fetchall()


def _changed(owner: psycopg.Connection) -> set[str]:
    return {name for (name,) in owner.execute("select distinct name from probe.touched where name <> 'audit_event'")}


def _ask_everything(database: Any, site: Site, whos: list[Principal]) -> int:
    """Every function behind the pages in several names; how many calls came to an end without a refusal."""
    application = Application(
        database.engine, database.keyring, lambda: None, database.home, kept=Kept(patience=60.0)
    )
    done = 0
    try:
        for one in asked_functions():
            for who in whos:
                for call in calls(one, application, who, [site.submissions[-1], site.persons[0]], "Nguyễn"):
                    try:
                        call()
                    except Exception:
                        continue
                    done += 1
    finally:
        application.kept.close()
    return done


def _ask_commands(database: Any, site: Site, who: Principal, step: int) -> int:
    url = make_url(database.engine.url).set(drivername="postgresql").render_as_string(hide_password=False)
    return commands_through(site, url, [Looker(who, frozenset())], 1, step=step).runs


def test_every_transaction_that_changes_something_logs_it(
    noted: psycopg.Connection, database: Any, site: Site, as_role: Callable[..., Principal]
) -> None:
    assert _ask_everything(database, site, [as_role(role) for role in _ROLES]) > 100
    assert _ask_commands(database, site, as_role("steward"), 9) > 9
    assert _silent(noted) == []
    # The probe is no blind one: many tables were changed, and a change past the log is seen.
    assert len(_changed(noted)) > 8
    assert not _changed(noted) & EXEMPT.keys()
    with unit_of_work(database.engine, OPERATOR) as connection:
        connection.execute(text("update submission set state = state where submission_id = 1"))
    assert [name for _, name in _silent(noted)] == ["submission"]


def test_without_the_log_nothing_is_changed_by_whatever_is_asked_for(
    noted: psycopg.Connection, database: Any, site: Site, as_role: Callable[..., Principal]
) -> None:
    whos = [as_role(role) for role in _ROLES]
    noted.execute("revoke insert on audit_event from talentdb_app; revoke insert on audit_event from talentdb_owner")
    noted.execute("truncate probe.touched")
    _ask_everything(database, site, whos)
    _ask_commands(database, site, whos[0], 9)
    assert noted.execute("select name from probe.touched").fetchall() == []
