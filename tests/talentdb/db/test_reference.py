"""Strategy: load the shipped reference data twice, then let the province import its own list of agencies over it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select, text, update

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR
from talentdb.db.agencies import import_agencies
from talentdb.db.reference import agency_directory, load_reference
from talentdb.db.tables import agency, code, commune, commune_predecessor
from talentdb.errors import ForbiddenError


def run(database, action, *arguments):
    with unit_of_work(database.engine, OPERATOR) as connection:
        return action(connection, *arguments)


def imported(database, *entries):
    return run(database, import_agencies, entries)


def agencies(database):
    with unit_of_work(database.engine, OPERATOR) as connection:
        return {row.code: row for row in connection.execute(select(agency))}


def test_loading_twice_changes_nothing_and_keeps_the_provinces_edits(database):
    before = agencies(database)
    with unit_of_work(database.engine, OPERATOR) as connection:
        connection.execute(
            update(agency).where(agency.c.code == "SO-KHCN").values(name="Sở KHCN mới", parent_id=None)
        )
        counted = [connection.execute(select(func.count()).select_from(t)).scalar_one() for t in
                   (code, commune, commune_predecessor)]  # fmt: skip
    counts = run(database, load_reference)
    assert [counts["code"], counts["commune"], counts["commune_predecessor"]] == counted
    assert counts["commune"] == 104
    after = agencies(database)
    assert after.keys() == before.keys()
    assert (after["SO-KHCN"].name, after["SO-KHCN"].parent_id) == ("Sở KHCN mới", None)
    assert after["CC-TDC"].parent_id == before["SO-KHCN"].agency_id


def test_a_code_list_follows_the_shipped_file(database):
    with unit_of_work(database.engine, OPERATOR) as connection:
        connection.execute(update(code).where(code.c.list == "sex").values(label="x"))
        load_reference(connection)
        assert "x" not in connection.execute(select(code.c.label).where(code.c.list == "sex")).scalars().all()


def test_the_directory_answers_with_numbers(database):
    known = agencies(database)
    directory = run(database, agency_directory)
    assert directory.resolve("Sở KH&CN") == (known["SO-KHCN"].agency_id,)


def test_known_by_code_then_by_name_then_by_alias(database):
    known = agencies(database)["SO-KHCN"]
    by_code, by_name, by_alias = imported(
        database,
        {"code": "SO-KHCN", "name": "Sở Khoa học và Công nghệ"},
        {"name": "SỞ KHOA HỌC VÀ CÔNG NGHỆ"},
        {"name": known.aliases[0]},
    )
    assert {row["code"] for row in (by_code, by_name, by_alias)} == {"SO-KHCN"}
    assert by_code["agency_id"] == known.agency_id


def test_unknown_ones_are_added_with_a_code_a_kind_and_a_parent_of_the_same_file(database):
    room, centre = imported(
        database,
        {"name": "Trường THPT Sao Khuê Thử", "aliases": "THPT SKT | Sao Khuê", "parent": "Trung tâm Mẹ Thử"},
        {"code": "TT-ME", "name": "Trung tâm Mẹ Thử", "kind": "Đơn vị sự nghiệp", "parent": "SO-KHCN"},
    )
    assert (room["status"], room["code"], room["kind"], room["parent"]) == (
        "added", "TRUONG-THPT-SAO-KHUE-THU", "school", "TT-ME",
    )  # fmt: skip
    assert (centre["code"], centre["kind"], centre["parent"]) == ("TT-ME", "service_unit", "SO-KHCN")
    row = agencies(database)["TRUONG-THPT-SAO-KHUE-THU"]
    assert (row.aliases, row.sector, row.is_public) == (["THPT SKT", "Sao Khuê"], "public_service", True)
    again = imported(database, {"name": "Sao Khuê"})
    assert (again[0]["code"], again[0]["status"]) == ("TRUONG-THPT-SAO-KHUE-THU", "unchanged")


def test_a_new_name_under_its_code_keeps_the_old_one_as_alias(database):
    before = agencies(database)["SO-KHCN"]
    [row] = imported(database, {"code": "SO-KHCN", "name": "Sở Khoa học, Công nghệ và Đổi mới"})
    after = agencies(database)["SO-KHCN"]
    assert (row["status"], after.name) == ("updated", "Sở Khoa học, Công nghệ và Đổi mới")
    assert before.name in after.aliases


def test_what_is_wrong_is_said_and_the_rest_taken(database):
    rows = imported(
        database,
        {"name": ""},
        {"name": "Viện Thử Nghiệm Một", "parent": "Không có ở đâu", "commune_code": "99999"},
        {"code": "SO-KHCN", "parent": "SO-KHCN"},
        {"code": "SO-KHCN", "parent": "CC-TDC"},
    )
    assert [row["status"] for row in rows[:2]] == ["skipped", "added"]
    assert [len(row["problems"]) for row in rows] == [1, 2, 2, 2]
    assert agencies(database)["SO-KHCN"].parent_id != agencies(database)["CC-TDC"].agency_id


def test_names_that_fold_to_the_same_code_get_a_number(database):
    one, other = imported(database, {"name": "Viện Thử A"}, {"name": "Viện Thứ Ạ b"})
    same = imported(database, {"code": "", "name": "Viện Thử-A!"})
    assert one["code"] == same[0]["code"] == "VIEN-THU-A"
    assert other["code"] == "VIEN-THU-A-B"


NAMES = st.sampled_from(["Viện Thử A", "Viện Thử B", "Viện Thử C", "Viện Thử D"])


@given(st.lists(st.tuples(NAMES, NAMES), max_size=8))
@settings(max_examples=30, deadline=None)
def test_no_list_makes_a_circle(database, pairs):
    imported(database, *({"name": name, "parent": parent} for name, parent in pairs))
    with unit_of_work(database.engine, OPERATOR) as connection:
        circles = connection.execute(
            text("""
                with recursive up as (
                    select agency_id as start, parent_id, 1 as depth from agency
                    union all
                    select u.start, a.parent_id, u.depth + 1 from up u join agency a on a.agency_id = u.parent_id
                    where u.depth < 50
                ) select count(*) from up where depth = 50
            """)
        ).scalar_one()
    assert circles == 0


def test_an_agency_account_keeps_no_lists(database, as_role):
    principal = as_role("agency", "SO-KHCN")
    with (
        pytest.raises(ForbiddenError, match="không có quyền"),
        unit_of_work(database.engine, principal) as connection,
    ):
        import_agencies(connection, [{"name": "Viện Thử A"}])
