"""What is drawn of a pair: every text escaped, differences told without colour, the chance never a certainty."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboards import identity_labels as words
from dashboards.identity_data import Entry
from dashboards.identity_look import Line, Look, Part, Source
from dashboards.identity_split import Row, Whole
from dashboards.identity_view import (
    chance_words,
    evidence_html,
    flags_html,
    judgement_html,
    list_html,
    pair_html,
    preview_html,
    rates_html,
    row_html,
    verdict_html,
)
from talentdb.identity.checking import Rate
from talentdb.identity.sides import Clue

TAG = "<script>x</script>"


def entry(**changed: Any) -> Entry:
    return Entry(**{"a": "1", "b": "r2", "a_name": TAG, "b_name": TAG + "y", "a_body": TAG, "b_body": "B",
                    "score": 0.9, **changed})  # fmt: skip


def look_of(*lines: Line, clues: tuple[Clue, ...] = (), score: float = 0.9, conflict: bool = False) -> Look:
    part = Part(TAG, 1, "", (Source(1, TAG, TAG),) * 5)
    waits = Part(TAG, None, TAG, (Source(2, TAG, TAG),))
    return Look(part, waits, lines, lines, clues, score, conflict, (TAG,))


def judgement(**changed: Any) -> dict[str, Any]:
    return {
        "judgement_id": 7, "verdict": "same", "origin": "queue", "reason": TAG, "score": 0.9, "login": TAG,
        "at": "2026-11-20T03:00:00+00:00", "retracted_at": None, "retracted_login": None, "retracted_reason": None,
        "names": [TAG], "persons": [1], **changed,
    }  # fmt: skip


def test_no_text_becomes_markup() -> None:
    found = look_of(Line(TAG, TAG, TAG + "y", "differs", TAG), clues=(Clue("n", TAG, TAG, -3.0),))
    back = judgement(retracted_at="2026-11-21T03:00:00+00:00", retracted_login=TAG, retracted_reason=TAG)
    row = Row(1, TAG, TAG, TAG, TAG, ((TAG, TAG),))
    drawn = (
        pair_html(found) + evidence_html(found) + verdict_html(found, entry()) + list_html([entry()], "1-r2", "")
        + judgement_html(judgement()) + judgement_html(back) + row_html(row)
        + preview_html(Whole(1, TAG, (row,)), {1: (1,)})
    )  # fmt: skip
    assert "<script" not in drawn


def test_a_difference_is_told_by_a_mark_and_a_missing_value_in_words() -> None:
    drawn = pair_html(look_of(Line("Tên", "Hằng", "Hăng", "differs"), Line("Thư", "", "a", "one")))
    assert 'class="differs"' in drawn
    assert "H<mark>ằ</mark>ng" in drawn
    assert words.NOTHING in drawn


def test_same_values_are_not_marked() -> None:
    assert "<mark>" not in pair_html(look_of(Line("Tên", "Thuý", "Thúy", "same")))


def test_evidence_against_stands_left_and_for_right_and_each_says_so() -> None:
    drawn = evidence_html(look_of(clues=(Clue("a", "A", "một", 12.0), Clue("b", "B", "hai", -6.0))))
    assert drawn.index('class="for"') < drawn.index('class="against"')
    assert f'title="{words.SPEAKS_AGAINST}">− hai' in drawn
    assert "width:60.0%" in drawn
    assert "width:20.0%" in drawn
    assert words.NO_EVIDENCE in evidence_html(look_of())


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_higher_chance_never_sounds_lower(one: float, other: float) -> None:
    order = [told for _, told in words.CHANCE]
    low, high = sorted((one, other))
    assert order.index(chance_words(high)) <= order.index(chance_words(low))


@pytest.mark.parametrize(("score", "shown"), [(1.0, "99,9 %"), (0.0, "0,1 %"), (0.42, "42 %")])
def test_no_chance_is_a_certainty(score: float, shown: str) -> None:
    assert shown in verdict_html(look_of(score=score), entry(score=score))


def test_flags_tell_contradiction_refusal_and_waiting() -> None:
    assert words.CONFLICT_HELP in flags_html(look_of(conflict=True), entry(refused=True, waiting=True))
    assert words.REFUSED_HELP not in flags_html(look_of(conflict=True), entry(refused=True))
    assert words.REFUSED_HELP in flags_html(look_of(), entry(refused=True))
    assert words.REFUSED_HELP not in flags_html(look_of(), entry(refused=True, waiting=True)), "not refused yet"
    assert words.SURE_HELP in flags_html(look_of(), entry(refused=True, waiting=True))
    assert flags_html(look_of(), entry()) == ""


def test_a_rate_is_a_figure_with_its_interval_and_unknown_without_a_look() -> None:
    rates = [Rate("all", 100, 50, 1, 2, 0.02, 0.004, 0.105), Rate("score", 100, 50, 1, 2, 0.02, 0.004, 0.105)]
    drawn = rates_html(rates)
    assert "2,0 %" in drawn
    assert words.RATE_BAND.format(low="0,4 %", high="10,5 %") in drawn
    assert "left:2.0%;width:50.5%" in drawn, "the scale ends at 20 %"
    unknown = rates_html([Rate("all", 10, 0, 0, 0, None, 0.0, 1.0)])
    assert words.RATE_UNKNOWN in unknown
    assert 'class="band"' not in unknown
