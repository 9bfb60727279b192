"""A draft belongs to its agency: nobody else sees it before it is handed in."""

from datetime import date

import pytest
from sqlalchemy import select

from talentdb.access.context import unit_of_work
from talentdb.db.tables import source_record, submission
from talentdb.errors import NotFoundError
from talentdb.registry.decisions import approve
from talentdb.submissions.manual import manual_entry
from talentdb.submissions.receive import receive
from talentdb.submissions.states import submit


def test_stewards_see_a_submission_only_once_it_is_handed_in(database, as_role) -> None:
    agency, steward = as_role("agency", "SO-KHCN"), as_role("steward")
    assert agency.agency_id is not None
    draft = manual_entry(agency.agency_id, {"full_name": "Nguyễn Văn Thử"}, date(2026, 6, 30))
    with unit_of_work(database.engine, agency) as connection:
        number = receive(connection, agency, database.keyring, draft, state="draft").submission_id
    with unit_of_work(database.engine, steward) as connection:
        assert connection.execute(select(submission)).all() == []
        assert connection.execute(select(source_record)).all() == []
    with pytest.raises(NotFoundError), unit_of_work(database.engine, steward) as connection:
        approve(connection, steward, number)
    with unit_of_work(database.engine, agency) as connection:
        submit(connection, agency, number)
    with unit_of_work(database.engine, steward) as connection:
        assert len(connection.execute(select(source_record)).all()) == 1
        approve(connection, steward, number)
