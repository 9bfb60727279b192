"""Where the figures go and who retires, at a shell."""

import json
from collections.abc import Callable
from datetime import timedelta

import pytest

from talentdb.access.principal import Principal
from talentdb.settings import today
from tests.talentdb.commands.conftest import Program
from tests.talentdb.conftest import Province


def _load(province: Province) -> None:
    rows = [
        {"full_name": f"Lê Văn {name}", "sex": "male", "birth_date": born, "qualification": "master",
         "research_fields": ["102"]}
        for name, born in (("An", "1966-01-05"), ("Bình", "1990-01-05"), ("Cường", None))
    ]  # fmt: skip
    province.load("SO-KHCN", rows, as_of="2026-06-30")


def test_an_outlook_and_a_renewal_are_told_in_words_and_as_json(
    program: Program, province: Province, as_role: Callable[..., Principal]
) -> None:
    _load(province)
    code, out, _ = program("indicators", "outlook", "--plan", "hung-yen-2711", "--as-of", "2026-07-18")
    assert (code, "cuối năm 2030" in out) == (0, True)
    told = json.loads(program("indicators", "outlook", "--plan", "hung-yen-2711", "--year", "2028", "--as-of",
                              "2026-07-18", "--json")[1])  # fmt: skip
    trained = next(one for one in told["indicators"] if one["code"] == "I2")
    assert [point["year"] for point in trained["years"]] == [2026, 2027, 2028]
    assert trained["missing"] is not None
    found = json.loads(program("indicators", "renewal", "--as-of", "2026-07-18", "--json")[1])
    assert (found["working"], found["retiring"], found["young"], found["unknown"]) == (3, 1, 1, 1)
    assert found["by_year"]["2027"] == 1
    leader = as_role("leader").login
    seen = json.loads(program("indicators", "renewal", "--as-of", "2026-07-18", "--json", "--as", leader)[1])
    assert seen["working"] is None
    assert "ẩn" in program("indicators", "renewal", "--as-of", "2026-07-18", "--as", leader)[1]


@pytest.mark.parametrize(
    "words",
    [
        ("outlook", "--plan", "hung-yen-2711", "--year", "2020"),
        ("outlook", "--plan", "nowhere"),
        ("renewal", "--until", "2020"),
        ("renewal", "--until", "nhiều"),
    ],
)
def test_what_makes_no_sense_ends_with_two(program: Program, words: tuple[str, ...]) -> None:
    code, out, err = program("indicators", *words)
    assert (code, out) == (2, "")
    assert err
    assert "Traceback" not in err


@pytest.mark.parametrize("day", ["2999-01-01", "9999-12-31", str(today() + timedelta(days=1))])
@pytest.mark.parametrize(
    "words", [("compute", "--plan", "hung-yen-2711"), ("outlook", "--plan", "hung-yen-2711"), ("renewal",),
              ("page", "--plan", "hung-yen-2711", "-o", "trang.pdf"),
              ("freeze", "--plan", "hung-yen-2711", "--period", "2026")],
)  # fmt: skip
def test_a_day_to_come_has_no_figures(program: Program, words: tuple[str, ...], day: str) -> None:
    code, out, err = program("indicators", *words, "--as-of", day)
    assert (code, out) == (2, "")
    assert "chưa tới" in err


def test_other_roles_get_nothing(program: Program, as_role: Callable[..., Principal]) -> None:
    for role, agency in (("agency", "SO-KHCN"), ("administrator", None), ("auditor", None)):
        login = as_role(role, agency).login
        for words in (("renewal",), ("outlook", "--plan", "hung-yen-2711")):
            assert program("indicators", *words, "--as", login)[:2] == (2, "")
