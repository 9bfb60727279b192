"""However many cases, payments and nominations there are: the same number of statements, and the same answers."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine, event, text

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Principal
from talentdb.plans import load_plan
from talentdb.programmes.case_lines import list_lines
from talentdb.programmes.case_rows import list_cases
from talentdb.programmes.commitments import list_commitments
from talentdb.programmes.need_list import body_of, digest, filled, lists
from talentdb.programmes.payment_rows import list_money
from talentdb.programmes.reminders import reminders
from talentdb.programmes.screening import screen
from talentdb.programmes.standing import standings
from talentdb.settings import VIETNAM, today
from tests.talentdb.conftest import Province
from tests.talentdb.programmes.many import PLAN, fill, fill_nominations

As = Callable[..., Principal]
DAY = date(2026, 11, 20)
PEOPLE = [
    {
        "full_name": f"Nguyễn Văn {name}",
        "birth_date": f"198{place}-05-12",
        "sex": "male",
        "qualification": "doctorate",
    }
    for place, name in enumerate(("An", "Bình", "Dũng", "Nam"))
]


@contextmanager
def counting(engine: Engine) -> Iterator[list[str]]:
    """The statements that are sent meanwhile."""
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        seen.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(engine, "before_cursor_execute", note)


def _filled(connection: Any, _who: Principal) -> Any:
    plan = load_plan(PLAN)
    return [filled(connection, plan, one) for one in lists(connection, plan)]


WAYS: dict[str, Callable[[Any, Principal], Any]] = {
    "cases": lambda connection, who: standings(connection, who, DAY),
    "money": lambda connection, who: list_money(connection, who, plan=PLAN),
    "commitments": lambda connection, who: list_commitments(connection, who, DAY),
    "needs": _filled,
    "screening": lambda connection, who: screen(connection, who, [1]),
    "reminders": lambda connection, who: reminders(connection, who, DAY),
}


def more(database: Any, province: Province, cases: int) -> None:
    """So many cases and nominations more, all cases for the one place of an approved list."""
    with database.as_owner() as owner:
        fill(owner, cases, sorted(province.persons()), province.codes["SO-NV"])
        fill_nominations(owner, cases)
        owner.execute("set session_replication_role = replica")
        line = {"agency_id": province.codes["SO-NV"], "need_type": "position", "job_position": "Vị trí",
                "need_field": None, "approved": 1}  # fmt: skip
        body = body_of(PLAN, 2026, 0, "QĐ 1", DAY, [line])
        owner.execute(
            "insert into need_list (need_list_id, plan_code, year, paper, decided_on, body, sha256, login)"
            " values (1, %s, 2026, 'QĐ 1', %s, %s, %s, 'operator') on conflict do nothing",
            [PLAN, DAY, json.dumps(body), digest(body)],
        )  # fmt: skip
        owner.execute(
            "insert into approved_need (approved_need_id, need_list_id, agency_id, need_type, job_position, asked,"
            " approved) values (1, 1, %s, 'position', 'Vị trí', 1, 1) on conflict do nothing",
            [province.codes["SO-NV"]],
        )  # fmt: skip
        owner.execute("update programme_case set approved_need_id = 1")


@pytest.mark.parametrize("way", WAYS)
def test_the_number_of_statements_does_not_grow(way: str, province: Province, database: Any) -> None:
    province.load("SO-NV", PEOPLE)
    told = []
    for cases in (40, 200):
        more(database, province, cases)
        with counting(database.engine) as seen, unit_of_work(database.engine, OPERATOR) as connection:
            found = WAYS[way](connection, OPERATOR)
        told.append(len(seen))
        assert found
    assert told[1] <= told[0], (way, told)


def test_a_line_says_what_the_whole_case_says(province: Province, database: Any, as_role: As) -> None:
    province.load("SO-NV", PEOPLE)
    more(database, province, 12)
    with database.as_owner() as owner:
        owner.execute("set session_replication_role = replica")
        owner.execute(
            "insert into case_event (case_id, number, step, stage, actor, day, login)"
            " values (1, 2, 'note', 'file', 'operator', date '2026-10-01', 'operator'),"
            " (3, 2, 'submit', 'appraisal', 'operator', date '2026-10-01', 'operator'),"
            " (3, 3, 'withdraw', 'appraisal', 'operator', date '2026-10-02', 'operator')"
        )
        owner.execute("update case_event set ended = 'withdrawn' where case_id = 3 and number = 3")
    for who in (OPERATOR, as_role("home_affairs"), as_role("agency", "SO-NV"), as_role("agency", "SO-TC")):
        for asked in ({}, {"running": True}, {"running": False}, {"stage": "appraisal"}, {"plan": "hai-phong-53"}):
            with unit_of_work(database.engine, who) as connection:
                lines, whole = list_lines(connection, who, **asked), list_cases(connection, who, **asked)
            names = set(type(lines[0]).__slots__) if lines else set()
            assert [{name: getattr(one, name) for name in names} for one in lines] == [
                {name: getattr(one, name) for name in names} for one in whole
            ]
            assert bool(lines) == (who.agency_id in (None, province.codes["SO-NV"]) and "plan" not in asked)


def test_a_member_of_a_council_sees_how_their_cases_stand_and_no_other(
    province: Province, database: Any, as_role: As
) -> None:
    province.load("SO-NV", PEOPLE)
    more(database, province, 8)
    member = as_role("council_member")
    with database.as_owner() as owner:
        owner.execute("set session_replication_role = replica")
        owner.execute(
            "insert into case_reviewer (case_id, reviewer_id, login) values (4, %s, 'operator')", [member.account_id]
        )
    with unit_of_work(database.engine, member) as connection:
        assert [(one.number, one.stage, one.newest) for one in list_lines(connection, member)] == [(4, "term", 7)]


def test_nominations_that_share_no_key_are_not_read(province: Province, database: Any) -> None:
    province.load("SO-NV", PEOPLE)
    more(database, province, 200)
    with database.as_owner() as owner:
        values = owner.execute('select "values"::text from nomination where nomination_id = 1').fetchall()[0][0]
        owner.execute(
            "insert into nomination"
            " (plan_code, instrument, \"values\", full_name, nominator, reason, login, match_keys)"
            " select plan_code, instrument, cast(%s as jsonb), full_name, 'Ai khác', 'Giỏi', 'operator', match_keys"
            " from nomination where nomination_id = 1", [values],
        )  # fmt: skip
        owner.execute(
            "update nomination set \"values\" = '{}' where not match_keys && (select match_keys from nomination"
            " where nomination_id = 1)"
        )
    with unit_of_work(database.engine, OPERATOR) as connection:
        # Values of the others would be refused: nobody has a name in them.
        found = screen(connection, OPERATOR, [1])[0]
        last = connection.execute(text("select max(nomination_id) from nomination")).scalar()
    assert found.nominations[0].number == last
    assert found.made_at.astimezone(VIETNAM).date() == today()
