"""Dates in the shapes of agencies' files, their precision, and what may not be guessed."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.normalise import Evidence, normalise
from ingest.normalise.dates import column_order, serials_suspect

BIRTH = Evidence("birth_date")
SETTLED = Evidence("birth_date", month_first=False)


@pytest.mark.parametrize(
    ("raw", "iso", "precision"),
    [
        ("25/11/1975", "1975-11-25", "day"),
        ("25.11.1975", "1975-11-25", "day"),
        ("25.11/1975", "1975-11-25", "day"),
        ("25 - 11 - 1975", "1975-11-25", "day"),
        ("1975-11-25", "1975-11-25", "day"),
        ("1975-11-25 00:00:00", "1975-11-25", "day"),
        (datetime.fromisoformat("1975-11-25"), "1975-11-25", "day"),
        (31094, "1985-02-16", "day"),
        (31094.0, "1985-02-16", "day"),
        ("31094", "1985-02-16", "day"),
        (1975, "1975-01-01", "year"),
        ("1975", "1975-01-01", "year"),
        ("/1975", "1975-01-01", "year"),
        ("00/00/1975", "1975-01-01", "year"),
        ("00/05/1975", "1975-05-01", "month"),
        ("5/1975", "1975-05-01", "month"),
        ("tháng 5 năm 1975", "1975-05-01", "month"),
        ("Ngày 26 tháng 9 năm 1975", "1975-09-26", "day"),
        ("26-thg 9-1975", "1975-09-26", "day"),
        ("26-Sep-1975", "1975-09-26", "day"),
        ("10/20/1959", "1959-10-20", "day"),
        ("25111975", "1975-11-25", "day"),
        (3051975, "1975-05-03", "day"),
        ("25/11/1975 (âm lịch)", "1975-11-25", "day"),
        ("Sinh 25/11/1975", "1975-11-25", "day"),
        ("3.4/1975", "1975-04-03", "day"),
        ("3 / 4 / 1975", "1975-04-03", "day"),
        ("25,11,1975", "1975-11-25", "day"),
        ("25_11_1975", "1975-11-25", "day"),
        ("'03/04/1975", "1975-04-03", "day"),
        ("1975-04-03T00:00:00", "1975-04-03", "day"),
        ("1975-04-03 07:30:00.5", "1975-04-03", "day"),
        ("Sep 26, 1975", "1975-09-26", "day"),
        ("26 September 1975", "1975-09-26", "day"),
        ("tháng 4/1975", "1975-04-01", "month"),
        ("T4/1975", "1975-04-01", "month"),
        ("  /4/1975", "1975-04-01", "month"),
        ("??/05/1975", "1975-05-01", "month"),
        ("  /  /1975", "1975-01-01", "year"),
        ("xx/xx/1975", "1975-01-01", "year"),
        ("…/…/1975", "1975-01-01", "year"),
        ("--/--/1975", "1975-01-01", "year"),
        ("03/00/1975", "1975-01-01", "year"),
        ("SN 1975", "1975-01-01", "year"),
        ("sinh năm 1975", "1975-01-01", "year"),
        (1975.0, "1975-01-01", "year"),
        (31094.5, "1985-02-16", "day"),
        (5.1975, "1975-05-01", "month"),
    ],
)
def test_shapes(raw: object, iso: str, precision: str) -> None:
    result = normalise(raw, SETTLED)  # type: ignore[arg-type]
    assert result.values == {"birth_date": iso, "birth_date_precision": precision}
    assert result.problems == ()


@pytest.mark.parametrize(("short", "full"), [("00", 2000), ("07", 2007), ("15", 2015), ("16", 1916), ("75", 1975)])
def test_two_digit_years_warn(short: str, full: int) -> None:
    result = normalise(f"25/11/{short}", SETTLED)
    assert result.values["birth_date"] == f"{full}-11-25"
    assert [p.code for p in result.problems] == ["date.two_digit_year"]


def test_an_unsettled_order_warns_with_the_day_first_reading() -> None:
    result = normalise("03/04/1975", BIRTH)
    assert result.values["birth_date"] == "1975-04-03"
    assert [(p.code, p.suggestion) for p in result.problems] == [("date.ambiguous", "1975-04-03")]


@pytest.mark.parametrize("raw", ["ngày 3 tháng 4 năm 1975", "3-thg 4-1975", "3-Apr-1975", "1975-04-03", "04/04/1975"])
def test_a_date_that_cannot_be_confused_does_not_warn(raw: str) -> None:
    assert normalise(raw, BIRTH).problems == ()


def test_eight_digits_are_as_open_as_slashes() -> None:
    assert [p.code for p in normalise("03041975", BIRTH).problems] == ["date.ambiguous"]
    assert normalise("03041975", SETTLED).problems == ()
    assert column_order(["25041975", "03041975"]) is False


@pytest.mark.parametrize(
    ("raw", "value", "code"),
    [
        ("1975?", "1975-01-01", "date.doubted"),
        ("khoảng 1975", "1975-01-01", "date.doubted"),
        ("O3/O4/1975", "1975-04-03", "date.mended"),
        ("03/l2/1975", "1975-12-03", "date.mended"),
        ("2511/1975", "1975-11-25", "date.mended"),
        ("03-04-75", "1975-04-03", "date.two_digit_year"),
        ("030475", "1975-04-03", "date.two_digit_year"),
        ("3/75", "1975-03-01", "date.two_digit_year"),
        ("26-Sep-75", "1975-09-26", "date.two_digit_year"),
        ("//75", "1975-01-01", "date.two_digit_year"),
    ],
)
def test_what_had_to_be_made_good_is_taken_with_a_warning(raw: str, value: str, code: str) -> None:
    result = normalise(raw, SETTLED)
    assert result.values["birth_date"] == value
    assert [(p.code, p.severity) for p in result.problems] == [(code, "warning")]
    assert value.startswith(str(result.problems[0].suggestion))


@pytest.mark.parametrize(
    ("raw", "suggestion"),
    [("31/02/1975", "1975-02"), ("30/13/1975", "1975"), ("5//1975", "1975"), ("13/1975", "1975")],
)
def test_an_impossible_date_suggests_what_is_certain_of_it(raw: str, suggestion: str) -> None:
    result = normalise(raw, SETTLED)
    assert result.values == {}
    assert [(p.code, p.suggestion) for p in result.problems] == [("date.impossible", suggestion)]
    assert normalise(suggestion, SETTLED).problems == ()


@pytest.mark.parametrize("raw", ["1975-1976", "1975/1976", "01/02/1975 - 03/04/1976"])
def test_a_span_is_no_date(raw: str) -> None:
    result = normalise(raw, SETTLED)
    assert (result.values, [p.code for p in result.problems]) == ({}, ["date.span"])


@pytest.mark.parametrize("raw", [0, "0", "không", "---"])
def test_nothing_is_no_problem(raw: object) -> None:
    assert normalise(raw, BIRTH) == normalise(None, BIRTH)  # type: ignore[arg-type]


def test_one_slip_does_not_unsettle_a_long_column() -> None:
    long = [f"{13 + at % 15}/04/1975" for at in range(60)]
    assert column_order([*long, "10/20/1959"]) is False
    assert column_order([*long[:10], "10/20/1959"]) is None
    assert column_order(["03/04/1975"], ["25/04/1980"]) is False
    assert column_order(["ngày 25 tháng 4 năm 1975", "25-Apr-1975", 31094, "4/1975"]) is None


def test_the_suspicion_of_swapped_dates_suggests_the_other_reading() -> None:
    suspect = Evidence("birth_date", serials_suspect=True)
    (found,) = normalise(datetime.fromisoformat("1980-03-04"), suspect).problems
    assert (found.code, found.suggestion) == ("date.maybe_swapped", "1980-04-03")
    assert normalise(datetime.fromisoformat("1980-04-04"), suspect).problems == ()


def test_dates_and_ticks_under_sexes() -> None:
    woman = Evidence("birth_date", variant="female", month_first=False)
    assert normalise("1975", woman).values["sex"] == "female"
    assert normalise("x", woman).values == {"sex": "female"}
    assert normalise("31/02/1975", woman).values == {"sex": "female"}


@pytest.mark.parametrize(
    ("raw", "year"),
    [
        ("2005", 2005),
        ("6/2005", 2005),
        ("2001-2005", 2005),
        (38500, 2005),
        ("15/6/05", 2005),
        ("ĐH 2001, ThS 2010", 2010),
    ],
)
def test_years_of_graduation(raw: object, year: int) -> None:
    assert normalise(raw, Evidence("graduation_year")).values == {"graduation_year": year}  # type: ignore[arg-type]


@pytest.mark.parametrize("raw", ["K45", "05", "dự kiến 2099", "chưa tốt nghiệp"])
def test_what_is_no_year_of_graduation(raw: str) -> None:
    assert [p.code for p in normalise(raw, Evidence("graduation_year")).problems] == ["year.invalid"]


def test_a_month_first_column_is_read_so() -> None:
    values: list[object] = ["10/20/1959", "03/04/1975"]
    assert column_order(values) is True  # type: ignore[arg-type]
    assert normalise("03/04/1975", Evidence("birth_date", month_first=True)).values["birth_date"] == "1975-03-04"
    assert column_order(["10/20/1959", "25/11/1975"]) is None


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("31/02/1975", "date.impossible"),
        ("26-thg 9", "date.no_year"),
        ("abc", "date.unreadable"),
        ("25/11/1875", "date.out_of_window"),
        ("28/02/1900", "date.out_of_window"),
        (date(2999, 1, 1), "date.out_of_window"),
    ],
)
def test_what_is_no_date_is_a_problem_without_a_value(raw: object, code: str) -> None:
    result = normalise(raw, BIRTH)  # type: ignore[arg-type]
    assert result.values == {}
    assert [p.code for p in result.problems] == [code]


def test_the_other_epoch_of_excel() -> None:
    assert normalise(31094, Evidence("birth_date", date1904=True)).values["birth_date"] == "1989-02-17"


def test_true_dates_among_texts_over_twelve_are_suspect() -> None:
    values = [datetime.fromisoformat(f"1980-03-0{day}") for day in range(1, 7)] + [
        f"{day}/04/1980" for day in range(13, 19)
    ]
    assert serials_suspect(values) is True  # type: ignore[arg-type]
    assert serials_suspect(values[:3]) is False  # type: ignore[arg-type]


DAYS = st.dates(date(1930, 1, 1), date(2010, 12, 31))
SHAPES = [
    lambda d: f"{d.day:02d}/{d.month:02d}/{d.year}",
    lambda d: f"{d.day}.{d.month}.{d.year}",
    lambda d: f"{d.day}-{d.month}-{d.year}",
    lambda d: d.isoformat(),
    lambda d: f"ngày {d.day} tháng {d.month} năm {d.year}",
    lambda d: f"{d.day}-thg {d.month}-{d.year}",
    lambda d: f"{d.day:02d}{d.month:02d}{d.year}",
    lambda d: datetime.fromisoformat(d.isoformat()),
    lambda d: (d - date(1899, 12, 30)) // timedelta(days=1),
]


@given(day=DAYS, shape=st.sampled_from(range(len(SHAPES))))
def test_a_date_survives_every_shape(day: date, shape: int) -> None:
    assert normalise(SHAPES[shape](day), SETTLED).values["birth_date"] == day.isoformat()


@given(st.one_of(st.text(max_size=30), st.floats(), st.integers(), st.datetimes(), st.booleans()))
def test_reading_a_date_never_raises(raw: object) -> None:
    for name in ("birth_date", "training_end", "graduation_year"):
        normalise(raw, Evidence(name))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("raw", "day", "precision"),
    [("2026", "2026-01-01", "year"), ("3/2026", "2026-03-01", "month"), ("05/03/2026", "2026-03-05", None)],
)
def test_the_end_of_a_course_says_how_much_of_it_is_known(raw: str, day: str, precision: str | None) -> None:
    beside = {"training_end_precision": precision} if precision else {}
    assert dict(normalise(raw, Evidence("training_end")).values) == {"training_end": day, **beside}
    assert dict(normalise(raw, Evidence("training_start")).values) == {"training_start": day}


def test_first_days_of_months_settle_the_order() -> None:
    assert column_order(["01/06/2007", "01/10/2012", "1/2/2008", "01/06/2011"]) is False
    assert column_order(["06/01/2007", "10/01/2012", "02/01/2008", "06/01/2011"]) is True
    assert column_order(["01/06/2007", "01/06/2012", "01/06/2008", "01/06/2011"]) is None
    assert column_order(["01/06/2007", "01/10/2012", "01/02/2008"]) is None
    assert column_order(["01/06/2007", "05/10/2012", "03/02/2008", "01/06/2011"]) is None


@pytest.mark.parametrize("raw", ["00", "0", "không", "  /  /  ", "…/…/…"])
def test_a_date_left_open_is_nothing(raw: str) -> None:
    for name in ("birth_date", "training_end", "graduation_year"):
        result = normalise(raw, Evidence(name))
        assert (dict(result.values), result.problems) == ({}, ())


@pytest.mark.parametrize("raw", ["00/00/0000", "0/0/0", "00-00-0000", "0000-00-00"])
def test_a_date_of_zeros_is_nothing_and_worth_knowing(raw: str) -> None:
    result = normalise(raw, BIRTH)
    assert dict(result.values) == {}
    assert [(p.code, p.severity) for p in result.problems] == [("date.zeros", "info")]
