"""Settings come from the environment; an empty variable is one that is not set."""

from pathlib import Path

import pytest

from talentdb.settings import Settings


def test_an_empty_variable_counts_as_unset(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOME", "DATABASE_URL", "MEILI_URL", "MEILI_KEY", "PG_BIN"):
        monkeypatch.setenv(f"TALENTDB_{name}", "")
    settings = Settings()
    assert settings.home == Path(".talentdb")
    assert (settings.database_url, settings.meili_url, settings.meili_key, settings.pg_bin) == (None,) * 4


def test_a_relative_home_is_one_of_the_working_directory(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TALENTDB_HOME", "nhà riêng/kho")
    assert Settings().home_path == tmp_path / "nhà riêng" / "kho"
