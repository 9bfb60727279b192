"""The page of readings as roles see it: administrators are told of plan files with faults."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch

import pytest
from streamlit.testing.v1 import AppTest

from dashboards import application as installing
from dashboards.application import Application
from talentdb.access.principal import Principal
from talentdb.access.sessions import open_session, resume_session

APP: Final = Path(installing.__file__).parent / "app.py"


@pytest.fixture
def warnings(application: Application) -> Iterator[Callable[[Principal], list[str]]]:
    """What the page warns an account of."""
    before = list(installing._installed)
    installing.install(application)

    def show(who: Principal) -> list[str]:
        token = open_session(application.engine, application.keyring, who)
        with patch("dashboards.auth.resume_session", lambda *known: resume_session(*known[:2], token)):
            test = AppTest.from_file(APP, default_timeout=300)
            test.switch_page("views/readings.py").run()
        assert not test.exception, test.exception
        assert test.selectbox(key="reading_plan").options
        return [one.value for one in test.warning]

    yield show
    installing._installed[:] = before


def test_administrators_are_told_of_a_plan_file_with_faults(
    warnings: Any, as_role: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert warnings(as_role("administrator")) == []
    (tmp_path / "tinh-thu.toml").write_text("[[[", encoding="utf-8")
    monkeypatch.setenv("TALENTDB_PLANS", str(tmp_path))
    [told] = warnings(as_role("administrator"))
    assert "tinh-thu" in told
    assert "không phải TOML" in told
    assert warnings(as_role("leader")) == []
