"""Frozen figures, outlooks, the body of intellectuals, readings: what their pages read, for whom, in which words."""

from collections.abc import Callable
from datetime import date
from typing import Any, Final

import pytest

from dashboards import (
    figure_data,
    outlook_data,
    outlook_labels,
    population_charts,
    population_frames,
    reading_data,
    snapshot_data,
    snapshot_frames,
    snapshot_labels,
)
from dashboards.application import Application
from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Principal, Role
from talentdb.errors import ForbiddenError, NotFoundError
from talentdb.indicators.crosstable import cross_table
from talentdb.indicators.figures import Tally
from talentdb.indicators.frozen import Change, InputChange
from talentdb.indicators.outlook import Outlook
from talentdb.indicators.population import BANDS, EVENTS, SEXES, FieldNeed
from talentdb.indicators.projection import Projected
from talentdb.indicators.renewal import Crew, weigh
from talentdb.indicators.snapshots import freeze
from talentdb.plans import load_plan
from talentdb.settings import today

REFUSED: Final = (ForbiddenError, NotFoundError)
PLAN: Final = "hung-yen-2711"
DAY: Final = date(2026, 6, 30)
LEADER: Final = Principal(Role.LEADER, "x")
Asked = Callable[[Application, Principal], object]

READS: Final[dict[str, Asked]] = {
    "list": lambda app, who: snapshot_data.snapshot_list(app, who, PLAN),
    "one": lambda app, who: snapshot_data.snapshot(app, who, 1),
    "since": lambda app, who: snapshot_data.changed_since(app, who, 1),
    "outlook": lambda app, who: outlook_data.outlook_paths(app, who, PLAN, today(), today().year + 1),
    "pyramid": lambda app, who: outlook_data.pyramid(app, who, DAY),
    "flows": lambda app, who: outlook_data.comings_and_goings(app, who, DAY, DAY),
    "renewal": lambda app, who: outlook_data.renewals(app, who, today(), today().year + 1),
    "fields": lambda app, who: outlook_data.fields(app, who, today(), today().year + 1),
    "effect": lambda app, who: reading_data.effect_frame(
        app, who, PLAN, reading_data.standings(app, who, PLAN)[0], DAY
    ),
}


@pytest.fixture
def frozen(application: Application) -> int:
    with unit_of_work(application.engine, OPERATOR) as connection:
        return freeze(connection, OPERATOR, PLAN, "2026-H1", DAY).snapshot_id


def _through(application: Application, who: Principal, asked: dict[str, Asked]) -> set[str]:
    through = set()
    for name, ask in asked.items():
        try:
            ask(application, who)
        except REFUSED:
            continue
        through.add(name)
    return through


def test_who_sees_figures_reads_and_nobody_else(
    application: Application, frozen: int, as_role: Callable[..., Principal]
) -> None:
    for role, agency in (("agency", "SO-KHCN"), ("administrator", None), ("auditor", None)):
        assert _through(application, as_role(role, agency), READS) == set(), role
    for role in ("leader", "steward", "searcher"):
        assert _through(application, as_role(role), READS) == set(READS), role


def test_stewards_freeze_leaders_and_stewards_sign_administrators_choose(
    application: Application, frozen: int, as_role: Callable[..., Principal]
) -> None:
    acts: dict[str, Asked] = {
        "freeze": lambda app, who: snapshot_data.freeze(app, who, PLAN, "2026", DAY),
        "sign": lambda app, who: snapshot_data.sign(app, who, frozen),
        "choose": lambda app, who: reading_data.choose(app, who, PLAN, "public_sector", "state_bodies", "thử"),
    }
    through = {
        role: _through(application, as_role(role, agency), acts)
        for role, agency in (("leader", None), ("steward", None), ("searcher", None), ("administrator", None),
                             ("auditor", None), ("agency", "SO-KHCN"))
    }  # fmt: skip
    assert through == {
        "leader": {"sign"}, "steward": {"freeze", "sign"}, "searcher": set(), "administrator": {"choose"},
        "auditor": set(), "agency": set(),
    }  # fmt: skip
    heads = snapshot_data.snapshot_list(application, OPERATOR, PLAN)
    logins = {one.login.split("-")[0] for head in heads for one in head.signatures}
    assert logins == {"leader", "steward"}


def test_lists_and_figures_of_an_empty_registry_are_words(application: Application, frozen: int) -> None:
    found = snapshot_data.snapshot(application, OPERATOR, frozen)
    frame = snapshot_frames.figure_frame(found.body)
    assert set(frame[snapshot_labels.VALUE]) <= {snapshot_labels.NO_VALUE, snapshot_labels.WHY_NOT}
    listed = snapshot_frames.list_frame(snapshot_data.snapshot_list(application, OPERATOR, PLAN))
    assert list(listed.iloc[0])[:2] == [str(frozen), "2026-H1"]
    assert snapshot_labels.UNSIGNED in list(listed.iloc[0])
    rows = snapshot_frames.figure_rows(found.body)
    assert {row["Nhóm"] for row in rows} == {snapshot_labels.WHOLE}
    assert "Quyết định cuối cùng về danh sách" in snapshot_frames.input_facts(found)


def _change(before: Any, after: Any, cut: str = "total", key: str | None = None) -> Change:
    return Change("I1", cut, key, "Nhóm A", before, after)


def test_differences_are_told_in_words_and_arrows() -> None:
    left, right = ({"numerator": n, "denominator": 10, "value": n / 10, "low": 0.0, "high": 1.0} for n in (3, 5))
    hidden = {"numerator": None, "denominator": None, "value": None}
    changes = [
        _change(left, right), _change(right, left), _change(left, {**left, "low": 0.1}), _change(None, left),
        _change(left, None), _change(hidden, left),
    ]  # fmt: skip
    frame = snapshot_frames.difference_frame(changes, {"I1": "Chỉ tiêu 1"}, "Trước", "Sau")
    assert [text[0] for text in frame[snapshot_labels.CHANGE]] == ["▲", "▼", "●", "＋", "－", "●"]
    assert "20,0" in frame[snapshot_labels.CHANGE][0]
    assert frame["Trước"][5] == snapshot_labels.HIDDEN
    assert set(snapshot_frames.marks_of(frame).values()) == {"good", "bad", "busy", "warn"}
    rows = snapshot_frames.difference_frame([_change(left, right, "sector", "state")], {}, "Trước", "Sau")
    assert rows[snapshot_labels.GROUP][0] == "Khu vực: Nhóm A"
    told = snapshot_frames.input_frame(
        PLAN,
        [InputChange("choices", {}, {"women_and_minority": "women"}), InputChange("people", 1000, 2000)],
        "a",
        "b",
    )
    assert list(told["b"]) == ["Chỉ phụ nữ", "2.000"]


def test_charts_draw_what_there_is_and_hidden_cells_are_words() -> None:
    counts = {("30-34", "male"): 20, ("30-34", "female"): 3, ("40-44", "male"): 12, ("40-44", "female"): 30,
              ("50-54", "male"): 90, ("50-54", "female"): 80}  # fmt: skip
    table = cross_table(LEADER, counts, BANDS, SEXES)
    assert outlook_labels.HIDDEN in population_charts.ages(table).data[0].text
    men, women = population_charts.ages(table).data
    assert min(men.x) < 0 <= min(women.x)
    assert men.marker.pattern.shape != women.marker.pattern.shape
    assert outlook_labels.HIDDEN in women.text
    assert "3" not in women.text
    rows = population_frames.frame(population_frames.age_rows(table))
    assert outlook_labels.HIDDEN in list(rows[outlook_labels.SEX["female"]])
    events = cross_table(OPERATOR, {("2026", "came"): 3, ("2026", "retired"): 2}, ["2025", "2026"], EVENTS)
    drawn = {bar.name: list(bar.y) for bar in population_charts.flows(events).data}
    assert drawn[outlook_labels.EVENTS["came"]] == [0, 3]
    assert drawn[outlook_labels.EVENTS["retired"]] == [0, -2]
    assert [list(row) for row in population_frames.frame(population_frames.flow_rows(events)).to_numpy()] == [
        ["2025", "0", "0"], ["2026", "3", "2"]]  # fmt: skip


def test_retirements_and_fields_are_drawn_with_their_totals() -> None:
    crews = [Crew("state", "1", 2027, False, False, 7), Crew("party", "2", 2020, True, False, 6),
             Crew("state", "1", None, False, True, 9)]  # fmt: skip
    found = weigh(OPERATOR, crews, DAY, 2030, {"state": "Nhà nước", "party": "Đảng"}, {"1": "Tự nhiên"})
    figure = population_charts.retirements(found)
    assert [bar.name for bar in figure.data[:-1]] == ["Nhà nước", "Đảng"]
    assert list(figure.data[-1].text) == ["6", "", "7", "", "", ""]
    seen = population_charts.retirements(weigh(LEADER, crews, DAY, 2030, {}, {}))
    assert outlook_labels.UNSPLIT not in [bar.name for bar in seen.data]
    few = [Crew("state", "1", 2027, False, False, 7), Crew("party", "1", 2027, False, False, 2)]
    split = {
        bar.name: list(bar.y) for bar in population_charts.retirements(weigh(LEADER, few, DAY, 2030, {}, {})).data
    }
    assert split[outlook_labels.UNSPLIT] == [0, 0, 9, 0, 0, 0]
    rows = population_frames.group_rows(found)
    assert [list(row.values())[2:] for row in rows] == [[16, 7, 9, "1,3", 9], [6, 6, 0, "0,0", 0]]
    needs = (FieldNeed("1", "Tự nhiên", None, None, 5, ("Vật lý",)), FieldNeed("", "Chưa rõ", 3, 1, 0, ()))
    assert [list(bar.x) for bar in population_charts.fields(needs).data] == [[1, 0], [0, 5]]
    assert "ẩn" in population_frames.frame(population_frames.field_rows(needs, 2030)).to_numpy()


def test_a_path_shows_band_line_and_target() -> None:
    tally = Tally(100, 30)
    points = [Outlook("I1", "x", year, tally, tally, tally, Projected(0.3, 0.25, 0.35, 0.0, 2), 0.4, 0.4)
              for year in (2026, 2027)]  # fmt: skip
    figure = population_charts.path(0.3, 2026, points)
    assert list(figure.data[1].y) == [0.3, 0.3, 0.3]
    assert figure.layout.shapes[0].y0 == 0.4
    assert population_charts.path(None, 2026, []).data[1].y == ()


def test_the_lists_of_people_that_are_offered_can_be_opened(
    application: Application, as_role: Callable[..., Principal]
) -> None:
    for role in ("steward", "searcher", "leader"):
        who = as_role(role)
        offered = 0
        for indicator in load_plan(PLAN).of_kind("people"):
            for part in figure_data.drill_parts(application, who, PLAN, indicator.code):
                figure_data.drill(application, who, PLAN, indicator.code, DAY, part)
                offered += 1
        assert (offered > 0) is (role != "leader"), role
