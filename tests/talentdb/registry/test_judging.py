"""Strategy: real judgements on a real registry; what is asserted are the persons and their numbers afterwards."""

from threading import Barrier, Thread

import pytest
from sqlalchemy import select, text

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR
from talentdb.db.tables import person_redirect, person_version
from talentdb.errors import ConflictError, ForbiddenError, NotFoundError, UsageError
from talentdb.identity.judgements import list_judgements
from talentdb.identity.numbers import GENERATION
from talentdb.registry import judged_sides
from talentdb.registry.decisions import return_
from talentdb.registry.judging import judge, retract, split
from talentdb.registry.rebuild import digest, rebuild

MAN = {"full_name": "Bùi Thị Mận", "birth_date": "1985-03-02", "birth_date_precision": "day", "sex": "female"}
OLD = {"full_name": "Bùi Thị Mận"}
ID_A, ID_B = "033185000001", "033185000002"


def decide(province, act, *details, **options):
    with unit_of_work(province.engine, OPERATOR) as connection:
        return act(connection, OPERATOR, *details, **options)


def two(province):
    """Two persons of one name; the number of each."""
    province.load("SO-KHCN", [MAN])
    province.load("SO-YTE", [OLD])
    first, second = province.persons()
    return first, second


def records(province, person):
    with unit_of_work(province.engine, OPERATOR) as connection:
        found = text("select source_record_id from person_source where person_id = :person order by 1")
        return list(connection.execute(found, {"person": person}).scalars())


def content(province):
    with unit_of_work(province.engine, OPERATOR) as connection:
        return digest(connection)


def rebuilt(province):
    with unit_of_work(province.engine, OPERATOR) as connection:
        rebuild(connection, OPERATOR)
        return digest(connection)


def test_same_makes_one_person_under_the_smaller_number_and_the_other_leads_to_it(province):
    first, second = two(province)
    outcome = decide(province, judge, second, first, "same", reason="cùng hồ sơ")
    assert outcome.persons == (first,)
    assert list(province.persons()) == [first]
    with unit_of_work(province.engine, OPERATOR) as connection:
        assert connection.execute(select(person_redirect)).all() == [(second, first)]
        assert connection.execute(select(person_version.c.person_id)).scalars().all().count(second) == 0
    assert rebuilt(province) == content(province)


def test_taking_a_judgement_back_restores_exactly_what_was(province):
    first, second = two(province)
    before, persons = content(province), province.persons()
    outcome = decide(province, judge, first, second, "same")
    assert content(province) != before
    decide(province, retract, outcome.judgement_id, reason="nhầm người")
    assert province.persons() == persons
    assert content(province) == before
    assert rebuilt(province) == before


def test_different_is_remembered_through_later_approvals_and_a_rebuild(province):
    """The third row would tie both together, had nobody said that they are two."""
    province.load("SO-KHCN", [{**OLD, "national_id": ID_A}])
    province.load("SO-YTE", [{**MAN, "phone": "0911111111"}])
    first, second = province.persons()
    decide(province, judge, first, second, "different")
    province.load("SO-NV", [{**MAN, "phone": "0911111111", "national_id": ID_A}])
    persons = province.persons()
    assert {first, second} <= set(persons)
    assert rebuilt(province) == content(province)
    assert province.persons() == persons


def test_different_keeps_whole_persons_apart_not_only_two_of_their_rows(province):
    province.load("SO-KHCN", [{**OLD, "national_id": ID_A}], as_of="2025-06-30")
    province.load("SO-KHCN", [{**OLD, "national_id": ID_A, "phone": "0911111111"}])
    province.load("SO-YTE", [MAN])
    first, second = province.persons()
    decide(province, judge, first, second, "different")
    province.load("SO-NV", [{**MAN, "phone": "0911111111"}])
    home = {row: person for person, rows in province.persons().items() for row in rows}
    assert home["1:5"] == home["2:5"] != home["3:5"]


def test_unsure_changes_nobody_and_may_be_followed_by_a_verdict(province):
    first, second = two(province)
    before = province.persons()
    decide(province, judge, first, second, "unsure")
    assert province.persons() == before
    with pytest.raises(ConflictError, match="chưa rõ"):
        decide(province, judge, first, second, "unsure")
    decide(province, judge, first, second, "same")
    assert list(province.persons()) == [first]


def test_a_split_takes_the_named_rows_out_and_is_remembered(province):
    province.load("SO-KHCN", [{**MAN, "national_id": ID_A}])
    province.load("SO-YTE", [{**MAN, "national_id": ID_A}])
    province.load("SO-NV", [{**MAN, "national_id": ID_A}])
    [person] = province.persons()
    before = content(province)
    out = records(province, person)[1]
    outcome = decide(province, split, person, [out], reason="hai người dùng chung số")
    assert province.persons() == {person: ["1:5", "3:5"], out: ["2:5"]}
    assert rebuilt(province) == content(province)
    decide(province, retract, outcome.judgement_id)
    assert list(province.persons()) == [person]
    # But for the number that the part had meanwhile: it leads back.
    with unit_of_work(province.engine, OPERATOR) as connection:
        assert connection.execute(select(person_redirect)).all() == [(out, person)]
        connection.execute(person_redirect.delete())
        assert digest(connection) == before


def test_a_split_without_names_takes_every_row_apart(province):
    province.load("SO-KHCN", [{**MAN, "national_id": ID_A}])
    province.load("SO-YTE", [{**MAN, "national_id": ID_A}])
    province.load("SO-NV", [{**MAN, "national_id": ID_A}])
    [person] = province.persons()
    assert len(decide(province, split, person).persons) == 3


def test_a_judgement_joins_what_the_model_would_never_join(province):
    province.load("SO-KHCN", [{**MAN, "national_id": ID_A}])
    province.load("SO-YTE", [{**MAN, "national_id": ID_B}])
    first, second = province.persons()
    decide(province, judge, first, second, "same", reason="đổi số")
    assert list(province.persons()) == [first]
    assert rebuilt(province) == content(province)


def test_a_judgement_survives_the_rollback_of_what_it_was_about(province):
    first, second = two(province)
    decide(province, judge, first, second, "same")
    province.rollback(2)
    assert province.persons() == {first: ["1:5"]}
    province.approve(2)
    assert province.persons() == {first: ["1:5", "2:5"]}
    assert rebuilt(province) == content(province)


def test_a_number_of_a_later_generation_leads_to_its_person_again(province):
    first, second = two(province)
    judged = decide(province, judge, first, second, "same").judgement_id
    province.rollback(1)
    decide(province, retract, judged)
    province.approve(1)
    later = first + GENERATION
    assert province.persons() == {later: ["1:5"], first: ["2:5"]}, "the other still carries the first number"
    for number in (1, 2):
        province.rollback(number)
    for number in (2, 1):
        province.approve(number)
    assert province.persons() == {first: ["1:5"], second: ["2:5"]}
    with unit_of_work(province.engine, OPERATOR) as connection:
        assert connection.execute(select(person_redirect)).all() == [(later, first)]
    assert rebuilt(province) == content(province)


def test_a_waiting_row_can_be_judged_before_its_approval(province):
    province.load("SO-KHCN", [MAN])
    [person] = province.persons()
    receipt = province.receive("SO-YTE", [OLD])
    with unit_of_work(province.engine, OPERATOR) as connection:
        waiting = text("select max(source_record_id) from source_record")
        record = connection.execute(waiting).scalar_one()
    decide(province, judge, person, f"r{record}", "same")
    province.approve(receipt.submission_id)
    assert province.persons() == {person: ["1:5", "2:5"]}
    assert rebuilt(province) == content(province)


@pytest.mark.parametrize("verdict", ["same", "different"])
def test_the_second_steward_is_told_what_the_first_decided(province, verdict):
    first, second = two(province)
    start, outcomes = Barrier(2), []

    def decide_at_once():
        start.wait()
        try:
            decide(province, judge, first, second, verdict)
            outcomes.append("done")
        except ConflictError as error:
            outcomes.append(str(error))

    threads = [Thread(target=decide_at_once) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes.count("done") == 1
    with unit_of_work(province.engine, OPERATOR) as connection:
        assert len(list_judgements(connection)) == 1


def test_what_cannot_be_judged_is_refused_and_changes_nothing(province):
    first, second = two(province)
    [row] = records(province, first)
    before = content(province)
    for error, act, details in (
        (UsageError, judge, (first, first, "same")),
        (ConflictError, judge, (first, f"r{row}", "same")),
        (UsageError, judge, (first, second, "perhaps")),
        (UsageError, judge, ("x", second, "same")),
        (UsageError, judge, ("r", second, "same")),
        (NotFoundError, judge, (first, 99_999, "same")),
        (NotFoundError, judge, (first, "r99999", "same")),
        (UsageError, split, (first,)),
        (NotFoundError, split, (99_999,)),
        (NotFoundError, retract, (99_999,)),
    ):
        with pytest.raises(error):
            decide(province, act, *details)
    assert content(province) == before
    outcome = decide(province, judge, first, second, "same")
    for error, act, details in (
        (ConflictError, judge, (first, second, "same")),
        (UsageError, split, (first, [99_999])),
        (UsageError, split, (first, records(province, first))),
    ):
        with pytest.raises(error):
            decide(province, act, *details)
    decide(province, retract, outcome.judgement_id)
    with pytest.raises(ConflictError, match="rút lại"):
        decide(province, retract, outcome.judgement_id)


def test_the_pair_that_was_rolled_back_cannot_be_judged(province):
    first, second = two(province)
    province.rollback(2)
    with pytest.raises(NotFoundError):
        decide(province, judge, first, second, "same")


def test_a_row_that_was_sent_back_with_its_list_cannot_be_judged(province):
    province.load("SO-KHCN", [MAN])
    [person] = province.persons()
    row, number = waiting_row(province, OLD)
    decide(province, return_, number, "thiếu ngày sinh")
    with pytest.raises(NotFoundError, match=row):
        decide(province, judge, person, row, "same")


def test_a_person_of_too_many_records_is_taken_apart_first(province, monkeypatch):
    first, second = two(province)
    monkeypatch.setattr(judged_sides, "_MOST_RECORDS", 0)
    with pytest.raises(UsageError, match="quá nhiều"):
        decide(province, judge, first, second, "same")


def test_against_another_judgement_nobody_decides(province):
    first, second = two(province)
    decide(province, judge, first, second, "different")
    for verdict in ("same", "different"):
        with pytest.raises(ConflictError, match="hai người khác nhau"):
            decide(province, judge, first, second, verdict)


@pytest.mark.parametrize("out", [[], "the second row"])
def test_a_person_that_was_judged_one_is_split_only_once_that_is_taken_back(province, out):
    first, second = two(province)
    judged = decide(province, judge, first, second, "same")
    before, [row] = content(province), records(province, first)[1:]
    with pytest.raises(ConflictError, match=f"kết luận số {judged.judgement_id} “một người”"):
        decide(province, split, first, [row] if out else [])
    assert content(province) == before
    decide(province, retract, judged.judgement_id)
    assert decide(province, judge, first, second, "different").persons == (first, second)


def waiting_row(province, row):
    """A row that waits, as commands name it; and its submission."""
    receipt = province.receive("SO-NV", [row])
    with unit_of_work(province.engine, OPERATOR) as connection:
        found = text("select max(source_record_id) from source_record")
        return f"r{connection.execute(found).scalar_one()}", receipt.submission_id


def test_judgements_that_contradict_each_other_over_a_third_row_are_refused(province):
    """While the row waits nothing is clustered that could show it."""
    first, second = two(province)
    row, number = waiting_row(province, OLD)
    apart = decide(province, judge, first, second, "different").judgement_id
    decide(province, judge, row, first, "same")
    with pytest.raises(ConflictError, match=f"kết luận số {apart} “hai người khác nhau”"):
        decide(province, judge, row, second, "same")
    decide(province, judge, row, second, "unsure")
    decide(province, retract, apart)
    tied = decide(province, judge, row, second, "same").judgement_id
    with pytest.raises(ConflictError, match=f"kết luận số {tied} “một người”"):
        decide(province, judge, first, second, "different")
    province.approve(number)
    assert len(province.persons()) == 1
    assert rebuilt(province) == content(province)


def test_a_row_that_waits_is_told_to_be_itself_however_it_is_written(province):
    row, _ = waiting_row(province, MAN)
    for same in (row.upper(), "r0" + row[1:]):
        with pytest.raises(UsageError, match=f"{row} chỉ là một người"):
            decide(province, judge, row, same, "different")


def test_a_work_that_hangs_on_the_wrong_person_is_taken_out(province):
    province.load("SO-KHCN", [{**MAN, "national_id": ID_A}])
    province.load("SO-YTE", [{**MAN, "national_id": ID_A, "work_title": "Giống lúa mới"}], form="works")
    [person] = province.persons()
    founding, work = records(province, person)
    outcome = decide(province, split, person, [work], reason="người khác cùng tên")
    assert (outcome.persons, records(province, person)) == ((person,), [founding])
    with unit_of_work(province.engine, OPERATOR) as connection:
        alone = text("select person_id from person_source where source_record_id = :work")
        assert connection.execute(alone, {"work": work}).scalar_one() is None
    assert rebuilt(province) == content(province)
    with pytest.raises(UsageError):
        decide(province, split, person, [founding])
    decide(province, retract, outcome.judgement_id)
    assert records(province, person) == [founding, work]
    with pytest.raises(UsageError, match="toàn bộ"):
        decide(province, split, person, [founding])
    with pytest.raises(UsageError, match="không tách được"):
        decide(province, split, person)


def test_only_those_who_decide_may_judge(province, as_role):
    first, second = two(province)
    for principal in (as_role("agency", "SO-KHCN"), as_role("searcher"), as_role("leader")):
        for act, details in ((judge, (first, second, "same")), (split, (first,)), (retract, (1,))):
            with unit_of_work(province.engine, principal) as connection, pytest.raises(ForbiddenError):
                act(connection, principal, *details)


def test_a_correction_stays_with_its_person_even_when_the_name_was_wrong(province):
    from datetime import date

    from talentdb.submissions.manual import correction
    from talentdb.submissions.receive import receive

    province.load("SO-KHCN", [OLD])
    [person] = province.persons()
    [row] = records(province, person)
    with unit_of_work(province.engine, OPERATOR) as connection:
        draft = correction(
            connection, province.keyring, row, {"full_name": "Vũ Thị Mận", "sex": "female"}, date(2026, 7, 1)
        )
        number = receive(connection, OPERATOR, province.keyring, draft, "submitted").submission_id
    province.approve(number)
    assert len(province.persons()[person]) == 2
    assert rebuilt(province) == content(province)


def posts(province):
    with unit_of_work(province.engine, OPERATOR) as connection:
        v = person_version.c
        rows = connection.execute(select(v.person_id, v.sti_posts).where(v.valid_to.is_(None)))
        return {person: list(held) for person, held in rows}


def test_a_merge_brings_the_tasks_of_the_other_and_taking_it_back_takes_them_away(province):
    """A clinician, and a namesake with a task and no post that counts: together a researcher."""
    doctor = {**OLD, "professional_title_code": "V.08.01.03", "qualification": "university"}
    province.load("SO-YTE", [doctor])
    province.load("SO-NV", [{**OLD, "national_id": ID_B, "status": "left"}])
    task = {**OLD, "national_id": ID_B, "work_type": "research_task", "work_title": "Giống nhãn",
            "member_role": "member", "work_year": 2024}  # fmt: skip
    province.load("SO-KHCN", [task], form="works")
    first, second = province.persons()
    assert posts(province) == {first: [], second: []}
    outcome = decide(province, judge, first, second, "same")
    assert posts(province) == {first: ["research"]}
    decide(province, retract, outcome.judgement_id, reason="nhầm người")
    assert posts(province) == {first: [], second: []}
