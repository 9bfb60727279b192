"""Figures frozen, signed and compared at a shell, in the name of accounts."""

import json
from collections.abc import Callable
from datetime import date

import pytest

from talentdb.access.principal import Principal
from talentdb.commands.snapshots import _tell_difference
from talentdb.indicators.differing import Difference
from talentdb.indicators.frozen import Change
from tests.talentdb.commands.conftest import Program


def test_figures_are_frozen_signed_and_compared(program: Program, as_role: Callable[..., Principal]) -> None:
    steward, leader = as_role("steward").login, as_role("leader").login
    assert program("indicators", "snapshots")[1].strip() == "Chưa chốt số liệu nào."
    code, out, _ = program("indicators", "freeze", "--plan", "hung-yen-2711", "--period", "2026-H1", "--as-of",
                           "2026-06-30", "--as", steward, "--json")  # fmt: skip
    frozen = json.loads(out)
    assert (code, frozen["period"], frozen["as_of"], frozen["login"]) == (0, "2026-H1", "2026-06-30", steward)
    assert {"decision", "choices", "schema"} <= frozen["inputs"].keys()
    number = str(frozen["snapshot_id"])
    code, out, _ = program("indicators", "sign", number, "--as", leader)
    assert (code, f"ký: {leader}" in out) == (0, True)
    assert program("indicators", "since", number)[1].strip() == "Không có gì khác."
    program("plans", "choose", "hung-yen-2711", "women_and_minority", "women", "--reason", "theo hướng dẫn")
    program("indicators", "freeze", "--plan", "hung-yen-2711", "--period", "2026-H1", "--as-of", "2026-06-30")
    told = json.loads(program("indicators", "compare", number, str(int(number) + 1), "--json")[1])
    assert [one["name"] for one in told["inputs"]] == ["choices"]
    assert "Cách hiểu đã chọn" in program("indicators", "since", number)[1]
    listed = json.loads(program("indicators", "snapshots", "--plan", "hung-yen-2711", "--json")[1])
    assert [len(one["signatures"]) for one in listed] == [0, 1]
    assert "body" not in listed[0]


def test_the_operator_vouches_for_nobody_and_others_are_refused(
    program: Program, as_role: Callable[..., Principal]
) -> None:
    program("indicators", "freeze", "--plan", "hung-yen-2711", "--period", "2026")
    code, out, err = program("indicators", "sign", "1")
    assert (code, out) == (2, "")
    assert "Người vận hành" in err
    assert "--as" in err
    for role, agency in (("searcher", None), ("agency", "SO-KHCN"), ("administrator", None)):
        code, out, err = program("indicators", "sign", "1", "--as", as_role(role, agency).login)
        assert (code, out) == (2, "")
        assert "Traceback" not in err
    code, _, err = program("indicators", "freeze", "--plan", "hung-yen-2711", "--period", "2026", "--as",
                           as_role("leader").login)  # fmt: skip
    assert (code, "quyền" in err) == (2, True)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("freeze", "--plan", "hung-yen-2711", "--period", "năm nay"), "kỳ báo cáo"),
        (("freeze", "--plan", "hung-yen-2711", "--period", "2026", "--as-of", f"{date.max}"), "chưa tới"),
        (("freeze", "--plan", "nowhere", "--period", "2026"), "nowhere"),
        (("freeze", "--plan", "hung-yen-2711", "--period", "2031"), "đến năm 2030"),
        (("freeze", "--plan", "hung-yen-2711", "--period", "2024-H2"), "từ năm 2026"),
        (("freeze", "--plan", "hung-yen-798", "--period", "2026"), "không đặt chỉ tiêu"),
        (("sign", "0"), "number"),
        (("since", "99"), "99"),
        (("compare", "1", "99999999999999999999"), "other"),
        (("snapshots", "--plan", "nowhere"), "nowhere"),
    ],
)
def test_what_makes_no_sense_is_told(program: Program, words: tuple[str, ...], told: str) -> None:
    code, out, err = program("indicators", *words)
    assert (code, out) == (2, "")
    assert told in err
    assert "Traceback" not in err


def test_readings_are_chosen_with_a_reason_and_kept(program: Program, as_role: Callable[..., Principal]) -> None:
    administrator, steward = as_role("administrator").login, as_role("steward").login
    chosen = ("plans", "choose", "hung-yen-2711", "public_sector", "with_state_enterprises", "--reason")
    assert program(*chosen, "theo văn bản 12", "--as", administrator)[0] == 0
    assert program(*chosen, "tôi muốn", "--as", steward)[0] == 2
    assert program(*chosen, "  ")[0] == 2
    code, out, _ = program("plans", "choices", "hung-yen-2711", "--json", "--as", steward)
    told = {one["reading"]: one for one in json.loads(out)}
    assert code == 0
    assert (told["public_sector"]["option"], told["public_sector"]["default"]) == (
        "with_state_enterprises", "state_bodies")  # fmt: skip
    assert [one["reason"] for one in told["public_sector"]["history"]] == ["theo văn bản 12"]
    assert told["intellectual"]["history"] == []
    shown = program("plans", "choices", "hung-yen-2711")[1]
    assert "theo văn bản 12" in shown
    assert "Khu vực công gồm những ai?" in shown
    code, _, err = program("plans", "choose", "hung-yen-2711", "public_sector", "all", "--reason", "x")
    assert (code, "with_state_enterprises" in err) == (2, True)


def test_rows_that_look_the_same_say_what_is_open_or_are_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    figure = {
        "numerator": 4,
        "denominator": 10,
        "value": 0.4,
        "low": 0.3,
        "high": 0.5,
        "target": None,
        "status": "behind",
    }
    wider = {**figure, "high": 0.6}
    changes = (
        Change("I1", "total", None, "Phụ nữ", figure, wider),
        Change("I1", "post", None, "Chưa rõ", figure, {**figure, "numerator": 5, "value": 0.5}),
        Change("I1", "sector", "state", "Nhà nước", figure, {**figure, "status": "on_track"}),
    )
    _tell_difference(Difference(changes, ()), json=False)
    first, second = capsys.readouterr().out.splitlines()
    assert "có thể từ 30,0 % đến 50,0 % → 40,0 % (4/10), có thể từ 30,0 % đến 60,0 %" in first.replace("\xa0", " ")
    assert second.endswith("Loại vị trí: Chưa rõ")
    assert "có thể" not in second


def test_a_plan_without_indicators_and_cuts_that_are_not_there_are_said(program: Program) -> None:
    code, out, _ = program("indicators", "compute", "--plan", "hung-yen-798")
    assert (code, "không đặt chỉ tiêu" in out) == (0, True)
    code, out, _ = program("indicators", "compute", "--plan", "hung-yen-2711", "--by", "post")
    said = [line for line in out.splitlines() if "Không cắt được theo loại vị trí" in line]
    assert code == 0
    assert any("khu vực (sector), cơ quan, đơn vị (agency), xã, phường (commune)." in line for line in said)
    assert "Không cắt được" not in program("indicators", "compute", "--plan", "hung-yen-2711", "--by", "agency")[1]
