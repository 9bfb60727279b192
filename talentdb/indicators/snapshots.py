"""Figures of a plan frozen for a period, and who vouches for them. Nothing that comes later changes them.

Owns the tables snapshot and snapshot_signature; what they hold is made by `engine.compute`, what differs between two
of them is told by `differing`.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from importlib.metadata import version
from typing import Any, Final

from sqlalchemy import Connection, Row, func, insert, select
from sqlalchemy.exc import IntegrityError

from talentdb.access.audit import audit
from talentdb.access.context import reading_as
from talentdb.access.principal import OPERATOR, Principal, Role
from talentdb.access.rights import Action, require
from talentdb.db.schema import SCHEMA_VERSION
from talentdb.db.tables import agency_target, snapshot, snapshot_signature, task_report
from talentdb.db.views import person_fact
from talentdb.errors import ConflictError, DataError, ForbiddenError, NotFoundError, UsageError
from talentdb.indicators import snapshot_labels as labels
from talentdb.indicators.engine import ALL_CUTS, check_reader, compute
from talentdb.indicators.frozen import digest
from talentdb.indicators.suppression import shown_to
from talentdb.plans import Plan, load_plan
from talentdb.plans.choices import choices_of
from talentdb.plans.periods import is_period
from talentdb.registry.decisions import hold_registry, newest_decision
from talentdb.settings import today
from talentdb.text import format_date

__all__ = ["Head", "Signature", "Snapshot", "freeze", "inputs_of", "list_snapshots", "read_snapshot", "sign"]

_SIGNERS: Final = frozenset({Role.STEWARD, Role.LEADER})


@dataclass(frozen=True, slots=True)
class Signature:
    """Who vouched for frozen figures, in which words, when; sha256: digest of what was signed."""

    login: str
    statement: str
    signed_at: datetime
    sha256: str


@dataclass(frozen=True, slots=True)
class Head:
    """What lists say of frozen figures.

    Args:
        sha256: digest of plan, period, day, figures and inputs, in hexadecimal digits.
    """

    snapshot_id: int
    plan: str
    period: str
    as_of: date
    sha256: str
    login: str
    taken_at: datetime
    signatures: tuple[Signature, ...]


@dataclass(frozen=True, slots=True)
class Snapshot(Head):
    """Frozen figures.

    Args:
        body: the answer of `engine.compute` with all cuts; inputs: versions of all it was made of.
    """

    body: Mapping[str, Any]
    inputs: Mapping[str, Any]


def freeze(connection: Connection, principal: Principal, plan_code: str, period: str, as_of: date) -> Snapshot:
    """Freeze the figures of a plan as they are now for a day.

    Several of one period stand beside each other: what was signed is never replaced.

    Raises: ForbiddenError for roles that do not decide; NotFoundError for an unknown plan; UsageError for a day to
        come, a period that is none or outside the years of the plan and the one before it, a day of another year, and
        a plan without indicators.
    """
    require(principal, Action.REVIEW)
    if as_of > today():
        raise UsageError(labels.FUTURE.format(day=f"{as_of:%d/%m/%Y}"), labels.PERIOD_ADVICE)
    if not is_period(period):
        raise UsageError(labels.NO_PERIOD.format(period=period), labels.PERIOD_ADVICE)
    plan = load_plan(plan_code)
    if not plan.indicators:
        raise UsageError(labels.NOTHING_TO_FREEZE.format(plan=plan.code), labels.NOTHING_TO_FREEZE_ADVICE)
    # The year before the plan is where it starts from.
    if not plan.first_year - 1 <= int(period[:4]) <= plan.last_year:
        raise UsageError(
            labels.OUTSIDE_PLAN.format(plan=plan.code, first=plan.first_year, last=plan.last_year, period=period),
            labels.PERIOD_ADVICE,
        )
    if as_of.year != int(period[:4]):
        raise UsageError(labels.OTHER_YEAR.format(day=format_date(as_of), period=period), labels.PERIOD_ADVICE)
    # Nobody decides meanwhile: the inputs are those of the figures.
    hold_registry(connection)
    body = compute(connection, principal, plan, as_of, ALL_CUTS)
    inputs = inputs_of(connection, plan, as_of)
    sha256 = digest(plan_code, period, as_of, body, inputs)
    number = connection.execute(
        insert(snapshot)
        .values(
            plan_code=plan_code, period=period, as_of=as_of, body=body, inputs=inputs, sha256=sha256,
            account_id=principal.account_id, login=principal.login,
        )
        .returning(snapshot.c.snapshot_id)
    ).scalar_one()  # fmt: skip
    audit(connection, principal, "snapshot.frozen", "snapshot", number, details={"sha256": sha256.hex()})
    return read_snapshot(connection, principal, number)


def inputs_of(connection: Connection, plan: Plan, as_of: date) -> dict[str, Any]:
    """Versions of all that the figures of a plan for a day are made of just now; equal inputs make equal figures.

    The same for whoever asks: read with the operator's rights, because leaders and searchers read no decisions, and
    would be told of a change where there is none.
    """
    with reading_as(connection, OPERATOR):
        return _versions(connection, plan, as_of)


def _versions(connection: Connection, plan: Plan, as_of: date) -> dict[str, Any]:
    held = person_fact.c.valid_from <= as_of, func.coalesce(person_fact.c.valid_to, date.max) > as_of
    return {
        "decision": newest_decision(connection),
        "people": connection.execute(select(func.count()).where(*held)).scalar_one(),
        "definition_version": plan.definition_version,
        "plan_sha256": hashlib.sha256(plan.model_dump_json().encode()).hexdigest(),
        "choices": choices_of(connection, plan),
        "targets": _newest(connection, plan, agency_target.c.agency_target_id, agency_target.c.plan_code),
        "tasks": _newest(connection, plan, task_report.c.task_report_id, task_report.c.plan_code),
        "schema": SCHEMA_VERSION,
        "program": version("talentdb"),
    }


def _newest(connection: Connection, plan: Plan, number: Any, plan_code: Any) -> int:
    found: int = connection.execute(
        select(func.coalesce(func.max(number), 0)).where(plan_code == plan.code)
    ).scalar_one()
    return found


def sign(connection: Connection, principal: Principal, snapshot_id: int) -> Snapshot:
    """Vouch for frozen figures with one's account.

    Raises: ForbiddenError unless a steward or a leader signs for themselves; NotFoundError; DataError where the
        figures are not those that were frozen; ConflictError for signing twice.
    """
    if principal.role is Role.OPERATOR:
        raise ForbiddenError(labels.OPERATOR_SIGNS, labels.OPERATOR_SIGNS_ADVICE)
    if principal.role not in _SIGNERS or principal.account_id is None:
        raise ForbiddenError(labels.SIGN_FORBIDDEN, labels.SIGN_ADVICE)
    found = read_snapshot(connection, principal, snapshot_id)
    try:
        # Signing twice at once: the second one waits for the first, and is refused by the key.
        with connection.begin_nested():
            connection.execute(
                insert(snapshot_signature).values(
                    snapshot_id=snapshot_id, account_id=principal.account_id, login=principal.login,
                    sha256=bytes.fromhex(found.sha256), statement=labels.STATEMENT.format(period=found.period),
                )
            )  # fmt: skip
    except IntegrityError as error:
        raise ConflictError(labels.SIGNED.format(number=snapshot_id), labels.SIGNED_ADVICE) from error
    audit(connection, principal, "snapshot.signed", "snapshot", snapshot_id, details={"sha256": found.sha256})
    return read_snapshot(connection, principal, snapshot_id)


def read_snapshot(connection: Connection, principal: Principal, snapshot_id: int) -> Snapshot:
    """Frozen figures as far as the role may see them, after a look whether they are still those that were frozen.

    Raises: ForbiddenError for roles that see no figures; NotFoundError; DataError where they are no longer what was
        frozen or signed.
    """
    check_reader(principal)
    row = connection.execute(select(snapshot).where(snapshot.c.snapshot_id == snapshot_id)).one_or_none()
    if row is None:
        raise NotFoundError(labels.MISSING.format(number=snapshot_id), labels.SNAPSHOTS_ADVICE)
    head = _head(row, _signatures(connection, [snapshot_id]).get(snapshot_id, ()))
    if digest(head.plan, head.period, head.as_of, row.body, row.inputs).hex() != head.sha256:
        raise DataError(labels.TAMPERED.format(number=snapshot_id), labels.TAMPERED_ADVICE)
    for one in head.signatures:
        if one.sha256 != head.sha256:
            raise DataError(labels.SIGNED_OTHER.format(number=snapshot_id, login=one.login), labels.TAMPERED_ADVICE)
    values = {name: getattr(head, name) for name in Head.__dataclass_fields__}
    found = Snapshot(**values, body=row.body, inputs=row.inputs)
    return replace(found, body=shown_to(principal, found.body))


def list_snapshots(connection: Connection, principal: Principal, plan_code: str | None = None) -> Sequence[Head]:
    """What has been frozen, of one plan or of all, newest first; the figures are got by `read_snapshot`.

    Raises: ForbiddenError for roles that see no figures.
    """
    check_reader(principal)
    wanted = select(*(column for column in snapshot.c if column.name not in {"body", "inputs"}))
    if plan_code is not None:
        wanted = wanted.where(snapshot.c.plan_code == plan_code)
    rows = connection.execute(wanted.order_by(snapshot.c.snapshot_id.desc())).all()
    signed = _signatures(connection, [row.snapshot_id for row in rows])
    return [_head(row, signed.get(row.snapshot_id, ())) for row in rows]


def _head(row: Row[Any], signatures: tuple[Signature, ...]) -> Head:
    return Head(
        row.snapshot_id, row.plan_code, row.period, row.as_of, bytes(row.sha256).hex(), row.login, row.taken_at,
        signatures,
    )  # fmt: skip


def _signatures(connection: Connection, numbers: Sequence[int]) -> dict[int, tuple[Signature, ...]]:
    columns = snapshot_signature.c
    rows = connection.execute(
        select(snapshot_signature).where(columns.snapshot_id.in_(numbers)).order_by(columns.signed_at)
    )
    found: dict[int, tuple[Signature, ...]] = {}
    for row in rows:
        one = Signature(row.login, row.statement, row.signed_at, bytes(row.sha256).hex())
        found[row.snapshot_id] = (*found.get(row.snapshot_id, ()), one)
    return found
