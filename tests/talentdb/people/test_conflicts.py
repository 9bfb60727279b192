"""Strategy: two or three bodies say different things of one woman; one test a kind of difference, then the roles."""

import pytest

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR
from talentdb.errors import ForbiddenError
from talentdb.people.conflicts import conflicts
from talentdb.registry.judging import judge

LAN = {"full_name": "Nguyễn Thị Lan", "national_id": "033185000001", "employment_category": "public_employee"}
ELSEWHERE = {**LAN, "employment_category": "contract"}


@pytest.fixture
def ask(province):
    def asked(principal=OPERATOR, keyring=None):
        [number] = province.persons()
        with unit_of_work(province.engine, principal) as connection:
            found = conflicts(connection, principal, number, keyring)
        return {one.field: one for one in found}

    return asked


def test_values_stand_side_by_side_with_their_sources_and_the_rule(province, ask):
    province.load(
        "DH-SPKT", [{**LAN, "birth_date": "1985-03-02", "birth_date_precision": "day", "phone": "0911111111"}]
    )
    province.load("SO-YTE", [{**ELSEWHERE, "birth_date": "1985-02-03", "birth_date_precision": "day",
                              "phone": "0922222222"}], as_of="2026-07-31")  # fmt: skip
    province.load("SO-NV", [{**ELSEWHERE, "birth_date": "1985-02-03", "birth_date_precision": "day"}])
    found = ask()
    assert set(found) == {"birth_date", "phone"}
    birth = found["birth_date"]
    assert (birth.value, birth.rule, birth.soft, birth.precision) == ("1985-03-02", "main_employer", False, "day")
    assert (birth.chosen["agency_code"], birth.chosen["sheet"], birth.chosen["row"], birth.chosen["column"]) == (
        "DH-SPKT", "DS", 5, "C",
    )  # fmt: skip
    [other] = birth.others
    assert other.value == "1985-02-03"
    assert sorted(source["agency_code"] for source in other.sources) == ["SO-NV", "SO-YTE"]
    assert [other.value for other in found["phone"].others] == ["0922222222"]


def test_what_the_same_agency_said_before_is_history(province, ask):
    province.load(
        "DH-SPKT", [{**LAN, "phone": "1", "qualification": "university", "sex": "male"}], as_of="2025-06-30"
    )
    province.load("DH-SPKT", [{**LAN, "phone": "2", "qualification": "master", "sex": "female"}])
    assert ask() == {}


def test_an_old_list_of_another_body_contradicts_only_what_never_changes(province, ask):
    province.load("SO-YTE", [{**ELSEWHERE, "phone": "1", "qualification": "university", "sex": "male"}],
                  as_of="2023-06-30")  # fmt: skip
    province.load("DH-SPKT", [{**LAN, "phone": "2", "qualification": "master", "sex": "female"}])
    assert set(ask()) == {"sex"}


def test_a_higher_degree_elsewhere_is_a_conflict_however_old(province, ask):
    province.load("SO-YTE", [{**ELSEWHERE, "qualification": "doctorate"}], as_of="2023-06-30")
    province.load("DH-SPKT", [{**LAN, "qualification": "master"}])
    assert [other.value for other in ask()["qualification"].others] == ["doctorate"]


def test_spellings_and_coarser_dates_are_soft(province, ask):
    year = {"birth_date": "1985-01-01", "birth_date_precision": "year"}
    province.load("DH-SPKT", [{**LAN, "full_name": "Nguyen Thi Lan", **year}])
    province.load("SO-YTE", [{**ELSEWHERE, "birth_date": "1985-03-02", "birth_date_precision": "day",
                              "native_place": "Hưng Yên"}])  # fmt: skip
    province.load("SO-NV", [{**ELSEWHERE, "native_place": "hưng  yên"}])
    found = ask()
    assert set(found) == {"full_name", "birth_date"}
    assert (found["full_name"].value, found["full_name"].rule) == ("Nguyễn Thị Lan", "marked_name")
    assert (found["birth_date"].value, found["birth_date"].rule) == ("1985-03-02", "fuller_birth_date")
    assert all(one.soft for one in found.values())
    assert [other.precision for other in found["birth_date"].others] == ["year"]


def test_posts_and_lists_are_no_conflict(province, ask):
    province.load("DH-SPKT", [{**LAN, "staff_code": "A1", "position_title": "Giảng viên", "expertise": ["hóa"]}])
    province.load("SO-YTE", [{**ELSEWHERE, "staff_code": "B2", "position_title": "Cố vấn", "expertise": ["dược"]}])
    assert ask() == {}


def test_moved_here_and_working_there_is_no_conflict_but_a_death_is(province, ask):
    province.load("SO-YTE", [{**ELSEWHERE, "status": "moved"}])
    province.load("DH-SPKT", [{**LAN, "status": "working"}])
    assert ask() == {}
    province.load("SO-NV", [{**ELSEWHERE, "status": "deceased"}], as_of="2026-06-30")
    dead = ask()["status"]
    assert (dead.value, dead.rule) == ("deceased", "deceased")
    assert [(other.value, other.sources[0]["agency_code"]) for other in dead.others] == [("working", "DH-SPKT")]
    province.load("DH-SPKT", [{**LAN, "status": "working"}], as_of="2026-07-31")
    alive = ask()["status"]
    assert (alive.value, [other.value for other in alive.others]) == ("working", ["deceased"])


def test_national_ids_are_masked(province, ask):
    province.load("DH-SPKT", [LAN])
    province.load("SO-YTE", [{**ELSEWHERE, "national_id": "033185000009"}])
    with unit_of_work(province.engine, OPERATOR) as connection:
        judge(connection, OPERATOR, *province.persons(), "same", reason="hai số, một người")
    [shown, dotted] = [ask(keyring=keyring)["national_id"] for keyring in (province.keyring, None)]
    assert (shown.value, shown.others[0].value, shown.soft) == ("033•••••0001", "033•••••0009", False)
    assert (dotted.value, dotted.others[0].value) == ("•••", "•••")


def test_roles(province, ask, as_role):
    province.load("DH-SPKT", [{**LAN, "ethnicity_code": "01", "phone": "1"}])
    province.load("SO-YTE", [{**ELSEWHERE, "ethnicity_code": "03", "phone": "2"}])
    assert set(ask(as_role("steward"))) == {"ethnicity_code", "phone"}
    assert set(ask(as_role("searcher"))) == {"phone"}
    assert ask(as_role("leader")) == {}, "leaders see no rows of agencies"
    assert ask(as_role("agency", "SO-YTE")) == {}, "one agency does not hear what another says"
    with pytest.raises(ForbiddenError):
        ask(as_role("auditor"))


def test_a_post_stated_as_none_contradicts_one_that_another_body_states(province, ask):
    """The word of the main employer counts; two posts are no conflict, and who says nothing contradicts nobody."""
    province.load("DH-SPKT", [{**LAN, "sti_posts": []}])
    province.load("SO-NV", [{**ELSEWHERE, "phone": "0911111111"}])
    assert ask() == {}
    province.load("SO-YTE", [{**ELSEWHERE, "sti_posts": ["research"]}])
    found = ask()
    assert set(found) == {"sti_posts"}
    post = found["sti_posts"]
    assert (post.value, post.rule, post.soft, [other.value for other in post.others]) == (
        [], "main_employer", False, [["research"]],
    )  # fmt: skip
    province.load("DH-SPKT", [{**LAN, "sti_posts": ["teaching"]}], as_of="2026-09-30")
    assert ask() == {}
    province.load("SO-YTE", [{**ELSEWHERE, "sti_posts": []}], as_of="2026-09-30")
    found = ask()
    assert (found["sti_posts"].value, [other.value for other in found["sti_posts"].others]) == (["teaching"], [[]])
