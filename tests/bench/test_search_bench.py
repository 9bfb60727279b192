"""The gold of the search bench is right where it was checked by hand, and its scorer counts as nDCG is defined."""

from dataclasses import replace
from datetime import date
from math import log2
from random import Random
from typing import Any

import pytest

from ingest.sample.catalogue import places
from talentdb.text import fold
from tests.bench.search.catalogue import bodies, topics
from tests.bench.search.drawn import Facts, facts_of
from tests.bench.search.grades import (
    Demand,
    fits,
    name_grade,
    partial_grade,
    points,
    swapped_grade,
    topic_grade,
    who_knows,
)
from tests.bench.search.measures import ndcg, reciprocal_rank
from tests.bench.search.population import Expert, Membership, Work, make_experts
from tests.bench.search.questions import KINDS, NAME_LIKE, Question, draw_questions
from tests.bench.search.topic_questions import is_training_topic
from tests.bench.search.typing_slips import keys_of, slip, wrong_tone

_DAY = date(2026, 11, 21)


def _expert(**values: Any) -> Expert:
    """A man who knows nothing that is asked for, unless said."""
    plain: dict[str, Any] = {
        "code": "000001", "full_name": "Nguyễn Văn Hòa", "sex": "male", "birth": date(1980, 11, 22),
        "national_id": "033080999999", "place": places()[0], "body": bodies()["SO-YTE"], "unit": "Văn phòng",
        "unit_topic": None, "post": "Chuyên viên", "qualification": "doctorate", "academic_title": None,
        "field": "Luật", "field_topic": "law", "skills": {},
    }  # fmt: skip
    return Expert(**{**plain, **values})


def _part(topic: str, role: str, title: str = "Một công trình") -> Membership:
    return Membership(Work(title, topic, "research_task", "province", "passed", 2024), role)


@pytest.fixture(scope="module")
def facts() -> Facts:
    return facts_of(make_experts(400, 3), _DAY)


@pytest.fixture(scope="module")
def questions(facts: Facts) -> list[Question]:
    return draw_questions(facts, 4, 3)


def test_scorer_gives_what_is_worked_out_by_hand() -> None:
    grades = {1: 3, 2: 2, 3: 1}
    best = 7 + 3 / log2(3) + 1 / 2
    assert ndcg([1, 2, 3], grades) == pytest.approx(1.0)
    assert ndcg([3, 9, 1], grades) == pytest.approx((1 + 7 / 2) / best)
    assert ndcg([], grades) == 0
    assert ndcg([8, 9], grades) == 0


def test_scorer_counts_nobody_twice_and_ends_at_its_depth() -> None:
    assert ndcg([1, 1], {1: 3, 2: 3}) == pytest.approx(1 / (1 + 1 / log2(3)))
    assert ndcg([9, 1], {1: 3}, depth=1) == 0
    assert ndcg(range(1, 11), dict.fromkeys(range(1, 50), 3)) == pytest.approx(1.0)


def test_scorer_refuses_a_query_about_nobody() -> None:
    with pytest.raises(ValueError, match="without anybody"):
        ndcg([1], {})


def test_reciprocal_rank_is_of_the_first_of_the_best() -> None:
    assert reciprocal_rank([4, 1, 2], {1: 3, 2: 3, 4: 1}) == 0.5
    assert reciprocal_rank([4, 5], {1: 3, 4: 1}) == 0


def test_topic_grades_follow_the_evidence() -> None:
    trained = _expert(field_topic="aquaculture")
    leads = replace(trained, works=[_part("aquaculture", "lead")])
    helps = _expert(works=[_part("aquaculture", "member")])
    says = _expert(skills={"nuôi tôm": "aquaculture"}, unit_topic="aquaculture")
    assert [points(one).get("aquaculture", 0) for one in (trained, leads, helps, says, _expert())] == [2, 4, 1, 2, 0]
    assert [topic_grade(evidence) for evidence in range(6)] == [0, 1, 2, 2, 3, 3]


def test_three_works_of_ones_own_say_more_than_one_and_a_second_part_in_others_says_nothing_new() -> None:
    three = _expert(works=[_part("animal", "lead"), _part("animal", "author"), _part("animal", "author")])
    twice = _expert(works=[_part("animal", "member"), _part("animal", "secretary")])
    assert (points(three)["animal"], points(twice)["animal"]) == (3, 1)


def test_filters_of_a_line_hold_to_the_day() -> None:
    one = _expert()  # 45 until the day after
    assert fits(one, Demand(ages=(0, 45)), _DAY)
    assert not fits(one, Demand(ages=(0, 45)), date(2026, 11, 22))
    assert not fits(one, Demand(sex="female"), _DAY)
    assert not fits(one, Demand(born=(1981, 9999)), _DAY)
    assert fits(one, Demand(degrees=("doctorate", "doctor_of_science"), body="SO-YTE"), _DAY)
    assert not fits(one, Demand(titles=("professor",)), _DAY)
    assert not fits(one, Demand(communes=frozenset({"00000"})), _DAY)


def test_names_are_graded_by_letters_and_tones() -> None:
    one = _expert()
    assert name_grade(one, "nguyễn văn hòa", toned=True) == 3
    assert name_grade(one, "Nguyễn Văn Hoa", toned=True) == 1
    assert name_grade(one, "nguyen van hoa", toned=False) == 3
    assert name_grade(one, "Nguyễn Hòa", toned=True) == 0
    assert swapped_grade(one, "Văn Hòa Nguyễn", toned=True) == 3
    assert swapped_grade(one, "hoa van nguyen", toned=False) == 3
    assert swapped_grade(one, "Văn Hoa Nguyễn", toned=True) == 1
    assert partial_grade(one, ["Văn", "Hòa"], "SO-YTE", toned=True) == 3
    assert partial_grade(one, ["Văn", "Hoa"], "SO-YTE", toned=True) == 2
    assert partial_grade(one, ["Đức", "Hòa"], "SO-YTE", toned=True) == 1
    assert partial_grade(one, ["Văn", "Hòa"], "SO-XD", toned=True) == 0


@pytest.mark.parametrize(
    ("syllable", "method", "late", "keys"),
    [
        ("Nguyễn", "telex", True, "nguyeenx"), ("Nguyễn", "telex", False, "nguyeexn"),
        ("Đường", "telex", True, "dduwowngf"), ("Đường", "vni", False, "d9u7o72ng"),
        ("Hằng", "vni", True, "ha8ng2"), ("Lan", "telex", True, "lan"), ("Quý", "vni", False, "quy1"),
    ],
)  # fmt: skip
def test_keys_are_those_pressed(syllable: str, method: str, late: bool, keys: str) -> None:
    assert keys_of(syllable, method, late=late) == keys


def test_slips_change_a_name_and_wrong_tones_keep_its_letters() -> None:
    rng = Random(1)
    for _ in range(200):
        toned = wrong_tone(rng, "Nguyễn Thị Thủy")
        assert toned != "Nguyễn Thị Thủy"
        assert fold(toned) == "nguyen thi thuy"
        assert slip(rng, "nguyen thi thuy").count(" ") == 2


def test_topics_and_bodies_fit_together() -> None:
    sectors = {sector for body in bodies().values() for sector in body.sectors}
    assert len(topics()) >= 60
    for topic in topics().values():
        assert topic.sector in sectors
        assert topic.vi
        assert topic.en
        assert topic.field
        assert topic.problems
        assert set(topic.near) <= set(topics())
    assert 0.35 < sum(map(is_training_topic, topics())) / len(topics()) < 0.65


def test_people_know_what_their_facts_say(facts: Facts) -> None:
    knows = who_knows(facts.people.values())
    for one in facts.people.values():
        assert knows[one.field_topic][one.code] >= 2
        assert all(one.code in knows[part.work.topic] for part in one.works)
    assert any(3 in grades.values() for grades in knows.values())


def test_same_seed_same_people_other_seed_others() -> None:
    assert make_experts(50, 1) == make_experts(50, 1)
    assert make_experts(50, 1) != make_experts(50, 2)


def test_every_kind_has_both_halves_and_somebody_to_find(questions: list[Question]) -> None:
    drawn = {(question.kind, question.training) for question in questions}
    assert drawn == {(kind, half) for kind in KINDS for half in (True, False)}
    assert all(max(question.grades.values()) >= 2 for question in questions)


def test_halves_share_no_topic_and_no_words(questions: list[Question]) -> None:
    about: dict[bool, set[str]] = {True: set(), False: set()}
    for question in questions:
        if question.kind not in NAME_LIKE:
            about[question.training].add(question.about.split(" ")[0])
    assert about[True].isdisjoint(about[False])
    assert len({question.words for question in questions if question.training}) > len(KINDS)


def test_a_name_that_nobody_bears_is_graded_by_its_letters(facts: Facts, questions: list[Question]) -> None:
    for question in questions:
        if question.kind == "name, wrong tone":
            assert question.words not in {one.full_name for one in facts.people.values()}
            assert {fold(facts.people[code].full_name) for code in question.grades} == {fold(question.words)}


def test_gold_of_a_whole_line_keeps_every_filter(facts: Facts, questions: list[Question]) -> None:
    lines = [question for question in questions if question.kind == "whole line"]
    for question in lines:
        for code in question.grades:
            one = facts.people[code]
            assert not question.words.startswith("nữ ") or one.sex == "female"
            assert "thạc sĩ" not in question.words or one.qualification == "master"
    assert lines
