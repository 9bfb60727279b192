"""Charts say the figures that they were given, in Vietnamese, with room for every word on a phone."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from dashboards import charts

ROWS = [
    {"name": "Sở Y tế", "value": 0.25, "numerator": 5, "denominator": 20},
    {"name": "Trường Đại học có một cái tên dài hơn bề ngang của điện thoại", "value": 0.6, "numerator": 1200,
     "denominator": 2000},
]  # fmt: skip


def test_cut_bars_are_ordered_by_size_and_written_the_vietnamese_way() -> None:
    figure = charts.cut_bars(ROWS, 0.5)
    (bars,) = figure.data
    assert list(bars.x) == [0.25, 0.6]  # the largest group is drawn last, that is on top
    assert list(bars.text) == ["25,0 % (5/20)", "60,0 % (1.200/2.000)"]
    assert bars.marker.color[0] != bars.marker.color[1]
    assert figure.layout.separators == ",."


def test_names_stand_inside_the_plot_and_are_cut_to_a_phone() -> None:
    figure = charts.cut_bars(ROWS, 0.5)
    names = [note.text for note in figure.layout.annotations]
    assert names[0] == "Sở Y tế"
    assert names[1].endswith("…")
    assert len(names[1]) <= 50
    assert figure.layout.yaxis.visible is False


@settings(deadline=None, max_examples=40)
@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "name": st.text(min_size=1, max_size=80),
                "value": st.none() | st.floats(0, 1),
                "numerator": st.integers(0, 10**6),
                "denominator": st.integers(1, 10**6),
            }
        ),
        max_size=40,
    ),
    st.none() | st.floats(0.01, 1),
)
def test_any_rows_give_a_chart_with_room_for_the_numbers(rows: list[dict[str, Any]], target: float | None) -> None:
    figure = charts.cut_bars(rows, target)
    (bars,) = figure.data
    assert len(bars.x) == min(len(rows), 25)
    longest = max([*bars.x, target or 0.0], default=0.0)
    assert figure.layout.xaxis.range[1] * 0.65 >= longest
    assert max(figure.layout.xaxis.tickvals) <= 1.0
