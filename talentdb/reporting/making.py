"""Makes what a report says, once: the figures, the sections that the registry makes, the words around them.

What comes out is kept as it is (JSON): a paper, an annex or a preview is drawn from it and asks the registry nothing.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection

from talentdb.access.principal import Principal, Role
from talentdb.errors import UsageError
from talentdb.indicators.engine import ALL_CUTS, compute
from talentdb.indicators.snapshots import Snapshot, read_snapshot
from talentdb.indicators.suppression import shown_to
from talentdb.reporting import report_labels as words
from talentdb.reporting.blocks import kept
from talentdb.reporting.gathered import gather, quote_sheet, quotes
from talentdb.reporting.kinds import Part
from talentdb.reporting.parts.completeness import completeness
from talentdb.reporting.parts.difficulties import difficulties
from talentdb.reporting.parts.excellent import excellent
from talentdb.reporting.parts.inspections import inspections
from talentdb.reporting.parts.made import Context, Made
from talentdb.reporting.parts.outlook import outlook
from talentdb.reporting.parts.programmes import programmes
from talentdb.reporting.parts.tasks import tasks
from talentdb.reporting.subject import Subject
from talentdb.signs import typed

__all__ = ["OF_FIGURES", "as_on_paper", "make_content", "make_extract"]

_MAKERS: Final[Mapping[Part, Callable[[Context], Made]]] = {
    "completeness": completeness,
    "difficulties": difficulties,
    "excellent_tasks": excellent,
    "inspections": inspections,
    "outlook": outlook,
    "programmes": programmes,
    "tasks": tasks,
}
OF_FIGURES: Final = ("figures", "methods")
"""Parts that are drawn from the frozen figures themselves."""
_READER_OF_PAPERS: Final = Principal(Role.LEADER, "paper")


def as_on_paper(principal: Principal, figures: Mapping[str, Any]) -> Mapping[str, Any]:
    """Figures of the province as a paper may state them: what leaves the department shows no small group.

    Args:
        figures: as `principal` got them; leaders get them without small groups already.
    """
    return figures if principal.role is Role.LEADER else shown_to(_READER_OF_PAPERS, figures)


def make_content(
    connection: Connection, principal: Principal, subject: Subject, texts: Mapping[str, str], day: date,
    snapshot_id: int | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Everything that a report says now.

    Args:
        texts: written by whoever reports, by key of the section; others are left out.
        day: today. snapshot_id: the frozen figures that a report of the province states.
    Raises: ForbiddenError for roles that do not report; NotFoundError for an unknown snapshot; UsageError for one of
        another plan, or words that are too long.
    """
    as_of = min(subject.until, day)
    figures: Mapping[str, Any]
    content: dict[str, Any] = {"paper": _paper(subject), "headings": _headings(subject)}
    content["texts"] = {one["key"]: typed(texts.get(one["key"], "")) for one in content["headings"]}
    if subject.kind.by == "body":
        figures = compute(connection, principal, subject.plan, as_of, ALL_CUTS, subject.issuer.code)
        content["figures"] = figures
    elif snapshot_id is not None:
        snapshot = _snapshot(connection, principal, subject, snapshot_id)
        figures = as_on_paper(principal, snapshot.body)
        content["snapshot"] = _named(snapshot)
    else:
        figures = as_on_paper(principal, compute(connection, principal, subject.plan, as_of, ALL_CUTS))
        content |= {"figures": figures, "unfrozen": as_of.isoformat()}
    _add_made(content, Context(connection, principal, subject, as_of, figures))
    return content


def make_extract(
    connection: Connection, principal: Principal, subject: Subject, of: Part, day: date
) -> dict[str, Any]:
    """One part of a report of the province by itself, for who reads nothing else of it; without figures of people.

    Raises: UsageError for a kind of report without that part.
    """
    headings = [one for one in _headings(subject) if one["of"] == of]
    if not headings:
        raise UsageError(words.NO_PART.format(kind=subject.kind.title), words.LIST_ADVICE)
    as_of = min(subject.until, day)
    made = _MAKERS[of](Context(connection, principal, subject, as_of, {"indicators": []}))
    key = headings[0]["key"]
    return {
        "paper": _paper(subject), "headings": [{**one, "text": ""} for one in headings], "texts": {key: ""},
        "figures": {"indicators": [], "plan": subject.plan.code, "as_of": as_of.isoformat()},
        "unfrozen": as_of.isoformat(), "sections": {key: [kept(block) for block in made.blocks]},
        "sheets": [kept(sheet) for sheet in made.sheets],
    }  # fmt: skip


def _add_made(content: dict[str, Any], context: Context) -> None:
    subject = context.subject
    found = () if context.own else gather(context.connection, subject.plan.code, subject.period)
    headings = {section.key: section.heading for section in subject.kind.sections}
    content["sections"], content["sheets"] = {}, []
    for section in subject.kind.sections:
        make = _MAKERS.get(section.of) if section.of else None
        made = make(context) if make else Made(())
        blocks = [*made.blocks, *quotes(section.key, found)]
        content["sections"][section.key] = [kept(block) for block in blocks]
        content["sheets"] += [kept(sheet) for sheet in made.sheets]
    if not context.own:
        content["sheets"].append(kept(quote_sheet(headings, found)))


def _paper(subject: Subject) -> dict[str, Any]:
    """What stands around the report, as it is called today."""
    kind, issuer = subject.kind, subject.issuer
    filled = {
        "plan": subject.plan.title, "body": issuer.name, "period": words.period_words(subject.period),
        "to": subject.to[0] if subject.to else "",
    }  # fmt: skip
    own = kind.by == "body"
    return {
        "agency": issuer.name,
        "superior": issuer.superior,
        "place": issuer.place,
        "symbol": f"{kind.symbol}-{issuer.symbol}",
        "title": kind.title,
        "about": " ".join(kind.about.format(**filled).split()),
        "to": list(subject.to),
        "authority": words.AUTHORITY.get(issuer.kind, "") if own else "",
        "post": words.POSTS.get(issuer.kind, kind.post) if own else kind.post,
        "recipients": [told for one in kind.recipients if (told := one.format(**filled)) != issuer.name],
    }


def _headings(subject: Subject) -> list[dict[str, Any]]:
    return [section.model_dump() for section in subject.kind.sections]


def _snapshot(connection: Connection, principal: Principal, subject: Subject, number: int) -> Snapshot:
    found = read_snapshot(connection, principal, number)
    if found.plan != subject.plan.code:
        raise UsageError(
            words.NOT_KEPT.format(number=number, plan=found.plan, wanted=subject.plan.code), words.NOT_KEPT_ADVICE
        )
    return found


def _named(snapshot: Snapshot) -> dict[str, Any]:
    return {
        "number": snapshot.snapshot_id,
        "as_of": snapshot.as_of.isoformat(),
        "sha256": snapshot.sha256,
        "signed": [one.login for one in snapshot.signatures],
    }
