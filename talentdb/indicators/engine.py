"""Computes the indicators of a plan as of any day, with all cuts asked for, in one scan of the registry.

Owns the shape of the contract's answer. Row-level security decides whose people are counted; what leaders must not
see is taken out here.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection, text

from talentdb.access.principal import Principal, Role
from talentdb.access.rights import Action, may
from talentdb.errors import ForbiddenError, UsageError
from talentdb.indicators import labels
from talentdb.indicators.figures import Base, Tally, expected_share, gap_people, status_of
from talentdb.indicators.places import Body, agencies_below, bodies, coverage, names_of
from talentdb.indicators.sql import CUT_COLUMNS, Facts, statement
from talentdb.indicators.suppression import SMALL, hidden_agencies, hidden_keys
from talentdb.people.successors import heirs
from talentdb.plans import Indicator, Plan

__all__ = ["ALL_CUTS", "check_reader", "compute"]

ALL_CUTS: Final = "all"
_COUNTS: Final = tuple(name for name in Tally.__dataclass_fields__ if name != "unknown")
_Tallies = dict[str, dict[str, dict[str | None, Tally]]]  # indicator -> cut -> key -> tally


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
) -> dict[str, Any]:
    """The figures of a plan, as the contract's JSON object.

    Args:
        connection: a unit of work of `principal`.
        by: agency, commune, sector, field or post for rows of that cut; "all" for all of them; None for totals.
        agency: code of an agency: only its people and those of all below it (main employer).
            People of a body that had ended by then are counted under the one that took it over.
        bases: first measured share of an indicator by code; without one there is no expected_now.
        spared: persons who are not counted.

    Raises: ForbiddenError for roles that see no figures, UsageError for an unknown cut, NotFoundError for an unknown
        agency.
    """
    check_reader(principal)
    if by is not None and by != ALL_CUTS and by not in CUT_COLUMNS:
        raise UsageError(f"Không cắt được theo “{by}”.", f"Chọn một trong: {', '.join(sorted(CUT_COLUMNS))}.")
    if agency is not None and principal.role is Role.LEADER:
        # Totals of overlapping trees of agencies would let hidden rows be worked out one from another.
        raise ForbiddenError(labels.LEADER_ONE_AGENCY, labels.LEADER_ADVICE)
    cuts = sorted(CUT_COLUMNS) if by == ALL_CUTS else [by] if by else []
    handed = heirs(connection, as_of)
    scope = None if agency is None else agencies_below(connection, agency, handed)
    tallies = _tallies(connection, plan, as_of, cuts, scope, spared)
    if "agency" in cuts:
        _roll_up(tallies, handed)
    reported = coverage(connection, as_of, scope, handed)
    known = bodies(connection) if "agency" in cuts else {}
    names = {cut: names_of(connection, cut) for cut in cuts if cut != "agency"}
    shown = []
    for indicator in plan.indicators:
        groups = tallies[indicator.code]
        total = groups["total"].get(None, Tally(unknown=dict.fromkeys(indicator.unknown, 0)))
        hidden = _hidden(groups, known) if principal.role is Role.LEADER else {}
        hide_total = principal.role is Role.LEADER and 0 < total.denominator < SMALL
        entry = _entry(indicator, total, as_of, (bases or {}).get(indicator.code), hide_total)
        entry["rows"] = [
            _row(cut, key, tally, known, names, suppressed=key in hidden.get(cut, ()))
            for cut in cuts
            for key, tally in sorted(groups[cut].items(), key=lambda item: (item[0] is None, item[0] or ""))
            if tally.denominator or tally.maybe
        ]
        entry["coverage"] = {"agencies_reported": reported.reported, "agencies_total": reported.total}
        shown.append(entry)
    return {
        "plan": plan.code,
        "as_of": as_of.isoformat(),
        "definition_version": plan.definition_version,
        "indicators": shown,
    }


def _tallies(
    connection: Connection,
    plan: Plan,
    as_of: date,
    cuts: list[str],
    scope: list[int] | None,
    spared: Collection[int],
) -> _Tallies:
    facts = Facts(plan, as_of)
    sums = {indicator.code: facts.sums(indicator.code) for indicator in plan.indicators}
    # Indicators share conditions (the denominator of a rate and of its sub-rates): each is summed once.
    conditions = dict.fromkeys(condition for named in sums.values() for condition in named.values())
    columns = {condition: f"c{number}" for number, condition in enumerate(conditions)}
    places = {
        code: {name: 2 + list(conditions).index(condition) for name, condition in named.items()}
        for code, named in sums.items()
    }
    # One scan of everything: the groups of all cuts need some memory.
    connection.execute(text("select set_config('work_mem', '64MB', true)"))
    # A colon would be taken for a parameter; the only ones the statement has are these.
    source = statement(facts, as_of, cuts, columns, restricted=scope is not None, spared=bool(spared))
    query = text(source.replace("::", r"\:\:"))
    bound = ({} if scope is None else {"agencies": scope}) | ({"spared": list(spared)} if spared else {})
    found: _Tallies = {indicator.code: {cut: {} for cut in ["total", *cuts]} for indicator in plan.indicators}
    for row in connection.execute(query, bound):
        for code, place in places.items():
            found[code][row[0]][row[1]] = _tally(place, row)
    return found


def _tally(place: Mapping[str, int], row: Sequence[Any]) -> Tally:
    """The counts of one indicator out of a row of the statement."""
    unknown = {name.removeprefix("unknown."): row[at] for name, at in place.items() if name.startswith("unknown.")}
    return Tally(**{name: row[place[name]] for name in _COUNTS}, unknown=unknown)


def _roll_up(tallies: _Tallies, handed: Mapping[int, int]) -> None:
    """Put the people of ended bodies under those that took them over."""
    for groups in tallies.values():
        rows = groups["agency"]
        for old, now in handed.items():
            if (tally := rows.pop(str(old), None)) is not None:
                rows[str(now)] = _sum(rows[str(now)], tally) if str(now) in rows else tally


def _sum(one: Tally, other: Tally) -> Tally:
    unknown = {key: count + other.unknown.get(key, 0) for key, count in one.unknown.items()}
    return Tally(**{name: getattr(one, name) + getattr(other, name) for name in _COUNTS}, unknown=unknown)


def _hidden(
    groups: Mapping[str, Mapping[str | None, Tally]], known: Mapping[str, Body]
) -> dict[str, frozenset[str | None]]:
    """Keys of the rows that leaders do not see, by cut."""
    hidden: dict[str, frozenset[str | None]] = {}
    for cut, group in groups.items():
        sizes = {key: tally.denominator for key, tally in group.items()}
        if cut == "agency":
            hidden[cut] = hidden_agencies(sizes, {key: known[key].sector for key in sizes if key is not None})
        elif cut != "total":
            hidden[cut] = hidden_keys(sizes)
    return hidden


def _figure(tally: Tally, suppressed: bool) -> dict[str, Any]:
    """Counts and shares; without any of them where they are suppressed."""
    return {
        "numerator": None if suppressed else tally.numerator,
        "denominator": None if suppressed else tally.denominator,
        "value": None if suppressed else tally.value,
        "low": None if suppressed else tally.low,
        "high": None if suppressed else tally.high,
        "suppressed": suppressed,
    }


def _entry(indicator: Indicator, total: Tally, as_of: date, base: Base | None, suppressed: bool) -> dict[str, Any]:
    """One indicator without its rows."""
    year, target = indicator.target_for(as_of.year) or (None, None)
    expected = None if year is None or target is None else expected_share(base, year, target, as_of)
    return {
        "code": indicator.code,
        "parent": indicator.parent,
        "name": indicator.name,
        "stage": indicator.stage,
        "comparison": indicator.comparison,
        **_figure(total, suppressed),
        "target": target,
        "target_year": year,
        "expected_now": expected,
        "gap_people": None if target is None or suppressed or not total.denominator else gap_people(total, target),
        "status": "no_data" if suppressed else status_of(total, target, expected),
        "unknown": {} if suppressed else dict(total.unknown),
        "unknown_effects": {key: value.effect for key, value in indicator.unknown.items()},
        "definition": indicator.definition,
        "readings": list(indicator.readings),
    }


def _row(
    cut: str,
    key: str | None,
    tally: Tally,
    known: Mapping[str, Body],
    names: Mapping[str, Mapping[str, str]],
    *,
    suppressed: bool,
) -> dict[str, Any]:
    """One group of a cut; agencies are keyed by their public code."""
    figure = {**_figure(tally, suppressed), "unknown": {} if suppressed else dict(tally.unknown)}
    if cut == "agency" and key is not None:
        body = known[key]
        return {"by": cut, "key": body.code, "name": body.name, "parent": body.parent, **figure}
    name = labels.UNKNOWN_KEY if key is None else names[cut].get(key, key)
    return {"by": cut, "key": key, "name": name, **figure}
