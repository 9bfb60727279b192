"""A report to be drawn as it stands: the one that was signed, or a draft of now that is kept nowhere.

Nothing is signed, frozen or stored on the way: what is not frozen is said to be so.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection

from talentdb.access.principal import Principal, Role
from talentdb.errors import UsageError
from talentdb.indicators.snapshots import list_snapshots, read_snapshot
from talentdb.reporting import report_labels as words
from talentdb.reporting.kinds import Part, kind_of
from talentdb.reporting.making import as_on_paper, make_content, make_extract
from talentdb.reporting.paper import Sight, sight_of
from talentdb.reporting.report_rows import Report, own_report
from talentdb.reporting.reports import unwritten
from talentdb.reporting.subject import Subject

__all__ = ["Drawn", "draw", "extract_of", "fitting_snapshot"]

_FAIR: Final = ("signed", "sent", "accepted")
_WRITERS: Final = (Role.OPERATOR,)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A report to be drawn, and where it comes from.

    Args:
        kept: the version that it is, or that a draft takes its words from; None where nobody has begun it.
    """

    subject: Subject
    sight: Sight
    kept: Report | None

    def told(self) -> dict[str, Any]:
        """The summary for machines."""
        subject, content = self.subject, self.sight.content
        signed = content.get("signed") if not self.sight.is_draft else None
        return {
            "plan": subject.plan.code, "kind": subject.key, "period": subject.period,
            "agency": subject.issuer.code or None, "since": subject.since, "until": subject.until,
            "state": self.sight.state, "version": self.kept.version if self.kept else None,
            "snapshot": (content.get("snapshot") or {}).get("number"), "frozen": not content.get("unfrozen"),
            "signed": signed, "unwritten": unwritten(content),
            "sections": [{"key": one["key"], "heading": one["heading"]} for one in content["headings"]],
        }  # fmt: skip

    def remarks(self) -> Iterator[str]:
        """What whoever gets the paper has to know."""
        content = self.sight.content
        if not self.sight.is_draft and self.kept is not None:
            yield words.SIGNED_ONE.format(state=words.STATES[self.kept.state], number=self.kept.report_id)
            return
        yield words.ONLY_DRAFT
        if content.get("unfrozen") and self.sight.figures["indicators"]:
            yield f"{words.NOT_FROZEN} {words.FREEZE_ADVICE}"
        if missing := unwritten(content):
            yield words.UNWRITTEN.format(parts=", ".join(missing))


def draw(
    connection: Connection, principal: Principal, subject: Subject, day: date, snapshot_id: int | None = None
) -> Drawn:
    """The signed report of that body and period, or a draft: with the words kept, on the figures of now.

    Of the province a draft states the frozen figures that are named, or else those of the period that fit best.
    Raises: as `making.make_content`; UsageError for frozen figures in a body's own report, which states its own;
        DataError where what was signed has been changed.
    """
    if snapshot_id is not None and subject.kind.by == "body":
        raise UsageError(words.OWN_FIGURES, words.OWN_FIGURES_ADVICE)
    found = None
    if subject.issuer.agency_id is not None:
        found = own_report(connection, subject.plan.code, subject.key, subject.period, subject.issuer.agency_id)
    if found is not None and found.state in _readable(principal, found) and snapshot_id is None:
        return Drawn(subject, sight_of(connection, principal, found), found)
    if snapshot_id is None and subject.kind.by == "plan":
        snapshot_id = fitting_snapshot(connection, principal, subject)
    texts = found.content["texts"] if found is not None and _is_writers(principal, found) else {}
    content = make_content(connection, principal, subject, texts, day, snapshot_id)
    figures = content.get("figures")
    if figures is None:
        figures = as_on_paper(principal, read_snapshot(connection, principal, content["snapshot"]["number"]).body)
    return Drawn(subject, Sight(content, figures, "draft", subject.until.year), found)


def extract_of(connection: Connection, principal: Principal, subject: Subject, of: Part, day: date) -> Sight:
    """One part of a report of the province as things stand. Raises: as `making.make_extract`."""
    content = make_extract(connection, principal, subject, of, day)
    return Sight(content, content["figures"], "draft", subject.until.year)


def _readable(principal: Principal, found: Report) -> tuple[str, ...]:
    """States in which what was signed is for this reader."""
    return _FAIR if _is_writers(principal, found) else _FAIR[1:]


def _is_writers(principal: Principal, found: Report) -> bool:
    """The words of a body's draft are its own until they are sent; who keeps the home may read them too."""
    of_province = kind_of(found.kind).by == "plan"
    return of_province or principal.agency_id == found.agency_id or principal.role in _WRITERS


def fitting_snapshot(connection: Connection, principal: Principal, subject: Subject) -> int | None:
    """Number of the frozen figures of the period: the newest that somebody signed, else the newest; None without."""
    heads = [one for one in list_snapshots(connection, principal, subject.plan.code) if one.period == subject.period]
    signed = [one for one in heads if one.signatures]
    best = (signed or heads)[:1]
    return best[0].snapshot_id if best else None
