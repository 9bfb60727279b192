"""The registry of processing: on what basis and for what each kind of list of each body is held, and until when.

Owns the table data_set. Nothing is overwritten: the newest line of a body and form counts, then that of the form,
then that of the body, then that of everybody. Where there is none the list says so; nothing is refused for it.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any, Final

import xlsxwriter
from sqlalchemy import Connection, func, insert, select

from talentdb.access.audit import audit
from talentdb.access.principal import Principal
from talentdb.access.rights import Action, require
from talentdb.db.tables import agency, data_set, submission
from talentdb.errors import UsageError
from talentdb.privacy import data_set_labels as words
from talentdb.services.printed_sheet import lay_out, row_height
from talentdb.settings import today
from talentdb.signs import typed
from talentdb.text import format_date

__all__ = [
    "DataSet",
    "Processing",
    "as_workbook",
    "declare",
    "effective",
    "is_paper",
    "list_sets",
    "processing",
    "term_words",
]

_PAPER: Final = re.compile(r"\d+[\w.-]*\s*/\s*[\w.-]*[^\W\d_][\w./-]*")
_LONGEST: Final = 100
_FORM: Final = re.compile(r"[a-z][a-z0-9_]{0,40}")
"""Names of forms; a province may have forms of its own."""


@dataclass(frozen=True, slots=True)
class DataSet:
    """One line of the registry.

    Args:
        agency_id, form: of whose lists and which form; None: all.
        basis: state, consent, contract, urgent or law.
        paper, paper_day: number and day of the decision.
        kept_until, kept_years: the one or the other.
    """

    number: int
    agency_id: int | None
    form: str | None
    basis: str
    paper: str
    paper_day: date
    purpose: str
    sensitive: tuple[str, ...]
    responsible: str
    kept_until: date | None
    kept_years: int | None
    login: str
    made_at: datetime

    def ends(self, newest: date) -> date:
        """Until when rows are kept of which the newest describes that day."""
        if self.kept_until is not None:
            return self.kept_until
        year = newest.year + (self.kept_years or 0)
        # 29 February has no anniversary in most years.
        return date(year, 2, 28) if (newest.month, newest.day) == (2, 29) else newest.replace(year=year)


@dataclass(frozen=True, slots=True)
class Processing:
    """What a body hands in by a form, and the line that covers it.

    Args:
        lists, rows: how many were handed in; declared: None while nobody has said the basis.
    """

    agency: str
    form: str
    lists: int
    rows: int
    declared: DataSet | None


def is_paper(text: str) -> bool:
    """Whether a text names the number of a paper, as 2711/QĐ-TTg does; pure."""
    return _PAPER.search(text) is not None


def declare(
    connection: Connection, principal: Principal, *, basis: str, paper: str, paper_day: date, purpose: str,
    agency_code: str = "", form: str = "", sensitive: Sequence[str] = (), responsible: str = "",
    kept_until: date | None = None, kept_years: int | None = None,
) -> DataSet:  # fmt: skip
    """Write down the basis and purpose of lists; what was said before is kept, and counts no more.

    Raises: ForbiddenError; UsageError for an unknown basis, body, form or field, a paper without number, a day ahead,
    no purpose, or anything but one term.
    """
    require(principal, Action.REVIEW)
    paper, purpose = typed(paper), typed(purpose)
    _check_words(basis, paper, paper_day, purpose, form, sensitive)
    if (kept_until is None) == (kept_years is None) or not 1 <= (1 if kept_years is None else kept_years) <= _LONGEST:
        raise UsageError(words.NO_TERM, words.TERM_ADVICE)
    number = connection.execute(
        insert(data_set)
        .values(
            agency_id=_body(connection, agency_code), form=form or None, basis=basis, paper=paper,
            paper_day=paper_day, purpose=purpose, sensitive=sorted(set(sensitive)), responsible=typed(responsible),
            kept_until=kept_until, kept_years=kept_years, account_id=principal.account_id, login=principal.login,
        )
        .returning(data_set.c.data_set_id)
    ).scalar_one()  # fmt: skip
    audit(connection, principal, "processing.declared", "data_set", number, details={"basis": basis, "form": form})
    return next(one for one in list_sets(connection) if one.number == number)


def list_sets(connection: Connection) -> tuple[DataSet, ...]:
    """All lines, newest first."""
    d = data_set.c
    rows = connection.execute(select(data_set).order_by(d.data_set_id.desc()))
    return tuple(
        DataSet(
            row.data_set_id, row.agency_id, row.form, row.basis, row.paper, row.paper_day, row.purpose,
            tuple(row.sensitive), row.responsible, row.kept_until, row.kept_years, row.login, row.made_at,
        )
        for row in rows
    )  # fmt: skip


def effective(sets: Iterable[DataSet], agency_id: int, form: str) -> DataSet | None:
    """The line that covers lists of a body by a form; None when there is none. Pure."""
    fitting = [one for one in sets if one.agency_id in (agency_id, None) and one.form in (form, None)]
    return max(
        fitting,
        key=lambda one: ((one.agency_id is not None) * 2 + (one.form is not None), one.number),
        default=None,
    )


def processing(connection: Connection, principal: Principal) -> tuple[Processing, ...]:
    """What every body hands in, with the line that covers it, the uncovered first.

    Raises: ForbiddenError for who neither reviews nor checks.
    """
    if principal.role.value != "auditor":
        require(principal, Action.REVIEW)
    s = submission.c
    counted = (
        select(agency.c.name, s.agency_id, s.form, func.count().label("lists"), func.sum(s.n_records).label("rows"))
        .join(agency, agency.c.agency_id == s.agency_id)
        .where(s.state.in_(("submitted", "approved")))
        .group_by(agency.c.name, s.agency_id, s.form)
        .order_by(agency.c.name, s.form)
    )
    sets = list_sets(connection)
    found = [
        Processing(row.name, row.form, row.lists, int(row.rows), effective(sets, row.agency_id, row.form))
        for row in connection.execute(counted)
    ]
    return tuple(sorted(found, key=lambda one: one.declared is not None))


def as_workbook(found: Sequence[Processing]) -> bytes:
    """The list to print or hand over; texts never become formulas."""
    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        title = book.add_format({"bold": True, "font_size": 13})
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "border": 1, "bg_color": "#E7EDF0"})
        wrapped = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
        page = book.add_worksheet(words.SHEET)
        lay_out(page, 1)
        page.write_string(0, 0, words.FILE_TITLE.format(day=format_date(today())), title)
        page.set_row(1, row_height(words.HEADS, words.WIDTHS))
        for column, head in enumerate(words.HEADS):
            page.write_string(1, column, head, bold)
            page.set_column(column, column, words.WIDTHS[column])
        for number, one in enumerate(found, 2):
            line = _line(one)
            page.set_row(number, row_height(line, words.WIDTHS))
            for column, value in enumerate(line):
                if isinstance(value, int):
                    page.write_number(number, column, value, wrapped)
                else:
                    page.write_string(number, column, value, wrapped)
        page.freeze_panes(2, 0)
    return out.getvalue()


def _line(one: Processing) -> tuple[Any, ...]:
    form, known = words.FORMS.get(one.form, one.form), one.declared
    if known is None:
        return (one.agency, form, one.lists, one.rows, words.UNDECLARED, "", "", "", "", "", "", "")
    return (
        one.agency, form, one.lists, one.rows, words.BASES[known.basis], words.ARTICLES[known.basis], known.paper,
        format_date(known.paper_day), known.purpose, ", ".join(words.SENSITIVE[name] for name in known.sensitive),
        term_words(known), known.responsible,
    )  # fmt: skip


def term_words(known: DataSet) -> str:
    """Until when, in words."""
    if known.kept_until is not None:
        return words.KEPT_UNTIL.format(day=format_date(known.kept_until))
    return words.KEPT_YEARS.format(years=known.kept_years)


def _check_words(basis: str, paper: str, day: date, purpose: str, form: str, sensitive: Sequence[str]) -> None:
    if basis not in words.BASES:
        names = ", ".join(words.BASES.values())
        raise UsageError(words.NO_BASIS.format(basis=basis), words.CHOOSE.format(names=names))
    if not is_paper(paper):
        raise UsageError(words.VAGUE.format(paper=paper), words.VAGUE_ADVICE)
    if day > today():
        raise UsageError(words.PAPER_AHEAD, words.CHECK_DAY)
    if not purpose:
        raise UsageError(words.NO_PURPOSE, words.PURPOSE_ADVICE)
    if form and not _FORM.fullmatch(form):
        raise UsageError(words.NO_FORM.format(form=form), words.CHOOSE.format(names=", ".join(words.FORMS)))
    unknown = sorted(set(sensitive) - set(words.SENSITIVE))
    if unknown:
        names = ", ".join(f"{code} ({told})" for code, told in words.SENSITIVE.items())
        raise UsageError(words.NO_FIELD.format(field=unknown[0]), words.CHOOSE.format(names=names))


def _body(connection: Connection, code: str) -> int | None:
    if not code:
        return None
    asked = select(agency.c.agency_id).where(agency.c.code == code)
    found: int | None = connection.execute(asked).scalar_one_or_none()
    if found is None:
        raise UsageError(words.NO_BODY.format(code=code), words.BODY_ADVICE)
    return found
