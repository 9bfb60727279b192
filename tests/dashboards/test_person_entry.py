"""One typed person: told what is wrong at its field, shown before and after, handed in like every list."""

from collections.abc import Callable
from typing import Any

import pytest

from dashboards import labels, person_labels
from dashboards.application import Application
from dashboards.people_data import profile
from dashboards.person_entry import Subject, check, employers_of, hand_in, new_person, row_of
from dashboards.person_fields import NONE_CODE, SECTIONS, as_text
from talentdb.access.context import unit_of_work
from talentdb.access.principal import Principal
from talentdb.errors import DataError, ForbiddenError, NotFoundError
from talentdb.people.profile import list_people
from talentdb.submissions.query import records, show
from tests.talentdb.conftest import Province

AGENCY = "SO-YTE"
DAY = "01/11/2026"
PERSON = {
    "full_name": "Nguyễn Thị Gõ",
    "birth_date": "1980-01-01",
    "birth_date_precision": "year",
    "phone": "0912345678",
}


def inputs(subject: Subject, **typed: Any) -> dict[str, Any]:
    """The form of the subject with some inputs changed."""
    shown = {name: as_text(name, subject.stands) for names in SECTIONS.values() for name in names}
    return {**shown, "employer": subject.employer, "day": DAY, **typed}


def own_rows(application: Application, principal: Principal) -> list[dict[str, Any]]:
    with unit_of_work(application.engine, principal) as connection:
        return list(list_people(connection, principal).rows)


def test_each_wrong_value_is_told_at_its_field_and_nothing_is_stored(
    application: Application, as_role: Callable[..., Principal]
) -> None:
    agency = as_role("agency", AGENCY)
    subject = new_person(agency)
    typed = inputs(subject, birth_date="31/02/1980", national_id="12", day="mai")
    assert set(check(application, agency, subject, typed).wrong) == {"full_name", "birth_date", "national_id", "day"}
    with pytest.raises(DataError):
        hand_in(application, agency, subject, typed)


def test_a_new_person_becomes_a_submission_that_waits(
    application: Application, province: Province, as_role: Callable[..., Principal]
) -> None:
    agency = as_role("agency", AGENCY)
    subject = new_person(agency)
    typed = inputs(subject, full_name="TRẦN VĂN GÕ", birth_date="1975", national_id="033075001234")
    checked = check(application, agency, subject, typed)
    assert checked.wrong == {}
    assert "033075001234" not in checked.changes.to_csv()
    receipt = hand_in(application, agency, subject, typed)
    with unit_of_work(application.engine, agency) as connection:
        found = show(connection, receipt.submission_id)
        row = records(connection, receipt.submission_id)[0]
    assert (found["state"], found["origin"], found["as_of"].isoformat()) == ("submitted", "manual", "2026-11-01")
    assert row["values"]["full_name"] == "Trần Văn Gõ"
    assert own_rows(application, agency) == []
    province.approve(receipt.submission_id)
    assert [row["full_name"] for row in own_rows(application, agency)] == ["Trần Văn Gõ"]


def test_correcting_the_name_of_a_person_without_an_id_keeps_the_person(
    application: Application, province: Province, as_role: Callable[..., Principal]
) -> None:
    agency = as_role("agency", AGENCY)
    province.load(AGENCY, [PERSON])
    before = own_rows(application, agency)[0]
    subject = row_of(application, agency, before["source_record_id"], before["person_id"])
    typed = inputs(subject, full_name="Nguyễn Thị Gỗ Lim")
    changes = check(application, agency, subject, typed).changes
    assert changes.to_dict("records") == [
        {
            "Thông tin": labels.FIELD["full_name"],
            person_labels.BEFORE: "Nguyễn Thị Gõ",
            person_labels.AFTER: "Nguyễn Thị Gỗ Lim",
        }
    ]
    province.approve(hand_in(application, agency, subject, typed).submission_id)
    after = own_rows(application, agency)
    assert [(row["person_id"], row["full_name"], row["phone"]) for row in after] == [
        (before["person_id"], "Nguyễn Thị Gỗ Lim", "0912345678")
    ]


def test_a_correction_without_a_change_is_not_handed_in(
    application: Application, province: Province, as_role: Callable[..., Principal]
) -> None:
    agency = as_role("agency", AGENCY)
    province.load(AGENCY, [PERSON])
    row = own_rows(application, agency)[0]
    subject = row_of(application, agency, row["source_record_id"], row["person_id"])
    assert check(application, agency, subject, inputs(subject)).changes.empty
    with pytest.raises(DataError):
        hand_in(application, agency, subject, inputs(subject))


def test_the_national_id_that_stands_is_masked_and_kept(
    application: Application, province: Province, as_role: Callable[..., Principal]
) -> None:
    agency = as_role("agency", AGENCY)
    province.load(AGENCY, [{**PERSON, "national_id": "033180001234"}])
    row = own_rows(application, agency)[0]
    subject = row_of(application, agency, row["source_record_id"], row["person_id"])
    assert "033180001234" not in str(subject)
    assert subject.stands["masked_id"] == "033•••••1234"
    province.approve(hand_in(application, agency, subject, inputs(subject, phone="0987654321")).submission_id)
    again = own_rows(application, agency)[0]
    kept = row_of(application, agency, again["source_record_id"], again["person_id"])
    assert (kept.stands["masked_id"], kept.stands["phone"]) == ("033•••••1234", "0987654321")


def test_a_corrected_name_is_no_other_person_s_number(
    application: Application, province: Province, as_role: Callable[..., Principal]
) -> None:
    steward = as_role("steward")
    province.load(AGENCY, [{**PERSON, "national_id": "033180001234"}])
    province.load("SO-KHCN", [{**PERSON, "full_name": "Lê Thị Khác", "national_id": "033180005678"}])
    row = own_rows(application, as_role("agency", AGENCY))[0]
    subject = row_of(application, steward, row["source_record_id"], row["person_id"])
    assert check(application, steward, subject, inputs(subject, full_name="Nguyễn Thị Gỗ")).doubts == ()
    taken = check(application, steward, subject, inputs(subject, national_id="033180005678")).doubts
    assert any("mang một họ tên khác" in doubt for doubt in taken)


def test_a_row_of_another_body_cannot_be_corrected(
    application: Application, province: Province, as_role: Callable[..., Principal]
) -> None:
    province.load(AGENCY, [PERSON])
    row = own_rows(application, as_role("agency", AGENCY))[0]
    with pytest.raises(NotFoundError):
        row_of(application, as_role("agency", "SO-KHCN"), row["source_record_id"], row["person_id"])
    with pytest.raises(ForbiddenError):
        row_of(application, as_role("leader"), row["source_record_id"], row["person_id"])


def test_who_may_be_the_same_is_told_as_far_as_the_account_sees(
    application: Application, province: Province, as_role: Callable[..., Principal]
) -> None:
    province.load(AGENCY, [PERSON])
    typed = {"full_name": "Nguyen Thi Go", "birth_date": "05/05/1980"}
    found = {}
    for principal in (as_role("agency", AGENCY), as_role("agency", "SO-KHCN"), as_role("steward")):
        subject = Subject(None, {}, province.codes[AGENCY])
        found[principal.display_name, principal.agency_id] = len(
            check(application, principal, subject, inputs(subject, **typed)).twins
        )
    assert sorted(found.values()) == [0, 1, 1]
    assert found["agency", province.codes["SO-KHCN"]] == 0


def test_a_steward_types_for_a_body_and_it_is_that_body_s_submission(
    application: Application, province: Province, as_role: Callable[..., Principal]
) -> None:
    steward, agency = as_role("steward"), as_role("agency", AGENCY)
    subject = new_person(steward)
    assert "agency_name" in check(application, steward, subject, inputs(subject, full_name="Lê Văn Thử")).wrong
    typed = inputs(subject, full_name="Lê Văn Thử", employer=province.codes[AGENCY])
    receipt = hand_in(application, steward, subject, typed)
    with unit_of_work(application.engine, agency) as connection:
        found = show(connection, receipt.submission_id)
    assert (found["state"], found["agency_code"]) == ("submitted", AGENCY)
    assert [event["login"] for event in found["events"]] == [steward.login] * 2


def test_an_agency_may_name_itself_and_what_is_below_it(
    application: Application, province: Province, as_role: Callable[..., Principal]
) -> None:
    found = employers_of(application, as_role("agency", AGENCY))
    assert province.codes[AGENCY] in found
    assert province.codes["SO-KHCN"] not in found
    assert len(employers_of(application, as_role("steward"))) == len(province.codes)


def test_no_stored_problem_holds_the_typed_id(
    application: Application, province: Province, as_role: Callable[..., Principal]
) -> None:
    from talentdb.submissions.query import problems

    agency = as_role("agency", AGENCY)
    subject = new_person(agency)
    typed = inputs(subject, full_name="Trần Văn Gõ", birth_date="1990", sex="female", national_id="033075001234")
    receipt = hand_in(application, agency, subject, typed)
    with unit_of_work(application.engine, agency) as connection:
        found = problems(connection, receipt.submission_id)
    assert {"national_id.against_birth", "national_id.against_sex"} <= {row["code"] for row in found}
    assert "033075001234" not in str(found)


def test_a_post_is_typed_as_none_and_shown_so(
    application: Application, province: Province, as_role: Callable[..., Principal]
) -> None:
    agency = as_role("agency", AGENCY)
    province.load(AGENCY, [{**PERSON, "sti_posts": ["research"]}])
    (row,) = own_rows(application, agency)
    (number,) = profile(application, agency, row["person_id"]).rows
    subject = row_of(application, agency, number, row["person_id"])
    typed = inputs(subject, sti_posts=[NONE_CODE])
    changed = check(application, agency, subject, typed).changes
    assert changed.iloc[0].tolist()[-1] == labels.NONE
    province.approve(hand_in(application, agency, subject, typed).submission_id)
    shown = profile(application, agency, row["person_id"])
    assert shown.facts["sti_posts"].words == labels.NONE
    assert shown.values["sti_posts"] == []
