"""Strategy: random small histories of approvals and rollbacks; after each the rebuilt registry is the same one."""

from uuid import uuid4

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR
from talentdb.db.tables import person, person_redirect, person_version
from talentdb.registry.decisions import approve, rollback
from talentdb.registry.rebuild import digest, rebuild

ROWS = st.fixed_dictionaries(
    {"full_name": st.sampled_from(["Trần Văn Hùng", "Trần Văn Hưng", "Tran Van Hung"])},
    optional={
        "national_id": st.sampled_from(["033085000001", "033085000002", "033085003"]),
        "staff_code": st.sampled_from(["1", "2"]),
        "birth_date": st.just("1985-03-02"),
        "phone": st.sampled_from(["0911111111", "0922222222"]),
        "work_title": st.sampled_from(["Giống lúa", "Giống nhãn"]),
    },
).map(lambda row: {**row, "birth_date_precision": "day", "sex": "male"} if "birth_date" in row else row)
SUBMISSIONS = st.tuples(
    st.sampled_from(["SO-KHCN", "SO-YTE"]),
    st.lists(ROWS, min_size=1, max_size=3),
    st.sampled_from(["2025-06-30", "2026-06-30"]),
    st.sampled_from(["people", "people", "works"]),
)
STEPS = st.lists(st.tuples(st.booleans(), st.integers(0, 3)), max_size=8)


def decide(province, submissions, states, back, which):
    number = submissions[which % len(submissions)]
    with unit_of_work(province.engine, OPERATOR) as connection:
        if back and states[number] == "approved":
            rollback(connection, OPERATOR, number)
            states[number] = "rolled_back"
        elif not back and states[number] != "approved":
            approve(connection, OPERATOR, number)
            states[number] = "approved"


def check_invariants(connection):
    """Nobody without a current version, no version without a person, no redirect to nowhere."""
    active = set(connection.execute(select(person.c.person_id).where(person.c.state == "active")).scalars())
    current = connection.execute(select(person_version.c.person_id).where(person_version.c.valid_to.is_(None)))
    assert sorted(current.scalars()) == sorted(active)
    linked = set(
        connection.execute(text("select person_id from person_source where person_id is not null")).scalars()
    )
    assert linked == active
    assert not active & set(connection.execute(select(person_redirect.c.person_id)).scalars())
    founded = text("select person_id from person_source join source_record using (source_record_id)"
                   " where form = 'people'")  # fmt: skip
    assert set(connection.execute(founded).scalars()) == active
    clashes = text("""
        select ps.person_id from person_source ps join source_record r using (source_record_id)
        where ps.person_id is not null
        group by ps.person_id, r.national_id_kind having count(distinct r.national_id_hmac) > 1
    """)
    assert connection.execute(clashes).all() == []


@given(st.lists(SUBMISSIONS, min_size=1, max_size=4), STEPS)
@settings(max_examples=25, deadline=None)
def test_any_history_can_be_rebuilt(province, submissions, steps):
    """All examples share one database: an example is a longer history of the same registry."""
    numbers = [
        province.receive(agency, rows, as_of=as_of, form=form, content=uuid4().bytes).submission_id
        for agency, rows, as_of, form in submissions
    ]
    states = dict.fromkeys(numbers, "submitted")
    for back, which in steps:
        decide(province, numbers, states, back, which)
    with unit_of_work(province.engine, OPERATOR) as connection:
        check_invariants(connection)
        before = digest(connection)
        rebuild(connection, OPERATOR)
        check_invariants(connection)
        assert digest(connection) == before
