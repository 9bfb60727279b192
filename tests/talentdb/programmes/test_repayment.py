"""What has to come back: exact to the đồng, never more than the rule says, and explained."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentdb.errors import UsageError
from talentdb.programmes.repayment import RepaymentRule, dong_words, exact, owed, read_rule, whole_dong


def _owed(paid: int, rule: str, total: int = 2557, served: int = 0) -> int:
    return owed(paid, read_rule(rule), total_days=total, served=served, place="Điều 5").dong


@pytest.mark.parametrize(
    ("rule", "dong"),
    [("whole", 100_000_001), ("times 2", 200_000_002), ("share 1/2", 50_000_000), ("share 1", 100_000_001)],
)
def test_rules(rule: str, dong: int) -> None:
    assert _owed(100_000_001, rule) == dong


def test_the_part_of_the_term_that_was_not_served() -> None:
    assert _owed(300, "remaining", 3, 1) == 200
    assert _owed(100, "remaining", 3, 1) == 66, "parts of a đồng are left out"
    assert _owed(100, "remaining", 3, 3) == 0
    assert _owed(100, "remaining", 3, 0) == 100


def test_it_is_explained_line_by_line() -> None:
    lines = owed(1_500_000_000, read_rule("remaining"), total_days=2557, served=1000, place="Điều 7").lines
    assert lines == (
        "Đã chi, trừ các khoản ghi nhầm: 1.500.000.000 đồng.",
        "Quy tắc: hoàn trả phần ứng với thời gian chưa thực hiện (Điều 7).",
        "Cam kết 2.557 ngày, đã thực hiện 1.000 ngày, còn 1.557 ngày (không kể ngày tạm dừng).",
        "1.500.000.000 × 1.557 / 2.557",
        "Làm tròn xuống đồng: bỏ 2264/2557 đồng.",
        "Số phải hoàn trả: 913.375.048 đồng.",
    )


@given(paid=st.integers(0, 10**14), total=st.integers(1, 10_000), data=st.data())
def test_less_than_a_dong_below_the_exact_number(paid: int, total: int, data: st.DataObject) -> None:
    served = data.draw(st.integers(0, total))
    claimed, number = _owed(paid, "remaining", total, served), Fraction(paid * (total - served), total)
    assert 0 <= number - claimed < 1
    assert 0 <= claimed <= paid
    assert _owed(paid, "times 2") == 2 * paid, "no float touches it"


@pytest.mark.parametrize(
    "text", ["", "half", "times", "times 0", "times -1", "share 2", "share x", "whole 2", "times 1/0"]
)
def test_rules_that_nobody_can_read_are_refused(text: str) -> None:
    with pytest.raises(UsageError):
        read_rule(text)


def test_a_rule_is_read_as_it_is_written() -> None:
    for text in ("whole", "times 2", "share 1/2", "remaining", "times 3/2"):
        assert str(read_rule(text)) == text
    assert read_rule("times 1,5") == RepaymentRule("times", Fraction(3, 2))


def test_numbers() -> None:
    assert exact(0.1) == Fraction(1, 10)
    assert exact("1,5") == Fraction(3, 2)
    assert whole_dong(Fraction(5, 2)) == 2
    assert dong_words(10**16 + 1) == "10.000.000.000.000.001 đồng"
