"""`report` at a shell: a paper for each kind, what it is told beside the file, and refusals in words."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document

from talentdb.access.principal import Principal
from tests.talentdb.commands.conftest import Program

As = Callable[..., Principal]
PLAN = "hung-yen-2711"
DAYS = ("--from", "2026-01-01", "--to", "2026-11-20")


def test_a_paper_and_its_annex_are_written_and_summed_up(program: Program, tmp_path: Path) -> None:
    paper, annex = tmp_path / "b.docx", tmp_path / "p.xlsx"
    program("indicators", "freeze", "--plan", PLAN, "--period", "2026")
    code, out, _ = program("report", "province", "--plan", PLAN, *DAYS, "-o", str(paper), "--annex", str(annex),
                           "--json")  # fmt: skip
    told = json.loads(out)
    assert (code, told["state"], told["snapshot"], told["frozen"]) == (0, "draft", 1, True)
    assert (told["since"], told["until"], told["agency"]) == ("2026-01-01", "2026-11-20", "SO-KHCN")
    assert told["file"] == str(paper)
    assert "Đánh giá chung" in told["unwritten"]
    assert paper.read_bytes()[:2] == annex.read_bytes()[:2] == b"PK"


def test_without_frozen_figures_a_draft_says_so_and_freezes_none(program: Program, tmp_path: Path) -> None:
    code, out, err = program("report", "province", "--plan", PLAN, *DAYS, "-o", str(tmp_path / "b.docx"))
    assert (code, out.strip()) == (0, str(tmp_path / "b.docx"))
    assert "dự thảo" in err
    assert program("indicators", "snapshots")[1].strip() == "Chưa chốt số liệu nào."
    assert json.loads(program("reports", "list", "--json")[1]) == []


def test_agencies_draw_their_own(program: Program, as_role: As, tmp_path: Path) -> None:
    login = as_role("agency", "SO-NV").login
    out = str(tmp_path / "b.docx")
    assert program("report", "agency", "--plan", PLAN, "-o", out, "--as", login)[0] == 0
    for words in (("agency", "--agency", "SO-TC"), ("province",)):
        code, _, err = program("report", *words, "--plan", PLAN, "-o", out, "--as", login)
        assert (code, "Traceback" in err) == (2, False)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("monthly", "--plan", PLAN), "monthly"),
        (("agency", "--plan", "nowhere"), "nowhere"),
        (("agency", "--plan", PLAN), "báo cáo của cơ quan nào"),
        (("agency", "--plan", PLAN, "--agency", "KHONG-CO"), "KHONG-CO"),
        (("province", "--plan", PLAN, "--from", "2026-12-01", "--to", "2026-01-01"), "sau ngày cuối"),
        (("province", "--plan", PLAN, "--from", "hôm qua"), "hôm qua"),
        (("province", "--plan", PLAN, "--period", "x"), "kỳ báo cáo"),
        (("province", "--plan", PLAN, "--period", "2025"), "từ năm 2026 đến năm 2030"),
        (("province", "--plan", PLAN, "--from", "2025-01-01", "--to", "2025-12-31"), "từ năm 2026 đến năm 2030"),
        (("agency", "--plan", PLAN, "--agency", "SO-NV", "--period", "2031"), "từ năm 2026 đến năm 2030"),
        (("six-month", "--plan", PLAN, "--period", "2026"), "nửa năm"),
        (("province", "--plan", PLAN, "--snapshot", "99"), "99"),
        (("agency", "--plan", PLAN, "--agency", "SO-NV", "--snapshot", "1"), "không dùng bản chốt"),
    ],
)
def test_what_makes_no_sense_ends_with_two_and_a_reason(
    program: Program, tmp_path: Path, words: tuple[str, ...], told: str
) -> None:
    code, out, err = program("report", *words, "-o", str(tmp_path / "b.docx"))
    assert (code, out) == (2, "")
    assert told in err
    assert "Traceback" not in err
    assert not (tmp_path / "b.docx").exists()


def test_a_report_that_there_is_not_is_not_shown(program: Program) -> None:
    code, _, err = program("reports", "show", "7")
    assert (code, "7" in err) == (2, True)


@pytest.mark.parametrize("kind", ["six-month", "yearly"])
def test_nobody_writes_to_themselves(program: Program, tmp_path: Path, kind: str) -> None:
    paper = tmp_path / "b.docx"
    code, out, err = program("report", kind, "--plan", PLAN, "-o", str(paper), "--json")
    assert code == 0, err
    told = json.loads(out)
    assert (told["agency"], told["period"]) == ("SO-KHCN", {"six-month": "2026-H2", "yearly": "2026"}[kind])
    assert told["since"] == {"six-month": "2026-07-01", "yearly": "2026-01-01"}[kind]
    said = [one.text for one in Document(str(paper)).paragraphs]
    addressed = [at for at, text in enumerate(said) if text.startswith("Kính gửi")]
    assert addressed
    assert "UBND tỉnh" in said[addressed[0]] or "Ủy ban nhân dân tỉnh" in said[addressed[0]], said[addressed[0]]
    assert "Khoa học và Công nghệ" not in said[addressed[0]]
