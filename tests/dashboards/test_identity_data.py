"""Strategy: real lists are approved, and the page's functions are asked what a steward would see and do."""

from collections.abc import Callable
from typing import Any

import pytest

from dashboards import identity_labels, labels
from dashboards.application import Application
from dashboards.identity_data import (
    Entry,
    decide,
    judgement_rows,
    look,
    rates,
    sample,
    undo,
    waiting_pairs,
)
from dashboards.identity_split import preview_split, split_person, whole
from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Principal
from talentdb.errors import ConflictError, ForbiddenError, NotFoundError
from talentdb.registry.matching import preview
from tests.talentdb.conftest import Province

HOA = {
    "full_name": "Đặng Thị Thuý Hoà",
    "birth_date": "1985-04-03",
    "birth_date_precision": "day",
    "sex": "female",
    "phone": "0912345678",
}
FIRST = {**HOA, "national_id": "033185001234"}
OTHER_ID = {**HOA, "full_name": "Đặng Thị Thúy Hòa", "national_id": "033185991234", "position_title": "Bác sĩ"}


@pytest.fixture
def steward(as_role: Callable[..., Principal]) -> Principal:
    return as_role("steward")


@pytest.fixture
def pair_of(application: Application, province: Province, steward: Principal) -> Callable[[], Entry]:
    """Two persons whose ids contradict: alike, and never merged by themselves."""

    def made() -> Entry:
        province.load("SO-YTE", [FIRST])
        province.load("SO-KHCN", [OTHER_ID])
        [entry] = waiting_pairs(application, steward).entries
        return entry

    return made


def count_of(application: Application, steward: Principal, status: str = "open") -> int:
    return waiting_pairs(application, steward, status).counts[status]


def test_both_sides_are_shown_in_words_with_ids_masked(
    application: Application, pair_of: Callable[[], Entry], steward: Principal
) -> None:
    entry = pair_of()
    found = look(application, steward, entry.a, entry.b)
    lines = {line.label: line for line in found.lines}
    assert entry.id_conflict
    assert found.id_conflict
    assert "033185001234" not in repr(found)
    masked = lines[labels.FIELD["national_id"]]
    assert (masked.a, masked.state, masked.note) == (masked.b, "differs", identity_labels.CONFLICT_NOTE)
    assert lines[labels.FIELD["full_name"]].state == "same", "the place of a tone mark is no difference"
    assert lines[labels.FIELD["birth_date"]].a == "03/04/1985"
    assert lines[labels.FIELD["agency_name"]].state == "differs"
    assert lines[labels.FIELD["position_title"]].state == "one", "a core field is in front though one side has it"
    assert found.a.sources[0].place.startswith("ds.xlsx · DS, dòng 5 · tính đến")
    assert found.evidence


def test_a_verdict_takes_the_pair_from_the_queue_and_undo_brings_it_back(
    application: Application, pair_of: Callable[[], Entry], steward: Principal
) -> None:
    entry = pair_of()
    judged = decide(application, steward, entry, "different", "đã hỏi", "queue")
    assert count_of(application, steward) == 0
    [row] = judgement_rows(application, steward, live=True, limit=20, offset=0)
    assert (row["judgement_id"], row["reason"]) == (judged.judgement_id, "đã hỏi")
    assert identity_labels.VERDICT["different"] in look(application, steward, entry.a, entry.b).earlier[0]
    undo(application, steward, judged.judgement_id)
    assert count_of(application, steward) == 1
    assert judgement_rows(application, steward, live=True, limit=20, offset=0) == []


def test_an_unsure_pair_waits_apart_and_can_still_be_decided(
    application: Application, pair_of: Callable[[], Entry], steward: Principal
) -> None:
    decide(application, steward, pair_of(), "unsure", "", "queue")
    assert count_of(application, steward) == 0
    [again] = waiting_pairs(application, steward, "unsure").entries
    assert again.unsure
    decide(application, steward, again, "same", "", "queue")
    assert count_of(application, steward, "unsure") == 0


def test_the_second_steward_is_refused(
    application: Application, pair_of: Callable[[], Entry], steward: Principal, as_role: Callable[..., Principal]
) -> None:
    entry = pair_of()
    decide(application, steward, entry, "same", "", "queue")
    second = as_role("steward")
    with pytest.raises(ConflictError):
        decide(application, second, entry, "different", "", "queue")
    with pytest.raises(ConflictError):
        look(application, second, entry.a, entry.b)


def test_rows_of_a_list_that_waits_are_asked_about(
    application: Application, province: Province, steward: Principal
) -> None:
    province.load("SO-YTE", [FIRST])
    receipt = province.receive("SO-KHCN", [OTHER_ID])
    with unit_of_work(application.engine, OPERATOR) as connection:
        preview(connection, OPERATOR, receipt.submission_id)
    [entry] = waiting_pairs(application, steward, submission_id=receipt.submission_id).entries
    assert entry.waiting
    found = look(application, steward, entry.a, entry.b)
    assert identity_labels.WAITS in {found.a.state, found.b.state}
    assert waiting_pairs(application, steward, submission_id=receipt.submission_id + 1).entries == ()


def test_a_sampled_merge_that_is_wrong_is_taken_apart_and_counted(
    application: Application, province: Province, steward: Principal
) -> None:
    province.load("SO-YTE", [FIRST])
    province.load("SO-KHCN", [{**FIRST, "position_title": "Bác sĩ"}])
    [drawn] = sample(application, steward)
    assert drawn.rule == "national_id"
    decide(application, steward, drawn, "different", "", "check")
    assert len(province.persons()) == 2
    together, *_ = rates(application, steward)
    assert (together.rule, together.checked, together.wrong) == ("all", 1, 1)
    assert sample(application, steward) == ()


def test_a_split_is_shown_before_it_is_done_and_leaves_no_trace(
    application: Application, province: Province, steward: Principal
) -> None:
    province.load("SO-YTE", [FIRST])
    province.load("SO-KHCN", [{**FIRST, "birth_date": "1985-04-30"}])
    [person] = province.persons()
    found = whole(application, steward, person)
    first, second = (row.record_id for row in found.rows)
    assert [dict(row.differing)[labels.FIELD["birth_date"]] for row in found.rows] == ["03/04/1985", "30/04/1985"]
    assert "033185001234" not in repr(found)
    parts = preview_split(application, steward, person, [second], [first, second])
    assert parts == {first: (first,), second: (second,)}
    assert len(province.persons()) == 1
    split_person(application, steward, person, [second], "hai người")
    assert set(province.persons()) == {first, second}
    with pytest.raises(NotFoundError):
        split_person(application, steward, person, [], "")


@pytest.mark.parametrize("role", ["agency", "searcher", "leader", "administrator", "auditor"])
def test_only_stewards_see_and_decide(
    application: Application, pair_of: Callable[[], Entry], as_role: Callable[..., Principal], role: str
) -> None:
    entry = pair_of()
    other = as_role(role, "SO-YTE" if role == "agency" else None)
    asked: list[Callable[[], Any]] = [
        lambda: waiting_pairs(application, other),
        lambda: look(application, other, entry.a, entry.b),
        lambda: decide(application, other, entry, "same", "", "queue"),
        lambda: undo(application, other, 1),
        lambda: judgement_rows(application, other, live=True, limit=1, offset=0),
        lambda: sample(application, other),
        lambda: rates(application, other),
        lambda: whole(application, other, int(entry.a)),
        lambda: preview_split(application, other, int(entry.a), [1], [1]),
        lambda: split_person(application, other, int(entry.a), [1], ""),
    ]
    for ask in asked:
        with pytest.raises(ForbiddenError):
            ask()
