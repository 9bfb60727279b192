"""Strategy: the sample by small registries written row by row, the interval by known values and by its properties."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR
from talentdb.identity.checking import draw, error_rate, wilson
from talentdb.identity.judgements import take_back

LAN = {"full_name": "Nguyễn Thị Lan", "birth_date": "1985-03-02", "birth_date_precision": "day", "sex": "female"}
WITH_ID = {**LAN, "national_id": "033185000001"}


def merged(registry, number, rule="score"):
    """Persons of two records of two submissions each, made one by `rule`: [(first, second)]."""
    rows = [{**LAN, "full_name": f"Lê Văn {chr(65 + at)}"} for at in range(number)]
    if rule == "national_id":
        rows = [{**row, "national_id": f"0331850000{at:02}"} for at, row in enumerate(rows)]
    first = registry.load(rows)
    second = registry.load(rows, "SO-YTE", persons=first, rule=rule)
    if rule == "score":
        for one, other in zip(first, second, strict=True):
            registry.pair(one, other, 0.99, "merge")
    return list(zip(first, second, strict=True))


def drawn(registry, n=100):
    return [(item.a.record_id, item.b.record_id) for item in draw(registry.connection, n)]


def rate_of(registry, rule):
    return next(rate for rate in error_rate(registry.connection) if rate.rule == rule)


def test_the_sample_is_the_same_for_everybody_and_not_in_order_of_numbers(registry):
    pairs = merged(registry, 20)
    assert drawn(registry) == drawn(registry)
    assert sorted(drawn(registry)) == pairs
    assert drawn(registry) != pairs, "whoever came first is not looked at first"
    assert drawn(registry, 5) == drawn(registry)[:5]


def test_both_rules_are_drawn_in_turn_with_what_ties_the_records(registry):
    by_score, by_id = merged(registry, 3), merged(registry, 2, "national_id")
    items = draw(registry.connection, 4)
    assert [item.rule for item in items] == ["score", "national_id"] * 2
    assert {(item.a.record_id, item.b.record_id) for item in items if item.rule == "score"} <= set(by_score)
    assert {(item.a.record_id, item.b.record_id) for item in items if item.rule == "national_id"} == set(by_id)
    assert (items[0].score, items[1].score) == (0.99, None)
    assert items[0].evidence
    assert items[0].as_json()["a"]["agency_code"] == "SO-KHCN"


def test_rows_of_one_list_and_merges_by_people_are_not_drawn(registry):
    [one] = registry.load([LAN])
    [other] = registry.load([LAN], "SO-YTE", persons=[one], rule="judgement")
    registry.pair(one, other, 0.99, "merge")
    twice = registry.load([WITH_ID, WITH_ID])
    registry.run(
        "update person_source set person_id = :a, rule = 'national_id' where source_record_id = :b",
        a=twice[0], b=twice[1],
    )  # fmt: skip
    assert drawn(registry) == []


def test_a_pair_that_was_looked_at_is_drawn_no_more_until_the_verdict_is_taken_back(registry):
    merged(registry, 2)
    before = drawn(registry)
    verdict = registry.judge("same", *([record] for record in before[0]), origin="check")
    assert drawn(registry) == before[1:]
    take_back(registry.connection, OPERATOR, verdict)
    assert drawn(registry) == before


def test_the_last_one_is_found_behind_many_that_were_looked_at(registry):
    merged(registry, 30)
    *seen, last = drawn(registry)
    for pair in seen:
        registry.judge("same", *([record] for record in pair), origin="check")
    assert drawn(registry, 1) == [last]


def test_rates_count_wrong_merges_also_after_they_are_undone(registry):
    (a, b), (c, d), (e, f) = merged(registry, 3)
    registry.judge("same", [a], [b], origin="check")
    registry.judge("different", [c], [d], origin="check")
    registry.judge("unsure", [e], [f], origin="check")
    registry.run("update person_source set person_id = null, rule = 'unlinked' where source_record_id = :d", d=d)
    rate = rate_of(registry, "score")
    assert (rate.merges, rate.checked, rate.wrong, rate.unsure, rate.rate) == (2, 2, 1, 1, 0.5)
    assert (rate.low, rate.high) == wilson(1, 2)
    assert rate_of(registry, "national_id").rate is None


def test_only_verdicts_of_checks_that_stand_count_and_the_newest_of_a_pair(registry):
    (a, b), (c, d) = merged(registry, 2)
    registry.judge("different", [a], [b], origin="queue")
    assert rate_of(registry, "score").checked == 0
    registry.judge("unsure", [c], [d], origin="check")
    wrong = registry.judge("different", [c], [d], origin="check")
    assert (rate_of(registry, "score").wrong, rate_of(registry, "score").unsure) == (1, 0)
    take_back(registry.connection, OPERATOR, wrong)
    assert (rate_of(registry, "score").wrong, rate_of(registry, "score").unsure) == (0, 1)


def test_all_rules_together_weigh_each_by_its_merges(registry):
    by_score, by_id = merged(registry, 1), merged(registry, 3, "national_id")
    registry.judge("different", *([record] for record in by_score[0]), origin="check")
    assert rate_of(registry, "all").rate is None, "nothing is known of the other rule"
    assert rate_of(registry, "all").high == 1.0
    registry.judge("same", *([record] for record in by_id[0]), origin="check")
    together = rate_of(registry, "all")
    assert (together.merges, together.checked, together.rate) == (4, 2, 0.25)
    assert together.low <= 0.25 <= together.high


def test_an_empty_registry_has_no_rate(registry):
    rate = rate_of(registry, "all")
    assert (rate.merges, rate.checked, rate.rate, rate.low, rate.high) == (0, 0, None, 0.0, 1.0)


@pytest.mark.parametrize("role", ["agency", "searcher", "leader"])
def test_others_get_no_sample_and_no_verdicts(written, province, as_role, role):
    with written as registry:
        [(a, b)] = merged(registry, 1)
        registry.judge("different", [a], [b], origin="check")
        merged(registry, 1)
    with unit_of_work(province.engine, as_role(role, "SO-KHCN" if role == "agency" else None)) as connection:
        assert [item for item in draw(connection) if item.rule == "score"] == []
        assert {rate.checked for rate in error_rate(connection)} == {0}


@pytest.mark.parametrize(
    ("wrong", "checked", "low", "high"),
    [(0, 0, 0.0, 1.0), (0, 10, 0.0, 0.2775), (1, 10, 0.0179, 0.4042), (5, 10, 0.2366, 0.7634)],
)
def test_the_interval_by_known_values(wrong, checked, low, high):
    assert wilson(wrong, checked) == pytest.approx((low, high), abs=5e-5)


@given(st.integers(1, 10_000), st.data())
def test_the_interval_holds_the_share_and_narrows(checked, data):
    wrong = data.draw(st.integers(0, checked))
    low, high = wilson(wrong, checked)
    assert 0 <= low <= wrong / checked + 1e-12
    assert wrong / checked - 1e-12 <= high <= 1
    more_low, more_high = wilson(wrong * 4, checked * 4)
    assert more_high - more_low < high - low
