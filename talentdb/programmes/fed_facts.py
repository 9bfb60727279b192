"""Facts that a case takes over from what another instrument found of the same person: the yearly rating feeds the
screening. Which fact feeds which stands in the plan file; only what the account may read is taken over.
"""

from sqlalchemy import Connection

from talentdb.access.principal import Principal
from talentdb.plans import Plan
from talentdb.plans.instruments import Instrument
from talentdb.programmes.case_rows import list_cases
from talentdb.programmes.model import FactValue

__all__ = ["fed_facts"]


def fed_facts(
    connection: Connection, principal: Principal, plan: Plan, instrument: Instrument, person_id: int | None
) -> dict[str, FactValue]:
    """Code of a fact -> its value in the newest case about the person that came to a good end; a later fact typed by
    somebody goes before it.
    """
    if person_id is None:
        return {}
    found: dict[str, FactValue] = {}
    for fact in instrument.facts:
        source, _, code = (fact.fed_by or "").partition(".")
        if not source:
            continue
        cases = list_cases(connection, principal, plan=plan.code, instrument=source, person_id=person_id)
        ended = [case for case in cases if case.ended == "success" and code in case.facts]
        if ended:
            newest = max(ended, key=lambda case: (case.last.day, case.number))
            found[fact.code] = newest.facts[code]
    return found
