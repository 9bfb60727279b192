"""Where words that stay name a person who is erased: reasons, files and their problems, searches, the log. Changes
nothing; says what is to be put in their place, and which rows go.
"""

import json
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, Text, func, or_, select, true

from talentdb.db.tables import (
    audit_event,
    erasure,
    erasure_release,
    judgement,
    judgement_record,
    judgement_retraction,
    saved_search,
    source_record,
    submission,
    submission_event,
    submission_problem,
)
from talentdb.privacy import erasure_labels as words
from talentdb.privacy.erasure_scope import Scope
from talentdb.privacy.erasure_traces import Traces

__all__ = ["Change", "events", "has", "problems", "searches", "texts"]


@dataclass(frozen=True, slots=True)
class Change:
    """Other values in rows that stay."""

    table: str
    column: str
    number: int
    values: Mapping[str, Any]

    def asked(self) -> dict[str, Any]:
        """As erase_values() of schema.sql takes it."""
        changes = json.dumps(dict(self.values), ensure_ascii=False)
        return {"place": self.table, "found_by": self.column, "number": self.number, "changes": changes}


def texts(connection: Connection, scope: Scope, pattern: re.Pattern[str] | None, traces: Traces) -> Iterator[Change]:
    """What was said about the lists and judgements of the person, and of other erasures, where it names them."""
    if pattern is None:
        return
    s = submission.c
    for row in connection.execute(
        select(s.submission_id, s.understanding, s.file_name).where(s.submission_id.in_(scope.submissions))
    ):
        cleared = traces.of_others(row.understanding)
        if cleared != row.understanding:
            yield Change("submission", "submission_id", row.submission_id, {"understanding": cleared})
        if pattern.search(row.file_name) or pattern.search(re.sub(r"[\W_]+", " ", row.file_name)):
            name = words.FILE_NAME.format(number=row.submission_id)
            yield Change("submission", "submission_id", row.submission_id, {"file_name": name})
    judged = select(judgement_record.c.judgement_id).where(judgement_record.c.source_record_id.in_(scope.records))
    places: tuple[tuple[Table, str, Any], ...] = (
        (submission_event, "event_id", submission_event.c.submission_id.in_(scope.submissions)),
        (judgement, "judgement_id", judgement.c.judgement_id.in_(judged)),
        (judgement_retraction, "judgement_id", judgement_retraction.c.judgement_id.in_(judged)),
        # Whoever wrote why somebody else was erased may have named them as a witness, or as the one who asked.
        (erasure, "erasure_id", true()),
        (erasure_release, "erasure_id", true()),
    )
    for table, key, condition in places:
        for number, said in connection.execute(select(table.c[key], table.c.reason).where(condition)):
            if said and pattern.search(said):
                yield Change(table.name, key, number, {"reason": pattern.sub(words.GONE, said)})


def problems(
    connection: Connection, scope: Scope, pattern: re.Pattern[str] | None
) -> dict[int, list[int]]:  # fmt: skip
    """Problems of the rows of the person, and others of the same lists that name them."""
    r, p = source_record.c, submission_problem.c
    staying: dict[tuple[int, str, int], set[str | None]] = {}
    mine: set[tuple[int, str, int]] = set()
    keys = {one.name_key for one in scope.facts}
    for row in connection.execute(
        select(r.source_record_id, r.submission_id, r.sheet, r.row_no, r.name_key).where(
            r.submission_id.in_(scope.submissions)
        )
    ):
        place = (row.submission_id, row.sheet, row.row_no)
        if row.source_record_id in scope.records:
            mine.add(place)
        else:
            staying.setdefault(place, set()).add(row.name_key)
    found: dict[int, list[int]] = {}
    for row in connection.execute(select(submission_problem).where(p.submission_id.in_(scope.submissions))):
        place = (row.submission_id, row.sheet, row.row_no)
        said = " ".join(one for one in (row.raw, row.message, row.suggestion) if one)
        names = pattern is not None and pattern.search(said) is not None
        whole = place in mine and place not in staying
        if whole or (names and not staying.get(place, set()) & keys):
            found.setdefault(row.submission_id, []).append(row.problem_no)
    return found


def searches(connection: Connection, pattern: re.Pattern[str] | None) -> list[int]:
    """Searches that somebody kept and that name the person."""
    q = saved_search.c
    rows = connection.execute(select(q.saved_search_id, q.name, q.query))
    return [row.saved_search_id for row in rows if pattern is not None and pattern.search(f"{row.name}\n{row.query}")]


def events(connection: Connection, scope: Scope, pattern: re.Pattern[str] | None) -> list[int]:
    """Rows of the log about the person, and others whose content names them."""
    e = audit_event.c
    about = (e.object_kind == "person") & e.object_id.in_([str(one) for one in scope.numbers])
    numbers = set(connection.execute(select(e.audit_id).where(about, e.salt.is_not(None))).scalars())
    if pattern is not None:
        told = func.concat_ws(" ", e.object_id, e.purpose, e.details.cast(Text))
        rows = connection.execute(select(e.audit_id, told).where(has(told, scope.needles.all), e.salt.is_not(None)))
        numbers |= {number for number, said in rows if pattern.search(said)}
    return sorted(numbers)


def has(told: ColumnElement[str], needles: Collection[str]) -> ColumnElement[bool]:
    """Rows that the pattern of the needles is to be looked for in: the server knows no whole words."""
    spelt = sorted({way for one in needles for way in (one, one.lower(), one.upper(), one.title())})
    return or_(*(func.strpos(told, one) > 0 for one in spelt))
