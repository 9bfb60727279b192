"""Strategy: judgements drawn at random, each kept unless `contradicted` names some it cannot stand beside; what that
means is worked out anew by spreading "same" over all records until nothing moves."""

from hypothesis import given
from hypothesis import strategies as st

from talentdb.identity.judgements import Standing, contradicted

RECORDS = st.integers(1, 6)


def _judgement(drawn):
    verdict, sides = drawn
    seen, told = set(), []
    for side in sides:
        told.append(tuple(sorted(set(side) - seen)))
        seen |= set(side)
    return verdict, tuple(side for side in told if side)


DRAWN = st.tuples(
    st.sampled_from(["same", "same", "different", "unsure"]),
    st.lists(st.lists(RECORDS, min_size=1, max_size=3), min_size=2, max_size=3),
).map(_judgement)


def _hold(judged):
    """Whether all of them can be true at once."""
    of = {record: record for record in range(1, 7)}
    for _ in of:
        for one in judged:
            if one.verdict == "same":
                of |= dict.fromkeys(one.records, min(of[record] for record in one.records))
    return all(of[a] != of[b] for one in judged if one.verdict == "different" for a, b in one.across)


@given(st.lists(DRAWN, max_size=8))
def test_what_is_kept_holds_together_and_what_is_refused_would_not(drawn):
    kept = []
    for number, (verdict, sides) in enumerate(drawn, 1):
        new = Standing(number, verdict, sides)
        against = contradicted(kept, new)
        assert _hold([*kept, new]) == (not against)
        # What is named is enough to take back.
        assert _hold([one for one in [*kept, new] if one not in against])
        kept += [] if against else [new]


def test_judgements_that_contradict_each_other_already_do_not_stand_in_the_way_of_others():
    old = [Standing(1, "same", ((1,), (2,))), Standing(2, "different", ((1,), (2,)))]
    assert contradicted(old, Standing(3, "same", ((1,), (3,)))) == []
    assert contradicted(old, Standing(3, "different", ((1,), (3,)))) == []
