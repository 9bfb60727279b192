"""Strategy: real decisions on a real database; what is asserted is the registry after them, not how it got there."""

from threading import Barrier, Thread

import pytest
from sqlalchemy import select, text

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR
from talentdb.db.agencies import import_agencies
from talentdb.db.tables import audit_event, column_mapping, outbox, person, person_redirect, person_version
from talentdb.errors import ConflictError, ForbiddenError, UsageError
from talentdb.identity import matching
from talentdb.people import sync
from talentdb.registry.agencies import refresh_employees
from talentdb.registry.decisions import approve, return_, rollback
from talentdb.registry.rebuild import digest, rebuild

LAN = {"full_name": "Nguyễn Thị Lan", "birth_date": "1985-03-02", "birth_date_precision": "day", "sex": "female"}
HUNG = {"full_name": "Trần Văn Hùng", "birth_date": "1990-01-05", "birth_date_precision": "day", "sex": "male"}
ID_A, ID_B = "033085000001", "033085000002"


def content(province):
    with unit_of_work(province.engine, OPERATOR) as connection:
        return digest(connection)


def rebuilt(province):
    with unit_of_work(province.engine, OPERATOR) as connection:
        rebuild(connection, OPERATOR)
        return digest(connection)


def test_approval_makes_persons_versions_mappings_outbox_and_audit(province):
    number = province.load("SO-KHCN", [LAN, HUNG, {"phone": "0912345678"}])
    with unit_of_work(province.engine, OPERATOR) as connection:
        versions = connection.execute(select(person_version).order_by(person_version.c.person_id)).all()
        assert [row.full_name for row in versions] == ["Nguyễn Thị Lan", "Trần Văn Hùng"]
        assert connection.execute(select(outbox.c.person_id)).scalars().all() == [row.person_id for row in versions]
        mapped = connection.execute(select(column_mapping.c.header_key, column_mapping.c.field)).all()
        assert {row.header_key: row.field for row in mapped} == {
            "ho va ten": "full_name",
            "nam sinh": "birth_date",
        }
        logged = connection.execute(select(audit_event.c.action).order_by(audit_event.c.audit_id)).scalars().all()
        assert logged == ["submission.received", "submission.approved"]
    assert province.persons() == {versions[0].person_id: [f"{number}:5"], versions[1].person_id: [f"{number}:6"]}


def test_only_those_who_decide_may(province, as_role):
    receipt = province.receive("SO-KHCN", [LAN])
    for principal in (as_role("agency", "SO-KHCN"), as_role("searcher"), as_role("leader")):
        for action in (approve, rollback):
            with unit_of_work(province.engine, principal) as connection, pytest.raises(ForbiddenError):
                action(connection, principal, receipt.submission_id)
    steward = as_role("steward")
    with unit_of_work(province.engine, steward) as connection:
        approve(connection, steward, receipt.submission_id)
    assert len(province.persons()) == 1


def test_returning_needs_a_reason_and_leaves_the_registry(province):
    receipt = province.receive("SO-KHCN", [LAN])
    with unit_of_work(province.engine, OPERATOR) as connection:
        with pytest.raises(UsageError):
            return_(connection, OPERATOR, receipt.submission_id, "  ")
        return_(connection, OPERATOR, receipt.submission_id, "thiếu ngày sinh")
    assert province.persons() == {}
    with pytest.raises(ConflictError):
        province.approve(receipt.submission_id)


def test_a_failure_in_the_middle_leaves_nothing(province, database):
    receipt = province.receive("SO-KHCN", [LAN])
    before = content(province)
    with database.as_owner() as connection:
        connection.execute("alter table outbox add constraint broken check (person_id < 0)")
    with pytest.raises(Exception, match="broken"):
        province.approve(receipt.submission_id)
    assert content(province) == before
    with unit_of_work(province.engine, OPERATOR) as connection:
        state = connection.execute(text("select state from submission")).scalar_one()
        assert state == "submitted"


def test_approving_the_same_content_again_sends_nobody_to_the_index(province):
    province.load("SO-KHCN", [LAN])
    with unit_of_work(province.engine, OPERATOR) as connection:
        connection.execute(text("delete from outbox"))
    persons = province.persons()
    province.load("SO-KHCN", [LAN], as_of="2026-06-30")
    assert list(province.persons()) == list(persons)


def test_rollback_keeps_what_came_before_and_after(province):
    first = province.load("SO-KHCN", [LAN], as_of="2025-06-30")
    second = province.load("SO-KHCN", [{**LAN, "qualification": "master"}, HUNG], as_of="2026-06-30")
    third = province.load("SO-KHCN", [{**LAN, "phone": "0912345678"}], as_of="2026-07-30")
    [lan, hung] = province.persons()
    province.rollback(second)
    assert province.persons() == {lan: [f"{first}:5", f"{third}:5"]}
    with unit_of_work(province.engine, OPERATOR) as connection:
        values = connection.execute(
            select(person_version.c["values"]).where(person_version.c.valid_to.is_(None))
        ).scalar_one()
        assert "qualification" not in values
        assert values["phone"] == "0912345678"
        assert (
            connection.execute(select(person.c.state).where(person.c.person_id == hung)).scalar_one() == "withdrawn"
        )
    province.rollback(first)
    assert province.persons() == {lan: [f"{third}:5"]}, "the number stays although its founding record is gone"


def test_rebuild_gives_the_same_after_rollbacks_and_merges(province):
    with_id, without = {"full_name": LAN["full_name"], "national_id": ID_A}, {**LAN, "phone": "0911111111"}
    first = province.load("SO-KHCN", [with_id], as_of="2025-06-30")
    second = province.load("SO-YTE", [without, HUNG], as_of="2025-07-30")
    assert len(province.persons()) == 3
    bridge = province.load("SO-NV", [{**without, "national_id": ID_A}])
    merged = province.persons()
    assert sorted(map(len, merged.values())) == [1, 3]
    with unit_of_work(province.engine, OPERATOR) as connection:
        [(old, target)] = connection.execute(select(person_redirect)).all()
        assert old > target
        assert target in merged
    assert rebuilt(province) == content(province)
    province.rollback(bridge)
    assert {target, old} <= set(province.persons()), "both numbers are persons again"
    province.rollback(first)
    province.approve(first)
    province.rollback(second)
    province.approve(bridge)
    before = content(province)
    assert rebuilt(province) == before
    province.approve(second)
    before = content(province)
    assert rebuilt(province) == before


def test_a_number_in_use_by_another_cluster_is_not_given_twice(province):
    """The founding record goes, its person lives on by later records, then the record comes back without a tie."""
    first = province.load("SO-KHCN", [LAN])
    lan, number = LAN, {"national_id": ID_A}
    bridge = province.load("SO-YTE", [{**lan, **number}])
    province.load("SO-NV", [{**number, "full_name": "Nguyễn Thị Lan Anh"}])
    province.rollback(first)
    province.rollback(bridge)
    [kept] = province.persons()
    province.approve(first)
    persons = province.persons()
    assert persons[kept] != [f"{first}:5"]
    assert [f"{first}:5"] in persons.values()
    before = content(province)
    assert rebuilt(province) == before


def test_the_digest_notices_a_changed_value(province, database):
    province.load("SO-KHCN", [LAN])
    before = content(province)
    with database.as_owner() as connection:
        connection.execute("update person_version set sex = 'male'")
    assert content(province) != before
    assert rebuilt(province) == before
    with unit_of_work(province.engine, OPERATOR) as connection:
        assert connection.execute(text("select count(*) from outbox")).scalar_one() == 1


def test_an_agencys_new_name_reaches_its_people(province):
    province.load("SO-KHCN", [LAN])
    province.load("SO-YTE", [HUNG])
    with unit_of_work(province.engine, OPERATOR) as connection:
        import_agencies(connection, [{"code": "SO-KHCN", "name": "Sở Khoa học mới"}])
        assert refresh_employees(connection, OPERATOR, [province.codes["SO-KHCN"], province.codes["SO-YTE"]]) == 1
        names = connection.execute(select(person_version.c["values"]["agency_name"].astext)).scalars().all()
    assert sorted(names) == ["Sở Khoa học mới", "Sở Y tế"]
    assert rebuilt(province) == content(province)


def test_two_stewards_at_the_same_moment_approve_once(province):
    receipt = province.receive("SO-KHCN", [LAN] * 100)
    start, outcomes = Barrier(2), []

    def decide():
        start.wait()
        try:
            province.approve(receipt.submission_id)
            outcomes.append("approved")
        except ConflictError:
            outcomes.append("too late")

    threads = [Thread(target=decide) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["approved", "too late"]
    assert rebuilt(province) == content(province)


def test_one_person_in_two_submissions_approved_at_the_same_moment_is_one(province):
    rows = [{"full_name": "Lê Thị Hoa", "national_id": f"0330850{number:05}"} for number in range(300)]
    numbers = [province.receive(code, rows).submission_id for code in ("SO-KHCN", "SO-YTE")]
    start = Barrier(2)

    def decide(number):
        start.wait()
        province.approve(number)

    threads = [Thread(target=decide, args=(number,)) for number in numbers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(province.persons()) == 300
    assert rebuilt(province) == content(province)


WORK = {"work_title": "Chọn tạo giống nhãn chín muộn", "work_year": 2024, "work_level": "province"}


def derived(province, table):
    with unit_of_work(province.engine, OPERATOR) as connection:
        found = connection.execute(text(f"select * from {table} order by source_record_id")).mappings().all()
    return [dict(row) for row in found]


def test_in_many_parts_read_made_and_written_beside_each_other_all_comes_out_the_same(province, monkeypatch):
    people = [{"full_name": f"Trần Văn {given}", "birth_date": f"1990-01-{day:02d}", "birth_date_precision": "day"}
              for day, given in enumerate(("Hùng", "Hưng", "Dũng", "Sơn", "Hải", "Long", "Nam"), 1)]  # fmt: skip
    province.load("SO-KHCN", people)
    province.load("SO-YTE", [{**person, "field_of_training": "Y khoa"} for person in people[::2]])
    whole = content(province)
    for module in (matching, sync):
        monkeypatch.setattr(module, "_CHUNK", 1)
    seen = []
    with unit_of_work(province.engine, OPERATOR) as connection:
        rebuild(connection, OPERATOR, progress=lambda done, total: seen.append((done, total)))
        assert digest(connection) == whole
    count = len(province.persons())
    assert seen == [(done, count) for done in range(1, count + 1)]


def test_a_work_hangs_on_the_person_it_names_and_founds_nobody(province):
    first = province.load("SO-KHCN", [{**LAN, "national_id": ID_A}])
    (person_id,) = province.persons()
    works = province.load(
        "SO-KHCN",
        [{"full_name": "Nguyễn Thị Lan", "national_id": ID_A, "member_role": "lead", **WORK},
         {"full_name": "Người Chưa Biết", "member_role": "member", **WORK}],
        form="works",
    )  # fmt: skip
    assert province.persons() == {person_id: [f"{first}:5", f"{works}:5"]}
    (row,) = derived(province, "work_member")
    assert (row["person_id"], row["member_role"], row["work_year"]) == (person_id, "lead", 2024)
    province.rollback(works)
    assert derived(province, "work_member") == []
    assert province.persons() == {person_id: [f"{first}:5"]}


def test_without_the_row_that_made_a_person_known_the_works_are_kept_but_linked_to_nobody(province):
    first = province.load("SO-KHCN", [{**LAN, "national_id": ID_A}])
    province.load("SO-KHCN", [{"full_name": LAN["full_name"], "national_id": ID_A, **WORK}], form="works")
    province.rollback(first)
    assert province.persons() == {}
    assert derived(province, "work_member") == []
    with unit_of_work(province.engine, OPERATOR) as connection:
        assert connection.execute(text("select count(*) from source_record where form = 'works'")).scalar_one() == 1


def test_the_same_award_told_twice_is_one_award(province):
    province.load("SO-KHCN", [{**LAN, "national_id": ID_A}])
    award = {"full_name": LAN["full_name"], "national_id": ID_A, "award_name": "Bằng khen của Bộ trưởng",
             "award_code": "40", "award_level": "ministry", "award_year": 2023}  # fmt: skip
    province.load("SO-KHCN", [award], form="awards", as_of="2025-06-30")
    newer = province.load("SO-KHCN", [award, {**award, "award_year": 2024}], form="awards")
    rows = derived(province, "award")
    assert [(row["award_code"], row["award_year"]) for row in rows] == [("40", 2023), ("40", 2024)]
    assert len(province.persons()) == 1
    assert newer


def test_rows_of_forms_about_no_person_are_kept_and_make_nobody(province):
    number = province.load(
        "SO-KHCN", [{"institution_name": "Trường ĐH Mẫu", "staff_total": 120}], form="institutions"
    )
    assert province.persons() == {}
    with unit_of_work(province.engine, OPERATOR) as connection:
        state = connection.execute(
            text("select state from source_record where submission_id = :id"), {"id": number}
        ).scalar_one()
    assert state == "accepted"
