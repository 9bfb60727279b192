"""Strategy: works handed in by one body, people by another, on a real database; who took part is only named."""

import pytest
from sqlalchemy import text

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR
from talentdb.identity.describe import LEVEL_PHRASES
from talentdb.registry.judging import retract, split
from talentdb.registry.matching import preview
from talentdb.registry.rebuild import digest, rebuild

NGAO = "Nghiên cứu nguyên nhân ngao chết hàng loạt và giải pháp phòng tránh"
MEN = {"full_name": "Khổng Bích Mến", "birth_date": "1980-05-04", "birth_date_precision": "day", "sex": "female",
       "qualification": "university", "field_of_training": "Nuôi trồng thủy sản"}  # fmt: skip
PART = {"full_name": "Khổng Bích Mến", "work_title": NGAO, "member_role": "member", "work_year": 2020}


def linked(province, part, *people):
    """Persons that a work belongs to after the people of one body were loaded, then the work by another."""
    for rows in people:
        province.load("SO-NNMT", rows)
    works = province.load("SO-KHCN", [part], form="works")
    return [person for person, rows in province.persons().items() if f"{works}:5" in rows]


def asked(province):
    with unit_of_work(province.engine, OPERATOR) as connection:
        return connection.execute(text("select decision from match_pair")).scalars().all()


def test_who_took_part_is_the_one_person_of_that_rare_name_who_studied_what_the_work_is_about(province):
    assert len(linked(province, PART, [MEN])) == 1
    with unit_of_work(province.engine, OPERATOR) as connection:
        (evidence,) = connection.execute(text("select evidence from match_pair")).scalars().all()
        told = {part["feature"]: part["level"] for part in evidence}
        assert (told["topic"], told["namesakes"], told["employer"]) == ("same", "none", "different")
        assert all((part["feature"], part["level"]) in LEVEL_PHRASES for part in evidence)
        before = digest(connection)
        rebuild(connection, OPERATOR)
        assert digest(connection) == before


@pytest.mark.parametrize(
    ("part", "people"),
    [
        pytest.param({"work_title": "Chuyển đổi số trong giáo dục"}, {}, id="a name alone"),
        pytest.param({}, {"field_of_training": "Kế toán"}, id="another field"),
        pytest.param({}, {"field_of_training": None}, id="no field"),
        pytest.param({"member_role": "lead"}, {}, id="who leads works where the list says"),
        pytest.param({"full_name": "Khong Bich Men"}, {}, id="written without marks"),
        pytest.param({"full_name": "Khổng Bích Mên"}, {}, id="another name"),
        pytest.param({"qualification": "doctorate"}, {}, id="another degree on the same day"),
        pytest.param({"sex": "male"}, {}, id="another sex"),
        pytest.param({"birth_date": "1991-01-02", "birth_date_precision": "day"}, {}, id="another birth date"),
        pytest.param({"full_name": "Nguyễn Thị Hương"}, {"full_name": "Nguyễn Thị Hương"}, id="a common name"),
    ],
)
def test_anything_less_or_against_it_links_nobody(province, part, people):
    person = {name: value for name, value in {**MEN, **people}.items() if value is not None}
    assert linked(province, {**PART, **part}, [person]) == []
    assert "merge" not in asked(province)


@pytest.mark.parametrize("name", ["Khổng Bích Mến", "Khong Bich Men"])
def test_of_two_people_of_a_name_neither_is_linked(province, name):
    other = {"full_name": name, "birth_date": "1969-11-30", "birth_date_precision": "day"}
    assert linked(province, PART, [MEN], [other]) == []


def test_people_who_come_after_the_work_are_found_as_well(province):
    works = province.load("SO-KHCN", [PART], form="works")
    assert province.persons() == {}
    province.load("SO-NNMT", [MEN])
    assert [rows for rows in province.persons().values() if f"{works}:5" in rows]


def test_a_namesake_who_comes_later_is_asked_about_and_takes_nothing(province):
    (person,) = linked(province, PART, [MEN])
    province.load("SO-YTE", [{**MEN, "birth_date": "1969-11-30"}])
    assert len(province.persons()[person]) == 2
    assert sorted(asked(province)) == ["ask", "merge"]


def test_a_look_before_approval_says_what_approval_does(province):
    province.load("SO-NNMT", [MEN])
    works = province.receive("SO-KHCN", [PART], form="works").submission_id
    with unit_of_work(province.engine, OPERATOR) as connection:
        assert preview(connection, OPERATOR, works).n_merge == 1
    people = province.receive("SO-NNMT", [MEN, {**MEN, "birth_date": "1969-11-30"}]).submission_id
    province.approve(works)
    with unit_of_work(province.engine, OPERATOR) as connection:
        preview(connection, OPERATOR, people)
        found = connection.execute(
            text("""
                select p.decision from match_pair p join source_record r on r.source_record_id in
                    (p.a_record_id, p.b_record_id) and r.form = 'works' where p.preview
            """)
        )
        assert set(found.scalars()) == {"ask"}


def test_a_judgement_takes_the_work_away_and_its_retraction_gives_it_back(province):
    (person,) = linked(province, PART, [MEN])
    with unit_of_work(province.engine, OPERATOR) as connection:
        work = connection.execute(text("select source_record_id from work_member")).scalar_one()
        before = digest(connection)
    with unit_of_work(province.engine, OPERATOR) as connection:
        number = split(connection, OPERATOR, person, [work], reason="người khác").judgement_id
    assert len(province.persons()[person]) == 1
    with unit_of_work(province.engine, OPERATOR) as connection:
        retract(connection, OPERATOR, number, reason="nhầm")
        assert digest(connection) == before
