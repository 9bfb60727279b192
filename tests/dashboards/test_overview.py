"""The overview draws what the engine gives: cards, lines, map, heat table, files; what is hidden stays so in all."""

from datetime import date
from io import BytesIO
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from dashboards import colour_scale, heat_table, overview_labels, tile_map
from dashboards.chart_export import workbook
from dashboards.overview_cards import headline_html, lines_html
from dashboards.overview_quality import FIELD_WORDS, quality_row
from dashboards.overview_rows import plain_rows
from talentdb.codes.communes import communes
from talentdb.indicators.quality import KEY_FIELDS, Quality
from talentdb.indicators.trend import Point
from tests.dashboards.figures import PLAN, entry, row

SECRET = 987654


def hidden(key: str, by: str = "agency") -> dict[str, Any]:
    """A row as suppression leaves it."""
    return row(key, None, None, by=by, suppressed=True)


def test_a_card_tells_figure_state_target_interval_gap_and_coverage() -> None:
    shown = headline_html(PLAN, [entry(numerator=40, denominator=100, low=0.38, high=0.47, gap=10)], {}, None)
    shown = shown.replace("\u00a0", " ").replace("\u2060", "")
    for told in (
        "40,0 %",
        "Chưa đạt mục tiêu",
        "Mục tiêu 50 % (2030)",
        "khoảng 38,0 % – 47,0 %",
        "Cần thêm 10 người",
        "40 trên 100 người",
        "6 trên 117 cơ quan đã có số liệu",
        'class="state late"',
    ):
        assert told in shown
    assert 'style="left:50.00%"' in shown
    assert 'style="left:38.00%;width:9.00%"' in shown


def test_a_hidden_part_says_that_it_is_hidden() -> None:
    part = entry(code="I1.women", name="Trong đó: phụ nữ", headline=False, suppressed=True, value=None)
    shown = headline_html(PLAN, [entry()], {"I1": [part]}, None)
    assert f"phụ nữ {overview_labels.SUPPRESSED}" in shown


def test_states_are_told_by_sign_and_words_not_by_colour_alone() -> None:
    reached = lines_html(PLAN, [entry(status="reached", gap=0)], None)
    assert "✓" in reached
    assert "Đã đạt mục tiêu" in reached
    assert "Đã đủ" in reached


def test_a_figure_without_data_or_without_a_way_to_count_says_so_and_shows_no_zero() -> None:
    empty = lines_html(PLAN, [entry(numerator=0, denominator=0, status="no_data", gap=None)], None)
    assert "Chưa có dữ liệu" in empty
    assert "0,0" not in empty
    none = lines_html(PLAN, [entry(kind="none", denominator=0, why_not="Cần bảng xếp hạng.")], None)
    assert "Cần bảng xếp hạng." in none
    small = lines_html(PLAN, [{**entry(denominator=0), "suppressed": True, "status": "no_data"}], None)
    assert "nhóm dưới 5 người" in small


def test_what_the_plan_says_never_becomes_markup() -> None:
    assert "<script>" not in lines_html(PLAN, [{**entry(), "name": "<script>"}], None)


def test_the_past_is_told_in_points() -> None:
    past = {"I1": (Point(date(2026, 3, 31), 0.30), Point(date(2026, 6, 30), 0.45))}
    shown = headline_html(PLAN, [entry(numerator=40, denominator=100)], {}, past)
    assert "tăng 10,0 điểm từ 31/03/2026" in shown
    assert "data:image/svg+xml" in shown
    assert "chưa có số liệu kỳ trước" in headline_html(PLAN, [entry()], {}, {})


def test_every_commune_has_exactly_one_tile_and_every_tile_one_place() -> None:
    tiles = tile_map.layout()
    assert sorted(tile.code for tile in tiles) == sorted(communes())
    assert len({(tile.column, tile.row) for tile in tiles}) == len(tiles) == 104


def test_the_map_has_the_data_of_the_rows() -> None:
    rows = [row("11953", 4, 8, by="commune"), row("11977", 8, 8, by="commune"), hidden("11980", "commune")]
    figure = tile_map.tile_map(rows, {"11953": "Phường Phố Hiến", "11980": "Phường Hồng Châu"})
    (bars,) = figure.data
    told = dict(zip(bars.customdata, bars.hovertext, strict=True))
    colours = dict(zip(bars.customdata, bars.marker.color, strict=True))
    assert told["11953"] == "Phường Phố Hiến: 50,0 % (4/8)"
    assert (colours["11953"], colours["11977"]) == (colour_scale.SCALE[0], colour_scale.SCALE[-1])
    assert told["11980"] == f"Phường Hồng Châu: {overview_labels.MAP_HIDDEN}"
    assert len(figure.layout.shapes) == 1
    assert told["12019"].endswith(overview_labels.MAP_EMPTY)
    assert colours["12019"] == colour_scale.NOTHING


def test_heat_cells_have_number_count_and_mark_of_the_target() -> None:
    both = entry(rows=[row("T1", 6, 10), row("T2", 1, 10), hidden("T3")])
    heat = heat_table.heat_of(PLAN, [both, entry(code="I9")])
    assert [one["code"] for one in heat.indicators] == ["I1"]
    assert heat_table.worst_first(heat, "I1") == ["T2", "T1", "T3"]
    shown = heat_table.heat_html(heat, ["T1", "T2", "T3"])
    assert "60 % ✓<small>6/10</small>" in shown
    assert "10 %<small>1/10</small>" in shown
    assert '<td class="hid"' in shown
    rows = heat_table.heat_rows(heat, ["T1", "T3"])
    assert [list(one.values())[1] for one in rows] == [0.6, overview_labels.SUPPRESSED]


@pytest.mark.parametrize(("tolerance", "reached"), [(0.0, False), (0.02, True)])
def test_about_is_reached_a_little_below_the_target(tolerance: float, reached: bool) -> None:
    heat = heat_table.heat_of(PLAN, [entry(rows=[row("T1", 49, 100)], tolerance=tolerance)])
    assert ("49 % ✓" in heat_table.heat_html(heat, ["T1"])) is reached


def quality(**more: Any) -> Quality:
    known = dict.fromkeys(KEY_FIELDS, 1.0) | {"field_group": 0.25}
    return Quality(1, "T1", "Sở Y tế", "state", True, 40, known, 200, 3, date(2026, 11, 1), 2, **more)


def test_the_league_names_the_field_that_is_missing_most() -> None:
    told = list(quality_row(quality(), date(2026, 11, 22)).values())
    assert told == ["Sở Y tế", "91 %", "Lĩnh vực KH&CN (75 %)", "40", "1,5", "21 ngày", "2"]
    assert all(FIELD_WORDS.values())


def test_hidden_numbers_are_in_no_chart_and_no_file() -> None:
    """The drawing goes by `suppressed` and the values left, whatever else a row still has."""
    rows = [{**hidden("T3"), "parent": SECRET}, {**hidden("11980", "commune"), "parent": SECRET}]
    one = entry(rows=rows)
    heat = heat_table.heat_of(PLAN, [one])
    texts = [
        heat_table.heat_html(heat, ["T3"]), str(heat_table.heat_rows(heat, ["T3"])),
        tile_map.tile_map(rows[1:], {}).to_json(), str(plain_rows(PLAN, [one])),
    ]  # fmt: skip
    assert not any(str(SECRET) in text for text in texts)


def test_a_workbook_says_what_it_is_and_holds_the_rows() -> None:
    made = workbook(
        "Chỉ tiêu", "Số liệu đến 22/11/2026", [{"Tên": "=1+1", "Tỷ lệ": 0.5}, {"Tên": "B", "Tỷ lệ": None}]
    )
    sheet = load_workbook(BytesIO(made)).worksheets[0]
    assert [[cell.value for cell in line] for line in sheet.iter_rows()] == [
        ["Số liệu đến 22/11/2026", None], ["Tên", "Tỷ lệ"], ["'=1+1", 0.5], ["B", None],
    ]  # fmt: skip
    assert sheet.cell(3, 2).number_format == "0.0%"
    assert load_workbook(BytesIO(workbook("x", "không có dòng nào", []))).worksheets[0].cell(1, 1).value


def test_a_workbook_is_made_of_rows_with_unfit_signs() -> None:
    made = workbook("x", "n\x01", [{"Tên": "\x01=1\ud800\uffff"}])
    assert load_workbook(BytesIO(made)).worksheets[0].cell(3, 1).value == "'=1"


# --------------------------------------------------------------------------------------------------- colours

# Viénot, Brettel and Mollon (1999): what eyes without the middle (deuteranopia) or long cones (protanopia) see, on
# linear light.
_DEUTERAN = np.array([[0.29275, 0.70725, 0.0], [0.29275, 0.70725, 0.0], [-0.02234, 0.02234, 1.0]])
_PROTAN = np.array([[0.11238, 0.88762, 0.0], [0.11238, 0.88762, 0.0], [0.00401, -0.00401, 1.0]])


def _linear(colour: str) -> np.ndarray[Any, Any]:
    parts = np.array([int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def _luminance(linear: np.ndarray[Any, Any]) -> float:
    return float(np.clip(linear, 0, 1) @ [0.2126, 0.7152, 0.0722])


@pytest.mark.parametrize("sight", [np.eye(3), _DEUTERAN, _PROTAN], ids=["all", "deuteranopia", "protanopia"])
def test_the_scale_darkens_evenly_for_every_eye(sight: np.ndarray[Any, Any]) -> None:
    lights = [_luminance(sight @ _linear(colour)) for colour in colour_scale.SCALE]
    assert all(later < before * 0.85 for before, later in pairwise(lights))


@given(st.floats(-1, 2))
def test_numbers_can_be_read_on_every_colour_of_the_scale(place: float) -> None:
    colour = colour_scale.colour_of(place)
    inks = sorted((_luminance(_linear(colour)) + 0.05, _luminance(_linear(colour_scale.ink_on(colour))) + 0.05))
    assert inks[1] / inks[0] >= 4.5
