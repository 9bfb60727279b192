"""The alarm: no backup, or one older than 26 hours."""

from datetime import timedelta
from pathlib import Path

from talentdb.backup.state import (
    OLDEST_HOURS,
    BackupState,
    alarm,
    forget_state,
    note_proof,
    read_state,
    standing,
    write_state,
)
from talentdb.settings import now


def _state(hours: float) -> BackupState:
    at = (now() - timedelta(hours=hours)).isoformat()
    return BackupState("sao-luu/a", "id", "cluster", at, at)


def test_a_home_without_a_backup_is_told(tmp_path: Path) -> None:
    assert "Chưa có bản sao lưu" in (alarm(tmp_path) or "")


def test_only_an_old_backup_is_told(tmp_path: Path) -> None:
    write_state(tmp_path, _state(OLDEST_HOURS - 0.1))
    assert alarm(tmp_path) is None
    write_state(tmp_path, _state(OLDEST_HOURS + 0.1))
    assert "26 giờ" in (alarm(tmp_path) or "")


def test_a_spoilt_note_is_no_backup(tmp_path: Path) -> None:
    write_state(tmp_path, _state(1))
    (tmp_path / "backup" / "newest.json").write_text("{")
    assert read_state(tmp_path) is None
    assert alarm(tmp_path)


def test_after_a_restore_there_is_no_backup_yet(tmp_path: Path) -> None:
    write_state(tmp_path, _state(1))
    forget_state(tmp_path)
    assert "Chưa có bản sao lưu" in (alarm(tmp_path) or "")


def test_it_is_told_whether_it_was_proven(tmp_path: Path) -> None:
    write_state(tmp_path, _state(1))
    assert any("Chưa khôi phục thử" in line for line in standing(tmp_path))
    note_proof(tmp_path, {"at": now().isoformat(), "good": False})
    assert any("KHÔNG ĐẠT" in line for line in standing(tmp_path))
