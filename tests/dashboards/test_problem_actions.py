"""Which answers a problem allows: nothing that is hidden, lossy or an error may be taken or waved through."""

from typing import Any

import pytest

from dashboards import labels, problem_actions, widgets
from dashboards.problem_actions import acceptable, as_confirmed, certain, confirmable
from ingest.problems import catalogue


def found(**changes: Any) -> dict[str, Any]:
    return {
        "code": "phone.padded", "severity": "warning", "sheet": "DS", "cell": "C5", "row_no": 5, "field": "phone",
        "raw": "912345678", "suggestion": "0912345678", "message": "Thiếu số 0.", **changes,
    }  # fmt: skip


def test_a_value_that_was_read_so_can_be_taken_with_all_others() -> None:
    assert acceptable(found())
    assert certain(found())


def test_a_mere_proposal_is_taken_singly() -> None:
    guess = found(code="date.impossible", severity="error", field="birth_date", suggestion="1979-02")
    assert acceptable(guess)
    assert not certain(guess)


@pytest.mark.parametrize(
    "changes",
    [
        {"suggestion": None}, {"cell": None}, {"sheet": None},
        {"field": "national_id", "code": "code.repaired"},
        {"code": "phone.several"}, {"code": "agency.ambiguous"}, {"code": "column.doubtful"},
    ],
)  # fmt: skip
def test_what_is_hidden_lossy_or_nowhere_is_never_written(changes: dict[str, Any]) -> None:
    assert not acceptable(found(**changes))


def test_only_doubts_with_a_place_can_be_confirmed() -> None:
    assert confirmable(found())
    assert confirmable(found(cell=None))
    assert not confirmable(found(severity="error"))
    assert not confirmable(found(severity="info"))
    assert not confirmable(found(cell=None, row_no=None))


def test_what_is_confirmed_is_kept_without_its_value() -> None:
    assert as_confirmed(found()) == {"sheet": "DS", "place": "C5", "code": "phone.padded"}
    assert as_confirmed(found(cell=None))["place"] == "5"


def test_the_codes_are_those_of_the_catalogue() -> None:
    assert set(catalogue()) >= problem_actions._TAKEN | problem_actions._PROPOSED
    assert not problem_actions._TAKEN & problem_actions._PROPOSED


def test_labels_of_foreign_text_have_no_markup_and_no_links() -> None:
    assert widgets.plain_text("*a* [x](y)\n$b$") == r"\*a\* \[x\](y) \$b\$"
    assert "b@" not in widgets.plain_text("b@vidu.vn")
    assert "www." not in widgets.plain_text("www.vidu.vn")
    assert labels.ROW_OF.format(row=5) == "dòng 5"
