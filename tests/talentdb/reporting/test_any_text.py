"""Texts that were kept long ago, with whatever signs: the paper and its annex are made all the same, and nothing that
can be shown is lost. What is typed today is cleaned or refused before.
"""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from sqlalchemy import Engine

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR
from talentdb.documents.blocks import Closing, Letterhead
from talentdb.errors import TalentdbError, UsageError
from talentdb.plans import load_plan
from talentdb.plans.choices import choose
from talentdb.reporting.annex import as_xlsx
from talentdb.reporting.blocks import Heading, Paragraph, Sheet, Table
from talentdb.reporting.difficulties import answer, assign, close, raise_
from talentdb.reporting.document import Paper, as_docx
from talentdb.reporting.excellent import record_excellent, withdraw_excellent
from talentdb.reporting.inspections import record_inspection
from talentdb.reporting.tasks import report_task
from talentdb.settings import today
from talentdb.signs import LONGEST, printable

ANY = st.text(st.characters() | st.sampled_from("\x00\x01\x0b\x1b\ud800\uffff\r\n\t="), max_size=60)
PLAN = "hung-yen-2711"
NASTY = "a\x00b\x01c\x0bd\x1be\ud800f\uffffg"
KEPT = "abc\ndefg"


@settings(max_examples=25, deadline=None)
@given(ANY)
def test_a_document_is_made_of_any_text(text: str) -> None:
    paper = Paper(Letterhead(text), text, text, Closing(text, text, text, [text]), [text], [text], text)
    blocks = [Heading(text, 2), Paragraph(text), Table((text,), [(text,)], (1,))]
    document = Document(BytesIO(as_docx(paper, blocks, blocks)))
    assert document.tables


@settings(max_examples=25, deadline=None)
@given(ANY)
def test_a_workbook_is_made_of_any_text(text: str) -> None:
    sheet = Sheet("Trang", (printable(text) or "A",), [(text,)], (10,))
    page = load_workbook(BytesIO(as_xlsx(text, [sheet], text)))["Trang"]
    assert (page["A5"].value or "") == printable(text)
    assert page["A5"].data_type != "f"


def test_a_text_longer_than_a_cell_goes_on_in_the_rows_below() -> None:
    long = "".join(f"{n:06d} " for n in range(6_000)) + "😀" * 20_000
    sheet = Sheet("Trang", ("A", "B"), [(long, 3), ("sau", 4)], (10, 10))
    page = load_workbook(BytesIO(as_xlsx("Tên", [sheet], "Nguồn")))["Trang"]
    rows = list(page.iter_rows(min_row=5, values_only=True))
    assert "".join(str(text) for text, _ in rows[:-1]) == long
    assert [number for _, number in rows] == [3, *[None] * (len(rows) - 2), 4]
    assert max(page.row_dimensions[at].height for at in range(5, 5 + len(rows) - 1)) <= 409


def test_every_register_cleans_what_is_typed(database: Any, as_role: Callable[..., Any]) -> None:
    body = as_role("agency", "SO-NV").agency_id
    with unit_of_work(database.engine, OPERATOR) as connection:
        one = raise_(connection, OPERATOR, "difficulty", NASTY, NASTY)
        assert (one.text, one.raised_by) == (KEPT, KEPT)
        one = assign(connection, OPERATOR, one.number, body, None, NASTY)
        one = answer(connection, OPERATOR, one.number, NASTY)
        one = close(connection, OPERATOR, one.number, NASTY)
        assert {step.text for step in one.steps} == {KEPT}
        seen = record_inspection(connection, OPERATOR, PLAN, body, today(), NASTY, NASTY, paper=NASTY, remedy=NASTY)
        assert {seen.inspector, seen.findings, seen.paper, seen.remedy} == {KEPT}
        task = record_excellent(connection, OPERATOR, today().year, NASTY, NASTY, today(), NASTY, paper=NASTY)
        assert {task.title, task.lead, task.applied, task.paper} == {KEPT}
        assert withdraw_excellent(connection, OPERATOR, task.number, NASTY).withdrawn == KEPT
        report_task(connection, OPERATOR, PLAN, 10, "2026", "done", note=NASTY, evidence=NASTY, agency_id=body)
        reading, option = _reading()
        choose(connection, OPERATOR, PLAN, reading, option, NASTY)


def _reading() -> tuple[str, str]:
    key, reading = next(iter(load_plan(PLAN).readings.items()))
    return key, next(iter(reading.options))


@pytest.mark.parametrize("empty", [" ", "\x00\x01", "\ud800", "\uffff\n"])
def test_a_text_of_nothing_but_unfit_signs_is_none(database: Any, empty: str) -> None:
    with pytest.raises(UsageError):
        _raise(database.engine, empty)


def test_a_text_that_is_too_long_is_refused(database: Any) -> None:
    with pytest.raises(UsageError, match="ký tự"):
        _raise(database.engine, "x" * (LONGEST + 1))


def _raise(engine: Engine, text: str) -> None:
    with unit_of_work(engine, OPERATOR) as connection:
        raise_(connection, OPERATOR, "difficulty", text, "Bà Thử")


def test_an_unknown_agency_is_told(database: Any) -> None:
    for act in (
        lambda connection, number: assign(connection, OPERATOR, number, 99_999_999),
        lambda connection, _: raise_(connection, OPERATOR, "difficulty", "x", "y", agency_id=99_999_999),
        lambda connection, _: record_excellent(
            connection, OPERATOR, today().year, "x", "y", today(), "z", agency_id=99_999_999
        ),
    ):
        with unit_of_work(database.engine, OPERATOR) as connection:
            number = raise_(connection, OPERATOR, "difficulty", "x", "Bà Thử").number
            with pytest.raises(TalentdbError, match="99999999"):
                act(connection, number)
