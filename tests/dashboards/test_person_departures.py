"""Who is missing from the newest list is asked about once; the answers are one submission."""

from collections.abc import Callable
from datetime import date

from dashboards.application import Application
from dashboards.departure_data import absences, answer
from talentdb.access.context import unit_of_work
from talentdb.access.principal import Principal
from talentdb.people.profile import list_people
from talentdb.submissions.query import records
from tests.talentdb.conftest import Province

AGENCY = "SO-YTE"
NAMES = ("Nguyễn Văn Còn", "Trần Thị Hưu", "Lê Văn Chuyển", "Phạm Thị Ở")
ROWS = [{"full_name": name, "birth_date": f"19{70 + n}-05-0{n + 1}", "birth_date_precision": "day", "sex": "male"}
        for n, name in enumerate(NAMES)]  # fmt: skip
DAY = date(2026, 11, 10)


def test_the_missing_are_asked_about_until_somebody_has_answered(
    application: Application, province: Province, as_role: Callable[..., Principal]
) -> None:
    agency = as_role("agency", AGENCY)
    province.load(AGENCY, ROWS, as_of="2026-06-30")
    assert absences(application, agency).people == ()
    province.load(AGENCY, ROWS[:1], as_of="2026-10-31")
    asked = {one.full_name: one for one in absences(application, agency).people}
    assert set(asked) == set(NAMES[1:])
    assert {(one.seen, one.list_day) for one in asked.values()} == {(date(2026, 6, 30), date(2026, 10, 31))}
    assert absences(application, as_role("agency", "SO-KHCN")).people == ()

    told = {asked[NAMES[1]]: "retired", asked[NAMES[3]]: "working"}
    (receipt,) = answer(application, agency, told, DAY)
    with unit_of_work(application.engine, agency) as connection:
        stored = {row["values"]["full_name"]: row["values"] for row in records(connection, receipt.submission_id)}
    assert {name: values["status"] for name, values in stored.items()} == {NAMES[1]: "retired", NAMES[3]: "working"}
    waiting = absences(application, agency)
    assert ({one.full_name for one in waiting.people}, waiting.waiting) == ({NAMES[2]}, 2)

    province.approve(receipt.submission_id)
    after = absences(application, agency)
    assert ({one.full_name for one in after.people}, after.waiting) == ({NAMES[2]}, 0)
    with unit_of_work(application.engine, agency) as connection:
        status = {row["full_name"]: row.get("status") for row in list_people(connection, agency).rows}
    assert status == {NAMES[0]: None, NAMES[1]: "retired", NAMES[2]: None, NAMES[3]: "working"}
