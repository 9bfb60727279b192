"""Decisions about who is who: judge a pair, take a person apart, take a judgement back. Each is one transaction.

Writers of the registry take turns; whoever comes second is told what the first one decided.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import Connection, text

from talentdb.access.audit import audit
from talentdb.access.principal import Principal
from talentdb.access.rights import Action, require
from talentdb.errors import ConflictError, NotFoundError, UsageError
from talentdb.identity.judgements import (
    Standing,
    between,
    contradicted,
    hanging_together,
    judged_records,
    list_judgements,
    standing,
    store,
    take_back,
)
from talentdb.identity.links import relink
from talentdb.identity.model import load_model
from talentdb.people.records import FOUNDING_FORMS
from talentdb.people.sync import refresh
from talentdb.registry.decisions import hold_registry
from talentdb.registry.judged_sides import Side, find_side
from talentdb.registry.labels import VERDICTS
from talentdb.settings import VIETNAM
from talentdb.text import format_date

__all__ = ["Judged", "judge", "retract", "split"]

Verdict = Literal["same", "different", "unsure"]


@dataclass(frozen=True, slots=True)
class Judged:
    """What a judgement did: its number, the verdict, the persons of its records now, how many persons changed."""

    judgement_id: int
    verdict: str
    persons: tuple[int, ...]
    changed: int


def judge(
    connection: Connection,
    principal: Principal,
    a: str | int,
    b: str | int,
    verdict: Verdict,
    *,
    reason: str = "",
    origin: Literal["queue", "check"] = "queue",
) -> Judged:
    """Decide about two persons, or two records.

    Args:
        a, b: number of a person (merged numbers are followed), or "r123" for one source record, also of a submission
            that waits.
        verdict: same, different or unsure.
        origin: check for looking at an automatic merge: then both sides are records of one person.
    Raises: ForbiddenError; UsageError for one side twice or an unknown verdict; NotFoundError for a side that does
        not exist (any more); ConflictError when the pair was judged already, or other judgements stand against it,
        also those that hang together with it only over third records.
    """
    require(principal, Action.REVIEW)
    if verdict not in VERDICTS:
        raise UsageError(f"Không có kết luận “{verdict}”.", f"Chọn một trong: {', '.join(VERDICTS)}.")
    hold_registry(connection)
    left, right = find_side(connection, a), find_side(connection, b)
    _require_two(connection, left, right, origin)
    judged = hanging_together(connection, [*left.records, *right.records])
    _require_open(connection, between(judged, left.records, right.records), verdict)
    _require_consistent(connection, judged, verdict, (left.records, right.records))
    number = store(
        connection, principal, verdict=verdict, origin=origin, sides=(left.records, right.records),
        model_version=load_model().version, reason=reason.strip(),
        score=_score(connection, left.records, right.records),
    )  # fmt: skip
    outcome = _apply(connection, number, verdict, (*left.records, *right.records))
    _log(connection, principal, "identity.judged", outcome)
    return outcome


def split(
    connection: Connection, principal: Principal, person_id: int, records: Sequence[int] = (), *, reason: str = ""
) -> Judged:
    """Take a person apart: the named records become a person of their own; without names every record does.

    Works and awards that are taken out belong to nobody then, or to somebody else whom they fit.
    Raises: ForbiddenError; NotFoundError for a person that does not exist; UsageError for records of somebody else,
        for all records that make the person known, or without names for a person of one such record; ConflictError
        when judgements that stand say that what is to be parted is one person.
    """
    require(principal, Action.REVIEW)
    hold_registry(connection)
    whole = find_side(connection, person_id)
    founding = _founding(connection, whole.records)
    if not records and len(founding) < 2:
        raise UsageError(
            f"Người mang số {person_id} chỉ có một bản ghi, không tách được.", "Kiểm tra lại số của người cần tách."
        )
    out = set(records)
    strangers = out.difference(whole.records)
    if strangers:
        raise UsageError(
            f"Bản ghi {', '.join(map(str, sorted(strangers)))} không phải của người mang số {person_id}.",
            "Xem các bản ghi của người này: talentdb people show.",
        )
    if out and not founding - out:
        raise UsageError(
            "Các bản ghi được chọn là toàn bộ người này, không còn gì để tách.", "Chọn bớt một số bản ghi."
        )
    if out:
        sides: list[Collection[int]] = [set(whole.records) - out, out]
    else:
        sides = [{record} for record in sorted(founding)]
    _require_consistent(connection, hanging_together(connection, whole.records), "different", sides)
    number = store(
        connection, principal, verdict="different", origin="split", sides=sides,
        model_version=load_model().version, reason=reason.strip(),
    )  # fmt: skip
    outcome = _apply(connection, number, "different", whole.records)
    _log(connection, principal, "identity.split", outcome)
    return outcome


def retract(connection: Connection, principal: Principal, judgement_id: int, *, reason: str = "") -> Judged:
    """Take a judgement back: what it joined or parted is as if it had never been given.

    Raises: ForbiddenError; NotFoundError; ConflictError when it was taken back already.
    """
    require(principal, Action.REVIEW)
    hold_registry(connection)
    found = list_judgements(connection, number=judgement_id)
    if not found:
        raise NotFoundError(f"Không có kết luận số {judgement_id}.", "Xem danh sách: talentdb identity judgements.")
    if found[0]["retracted_at"] is not None:
        raise ConflictError(
            f"Kết luận số {judgement_id} đã được {found[0]['retracted_login']} rút lại trước đó.",
            "Tải lại trang để xem trạng thái mới nhất.",
        )
    event = take_back(connection, principal, judgement_id, reason.strip())
    records = judged_records(connection, judgement_id)
    changed = _refresh(connection, relink(connection, records, event))
    outcome = Judged(judgement_id, found[0]["verdict"], _persons(connection, records), changed)
    _log(connection, principal, "identity.retracted", outcome)
    return outcome


def _apply(connection: Connection, number: int, verdict: str, records: Sequence[int]) -> Judged:
    changed = 0 if verdict == "unsure" else _refresh(connection, relink(connection, records, number))
    return Judged(number, verdict, _persons(connection, records), changed)


def _refresh(connection: Connection, persons: Collection[int]) -> int:
    return refresh(connection, persons) if persons else 0


def _log(connection: Connection, principal: Principal, action: str, outcome: Judged) -> None:
    audit(
        connection, principal, action, "judgement", outcome.judgement_id,
        details={"verdict": outcome.verdict, "persons": list(outcome.persons), "changed": outcome.changed},
    )  # fmt: skip


def _require_two(connection: Connection, left: Side, right: Side, origin: str) -> None:
    if left.name == right.name:
        raise UsageError(
            f"{left.name} chỉ là một người, không có gì để kết luận.",
            "Muốn tách người này: talentdb identity split.",
        )
    if set(left.records) & set(right.records) or (
        left.person is not None and left.person == right.person and origin != "check"
    ):
        judged = [found for found in standing(connection, left.records) if found.verdict == "same"]
        by = f" (kết luận số {judged[-1].judgement_id})" if judged else ""
        raise ConflictError(
            f"{left.name} và {right.name} đã là một người, mang số {left.person}{by}.",
            "Tải lại danh sách; muốn tách người này: talentdb identity split.",
        )


def _require_open(connection: Connection, judged: Sequence[Standing], verdict: str) -> None:
    """Nobody decides over another steward's head; an "unsure" may be followed by a verdict."""
    against = [found for found in judged if found.verdict != "unsure" or verdict == "unsure"]
    if against:
        raise _stands_against(connection, against)


def _require_consistent(
    connection: Connection, judged: Sequence[Standing], verdict: str, sides: Sequence[Collection[int]]
) -> None:
    """No judgement falls over others without a word: whoever wants the contrary takes them back first."""
    new = Standing(0, verdict, tuple(tuple(side) for side in sides))
    against = contradicted(judged, new)
    if against:
        raise _stands_against(connection, against)


def _stands_against(connection: Connection, judged: Sequence[Standing]) -> ConflictError:
    found = list_judgements(connection, number=judged[-1].judgement_id)[0]
    return ConflictError(
        f"Đã có kết luận số {found['judgement_id']} “{VERDICTS[found['verdict']]}” do {found['login']} ghi ngày "
        f"{format_date(datetime.fromisoformat(found['at']).astimezone(VIETNAM).date())}.",
        "Rút kết luận đó trước nếu muốn quyết định lại.",
    )


def _score(connection: Connection, left: Sequence[int], right: Sequence[int]) -> float | None:
    """The best score that the model gave a pair of the two sides."""
    score: float | None = connection.execute(
        text("""
            select max(score) from match_pair
            where (a_record_id = any(:left) and b_record_id = any(:right))
                or (a_record_id = any(:right) and b_record_id = any(:left))
        """),
        {"left": list(left), "right": list(right)},
    ).scalar_one()
    return score


def _founding(connection: Connection, records: Sequence[int]) -> set[int]:
    """Of the records those that make a person known."""
    found = connection.execute(
        text("""
            select source_record_id from source_record
            where source_record_id = any(:records) and form = any(:forms)
        """),
        {"records": list(records), "forms": list(FOUNDING_FORMS)},
    )
    return set(found.scalars())


def _persons(connection: Connection, records: Sequence[int]) -> tuple[int, ...]:
    found = connection.execute(
        text("""
            select distinct person_id from person_source
            where source_record_id = any(:records) and person_id is not null order by person_id
        """),
        {"records": list(records)},
    )
    return tuple(found.scalars())
