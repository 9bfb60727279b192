"""Tables for the screen: nothing is shown as nothing, days are Vietnamese, no value can become markup."""

from datetime import UTC, date, datetime

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboards import frames


def test_missing_values_are_empty_and_days_vietnamese() -> None:
    frame = pd.DataFrame({"a": [None, "x"], "b": [date(2026, 10, 31), None], "c": [float("nan"), 1.0]}, dtype=object)
    shown = frames.for_screen(frame)
    assert shown.to_dict("list") == {"a": ["", "x"], "b": ["31/10/2026", ""], "c": ["", 1.0]}


def test_moments_are_those_of_the_clock_in_hung_yen() -> None:
    frame = pd.DataFrame({"at": [datetime(2026, 10, 31, 18, 5, tzinfo=UTC), None]})
    frames.local_time(frame, "at")
    assert list(frame["at"]) == ["01/11/2026 01:05", ""]


def test_links_lead_to_pages_of_ours() -> None:
    html = frames.as_html(pd.DataFrame({"Tên": [frames.person_link(7, "Lê <b>A</b>")]}))
    assert '<a href="/profile?person=7" target="_self">Lê &lt;b&gt;A&lt;/b&gt;</a>' in html


def test_numbers_stand_right_and_marks_are_coloured() -> None:
    html = frames.as_html(pd.DataFrame({"n": [12345], "s": ["đã duyệt"]}), {"đã duyệt": "good"})
    assert '<td class="n" data-label="n"><span>12.345</span></td>' in html
    assert '<span class="mark good">đã duyệt</span>' in html


@settings(deadline=None, max_examples=40)
@given(st.lists(st.text(), min_size=1, max_size=5))
def test_no_value_becomes_markup(values: list[str]) -> None:
    html = frames.as_html(pd.DataFrame({"Giá trị": values}))
    body = html.split("<tbody>")[1]
    for tag in ("<tr>", "</tr>", "<td", "</td>", "<span>", "</span>", "</tbody>", "</table>", "</div>"):
        body = body.replace(tag, "")
    if not any(value.startswith(frames.LINK_MARK) for value in values):
        assert "<" not in body
