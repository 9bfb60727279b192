"""Strategy: one agency says of several people what became of them; the registry shows it from the day on."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR
from talentdb.db.tables import source_record, submission
from talentdb.errors import DataError, NotFoundError, UsageError
from talentdb.people.profile import list_people
from talentdb.settings import today
from talentdb.submissions.departures import Departure, departures
from talentdb.submissions.receive import receive

NAMES = ("Nguyễn Thị Lan", "Trần Văn Hùng", "Lê Thị Thảo", "Phạm Văn Bình")
DAY = date(2026, 8, 1)


@pytest.fixture
def filled(province):
    province.load(
        "DH-SPKT",
        [
            {"full_name": name, "national_id": f"03308500000{n}", "phone": "0912345678"}
            for n, name in enumerate(NAMES)
        ],
    )
    return province


def rows_of(connection):
    r = source_record.c
    return list(connection.execute(select(r.source_record_id).order_by(r.source_record_id)).scalars())


def statuses(province, as_of):
    with unit_of_work(province.engine, OPERATOR) as connection:
        page = list_people(connection, OPERATOR, as_of=as_of)
    return {row["full_name"]: row.get("status") for row in page.rows}


def test_who_retired_left_and_died_is_said_in_one_submission(filled, as_role):
    agency = as_role("agency", "DH-SPKT")
    with unit_of_work(filled.engine, agency) as connection:
        lan, hung, thao, _ = rows_of(connection)
        gone = [Departure(thao, "deceased", DAY), Departure(lan, "retired", DAY), Departure(hung, "moved", DAY)]
        [draft] = departures(connection, filled.keyring, filled.codes["DH-SPKT"], gone)
        receipt = receive(connection, agency, filled.keyring, draft, "submitted")
    assert set(statuses(filled, None).values()) == {None}, "nothing counts before it is approved"
    filled.approve(receipt.submission_id)
    expected = dict(zip(NAMES, ("retired", "moved", "deceased", None), strict=True))
    assert statuses(filled, DAY) == expected
    assert set(statuses(filled, DAY - timedelta(days=1)).values()) == {None}
    with unit_of_work(filled.engine, OPERATOR) as connection:
        row = connection.execute(select(submission).order_by(submission.c.submission_id.desc()).limit(1)).one()
        kept = connection.execute(
            select(source_record.c["values"]["phone"].astext, source_record.c.national_id_kind,
                   source_record.c.corrects_record_id)
            .where(source_record.c.submission_id == row.submission_id).order_by(source_record.c.row_no)
        ).all()  # fmt: skip
    assert (row.origin, row.n_records, row.as_of) == ("manual", 3, DAY)
    assert kept == [("0912345678", "citizen", number) for number in (lan, hung, thao)]


def test_each_day_is_a_draft_of_its_own(filled):
    with unit_of_work(filled.engine, OPERATOR) as connection:
        lan, hung, thao, _ = rows_of(connection)
        later = DAY + timedelta(days=5)
        gone = [Departure(lan, "left", later), Departure(hung, "left", DAY), Departure(thao, "left", later)]
        found = departures(connection, filled.keyring, filled.codes["DH-SPKT"], gone)
    assert [(draft.as_of, [record.row_no for record in draft.records]) for draft in found] == [
        (DAY, [1]), (later, [1, 2]),
    ]  # fmt: skip


def test_slips_are_refused(filled, as_role):
    agency, other = filled.codes["DH-SPKT"], as_role("agency", "SO-YTE")
    with unit_of_work(filled.engine, OPERATOR) as connection:
        lan, *_ = rows_of(connection)

        def ask(*gone: Departure, sender: int = agency):
            return departures(connection, filled.keyring, sender, gone)

        with pytest.raises(UsageError, match="chọn ai"):
            ask()
        with pytest.raises(UsageError, match="hai lần"):
            ask(Departure(lan, "left", DAY), Departure(lan, "moved", DAY))
        with pytest.raises(UsageError, match="working"):
            ask(Departure(lan, "working", DAY))
        with pytest.raises(UsageError, match="chưa đến"):
            ask(Departure(lan, "left", today() + timedelta(days=1)))
        with pytest.raises(DataError, match="30/06/2026"):
            ask(Departure(lan, "left", date(2026, 6, 29)))
        with pytest.raises(NotFoundError):
            ask(Departure(lan, "left", DAY), sender=filled.codes["SO-YTE"])
    with unit_of_work(filled.engine, other) as connection, pytest.raises(NotFoundError):
        departures(connection, filled.keyring, agency, [Departure(lan, "left", DAY)])


def test_the_next_list_may_bring_a_person_back(filled):
    with unit_of_work(filled.engine, OPERATOR) as connection:
        lan, *_ = rows_of(connection)
        [draft] = departures(connection, filled.keyring, filled.codes["DH-SPKT"], [Departure(lan, "left", DAY)])
        receipt = receive(connection, OPERATOR, filled.keyring, draft, "submitted")
    filled.approve(receipt.submission_id)
    filled.load("DH-SPKT", [{"full_name": NAMES[0], "national_id": "033085000000", "status": "working"}],
                as_of="2026-09-30")  # fmt: skip
    assert statuses(filled, DAY)[NAMES[0]] == "left"
    assert statuses(filled, None)[NAMES[0]] == "working"
