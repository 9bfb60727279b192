"""What a page reads, asked for by a role that has no such page or button: nothing comes through, nothing is logged.

Addresses and widgets can be sent by hand; the functions behind them are the wall.
"""

from collections.abc import Callable
from datetime import date
from typing import Any, Final

import pytest

from dashboards import council_data, export_data, network_data, people_data, shortlist_export
from dashboards.application import Application
from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Principal
from talentdb.councils import shortlists
from talentdb.councils.demand import Demand
from talentdb.councils.store import KeptCouncil, create_from_shortlist, show_council
from talentdb.errors import ForbiddenError, NotFoundError
from talentdb.network import BETWEEN_PEOPLE, Wanted
from tests.talentdb.conftest import Province

REFUSED: Final = (ForbiddenError, NotFoundError)
NETWORK: Final = Wanted(BETWEEN_PEOPLE)
DAY: Final = date(2026, 11, 20)
DEMAND: Final = Demand("y học", 3)
Asked = Callable[[Application, Principal, KeptCouncil], object]

READS: Final[dict[str, Asked]] = {
    "lists": lambda app, who, _kept: council_data.lists(app, who),
    "members": lambda app, who, kept: council_data.members(app, who, kept.shortlist_id or 0),
    "councils": lambda app, who, _kept: council_data.councils(app, who),
    "council": lambda app, who, kept: council_data.kept_council(app, who, kept.council_id),
    "network": lambda app, who, _kept: network_data.network(app, who, NETWORK),
    "ego": lambda app, who, kept: network_data.neighbourhood(app, who, kept.seats[0].person_id or 0, NETWORK),
}
BUILDS: Final[dict[str, Asked]] = {
    "list": lambda app, who, _kept: council_data.new_list(app, who, "Lạ", "", shared=True),
    "add": lambda app, who, kept: council_data.add_people(app, who, kept.shortlist_id or 0, [1]),
    "note": lambda app, who, kept: council_data.act_on_list(app, who, "note", kept.shortlist_id or 0, 1, "x", None),
    "save": lambda app, who, kept: council_data.act_on_list(app, who, "save", kept.shortlist_id or 0, "x", "", True),
    "export": lambda app, who, kept: shortlist_export.export_list(app, who, kept.shortlist_id or 0, "thử"),
    "propose": lambda app, who, _kept: council_data.proposal(app, who, DEMAND),
    "make": lambda app, who, kept: council_data.make_council(app, who, kept.shortlist_id or 0, "Lạ", ""),
    "invite": lambda app, who, kept: council_data.act_on_council(app, who, "invite", kept.council_id, DAY),
    "role": lambda app, who, kept: council_data.act_on_council(app, who, "role", kept.council_id, 1, "member"),
    "letters": council_data.letters,
    "draft": council_data.decision_draft,
    "file": lambda app, who, _kept: network_data.network_file(app, who, NETWORK, "json", "", "thử"),
}


@pytest.fixture
def kept(province: Province) -> KeptCouncil:
    """A council of two people of one body, from a list that the whole department sees."""
    rows = [{"full_name": name, "national_id": f"03318500000{at}"} for at, name in enumerate(("Lê An", "Lê Bình"))]
    province.load("SO-KHCN", rows)
    with unit_of_work(province.engine, OPERATOR) as connection:
        number = shortlists.create(connection, OPERATOR, "Chung", shared=True)
        shortlists.add_people(connection, OPERATOR, number, sorted(province.persons()))
        made = create_from_shortlist(connection, OPERATOR, number, "Hội đồng", "")
        return show_council(connection, OPERATOR, made)


def _came_through(application: Application, who: Principal, kept: KeptCouncil, asked: dict[str, Asked]) -> list[str]:
    through = []
    for name, ask in asked.items():
        try:
            ask(application, who, kept)
        except REFUSED:
            continue
        through.append(name)
    return through


def test_other_roles_get_nothing_of_what_the_department_works_out(
    application: Application, kept: KeptCouncil, as_role: Callable[..., Principal]
) -> None:
    for role, agency in (("agency", "SO-KHCN"), ("administrator", None), ("auditor", None)):
        assert _came_through(application, as_role(role, agency), kept, {**READS, **BUILDS}) == [], role


def test_leaders_read_and_neither_change_nor_take_out(
    application: Application, kept: KeptCouncil, as_role: Callable[..., Principal]
) -> None:
    leader = as_role("leader")
    assert _came_through(application, leader, kept, READS) == list(READS)
    assert _came_through(application, leader, kept, BUILDS) == []
    asked = export_data.Asked("", (), "csv", "thử")
    with pytest.raises(REFUSED):
        export_data.export_file(application, leader, asked, lambda _done, _total: None)
    with unit_of_work(application.engine, OPERATOR) as connection:
        assert show_council(connection, OPERATOR, kept.council_id) == kept


def test_a_profile_is_for_those_who_have_the_person_and_a_number_in_the_clear_for_stewards(
    application: Application, kept: KeptCouncil, as_role: Callable[..., Principal]
) -> None:
    number: Any = kept.seats[0].person_id
    for role, agency in (("agency", "DH-SPKT"), ("administrator", None), ("auditor", None)):
        with pytest.raises(REFUSED):
            people_data.profile(application, as_role(role, agency), number)
    for role, agency in (("agency", "SO-KHCN"), ("searcher", None), ("leader", None)):
        who = as_role(role, agency)
        assert "033185000" not in str(people_data.profile(application, who, number).national_id)
        with pytest.raises(REFUSED):
            people_data.reveal(application, who, number, "thử")
    assert people_data.reveal(application, as_role("steward"), number, "đối chiếu") == "033185000000"
