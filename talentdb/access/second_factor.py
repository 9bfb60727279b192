"""The second factor: codes of RFC 6238 that a phone shows, and codes on paper for who has lost it.

The secret rests encrypted, with its place; a code is taken once, and wrong ones count like wrong passwords. Opens no
session. Who needs one is the neighbour's, `factor_rule`.
"""

import base64
import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor import InvalidToken
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from sqlalchemy import Connection, Engine, delete, func, insert, select, update

from talentdb.access.audit import audit
from talentdb.access.context import unit_of_work
from talentdb.access.keyring import Keyring
from talentdb.access.lockout import count_failure, hold_open
from talentdb.access.principal import GATE, Principal
from talentdb.access.rights import Action, require
from talentdb.access.sessions import end_sessions
from talentdb.db.tables import recovery_code, second_factor
from talentdb.errors import ConflictError, ForbiddenError, UsageError
from talentdb.settings import now

__all__ = [
    "FACTOR_PLACE",
    "Enrolment",
    "FactorState",
    "begin_enrolment",
    "check_code",
    "confirm_enrolment",
    "is_enrolled",
    "new_recovery_codes",
    "reset_second_factor",
    "second_factor_state",
]

FACTOR_PLACE: Final = "second_factor:{}"
"""Associated data of the encrypted secret: whose it is."""
# What the common programs for phones know: SHA-1, six digits, half a minute. The secret has the length of the hash.
_DIGITS: Final = 6
_SECONDS: Final = 30
_SECRET_BYTES: Final = 20
_ISSUER: Final = "Tri thuc Hung Yen"
_DRIFT: Final = (-1, 0, 1)
"""Half minutes that the clock of a phone may be off."""
_RECOVERY_CODES: Final = 10


@dataclass(frozen=True, slots=True)
class Enrolment:
    """What the owner of an account takes into the phone.

    Args:
        secret: in base32, in groups of four, to be typed.
        address: the same as `otpauth://` address, to be drawn as a QR code.
    """

    secret: str
    address: str


@dataclass(frozen=True, slots=True)
class FactorState:
    """Since when codes are asked (None: they are not), and how many codes on paper are left."""

    since: datetime | None
    recovery_left: int


def _place(account_id: int) -> str:
    return FACTOR_PLACE.format(account_id)


def _totp(secret: bytes) -> TOTP:
    return TOTP(secret, _DIGITS, SHA1(), _SECONDS)  # noqa: S303 - RFC 6238's hash; not used against collisions


def _number(principal: Principal) -> int:
    if principal.account_id is None:
        raise UsageError("Người vận hành không có tài khoản nên không có lớp thứ hai.")
    return principal.account_id


def begin_enrolment(engine: Engine, keyring: Keyring, principal: Principal) -> Enrolment:
    """The secret of an account that has confirmed none yet: made at the first call, the same until it is confirmed.

    Raises: ConflictError when codes are asked already.
    """
    number = _number(principal)
    with unit_of_work(engine, GATE) as connection:
        row = connection.execute(
            select(second_factor).where(second_factor.c.account_id == number).with_for_update()
        ).one_or_none()
        if row is not None and row.confirmed_at is not None:
            raise ConflictError("Tài khoản này đã bật xác thực hai lớp.", "Quay lại trang đăng nhập.")
        if row is None:
            secret = secrets.token_bytes(_SECRET_BYTES)
            connection.execute(
                insert(second_factor).values(
                    account_id=number, secret_cipher=keyring.encrypt(secret, _place(number)), created_at=now()
                )
            )
        else:
            secret = keyring.decrypt(bytes(row.secret_cipher), _place(number))
    typed = base64.b32encode(secret).decode()
    groups = " ".join(typed[at : at + 4] for at in range(0, len(typed), 4))
    return Enrolment(groups, _totp(secret).get_provisioning_uri(principal.login, _ISSUER))


def confirm_enrolment(engine: Engine, keyring: Keyring, principal: Principal, code: str) -> tuple[str, ...]:
    """Ask for codes from now on, as this one is right; gives the codes on paper, which are told only here.

    Raises: ForbiddenError (wrong code, which counts; or locked), ConflictError (asked already).
    """
    number = _number(principal)
    begin_enrolment(engine, keyring, principal)
    with unit_of_work(engine, GATE) as connection:
        hold_open(connection, number)
        if right := _take_phone_code(connection, keyring, number, code, confirm=True):
            codes = _make_recovery_codes(connection, number)
            audit(connection, GATE, "second_factor.enrolled", "account", number)
        else:
            count_failure(connection, number, principal.login, "code")
    if not right:
        raise _refused()
    return codes


def is_enrolled(connection: Connection, account_id: int) -> bool:
    """Whether codes are asked of an account."""
    return second_factor_state(connection, account_id).since is not None


def second_factor_state(connection: Connection, account_id: int) -> FactorState:
    """How an account stands; needs the gate, its owner or an administrator."""
    since = connection.execute(
        select(second_factor.c.confirmed_at).where(second_factor.c.account_id == account_id)
    ).scalar()
    left = connection.execute(
        select(func.count())
        .select_from(recovery_code)
        .where(recovery_code.c.account_id == account_id, recovery_code.c.used_at.is_(None))
    ).scalar_one()
    return FactorState(since, left)


def check_code(engine: Engine, keyring: Keyring, principal: Principal, code: str) -> None:
    """Take a code of the phone or one on paper, once.

    Raises: ForbiddenError (wrong or used, which counts; or locked).
    """
    number = _number(principal)
    with unit_of_work(engine, GATE) as connection:
        hold_open(connection, number)
        right = _take_phone_code(connection, keyring, number, code) or _take_recovery_code(connection, number, code)
        if not right:
            count_failure(connection, number, principal.login, "code")
    if not right:
        raise _refused()


def _refused() -> ForbiddenError:
    return ForbiddenError(
        "Mã không đúng hoặc đã dùng.", "Chờ điện thoại hiện mã mới rồi nhập lại; kiểm tra giờ của điện thoại."
    )


def _take_phone_code(
    connection: Connection, keyring: Keyring, number: int, code: str, *, confirm: bool = False
) -> bool:
    """Whether the code is that of now, a half minute before or after, and newer than the last one taken."""
    typed = re.sub(r"\s", "", code)
    moment = now()
    row = connection.execute(
        select(second_factor).where(second_factor.c.account_id == number).with_for_update()
    ).one_or_none()
    if row is None or (row.confirmed_at is None) != confirm:
        return False
    step = _step_of(_totp(keyring.decrypt(bytes(row.secret_cipher), _place(number))), typed, moment)
    if step is None or step <= row.last_step:
        return False
    connection.execute(
        update(second_factor)
        .where(second_factor.c.account_id == number)
        .values(last_step=step, confirmed_at=row.confirmed_at or moment)
    )
    return True


def _step_of(totp: TOTP, typed: str, moment: datetime) -> int | None:
    """The half minute that shows this code, the newest first."""
    if not re.fullmatch(r"[0-9]{6}", typed):
        return None
    current = int(moment.timestamp()) // _SECONDS
    for step in sorted((current + drift for drift in _DRIFT), reverse=True):
        try:
            totp.verify(typed.encode(), step * _SECONDS)
        except InvalidToken:
            continue
        return step
    return None


def _recovery_hash(number: int, code: str) -> bytes:
    # 80 random bits: no guess finds them, so a slow hash would only cost time.
    plain = re.sub(r"[^a-z2-7]", "", code.lower())
    return hashlib.sha256(f"recovery:{number}:{plain}".encode()).digest()


def _make_recovery_codes(connection: Connection, number: int) -> tuple[str, ...]:
    connection.execute(delete(recovery_code).where(recovery_code.c.account_id == number))
    plain = [base64.b32encode(secrets.token_bytes(10)).decode().lower() for _ in range(_RECOVERY_CODES)]
    connection.execute(
        insert(recovery_code),
        [{"account_id": number, "code_hash": _recovery_hash(number, one)} for one in plain],
    )
    return tuple("-".join(one[at : at + 4] for at in range(0, len(one), 4)) for one in plain)


def _take_recovery_code(connection: Connection, number: int, code: str) -> bool:
    taken = connection.execute(
        update(recovery_code)
        .where(
            recovery_code.c.account_id == number,
            recovery_code.c.code_hash == _recovery_hash(number, code),
            recovery_code.c.used_at.is_(None),
        )
        .values(used_at=now())
    ).rowcount
    if taken:
        audit(connection, GATE, "second_factor.recovery_used", "account", number)
    return bool(taken)


def new_recovery_codes(engine: Engine, keyring: Keyring, principal: Principal, code: str) -> tuple[str, ...]:
    """Other codes on paper in the place of the old ones, for who shows a code.

    Raises: ForbiddenError (wrong code, which counts; or locked).
    """
    check_code(engine, keyring, principal, code)
    number = _number(principal)
    with unit_of_work(engine, GATE) as connection:
        codes = _make_recovery_codes(connection, number)
        audit(connection, GATE, "second_factor.recovery_made", "account", number)
    return codes


def reset_second_factor(connection: Connection, principal: Principal, account_id: int) -> None:
    """Forget the phone and the paper of another's account, and end its sessions: whoever holds a lost phone may
    have some. Its owner enrols anew at the next sign-in.

    Raises: ForbiddenError; UsageError for one's own account, which takes another administrator.
    """
    require(principal, Action.ADMINISTER)
    if account_id == principal.account_id:
        raise UsageError("Không thể tự đặt lại lớp xác thực thứ hai của mình.", "Nhờ quản trị viên khác.")
    connection.execute(delete(recovery_code).where(recovery_code.c.account_id == account_id))
    connection.execute(delete(second_factor).where(second_factor.c.account_id == account_id))
    end_sessions(connection, principal, account_id)
    audit(connection, principal, "second_factor.reset", "account", account_id)
