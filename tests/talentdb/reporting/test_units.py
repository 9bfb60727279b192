"""A body is done by what it handed in itself, or by what all its units did."""

from datetime import date

from talentdb.reporting.bodies import Body
from talentdb.reporting.due import Held
from talentdb.reporting.units import with_units

ONE, TWO = date(2026, 3, 1), date(2026, 5, 1)
TOP = Body(1, "S", "Sở")
UNITS = [Body(number, f"B{number}", f"Bệnh viện {number}", parent_id=1) for number in (2, 3, 4, 5, 6)]
WARD = Body(7, "K", "Khoa", parent_id=2, reports=False)
ALL = [TOP, *UNITS, WARD]


def test_one_unit_of_five_does_not_do_it_for_all() -> None:
    found = with_units({2: Held(ONE)}, ALL)[1]
    assert (found.since, found.is_whole) == (ONE, False)
    assert found.lacks == (
        "mới có 1 trên 5 đơn vị trực thuộc; còn thiếu: Bệnh viện 3; Bệnh viện 4; Bệnh viện 5 và 1 đơn vị khác"
    )


def test_all_units_do_it_from_the_day_of_the_last() -> None:
    held = {one.agency_id: Held(ONE) for one in UNITS}
    assert with_units({**held, 6: Held(TWO)}, ALL)[1] == Held(TWO)
    assert with_units({**held, 6: Held(TWO, "thiếu 3 người")}, ALL)[1].lacks == (
        "mới có 4 trên 5 đơn vị trực thuộc; còn thiếu: Bệnh viện 6"
    )
    assert with_units({**held, 6: Held(TWO, doubt="chưa rõ")}, ALL)[1] == Held(TWO, doubt="chưa rõ")


def test_what_a_body_handed_in_itself_stands() -> None:
    assert with_units({1: Held(TWO), 2: Held(ONE)}, ALL)[1] == Held(TWO)


def test_units_that_need_not_report_stand_for_one_that_has_no_others() -> None:
    found = with_units({7: Held(ONE)}, ALL)
    assert found[2] == Held(ONE)
    assert found[1].lacks.startswith("mới có 1 trên 5")


def test_where_nobody_handed_in_nothing_is_there_and_a_ring_of_bodies_ends() -> None:
    assert with_units({}, ALL) == {}
    ring = [Body(1, "A", "A", parent_id=2), Body(2, "B", "B", parent_id=1)]
    assert with_units({}, ring) == {}
