"""Strategy: records received for real; persons, pairs and judgements are written as matching and stewards would (see
conftest.py), so that each rule of the queue is shown by the smallest registry that has it."""

import pytest

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR
from talentdb.access.rights import Action, require
from talentdb.errors import ForbiddenError, UsageError
from talentdb.identity.judgements import take_back
from talentdb.identity.queue import WORTH, count, counts, queue
from talentdb.people.sync import refresh
from talentdb.registry.judging import judge, retract
from talentdb.registry.matching import preview

LAN = {"full_name": "Nguyễn Thị Lan", "birth_date": "1985-03-02", "birth_date_precision": "day", "sex": "female"}


def listed(registry, **options):
    """Records of the items, in their order."""
    return [(item.a.record_id, item.b.record_id) for item in queue(registry.connection, **options)]


def people(*names):
    return [{**LAN, "full_name": name} for name in names]


def test_an_item_tells_where_both_rows_stand_and_why_in_words(registry):
    [a] = registry.load([LAN])
    [b] = registry.load([{**LAN, "birth_date": "1985-01-01", "birth_date_precision": "year"}], "SO-YTE")
    registry.pair(a, b, 0.75)
    [item] = queue(registry.connection)
    document = item.as_json()
    assert document["a"] | {"as_of": None} == document["a"] | {
        "record": f"r{a}", "person_id": a, "full_name": "Nguyễn Thị Lan", "file": "ds.xlsx", "sheet": "DS", "row": 5,
        "agency_code": "SO-KHCN", "form": "people", "as_of": None,
    }  # fmt: skip
    assert (document["b"]["person_id"], document["b"]["agency_code"]) == (b, "SO-YTE")
    assert (document["score"], document["weight"], document["status"], document["pairs"]) == (0.75, 7.5, "open", 1)
    assert [clue["feature"] for clue in document["evidence"]] == ["name", "sex"], "strongest first"
    assert all(clue["detail"] for clue in document["evidence"])
    assert not any(document[flag] for flag in ("waiting", "refused", "id_conflict"))


def test_levels_of_an_earlier_model_are_told_by_the_name_of_the_feature(registry):
    a, b = registry.load([LAN, LAN])
    registry.pair(a, b)
    registry.run("""update match_pair set evidence = '[{"feature": "phone", "level": "once", "weight": 2}]'""")
    [item] = queue(registry.connection)
    assert [clue.detail for clue in item.evidence] == ["Điện thoại"]


def test_judged_pairs_do_not_come_back_and_unsure_ones_stand_last(registry):
    a, b, c, d, e, f = registry.load(people(*("Lê Văn Một", "Lê Văn Hai") * 3))
    registry.pair(a, b, 0.9)
    registry.pair(c, d, 0.8)
    registry.pair(e, f, 0.2)
    unsure = registry.judge("unsure", [a], [b])
    different = registry.judge("different", [c], [d])
    assert listed(registry) == [(e, f)]
    assert listed(registry, status="pending") == [(e, f), (a, b)]
    assert [item.status for item in queue(registry.connection, status="pending")] == ["open", "unsure"]
    assert [item.judgement_id for item in queue(registry.connection, status="judged")] == [different]
    assert counts(registry.connection) == {"open": 1, "unsure": 1, "different": 1, "same": 0}
    assert count(registry.connection, status="all") == 3
    take_back(registry.connection, OPERATOR, different)
    take_back(registry.connection, OPERATOR, unsure)
    assert listed(registry) == [(a, b), (c, d), (e, f)], "taken back: open again"


def test_the_newest_verdict_counts(registry):
    a, b = registry.load(people("Lê Văn Một", "Lê Văn Hai"))
    registry.pair(a, b)
    registry.judge("unsure", [a], [b])
    registry.judge("different", [a], [b])
    assert listed(registry, status="pending") == []


def test_different_is_remembered_when_persons_grow(registry):
    a, b = registry.load(people("Lê Văn Một", "Lê Văn Hai"))
    registry.judge("different", [a], [b])
    later, other = registry.load(people("Lê Văn Một", "Lê Văn Hai"), persons=[a, b])
    registry.pair(later, other, 0.9)
    assert listed(registry) == [], "other records of the same two persons"
    assert listed(registry, status="judged") == [(later, other)]


def test_a_verdict_about_one_part_does_not_answer_for_the_other(registry):
    a, b, c = registry.load(people("Lê Văn Một", "Lê Văn Hai", "Lê Văn Ba"))
    registry.pair(a, b)
    registry.pair(a, c)
    registry.judge("different", [a], [b])
    assert listed(registry) == [(a, c)]


def test_parts_of_a_split_person_are_not_asked_about_again(registry):
    a, b, c = registry.load(people("Lê Văn Một", "Lê Văn Hai", "Lê Văn Ba"))
    for one, other in ((a, b), (b, c), (a, c)):
        registry.pair(one, other, 0.99, "merge")
    registry.judge("different", [a], [b], [c])
    assert listed(registry) == []


def test_pairs_of_merged_persons_are_folded_into_one_by_the_most_telling(registry):
    a, b, c, d = registry.load(people("Lê Văn Một", "Lê Văn Một", "Lê Văn Hai", "Lê Văn Hai"), persons=None)
    registry.pair(a, c, 0.4)
    registry.pair(b, d, 0.7)
    assert listed(registry) == [(b, d), (a, c)]
    registry.run("update person_source set person_id = :a, rule = 'judgement' where source_record_id = :b", a=a, b=b)
    registry.run("update person_source set person_id = :c, rule = 'judgement' where source_record_id = :d", c=c, d=d)
    [item] = queue(registry.connection)
    assert (item.a.record_id, item.b.record_id, item.pairs) == (b, d, 2)
    assert (item.a.person_id, item.b.person_id) == (a, c)
    registry.run("update person_source set person_id = :a, rule = 'judgement' where person_id = :c", a=a, c=c)
    assert listed(registry, status="all") == [], "one person now"


def test_a_sure_pair_that_clustering_refused_is_asked(registry):
    a, b = registry.load(people("Lê Văn Một", "Lê Văn Một"))
    c, d = registry.load(people("Lê Văn Hai", "Lê Văn Hai"))
    registry.run("update person_source set person_id = :c, rule = 'score' where source_record_id = :d", c=c, d=d)
    registry.pair(a, b, 0.99, "merge")
    registry.pair(c, d, 0.99, "merge")
    [item] = queue(registry.connection)
    assert (item.a.record_id, item.b.record_id, item.refused) == (a, b, True)


def test_pairs_of_records_that_count_no_more_are_left_out(registry):
    a, b = registry.load(people("Lê Văn Một", "Lê Văn Hai"))
    registry.pair(a, b)
    registry.run("delete from person_source where source_record_id = :b", b=b)
    assert listed(registry, status="all") == []


def test_a_work_that_fits_nobody_for_sure_is_asked_about_but_not_with_another_work(registry):
    [person] = registry.load([LAN])
    work, award = registry.load([LAN, LAN], form="works", persons=[None, None])
    registry.pair(person, work, 0.5)
    registry.pair(work, award, 0.9)
    [item] = queue(registry.connection)
    assert (item.a.person_id, item.b.person_id, item.b.record) == (person, None, f"r{work}")
    registry.judge("different", [person], [work])
    assert listed(registry) == []


def test_order_is_by_worth_and_the_same_every_time(registry):
    one, two = registry.load(people("Lê Văn Một", "Lê Văn Hai"))
    [far] = registry.load(people("Lê Văn Ba"), "SO-YTE")
    [gone] = registry.load([{**LAN, "full_name": "Lê Văn Tư", "status": "retired"}], "SO-YTE")
    more = registry.load(people(*["Lê Văn Một"] * 40), persons=[one] * 40)
    refresh(registry.connection, [one, two, far, gone])
    registry.pair(one, two, 0.5)
    registry.pair(one, far, 0.5)
    registry.pair(two, gone, 0.5)
    registry.pair(two, far, 0.5)
    assert len(more) > WORTH["most_records"]
    items = queue(registry.connection)
    cap = WORTH["record"] * WORTH["most_records"]
    assert [(item.a.record_id, item.b.record_id, item.worth) for item in items] == [
        (one, two, 0.5 * (1 + WORTH["both_counted"] + WORTH["same_agency"] + cap)),
        (one, far, 0.5 * (1 + WORTH["both_counted"] + cap)),
        (two, far, 0.5 * (1 + WORTH["both_counted"])),
        (two, gone, 0.5),
    ]
    assert queue(registry.connection) == items
    paged = [queue(registry.connection, limit=1, offset=at)[0] for at in range(4)]
    assert paged == items
    assert queue(registry.connection, limit=1, offset=4) == []


def test_ids_of_one_kind_that_differ_are_flagged_and_raise_the_worth(registry):
    ids = ("033185000001", "033185000002", "145000001")
    a, b, c = registry.load([{**LAN, "national_id": number} for number in ids])
    registry.pair(a, b)
    registry.pair(a, c)
    first, second = queue(registry.connection)
    assert (first.b.record_id, first.id_conflict) == (b, True)
    assert (second.b.record_id, second.id_conflict) == (c, False), "an old id and a new one do not contradict"
    assert first.worth > second.worth


def test_waiting_rows_are_listed_flagged_and_only_while_they_wait(registry):
    [a] = registry.load([LAN])
    found = registry.wait([LAN, LAN], "SO-YTE")
    new, twin = found.records
    registry.pair(a, new, 0.6, preview=True)
    registry.pair(new, twin, 0.99, "merge", preview=True)
    [item] = queue(registry.connection)
    assert (item.a.person_id, item.b.person_id, item.waiting) == (a, None, True)
    assert listed(registry, submission_id=found.number) == [(a, new)]
    assert listed(registry, submission_id=found.number + 1) == []
    registry.run("update submission set state = 'returned' where submission_id = :id", id=found.number)
    assert listed(registry) == []


def test_a_waiting_row_of_somebody_known_asks_nothing_that_was_asked(registry):
    a, b = registry.load(people("Lê Văn Một", "Lê Văn Hai"))
    known, by_id = registry.load([{**LAN, "national_id": "033185000001"}, LAN])
    new, same_id = registry.wait([LAN, {**LAN, "national_id": "033185000001"}]).records
    registry.pair(a, b, 0.5)
    registry.pair(a, new, 0.99, "merge", preview=True)
    registry.pair(b, new, 0.7, preview=True)
    registry.pair(by_id, same_id, 0.7, preview=True)
    items = queue(registry.connection)
    assert [(item.a.record_id, item.b.record_id, item.pairs, item.waiting) for item in items] == [
        (by_id, same_id, 1, True),
        (a, b, 2, False),
    ]
    registry.judge("different", [known], [by_id])
    registry.judge("different", [a], [b])
    assert listed(registry) == []


def test_a_waiting_row_between_two_persons_is_asked_about(registry):
    a, b = registry.load(people("Lê Văn Một", "Lê Văn Một"))
    [new] = registry.wait(people("Lê Văn Một")).records
    registry.pair(a, new, 0.99, "merge", preview=True)
    registry.pair(b, new, 0.98, "merge", preview=True)
    assert listed(registry) == [(a, new), (b, new)]
    registry.judge("different", [b], [new])
    assert listed(registry) == [], "then it is the other one"


def test_a_verdict_on_a_waiting_row_is_remembered(registry):
    [a] = registry.load([LAN])
    [new] = registry.wait([LAN]).records
    registry.pair(a, new, preview=True)
    verdict = registry.judge("same", [a], [new])
    assert listed(registry, status="pending") == []
    take_back(registry.connection, OPERATOR, verdict)
    assert listed(registry) == [(a, new)]


@pytest.mark.parametrize("role", ["agency", "searcher", "leader", "administrator", "auditor"])
def test_only_those_who_decide_see_the_queue(written, province, as_role, role):
    with written as registry:
        a, b = registry.load([LAN, LAN])
        registry.pair(a, b)
        registry.judge("unsure", [a], [b])
    principal = as_role(role, "SO-KHCN" if role == "agency" else None)
    with unit_of_work(province.engine, principal) as connection:
        assert queue(connection, status="all") == []
        assert count(connection, status="all") == 0
        with pytest.raises(ForbiddenError):
            require(principal, Action.REVIEW)
    steward = as_role("steward")
    with unit_of_work(province.engine, steward) as connection:
        assert len(queue(connection, status="all")) == 1


def test_an_unknown_status_is_wrong_usage(registry):
    with pytest.raises(UsageError):
        queue(registry.connection, status="done")


def _asked(province):
    with unit_of_work(province.engine, OPERATOR) as connection:
        return [(item.a.record, item.b.record, item.waiting) for item in queue(connection)]


@pytest.mark.parametrize("verdict", ["different", "unsure"])
def test_a_verdict_on_a_row_that_waits_holds_after_its_approval(province, verdict):
    province.load("SO-KHCN", [LAN])
    receipt = province.receive("SO-YTE", [{**LAN, "birth_date": "1985-01-01", "birth_date_precision": "year"}])
    with unit_of_work(province.engine, OPERATOR) as connection:
        preview(connection, OPERATOR, receipt.submission_id)
    [(a, b, waiting)] = _asked(province)
    assert waiting
    with unit_of_work(province.engine, OPERATOR) as connection:
        judged = judge(connection, OPERATOR, a, b, verdict)
    assert _asked(province) == []
    province.approve(receipt.submission_id)
    assert _asked(province) == []
    assert len(province.persons()) == 2
    with unit_of_work(province.engine, OPERATOR) as connection:
        retract(connection, OPERATOR, judged.judgement_id)
    assert _asked(province) == [(a, b, False)]
