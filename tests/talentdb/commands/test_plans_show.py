"""A plan and its instruments at a shell."""

import json

from tests.talentdb.commands.conftest import Program


def test_a_plan_tells_its_instruments_and_each_of_them_in_words(program: Program) -> None:
    code, out, err = program("plans", "show", "hung-yen-798")
    assert code == 0, err
    assert "attraction-selection\tThu hút qua xét tuyển\tMục II.3" in out
    code, out, err = program("plans", "show", "hung-yen-798", "--instrument", "attraction-reception")
    assert code == 0, err
    assert "Ban hành quyết định tiếp nhận: Trình quyết định → Ký cam kết" in out
    assert "số và ngày quyết định" in out
    assert "xét tuyển" not in out.splitlines()[0]


def test_as_data_it_is_what_the_file_says(program: Program) -> None:
    _, out, _ = program("plans", "show", "hung-yen-798", "--json")
    codes = [one["code"] for one in json.loads(out)["instruments"]]
    assert codes[:2] == ["attraction-selection", "attraction-reception"]
    _, out, _ = program("plans", "show", "hung-yen-798", "--instrument", "master-it", "--json")
    found = json.loads(out)
    assert found["code"] == "master-it"
    assert found["steps"][0]["from"] == ["request"]


def test_an_instrument_that_there_is_not_is_told(program: Program) -> None:
    code, _, err = program("plans", "show", "hung-yen-798", "--instrument", "khong-co")
    assert code == 2
    assert "khong-co" in err
