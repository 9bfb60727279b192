"""What a picker and a typed day give: choices that read alike are told apart, days are those that there are."""

import ast
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboards import pages
from dashboards.document import vietnamese
from dashboards.typed_day import read_day
from dashboards.widgets import told_apart
from talentdb.errors import UsageError
from talentdb.text import format_date


@given(st.dictionaries(st.integers(1, 50), st.sampled_from(("An", "Bình", "Cường"))))
def test_no_two_choices_of_a_picker_read_alike_and_a_single_one_keeps_its_words(names: dict[int, str]) -> None:
    told = told_apart(names)
    assert list(told) == list(names)
    assert len(set(told.values())) == len(names)
    values = list(names.values())
    assert all(told[key] == name for key, name in names.items() if values.count(name) == 1)


@given(st.dates(date(1900, 1, 1)))
def test_a_day_is_read_as_screens_write_it(day: date) -> None:
    assert read_day(format_date(day)) == day


@pytest.mark.parametrize("text", ["5/3/2026", " 05.03.2026 ", "5-3-2026", "05 / 03 / 2026"])
def test_a_day_is_read_as_people_type_it(text: str) -> None:
    assert read_day(text) == date(2026, 3, 5)


@pytest.mark.parametrize("text", ["31/02/2026", "2026-03-05", "5/3/26", "0/1/2026", "1/1/0000", "mai", "٥/٣/٢٠٢٦"])
def test_what_is_no_day_is_refused_with_what_was_typed(text: str) -> None:
    with pytest.raises(UsageError) as refused:
        read_day(text)
    assert text in refused.value.message


def test_a_box_without_a_day_is_not_called_an_odd_day() -> None:
    with pytest.raises(UsageError, match="để trống"):
        read_day("  ")


@pytest.mark.parametrize("path", sorted(Path(pages.__file__).parent.rglob("*.py")), ids=lambda path: path.stem)
def test_boxes_of_several_choices_say_in_vietnamese_that_they_are_empty(path: Path) -> None:
    """The framework's own words, "Choose options", are English."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            given = {one.arg: one.value for one in node.keywords}
            nothing = isinstance(given.get("index"), ast.Constant) and given["index"].value is None
            if node.func.attr == "multiselect" or (node.func.attr == "selectbox" and nothing):
                assert "placeholder" in given, f"line {node.lineno}"


def test_the_document_of_the_framework_is_told_to_be_vietnamese() -> None:
    told = vietnamese((files("streamlit") / "static" / "index.html").read_text(encoding="utf-8"))
    assert '<html lang="vi">' in told
    assert 'lang="en"' not in told
    assert "<title>Streamlit</title>" not in told
    assert told.count("<noscript>") == 1
    assert "browser" not in told.partition("<noscript>")[2].partition("</noscript>")[0]
    assert '<div id="root"></div>' in told
