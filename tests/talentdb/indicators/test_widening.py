"""What is open beside missing values, by hand: persons that may be one, rows that wait, staff nobody has listed."""

from datetime import date
from typing import Any

import pytest

from talentdb.access.principal import Principal, Role

AS_OF = date(2026, 7, 18)
POST = {"sti_posts": ["research"]}
WOMAN, MAN = {**POST, "sex": "female"}, {**POST, "sex": "male"}


def _parts(entry: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {part["part"]: part for part in entry["certainty"]}


def _bounds(entry: dict[str, Any]) -> tuple[float, float]:
    return entry["low"], entry["high"]


def _silence(registry: Any) -> None:
    with registry.database.as_owner() as owner:
        owner.execute("update agency set reports = false")


def test_where_nothing_is_open_the_interval_is_the_value_and_no_part_is_told(registry: Any) -> None:
    _silence(registry)
    registry.write([WOMAN, MAN])
    entry = registry.figures(AS_OF)["I1"]
    assert (*_bounds(entry), entry["certainty"]) == (0.5, 0.5, [])


def test_missing_values_are_a_part_with_the_fields_to_chase(registry: Any) -> None:
    _silence(registry)
    registry.write([WOMAN, MAN, {**POST, "sex": None}, {**POST, "sex": None, "ethnicity_code": None}])
    entry = registry.figures(AS_OF)["I1"]
    assert entry["certainty"] == [
        {"part": "values", "people": 2, "low": 0.25, "high": 0.75,
         "who": {"unknown": {"sex": 2, "ethnicity_code": 1}}},
    ]  # fmt: skip


def test_two_who_may_be_one_are_open_and_counted_once_or_twice(registry: Any) -> None:
    _silence(registry)
    registry.write([WOMAN, WOMAN, MAN, MAN])
    registry.ask((1, 2))
    entry = registry.figures(AS_OF)["I1"]
    assert _bounds(entry) == (1 / 3, 0.5)
    part = _parts(entry)["duplicates"]
    assert (part["people"], part["who"]) == (2, {"groups": 1})
    registry.ask((1, 3))  # a woman and a man: one of the two sexes is wrong
    entry = registry.figures(AS_OF)["I1"]
    assert _bounds(entry) == (1 / 3, 2 / 3)
    assert entry["value"] == 0.5


def test_pairs_that_hang_together_are_one_group(registry: Any) -> None:
    _silence(registry)
    registry.write([WOMAN, WOMAN, WOMAN, MAN])
    registry.ask((1, 2), (2, 3))
    entry = registry.figures(AS_OF)["I1"]
    assert _bounds(entry) == (0.5, 0.75)
    assert _parts(entry)["duplicates"]["who"] == {"groups": 1}


def test_a_group_of_many_leaves_no_less_open_than_it_may(registry: Any) -> None:
    _silence(registry)
    registry.write([*[WOMAN] * 12, MAN])
    registry.ask(*((1, n) for n in range(2, 13)))
    low, high = _bounds(registry.figures(AS_OF)["I1"])
    assert low <= 1 / 2
    assert high >= 12 / 13


def test_judged_pairs_are_closed_until_it_is_taken_back_and_unsure_ones_stay_open(registry: Any) -> None:
    _silence(registry)
    registry.write([WOMAN, WOMAN, MAN])
    registry.ask((1, 2))
    registry.judge("unsure", 1, 2)
    assert "duplicates" in _parts(registry.figures(AS_OF)["I1"])
    number = registry.judge("different", 2, 1)
    assert registry.figures(AS_OF)["I1"]["certainty"] == []
    with registry.database.as_owner() as owner:
        owner.execute("set session_replication_role = replica")
        owner.execute(
            "insert into judgement_retraction (judgement_id, at, login) values (%s, now(), 'x')",
            (number,),
        )
    assert "duplicates" in _parts(registry.figures(AS_OF)["I1"])


def test_a_pair_of_two_bodies_opens_the_rows_of_both(registry: Any) -> None:
    _silence(registry)
    registry.write([{**WOMAN, "agency": "T1"}, {**WOMAN, "agency": "T2"}, {**MAN, "agency": "T2"}])
    registry.ask((1, 2))
    entry = registry.figures(AS_OF, by="all")["I1"]
    rows = {(row["by"], row["key"]): row for row in entry["rows"]}
    assert _bounds(rows["agency", "T2"]) == (0.0, 0.5)
    assert _bounds(rows["sector", "party"]) == (0.0, 0.5)
    assert _bounds(rows["agency", "T1"]) == (1.0, 1.0)
    assert _bounds(rows["field", None]) == (2 / 3, 2 / 3)  # of missing values only
    scoped = registry.figures(AS_OF, agency="T2")["I1"]
    assert _bounds(scoped) == (0.0, 0.5)
    assert registry.figures(AS_OF, agency="T3")["I1"]["certainty"] == []


def test_a_pair_of_which_one_was_not_there_yet_is_nothing_to_a_past_day(registry: Any) -> None:
    _silence(registry)
    later = {**WOMAN, "valid_from": date(2026, 6, 1)}
    registry.write([WOMAN, later, MAN])
    registry.ask((1, 2))
    assert registry.figures(date(2026, 5, 1))["I1"]["certainty"] == []
    assert "duplicates" in _parts(registry.figures(AS_OF)["I1"])


def test_rows_that_wait_may_be_new_people(registry: Any) -> None:
    _silence(registry)
    registry.write([WOMAN, MAN])
    registry.wait({"full_name": "Mới"}, {"full_name": "Mới hơn"}, as_of=date(2026, 7, 1))
    entry = registry.figures(AS_OF, by="agency")["I1"]
    assert _bounds(entry) == (0.25, 0.75)
    assert entry["certainty"] == [
        {"part": "waiting", "people": 2, "low": 0.25, "high": 0.75,
         "who": {"submissions": 1, "rows_of_nobody_known": 2, "known_people": 0}},
    ]  # fmt: skip
    assert _bounds(entry["rows"][0]) == (0.25, 0.75)
    # It describes a day that had not come then.
    assert registry.figures(date(2026, 6, 30))["I1"]["certainty"] == []


def test_works_that_wait_make_nobody_known(registry: Any) -> None:
    _silence(registry)
    registry.write([WOMAN, MAN])
    registry.wait({"full_name": "Chưa ai biết"}, form="works")
    assert registry.figures(AS_OF)["I1"]["certainty"] == []


def test_a_row_that_says_something_new_of_somebody_known_leaves_that_person_open(registry: Any) -> None:
    _silence(registry)
    registry.write([WOMAN, MAN, MAN])
    with registry.database.as_owner() as owner:
        owner.execute("""update person_version set "values" = '{"sex": "male", "research_fields": ["1"]}'""")
    registry.wait({"person": 2, "sex": "male", "phone": "0901"}, {"person": 3, "sex": "female"})
    entry = registry.figures(AS_OF)["I1"]
    assert _parts(entry)["waiting"]["who"]["known_people"] == 1
    assert _bounds(entry) == (1 / 3, 2 / 3)
    # Of a list, less than is known is something else.
    registry.wait({"person": 2, "research_fields": []})
    assert _parts(registry.figures(AS_OF)["I1"])["waiting"]["people"] == 1
    # From another body: the main employer may change.
    registry.wait({"person": 2, "sex": "male", "agency": "T2"})
    scoped = registry.figures(AS_OF, agency="T2")["I1"]
    assert (scoped["value"], *_bounds(scoped)) == (None, 0.0, 1.0)


def test_staff_that_nobody_has_listed_is_open_by_the_number_that_was_stated(registry: Any) -> None:
    registry.write([{**WOMAN, "agency": "T1"}, {**MAN, "agency": "T111"}, {**MAN, "agency": "T111"}])
    registry.state_staff(T1=4)
    entry = registry.figures(AS_OF, by="all")["I1"]
    part = _parts(entry)["silent"]
    assert part["people"] == 1
    assert part["who"]["agencies"] == [{"code": "T1", "name": "Cơ quan T1", "stated": 4, "listed": 3}]
    assert part["who"]["unsized"] == 2  # T11 and T2: no employment, nothing stated
    assert _bounds(entry) == (0.25, 0.5)
    rows = {row["key"]: row for row in entry["rows"] if row["by"] == "agency"}
    assert _bounds(rows["T1"]) == (0.5, 1.0)
    registry.state_staff(T1=1, T11=2)  # each for its own: nobody is missing
    assert _parts(registry.figures(AS_OF)["I1"])["silent"]["people"] == 0
    registry.state_staff(T2=3)
    entry = registry.figures(AS_OF)["I1"]
    assert _bounds(entry) == (1 / 6, 4 / 6)
    assert registry.figures(AS_OF, agency="T1")["I1"]["certainty"][0]["who"]["agencies"] == []
    registry.state_staff(T1=5)  # two are missing, at T1 or at any body below it
    scoped = registry.figures(AS_OF, agency="T111")["I1"]
    assert _bounds(scoped) == (0.0, 0.5)


def test_staff_of_a_body_without_the_duty_to_report_is_open_as_well(registry: Any) -> None:
    registry.write([{**WOMAN, "agency": "T1"}, {**MAN, "agency": "T111"}])
    registry.state_staff(T1=1, T111=2, T3=1)  # a school and a college owe no report, and have people all the same
    entry = registry.figures(AS_OF)["I1"]
    part = _parts(entry)["silent"]
    assert [one["code"] for one in part["who"]["agencies"]] == ["T111", "T3"]
    assert (part["people"], part["who"]["unsized"]) == (2, 2), "T11 and T2; who owes no report is not asked for any"
    assert _bounds(entry) == (0.25, 0.75)
    with registry.database.as_owner() as owner:
        owner.execute("update agency set valid_to = '2026-06-30' where code = 'T3'")
    assert _bounds(registry.figures(AS_OF)["I1"]) == (1 / 3, 2 / 3), "a body that ended has nobody any more"


def test_who_is_listed_twice_hides_somebody_who_is_not_listed(registry: Any) -> None:
    registry.write([WOMAN, MAN])
    registry.ask((1, 2))
    registry.state_staff(T1=2, T2=0)
    entry = registry.figures(AS_OF)["I1"]
    assert _bounds(entry) == (0.0, 1.0)
    who = _parts(entry)["silent"]["who"]
    assert (who["agencies"], who["if_listed_twice"]) == ([], 1)
    registry.judge("different", 1, 2)
    assert _parts(registry.figures(AS_OF)["I1"])["silent"]["people"] == 0


def test_bodies_of_unknown_size_are_said_and_not_guessed(registry: Any) -> None:
    registry.write([WOMAN, MAN])
    entry = registry.figures(AS_OF)["I1"]
    assert _bounds(entry) == (0.5, 0.5)
    assert entry["certainty"] == [
        {"part": "silent", "people": 0, "low": 0.5, "high": 0.5,
         "who": {"agencies": [], "n_agencies": 0, "unsized": 3, "if_listed_twice": 0}},
    ]  # fmt: skip


def test_all_parts_together_and_the_widest_first(registry: Any) -> None:
    _silence(registry)
    registry.write([WOMAN, WOMAN, MAN, {**POST, "sex": None}])
    registry.ask((1, 2))
    registry.wait({"full_name": "a"}, {"full_name": "b"}, {"full_name": "c"})
    entry = registry.figures(AS_OF)["I1"]
    # Lowest: the two are one, the unknown is a man, three men more. Highest: two, a woman, three women more.
    assert _bounds(entry) == (1 / 6, 6 / 7)
    assert [part["part"] for part in entry["certainty"]] == ["waiting", "values", "duplicates"]
    widths = [part["high"] - part["low"] for part in entry["certainty"]]
    assert widths == sorted(widths, reverse=True)
    plain = registry.figures(AS_OF, only_values=True)["I1"]
    assert (*_bounds(plain), [part["part"] for part in plain["certainty"]]) == (0.5, 0.75, ["values"])


def test_an_unknown_value_of_somebody_in_a_pair_is_counted_once(registry: Any) -> None:
    _silence(registry)
    registry.write([{**POST, "sex": None}, {**POST, "sex": None}, MAN])
    registry.ask((1, 2))
    entry = registry.figures(AS_OF)["I1"]
    assert _bounds(entry) == (0.0, 2 / 3)
    assert [part["part"] for part in entry["certainty"]] == ["duplicates"]


@pytest.mark.parametrize("role", [Role.STEWARD, Role.SEARCHER, Role.LEADER])
def test_all_who_see_figures_see_the_same_interval(registry: Any, role: Role) -> None:
    _silence(registry)
    registry.write([WOMAN, WOMAN, MAN, MAN, MAN])
    registry.ask((1, 2))
    registry.wait({"full_name": "a"})
    mine, theirs = (
        registry.figures(AS_OF, who=who)["I1"] for who in (Principal(role, "x"), Principal(Role.OPERATOR, "o"))
    )
    assert mine["certainty"] == theirs["certainty"]
    assert {part["part"] for part in mine["certainty"]} == {"duplicates", "waiting"}
    assert _bounds(mine) == _bounds(theirs)
