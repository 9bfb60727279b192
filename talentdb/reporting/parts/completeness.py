"""Who owes what and has not handed it in, and how many of the staff that bodies state are listed by name."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from sqlalchemy import text

from talentdb.reporting import labels
from talentdb.reporting import part_labels as words
from talentdb.reporting.blocks import Block, Paragraph, Sheet, Table
from talentdb.reporting.due import State
from talentdb.reporting.obligations import Duty, duties
from talentdb.reporting.parts.made import Context, Made
from talentdb.text import format_date, format_number, format_percent

__all__ = ["completeness"]

_WIDTHS: Final = (7, 51, 42)
_MOST: Final = 30
_OPEN: Final = (State.NEVER, State.WAITING)
_STAFF: Final = text("""
    with stated as (
        select agency_id, sum(staff_total) as staff from institution_report
        where programme_name is null and staff_total is not null and valid_from <= :day
            and (valid_to is null or valid_to > :day)
        group by agency_id
    ), listed as (
        select agency_id, count(*) as people from person_version
        where valid_from <= :day and (valid_to is null or valid_to > :day) and coalesce(status, 'working') = 'working'
        group by agency_id
    )
    select count(*) as bodies, coalesce(sum(staff), 0)::bigint as staff,
        coalesce(sum(least(staff, coalesce(people, 0))), 0)::bigint as listed
    from stated left join listed using (agency_id)
""")


def completeness(context: Context) -> Made:
    """The duties of the bodies towards who reports, one by one; then the staff."""
    subject = context.subject
    year = int(subject.period[:4]) if subject.period != "once" else subject.until.year
    owed: dict[str, list[Duty]] = {}
    for one in duties(context.connection, [subject.plan], year, context.day):
        if one.obligation.content and one.agency_id != subject.issuer.agency_id and one.term.first <= subject.until:
            owed.setdefault(f"{one.obligation.code} {one.term.period}", []).append(one)
    blocks: list[Block] = []
    rows: list[tuple[str, ...]] = []
    for group in owed.values():
        blocks += _group(group)
        rows += [_missing(one) for one in group if one.standing.state in _OPEN]
    if not owed:
        blocks.append(Paragraph(words.NO_DUTIES))
    blocks.append(Paragraph(_staff(context)))
    sheet = Sheet(
        words.MISSING_SHEET, words.MISSING_SHEET_HEADS, rows, (44, 44, 14, 20, 60), empty=words.NONE_MISSING
    )
    return Made(tuple(blocks), (sheet,))


def _group(group: Sequence[Duty]) -> Iterator[Block]:
    """One duty: how many bodies in time, late, not at all; a table of who is missing."""
    first = group[0]
    counts = {state: sum(one.standing.state is state for one in group) for state in State}
    yield Paragraph(words.OWED.format(
        name=first.obligation.name, last=format_date(first.term.last),
        done=format_number(counts[State.SUBMITTED] + counts[State.LATE]), total=format_number(len(group)),
        rest=_rest(counts),
    ))  # fmt: skip
    missing = [one for one in group if one.standing.state in _OPEN]
    if not missing:
        return
    rows = [(str(at), one.body, _lacks(one)) for at, one in enumerate(missing[:_MOST], 1)]
    yield Table(words.MISSING_HEADS, rows, _WIDTHS, (0,))
    if len(missing) > _MOST:
        yield Paragraph(words.REST.format(n=format_number(len(missing) - _MOST)))


def _rest(counts: Mapping[State, int]) -> str:
    told = (words.OWED_STATES[state].format(n=format_number(n)) for state, n in counts.items()
            if n and state in words.OWED_STATES)  # fmt: skip
    return "; ".join(told)


def _lacks(one: Duty) -> str:
    parts = (labels.CONTENT[key] + (f" ({lacks})" if lacks else "") for key, lacks in one.standing.missing.items())
    return words.LACKS.format(what=", ".join(parts))


def _missing(one: Duty) -> tuple[str, ...]:
    state = labels.STATES[one.standing.state]
    return one.body, one.obligation.name, format_date(one.term.last), state, _lacks(one)


def _staff(context: Context) -> str:
    row = context.connection.execute(_STAFF, {"day": context.day}).one()
    if not row.staff:
        return words.NO_STAFF
    return words.STAFF.format(
        bodies=format_number(row.bodies), listed=format_number(row.listed), staff=format_number(row.staff),
        share=format_percent(row.listed / row.staff),
    )  # fmt: skip
