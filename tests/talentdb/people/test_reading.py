"""Strategy: one small province read under every role; an opened policy shows what protects."""

import pytest
from sqlalchemy import select

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR
from talentdb.db.tables import audit_event
from talentdb.db.views import own_person
from talentdb.errors import ForbiddenError, NotFoundError, UsageError
from talentdb.people.export import iter_people
from talentdb.people.profile import list_people, reveal_national_id, show

LAN = {"full_name": "Nguyễn Thị Lan", "birth_date": "1985-03-02", "birth_date_precision": "day", "sex": "female",
       "national_id": "033085000001", "ethnicity_code": "01", "qualification": "master", "graduation_year": 2015,
       "languages": [{"language": "en", "framework": "CEFR", "level": "B1", "score": None}],
       "expertise": ["hóa học"], "phone": "0912345678", "employment_category": "public_employee",
       "party_member": True}  # fmt: skip
LAN_ELSEWHERE = {"full_name": "Nguyễn Thị Lan", "national_id": "033085000001", "email": "lan@example.vn",
                 "employment_category": "contract", "training_type": "expertise",
                 "training_status": "completed", "training_name": "AI"}  # fmt: skip
HUNG = {"full_name": "Trần Văn Hùng", "qualification": "university", "status": "retired"}


@pytest.fixture
def filled(province):
    province.load("DH-SPKT", [LAN, HUNG])
    province.load("SO-YTE", [LAN_ELSEWHERE])
    return province


def rows(province, principal, *filters, **options):
    with unit_of_work(province.engine, principal) as connection:
        return list(iter_people(connection, principal, filters, keyring=province.keyring, **options))


def test_a_registry_row(filled):
    lan, hung = rows(filled, OPERATOR, with_sources=True)
    assert (lan["full_name"], lan["agency_code"], lan["national_id"]) == ("Nguyễn Thị Lan", "DH-SPKT", "033•••••0001")
    assert lan["email"] == "lan@example.vn"
    assert lan["birth_date"] == "1985-03-02"
    assert [e["agency_code"] for e in lan["employments"]] == ["DH-SPKT", "SO-YTE"]
    assert [q["level"] for q in lan["qualifications"]] == ["master"]
    assert [t["training_name"] for t in lan["trainings"]] == ["AI"]
    assert lan["works"] == lan["awards"] == []
    assert [(s["file"], s["sheet"], s["row"], s["agency_code"]) for s in lan["sources"]] == [
        ("ds.xlsx", "DS", 5, "DH-SPKT"), ("ds.xlsx", "DS", 5, "SO-YTE"),
    ]  # fmt: skip
    assert hung["status"] == "retired", "every status unless filtered"
    assert "national_id" not in hung


@pytest.mark.parametrize(
    ("filters", "names"),
    [
        ([("qualification", "master,doctorate")], ["Nguyễn Thị Lan"]),
        ([("qualification", "master"), ("sex", "male")], []),
        ([("agency_code", "SO-YTE")], ["Nguyễn Thị Lan"]),
        ([("agency_code", "DH-SPKT")], ["Nguyễn Thị Lan", "Trần Văn Hùng"]),
        ([("languages", "en")], ["Nguyễn Thị Lan"]),
        ([("expertise", "hóa học")], ["Nguyễn Thị Lan"]),
        ([("status", "retired")], ["Trần Văn Hùng"]),
        ([("party_member", "true")], ["Nguyễn Thị Lan"]),
        ([("graduation_year", "2015")], ["Nguyễn Thị Lan"]),
    ],
)
def test_filters(filled, filters, names):
    assert [row["full_name"] for row in rows(filled, OPERATOR, *filters)] == names
    with unit_of_work(filled.engine, OPERATOR) as connection:
        page = list_people(connection, OPERATOR, filters)
    assert page.total == len(names)


def test_an_export_is_logged_with_its_filters_and_rows(filled):
    rows(filled, OPERATOR, ("sex", "female"), purpose="báo cáo năm")
    with unit_of_work(filled.engine, OPERATOR) as connection:
        broken_off = iter_people(connection, OPERATOR)
        next(broken_off)
        broken_off.close()
        logged = connection.execute(
            select(audit_event.c.purpose, audit_event.c.details)
            .where(audit_event.c.action == "people.export")
            .order_by(audit_event.c.audit_id)
        ).all()
    assert all(len(details.pop("taken_sha256")) == 64 for _, details in logged)
    assert logged == [("báo cáo năm", {"rows": 1, "filters": ["sex"]}), (None, {"rows": 1, "filters": []})]


def test_an_unknown_filter_names_those_there_are(filled):
    with pytest.raises(UsageError, match="qualification"):
        rows(filled, OPERATOR, ("colour", "red"))
    with pytest.raises(UsageError):
        rows(filled, OPERATOR, ("national_id", "033085000001"))


def test_an_agency_reads_its_own_words_only(filled, as_role):
    health, stranger = as_role("agency", "SO-YTE"), rows(filled, OPERATOR)[1]["person_id"]
    [lan] = rows(filled, health, with_sources=True)
    assert "phone" not in lan, "what another agency said stays there"
    assert lan["email"] == "lan@example.vn"
    assert lan["agency_code"] == "SO-YTE"
    assert [e["agency_code"] for e in lan["employments"]] == ["SO-YTE"]
    assert lan["qualifications"] == []
    assert [s["agency_code"] for s in lan["sources"]] == ["SO-YTE"]
    assert rows(filled, as_role("agency", "SO-KHCN")) == []
    with unit_of_work(filled.engine, health) as connection:
        assert [r["full_name"] for r in list_people(connection, health, words="hung").rows] == []
        assert [r["full_name"] for r in list_people(connection, health, words="Lan").rows] == ["Nguyễn Thị Lan"]
        found = show(connection, health, lan["person_id"], keyring=filled.keyring)
        assert found["provenance"]["full_name"]["agency_code"] == "SO-YTE"
        with pytest.raises(NotFoundError):
            show(connection, health, stranger)


def test_a_parent_reads_the_people_of_its_units_once(province, as_role):
    province.load("CC-TDC", [LAN], as_of="2025-06-30")
    province.load("SO-KHCN", [{**LAN, "phone": "0999999999"}], as_of="2026-06-30")
    [lan] = rows(province, as_role("agency", "SO-KHCN"))
    assert lan["phone"] == "0999999999"
    [below] = rows(province, as_role("agency", "CC-TDC"))
    assert below["phone"] == "0912345678"


@pytest.mark.parametrize(
    ("opened", "seen"),
    [(("source_record", "submission"), 2), (("submission", "person_source"), 0), (("source_record",), 0)],
)
def test_removed_policies_would_be_noticed(filled, as_role, database, opened, seen):
    """Negative control: with the policies of two tables open the view shows the other agencies' people.

    What is read for an agency names its own bodies besides, so that one hole alone lets nobody through.
    """
    other = as_role("agency", "SO-KHCN")
    assert rows(filled, other) == in_view(filled, other) == []
    with database.as_owner() as connection:
        for name in opened:
            connection.execute(f"create policy hole on {name} for select using (true)")
    assert len(in_view(filled, other)) == seen
    assert rows(filled, other) == []


def in_view(filled, principal):
    """Numbers of the people whom the policies alone let through."""
    with unit_of_work(filled.engine, principal) as connection:
        return sorted(connection.execute(select(own_person.c.person_id).distinct()).scalars())


def test_field_rights(filled, as_role):
    number = rows(filled, OPERATOR)[0]["person_id"]
    with unit_of_work(filled.engine, OPERATOR) as connection:
        assert show(connection, OPERATOR, number)["ethnicity_code"] == "01"
    leader, searcher = as_role("leader"), as_role("searcher")
    with unit_of_work(filled.engine, leader) as connection:
        found = show(connection, leader, number, keyring=filled.keyring, history=True)
        for hidden in ("phone", "email", "ethnicity_code", "party_member", "national_id"):
            assert hidden not in found
            assert hidden not in found["provenance"]
            assert hidden not in found["versions"][-1]["values"]
        assert (found["birth_date"], found["birth_date_precision"]) == ("1985-01-01", "year")
        with pytest.raises(ForbiddenError):
            list_people(connection, leader, [("phone", "0912345678")])
        with pytest.raises(ForbiddenError):
            list(iter_people(connection, leader))
    with unit_of_work(filled.engine, searcher) as connection:
        found = show(connection, searcher, number, keyring=filled.keyring)
        assert found["phone"] == "0912345678"
        assert "ethnicity_code" not in found
    for role in ("auditor", "administrator"):
        principal = as_role(role)
        with unit_of_work(filled.engine, principal) as connection, pytest.raises(ForbiddenError):
            show(connection, principal, number)


def test_a_profile_says_where_each_value_is_from(filled):
    number = rows(filled, OPERATOR)[0]["person_id"]
    with unit_of_work(filled.engine, OPERATOR) as connection:
        found = show(connection, OPERATOR, number, history=True, keyring=filled.keyring)
    name, mail = found["provenance"]["full_name"], found["provenance"]["email"]
    assert (name["file"], name["sheet"], name["row"], name["column"]) == ("ds.xlsx", "DS", 5, "B")
    assert (mail["agency_code"], mail["column"]) == ("SO-YTE", None)
    assert found["provenance"]["national_id"]["agency_code"] == "DH-SPKT"
    assert [v["version"] for v in found["versions"]] == [1]


def test_a_merged_number_is_followed(province):
    born = {"birth_date": "1990-05-17", "birth_date_precision": "day", "sex": "male"}
    first = {**HUNG, **born, "phone": "0911111111"}
    province.load("DH-SPKT", [first])
    province.load("SO-YTE", [{**HUNG, "national_id": "033090000001"}])
    _, old = province.persons()
    province.load("SO-NV", [{**first, "national_id": "033090000001"}])
    [now] = province.persons()
    assert old != now
    with unit_of_work(province.engine, OPERATOR) as connection:
        assert show(connection, OPERATOR, old)["person_id"] == now


def test_pages_are_in_vietnamese_order_with_an_exact_total(province, as_role):
    names = ["Lê Thị Ánh", "Trần Văn An", "Đặng Thị Ân", "Phạm Văn Bình", "Nguyễn Thị Ăn"]
    province.load("DH-SPKT", [{"full_name": name} for name in names])
    expected = ["Trần Văn An", "Lê Thị Ánh", "Nguyễn Thị Ăn", "Đặng Thị Ân", "Phạm Văn Bình"]
    for principal in (OPERATOR, as_role("agency", "DH-SPKT")):
        with unit_of_work(province.engine, principal) as connection:
            pages = [list_people(connection, principal, offset=offset, limit=2) for offset in (0, 2, 4)]
            assert {page.total for page in pages} == {5}
            assert [row["full_name"] for page in pages for row in page.rows] == expected
            assert list_people(connection, principal, words="%").total == 0, "no wildcard gets through"


def test_a_revelation_needs_a_purpose_and_leaves_a_trace(filled, as_role):
    number = rows(filled, OPERATOR)[0]["person_id"]
    steward = as_role("steward")
    with unit_of_work(filled.engine, steward) as connection:
        with pytest.raises(UsageError):
            reveal_national_id(connection, steward, filled.keyring, number, " ")
        clear = reveal_national_id(connection, steward, filled.keyring, number, "đối chiếu hồ sơ")
    assert clear == "033085000001"
    with unit_of_work(filled.engine, OPERATOR) as connection:
        logged = connection.execute(
            select(audit_event).where(audit_event.c.action == "person.reveal_national_id")
        ).one()
        assert (logged.purpose, logged.login, logged.details) == ("đối chiếu hồ sơ", steward.login, {})
        with pytest.raises(ForbiddenError):
            reveal_national_id(connection, OPERATOR, filled.keyring, number, "thử")


@pytest.mark.parametrize("value", ["masters", "master,tiensi"])
def test_a_slip_in_a_coded_filter_is_told_not_answered_with_nobody(database, value: str) -> None:
    with unit_of_work(database.engine, OPERATOR) as connection, pytest.raises(UsageError, match="qualification"):
        list_people(connection, OPERATOR, [("qualification", value)])
