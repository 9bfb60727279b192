"""Papers of a case: stored byte for byte under their hash, never opened by anything of ours. Nothing is deleted: a
better paper is laid in the place of another.
"""

import hashlib
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection, Row, select
from sqlalchemy.dialects.postgresql import insert

from talentdb.access.audit import audit
from talentdb.access.principal import Principal, Role
from talentdb.db.tables import case_paper, paper_file
from talentdb.errors import ConflictError, ForbiddenError, NotFoundError, UsageError
from talentdb.plans import load_plan
from talentdb.plans.instruments import Paper
from talentdb.programmes import case_labels
from talentdb.programmes import paper_labels as words
from talentdb.programmes.actors import actors_of
from talentdb.programmes.case_opening import instrument_of
from talentdb.programmes.case_rows import read_case
from talentdb.programmes.model import Case, CasePaper
from talentdb.programmes.paper_files import MEDIA_TYPES, clean_name, type_of
from talentdb.settings import today
from talentdb.signs import typed
from talentdb.text import format_date

__all__ = ["add_paper", "content_of", "papers_of"]

_ADDS: Final = frozenset({Role.OPERATOR, Role.HOME_AFFAIRS, Role.STEWARD, Role.FINANCE, Role.AGENCY})
"""Roles that lay papers into cases (schema.sql, policy case_paper_insert)."""


def add_paper(
    connection: Connection,
    principal: Principal,
    case_number: int,
    kind: str,
    name: str,
    content: bytes,
    *,
    number: str = "",
    issued_on: date | None = None,
    valid_to: date | None = None,
    replaces: int | None = None,
) -> CasePaper:
    """Lay a paper into a case that goes on.

    Args:
        kind: code of a kind of paper of the instrument; name: of the file.
        number: of the paper itself; issued_on, valid_to: its days, the second where the kind has a term.
        replaces: number of the paper it is laid in the place of; what is not said of the new one is kept from it.
    Raises: ForbiddenError; NotFoundError; ConflictError when the case has ended or the paper was replaced already;
        UsageError for an unknown kind, a missing or impossible day, and a file that is none of the kinds it may be.
    """
    case = read_case(connection, principal, case_number)
    if principal.role not in _ADDS or not actors_of(connection, principal, case):
        raise ForbiddenError(words.NO_RIGHT, case_labels.RIGHT_ADVICE)
    if case.ended:
        ending = case_labels.ENDINGS[case.ended]
        raise ConflictError(case_labels.ENDED.format(number=case.number, ending=ending), case_labels.RELOAD)
    paper = _kind_of(case, kind)
    if replaces is not None:
        old = _replaced(connection, case, kind, replaces)
        number, issued_on, valid_to = number or old.paper_number, issued_on or old.issued_on, valid_to or old.valid_to
    _check_days(paper, issued_on, valid_to)
    file_type = type_of(content, paper)
    digest = hashlib.sha256(content).digest()
    # Without naming the key: then nothing has to be read back, which whoever adds the file may not do yet.
    connection.execute(
        insert(paper_file)
        .inline()
        .values(sha256=digest, media_type=MEDIA_TYPES[file_type], size=len(content), content=content)
        .on_conflict_do_nothing()
    )
    added = connection.execute(
        insert(case_paper)
        .values(
            case_id=case.number, kind=kind, name=clean_name(name, file_type), sha256=digest, number=typed(number),
            issued_on=issued_on, valid_to=valid_to, replaces=replaces, account_id=principal.account_id,
            login=principal.login,
        )
        .on_conflict_do_nothing()
        .returning(case_paper.c.case_paper_id)
    ).scalar()  # fmt: skip
    if added is None:
        raise ConflictError(words.REPLACED_ALREADY.format(number=replaces), case_labels.RELOAD)
    audit(connection, principal, "case.paper", "case", case.number, details={"kind": kind, "paper": added})
    return next(one for one in papers_of(connection, case.number) if one.number == added)


def papers_of(connection: Connection, case_number: int) -> tuple[CasePaper, ...]:
    """All papers of a case, replaced ones too, in the order they came."""
    p, f = case_paper.c, paper_file.c
    later = case_paper.alias("later")
    rows = connection.execute(
        select(case_paper, f.media_type, f.size, later.c.case_paper_id.label("replaced_by"))
        .join(paper_file, f.sha256 == p.sha256)
        .join(later, later.c.replaces == p.case_paper_id, isouter=True)
        .where(p.case_id == case_number)
        .order_by(p.case_paper_id)
    )
    return tuple(map(_paper, rows))


def content_of(connection: Connection, principal: Principal, case_paper_id: int) -> bytes:
    """The bytes of a paper of a case that the account may see, and that it asked is logged.

    Raises: NotFoundError.
    """
    p, f = case_paper.c, paper_file.c
    found = connection.execute(
        select(p.case_id, f.content).join(paper_file, f.sha256 == p.sha256).where(p.case_paper_id == case_paper_id)
    ).first()
    if found is None:
        raise NotFoundError(words.NO_PAPER.format(number=case_paper_id), words.LIST_ADVICE)
    read_case(connection, principal, found.case_id)
    audit(connection, principal, "case.paper_read", "case", found.case_id, details={"paper": case_paper_id})
    return bytes(found.content)


def _kind_of(case: Case, kind: str) -> Paper:
    instrument = instrument_of(load_plan(case.plan), case.instrument)
    found = next((paper for paper in instrument.papers if paper.code == kind), None)
    if found is None:
        names = ", ".join(paper.code for paper in instrument.papers)
        raise UsageError(words.NO_KIND.format(kind=kind), words.KINDS_ADVICE.format(names=names) if names else "")
    return found


def _replaced(connection: Connection, case: Case, kind: str, number: int) -> CasePaper:
    old = next((one for one in papers_of(connection, case.number) if one.number == number), None)
    if old is None or old.kind != kind:
        raise NotFoundError(words.NOT_OF_CASE.format(number=number, case=case.number), words.LIST_ADVICE)
    if old.replaced_by is not None:
        raise ConflictError(words.REPLACED_ALREADY.format(number=number), case_labels.RELOAD)
    return old


def _check_days(paper: Paper, issued_on: date | None, valid_to: date | None) -> None:
    if paper.valid and valid_to is None:
        raise UsageError(words.NO_VALID_TO.format(name=paper.name), case_labels.FILL_AND_SAVE)
    if issued_on is not None and issued_on > today():
        raise UsageError(words.ISSUED_AHEAD.format(day=format_date(issued_on)), words.DAYS_ADVICE)
    if issued_on is not None and valid_to is not None and valid_to < issued_on:
        told = words.VALID_BEFORE_ISSUED.format(valid_to=format_date(valid_to), issued_on=format_date(issued_on))
        raise UsageError(told, words.DAYS_ADVICE)


def _paper(row: Row[Any]) -> CasePaper:
    return CasePaper(
        row.case_paper_id, row.case_id, row.kind, row.name, bytes(row.sha256).hex(), row.media_type, row.size,
        row.number, row.issued_on, row.valid_to, row.replaces, row.replaced_by, row.login, row.added_at,
    )  # fmt: skip
