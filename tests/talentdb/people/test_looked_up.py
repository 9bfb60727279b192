"""What pages ask for again and again is looked up: own rows of an agency and needs are not sought among all rows."""

import re
from typing import Any

import pytest
from sqlalchemy import Connection, Select, event, select, text
from sqlalchemy.dialects import postgresql

from talentdb.access.principal import Principal, Role
from talentdb.db.views import registered_need
from talentdb.network.ties import common_works, large_works
from talentdb.people.relation import people
from tests.talentdb.conftest import Province

_OFFICER = Principal(Role.AGENCY, "can-bo", 1, 1)


@pytest.fixture
def large(database: Any, province: Province) -> Any:
    """A registry of many bodies whose sizes the planner knows: forty rows and works for each of hundreds."""
    province.load("SO-NV", [{"full_name": "Lê Văn Mẫu", "birth_date": "1980-05-12", "birth_date_precision": "day"}])
    with database.as_owner() as owner:
        owner.execute("set session_replication_role = replica")
        owner.execute("""
            insert into submission overriding system value
            select (jsonb_populate_record(s, jsonb_build_object('submission_id', 1000 + a.agency_id,
                'agency_id', a.agency_id, 'receipt', 'R' || a.agency_id))).*
            from submission s join agency a on a.agency_id <> s.agency_id""")
        owner.execute("""
            insert into source_record overriding system value
            select (jsonb_populate_record(r, jsonb_build_object('source_record_id', 1000 + a.agency_id * 40 + n,
                'submission_id', 1000 + a.agency_id, 'agency_id', a.agency_id, 'employer_id', a.agency_id,
                'row_no', n))).*
            from source_record r, agency a, generate_series(1, 40) n
            where r.agency_id <> a.agency_id""")
        owner.execute("""
            insert into person_source
            select (jsonb_populate_record(p, jsonb_build_object('source_record_id', r.source_record_id,
                'person_id', r.source_record_id))).*
            from person_source p, source_record r where r.source_record_id > 1000""")
        owner.execute("""
            insert into work_member (person_id, source_record_id, work_key, work_title, work_year)
            select r.source_record_id, r.source_record_id, 'w' || r.source_record_id / 3, 'Thử', 2020
            from source_record r where r.source_record_id > 1000""")
        owner.execute("set session_replication_role = origin")
        owner.commit()
        owner.autocommit = True
        owner.execute("analyze submission, source_record, person_source, work_member, agency")
    return database


def _plan(database: Any, role: str, asked: Select[Any]) -> str:
    """How the server would answer, were the table large: going through all of it is the last resort."""
    words = str(asked.compile(dialect=postgresql.dialect(), compile_kwargs={"literal_binds": True}))
    with database.engine.begin() as connection:
        connection.execute(
            text("select set_config('app.role', :role, true), set_config('app.agency', '1', true)"), {"role": role}
        )
        connection.execute(text("set local enable_seqscan = off"))
        rows = connection.exec_driver_sql(f"explain {words}".replace("%", "%%"))
        return "\n".join(row[0] for row in rows)


def test_the_rows_of_an_agency_are_looked_up(large: Any) -> None:
    plan = _plan(large, "agency", people(_OFFICER))
    assert re.search(r"ix_source_record_agency_id\b.*\n\s*Index Cond: \(agency_id = ANY", plan), plan


def test_needs_are_looked_up(database: Any) -> None:
    for role in ("home_affairs", "agency"):
        assert "ix_source_record_needs" in _plan(database, role, select(registered_need))


def _explained(database: Any, asked: Any) -> str:
    """The plans of all statements about works that a function sends."""
    with database.engine.begin() as connection:
        connection.execute(text("select set_config('app.role', 'steward', true)"))
        connection.execute(text("set local enable_seqscan = off"))
        sent: list[tuple[str, Any]] = []

        def kept(_c: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
            if "work_member" in statement:
                sent.append((statement, parameters))

        event.listen(connection, "before_cursor_execute", kept)
        asked(connection)
        event.remove(connection, "before_cursor_execute", kept)
        assert sent
        return "\n".join(
            row[0]
            for statement, parameters in sent
            for row in connection.exec_driver_sql(f"explain {statement}", parameters)
        )


def _common(connection: Connection) -> None:
    list(common_works(connection, [7]))


def _large(connection: Connection) -> None:
    list(large_works(connection, [7], None, None))


def test_works_of_one_person_are_looked_up(large: Any) -> None:
    """Each profile draws who its person worked with."""
    for asked in (_common, _large):
        plan = _explained(large, asked)
        assert re.search(r"ix_work_member_work_key\b.*\n\s*Index Cond: \(work_key = ", plan), plan
