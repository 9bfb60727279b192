"""The panel against all sets there are: on small cases every set is tried, so the optimum is known."""

import random
from datetime import date
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from talentdb.councils.model import Candidate, Rules
from talentdb.councils.panel import propose
from talentdb.councils.program import OutOfTime, Program
from talentdb.councils.relax import relaxed
from talentdb.councils.rules import broken
from talentdb.councils.scoring import objective
from talentdb.councils.seating import default_seats, eligible
from talentdb.errors import EnvironmentProblem

FIELDS = ("đất", "nước", "giống")


def person(number: int, **values: object) -> Candidate:
    base: dict[str, object] = {
        "name": f"Người {number}", "agencies": (f"CQ{number}",), "relevance": 0.5, "seniority": 3,
        "fields": {FIELDS[0]: 1.0},
    }  # fmt: skip
    return Candidate(number, **{**base, **values})  # type: ignore[arg-type]


def rules_of(size: int, **values: object) -> Rules:
    return Rules(size, **{"seats": default_seats(size), **values})  # type: ignore[arg-type]


@st.composite
def _candidates(draw: st.DrawFn) -> list[Candidate]:
    count = draw(st.integers(3, 9))
    return [
        person(
            number,
            agencies=tuple(draw(st.lists(st.sampled_from("ABCDE"), max_size=2, unique=True))),
            fields={name: draw(st.sampled_from((0.0, 0.4, 0.5, 1.0))) for name in FIELDS},
            relevance=draw(st.integers(0, 20)) / 20,
            seniority=draw(st.integers(0, 6)),
            sex=draw(st.sampled_from(("male", "female", None))),
            uses=draw(st.integers(0, 3)),
            works=frozenset(draw(st.lists(st.sampled_from("uvwxyz"), max_size=2))),
        )
        for number in range(1, count + 1)
    ]


@st.composite
def _rules(draw: st.DrawFn) -> Rules:
    size = draw(st.integers(1, 5))
    numbers = st.integers(1, 9)
    return rules_of(
        size,
        cover={name: draw(st.integers(0, 2)) for name in draw(st.lists(st.sampled_from(FIELDS), unique=True))},
        chair_seniority=draw(st.integers(0, 5)),
        min_women=draw(st.integers(0, min(3, size))),
        per_agency=draw(st.integers(1, 2)),
        excluded_agencies=frozenset(draw(st.lists(st.sampled_from("ABCDE"), max_size=2))),
        ties=dict.fromkeys(draw(st.lists(numbers, max_size=2)), "co_author"),
        apart=draw(st.booleans()),
        most_uses=draw(st.sampled_from((None, 1, 2))),
        exclude=frozenset(draw(st.lists(numbers, max_size=1))),
    )


def _best(candidates: list[Candidate], rules: Rules) -> float | None:
    sets = (list(chosen) for chosen in combinations(candidates, rules.size))
    return max((objective(chosen, rules) for chosen in sets if not broken(chosen, rules)), default=None)


@settings(max_examples=200)
@given(_candidates(), _rules())
def test_the_panel_is_the_best_of_all_sets_that_keep_the_rules(candidates: list[Candidate], rules: Rules) -> None:
    panel = propose(candidates, rules)
    best = _best(candidates, rules)
    assert panel.feasible == (best is not None)
    if best is not None:
        assert broken([seat.candidate for seat in panel.seats], rules) == []
        assert panel.score == pytest.approx(best, rel=1e-3)
        assert panel.bound >= best - 1e-6


@given(
    st.lists(
        st.tuples(st.integers(0, 20), st.frozensets(st.sampled_from("uvwxyz"), max_size=2)), min_size=4, max_size=9
    ),
    st.integers(2, 3),
)
def test_who_has_a_work_in_common_never_sits_together(drawn: list[tuple[int, frozenset[str]]], size: int) -> None:
    # No other rule binds here: under all of them at once a random pool seldom leaves this one anything to decide.
    pool = [person(at, relevance=rank / 20, works=works) for at, (rank, works) in enumerate(drawn, 1)]
    rules = Rules(size, apart=True, chair_seniority=0)
    panel, best = propose(pool, rules), _best(pool, rules)
    assert panel.feasible == (best is not None)
    if best is not None:
        assert broken([seat.candidate for seat in panel.seats], rules) == []
        assert panel.score == pytest.approx(best, rel=1e-3)


@settings(max_examples=150)
@given(_candidates(), _rules())
def test_every_way_out_makes_the_rules_possible(candidates: list[Candidate], rules: Rules) -> None:
    panel = propose(candidates, rules)
    for way in panel.relax:
        eased = relaxed(rules, way)
        found = propose(candidates, eased)
        assert found.feasible, way
        assert broken([seat.candidate for seat in found.seats], eased) == []
    if not panel.feasible and any(one.person_id not in rules.exclude for one in candidates):
        assert panel.relax


@settings(max_examples=100)
@given(_candidates(), _rules(), st.randoms())
def test_the_order_of_the_candidates_does_not_matter(
    candidates: list[Candidate], rules: Rules, random: object
) -> None:
    shuffled = list(candidates)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert propose(candidates, rules) == propose(shuffled, rules)


@settings(max_examples=100)
@given(_candidates(), _rules())
def test_roles_are_held_by_those_who_may(candidates: list[Candidate], rules: Rules) -> None:
    panel = propose(candidates, rules)
    held = [seat.role for seat in panel.seats]
    for role, count in rules.seats.items():
        assert held.count(role) == (count if panel.feasible else 0)
    assert all(eligible(seat.candidate, seat.role, rules) for seat in panel.seats)


@settings(max_examples=150)
@given(_candidates(), _rules())
def test_the_runner_up_is_the_best_swap(candidates: list[Candidate], rules: Rules) -> None:
    panel = propose(candidates, rules)
    members = [seat.candidate for seat in panel.seats]
    for seat in panel.seats:
        staying = [one for one in members if one is not seat.candidate]
        swaps = [
            objective([*staying, one], rules)
            for one in candidates
            if one not in members and eligible(one, seat.role, rules) and not broken([*staying, one], rules)
        ]
        if seat.runner_up is None:
            assert swaps == []
        else:
            assert panel.score - seat.runner_up.difference == pytest.approx(max(swaps))


def test_a_person_of_two_bodies_blocks_both() -> None:
    both = person(1, agencies=("A", "B"), relevance=1.0)
    panel = propose([both, person(2, agencies=("B",)), person(3, agencies=("A",))], rules_of(2))
    assert {seat.candidate.person_id for seat in panel.seats} == {2, 3}


def test_named_people_sit_and_keep_their_role() -> None:
    pool = [person(number, relevance=0.9) for number in range(1, 6)] + [person(9, relevance=0.0)]
    panel = propose(pool, rules_of(3, include=frozenset({9}), roles={9: "secretary"}))
    assert {seat.candidate.person_id: seat.role for seat in panel.seats}[9] == "secretary"
    assert any("chỉ định" in line for seat in panel.seats for line in seat.reasons if seat.candidate.person_id == 9)


def test_who_sat_often_gives_way_to_an_equal() -> None:
    tired = person(1, uses=4, last_used=date(2026, 3, 1))
    panel = propose([tired, person(2)], rules_of(1))
    assert [seat.candidate.person_id for seat in panel.seats] == [2]


def test_too_few_women_is_told_with_the_number() -> None:
    pool = [person(number, sex="female" if number == 1 else "male") for number in range(1, 9)]
    panel = propose(pool, rules_of(5, min_women=3))
    assert [(c.kind, c.before, c.after) for c in panel.relax[0].changes] == [("women", 3, 1)]


def test_a_tie_is_given_up_last() -> None:
    pool = [person(1), person(2), person(3)]
    panel = propose(pool, rules_of(3, ties={3: "supervisor"}))
    ways = [[(c.kind, c.after) for c in way.changes] for way in panel.relax]
    assert ways[0][0][0] == "size"
    assert [("tie", 0)] in ways


def test_nobody_to_ask_has_no_way_out() -> None:
    assert propose([], rules_of(3)).relax == ()


def test_alternates_stand_by_without_breaking_a_rule() -> None:
    pool = [person(number, agencies=(f"CQ{number % 6}",)) for number in range(1, 20)]
    panel = propose(pool, rules_of(4, alternates=3))
    everyone = [seat.candidate for seat in (*panel.seats, *panel.alternates)]
    # Six bodies: four sit, so two can stand by.
    assert len(panel.alternates) == 2
    assert len({one.agencies for one in everyone}) == 6


def test_a_search_that_ran_out_of_time_does_not_call_the_rules_impossible(monkeypatch: pytest.MonkeyPatch) -> None:
    def late(*_: object, **__: object) -> None:
        raise OutOfTime

    monkeypatch.setattr(Program, "solve", late)
    with pytest.raises(EnvironmentProblem):
        propose([person(1), person(2)], rules_of(2))


def test_the_guard_of_the_solver_is_told_from_proof() -> None:
    draw, program = random.Random(1), Program()
    columns = [program.column(draw.random()) for _ in range(300)]
    for _ in range(60):
        program.row([(column, draw.random()) for column in columns], lower=30.0, upper=30.1)
    with pytest.raises(OutOfTime):
        program.solve(seconds=0.0)
    impossible = Program()
    impossible.row([(impossible.column(1.0), 1.0)], lower=2.0)
    assert impossible.solve() is None
