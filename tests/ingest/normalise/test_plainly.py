"""Strategy: the short way and the whole way read the same cells; where the short way speaks, both say the same."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.normalise import Evidence, normalise
from ingest.normalise.plainly import short_way
from talentdb.codes.name_words import NAME_WORDS

WORDS = sorted(NAME_WORDS)
DIGITS = st.text("0123456789", min_size=8, max_size=13)
SPOILT = st.sampled_from(["", " ", ".", "-", "0", "x", "\u200b", "Đ", "á", "\n", ",", "(Nữ)", "Ông ", "TS. "])
TEXTS = {
    "full_name": st.lists(st.sampled_from(WORDS).map(str.capitalize), min_size=1, max_size=6).map(" ".join),
    "national_id": st.one_of(DIGITS, st.from_regex(r"\A0[0-9]{2}[0-3][0-9]{8}\Z")),
    "phone": st.one_of(DIGITS, st.from_regex(r"\A0[0-9]{9}\Z")),
    "email": st.from_regex(r"\A[a-z0-9._\-]{1,12}@[a-z0-9\-]{1,8}(\.[a-z0-9]{1,4}){1,3}\Z"),
    "staff_code": st.from_regex(r"\A[A-Za-z]{0,4}[.\- ]?[0-9]{1,9}\Z"),
}


@pytest.mark.parametrize("field", sorted(TEXTS))
@given(data=st.data())
def test_the_short_way_says_what_the_whole_way_says(field: str, data: st.DataObject) -> None:
    text = data.draw(TEXTS[field])
    spoilt = data.draw(SPOILT)
    for cell in (text, text + spoilt, spoilt + text):
        evidence = Evidence(field)
        short = short_way(evidence)
        assert short is not None
        said = short(cell)
        if said is not None:
            whole = normalise(cell, evidence)
            assert (dict(said), {}, ()) == (dict(whole.values), dict(whole.hints), whole.problems)


@pytest.mark.parametrize(
    ("field", "cell"),
    [
        ("full_name", "Nguyễn Thị Lan Anh"),
        ("national_id", "033185001234"),
        ("phone", "0912345678"),
        ("email", "lan.nt@donvi.example"),
        ("staff_code", "HY-00123"),
    ],
)
def test_what_most_cells_hold_goes_the_short_way(field: str, cell: str) -> None:
    short = short_way(Evidence(field))
    assert short is not None
    assert short(cell) == {field: cell}


@given(st.lists(st.sampled_from(WORDS).map(str.capitalize), min_size=2, max_size=2))
def test_every_two_words_that_go_the_short_way_are_a_name(words: list[str]) -> None:
    short = short_way(Evidence("full_name"))
    assert short is not None
    text = " ".join(words)
    if short(text) is not None:
        assert normalise(text, Evidence("full_name")).values == {"full_name": text}


@pytest.mark.parametrize(
    "evidence",
    [
        Evidence("full_name", also=("birth_date",)),
        Evidence("full_name", variant="lead"),
        Evidence("full_name", encoding="TCVN3"),
        Evidence("birth_date", serials_suspect=True),
        Evidence("address"),
    ],
)
def test_columns_with_more_to_ask_have_no_short_way(evidence: Evidence) -> None:
    assert short_way(evidence) is None


@given(st.dates(), st.sampled_from(["", "female"]))
def test_a_true_day_of_birth_reads_alike_both_ways(day: date, variant: str) -> None:
    evidence = Evidence("birth_date", variant=variant, month_first=False)
    short = short_way(evidence)
    if short is None:
        assert variant
    elif (said := short(day)) is not None:
        whole = normalise(day, evidence)
        assert (dict(said), whole.problems) == (dict(whole.values), ())


@given(st.from_regex(r"\A[A-Z]{0,2}[0-9]{2,8}\Z"), st.integers(0, 8))
def test_a_code_shorter_than_usual_goes_the_whole_way(code: str, width: int) -> None:
    evidence = Evidence("staff_code", width=width)
    short = short_way(evidence)
    assert short is not None
    if (said := short(code)) is not None:
        whole = normalise(code, evidence)
        assert (dict(said), whole.problems) == (dict(whole.values), ())
