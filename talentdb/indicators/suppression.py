"""Hides small groups from leaders, and as many others as it takes that no hidden one can be got by subtraction.

Owns the choice of what is hidden, and takes it out of answers; alters no figure. Groups go by the people in them; of
figures that ask for an ethnicity also those who fulfil them, and those whom the parts of such a figure tell apart.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from talentdb.access.principal import Principal, Role
from talentdb.indicators.bounds import tree
from talentdb.indicators.figures import Tally
from talentdb.plans import Indicator

__all__ = [
    "LINKED", "SENSITIVE", "SMALL", "Counted", "beside_the_province", "counted", "hidden_agencies", "hidden_counts",
    "hidden_keys", "hidden_totals", "is_small", "shown_to", "without_figures",
]  # fmt: skip

SMALL: Final = 5
"""Fewer people than this are a small group (trust.md: k of 5)."""

SENSITIVE: Final = frozenset({"ethnicity_code"})
"""Sensitive by law (NĐ 356/2025 Đ4.1.a); an indicator that asks for it names it among what may be unknown."""

LINKED: Final = frozenset({"agency", "commune", "sector"})
"""Cuts that count the same people in the same groups in part: one of them alone may tell what another hides."""

K = TypeVar("K")
Counts = tuple[int, ...]
"""Of one group: the people in it first, then every other count that must not be small."""


@dataclass(frozen=True, slots=True)
class Counted:
    """One indicator in one group.

    Args:
        parent: code of the indicator whose part it is, or its own.
        headline: the plan asks the leaders for it: its total stays, whatever it tells.
        sensitive: it asks for something of `SENSITIVE`.
    """

    code: str
    parent: str
    headline: bool
    sensitive: bool
    denominator: int
    numerator: int


def counted(indicator: Indicator, tally: Tally) -> Counted:
    """An indicator of a plan with its counts."""
    asks = bool(SENSITIVE & set(indicator.unknown))
    parent = indicator.parent or indicator.code
    return Counted(indicator.code, parent, indicator.headline, asks, tally.denominator, tally.numerator)


def is_small(people: int) -> bool:
    """A handful: not nobody, and fewer than a group that may be told."""
    return 0 < people < SMALL


def hidden_keys(sizes: Mapping[K, int], *, total_hidden: bool = False) -> frozenset[K]:
    """Which groups of a partition to hide.

    What is hidden can be summed up from the total, so it must be two groups or more, and so many people that any of
    them could be SMALL or more with one person in each of the others.

    Args:
        sizes: people in each group; empty groups hide nobody and stay.
        total_hidden: the total is not shown; then it is enough that one group is hidden.
    """
    filled = sorted((size, str(key), key) for key, size in sizes.items() if size > 0)
    if sum(size for size, _, _ in filled) < SMALL:
        return frozenset(key for _, _, key in filled)
    hidden: list[K] = []
    people = 0
    for size, _, key in filled:
        needed = 1 if total_hidden else 2
        others = 0 if total_hidden else max(0, len(hidden) - 1)
        safe = len(hidden) >= needed and people - others >= SMALL
        nothing_small = not hidden and not total_hidden
        if size >= SMALL and (safe or nothing_small):
            break
        hidden.append(key)
        people += size
    return frozenset(hidden)


def hidden_agencies(sizes: Mapping[K, int], sector_of: Mapping[K, str]) -> frozenset[K]:
    """Which agencies to hide: sector by sector, because the figures of sectors are shown too.

    Raises: KeyError when the sector of an agency is missing.
    """
    groups: dict[str, dict[K, int]] = defaultdict(dict)
    for key, size in sizes.items():
        groups[sector_of[key]][key] = size
    totals = {sector: sum(group.values()) for sector, group in groups.items()}
    hidden_sectors = hidden_keys(totals)
    found = [
        key for sector, group in groups.items() for key in hidden_keys(group, total_hidden=sector in hidden_sectors)
    ]
    hidden = {("part", key) for key in found} | {("group", sector) for sector in hidden_sectors}
    # Sums across: a hidden sector is told by its agencies and by the other sectors at once.
    safe = tree(sizes, sector_of).protected(hidden, SMALL, lambda one: isinstance(one, tuple) and one[0] == "part")
    return frozenset(key for key in sizes if ("part", key) in safe)


def hidden_counts(counts: Mapping[K, Counts], hidden: Iterable[K], *, total_hidden: bool = False) -> frozenset[K]:
    """Which groups to hide where several counts of each must not be small: two or more, no sum of them small.

    Args:
        hidden: is hidden already. total_hidden: as in `hidden_keys`.
    """
    found = {*hidden, *(key for key, row in counts.items() if row[0] and any(map(is_small, row)))}
    for key in sorted((key for key, row in counts.items() if row[0]), key=lambda key: (counts[key][0], str(key))):
        sums = _sums(counts[key] for key in found)
        if not found or (len(found) >= (1 if total_hidden else 2) and not any(map(is_small, sums))):
            break
        found.add(key)
    return frozenset(found)


def _sums(rows: Iterable[Counts]) -> Counts:
    return tuple(map(sum, zip(*rows, strict=True)))


def _hidden_bodies(counts: Mapping[K, Counts], sector_of: Mapping[K, str], hidden: frozenset[K]) -> frozenset[K]:
    """As `hidden_agencies`, of several counts: of a hidden sector no body is shown."""
    groups: dict[str, dict[K, Counts]] = defaultdict(dict)
    for key, row in counts.items():
        groups[sector_of[key]][key] = row
    totals = {sector: _sums(group.values()) for sector, group in groups.items()}
    sectors = hidden_counts(totals, hidden_keys({sector: row[0] for sector, row in totals.items()}))
    found: set[K] = set()
    for sector, group in groups.items():
        found |= set(group) if sector in sectors else hidden_counts(group, hidden & set(group))
    return frozenset(found)


def hidden_totals(figures: Sequence[Counted]) -> frozenset[str]:
    """Indicators of which leaders do not see the figure of the whole province."""
    found = {one.code for one in figures if is_small(one.denominator)}
    for family in _families(figures):
        whole = next((one for one in family if one.code == one.parent), None)
        if whole and whole.sensitive and not whole.headline and any(map(is_small, _own(whole))):
            found.add(whole.code)
        if any(map(is_small, _told_apart(family))):
            found |= {one.code for one in family if one.code != one.parent}
    return frozenset(found)


def _families(figures: Sequence[Counted]) -> list[list[Counted]]:
    """Indicators with their parts, of those of which one is sensitive."""
    families: dict[str, list[Counted]] = defaultdict(list)
    for one in figures:
        families[one.parent].append(one)
    return [family for family in families.values() if any(one.sensitive for one in family)]


def _own(one: Counted) -> Counts:
    """What an indicator tells by itself: who is counted; of a sensitive one also who fulfils it and who does not."""
    own = one.denominator, one.numerator, one.denominator - one.numerator
    return own if one.sensitive else own[:1]


def _told_apart(family: Sequence[Counted]) -> Counts:
    """What the parts of an indicator tell beside it: each sensitive part, what the whole has more than the others,
    and whom two parts share. Each is a sum over people, so groups of which none is small give none by being added.
    """
    parts = [one for one in family if one.code != one.parent]
    told = [count for one in parts if one.sensitive for count in _own(one)[1:]]
    for whole in (one for one in family if one.code == one.parent and one.sensitive and parts):
        told += [abs(whole.numerator - one.numerator) for one in parts if not one.sensitive]
        told.append(abs(sum(one.numerator for one in parts) - whole.numerator))
    return tuple(told)


def shown_to(principal: Principal, body: Mapping[str, Any]) -> dict[str, Any]:
    """An answer of `engine.compute` as far as this role may see it: leaders do not see small groups.

    What bodies report of themselves tells nobody's secret.
    """
    if principal.role is not Role.LEADER:
        return dict(body)
    people = [entry for entry in body["indicators"] if entry["kind"] == "people" and not entry["suppressed"]]
    codes = {entry["code"] for entry in people}
    totals = hidden_totals([_counted(entry, entry) for entry in people])
    closed = _closed_cuts(people)
    entries = (
        _guarded(entry, entry["code"] in totals, closed.get(entry["code"], frozenset()))
        if entry["code"] in codes
        else entry
        for entry in body["indicators"]
    )
    return {**body, "indicators": list(entries)}


def beside_the_province(own: Mapping[str, Any], province: Mapping[str, Any]) -> dict[str, Any]:
    """The figures that a body reports of itself, as far as they are told of it among those of the province.

    Leaders have both: what one hides must not stand in the other. So cuts other than bodies are not told at all: the
    reports of all bodies together would be a table that no other one guards.

    Args:
        province: the same plan with rows by agency, as leaders see it.
    """
    hidden = {
        entry["code"]: {row["key"] for row in entry["rows"] if row["by"] == "agency" and row["suppressed"]}
        for entry in province["indicators"]
    }
    return {**own, "indicators": [_beside(entry, hidden.get(entry["code"], set())) for entry in own["indicators"]]}


def _beside(entry: Mapping[str, Any], hidden: set[str]) -> dict[str, Any]:
    if entry["kind"] != "people":
        return dict(entry)
    rows = [
        row if row["by"] == "agency" and row["key"] not in hidden else without_figures(row) for row in entry["rows"]
    ]
    inside = {row["key"] for row in entry["rows"] if row["by"] == "agency"}
    untold = hidden & inside or (entry["denominator"] and not inside)
    return {**(without_figures(entry) if untold else entry), "rows": rows}


_TAKEN: Final[Mapping[str, Any]] = {
    "numerator": None, "denominator": None, "value": None, "low": None, "high": None, "unknown": {},
    "suppressed": True,
}  # fmt: skip
_STANDING: Final[Mapping[str, Any]] = {
    "gap_people": None, "status": "no_data", "expected_now": None, "certainty": [],
}  # fmt: skip


def without_figures(one: Mapping[str, Any]) -> dict[str, Any]:
    """An entry or a row of which only the name is left, and its target: how it stands to it would tell the counts."""
    left = {**one, **_TAKEN, **{key: value for key, value in _STANDING.items() if key in one}}
    if "path" in one:
        left["path"] = [point for point in one["path"] if point["kind"] == "target"]
    return left


def _counted(entry: Mapping[str, Any], figure: Mapping[str, Any]) -> Counted:
    """The entry itself, or a row of it."""
    asked = {*entry.get("unknown_effects", ()), *entry["unknown"]}
    return Counted(
        entry["code"], entry["parent"] or entry["code"], entry.get("headline", False), bool(asked & SENSITIVE),
        figure["denominator"], figure["numerator"],
    )  # fmt: skip


def _closed_cuts(entries: Sequence[Mapping[str, Any]]) -> Mapping[str, frozenset[str]]:
    """Code of a part -> the cuts of which leaders see no row of it: one row, or what is left over, would tell."""
    family_of: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for entry in entries:
        family_of[entry["parent"] or entry["code"]].append(entry)
    found: dict[str, frozenset[str]] = {}
    for family in family_of.values():
        whole = [_counted(entry, entry) for entry in family]
        if not any(one.sensitive for one in whole):
            continue
        cuts = {row["by"] for entry in family for row in entry["rows"]}
        if not any(map(is_small, _told_apart(whole))):
            cuts = {cut for cut in cuts if _tells(family, cut)}
        found |= {entry["code"]: frozenset(cuts) for entry in family if entry["parent"]}
    return found


def _tells(family: Sequence[Mapping[str, Any]], cut: str) -> bool:
    """Whether the rows of a cut, or those hidden among them taken together, tell a handful apart."""
    groups: dict[str | None, list[Counted]] = defaultdict(list)
    sectors: dict[str | None, str] = {}
    for entry in family:
        for row in entry["rows"]:
            if row["by"] == cut:
                groups[row["key"]].append(_counted(entry, row))
                sectors[row["key"]] = row.get("sector", "")
    sizes = {key: group[0].denominator for key, group in groups.items()}
    hidden = hidden_agencies(sizes, sectors) if cut == "agency" else hidden_keys(sizes)
    told = {key: _told_apart(group) for key, group in groups.items()}
    left = [hidden, *({key for key in hidden if sectors[key] == sector} for sector in {*sectors.values()})]
    lines = [told[key] for key in groups if key not in hidden]
    lines += [_sums(told[key] for key in rest) for rest in left if rest]
    return any(map(is_small, (count for line in lines for count in line)))


def _guarded(entry: Mapping[str, Any], total_hidden: bool, closed: frozenset[str]) -> dict[str, Any]:
    cuts: dict[str, dict[str | None, Counts]] = defaultdict(dict)
    for row in entry["rows"]:
        cuts[row["by"]][row["key"]] = _own(_counted(entry, row))
    agencies = [row for row in entry["rows"] if row["by"] == "agency"]
    sectors = {row["key"]: row.get("sector", "") for row in agencies}
    hidden = {
        cut: frozenset(counts) if cut in closed else _hidden_rows(counts, sectors if cut == "agency" else None)
        for cut, counts in cuts.items()
    }
    hidden = _linked(cuts, sectors, {row["key"]: row.get("commune") for row in agencies}, hidden)
    rows = [without_figures(row) if row["key"] in hidden[row["by"]] else row for row in entry["rows"]]
    return {**(without_figures(entry) if total_hidden else entry), "rows": rows}


def _linked(
    cuts: Mapping[str, Mapping[K, Counts]],
    sector_of: Mapping[K, str],
    commune_of: Mapping[K, str | None],
    hidden: Mapping[str, frozenset[K]],
) -> dict[str, frozenset[K]]:
    """What is hidden of the body of a commune is hidden of the commune, and the other way round, where few or none
    but its people are in the commune: their numbers are the same, or a handful apart.

    Args:
        cuts: the counts of each cut; commune_of: body -> the commune whose own body it is, None for all others.
        hidden: what each cut hides by itself.
    """
    found = {cut: set(keys) for cut, keys in hidden.items()}
    bodies, communes = cuts.get("agency", {}), cuts.get("commune", {})
    bodies_of: dict[str | None, list[K]] = defaultdict(list)
    for key in (key for key, row in bodies.items() if row[0]):
        bodies_of[commune_of.get(key)].append(key)
    groups = []
    for place, whole in communes.items():
        own = bodies_of.get(str(place), [])
        if not own or not whole[0]:
            continue
        rest = [all_ - of_bodies for all_, of_bodies in zip(whole, _sums(bodies[key] for key in own), strict=True)]
        if any(count < SMALL for count in rest):
            groups.append((place, own))
        if any(is_small(abs(count)) for count in rest):
            found["commune"].add(place)
    before = -1
    while before != (before := sum(map(len, found.values()))):
        for place, own in groups:
            if place in found["commune"] or not found["agency"].isdisjoint(own):
                found["commune"].add(place)
                found["agency"].update(own)
        if groups:
            found["commune"] |= hidden_counts(communes, found["commune"])
            _hide_beside(bodies, cuts.get("sector", {}), sector_of, found)
    return {cut: frozenset(keys) for cut, keys in found.items()}


def _hide_beside(
    bodies: Mapping[K, Counts], sectors: Mapping[K, Counts], sector_of: Mapping[K, str], found: dict[str, set[K]]
) -> None:
    """Hide as many bodies of each sector that no hidden one follows from the sector; where there is no other one, the
    sector and all of another."""
    groups: dict[str, dict[K, Counts]] = defaultdict(dict)
    for key, row in bodies.items():
        groups[sector_of[key]][key] = row
    lone = set()
    for sector, group in groups.items():
        found["agency"] |= hidden_counts(group, found["agency"] & set(group))
        if len(found["agency"] & set(group)) == 1:
            lone.add(sector)
    told = {key for key in sectors if str(key) in lone and key not in found["sector"]}
    if told:
        found["sector"] |= hidden_counts(sectors, found["sector"] | told)
        found["agency"] |= {key for key in bodies if sector_of[key] in found["sector"]}


def _hidden_rows(counts: Mapping[K, Counts], sector_of: Mapping[K, str] | None) -> frozenset[K]:
    """Which rows of one cut of one indicator to hide; bodies with their sectors."""
    sizes = {key: row[0] for key, row in counts.items()}
    by_size = hidden_keys(sizes) if sector_of is None else hidden_agencies(sizes, sector_of)
    if all(len(row) == 1 for row in counts.values()):
        return by_size
    return hidden_counts(counts, by_size) if sector_of is None else _hidden_bodies(counts, sector_of, by_size)
