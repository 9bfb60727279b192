"""Targets of one body or sector: what is refused with which words, which one counts, and how rows stand to it."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from talentdb.access.audit import recent_events
from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Principal, Role
from talentdb.commands.targets import parse_share
from talentdb.errors import ForbiddenError, NotFoundError, TalentdbError, UsageError
from talentdb.indicators.targets import OwnTarget, set_target, targets_of
from talentdb.plans import load_plan

AS_OF = date(2026, 7, 18)
PLAN = load_plan("hung-yen-2711")
POST = {"sti_posts": ["research"]}


@pytest.fixture
def give(registry: Any) -> Callable[..., tuple[OwnTarget, ...]]:
    def one(who: Principal = OPERATOR, **asked: Any) -> tuple[OwnTarget, ...]:
        usual = {"code": "I1", "agency": "T1", "year": 2028, "value": 0.5, "paper": "12/QĐ-UBND",
                 "decided_on": date(2026, 7, 1)}  # fmt: skip
        given = {**usual, **asked}
        with unit_of_work(registry.database.engine, who) as connection:
            return set_target(connection, who, PLAN, given.pop("code"), **given)

    return one


def test_the_newest_counts_and_all_are_kept(registry: Any, give: Callable[..., Any]) -> None:
    give()
    give(value=0.55, paper="13/QĐ-UBND")
    give(agency=None, sector="party", code="I2")
    found = give(value=0.6, paper="14/QĐ-UBND")[0]
    assert (found.code, found.by, found.key, found.year, found.share, found.paper) == (
        "I1", "agency", "T1", 2028, 0.6, "14/QĐ-UBND",
    )  # fmt: skip
    with registry.database.as_owner() as owner:
        assert owner.execute("select count(*) from agency_target").fetchone() == (4,)
    with unit_of_work(registry.database.engine, OPERATOR) as connection:
        assert [(one.by, one.key) for one in targets_of(connection, PLAN)] == [("agency", "T1"), ("sector", "party")]
        assert recent_events(connection, limit=1)[0]["action"] == "target.recorded"


def test_what_is_taken_back_counts_no_more(give: Callable[..., Any]) -> None:
    give()
    assert give(value=None, paper="15/QĐ-UBND") == ()


@pytest.mark.parametrize(
    ("asked", "error", "told"),
    [
        ({"code": "I77"}, NotFoundError, "không có chỉ tiêu “I77”"),
        ({"code": "I9"}, UsageError, "không tính riêng"),
        ({"agency": None}, UsageError, "một cơ quan hoặc một khu vực"),
        ({"sector": "party"}, UsageError, "một cơ quan hoặc một khu vực"),
        ({"agency": "KHÔNG-CÓ"}, UsageError, "KHÔNG-CÓ"),
        ({"agency": None, "sector": "biển"}, NotFoundError, "khu vực “biển”"),
        ({"year": 2031}, UsageError, "Năm 2031"),
        ({"value": 40.0}, UsageError, "từ 0 % đến 100 %"),
        ({"paper": "  "}, UsageError, "số hiệu văn bản"),
        ({"decided_on": date(2999, 1, 1)}, UsageError, "chưa tới"),
        ({"value": None}, UsageError, "không có gì để thu lại"),
    ],
)
def test_what_cannot_be_is_refused_with_its_reason(
    give: Callable[..., Any], asked: dict[str, Any], error: type[TalentdbError], told: str
) -> None:
    with pytest.raises(error) as raised:
        give(**asked)
    assert told in raised.value.message
    assert raised.value.advice


def test_a_path_that_goes_backwards_is_refused_from_both_sides(give: Callable[..., Any]) -> None:
    give(year=2028, value=0.5)
    for asked in ({"year": 2029, "value": 0.4}, {"year": 2027, "value": 0.6}):
        with pytest.raises(UsageError, match="đi ngược"):
            give(**asked)
    give(year=2028, value=0.3)  # the same year is put right
    give(year=2029, value=0.4)


@pytest.mark.parametrize("role", [Role.LEADER, Role.SEARCHER, Role.ADMINISTRATOR, Role.AGENCY])
def test_only_stewards_record_targets(give: Callable[..., Any], role: Role) -> None:
    with pytest.raises(ForbiddenError):
        give(who=Principal(role, "x", agency_id=1 if role is Role.AGENCY else None))


def test_rows_stand_to_their_own_target_and_others_have_none(registry: Any, give: Callable[..., Any]) -> None:
    registry.write(
        [*({**POST, "sex": "female"} for _ in range(2)), *(dict(POST) for _ in range(8)), {**POST, "agency": "T2"}]
    )
    give(year=2027, value=0.25)
    give(year=2028, value=0.5, paper="14/QĐ-UBND")
    give(agency=None, sector="party", value=0.0)
    entry = registry.figures(AS_OF, by="all")["I1"]
    rows = {(row["by"], row["key"]): row for row in entry["rows"]}
    own = rows["agency", "T1"]
    assert (own["target"], own["target_year"], own["target_paper"], own["gap_people"], own["status"]) == (
        0.25, 2027, "12/QĐ-UBND", 1, "behind",
    )  # fmt: skip
    later = registry.figures(date(2028, 1, 1), by="agency")["I1"]["rows"][0]
    assert (later["target"], later["target_year"], later["target_paper"], later["gap_people"]) == (
        0.5, 2028, "14/QĐ-UBND", 3,
    )  # fmt: skip
    assert rows["sector", "party"]["status"] == "reached"
    assert "target" not in rows["agency", "T2"]
    assert "target" not in rows["sector", "state"]
    assert registry.figures(AS_OF, agency="T1")["I1"]["own_target"]["gap_people"] == 1
    assert "own_target" not in registry.figures(AS_OF, agency="T2")["I1"]


def test_how_a_hidden_row_stands_is_hidden_too(registry: Any, give: Callable[..., Any]) -> None:
    registry.write([*({**POST, "agency": "T1"} for _ in range(9)), *({**POST, "agency": "T2"} for _ in range(2))])
    give(agency="T2")
    rows = registry.figures(AS_OF, who=Principal(Role.LEADER, "x"), by="agency")["I1"]["rows"]
    hidden = next(row for row in rows if row["key"] == "T2")
    assert (hidden["suppressed"], hidden["target"]) == (True, 0.5)
    assert (hidden["gap_people"], hidden["status"], hidden["expected_now"]) == (None, "no_data", None)


@pytest.mark.parametrize(
    ("given", "share"), [("40%", 0.4), ("40,5 %", 0.405), ("0.4", 0.4), ("0,4", 0.4), ("1", 1.0)]
)
def test_shares_as_people_write_them(given: str, share: float) -> None:
    assert parse_share(given) == share


@pytest.mark.parametrize("given", ["40", "bốn mươi", "-3%", "", "%"])
def test_what_is_no_share_is_refused(given: str) -> None:
    with pytest.raises(UsageError, match="Mức"):
        parse_share(given)
