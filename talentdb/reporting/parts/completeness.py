"""Who owes what and has not handed it in, and how many of the staff that bodies state are listed by name."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from sqlalchemy import text

from talentdb.reporting import labels
from talentdb.reporting import part_labels as words
from talentdb.reporting.blocks import Block, Paragraph, Sheet, Table
from talentdb.reporting.due import State
from talentdb.reporting.gathered import OF_BODIES, gather, reported_sentence
from talentdb.reporting.kinds import kind_of
from talentdb.reporting.obligations import Duty, duties
from talentdb.reporting.parts.made import Context, Made
from talentdb.text import format_date, format_number, format_percent

__all__ = ["completeness"]

_WIDTHS: Final = (46, 12, 42)
_MOST: Final = 12
"""Names that a line of the document holds; all of them stand in the annex."""
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
        if one.obligation.content and not _of_province(one) and one.term.first <= subject.until:
            owed.setdefault(f"{one.obligation.code} {one.term.period}", []).append(one)
    found = gather(context.connection, subject.plan.code, subject.period)
    owing = {one.agency_id for group in owed.values() for one in group if one.obligation.report == OF_BODIES}
    blocks: list[Block] = [Paragraph(reported_sentence(found, len(owing)))] if owing else []
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


def _of_province(one: Duty) -> bool:
    """Whether it is this very kind of report that is owed, and not something that it rests on."""
    return one.obligation.report is not None and kind_of(one.obligation.report).by == "plan"


def _group(group: Sequence[Duty]) -> Iterator[Block]:
    """One duty: how many bodies in time, late, not at all; a table of who is missing."""
    first = group[0]
    counts = {state: sum(one.standing.state is state for one in group) for state in State}
    done = sum(counts[state] for state in (State.SUBMITTED, State.LATE, State.UNSURE))
    yield Paragraph(words.OWED.format(
        name=first.obligation.name, last=format_date(first.term.last), done=format_number(done),
        total=format_number(len(group)), rest=_rest(counts),
    ))  # fmt: skip
    missing = [one for one in group if one.standing.state in _OPEN]
    if not missing:
        return
    lacking: dict[str, list[str]] = {}
    for one in missing:
        lacking.setdefault(_lacks(one), []).append(one.body)
    most_first = sorted(lacking.items(), key=lambda item: -len(item[1]))
    rows = [(what, format_number(len(names)), _named(names)) for what, names in most_first]
    yield Table(words.MISSING_HEADS, rows, _WIDTHS, (1,))


def _named(names: Sequence[str]) -> str:
    """The first of them by name; the others are counted, and stand in the annex."""
    if len(names) <= _MOST:
        return "; ".join(names)
    rest = words.OTHERS.format(n=format_number(len(names) - _MOST))
    return f"{'; '.join(names[:_MOST])} {rest}"


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
