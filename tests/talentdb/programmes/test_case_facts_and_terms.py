"""Facts are kept exactly or refused; a stage is late after its working days, never before."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from talentdb.calendar.working_days import is_working_day
from talentdb.errors import UsageError
from talentdb.plans.instruments import Instrument, Paper
from talentdb.programmes.facts import facts_of
from talentdb.programmes.model import Case, CasePaper, Event
from talentdb.programmes.moves import due_on, late_by, paper_for

_DAYS = st.dates(date(2024, 1, 1), date(2027, 12, 31))


def _instrument(days: int | None = None) -> Instrument:
    return Instrument.model_validate({
        "code": "any", "name": "x", "short": "x", "kind": "grant", "place": "x", "lead": "home",
        "opened_by": ["agency"], "start": "a",
        "stages": [{"code": "a", "name": "x", "days": days}, {"code": "z", "name": "x", "end": "success"}],
        "steps": [{"code": "go", "name": "x", "from": ["a"], "to": "z", "by": ["agency"]}],
        "facts": [
            {"code": "dong", "name": "Tiền", "type": "dong"}, {"code": "day", "name": "Ngày", "type": "date"},
            {"code": "text", "name": "Lời", "type": "text"}, {"code": "number", "name": "Số", "type": "number"},
            {"code": "choice", "name": "Chọn", "type": "choice", "choices": {"one": "Một", "two": "Hai"}},
        ],
    })  # fmt: skip


def _case(since: date) -> Case:
    event = Event(1, "open", "a", None, "agency", since, "", "", {}, {}, "x", datetime.now(UTC))
    return Case(1, "p", "any", "1", "x", None, 1, "x", None, None, None, datetime.now(UTC), "x", (event,))


@given(st.dictionaries(
    st.sampled_from(["dong", "day", "text", "number", "choice", "other"]),
    st.none() | st.booleans() | st.integers(-10**17, 10**17) | st.floats() | st.text(max_size=8) | st.dates()
    | st.sampled_from(["1.500.000", "1,5", "2026-02-29", "one", "-3", "1e5", "٣", "0"]),
))  # fmt: skip
def test_facts_are_kept_exactly_or_refused(told: dict[str, Any]) -> None:
    try:
        kept = facts_of(_instrument(), told)
    except UsageError as error:
        kept = {}
        assert error.advice  # noqa: PT017 - either way is fine, each has to hold what it promises
    assert facts_of(_instrument(), kept) == kept, "what is kept is read again as it is"
    for code, value in kept.items():
        match code:
            case "dong":
                assert isinstance(value, int)
                assert 0 < value <= 10**15
            case "day":
                assert date.fromisoformat(str(value)).isoformat() == value
            case "choice":
                assert value in {"one", "two"}
            case "number":
                assert str(value).isascii()
                assert not str(value).startswith("-")
            case _:
                assert str(value).strip() == value != ""


@given(since=_DAYS, days=st.integers(1, 40), ahead=st.integers(0, 90))
def test_late_after_the_working_days_of_the_stage(since: date, days: int, ahead: int) -> None:
    case, instrument, day = _case(since), _instrument(days), since + timedelta(days=ahead)
    worked = sum(is_working_day(since + timedelta(days=n)) for n in range(1, ahead + 1))
    assert late_by(case, instrument, day) == max(0, worked - days)
    due = due_on(case, instrument)
    assert due is not None
    assert is_working_day(due)


@given(since=_DAYS, ahead=st.integers(0, 5000))
def test_a_stage_without_a_term_is_never_late(since: date, ahead: int) -> None:
    assert late_by(_case(since), _instrument(), since + timedelta(days=ahead)) == 0


def test_a_paper_is_held_against_its_day() -> None:
    def laid(number: int, valid_to: date, replaced_by: int | None = None) -> CasePaper:
        return CasePaper(
            number, 1, "any", "x.pdf", "", "", 1, "", date(2026, 2, 1), valid_to, None, replaced_by, "x",
            datetime.now(UTC),
        )  # fmt: skip

    step, fixed = (Paper(code="any", name="x", valid=True, valid_on=on) for on in ("step", "in_force"))
    short, long, gone = laid(1, date(2026, 3, 1)), laid(2, date(2027, 3, 1)), laid(3, date(2030, 1, 1), 2)
    papers, late, early = (short, long, gone), date(2026, 6, 1), date(2026, 2, 15)
    assert paper_for(step, papers, late) == long, "the newest that is valid, and none that was replaced"
    assert paper_for(step, (short,), late) is None
    assert paper_for(step, (long,), date(2026, 1, 1)) is None, "not issued yet"
    assert paper_for(fixed, (short,), late, early) == short
    assert paper_for(fixed, (short,), early, late) is None
    assert paper_for(fixed, (short,), early) is None, "nobody knows the day"
    assert paper_for(Paper(code="any", name="x"), (short,), late) == short
