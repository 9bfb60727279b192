"""The interval against every way in which open things can turn out, and the closed form for missing values."""

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations_with_replacement, product

from hypothesis import given, settings
from hypothesis import strategies as st

from talentdb.indicators.certainty import Choice, Member, Parts, bounds, may_be_one, of_tally, unlisted, widths
from talentdb.indicators.figures import Tally

_POINT = st.sampled_from([(0, 0), (0, 1), (1, 1), (0, 2), (1, 2), (2, 2)])
_CHOICE = st.frozensets(_POINT, min_size=1, max_size=3)
_OPEN = st.lists(_CHOICE, max_size=5)
_COUNT = st.integers(0, 40)
_MEMBER = st.builds(Member, st.sampled_from([True, False, None]), st.sampled_from([True, False, None]))


@given(st.integers(0, 5), st.integers(0, 5), _OPEN)
@settings(max_examples=300, deadline=None)
def test_bounds_are_the_extremes_of_all_ways(fulfil: int, others: int, things: list[Choice]) -> None:
    sure = (fulfil, fulfil + others)
    shares = set()
    for way in product(*things):
        y, d = (sum(part) for part in zip(sure, *way, strict=True))
        if d:
            shares.add(Fraction(y, d))
    found = bounds(sure, [Counter(things)])
    assert found == ((min(shares), max(shares)) if shares else None)


@given(st.tuples(*[_COUNT] * 6))
@settings(max_examples=200, deadline=None)
def test_a_tally_has_the_bounds_of_its_own_closed_form(n: tuple[int, ...]) -> None:
    yes, no, perhaps, maybe_yes, maybe_no, maybe_perhaps = n
    tally = Tally(
        sure=yes + no + perhaps, sure_yes=yes, sure_perhaps=perhaps,
        maybe=maybe_yes + maybe_no + maybe_perhaps, maybe_yes=maybe_yes, maybe_perhaps=maybe_perhaps,
    )  # fmt: skip
    sure, ways = of_tally(tally)
    found = bounds(sure, [ways])
    if found is None:
        assert tally.low is None
        assert tally.high is None
    else:
        assert (float(found[0]), float(found[1])) == (tally.low, tally.high)


def _partitions(members: list[Member]) -> Iterator[list[list[Member]]]:
    if not members:
        yield []
        return
    first, rest = members[0], members[1:]
    for parts in _partitions(rest):
        yield [[first], *parts]
        for at in range(len(parts)):
            yield [*parts[:at], [first, *parts[at]], *parts[at + 1 :]]


def _outcomes(person: list[Member]) -> set[tuple[int, int]]:
    counted = {way for m in person for way in ((True, False) if m.counted is None else (m.counted,))}
    fulfils = {way for m in person for way in ((True, False) if m.fulfils is None else (m.fulfils,))}
    return {(int(c and f), int(c)) for c in counted for f in fulfils}


@given(st.lists(_MEMBER, min_size=1, max_size=4))
@settings(max_examples=200, deadline=None)
def test_whoever_of_them_is_the_same_the_outcome_is_among_the_ways(members: list[Member]) -> None:
    ways = may_be_one(members)
    for parts in _partitions(members):
        for outcome in product(*map(_outcomes, parts)):
            assert (sum(y for y, _ in outcome), sum(d for _, d in outcome)) in ways


def test_of_two_who_may_be_one_nothing_is_invented() -> None:
    woman, man = Member(True, True), Member(True, False)
    assert may_be_one([woman, woman]) == {(1, 1), (2, 2)}
    assert may_be_one([woman, man]) == {(1, 2), (1, 1), (0, 1)}
    assert may_be_one([woman]) == {(1, 1)}
    # The post stands in one record, the sex in the other.
    assert (1, 1) in may_be_one([Member(True, False), Member(False, True)])


@given(st.integers(1, 30), st.integers(0, 30), st.integers(0, 10), st.integers(0, 10))
@settings(max_examples=100, deadline=None)
def test_more_that_is_open_never_narrows(yes: int, no: int, waiting: int, unknown: int) -> None:
    sure = (yes, yes + no)
    open_values = Counter({frozenset({(0, 1), (1, 1)}): unknown})
    narrow = bounds(sure, [open_values])
    wide = bounds(sure, [open_values, unlisted(waiting)])
    assert narrow is not None
    assert wide is not None
    assert wide[0] <= narrow[0] <= narrow[1] <= wide[1]


@given(st.lists(st.sampled_from([(0, 1), (1, 1)]), min_size=1, max_size=8), st.data())
@settings(max_examples=1_000, deadline=None)
def test_the_truth_lies_inside_whatever_is_hidden(people: list[tuple[int, int]], data: st.DataObject) -> None:
    truth = Fraction(sum(y for y, _ in people), len(people))
    hidden = st.sampled_from(["known", "value", "unlisted", "twice"])
    kinds = data.draw(st.lists(hidden, min_size=len(people), max_size=len(people)))
    sure = [0, 0]
    parts: dict[str, Counter[Choice]] = {"values": Counter(), "people": Counter(), "pairs": Counter()}
    for (y, d), kind in zip(people, kinds, strict=True):
        if kind == "known":
            sure[0], sure[1] = sure[0] + y, sure[1] + d
        elif kind == "value":
            parts["values"][frozenset({(0, 1), (1, 1)})] += 1
        elif kind == "unlisted":
            parts["people"] += unlisted(1)
        else:
            member = Member(True, bool(y))
            parts["pairs"][may_be_one([member, member])] += 1
    found = bounds((sure[0], sure[1]), parts.values())
    assert found is not None
    assert found[0] <= truth <= found[1]


def test_each_part_is_shown_for_itself() -> None:
    parts = Parts(
        (40, 90),
        {"values": Counter({frozenset({(0, 1), (1, 1)}): 5}), "waiting": unlisted(5)},
        {"values": (0, 5), "waiting": (0, 0)},
    )
    alone = widths(parts)
    assert alone["values"] == (Fraction(40, 95), Fraction(45, 95))
    assert alone["waiting"] == (Fraction(40, 100), Fraction(45, 100))


def test_five_points_at_most_where_one_value_of_twenty_is_missing() -> None:
    for fulfil, missing in combinations_with_replacement(range(0, 96, 5), 2):
        found = bounds((min(fulfil, 95), 95), [Counter({frozenset({(0, 1), (1, 1)}): 5})])
        assert found is not None
        assert found[1] - found[0] <= Fraction(5, 100), missing
