"""How long every page takes, for every role that has it: whole reruns of the app, without the browser.

Three readings: the first look after the server started, looks after the registry changed (what was computed before is
no longer new), and looks when nothing changed. A page that shows older figures or says that they are on their way is
done as soon as it is drawn; how long the figures themselves take then stands beside it. Search is asked without
Meilisearch, as when that server is away.
"""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch

import psycopg
import streamlit as st
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from dashboards import application, outlook_labels
from dashboards.application import Application
from dashboards.auth import COOKIE
from dashboards.pages import PAGES, pages_of
from talentdb.access.accounts import create_account, principal_of
from talentdb.access.context import unit_of_work
from talentdb.access.keyring import Keyring
from talentdb.access.principal import OPERATOR, Principal, Role
from talentdb.access.sessions import open_session, resume_session
from talentdb.db.lookup import find_agency_id
from tests.bench.measure import percentile
from tests.bench.registry import Loaded, Servers
from tests.bench.table import PROJECT, Row, seconds

__all__ = ["measure_pages"]

_APP: Final = PROJECT / "dashboards" / "app.py"
_PLAN: Final = "hung-yen-2711"
_BODY: Final = "X-KHOAI-CHAU"
"""The agency that looks. It handed in nothing itself, so its list of people is empty and it sees no profile; its
other pages are measured."""
_PASSWORD: Final = "mot-cau-dai-de-do-trang"
_LONGEST: Final = 600
_NOTHING: Final = 0.005
_WORDS: Final = "Nguyễn Thị"


@dataclass(frozen=True, slots=True)
class _Look:
    """One way to open a page.

    Args:
        name: what is on it.
        asked: parameters of the address; "person" stands for somebody of the registry.
        chosen: what is chosen on it, by key of the widget.
    """

    name: str = ""
    asked: Mapping[str, str] = field(default_factory=dict)
    chosen: Mapping[str, Any] = field(default_factory=dict)


def _section(name: str, key: str) -> _Look:
    return _Look(name, chosen={f"section_{_PLAN}_6": key, f"section_{_PLAN}_5": key})


_LOOKS: Final[Mapping[str, tuple[_Look, ...]]] = {
    "overview": (
        _section("map", "map"), _section("agencies", "heat"), _section("groups", "groups"),
        _section("overdue", "overdue"), _section("quality", "quality"), _section("people", "people"),
    ),
    "population": (
        _Look("ages"),
        *(
            _Look(name, chosen={"crew_tab": tab})
            for name, tab in (("flows", outlook_labels.TAB_FLOWS), ("renewal", outlook_labels.TAB_RENEWAL),
                              ("needs", outlook_labels.TAB_FIELDS))
        ),
    ),
    "search": (_Look("everybody"), _Look("a name", {"q": _WORDS}), _Look("a post", {"q": "giảng viên"})),
    "network": (_Look(), _Look("of a person", {"person": "?"})),
    "profile": (_Look("of a person", {"person": "?"}),),
}  # fmt: skip
"""Ways to open a page; pages that are not here are opened as they are."""


_NOT_SHOWN: Final = {("overview", "people", Role.LEADER), ("profile", "of a person", Role.AGENCY)}


def _accounts(engine: Engine) -> dict[Role, Principal]:
    """One account a role."""
    with unit_of_work(engine, OPERATOR) as connection:
        body = find_agency_id(connection, _BODY)
        for role in Role:
            if any(role in page.roles for page in PAGES):
                create_account(
                    connection, OPERATOR, login=f"do-{role.value}", password=_PASSWORD, role=role, display_name="Đo",
                    agency_id=body if role is Role.AGENCY else None, is_demo=True,
                )  # fmt: skip
        return {role: principal_of(connection, f"do-{role.value}") for role in Role
                if any(role in page.roles for page in PAGES)}  # fmt: skip


def _change(loaded: Loaded) -> None:
    """Something was decided: whatever was computed before is old. One event more, past the keys, by the owner."""
    with psycopg.connect(loaded.owner_url) as connection:
        names = [
            str(row[0])
            for row in connection.execute(
                "select column_name from information_schema.columns where table_name = 'submission_event'"
                " and table_schema = 'public' and column_name <> 'event_id' order by ordinal_position"
            )
        ]
        columns = ", ".join(f'"{name}"' for name in names)
        connection.execute("set session_replication_role = replica")
        connection.execute(
            f"insert into submission_event ({columns}) select {columns} from submission_event"  # type: ignore[arg-type]
            " order by event_id desc limit 1"
        )


@contextmanager
def _signed_in(engine: Engine, keyring: Keyring, actor: Principal) -> Iterator[None]:
    """Whoever opens a page is this actor; the session is looked up each time, as with a cookie."""
    token = open_session(engine, keyring, actor)
    with (
        patch("dashboards.auth.resume_session", lambda *known: resume_session(*known[:2], token)),
        patch.object(type(st.context), "cookies", {COOKIE: token}),
    ):
        yield


@contextmanager
def _app(engine: Engine, keyring: Any, home: Path) -> Iterator[Application]:
    app = Application(engine, keyring, lambda: None, home)
    before = list(application._installed)
    application.install(app)
    try:
        yield app
    finally:
        app.kept.close()
        application._installed[:] = before


def _opened(page: str, look: _Look, person: int) -> tuple[AppTest, float]:
    """The page open in a new browser; seconds of its run, without those of the start, which computes nothing."""
    account = next(one for one in PAGES if one.key == "account")
    with patch("dashboards.pages.home_of", lambda _: account):
        test = AppTest.from_file(_APP, default_timeout=_LONGEST).run()
    for name, value in look.asked.items():
        test.query_params[name] = str(person) if value == "?" else value
    for key, value in look.chosen.items():
        test.session_state[key] = value
    test.switch_page(f"views/{page}.py")
    return test, _run(test)


def _run(test: AppTest) -> float:
    started = time.perf_counter()
    test.run()
    spent = time.perf_counter() - started
    problems = [str(one.value) for one in test.exception] + [str(one.value) for one in test.error]
    if problems:
        raise RuntimeError(f"a page says: {problems}")
    return spent


def _rest(app: Application, test: AppTest) -> float:
    """Look again until nothing is being computed any more; seconds that were waited for."""
    waited = 0.0
    while True:
        started = time.perf_counter()
        app.kept.wait(_LONGEST)
        spent = time.perf_counter() - started
        if spent < _NOTHING:
            return waited
        waited += spent
        test.run()


@dataclass(slots=True)
class _Times:
    first: float
    behind: float
    changed: list[float] = field(default_factory=list)
    warm: list[float] = field(default_factory=list)


def _measure(app: Application, page: str, look: _Look, person: int, change: Callable[[], None], runs: int) -> _Times:
    test, first = _opened(page, look, person)
    times = _Times(first, _rest(app, test))
    for _ in range(runs):
        change()
        times.changed.append(_run(test))
        times.behind = max(times.behind, _rest(app, test))
        times.warm += [_run(test) for _ in range(5)]
    return times


def _told(values: list[float]) -> str:
    return f"{seconds(percentile(values, 0.5))} / {seconds(percentile(values, 0.95))}"


def measure_pages(
    servers: Servers, loaded: Loaded, people: int, runs: int, only: str, say: Callable[[str], None]
) -> list[Row]:
    """All pages as all roles.

    Args:
        people: how many the registry has, for the words.
        runs: changes of the registry for each page and role; five runs without one follow each.
        only: page keys with commas between; empty for all.
    """
    rows: list[Row] = []
    with psycopg.connect(loaded.owner_url) as connection:
        ((person,),) = connection.execute(
            "select min(e.person_id) from employment e join agency using (agency_id) where code = %s", (_BODY,)
        ).fetchall()
    all_times: list[float] = []
    for role, actor in _accounts(loaded.engine).items():
        for page, look in _opens(role, only):
            st.cache_resource.clear()
            with (
                _app(loaded.engine, servers.runtime.keyring, servers.runtime.home) as app,
                _signed_in(loaded.engine, servers.runtime.keyring, actor),
            ):
                times = _measure(app, page, look, person, lambda: _change(loaded), runs)
            all_times += [times.first, *times.changed, *times.warm]
            rows.append(_row(page, look.name, role, times))
            say(" | ".join((rows[-1].what, rows[-1].ours)))
    slow = f"{people:,} people, all pages and roles, p50 / p95 of all looks"
    return [*rows, Row("pages", slow, _told(all_times), bar="p95 ≤ 1.5 s at 1,000,000")]


def _opens(role: Role, only: str) -> Iterator[tuple[str, _Look]]:
    """Key of a page, and the way it is opened."""
    for page in pages_of(role):
        if not only or page.key in only.split(","):
            for look in _LOOKS.get(page.key, (_Look(),)):
                if (page.key, look.name, role) not in _NOT_SHOWN:
                    yield page.key, look


def _row(page: str, look: str, role: Role, times: _Times) -> Row:
    what = f"{page}{f' ({look})' if look else ''} as {role.value}"
    behind = f"; behind it {seconds(times.behind)}" if times.behind >= 0.05 else ""
    return Row(
        "pages", what,
        f"first {seconds(times.first)}; after a change {_told(times.changed)}; unchanged {_told(times.warm)}{behind}",
        bar="≤ 1.5 s",
    )  # fmt: skip
