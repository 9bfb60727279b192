"""The queue of possible duplicates: which pairs of persons nobody has judged, in the order in which judging pays.

Reads what matching stored and what stewards judged; decides nothing and stores nothing. Only roles that decide see
anything here: the policies of match_pair and judgement_record give all others no row.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from sqlalchemy import Connection, func, select, text

from talentdb.errors import UsageError
from talentdb.identity.sides import Clue, Side, clues, read_sides
from talentdb.identity.waiting import waiting_sides
from talentdb.people.records import FOUNDING_FORMS

__all__ = ["STATUSES", "WORTH", "QueueItem", "count", "counts", "queue"]

STATUSES: Final[Mapping[str, tuple[str, ...]]] = {
    "open": ("open",),
    "unsure": ("unsure",),
    "judged": ("different", "same"),
    "pending": ("open", "unsure"),
    "all": ("open", "unsure", "different", "same"),
}
"""What can be asked for -> statuses of items, in the order in which they are listed."""

WORTH: Final[Mapping[str, float]] = {
    "both_counted": 1.0,
    "same_agency": 0.5,
    "id_conflict": 0.25,
    "record": 0.05,
    "most_records": 20,
}
"""worth = score x (1 + what hangs on the decision), where there hang on it:

    both_counted   both count as working, so one person is counted twice in the indicators
    same_agency    one agency handed both in: its own list and its own figures are wrong
    id_conflict    national ids of one kind differ: one of them is wrong, or the two must be kept apart for good
    record         for each record of the two persons beyond the first two (courses, years, employers that belong
                   together), at most `most_records` of them

The score is the chance that they are one person, so the pairs come first that most probably change most. Pairs of
equal worth stand in the order of score, then of their records' numbers.
"""


@dataclass(frozen=True, slots=True)
class QueueItem:
    """Two persons (or rows that wait or fit nobody) that may be one, shown by their most telling pair of records.

    Args:
        a, b: the records; `a` has the smaller number.
        score: chance that they are one person; weight: the same in bits (log2 of the odds).
        status: open, or what was judged: unsure, different, same (judged so, yet kept apart by another judgement).
        worth: see WORTH; pairs: how many pairs of their records are stored.
        waiting: it hangs on rows of a submission that is not approved yet.
        refused: the model was sure, and clustering refused: ids that contradict, or two persons fit equally well.
        id_conflict: national ids of one kind differ.
        judgement_id: the newest judgement about it that stands.
    """

    a: Side
    b: Side
    score: float
    weight: float
    evidence: tuple[Clue, ...]
    status: str
    worth: float
    pairs: int
    waiting: bool
    refused: bool
    id_conflict: bool
    judgement_id: int | None

    def as_json(self) -> dict[str, Any]:
        """By the contract."""
        rest = asdict(self)
        return rest | {"a": self.a.as_json(), "b": self.b.as_json()}


_APART: Final = text("""
    select p.a_record_id, p.b_record_id, p.submission_id, p.decision, p.weight, p.score,
        coalesce(a.person_id, -p.a_record_id) as a_side, coalesce(b.person_id, -p.b_record_id) as b_side
    from match_pair p join person_source a on a.source_record_id = p.a_record_id
        join person_source b on b.source_record_id = p.b_record_id
    where not p.preview and a.person_id is distinct from b.person_id
""")
"""Stored pairs that are not one person: few of all, as most were merged."""
_APART_COLUMNS: Final = (
    "a_record_id", "b_record_id", "submission_id", "decision", "weight", "score", "a_side", "b_side",
)  # fmt: skip

# Sides are told by one number: that of the person, or minus that of a record that belongs to nobody (yet).
_FOLDED: Final = """
    with waiting as materialized (
        select * from unnest(cast(:waiting as bigint[]), cast(:waiting_sides as bigint[])) as w(record_id, side)
    ), sided as (
        select a_record_id, b_record_id, false as preview, submission_id, decision, weight, score, a_side, b_side
        from unnest(cast(:a_record_id as bigint[]), cast(:b_record_id as bigint[]), cast(:submission_id as bigint[]),
            cast(:decision as text[]), cast(:weight as double precision[]), cast(:score as double precision[]),
            cast(:a_side as bigint[]), cast(:b_side as bigint[]))
            as p(a_record_id, b_record_id, submission_id, decision, weight, score, a_side, b_side)
        union all
        select p.a_record_id, p.b_record_id, p.preview, p.submission_id, p.decision, p.weight, p.score,
            coalesce(a.person_id, wa.side, -p.a_record_id), coalesce(b.person_id, wb.side, -p.b_record_id)
        from submission s join match_pair p on p.submission_id = s.submission_id
            left join person_source a on a.source_record_id = p.a_record_id
            left join waiting wa on wa.record_id = p.a_record_id
            left join person_source b on b.source_record_id = p.b_record_id
            left join waiting wb on wb.record_id = p.b_record_id
        where s.state = 'submitted' and p.preview
            and (a.source_record_id is not null or wa.record_id is not null)
            and (b.source_record_id is not null or wb.record_id is not null)
            -- Two rows of one file that the model is sure about become one by themselves.
            and (p.decision = 'ask' or a.person_id is not null or b.person_id is not null)
    ), folded as materialized (
        select distinct on (low, high) *, count(*) over both_sides as pairs,
            bool_and(preview) over both_sides as waiting,
            bool_or(submission_id = cast(:submission as bigint)) over both_sides as of_submission
        from (select *, least(a_side, b_side) as low, greatest(a_side, b_side) as high from sided) as s
        where low <> high
        window both_sides as (partition by low, high)
        order by low, high, preview, weight desc, a_record_id, b_record_id
    ), spoken as materialized (
        select distinct jr.judgement_id, j.verdict, jr.side,
            coalesce(ps.person_id, w.side, -jr.source_record_id) as who
        from judgement j join judgement_record jr using (judgement_id)
            left join person_source ps on ps.source_record_id = jr.source_record_id
            left join waiting w on w.record_id = jr.source_record_id
        where not exists (select from judgement_retraction t where t.judgement_id = j.judgement_id)
    ), judged as materialized (
        select distinct on (low, high) least(x.who, y.who) as low, greatest(x.who, y.who) as high, x.verdict,
            x.judgement_id
        from spoken x join spoken y on y.judgement_id = x.judgement_id and y.side > x.side and y.who <> x.who
        order by low, high, x.judgement_id desc
    ), listed as (
        select f.*, j.judgement_id, coalesce(j.verdict, 'open') as status, ra.agency_id = rb.agency_id as same_agency,
            coalesce(ra.national_id_kind = rb.national_id_kind and ra.national_id_hmac <> rb.national_id_hmac, false)
                as id_conflict,
            case when f.a_side < 0 then ra.form = any(:founding)
                and coalesce(ra."values" ->> 'status', 'working') = 'working' end as a_counted,
            case when f.b_side < 0 then rb.form = any(:founding)
                and coalesce(rb."values" ->> 'status', 'working') = 'working' end as b_counted
        from folded f
            join source_record ra on ra.source_record_id = f.a_record_id
            join source_record rb on rb.source_record_id = f.b_record_id
            left join judged j on j.low = f.low and j.high = f.high
        where (cast(:submission as bigint) is null or f.of_submission)
            -- A work and an award that both fit nobody make no person, whoever they name.
            and not (f.a_side < 0 and f.b_side < 0 and ra.form <> all(:founding) and rb.form <> all(:founding))
    )
"""
_COUNTS: Final = text(f"{_FOLDED} select status, count(*) from listed group by status")  # noqa: S608
_PAGE: Final = text(f"""{_FOLDED}, chosen as materialized (
        select * from listed where status = any(:statuses)
    ), weighed as (
        -- Subqueries by key instead of joins: of the size of what is chosen the planner knows nothing.
        select c.*, c.score * (1
            + :both_counted * cast(coalesce(a_counted, (select coalesce(v.status, 'working') = 'working'
                    from person_version v where v.person_id = c.a_side and v.valid_to is null), false)
                and coalesce(b_counted, (select coalesce(v.status, 'working') = 'working'
                    from person_version v where v.person_id = c.b_side and v.valid_to is null), false) as integer)
            + :same_agency * cast(c.same_agency as integer) + :id_conflict * cast(c.id_conflict as integer)
            + :record * least(greatest((select count(*) from person_source where person_id = c.a_side), 1)
                + greatest((select count(*) from person_source where person_id = c.b_side), 1) - 2, :most_records)
            ) as worth
        from chosen c
        order by array_position(cast(:statuses as text[]), c.status), worth desc, c.score desc, c.a_record_id,
            c.b_record_id
        limit :limit offset :offset
    )
    select w.*, p.evidence
    from weighed w join match_pair p using (a_record_id, b_record_id, preview)
    order by array_position(cast(:statuses as text[]), w.status), w.worth desc, w.score desc, w.a_record_id,
        w.b_record_id
""")  # noqa: S608


def _statuses(status: str) -> Sequence[str]:
    if status not in STATUSES:
        raise UsageError(f"Không có trạng thái {status}.", f"Chọn một trong: {', '.join(STATUSES)}.")
    return STATUSES[status]


def _prepared(connection: Connection, submission_id: int | None) -> dict[str, Any]:
    """Settings of the transaction for one large statement, and what all statements here are given."""
    # Plans for unknown arrays are poor.
    _configure(connection, work_mem="64MB", plan_cache_mode="force_custom_plan", enable_nestloop="off")
    # All pairs at once: looking up the person of each record by itself takes five times as long.
    rows = connection.execute(_APART).all()
    _configure(connection, enable_nestloop="on")
    waiting = waiting_sides(connection)
    return {
        **{name: [getattr(row, name) for row in rows] for name in _APART_COLUMNS},
        "waiting": list(waiting), "waiting_sides": list(waiting.values()), "submission": submission_id,
        "founding": list(FOUNDING_FORMS),
    }  # fmt: skip


def _configure(connection: Connection, **settings: str) -> None:
    """For the rest of the transaction."""
    connection.execute(select(*(func.set_config(name, value, True) for name, value in settings.items())))


def queue(
    connection: Connection,
    *,
    status: str = "open",
    limit: int = 200,
    offset: int = 0,
    submission_id: int | None = None,
) -> list[QueueItem]:
    """Items in order of worth, one for each two persons; the same data give the same order.

    Args:
        status: a key of STATUSES; `pending` lists the unsure ones after the open ones.
        submission_id: only pairs that the matching of this submission found.
    Raises: UsageError for an unknown status.
    """
    paged = {"statuses": list(_statuses(status)), "limit": limit, "offset": offset}
    rows = connection.execute(_PAGE, {**WORTH, **paged, **_prepared(connection, submission_id)}).all()
    sides = read_sides(connection, {record for row in rows for record in (row.a_record_id, row.b_record_id)})
    evidence = clues(connection, [(row.a_record_id, row.b_record_id, row.evidence) for row in rows])
    return [
        _item(row, sides[row.a_record_id], sides[row.b_record_id], found)
        for row, found in zip(rows, evidence, strict=True)
    ]


def _item(row: Any, a: Side, b: Side, evidence: tuple[Clue, ...]) -> QueueItem:
    return QueueItem(
        a, b, row.score, row.weight, evidence, row.status, round(row.worth, 6), row.pairs, row.waiting,
        row.decision == "merge", row.id_conflict, row.judgement_id,
    )  # fmt: skip


def counts(connection: Connection, *, submission_id: int | None = None) -> dict[str, int]:
    """How many items of each status there are (open, unsure, different, same)."""
    rows = connection.execute(_COUNTS, _prepared(connection, submission_id))
    found = {row.status: row[1] for row in rows}
    return {status: found.get(status, 0) for status in STATUSES["all"]}


def count(connection: Connection, *, status: str = "open", submission_id: int | None = None) -> int:
    """How many items `queue` would list without a limit."""
    wanted = _statuses(status)
    return sum(number for found, number in counts(connection, submission_id=submission_id).items() if found in wanted)
