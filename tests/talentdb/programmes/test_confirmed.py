"""What somebody confirms is held to what can be: numbers, terms, times and amounts; one odd row hides no other."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR
from talentdb.errors import UsageError
from talentdb.programmes.commitments import list_commitments
from talentdb.programmes.repayment import exact, read_rule
from talentdb.settings import today
from tests.talentdb.programmes.money_plan import PLAN, confirm, granted, money_plan


@pytest.fixture
def plan(database: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    return money_plan(database, tmp_path, monkeypatch)


@pytest.mark.parametrize("text", ["1e9", "1E4", "-1", "+2", "1_000", "nan", "inf", "1/0", "9" * 21, "", "١", "1.5/2"])
def test_only_plain_numbers_are_read(text: str) -> None:
    with pytest.raises(UsageError, match="không phải là số"):
        exact(text)


def test_no_rule_asks_for_more_than_ten_times() -> None:
    assert str(read_rule("times 10")) == "times 10"
    with pytest.raises(UsageError, match="không quá 10"):
        read_rule("times 11")


@pytest.mark.parametrize(
    ("kind", "code", "value", "said"),
    [
        ("term", "years", "7.3", "số tháng tròn"),
        ("term", "years", "0", "lớn hơn 0"),
        ("term", "years", "51", "không quá 50 năm"),
        ("term", "twice", "11", "không quá 10"),
        ("amount", "income", "11", "không quá 10"),
        ("amount", "professor", str(10**13 + 1), "không quá 10.000.000.000.000 đồng"),
        ("repayment", "attract", "times 11", "không quá 10"),
    ],
)
def test_what_cannot_be_is_not_confirmed(
    database: Any, plan: str, kind: str, code: str, value: str, said: str
) -> None:
    with pytest.raises(UsageError, match=said):
        confirm(database, kind, code, value)


def test_what_can_just_be_is_confirmed(database: Any, plan: str) -> None:
    for kind, code, value in (
        ("term", "years", "50"), ("term", "years", "1/12"), ("term", "twice", "10"), ("amount", "income", "10"),
        ("amount", "professor", str(10**13)), ("repayment", "attract", "times 10"),
    ):  # fmt: skip
        confirm(database, kind, code, value)


def test_one_odd_row_hides_no_other_commitment(database: Any, plan: str) -> None:
    odd = granted(database)
    sound = granted(database, "study", title="Ông Lê Văn Thử")
    with database.as_owner() as owner:
        owner.execute(
            "insert into confirmed_term (plan_code, kind, code, value, article, paper, in_force, login)"
            " values (%s, 'term', 'years', '7.3', 'Điều 4', 'NQ 1', %s, 'operator')",
            [PLAN, date(2025, 12, 20)],
        )
    with unit_of_work(database.engine, OPERATOR) as connection:
        found = {one.case: one for one in list_commitments(connection, OPERATOR, today())}
    assert "số tháng tròn" in found[odd.number].problem
    assert not found[odd.number].terms.is_sure
    assert found[sound.number].problem == ""
