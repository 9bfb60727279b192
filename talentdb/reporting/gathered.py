"""What the bodies reported, gathered for the report of the province: who reported, and their words by section."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, text

from talentdb.reporting import part_labels as words
from talentdb.reporting.blocks import Block, Paragraph, Sheet
from talentdb.text import format_number

__all__ = ["OF_BODIES", "Reported", "gather", "quote_sheet", "quotes", "reported_sentence"]

OF_BODIES: Final = "agency"
"""Kind of the reports that are gathered."""
_MOST: Final = 15
"""Bodies that a section quotes; the words of all stand in the annex."""
_LONGEST: Final = 500
"""Signs that are quoted of each; the rest stands in the annex."""

_SENT: Final = text("""
    select a.name, newest.state, newest.body
    from report r join agency a on a.agency_id = r.agency_id
        cross join lateral (
            select v.state, v.body from report_version v
            where v.report_id = r.report_id and v.state in ('sent', 'accepted', 'returned')
            order by v.version desc limit 1
        ) as newest
    where r.plan_code = :plan and r.kind = :kind and r.period = :period and newest.state <> 'returned'
    order by a.name_key
""")


@dataclass(frozen=True, slots=True)
class Reported:
    """One body's report that is sent or accepted: its words by the key of the section."""

    agency: str
    state: str
    texts: Mapping[str, str]


def gather(connection: Connection, plan: str, period: str) -> tuple[Reported, ...]:
    """The reports of bodies for a period, by name; what was returned is not reported yet."""
    rows = connection.execute(_SENT, {"plan": plan, "kind": OF_BODIES, "period": period})
    return tuple(Reported(name, state, body["texts"]) for name, state, body in rows)


def quotes(key: str, found: Sequence[Reported]) -> Iterator[Block]:
    """The words of the bodies in one section, each with its name."""
    told = [(one.agency, " ".join(one.texts.get(key, "").split())) for one in found]
    told = [(agency, said) for agency, said in told if said]
    if not told:
        return
    yield Paragraph(words.QUOTED)
    for agency, said in told[:_MOST]:
        short = said if len(said) <= _LONGEST else f"{said[:_LONGEST].rsplit(' ', 1)[0]} …"
        yield Paragraph(words.QUOTE.format(agency=agency, text=short))
    if len(told) > _MOST:
        yield Paragraph(words.REST.format(n=format_number(len(told) - _MOST)))


def quote_sheet(headings: Mapping[str, str], found: Sequence[Reported]) -> Sheet:
    """All that the bodies wrote; `headings`: of the sections, by key."""
    rows: list[tuple[Any, ...]] = [
        (one.agency, heading, one.texts[key])
        for one in found
        for key, heading in headings.items()
        if one.texts.get(key, "").strip()
    ]
    return Sheet(words.QUOTE_SHEET, words.QUOTE_HEADS, rows, (40, 40, 90), empty=words.NO_QUOTES)


def reported_sentence(found: Sequence[Reported], total: int) -> str:
    """How many of those who owe a report sent one."""
    accepted = sum(one.state == "accepted" for one in found)
    return words.REPORTED.format(
        n=format_number(len(found)), total=format_number(total), accepted=format_number(accepted)
    )
