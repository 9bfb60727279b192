"""The experts go into a registry the product's own way: two workbooks read, matched, approved, indexed.

Then every fact the gold stands on is looked up in the registry's export: gold about a fact that got lost is none.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR
from talentdb.people.export import iter_people
from tests.bench.registry import Loaded, Servers, load_registry
from tests.bench.search.books import write_people, write_works
from tests.bench.search.population import Expert

__all__ = ["Known", "load_experts"]


@dataclass(frozen=True, slots=True)
class Known:
    """A registry that holds the experts.

    Args:
        rows: the registry's own rows of export, by person number.
        number_of: staff code -> person number.
        lost: facts of the population that no row shows, in words.
    """

    loaded: Loaded
    rows: Mapping[int, Mapping[str, Any]]
    number_of: Mapping[str, int]
    lost: tuple[str, ...]


def _lost(one: Expert, row: Mapping[str, Any] | None) -> Iterator[str]:
    if row is None:
        yield f"{one.code} {one.full_name}: nobody"
        return
    stated = {
        "full_name": one.full_name, "sex": one.sex, "birth_date": one.birth.isoformat(), "agency_code": one.body.code,
        "commune_code": one.place.code, "qualification": one.qualification, "academic_title": one.academic_title,
        "field_of_training": one.field,
    }  # fmt: skip
    for name, value in stated.items():
        if str(row.get(name)) != str(value):
            yield f"{one.code} {name}: {value!r} became {row.get(name)!r}"
    if set(one.skills) - set(row.get("expertise") or ()):
        yield f"{one.code} expertise: {list(one.skills)} became {row.get('expertise')}"
    kept = {(work["work_title"], work.get("member_role")) for work in row["works"]}
    for part in one.works:
        if (part.work.title, part.role) not in kept:
            yield f"{one.code} work: {part.role} of {part.work.title!r} is not there"


def load_experts(servers: Servers, folder: Path, experts: Sequence[Expert]) -> Known:
    """Both workbooks through the intake; the registry and what of the facts did not arrive."""
    people, works = folder / "chuyen_gia.xlsx", folder / "cong_trinh.xlsx"
    loaded = load_registry(servers, write_people(people, experts), write_works(works, experts))
    with unit_of_work(loaded.engine, OPERATOR) as connection:
        rows = {row["person_id"]: row for row in iter_people(connection, OPERATOR, purpose="bench")}
    by_code = {str(row.get("staff_code")): row for row in rows.values()}
    lost = [fact for one in experts for fact in _lost(one, by_code.get(one.code))]
    return Known(loaded, rows, {code: row["person_id"] for code, row in by_code.items()}, tuple(lost))
