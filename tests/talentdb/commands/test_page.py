"""The page to print at a shell: of the moment or frozen, never of both; nothing is left behind by a slip."""

from collections.abc import Callable
from pathlib import Path

from talentdb.access.principal import Principal
from tests.talentdb.commands.conftest import Program


def test_a_page_is_written_of_now_and_of_frozen_figures(
    program: Program, as_role: Callable[..., Principal], tmp_path: Path
) -> None:
    out = tmp_path / "page.pdf"
    leader = as_role("leader").login
    code, told, _ = program("indicators", "page", "--plan", "hung-yen-2711", "-o", str(out), "--as", leader)
    assert (code, told) == (0, "")
    assert out.read_bytes().startswith(b"%PDF-")
    program("indicators", "freeze", "--plan", "hung-yen-2711", "--period", "2026-H1", "--as-of", "2026-06-30")
    live = out.read_bytes()
    code, _, _ = program("indicators", "page", "--snapshot", "1", "-o", str(out), "--as", leader)
    assert code == 0
    assert out.read_bytes() != live


def test_slips_are_told_and_leave_no_file(
    program: Program, as_role: Callable[..., Principal], tmp_path: Path
) -> None:
    out = tmp_path / "page.pdf"
    for given in ((), ("--plan", "hung-yen-2711", "--snapshot", "1"), ("--plan", "khong-co"), ("--snapshot", "99"),
                  ("--plan", "hung-yen-2711", "--as", as_role("auditor").login)):  # fmt: skip
        code, _, err = program("indicators", "page", *given, "-o", str(out))
        assert code == 2, given
        assert "Traceback" not in err
        assert not out.exists()
