"""Nominations: by whom, for what, decided once; what the registry knows is told to who decides and to nobody else."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from talentdb.access.context import unit_of_work
from talentdb.access.keyring import Keyring
from talentdb.access.principal import OPERATOR, Principal, Role
from talentdb.errors import ConflictError, ForbiddenError, NotFoundError, TalentdbError, UsageError
from talentdb.plans import load_plan
from talentdb.programmes.acceptance import accept
from talentdb.programmes.cases import list_cases, open_case
from talentdb.programmes.nominations import list_nominations, nominate, read_nomination, refuse, withdraw
from talentdb.programmes.nominee import FIELDS, MASKED, batch_of, nominee
from talentdb.programmes.screening import newest_screenings, screen
from tests.talentdb.conftest import Province
from tests.talentdb.programmes.plan_file import ATTRACT, write_plan

As = Callable[..., Principal]
ID = "033085001234"
AN = {"full_name": "Lê Văn Ân", "birth_date": "1985-03-04", "sex": "male", "national_id": ID,
      "qualification": "doctorate", "email": "an@vi-du.example"}  # fmt: skip
INSTRUMENT = ATTRACT.replace('start = "filed"', 'start = "filed"\nnominated = true', 1).replace(
    "[[instruments.stages]]",
    '[instruments.groups]\nstudent = "Học sinh, sinh viên xuất sắc"\nofficial = "Cán bộ nổi trội"\n'
    "[[instruments.stages]]", 1,
)  # fmt: skip
PLAIN = ATTRACT.replace('code = "attract"', 'code = "closed"', 1)


@pytest.fixture
def plan(province: Province, database: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A plan of the test with one instrument that takes nominations, and one that does not."""
    return load_plan(write_plan(database, tmp_path, monkeypatch, INSTRUMENT + PLAIN))


def _nominate(
    province: Province, who: Principal, plan: Any, values: dict[str, Any] | None = None, **given: Any
) -> Any:
    options = {"reason": "Giải nhất quốc gia", "group": "student", "nominator": "Bà Trần Thị Thử", **given}
    instrument = options.pop("instrument", "attract")
    with unit_of_work(province.engine, who) as connection:
        return nominate(
            connection, who, province.keyring, plan, instrument, AN if values is None else values, **options
        )


def _do(province: Province, who: Principal, act: Callable[..., Any], *args: Any, **options: Any) -> Any:
    with unit_of_work(province.engine, who) as connection:
        return act(connection, who, *args, **options)


def test_what_is_kept_of_somebody(province: Province, plan: Any, as_role: As, database: Any) -> None:
    school = as_role("nominator")
    one = _nominate(province, school, plan, {**AN, "expertise": "Bí mật 033085001234"}, referrer="Ông Bùi Văn Giới")
    assert (one.full_name, one.state, one.group, one.referrer) == ("Lê Văn Ân", "open", "student", "Ông Bùi Văn Giới")
    assert one.values[MASKED] == "033•••••1234"
    with database.as_owner() as owner:
        whole = str(owner.execute("select n::text from nomination n").fetchall())
    assert ID not in whole
    assert (one.account_id, one.agency_id, one.nominator) == (school.account_id, None, "Bà Trần Thị Thử")


def test_a_nominator_sees_their_own_and_a_body_its_own(province: Province, plan: Any, as_role: As) -> None:
    one, other = as_role("nominator"), as_role("nominator")
    body, foreign = as_role("agency", "SO-NV"), as_role("agency", "SO-TC")
    numbers = {who.login: _nominate(province, who, plan).number for who in (one, other, body)}
    for who in (one, other, body):
        assert [each.number for each in _do(province, who, list_nominations)] == [numbers[who.login]]
    assert _do(province, foreign, list_nominations) == ()
    for role in ("home_affairs", "steward"):
        assert len(_do(province, as_role(role), list_nominations)) == 3
    for number, who in ((numbers[one.login], other), (numbers[one.login], foreign), (numbers[body.login], one)):
        with pytest.raises(NotFoundError):
            _do(province, who, read_nomination, number)
    for role in ("leader", "finance", "council_member", "searcher", "auditor"):
        with pytest.raises(ForbiddenError):
            _do(province, as_role(role), list_nominations)


def test_everybody_nominates_in_their_own_name(province: Province, plan: Any, as_role: As) -> None:
    body, officer = as_role("agency", "SO-NV"), as_role("home_affairs")
    assert _nominate(province, body, plan, agency_id=province.codes["SO-TC"]).agency_id == body.agency_id
    assert _nominate(province, as_role("nominator"), plan, agency_id=province.codes["SO-TC"]).agency_id is None
    assert _nominate(province, officer, plan, agency_id=province.codes["SO-TC"]).agency == "Sở Tài chính"
    for role in ("leader", "searcher", "finance", "council_member", "administrator"):
        with pytest.raises(ForbiddenError):
            _nominate(province, as_role(role), plan)


@pytest.mark.parametrize(
    ("given", "values", "error"),
    [
        ({"instrument": "closed", "group": None}, AN, UsageError),
        ({"instrument": "none"}, AN, NotFoundError),
        ({"group": None}, AN, UsageError),
        ({"group": "king"}, AN, UsageError),
        ({"reason": " "}, AN, UsageError),
        ({}, {"birth_date": "1985-03-04"}, UsageError),
        ({}, {**AN, "national_id": "12"}, UsageError),
        ({}, {**AN, "birth_date": "31/02/1985"}, UsageError),
        ({}, {**AN, "qualification": "king"}, UsageError),
        ({}, {**AN, "ethnicity_code": "01"}, UsageError),
        ({}, {**AN, "party_member": True}, UsageError),
    ],
)
def test_bad_nominations_are_refused(
    province: Province, plan: Any, as_role: As, given: dict[str, Any], values: dict[str, Any], error: type
) -> None:
    with pytest.raises(error):
        _nominate(province, as_role("nominator"), plan, values, **given)
    assert _do(province, OPERATOR, list_nominations) == ()


def test_nobody_learns_from_nominating_who_is_in_the_registry(province: Province, plan: Any, as_role: As) -> None:
    """The same answers, errors and rows, whether somebody is known, nominated by others, has a case, or is nobody."""
    province.load("SO-KHCN", [AN])
    first, second = as_role("nominator"), as_role("nominator")
    _nominate(province, as_role("nominator"), plan)
    known = _nominate(province, first, plan)
    unknown = _nominate(province, second, plan, {**AN, "full_name": "Vũ Văn Lạ", "national_id": "033086009999"})
    _do(province, OPERATOR, screen, [known.number, unknown.number])
    seen = [
        _do(province, who, read_nomination, one.number) for who, one in ((first, known), (second, unknown))
    ]  # fmt: skip
    assert [(one.person_id, one.state, one.decision) for one in seen] == [(None, "open", None)] * 2
    assert {type(one.values.get(MASKED)) for one in seen} == {str}
    for who in (first, as_role("agency", "SO-NV")):
        for call in (lambda c, w: screen(c, w, [known.number]), newest_screenings):
            with pytest.raises(ForbiddenError):
                _do(province, who, call)
    person = next(iter(province.persons()))
    for number in (person, 10**12):
        with pytest.raises(ForbiddenError):
            _nominate(province, first, plan, {**AN, "full_name": f"Đỗ Văn {number}"}, person_id=number)
        with pytest.raises(ForbiddenError):
            _nominate(province, as_role("agency", "SO-NV"), plan, person_id=number)


def test_one_account_does_not_nominate_somebody_twice(province: Province, plan: Any, as_role: As) -> None:
    who = as_role("nominator")
    one = _nominate(province, who, plan)
    for again in (AN, {**AN, "full_name": "Lê Văn Ấn"}, {"full_name": "lê văn ân", "birth_date": "1985-03-04"}):
        with pytest.raises(ConflictError, match=str(one.number)):
            _nominate(province, who, plan, again)
    _nominate(province, who, plan, {**AN, "national_id": "033085004321"})
    _do(province, who, withdraw, one.number, "nhầm")
    assert _nominate(province, who, plan).number != one.number


def test_people_without_a_number_are_told_apart_by_name(province: Province, plan: Any, as_role: As) -> None:
    who = as_role("nominator")
    for born in ({}, {"birth_date": "1985-03-04"}):
        made = {_nominate(province, who, plan, {"full_name": name, **born}).number for name in ("Lê An", "Lê Bình")}
        assert len(made) == 2


def test_the_same_click_twice_nominates_once(province: Province, plan: Any, as_role: As) -> None:
    who, ready = as_role("nominator"), Barrier(2)

    def attempt(_: int) -> str:
        try:
            with unit_of_work(province.engine, who) as connection:
                list_nominations(connection, who)
                ready.wait(30)
                nominate(connection, who, province.keyring, plan, "attract", AN, reason="Giỏi", nominator="X",
                         group="student")  # fmt: skip
        except ConflictError:
            return "refused"
        return "made"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(attempt, range(2))) == ["made", "refused"]


def test_screening_finds_the_person_their_case_and_other_nominations(
    province: Province, plan: Any, as_role: As
) -> None:
    province.load("SO-KHCN", [AN, {"full_name": "Lê Văn Khác", "birth_date": "1970-01-05"}])
    person = min(province.persons())
    one = _nominate(province, as_role("nominator"), plan)
    other = _nominate(province, as_role("nominator"), plan, {k: v for k, v in AN.items() if k != "national_id"})
    nobody = _nominate(province, as_role("nominator"), plan, {"full_name": "Vũ Thị Lạ", "birth_date": "2003-05-06"})
    for officer in (as_role("home_affairs"), as_role("steward")):
        found = {each.nomination: each for each in _do(province, officer, screen, [one.number, other.number])}
        sure = found[one.number].certain
        assert sure is not None
        assert (sure.person_id, sure.full_name, sure.decision) == (person, "Lê Văn Ân", "merge")
        assert "Cùng số định danh" in sure.evidence
        assert not any(ID in line for line in sure.evidence)
        assert [(each.number, each.state) for each in found[one.number].nominations] == [(other.number, "open")]
        assert [each.person_id for each in found[other.number].persons] == [person]
    empty = _do(province, OPERATOR, screen, [nobody.number])[0]
    assert (empty.persons, empty.nominations, empty.certain) == ((), (), None)
    _do(province, as_role("home_affairs"), accept, one.number, person_id=person, agency_id=province.codes["SO-NV"])
    again = _do(province, OPERATOR, screen, [other.number])[0]
    assert [(case.instrument, case.ended) for case in again.persons[0].cases] == [("attract", None)]
    assert _do(province, OPERATOR, newest_screenings)[other.number].number == 3


def test_accepting_opens_the_case_once(province: Province, plan: Any, as_role: As) -> None:
    province.load("SO-KHCN", [AN])
    person = next(iter(province.persons()))
    officer, school = as_role("home_affairs"), as_role("nominator")
    one = _nominate(province, school, plan)
    home = province.codes["SO-NV"]
    with pytest.raises(ConflictError, match="chưa được đối chiếu"):
        _do(province, officer, accept, one.number, agency_id=home)
    _do(province, officer, screen, [one.number])
    with pytest.raises(ConflictError, match="có người này"):
        _do(province, officer, accept, one.number, agency_id=home)
    with pytest.raises(UsageError, match="đơn vị"):
        _do(province, officer, accept, one.number, person_id=person)
    with pytest.raises(NotFoundError):
        _do(province, officer, accept, one.number, person_id=10**12, agency_id=home)
    made = _do(province, officer, accept, one.number, person_id=person, agency_id=home)
    case = _do(province, officer, list_cases)[0]
    assert (made.state, made.decision.case) == ("accepted", case.number)
    assert (case.nomination_id, case.person_id, case.title) == (one.number, person, "Lê Văn Ân")
    for act, args in ((accept, ()), (refuse, ("không",))):
        with pytest.raises(ConflictError):
            _do(province, officer, act, one.number, *args)
    with pytest.raises(ConflictError):
        _do(province, school, withdraw, one.number, "thôi")
    second = _nominate(province, as_role("nominator"), plan)
    _do(province, officer, screen, [second.number])
    with pytest.raises(ConflictError, match="đang có hồ sơ"):
        _do(province, officer, accept, second.number, person_id=person, agency_id=home)
    _do(province, officer, accept, second.number, person_id=person, agency_id=home, reason="chương trình khác")


def test_of_two_who_accept_at_once_one_is_told(province: Province, plan: Any, as_role: As) -> None:
    one = _nominate(province, as_role("nominator"), plan)
    _do(province, OPERATOR, screen, [one.number])
    officers, ready = [as_role("home_affairs"), as_role("home_affairs")], Barrier(2)

    def attempt(who: Principal) -> str:
        try:
            with unit_of_work(province.engine, who) as connection:
                read_nomination(connection, who, one.number)
                ready.wait(30)
                return accept(connection, who, one.number, agency_id=province.codes["SO-NV"]).state
        except ConflictError:
            return "told"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(attempt, officers)) == ["accepted", "told"]
    assert len(_do(province, OPERATOR, list_cases)) == 1


def test_who_refuses_says_why_and_only_who_nominated_withdraws(province: Province, plan: Any, as_role: As) -> None:
    school, officer, body = as_role("nominator"), as_role("steward"), as_role("agency", "SO-NV")
    one, own = _nominate(province, school, plan), _nominate(province, body, plan)
    with pytest.raises(UsageError):
        _do(province, officer, refuse, one.number, "  ")
    for who in (officer, as_role("nominator"), body):
        with pytest.raises(TalentdbError):
            _do(province, who, withdraw, one.number, "thôi")
    for who in (school, body):
        with pytest.raises(ForbiddenError):
            _do(province, who, refuse, own.number if who is body else one.number, "không")
    _do(province, officer, refuse, one.number, "Chưa đủ thành tích")
    assert _do(province, school, read_nomination, one.number).decision.reason == "Chưa đủ thành tích"
    assert _do(province, body, withdraw, own.number, "nhầm người").state == "withdrawn"


_NOMINATION = (
    'insert into nomination (plan_code, instrument, "values", full_name, agency_id, nominator, reason, account_id,'
    " login) values ('tinh-thu', 'attract', '{}', 'X', :agency, 'n', 'r', :me, :login)"
)
_STEP = (
    "insert into nomination_step (nomination_id, step, act, case_id, reason, account_id, login)"
    " values (:n, :step, :act, :case, 'r', :me, :login)"
)
_SCREENING = "insert into nomination_screening (nomination_id, number, found, account_id, login) values (:n, 9, '{}', :me, :login)"  # noqa: E501


def _run(province: Province, who: Principal, statement: str, **values: Any) -> list[Any]:
    with unit_of_work(province.engine, who) as connection:
        result = connection.execute(text(statement), {"me": who.account_id, "login": who.login, **values})
        return [tuple(row) for row in result] if result.returns_rows else []


def test_the_database_itself_holds_nominators_and_bodies(province: Province, plan: Any, as_role: As) -> None:
    school, other, body = as_role("nominator"), as_role("nominator"), as_role("agency", "SO-NV")
    one = _nominate(province, school, plan)
    _do(province, OPERATOR, screen, [one.number])
    for who in (school, other, body, as_role("leader"), as_role("finance")):
        assert _run(province, who, "select * from nomination_screening") == []
        with pytest.raises(ForbiddenError):
            _run(province, who, _SCREENING, n=one.number)
        with pytest.raises(ForbiddenError):
            _run(province, who, _STEP, n=one.number, step=1, act="refused", case=None)
    for who in (other, body, as_role("leader"), as_role("finance"), as_role("searcher")):
        assert _run(province, who, "select * from nomination") == []
        with pytest.raises(ForbiddenError):
            _run(province, who, _STEP, n=one.number, step=1, act="withdrawn", case=None)
    for who in (as_role("leader"), as_role("searcher"), as_role("council_member"), as_role("finance")):
        with pytest.raises(ForbiddenError):
            _run(province, who, _NOMINATION, agency=None)
    for who in (school, body):
        with pytest.raises(ForbiddenError):
            _run(province, who, _NOMINATION, agency=province.codes["SO-TC"])
        for table in ("person", "person_version", "match_key", "person_search"):
            assert _run(province, who, f"select * from {table}") == []
    with pytest.raises(ForbiddenError):
        _run(province, school, _NOMINATION.replace(":login", "'else'"), agency=None)
    with pytest.raises(ForbiddenError):
        _run(province, as_role("steward"), _STEP, n=one.number, step=1, act="withdrawn", case=None)
    for who in (school, OPERATOR, as_role("home_affairs")):
        for statement in ("update nomination set reason = 'y'", "delete from nomination", "delete from"
                          " nomination_step", "update nomination_screening set found = '{}'"):  # fmt: skip
            with pytest.raises(ForbiddenError):
                _run(province, who, statement)


# ------------------------------------------------------------------------------------------------------ pure parts

_KEYS = Keyring(*({1: letter * 32} for letter in (b"k", b"b", b"a", b"s")))
_TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=30)


@given(st.dictionaries(st.sampled_from([*FIELDS, "national_id", "ethnicity_code", "x"]), _TEXTS | st.none()))
def test_whatever_is_told_is_kept_well_or_refused(given: dict[str, Any]) -> None:
    try:
        found = nominee(given, _KEYS)
    except UsageError:
        return
    assert found.full_name
    assert not {"national_id", "ethnicity_code", "x"} & set(found.values)
    assert (found.id_hash is None) == (found.id_kind is None)
    assert set(found.values) <= {*FIELDS, MASKED, "id_sex", "id_birth_year"}


@given(st.from_regex(r"\A\d{12}\Z", fullmatch=True).filter(str.isascii), _TEXTS)
def test_no_number_of_a_person_is_kept_whole(number: str, around: str) -> None:
    told = {"full_name": "Lê An", "national_id": number, "expertise": f"{around} {number} {around}"}
    found = nominee(told, _KEYS)
    assert number not in str(found.values)
    assert found.id_hash == _KEYS.national_id_hmac(number)


@given(st.integers(1, 99), st.integers(1, 99))
def test_the_same_file_of_two_is_two_batches(one: int, other: int) -> None:
    assert (batch_of("ab", "p", "i", one) == batch_of("ab", "p", "i", other)) == (one == other)
    assert batch_of("ab", "p", "i", one) != batch_of("ab", "p", "j", one)


def test_roles_of_this_test_are_those_of_the_program() -> None:
    assert {"nominator", "home_affairs"} <= {role.value for role in Role}


def test_two_nominations_of_one_person_accepted_at_once(province: Province, plan: Any, as_role: As) -> None:
    province.load("SO-KHCN", [AN])
    person, body = next(iter(province.persons())), province.codes["SO-NV"]
    numbers = [_nominate(province, as_role("nominator"), plan).number for _ in range(2)]
    _do(province, OPERATOR, screen, numbers)
    officers, barrier = (as_role("home_affairs"), as_role("home_affairs")), Barrier(2)

    def accepted(who: Principal, number: int) -> bool:
        try:
            with unit_of_work(province.engine, who) as connection:
                list_cases(connection, who)
                barrier.wait(20)
                accept(connection, who, number, person_id=person, agency_id=body)
        except ConflictError:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(accepted, officers, numbers)) == [False, True]
    assert len(_do(province, OPERATOR, list_cases)) == 1


def test_somebody_new_is_accepted_once(province: Province, plan: Any, as_role: As) -> None:
    body, officer = province.codes["SO-NV"], as_role("home_affairs")
    first, second = (_nominate(province, as_role("nominator"), plan).number for _ in range(2))
    _do(province, OPERATOR, screen, [first, second])
    _do(province, officer, accept, first, agency_id=body)
    case = _do(province, OPERATOR, list_cases)[0].number
    with pytest.raises(ConflictError, match=f"đang có hồ sơ số {case}"):
        _do(province, officer, accept, second, agency_id=body)
    assert len(_do(province, OPERATOR, list_cases)) == 1
    assert _do(province, officer, accept, second, agency_id=body, reason="Người khác").state == "accepted"


def test_a_case_comes_from_a_nomination_by_accepting_it_alone(
    province: Province, plan: Any, as_role: As, database: Any
) -> None:
    home, body = as_role("home_affairs"), as_role("agency", "SO-NV")

    def open_from(number: int, **given: Any) -> None:
        given = {"title": AN["full_name"], "agency_id": province.codes["SO-NV"], **given}
        _do(province, home, open_case, plan, "attract", nomination_id=number, **given)

    refused = _nominate(province, body, plan).number
    with pytest.raises(UsageError, match="không thuộc"):
        open_from(refused, title="Người khác", accepts=True)
    _do(province, home, refuse, refused, "Không đạt")
    waits = _nominate(province, body, plan).number
    for number, accepts in ((refused, False), (refused, True), (waits, False)):
        with pytest.raises(UsageError, match="được chấp nhận"):
            open_from(number, accepts=accepts)
