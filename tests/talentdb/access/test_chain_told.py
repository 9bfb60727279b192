"""Rows that tell of erasings: whatever details somebody logs, both verifiers read them, or call them a fault."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from talentdb.access.audit import audit
from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR
from tests.talentdb.access.chains import anchor, load_script, outside, state, state_within

_ERASED = 3
_SILENT = f"""update audit_event set login = '', object_id = '', purpose = null, details = '{{}}', salt = null
    where audit_id = {_ERASED}"""
_TEXT = st.text(st.characters(exclude_characters="\0", exclude_categories=("Cs",)), max_size=5)
_ONE = st.one_of(
    st.none(), st.booleans(), st.integers(-5, 9), st.integers(), st.just(_ERASED), _TEXT,
    st.floats(allow_nan=False, allow_infinity=False), st.sampled_from(["3", "1e2", 3.0, 10**18, 10**18 - 1, -0.0]),
)  # fmt: skip
_ANY = st.recursive(
    _ONE, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_TEXT | st.just("events"), inner, max_size=3),
    max_leaves=8,
)  # fmt: skip
_EVENTS = st.lists(st.integers(0, 9) | st.just(_ERASED) | _ONE, max_size=5)
_DETAILS = st.one_of(
    _ANY, st.fixed_dictionaries({"events": _ANY}), st.fixed_dictionaries({"events": _EVENTS}),
    st.fixed_dictionaries({"events": st.lists(st.integers(0, 9), max_size=5)}),
)  # fmt: skip


@pytest.fixture
def silent(database: Any, tmp_path: Any) -> Any:
    """A log of which a row was erased, and nothing tells of it yet."""
    for number in range(6):
        with unit_of_work(database.engine, OPERATOR) as connection:
            audit(connection, OPERATOR, "test", "person", number)
    anchor(database, tmp_path)
    with database.as_owner() as owner:
        owner.execute("set session_replication_role = replica")
        owner.execute(_SILENT)
    assert state(database, tmp_path).broken_at == _ERASED
    return database


def _rule(details: Any) -> tuple[list[int], bool]:
    """The rule itself: an object whose `events` is a list of whole numbers from 0, of 18 digits at most; such among
    others count, and the others are a fault."""
    events = details.get("events") if isinstance(details, dict) else None
    if not isinstance(events, list):
        return [], False
    good = [one for one in events if type(one) is int and 0 <= one < 10**18]
    return good, len(good) == len(events)


@given(_DETAILS)
@settings(max_examples=300)
def test_any_details_are_read_or_told_as_a_fault_by_both(silent: Any, tmp_path: Any, details: Any) -> None:
    with unit_of_work(silent.engine, OPERATOR) as connection:
        undone = connection.begin_nested()
        audit(connection, OPERATOR, "audit.erased", "audit", "", details=details)
        connection.execute(text("set constraints all immediate"))
        number = connection.execute(text("select max(audit_id) from audit_event")).scalar_one()
        kept = connection.execute(
            text("select cast(details as text) from audit_event where audit_id = :n"), {"n": number}
        ).scalar_one()
        found = state_within(connection, silent, tmp_path)
        said = outside(connection, silent, tmp_path)
        undone.rollback()
    # As the log keeps it: whoever logs nothing logs {}, and 3.0 may come back as 3.
    told, readable = _rule(json.loads(kept))
    silently = _ERASED not in told
    assert found.broken_at == (_ERASED if silently else None if readable else number)
    assert len(said) == silently + (not readable)
    assert any(f"row {number} " in one for one in said) == (not readable)


@pytest.mark.parametrize(
    "details", [{}, {"events": None}, {"events": 3}, {"events": "3"}, {"events": {"3": 3}}, {"events": [3, "x"]},
                {"events": [[3]]}, {"events": [2.5]}, {"events": [10**30]}, [3], "events", 7, None],
)  # fmt: skip
def test_a_row_that_tells_in_no_list_is_a_fault_by_itself(database: Any, tmp_path: Any, details: Any) -> None:
    """Nothing was erased, and yet the row says that something was, and not what."""
    with unit_of_work(database.engine, OPERATOR) as connection:
        connection.execute(
            text("insert into audit_event (at, login, role, action, object_kind, object_id, details)"
                 " values (now(), 'operator', 'operator', 'audit.erased', 'audit', '', cast(:d as jsonb))"),
            {"d": json.dumps(details)},
        )  # fmt: skip
    anchor(database, tmp_path)
    with unit_of_work(database.engine, OPERATOR) as connection:
        assert state_within(connection, database, tmp_path).broken_at == 1
        assert "tells of erased rows" in outside(connection, database, tmp_path)[0]


def test_the_same_in_rows_of_another_kind_tells_of_nothing(silent: Any, tmp_path: Any) -> None:
    with unit_of_work(silent.engine, OPERATOR) as connection:
        audit(connection, OPERATOR, "audit.erased", "person", 1, details={"events": [_ERASED]})
        audit(connection, OPERATOR, "audit.erased", "person", 1, details={"events": "x"})
    with unit_of_work(silent.engine, OPERATOR) as connection:
        assert state_within(connection, silent, tmp_path).broken_at == _ERASED
        assert len(outside(connection, silent, tmp_path)) == 1


@pytest.mark.parametrize("details", ["[" * 100_000, '{"events": [' + "9" * 5000 + "]}", '{"events": [1'])
def test_the_script_reads_hostile_exports(details: str) -> None:
    assert load_script().told_erased(details) == (set(), False)
