"""Rights by role: fields, actions, and the context that must not leak to the next user of a pooled connection."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Principal, Role
from talentdb.access.rights import Action, hidden_fields, may, require, visible
from talentdb.errors import ForbiddenError
from talentdb.fields import PEOPLE_FIELDS

SENSITIVE = {"ethnicity_code", "party_member"}


@given(st.sampled_from(list(Role)), st.dictionaries(st.sampled_from(PEOPLE_FIELDS), st.just("x")))
def test_nobody_gets_a_field_that_the_role_hides(role: Role, values: dict[str, str]) -> None:
    shown = visible(Principal(role, "x"), values)
    hidden = hidden_fields(role)
    assert not shown if hidden == {"*"} else not hidden & shown.keys()


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.OPERATOR, Role.STEWARD, Role.AGENCY}))
def test_sensitive_fields_are_for_stewards_and_the_agency_itself(role: Role) -> None:
    shown = visible(Principal(role, "x"), dict.fromkeys(PEOPLE_FIELDS, "x"))
    assert not SENSITIVE & shown.keys()


def test_leaders_get_the_year_of_birth_only() -> None:
    shown = visible(Principal(Role.LEADER, "x"), {"birth_date": "1980-05-17", "birth_date_precision": "day"})
    assert shown == {"birth_date": "1980-01-01", "birth_date_precision": "year"}


def test_actions_are_refused_by_role() -> None:
    assert may(Principal(Role.STEWARD, "x"), Action.REVIEW)
    for role in set(Role) - {Role.STEWARD, Role.OPERATOR}:
        with pytest.raises(ForbiddenError):
            require(Principal(role, "x"), Action.REVIEW)


def test_the_actor_of_a_unit_of_work_does_not_stay_on_the_connection(database) -> None:
    engine = database.engine
    setting = select(func.coalesce(func.current_setting("app.role", True), ""))
    for _ in range(10):
        with unit_of_work(engine, OPERATOR) as connection:
            assert connection.execute(setting).scalar_one() == "operator"
        with engine.connect() as connection:
            assert connection.execute(setting).scalar_one() == ""
        with pytest.raises(ZeroDivisionError), unit_of_work(engine, OPERATOR):
            raise ZeroDivisionError
        with engine.connect() as connection:
            assert connection.execute(setting).scalar_one() == ""
