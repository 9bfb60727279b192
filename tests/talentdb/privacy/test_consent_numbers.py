"""Consent of people who are judged to be one and taken apart again: no withdrawal is lost, whoever says it when."""

import random
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Principal
from talentdb.errors import UsageError
from talentdb.people.withheld import withheld_of
from talentdb.privacy.consent import consents_of, standing
from talentdb.registry.judging import judge, retract, split
from talentdb.registry.rebuild import rebuild
from talentdb.settings import today
from tests.talentdb.conftest import Province
from tests.talentdb.privacy.test_consent import (
    HUNG,
    LAN,
    asked_back,
    declared,
    done,
    exported,
    given_by,
    number_of,
    written,
)

As = Callable[..., Principal]
_FOR = "Mời giảng dạy"
_LONG_AGO = today() - timedelta(days=9)


@pytest.fixture
def two(database: Any, as_role: As, province: Province) -> tuple[int, int]:
    """Two people of one list that rests on consent; both numbers are lower or higher by the order of the rows."""
    province.load("SO-KHCN", [LAN, HUNG])
    steward = as_role("steward")
    declared(database, steward, sensitive=("ethnicity_code",))
    written(database, steward)
    return number_of(database, LAN), number_of(database, HUNG)


def _merge(database: Any, a: int, b: int) -> tuple[int, int]:
    """The number that stands for both, and that of the judgement."""
    with unit_of_work(database.engine, OPERATOR) as connection:
        made = judge(connection, OPERATOR, a, b, "same", reason="một người")
    [number] = made.persons
    return number, made.judgement_id


def _days_pass(database: Any) -> None:
    """What was said so far was said some days ago."""
    with database.as_owner() as owner:
        owner.execute("update consent set day = day - 3")


def _part(database: Any, judgement: int) -> None:
    with unit_of_work(database.engine, OPERATOR) as connection:
        assert len(retract(connection, OPERATOR, judgement, reason="hai người").persons) == 2


def _why(database: Any, *persons: int) -> list[str]:
    """What is missing of each: withdrawn, none …; empty text when nothing is, as service and database agree."""
    with unit_of_work(database.engine, OPERATOR) as connection:
        missing = {one.person_id: one.why for one in withheld_of(connection, persons)}
        for person in persons:
            said = standing(consents_of(connection, person)).get(_FOR)
            assert missing.get(person, "given") == (said.act if said else "none")
    return [missing.get(person, "") for person in persons]


@pytest.mark.parametrize("withdraws", [0, 1])
@pytest.mark.parametrize("later", [True, False])
def test_a_consent_of_the_other_number_does_not_outvote_a_withdrawal(
    database: Any, as_role: As, two: tuple[int, int], withdraws: int, later: bool
) -> None:
    """Whichever number stays, and whichever was said later: a machine or a steward made them one, not the person."""
    steward, (first, other) = as_role("steward"), (two[withdraws], two[1 - withdraws])
    given_by(database, steward, first, 1, day=_LONG_AGO)
    done(database, steward, asked_back(database, steward, first))
    _days_pass(database)
    given_by(database, steward, other, 1, day=today() if later else _LONG_AGO - timedelta(days=9))
    number, judgement = _merge(database, *two)
    assert _why(database, number) == ["withdrawn"]
    assert exported(database) == set()
    _part(database, judgement)
    assert _why(database, first, other) == ["withdrawn", ""]
    with unit_of_work(database.engine, OPERATOR) as connection:
        rebuild(connection, OPERATOR)
    assert _why(database, first, other) == ["withdrawn", ""]


@pytest.mark.parametrize("gave", [(0,), (1,), (0, 1)])
def test_who_withdrew_as_one_has_withdrawn_as_two(
    database: Any, as_role: As, two: tuple[int, int], gave: tuple[int, ...]
) -> None:
    """The number that comes back carries what it had said before; its consent must not come back with it."""
    steward = as_role("steward")
    for one in gave:
        given_by(database, steward, two[one], 1)
    number, judgement = _merge(database, *two)
    assert _why(database, number) == [""]
    done(database, steward, asked_back(database, steward, number))
    assert _why(database, number) == ["withdrawn"]
    _part(database, judgement)
    assert _why(database, *two) == ["withdrawn" if one in gave else "none" for one in (0, 1)]
    assert exported(database) == set()


def test_who_consents_anew_as_one_is_given_out_as_one(database: Any, as_role: As, two: tuple[int, int]) -> None:
    steward, (lan, hung) = as_role("steward"), two
    for one in two:
        given_by(database, steward, one, 1)
    done(database, steward, asked_back(database, steward, hung))
    number, judgement = _merge(database, lan, hung)
    assert _why(database, number) == ["withdrawn"]
    with pytest.raises(UsageError, match="đã rút lại"):
        given_by(database, steward, number, 1)
    _days_pass(database)
    given_by(database, steward, number, 1, day=today())
    assert _why(database, number) == [""]
    _part(database, judgement)
    assert _why(database, lan, hung) == ["", ""]


def test_a_request_of_one_of_the_numbers_withdraws_for_all(database: Any, as_role: As, two: tuple[int, int]) -> None:
    """What one number said before is not withdrawn twice, what the other gave is."""
    steward, (lan, hung) = as_role("steward"), two
    for one in two:
        given_by(database, steward, one, 1)
    done(database, steward, asked_back(database, steward, hung))
    number, judgement = _merge(database, lan, hung)
    done(database, steward, asked_back(database, steward, number))
    _part(database, judgement)
    assert _why(database, lan, hung) == ["withdrawn", "withdrawn"]
    with database.as_owner() as owner:
        said = owner.execute("select person_id from consent where act = 'withdrawn' order by consent_id").fetchall()
    assert said == [(hung,), (lan,)]


def test_somebody_taken_out_of_a_person_has_not_consented(database: Any, as_role: As, province: Province) -> None:
    """Two lists told of one person by the same id; a number that was nobody's before starts with nothing."""
    row = {**HUNG, "national_id": "033079001234", "qualification": "master"}
    province.load("SO-KHCN", [row])
    province.load("SO-NV", [row])
    steward = as_role("steward")
    declared(database, steward, agency_code="")
    written(database, steward)
    number = number_of(database, HUNG)
    given_by(database, steward, number, 1)
    done(database, steward, asked_back(database, steward, number))
    with database.as_owner() as owner:
        record = owner.execute(
            "select max(source_record_id) from person_source where person_id = %s", [number]
        ).fetchone()[0]
    with unit_of_work(database.engine, OPERATOR) as connection:
        persons = split(connection, OPERATOR, number, [record], reason="hai người").persons
    assert sorted(_why(database, *persons)) == ["none", "withdrawn"]
    assert exported(database) == set()


def test_any_course_of_words_and_judgements_lets_nobody_out_whose_number_withdrew(
    database: Any, as_role: As, two: tuple[int, int]
) -> None:
    """What was said under each number, kept by hand, against what the registry makes of it; a day a step."""
    steward, dice, last, judgement = as_role("steward"), random.Random(17), dict[int, str](), 0
    seen = set()
    for _ in range(60):
        one = dice.choice(two[: 1 if judgement else 2])
        mine = two if judgement else (one,)
        act = dice.choice(["give", "give", "withdraw", "judge"])
        words = {last[number] for number in mine if number in last}
        if act == "judge" and judgement:
            _part(database, judgement)
            judgement = 0
        elif act == "judge":
            _, judgement = _merge(database, *two)
        elif act == "give" and words != {"given"}:
            given_by(database, steward, one, 1, day=today())
            last |= {number: "given" for number in mine if number in last or number == min(mine)}
        elif act == "withdraw" and "given" in words:
            done(database, steward, asked_back(database, steward, one))
            last |= {number: "withdrawn" for number in mine if number in last}
        for group in [two] if judgement else [(number,) for number in two]:
            words = {last[number] for number in group if number in last}
            expected = "none" if not words else "withdrawn" if "withdrawn" in words else ""
            assert _why(database, min(group)) == [expected], (act, last)
            seen.add((len(group), expected))
        _days_pass(database)
    assert seen >= {(1, "withdrawn"), (2, "withdrawn"), (1, ""), (2, "")}
