"""Figures 7 and 9 beyond SQL: every page with numbers of others in its address, fifty users in turn in one process,
and every command of the program with `--as`. The people of each body carry a mark that nobody else may meet, in all
that is drawn, printed or written, errors included. Holes made on purpose have to be found.
"""

import random
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch

import streamlit as st
import typer
from sqlalchemy import Engine, make_url, select
from streamlit.testing.v1 import AppTest
from typer.testing import CliRunner

from dashboards import application as installing
from dashboards.application import Application
from dashboards.kept import Kept
from dashboards.pages import PAGES
from talentdb.access.accounts import create_account, principal_of
from talentdb.access.context import unit_of_work
from talentdb.access.keyring import Keyring, open_keyring
from talentdb.access.principal import OPERATOR, Principal, Role
from talentdb.access.sessions import open_session, resume_session
from talentdb.cli import build
from talentdb.db.engine import make_engine
from talentdb.db.tables import agency
from talentdb.submissions.receive import receive
from tests.talentdb.conftest import Province
from tests.trust.figure import Figure, Scale
from tests.trust.scratch import own_services, reference_database

__all__ = [
    "MARKS",
    "Looker",
    "Runs",
    "Site",
    "commands_through",
    "hole",
    "lookers",
    "measure",
    "pages_through",
    "populate",
]

MARKS: Final = {"SO-KHCN": "zuniqalpha", "SO-TC": "zuniqbeta", "SO-GDDT": "zuniqgamma", "SO-YTE": "zuniqdelta"}
"""Bodies that have nothing to do with each other, and the mark of the people of each."""
_READERS: Final = frozenset({Role.STEWARD, Role.SEARCHER, Role.LEADER, Role.HOME_AFFAIRS})
"""Roles that get values of people of all bodies."""
_STAFF: Final = (
    *sorted(_READERS),
    Role.ADMINISTRATOR,
    Role.AUDITOR,
    Role.FINANCE,
    Role.COUNCIL_MEMBER,
    Role.NOMINATOR,
)
_APP: Final = Path(installing.__file__).parent / "app.py"
_SEED: Final = 9
_USERS: Final = {"short": 6, "full": 50}
_RUNS: Final = {"short": 1, "full": 4}
_LOOKS: Final = {"short": 2, "full": 6}


@dataclass(frozen=True)
class Looker:
    """Somebody who looks, and the marks that are theirs to see."""

    principal: Principal
    may: frozenset[str]


@dataclass(frozen=True)
class Site:
    """A registry with marks, and the numbers of its people and lists."""

    engine: Engine
    keyring: Keyring
    home: Path
    persons: tuple[int, ...]
    submissions: tuple[int, ...]


def populate(province: Province, home: Path) -> Site:
    """Three people of each body, and a list that waits."""
    submissions = []
    for body, mark in MARKS.items():
        rows = [{"full_name": f"Nguyễn {mark.title()} {at}", "position_title": mark, "qualification": "master",
                 "phone": f"09{mark}", "birth_date": "1980-05-17"} for at in ("An", "Bình", "Chi")]  # fmt: skip
        for waits in (False, True):
            given = [{**rows[0], "full_name": f"Lê {mark.title()}"}] if waits else rows
            draft = replace(province.draft(body, given), understanding={"sheets": []})
            with unit_of_work(province.engine, OPERATOR) as connection:
                made = receive(connection, OPERATOR, province.keyring, draft, "submitted")
            submissions.append(made.submission_id)
            if not waits:
                province.approve(made.submission_id)
    return Site(province.engine, province.keyring, home, tuple(province.persons()), tuple(submissions))


def lookers(site: Site, count: int) -> list[Looker]:
    """So many accounts: of each body and of each role in turn."""
    wanted = [*MARKS, *_STAFF]
    made = []
    for at in range(count):
        one = wanted[at % len(wanted)]
        role = Role.AGENCY if one in MARKS else Role(one)
        body = one if one in MARKS else None
        may = {MARKS[one]} if one in MARKS else set(MARKS.values()) if role in _READERS else set()
        with unit_of_work(site.engine, OPERATOR) as connection:
            number = None
            if body is not None:
                number = connection.execute(select(agency.c.agency_id).where(agency.c.code == body)).scalar_one()
            create_account(connection, OPERATOR, login=f"m-{at}", password="một câu thử đủ dài 1!", role=role,
                           display_name=f"Người {at}", agency_id=number, is_demo=True)  # fmt: skip
            made.append(Looker(principal_of(connection, f"m-{at}"), frozenset(may)))
    return made


@contextmanager
def _serving(site: Site) -> Iterator[None]:
    app = Application(site.engine, site.keyring, lambda: None, site.home, kept=Kept(patience=600.0))
    before = list(installing._installed)
    installing.install(app)
    st.cache_data.clear()
    st.cache_resource.clear()
    try:
        yield
    finally:
        app.kept.close()
        installing._installed[:] = before


def _addresses(site: Site, chance: random.Random) -> Mapping[str, str]:
    """What an address may say, with numbers of anybody."""
    person, submission = chance.choice(site.persons), chance.choice(site.submissions)
    return {"person": str(person), "submission": str(submission), "case": "1", "pair": "1", "need": "1",
            "plan": "hung-yen-2711", "q": chance.choice(list(MARKS.values())),
            "agency": chance.choice(list(MARKS))}  # fmt: skip


def _drawn(site: Site, who: Looker, page: str, address: Mapping[str, str]) -> str:
    """Everything that a page sends to the browser of somebody, errors included, in small letters."""
    token = open_session(site.engine, site.keyring, who.principal)
    with patch("dashboards.auth.resume_session", lambda *known: resume_session(*known[:2], token)):
        test = AppTest.from_file(_APP, default_timeout=600)
        for name, value in address.items():
            test.query_params[name] = value
        test.switch_page(f"views/{page}.py").run()
    return "\n".join(_texts(test._tree)).lower()


def _texts(block: Any) -> Iterator[str]:
    if getattr(block, "proto", None) is not None:
        yield str(block.proto)
    for child in getattr(block, "children", {}).values():
        yield from _texts(child)


def pages_through(
    site: Site, users: list[Looker], each: int, seed: int = _SEED, pages: tuple[str, ...] = ()
) -> tuple[int, list[str], set[str]]:
    """Users open pages in turn, `each` by chance and one of each of `pages`: looks, those with a mark of another, and
    marks that were seen rightly."""
    chance = random.Random(seed)
    keys = [page.key for page in PAGES]
    turns = [(who, page) for page in pages for who in users]
    turns += [(who, chance.choice(keys)) for _ in range(each) for who in chance.sample(users, len(users))]
    through, rightly = [], set()
    with _serving(site):
        for who, page in turns:
            address = dict(_addresses(site, chance))
            words = _drawn(site, who, page, address)
            # What was asked for by name comes back in the field that it was typed into.
            seen = {mark for mark in MARKS.values() if mark in words} - {address["q"]}
            rightly |= seen & who.may
            through += [f"{who.principal.role.value}: {page} {mark}" for mark in sorted(seen - who.may)]
    return len(turns), through, rightly


def _leaves(command: Any, words: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Each command below a group, with the words that call it."""
    if hasattr(command, "commands"):
        for name, child in command.commands.items():
            yield from _leaves(child, (*words, name))
    else:
        yield words, command


_WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "plan": ("hung-yen-2711",), "day": ("2026-11-20",), "in_force": ("2026-11-20",), "paper": ("12/QĐ-UBND",),
    "purpose": ("thử quyền",), "reason": ("thử quyền",), "topic": ("y học",), "verdict": ("same", "different"),
    "role": ("agency", "steward"), "state": ("done",), "ground": ("request",), "requester": ("Bà Thử",),
    "code": ("I1", "N1"), "instrument": ("CS1", "1"),
}  # fmt: skip
"""Words that arguments of these names take; others get a name, a body, or the number of somebody."""
_ALSO_GIVEN: Final = frozenset({"out", "output", "purpose", "reason"})


def _asked(command: Any, site: Site, chance: random.Random, folder: Path) -> list[str]:
    """Arguments of every kind that a command asks for, with numbers of anybody."""
    made: list[str] = []
    for one in command.params:
        if not (one.required or one.name in _ALSO_GIVEN):
            continue
        kind = str(one.type_descriptor.annotation)
        value = _value(one.name, kind, site, chance, folder)
        made += [value] if one.param_type_name == "argument" else [one.opts[0], *([] if "bool" in kind else [value])]
    return made


def _value(name: str, kind: str, site: Site, chance: random.Random, folder: Path) -> str:
    if name in _WORDS:
        return chance.choice(_WORDS[name])
    if name in ("out", "output") or "Path" in kind:
        return str(folder / f"taken{chance.choice(('.json', '.xlsx', '.docx'))}")
    if "int" in kind or name == "year":
        return str(
            chance.choice(site.submissions if "submission" in name else site.persons) if name != "year" else 2026
        )
    return chance.choice(("Nguyễn", *MARKS, str(chance.choice(site.persons)), "1"))


@dataclass
class Runs:
    """What commands said: how many there are, runs, runs that came as far as the program, marks of others that were
    met, and marks that were met rightly."""

    commands: int = 0
    runs: int = 0
    understood: int = 0
    through: list[str] = field(default_factory=list)
    rightly: set[str] = field(default_factory=set)


def commands_through(
    site: Site, url: str, users: list[Looker], times: int, *, step: int = 1, seed: int = _SEED
) -> Runs:
    """Every command that acts `--as` somebody, or each `step`th, by so many of the users."""
    chance, program, told = random.Random(seed), typer.main.get_command(build()), Runs()
    settings = {
        "TALENTDB_HOME": str(site.home),
        "TALENTDB_DATABASE_URL": url,
        "TALENTDB_MEILI_URL": "http://127.0.0.1:9",
    }
    asked = [
        (words, one)
        for words, one in _leaves(program)
        if any("--as" in parameter.opts for parameter in one.params) and not set(words) & _LONG_RUNNING
    ]
    for words, one in asked[::step]:
        told.commands += 1
        for who in chance.sample(users, min(times, len(users))):
            with tempfile.TemporaryDirectory() as name:
                given = [*words, *_asked(one, site, chance, Path(name)), "--as", who.principal.login]
                done = CliRunner().invoke(build(), given, input="x\n", env=settings)
                written = "".join(path.read_bytes().decode("utf-8", "replace") for path in Path(name).iterdir())
            said = f"{done.output}{done.stderr}{done.exception!r}{written}".lower()
            told.runs += 1
            told.understood += "usage:" not in said
            seen = {mark for mark in MARKS.values() if mark in said}
            told.rightly |= seen & who.may
            told.through += [f"{who.principal.role}: {' '.join(given)} {mark}" for mark in sorted(seen - who.may)]
    return told


_LONG_RUNNING: Final = frozenset({"serve", "demo", "watch", "worker"})


@contextmanager
def hole(owner: Any, kind: str) -> Iterator[None]:
    """Something that a hurried change could do: a policy is opened, or a page forgets who asks."""
    with ExitStack() as stack:
        if kind == "policy":
            for table in ("submission", "source_record", "person_source", "person_version"):
                owner.execute(f"create policy hole on {table} for select using (true)")
                stack.callback(owner.execute, f"drop policy hole on {table}")
        else:
            stack.enter_context(patch("dashboards.auth.require_page", lambda *_roles: OPERATOR))
        yield


def measure(scale: Scale) -> list[Figure]:
    """Pages by fifty users in turn, every page once by every kind of user, every command."""
    with tempfile.TemporaryDirectory() as folder, own_services() as services, reference_database(services) as name:
        address = make_url(services.database.app_url()).set(database=name)
        engine = make_engine(address.render_as_string(hide_password=False))
        home = Path(folder) / "home"
        with unit_of_work(engine, OPERATOR) as connection:
            codes = {row.code: row.agency_id for row in connection.execute(select(agency.c.code, agency.c.agency_id))}
        try:
            site = populate(Province(engine, open_keyring(home), codes), home)
            users = lookers(site, _USERS[scale])
            kinds = users[: len(MARKS) + len(_STAFF)]
            looks, through, rightly = pages_through(site, users, _LOOKS[scale])
            every = tuple(page.key for page in PAGES) if scale == "full" else ()
            more, also, _ = pages_through(site, kinds, 0, pages=every)
            url = address.set(drivername="postgresql").render_as_string(hide_password=False)
            commands = commands_through(site, url, kinds, _RUNS[scale])
            with patch("dashboards.auth.require_page", lambda *_roles: OPERATOR):
                _, red, _ = pages_through(site, users[:1], 0, pages=("our_people", "search", "review", "profile"))
        finally:
            engine.dispose()
    wrong = [*through, *also]
    return [
        Figure(9, "marks of other bodies on pages, users in turn in one process", "0, 50 users",
               f"{len(wrong)} in {looks + more} looks of {len(users)} users at {len(PAGES)} pages{_first(wrong)}",
               not wrong and len(rightly) > 1 and len(users) >= 50),
        Figure(7, "marks of other bodies in commands run in another's name", "0",
               f"{len(commands.through)} in {commands.runs} runs of {commands.commands} commands"
               f" ({commands.understood} understood){_first(commands.through)}",
               not commands.through and bool(commands.rightly)),
        Figure(7, "a page that forgets who asks is found", "yes", "yes" if red else "no", bool(red)),
    ]  # fmt: skip


def _first(found: list[str]) -> str:
    return f"; first: {found[0]}" if found else ""
