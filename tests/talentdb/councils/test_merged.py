"""People of kept lists and councils who are judged to be one, are taken apart again, or change since they were named.

Judgements are those of the review itself; the rows of lists and councils keep the numbers they were given.
"""

from collections.abc import Sequence
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from sqlalchemy import select

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR
from talentdb.councils import proceedings, shortlists
from talentdb.councils.answer import as_json, notice_words
from talentdb.councils.demand import Demand
from talentdb.councils.notices import notices_of
from talentdb.councils.papers import Issuer, Meeting, decision, invitations
from talentdb.councils.replacement import propose_replacement
from talentdb.councils.store import KeptCouncil, create_from_panel, create_from_shortlist, show_council
from talentdb.councils.usage import Use, uses_of
from talentdb.db.tables import judgement
from talentdb.errors import ConflictError
from talentdb.network import Layer
from talentdb.registry.judging import judge, retract
from talentdb.settings import today
from tests.talentdb.councils.conftest import NAMES, bodies
from tests.talentdb.network.conftest import Circle

DAY = today()


@pytest.fixture
def council(circle: Circle) -> int:
    """The first four of the six."""
    return council_of(circle, NAMES[:4])


def council_of(circle: Circle, names: Sequence[str]) -> int:
    """A council with seats in the order of the names."""
    with unit_of_work(circle.province.engine, OPERATOR) as connection:
        number = shortlists.create(connection, OPERATOR, "Thủy sản")
        shortlists.add_people(connection, OPERATOR, number, [circle.ids[name] for name in names])
        return create_from_shortlist(connection, OPERATOR, number, "Hội đồng Thử", "nuôi trồng thủy sản")


def merge(circle: Circle, first: str, second: str) -> int:
    """Judge two of the circle to be one; gives the number that stands for both."""
    with unit_of_work(circle.province.engine, OPERATOR) as connection:
        outcome = judge(connection, OPERATOR, circle.ids[first], circle.ids[second], "same", reason="một người")
    [number] = outcome.persons
    return number


def show(circle: Circle, number: int) -> KeptCouncil:
    with unit_of_work(circle.province.engine, OPERATOR) as connection:
        return show_council(connection, OPERATOR, number)


def notices(circle: Circle, number: int) -> dict[int, list[str]]:
    """Number of the seat -> notices in words."""
    with unit_of_work(circle.province.engine, OPERATOR) as connection:
        kept = show_council(connection, OPERATOR, number)
        found = notices_of(connection, OPERATOR, kept)
    return {seat: [notice_words(one) for one in told] for seat, told in found.items()}


def told(circle: Circle, name: str, **values: object) -> None:
    """A later list of the person's own body says so."""
    body = bodies(circle.province)[NAMES.index(name)]
    row = {"full_name": name, "national_id": circle._of_name[name], "birth_date": "1980-01-02",
           "birth_date_precision": "day", **values}  # fmt: skip
    circle.province.load(body, [row], as_of="2026-09-30")


def test_a_seat_follows_its_person_into_a_merge_and_out_of_it(circle: Circle) -> None:
    number, seated = council_of(circle, NAMES[2:]), circle.ids[NAMES[3]]
    one = merge(circle, NAMES[0], NAMES[3])
    assert one != seated, "the smaller number stands for both, that of somebody who does not sit"
    seats = {seat.seat_no: seat.person_id for seat in show(circle, number).seats}
    assert (seats[2], len(set(seats.values()))) == (one, 4)
    assert notices(circle, number) == {}
    with unit_of_work(circle.province.engine, OPERATOR) as connection:
        retract(connection, OPERATOR, connection.scalars(select(judgement.c.judgement_id)).one(), reason="hai người")
    seats = {seat.seat_no: seat.person_id for seat in show(circle, number).seats}
    assert seats[2] == seated
    assert [seat.person["full_name"] for seat in show(circle, number).seats if seat.seat_no == 2] == [NAMES[3]]


def test_two_seats_that_become_one_person_are_told_and_one_is_given_up(circle: Circle, council: int) -> None:
    one = merge(circle, NAMES[0], NAMES[2])
    both = [seat.seat_no for seat in show(circle, council).seats if seat.person_id == one]
    assert len(both) == 2
    assert {seat for seat, words in notices(circle, council).items() if "Cùng một người" in words[0]} == {both[1]}
    with unit_of_work(circle.province.engine, OPERATOR) as connection:
        proceedings.answer(connection, OPERATOR, council, both[1], accepted=False, day=DAY)
    kept = show(circle, council)
    assert kept.open_seats == 1
    assert not any("Cùng một người" in word for words in notices(circle, council).values() for word in words)
    with unit_of_work(circle.province.engine, OPERATOR) as connection:
        found = as_json(propose_replacement(connection, OPERATOR, None, kept, both[1]))
    sitting = {seat.person_id for seat in kept.members}
    assert len({one["person_id"] for one in found["members"]} - sitting) == 1


def test_whoever_became_a_member_by_a_merge_takes_no_second_seat(circle: Circle, council: int) -> None:
    with unit_of_work(circle.province.engine, OPERATOR) as connection:
        proceedings.answer(connection, OPERATOR, council, 1, accepted=False, day=DAY)
    merged = circle.ids[NAMES[4]]
    merge(circle, NAMES[1], NAMES[4])
    with unit_of_work(circle.province.engine, OPERATOR) as connection, pytest.raises(ConflictError):
        proceedings.add_seat(connection, OPERATOR, council, "member", person_id=merged)


def test_papers_name_a_merged_person_once(circle: Circle, council: int) -> None:
    merge(circle, NAMES[0], NAMES[2])
    kept = show(circle, council)
    with unit_of_work(circle.province.engine, OPERATOR) as connection:
        letters = invitations(connection, OPERATOR, kept, Issuer(), Meeting(), 2026)
        paper = Document(BytesIO(decision(connection, OPERATOR, kept, Issuer(), 2026)))
    assert len(ZipFile(BytesIO(letters)).namelist()) == 3
    assert len(paper.tables[1].rows) == 1 + 3
    assert any("gồm 3 thành viên" in paragraph.text for paragraph in paper.paragraphs)


def test_use_and_network_count_a_merged_person_once(circle: Circle, council: int) -> None:
    with unit_of_work(circle.province.engine, OPERATOR) as connection:
        proceedings.decide(connection, OPERATOR, council, "1/QĐ-SKHCN", DAY)
    one = merge(circle, NAMES[0], NAMES[2])
    with unit_of_work(circle.province.engine, OPERATOR) as connection:
        assert uses_of(connection, [one], DAY - timedelta(days=1)) == {one: Use(1, DAY)}
    edges = circle.edges(circle.graph(layers=(Layer.COUNCILS,)))
    assert len(edges) == 3, "three people, each tied to each"
    assert all(source != target for source, target, _ in edges)


def test_a_list_has_a_merged_person_once_with_both_remarks_and_loses_them_at_once(circle: Circle) -> None:
    with unit_of_work(circle.province.engine, OPERATOR) as connection:
        number = shortlists.create(connection, OPERATOR, "Chọn")
        shortlists.add_people(connection, OPERATOR, number, [circle.ids[name] for name in NAMES[:3]])
        first, _, third = shortlists.members_of(connection, OPERATOR, number)
        shortlists.note_member(connection, OPERATOR, number, first.member_id, "đã gọi")
        shortlists.note_member(connection, OPERATOR, number, third.member_id, "bận tháng 12")
    merged = circle.ids[NAMES[2]]
    one = merge(circle, NAMES[0], NAMES[2])
    with unit_of_work(circle.province.engine, OPERATOR) as connection:
        held = shortlists.members_of(connection, OPERATOR, number)
        assert (held[0].person_id, held[0].note) == (one, "đã gọi; bận tháng 12")
        assert shortlists.show_shortlist(connection, OPERATOR, number).count == len(held) == 2
        assert shortlists.add_people(connection, OPERATOR, number, [merged, one]) == 0
        shortlists.note_member(connection, OPERATOR, number, held[0].member_id, "nhận lời")
        assert shortlists.members_of(connection, OPERATOR, number)[0].note == "nhận lời"
        shortlists.remove_member(connection, OPERATOR, number, held[0].member_id)
        assert [m.person_id for m in shortlists.members_of(connection, OPERATOR, number)] == [circle.ids[NAMES[1]]]


@pytest.mark.parametrize(
    ("status", "words"),
    [("retired", "Đã nghỉ hưu"), ("moved", "Đã chuyển công tác"), ("deceased", "Đã mất"), ("left", "Đã thôi việc")],
)
def test_who_retired_moved_left_or_died_since_is_told(circle: Circle, council: int, status: str, words: str) -> None:
    assert notices(circle, council) == {}
    told(circle, NAMES[1], status=status)
    assert notices(circle, council) == {2: [words]}
    with unit_of_work(circle.province.engine, OPERATOR) as connection:
        proceedings.dissolve(connection, OPERATOR, council, DAY)
    assert notices(circle, council) == {}, "a council that is no more needs nobody"


def test_ties_to_the_applicant_that_come_up_later_are_told_also_through_a_merge(circle: Circle) -> None:
    applicant = circle.ids[NAMES[5]]
    demand = Demand(
        "nuôi trồng thủy sản", 2, applicant=applicant, include=(circle.ids[NAMES[0]], circle.ids[NAMES[1]])
    )
    members = [{"role": "chair", "person_id": circle.ids[NAMES[0]], "reasons": []},
               {"role": "member", "person_id": circle.ids[NAMES[1]], "reasons": []}]  # fmt: skip
    with unit_of_work(circle.province.engine, OPERATOR) as connection:
        number = create_from_panel(connection, OPERATOR, "Hội đồng Thử", demand, members)
    assert notices(circle, number) == {}
    circle.works([(NAMES[4], "Bài báo về tôm", "publication", 2024, "author"),
                  (NAMES[1], "Bài báo về tôm", "publication", 2024, "author")])  # fmt: skip
    assert notices(circle, number) == {}
    merge(circle, NAMES[4], NAMES[5])
    assert notices(circle, number) == {2: ["Với chủ nhiệm hồ sơ: đồng tác giả"]}


def test_two_members_who_came_to_one_body_are_told(circle: Circle, council: int) -> None:
    told(circle, NAMES[1], employer=bodies(circle.province)[0])
    found = notices(circle, council)
    assert set(found) == {1, 2}
    assert all(words[0].startswith("Nhiều thành viên cùng đơn vị: ") for words in found.values())
