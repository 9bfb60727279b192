"""Whatever is tried on whatever instrument: no stage is reached without its rights, papers, facts, rules, score and
days; what is refused changes nothing; the history is whole. A second reading of the rules stands here, in sets.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Principal
from talentdb.db.tables import person_version
from talentdb.errors import TalentdbError
from talentdb.plans import load_plan
from talentdb.programmes.cases import add_note, open_case, read_case, take_step
from talentdb.programmes.model import Case
from talentdb.programmes.papers import add_paper
from talentdb.settings import today
from tests.talentdb.programmes.files import pdf
from tests.talentdb.programmes.plan_file import write_plan

As = Callable[..., Principal]
Table = dict[str, Any]

PEOPLE: Mapping[str, frozenset[str]] = {
    "operator": frozenset({"agency", "lead", "home_affairs", "finance", "steward", "leader"}),
    "owner": frozenset({"agency"}),
    "lead": frozenset({"lead"}),
    "stranger": frozenset(),
    "home_affairs": frozenset({"home_affairs"}),
    "finance": frozenset({"finance"}),
    "steward": frozenset({"steward"}),
    "leader": frozenset({"leader"}),
    "searcher": frozenset(),
    "council_member": frozenset(),
}
"""Who tries -> as what they may act on a case of SO-TC."""
LAYS = ("operator", "owner", "lead", "home_affairs", "finance", "steward")
PAPERS = ("plain", "dated", "fixed")
FACTS = ("place", "cost")
KNOWN = {"doctor": True, "master": False, "nobody": None}
"""Whom a case is about -> whether the rule holds of them."""


def _step(code: str, origins: list[str], to: str) -> st.SearchStrategy[Table]:
    some_actors = st.lists(st.sampled_from(sorted(PEOPLE["operator"])), min_size=1, max_size=3, unique=True)
    flag, rare = st.sampled_from([False, False, True]), st.sampled_from([False, False, False, True])
    return st.fixed_dictionaries({
        "code": st.just(code), "name": st.just(code), "from": st.just(origins), "to": st.just(to), "by": some_actors,
        "papers": st.sampled_from([[], *([one] for one in PAPERS)]),
        "facts": st.sampled_from([[], ["place"], ["cost"], ["place"]]), "eligible": rare, "not_ruled_out": flag,
        "scored": st.sampled_from([False, False, True]), "decision": flag, "reason": flag,
    })  # fmt: skip


@st.composite
def steps_of(draw: st.DrawFn) -> list[Table]:
    """Steps between the stages s0, s1, … and the ends: one way through, one out of each, some back or in a circle."""
    stages = [f"s{number}" for number in range(draw(st.integers(1, 3)))]
    ways = [(f"on{number}", [one], [*stages, "done"][number + 1]) for number, one in enumerate(stages)]
    ways += [("out", stages, "gone")]
    ways += [
        (
            f"by{number}",
            draw(st.lists(st.sampled_from(stages), min_size=1, unique=True)),
            draw(st.sampled_from(stages)),
        )
        for number in range(draw(st.integers(0, 2)))
    ]
    steps = [draw(_step(*way)) for way in ways]
    # Who declares rules and a way of scoring has to use them somewhere.
    return [*steps[:-1], {**steps[-1], "scored": True, "eligible": True}]


def _toml(steps: list[Table]) -> str:
    stages = sorted({one for step in steps for one in step["from"]})
    ends = '{ code = "done", name = "x", end = "success" }, { code = "gone", name = "x", end = "refused" }'
    lines = [
        "[[instruments]]", 'code = "any"', 'name = "Bất kỳ"', 'short = "x"', 'kind = "grant"', 'place = "x"',
        'lead = "home"', 'opened_by = ["agency"]', 'start = "s0"', 'in_force = "in_force"',
        "stages = [" + "".join(_row({"code": one, "name": "x"}) + ", " for one in stages) + ends + "]",
        "steps = [" + ", ".join(_row(step) for step in steps) + "]",
        'papers = [{ code = "plain", name = "x" }, { code = "dated", name = "x", valid = true },'
        ' { code = "fixed", name = "x", valid = true, valid_on = "in_force" }]',
        'facts = [{ code = "place", name = "x", type = "text" }, { code = "cost", name = "x", type = "dong" }]',
        "rules = [{ code = \"doctor\", name = \"x\", when = \"qualification = 'doctorate'\", place = \"x\" }]",
        '[instruments.scoring]', 'criteria = [{ code = "all", name = "x", most = 10 }]', "least = 0.5", "members = 1",
    ]  # fmt: skip
    return "\n".join(lines)


def _row(step: Table) -> str:
    return "{ " + ", ".join(f"{key} = {json.dumps(value)}" for key, value in step.items()) + " }"


STEP = st.fixed_dictionaries({
    "index": st.integers(0, 5), "who": st.sampled_from(sorted(PEOPLE)),
    "ahead": st.sampled_from([None, -1, -4, -9, 1, 40]),
})  # fmt: skip
"""An attempt at a step, by somebody and on a day that it is tried with besides."""
PAPER = st.fixed_dictionaries({
    "who": st.sampled_from(["operator", *PEOPLE]), "kind": st.sampled_from(PAPERS),
    "ahead": st.sampled_from([-400, -1, 0, 1, 90, 90]),
})  # fmt: skip
ATTEMPTS = st.lists(STEP | STEP | STEP | PAPER | st.sampled_from(FACTS) | st.integers(3, 10), min_size=2, max_size=6)


@dataclass
class Ground:
    """Accounts, people and a database for all examples."""

    database: Any
    folder: Path
    monkeypatch: pytest.MonkeyPatch
    who: Mapping[str, Principal]
    people: Mapping[str, int | None]
    numbers: Any = field(default_factory=count)


@pytest.fixture
def ground(database: Any, province: Any, as_role: As, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ground:
    rows = [{"full_name": f"Trần Thị {one}", "qualification": level}
            for one, level in (("Một", "doctorate"), ("Hai", "master"))]  # fmt: skip
    province.load("SO-TC", rows)
    with unit_of_work(database.engine, OPERATOR) as connection:
        v = person_version.c
        found = {row.full_name: row.person_id for row in connection.execute(select(v.full_name, v.person_id))}
    bodies = {"owner": "SO-TC", "lead": "SO-NV", "stranger": "SO-KHCN"}
    who = {name: as_role("agency", code) for name, code in bodies.items()}
    who |= {name: as_role(name) for name in PEOPLE if name not in bodies and name != "operator"}
    people = {"doctor": found["Trần Thị Một"], "master": found["Trần Thị Hai"], "nobody": None}
    return Ground(database, tmp_path, monkeypatch, {**who, "operator": OPERATOR}, people)


@dataclass
class Trial:
    """A case, and what has to be true of it by the second reading of the rules."""

    ground: Ground
    steps: Mapping[str, Table]
    subject: str
    case: Case
    papers: list[tuple[str, date]] = field(default_factory=list)
    score: int | None = None

    def do(self, who: str, act: Callable[..., Any], *args: Any, **options: Any) -> bool:
        """Try; tell whether it was done. What was refused has changed nothing."""
        principal = self.ground.who[who]
        try:
            with unit_of_work(self.ground.database.engine, principal) as connection:
                act(connection, principal, self.case.number, *args, **options)
        except TalentdbError:
            assert self.read() == self.case
            return False
        self.case = self.read()
        return True

    def read(self) -> Case:
        with unit_of_work(self.ground.database.engine, OPERATOR) as connection:
            return read_case(connection, OPERATOR, self.case.number)

    def lay(self, who: str, kind: str, ahead: int) -> None:
        valid_to = today() + timedelta(days=ahead)
        done = self.do(who, add_paper, kind, "x.pdf", pdf(), valid_to=valid_to)
        assert done == (who in LAYS and not self.case.ended)
        if done:
            self.papers.append((kind, valid_to))

    def give_points(self, points: int) -> None:
        member = self.ground.who["council_member"].account_id
        with self.ground.database.as_owner() as owner:
            owner.execute("insert into case_reviewer values (%s, %s, null, 'x') on conflict do nothing",
                          [self.case.number, member])  # fmt: skip
            owner.execute(
                "insert into case_score (case_id, reviewer_id, version, points, login)"
                " select %s, %s, count(*) + 1, %s, 'x' from case_score where case_id = %s",
                [self.case.number, member, json.dumps({"all": points}), self.case.number],
            )
        self.score = points

    def attempt(self, told: Table) -> None:
        """Try a step with each flaw by itself, then without any."""
        # The way out is taken now and then, or no case would come far.
        here = [one for one in self.steps.values() if self.case.stage in one["from"]]
        steps = [one for one in here if (one["code"] == "out") == (told["index"] == 5)] or list(self.steps.values())
        step = steps[told["index"] % len(steps)]
        able = next(name for name, actors in PEOPLE.items() if actors == {step["by"][0]})
        right = {"who": able, "ahead": 0, "number": True, "words": True, "facts": set(step["facts"]), "newest": True}
        flaws: list[Table] = [{key: told[key]} for key in ("who", "ahead")]
        flaws += [{"facts": set()}, {"newest": False}, {"number": False}, {"words": False}, {}]
        if any(self.take(step, right) for _ in self.readied(step)):
            return
        # What has to be refused first: a step that is taken leaves nothing to try.
        tries = sorted(({**right, **flaw} for flaw in flaws), key=lambda given: self.allows(step, given))
        any(self.take(step, given) for given in tries)

    def readied(self, step: Table) -> Iterator[None]:
        """Bring what a step needs one after the other, first as it will not do; before each there is a try."""
        for kind in step["papers"]:
            for ahead in (-400, 90):
                yield
                self.lay("operator", kind, ahead)
        if step["scored"] and self.score != 8:
            for points in (3, 8):
                yield
                self.give_points(points)

    def allows(self, step: Table, given: Table) -> bool:
        day = _day(given["ahead"])
        allowed = given["newest"] and self.may(given["who"], step, day, given["facts"])
        allowed = allowed and (given["words"] or not step["reason"])
        return allowed and (not step["decision"] or (given["number"] and day is not None))

    def take(self, step: Table, given: Table) -> bool:
        before, newest, allowed = self.case, given["newest"], self.allows(step, given)
        facts = {name: {"place": "Ở đây", "cost": 5}[name] for name in given["facts"]}
        done = self.do(
            given["who"], take_step, step["code"], expected=before.last.number - (not newest),
            day=_day(given["ahead"]), facts=facts,
            paper="1/QĐ" if given["number"] else "", reason="Vì thế" if given["words"] else "",
        )  # fmt: skip
        assert done == allowed
        if done:
            assert (self.case.stage, self.case.last.step) == (step["to"], step["code"])
            assert self.case.events[:-1] == before.events
        return done

    def may(self, who: str, step: Table, day: date | None, facts: set[str]) -> bool:
        on, last, since = day or today(), self.case.last, self.case.since
        latest = max(today() + timedelta(days=31) if step["decision"] else today(), since)
        holds = None if who == "lead" else KNOWN[self.subject]
        valid = {
            "plain": True,
            "dated": any(kind == "dated" and until >= on for kind, until in self.papers),
            "fixed": any(kind == "fixed" and until >= date(2026, 1, 1) for kind, until in self.papers),
        }
        lying = {kind for kind, _ in self.papers}
        return (
            not last.ended
            and last.stage in step["from"]
            and bool(PEOPLE[who] & set(step["by"]))
            and since <= on <= latest
            and all(kind in lying and valid[kind] for kind in step["papers"])
            and set(step["facts"]) <= self.case.facts.keys() | facts
            and (not step["eligible"] or holds is True)
            and (not step["not_ruled_out"] or holds is not False)
            and (not step["scored"] or (self.score is not None and self.score >= 5))
        )


def _day(ahead: int | None) -> date | None:
    return None if ahead is None else today() + timedelta(days=ahead)


def _trial(ground: Ground, steps: list[Table], subject: str) -> Trial:
    code = f"thu-{next(ground.numbers)}"
    write_plan(ground.database, ground.folder / code, ground.monkeypatch, _toml(steps), code)
    owner, body = ground.who["owner"], ground.who["owner"].agency_id
    with unit_of_work(ground.database.engine, owner) as connection:
        case = open_case(
            connection, owner, load_plan(code), "any", title="Việc thử", person_id=ground.people[subject],
            agency_id=body, day=today() - timedelta(days=5),
        )  # fmt: skip
    return Trial(ground, {step["code"]: step for step in steps}, subject, case)


@settings(max_examples=20)
@given(steps=steps_of(), subject=st.sampled_from(sorted(KNOWN)), attempts=ATTEMPTS)
def test_no_way_leads_past_the_rules(ground: Ground, steps: list[Table], subject: str, attempts: list[Any]) -> None:
    trial = _trial(ground, steps, subject)
    for told in attempts:
        match told:
            case {"index": _}:
                trial.attempt(told)
            case {"kind": kind, "who": who, "ahead": ahead}:
                trial.lay(who, kind, ahead)
            case str():
                facts = {told: 7 if told == "cost" else "Đó"}
                noted = trial.do("operator", add_note, facts=facts, expected=trial.case.last.number)
                assert noted == (not trial.case.ended)
            case _:
                trial.give_points(told)
    _is_whole(trial)


def _is_whole(trial: Trial) -> None:
    """The history alone tells how the case came where it stands."""
    events = trial.case.events
    assert [event.number for event in events] == list(range(1, len(events) + 1))
    days = [event.day for event in events if event.step != "note"]
    assert days == sorted(days)
    stage = "s0"
    for event in events[1:]:
        if event.step == "note":
            assert event.stage == stage
            continue
        step = trial.steps[event.step]
        assert stage in step["from"]
        assert event.actor == "operator" or event.actor in step["by"]
        assert set(step["papers"]) == set(event.checked.get("papers", {}))
        assert not step["eligible"] or event.checked["rules"] == {"doctor": True}
        stage = event.stage
