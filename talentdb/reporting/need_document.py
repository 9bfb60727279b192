"""The approved list of needs as the annex of its decision (docx) and as a workbook; and what is registered as one.

Drawn from the frozen list alone: what was approved is on the paper, whatever came afterwards. Each making is logged.
Decree 30/2020/NĐ-CP, annex I, part II.5 (annexes name the document that they come with).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from docx.document import Document as DocxDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt
from sqlalchemy import Connection

from talentdb.access.audit import audit
from talentdb.access.principal import Principal
from talentdb.access.rights import Action, require
from talentdb.codes import code_list
from talentdb.documents.blocks import add_heading, add_paragraph, add_small, add_table, add_title, day_words
from talentdb.documents.page import add_run, as_bytes, new_document
from talentdb.plans import Plan, load_plan
from talentdb.programmes import need_labels as words
from talentdb.programmes.need_list import NeedList, read_list
from talentdb.programmes.needs import Need, registered
from talentdb.reporting.annex import as_xlsx
from talentdb.reporting.blocks import Cell, Sheet
from talentdb.settings import VIETNAM, today
from talentdb.text import format_date, format_number

__all__ = ["list_document", "list_workbook", "registered_workbook"]

_Row = Mapping[str, Any]
_WIDTHS: Final = (10, 46, 36, 34, 22, 30, 20, 15, 14, 20)
_TRAINING_WIDTHS: Final = (10, 58, 50, 44, 30, 15, 14, 26)
"""Millimetres; 247 between the margins of a sheet that lies on its side."""
_SHEET_WIDTHS: Final = (6, 36, 26, 30, 28, 16, 26, 24, 16, 34, 11, 10, 10, 30)


def list_document(connection: Connection, principal: Principal, number: int) -> tuple[str, bytes]:
    """Name and content of the list as docx. Raises: ForbiddenError; NotFoundError; DataError when it was changed."""
    found = _taken(connection, principal, number, "docx")
    return _name(found, "docx"), _document(found, load_plan(found.plan))


def list_workbook(connection: Connection, principal: Principal, number: int) -> tuple[str, bytes]:
    """Name and content of the list as xlsx, with its sums. Raises: as `list_document`."""
    found = _taken(connection, principal, number, "xlsx")
    origin = words.ORIGIN.format(
        paper=found.paper, day=day_words(found.decided_on), sha256=found.sha256[:16]
    )  # fmt: skip
    lines = _lines(found)
    sheets = [_line_sheet(words.SHEET_LINES, lines), *_sums(lines)]
    return _name(found, "xlsx"), as_xlsx(_about(found), sheets, origin)


def registered_workbook(connection: Connection, principal: Principal, plan: Plan, year: int) -> tuple[str, bytes]:
    """Name and content of what is asked for in a year, as far as the reader sees it. Raises: ForbiddenError."""
    require(principal, Action.EXPORT)
    needs = registered(connection, principal, plan, year)
    lines = [_of_need(one) for one in needs]
    title, origin = words.REGISTERED_TITLE.format(year=year), words.REGISTERED_ORIGIN.format(day=format_date(today()))
    audit(connection, principal, "need_list.document", "need_list", None, details={"rows": len(lines)})
    sheets = [_line_sheet(words.REGISTERED_SHEET, lines), *_sums(lines)]
    return f"nhu-cau-{year}.xlsx", as_xlsx(title, sheets, origin)


def _taken(connection: Connection, principal: Principal, number: int, kind: str) -> NeedList:
    require(principal, Action.EXPORT)
    found = read_list(connection, number)
    audit(connection, principal, "need_list.document", "need_list", number, details={"kind": kind})
    return found


def _name(found: NeedList, kind: str) -> str:
    return words.FILE_NAME.format(year=found.year, supplement=found.supplement, kind=kind)


def _about(found: NeedList) -> str:
    about = words.PAPER_ABOUT.format(year=found.year)
    return words.PAPER_SUPPLEMENT.format(about=about, supplement=found.supplement) if found.supplement else about


def _lines(found: NeedList) -> list[_Row]:
    return sorted(found.body["lines"], key=lambda line: list(words.TYPES).index(line["need_type"]))


def _document(found: NeedList, plan: Plan) -> bytes:
    document = new_document(_about(found), landscape=True, body_size=13)
    add_title(document, words.PAPER_TITLE, _about(found))
    _centred(document, words.PAPER_WITH.format(paper=found.paper, day=day_words(found.decided_on)))
    add_paragraph(document, words.PAPER_PLAN.format(plan=plan.title))
    lines = _lines(found)
    for kind, name in words.TYPES.items():
        of_kind = [line for line in lines if line["need_type"] == kind]
        if of_kind:
            add_heading(document, words.SECTION.format(name=name, approved=_sum(of_kind, "approved")))
            _table(document, kind, of_kind)
    add_paragraph(
        document,
        words.PAPER_TOTAL.format(
            lines=format_number(len(lines)), asked=_sum(lines, "asked"), approved=_sum(lines, "approved")
        ),
    )
    kept = found.approved_at.astimezone(VIETNAM).date()
    add_small(
        document,
        words.PAPER_SEAL.format(
            number=found.number, day=format_date(kept), login=found.login, sha256=found.sha256[:16]
        ),
    )
    return as_bytes(document)


def _centred(document: DocxDocument, text: str) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_after = Pt(6)
    add_run(paragraph, text).italic = True


def _table(document: DocxDocument, kind: str, lines: Sequence[_Row]) -> None:
    if kind == "position":
        rows = [_post(number, line) for number, line in enumerate(lines, 1)]
        add_table(document, words.HEADS, rows, _WIDTHS, centred=(0, 7, 8), size=11)
    else:
        rows = [_course(number, line) for number, line in enumerate(lines, 1)]
        add_table(document, words.TRAINING_HEADS, rows, _TRAINING_WIDTHS, centred=(0, 5, 6), size=11)


def _post(number: int, line: _Row) -> list[str]:
    return [
        str(number), line["agency"], line["job_position"] or "", line["need_field"] or "", _degree(line),
        line["target_group"] or "", words.FULL_TIME[line["full_time"]], _count(line["asked"]),
        _count(line["approved"]), line["note"],
    ]  # fmt: skip


def _course(number: int, line: _Row) -> list[str]:
    about = line["need_field"] or line["job_position"] or ""
    return [
        str(number), line["agency"], about, line["required_institutions"] or "", line["target_group"] or "",
        _count(line["asked"]), _count(line["approved"]), line["note"],
    ]  # fmt: skip


def _line_sheet(title: str, lines: Iterable[_Row]) -> Sheet:
    rows: list[tuple[Cell, ...]] = [
        (
            number, line["agency"], words.TYPES.get(line["need_type"] or "", words.NO_TYPE), line["job_position"],
            line["need_field"], _degree(line), line["required_institutions"], line["target_group"],
            words.FULL_TIME[line["full_time"]], line["reason"], line["quota"], line["asked"], line["approved"],
            line["note"],
        )
        for number, line in enumerate(lines, 1)
    ]  # fmt: skip
    return Sheet(title, words.SHEET_HEADS, rows, _SHEET_WIDTHS, empty=words.EMPTY)


def _sums(lines: Sequence[_Row]) -> Iterator[Sheet]:
    keys: Mapping[str, Callable[[_Row], str]] = {
        words.SHEET_TYPES: lambda line: words.TYPES.get(line["need_type"] or "", words.NO_TYPE),
        words.SHEET_FIELDS: lambda line: line["need_field"] or words.NO_FIELD,
        words.SHEET_BODIES: lambda line: line["agency"],
    }
    for title, key in keys.items():
        named = dict.fromkeys(map(key, lines))
        rows: list[tuple[Cell, ...]] = []
        for name in named:
            of_name = [line for line in lines if key(line) == name]
            asked, approved = (sum(line[column] or 0 for line in of_name) for column in ("asked", "approved"))
            rows.append((name, len(of_name), asked, approved))
        yield Sheet(title, words.SUM_HEADS[title], rows, (44, 10, 10, 12), empty=words.EMPTY)


def _of_need(need: Need) -> dict[str, Any]:
    """A registered need in the words of a frozen line."""
    names = ("need_type", "job_position", "need_field", "required_qualification", "required_institutions",
             "target_group", "full_time", "reason", "quota", "agency", "approved")  # fmt: skip
    return {**{name: getattr(need, name) for name in names}, "asked": need.count, "note": ""}


def _degree(line: _Row) -> str:
    found = code_list("qualification").get(line["required_qualification"] or "")
    return found.label if found else line["required_qualification"] or ""


def _count(value: int | None) -> str:
    return "" if value is None else format_number(value)


def _sum(lines: Iterable[_Row], column: str) -> str:
    return format_number(sum(line[column] or 0 for line in lines))
