"""An agency sees its own people and nothing of others: through SQL, the functions behind the pages, and commands.

Each agency's list carries a mark of its own in posts, e-mails, notes, titles and file names. A probe collects the
marks that an actor can reach; what it must not reach must not be there. The negative controls open the policies of
one table and demand that the same probe then reports a leak.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any, get_args

import pandas as pd
import psycopg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from psycopg import sql

from dashboards import accounts_data, data, figure_data, intake, people_data, person_entry, search_data
from dashboards.application import Application
from dashboards.kept import Kept
from dashboards.search_address import Ask
from talentdb.access.accounts import create_account, principal_of
from talentdb.access.context import unit_of_work
from talentdb.access.keyring import open_keyring
from talentdb.access.principal import GATE, INDEXER, OPERATOR, Principal, Role
from talentdb.db.engine import make_engine
from talentdb.db.lookup import find_agency_id
from talentdb.db.schema import registry_name
from talentdb.errors import ForbiddenError, TalentdbError
from talentdb.indicators.drill import Part
from talentdb.runtime import index_of
from talentdb.settings import today
from talentdb.submissions.query import original_file
from tests.integration.system import Home, people, workbook

# Sở Y tế manages the hospital; the other two have nothing to do with each other.
MARKS = {"SO-KHCN": "Zuniqalpha", "SO-YTE": "Zuniqbeta", "BVDK-TINH": "Zuniqgamma", "SO-GDDT": "Zuniqdelta"}
SCOPE = {
    "SO-KHCN": {"SO-KHCN"},
    "SO-YTE": {"SO-YTE", "BVDK-TINH"},
    "BVDK-TINH": {"BVDK-TINH"},
    "SO-GDDT": {"SO-GDDT"},
}
# Tables and views with rows of agencies or of persons.
GUARDED = ("submission", "submission_file", "submission_event", "source_record", "submission_problem",
           "column_mapping", "person", "person_redirect", "person_source", "person_version", "person_search",
           "employment", "qualification", "training", "language_skill", "work_member", "award", "outbox",
           "audit_event", "account", "session", "own_person", "person_fact", "own_fact",
           "open_pair", "waiting_row", "searched_person", "agency_intake", "registered_need")  # fmt: skip
# Opening the policies of these alone must show foreign marks (or, for `person`, foreign numbers).
HOLES = ("submission", "source_record", "person_version", "submission_problem", "column_mapping", "employment",
         "person")  # fmt: skip
STAFF = ("steward", "searcher", "leader", "administrator", "auditor")


@pytest.fixture(scope="module")
def home(new_home: Callable[..., Home], tmp_path_factory: pytest.TempPathFactory) -> Home:
    made = new_home()
    folder = tmp_path_factory.mktemp("lists")
    agencies = folder / "agencies.json"
    agencies.write_text(
        json.dumps(
            [
                {"code": "SO-YTE", "name": "Sở Y tế", "kind": "department"},
                {
                    "code": "BVDK-TINH",
                    "name": "Bệnh viện Đa khoa tỉnh Hưng Yên",
                    "kind": "hospital",
                    "parent": "SO-YTE",
                },
            ]
        )
    )
    made.run("agencies", "import", agencies)
    shared = people(1, 5000)[0]
    for number, (code, mark) in enumerate(MARKS.items()):
        rows = [
            replace(row, note=f"ghi chú {mark}", born="31/02/1980 " + mark if place == 3 else row.born)
            for place, row in enumerate(people(8, number * 50, mark=mark))
        ]
        # One man on the lists of all, known by his number: each must still see its own list only.
        rows.append(
            replace(
                shared,
                post=f"Chuyên viên {mark}",
                email=f"{mark.lower()}@vi-du.example",
                phone=f"09876543{number:02}",
            )
        )
        path = workbook(folder / f"ds-{mark}.xlsx", rows, f"DANH SÁCH {mark}")
        done = made.run("ingest", "load", path, "--agency", code, "--approve", "--json", code=None)
        assert done.code in (0, 1), done.err
        assert done.json[0]["n_records"] == 9
    made.run("index", "sync")
    return made


@pytest.fixture(scope="module")
def application(home: Home) -> Iterator[Application]:
    engine = make_engine(home.services.database.app_url())
    keyring = open_keyring(home.path)
    # An answer that is on its way would look like none: here each is waited for.
    kept = Kept(patience=600.0)
    yield Application(engine, keyring, lambda: index_of(home.services, registry_name(engine)), home.path, kept=kept)
    kept.close()
    engine.dispose()


@pytest.fixture(scope="module")
def actors(application: Application) -> dict[str, Principal]:
    """One account for each agency, under its code, and one for each other role."""
    found: dict[str, Principal] = {}
    with unit_of_work(application.engine, OPERATOR) as connection:
        for name in (*MARKS, *STAFF):
            role = Role.AGENCY if name in MARKS else Role(name)
            agency_id = find_agency_id(connection, name) if name in MARKS else None
            create_account(
                connection, OPERATOR, login=f"t-{name}", password=f"một câu đủ dài {role.value}!", role=role,
                display_name=f"{name} {MARKS.get(name, '')}", agency_id=agency_id, is_demo=True,
            )  # fmt: skip
            found[name] = principal_of(connection, f"t-{name}")
    return found


def _marks(words: str) -> set[str]:
    """Codes of the agencies whose mark stands in a text."""
    folded = words.lower()
    return {code for code, mark in MARKS.items() if mark.lower() in folded}


def _words(value: Any) -> str:
    """Everything that a result says, tables and workbooks included."""
    if isinstance(value, pd.DataFrame):
        return value.to_csv()
    if isinstance(value, bytes):
        book = load_workbook(BytesIO(value))
        cells = [str(cell.value) + str(cell.comment.text if cell.comment else "")
                 for sheet in book for line in sheet.iter_rows() for cell in line]  # fmt: skip
        book.close()
        return " ".join(cells)
    if isinstance(value, dict):
        return " ".join(map(_words, (*value.keys(), *value.values())))
    if isinstance(value, (list, tuple)):
        return " ".join(map(_words, value))
    if hasattr(value, "__dataclass_fields__"):
        return " ".join(_words(getattr(value, name)) for name in value.__dataclass_fields__)
    return str(value)


def _page_probes(application: Application, actor: Principal, home: Home) -> Iterator[tuple[str, Callable[[], Any]]]:
    """Every reading function behind the pages, with every number that exists anywhere."""
    submissions = [row[0] for row in home.query("select submission_id from submission order by 1")]
    persons = [row[0] for row in home.query("select person_id from person order by 1")]
    a, p = application, actor
    yield "own_people", lambda: people_data.own_people(a, p, "", [], 1000, 0)
    yield "export_own", lambda: people_data.export_own(a, p, [])
    yield "submission_table", lambda: intake.submission_table(a, p, "submissions")
    for code, mark in MARKS.items():
        yield f"own_people {code}", lambda mark=mark: people_data.own_people(a, p, mark, [], 1000, 0)
        yield (
            f"find_people {code}",
            lambda mark=mark: search_data.find_people(a, p, Ask(mark), ["agency_code"], 100)["hits"],
        )
        yield (
            f"find_people filter {code}",
            lambda code=code: search_data.find_people(a, p, Ask(filters=(("agency_code", code),)), [], 100)["hits"],
        )
    for part in get_args(Part):
        yield f"drill {part}", lambda part=part: figure_data.drill(a, p, "hung-yen-2711", "I1", today(), part)
    for number in persons:
        yield f"profile {number}", lambda number=number: people_data.profile(a, p, number)
        yield f"reveal {number}", lambda number=number: people_data.reveal(a, p, number, "thử quyền")
    for number in submissions:
        yield f"submission_page {number}", lambda number=number: intake.submission_page(a, p, number)
        yield f"annotated_copy {number}", lambda number=number: intake.annotated_copy(a, p, number)
        yield f"original_file {number}", lambda number=number: _original(a, p, number)
    yield "figures", lambda: figure_data.figures(a, p, "hung-yen-2711", today(), "agency")
    yield "audit_rows", lambda: data.audit_rows(a, p, "", 1000)
    yield "account_table", lambda: accounts_data.account_table(a, p)


def _original(application: Application, actor: Principal, number: int) -> tuple[str, bytes]:
    with unit_of_work(application.engine, actor) as connection:
        return original_file(connection, actor, application.keyring, number)


def reach(application: Application, actor: Principal, home: Home) -> dict[str, set[str]]:
    """Mark by function: what an actor gets to see. What it is refused, it does not see; the refusal counts too."""
    found: dict[str, set[str]] = {}
    for name, ask in _page_probes(application, actor, home):
        try:
            words = _words(ask())
        except TalentdbError as error:
            words = str(error)
        found[name] = _marks(words)
    return found


@pytest.mark.parametrize("code", MARKS)
def test_an_agency_sees_its_own_through_every_page(
    application: Application, actors: dict[str, Principal], home: Home, code: str
) -> None:
    seen = reach(application, actors[code], home)
    assert {name: marks - SCOPE[code] for name, marks in seen.items() if marks - SCOPE[code]} == {}
    # The probe is no blind one.
    for name in ("own_people", "export_own", "submission_table", f"find_people {code}"):
        assert seen[name] == SCOPE[code] if "find" not in name else code in seen[name], name
    for kind in ("profile", "submission_page", "annotated_copy", "original_file"):
        assert code in set().union(*(marks for name, marks in seen.items() if name.startswith(kind))), kind


def test_the_province_sees_all_and_keepers_of_the_system_see_nobody(
    application: Application, actors: dict[str, Principal], home: Home
) -> None:
    everybody = set(MARKS)
    steward = reach(application, actors["steward"], home)
    assert set().union(*steward.values()) == everybody
    assert set().union(*(steward[f"find_people {code}"] for code in MARKS)) == everybody
    for role in ("administrator", "auditor"):
        seen = reach(application, actors[role], home)
        # Names of accounts and, for auditors, names of files are theirs to see; persons are not.
        names = {"account_table", "audit_rows"} | ({"submission_table"} if role == "auditor" else set())
        pages = {name for name in seen if name.startswith("submission_page") and role == "auditor"}
        assert {name for name, marks in seen.items() if marks} <= names | pages, role


# ------------------------------------------------------------------------------------------------------ raw SQL


@contextmanager
def _as_app(home: Home, actor: Principal | None, hole: str | None = None) -> Iterator[psycopg.Connection]:
    """A transaction with the application's rights, rolled back at the end; `hole`: a table without its policies."""
    connection = home.owner()
    try:
        if hole is not None:
            connection.execute(sql.SQL("alter table {} disable row level security").format(sql.Identifier(hole)))
        connection.execute("set local role talentdb_app")
        if actor is not None:
            values = (actor.role.value, str(actor.account_id or ""), str(actor.agency_id or ""))
            connection.execute(
                "select set_config('app.role', %s, true), set_config('app.account', %s, true),"
                " set_config('app.agency', %s, true)",
                values,
            )
        yield connection
    finally:
        connection.rollback()
        connection.close()


def _own_keys(home: Home, codes: set[str]) -> dict[str, set[Any]]:
    """Numbers of the rows that belong to some agencies, found as superuser."""
    listed = ", ".join(f"'{code}'" for code in (*sorted(codes), ""))
    agencies = f"(select agency_id from agency where code in ({listed}))"
    submissions = f"(select submission_id from submission where agency_id in {agencies})"
    records = f"(select source_record_id from source_record where agency_id in {agencies})"
    queries = {
        "submission": f"select submission_id from submission where agency_id in {agencies}",
        "submission_file": f"select file_sha256 from submission where agency_id in {agencies}",
        "submission_event": f"select event_id from submission_event where submission_id in {submissions}",
        "source_record": f"select source_record_id from source_record where agency_id in {agencies}",
        "submission_problem": f"select submission_id from submission_problem where submission_id in {submissions}",
        "column_mapping": f"select agency_id from column_mapping where agency_id in {agencies}",
        **{
            table: f"select source_record_id from {table} where source_record_id in {records}"
            for table in (
                "person_source",
                "employment",
                "qualification",
                "training",
                "language_skill",
                "work_member",
                "award",
                "own_person",
            )
        },
        "account": f"select account_id from account where agency_id in {agencies}",
        "own_fact": f"select person_id from person_version where agency_id in {agencies}",
    }
    return {table: {row[0] for row in home.query(query)} for table, query in queries.items()}


_KEY = {"submission": "submission_id", "submission_file": "sha256", "submission_event": "event_id",
        "submission_problem": "submission_id", "column_mapping": "agency_id", "account": "account_id",
        "person": "person_id", "person_redirect": "person_id", "person_version": "person_id",
        "person_search": "person_id", "searched_person": "person_id", "person_fact": "person_id",
        "own_fact": "person_id", "agency_intake": "agency_id", "open_pair": "person_a",
        "waiting_row": "submission_id", "outbox": "person_id", "audit_event": "audit_id",
        "session": "account_id"}  # fmt: skip


def leaks(home: Home, actor: Principal | None, codes: set[str], hole: str | None = None) -> dict[str, set[Any]]:
    """Table -> keys of rows that the actor can select and that are not of its agencies."""
    own = _own_keys(home, codes)
    found: dict[str, set[Any]] = {}
    with _as_app(home, actor, hole) as connection:
        for table in GUARDED:
            key = _KEY.get(table, "source_record_id")
            statement = sql.SQL("select {} from {}").format(sql.Identifier(key), sql.Identifier(table))
            foreign = {row[0] for row in connection.execute(statement)} - own.get(table, set())
            if foreign:
                found[table] = foreign
    return found


@pytest.mark.parametrize("code", MARKS)
def test_an_agency_selects_its_own_rows_of_every_table(home: Home, actors: dict[str, Principal], code: str) -> None:
    assert leaks(home, actors[code], SCOPE[code]) == {}
    own = _own_keys(home, SCOPE[code])
    with _as_app(home, actors[code]) as connection:
        for table in ("submission", "submission_file", "source_record", "person_source", "own_person", "own_fact"):
            key = _KEY.get(table, "source_record_id")
            rows = connection.execute(sql.SQL("select {} from {}").format(sql.Identifier(key), sql.Identifier(table)))
            assert {row[0] for row in rows} == own[table], table


@pytest.mark.parametrize("table", HOLES)
def test_without_the_policies_of_one_table_the_probe_reports_a_leak(
    home: Home, actors: dict[str, Principal], table: str
) -> None:
    found = leaks(home, actors["SO-KHCN"], SCOPE["SO-KHCN"], hole=table)
    assert table in found


@pytest.mark.parametrize("table", ["submission", "source_record"])
def test_with_an_open_policy_the_pages_report_a_leak(
    application: Application, actors: dict[str, Principal], home: Home, table: str
) -> None:
    """The same probe as above goes red: it is the policy that protects, and the probe would notice."""
    with home.owner() as connection:
        connection.execute(f"create policy hole on {table} for select using (true)")
    try:
        seen = reach(application, actors["SO-KHCN"], home)
    finally:
        with home.owner() as connection:
            connection.execute(f"drop policy hole on {table}")
    assert set().union(*seen.values()) - SCOPE["SO-KHCN"]


def test_nobody_in_particular_and_the_services_see_no_list(home: Home, actors: dict[str, Principal]) -> None:
    assert leaks(home, None, set()) == {}
    assert set(leaks(home, GATE, set())) <= {"account", "session"}
    indexer = set(leaks(home, INDEXER, set()))
    assert not indexer & {"submission", "submission_file", "source_record", "submission_problem", "own_person"}
    for role in ("administrator", "auditor"):
        seen = set(leaks(home, actors[role], set()))
        assert seen <= {"account", "session", "audit_event", "submission", "submission_event"}, role
    # Leaders decide on figures: no list and no raw row.
    leader = set(leaks(home, actors["leader"], set()))
    assert not leader & {"submission", "submission_file", "source_record", "submission_problem", "own_person"}


@pytest.fixture(scope="module")
def plain_columns(home: Home) -> dict[str, str]:
    """A column of each table that an update may name at all."""
    rows = home.query(
        "select table_name, min(column_name) from information_schema.columns where table_schema = 'public'"
        " and is_identity = 'NO' and is_generated = 'NEVER' group by 1"
    )
    return dict(rows)


@settings(max_examples=60, deadline=None)
@given(
    code=st.sampled_from(sorted(MARKS)), victim=st.sampled_from(sorted(MARKS)), table=st.sampled_from(GUARDED[:17]),
    verb=st.sampled_from(["update", "delete", "lock"]),
)  # fmt: skip
def test_no_agency_changes_rows_of_another(
    home: Home, actors: dict[str, Principal], plain_columns: dict[str, str], code: str, victim: str, table: str,
    verb: str,
) -> None:  # fmt: skip
    """Role by agency by table by verb: refused, or no row of the other is touched."""
    if victim in SCOPE[code]:
        return
    key = _KEY.get(table, "source_record_id")
    rows = list(_own_keys(home, {victim}).get(table, set()))
    name, column, plain = sql.Identifier(table), sql.Identifier(key), sql.Identifier(plain_columns[table])
    statement = {
        "update": sql.SQL("update {t} set {p} = {p} where {c} = any(%s)"),
        "delete": sql.SQL("delete from {t} where {c} = any(%s)"),
        "lock": sql.SQL("select from {t} where {c} = any(%s) for update"),
    }[verb].format(t=name, c=column, p=plain)
    with _as_app(home, actors[code]) as connection, suppress(psycopg.errors.InsufficientPrivilege):
        assert connection.execute(statement, (rows,)).rowcount == 0


@pytest.mark.parametrize(
    "statement",
    [
        "insert into submission (receipt, agency_id, form, origin, file_name, as_of, state, n_records, n_refused,"
        " n_errors, n_warnings, understanding, reader_version) values ('x', {victim}, 'people', 'manual', 'x',"
        " '2026-01-01', 'submitted', 0, 0, 0, 0, '{{}}', '1')",
        "insert into column_mapping (agency_id, form, header_key, field) values ({victim}, 'people', 'x', 'sex')",
        "insert into submission_problem (submission_id, problem_no, code, severity, message)"
        " values ({submission}, 999, 'x', 'info', 'x')",
        "insert into submission_event (submission_id, kind, at, login)"
        " values ({submission}, 'withdrawn', now(), 'x')",
        "insert into outbox (person_id) values (1)",
        "insert into person (person_id, state, content_hash, version_count) values (999999, 'active', 'x', 0)",
        "insert into audit_event (at, login, role, action, object_kind, object_id)"
        " values (now(), 'x', 'steward', 'x', 'x', 'x')",
        "update account set role = 'steward', agency_id = null where account_id = {account}",
        "update account set agency_id = {victim} where account_id = {account}",
        "update submission set agency_id = {victim}",
        "alter table submission disable row level security",
    ],
)
def test_an_agency_cannot_write_in_the_name_of_another(
    home: Home, actors: dict[str, Principal], statement: str
) -> None:
    actor = actors["SO-KHCN"]
    [(victim, submission)] = home.query(
        "select s.agency_id, s.submission_id from submission s join agency a using (agency_id)"
        " where a.code = 'SO-YTE'"
    )
    words = statement.format(victim=victim, submission=submission, account=actor.account_id)
    # A pooled connection of the application itself, not a superuser that only plays its role.
    engine = make_engine(home.services.database.app_url())
    try:
        with pytest.raises(ForbiddenError), unit_of_work(engine, actor) as connection:
            connection.exec_driver_sql(words)
    finally:
        engine.dispose()


# ----------------------------------------------------------------------------------------------------- commands


def test_commands_of_an_agency_speak_of_its_own_people(
    home: Home, actors: dict[str, Principal], tmp_path: Path
) -> None:
    """As the smallest agency; the numbers tried are those of everybody."""
    code = "BVDK-TINH"
    me = ("--as", actors[code].login)
    listed = home.run("people", "export", "--format", "json", "--with-sources", *me)
    assert _marks(listed.said) == {code}
    assert len(listed.json) == 9
    home.run("people", "export", "--format", "csv", "-o", tmp_path / "p.csv", *me)
    assert _marks((tmp_path / "p.csv").read_text(encoding="utf-8")) == {code}
    assert _marks(home.run("submissions", "list", "--json", *me).out) == {code}
    for mark_of in ("SO-KHCN", code):
        found = home.run("search", MARKS[mark_of], "--json", "--facets", "agency_code", *me)
        assert found.json["total"] == (9 if mark_of == code else 0)
    everybody = home.run("search", "", "--limit", "100", "--json", *me)
    assert everybody.json["total"] == 9
    assert _marks(everybody.out) == {code}
    [(foreign, person)] = home.query(
        "select s.submission_id, min(r.source_record_id) from submission s join source_record r using (submission_id)"
        " join agency a on a.agency_id = s.agency_id where a.code = 'SO-KHCN' group by 1"
    )
    bodies = tmp_path / "bodies.json"
    bodies.write_text('[{"name": "Viện Thử"}]', encoding="utf-8")
    for words in (
        ("submissions", "show", foreign), ("people", "show", person), ("submissions", "approve", foreign),
        ("submissions", "return", foreign, "--reason", "x"), ("submissions", "rollback", foreign),
        ("indicators", "compute", "--plan", "hung-yen-2711"), ("agencies", "import", bodies),
    ):  # fmt: skip
        done = home.run(*map(str, words), *me, code=2)
        assert not _marks(done.said), words


@pytest.mark.parametrize("dry", [(), ("--dry-run",)])
def test_an_agency_cannot_hand_in_for_another(
    home: Home, actors: dict[str, Principal], tmp_path: Path, dry: tuple[str, ...]
) -> None:
    path = workbook(tmp_path / "x.xlsx", people(3, 7000))
    before = home.query("select count(*) from submission")
    done = home.run("ingest", "load", path, "--agency", "SO-KHCN", "--as", actors["BVDK-TINH"].login, *dry, code=2)
    assert "quyền" in done.err
    assert home.query("select count(*) from submission") == before
    # For itself it may, and a steward's decision is not its own to make.
    mine = ("ingest", "load", path, "--agency", "BVDK-TINH", "--as", actors["BVDK-TINH"].login)
    assert "quyền" in home.run(*mine, "--approve", code=2).err
    if dry:
        assert home.run(*mine, *dry, "--json").json[0]["submission_id"] is None


def test_correcting_another_agencys_row_is_refused(
    application: Application, actors: dict[str, Principal], home: Home
) -> None:
    [(record,)] = home.query(
        "select min(source_record_id) from source_record r join agency a using (agency_id) where a.code = 'SO-KHCN'"
    )
    typed = {"full_name": "Nguyễn Văn Giả", "employer": actors["SO-GDDT"].agency_id, "day": "01/11/2026"}
    forged = person_entry.Subject(record, {}, actors["SO-GDDT"].agency_id)
    with pytest.raises(TalentdbError):
        person_entry.row_of(application, actors["SO-GDDT"], record, record)
    with pytest.raises(TalentdbError):
        person_entry.hand_in(application, actors["SO-GDDT"], forged, typed)
    with pytest.raises(ForbiddenError):
        person_entry.hand_in(application, actors["leader"], person_entry.new_person(actors["leader"]), typed)
    with pytest.raises(TalentdbError):
        intake.read_and_store(application, actors["leader"], "x.xlsx", b"x", date(2026, 1, 1))
