"""Consent is there when somebody gave it and not before; without it people stay in the house, and it is said."""

import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from talentdb.access.audit import audit
from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Principal
from talentdb.errors import ConflictError, ForbiddenError, NotFoundError, UsageError
from talentdb.network.build import Wanted
from talentdb.network.export import export_network
from talentdb.people import export as people_export
from talentdb.people.export import count_people, iter_people, left_out
from talentdb.people.withheld import left_out_words, profile_words, withheld_of
from talentdb.privacy.agreements import give as hand_over
from talentdb.privacy.agreements import record_agreement
from talentdb.privacy.consent import (
    Consent,
    Text,
    consents_of,
    give,
    list_texts,
    newest_consents,
    standing,
    write_text,
)
from talentdb.privacy.data_sets import declare, effective, list_sets
from talentdb.privacy.erasure import erase
from talentdb.privacy.file_formats import as_json
from talentdb.privacy.person_file import person_file
from talentdb.privacy.requests import receive, record, withdraw_consent
from talentdb.registry.rebuild import digest, rebuild
from talentdb.settings import today
from tests.talentdb.conftest import Province

As = Callable[..., Principal]
_FOR = "Mời giảng dạy"
_BODY = "Tôi đồng ý để Sở dùng dữ liệu của tôi, có dữ liệu nhạy cảm: dân tộc."
LAN = {"full_name": "Nguyễn Thị Lan", "sex": "female", "birth_date": "1985-01-01", "birth_date_precision": "year"}
HUNG = {"full_name": "Trần Văn Hùng", "sex": "male", "birth_date": "1979-03-02", "birth_date_precision": "day"}
OTHER = {"full_name": "Lê Thị Hoa Mười", "sex": "female", "birth_date": "1990-05-06", "birth_date_precision": "day"}


def declared(database: Any, who: Principal, basis: str = "consent", purpose: str = _FOR, **more: Any) -> None:
    asked = {
        "paper": "5/QĐ-SKHCN", "paper_day": date(2026, 1, 5), "agency_code": "SO-KHCN", "kept_years": 5, **more
    }  # fmt: skip
    with unit_of_work(database.engine, who) as connection:
        declare(connection, who, basis=basis, purpose=purpose, **asked)


def written(database: Any, who: Principal, body: str = _BODY, purpose: str = _FOR) -> Text:
    with unit_of_work(database.engine, who) as connection:
        return write_text(connection, who, purpose, body)


def given_by(database: Any, who: Principal, person: int, text_number: int, **more: Any) -> Consent:
    said: dict[str, Any] = {"day": today() - timedelta(days=9), "channel": "paper", "paper": "Giấy số 12", **more}
    with unit_of_work(database.engine, who) as connection:
        return give(connection, who, person, text_number, **said)


def asked_back(database: Any, who: Principal, person: int, kind: str = "withdraw") -> int:
    with unit_of_work(database.engine, who) as connection:
        return receive(
            connection, who, kind, "Người đó", "Tôi rút lại", received=today() - timedelta(days=2), person_id=person
        ).number  # fmt: skip


def done(database: Any, who: Principal, request: int) -> None:
    with unit_of_work(database.engine, who) as connection:
        record(connection, who, request, "done", "Đã rút")


def exported(database: Any, who: Principal = OPERATOR, **more: Any) -> set[str]:
    with unit_of_work(database.engine, who) as connection:
        rows = list(iter_people(connection, who, purpose="thử", **more))
        assert count_people(connection, who, **more) == len(rows)
        return {row["full_name"] for row in rows}


def told(database: Any, who: Principal = OPERATOR) -> str:
    with unit_of_work(database.engine, who) as connection:
        return left_out_words(left_out(connection, who))


@contextmanager
def refused(message: str) -> Iterator[None]:
    """By the database itself, in these words."""
    with pytest.raises((DBAPIError, ForbiddenError)) as found:
        yield
    assert message in f"{found.value} {found.value.__cause__}"


def number_of(database: Any, row: dict[str, Any]) -> int:
    with database.as_owner() as owner:
        asked = "select person_id from person_version where full_name = %s and valid_to is null"
        return int(owner.execute(asked, [row["full_name"]]).fetchone()[0])


@pytest.fixture
def two(database: Any, as_role: As, province: Province) -> tuple[int, int]:
    """Two people of lists that rest on consent, one of a list that does not, and the text that they are asked."""
    province.load("SO-KHCN", [LAN, HUNG])
    province.load("SO-NV", [OTHER])
    steward = as_role("steward")
    declared(database, steward, sensitive=("ethnicity_code",))
    declared(database, steward, "state", "Theo dõi chỉ tiêu", agency_code="SO-NV")
    written(database, steward)
    return number_of(database, LAN), number_of(database, HUNG)


def test_nobody_is_left_out_while_no_list_rests_on_consent(database: Any, as_role: As, province: Province) -> None:
    province.load("SO-KHCN", [LAN, HUNG])
    assert len(exported(database)) == 2, "nobody has said the basis"
    declared(database, as_role("steward"), "state")
    assert (len(exported(database)), told(database)) == (2, "")


def test_silence_is_no_consent_and_a_withdrawal_counts(database: Any, as_role: As, two: tuple[int, int]) -> None:
    steward = as_role("steward")
    lan, hung = two
    assert exported(database) == {OTHER["full_name"]}
    assert "Không đưa ra 2 người" in told(database)
    assert "2 người chưa có sự đồng ý" in told(database)
    given_by(database, steward, lan, 1)
    given_by(database, steward, hung, 1)
    assert len(exported(database, steward)) == 3
    request = asked_back(database, steward, lan)
    assert len(exported(database)) == 3, "nothing is withdrawn before the request is carried out"
    done(database, steward, request)
    assert exported(database) == {OTHER["full_name"], HUNG["full_name"]}
    assert "1 người đã rút lại sự đồng ý" in told(database)
    with unit_of_work(database.engine, steward) as connection:
        [last, first] = consents_of(connection, lan)
        assert [one.act for one in newest_consents(connection)] == ["withdrawn", "given", "given"]
        [missing] = withheld_of(connection, [lan])
    assert (last.act, last.request, last.day, first.act) == ("withdrawn", request, today(), "given")
    assert "Mời giảng dạy (đã rút lại sự đồng ý)" in profile_words([missing])
    with pytest.raises(UsageError, match="đã rút lại"):
        given_by(database, steward, lan, 1)
    with database.as_owner() as owner:
        events = owner.execute(
            "select action, details->>'withheld' from audit_event"
            " where action like 'consent.%' or details ? 'withheld' order by audit_id"
        ).fetchall()
    assert [one[0] for one in events if one[1] is None] == [
        "consent.text", "consent.given", "consent.given", "consent.withdrawn",
    ]  # fmt: skip
    assert [one[1] for one in events if one[1] is not None] == ["2", "1"]


def test_what_a_body_handed_in_it_may_take_back(database: Any, as_role: As, two: tuple[int, int]) -> None:
    assert exported(database, as_role("agency", "SO-KHCN")) == {LAN["full_name"], HUNG["full_name"]}


def test_one_purpose_alone_can_be_withdrawn(database: Any, as_role: As, two: tuple[int, int]) -> None:
    steward = as_role("steward")
    declared(database, steward, purpose="Gửi thư mời", form="works")
    other = written(database, steward, "Tôi đồng ý nhận thư mời.", "Gửi thư mời")
    given_by(database, steward, two[0], 1)
    given_by(database, steward, two[0], other.number)
    request = asked_back(database, steward, two[0])
    with unit_of_work(database.engine, steward) as connection:
        withdraw_consent(connection, steward, request, "Gửi thư mời")
        with pytest.raises(ConflictError, match="không có sự đồng ý"):
            withdraw_consent(connection, steward, request, "Gửi thư mời")
    done(database, steward, request)
    with unit_of_work(database.engine, steward) as connection:
        now = standing(consents_of(connection, two[0]))
    assert {purpose: one.act for purpose, one in now.items()} == {_FOR: "given", "Gửi thư mời": "withdrawn"}
    wrong = asked_back(database, steward, two[1], "object")
    with (
        unit_of_work(database.engine, steward) as connection,
        pytest.raises(UsageError, match="không phải yêu cầu rút"),
    ):
        withdraw_consent(connection, steward, wrong, _FOR)


def test_who_was_not_told_that_data_are_sensitive_has_not_consented(
    database: Any, as_role: As, province: Province
) -> None:
    province.load("SO-KHCN", [LAN])
    steward = as_role("steward")
    declared(database, steward)
    written(database, steward, "Tôi đồng ý.")
    given_by(database, steward, number_of(database, LAN), 1)
    assert told(database) == ""
    declared(database, steward, sensitive=("ethnicity_code",))
    assert "1 người đồng ý với lời chưa nói rõ dữ liệu nhạy cảm" in told(database)
    for body in ("Tôi đồng ý.", "Dân tộc của tôi", "Dữ liệu nhạy cảm của tôi"):
        with pytest.raises(UsageError, match="chưa nói"):
            written(database, steward, body)
    made = written(database, steward)
    assert (made.version, made.sensitive) == (2, ("ethnicity_code",))
    given_by(database, steward, number_of(database, LAN), made.number, day=today())
    assert told(database) == ""


def test_a_consent_is_for_the_purpose_that_was_told(database: Any, as_role: As, two: tuple[int, int]) -> None:
    steward = as_role("steward")
    given_by(database, steward, two[0], 1)
    declared(database, steward, purpose="Mời giảng dạy và tư vấn")
    assert "2 người chưa có sự đồng ý" in told(database)


def test_a_network_and_an_agreement_leave_them_out_and_say_so(
    database: Any, as_role: As, two: tuple[int, int], tmp_path: Path
) -> None:
    steward, day = as_role("steward"), today()
    given_by(database, steward, two[0], 1)
    with unit_of_work(database.engine, steward) as connection:
        manifest = export_network(connection, steward, Wanted(), "json", tmp_path / "net.json", purpose="thử")
        agreed = record_agreement(
            connection, steward, paper="12/TT", signed=day, receiver="Trường", purpose="Mời", subjects="Mọi người",
            fields=("full_name",), basis="Đồng ý", begins=day, ends=day,
        )  # fmt: skip
        made = hand_over(
            connection, steward, agreed.number, recipient="Ông Thử", fields=("full_name",), password="mở"
        )
    content = (tmp_path / "net.json").read_text()
    assert (HUNG["full_name"] in content, LAN["full_name"] in content) == (False, True)
    assert "1 người chưa có sự đồng ý" in manifest["withheld"]
    assert made.handover.people == 2
    assert "1 người chưa có sự đồng ý" in made.left_out
    with unit_of_work(database.engine, steward) as connection, pytest.raises(UsageError, match="chưa có sự đồng ý"):
        hand_over(
            connection, steward, agreed.number, recipient="Ông Thử", fields=("full_name",), password="mở",
            person_ids=[two[1]],
        )  # fmt: skip


def test_the_database_lets_nobody_out_whom_the_service_forgets(
    database: Any, as_role: As, two: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    searcher = as_role("searcher")
    for action in ("people.export", "network.export"):
        with refused("not consented"), unit_of_work(database.engine, searcher) as connection:
            audit(connection, searcher, action, "people", "*", purpose="thử", persons=[two[1]])
    with unit_of_work(database.engine, searcher) as connection:
        audit(connection, searcher, "case.export", "case", "*", purpose="cases have a law", persons=[two[1]])
        audit(connection, searcher, "people.export", "people", "*", persons=[number_of(database, OTHER)])
    monkeypatch.setattr(people_export, "withheld_among", lambda *_args: {})
    with refused("not consented"):
        exported(database)
    given_by(database, as_role("steward"), two[0], 1)
    given_by(database, as_role("steward"), two[1], 1)
    assert len(exported(database)) == 3


def test_consent_goes_with_a_merged_person_and_outlives_a_rebuild(
    database: Any, as_role: As, two: tuple[int, int]
) -> None:
    steward = as_role("steward")
    lan, hung = two
    given_by(database, steward, hung, 1)
    with unit_of_work(database.engine, OPERATOR) as connection:
        before = digest(connection)
        rebuild(connection, OPERATOR)
        assert digest(connection) == before
    assert exported(database) == {OTHER["full_name"], HUNG["full_name"]}
    with database.as_owner() as owner:
        owner.execute("insert into person_redirect (person_id, target_id) values (%s, %s)", [hung, lan])
        owner.execute("update person_source set person_id = %s where person_id = %s", [lan, hung])
    with unit_of_work(database.engine, steward) as connection:
        assert withheld_of(connection, [lan]) == ()
        assert [one.person_id for one in consents_of(connection, lan)] == [lan]
    done(database, steward, asked_back(database, steward, lan))
    with unit_of_work(database.engine, steward) as connection:
        assert [one.why for one in withheld_of(connection, [lan])] == ["withdrawn"]


def test_an_erasure_takes_consents_along_and_the_file_of_a_person_names_them(
    database: Any, as_role: As, two: tuple[int, int]
) -> None:
    steward = as_role("steward")
    given_by(database, steward, two[0], 1, paper="Giấy Dauzz số 7")
    given_by(database, steward, two[1], 1)
    with unit_of_work(database.engine, steward) as connection:
        content = as_json(person_file(connection, steward, two[0], "thử")).decode()
    for said in ("Sự đồng ý và việc rút lại", "Giấy Dauzz số 7", "đồng ý", "Giấy tờ chứng minh", "Ghi sự đồng ý"[1:]):
        assert said.casefold() in content.casefold(), said
    with unit_of_work(database.engine, steward) as connection:
        erased = erase(connection, steward, database.keyring, two[0], "decision", "QĐ 9/QĐ-SKHCN")
    assert erased.left == {}
    with database.as_owner() as owner:
        assert owner.execute("select person_id from consent").fetchall() == [(two[1],)]
        assert owner.execute("select count(*) from audit_event e where e::text like '%Dauzz%'").fetchone() == (0,)


def test_what_is_refused(database: Any, as_role: As, two: tuple[int, int]) -> None:
    steward, day = as_role("steward"), today()
    for more, message in (
        ({"channel": ""}, "Chưa chọn"),
        ({"paper": " "}, "chứng minh"),
        ({"paper": "im lặng"}, "chứng minh"),
        ({"day": day + timedelta(days=1)}, "chưa tới"),
    ):
        with pytest.raises(UsageError, match=message):
            given_by(database, steward, two[0], 1, **more)
    for person, text_number in ((two[0], 99), (424242, 1)):
        with pytest.raises(NotFoundError):
            given_by(database, steward, person, text_number)
    given_by(database, steward, two[0], 1)
    with pytest.raises(ConflictError, match="đã đồng ý"):
        given_by(database, steward, two[0], 1)
    with pytest.raises(ConflictError, match="giống hệt"):
        written(database, steward)
    with pytest.raises(UsageError, match="mục đích"):
        written(database, steward, purpose="Việc khác")
    with pytest.raises(UsageError, match="Cần ghi lời"):
        written(database, steward, " ")
    for role in ("searcher", "leader", "auditor", "administrator", "home_affairs"):
        with pytest.raises(ForbiddenError):
            given_by(database, as_role(role), two[1], 1)
        with pytest.raises(ForbiddenError):
            written(database, as_role(role), f"{_BODY} {role}")


@pytest.mark.parametrize(
    "statement",
    ["update consent set day = current_date", "delete from consent", "update consent_text set body = 'x'",
     "delete from consent_text"],
)  # fmt: skip
def test_what_was_said_stays(database: Any, as_role: As, two: tuple[int, int], statement: str) -> None:
    given_by(database, as_role("steward"), two[0], 1)
    with refused("permission denied"), unit_of_work(database.engine, OPERATOR) as connection:
        connection.execute(text(statement))


_INSERT = (
    "insert into consent (text_id, purpose, person_id, act, day, channel, paper, request_id, account_id, login)"
    " values (1, 'Mời giảng dạy', {person}, '{act}', {day}, 'paper', '{paper}', {request}, {account}, '{login}')"
)


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"day": "current_date + 2"}, "row-level"),
        ({"person": "424242"}, "row-level"),
        ({"login": "ai khác"}, "row-level"),
        ({"paper": ""}, "ck_consent_proof"),
        ({"act": "withdrawn"}, "row-level"),
        ({"act": "withdrawn", "request": "{of_other}"}, "row-level"),
        ({"act": "withdrawn", "request": "{of_kind}"}, "row-level"),
        ({"act": "withdrawn", "request": "{right}"}, ""),
        ({}, ""),
    ],
)
def test_the_database_keeps_the_rules_itself(
    database: Any, as_role: As, two: tuple[int, int], more: dict[str, str], message: str
) -> None:
    steward = as_role("steward")
    requests = {
        "of_other": asked_back(database, steward, two[1]),
        "of_kind": asked_back(database, steward, two[0], "object"),
        "right": asked_back(database, steward, two[0]),
    }
    values = {
        "person": str(two[0]), "act": "given", "day": "current_date", "paper": "Giấy 1", "request": "null",
        "account": str(steward.account_id), "login": steward.login, **more,
    }  # fmt: skip
    statement = _INSERT.format(**{name: value.format(**requests) for name, value in values.items()})
    expected = refused(message) if message else nullcontext()
    with expected, unit_of_work(database.engine, steward) as connection:
        connection.execute(text(statement))


@pytest.mark.parametrize(
    "values",
    ["'a', 3, 'Lời', '{}', 'khác'", "'a', 3, 'Lời', '{ethnicity_code}', encode(sha256(convert_to("
     "'a' || E'\\nethnicity_code\\n' || 'Lời', 'UTF8')), 'hex')"],
)  # fmt: skip
def test_a_text_is_what_its_hash_says_and_names_sensitive_data(database: Any, values: str) -> None:
    with database.as_owner() as owner, pytest.raises(Exception, match="ck_consent_text"):
        owner.execute(
            f"insert into consent_text (purpose, version, body, sensitive, sha256, login) values ({values}, 'x')"
        )


@pytest.mark.parametrize("role", ["searcher", "leader", "administrator", "agency", "home_affairs"])
def test_others_do_not_read_who_said_what(database: Any, as_role: As, two: tuple[int, int], role: str) -> None:
    given_by(database, as_role("steward"), two[0], 1)
    other = as_role(role, "SO-NV") if role == "agency" else as_role(role)
    with unit_of_work(database.engine, other) as connection:
        assert newest_consents(connection) == ()
        assert len(list_texts(connection)) == 1


def test_the_database_takes_the_line_that_the_registry_of_processing_takes(
    database: Any, as_role: As, province: Province
) -> None:
    province.load("SO-KHCN", [LAN])
    steward, dice = as_role("steward"), random.Random(8)
    person = number_of(database, LAN)
    seen = set()
    for _ in range(30):
        basis = dice.choice(["consent", "state"])
        code, form = dice.choice(["", "SO-KHCN", "SO-NV"]), dice.choice(["", "people", "works"])
        declared(database, steward, basis, agency_code=code, form=form)
        with unit_of_work(database.engine, steward) as connection:
            line = effective(list_sets(connection), province.codes["SO-KHCN"], "people")
            expected = line is not None and line.basis == "consent"
            assert bool(withheld_of(connection, [person])) is expected
        seen.add(expected)
    assert seen == {True, False}


_SAID = st.tuples(
    st.integers(0, 5), st.sampled_from(["given", "withdrawn"]), st.sampled_from(["a", "b"]), st.integers(1, 2)
)


@given(st.lists(_SAID, max_size=8))
def test_the_last_word_of_each_number_counts_and_among_them_the_withdrawal(
    said: Sequence[tuple[int, str, str, int]],
) -> None:
    moment, first = datetime(2026, 1, 1, tzinfo=UTC), date(2026, 1, 1)
    acts = [
        Consent(number, 1, 1, purpose, 1, act, first + timedelta(days=day), "paper", "1", None, "x", moment, under)
        for number, (day, act, purpose, under) in enumerate(said)
    ]
    for purpose in ("a", "b"):
        found = standing(acts).get(purpose)
        withdrawn = False
        for under in (1, 2):
            days = [(day, act) for day, act, of, by in said if (of, by) == (purpose, under)]
            withdrawn |= bool(days) and (max(day for day, _ in days), "withdrawn") in days
        assert (found is None) == all(of != purpose for _, _, of, _ in said)
        assert (found is not None and found.act == "withdrawn") == withdrawn
    assert standing(reversed(acts)) == standing(acts)
