"""What the page of nominations reads and writes: one unit of work each."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from dashboards.application import Application
from dashboards.scratch import scratch
from ingest.nominations import Batch, Imported, nominate_list, read_nominees
from ingest.typed import typed_person
from talentdb.access.context import unit_of_work
from talentdb.access.principal import Principal
from talentdb.errors import UsageError
from talentdb.plans import Plan, binding_plans
from talentdb.plans.instruments import Instrument
from talentdb.programmes import acceptance, nominations
from talentdb.programmes.nominations import Nomination
from talentdb.programmes.nominee import FIELDS
from talentdb.programmes.screening import Screening, newest_screenings, screen
from talentdb.reporting.nomination_list import nominations_workbook

__all__ = [
    "accept", "find", "import_list", "nominate_one", "open_instruments", "refuse", "screen_them", "screenings",
    "withdraw", "workbook",
]  # fmt: skip


_TAKEN: Final = frozenset({*FIELDS, "national_id"})


def open_instruments() -> tuple[tuple[Plan, Instrument], ...]:
    """The instruments of the plans of the province that take nominations."""
    return tuple((plan, one) for plan in binding_plans() for one in plan.instruments if one.nominated)


def find(app: Application, principal: Principal) -> tuple[Nomination, ...]:
    """All that the reader may see, newest first."""
    with unit_of_work(app.engine, principal) as connection:
        return nominations.list_nominations(connection, principal)


def nominate_one(
    app: Application, principal: Principal, plan: Plan, instrument: str, typed: Mapping[str, Any],
    given: Mapping[str, Any],
) -> int:  # fmt: skip
    """Nominate somebody who was typed; gives the number.

    Args:
        typed: field -> text; given: reason, nominator, referrer, group, is_own.
    Raises: UsageError for what cannot be read.
    """
    read = typed_person({name: value for name, value in typed.items() if value})
    if wrong := [problem.message for problem in read.problems if problem.severity == "error"]:
        raise UsageError(" ".join(dict.fromkeys(wrong)))
    told = {name: value for name, value in read.changes.items() if name in _TAKEN}
    with unit_of_work(app.engine, principal) as connection:
        return nominations.nominate(connection, principal, app.keyring, plan, instrument, told, **given).number


def import_list(app: Application, principal: Principal, name: str, content: bytes, batch: Batch) -> Imported:
    """Nominate all of a list."""
    with scratch(app) as folder:
        path = folder / f"list{name[name.rfind('.') :] if '.' in name else ''}"
        path.write_bytes(content)
        document = read_nominees(path, name)
    with unit_of_work(app.engine, principal) as connection:
        return nominate_list(connection, principal, app.keyring, document, batch)


def screenings(app: Application, principal: Principal, numbers: Sequence[int]) -> dict[int, Screening]:
    """What was found last of each."""
    with unit_of_work(app.engine, principal) as connection:
        return newest_screenings(connection, principal, numbers)


def screen_them(app: Application, principal: Principal, numbers: Sequence[int]) -> int:
    """Screen nominations; gives how many."""
    with unit_of_work(app.engine, principal) as connection:
        return len(screen(connection, principal, numbers))


def accept(app: Application, principal: Principal, number: int, **given: Any) -> Nomination:
    """Accept one: its case is opened."""
    with unit_of_work(app.engine, principal) as connection:
        return acceptance.accept(connection, principal, number, **given)


def refuse(app: Application, principal: Principal, number: int, reason: str) -> None:
    """Refuse one."""
    with unit_of_work(app.engine, principal) as connection:
        nominations.refuse(connection, principal, number, reason)


def withdraw(app: Application, principal: Principal, number: int, reason: str) -> None:
    """Take one's own back."""
    with unit_of_work(app.engine, principal) as connection:
        nominations.withdraw(connection, principal, number, reason)


def workbook(app: Application, principal: Principal) -> tuple[str, bytes]:
    """The list as a workbook; its making is logged."""
    with unit_of_work(app.engine, principal) as connection:
        return nominations_workbook(connection, principal)
