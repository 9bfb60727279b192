"""The program at a shell, on the database of one test."""

import sys
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import make_url

from talentdb.cli import main

Program = Callable[..., tuple[int, str, str]]


@pytest.fixture
def program(database: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Program:
    """Runs the program; gives its exit code, what it printed, and what it said beside."""
    url = make_url(database.engine.url).set(drivername="postgresql")
    monkeypatch.setenv("TALENTDB_HOME", str(database.home))
    monkeypatch.setenv("TALENTDB_DATABASE_URL", url.render_as_string(hide_password=False))

    def call(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["talentdb", *words])
        code = 0
        try:
            main()
        except SystemExit as end:
            code = int(end.code or 0)
        said = capsys.readouterr()
        return code, said.out, said.err

    return call
