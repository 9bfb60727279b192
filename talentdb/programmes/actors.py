"""As what an account acts on a case: its body, the body that leads, or its role. Mirrors app_acts of schema.sql."""

from collections.abc import Collection, Sequence

from sqlalchemy import Connection, func, select

from talentdb.access.principal import Principal, Role
from talentdb.access.rights import Action, may
from talentdb.plans.instruments import ACTORS
from talentdb.programmes.fact_rights import OPERATOR
from talentdb.programmes.model import Case

__all__ = ["actor_for", "actors_of", "actors_of_bodies", "bodies_of"]


def bodies_of(connection: Connection, principal: Principal) -> frozenset[int]:
    """The body of an agency account with all below it; none for others."""
    if principal.role is not Role.AGENCY:
        return frozenset()
    return frozenset(connection.execute(select(func.app_agencies())).scalar_one())


def actors_of(connection: Connection, principal: Principal, case: Case) -> frozenset[str]:
    """As what the account may act on this case; empty when it may only read it."""
    return actors_of_bodies(principal, bodies_of(connection, principal), case.agency_id, case.lead_agency_id)


def actors_of_bodies(
    principal: Principal, bodies: Collection[int], agency_id: int, lead_agency_id: int | None
) -> frozenset[str]:
    """The same, for many cases: with the bodies of the account already known."""
    if not may(principal, Action.ACT_ON_CASES):
        return frozenset()
    if principal.role is Role.OPERATOR:
        return frozenset({OPERATOR})
    if principal.role is Role.AGENCY:
        own = {"agency": agency_id, "lead": lead_agency_id}
        return frozenset(actor for actor, body in own.items() if body in bodies)
    return frozenset({principal.role.value}) & frozenset(ACTORS)


def actor_for(actors: Collection[str], allowed: Sequence[str]) -> str:
    """As which of its actors the account takes a step: the first that is allowed, in the order of the plan."""
    return OPERATOR if OPERATOR in actors else next(actor for actor in allowed if actor in actors)
