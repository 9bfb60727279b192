"""Every function behind the pages, asked by a body with numbers of another: nothing of the other comes back, in
answers, counts or texts of errors. The functions are found by what they take, so that a new one is asked too.
"""

import json
from collections.abc import Callable
from dataclasses import asdict, is_dataclass
from typing import Any, Final

import pandas as pd

from dashboards.application import Application
from talentdb.access.principal import Principal
from tests.dashboards.everything import asked_functions, calls
from tests.talentdb.conftest import Province

MARK: Final = "Zuniqtheirs"
UNASKED: Final = frozenset(
    {
        "accounts_data.carry_out_file",
        "accounts_data.end_account_sessions",
        "accounts_data.forget_factor",
        "accounts_data.give_password",
        "accounts_data.give_role",
        "accounts_data.give_sso_name",
        "accounts_data.switch_account",
        "case_council_data.candidates",
        "case_council_data.council_of",
        "case_council_data.own_vote",
        "council_data.add_outside",
        "council_data.decision_draft",
        "council_data.keep_panel",
        "council_data.letters",
        "council_data.notices",
        "council_data.proposal",
        "council_data.replacement",
        "export_data.export_file",
        "identity_data.decide",
        "intake.decided_page",
        "money_data.dismiss_signal",
        "need_data.suggestions",
        "nomination_data.import_list",
        "person_entry.check",
        "person_entry.hand_in",
        "reading_data.effect_frame",
        "report_data.desk",
        "report_data.keep",
        "report_data.programme_paper",
        "report_data.snapshots",
        "sheet_data.read_again",
        "sheet_data.with_values",
    }
)
"""Take whole things that a page has made for them; those are of rows that were read before in the same name."""


def _words(value: Any) -> str:
    """Everything that an answer says."""
    if isinstance(value, pd.DataFrame):
        return value.to_csv()
    if is_dataclass(value) and not isinstance(value, type):
        value = asdict(value)
    if isinstance(value, (dict, list, tuple)):
        return json.dumps(value, default=_words, ensure_ascii=False, skipkeys=True)
    return repr(value)


def _told(application: Application, who: Principal, numbers: list[int]) -> tuple[dict[str, str], set[str], int]:
    """Function -> what it said with the mark; those that could not be asked; how many calls there were."""
    leaked, unasked, count = {}, set(), 0
    for one in asked_functions():
        made = calls(one, application, who, numbers, "Nguyễn")
        if not made:
            unasked.add(one.name)
        for call in made:
            count += 1
            try:
                words = _words(call())
            except Exception as error:
                words = repr(error)
            if MARK in words:
                leaked[one.name] = words[:200]
    return leaked, unasked, count


def test_nothing_of_another_body_comes_back(
    application: Application, province: Province, as_role: Callable[..., Principal]
) -> None:
    rows = [
        {"full_name": f"Nguyễn {MARK} {at}", "position_title": MARK, "qualification": "master"} for at in range(3)
    ]
    theirs = province.load("SO-KHCN", rows)
    province.receive("SO-KHCN", [{**rows[0], "full_name": f"Lê {MARK}"}])
    province.load("SO-TC", [{"full_name": "Trần Thị Thử"}])
    leaked, unasked, count = _told(application, as_role("agency", "SO-TC"), [theirs])
    assert leaked == {}
    assert unasked == UNASKED
    assert count > 100
    # The probe is no blind one.
    seen, _, _ = _told(application, as_role("agency", "SO-KHCN"), [theirs])
    assert len(seen) > 3
