"""A mark that changes with everything that figures are made of, so that answers can be kept until then.

Tells nobody's data: numbers and counts of rows only.
"""

from typing import Final

from sqlalchemy import Engine, text

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR

__all__ = ["Stamp", "erased_between", "stamp"]

Stamp = tuple[int, ...]

# A draft that was received is in no figure until it is handed in.
# Numbers are taken before transactions end: a smaller one may be seen later than a larger one, which the count beside
# the newest tells.
_NEWEST: Final = text("""
    select
        (select coalesce(max(event_id), 0) from submission_event where kind <> 'received'),
        (select count(*) from submission_event where kind <> 'received'),
        (select coalesce(max(judgement_id), 0) from judgement), (select count(*) from judgement),
        (select count(*) from judgement_retraction), (select count(*) from plan_choice),
        (select count(*) from agency_target), (select count(*) from snapshot), (select count(*) from task_report),
        (select count(*) from report_version), (select count(*) from difficulty_step),
        (select count(*) from inspection), (select count(*) from inspection where remedied_on is not null),
        (select count(*) from excellent_task), (select count(*) from excellent_task where withdrawn is not null),
        (select count(*) from case_event), (select count(*) from programme_case where person_id is not null),
        (select count(*) from agency), (select count(*) from agency where valid_to is not null),
        (select coalesce(max(erasure_id), 0) from erasure), (select count(*) from erasure)
""")

_ERASURES: Final = -2
"""The newest erasure and how many there are stand last."""


def stamp(engine: Engine) -> Stamp:
    """The mark of this moment; the same as long as nothing was handed in, decided, judged, chosen, reported, told
    or erased.

    Asked for with the operator's rights, because readers of figures do not read what the figures are made of.
    """
    with unit_of_work(engine, OPERATOR) as connection:
        return tuple(int(number) for number in connection.execute(_NEWEST).one())


def erased_between(before: Stamp, after: Stamp) -> bool:
    """Whether somebody was erased between two marks: what is older than that may name them."""
    return before[_ERASURES:] != after[_ERASURES:]
