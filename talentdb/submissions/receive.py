"""Stores a draft: original bytes, records and problems, encrypted where they must be, in the caller's transaction.

The same file from the same agency in the same form is stored once. Knows nothing of Excel; decides no identity.
"""

import hashlib
import json
import re
import secrets
from collections.abc import Iterator, Sequence
from typing import Any, Final, Literal

from psycopg.types.json import Jsonb
from sqlalchemy import Connection, insert, select, text

from talentdb.access.audit import audit
from talentdb.access.keyring import Keyring, record_place
from talentdb.access.principal import Principal, Role
from talentdb.access.rights import Action, require
from talentdb.db.staging import insert_rows
from talentdb.db.tables import submission
from talentdb.errors import DataError
from talentdb.failpoints import reach
from talentdb.fields import RESTRICTED
from talentdb.people.blocking import match_keys
from talentdb.people.keys import id_facts, name_keys, search_key
from talentdb.people.records import PERSON_FORMS
from talentdb.people.reference import Reference, read_reference
from talentdb.settings import VIETNAM, now
from talentdb.submissions.draft import ProblemDraft, Receipt, RecordDraft, RestRow, SubmissionDraft
from talentdb.submissions.erased import refuse_erased
from talentdb.submissions.states import record_event

__all__ = ["file_place", "read_rest", "receive", "rest_cipher"]

_RECORD_COLUMNS: Final = (
    "submission_id", "agency_id", "employer_id", "form", "sheet", "table_no", "row_no", "part_no", "state", "values",
    "raw_cipher", "national_id_cipher", "national_id_hmac", "national_id_kind", "staff_code", "name_key",
    "name_toned", "birth_date", "birth_date_precision", "sex", "id_sex", "id_birth_year", "match_keys",
    "corrects_record_id", "search_key",
)  # fmt: skip
_PROBLEM_COLUMNS: Final = (
    "submission_id", "problem_no", "code", "severity", "sheet", "cell", "row_no", "field", "raw", "message",
    "suggestion",
)  # fmt: skip
# Letters and digits that nobody mixes up on paper: no 0 O 1 I L.
_RECEIPT_LETTERS: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_ID_LENGTHS: Final = {12: "citizen", 9: "old"}
_LONG_ID: Final = re.compile(r"(?<!\d)(\d{3})\d{5}(\d{4})(?!\d)")
_HIDDEN: Final = r"\1•••••\2"
_DIGITS_MATTER: Final = frozenset({"staff_code", "phone", "email", "certificate_no", "professional_title_code"})
_DIGIT: Final = re.compile(r"\d")


def receive(
    connection: Connection,
    principal: Principal,
    keyring: Keyring,
    draft: SubmissionDraft,
    state: Literal["draft", "submitted"] = "draft",
) -> Receipt:
    """Store a draft; all or nothing with the transaction of `connection`.

    Returns: the earlier receipt with created=False when this agency has the same bytes in the same form as a draft,
        submitted or approved.
    Raises: ForbiddenError for a role that hands nothing in; DataError for a submission without any record, or with
    somebody whose data were erased.
    """
    require(principal, Action.UPLOAD if principal.role is Role.AGENCY else Action.REVIEW)
    if not draft.records:
        raise DataError("Tệp không có dòng dữ liệu nào nên không được ghi nhận.", "Kiểm tra lại tệp rồi nộp lại.")
    # One agency's submissions take turns; two uploads of one file at once must give one receipt.
    connection.execute(text("select pg_advisory_xact_lock(7040002, :agency)"), {"agency": draft.agency_id})
    digest = None if draft.content is None else hashlib.sha256(draft.content).hexdigest()
    earlier = _earlier(connection, draft, digest)
    if earlier is not None:
        return earlier
    refuse_erased(connection, keyring, draft.records)
    if digest is not None:
        _store_file(connection, keyring, draft, digest)
        reach("original.stored")
    receipt = _store_submission(connection, principal, draft, digest, state)
    reference = read_reference(connection)
    insert_rows(connection, "source_record", _RECORD_COLUMNS, _records(keyring, draft, receipt, reference))
    reach("records.copied")
    insert_rows(connection, "submission_problem", _PROBLEM_COLUMNS, _problems(draft, receipt))
    record_event(connection, principal, receipt.submission_id, "received")
    if state == "submitted":
        record_event(connection, principal, receipt.submission_id, "submitted")
    counts = {"records": len(draft.records), "problems": len(draft.problems), "state": state}
    audit(connection, principal, "submission.received", "submission", receipt.submission_id, details=counts)
    reach("receipt.audited")
    return receipt


def file_place(digest: str) -> str:
    """Associated data of the encrypted bytes of a file."""
    return f"submission_file:{digest}"


def rest_cipher(keyring: Keyring, rows: Sequence[RestRow], digest: str) -> bytes | None:
    """The rows of a file that became no record, encrypted; None when there are none."""
    if not rows:
        return None
    told = [[one.sheet, one.row, one.reason, dict(one.cells)] for one in rows]
    return keyring.encrypt(json.dumps(told, ensure_ascii=False).encode(), _rest_place(digest))


def read_rest(keyring: Keyring, cipher: bytes | None, digest: str) -> tuple[RestRow, ...]:
    """What `rest_cipher` made, in clear."""
    if cipher is None:
        return ()
    return tuple(RestRow(*one) for one in json.loads(keyring.decrypt(cipher, _rest_place(digest))))


def _rest_place(digest: str) -> str:
    return f"{file_place(digest)}:rest"


def _earlier(connection: Connection, draft: SubmissionDraft, digest: str | None) -> Receipt | None:
    if digest is None:
        return None
    same = (
        (submission.c.agency_id == draft.agency_id)
        & (submission.c.form == draft.form)
        & (submission.c.file_sha256 == digest)
        & submission.c.state.in_(("draft", "submitted", "approved"))
    )
    row = connection.execute(select(submission.c.submission_id, submission.c.receipt).where(same)).one_or_none()
    return None if row is None else Receipt(row.submission_id, row.receipt, False)


def _store_file(connection: Connection, keyring: Keyring, draft: SubmissionDraft, digest: str) -> None:
    content = draft.content or b""
    # Without a conflict target: naming one would need the right to see the row of another agency.
    connection.execute(
        text(
            "insert into submission_file (sha256, size, kind, content_cipher, rest_cipher)"
            " values (:sha256, :size, :kind, :cipher, :rest) on conflict do nothing"
        ),
        {
            "sha256": digest,
            "size": len(content),
            "kind": draft.file_kind,
            "cipher": keyring.encrypt(content, file_place(digest)),
            "rest": rest_cipher(keyring, draft.rest, digest),
        },
    )


def _store_submission(
    connection: Connection, principal: Principal, draft: SubmissionDraft, digest: str | None, state: str
) -> Receipt:
    day = now().astimezone(VIETNAM).strftime("%y%m%d")
    number = f"{day}-{''.join(secrets.choice(_RECEIPT_LETTERS) for _ in range(8))}"
    severities = [problem.severity for problem in draft.problems]
    submission_id = connection.execute(
        insert(submission)
        .values(
            receipt=number,
            agency_id=draft.agency_id,
            form=draft.form,
            origin=draft.origin,
            file_sha256=digest,
            file_name=draft.file_name,
            as_of=draft.as_of,
            state=state,
            n_records=len(draft.records),
            n_refused=sum(record.refused for record in draft.records),
            n_errors=severities.count("error"),
            n_warnings=severities.count("warning"),
            understanding=dict(draft.understanding),
            reader_version=draft.reader_version,
            created_by=principal.account_id,
        )
        .returning(submission.c.submission_id)
    ).scalar_one()
    return Receipt(submission_id, number, True)


def _records(
    keyring: Keyring, draft: SubmissionDraft, receipt: Receipt, reference: Reference
) -> Iterator[tuple[Any, ...]]:
    for record in draft.records:
        yield _record(keyring, draft, receipt.submission_id, record, reference)


def _record(
    keyring: Keyring, draft: SubmissionDraft, submission_id: int, record: RecordDraft, reference: Reference
) -> tuple[Any, ...]:
    """The row of one record, in the order of _RECORD_COLUMNS."""
    place = (record.sheet, record.table_no, record.row_no, record.part_no)
    values = {k: _without_ids(k, v) for k, v in record.values.items() if k not in RESTRICTED and v is not None}
    raw = json.dumps(dict(record.raw), ensure_ascii=False).encode()
    name_key, name_toned = name_keys(values.get("full_name"))
    refused = record.refused or (name_key is None and draft.form in PERSON_FORMS)
    employer = reference.agencies[record.employer_id]
    words = search_key(values, (employer.name, *employer.aliases), reference.labels)
    number = record.values.get("national_id")
    cipher, digest, kind = _national_id(keyring, number, record_place(submission_id, *place, "national_id"))
    keys = match_keys(
        values, name_key=name_key, id_hash=digest, employer_id=record.employer_id,
        birth_date=values.get("birth_date"), birth_precision=values.get("birth_date_precision"),
    )  # fmt: skip
    return (
        submission_id, draft.agency_id, record.employer_id, draft.form, *place,
        "refused" if refused else "accepted", Jsonb(values),
        keyring.encrypt(raw, record_place(submission_id, *place, "raw")),
        cipher, digest, kind, values.get("staff_code"), name_key, name_toned, values.get("birth_date"),
        values.get("birth_date_precision"), values.get("sex"), *id_facts(number if kind == "citizen" else None),
        # As PostgreSQL writes an array: a list would be looked through for its type, a tenth of the whole work.
        f"{{{','.join(map(str, keys))}}}", record.corrects, words,
    )  # fmt: skip


def _without_ids(name: str, value: Any) -> Any:
    """A value as it may stand in the clear: a national id typed into a text (“Phó phòng, CCCD 033…”) is masked.

    What was typed stays in the encrypted raw row. Codes and addresses of mail keep their digits.
    """
    if isinstance(value, str) and name not in _DIGITS_MATTER:
        return _LONG_ID.sub(_HIDDEN, value)
    if isinstance(value, list):
        return [_without_ids(name, item) for item in value]
    return value


def _national_id(keyring: Keyring, value: Any, place: str) -> tuple[bytes | None, bytes | None, str | None]:
    """Ciphertext, keyed hash and kind; three times None without a well-formed number."""
    kind = _ID_LENGTHS.get(len(value)) if isinstance(value, str) and value.isascii() and value.isdigit() else None
    if kind is None:
        return None, None, None
    return keyring.encrypt(value.encode(), place), keyring.national_id_hmac(value), kind


def _masked(problem: ProblemDraft) -> tuple[str | None, str, str | None]:
    """Raw text, message and suggestion without any national id in the clear."""
    raw, message, suggestion = problem.raw, problem.message, problem.suggestion
    if problem.field in RESTRICTED:
        if raw:
            hidden = _mask_digits(raw)
            message = message.replace(raw, hidden)
            raw = hidden
        if suggestion:
            message = message.replace(suggestion, _mask_digits(suggestion))
        suggestion = None

    def mask_long(value: str | None) -> str | None:
        return None if value is None else _LONG_ID.sub(_HIDDEN, value)

    # A number of twelve digits in any other column may be an id in the wrong place.
    return mask_long(raw), mask_long(message) or "", mask_long(suggestion)


def _mask_digits(value: str) -> str:
    """All digits but the last four hidden, so that the sender still recognises the cell."""
    digits = len(_DIGIT.findall(value))
    seen = iter(range(digits))
    return _DIGIT.sub(lambda found: "•" if next(seen) < max(digits - 4, 0) else found.group(), value)


def _problems(draft: SubmissionDraft, receipt: Receipt) -> Iterator[tuple[Any, ...]]:
    for number, problem in enumerate(draft.problems, 1):
        raw, message, suggestion = _masked(problem)
        yield (
            receipt.submission_id, number, problem.code, problem.severity, problem.sheet, problem.cell,
            problem.row_no, problem.field, raw, message, suggestion,
        )  # fmt: skip
