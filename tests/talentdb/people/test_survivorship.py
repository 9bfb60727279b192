"""Strategy: one rule a test, with the fewest records that show it; then order independence over random records."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from talentdb.people.derive import derive
from talentdb.people.employers import main_employer
from talentdb.people.records import Record
from talentdb.people.reference import AgencyFacts, Reference
from talentdb.people.survivorship import golden

AGENCIES = {
    1: AgencyFacts(1, "THPT-A", "Trường THPT A", ("THPT A",), "school", "public_service", True, None, None),
    2: AgencyFacts(2, "DH-B", "Trường Đại học B", (), "university", "public_service", True, "university", None),
    3: AgencyFacts(3, "X-C", "UBND xã C", (), "commune", "state", True, None, "12345"),
}
REFERENCE = Reference(AGENCIES, {("research_field", "10101"): "Toán học cơ bản", ("language", "en"): "Tiếng Anh"})


def record(number, employer=1, as_of="2026-06-30", form="people", day=None, id_hash=None, id_kind=None, **values):
    described = date.fromisoformat(as_of)
    return Record(
        number, number, employer, employer, form, described, date.fromisoformat(day) if day else described,
        {"full_name": "Nguyễn Thị Lan", **values}, id_hash, id_kind,
    )  # fmt: skip


def best(*records):
    return golden(records, main_employer(records))


def current(*records):
    [last] = [row for row in derive(1, records, REFERENCE).tables["person_version"] if row["valid_to"] is None]
    return last


def test_the_fuller_post_is_the_main_one():
    contract = record(1, 2, as_of="2026-07-15", employment_category="contract")
    full = record(2, 1, employment_category="public_employee")
    assert main_employer([contract, full]) is full


def test_an_employer_that_reported_more_than_a_year_ago_is_not_the_main_one():
    old = record(1, 1, as_of="2024-06-30", employment_category="public_employee")
    new = record(2, 2, as_of="2026-06-30", employment_category="contract")
    assert main_employer([old, new]) is new


def test_where_the_person_left_is_not_the_main_employer():
    left = record(1, 1, as_of="2026-06-30", employment_category="civil_servant", status="moved")
    here = record(2, 2, as_of="2026-01-31", employment_category="contract")
    assert main_employer([left, here]) is here


def test_ties_go_to_the_newest_then_the_fullest_then_the_smallest_number():
    assert main_employer([record(1, 1), record(2, 2, as_of="2026-07-01")]).employer_id == 2
    assert main_employer([record(1, 1), record(2, 2, phone="0912345678")]).employer_id == 2
    assert main_employer([record(2, 2), record(1, 1)]).employer_id == 1


def test_the_main_employers_word_wins_over_a_newer_one():
    main = record(1, 1, employment_category="public_employee", phone="0911111111")
    other = record(2, 2, as_of="2026-07-15", employment_category="contract", phone="0922222222", email="a@b.vn")
    found = best(main, other)
    assert (found.values["phone"], found.provenance["phone"]) == ("0911111111", 1)
    assert (found.values["email"], found.provenance["email"]) == ("a@b.vn", 2), "gaps are filled"


def test_within_one_employer_the_newest_wins_and_old_rows_fill_gaps():
    found = best(record(1, as_of="2025-06-30", phone="0911111111", email="a@b.vn"), record(2, phone="0922222222"))
    assert found.values["phone"] == "0922222222"
    assert found.provenance["email"] == 1


def test_rows_of_courses_only_fill_gaps():
    course = record(2, form="trainings", as_of="2026-07-30", phone="0922222222", email="a@b.vn")
    found = best(record(1, phone="0911111111"), course)
    assert (found.values["phone"], found.values["email"]) == ("0911111111", "a@b.vn")


def test_an_old_post_does_not_complete_a_new_one():
    old = record(1, as_of="2025-06-30", position_title="Trưởng phòng", position_level="manager")
    new = record(2, position_title="Chuyên viên")
    assert "position_level" not in best(old, new).values


def test_another_body_says_nothing_about_the_post():
    main = record(1, 1, employment_category="public_employee")
    other = record(2, 2, employment_category="contract", staff_code="B7", position_title="Giảng viên")
    found = best(main, other).values
    assert "staff_code" not in found
    assert "position_title" not in found


def test_a_marked_spelling_beats_an_unmarked_one():
    plain, marked = record(1, full_name="Nguyen Thi Lan", phone="1"), record(2, 2, full_name="Nguyễn Thị Lan")
    assert best(plain, marked).values["full_name"] == "Nguyễn Thị Lan"


def test_a_full_birth_date_completes_a_year_but_never_contradicts_it():
    year = record(1, birth_date="1985-01-01", birth_date_precision="year", phone="0911111111")
    day = record(2, 2, birth_date="1985-03-02", birth_date_precision="day")
    other = record(3, 2, birth_date="1986-03-02", birth_date_precision="day")
    assert best(year, day).values["birth_date"] == "1985-03-02"
    assert best(year, other).values["birth_date"] == "1985-01-01"


def test_details_of_a_degree_come_from_the_same_degree():
    master = record(1, employment_category="public_employee", qualification="master", graduation_year=2015)
    bachelor = record(2, 2, qualification="university", graduation_year=2008, field_of_training="Toán")
    found = best(master, bachelor).values
    assert (found["qualification"], found["graduation_year"]) == ("master", 2015)
    assert "field_of_training" not in found


def test_of_two_degrees_in_one_list_the_higher_counts():
    one = record(1, qualification="university", phone="0911111111", email="a@b.vn")
    assert best(one, record(2, qualification="doctorate")).values["qualification"] == "doctorate"


def test_twelve_digits_win_over_nine():
    old = record(1, id_hash=b"o", id_kind="old", phone="0911111111")
    citizen = record(2, 2, id_hash=b"c", id_kind="citizen")
    found = best(old, citizen)
    assert found.id_hash == b"c"
    assert found.provenance["national_id"] == 2


def test_versions_follow_the_days_of_the_records():
    rows = derive(
        1,
        [
            record(1, as_of="2025-06-30", qualification="university"),
            record(2, as_of="2026-06-30", day="2026-05-01", qualification="master"),
            record(3, as_of="2026-07-30", qualification="master"),
        ],
        REFERENCE,
    ).tables["person_version"]
    assert [(r["valid_from"], r["valid_to"], r["qualification"]) for r in rows] == [
        (date(2025, 6, 30), date(2026, 5, 1), "university"),
        (date(2026, 5, 1), None, "master"),
    ], "the third record repeats the second and makes no version of its own"
    assert rows[1]["provenance"]["qualification"] == 3


@pytest.mark.parametrize(
    ("unit", "bodies"),
    [
        ("Trường THPT A", [1, 3]),
        ("trường thpt a", [1, 3]),
        ("THPT A", [3]),
        ("THPT D", [3, 4]),
        ("UBND xã C", [3]),
        ("Trường Đại học", [3]),
        ("Trường E", [3]),
        ("", [3]),
        (None, [3]),
    ],
)
def test_a_unit_that_is_a_body_of_its_own_counts_for_both(unit, bodies):
    facts = AGENCIES | {
        4: AgencyFacts(
            4, "D", "Trường THPT D", ("THPT D",), "school", "public_service", True, None, None, parent_id=3
        ),
        5: AgencyFacts(5, "E1", "Trường E", (), "school", "public_service", True, None, None, parent_id=3),
        6: AgencyFacts(6, "E2", "Trường E", (), "school", "public_service", True, None, None, parent_id=3),
    }
    values = {} if unit is None else {"sub_unit": unit}
    [last] = derive(1, [record(1, 3, **values)], Reference(facts, {})).tables["person_version"]
    assert (last["agency_id"], last["agency_ids"]) == (3, bodies)
    assert last["values"]["agency_code"] == "X-C"


def test_typed_columns():
    row = current(record(1, 3, research_fields=["10101"], birth_date="1985-03-02", qualification="master"))
    assert (row["commune_code"], row["field_group"], row["qualification_rank"]) == ("12345", "1", 7)
    # What a filter goes by is what an export shows.
    assert (row["values"]["commune_code"], row["provenance"]["commune_code"]) == ("12345", 1)
    assert current(record(1, 3, commune_code="11953"))["values"]["commune_code"] == "11953"
    assert (row["sector"], row["is_public"], row["agency_ids"]) == ("state", True, [3])
    assert row["values"]["agency_code"] == "X-C"
    assert current(record(1))["commune_code"] is None


def test_the_search_key_holds_what_finds_a_person_and_nothing_restricted():
    row = current(
        record(
            1, other_name="Lan Anh", research_fields=["10101"], expertise=["Trí tuệ nhân tạo"], phone="0912345678",
            email="lan@x.vn", position_title="Giáo viên 033085000001",
            languages=[{"language": "en", "framework": None, "level": None, "score": None}],
        )
    )  # fmt: skip
    words = row["search_key"]
    for found in ("nguyen thi lan", "lan anh", "toan hoc co ban", "tri tue nhan tao", "thpt a", "tieng anh"):
        assert found in words
    for hidden in ("0912345678", "lan@x.vn", "033085000001"):
        assert hidden not in words


def test_the_search_row_holds_words_pairs_names_and_titles_and_nothing_restricted():
    rows = [
        record(1, other_name="Lan Anh", expertise=["Trí tuệ nhân tạo"], phone="0912345678",
               position_title="Giáo viên 033085000001", academic_title="professor", qualification="doctorate"),
        record(2, form="works", work_title="Nuôi ngao ở bãi triều", work_type="research_task", work_year=2020),
    ]  # fmt: skip
    [row] = derive(1, rows, REFERENCE).tables["person_search"]
    held = set(row["words"].split())
    assert {"'lan'", "'tri_tue'", "'nhan_tao'", "'_lan'", "'_anh'", "'nuoi_ngao'", "'bai_trieu'"} <= held
    assert not held & {"'0912345678'", "'033085000001'", "'tao_giao'", "'_tri'"}
    assert row["standing"] == 209


def test_the_search_row_tells_what_the_newest_version_tells():
    english = [{"language": "en", "level": "B1"}, {"language": "fr"}, {"language": "en", "level": "B2"}]
    rows = [
        record(1, as_of="2025-06-30", sex="female", qualification="master", commune_code="12001"),
        record(2, sex="female", qualification="doctorate", research_fields=["10201"], languages=english),
    ]
    tables = derive(1, rows, REFERENCE).tables
    [row], newest = tables["person_search"], tables["person_version"][-1]
    shared = row.keys() & newest.keys()
    assert shared >= {"sex", "birth_date", "agency_ids", "qualification", "research_fields", "name_toned"}
    assert {name: row[name] for name in shared} == {name: newest[name] for name in shared}
    assert (row["qualification"], row["languages"]) == ("doctorate", ["en", "fr"])


def test_yearly_repeats_of_degrees_courses_and_languages_are_one():
    values = {
        "qualification": "master", "training_type": "expertise", "training_name": "AI",
        "languages": [{"language": "en", "framework": "CEFR", "level": "B1"}],
    }  # fmt: skip
    tables = derive(1, [record(1, as_of="2025-06-30", **values), record(2, **values)], REFERENCE).tables
    assert [row["source_record_id"] for row in tables["qualification"]] == [2]
    assert [row["source_record_id"] for row in tables["training"]] == [2]
    assert [row["source_record_id"] for row in tables["language_skill"]] == [2]
    assert [row["is_main"] for row in tables["employment"]] == [False, True]


def test_a_course_that_is_handed_in_later_counts_on_the_day_it_ended():
    course = {"training_type": "expertise", "training_status": "completed", "training_end": "2026-03-01"}
    rows = [record(1, as_of="2026-01-01"), record(2, as_of="2026-09-30", sex="female", **course)]
    versions = derive(1, rows, REFERENCE).tables["person_version"]
    assert [str(row["valid_from"]) for row in versions] == ["2026-01-01", "2026-09-30"]
    assert [row["trained_on"] for row in versions] == [[date(2026, 3, 1)]] * 2


def test_a_post_stated_as_none_wins_over_what_could_be_derived():
    title = {"professional_title_code": "V.05.01.03"}
    assert current(record(1, **title))["sti_posts"] == ["research"]
    for rows in (
        [record(1, **title, sti_posts=[])],
        [record(1, **title), record(2, as_of="2026-09-30", sti_posts=[])],
    ):
        last = current(*rows)
        assert (last["sti_posts"], last["values"]["sti_posts"]) == ([], [])
        assert "sti_posts_evidence" not in last["values"]


def test_a_task_is_evidence_of_research_for_five_years_and_as_of_any_day_between_two_lists():
    """A clinician: the task of 2019 counts in 2024, from the day on which it was told, and not on 1 January 2025."""
    title = {"professional_title_code": "V.08.01.03", "qualification": "university"}
    task = {"work_type": "research_task", "work_title": "Sốt xuất huyết", "member_role": "member", "work_year": 2019}
    told = [
        record(1, as_of="2023-06-30", **title),
        record(2, as_of="2024-03-31", form="works", **task),
        record(3, as_of="2026-06-30", **title),
    ]
    found = derive(1, told, REFERENCE).tables["person_version"]
    assert [(row["valid_from"], row["sti_posts"]) for row in found] == [
        (date(2023, 6, 30), []), (date(2024, 3, 31), ["research"]), (date(2025, 1, 1), []),
    ]  # fmt: skip
    [why] = found[1]["values"]["sti_posts_evidence"]
    assert (why["rule"], why["value"], why["source_record_id"]) == ("work", "Sốt xuất huyết", 2)
    assert found[1]["provenance"]["sti_posts"] == 2
    assert "sti_posts_evidence" not in found[2]["values"]


def test_a_person_known_by_courses_only_is_a_person():
    row = current(record(1, form="trainings", training_type="management"))
    assert row["agency_id"] == 1
    assert row["full_name"] == "Nguyễn Thị Lan"


VALUES = st.fixed_dictionaries(
    {"full_name": st.sampled_from(["Nguyễn Thị Lan", "Nguyen Thi Lan"])},
    optional={
        "phone": st.sampled_from(["1", "2"]),
        "qualification": st.sampled_from(["university", "master", "doctorate"]),
        "graduation_year": st.sampled_from([2020, 2026]),
        "birth_date": st.sampled_from(["1985-01-01", "1985-03-02"]),
        "birth_date_precision": st.sampled_from(["year", "day"]),
        "employment_category": st.sampled_from(["contract", "public_employee"]),
        "status": st.sampled_from(["working", "moved"]),
        "position_level": st.sampled_from(["leader", "staff"]),
        "sti_posts": st.sampled_from([["research"], ["employment", "teaching"]]),
        "professional_title_code": st.sampled_from(["V.05.01.03", "V.07.05.15"]),
        "training_type": st.sampled_from(["expertise", "it"]),
        "training_end": st.just("2026-02-01"),
    },
)
SOURCES = st.lists(
    st.tuples(
        VALUES,
        st.sampled_from([1, 2, 3]),
        st.sampled_from(["2024-06-30", "2025-12-31", "2026-06-30"]),
        st.sampled_from(["people", "people", "trainings"]),
        st.sampled_from([None, b"a", b"b"]),
    ),
    min_size=1,
    max_size=6,
)


@given(SOURCES, st.randoms())
@settings(max_examples=200, deadline=None)
def test_the_order_of_the_records_never_matters(sources, random):
    records = [
        Record(
            n, n, employer, employer, form, date.fromisoformat(as_of), date.fromisoformat(as_of), values, digest,
            "citizen" if digest else None,
        )
        for n, (values, employer, as_of, form, digest) in enumerate(sources, 1)
    ]  # fmt: skip
    found = derive(1, records, REFERENCE)
    random.shuffle(records)
    assert derive(1, records, REFERENCE) == found
    versions = found.tables["person_version"]
    assert versions[-1]["valid_to"] is None
    for row, following in pairwise(versions):
        assert row["valid_to"] == following["valid_from"] > row["valid_from"]
    known = {r.source_record_id for r in records}
    assert all(set(row["provenance"].values()) <= known for row in versions)


@pytest.mark.parametrize("field", ["national_id"])
def test_no_restricted_field_gets_into_the_values(field):
    assert field not in current(record(1, id_hash=b"c", id_kind="citizen"))["values"]
