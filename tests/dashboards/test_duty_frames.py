"""Tables, counts and picture of duties: who is late the longest stands first, every state is seen without colour."""

from datetime import date
from typing import Any

import pytest

from dashboards import duty_labels as words
from dashboards.duty_frames import COLOURS, body_table, counts, duty_bars, duty_table, ordered
from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR
from talentdb.plans import load_plan
from talentdb.reporting.due import State
from talentdb.reporting.labels import STATES
from talentdb.reporting.obligations import Duty, duties
from talentdb.reporting.rounds import PREFIX


@pytest.fixture
def found(database: Any) -> tuple[Duty, ...]:
    """The duties of 2026 in a province where nobody has handed anything in, on 14 December."""
    plans = [load_plan("hung-yen-2711"), load_plan("hung-yen-798")]
    with unit_of_work(database.engine, OPERATOR) as connection:
        return duties(connection, plans, 2026, date(2026, 12, 14))


def test_every_duty_is_counted_once(found: tuple[Duty, ...]) -> None:
    number = counts(found)
    assert sum(number.values()) == len(found)
    assert set(number) == set(State) == set(COLOURS) == set(STATES)
    assert number[State.NEVER] > 200


def test_the_longest_late_comes_first_and_what_is_missing_is_said(found: tuple[Duty, ...]) -> None:
    rows = duty_table(ordered(found))
    first = rows.iloc[0]
    assert first[words.COLUMNS["last"]] in ("30/06/2026", "30/06/2026 *")
    assert first[words.COLUMNS["rest"]].endswith("quá 167 ngày")
    assert "danh sách trí thức" in "".join(rows[words.COLUMNS["rest"]])
    states = list(rows[words.COLUMNS["state"]])
    assert states.index(STATES[State.WAITING]) == states.count(STATES[State.NEVER])
    assert words.COLUMNS["body"] not in duty_table(found, own=True).columns


def test_a_row_a_body_with_how_it_stands_with_each_duty(found: tuple[Duty, ...]) -> None:
    table = body_table(found)
    assert len(table) == len({one.body for one in found}), "also who owes what nobody else does"
    # What one body alone owes makes no column of its own: the rounds of instruments are of those who lead them.
    assert sum(head == words.ALONE for head in table.columns) == 1
    union = table[table[words.COLUMNS["body"]].str.contains("Liên hiệp")]
    assert set(union[words.ALONE]) <= set(STATES.values())
    assert len(union) == 1
    assert not any(one.obligation.name in head for head in table.columns for one in found
                   if one.obligation.code.startswith(PREFIX))  # fmt: skip
    science = table[table[words.COLUMNS["body"]] == "Sở Khoa học và Công nghệ"].iloc[0]
    late = next(name for name in table.columns if name.startswith("09/12/2026"))
    assert science[late] == STATES[State.NEVER]
    assert "" in set(table.iloc[-1]), "not everybody owes everything"


def test_the_bars_hold_everybody_and_patterns_stand_beside_colours(found: tuple[Duty, ...]) -> None:
    figure = duty_bars(found)
    groups = {(one.plan.code, one.obligation.code, one.term.period) for one in found}
    for at in range(len(groups)):
        assert sum(trace.x[at] for trace in figure.data) == pytest.approx(1.0)
    patterns = {trace.name: trace.marker.pattern.shape for trace in figure.data}
    assert patterns[STATES[State.NEVER]] == "/"
    assert len(figure.layout.annotations) == len(groups)
    assert duty_bars([]).layout.annotations == ()
