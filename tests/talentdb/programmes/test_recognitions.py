"""How long a case recognises somebody, what of it falls due and for whom; cases that begin with a nomination."""

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, select, text

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Principal
from talentdb.calendar.working_days import working_day_on_or_after
from talentdb.db.tables import agency, case_event, programme_case
from talentdb.errors import ConflictError, ForbiddenError, UsageError
from talentdb.people.recognitions import Span
from talentdb.plans import load_plan
from talentdb.programmes.cases import open_case, take_step
from talentdb.programmes.commitment_days import end_of_term
from talentdb.programmes.papers import add_paper
from talentdb.programmes.recognitions import Due, Recognised, Screened, due_of, list_recognitions
from talentdb.programmes.reminders import reminders
from talentdb.settings import today
from tests.talentdb.programmes.files import pdf
from tests.talentdb.programmes.plan_file import PLAN, write_plan
from tests.talentdb.programmes.talents import TALENTS, people_of, recognise, step

As = Callable[..., Principal]
DAY = date(2026, 2, 28)


@pytest.fixture(autouse=True)
def plan(database: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    return write_plan(database, tmp_path / "plans", monkeypatch, TALENTS)


def listed(database: Any, who: Principal = OPERATOR, **asked: Any) -> tuple[Recognised, ...]:
    with unit_of_work(database.engine, who) as connection:
        return list_recognitions(connection, who, **asked)


def told(database: Any, who: Principal, day: date) -> list[tuple[str, int, date]]:
    with unit_of_work(database.engine, who) as connection:
        return [(one.kind, one.recognition.case, one.day) for one in reminders(connection, who, day).recognitions]


def test_it_runs_for_the_years_of_the_plan_to_the_day_before_as_a_commitment_does(database: Any) -> None:
    case = recognise(database, None, DAY)
    [one] = listed(database)
    assert (one.case, one.group_name, one.span.paper) == (case.number, "Nhân tài thử", "QĐ 7/QĐ-UBND")
    assert one.span.until == end_of_term(DAY, 1) == date(2027, 2, 28)
    assert one.last_day == date(2027, 2, 27)
    states = [one.state(day) for day in (DAY - timedelta(days=1), DAY, date(2027, 2, 27), date(2027, 2, 28))]
    assert states == ["not_begun", "running", "running", "expired"]


def test_a_step_ends_it_and_one_that_recognises_anew_lengthens_it(database: Any) -> None:
    case = step(database, recognise(database, None, DAY), "renew", date(2026, 8, 1))
    newest, first = listed(database)
    assert (first.span.until, first.state(date(2026, 8, 1))) == (date(2026, 8, 1), "expired")
    assert newest.last_day == date(2027, 7, 31)
    step(database, case, "stop", date(2026, 9, 1))
    assert [one.state(date(2026, 9, 1)) for one in listed(database)] == ["ended", "expired"]
    assert listed(database)[0].last_day == date(2026, 8, 31)


def test_each_year_asks_for_a_paper_of_its_own(
    database: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    again = 'to = "held", by = ["home_affairs"], '
    kind = '[[instruments.papers]]\ncode = "year"\nname = "Nhận xét năm"\n\n'
    following = '[[instruments]]\ncode = "look"'
    assert TALENTS.count(following) == 1
    asking = TALENTS.replace(f'from = ["held"], {again}', f'from = ["held"], {again}papers = ["year"], ')
    ending = 'to = "stopped", by = ["home_affairs"], '
    assert asking.count(ending) == 1
    asking = asking.replace(ending, f'{ending}papers = ["year"], ')
    write_plan(database, tmp_path / "asking", monkeypatch, asking.replace(following, kind + following))
    case = recognise(database, None, DAY)

    def lay(replaces: int | None = None) -> int:
        with unit_of_work(database.engine, OPERATOR) as connection:
            return add_paper(connection, OPERATOR, case.number, "year", "a.pdf", pdf(), replaces=replaces).number

    with pytest.raises(ConflictError, match="Thiếu giấy tờ"):
        step(database, case, "renew", date(2026, 7, 1))
    first = lay()
    case = step(database, case, "renew", date(2026, 7, 1))
    for _ in range(2):
        with pytest.raises(ConflictError, match="mỗi lần cần một bản mới"):
            step(database, case, "renew", date(2026, 8, 1))
        first = lay(replaces=first)
    second = lay()
    # The better copy of the first year's comes later, and is still of that year.
    lay(replaces=first)
    case = step(database, case, "renew", date(2026, 8, 1))
    assert case.last.checked["papers"] == {"year": second}
    with pytest.raises(ConflictError, match="mỗi lần cần một bản mới"):
        step(database, case, "stop", date(2026, 9, 1))
    third = lay()
    assert step(database, case, "stop", date(2026, 9, 1)).last.checked["papers"] == {"year": third}


def test_where_the_plan_has_no_years_there_is_no_end(database: Any) -> None:
    with unit_of_work(database.engine, OPERATOR) as connection:
        body = connection.execute(select(agency.c.agency_id).where(agency.c.code == "SO-TC")).scalar_one()
        nomination = connection.execute(text("""
            insert into nomination (plan_code, instrument, "values", full_name, agency_id, nominator, reason, login)
            values (:plan, 'open-ended', '{}', 'A', :body, 'B', 'vì', 'operator') returning nomination_id
        """), {"plan": PLAN, "body": body}).scalar_one()  # fmt: skip
        case = open_case(
            connection, OPERATOR, load_plan(PLAN), "open-ended", title="A", agency_id=body, nomination_id=nomination,
            day=DAY, accepts=True,
        )  # fmt: skip
        take_step(connection, OPERATOR, case.number, "recognise", expected=1, day=DAY, paper="QĐ 1")
    [one] = listed(database)
    assert (one.last_day, one.state(date(2300, 1, 1)), one.ends_soon(date(2300, 1, 1))) == (None, "running", False)


def test_who_sees_the_case_is_told_before_it_ends_and_when_the_screening_is_due(
    database: Any, province: Any, as_role: As
) -> None:
    province.load("SO-TC", [{"full_name": "Trần Thị Thử"}])
    begun = today() - timedelta(days=300)
    case = recognise(database, people_of(database)["Trần Thị Thử"], begun)
    owner, stranger, home = as_role("agency", "SO-TC"), as_role("agency", "SO-KHCN"), as_role("home_affairs")
    half = end_of_term(begun, listed(database)[0].instrument.recognition.years) - timedelta(days=1)
    soon = half - timedelta(days=89)
    looked = end_of_term(begun, Fraction(1, 2))
    assert told(database, home, looked - timedelta(days=1)) == []
    screened = ("screening", case.number, working_day_on_or_after(looked))
    assert told(database, home, looked) == [screened]
    assert told(database, home, soon - timedelta(days=1)) == [screened]
    for who in (home, owner, as_role("leader")):
        assert told(database, who, soon) == [("ending", case.number, half)]
    for who in (stranger, as_role("finance"), as_role("nominator"), as_role("council_member")):
        assert told(database, who, soon) == []
    assert told(database, home, half + timedelta(days=1)) == []


def test_a_screening_against_it_is_told_until_somebody_decides(database: Any, province: Any, as_role: As) -> None:
    province.load("SO-TC", [{"full_name": "Trần Thị Thử"}])
    person, home = people_of(database)["Trần Thị Thử"], as_role("home_affairs")
    case = recognise(database, person, today() - timedelta(days=200))
    assert [kind for kind, *_ in told(database, home, today())] == ["screening"]
    with unit_of_work(database.engine, OPERATOR) as connection:
        look = open_case(
            connection, OPERATOR, load_plan(PLAN), "look", title="A", person_id=person, agency_id=case.agency_id
        )
    assert told(database, home, today()) == []
    step(database, look, "drop", today())
    assert told(database, home, today()) == [("dropped", case.number, today())]
    step(database, case, "stop", today())
    assert told(database, home, today()) == []


SPAN = Span("talent", date(2026, 1, 1), date(2028, 1, 1), 1, 2)


@pytest.mark.parametrize(
    ("screened", "day", "expected"),
    [
        (None, date(2026, 6, 30), None),
        (None, date(2026, 7, 1), ("screening", date(2026, 7, 1))),
        (Screened(9, "success", date(2026, 6, 1)), date(2026, 11, 30), None),
        (Screened(9, "success", date(2026, 6, 1)), date(2026, 12, 1), ("screening", date(2026, 12, 1))),
        # 1 May 2027 is a Saturday and a holiday, with a day off in lieu on Monday the 3rd; told from its day.
        (Screened(9, "success", date(2026, 11, 1)), date(2027, 4, 30), None),
        (Screened(9, "success", date(2026, 11, 1)), date(2027, 5, 1), ("screening", date(2027, 5, 4))),
        (Screened(9, None, date(2026, 8, 1)), date(2027, 6, 1), None),
        (Screened(9, "stopped", date(2026, 8, 1)), date(2026, 8, 2), ("dropped", date(2026, 8, 1))),
        # Of an earlier recognition: it says nothing of this one.
        (Screened(9, "stopped", date(2025, 8, 1)), date(2026, 2, 1), None),
        (Screened(9, None, date(2026, 8, 1)), date(2027, 10, 3), ("ending", date(2027, 12, 31))),
    ],
)
def test_what_falls_due(screened: Screened | None, day: date, expected: tuple[str, date] | None) -> None:
    instrument = load_plan(PLAN).instrument("talent")
    assert instrument is not None
    one = Recognised(1, "A", 7, 1, "Sở", PLAN, instrument, SPAN)
    found = due_of(one, screened, day)
    assert (found and (found.kind, found.day)) == expected
    assert found is None or found == Due(found.kind, one, found.day)


def test_only_who_reads_cases_lists_them(database: Any, as_role: As) -> None:
    recognise(database, None, DAY)
    assert len(listed(database, as_role("leader"))) == 1
    assert len(listed(database, as_role("agency", "SO-TC"))) == 1
    assert listed(database, as_role("agency", "SO-KHCN")) == ()
    with pytest.raises(ForbiddenError):
        listed(database, as_role("searcher"))


# ------------------------------------------------------------------------------------------------------- nominations


def opened(database: Any, who: Principal, instrument: str, **given: Any) -> Any:
    with unit_of_work(database.engine, who) as connection:
        body = connection.execute(select(agency.c.agency_id).where(agency.c.code == "SO-TC")).scalar_one()
        return open_case(connection, who, load_plan(PLAN), instrument, title="A", agency_id=body, **given)


def test_a_case_that_begins_with_a_nomination_is_not_opened_without(database: Any, as_role: As) -> None:
    home = as_role("home_affairs")
    for who in (home, OPERATOR):
        with pytest.raises(UsageError, match="bắt đầu từ một đề cử"):
            opened(database, who, "talent")
        with pytest.raises(UsageError, match="bắt đầu từ một đề cử được chấp nhận"):
            opened(database, who, "open-ended", reason="Có lý do")
    assert opened(database, home, "talent", reason="Hội đồng phát hiện").last.reason == "Hội đồng phát hiện"


def test_nor_behind_the_back_of_the_service(database: Any, as_role: As) -> None:
    home = as_role("home_affairs")
    own = {"account_id": home.account_id, "login": home.login}
    with pytest.raises(ForbiddenError), unit_of_work(database.engine, home) as connection:
        _written(connection, own, "open-ended")
    with pytest.raises(ForbiddenError), unit_of_work(database.engine, home) as connection:
        _event(connection, own, _written(connection, own, "talent"), "")
    with unit_of_work(database.engine, home) as connection:
        _event(connection, own, _written(connection, own, "talent"), "Hội đồng phát hiện")


def _written(connection: Any, own: dict[str, Any], instrument: str) -> int:
    body = connection.execute(select(agency.c.agency_id).where(agency.c.code == "SO-TC")).scalar_one()
    row = {"plan_code": PLAN, "instrument": instrument, "definition_version": "1", "title": "A", "agency_id": body}
    number: int = connection.execute(
        insert(programme_case).values(**row, **own).returning(programme_case.c.case_id)
    ).scalar_one()
    return number


def _event(connection: Any, own: dict[str, Any], number: int, reason: str) -> None:
    row = {"number": 1, "step": "open", "stage": "filed", "actor": "home_affairs", "day": DAY, "reason": reason}
    connection.execute(insert(case_event).values(case_id=number, **row, **own))


def test_a_recognition_outlives_its_plan_and_hides_nothing_else(
    database: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, as_role: As
) -> None:
    home, long_ago = as_role("home_affairs"), today() - timedelta(days=200)
    case = recognise(database, None, long_ago)
    assert [kind for kind, *_ in told(database, home, today())] == ["screening"]
    others = TALENTS[TALENTS.index('[[instruments]]\ncode = "look"') :]
    write_plan(database, tmp_path / "without", monkeypatch, others)
    (tmp_path / "nothing").mkdir()
    for folder in ("without", "nothing"):
        monkeypatch.setenv("TALENTDB_PLANS", str(tmp_path / folder))
        [one] = listed(database, home)
        assert (one.case, one.instrument, one.state(today())) == (case.number, None, "running")
        assert told(database, home, today()) == []
        ending = one.last_day - timedelta(days=1) if one.last_day else today()
        assert told(database, home, ending) == [("ending", case.number, one.last_day)]


def test_one_that_nothing_ends_and_nothing_screens_is_looked_at_after_years() -> None:
    instrument = load_plan(PLAN).instrument("open-ended")
    one = Recognised(1, "A", 7, 1, "Sở", PLAN, instrument, Span("honoured", date(2021, 3, 1), None, 1, 2))
    assert due_of(one, None, date(2026, 2, 28)) is None
    # 1 March 2026 is a Sunday.
    assert due_of(one, None, date(2026, 3, 1)) == Due("review", one, date(2026, 3, 2))
    ends = Recognised(
        1, "A", 7, 1, "Sở", PLAN, instrument, Span("honoured", date(2021, 3, 1), date(2099, 1, 1), 1, 2)
    )
    assert due_of(ends, None, date(2026, 3, 1)) is None
