"""A mark alone hides nothing and names no column: what we write fits its own keys, forgeries do not."""

import pytest

from ingest.back.genuine import fitting_columns, has_shape_of_problems, is_own_page
from ingest.forms import form_names, load_form
from ingest.labels import PROBLEM_COLUMNS
from ingest.model import Sheet


@pytest.mark.parametrize("form", form_names())
def test_headers_of_our_templates_fit_their_keys(form: str) -> None:
    fields = load_form(form).fields
    columns = dict(enumerate(fields))
    assert fitting_columns(form, columns, [field.label for field in fields.values()]) == columns


def test_column_whose_header_names_another_field_is_left_to_the_evidence() -> None:
    columns = {0: "full_name", 1: "birth_date", 2: "email"}
    header = ("Họ và tên", "Ngày sinh", "Số CCCD")
    assert fitting_columns("people", columns, header) == {0: "full_name", 1: "birth_date"}
    # a header of the agency's own words is what the key says
    assert fitting_columns("people", columns, ("Họ và tên", "Ngày sinh", "Thư")) == columns
    assert fitting_columns("people", columns, ("1", "Nguyễn Thị Giả Định", "")) is None


def test_list_of_problems_holds_problems_only() -> None:
    head = [("",)] * 5 + [PROBLEM_COLUMNS]
    entry = ("DS", "B7", "Lỗi", "", "Thiếu tên.", "", "", "name.missing")
    person = ("1", "Nguyễn Thị Giả Định", "12/03/1988", "Nữ")
    remark = ("đã xem",)
    assert has_shape_of_problems(Sheet("Lỗi", False, 1, [*head, entry, remark]))
    assert not has_shape_of_problems(Sheet("Lỗi", False, 1, [*head, entry, person]))
    assert not has_shape_of_problems(Sheet("Lỗi", False, 1, [entry]))


@pytest.mark.parametrize("kind", ["example", "guide", "lookup", "annotation", ""])
def test_list_of_people_is_no_page_of_ours(kind: str) -> None:
    rows: list[tuple[str, ...]] = [("STT", "Họ và tên", "Ngày sinh"), ("1", "Nguyễn Thị Giả Định", "1988")]
    assert not is_own_page(Sheet("DS", False, 1, list(rows)), kind)
