"""Who of the registry fits a need: counted with what is not known, suggested with reasons, never named to leaders."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Principal
from talentdb.errors import ForbiddenError
from talentdb.people.survivorship import QUALIFICATIONS
from talentdb.programmes.supply import Fit, degree_bounds, reasons, suggest, supply
from tests.talentdb.conftest import Province

As = Callable[..., Principal]


@dataclass(frozen=True)
class Want:
    """A need of the test."""

    agency_id: int
    need_type: str | None = "position"
    need_field: str | None = "Khoa học máy tính"
    field_group: str | None = "1"
    required_qualification: str | None = "master"
    year: int = 2027


def _person(name: str, **values: Any) -> dict[str, Any]:
    return {"full_name": name, "birth_date": "1985-01-02", "sex": "male", "qualification": "master", **values}


PEOPLE = [
    _person("Lê Văn Đúng", research_fields=["102"]),
    _person("Lê Văn Gần", field_of_training="Hóa học"),
    _person("Lê Văn Nhắc", expertise="Khoa học máy tính ứng dụng"),
    _person("Lê Văn Thấp", research_fields=["102"], qualification="university"),
    _person("Lê Văn Chưa", research_fields=["102"], qualification=None),
    _person("Lê Văn Già", research_fields=["102"], birth_date="1950-01-02"),
    _person("Lê Văn Nghỉ", research_fields=["102"], status="retired"),
    _person("Lê Văn Khác", research_fields=["502"]),
    _person("Lê Thị Trống"),
]


@pytest.fixture
def there(province: Province) -> Province:
    """Nine people of one body, one of another that asks."""
    province.load("SO-KHCN", [{k: v for k, v in one.items() if v is not None} for one in PEOPLE])
    province.load("SO-NV", [_person("Trần Văn Nhà", research_fields=["102"], birth_date="1980-03-04")])
    return province


def _want(there: Province, **changed: Any) -> Want:
    return Want(**{"agency_id": there.codes["SO-NV"], **changed})


def _fit(there: Province, want: Want, who: Principal = OPERATOR) -> Fit:
    with unit_of_work(there.engine, who) as connection:
        return supply(connection, who, [want])[0]


def _named(there: Province, want: Want, who: Principal = OPERATOR) -> dict[str, Any]:
    with unit_of_work(there.engine, who) as connection:
        return {one.full_name: one for one in suggest(connection, who, want)}


def test_who_fits_for_certain_and_who_may(there: Province) -> None:
    # "Đúng", "Gần" and "Nhắc" fit; of "Chưa" the degree and of "Trống" the field are not known.
    assert _fit(there, _want(there)) == Fit(3, 5)
    named = _named(there, _want(there))
    assert list(named) == ["Lê Văn Đúng", "Lê Văn Nhắc", "Lê Văn Gần", "Lê Văn Chưa", "Lê Thị Trống"]
    assert [one.certain for one in named.values()] == [True, True, True, False, False]
    assert named["Lê Văn Đúng"].reasons[0] == "Đúng ngành cần: Khoa học máy tính"
    assert "Trình độ Thạc sĩ, yêu cầu Thạc sĩ" in named["Lê Văn Đúng"].reasons
    assert named["Lê Văn Chưa"].open == ("Chưa rõ trình độ",)
    assert named["Lê Thị Trống"].open == ("Chưa rõ ngành của người này hoặc của nhu cầu",)


def test_a_field_nobody_knows_settles_nothing(there: Province) -> None:
    found = _fit(there, _want(there, need_field="Việc không ai biết", field_group=None))
    assert (found.least, found.most) == (0, 6)
    assert _fit(there, _want(there, need_field=None, field_group=None, required_qualification=None)).least == 7


def test_a_body_sends_its_own_people_to_training(there: Province) -> None:
    want = _want(there, need_type="master", required_qualification=None)
    assert _fit(there, replace(want, agency_id=there.codes["SO-KHCN"])) == Fit(1, 2)
    assert _fit(there, replace(want, agency_id=there.codes["SO-NV"])) == Fit(0, 0)
    named = _named(there, replace(want, agency_id=there.codes["SO-KHCN"]))
    assert list(named) == ["Lê Văn Thấp", "Lê Văn Chưa"]
    assert "Đang làm tại đơn vị có nhu cầu" in named["Lê Văn Thấp"].reasons


def test_who_has_a_case_already_is_left_out(there: Province) -> None:
    best = _named(there, _want(there))["Lê Văn Đúng"].person_id
    with unit_of_work(there.engine, OPERATOR) as connection:
        connection.execute(
            text(
                "insert into programme_case (case_id, plan_code, instrument, definition_version, title, agency_id,"
                " person_id, login) values (1, 'hung-yen-798', 'x', '1', 't', :a, :p, 'operator')"
            ),
            {"a": there.codes["SO-NV"], "p": best},
        )
    event = (
        "insert into case_event (case_id, number, step, stage, ended, actor, day, login) values (1, :n, 'open', 's',"
        " :end, 'home_affairs', '2026-04-02', 'operator')"
    )
    with unit_of_work(there.engine, OPERATOR) as connection:
        connection.execute(text(event), {"n": 1, "end": None})
    assert "Lê Văn Đúng" not in _named(there, _want(there))
    with unit_of_work(there.engine, OPERATOR) as connection:
        connection.execute(text(event), {"n": 2, "end": "refused"})
    assert "Lê Văn Đúng" in _named(there, _want(there))


def test_leaders_get_numbers_only_and_no_handful(there: Province, as_role: As) -> None:
    leader = as_role("leader")
    assert _fit(there, _want(there), leader) == Fit(None, None)
    there.load("SO-TC", [_person(f"Vũ Văn Số{word}", research_fields=["102"], birth_date=f"1980-05-{day:02}")
                         for day, word in enumerate("abcde", 1)])  # fmt: skip
    assert _fit(there, _want(there), as_role("home_affairs")) == Fit(8, 10)
    assert _fit(there, _want(there), leader) == Fit(None, None), "two of whom something is open are a handful"
    assert _fit(there, _want(there, required_qualification=None), leader) == Fit(None, None)
    with pytest.raises(ForbiddenError):
        _named(there, _want(there), leader)


@pytest.mark.parametrize(("role", "code"), [("agency", "SO-NV"), ("nominator", None), ("finance", None)])
def test_nobody_else_looks_into_the_registry_this_way(there: Province, as_role: As, role: str, code: str) -> None:
    who = as_role(role, code)
    with pytest.raises(ForbiddenError):
        _named(there, _want(there), who)
    if role != "finance":
        with pytest.raises(ForbiddenError):
            _fit(there, _want(there), who)


def test_each_look_is_logged(there: Province, as_role: As) -> None:
    steward = as_role("steward")
    _named(there, _want(there), steward)
    with unit_of_work(there.engine, OPERATOR) as connection:
        found = connection.execute(text("select login from audit_event where action = 'need.suggested'")).scalars()
        assert list(found) == [steward.login]


@given(
    st.sampled_from([None, "position", "second_degree", "master", "postgraduate", "short_training"]),
    st.sampled_from([None, "nonsense", *QUALIFICATIONS]),
)
def test_bounds_of_degrees_are_in_order(kind: str | None, required: str | None) -> None:
    least, below = degree_bounds(kind, required)
    assert least is None or 1 <= least <= len(QUALIFICATIONS)
    assert below is None or (least is not None and least < below)
    if kind in (None, "position"):
        assert (least is None) == (required not in QUALIFICATIONS)


@given(
    st.fixed_dictionaries({
        "qualification": st.sampled_from([None, *QUALIFICATIONS]),
        "academic_title": st.sampled_from([None, "professor"]),
        "field_group": st.sampled_from([None, "1", "5"]), "talent_groups": st.just([]),
        "retires_on": st.none() | st.dates(date(2020, 1, 1), date(2060, 1, 1)), "agency_id": st.integers(1, 2),
        "closeness": st.integers(0, 3),
    }), st.sampled_from(["position", "master", "short_training"]), st.sampled_from([None, "Toán"]),
)  # fmt: skip
def test_what_is_unknown_is_never_a_reason(row: dict[str, Any], kind: str, field: str | None) -> None:
    want = Want(1, kind, field, "1" if field else None, "university")
    why, unknown = reasons(row, want)
    assert not set(why) & set(unknown)
    assert any(one.startswith("Trình độ") for one in why) == (row["qualification"] is not None)
    assert ("Chưa rõ ngày sinh hoặc giới tính" in unknown) == (row["retires_on"] is None)
    assert "{" not in "".join((*why, *unknown))
