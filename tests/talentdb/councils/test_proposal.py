"""A council for a topic out of the registry: who is found, whose ties bar, what the answer says."""

from collections.abc import Callable
from typing import Any

import pytest

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Principal
from talentdb.councils import panel
from talentdb.councils.answer import as_json
from talentdb.councils.candidates import wider_topics
from talentdb.councils.demand import Demand
from talentdb.councils.labels import NO_WAY, NOBODY
from talentdb.councils.proposal import make_proposal
from talentdb.errors import ForbiddenError, NotFoundError, UsageError
from tests.conftest import Database
from tests.talentdb.conftest import Province
from tests.talentdb.councils.conftest import NAMES, bodies
from tests.talentdb.network.conftest import Circle


def _ask(province: Province, principal: Principal = OPERATOR, **values: Any) -> dict[str, Any]:
    demand = Demand(**{"topic": "nuôi trồng thủy sản", "size": 3, **values})
    with unit_of_work(province.engine, principal) as connection:
        return as_json(make_proposal(connection, principal, None, demand))


def test_the_council_keeps_the_rules_and_says_why(circle: Circle) -> None:
    found = _ask(circle.province, min_women=2)
    assert len(found["members"]) == 3
    assert sum(member["sex"] == "female" for member in found["members"]) >= 2
    assert len({member["agency"] for member in found["members"]}) == 3
    assert found["members"][0]["role"] == "chair"
    assert all(member["reasons"] and member["why"] for member in found["members"])
    assert {rule["rule"] for rule in found["rules"]} >= {"size", "women", "per_agency", "cover"}


def test_sub_fields_come_from_what_the_candidates_know(circle: Circle) -> None:
    assert set(_ask(circle.province)["sub_fields"]) >= {"Nuôi trồng thủy sản"}
    assert set(_ask(circle.province, size=5)["sub_fields"]) & {"bệnh tôm", "thức ăn cho cá"}


def test_an_excluded_body_sends_nobody(circle: Circle) -> None:
    body = bodies(circle.province)[0]
    found = _ask(circle.province, size=5, exclude_agencies=(body,))
    assert len(found["members"]) == 5
    assert body not in {member["agency"] for member in found["members"]}


def test_ties_to_the_applicant_bar_until_they_are_accepted(circle: Circle) -> None:
    circle.works([(NAMES[0], "Đề tài tôm", "research_task", 2023, "lead"),
                  (NAMES[1], "Đề tài tôm", "research_task", 2023, "member")])  # fmt: skip
    applicant, tied = circle.ids[NAMES[0]], circle.ids[NAMES[1]]
    free = _ask(circle.province, size=4, applicant=applicant)
    assert {applicant, tied}.isdisjoint(member["person_id"] for member in free["members"])
    none = _ask(circle.province, size=5, applicant=applicant)
    assert not none["feasible"]
    ways = [change for way in none["relax"] for change in way["changes"]]
    assert ("tie", str(tied)) in {(change["kind"], change["subject"]) for change in ways}
    assert any(NAMES[1] in way["label"] and "cùng thực hiện nhiệm vụ" in way["label"] for way in none["relax"])
    taken = _ask(circle.province, size=5, applicant=applicant, accept=(tied,))
    assert tied in {member["person_id"] for member in taken["members"]}


def test_named_people_sit_and_merged_numbers_are_followed(circle: Circle) -> None:
    wanted = circle.ids[NAMES[4]]
    found = _ask(circle.province, size=2, include=(wanted,), chair=circle.ids[NAMES[5]])
    assert {member["person_id"] for member in found["members"]} == {wanted, circle.ids[NAMES[5]]}
    assert found["members"][0]["person_id"] == circle.ids[NAMES[5]]


def test_rules_nobody_asked_for_give_way_and_are_told(circle: Circle) -> None:
    circle.province.load(bodies(circle.province)[0], [
        {"full_name": f"Trần Văn {name}", "qualification": "university", "expertise": ["nấu rượu vang"]}
        for name in ("Một", "Hai", "Ba")
    ])  # fmt: skip
    found = _ask(circle.province, topic="nấu rượu vang", size=3, per_agency=3)
    assert found["feasible"]
    assert "chair_seniority" in {change["kind"] for change in found["eased"]}
    assert not _ask(circle.province, topic="nấu rượu vang", size=3, per_agency=3, chair_seniority=4)["feasible"]


def test_no_way_out_is_not_told_as_nobody_found(circle: Circle, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _ask(circle.province, topic="zzqqxx")["message"] == NOBODY
    monkeypatch.setattr(panel, "ways_out", lambda *_: ())
    found = _ask(circle.province, size=6, min_women=6)
    assert (found["feasible"], found["relax"], found["message"]) == (False, [], NO_WAY)


def test_wider_topics_are_parts_that_find_enough_people(circle: Circle) -> None:
    with unit_of_work(circle.province.engine, OPERATOR) as connection:
        named = dict(wider_topics(connection, OPERATOR, None, "lồng kính nuôi trồng thủy sản", 4))
        none = wider_topics(connection, OPERATOR, None, "lồng kính nuôi trồng thủy sản", 999)
    assert list(named) == ["nuôi trồng thủy sản"]
    assert named["nuôi trồng thủy sản"] >= 4
    assert none == []


def test_a_merged_number_names_the_person_who_stays(circle: Circle, database: Database) -> None:
    wanted = circle.ids[NAMES[5]]
    with database.as_owner() as connection:
        connection.execute("insert into person_redirect values (900001, %s)", (wanted,))
    sits = {member["person_id"] for member in _ask(circle.province, size=2, include=(900_001,))["members"]}
    assert wanted in sits
    assert wanted not in {one["person_id"] for one in _ask(circle.province, exclude=(900_001,))["members"]}


def test_unknown_people_and_bodies_are_refused(circle: Circle) -> None:
    with pytest.raises(NotFoundError):
        _ask(circle.province, include=(987_654,))
    with pytest.raises(UsageError):
        _ask(circle.province, exclude_agencies=("KHONG-CO",))


@pytest.mark.parametrize("wrong", [{"size": 0}, {"min_women": 4}, {"topic": " "}, {"include": (1,), "exclude": (1,)}])
def test_demands_without_sense_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(UsageError):
        Demand(**{"topic": "x", "size": 3, **wrong}).checked()


def test_who_only_reads_lists_gets_no_proposal(circle: Circle, as_role: Callable[..., Principal]) -> None:
    with pytest.raises(ForbiddenError):
        _ask(circle.province, as_role("leader"))
    assert _ask(circle.province, as_role("searcher"))["feasible"]
