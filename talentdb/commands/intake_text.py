"""A submission as `submissions show` and `effect` print it, for machines and for people. Decides nothing."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from typing import Any, Final

from sqlalchemy import Connection

from talentdb.access.principal import Principal
from talentdb.access.rights import Action, may
from talentdb.indicators.effect import Effect
from talentdb.registry.difference import Difference, PossibleDuplicate, difference
from talentdb.submissions.diff import ROSTERS, Diff, diff
from talentdb.submissions.query import problems, resubmitted, returned_rows, show
from talentdb.submissions.states import STATE_LABELS
from talentdb.text import format_percent

__all__ = ["document_of", "effect_lines", "lines_of"]

_EVENTS: Final[Mapping[str, str]] = {**STATE_LABELS, "received": "tiếp nhận", "submitted": "nộp"}
_DECISIONS: Final[Mapping[str, str]] = {"merge": "chắc chắn một người", "ask": "có thể trùng"}


def document_of(
    connection: Connection,
    principal: Principal,
    submission_id: int,
    progress: Callable[[int, int], None] | None = None,
) -> dict[str, Any]:
    """The JSON of `submissions show`; who may be whom only for those who decide, null for all others."""
    document: dict[str, Any] = dict(show(connection, submission_id))
    document["problems"] = problems(connection, submission_id)
    document["returned"] = returned_rows(connection, submission_id)
    document["resubmitted"] = resubmitted(connection, submission_id)
    document["diff"] = document["possible_duplicates"] = None
    if may(principal, Action.REVIEW):
        changes: Difference | Diff = difference(connection, principal, submission_id, progress=progress)
    else:
        changes = diff(connection, submission_id)
    if document["form"] in ROSTERS:
        shown = asdict(changes)
        # `same` was a count before its rows were told. What the registry says of duplicates has a place of its own.
        document["diff"] = {**shown, "same": len(shown["same"]), "same_rows": shown["same"]}
        if isinstance(changes, Difference):
            document["diff"]["duplicates"] = [asdict(one.record) for one in changes.duplicates]
    if isinstance(changes, Difference):
        document["possible_duplicates"] = [_duplicate(one) for one in changes.duplicates]
    return document


def _duplicate(one: PossibleDuplicate) -> dict[str, Any]:
    evidence = [{"feature": name, "detail": detail, "weight": weight} for name, detail, weight in one.evidence]
    return {**asdict(one), "evidence": evidence}


def lines_of(document: Mapping[str, Any]) -> Iterator[str]:
    """The same for a person to read."""
    yield f"{document['receipt']}\t{document['state']}\t{document['agency_name']}\t{document['file_name']}"
    for event in document["events"]:
        sent = f"; trả lại {event['returned']} dòng" if event["returned"] else ""
        reason = f": {event['reason']}" if event["reason"] else ""
        yield f"  {event['at']:%d/%m/%Y %H:%M}\t{event['login']}\t{_EVENTS[event['kind']]}{reason}{sent}"
    for problem in document["problems"]:
        yield f"  {problem['sheet'] or ''}!{problem['cell'] or ''}\t{problem['message']}"
    for row in document["returned"]:
        yield f"  {_place(row)}\tTrả lại: {row['full_name']}: {row['reason']}"
    if document["diff"] is not None:
        yield from _difference_lines(document["diff"])
    for one in document["possible_duplicates"] or ():
        yield _duplicate_line(one)


def _place(row: Mapping[str, Any]) -> str:
    return f"{row['sheet']}!{row['row']}"


def _difference_lines(changes: Mapping[str, Any]) -> Iterator[str]:
    counts = (len(changes["new"]), changes["same"], len(changes["changed"]), len(changes["missing"]))
    yield "  So với lần trước: {} mới, {} như cũ, {} thay đổi, {} không còn trong danh sách".format(*counts)
    for change in changes["changed"]:
        fields = "; ".join(f"{name}: {_value(old)} → {_value(new)}" for name, (old, new) in change["fields"].items())
        yield f"  {_place(change['record'])}\t{change['record']['full_name']}\t{fields}"
    for row in changes["missing"]:
        yield f"  −\t{row['full_name']}\t{row['employer']}\t{row['as_of']:%d/%m/%Y}\t{_place(row)}"
    for one in changes["returned"]:
        now = f"nay ở {_place(one['now'])}" if one["now"] else "chưa gửi lại"
        yield f"  {_place(one['record'])}\t{one['record']['full_name']}\tđã trả lại: {one['reason']}; {now}"


def _value(value: Any) -> str:
    return "—" if value is None else str(value)


def _duplicate_line(one: Mapping[str, Any]) -> str:
    other, person = one["other"], one["person_id"]
    whom = f"người số {person}" if person is not None else _place(other)
    words = "; ".join(clue["detail"] for clue in one["evidence"])
    record = one["record"]
    return (
        f"  {_place(record)}\t{record['full_name']}\t{_DECISIONS[one['decision']]}: {whom}, {other['full_name']}"
        f" ({one['agency_name']})\t{words}"
    )


def effect_lines(found: Effect) -> Iterator[str]:
    """Each indicator before and after, one a line."""
    yield f"{found.touched} người có thay đổi, {found.founded} người mới"
    for item in found.indicators:
        yield f"{item.code}\t{_figure(item.before)}\t→\t{_figure(item.after)}\t{item.name}"


def _figure(figure: Mapping[str, Any]) -> str:
    if figure["value"] is None:
        return "—"
    low, high = (format_percent(figure[name]) for name in ("low", "high"))
    return f"{format_percent(figure['value'])} [{low}; {high}] {figure['numerator']}/{figure['denominator']}"
