"""What pages ask for again and again is looked up: own rows of an agency and needs are not sought among all rows."""

from typing import Any

from sqlalchemy import Select, select, text
from sqlalchemy.dialects import postgresql

from talentdb.access.principal import Principal, Role
from talentdb.db.views import registered_need
from talentdb.people.relation import people

_OFFICER = Principal(Role.AGENCY, "can-bo", 1, 1)


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


def test_the_rows_of_an_agency_are_looked_up(database: Any) -> None:
    assert "ix_source_record_agency_id" in _plan(database, "agency", people(_OFFICER))


def test_needs_are_looked_up(database: Any) -> None:
    for role in ("home_affairs", "agency"):
        assert "ix_source_record_needs" in _plan(database, role, select(registered_need))
