"""Strategy: random histories of everything that stewards can decide, against a model of two sets.

The model knows which records count and which judgements stand, nothing else. After each step the sources of all
persons must be exactly the records that count; what was judged holds; every number ever given leads somewhere; and a
registry rebuilt from the records and the decisions is the same to the byte.
"""

from dataclasses import dataclass, field
from uuid import uuid4

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR
from talentdb.db.tables import person, person_redirect
from talentdb.errors import TalentdbError
from talentdb.identity.numbers import GENERATION
from talentdb.registry.decisions import approve, return_, rollback
from talentdb.registry.judging import judge, retract, split
from talentdb.registry.rebuild import digest, rebuild

ROWS = st.fixed_dictionaries(
    {"full_name": st.sampled_from(["Trần Văn Hùng", "Trần Văn Hưng", "Tran Van Hung", "Bùi Thị Mận"])},
    optional={
        "national_id": st.sampled_from(["033085000001", "033085000002", "033085003"]),
        "staff_code": st.sampled_from(["1", "2"]),
        "birth_date": st.sampled_from(["1985-03-02", "1985-02-03", "1985-01-01"]),
        "phone": st.sampled_from(["0911111111", "0922222222"]),
    },
).map(lambda row: {**row, "birth_date_precision": "day", "sex": "male"} if "birth_date" in row else row)
SUBMISSIONS = st.tuples(
    st.sampled_from(["SO-KHCN", "SO-YTE"]),
    st.lists(ROWS, min_size=1, max_size=4),
    st.sampled_from(["people", "people", "people", "works"]),
)
KINDS = st.sampled_from(
    ["approve", "approve", "approve", "rollback", "same", "different", "split", "retract", "unsure"]
)
STEPS = st.lists(st.tuples(KINDS, st.integers(0, 50), st.integers(0, 50)), max_size=12)


@dataclass
class Model:
    """What must be true, kept in two sets."""

    rows: dict[int, list[int]] = field(default_factory=dict)
    states: dict[int, str] = field(default_factory=dict)
    counting: dict[int, set[int]] = field(default_factory=dict)
    judged: dict[int, tuple[str, list[set[int]]]] = field(default_factory=dict)
    numbers: set[int] = field(default_factory=set)

    def records(self):
        return set().union(*self.counting.values()) if self.counting else set()


def persons_now(connection):
    """Person -> its records; None -> works that fit nobody."""
    found = {}
    for person_id, record in connection.execute(text("select person_id, source_record_id from person_source")):
        found.setdefault(person_id, set()).add(record)
    return found


def pick(things, which):
    ordered = sorted(things)
    return ordered[which % len(ordered)] if ordered else None


def step_submission(connection, model, kind, one, other):
    number = sorted(model.rows)[-1 - one % min(len(model.rows), 8)]
    rows = model.rows[number]
    if kind == "rollback":
        rollback(connection, OPERATOR, number)
        model.counting.pop(number)
        model.states[number] = "rolled_back"
        return
    back = {rows[other % len(rows)]: "thiếu ngày sinh"} if other % 3 == 0 else {}
    approve(connection, OPERATOR, number, returned=back)
    model.counting[number] = set(rows) - set(back)
    model.states[number] = "approved"


def step_judgement(connection, model, kind, one, other):
    persons = {n: r for n, r in persons_now(connection).items() if n is not None}
    if kind == "retract":
        number = pick(model.judged, one)
        if number is not None:
            retract(connection, OPERATOR, number)
            model.judged.pop(number)
        return
    if not persons:
        return
    left, right = pick(persons, one), pick(persons, other)
    if kind == "split":
        out = sorted(persons[left])[1 : 1 + other % 3]
        found = split(connection, OPERATOR, left, out)
        sides = [persons[left] - set(out), set(out)] if out else [{r} for r in persons[left]]
        model.judged[found.judgement_id] = ("different", sides)
        return
    found = judge(connection, OPERATOR, left, right, kind)
    model.judged[found.judgement_id] = (kind, [persons[left], persons[right]])


def step(province, model, kind, one, other):
    """One decision; a refusal changes nothing."""
    act = step_submission if kind in ("approve", "rollback") else step_judgement
    with unit_of_work(province.engine, OPERATOR) as connection:
        before = digest(connection)
    try:
        with unit_of_work(province.engine, OPERATOR) as connection:
            act(connection, model, kind, one, other)
    except TalentdbError:
        with unit_of_work(province.engine, OPERATOR) as connection:
            assert digest(connection) == before


def check(province, model):
    with unit_of_work(province.engine, OPERATOR) as connection:
        persons = persons_now(connection)
        active = set(connection.execute(select(person.c.person_id).where(person.c.state == "active")).scalars())
        withdrawn = set(connection.execute(select(person.c.person_id).where(person.c.state != "active")).scalars())
        redirects = dict(connection.execute(select(person_redirect.c.person_id, person_redirect.c.target_id)).all())
    assert set().union(set(), *persons.values()) == model.records()
    assert {number for number in persons if number is not None} == active
    home = {record: number for number, records in persons.items() for record in records}
    for verdict, sides in model.judged.values():
        if verdict != "different":
            continue
        for at, left in enumerate(sides):
            for right in sides[at + 1 :]:
                for a in left & home.keys():
                    for b in right & home.keys():
                        assert home[a] is None or home[a] != home[b], "what was judged different is together"
    for verdict, sides in model.judged.values():
        together = set().union(*sides) & home.keys()
        if verdict == "same":
            assert len({home[record] for record in together}) <= 1, "what was judged the same is apart"
    model.numbers |= active
    assert model.numbers <= active | withdrawn | redirects.keys()
    assert set(redirects.values()) <= active | withdrawn
    assert not active & redirects.keys()
    # Who gave a number its name brings it back, in whatever generation.
    assert not {number % GENERATION for number in withdrawn} & {r for r, number in home.items() if number is not None}


@given(st.lists(SUBMISSIONS, min_size=1, max_size=4), STEPS)
@settings(max_examples=30, deadline=None)
def test_nothing_is_lost_or_made_up_by_any_history(province, submissions, steps):
    """All examples share one database: an example is a longer history of the same registry."""
    model = vars(province).setdefault("model", Model())
    for agency, rows, form in submissions:
        number = province.receive(agency, rows, form=form, content=uuid4().bytes).submission_id
        with unit_of_work(province.engine, OPERATOR) as connection:
            found = text("select source_record_id from source_record where submission_id = :id order by 1")
            model.rows[number] = list(connection.execute(found, {"id": number}).scalars())
        model.states[number] = "submitted"
    for kind, one, other in steps:
        step(province, model, kind, one, other)
        check(province, model)
    with unit_of_work(province.engine, OPERATOR) as connection:
        expected = digest(connection)
        rebuild(connection, OPERATOR)
        assert digest(connection) == expected


def test_a_returned_submission_is_never_counted(province):
    receipt = province.receive("SO-KHCN", [{"full_name": "Bùi Thị Mận"}])
    with unit_of_work(province.engine, OPERATOR) as connection:
        return_(connection, OPERATOR, receipt.submission_id, "nộp nhầm")
        assert persons_now(connection) == {}
