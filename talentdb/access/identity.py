"""Who comes in: one interface for our own accounts and for the single sign-on of the province.

Either says only *who*; what follows is ours and the same for both: a second factor where the role needs one, our own
session, the role read from the database. No account is ever made here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Protocol

from sqlalchemy import Engine, select, update

from talentdb.access.audit import audit
from talentdb.access.context import unit_of_work
from talentdb.access.disuse import close_unused, is_unused
from talentdb.access.factor_rule import needs_second_factor
from talentdb.access.keyring import Keyring
from talentdb.access.lockout import refuse_locked
from talentdb.access.passwords import authenticate, principal_from
from talentdb.access.principal import GATE, Principal
from talentdb.access.second_factor import is_enrolled
from talentdb.access.sessions import IdentityKind, Step, open_session
from talentdb.db.tables import account
from talentdb.errors import ForbiddenError
from talentdb.settings import now

__all__ = ["Entered", "Identified", "Identity", "LocalIdentity", "OidcIdentity", "complete", "enter"]

_STRONG_METHODS: Final = frozenset({"mfa", "otp", "hwk", "sc", "fpt", "face"})
"""Values of the claim `amr` that tell of a second factor (RFC 8176)."""


@dataclass(frozen=True, slots=True)
class Identified:
    """Somebody who has said who they are.

    Args:
        strong: with a second factor already.
    """

    principal: Principal
    kind: IdentityKind
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Entered:
    """A token for the browser, and the step that it awaits; None: it opens the pages."""

    token: str
    step: Step | None


class Identity(Protocol):
    """A way to find out who comes in."""

    def identify(self, engine: Engine, evidence: Mapping[str, Any]) -> Identified:
        """The account behind what was shown.

        Raises: ForbiddenError, with words that do not tell whether there is such an account.
        """


class LocalIdentity:
    """Our own accounts: `login` and `password`."""

    def identify(self, engine: Engine, evidence: Mapping[str, Any]) -> Identified:
        """The account of a login whose password is right."""
        return Identified(authenticate(engine, evidence.get("login", ""), evidence.get("password", "")), "local")


class OidcIdentity:
    """Single sign-on: the claims of an ID token whose signature, issuer, audience and nonce were checked.

    Args:
        claim: which of them names an account's `sso_name`.
    """

    def __init__(self, claim: str) -> None:
        self._claim = claim

    def identify(self, engine: Engine, evidence: Mapping[str, Any]) -> Identified:
        """The account that an administrator has given this name; none is made for a name that has none."""
        named = str(evidence.get(self._claim) or "").strip().lower()
        doubtful = self._claim == "email" and evidence.get("email_verified") is not True
        with unit_of_work(engine, GATE) as connection:
            row = connection.execute(select(account).where(account.c.sso_name == named)).one_or_none()
            if not named or doubtful or row is None or row.disabled_at:
                known = row is not None and not doubtful
                audit(
                    connection, GATE, "sign_in_failed", "account", row.account_id if known and row else "-",
                    details={"what": "oidc"},
                )  # fmt: skip
                row = None
        if row is None:
            raise ForbiddenError(
                "Tài khoản đăng nhập một lần này chưa được cấp quyền vào hệ thống.",
                "Đề nghị quản trị hệ thống gắn nó với một tài khoản.",
            )
        refuse_locked(row)
        if is_unused(row):
            close_unused(engine, row.account_id)
            raise ForbiddenError(
                "Tài khoản đã bị khóa vì quá 45 ngày không đăng nhập.", "Đề nghị quản trị hệ thống mở lại."
            )
        methods = evidence.get("amr")
        shown = {str(one) for one in methods} if isinstance(methods, (list, tuple)) else set()
        return Identified(principal_from(row), "oidc", bool(shown & _STRONG_METHODS))


def enter(engine: Engine, keyring: Keyring, who: Identified, device: str = "") -> Entered:
    """Open a session for who was identified, or one that awaits the second factor."""
    number = who.principal.account_id
    with unit_of_work(engine, GATE) as connection:
        row = connection.execute(select(account).where(account.c.account_id == number)).one()
        enrolled = is_enrolled(connection, row.account_id)
        needed = needs_second_factor(row)
    step: Step | None = None
    if not who.strong and (enrolled or needed):
        step = "code" if enrolled else "enrolment"
    if step is None:
        return complete(engine, keyring, who, device)
    token = open_session(engine, keyring, who.principal, identity=who.kind, awaits=step, device=device)
    return Entered(token, step)


def complete(engine: Engine, keyring: Keyring, who: Identified, device: str = "") -> Entered:
    """Open the session: every step of the sign-in was taken. Failures before it are forgotten."""
    with unit_of_work(engine, GATE) as connection:
        connection.execute(
            update(account)
            .where(account.c.account_id == who.principal.account_id)
            .values(failed_logins=0, locked_until=None, last_login_at=now())
        )
        audit(
            connection, GATE, "sign_in", "account", who.principal.account_id,
            details={"identity": who.kind, "second_factor": who.strong},
        )  # fmt: skip
    token = open_session(engine, keyring, who.principal, identity=who.kind, strong=who.strong, device=device)
    return Entered(token, None)
