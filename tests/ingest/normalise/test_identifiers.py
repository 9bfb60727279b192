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
    ],
)
def test_national_ids(raw: object, expected: str, codes: list[str]) -> None:
    result = normalise(raw, ID)  # type: ignore[arg-type]
    assert result.values == {"national_id": expected}
    assert [p.code for p in result.problems] == codes


@pytest.mark.parametrize("raw", ["3.3075E+10", "0330750012", "12345", "000000000000", "không nhớ", "03307500123456"])
def test_a_wrong_id_is_an_error_without_a_value(raw: str) -> None:
    result = normalise(raw, ID)
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


def test_staff_codes_keep_and_regain_their_zeros() -> None:
    assert normalise("00123", Evidence("staff_code")).values == {"staff_code": "00123"}
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
