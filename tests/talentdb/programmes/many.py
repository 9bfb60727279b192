"""Cases, money and nominations by the thousand, as the owner of a database writes them: past policies and triggers.

A case in four runs through to its term, is paid four times and has a commitment; the others wait at the start.
"""

import json
from collections.abc import Sequence
from itertools import product
from typing import Any, Final

import psycopg

__all__ = ["INSTRUMENT", "PLAN", "fill", "fill_nominations"]

PLAN: Final = "hung-yen-798"
INSTRUMENT: Final = "attraction-reception"
_FACTS: Final = json.dumps({"housing": "rented", "housing-cost": 4_000_000, "effective-on": "2024-03-01"})
_EVENTS: Final = """
    insert into case_event (case_id, number, step, stage, actor, day, facts, login)
    select c, n, (array['open', 'submit', 'accept', 'decide', 'sign', 'approve-support', 'pay'])[n],
        (array['file', 'appraisal', 'decision', 'signing', 'support', 'payment', 'term'])[n], 'operator',
        date '2024-01-01' + (c % 300)::int + n * 5, case when n = 6 then %(facts)s::jsonb else '{}' end, 'operator'
    from generate_series(%(first)s::bigint, %(last)s::bigint) as c
        cross join lateral generate_series(1, case when c % 4 = 0 then 7 else 1 end) as n
"""
_MONEY: Final = """
    insert into payment (case_id, kind, grant_code, period, dong, paid_on, budget_year, source, paper, login)
    select c, 'paid', 'housing', '2025-0' || n, 4000000, date '2025-01-20' + n * 30, 2025, 'state_budget',
        'UNC ' || c || n, 'operator'
    from generate_series(%(first)s::bigint, %(last)s::bigint) as c cross join generate_series(1, 4) as n
    where c % 4 = 0
"""
_COMMITMENTS: Final = """
    insert into commitment (case_id, person_id, begins_on, ends_on, terms, login)
    select case_id, person_id, date '2024-03-01' + (case_id % 300)::int, date '2031-03-01' + (case_id % 300)::int,
        '{}', 'operator'
    from programme_case where case_id between %(first)s and %(last)s and case_id % 4 = 0
"""


def fill(connection: psycopg.Connection[Any], cases: int, persons: Sequence[int], agency_id: int) -> None:
    """So many cases more: two and a half events, one payment and a quarter of a commitment each.

    Args:
        connection: of the owner of the database; persons: whose cases they are, in turn.
    """
    connection.execute("set session_replication_role = replica")
    ((before,),) = connection.execute("select coalesce(max(case_id), 0) from programme_case").fetchall()
    # A number that divides by four is what a whole life hangs on.
    first = (before + 3) // 4 * 4 + 1
    given = {"first": first, "last": first + cases - 1, "facts": _FACTS}
    connection.execute(
        "insert into programme_case (case_id, plan_code, instrument, definition_version, title, person_id, agency_id,"
        " login) select c, %(plan)s, %(instrument)s, '1', 'Hồ sơ số ' || c,"
        " (%(persons)s::bigint[])[1 + c %% cardinality(%(persons)s::bigint[])], %(agency)s, 'operator'"
        " from generate_series(%(first)s::bigint, %(last)s::bigint) as c",
        {**given, "plan": PLAN, "instrument": INSTRUMENT, "persons": list(persons), "agency": agency_id},
    )
    for statement in (_EVENTS, _MONEY, _COMMITMENTS):
        # A percent sign is the driver's own.
        connection.execute(statement.replace(" % ", " %% "), given)  # type: ignore[arg-type]
    _analyse(connection, "programme_case", "case_event", "payment", "commitment")


_FAMILY: Final = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ")
_MIDDLE: Final = ("Văn", "Thị", "Đức", "Minh", "Ngọc", "Quang", "Thu", "Hữu", "Xuân", "Thanh")
_GIVEN: Final = ("An", "Bình", "Chi", "Dũng", "Giang", "Hà", "Khánh", "Lan", "Mai", "Nam", "Oanh", "Phúc", "Quân")
_NAMES: Final = [" ".join(parts) for parts in product(_FAMILY, _MIDDLE, _GIVEN)]


def fill_nominations(connection: psycopg.Connection[Any], count: int) -> None:
    """So many nominations more, of people of common names and all ages."""
    from talentdb.programmes.nominee import record_keys

    connection.execute("set session_replication_role = replica")
    with connection.cursor().copy(
        'copy nomination (plan_code, instrument, "values", full_name, nominator, reason, login, match_keys)'
        " from stdin"
    ) as copy:
        for number in range(count):
            name = _NAMES[number % len(_NAMES)]
            born = f"{1960 + number // 7 % 45}-{1 + number % 12:02}-{2 + number // 3 % 26:02}"
            values = {"full_name": name, "birth_date": born, "sex": "male", "qualification": "doctorate"}
            keys = record_keys(values, None, None)
            copy.write_row((PLAN, INSTRUMENT, json.dumps(values), name, "Trường thử", "Giỏi", "operator", list(keys)))
    _analyse(connection, "nomination")


def _analyse(connection: psycopg.Connection[Any], *tables: str) -> None:
    connection.execute("set session_replication_role = origin")
    for table in tables:
        connection.execute(f"analyze {table}")  # type: ignore[arg-type]
    connection.commit()
