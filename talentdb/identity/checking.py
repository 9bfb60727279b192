"""Double checking of automatic merges: which ones a steward is to look at, and how often those looked at were wrong.

The sample is drawn by a hash, so it is the same for everybody, favours nobody, and cannot be steered by what came
first. Reads only; the verdicts are judgements of origin `check`.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from itertools import chain, zip_longest
from math import sqrt
from typing import Any, Final

from sqlalchemy import Connection, text

from talentdb.identity.model import load_model
from talentdb.identity.sides import Clue, Side, clues, read_sides

__all__ = ["RULES", "CheckItem", "Rate", "draw", "error_rate", "wilson"]

RULES: Final = ("score", "national_id")
"""Rules that merge without anybody looking."""

_Z: Final = 1.959964
"""Of a two-sided 95 % interval."""


@dataclass(frozen=True, slots=True)
class CheckItem:
    """Two records of different submissions that a rule made one person; score: None where an equal id decided."""

    a: Side
    b: Side
    rule: str
    score: float | None
    evidence: tuple[Clue, ...]

    def as_json(self) -> dict[str, Any]:
        """As in the queue."""
        return asdict(self) | {"a": self.a.as_json(), "b": self.b.as_json()}


@dataclass(frozen=True, slots=True)
class Rate:
    """Errors of one rule, or of `all` rules weighted by how many records each tied.

    Args:
        merges: records that the rule ties to their person now.
        checked: merges looked at with a clear verdict; of those `wrong`; `unsure` ones are in neither.
        rate: share of wrong ones; None while a rule that merged has no verdict.
        low, high: 95 % interval of the share (Wilson; for `all` the weighted bounds, which is on the safe side).
    """

    rule: str
    merges: int
    checked: int
    wrong: int
    unsure: int
    rate: float | None
    low: float
    high: float

    def as_json(self) -> dict[str, Any]:
        """All of it."""
        return asdict(self)


# The partner of a record: what ties it, from another submission, an earlier one if there is one. Not judged yet.
_UNJUDGED: Final = """not exists (
            select from judgement_record x
                join judgement_record y on y.judgement_id = x.judgement_id and y.side <> x.side
            where x.source_record_id = t.source_record_id and y.source_record_id = k.source_record_id
                and not exists (select from judgement_retraction g where g.judgement_id = x.judgement_id))"""
_TIED: Final = """
    with tied as materialized (
        select source_record_id, person_id, place
        from (
            select ps.source_record_id, ps.person_id, row_number() over (order by
                sha256(convert_to(ps.source_record_id || ' ' || :version, 'UTF8')), ps.source_record_id) as place
            from person_source ps where ps.rule = :rule
        ) as all_tied
        where place > :after and place <= :upto
    )
"""
_BY_ID: Final = text(f"""{_TIED}
    select t.source_record_id as one, partner.source_record_id as other, null as score, '[]'::jsonb as evidence
    from tied t join source_record r on r.source_record_id = t.source_record_id, lateral (
        select k.source_record_id
        from source_record k join person_source kp on kp.source_record_id = k.source_record_id
        where k.national_id_hmac = r.national_id_hmac and k.name_key = r.name_key and kp.person_id = t.person_id
            and k.submission_id <> r.submission_id and {_UNJUDGED}
        order by k.source_record_id > r.source_record_id, k.source_record_id desc limit 1
    ) as partner order by t.place
""")  # noqa: S608
_BY_SCORE: Final = text(f"""{_TIED}
    select t.source_record_id as one, partner.source_record_id as other, partner.score, partner.evidence
    from tied t join source_record r on r.source_record_id = t.source_record_id, lateral (
        select k.source_record_id, p.score, p.evidence
        from (
            select b_record_id as source_record_id, weight, score, evidence from match_pair
            where a_record_id = t.source_record_id and not preview and decision = 'merge'
            union all
            select a_record_id, weight, score, evidence from match_pair
            where b_record_id = t.source_record_id and not preview and decision = 'merge'
        ) as p
            join source_record k on k.source_record_id = p.source_record_id
            join person_source kp on kp.source_record_id = k.source_record_id
        where kp.person_id = t.person_id and k.submission_id <> r.submission_id and {_UNJUDGED}
        order by k.source_record_id > r.source_record_id, p.weight desc, k.source_record_id limit 1
    ) as partner order by t.place
""")  # noqa: S608
_QUERIES: Final = {"score": _BY_SCORE, "national_id": _BY_ID}


def draw(connection: Connection, n: int = 20) -> list[CheckItem]:
    """The next `n` automatic merges to look at, rules in turn; the same for everybody until they are judged."""
    drawn = [_drawn(connection, rule, n) for rule in RULES]
    rows = [row for row in chain.from_iterable(zip_longest(*drawn)) if row is not None][:n]
    sides = read_sides(connection, {record for _, row in rows for record in (row.one, row.other)})
    worded = clues(connection, [(row.one, row.other, row.evidence) for _, row in rows])
    return [
        CheckItem(sides[min(row.one, row.other)], sides[max(row.one, row.other)], rule, row.score, evidence)
        for (rule, row), evidence in zip(rows, worded, strict=True)
    ]


def _drawn(connection: Connection, rule: str, n: int) -> list[tuple[str, Any]]:
    tied = connection.execute(_MERGES, {"rules": [rule]}).scalar_one_or_none() or 0
    found: dict[tuple[int, int], Any] = {}
    after, upto = 0, 4 * n
    # Partners are looked for a stretch of the order at a time: most records have one that nobody judged yet.
    while len(found) < n and after < tied:
        values = {"rule": rule, "version": load_model().version, "after": after, "upto": upto}
        for row in connection.execute(_QUERIES[rule], values):
            # Two records may be each other's partner.
            found.setdefault((min(row.one, row.other), max(row.one, row.other)), row)
        after, upto = upto, 4 * upto
    return [(rule, row) for row in list(found.values())[:n]]


_MERGES: Final = text("select count(*), rule from person_source where rule = any(:rules) group by rule")
# Of each two records the newest verdict that stands.
_VERDICTS: Final = text("""
    select by_id, verdict, count(*)
    from (
        select distinct on (x.source_record_id, y.source_record_id) j.verdict,
            coalesce(a.national_id_hmac = b.national_id_hmac and a.name_key = b.name_key, false) as by_id
        from judgement j
            join judgement_record x on x.judgement_id = j.judgement_id
            join judgement_record y on y.judgement_id = j.judgement_id and y.side <> x.side
                and y.source_record_id > x.source_record_id
            join source_record a on a.source_record_id = x.source_record_id
            join source_record b on b.source_record_id = y.source_record_id
        where j.origin = 'check'
            and not exists (select from judgement_retraction t where t.judgement_id = j.judgement_id)
        order by x.source_record_id, y.source_record_id, j.judgement_id desc
    ) as newest
    group by by_id, verdict
""")


def error_rate(connection: Connection) -> list[Rate]:
    """Of each rule, then of `all`, how often automatic merges that were looked at were wrong."""
    merges = {row.rule: row[0] for row in connection.execute(_MERGES, {"rules": list(RULES)})}
    verdicts: dict[tuple[str, str], int] = {}
    for by_id, verdict, number in connection.execute(_VERDICTS):
        verdicts["national_id" if by_id else "score", verdict] = number
    rates = [_rate(rule, merges.get(rule, 0), verdicts) for rule in RULES]
    return [*rates, _together(rates)]


def _rate(rule: str, merges: int, verdicts: Mapping[tuple[str, str], int]) -> Rate:
    wrong = verdicts.get((rule, "different"), 0)
    checked = wrong + verdicts.get((rule, "same"), 0)
    low, high = wilson(wrong, checked)
    share = wrong / checked if checked else None
    return Rate(rule, merges, checked, wrong, verdicts.get((rule, "unsure"), 0), share, low, high)


def _together(rates: list[Rate]) -> Rate:
    counted = [rate for rate in rates if rate.merges]
    merges = sum(rate.merges for rate in counted)
    shares = [rate.rate for rate in counted]
    known = [share for share in shares if share is not None]
    weights = [rate.merges / merges for rate in counted]
    complete = bool(counted) and len(known) == len(shares)
    return Rate(
        "all", merges, sum(rate.checked for rate in rates), sum(rate.wrong for rate in rates),
        sum(rate.unsure for rate in rates),
        sum(w * share for w, share in zip(weights, known, strict=True)) if complete else None,
        sum(w * rate.low for w, rate in zip(weights, counted, strict=True)),
        sum(w * rate.high for w, rate in zip(weights, counted, strict=True)) if counted else 1.0,
    )  # fmt: skip


def wilson(wrong: int, checked: int) -> tuple[float, float]:
    """95 % interval of a share by Wilson (1927); (0, 1) while nothing was checked."""
    if not checked:
        return 0.0, 1.0
    share, spread = wrong / checked, _Z * _Z / checked
    middle = (share + spread / 2) / (1 + spread)
    half = _Z / (1 + spread) * sqrt(share * (1 - share) / checked + spread / (4 * checked))
    return max(0.0, middle - half), min(1.0, middle + half)
