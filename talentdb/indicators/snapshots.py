"""Figures of a plan frozen for a period, and who vouches for them. Nothing that comes later changes them.

Owns the tables snapshot and snapshot_signature; what they hold is made by `engine.compute`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from importlib.metadata import version
from typing import Any, Final

from sqlalchemy import Connection, Row, insert, select

from talentdb.access.audit import audit
from talentdb.access.principal import Principal, Role
from talentdb.access.rights import Action, require
from talentdb.db.schema import SCHEMA_VERSION
from talentdb.db.tables import snapshot, snapshot_signature
from talentdb.errors import ConflictError, DataError, ForbiddenError, NotFoundError, UsageError
from talentdb.indicators import labels
from talentdb.indicators.engine import ALL_CUTS, check_reader, compute
from talentdb.indicators.frozen import Change, changes, digest
from talentdb.indicators.suppression import shown_to
from talentdb.plans import load_plan
from talentdb.registry.decisions import newest_decision
from talentdb.settings import today

__all__ = ["Signature", "Snapshot", "freeze", "list_snapshots", "read_snapshot", "sign", "since"]

_SIGNERS: Final = frozenset({Role.STEWARD, Role.LEADER})


@dataclass(frozen=True, slots=True)
class Signature:
    """Who vouched for frozen figures, in which words, when."""

    login: str
    statement: str
    signed_at: datetime


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Frozen figures.

    Args:
        body: the answer of `engine.compute` with all cuts; inputs: versions of all it was made of.
        sha256: digest of everything above it, in hexadecimal digits.
    """

    snapshot_id: int
    plan: str
    period: str
    as_of: date
    body: Mapping[str, Any]
    inputs: Mapping[str, Any]
    sha256: str
    login: str
    taken_at: datetime
    signatures: tuple[Signature, ...]


def freeze(connection: Connection, principal: Principal, plan_code: str, period: str, as_of: date) -> Snapshot:
    """Freeze the figures of a plan as they are now for a day.

    Several of one period stand beside each other: what was signed is never replaced.

    Raises: ForbiddenError for roles that do not decide; NotFoundError for an unknown plan; UsageError for a day to
        come or a period that is none.
    """
    require(principal, Action.REVIEW)
    if as_of > today():
        raise UsageError(f"Chưa chốt được số liệu của ngày {as_of:%d/%m/%Y}: ngày đó chưa tới.", labels.PERIOD_ADVICE)
    if labels.PERIOD.fullmatch(period) is None:
        raise UsageError(f"“{period}” không phải một kỳ báo cáo.", labels.PERIOD_ADVICE)
    plan = load_plan(plan_code)
    body = compute(connection, principal, plan, as_of, ALL_CUTS)
    inputs = {
        "decision": newest_decision(connection),
        "definition_version": plan.definition_version,
        "choices": body["choices"],
        "schema": SCHEMA_VERSION,
        "program": version("talentdb"),
    }
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


def sign(connection: Connection, principal: Principal, snapshot_id: int) -> Snapshot:
    """Vouch for frozen figures with one's account.

    Raises: ForbiddenError unless a steward or a leader signs for themselves; NotFoundError; DataError where the
        figures are not those that were frozen; ConflictError for signing twice.
    """
    if principal.role not in _SIGNERS or principal.account_id is None:
        raise ForbiddenError(labels.SIGN_FORBIDDEN, labels.SIGN_ADVICE)
    found = read_snapshot(connection, principal, snapshot_id)
    if any(one.login == principal.login for one in found.signatures):
        raise ConflictError(f"Tài khoản này đã ký số liệu chốt số {snapshot_id}.", labels.SIGNED_ADVICE)
    connection.execute(
        insert(snapshot_signature).values(
            snapshot_id=snapshot_id, account_id=principal.account_id, login=principal.login,
            sha256=bytes.fromhex(found.sha256), statement=labels.STATEMENT.format(period=found.period),
        )
    )  # fmt: skip
    audit(connection, principal, "snapshot.signed", "snapshot", snapshot_id, details={"sha256": found.sha256})
    return read_snapshot(connection, principal, snapshot_id)


def read_snapshot(connection: Connection, principal: Principal, snapshot_id: int) -> Snapshot:
    """Frozen figures as far as the role may see them, after a look whether they are still those that were frozen.

    Raises: ForbiddenError for roles that see no figures; NotFoundError; DataError where the digest does not fit.
    """
    check_reader(principal)
    row = connection.execute(select(snapshot).where(snapshot.c.snapshot_id == snapshot_id)).one_or_none()
    if row is None:
        raise NotFoundError(f"Không có số liệu chốt số {snapshot_id}.", labels.SNAPSHOTS_ADVICE)
    found = _snapshot(connection, row)
    if digest(found.plan, found.period, found.as_of, found.body, found.inputs).hex() != found.sha256:
        raise DataError(f"Số liệu chốt số {snapshot_id} đã bị thay đổi so với lúc chốt.", labels.TAMPERED_ADVICE)
    return replace(found, body=shown_to(principal, found.body))


def list_snapshots(connection: Connection, principal: Principal, plan_code: str) -> Sequence[Snapshot]:
    """All frozen figures of a plan, newest first. Raises: ForbiddenError for roles that see no figures."""
    check_reader(principal)
    rows = connection.execute(
        select(snapshot).where(snapshot.c.plan_code == plan_code).order_by(snapshot.c.snapshot_id.desc())
    ).all()
    found = (_snapshot(connection, row) for row in rows)
    return [replace(one, body=shown_to(principal, one.body)) for one in found]


def since(connection: Connection, principal: Principal, snapshot_id: int) -> tuple[Change, ...]:
    """What differs between frozen figures and what the registry says now of the same day."""
    found = read_snapshot(connection, principal, snapshot_id)
    now = compute(connection, principal, load_plan(found.plan), found.as_of, ALL_CUTS)
    return changes(found.body, now)


def _snapshot(connection: Connection, row: Row[Any]) -> Snapshot:
    signed = connection.execute(
        select(snapshot_signature)
        .where(snapshot_signature.c.snapshot_id == row.snapshot_id)
        .order_by(snapshot_signature.c.signed_at)
    )
    signatures = tuple(Signature(one.login, one.statement, one.signed_at) for one in signed)
    return Snapshot(
        row.snapshot_id, row.plan_code, row.period, row.as_of, row.body, row.inputs, bytes(row.sha256).hex(),
        row.login, row.taken_at, signatures,
    )  # fmt: skip
