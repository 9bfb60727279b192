"""Cases as cards, bars and tables: every name is escaped, what is late is marked, counts add up."""

import re
from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from dashboards import case_frames as frames
from dashboards import case_page_labels as words
from dashboards.case_bulk import bulk_ways
from talentdb.plans import load_plan
from talentdb.programmes.case_labels import ENDINGS
from talentdb.programmes.model import OPEN, Case, Event
from talentdb.programmes.standing import Standing, standing

PLAN = "hung-yen-798"
DAY = date(2026, 11, 20)


def stand(
    number: int,
    *stages: str,
    title: str = "Bà Trần Thị Thử",
    ago: int = 3,
    ended: str | None = None,
    actors: Collection[str] = ("home_affairs",),
) -> Standing:
    """A case that went through stages, a step a day, the last one so many days ago."""
    now = datetime(2026, 11, 20, tzinfo=UTC)
    events = tuple(
        Event(
            place, OPEN if place == 1 else "submit", stage, ended if place == len(stages) else None, "home_affairs",
            DAY - timedelta(days=ago + len(stages) - place), "", "", {}, {}, "noivu", now,
        )
        for place, stage in enumerate(stages, 1)
    )  # fmt: skip
    case = Case(
        number, PLAN, "attraction-selection", "1", title, None, 1, "Sở Mẫu", None, None, None, now, "noivu", events
    )
    return standing(case, DAY, actors)


def test_names_are_escaped_everywhere() -> None:
    one = stand(1, "file", title="<b onclick=x>&")
    one = replace(one, case=replace(one.case, agency="<i>Sở</i>"))
    for drawn in (frames.cards([one]), frames.lanes(one.instrument, [one]), frames.path(one, one.case)):
        assert "<b onclick" not in drawn
        assert "<i>Sở</i>" not in drawn
    assert "&lt;b onclick=x&gt;&amp;" in frames.cards([one])


def test_what_is_late_and_what_is_mine_is_marked() -> None:
    late, mine = stand(1, "file", "appraisal", ago=60), stand(2, "file", "appraisal")
    assert late.late > 0
    assert 'class="card late"' in frames.cards([late])
    assert 'class="card mine"' in frames.cards([mine])
    assert frames.state_of(late) == words.STATE_LATE
    assert frames.in_group(late, "late")
    assert frames.in_group(mine, "mine")
    assert not frames.in_group(mine, "late")


def test_bars_count_every_case_once_and_late_ones_apart() -> None:
    found = [stand(1, "file"), stand(2, "file", "appraisal", ago=60), stand(3, "file", "appraisal")]
    drawn = frames.bars(found)
    assert sum(int(number) for number in re.findall(r">(\d+)</i>", drawn)) == 3
    assert drawn.count('class="late"') == 1
    assert words.BAR_TOTAL.format(n=3) in drawn
    funnel = frames.funnel(found[0].instrument, found)
    assert sum(int(number) for number in re.findall(r">(\d+)</i>", funnel)) == 3


def test_a_case_that_has_ended_says_how_and_waits_for_nobody() -> None:
    one = stand(1, "file", "refused", ended="refused", ago=400)
    assert (one.late, one.waits_for, one.mine) == (0, (), False)
    assert frames.state_of(one) == ENDINGS["refused"]
    assert frames.in_group(one, "ended")
    assert not frames.in_group(one, "running")


def test_a_lane_shows_so_many_and_tells_of_the_rest() -> None:
    found = [stand(number, "file") for number in range(1, 12)]
    drawn = frames.lanes(found[0].instrument, found)
    assert drawn.count('class="card') == 8
    assert words.LANE_MORE.format(n=3) in drawn


def test_the_table_has_a_row_a_case_with_its_link() -> None:
    table = frames.case_table([stand(7, "file")])
    assert list(table.columns) == list(words.COLUMNS.values())
    assert "/case?case=7|" in table.iloc[0, 0]


def test_many_at_once_are_offered_only_where_the_plan_says_so_and_to_who_may() -> None:
    found = [stand(1, "file", "appraisal"), stand(2, "file", "appraisal"), stand(3, "file")]
    ways = bulk_ways(found)
    step, held = ways[f"{PLAN}:attraction-selection:accept"]
    assert step.bulk
    assert [one.case.number for one in held] == [1, 2]
    assert bulk_ways([stand(1, "file", "appraisal", actors=("finance",))]) == {}
    assert bulk_ways([stand(1, "file", "appraisal", actors=("agency",))]) == {}
    assert list(bulk_ways([stand(1, "file", "appraisal", actors=("operator",))])) == list(ways)
    instrument = load_plan(PLAN).instrument("attraction-selection")
    assert instrument is not None
    assert all(way.bulk for way, _ in ways.values())


def test_the_body_that_leads_is_offered_its_steps_for_many() -> None:
    plan = load_plan("hung-yen-2711")
    way = next((one, step) for one in plan.instruments for step in one.steps if step.bulk and "lead" in step.by)
    instrument, step = way
    one = stand(1, "file", actors=("lead",))
    case = replace(one.case, plan=plan.code, instrument=instrument.code)
    events = (replace(case.events[0], stage=step.from_[0]),)
    led = [
        standing(replace(case, events=events), DAY, actors) for actors in (("lead",), ("agency",), ("lead", "agency"))
    ]
    offered, held = bulk_ways(led)[f"{plan.code}:{instrument.code}:{step.code}"]
    assert offered == step
    assert [each.actors for each in held] == [each.actors for each in (led[0], led[2])]
