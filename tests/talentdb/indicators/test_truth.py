"""Whatever is hidden of a province, its true shares lie inside the intervals; and complete data leave them narrow."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from random import Random
from typing import Any

import pytest

from talentdb.plans import load_plan
from tests.talentdb.indicators import naive
from tests.talentdb.indicators.naive import AS_OF

BODIES = ("T1", "T11", "T111", "T2")
STATES = frozenset({"T1", "T2"})
"""Bodies that say how many people they and those below them have."""
HIDEABLE = ("sex", "ethnicity_code", "birth_date", "is_intellectual", "qualification", "employment_category")
PLANS = ("hung-yen-2711", "lang-son-899")


def _someone(random: Random) -> dict[str, Any]:
    """A person of whom all is known."""
    days = [date(2023, 5, 5), date(2025, 12, 31), date(2026, 2, 1), AS_OF]
    return {
        "sex": random.choice(["male", "female"]),
        "ethnicity_code": random.choice(["01", "01", "03"]),
        "birth_date": random.choice([date(1970, 1, 1), date(1981, 7, 18), date(1981, 7, 19), date(1995, 5, 5)]),
        "birth_date_precision": "day",
        "agency": random.choice(BODIES),
        "is_public": random.random() < 0.8,
        "status": random.choice(["working", "working", "working", "retired"]),
        "sti_posts": random.choice([[], ["research"], ["teaching"]]),
        "is_intellectual": random.random() < 0.8,
        "trained_on": random.sample(days, random.randrange(3)),
        "standard_on": random.sample(days, random.randrange(2)),
        "qualification": random.choice(["college", "university", "master"]),
        "employment_category": random.choice(["civil_servant", "public_employee", "labour_contract"]),
        "professional_title_code": random.choice(["V.07.01.03", "V.07.05.13", "V.08.01.02"]),
        "talent_groups": random.choice([[], ["attracted"], ["leading_expert"]]),
        "recruitment_date": random.choice([date(2015, 1, 1), date(2026, 3, 3)]),
        "field_group": None,
        "commune_code": None,
    }


def _hide(random: Random, one: Mapping[str, Any], share: float) -> dict[str, Any]:
    """The same without some of the values."""
    hidden = {name: None for name in HIDEABLE if random.random() < share}
    if "birth_date" in hidden:
        hidden["birth_date_precision"] = None
    return {**one, **hidden}


class _Told:
    """What the registry gets to know of the true people."""

    def __init__(self, random: Random, people: list[dict[str, Any]]) -> None:
        self.stored: list[dict[str, Any]] = []
        self.pairs: list[tuple[int, int]] = []
        self.rows: list[dict[str, Any]] = []
        for one in people:
            fate = random.choices(("known", "twice", "waits", "changes", "unlisted"), (5, 2, 1, 1, 1))[0]
            if fate == "known":
                self._store(_hide(random, one, 0.2))
            elif fate == "twice":
                elsewhere = {"agency": random.choice(BODIES), "is_public": one["is_public"]}
                first = self._store(_hide(random, one, 0.3))
                second = self._store(_hide(random, {**one, **random.choice([{}, elsewhere])}, 0.3))
                self.pairs.append((first, second))
            elif fate == "waits":
                self.rows.append({"full_name": "Chờ", "agency": one["agency"]})
            elif fate == "changes":
                before = {**_someone(random), "agency": random.choice([one["agency"], random.choice(BODIES)])}
                self.rows.append({"person": self._store(before), "sex": "khác", "agency": one["agency"]})
            # Of whom nobody has listed only the staff total of the body tells.

    def _store(self, row: dict[str, Any]) -> int:
        self.stored.append(row)
        return len(self.stored)


def _staff(people: list[dict[str, Any]]) -> dict[str, int]:
    top = {"T1": "T1", "T11": "T1", "T111": "T1", "T2": "T2"}
    found = dict.fromkeys(sorted(STATES), 0)
    for one in people:
        found[top[one["agency"]]] += one["status"] == "working"
    return found


def _truth(code: str, people: list[dict[str, Any]]) -> float | None:
    judged = [naive.JUDGES[code](one) for one in people]
    counted = sum(c for c, _ in judged)
    return sum(c and f for c, f in judged) / counted if counted else None


def _inside(entry: Mapping[str, Any], truth: float | None, about: object) -> None:
    if truth is None:
        return
    assert entry["low"] is not None, about
    assert entry["low"] <= truth + 1e-9, about
    assert truth - 1e-9 <= entry["high"], about


@pytest.mark.parametrize("block", range(4))
def test_the_truth_lies_inside_whatever_is_hidden(registry: Any, block: int) -> None:
    for seed in range(block * 10, block * 10 + 10):
        _try(registry, seed)


def _try(registry: Any, seed: int) -> None:
    random = Random(seed)
    # All who are not listed work: of others no staff total tells. Recruits who left are told by nobody either.
    people = [_someone(random) for _ in range(random.randrange(4, 16))]
    told = _Told(random, people)
    registry.write(told.stored)
    registry.ask(*told.pairs)
    registry.wait(*told.rows)
    registry.state_staff(**_staff(people))
    for plan in PLANS:
        figures = registry.figures(AS_OF, plan=plan, by="all")
        scoped = registry.figures(AS_OF, plan=plan, agency="T11")
        for indicator in load_plan(plan).of_kind("people"):
            # Who left is in no staff total: the cohorts of recruitment hold only where everybody works.
            if indicator.code in ("L2", "L3", "L4"):
                continue
            entry = figures[indicator.code]
            _inside(entry, _truth(indicator.code, people), (seed, indicator.code, entry["certainty"]))
            groups: dict[tuple[str, Any], list[dict[str, Any]]] = defaultdict(list)
            for one in people:
                for cut in ("agency", "sector"):
                    groups[cut, naive.keys(cut, one)[0]].append(one)
            for row in entry["rows"]:
                if row["by"] in ("agency", "sector"):
                    _inside(row, _truth(indicator.code, groups[row["by"], row["key"]]), (seed, indicator.code, row))
            below = [one for one in people if one["agency"] in ("T11", "T111")]
            _inside(scoped[indicator.code], _truth(indicator.code, below), (seed, indicator.code, "T11"))


def _registry_of(random: Random, size: int) -> list[dict[str, Any]]:
    """People as they are in a province, by rough shares: two in three of working age are under 45."""
    return [
        {**_someone(random), "status": "working", "is_public": True, "is_intellectual": True,
         "sti_posts": ["research"], "ethnicity_code": "03" if random.random() < 0.02 else "01",
         "birth_date": date(random.randrange(1966, 2003), random.randrange(1, 13), random.randrange(1, 29))}
        for _ in range(size)
    ]  # fmt: skip


def test_five_points_at_most_where_one_person_of_twenty_lacks_a_key_field(registry: Any) -> None:
    random = Random(7)
    people = _registry_of(random, 3000)
    with registry.database.as_owner() as owner:
        owner.execute("update agency set reports = false")
    for share_of_fields in (0.5, 1.0):  # of those who lack something: every other field, or all of them
        registry.write([_hide(random, one, share_of_fields * (random.random() < 0.05)) for one in people])
        figures = registry.figures(AS_OF)
        for code in ("I1", "I2"):
            entry = figures[code]
            _inside(entry, _truth(code, people), code)
            assert 0 < entry["high"] - entry["low"] <= 0.05, (code, share_of_fields)
