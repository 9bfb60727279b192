"""The people behind a figure are those that were counted, and nobody learns from the list what they may not see."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Principal, Role
from talentdb.errors import ForbiddenError, NotFoundError, UsageError
from talentdb.indicators.drill import people_of
from talentdb.plans import load_plan

AS_OF = date(2026, 7, 18)
SEARCHER = Principal(Role.SEARCHER, "searcher")


@pytest.fixture
def ask(registry: Any) -> Callable[..., dict[str, Any]]:
    registry.write(
        [
            {"sti_posts": ["research"], "sex": "female"},
            {"sti_posts": ["research", "teaching"], "ethnicity_code": "03", "agency": "T111"},
            {"sti_posts": ["teaching"], "agency": "T2", "commune_code": "12271"},
            {"sti_posts": ["teaching"], "sex": None, "agency": "T2"},
            {"sex": "female", "trained_on": [AS_OF]},
            {"sti_posts": ["research"], "sex": "female", "status": "retired"},
        ]
    )

    def people(code: str, who: Principal = OPERATOR, **options: Any) -> dict[str, Any]:
        with unit_of_work(registry.database.engine, who) as connection:
            return people_of(connection, who, load_plan("hung-yen-2711"), code, AS_OF, **options)

    return people


def _ids(page: dict[str, Any]) -> list[int]:
    assert page["total"] == len(page["people"])
    return [person["person_id"] for person in page["people"]]


def test_each_part_lists_those_who_were_counted(ask: Callable[..., dict[str, Any]]) -> None:
    assert _ids(ask("I1", part="denominator")) == [1, 2, 3, 4]
    assert _ids(ask("I1", part="numerator")) == [1, 2]
    assert _ids(ask("I1", part="gap")) == [3, 4]
    assert _ids(ask("I1", part="unknown")) == [4]
    assert _ids(ask("I1.women", part="numerator")) == [1]
    assert _ids(ask("I2", part="numerator")) == [5]


def test_cuts_and_agencies_narrow_the_list(ask: Callable[..., dict[str, Any]]) -> None:
    assert _ids(ask("I1", part="denominator", cut=("post", "teaching"))) == [2, 3, 4]
    assert _ids(ask("I1", part="denominator", cut=("agency", "T2"))) == [3, 4]
    assert _ids(ask("I1", part="denominator", cut=("commune", "12271"))) == [3]
    assert _ids(ask("I1", part="denominator", cut=("commune", None))) == [1, 2, 4]
    assert _ids(ask("I1", part="denominator", cut=("sector", "party"))) == [3, 4]
    assert _ids(ask("I1", part="denominator", agency="T1")) == [1, 2]


def test_pages_follow_one_another(ask: Callable[..., dict[str, Any]]) -> None:
    page = ask("I1", part="denominator", limit=2, offset=1)
    assert page["total"] == 4
    assert page["people"][0] == {
        "person_id": 2, "full_name": "người 0002", "agency_code": "T111", "agency_name": "Cơ quan T111",
    }  # fmt: skip
    assert [person["person_id"] for person in page["people"]] == [2, 3]


def test_the_list_is_as_long_as_the_figure(ask: Callable[..., dict[str, Any]], registry: Any) -> None:
    counted = [one.code for one in load_plan("hung-yen-2711").of_kind("people")]
    for code, entry in ((code, registry.figures(AS_OF)[code]) for code in counted):
        for part in ("numerator", "denominator"):
            assert ask(code, part=part)["total"] == entry[part]


def test_lists_that_tell_the_ethnicity_are_for_those_who_see_it(ask: Callable[..., dict[str, Any]]) -> None:
    for code in ("I1", "I1.minority"):
        for part in ("numerator", "gap", "unknown"):
            with pytest.raises(ForbiddenError, match="dân tộc"):
                ask(code, SEARCHER, part=part)
    assert _ids(ask("I1", SEARCHER, part="denominator")) == [1, 2, 3, 4]
    assert _ids(ask("I1.women", SEARCHER)) == [1]
    assert _ids(ask("I2", SEARCHER)) == [5]


@pytest.mark.parametrize("role", [Role.LEADER, Role.AGENCY, Role.AUDITOR])
def test_leaders_and_others_get_no_list(ask: Callable[..., dict[str, Any]], role: Role) -> None:
    with pytest.raises(ForbiddenError):
        ask("I2", Principal(role, "x"))


def test_what_does_not_exist_is_named(ask: Callable[..., dict[str, Any]]) -> None:
    with pytest.raises(NotFoundError, match="I99"):
        ask("I99")
    with pytest.raises(UsageError, match="I9"):
        ask("I9")
    with pytest.raises(UsageError, match="nửa"):
        ask("I1", part="nửa")
    with pytest.raises(UsageError, match="đuôi"):
        ask("I1", cut=("đuôi", "x"))
