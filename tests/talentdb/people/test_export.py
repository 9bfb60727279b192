"""What goes out: by role, by a question, by columns; never without the reason that a role has to name."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR
from talentdb.db.tables import audit_event
from talentdb.errors import ForbiddenError, UsageError
from talentdb.people.export import count_people, iter_people
from talentdb.people.export_rules import chosen_columns, columns_of, file_name
from talentdb.people.files import COLUMNS, FORMATS
from talentdb.search.query import search
from talentdb.search.selection import select_people

LAN = {"full_name": "Nguyễn Thị Lan", "sex": "female", "ethnicity_code": "02", "qualification": "doctorate",
       "field_of_training": "Nuôi trồng thủy sản", "national_id": "033085000001", "phone": "0912345678",
       "party_member": True}  # fmt: skip
HUNG = {"full_name": "Trần Văn Hùng", "sex": "male", "qualification": "master", "field_of_training": "Y tế công cộng"}
MAI = {"full_name": "Lê Thị Mai", "sex": "female", "qualification": "master", "field_of_training": "Kế toán"}


@pytest.fixture
def filled(province):
    province.load("DH-SPKT", [LAN, HUNG])
    province.load("SO-YTE", [MAI])
    return province


def rows(province, principal, *filters, **options):
    with unit_of_work(province.engine, principal) as connection:
        return list(iter_people(connection, principal, filters, keyring=province.keyring, **options))


def test_whoever_is_not_the_operator_nor_an_agency_says_what_for(filled, as_role):
    searcher = as_role("searcher")
    for purpose in (None, "   "):
        with pytest.raises(UsageError, match="mục đích"):
            rows(filled, searcher, purpose=purpose)
    assert len(rows(filled, searcher, purpose=" lập hội đồng ")) == 3
    assert len(rows(filled, as_role("agency", "SO-YTE"))) == 1
    with pytest.raises(ForbiddenError):
        rows(filled, as_role("leader"), purpose="xem")
    with unit_of_work(filled.engine, OPERATOR) as connection:
        logged = connection.execute(select(audit_event.c.purpose).where(audit_event.c.role == "searcher")).scalars()
        assert list(logged) == ["lập hội đồng"]


def test_only_chosen_columns_are_given_and_logged(filled):
    chosen = chosen_columns(OPERATOR, ["full_name", "sex", "full_name"])
    assert rows(filled, OPERATOR, columns=chosen)[2] == {"full_name": "Lê Thị Mai", "sex": "female"}
    with unit_of_work(filled.engine, OPERATOR) as connection:
        details = connection.execute(select(audit_event.c.details).order_by(audit_event.c.audit_id.desc())).scalar()
    assert len(details.pop("taken_sha256")) == 64
    assert details == {"rows": 3, "filters": [], "columns": ["full_name", "sex"]}
    [lan, *_] = rows(filled, OPERATOR, columns=("person_id", "national_id"))
    assert lan["national_id"] == "033•••••0001"


def test_a_role_has_no_columns_that_it_may_not_see(filled, as_role):
    searcher = as_role("searcher")
    assert columns_of(OPERATOR) == COLUMNS
    assert set(COLUMNS) - set(columns_of(searcher)) == {"ethnicity_code", "party_member"}
    assert columns_of(as_role("auditor")) == ()
    with pytest.raises(ForbiddenError, match="ethnicity_code"):
        chosen_columns(searcher, ["full_name", "ethnicity_code"])
    with pytest.raises(UsageError, match="colour"):
        chosen_columns(searcher, ["colour"])
    with pytest.raises(UsageError):
        chosen_columns(searcher, ["works"])
    assert chosen_columns(searcher, ["works"], lists=True) == ("works",)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("nữ tiến sĩ", ["Nguyễn Thị Lan"]),
        ("thạc sĩ", ["Trần Văn Hùng", "Lê Thị Mai"]),
        ("nuoi trong thuy san", ["Nguyễn Thị Lan"]),
        ("", ["Nguyễn Thị Lan", "Trần Văn Hùng", "Lê Thị Mai"]),
        ("lò phản ứng hạt nhân", []),
    ],
)
def test_a_line_of_words_selects_whom_the_search_counts(filled, query, names):
    with unit_of_work(filled.engine, OPERATOR) as connection:
        wanted = select_people(connection, OPERATOR, None, query)
        found = list(iter_people(connection, OPERATOR, wanted.filters, person_ids=wanted.person_ids))
        counted = count_people(connection, OPERATOR, wanted.filters, person_ids=wanted.person_ids)
    assert sorted(row["full_name"] for row in found) == sorted(names)
    assert counted == len(names)


@pytest.mark.parametrize("query", ["thạc sĩ kế toán", "nuôi trồng thủy sản", "Lê Thị Mai", "y tế công cộng"])
def test_an_export_keeps_the_order_and_the_people_of_the_search(filled, query):
    filled.load(
        "SO-YTE",
        [
            {
                "full_name": f"Lê Thị Mai {letter}",
                "sex": "female",
                "qualification": "master",
                "field_of_training": field,
                "national_id": f"03308500010{number}",
            }
            for number, (letter, field) in enumerate(
                (("An", "Kế toán"), ("Bình", "Kế toán nuôi trồng thủy sản"), ("Chi", "Y tế"))
            )
        ],
    )
    with unit_of_work(filled.engine, OPERATOR) as connection:
        hits = [hit["person_id"] for hit in search(connection, OPERATOR, None, query, limit=50)["hits"]]
        wanted = select_people(connection, OPERATOR, None, query)
        found = list(iter_people(connection, OPERATOR, wanted.filters, person_ids=wanted.person_ids))
    assert [row["person_id"] for row in found] == hits
    assert hits


def test_rows_come_in_the_order_of_the_numbers_asked_for(filled, as_role):
    everybody = [row["person_id"] for row in rows(filled, OPERATOR)]
    turned = everybody[::-1]
    assert [row["person_id"] for row in rows(filled, OPERATOR, person_ids=turned)] == turned
    own = [row["person_id"] for row in rows(filled, as_role("agency", "DH-SPKT"), person_ids=turned)]
    assert own == [number for number in turned if number in own]
    assert len(own) == 2


def test_numbers_of_a_search_open_no_rows_of_others(filled, as_role):
    health = as_role("agency", "SO-YTE")
    everybody = [row["person_id"] for row in rows(filled, OPERATOR)]
    assert [row["full_name"] for row in rows(filled, health, person_ids=everybody)] == ["Lê Thị Mai"]


@given(st.text(), st.lists(st.tuples(st.text(max_size=9), st.text(max_size=9)), max_size=3), st.sampled_from(FORMATS))
def test_a_file_name_carries_question_and_day_in_letters_that_every_system_takes(query, filters, kind):
    name = file_name(query, filters, kind, date(2026, 12, 9))
    assert name.endswith(f"_2026-12-09.{kind}")
    assert name.isascii()
    assert len(name) < 100
    assert not set(name) & set('/\\:*?"<>| ')


def test_a_file_name_is_readable():
    filters = [("sex", "female")]
    name = file_name("Nuôi trồng thuỷ sản", filters, "xlsx", date(2026, 12, 9))
    assert name == "danh-sach_nuoi-trong-thuy-san_sex-female_2026-12-09.xlsx"
    assert file_name("", [], "csv", date(2026, 12, 9)) == "danh-sach_tat-ca_2026-12-09.csv"
