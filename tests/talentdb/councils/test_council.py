"""A council from the proposal to its end: invitations, answers, replacements, decision, papers, rights."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Principal
from talentdb.councils import proceedings, shortlists
from talentdb.councils.answer import as_json
from talentdb.councils.demand import Demand
from talentdb.councils.outside import OutsideExpert, enter
from talentdb.councils.papers import Issuer, Meeting, decision, invitations
from talentdb.councils.proposal import make_proposal
from talentdb.councils.replacement import propose_replacement
from talentdb.councils.store import KeptCouncil, create_from_panel, create_from_shortlist, list_councils, show_council
from talentdb.councils.usage import Use, uses_of
from talentdb.errors import ConflictError, ForbiddenError, UsageError
from tests.talentdb.councils.conftest import NAMES
from tests.talentdb.network.conftest import Circle

DAY = date(2026, 11, 20)


@pytest.fixture
def council(circle: Circle) -> int:
    """Three of the six, two women at least, kept."""
    demand = Demand("nuôi trồng thủy sản", 3, min_women=2)
    with unit_of_work(circle.province.engine, OPERATOR) as connection:
        members = as_json(make_proposal(connection, OPERATOR, None, demand))["members"]
        return create_from_panel(connection, OPERATOR, "Hội đồng Thử", demand, members)


def _show(circle: Circle, number: int, principal: Principal = OPERATOR) -> KeptCouncil:
    with unit_of_work(circle.province.engine, principal) as connection:
        return show_council(connection, principal, number)


def _decline(circle: Circle, number: int, seat_no: int) -> None:
    with unit_of_work(circle.province.engine, OPERATOR) as connection:
        proceedings.invite(connection, OPERATOR, number, DAY)
        proceedings.answer(connection, OPERATOR, number, seat_no, accepted=False, day=DAY, note="bận")


def test_a_kept_council_has_roles_and_reasons(circle: Circle, council: int) -> None:
    kept = _show(circle, council)
    assert [seat.role for seat in kept.seats] == ["chair", "reviewer", "secretary"]
    assert all(seat.reasons for seat in kept.seats)
    assert {seat.invitation for seat in kept.seats} == {"none"}


def test_answers_are_recorded_with_their_day(circle: Circle, council: int) -> None:
    _decline(circle, council, 2)
    with unit_of_work(circle.province.engine, OPERATOR) as connection:
        proceedings.answer(connection, OPERATOR, council, 1, accepted=True, day=DAY)
        with pytest.raises(UsageError):
            proceedings.answer(connection, OPERATOR, council, 3, accepted=True, day=date(2026, 11, 19))
    kept = _show(circle, council)
    states = {seat.seat_no: (seat.invitation, seat.answered_on, seat.note) for seat in kept.seats}
    assert states == {1: ("accepted", DAY, ""), 2: ("declined", DAY, "bận"), 3: ("invited", None, "")}
    assert kept.open_seats == 1


def test_the_next_best_takes_the_seat_under_the_same_rules(circle: Circle, council: int) -> None:
    woman = next(seat for seat in _show(circle, council).seats if seat.person["sex"] == "female")
    _decline(circle, council, woman.seat_no)
    kept = _show(circle, council)
    with unit_of_work(circle.province.engine, OPERATOR) as connection:
        found = as_json(propose_replacement(connection, OPERATOR, None, kept, woman.seat_no))
    sitting = {seat.person_id for seat in kept.seats if seat.sits}
    new = [one for one in found["members"] if one["person_id"] not in sitting]
    assert [(one["role"], one["sex"]) for one in new] == [(woman.role, "female")]
    assert new[0]["person_id"] != woman.person_id


def test_one_of_two_users_gets_the_free_seat(circle: Circle, council: int) -> None:
    _decline(circle, council, 2)
    taken = {seat.person_id for seat in _show(circle, council).seats}
    free = [number for number in circle.ids.values() if number not in taken]

    def take(person: int) -> str:
        try:
            with unit_of_work(circle.province.engine, OPERATOR) as connection:
                proceedings.add_seat(connection, OPERATOR, council, "reviewer", person_id=person)
        except ConflictError:
            return "late"
        return "taken"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(take, free[:2])) == ["late", "taken"]
    kept = _show(circle, council)
    assert (kept.open_seats, len(kept.seats)) == (0, 4)
    with unit_of_work(circle.province.engine, OPERATOR) as connection, pytest.raises(ConflictError):
        proceedings.answer(connection, OPERATOR, council, 2, accepted=True, day=DAY)


def test_there_is_one_chair_whoever_is_put_into_it(circle: Circle, council: int) -> None:
    with unit_of_work(circle.province.engine, OPERATOR) as connection:
        proceedings.set_role(connection, OPERATOR, council, 3, "chair")
    assert {seat.seat_no: seat.role for seat in _show(circle, council).seats} == {
        3: "chair", 2: "reviewer", 1: "secretary"
    }  # fmt: skip
    with unit_of_work(circle.province.engine, OPERATOR) as connection, pytest.raises(UsageError):
        proceedings.set_role(connection, OPERATOR, council, 3, "king")


def test_a_decided_council_counts_for_the_rotation(circle: Circle, council: int) -> None:
    _decline(circle, council, 2)
    with unit_of_work(circle.province.engine, OPERATOR) as connection:
        proceedings.decide(connection, OPERATOR, council, "12/QĐ-SKHCN", DAY)
        uses = uses_of(connection, list(circle.ids.values()), date(2024, 1, 1))
        with pytest.raises(ConflictError):
            proceedings.set_role(connection, OPERATOR, council, 1, "member")
    seats = {seat.seat_no: seat.person_id for seat in _show(circle, council).seats}
    assert uses == {seats[1]: Use(1, DAY), seats[3]: Use(1, DAY)}


def test_a_dropped_proposal_does_not_count(circle: Circle, council: int) -> None:
    with unit_of_work(circle.province.engine, OPERATOR) as connection:
        proceedings.dissolve(connection, OPERATOR, council, DAY)
        assert uses_of(connection, list(circle.ids.values()), date(2024, 1, 1)) == {}
        with pytest.raises(ConflictError):
            proceedings.invite(connection, OPERATOR, council, DAY)


def test_a_shortlist_becomes_a_council_with_its_outside_experts(circle: Circle) -> None:
    with unit_of_work(circle.province.engine, OPERATOR) as connection:
        number = shortlists.create(connection, OPERATOR, "Chọn")
        shortlists.add_people(connection, OPERATOR, number, [circle.ids[name] for name in NAMES[:2]])
        expert = enter(connection, OPERATOR, OutsideExpert("Vũ Thị Ngoài", "Viện Mẫu", sex="female"))
        shortlists.add_outside(connection, OPERATOR, number, expert)
        council = create_from_shortlist(connection, OPERATOR, number, "Hội đồng từ danh sách", "")
        empty = shortlists.create(connection, OPERATOR, "Rỗng")
        with pytest.raises(UsageError):
            create_from_shortlist(connection, OPERATOR, empty, "Hội đồng rỗng", "")
    assert [seat.person["full_name"] for seat in _show(circle, council).seats] == [*NAMES[:2], "Vũ Thị Ngoài"]


def test_letters_go_to_those_who_have_not_declined(circle: Circle, council: int) -> None:
    _decline(circle, council, 2)
    kept = _show(circle, council)
    with unit_of_work(circle.province.engine, OPERATOR) as connection:
        archive = ZipFile(BytesIO(invitations(connection, OPERATOR, kept, Issuer(), Meeting(DAY), 2026)))
    texts = ["\n".join(one.text for one in Document(BytesIO(archive.read(name))).paragraphs)
             for name in archive.namelist()]  # fmt: skip
    staying = [seat.person["full_name"] for seat in kept.seats if seat.sits]
    assert len(texts) == 2
    assert all(name in text for name, text in zip(staying, texts, strict=True))
    assert all("ngày 20 tháng 11 năm 2026" in text and "nuôi trồng thủy sản" in text for text in texts)


def test_the_draft_of_the_decision_names_the_members_and_leaves_the_number_open(circle: Circle, council: int) -> None:
    with unit_of_work(circle.province.engine, OPERATOR) as connection:
        kept = show_council(connection, OPERATOR, council)
        found = Document(BytesIO(decision(connection, OPERATOR, kept, Issuer(), 2026)))
    head, table, _ = found.tables
    assert "Số: ……/QĐ-SKHCN" in head.cell(1, 0).text
    assert [row.cells[3].text for row in table.rows[1:]] == [
        "Chủ tịch",
        "Ủy viên phản biện",
        "Ủy viên, thư ký khoa học",
    ]
    assert all(name in row.cells[1].text for name, row in
               zip([seat.person["full_name"] for seat in kept.seats], table.rows[1:], strict=True))  # fmt: skip


def test_leaders_read_councils_and_change_nothing(
    circle: Circle, council: int, as_role: Callable[..., Principal]
) -> None:
    leader, agency = as_role("leader"), as_role("agency", "SO-KHCN")
    assert {seat.person["phone"] for seat in _show(circle, council, leader).seats} == {None}
    with unit_of_work(circle.province.engine, leader) as connection, pytest.raises(ForbiddenError):
        proceedings.invite(connection, leader, council, DAY)
    with unit_of_work(circle.province.engine, agency) as connection, pytest.raises(ForbiddenError):
        list_councils(connection, agency)
