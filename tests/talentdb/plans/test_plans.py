"""Plan files: complete, refused with every error named, and stored so that a second time changes nothing."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, text

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR
from talentdb.db.tables import indicator, indicator_target, plan
from talentdb.errors import DataError, NotFoundError
from talentdb.plans import list_plans, load_plan, read_plan, refresh_plans, store_plans
from talentdb.plans.expressions import columns_of, expression_problems
from tests.talentdb.programmes.plan_file import write_plan

_GOOD = """
code = "thu"
title = "Kế hoạch thử"
short = "Thử"
first_year = 2026
last_year = 2030
province = "Tỉnh thử"
source = "Văn bản thử"
definition_version = "1"
[parameters]
window_start = 2026-01-01
[[indicators]]
code = "I1"
name = "Chỉ tiêu thử"
place = "Mục I"
stage = "output"
comparison = "at_least"
definition = "Trong số người đang làm việc, tỷ lệ người là nữ; ai cũng tính một lần."
population = "is_working"
denominator = "has_sti_post"
numerator = "sex = 'female'"
readings = ["Cách hiểu của hệ thống."]
[indicators.targets]
2030 = 0.4
"""


@pytest.mark.parametrize("code", list_plans())
def test_every_indicator_says_what_it_is(code: str) -> None:
    for item in load_plan(code).indicators:
        assert len(item.definition) >= 40
        assert item.stage in {"input", "intermediate", "output"}
        assert bool(item.targets) == (item.comparison != "none")
        assert all(2024 <= year <= 2050 and 0 < share <= 1 for year, share in item.targets.items())
        if item.kind in ("people", "institutions"):
            assert item.readings
            assert item.unknown, "what an unknown value does must be said"


def test_targets_are_those_of_the_plan_document() -> None:
    document = load_plan("hung-yen-2711")
    assert [item.code for item in document.indicators if item.parent is None] == [
        "I1", "I2", "I3", "I4", "I5", "I6", "I7", "I8", "I9", "I10",
    ]  # fmt: skip
    assert {item.code: dict(item.targets) for item in document.indicators if item.targets} == {
        "I1": {2030: 0.4}, "I2": {2030: 0.5}, "I3": {2030: 1.0}, "I4": {2030: 1.0}, "I5": {2030: 0.7},
        "I6": {2030: 1.0}, "I7": {2030: 0.9},
    }  # fmt: skip


def test_target_of_a_year_is_the_next_one_and_stays_after_the_last() -> None:
    item = read_plan(_GOOD.replace("2030 = 0.4", "2030 = 0.4\n2027 = 0.2")).indicators[0]
    assert item.target_for(2026) == (2027, 0.2)
    assert item.target_for(2028) == (2030, 0.4)
    assert item.target_for(2035) == (2030, 0.4)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            'definition = "Trong số người đang làm việc, tỷ lệ người là nữ; ai cũng tính một lần."',
            "",
            "definition",
        ),
        ('stage = "output"', "", "stage"),
        ('stage = "output"', 'stage = "middle"', "stage"),
        ("2030 = 0.4", "someday = 0.4", "targets"),
        ("2030 = 0.4", "", "phải có mức"),
        ("2030 = 0.4", "2030 = 40", "targets"),
        ('comparison = "at_least"', 'comparison = "none"', "trừ khi"),
        ("has_sti_post", "has_sti_post; drop table person", "không được phép"),
        ("has_sti_post", "pg_sleep(9) is null", "pg_sleep"),
        ("has_sti_post", "birth_date > :someday", ":someday"),
        ("has_sti_post", "(has_sti_post", "ngoặc"),
        ('title = "Kế hoạch thử"', 'title = "Kế hoạch thử"\ntitel = "x"', "titel"),
        ('code = "I1"', 'code = "I1"\nparent = "I9"', "I9"),
    ],
)
def test_a_wrong_file_is_refused(old: str, new: str, told: str) -> None:
    assert read_plan(_GOOD)
    with pytest.raises(DataError) as raised:
        read_plan(_GOOD.replace(old, new))
    assert told in raised.value.message


def test_all_errors_are_told_at_once() -> None:
    text = _GOOD.replace('stage = "output"', "").replace("has_sti_post", "salary > 3").replace("2030 = 0.4", "")
    with pytest.raises(DataError) as raised:
        read_plan(text)
    assert all(word in raised.value.message for word in ("stage", "salary", "phải có mức"))


def test_a_code_twice_is_refused() -> None:
    twice = _GOOD + _GOOD[_GOOD.index("[[indicators]]") :]
    with pytest.raises(DataError, match="mã lặp lại"):
        read_plan(twice)


def test_a_broken_file_and_an_unknown_plan_say_so() -> None:
    with pytest.raises(DataError, match="TOML"):
        read_plan("= 3")
    with pytest.raises(NotFoundError, match="khong-co"):
        load_plan("khong-co")


def _file(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")


def test_a_registry_may_have_plans_of_its_own_in_several_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The parts of a plan stand beside its file and add to it."""
    _file(tmp_path, "thu.toml", _GOOD)
    _file(tmp_path, "thu.amounts.toml", '[[terms]]\ncode = "two"\npurpose = "x"\nyears = 2\nsource = "x"\n')
    _file(tmp_path, "thu.more.toml", '[[terms]]\ncode = "three"\npurpose = "x"\nyears = 3\nsource = "x"\n')
    assert "thu" not in list_plans()
    monkeypatch.setenv("TALENTDB_PLANS", str(tmp_path))
    assert "thu" in list_plans()
    assert "hung-yen-798" in list_plans()
    assert [term.code for term in load_plan("thu").terms] == ["two", "three"]
    assert not load_plan("thu").binding


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({"thu.toml": _GOOD, "thu.more.toml": 'title = "Khác"'}, "thu.more.toml: khóa title đã có"),
        ({"thu.toml": _GOOD, "thu.more.toml": "= 3"}, "thu.more.toml không phải TOML"),
        ({"thu.toml": _GOOD, "thu.more.toml": "colour = 3"}, "thu.toml, thu.more.toml có lỗi: colour"),
        ({"khac.toml": _GOOD}, "khac.toml khai mã khác: thu"),
        ({"thu.toml": _GOOD, "la.more.toml": "x = 1"}, "la.more.toml: không có tệp la.toml"),
        ({"hung-yen-798.toml": _GOOD}, "mã kế hoạch hung-yen-798 đã có"),
    ],
)
def test_files_that_do_not_go_together_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, files: dict[str, str], told: str
) -> None:
    for name, content in files.items():
        _file(tmp_path, name, content)
    monkeypatch.setenv("TALENTDB_PLANS", str(tmp_path))
    with pytest.raises(DataError) as raised:
        load_plan("khac" if "khac.toml" in files else "thu")
    assert told in raised.value.message


def test_a_folder_of_plans_that_is_not_there_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TALENTDB_PLANS", str(tmp_path / "none"))
    with pytest.raises(DataError, match="Không có thư mục kế hoạch"):
        list_plans()


def test_columns_of_an_expression() -> None:
    assert columns_of("sex = 'female' or is_minority") == {"sex", "is_minority"}
    assert columns_of("has_sti_post and sex = 'birth_date'") == {"has_sti_post", "sex"}
    assert expression_problems("birth_date > :as_of", {"as_of"}) == []


def test_the_walls_follow_the_files(database: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def actors(step: str) -> Any:
        statement = text(
            "select distinct actors from instrument_step"
            " where plan_code = 'tinh-thu' and instrument = 'attract' and step = :s"
        )
        with unit_of_work(database.engine, OPERATOR) as connection:
            refresh_plans(connection)
            return connection.execute(statement, {"s": step}).scalars().all()

    write_plan(database, tmp_path / "first", monkeypatch)
    assert actors("judge") == [["lead", "home_affairs"]]
    changed = tmp_path / "changed"
    changed.mkdir()
    file = (tmp_path / "first" / "tinh-thu.toml").read_text(encoding="utf-8")
    (changed / "tinh-thu.toml").write_text(file.replace('["lead", "home_affairs"]', '["lead"]'), encoding="utf-8")
    monkeypatch.setenv("TALENTDB_PLANS", str(changed))
    assert actors("judge") == [["lead"]]
    torn = tmp_path / "torn"
    torn.mkdir()
    (torn / "tinh-thu.toml").write_text("[[[", encoding="utf-8")
    monkeypatch.setenv("TALENTDB_PLANS", str(torn))
    assert actors("judge") == [["lead"]], "and nothing falls over"


def test_storing_twice_is_storing_once_and_what_is_gone_goes(database: Any) -> None:
    def counts() -> list[int]:
        with unit_of_work(database.engine, OPERATOR) as connection:
            tables = (plan, indicator, indicator_target)
            return [connection.execute(select(func.count()).select_from(table)).scalar_one() for table in tables]

    with unit_of_work(database.engine, OPERATOR) as connection:
        store_plans(connection)
    expected = counts()
    with database.as_owner() as owner:
        owner.execute(
            "insert into indicator (plan_code, code, name, definition, stage, comparison, definition_version)"
            " values ('hung-yen-2711', 'I99', 'x', 'x', 'input', 'none', '0')"
        )
        owner.execute("insert into indicator_target values ('hung-yen-2711', 'I99', 2030, 0.1)")
        owner.execute("update indicator set name = 'cũ' where code = 'I1'")
    with unit_of_work(database.engine, OPERATOR) as connection:
        store_plans(connection)
        name = connection.execute(select(indicator.c.name).where(indicator.c.code == "I1")).scalar_one()
    plans = [load_plan(code) for code in list_plans()]
    indicators = [one for document in plans for one in document.indicators]
    assert counts() == expected == [len(plans), len(indicators), sum(len(one.targets) for one in indicators)]
    assert name.startswith("Phụ nữ")
