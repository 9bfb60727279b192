"""What the database itself lets each role do with programmes, whatever the program asks. Raw SQL only.

Every role is held against every table, by rules written down apart from schema.sql; forged names, gaps, ends and
changes are tried besides.
"""

import re
from collections.abc import Callable
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from talentdb.access.context import assume, unit_of_work
from talentdb.access.principal import OPERATOR, Principal
from talentdb.db.schema import schema_text
from tests.talentdb.programmes.walls import CASES, INSERTS, PLAN, ROWS, TABLES, WHO, World, actor_of, allowed, world

As = Callable[..., Principal]
_REFUSED = "42501"


@pytest.fixture
def around(database: Any, as_role: As) -> World:
    return world(database, as_role)


def tried(database: Any, who: Principal, statement: str, **values: Any) -> int | None:
    """Rows that a statement read or wrote; None when the walls refused it. Nothing of it stays."""
    with database.engine.connect() as connection:
        assume(connection, who)
        try:
            result = connection.execute(text(statement), {"me": who.account_id, "login": who.login, **values})
            return len(result.all()) if result.returns_rows else int(result.rowcount)
        except DBAPIError as error:
            if getattr(error.orig, "sqlstate", None) != _REFUSED:
                raise
            return None
        finally:
            connection.rollback()


def test_every_table_of_programmes_is_held(database: Any) -> None:
    found = re.search(r"-- -+ programmes\n(.*?)\n-- -{20,}", schema_text(), re.S)
    assert found is not None
    assert set(re.findall(r"^create table (\w+)", found[1], re.M)) == set(TABLES) == set(ROWS) == set(INSERTS)


def test_who_reads_and_writes(database: Any, around: World) -> None:
    wrong = []
    for who, case, table in product(WHO, CASES, TABLES):
        values = {**around.about[case], "actor": actor_of(who, case)}
        for action, statement in (("read", ROWS[table]), ("insert", INSERTS[table])):
            could = bool(tried(database, around.people[who], statement, **values))
            if could != allowed(who, table, action, case):
                wrong.append((who, table, case, action, could))
    assert wrong == []


def test_nothing_is_changed_or_deleted_by_anybody(database: Any, around: World) -> None:
    columns = {
        "programme_case": "title", "paper_file": "media_type", "paper_upload": "sha256", "approved_need": "note",
        "recognition": "act",
    }  # fmt: skip
    for table, person in product(TABLES, around.people.values()):
        column = columns.get(table, "login")
        assert tried(database, person, f"update {table} set {column} = {column}") is None
        assert tried(database, person, f"delete from {table}") is None
        assert tried(database, person, f"truncate {table}") is None


def test_nobody_writes_in_the_name_of_another(database: Any, around: World) -> None:
    other = around.people["auditor"]
    for who, table in product(WHO[1:], TABLES):
        case = "theirs" if who == "stranger" else "mine"
        if ":login" not in INSERTS[table] or not allowed(who, table, "insert", case):
            continue
        person = around.people[who]
        values = {**around.about[case], "actor": actor_of(who, case)}
        for account, login in (
            (other.account_id, other.login), (person.account_id, other.login), (other.account_id, person.login),
            (0, person.login),
        ):  # fmt: skip
            forged = {**values, "me": account, "login": login}
            assert tried(database, person, INSERTS[table], **forged) is None, (who, table, account, login)


def test_an_actor_that_one_is_not(database: Any, around: World) -> None:
    actors = ("agency", "lead", "home_affairs", "finance", "steward", "leader", "operator")
    for who in WHO[1:]:
        for case in CASES:
            own = {
                actor for actor in actors
                if tried(database, around.people[who], INSERTS["case_event"], **around.about[case], actor=actor)
            }  # fmt: skip
            assert own == ({actor_of(who, case)} if allowed(who, "case_event", "insert", case) else set())


def test_events_leave_no_gap_and_follow_no_end_and_are_of_now(database: Any, around: World) -> None:
    case, event = around.about["mine"]["case"], INSERTS["case_event"]
    values = {**around.about["mine"], "actor": "operator"}
    assert tried(database, OPERATOR, event.replace(", 2,", ", 3,"), **values) is None
    past = event.replace("day, ", "day, made_at, ").replace("'2026-02-01', ", "'2026-02-01', '2020-01-01', ")
    assert tried(database, OPERATOR, past, **values) is None
    with unit_of_work(database.engine, OPERATOR) as connection:
        connection.execute(
            text("insert into case_event (case_id, number, step, stage, ended, actor, day, login)"
                 " values (:case, 2, 'x', 'y', 'refused', 'operator', '2026-02-01', 'operator')"), {"case": case},
        )  # fmt: skip
    assert tried(database, OPERATOR, event.replace(", 2,", ", 3,"), **values) is None
    assert tried(database, OPERATOR, event + " on conflict do nothing", **values) == 0


def test_a_commitment_comes_with_a_step_of_the_same_account_and_never_alone(database: Any, around: World) -> None:
    home, mine = around.people["home_affairs"], around.about["mine"]
    step = "insert into case_event (case_id, number, step, stage, actor, day, account_id, login) values (:bare, 2, 'grant', 'z', 'home_affairs', '2026-02-01', :me, :login)"  # noqa: E501 - one statement
    both = f"with first as ({step} returning 1) select * from first"
    values = {**mine, "me": home.account_id, "login": home.login}
    assert tried(database, home, INSERTS["commitment"], **mine) is None
    with database.engine.connect() as connection:
        assume(connection, home)
        connection.execute(text(both), values)
        assert connection.execute(text(INSERTS["commitment"]), values).rowcount == 1
        connection.rollback()
    with unit_of_work(database.engine, home) as connection:
        connection.execute(text(both), values)
    assert tried(database, home, INSERTS["commitment"], **mine) is None


def test_a_recognition_comes_with_a_step_that_recognises_and_never_alone(database: Any, around: World) -> None:
    home, mine = around.people["home_affairs"], around.about["mine"]
    step = "insert into case_event (case_id, number, step, stage, actor, day, account_id, login) values (:bare, 2, '{}', 'z', 'home_affairs', '2026-02-01', :me, :login)"  # noqa: E501 - one statement
    begun = INSERTS["recognition"].replace("(:bare, 1,", "(:bare, 2,")
    values = {**mine, "me": home.account_id, "login": home.login}
    with unit_of_work(database.engine, OPERATOR) as connection:
        for code, effect in (("praise", "recognise"), ("end", "derecognise")):
            connection.execute(
                text("insert into instrument_step values"
                     " (:plan, 'x', :code, 'y', 'z', null, '{home_affairs}', :effects)"),
                {"plan": PLAN, "code": code, "effects": [effect]},
            )  # fmt: skip
    for code, written in (("praise", True), ("end", False), ("grant", False)):
        with database.engine.connect() as connection:
            assume(connection, home)
            connection.execute(text(step.format(code)), values)
            if written:
                assert connection.execute(text(begun), values).rowcount == 1
            else:
                with pytest.raises(DBAPIError) as refused:
                    connection.execute(text(begun), values)
                assert getattr(refused.value.orig, "sqlstate", None) == _REFUSED
            connection.rollback()


@pytest.mark.parametrize(("day", "ends"), [("2026-02-02", None), ("1900-01-01", None), ("2026-02-01", "9999-01-01")])
def test_a_recognition_has_the_day_of_its_step_and_an_end_in_a_life(
    database: Any, around: World, day: str, ends: str | None
) -> None:
    home, mine = around.people["home_affairs"], around.about["mine"]
    values = {**mine, "me": home.account_id, "login": home.login, "day": day, "ends": ends, "plan": PLAN}
    step = (
        "insert into instrument_step values (:plan, 'x', 'praise', 'y', 'z', null, '{home_affairs}', '{recognise}')"
    )
    with unit_of_work(database.engine, OPERATOR) as connection:
        connection.execute(text(step), values)
    with database.engine.connect() as connection:
        assume(connection, home)
        event = "insert into case_event (case_id, number, step, stage, actor, day, account_id, login)"
        connection.execute(
            text(f"{event} values (:bare, 2, 'praise', 'z', 'home_affairs', '2026-02-01', :me, :login)"), values
        )
        begun = "insert into recognition (case_id, number, act, talent_group, day, ends)"
        with pytest.raises(DBAPIError):
            connection.execute(text(f"{begun} values (:bare, 2, 'begun', 'g', :day, :ends)"), values)
        connection.rollback()


def test_a_paper_lies_in_the_place_of_one_of_its_own_case_only(database: Any, around: World) -> None:
    owner, theirs = around.people["owner"], around.about["theirs"]["case"]
    with unit_of_work(database.engine, OPERATOR) as connection:
        papers = {
            row.case_id: row.case_paper_id
            for row in connection.execute(text("select case_id, case_paper_id from case_paper"))
        }
    replacing = INSERTS["case_paper"].replace("(case_id,", "(replaces, case_id,").replace("(:case,", "(:old, :case,")
    mine = around.about["mine"]
    assert tried(database, owner, replacing, **mine, old=papers[mine["case"]]) == 1
    assert tried(database, owner, replacing, **mine, old=papers[theirs]) is None
    assert tried(database, OPERATOR, replacing.replace("'a',", "'b',"), **mine, old=papers[mine["case"]]) is None


def test_only_members_are_asked_and_never_about_themselves(database: Any, around: World, province: Any) -> None:
    province.load("SO-TC", [{"full_name": "Trần Thị Thử"}])
    home = around.people["home_affairs"]
    for who, case, may in (
        ("steward", "mine", False), ("owner", "mine", False), ("own_case", "theirs", True),
        ("not_asked", "mine", True),
    ):  # fmt: skip
        values = {**around.about[case], "free": around.people[who].account_id}
        assert bool(tried(database, home, INSERTS["case_reviewer"], **values)) is may, who
    with unit_of_work(database.engine, OPERATOR) as connection:
        connection.execute(
            text("update account set person_id = (select person_id from person) where account_id = :who"),
            {"who": around.people["not_asked"].account_id},
        )
    values = {**around.about["mine"], "free": around.people["not_asked"].account_id}
    assert tried(database, home, INSERTS["case_reviewer"], **values) == 1
    # Two numbers that turn out to be one person: a merged number is theirs too.
    with unit_of_work(database.engine, OPERATOR) as connection:
        connection.execute(
            text("insert into person_redirect (person_id, target_id) select 77, person_id from person")
        )
    assert tried(database, home, INSERTS["case_reviewer"], **values) is None


def test_an_agency_names_nobody_whom_it_does_not_know(database: Any, around: World, province: Any) -> None:
    province.load("SO-TC", [{"full_name": "Trần Thị Thử"}])
    with unit_of_work(database.engine, OPERATOR) as connection:
        number = connection.execute(text("select person_id from person where person_id not in (77, 78)")).scalar_one()
    opening = INSERTS["programme_case"].replace("title,", "title, person_id,").replace("'A',", "'A', :person,")
    mine, owner = around.about["mine"], around.people["owner"]
    assert tried(database, owner, opening, **mine, person=number) == 1
    assert tried(database, owner, opening, **mine, person=77) is None
    assert tried(database, around.people["home_affairs"], opening, **mine, person=77) == 1
    naming = "update programme_case set person_id = :person where case_id = :bare"
    assert tried(database, owner, naming, **mine, person=number) == 1
    assert tried(database, owner, naming, **mine, person=77) is None
    assert not tried(database, around.people["stranger"], naming, **mine, person=number)
    assert not tried(database, owner, naming.replace(":bare", ":case"), **mine, person=number)


_EVENT = "insert into case_event (case_id, number, step, stage, ended, actor, day, account_id, login) values (:case, :number, :step, :stage, :ended, :actor, '2026-02-01', :me, :login)"  # noqa: E501 - one statement


def test_what_the_plan_does_not_let_an_actor_do_is_refused(database: Any, around: World) -> None:
    mine, owner, home = around.about["mine"], around.people["owner"], around.people["home_affairs"]

    def taken(who: Principal, actor: str, step: str, stage: str, ended: str | None = None, number: int = 2) -> bool:
        values = {**mine, "actor": actor, "step": step, "stage": stage, "ended": ended, "number": number}
        return bool(tried(database, who, _EVENT, **values))

    def withdrawn(who: Principal, actor: str, ended: str = "withdrawn") -> bool:
        values = {**mine, "case": mine["bare"], "actor": actor, "step": "withdraw", "stage": "y", "ended": ended}
        return bool(tried(database, who, _EVENT, **values, number=2))

    assert taken(owner, "agency", "x", "y"), "the plan lets it"
    assert taken(home, "home_affairs", "grant", "z")
    assert not taken(owner, "agency", "grant", "z"), "not theirs"
    assert not taken(home, "home_affairs", "grant", "y"), "leads elsewhere"
    assert not taken(home, "home_affairs", "grant", "z", "success"), "ends nothing"
    assert not taken(home, "home_affairs", "other", "z"), "no step of the plan"
    assert not taken(owner, "agency", "open", "y"), "opened already"
    assert taken(owner, "agency", "note", "y")
    assert not taken(owner, "agency", "note", "z"), "a note moves nothing"
    assert not taken(owner, "agency", "note", "y", "success")
    assert withdrawn(owner, "agency")
    assert not withdrawn(around.people["finance"], "finance"), "opens none"
    assert not withdrawn(owner, "agency", "success")
    with unit_of_work(database.engine, OPERATOR) as connection:
        connection.execute(text(_EVENT), {
            **mine, "actor": "operator", "step": "grant", "stage": "z", "ended": None, "number": 2, "me": None,
            "login": "operator",
        })  # fmt: skip
    assert not taken(owner, "agency", "withdraw", "z", "withdrawn", 3), "granted already"
    assert not taken(home, "home_affairs", "grant", "z", number=3), "not from where it stands"


def test_a_note_brings_no_commitment_and_ends_none(database: Any, around: World) -> None:
    owner, mine = around.people["owner"], around.about["mine"]
    with database.engine.connect() as connection:
        assume(connection, owner)
        values = {**mine, "me": owner.account_id, "login": owner.login, "actor": "agency"}
        connection.execute(text(INSERTS["case_event"]), values)
        for table in ("commitment", "commitment_event"):
            inner = connection.begin_nested()
            with pytest.raises(DBAPIError, match="row-level security"):
                connection.execute(text(INSERTS[table].replace(":bare", ":case")), values)
            inner.rollback()
        connection.rollback()


def test_a_hash_is_not_the_file(database: Any, around: World) -> None:
    owner, mine, theirs = around.people["owner"], around.about["mine"], around.about["theirs"]
    by_hash = {**mine, "bytes": theirs["bytes"]}
    assert tried(database, owner, INSERTS["case_paper"], **by_hash) is None
    handed = "insert into paper_file values (sha256(cast(:bytes as bytea)), 'x', 6, :bytes) on conflict do nothing"
    with database.engine.connect() as connection:
        assume(connection, owner)
        values = {**by_hash, "me": owner.account_id, "login": owner.login}
        connection.execute(text(handed), values)
        assert connection.execute(text(INSERTS["case_paper"]), values).rowcount == 1, "the same file of two bodies"
        connection.rollback()
    with unit_of_work(database.engine, owner) as connection:
        connection.execute(text(handed), {"bytes": theirs["bytes"]})
    assert tried(database, owner, INSERTS["case_paper"], **by_hash) is None, "of another day"


def test_nobody_makes_themselves_the_lead(database: Any, around: World) -> None:
    mine, theirs = around.about["mine"], around.about["theirs"]
    owner, lead = around.people["owner"], around.people["lead"]
    opening = INSERTS["programme_case"]
    assert tried(database, lead, opening, **mine) == 1, "the plan says so"
    assert tried(database, owner, opening, **{**theirs, "lead": mine["body"]}) is None
    assert tried(database, owner, opening, **{**mine, "lead": mine["body"]}) is None, "of its own case neither"
    assert tried(database, lead, opening.replace("'x'", "'unknown'"), **mine) is None


def test_an_entry_is_taken_back_in_its_own_case_and_as_it_was(database: Any, around: World) -> None:
    finance, mine, theirs = around.people["finance"], around.about["mine"], around.about["theirs"]
    with unit_of_work(database.engine, OPERATOR) as connection:
        number = connection.execute(text("select payment_id from payment where case_id = :case"), mine).scalar_one()
    back = (
        "insert into payment (case_id, kind, grant_code, dong, paid_on, budget_year, source, paper, reverses, reason,"
        f" account_id, login) values (:case, 'reversed', 'x', 1, '2026-01-01', 2026, 'state_budget', 'y', {number},"
        " 'vì', :me, :login)"
    )
    assert tried(database, finance, back, **mine) == 1
    for statement, about in (
        (back, theirs), (back.replace("'x', 1,", "'x', 2,"), mine), (back.replace("state_budget", "other"), mine),
        (back.replace("'x', 1,", "'y', 1,"), mine),
    ):  # fmt: skip
        with pytest.raises(DBAPIError, match="fk_payment_reverses"):
            tried(database, finance, statement, **about)
    assert tried(database, finance, INSERTS["payment"].replace("'y', 1", "'unknown', 1"), **mine) is None


def test_nothing_is_paid_where_nothing_was_granted_by_that_day(database: Any, around: World) -> None:
    """By nobody, whoever keeps the home included; the database itself says no."""
    mine = around.about["mine"]
    paying = INSERTS["payment"]
    for who in (OPERATOR, around.people["finance"]):
        assert tried(database, who, paying, **mine) == 1
        for statement in (paying.replace(":case", ":bare"), paying.replace("2026-02-01", "2026-01-31")):
            with pytest.raises(DBAPIError, match="nothing was granted in case"):
                tried(database, who, statement, **mine)


_ANYBODY = st.tuples(
    st.sampled_from(WHO[1:]), st.sampled_from(TABLES), st.sampled_from(CASES), st.sampled_from(("read", "insert"))
)


def test_any_row_of_acts_leaves_everybody_with_what_is_theirs(database: Any, around: World) -> None:
    """Many in one transaction, each as somebody else: nothing of the one before stays with the next."""

    @given(st.lists(_ANYBODY, min_size=2, max_size=6))
    def run(acts: list[tuple[str, str, str, str]]) -> None:
        with database.engine.connect() as connection:
            for who, table, case, action in acts:
                person = around.people[who]
                values = {
                    **around.about[case], "actor": actor_of(who, case), "me": person.account_id,
                    "login": person.login,
                }  # fmt: skip
                assume(connection, person)
                inner = connection.begin_nested()
                try:
                    statement = ROWS[table] if action == "read" else INSERTS[table]
                    result = connection.execute(text(statement), values)
                    could = bool(result.all() if result.returns_rows else result.rowcount)
                except DBAPIError as error:
                    if getattr(error.orig, "sqlstate", None) != _REFUSED:
                        raise
                    could = False
                inner.rollback()
                assert could == allowed(who, table, action, case), (who, table, case, action)
            connection.rollback()

    run()
