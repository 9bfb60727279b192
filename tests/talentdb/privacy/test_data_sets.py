"""Basis, purpose and term of lists: vague words are refused, the nearest line counts, nothing goes by itself."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Principal
from talentdb.errors import ForbiddenError, UsageError
from talentdb.privacy.data_sets import DataSet, as_workbook, declare, effective, is_paper, processing
from talentdb.privacy.erasure import erase
from talentdb.privacy.retention import over, overdue
from talentdb.settings import today
from tests.talentdb.conftest import Province

As = Callable[..., Principal]
_PAPER = {"paper": "2711/QĐ-TTg", "paper_day": date(2025, 12, 20), "purpose": "Theo dõi chỉ tiêu"}
_MOMENT = datetime(2026, 1, 1, tzinfo=UTC)


def _set(number: int, body: int | None = None, form: str | None = None, **more: Any) -> DataSet:
    term = {"kept_until": None, "kept_years": 5} | more
    return DataSet(
        number, body, form, "state", "1/QĐ", date(2026, 1, 1), "x", (), "", login="x", made_at=_MOMENT, **term
    )


@pytest.mark.parametrize("text", ["2711/QĐ-TTg", "Quyết định số 12/QĐ-SKHCN", "91/2025/QH15", "KH 5 / KH-SNV"])
def test_a_number_of_a_paper_is_one(text: str) -> None:
    assert is_paper(text)


@pytest.mark.parametrize(
    "text", ["theo quy định của pháp luật", "", "Quyết định", "năm 2025", "12/2025", "01/02/2026", "Luật số 91"]
)
def test_vague_words_are_no_paper(text: str) -> None:
    assert not is_paper(text)


@given(
    st.lists(
        st.tuples(st.sampled_from([None, 1, 2]), st.sampled_from([None, "people", "works"])), max_size=8
    )
)  # fmt: skip
def test_the_nearest_line_counts_and_of_those_the_newest(given_sets: list[tuple[int | None, str | None]]) -> None:
    sets = [_set(number, *one) for number, one in enumerate(given_sets, 1)]
    found = effective(sets, 1, "people")
    order: list[tuple[int | None, str | None]] = [(1, "people"), (1, None), (None, "people"), (None, None)]
    expected = next((key for key in order if key in given_sets), None)
    assert (found and (found.agency_id, found.form)) == expected
    if found is not None:
        assert found.number == max(one.number for one in sets if (one.agency_id, one.form) == expected)


@given(st.dates(date(2000, 1, 1), date(2090, 12, 31)), st.integers(1, 100), st.integers(-3, 3))
def test_keeping_ends_after_the_last_list_and_only_where_everything_is_declared(
    newest: date, years: int, off: int
) -> None:
    line = _set(1, 1, "people", kept_years=years)
    end = line.ends(newest)
    assert (end.year, end >= newest) == (newest.year + years, True)
    day = end + timedelta(days=off)
    lists = {(1, "people"): newest, (1, "works"): newest - timedelta(days=400)}
    assert over(lists, [line], day) is None, "nobody has said how long works are kept"
    found = over(lists, [line, _set(2, 1, "works", kept_years=years)], day)
    assert (found is not None) == (off > 0)


def test_what_is_refused(database: Any, as_role: As, province: Province) -> None:
    steward = as_role("steward")

    def asked(who: Principal = steward, **more: Any) -> Any:
        given: dict[str, Any] = {"basis": "state", "kept_years": 10, **_PAPER, **more}
        with unit_of_work(database.engine, who) as connection:
            return declare(connection, who, **given)

    for wrong, said in (
        ({"basis": "wish"}, "căn cứ"), ({"paper": "theo quy định"}, "văn bản"), ({"purpose": " "}, "mục đích"),
        ({"paper_day": today() + timedelta(days=1)}, "chưa tới"), ({"kept_years": None}, "thời hạn"),
        ({"kept_until": date(2030, 1, 1)}, "thời hạn"), ({"kept_years": 0}, "thời hạn"),
        ({"agency_code": "KHONG-CO"}, "cơ quan"), ({"form": "Danh sách"}, "biểu mẫu"),
        ({"sensitive": ["x"]}, "nhạy cảm"),
    ):  # fmt: skip
        with pytest.raises(UsageError, match=said):
            asked(**wrong)
    for role in ("searcher", "leader", "administrator", "auditor", "home_affairs"):
        with pytest.raises(ForbiddenError):
            asked(as_role(role))
    assert asked(sensitive=["ethnicity_code"], agency_code="SO-KHCN").sensitive == ("ethnicity_code",)
    assert asked(kept_years=None, kept_until=date(2030, 1, 1)).kept_until == date(2030, 1, 1)


def test_the_list_tells_what_is_not_declared_and_uploads_go_on(
    database: Any, as_role: As, province: Province
) -> None:
    province.load("SO-KHCN", [{"full_name": "=cmd|' /C calc'!A0 Ân"}])
    steward = as_role("steward")
    with unit_of_work(database.engine, steward) as connection:
        [bare] = processing(connection, steward)
        assert (bare.lists, bare.rows, bare.declared) == (1, 1, None)
        declare(connection, steward, basis="state", kept_years=10, responsible="=1+1", **_PAPER)
        [covered] = processing(connection, steward)
        assert covered.declared is not None
        sheet = load_workbook(BytesIO(as_workbook([bare, covered]))).active
        rows = list(sheet.values)
    assert sheet.row_dimensions[4].height > sheet.row_dimensions[3].height, "wrapped texts are shown whole"
    assert sum(column.width for column in sheet.column_dimensions.values()) < 200, "fits a page and can be read"
    assert rows[2][4] == "chưa khai"
    assert rows[3][5:7] == ("điểm c khoản 1 Điều 19 Luật số 91/2025/QH15", "2711/QĐ-TTg")
    assert rows[3][11] == "=1+1"
    with pytest.raises(ForbiddenError), unit_of_work(database.engine, as_role("leader")) as connection:
        processing(connection, as_role("leader"))


def test_whose_time_is_over_is_listed_and_goes_only_by_hand(database: Any, as_role: As, province: Province) -> None:
    province.load("SO-KHCN", [{"full_name": "Lê Thị Cũ"}], as_of="2015-06-30")
    province.load("SO-NV", [{"full_name": "Trần Văn Mới"}], as_of="2026-06-30")
    [old, new] = sorted(province.persons())
    steward = as_role("steward")
    with unit_of_work(database.engine, steward) as connection:
        assert overdue(connection, steward) == ()
        declare(connection, steward, basis="state", kept_years=10, **_PAPER)
        [one] = overdue(connection, steward, date(2026, 11, 22))
        assert (one.person_id, one.full_name, one.ended) == (old, "Lê Thị Cũ", date(2025, 6, 30))
        assert one.papers == ("2711/QĐ-TTg",)
    assert sorted(province.persons()) == [old, new]
    with unit_of_work(database.engine, steward) as connection:
        done = erase(connection, steward, database.keyring, old, "term", "Hết hạn theo 2711/QĐ-TTg")
        assert done.tombstone.article.startswith("điểm c")
        assert overdue(connection, steward, date(2026, 11, 22)) == ()
    assert list(province.persons()) == [new]
    with pytest.raises(ForbiddenError), unit_of_work(database.engine, as_role("leader")) as connection:
        overdue(connection, as_role("leader"))
    with unit_of_work(database.engine, OPERATOR) as connection:
        assert len(overdue(connection, OPERATOR, date(2090, 1, 1))) == 1
