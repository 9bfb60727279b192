"""The people behind a figure, by the same expressions that count them.

Lists that would tell a sensitive field of somebody are refused to roles that do not see that field.
"""

from datetime import date
from typing import Any, Final, Literal

from sqlalchemy import Connection, text

from talentdb.access.principal import Principal, Role
from talentdb.access.rights import Action, hidden_fields, may
from talentdb.errors import ForbiddenError, NotFoundError, UsageError
from talentdb.indicators import labels
from talentdb.indicators.engine import check_reader
from talentdb.indicators.places import agencies_below
from talentdb.indicators.sql import CUT_COLUMNS, Facts, people_source
from talentdb.people.successors import heirs
from talentdb.plans import Indicator, Plan, settled
from talentdb.plans.expressions import columns_of

__all__ = ["Part", "may_list", "people_of"]

Part = Literal["numerator", "denominator", "gap", "unknown"]
_MEANS: Final = {
    "is_minority": "ethnicity_code",
    "birth_earliest": "birth_date",
    "birth_latest": "birth_date",
}
"""Column of person_fact -> field of a person that it gives away."""

_HANDED: Final = "unnest(cast(:olds as integer[]), cast(:heirs as integer[])) as handed(old, heir)"
"""Ended bodies and those that have their people on the day."""


def people_of(
    connection: Connection,
    principal: Principal,
    plan: Plan,
    code: str,
    as_of: date,
    part: Part = "numerator",
    cut: tuple[str, str | None] | None = None,
    agency: str | None = None,
    limit: int = 50,
    offset: int = 0,
) -> dict[str, Any]:
    """One page of the people of a figure, in the Vietnamese order of names.

    Args:
        part: who fulfils, who is counted, who is counted and does not (surely) fulfil, or whom a missing value leaves
            open.
        cut: cut and key of a row as `compute` gives them; None as key means unknown.
        agency: as in `compute`.

    Returns: {"total": n, "people": [{"person_id", "full_name", "agency_code", "agency_name"}]}.

    Raises: ForbiddenError for leaders and for lists that give a hidden field away; NotFoundError, UsageError.
    """
    check_reader(principal)
    plan = settled(connection, plan)
    indicator = plan.indicator(code)
    if indicator is None:
        raise NotFoundError(f"Kế hoạch {plan.code} không có chỉ tiêu “{code}”.")
    if indicator.kind != "people":
        raise UsageError(f"Chỉ tiêu {code} không tính trên từng người.", indicator.why_not or labels.NOT_OF_PEOPLE)
    if _tells_cases(principal, indicator):
        raise ForbiddenError(labels.BY_CASES, labels.BY_CASES_ADVICE)
    _check_part(principal, indicator, part)
    facts, handed = Facts(plan, as_of), heirs(connection, as_of)
    values: dict[str, Any] = {"olds": list(handed), "heirs": list(handed.values())}
    condition = _condition(facts, code, part)
    if cut is not None:
        condition += f" and {_cut_condition(cut, values)}"
    if agency is not None:
        condition += " and person.agency_id = any(:agencies)"
        values["agencies"] = agencies_below(connection, agency, handed)
    # Texts of plan files were checked when read; what a caller gives is bound.
    source = f"from {people_source(as_of)} where {condition}"
    source = source.replace("::", r"\:\:")
    total = connection.execute(text(f"select count(*) {source}"), values).scalar_one()
    page = f"""
        select chosen.person_id, chosen.full_name, a.code as agency_code, a.name as agency_name
        from (select person_id, full_name, name_sort, agency_id {source}
            order by name_sort, person_id limit :limit offset :offset) as chosen
            left join {_HANDED} on old = chosen.agency_id
            join agency a on a.agency_id = coalesce(heir, chosen.agency_id)
        order by chosen.name_sort, chosen.person_id"""  # noqa: S608
    rows = connection.execute(text(page), {**values, "limit": limit, "offset": offset}).mappings()
    return {"total": total, "people": [dict(row) for row in rows]}


def _gives_away(principal: Principal, indicator: Indicator, part: Part) -> bool:
    """Whether being in this list tells a field that the role must not see."""
    looked_at = columns_of(indicator.denominator)
    if part != "denominator":
        looked_at |= columns_of(indicator.numerator)
    return bool({_MEANS.get(column, column) for column in looked_at} & hidden_fields(principal.role))


def may_list(principal: Principal, indicator: Indicator, part: Part) -> bool:
    """Whether this account may open the list of people of this part; pages offer only those."""
    hidden = _gives_away(principal, indicator, part) or _tells_cases(principal, indicator)
    return principal.role is not Role.LEADER and not hidden


def _tells_cases(principal: Principal, indicator: Indicator) -> bool:
    """Who is counted has been recognised: that is told by the cases, to whoever reads them."""
    return indicator.measure is not None and not may(principal, Action.READ_PROGRAMMES)


def _check_part(principal: Principal, indicator: Indicator, part: Part) -> None:
    if principal.role is Role.LEADER:
        raise ForbiddenError(labels.LEADER_PEOPLE, labels.LEADER_ADVICE)
    if _gives_away(principal, indicator, part):
        raise ForbiddenError(labels.SENSITIVE, labels.SENSITIVE_ADVICE)


def _condition(facts: Facts, code: str, part: str) -> str:
    parts = facts.parts[code]
    chosen = {
        "denominator": parts.in_denominator,
        "numerator": parts.in_numerator,
        "gap": f"({parts.in_denominator} and not {parts.in_numerator})",
        "unknown": parts.is_open,
    }
    if part not in chosen:
        raise UsageError(f"Không có danh sách “{part}”.", f"Chọn một trong: {', '.join(chosen)}.")
    return f"({facts.population}) and {chosen[part]}" if facts.population else chosen[part]


def _cut_condition(cut: tuple[str, str | None], values: dict[str, Any]) -> str:
    name, key = cut
    if name not in CUT_COLUMNS:
        raise UsageError(f"Không cắt được theo “{name}”.", f"Chọn một trong: {', '.join(sorted(CUT_COLUMNS))}.")
    if key is None:
        return f"person.{CUT_COLUMNS[name]} is null"
    values["cut_key"] = key
    if name == "agency":
        own = "select agency_id from agency where code = :cut_key"
        taken = f"select old from {_HANDED} where heir = ({own})"  # noqa: S608
        kept = f"select agency_id from agency where code = :cut_key and agency_id not in (select old from {_HANDED})"  # noqa: S608
        return f"person.agency_id in ({kept} union all {taken})"
    return ":cut_key = any(person.sti_posts)" if name == "post" else f"person.{CUT_COLUMNS[name]} = :cut_key"
