"""One person's CV for one reader: read under their rights, and logged when it leaves the system."""

from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from talentdb.access.audit import audit
from talentdb.access.principal import Principal
from talentdb.access.rights import Action, require
from talentdb.db.tables import agency, employment
from talentdb.documents.bundle import file_name
from talentdb.documents.cv import Cv, Section, cv_document
from talentdb.people import cv_labels
from talentdb.people.cv import personal_lines, sections
from talentdb.people.cv_career import Post
from talentdb.people.export_rules import require_purpose
from talentdb.people.profile import show
from talentdb.people.successors import employers_on
from talentdb.settings import today
from talentdb.text import format_date

__all__ = ["cv_file_name", "cv_of", "profile_sections", "scientific_cv"]


def scientific_cv(
    connection: Connection, principal: Principal, person_id: int, *, purpose: str | None = None
) -> tuple[str, bytes]:
    """Name of the person and their CV as a docx file; the look and the CV are logged.

    Args:
        purpose: what for; some roles have to name one.
    Raises: ForbiddenError for a role that takes nothing out; UsageError without a purpose; NotFoundError.
    """
    require(principal, Action.EXPORT)
    require_purpose(principal, purpose)
    row = show(connection, principal, person_id)
    cv = cv_of(connection, row)
    document = cv_document(cv, cv_labels.DOCUMENT, today().year)
    said = (purpose or "").strip() or None
    audit(connection, principal, "person.cv", "person", row["person_id"], purpose=said)
    return cv.name, document


def cv_file_name(name: str) -> str:
    """`ly-lich-khoa-hoc_nguyen-thi-lan_2026-12-09.docx`."""
    return file_name("ly-lich-khoa-hoc", name, today().isoformat())


def cv_of(connection: Connection, row: dict[str, Any]) -> Cv:
    """The CV of a person as `talentdb.people.profile.show` gave them to this reader."""
    return Cv(
        name=str(row["full_name"]),
        personal=personal_lines(row),
        sections=profile_sections(connection, row),
        origin=_origin(connection, row),
    )


def profile_sections(connection: Connection, row: dict[str, Any], as_of: date | None = None) -> tuple[Section, ...]:
    """Career, degrees, courses, languages, works and awards of such a row, in words.

    Args:
        as_of: posts told later are left out.
    """
    return sections(row, _posts(connection, row["person_id"], as_of))


def _posts(connection: Connection, person_id: int, as_of: date | None) -> list[Post]:
    e, a = employment.c, agency.c
    statement = (
        select(a.name, e.position_title, e.sub_unit, e.as_of, e.is_main)
        .join_from(employment, agency, e.agency_id == a.agency_id)
        .where(e.person_id == person_id)
    )
    if as_of is not None:
        statement = statement.where(e.as_of <= as_of)
    rows = connection.execute(statement.order_by(e.source_record_id))
    return [Post(name, position or "", unit or "", day, main) for name, position, unit, day, main in rows]


def _origin(connection: Connection, row: dict[str, Any]) -> tuple[str, ...]:
    """Day of the document, and of each body the newest list that is behind the facts."""
    words = cv_labels.DOCUMENT
    lines = [words["origin"].format(day=format_date(today()))]
    names = dict(employers_on(connection, today()).values())
    newest: dict[str, str] = {}
    for source in sorted(row["sources"], key=lambda one: str(one["as_of"])):
        newest[names.get(source["agency_code"], source["agency_code"])] = source["as_of"]
    told = [
        cv_labels.SOURCE.format(agency=name, day=format_date(date.fromisoformat(day[:10])))
        for name, day in newest.items()
    ]
    if told:
        lines.append(words["sources"].format(sources="; ".join(told)))
    return tuple(lines)
