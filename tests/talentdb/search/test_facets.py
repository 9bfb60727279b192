"""Totals and counts against a count by hand, over random persons and random filters, on both relations."""

import random
from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR
from talentdb.search.query import search

CHOICES = {
    "sex": ["male", "female", None],
    "qualification": ["university", "master", "doctorate", None],
    "academic_title": ["professor", None],
    "status": ["working", "retired", None],
}
LISTS = {
    "research_fields": ["10201", "10301", "30101"],
    "sti_posts": ["research", "teaching"],
    "expertise": ["lúa", "trí tuệ nhân tạo"],
}
BODIES = ["SO-KHCN", "SO-NV", "SO-YTE"]
FIELDS = [*CHOICES, *LISTS, "agency_code", "languages"]

Person = dict[str, list[str]]


@pytest.fixture
def crowd(people: Any, as_role: Any) -> tuple[list[Person], Any]:
    """Forty persons in the registry, the same as an agency's own rows; as lists of values by field."""
    chance = random.Random(7)
    found = []
    for number in range(1, 41):
        values: dict[str, Any] = {name: chance.choice(options) for name, options in CHOICES.items()}
        values |= {name: chance.sample(options, chance.randint(0, len(options))) for name, options in LISTS.items()}
        spoken = chance.choices(["en", "fr", "ru"], k=chance.randint(0, 3))
        values["languages"] = [{"language": one} for one in spoken]
        bodies = chance.sample(BODIES, chance.randint(1, 2))
        values = {name: value for name, value in values.items() if value not in (None, [])}
        people.add(number, f"Nguyễn Văn {number}", tuple(bodies), **values)
        people.own(number, f"Nguyễn Văn {number}", "SO-KHCN", **values)
        flat = {name: value if isinstance(value, list) else [value] for name, value in values.items()}
        found.append({**flat, "languages": sorted(set(spoken)), "agency_code": bodies})
    return found, as_role("agency", "SO-KHCN")


ASKED = {**CHOICES, **LISTS, "agency_code": BODIES, "languages": ["en", "fr", "ru"]}

filters = st.lists(
    st.sampled_from(FIELDS).flatmap(
        lambda name: st.tuples(
            st.just(name),
            st.lists(
                st.sampled_from([value for value in ASKED[name] if value]),
                min_size=1, max_size=2,
            ),
        )
    ),
    max_size=3,
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(chosen=filters, data=st.data())
def test_counts_are_those_of_a_count_by_hand(crowd: Any, database: Any, chosen: Any, data: Any) -> None:
    persons, agency = crowd
    principal = data.draw(st.sampled_from([OPERATOR, agency]))
    if principal is agency:
        persons = [{**person, "agency_code": ["SO-KHCN"]} for person in persons]
    expected = [
        person for person in persons if all(set(values) & set(person.get(name, ())) for name, values in chosen)
    ]
    with unit_of_work(database.engine, principal) as connection:
        result = search(
            connection, principal, None, "", filters=[(name, ",".join(values)) for name, values in chosen],
            facets=FIELDS, limit=100,
        )  # fmt: skip
    assert result["total"] == len(expected) == len(result["hits"])
    for name in FIELDS:
        assert result["facets"][name] == Counter(value for person in expected for value in person.get(name, ()))
