"""The table of the figures of trust is honest: what failed or is missing stands in it; no text breaks its cell."""

from tests.trust.__main__ import measured
from tests.trust.figure import Figure
from tests.trust.results import RESULTS, Line, markdown, merged, read_lines


def _line(module: str, measured_text: str, *, holds: bool = True) -> Line:
    return Line(module, "2026-11-22", "abc1234+", Figure(15, "restore", "≤ 10 min", measured_text, holds))


def test_a_missing_module_is_told_and_does_not_hold() -> None:
    [figure] = measured("no_such_module", "short")
    assert not figure.holds
    assert "missing" in figure.measured


def test_the_table_reads_back_as_it_was_written() -> None:
    lines = [_line("backup", "3 min"), _line("rebuild", "differs", holds=False)]
    assert read_lines(markdown(lines)) == lines


def test_no_text_breaks_its_cell() -> None:
    [back] = read_lines(markdown([_line("backup", "a | b\nc")]))
    assert back.figure.measured == "a / b c"


def test_modules_that_were_not_run_keep_their_lines() -> None:
    old = [_line("backup", "old"), _line("rights", "kept")]
    assert [line.figure.measured for line in merged(old, [_line("backup", "new")])] == ["kept", "new"]


def test_the_committed_table_is_one_that_was_written_by_the_program() -> None:
    if RESULTS.exists():
        text = RESULTS.read_text(encoding="utf-8")
        assert markdown(read_lines(text)) == text
