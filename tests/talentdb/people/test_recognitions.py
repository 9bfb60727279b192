"""The days of recognitions and what holds on each: by hand, and held against the days counted one by one."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentdb.people.derive import derive
from talentdb.people.recognitions import Act, Span, bounds, evidence, groups_on, spans_of
from talentdb.people.reference import Reference
from tests.talentdb.people.test_survivorship import AGENCIES, record

REFERENCE = Reference(AGENCIES, {})
TODAY = date(2026, 11, 22)


def begun(number, day, ends=None, case=1, group="talent"):
    return Act(case, number, "begun", group, day, ends, "p", "QĐ 1")


def ended(number, day, case=1):
    return Act(case, number, "ended", None, day, None)


def test_a_recognition_runs_from_its_day_until_the_day_after_its_term():
    [span] = spans_of([begun(3, date(2026, 1, 1), date(2026, 7, 1))])
    held = [span.holds_on(date(2026, month, day)) for month, day in ((1, 1), (6, 30), (7, 1))]
    assert held == [True, True, False]
    assert not span.holds_on(date(2025, 12, 31))
    assert not span.ended


def test_a_step_ends_it_on_its_own_day_and_one_after_the_term_ends_nothing():
    [span] = spans_of([begun(3, date(2026, 1, 1), date(2026, 7, 1)), ended(4, date(2026, 3, 1))])
    assert (span.until, span.ended, span.term) == (date(2026, 3, 1), True, date(2026, 7, 1))
    [late] = spans_of([begun(3, date(2026, 1, 1), date(2026, 7, 1)), ended(4, date(2026, 9, 1))])
    assert (late.until, late.ended) == (date(2026, 7, 1), False)
    [open_one] = spans_of([begun(3, date(2026, 1, 1))])
    assert open_one.until is None
    assert open_one.holds_on(date(2300, 1, 1))


def test_one_that_begins_anew_follows_the_one_before():
    first, second = spans_of([begun(3, date(2026, 1, 1), date(2027, 1, 1)), begun(5, date(2026, 6, 1))])
    assert (first.until, first.ended) == (date(2026, 6, 1), False)
    assert (second.begins, second.until) == (date(2026, 6, 1), None)


DAYS = st.integers(0, 40).map(lambda n: date(2026, 1, 1) + timedelta(days=n))
ACTS = st.lists(st.tuples(st.integers(1, 2), st.booleans(), DAYS, st.none() | st.integers(1, 20)), max_size=8)


@given(ACTS)
def test_on_every_day_holds_what_the_acts_of_a_case_left(given_acts):
    """Each case is counted day by day: the newest act that had taken hold, in the order they were recorded."""
    acts, days = [], {1: date.min, 2: date.min}
    for number, (case, begins, day, term) in enumerate(given_acts, 1):
        days[case] = max(day, days[case])  # a case never steps back in time
        on = days[case]
        ends = on + timedelta(days=term) if term else None
        acts.append(begun(number, on, ends, case, f"g{case}") if begins else ended(number, on, case))
    spans = spans_of(acts)
    for offset in range(65):
        day = date(2026, 1, 1) + timedelta(days=offset)
        by_hand = set()
        for case in (1, 2):
            known = [one for one in acts if one.case == case and one.day <= day]
            if known and known[-1].act == "begun" and (known[-1].ends is None or day < known[-1].ends):
                by_hand.add(f"g{case}")
        assert {one.group for one in spans if one.holds_on(day)} == by_hand
        assert {one["group"] for one in evidence(spans, day)} == by_hand


@given(ACTS, st.lists(st.sampled_from(["g1", "g2", "attracted"]), unique=True), st.none() | DAYS)
def test_what_a_list_repeats_of_a_recognition_ends_with_it(given_acts, stated, stated_on):
    acts = [begun(n, day, None, case, f"g{case}") if begins else ended(n, day, case)
            for n, (case, begins, day, _) in enumerate(sorted(given_acts, key=lambda one: one[2]), 1)]  # fmt: skip
    spans, day = spans_of(acts), date(2026, 3, 1)
    found = groups_on(stated, stated_on, spans, day)
    now = {one.group for one in spans if one.holds_on(day)}
    echo = {one.group for one in spans if stated_on is not None and one.holds_on(stated_on)}
    assert found == sorted(now | (set(stated) - echo))


def test_only_days_that_have_come_bound_anything():
    spans = spans_of([begun(1, date(2026, 1, 1), TODAY + timedelta(days=1))])
    assert bounds(spans, TODAY) == {date(2026, 1, 1)}
    assert bounds(spans, TODAY + timedelta(days=1)) == {date(2026, 1, 1), TODAY + timedelta(days=1)}


def versions(records, *acts, day=TODAY):
    rows = derive(1, records, REFERENCE, spans_of(acts), day).tables["person_version"]
    return [
        (row["valid_from"], row["talent_groups"], len(row["values"].get("talent_groups_evidence", ())))
        for row in rows
    ]


def test_a_person_is_a_talent_in_the_versions_of_those_days_and_no_longer():
    rows = versions([record(1, as_of="2026-03-01")], begun(1, date(2026, 5, 1), date(2026, 11, 1)))
    assert rows == [
        (date(2026, 3, 1), [], 0), (date(2026, 5, 1), ["talent"], 1), (date(2026, 11, 1), [], 0),
    ]  # fmt: skip
    assert versions([record(1, as_of="2026-03-01")], begun(1, date(2026, 5, 1), date(2027, 5, 1)))[-1][1] == [
        "talent"
    ]


def test_one_recognised_before_the_first_list_is_a_talent_from_the_first_version_on():
    assert versions([record(1, as_of="2026-03-01")], begun(1, date(2024, 5, 1))) == [
        (date(2026, 3, 1), ["talent"], 1)
    ]


def test_a_list_that_repeats_the_recognition_is_no_source_of_its_own():
    """The agency exports its list with the group in it and hands it in again: it goes when the recognition goes."""
    listed = [record(1, as_of="2026-03-01"), record(2, as_of="2026-06-30", talent_groups=["attracted", "talent"])]
    acts = [begun(1, date(2026, 5, 1)), ended(2, date(2026, 9, 1))]
    assert versions(listed, *acts)[-1] == (date(2026, 9, 1), ["attracted"], 0)
    # What it had said before anybody recognised the person stays its own word.
    before = [record(1, as_of="2026-03-01", talent_groups=["talent"])]
    assert versions(before, *acts)[-1] == (date(2026, 9, 1), ["talent"], 0)
    # Also when a list made meanwhile says it again.
    again = [*before, record(2, as_of="2026-06-30", talent_groups=["talent"])]
    assert versions(again, *acts)[-1] == (date(2026, 9, 1), ["talent"], 0)
    # Not when it had stopped saying so before.
    fell = [*before, record(2, as_of="2026-04-01", talent_groups=["attracted"])]
    assert versions([*fell, record(3, as_of="2026-06-30", talent_groups=["talent"])], *acts)[-1][1] == []


def test_what_lists_say_is_no_older_on_the_day_of_a_recognition_than_before():
    """A task of 2019 counts as of the last list; that a recognition begins in 2026 makes it no older."""
    told = [
        record(1, as_of="2023-06-30", professional_title_code="V.08.01.03", qualification="university"),
        record(2, as_of="2024-03-31", form="works", work_type="research_task", work_title="Sốt xuất huyết",
               member_role="member", work_year=2019),
    ]  # fmt: skip
    rows = derive(1, told, REFERENCE, spans_of([begun(1, date(2026, 5, 1))]), TODAY).tables["person_version"]
    assert [row["sti_posts"] for row in rows] == [[], ["research"], ["research"]]


def test_the_recognised_are_intellectuals_and_are_found_by_the_words_of_their_group():
    reference = Reference(AGENCIES, {("talent_group", "talent"): "Người có tài năng"})
    tables = derive(
        1, [record(1, as_of="2026-03-01")], reference, (Span("talent", date(2026, 1, 1), None, 4, 2),), TODAY
    ).tables
    [row] = tables["person_version"]
    assert row["is_intellectual"]
    assert "nguoi co tai nang" in row["search_key"]
    assert row["provenance"].get("talent_groups") is None
    assert row["values"]["talent_groups_evidence"] == [
        {"group": "talent", "case": 4, "plan": "", "paper": "", "begins": "2026-01-01", "until": None}
    ]


@pytest.mark.parametrize("day", [date(2026, 10, 31), date(2026, 11, 1)])
def test_the_same_records_give_other_rows_only_from_the_day_that_ends_it(day):
    listed, spans = [record(1, as_of="2026-03-01")], spans_of([begun(1, date(2026, 5, 1), date(2026, 11, 1))])
    before, now = derive(1, listed, REFERENCE, spans, date(2026, 10, 1)), derive(1, listed, REFERENCE, spans, day)
    assert (before.content_hash == now.content_hash) is (day < date(2026, 11, 1))
