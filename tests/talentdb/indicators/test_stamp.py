"""The mark of what figures are made of: the same while nothing happens, another after what changes them."""

from datetime import date
from typing import Any

import pytest

from talentdb.indicators.stamp import stamp

CHANGES = {
    "something is handed in or decided": (
        "insert into submission_event (submission_id, kind, at, login) select submission_id, 'approved', now(), 'x'"
        " from submission"
    ),
    "a judgement": (
        "insert into judgement (verdict, origin, model_version, at, login) values ('same', 'queue', '1', now(), 'x')"
    ),
    "a reading is chosen": (
        "insert into plan_choice (plan_code, reading, option, reason) select plan_code, 'minority', 'ethnicity', 'x'"
        " from plan limit 1"
    ),
    "a case goes on": (
        "with opened as (insert into programme_case (plan_code, instrument, definition_version, title, agency_id,"
        " login) select 'lang-son-899', 'recognition', '1', 'x', agency_id, 'x' from agency where code = 'T1'"
        " returning case_id)"
        " insert into case_event (case_id, number, step, stage, actor, day, login)"
        " select case_id, 1, 'open', 'file', 'operator', current_date, 'x' from opened"
    ),
    "somebody is erased": (
        "insert into erasure (ground, article, reason, removed, kept, files, login)"
        " values ('decision', 'x', 'x', '{}', '[]', '[]', 'x')"
    ),
    "a body is no more": "update agency set valid_to = current_date where code = 'T1'",
}


NOTHING_YET = (
    "insert into submission_event (submission_id, kind, at, login) select submission_id, 'received', now(), 'x'"
    " from submission"
)
"""A draft is received: in no figure before it is handed in."""


@pytest.mark.parametrize("statement", CHANGES.values(), ids=CHANGES.keys())
def test_the_mark_changes_with_what_figures_are_made_of_and_only_then(registry: Any, statement: str) -> None:
    engine = registry.database.engine
    with registry.database.as_owner() as owner:
        owner.execute(
            "insert into submission (receipt, agency_id, form, origin, file_name, as_of, state, n_records, n_refused,"
            " n_errors, n_warnings, understanding, reader_version) select 'r', agency_id, 'people', 'manual', '', %s,"
            " 'submitted', 0, 0, 0, 0, '{}', '1' from agency where code = 'T1'",
            (date(2026, 6, 30),),
        )
    before = stamp(engine)
    with registry.database.as_owner() as owner:
        owner.execute(NOTHING_YET)
    assert stamp(engine) == before
    with registry.database.as_owner() as owner:
        owner.execute(statement)
    assert stamp(engine) != before
