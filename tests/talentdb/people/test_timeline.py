"""Strategy: a small history of one man with every kind of event, read under every role."""

from datetime import date

import pytest

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR
from talentdb.errors import ForbiddenError
from talentdb.people.labels import EVENT_TITLES
from talentdb.people.timeline import timeline
from talentdb.registry.judging import judge, retract, split
from talentdb.settings import today

HUNG = {"full_name": "Trần Văn Hùng", "national_id": "033070000002", "employment_category": "public_employee"}
NAMESAKE = {"full_name": "Trần Văn Hùng", "birth_date": "1970-01-01", "birth_date_precision": "year"}


def events(province, number, principal=OPERATOR):
    with unit_of_work(province.engine, principal) as connection:
        return timeline(connection, principal, number)


def kinds(found):
    return [event.kind for event in found]


def test_each_submission_tells_what_it_changed(province):
    first = province.load("DH-SPKT", [{**HUNG, "phone": "1"}], as_of="2024-06-30")
    second = province.load("DH-SPKT", [{**HUNG, "phone": "2", "qualification": "master"}], as_of="2025-06-30")
    third = province.load("DH-SPKT", [{**HUNG, "phone": "2", "qualification": "master"}], as_of="2026-03-31")
    last = province.load("DH-SPKT", [{**HUNG, "phone": "2", "qualification": "master", "status": "retired"}])
    [number] = province.persons()
    found = events(province, number)
    assert kinds(found) == ["changed", "confirmed", "changed", "founded"]
    assert [event.submission_id for event in found] == [last, third, second, first]
    assert [event.on for event in found[:2]] == [date(2026, 6, 30), date(2026, 3, 31)]
    assert found[0].title == "Nghỉ hưu"
    assert found[0].fields == {"status": (None, "retired"), "sti_posts": (["employment"], None)}
    assert found[2].fields == {
        "phone": ("1", "2"), "qualification": (None, "master"), "sti_posts": (None, ["employment"]),
    }  # fmt: skip
    assert (found[2].login, found[2].title) == (OPERATOR.login, EVENT_TITLES["changed"])
    assert found[3].fields["phone"] == (None, "1")
    assert all(event.agency_name and event.at for event in found)


def test_two_submissions_of_one_day_share_what_changed(province):
    province.load("DH-SPKT", [{**HUNG, "phone": "1"}], as_of="2025-06-30")
    one = province.load("DH-SPKT", [{**HUNG, "phone": "2"}])
    other = province.load("SO-YTE", [{**HUNG, "employment_category": "contract", "email": "h@x.vn"}])
    [number] = province.persons()
    found = {event.submission_id: event for event in events(province, number)}
    assert found[one].fields["phone"] == ("1", "2")
    assert found[other].fields["email"] == (None, "h@x.vn")


def test_a_rollback_is_told_while_it_is_out_and_after_it_came_back(province):
    province.load("DH-SPKT", [{**HUNG, "phone": "1"}], as_of="2025-06-30")
    gone = province.load("DH-SPKT", [{**HUNG, "phone": "2"}])
    [number] = province.persons()
    province.rollback(gone)
    found = events(province, number)
    assert kinds(found) == ["rolled_back", "founded"]
    assert (found[0].submission_id, found[0].on) == (gone, today())
    province.approve(gone)
    assert kinds(events(province, number)) == ["rolled_back", "changed", "founded"]


def test_judgements_and_their_retractions(province):
    province.load("DH-SPKT", [HUNG])
    province.load("SO-YTE", [{**NAMESAKE, "phone": "0911111111"}])
    one, other = province.persons()
    with unit_of_work(province.engine, OPERATOR) as connection:
        done = judge(connection, OPERATOR, one, other, "same", reason="cùng hồ sơ")
    [number] = done.persons
    assert kinds(events(province, other))[0] == "merged", "by its old number too"
    merged = events(province, number)[0]
    assert (merged.judgement_id, merged.login, merged.on) == (done.judgement_id, OPERATOR.login, today())
    with unit_of_work(province.engine, OPERATOR) as connection:
        retract(connection, OPERATOR, done.judgement_id)
    assert kinds(events(province, one)) == ["retracted", "merged", "founded"]
    with unit_of_work(province.engine, OPERATOR) as connection:
        judge(connection, OPERATOR, one, other, "different")
    assert kinds(events(province, other)) == ["different", "retracted", "merged", "founded"]


def test_a_split_is_told_of_both(province):
    province.load("DH-SPKT", [HUNG])
    province.load("SO-YTE", [HUNG], as_of="2026-03-31")
    [number] = province.persons()
    with unit_of_work(province.engine, OPERATOR) as connection:
        split(connection, OPERATOR, number, reason="hai người dùng chung một số")
    for person in province.persons():
        assert kinds(events(province, person))[0] == "split"


def test_roles(province, as_role):
    province.load("DH-SPKT", [{**HUNG, "phone": "1", "ethnicity_code": "01"}], as_of="2025-06-30")
    province.load("SO-YTE", [{**HUNG, "employment_category": "contract", "email": "h@x.vn"}])
    province.load("DH-SPKT", [{**HUNG, "phone": "2", "ethnicity_code": "01", "birth_date": "1970-05-06",
                               "birth_date_precision": "day"}])  # fmt: skip
    [number] = province.persons()
    leader = events(province, number, as_role("leader"))
    assert kinds(leader) == ["changed", "founded"]
    assert all(event.submission_id is None and event.login is None for event in leader)
    assert not {"phone", "email", "ethnicity_code"} & {name for event in leader for name in event.fields}
    assert leader[0].fields["birth_date"] == (None, "1970-01-01"), "the year only"
    searcher = events(province, number, as_role("searcher"))
    assert len(searcher) == 3
    assert not {"ethnicity_code"} & {name for event in searcher for name in event.fields}
    school = events(province, number, as_role("agency", "DH-SPKT"))
    assert kinds(school) == ["changed", "founded"]
    assert "email" not in {name for event in school for name in event.fields}, "that is the word of another body"
    assert events(province, number, as_role("agency", "SO-NV")) == []
    auditor = as_role("auditor")
    with pytest.raises(ForbiddenError):
        events(province, number, auditor)
