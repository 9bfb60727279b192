"""Strategy: two records written row by row; what a steward may see of them, and what is refused."""

import pytest
from sqlalchemy import select, text

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR
from talentdb.db.tables import audit_event
from talentdb.errors import ConflictError, ForbiddenError, NotFoundError, UsageError
from talentdb.identity.pair import pair

LAN = {"full_name": "Nguyễn Thị Lan", "birth_date": "1985-03-02", "birth_date_precision": "day", "sex": "female"}


def seen(registry, a, b, principal=OPERATOR):
    return pair(registry.connection, principal, registry.province.keyring, a, b)


def states(found):
    return {field.name: field.state for field in found.fields}


def test_fields_are_told_apart_and_the_national_id_is_masked(registry):
    [a] = registry.load([{**LAN, "national_id": "033185000001", "phone": "0912345678"}])
    [b] = registry.load([{**LAN, "national_id": "033185900001", "full_name": "Nguyễn Thị Lân"}], "SO-YTE")
    registry.pair(a, b, 0.8)
    found = seen(registry, a, f"r{b}")
    assert states(found) == {
        "full_name": "differs", "sex": "same", "birth_date": "same", "birth_date_precision": "same",
        "national_id": "differs", "phone": "one",
    }  # fmt: skip
    shown = next(field for field in found.fields if field.name == "national_id")
    assert (shown.a, shown.b) == ("033•••••0001", "033•••••0001"), "different even where the masks are equal"
    assert found.id_conflict
    assert (found.score, found.weight, found.decision) == (0.8, 8.0, "ask")
    assert (found.a.agency_code, found.b.agency_code) == ("SO-KHCN", "SO-YTE")
    assert [clue.feature for clue in found.evidence] == ["name", "sex"]


def test_persons_are_shown_by_the_records_that_fit_best_with_all_their_records(registry):
    a, more = registry.load([LAN, LAN])
    registry.run(
        "update person_source set person_id = :a, rule = 'score' where source_record_id = :more", a=a, more=more
    )
    b, c = registry.load([LAN, LAN], "SO-YTE")
    registry.pair(a, b, 0.4)
    registry.pair(more, b, 0.6)
    found = seen(registry, a, b)
    assert (found.a.record_id, found.b.record_id) == (more, b)
    assert [side.record_id for side in found.a_records] == [a, more]
    assert seen(registry, b, a).a.record_id == b, "the sides stay as they were asked for"
    named = seen(registry, f"r{a}", b)
    assert named.a.record_id == a, "a record that is named is the one shown"
    assert [side.record_id for side in named.a_records] == [a, more]
    compared = seen(registry, a, c)
    assert compared.evidence, "compared now where nothing is stored"
    assert (compared.a.record_id, compared.b.record_id) == (more, c), "the newest"


def test_judgements_about_the_two_are_told_newest_first(registry):
    a, b, c = registry.load([LAN, LAN, LAN])
    first = registry.judge("unsure", [a], [b])
    second = registry.judge("different", [a], [b])
    registry.judge("different", [a], [c])
    assert [item["judgement_id"] for item in seen(registry, a, b).judgements] == [second, first]


def test_a_waiting_row_can_be_looked_at_while_it_waits(registry):
    [a] = registry.load([LAN])
    waiting = registry.wait([LAN])
    found = seen(registry, a, f"r{waiting.records[0]}")
    assert (found.a.person_id, found.b.person_id) == (a, None)
    registry.run("update submission set state = 'returned' where submission_id = :id", id=waiting.number)
    with pytest.raises(NotFoundError):
        seen(registry, a, f"r{waiting.records[0]}")


def test_merged_numbers_are_followed_and_one_person_is_no_pair(registry):
    a, b, c = registry.load([LAN, LAN, LAN])
    registry.run("update person_source set person_id = :a, rule = 'judgement' where source_record_id = :b", a=a, b=b)
    registry.run("insert into person_redirect values (:b, :a)", a=a, b=b)
    assert seen(registry, b, c).a.person_id == a
    for one, other in ((a, b), (a, a), (f"r{a}", f"r{a}"), (a, f"r{b}")):
        with pytest.raises(ConflictError):
            seen(registry, one, other)
    assert seen(registry, f"r{a}", f"r{b}").a.person_id == a, "two records of one person can be checked"


@pytest.mark.parametrize("wrong", ["x1", "", "r", "-1", "1.5", "9" * 30])
def test_what_is_no_number_is_wrong_usage(registry, wrong):
    [a] = registry.load([LAN])
    with pytest.raises(UsageError):
        seen(registry, a, wrong)


def test_looks_are_logged_and_only_for_those_who_decide(written, province, as_role):
    with written as registry:
        a, b = registry.load([LAN, LAN])
        waiting = registry.wait([LAN]).records[0]
    steward = as_role("steward")
    with unit_of_work(province.engine, steward) as connection:
        pair(connection, steward, province.keyring, a, b)
        pair(connection, steward, province.keyring, a, f"r{waiting}")
    for principal in (as_role("agency", "SO-KHCN"), as_role("searcher"), as_role("leader")):
        with unit_of_work(province.engine, principal) as connection, pytest.raises(ForbiddenError):
            pair(connection, principal, province.keyring, a, b)
    with unit_of_work(province.engine, OPERATOR) as connection:
        logged = connection.execute(
            select(audit_event.c.object_id).where(audit_event.c.action == "person.view").order_by(text("audit_id"))
        )
        assert logged.scalars().all() == [str(a), str(b), str(a), f"r{waiting}"]
