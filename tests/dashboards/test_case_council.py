"""The tab of a council of which nobody was asked yet: it says so and draws no empty part."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboards import case_council


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
    page = AppTest.from_function(_tab).run()
    assert not page.exception
    assert [one.value for one in page.caption] == [case_council.words.SCORE_NOBODY.format(members=5, least="70,0 %")]
