"""Identifiers damaged by Excel: zeros come back with a warning, lost digits never."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.normalise import Evidence, normalise
from ingest.normalise.identifiers import PROVINCES, id_birth_year, id_sex

ID, CODE, PHONE = Evidence("national_id"), Evidence("professional_title_code"), Evidence("phone")


@pytest.mark.parametrize(
    ("raw", "expected", "codes"),
    [
        ("033075001234", "033075001234", []),
        ("033 075 001 234", "033075001234", []),
        (33075001234, "033075001234", ["national_id.padded"]),
        (33075001234.0, "033075001234", ["national_id.padded"]),
        ("145678901", "145678901", []),
        (14567890, "014567890", ["national_id.padded"]),
        ("999075001234", "999075001234", ["national_id.province"]),
        ("033975001234", "033975001234", ["national_id.century"]),
        ("033.075.001.234", "033075001234", []),
        ("'033075001234", "033075001234", []),
        ("3.3090001234E10", "033090001234", ["national_id.padded"]),
        (1075001234, "001075001234", ["national_id.padded"]),
        ("CMND cũ: 145678901 CCCD: 033075001234", "033075001234", []),
        ("145678901 033075001234", "033075001234", []),
        ("033075001234 ngày 12/5/2021", "033075001234", []),
        ("033075001234 / 034075001234", "033075001234", ["national_id.several"]),
        ("033O75001234", "033075001234", ["national_id.mended"]),
    ],
)
def test_national_ids(raw: object, expected: str, codes: list[str]) -> None:
    result = normalise(raw, ID)  # type: ignore[arg-type]
    assert result.values == {"national_id": expected}
    assert [p.code for p in result.problems] == codes


@pytest.mark.parametrize(
    "raw",
    [
        "3.3075E+10",
        "0330750012",
        "12345",
        "000000000000",
        "không nhớ",
        "03307500123456",
        "B1234567",
        "02/05/2020",
        "02.05.2020",
        "0912345678",
        33475001234,
        33075001234.5,
    ],
)
def test_a_wrong_id_is_an_error_without_a_value(raw: object) -> None:
    result = normalise(raw, ID)  # type: ignore[arg-type]
    assert "national_id" not in result.values
    assert result.problems[0].severity == "error"


@given(st.sampled_from(sorted(PROVINCES)), st.integers(0, 3), st.integers(0, 99), st.integers(0, 999_999))
def test_an_id_that_lost_its_zeros_comes_back_with_raw_and_suggestion(
    province: str, century: int, year: int, number: int
) -> None:
    whole = f"{province}{century}{year:02d}{number:06d}"
    result = normalise(int(whole), ID)
    assert result.values["national_id"] == whole
    padded = [p for p in result.problems if p.code == "national_id.padded"]
    assert [(p.raw, p.suggestion) for p in padded] == [(str(int(whole)), whole)]
    assert id_sex(whole) == ("male" if century % 2 == 0 else "female")
    assert id_birth_year(whole) == 1900 + century // 2 * 100 + year


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("01.003", "01.003"),
        (1.003, "01.003"),
        ("V.07.01.03", "V.07.01.03"),
        ("V07.01.03", "V.07.01.03"),
        ("v070103", "V.07.01.03"),
        ("01a003", "01a.003"),
        (15.111, "15.111"),
        ("Giảng viên (V.07.01.03)", "V.07.01.03"),
    ],
)
def test_codes_of_professional_titles_are_repaired(raw: object, expected: str) -> None:
    assert normalise(raw, CODE).values["professional_title_code"] == expected  # type: ignore[arg-type]


def test_a_repaired_code_warns_and_a_whole_one_does_not() -> None:
    assert [p.code for p in normalise("V070103", CODE).problems] == ["code.repaired"]
    assert normalise("V.07.01.03", CODE).problems == ()


@pytest.mark.parametrize(
    ("raw", "expected", "codes"),
    [
        ("0912 345 678", "0912345678", []),
        (912345678, "0912345678", ["phone.padded"]),
        ("+84 912 345 678", "0912345678", []),
        ("0912345678 / 0983456789", "0912345678", ["phone.several"]),
        ("0221.3863.123", "02213863123", []),
        ("84912345678", "0912345678", []),
        ("+84 (0)912 345 678", "0912345678", []),
        ("0912.345.678 (zalo)", "0912345678", []),
        ("0221.3863.123 (máy lẻ 12)", "02213863123", []),
        ("CQ: 02213863123, DĐ: 0912345678", "0912345678", ["phone.several"]),
        ("0912345678-0983456789", "0912345678", ["phone.several"]),
        ("9.12345678E8", "0912345678", ["phone.padded"]),
        ("0168 123 4567", "0381234567", ["phone.renumbered"]),
        (1681234567, "0381234567", ["phone.padded", "phone.renumbered"]),
    ],
)
def test_phones(raw: object, expected: str, codes: list[str]) -> None:
    result = normalise(raw, PHONE)  # type: ignore[arg-type]
    assert result.values == {"phone": expected}
    assert [p.code for p in result.problems] == codes


def test_an_email_in_a_phone_column_is_handed_on() -> None:
    assert normalise("Mau@Donvi.VN", PHONE).hints == {"email": "mau@donvi.vn"}


def test_emails() -> None:
    email = Evidence("email")
    assert normalise(" Mau.Nguyen@DonVi.vn ", email).values == {"email": "mau.nguyen@donvi.vn"}
    assert [p.code for p in normalise("không phải thư", email).problems] == ["email.invalid"]


@pytest.mark.parametrize(
    ("raw", "value", "code", "suggestion"),
    [
        ("mau@gmail,com", "mau@gmail.com", "email.mended", "mau@gmail.com"),
        ("mau@gmailcom", "mau@gmail.com", "email.mended", "mau@gmail.com"),
        ("a@b.vn; c@d.vn", "a@b.vn", "email.several", "a@b.vn"),
        ("mau@@gmail.com", None, "email.invalid", "mau@gmail.com"),
        ("mau nguyen@donvi.vn", None, "email.invalid", "maunguyen@donvi.vn"),
        ("mẫu@gmail.com", None, "email.invalid", None),
        ("mau@donvi", None, "email.invalid", None),
    ],
)
def test_a_damaged_email_is_mended_or_asked(raw: str, value: str | None, code: str, suggestion: str | None) -> None:
    result = normalise(raw, Evidence("email"))
    assert result.values.get("email") == value
    assert [(p.code, p.suggestion) for p in result.problems] == [(code, suggestion)]


@pytest.mark.parametrize("raw", ["Email: a@b.vn", "a@b.vn.", "a @ b.vn", "mailto:a@b.vn", "a@b.vn 0912345678"])
def test_an_email_with_something_beside_it(raw: str) -> None:
    result = normalise(raw, Evidence("email"))
    assert (result.values, result.problems) == ({"email": "a@b.vn"}, ())


@pytest.mark.parametrize("field", ["email", "phone", "national_id"])
@pytest.mark.parametrize("raw", ["không", "0", "-", "chưa có", 0])
def test_nothing_is_no_problem(field: str, raw: object) -> None:
    assert normalise(raw, Evidence(field)) == normalise(None, Evidence(field))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("raw", "expected", "code"),
    [
        ("V.07.01.3", "V.07.01.03", "code.repaired"),
        ("15.11", "15.110", "code.repaired"),
        (1003, "01.003", "code.repaired"),
        ("17.170", "17.170", "code.not_listed"),
        ("13.0", None, "code.unknown"),
        ("V.99.99.9", None, "code.unknown"),
    ],
)
def test_a_code_is_made_good_only_into_one_that_exists(raw: object, expected: str | None, code: str) -> None:
    result = normalise(raw, CODE)  # type: ignore[arg-type]
    assert (result.values.get("professional_title_code"), [p.code for p in result.problems]) == (expected, [code])


@pytest.mark.parametrize("raw", ["v.07.01.03", "V. 07. 01. 03", "01A.003"])
def test_blanks_and_small_letters_are_no_damage(raw: str) -> None:
    assert normalise(raw, CODE).problems == ()


def test_staff_codes_keep_and_regain_their_zeros() -> None:
    assert normalise("00123", Evidence("staff_code")).values == {"staff_code": "00123"}
    assert normalise("12.0", Evidence("staff_code")).values == {"staff_code": "12"}
    result = normalise(123, Evidence("staff_code", width=5))
    assert result.values == {"staff_code": "00123"}
    assert [(p.raw, p.suggestion) for p in result.problems] == [("123", "00123")]


@given(st.one_of(st.text(max_size=40), st.floats(), st.integers()))
def test_identifiers_never_raise(raw: object) -> None:
    for name in (
        "national_id",
        "phone",
        "email",
        "staff_code",
        "professional_title_code",
        "professional_title",
    ):
        normalise(raw, Evidence(name))  # type: ignore[arg-type]
