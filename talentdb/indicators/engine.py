"""Computes the indicators of a plan as of any day, with all cuts asked for, in one scan of the registry.

Owns the shape of the contract's answer. Row-level security decides whose people are counted; what leaders must not
see is taken out by `suppression`.
"""

import json
from collections.abc import Collection
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection

from talentdb.access.principal import Principal, Role
from talentdb.access.rights import Action, may
from talentdb.errors import ForbiddenError, UsageError
from talentdb.indicators import labels
from talentdb.indicators.bases import Bases, first_measured
from talentdb.indicators.counting import count_people, roll_up
from talentdb.indicators.entries import Around
from talentdb.indicators.figures import Tally
from talentdb.indicators.not_due import not_due_note
from talentdb.indicators.opened import Opened, read_named, read_opened
from talentdb.indicators.places import agencies_below, bodies, coverage, names_of, own_codes
from talentdb.indicators.reported import reported_tallies
from talentdb.indicators.sql import CUT_COLUMNS, Facts
from talentdb.indicators.suppression import LINKED, shown_to
from talentdb.indicators.targets import targets_of
from talentdb.indicators.told import told_tallies
from talentdb.indicators.unlinked import rests
from talentdb.indicators.widening import Widening
from talentdb.people.successors import heirs
from talentdb.plans import Plan, settled
from talentdb.plans.choices import choices_of
from talentdb.settings import today

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
    bases: Bases | None = None,
    spared: Collection[int] = (),
    only_values: bool = False,
) -> dict[str, Any]:
    """The figures of a plan, as the contract's JSON object.

    Args:
        connection: a unit of work of `principal`.
        by: agency, commune, sector, field or post for rows of that cut; "all" for all of them; None for totals.
        agency: code of an agency: only its people and those of all below it (main employer).
            People of a body that had ended by then are counted under the one that took it over.
        bases: where paths begin; None for the first frozen figures of the plan. Without one there is no expected_now.
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
    asked = sorted(CUT_COLUMNS) if by == ALL_CUTS else [by] if by else []
    # What leaders see of one of these depends on what the others hide, whichever of them is asked for.
    cuts = sorted({*asked, *LINKED}) if principal.role is Role.LEADER and LINKED & set(asked) else asked
    handed = heirs(connection, as_of)
    scope = None if agency is None else agencies_below(connection, agency, handed)
    if own and agency not in own_codes(connection):
        raise ForbiddenError(labels.FOREIGN, labels.FOREIGN_ADVICE)
    tallies = count_people(connection, plan, as_of, cuts, scope, spared, own=own)
    if "agency" in cuts:
        roll_up(tallies, handed)
    tallies |= reported_tallies(connection, plan, as_of, cuts, scope)
    tallies |= told_tallies(connection, plan, as_of, cuts, scope)
    reported = coverage(connection, as_of, scope, handed)
    facts, opened = Facts(plan, as_of), Opened()
    if not only_values:
        opened = read_opened(connection, as_of, handed, reported.silent, own=own)
    named = read_named(connection, facts, as_of, opened.persons, handed, spared)
    widening = Widening(facts, opened, named, scope, cuts)
    if bases is None:
        choices = json.dumps(choices_of(connection, plan))
        bases = first_measured(connection, plan.code, plan.definition_version, choices, as_of, rows=bool(cuts))
    around = Around(
        as_of,
        agency,
        widening,
        bases,
        targets_of(connection, plan),
        reported,
        bodies(connection) if "agency" in cuts else {},
        {cut: names_of(connection, cut) for cut in cuts if cut != "agency"},
    )
    nothing: dict[str, dict[str | None, Tally]] = {"total": {}, **{cut: {} for cut in cuts}}
    shown = [around.entry(indicator, tallies.get(indicator.code, nothing), cuts) for indicator in plan.indicators]
    _note_not_due(connection, plan, as_of, scope, shown)
    body = {
        "plan": plan.code,
        "as_of": as_of.isoformat(),
        "definition_version": plan.definition_version,
        "choices": choices_of(connection, plan),
        "indicators": shown,
    }
    seen = shown_to(principal, body)
    for entry in seen["indicators"]:
        entry["rows"] = [row for row in entry["rows"] if row["by"] in asked]
    return seen


def _note_not_due(
    connection: Connection, plan: Plan, as_of: date, scope: Collection[int] | None, shown: list[dict[str, Any]]
) -> None:
    """Beside figures of who has stayed: who is not due yet."""
    for indicator, entry in zip(plan.indicators, shown, strict=True):
        if indicator.measure == "stayed" and rests(connection, plan, indicator, as_of):
            note = not_due_note(plan.decisions, indicator, as_of, today(), scope)
            entry["readings"] += [note] if note else []
