"""`panel` at a shell: wrong usage is told in words, ends with 2, and touches no home."""

import sys
from pathlib import Path

import pytest

from talentdb.cli import main


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--size", "0"), "từ 1 đến 50"),
        (("--size", "1000"), "từ 1 đến 50"),
        (("--size", "-3"), "từ 1 đến 50"),
        (("--size", "3", "--min-women", "4"), "Số nữ tối thiểu lớn hơn"),
        (("--size", "3", "--min-women", "-1"), "không được âm"),
        (("--size", "3", "--per-agency", "0"), "ít nhất một người"),
        (("--size", "3", "--topic", "  "), "Chưa có chủ đề"),
        (("--size", "3", "--reviewers", "4"), "Số ghế theo vai"),
        (("--size", "3", "--include", "5", "--exclude", "5"), "vừa được chỉ định vừa bị loại trừ"),
        (("--size", "3", "--include", "99999999999999999999"), "--include"),
        (("--size", "3", "--chair", "0"), "--chair"),
        (("--size", "ba"), "--size"),
    ],
)
def test_demands_without_sense_end_with_two_and_a_reason(
    words: tuple[str, ...], told: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:  # fmt: skip
    monkeypatch.setenv("TALENTDB_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(sys, "argv", ["talentdb", "panel", "--topic", "thủy sản", *words])
    with pytest.raises(SystemExit) as end:
        main()
    said = capsys.readouterr()
    assert (end.value.code, said.out) == (2, "")
    assert told in said.err
    assert "Traceback" not in said.err
    assert not (tmp_path / "home").exists()
