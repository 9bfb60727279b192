"""Strategy: the rules for numbers by example, and as properties over random splits and merges."""

from hypothesis import given
from hypothesis import strategies as st

from talentdb.identity.numbers import GENERATION, Numbering, number


def none_taken(_):
    return ()


def numbered(clusters, before, former=None, taken=none_taken):
    return number(clusters, [min(found) for found in clusters], before, former or {}, taken)


def test_a_new_person_takes_the_number_of_its_first_record():
    assert numbered([(7, 9), (8,)], {}) == Numbering((7, 8), {}, ())


def test_a_founding_record_that_founds_not_gives_no_number():
    """Record 3 is a work: the person is founded by 5."""
    assert number([(3, 5)], [5], {}, {}, none_taken).numbers == (5,)


def test_merged_persons_take_the_smallest_number_and_the_others_lead_to_it():
    assert numbered([(1, 5, 9)], {1: {1}, 5: {5, 9}}) == Numbering((1,), {5: 1}, ())


def test_a_merge_that_is_taken_back_restores_both_numbers():
    assert numbered([(1,), (5, 9)], {1: {1, 5, 9}}, {5: 1}) == Numbering((1, 5), {}, ())


def test_the_number_stays_when_its_founding_record_goes():
    """Record 1 counts no more; 5 carried the number with it."""
    assert numbered([(5,)], {1: {1, 5}}).numbers == (1,)


def test_the_founding_record_keeps_the_number_when_a_person_is_parted():
    assert numbered([(1, 9), (5,)], {1: {1, 5, 9}}).numbers == (1, 5)
    assert numbered([(2,), (5,)], {5: {2, 5}}).numbers == (2, 5)


def test_a_number_that_somebody_else_carries_is_not_given_twice():
    found = numbered([(5,)], {}, taken=lambda wanted: {5} & set(wanted))
    assert found.numbers == (5 + GENERATION,)


def test_a_person_without_records_is_withdrawn_and_its_number_comes_back_with_them():
    assert numbered([], {4: {4}}) == Numbering((), {}, (4,))
    assert numbered([(4,)], {}, {4: 4}).numbers == (4,)


def test_a_withdrawn_number_comes_back_with_its_record_also_into_another_person():
    assert numbered([(4, 6)], {6: {6}}, {4: 4}) == Numbering((4,), {6: 4}, ())
    assert numbered([(4, 6)], {4: {6}}, {6: 6}) == Numbering((4,), {6: 4}, ())


def test_redirects_follow_their_founding_record():
    """7 was merged into 1 and goes with 5, which parts from 1."""
    assert numbered([(1,), (5, 7)], {1: {1, 5, 7}}, {5: 1, 7: 1}) == Numbering((1, 5), {7: 5}, ())


def test_redirects_of_a_merged_person_lead_to_the_one_that_stays():
    assert numbered([(1, 5)], {1: {1}, 5: {5}}, {9: 5}) == Numbering((1,), {5: 1, 9: 1}, ())


records = st.lists(st.integers(1, 12), unique=True, min_size=1, max_size=8)
parts = st.lists(st.integers(0, 3), min_size=12, max_size=12)


def clusters_of(found, labels):
    groups = {}
    for record in sorted(found):
        groups.setdefault(labels[record - 1], []).append(record)
    return sorted(groups.values(), key=min)


@given(st.lists(st.tuples(records, parts), min_size=1, max_size=6))
def test_any_history_gives_every_person_one_number_and_every_old_number_leads_somewhere(history):
    before, redirects, withdrawn, ever = {}, {}, set(), set()
    for counting, labels in history:
        clusters = clusters_of(counting, labels)
        former = redirects | {n: n for n in withdrawn if n in counting}
        found = numbered(clusters, before, former)
        assert len(set(found.numbers)) == len(clusters)
        withdrawn = (withdrawn | set(found.withdrawn)) - set(found.numbers) - set(found.redirects)
        redirects = {n: t for n, t in (redirects | dict(found.redirects)).items() if n not in found.numbers}
        ever |= set(found.numbers)
        assert set(redirects.values()) <= set(found.numbers) | withdrawn
        assert ever <= set(found.numbers) | withdrawn | set(redirects)
        before = {n: set(c) for n, c in zip(found.numbers, clusters, strict=True)}


@given(records, parts, parts)
def test_taking_back_what_was_done_restores_the_numbers(found, before_labels, after_labels):
    first = clusters_of(found, before_labels)
    start = numbered(first, {})
    carried = {n: set(c) for n, c in zip(start.numbers, first, strict=True)}
    second = clusters_of(found, after_labels)
    changed = numbered(second, carried)
    again = numbered(
        first, {n: set(c) for n, c in zip(changed.numbers, second, strict=True)}, dict(changed.redirects)
    )
    assert again.numbers == start.numbers
