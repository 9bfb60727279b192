"""Computes the indicators of a plan as of any day, with all cuts asked for, in one scan of the registry.

Owns the shape of the contract's answer. Row-level security decides whose people are counted; what leaders must not
see is taken out by `suppression`.
"""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection

from talentdb.access.principal import Principal, Role
from talentdb.access.rights import Action, may
from talentdb.errors import ForbiddenError, UsageError
from talentdb.indicators import labels
from talentdb.indicators.counting import count_people, roll_up
from talentdb.indicators.figures import Base, Tally, expected_share, gap_people, status_of
from talentdb.indicators.opened import Opened, read_named, read_opened
from talentdb.indicators.places import Body, agencies_below, bodies, coverage, names_of, own_codes
from talentdb.indicators.reported import reported_tallies
from talentdb.indicators.sql import CUT_COLUMNS, Facts
from talentdb.indicators.suppression import shown_to
from talentdb.indicators.widening import Interval, Widening, of_values
from talentdb.people.successors import heirs
from talentdb.plans import Indicator, Plan, settled
from talentdb.plans.choices import choices_of

__all__ = ["ALL_CUTS", "check_reader", "compute"]

ALL_CUTS: Final = "all"


def check_reader(principal: Principal) -> None:
    """Raise ForbiddenError unless the role sees figures of the whole province."""
    if not may(principal, Action.SEE_FIGURES):
        raise ForbiddenError(labels.FORBIDDEN, labels.FORBIDDEN_ADVICE)


def compute(
    connection: Connection,
    principal: Principal,
    plan: Plan,
    as_of: date,
    by: str | None = None,
    agency: str | None = None,
    bases: Mapping[str, Base] | None = None,
    spared: Collection[int] = (),
    only_values: bool = False,
) -> dict[str, Any]:
    """The figures of a plan, as the contract's JSON object.

    Args:
        connection: a unit of work of `principal`.
        by: agency, commune, sector, field or post for rows of that cut; "all" for all of them; None for totals.
        agency: code of an agency: only its people and those of all below it (main employer).
            People of a body that had ended by then are counted under the one that took it over.
        bases: first measured share of an indicator by code; without one there is no expected_now.
        spared: persons who are not counted.
        only_values: the intervals are of missing values alone, whatever else is open.

    An agency gets the figures of its own body and of those below it, and no others.

    Raises: ForbiddenError for roles that see no figures, UsageError for an unknown cut, NotFoundError for an unknown
        agency.
    """
    own = principal.role is Role.AGENCY and agency is not None
    if not own:
        check_reader(principal)
    if by is not None and by != ALL_CUTS and by not in CUT_COLUMNS:
        raise UsageError(f"Không cắt được theo “{by}”.", f"Chọn một trong: {', '.join(sorted(CUT_COLUMNS))}.")
    if agency is not None and principal.role is Role.LEADER:
        # Totals of overlapping trees of agencies would let hidden rows be worked out one from another.
        raise ForbiddenError(labels.LEADER_ONE_AGENCY, labels.LEADER_ADVICE)
    plan = settled(connection, plan)
    cuts = sorted(CUT_COLUMNS) if by == ALL_CUTS else [by] if by else []
    handed = heirs(connection, as_of)
    scope = None if agency is None else agencies_below(connection, agency, handed)
    if own and agency not in own_codes(connection):
        raise ForbiddenError(labels.FOREIGN, labels.FOREIGN_ADVICE)
    tallies = count_people(connection, plan, as_of, cuts, scope, spared, own=own)
    if "agency" in cuts:
        roll_up(tallies, handed)
    tallies |= reported_tallies(connection, plan, as_of, cuts, scope)
    reported = coverage(connection, as_of, scope, handed)
    facts, opened = Facts(plan, as_of), Opened()
    if not only_values:
        opened = read_opened(connection, as_of, scope, handed, reported.silent, own=own)
    named = read_named(connection, facts, as_of, opened.persons, handed, spared)
    widening = Widening(facts, opened, named, scope, cuts)
    known = bodies(connection) if "agency" in cuts else {}
    names = {cut: names_of(connection, cut) for cut in cuts if cut != "agency"}
    shown = []
    for indicator in plan.indicators:
        groups = tallies.get(indicator.code, {"total": {}, **{cut: {} for cut in cuts}})
        total = groups["total"].get(None, Tally(unknown=dict.fromkeys(indicator.unknown, 0)))
        interval = _interval(widening, indicator, total)
        entry = _entry(indicator, total, interval, as_of, (bases or {}).get(indicator.code))
        entry["rows"] = [
            _row(cut, key, tally, _interval(widening, indicator, tally, cut, key), known, names)
            for cut in cuts
            if cut in indicator.cuts
            for key, tally in sorted(groups[cut].items(), key=lambda item: (item[0] is None, item[0] or ""))
            if tally.denominator or tally.maybe
        ]
        entry["coverage"] = {"agencies_reported": reported.reported, "agencies_total": reported.total}
        shown.append(entry)
    body = {
        "plan": plan.code,
        "as_of": as_of.isoformat(),
        "definition_version": plan.definition_version,
        "choices": choices_of(connection, plan),
        "indicators": shown,
    }
    return shown_to(principal, body)


def _interval(
    widening: Widening, indicator: Indicator, tally: Tally, cut: str = "total", key: str | None = None
) -> Interval:
    """What bodies report of themselves is open by missing values alone."""
    if indicator.kind != "people":
        return of_values(tally)
    return widening.interval(indicator.code, tally, cut, key)


def _figure(tally: Tally, interval: Interval) -> dict[str, Any]:
    """Counts, shares, what is open about them, and whom missing values leave open."""
    return {
        "numerator": tally.numerator,
        "denominator": tally.denominator,
        "value": tally.value,
        "low": interval.low,
        "high": interval.high,
        "unknown": dict(tally.unknown),
        "suppressed": False,
    }


def _entry(indicator: Indicator, total: Tally, interval: Interval, as_of: date, base: Base | None) -> dict[str, Any]:
    """One indicator without its rows."""
    year, target = indicator.target_for(as_of.year) or (None, None)
    expected = None if year is None or target is None else expected_share(base, year, target, as_of)
    reached_at = None if target is None else round(target - indicator.slack, 9)
    return {
        "code": indicator.code,
        "parent": indicator.parent,
        "name": indicator.name,
        "kind": indicator.kind,
        "place": indicator.place,
        "stage": indicator.stage,
        "comparison": indicator.comparison,
        "wording": indicator.wording,
        "beside": list(indicator.beside),
        "why_not": indicator.why_not,
        "headline": indicator.headline,
        **_figure(total, interval),
        "certainty": list(interval.parts),
        "target": target,
        "target_year": year,
        "expected_now": expected,
        "gap_people": gap_people(total, reached_at) if reached_at is not None and total.denominator else None,
        "status": status_of(total, reached_at, expected),
        "unknown_effects": {key: value.effect for key, value in indicator.unknown.items()},
        "definition": indicator.definition,
        "readings": list(indicator.readings),
    }


def _row(
    cut: str,
    key: str | None,
    tally: Tally,
    interval: Interval,
    known: Mapping[str, Body],
    names: Mapping[str, Mapping[str, str]],
) -> dict[str, Any]:
    """One group of a cut; agencies are keyed by their public code."""
    figure = _figure(tally, interval)
    if cut == "agency" and key is not None:
        body = known[key]
        return {
            "by": cut,
            "key": body.code,
            "name": body.name,
            "parent": body.parent,
            "sector": body.sector,
            **figure,
        }
    name = labels.UNKNOWN_KEY if key is None else names[cut].get(key, key)
    return {"by": cut, "key": key, "name": name, **figure}
