"""Every list of a page of the programmes can be taken along by who takes lists out, with the rows that are shown."""

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch

import openpyxl
import pandas as pd
import pytest
from sqlalchemy import select
from streamlit.testing.v1 import AppTest

from dashboards import application as installing
from dashboards import case_board, case_page_labels, list_export, money_export_box, need_labels, register_data
from dashboards import case_data as data
from dashboards.application import Application
from dashboards.frames import link
from dashboards.pages import PAGES, pages_of
from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Principal, Role
from talentdb.access.sessions import open_session, resume_session
from talentdb.db.tables import audit_event
from talentdb.errors import ForbiddenError
from talentdb.reporting.shown_list_labels import TITLES
from talentdb.settings import today
from tests.talentdb.conftest import Province
from tests.talentdb.programmes.many import fill, fill_nominations

As = Callable[..., Principal]
APP: Final = Path(case_board.__file__).parent / "app.py"
LISTS: Final[dict[str, tuple[tuple[dict[str, Any], str], ...]]] = {
    "cases": (({"cases_tab": case_page_labels.TAB_LIST}, "cases_export"),),
    "my_cases": (({}, "cases_export"),),
    "needs": (({}, "needs_asked_"), ({"needs_view": need_labels.TAB_SUPPLY}, "list_export_supply_")),
    "nominations": (({}, "nominations_make"),),
    "commitments": (({}, "export_commitment"),),
    "money": (({}, "export_waiting"), ({}, "export_payment"), ({}, "list_export_term_")),
    "tasks": (({}, "list_export_task_"),),
    "difficulties": (({}, "list_export_difficulty_"),),
    "registers": (({}, "list_export_inspection_"),),
}
"""Page of the programmes -> what is chosen on it, and the start of the key of the button that takes it along."""
OF_OTHERS: Final = {("needs", "list_export_supply_", Role.AGENCY)}
"""Lists that the role does not see."""
TAKES: Final = (Role.STEWARD, Role.HOME_AFFAIRS, Role.AGENCY, Role.FINANCE, Role.COUNCIL_MEMBER, Role.SEARCHER)


@pytest.fixture
def filled(province: Province, application: Application, database: Any, as_role: As) -> dict[Role, Principal]:
    """A case, a nomination, a payment, a need, a difficulty and an inspection of one body; an account a role."""
    who = {role: as_role(role.value, "SO-NV" if role is Role.AGENCY else None) for role in (*TAKES, Role.LEADER)}
    province.load("SO-NV", [{"full_name": "Nguyễn Văn An", "birth_date": "1985-05-12", "qualification": "doctorate"}])
    need = {"job_position": "Kỹ sư", "need_type": "position", "need_count": 2, "need_year": today().year}
    province.load("SO-NV", [need], form="needs")
    body = province.codes["SO-NV"]
    with database.as_owner() as owner:
        fill(owner, 8, sorted(province.persons()), body)
        fill_nominations(owner, 2)
        owner.execute("set session_replication_role = replica")
        owner.execute("update nomination set agency_id = %s", [body])
        owner.execute(
            "insert into case_reviewer (case_id, reviewer_id, login) values (4, %s, 'operator')",
            [who[Role.COUNCIL_MEMBER].account_id],
        )
    register_data.raise_difficulty(
        application, OPERATOR, "difficulty", "Thiếu máy", "Bà Thử", plan=None, agency_id=body
    )
    register_data.keep_inspection(
        application, OPERATOR,
        {"plan": "hung-yen-2711", "agency_id": body, "inspected_on": today(), "inspector": "Đoàn", "paper": "",
         "findings": "Đủ", "remedy": "", "remedy_due": None},
    )  # fmt: skip
    return who


@pytest.fixture
def opened(application: Application) -> Iterator[Callable[[Principal, str, dict[str, Any]], str]]:
    """Opens a page as an account; gives all that the browser is told."""
    before = list(installing._installed)
    installing.install(application)

    def show(who: Principal, page: str, chosen: dict[str, Any]) -> str:
        token = open_session(application.engine, application.keyring, who)
        with patch("dashboards.auth.resume_session", lambda *known: resume_session(*known[:2], token)):
            test = AppTest.from_file(APP, default_timeout=300)
            for key, value in chosen.items():
                test.session_state[key] = value
            test.switch_page(f"views/{page}.py").run()
        assert not test.exception, test.exception
        return "".join(_told(test._tree.root if hasattr(test._tree, "root") else test._tree))

    yield show
    installing._installed[:] = before


def _told(node: Any) -> Iterator[str]:
    yield str(getattr(node, "proto", ""))
    for child in getattr(node, "children", {}).values():
        yield from _told(child)


def test_every_page_of_the_programmes_is_gone_through() -> None:
    pages = {page.key for page in PAGES}
    assert set(LISTS) <= pages
    assert {"cases", "my_cases", "needs", "nominations", "commitments", "money", "tasks", "difficulties",
            "registers"} == set(LISTS)  # fmt: skip


def test_commitments_are_taken_along_as_they_are_chosen(
    filled: dict[Role, Principal], opened: Any, database: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Any] = []
    monkeypatch.setattr(money_export_box, "export_box", lambda *_, cases: asked.append(list(cases)))
    with database.as_owner() as owner:
        owner.execute("set session_replication_role = replica")
        owner.execute("update commitment set begins_on = '2010-01-01', ends_on = '2011-01-01' where case_id = 4")
    for state, cases in ((None, [4, 8]), ("running", [8]), ("ended", [4])):
        opened(filled[Role.FINANCE], "commitments", {"commitments_state": state})
        assert sorted(asked.pop()) == cases


@pytest.mark.parametrize("page", LISTS)
def test_a_list_can_be_taken_along(page: str, filled: dict[Role, Principal], opened: Any) -> None:
    roles = [role for role in filled if any(one.key == page for one in pages_of(role))]
    assert set(roles) & set(TAKES)
    for role in roles:
        for chosen, key in LISTS[page]:
            if (page, key, role) not in OF_OTHERS:
                assert (f"-{key}" in opened(filled[role], page, chosen)) == (role in TAKES), (page, key, role)


def test_a_list_has_the_rows_that_are_shown_and_its_making_is_logged(application: Application, as_role: As) -> None:
    frame = pd.DataFrame({"Số": [1, 2], "Tên": [link("/case?case=1", "Bà Thử | hai"), "=1+1"], "Hạn": [None, "x"]})
    for what in TITLES:
        content = list_export.list_file(application, as_role("home_affairs"), what, frame)
        rows = list(openpyxl.load_workbook(BytesIO(content)).active.iter_rows(min_row=4, values_only=True))
        assert rows == [("Số", "Tên", "Hạn"), (1, "Bà Thử | hai", None), (2, "=1+1", "x")]
    with unit_of_work(application.engine, OPERATOR) as connection:
        logged = connection.execute(
            select(audit_event.c.object_kind, audit_event.c.details).where(audit_event.c.action == "list.export")
        ).all()
    assert [tuple(row) for row in logged] == [(what, {"rows": 2}) for what in TITLES]


def test_who_takes_nothing_out_gets_no_file(application: Application, as_role: As) -> None:
    for role in ("leader", "nominator", "auditor", "administrator"):
        with pytest.raises(ForbiddenError):
            list_export.list_file(application, as_role(role), "task", pd.DataFrame({"Số": [1]}))


def test_a_member_of_a_council_takes_along_the_cases_before_them(
    filled: dict[Role, Principal], application: Application
) -> None:
    member = filled[Role.COUNCIL_MEMBER]
    content = data.workbook(application, member, data.cases(application, member))
    rows = list(openpyxl.load_workbook(BytesIO(content)).active.iter_rows(min_row=5, values_only=True))
    assert [row[0] for row in rows] == [4]
