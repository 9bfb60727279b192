"""What is drawn of a person: every text escaped, sources on demand, changes with before and after."""

from hypothesis import given
from hypothesis import strategies as st

from dashboards.conflict_view import conflict_html, fact_html
from dashboards.person_frames import Disagreement, Fact, Moment, Said
from dashboards.timeline_view import moment_html

TEXTS = st.text(min_size=1)


@given(TEXTS, TEXTS, TEXTS)
def test_no_value_of_a_person_becomes_markup(one: str, two: str, three: str) -> None:
    told = Said(one, (two,))
    drawn = (
        fact_html(one, Fact(two, three), three)
        + conflict_html(Disagreement("phone", one, told, three, (told,)))
        + moment_html(Moment(one, two, three, "good", ((one, two, three),) * 12))
    )
    marked = f"<script>{one}"
    assert "<script>" not in fact_html(marked, Fact(marked, marked), marked)
    assert "<script>" not in drawn + moment_html(Moment("", marked, marked, "", ((marked, marked, marked),)))


def test_a_value_without_a_source_does_not_open() -> None:
    assert "<details" not in fact_html("Giới tính", Fact("Nam", ""), "")
    assert "Sở Y tế" in fact_html("Giới tính", Fact("Nam", "Sở Y tế"), "")


def test_a_long_change_is_cut_and_can_be_opened() -> None:
    changes = tuple((f"f{number}", "", str(number)) for number in range(12))
    drawn = moment_html(Moment("01/01/2026", "t", "", "", changes))
    assert drawn.count("<ins>") == 12
    assert "<details>" in drawn
