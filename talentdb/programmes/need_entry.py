"""One need typed on a page: it ends in the same source records as a workbook, and waits for its review like one.

The newest list of a body replaces the one before. So what is typed is handed in together with what the body has asked
for already: nothing that it asked for is lost by asking for more.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection, func, select, text

from talentdb.access.keyring import Keyring
from talentdb.access.principal import Principal
from talentdb.access.rights import Action, require
from talentdb.codes import code_list
from talentdb.db.tables import source_record, submission
from talentdb.errors import ForbiddenError, UsageError
from talentdb.fields import NEED_FIELDS
from talentdb.programmes import need_labels as words
from talentdb.programmes.needs import MOST
from talentdb.settings import today
from talentdb.signs import typed
from talentdb.submissions.draft import Receipt, RecordDraft, SubmissionDraft
from talentdb.submissions.receive import receive

__all__ = ["need_values", "type_need"]

_FORM: Final = "needs"
_LOCK: Final = 7_040_013
_CODED: Final = {"need_type": "need_type", "required_qualification": "qualification"}
_COUNTS: Final = ("need_count", "quota")


def need_values(given: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a need as they are kept. Pure.

    Raises: UsageError for a name or a type that is missing, a year or number that is none, and an unknown field.
    """
    values = {name: typed(value) if isinstance(value, str) else value for name, value in given.items()}
    values = {name: value for name, value in values.items() if value not in (None, "")}
    problems = [words.TYPED_UNKNOWN.format(name=name) for name in values if name not in NEED_FIELDS]
    if not (values.get("job_position") or values.get("need_field")):
        problems.append(words.TYPED_NO_NAME)
    if "need_type" not in values:
        problems.append(words.TYPED_NO_TYPE)
    for name, codes in _CODED.items():
        if name in values and code_list(codes).get(str(values[name])) is None:
            problems.append(words.TYPED_UNKNOWN.format(name=values[name]))
    problems += [words.TYPED_COUNT.format(most=MOST) for name in _COUNTS if not _is_count(values.get(name, 0))]
    if not values.get("need_count"):
        problems.append(words.TYPED_NO_COUNT)
    year = values.get("need_year")
    if type(year) is not int or not 2000 <= year <= 2100:
        problems.append(words.TYPED_YEAR)
    if problems:
        raise UsageError(" ".join(dict.fromkeys(problems)), words.TYPED_ADVICE)
    return values


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST


def type_need(connection: Connection, principal: Principal, keyring: Keyring, given: Mapping[str, Any]) -> Receipt:
    """Hand a need in, for the body of the account, with all that the body has asked for before.

    Raises: ForbiddenError for who is no body; UsageError as `need_values`.
    """
    require(principal, Action.UPLOAD)
    if principal.agency_id is None:
        raise ForbiddenError(words.TYPED_BODY, words.TYPED_BODY_ADVICE)
    values, day = need_values(given), today()
    connection.execute(select(func.pg_advisory_xact_lock(_LOCK, principal.agency_id)))
    records = [*_asked(connection, principal.agency_id), (principal.agency_id, values)]
    return receive(connection, principal, keyring, _draft(principal.agency_id, records, day), state="submitted")


def _draft(agency_id: int, records: list[tuple[int, dict[str, Any]]], day: date) -> SubmissionDraft:
    rows = tuple(
        RecordDraft("manual", 1, number, employer, values, {name: str(value) for name, value in values.items()})
        for number, (employer, values) in enumerate(records, 1)
    )
    return SubmissionDraft(agency_id, _FORM, day, "nhap-truc-tiep", None, "manual", rows, ())


def _asked(connection: Connection, agency_id: int) -> list[tuple[int, dict[str, Any]]]:
    """What the newest list of the body asks for that waits or counts: who employs, and the values."""
    s, r = submission.c, source_record.c
    newest = (
        select(s.submission_id)
        .where(s.agency_id == agency_id, s.form == _FORM, s.state.in_(("submitted", "approved")))
        .order_by(s.as_of.desc(), s.submission_id.desc())
        .limit(1)
    )
    # A row that was sent back is asked for no more.
    returned = text(
        "not exists (select from record_return b where b.source_record_id = source_record.source_record_id)"
    )
    rows = connection.execute(
        select(r.employer_id, r["values"])
        .where(r.submission_id == newest.scalar_subquery(), r.state == "accepted", returned)
        .order_by(r.source_record_id)
    )
    return [(row.employer_id, dict(row[1])) for row in rows]
