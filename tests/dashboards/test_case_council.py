"""The council on the page of a case: nobody was asked yet, and a case that has left the council behind."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboards import case_council
from dashboards.case_council_data import Own
from talentdb.plans import load_plan
from talentdb.programmes.council_rows import Vote


def _tab() -> None:
    from decimal import Decimal
    from types import SimpleNamespace
    from typing import cast

    from dashboards.case_council import council_tab
    from talentdb.access.principal import Principal, Role

    scoring = SimpleNamespace(least=Decimal("0.7"), members=5, criteria=())
    page = SimpleNamespace(
        case=SimpleNamespace(number=1, ended=True), score=None,
        standing=SimpleNamespace(instrument=SimpleNamespace(scoring=scoring)),
    )  # fmt: skip
    council_tab(cast("Any", None), Principal(Role.LEADER, "lanh-dao"), cast("Any", page))


def test_nobody_was_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []
    monkeypatch.setattr(case_council, "council_of", lambda *_: asked)
    page = AppTest.from_function(_tab, default_timeout=60).run()
    assert not page.exception
    assert [one.value for one in page.caption] == [case_council.words.SCORE_NOBODY.format(members=5, least="70,0 %")]


def _box(stage: str) -> None:
    from types import SimpleNamespace
    from typing import cast

    from dashboards.case_council import score_box
    from talentdb.access.principal import Principal, Role
    from talentdb.plans import load_plan

    instrument = load_plan("hung-yen-798").instrument("attraction-selection")
    page = SimpleNamespace(
        case=SimpleNamespace(number=1, stage=stage), standing=SimpleNamespace(instrument=instrument)
    )
    score_box(cast("Any", None), Principal(Role.COUNCIL_MEMBER, "uy-vien"), cast("Any", page))


@pytest.mark.parametrize("has_voted", [True, False])
def test_points_are_read_only_once_nobody_judges_any_more(monkeypatch: pytest.MonkeyPatch, has_voted: bool) -> None:
    instrument = load_plan("hung-yen-798").instrument("attraction-selection")
    assert instrument is not None
    assert instrument.scoring is not None
    first = instrument.scoring.criteria[0]
    vote = Vote(1, {first.code: 7}, "Hồ sơ tốt", None) if has_voted else None
    monkeypatch.setattr(case_council, "own_vote", lambda *_: Own(vote, ()))
    [judged, *_] = next(step for step in instrument.steps if step.scored).from_
    asked = AppTest.from_function(_box, args=(judged,), default_timeout=60).run()
    assert not asked.exception
    assert len(asked.text_input) == len(instrument.scoring.criteria)
    closed = AppTest.from_function(_box, args=("signing",), default_timeout=60).run()
    assert not closed.exception
    assert not closed.text_input
    words = case_council.words
    assert [one.value for one in closed.info] == [words.SCORE_CLOSED if has_voted else words.SCORE_CLOSED_NONE]
    shown = " ".join(str(one.proto.body) for one in closed.get("html"))
    assert (f"{first.name}: 7/{first.most}" in shown, "Hồ sơ tốt" in shown) == (has_voted, has_voted)
