"""What the page of one's own account reads and does: second factor and sessions, each in the name of their owner."""

from dashboards.application import Application
from talentdb.access.context import unit_of_work
from talentdb.access.principal import Principal
from talentdb.access.second_factor import FactorState, new_recovery_codes, second_factor_state
from talentdb.access.sessions import SessionRow, end_sessions, list_sessions

__all__ = ["end_own", "end_own_others", "other_codes", "own_factor", "own_sessions"]


def _number(principal: Principal) -> int:
    # The operator of the home opens no page; whoever does has an account.
    return -1 if principal.account_id is None else principal.account_id


def own_factor(application: Application, principal: Principal) -> FactorState:
    """How the second factor stands."""
    with unit_of_work(application.engine, principal) as connection:
        return second_factor_state(connection, _number(principal))


def other_codes(application: Application, principal: Principal, code: str) -> tuple[str, ...]:
    """Other codes on paper, for who shows a code."""
    return new_recovery_codes(application.engine, application.keyring, principal, code)


def own_sessions(application: Application, principal: Principal, token: str) -> list[SessionRow]:
    """Where I am signed in."""
    with unit_of_work(application.engine, principal) as connection:
        return list_sessions(connection, application.keyring, _number(principal), token)


def end_own(application: Application, principal: Principal, handle: bytes) -> None:
    """End one of my sessions."""
    with unit_of_work(application.engine, principal) as connection:
        end_sessions(connection, principal, _number(principal), only=handle)


def end_own_others(application: Application, principal: Principal, token: str) -> None:
    """End all my sessions but this one."""
    with unit_of_work(application.engine, principal) as connection:
        end_sessions(connection, principal, _number(principal), but=application.keyring.token_hashes(token))
