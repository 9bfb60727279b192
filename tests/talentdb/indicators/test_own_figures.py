"""An agency gets the figures of its own body, of nobody else, and reads no merged value of a person."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import text

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Principal
from talentdb.errors import ForbiddenError
from talentdb.indicators.engine import compute
from talentdb.plans import load_plan
from talentdb.settings import today
from tests.talentdb.conftest import Province

As = Callable[..., Principal]
WOMAN = {"full_name": "Trần Thị An", "sex": "female", "birth_date": "1985-01-02", "sti_posts": ["research"]}
MAN = {"full_name": "Lê Văn Bình", "sex": "male", "ethnicity_code": "01", "birth_date": "1980-03-04",
       "sti_posts": ["research"]}  # fmt: skip


@pytest.fixture
def filled(province: Province) -> Province:
    province.load("SO-NV", [WOMAN, MAN])
    province.load("SO-TC", [{**WOMAN, "full_name": f"Phạm Thị {name}"} for name in ("Chi", "Dung", "Em")])
    return province


def _figures(province: Province, who: Principal, agency: str | None) -> dict[str, Any]:
    with unit_of_work(province.engine, who) as connection:
        body = compute(connection, who, load_plan("hung-yen-2711"), today(), "agency", agency)
    return {entry["code"]: entry for entry in body["indicators"]}


def test_the_figures_are_those_that_the_department_gets_for_that_body(filled: Province, as_role: As) -> None:
    own = _figures(filled, as_role("agency", "SO-NV"), "SO-NV")
    assert (own["I1"]["numerator"], own["I1"]["denominator"]) == (1, 2)
    of_steward = _figures(filled, OPERATOR, "SO-NV")
    for code, entry in own.items():
        assert (entry["numerator"], entry["denominator"]) == (
            of_steward[code]["numerator"], of_steward[code]["denominator"],
        )  # fmt: skip
    assert {row["key"] for row in own["I1"]["rows"]} == {"SO-NV"}


@pytest.mark.parametrize("agency", [None, "SO-TC"])
def test_of_others_and_of_the_province_it_gets_none(filled: Province, as_role: As, agency: str | None) -> None:
    with pytest.raises(ForbiddenError):
        _figures(filled, as_role("agency", "SO-NV"), agency)


def test_merged_values_stay_behind_the_view(filled: Province, as_role: As) -> None:
    def rows(source: str, who: Principal) -> int:
        with unit_of_work(filled.engine, who) as connection:
            return int(connection.execute(text(f"select count(*) from {source}")).scalar_one())

    agency = as_role("agency", "SO-NV")
    assert [rows(source, agency) for source in ("own_fact", "person_fact", "person_version")] == [2, 0, 0]
    for role in ("leader", "auditor", "administrator"):
        assert rows("own_fact", as_role(role)) == 0
