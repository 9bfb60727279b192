"""Strategy: every rule of the list has one small case, and the case must come out differently without the rule; then
properties over random records; the list in README is compared with the list in code."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from talentdb.fields import PEOPLE_FIELDS
from talentdb.people.derive import derive
from talentdb.people.employers import current_posts, main_employer, settled
from talentdb.people.records import Record
from talentdb.people.reference import AgencyFacts, Reference
from talentdb.people.survivorship import QUALIFICATIONS, golden
from talentdb.people.survivorship_rules import AGREED, ALL_RULES, RULES, rule_words

BODIES = {
    n: AgencyFacts(n, f"A{n}", f"Đơn vị {n}", (), "school", "public_service", True, None, None) for n in range(1, 5)
}
REFERENCE = Reference(BODIES, {})


def record(
    number: int, employer: int = 1, as_of: str = "2026-06-30", *, form: str = "people", day: str | None = None,
    id_hash: bytes | None = None, id_kind: str | None = None, corrects: int | None = None, **values: Any,
) -> Record:  # fmt: skip
    described = date.fromisoformat(as_of)
    return Record(
        number, number, employer, employer, form, described, date.fromisoformat(day) if day else described,
        {"full_name": "Nguyễn Thị Lan", **values}, id_hash, id_kind, corrects,
    )  # fmt: skip


def best(records: list[Record], rules: frozenset[str] = ALL_RULES):
    standing = settled(records, rules)
    return golden(standing, main_employer(standing, rules), rules)


def current(*records: Record, reference: Reference = REFERENCE) -> dict[str, Any]:
    return derive(1, records, reference).tables["person_version"][-1]


@dataclass(frozen=True)
class Case:
    """Records, what is looked at, and what has to come out."""

    records: list[Record]
    look: Callable[[list[Record], frozenset[str]], Any]
    expected: Any


def value(name: str) -> Callable[[list[Record], frozenset[str]], Any]:
    return lambda records, rules: best(records, rules).values.get(name)


def main(records: list[Record], rules: frozenset[str]) -> int:
    return main_employer(settled(records, rules), rules).employer_id


def bodies(records: list[Record], rules: frozenset[str]) -> list[int]:
    return [post.employer_id for post in current_posts(records, rules)]


def posts_after_a_merger(records: list[Record], rules: frozenset[str]) -> list[int]:
    """Body 1 was taken over by body 2."""
    taken = [replace(r, heir_id=2) if r.employer_id == 1 and "successor_body" in rules else r for r in records]
    return [post.employer_id for post in current_posts(taken, rules)]


CASES = {
    "still_working": Case(
        [record(1, 1, status="moved", employment_category="civil_servant"),
         record(2, 2, "2026-01-31", employment_category="contract")],
        main, 2,
    ),
    "one_round": Case(
        [record(1, 1, "2024-06-30", employment_category="public_employee", status="left"),
         record(2, 2, employment_category="contract", status="left")],
        main, 2,
    ),
    "fuller_post": Case(
        [record(1, 1, "2026-07-15", employment_category="contract"),
         record(2, 2, employment_category="public_employee")],
        main, 2,
    ),
    "concurrent_posts": Case([record(1, 1), record(2, 2, "2026-05-31")], bodies, [1, 2]),
    "successor_body": Case([record(1, 1, "2026-01-31"), record(2, 2)], posts_after_a_merger, [2]),
    "person_list": Case(
        [record(1, phone="1"), record(2, 1, "2026-07-31", form="trainings", phone="2")], value("phone"), "1"
    ),
    "main_employer": Case(
        [record(1, 1, phone="1", employment_category="public_employee"),
         record(2, 2, "2026-07-31", phone="2", employment_category="contract")],
        value("phone"), "1",
    ),
    "newest": Case(
        [record(1, 1, "2025-06-30", phone="1", email="a@b.vn"), record(2, phone="2")], value("phone"), "2"
    ),
    "correction": Case(
        [record(1, phone="1", email="a@b.vn", address="x"), record(2, phone="2", corrects=1)], value("phone"), "2"
    ),
    "fullest": Case([record(1, phone="1"), record(2, phone="2", email="a@b.vn")], value("phone"), "2"),
    "first_record": Case([record(2, phone="2"), record(1, phone="1")], value("phone"), "1"),
    "employer_only": Case(
        [record(1, 1, employment_category="public_employee"), record(2, 2, staff_code="B7")],
        value("staff_code"), None,
    ),
    "whole_post": Case(
        [record(1, 1, "2025-06-30", position_title="Trưởng phòng", position_level="manager"),
         record(2, position_title="Chuyên viên")],
        value("position_level"), None,
    ),
    "marked_name": Case(
        [record(1, full_name="Nguyen Thi Lan", phone="1"), record(2, 2)], value("full_name"), "Nguyễn Thị Lan"
    ),
    "fuller_birth_date": Case(
        [record(1, birth_date="1985-01-01", birth_date_precision="year", phone="1"),
         record(2, 2, birth_date="1985-03-02", birth_date_precision="day")],
        value("birth_date"), "1985-03-02",
    ),
    "highest_degree": Case(
        [record(1, qualification="university", phone="1"), record(2, qualification="master")],
        value("qualification"), "master",
    ),
    "confirmed_degree": Case(
        [record(1, 1, "2025-06-30", qualification="master"), record(2, 2, "2024-06-30", qualification="master"),
         record(3, 1, qualification="university")],
        value("qualification"), "master",
    ),
    "same_degree": Case(
        [record(1, qualification="master", phone="1"),
         record(2, 2, qualification="university", graduation_year=2008)],
        value("graduation_year"), None,
    ),
    "citizen_id": Case(
        [record(1, id_hash=b"o", id_kind="old", phone="1"), record(2, 2, id_hash=b"c", id_kind="citizen")],
        lambda records, rules: best(records, rules).id_hash, b"c",
    ),
    "own_status": Case([record(1, 1, status="moved"), record(2, 2, "2026-05-31")], value("status"), None),
    "deceased": Case(
        [record(1, 1, "2026-05-31", status="deceased"), record(2, 2, employment_category="public_employee")],
        value("status"), "deceased",
    ),
}  # fmt: skip


def test_every_rule_has_its_case():
    assert set(CASES) == ALL_RULES == {rule.code for rule in RULES}


@pytest.mark.parametrize("code", sorted(CASES))
def test_a_rule_decides_and_its_removal_shows(code):
    case = CASES[code]
    assert case.look(case.records, ALL_RULES) == case.expected
    assert case.look(case.records, ALL_RULES - {code}) != case.expected


@pytest.mark.parametrize(
    "code",
    ["person_list", "main_employer", "newest", "fullest", "first_record", "employer_only", "marked_name",
     "fuller_birth_date", "highest_degree", "confirmed_degree", "same_degree", "citizen_id", "deceased"],
)  # fmt: skip
def test_a_value_names_the_rule_that_chose_it(code):
    field = {
        "marked_name": "full_name", "fuller_birth_date": "birth_date", "highest_degree": "qualification",
        "confirmed_degree": "qualification", "citizen_id": "national_id", "deceased": "status",
    }.get(code, "phone")  # fmt: skip
    records = CASES[code].records
    if code == "employer_only":
        records, field = (
            [*records, record(3, 1, employment_category="public_employee", staff_code="A1")],
            "staff_code",
        )
    if code == "same_degree":
        records = [*records, record(3, 3, qualification="master", graduation_year=2015)]
        field = "graduation_year"
    assert best(records).rule(field) == code


def test_a_value_that_nobody_contradicts_is_agreed():
    assert best([record(1, phone="1"), record(2, 2, phone="1")]).rule("phone") == AGREED
    assert rule_words(AGREED)


def test_words_and_fields_of_the_rules_are_usable():
    for rule in RULES:
        assert all((rule.vietnamese, rule.english, rule.reason))
        assert set(rule.fields) <= {*PEOPLE_FIELDS}
        assert rule_words(rule.code) == rule.vietnamese


def test_the_list_in_the_readme_is_the_list_in_code():
    text = Path(__file__).parents[3].joinpath("README.md").read_text(encoding="utf-8")
    section = text.split("## Survivorship rules", 1)[1].split("\n## ", 1)[0]
    shown = re.findall(r"^\| `([a-z_]+)` \| (.+?) \|", section, re.MULTILINE)
    assert shown == [(rule.code, rule.english) for rule in RULES]


def test_two_agencies_in_one_year_are_two_employments_and_one_main_one():
    rows = [
        record(1, 1, employment_category="public_employee", position_title="Giảng viên"),
        record(2, 2, "2026-03-31", employment_category="contract", position_title="Cộng tác viên"),
    ]
    found = derive(1, rows, REFERENCE).tables
    assert [(e["agency_id"], e["is_main"]) for e in found["employment"]] == [(1, True), (2, False)]
    last = found["person_version"][-1]
    assert (last["agency_id"], last["agency_ids"]) == (1, [1, 2])
    assert last["values"]["position_title"] == "Giảng viên"


@pytest.mark.parametrize("status", ["retired", "moved", "left"])
def test_who_left_one_body_and_works_at_another_works(status):
    last = current(record(1, 1, status=status), record(2, 2, "2026-03-31"))
    assert (last["agency_id"], last["agency_ids"], last["status"]) == (2, [2], None)
    assert current(record(1, 1, status=status), record(2, 2, "2024-03-31"))["status"] == status, "not in this round"


def test_who_died_is_dead_from_that_day_until_somebody_says_working_later():
    alive = record(1, 2, "2026-01-31", status="working", employment_category="public_employee")
    died = record(2, 1, "2026-03-31", status="deceased")
    listed = record(3, 2, "2026-06-30", employment_category="public_employee")
    found = derive(1, [alive, died, listed], REFERENCE).tables["person_version"]
    assert [(row["valid_from"].month, row["status"]) for row in found] == [(1, "working"), (3, "deceased")]
    assert found[-1]["agency_ids"] == [2], "the body that he worked at; no post is held any more"
    revived = record(4, 2, "2026-07-31", status="working", employment_category="public_employee")
    assert current(alive, died, listed, revived)["status"] == "working"


def test_who_is_no_longer_listed_keeps_the_last_status():
    assert current(record(1, 1, "2023-06-30", status="working"))["status"] == "working"
    assert current(record(1, 1, "2025-06-30", status="retired"), record(2, 2, "2025-01-31", form="trainings"))[
        "status"
    ] == "retired"  # fmt: skip


def test_one_bodys_later_lower_degree_mends_its_own_slip():
    rows = [record(1, 1, "2025-06-30", qualification="doctorate"), record(2, 1, qualification="university")]
    assert best(rows).values["qualification"] == "university"
    half = [*rows, record(3, 2, qualification="master")]
    assert best(half).values["qualification"] == "master", "two bodies tell at least a master's degree"


def test_a_correction_replaces_the_row_and_takes_values_away():
    older = record(1, 1, "2025-06-30", phone="old", email="old@b.vn")
    wrong = record(2, 1, phone="wrong", email="wrong@b.vn", qualification="doctorate")
    mended = record(3, 1, phone="right", qualification="master", corrects=2)
    other = record(4, 2, "2026-03-31", email="c@d.vn")
    found = derive(1, [older, wrong, mended, other], REFERENCE).tables
    values = found["person_version"][-1]["values"]
    assert (values["phone"], values["email"]) == ("right", "c@d.vn"), (
        "another body may still fill what was taken away"
    )
    assert [row["level"] for row in found["qualification"]] == ["master"]
    assert [row["source_record_id"] for row in found["employment"]] == [1, 2, 3, 4]
    again = record(5, 1, phone="last", corrects=2)
    assert best([older, wrong, mended, again]).values["phone"] == "last"
    assert best([older, wrong, mended, replace(again, corrects=3)]).values["phone"] == "last"


def test_a_correction_counts_for_its_sender_and_from_its_day():
    wrong = record(1, 1, phone="wrong")
    assert best([wrong, record(2, 2, phone="right", corrects=1, employment_category="contract")]).values["phone"] in (
        "wrong", "right",
    )  # fmt: skip
    assert len(settled([wrong, record(2, 2, phone="right", corrects=1)])) == 2, "another body's word replaces nothing"
    earlier = record(2, 1, "2026-01-31", phone="right", corrects=1)
    assert best([wrong, earlier]).values["phone"] == "wrong", "a newer list of the body outweighs it"
    first = derive(1, [wrong, record(2, 1, "2026-09-30", phone="right", corrects=1)], REFERENCE).tables
    assert [row["values"]["phone"] for row in first["person_version"]] == ["wrong", "right"]


def test_a_correction_takes_no_course_of_an_older_list_away():
    course = {"training_type": "it", "training_name": "AI", "training_status": "completed"}
    older, wrong = record(1, 1, "2025-06-30", phone="1", **course), record(2, 1, phone="1", training_type="it")
    found = derive(1, [older, record(3, 1, "2025-06-30", form="trainings", **course), wrong,
                       record(4, 1, corrects=2)], REFERENCE).tables  # fmt: skip
    assert "phone" not in found["person_version"][-1]["values"]
    assert [row["training_name"] for row in found["training"]] == ["AI"]


def test_corrections_in_a_circle_end():
    assert len(settled([record(1, corrects=2), record(2, corrects=1)])) >= 1


def test_a_taken_over_body_and_its_heir_are_one_employer():
    ended = replace(BODIES[1], valid_to=date(2025, 12, 31), successor_id=2)
    reference = Reference({**BODIES, 1: ended}, {})
    old = record(1, 1, "2025-06-30", employment_category="public_employee", staff_code="A1")
    new = record(2, 2, "2026-03-31", position_title="Chuyên viên")
    last = current(old, new, reference=reference)
    assert (last["agency_id"], last["agency_ids"], last["values"]["staff_code"]) == (2, [2], "A1")
    assert current(old, new)["agency_id"] == 1, "without the link the fuller post is the main one"
    assert current(old, reference=reference)["agency_id"] == 1, "nothing is re-homed"


WORDS = st.fixed_dictionaries(
    {"full_name": st.sampled_from(["Nguyễn Thị Lan", "Nguyen Thi Lan", "Nguyễn Thị Lân"])},
    optional={
        "phone": st.sampled_from(["1", "2"]),
        "email": st.sampled_from(["a@b.vn", "c@d.vn"]),
        "qualification": st.sampled_from(QUALIFICATIONS[3:9]),
        "graduation_year": st.sampled_from([2020, 2026]),
        "birth_date": st.sampled_from(["1985-01-01", "1985-03-02", "1986-01-01"]),
        "birth_date_precision": st.sampled_from(["year", "day"]),
        "employment_category": st.sampled_from(["contract", "public_employee"]),
        "status": st.sampled_from(["working", "moved", "retired", "deceased"]),
        "position_level": st.sampled_from(["leader", "staff"]),
        "staff_code": st.sampled_from(["A1", "B2"]),
    },
)
ROWS = st.lists(
    st.tuples(
        WORDS, st.sampled_from([1, 2, 3]), st.sampled_from(["2024-06-30", "2025-12-31", "2026-06-30"]),
        st.sampled_from(["people", "people", "trainings"]), st.sampled_from([None, b"a", b"b"]),
        st.sampled_from([None, None, 1, 2]),
    ),
    min_size=1, max_size=6,
)  # fmt: skip


def records_of(rows) -> list[Record]:
    return [
        Record(
            n, n, body, body, form, date.fromisoformat(as_of), date.fromisoformat(as_of), values, digest,
            ("citizen" if digest == b"a" else "old") if digest else None,
            None if corrects is None or corrects >= n else corrects,
        )
        for n, (values, body, as_of, form, digest, corrects) in enumerate(rows, 1)
    ]  # fmt: skip


@given(ROWS, st.randoms())
def test_the_order_of_the_records_never_matters(rows, random):
    records = records_of(rows)
    found = derive(1, records, REFERENCE)
    random.shuffle(records)
    assert derive(1, records, REFERENCE) == found


@given(ROWS, WORDS)
def test_an_older_row_of_another_body_never_changes_a_word_of_the_main_employers_newest_row(rows, words):
    records = [replace(r, corrects=None) for r in records_of(rows)]
    assume(any(r.is_people for r in records))
    main = main_employer(records)
    living = {key: word for key, word in words.items() if (key, word) != ("status", "deceased")}
    older = record(99, 4, "2022-06-30", **living)
    before, after = best(records), best([*records, older])
    assert main_employer([*records, older]) == main
    untouched = main.values.keys() - {"full_name", "birth_date", "birth_date_precision", "qualification",
                                      "graduation_year"}  # fmt: skip
    for name in untouched:
        assert after.values.get(name) == before.values.get(name)
    if main.values.get("birth_date") and main.values.get("birth_date_precision") == "day":
        assert after.values["birth_date"] == before.values["birth_date"]
    if before.values.get("qualification"):
        assert QUALIFICATIONS.index(after.values["qualification"]) >= QUALIFICATIONS.index(
            before.values["qualification"]
        ), "another body's word never lowers a degree"


@given(ROWS)
def test_every_value_is_from_its_record_and_names_a_rule(rows):
    records = records_of(rows)
    found = best(records)
    by_id = {r.source_record_id: r for r in records}
    for name, word in found.values.items():
        assert by_id[found.provenance[name]].values[name] == word
        assert found.rule(name) in ALL_RULES | {AGREED}
    if found.id_hash is not None:
        assert by_id[found.provenance["national_id"]].id_hash == found.id_hash


@given(ROWS)
def test_who_died_is_dead_and_holds_no_post_unless_seen_later(rows):
    records = settled(records_of(rows))
    told = [r.as_of for r in records if r.values.get("status") == "deceased"]
    seen = [r.as_of for r in records if r.values.get("status") == "working"]
    last = current(*records)
    if told and not any(day > max(told) for day in seen):
        assert last["status"] == "deceased"
        assert last["agency_ids"] == [last["agency_id"]]


@given(ROWS, st.sampled_from(["2024-06-30", "2025-01-01", "2025-12-31", "2026-06-30"]))
def test_a_day_looks_as_it_did_to_who_knew_what_counted_by_then(rows, day):
    records = records_of(rows)
    known = [r for r in records if r.day <= date.fromisoformat(day)]
    held = [
        row
        for row in derive(1, records, REFERENCE).tables["person_version"]
        if row["valid_from"] <= date.fromisoformat(day)
    ]
    if not known:
        assert not held
        return
    # Of courses that had ended by then later lists tell too, so their days are of all that is known today.
    later = dict.fromkeys(("provenance", "valid_to", "trained_on", "standard_on", "political_on"))
    assert {**held[-1], **later} == {**current(*known), **later}
