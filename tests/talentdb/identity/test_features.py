"""Strategy: one level a case, two records that differ in the one thing the feature looks at."""

from dataclasses import replace
from datetime import date

import pytest

from talentdb.identity.features.birth import birth
from talentdb.identity.features.career import professional_title, recruitment
from talentdb.identity.features.contact import email, phone
from talentdb.identity.features.education import degree, field, graduation, institution
from talentdb.identity.features.identifiers import id_digits, national_id, staff_code
from talentdb.identity.features.name import compare_names
from talentdb.identity.features.person import ethnicity, sex
from talentdb.identity.features.place import commune, employer, native_place, same_list
from talentdb.identity.record import MatchRecord
from talentdb.people.keys import name_keys

A = MatchRecord(1, "people", 1, 1, date(2024, 6, 30), "nguyen van hung", "nguyễn văn hùng")
B = replace(A, record_id=2, as_of=date(2025, 6, 30))


def names(one, other):
    (key, toned), (other_key, other_toned) = name_keys(one), name_keys(other)
    found = compare_names(key, toned, other_key, other_toned)
    assert compare_names(other_key, other_toned, key, toned) == found
    return found


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("Nguyễn Văn Hùng", "NGUYỄN VĂN HÙNG", ("same", "same")),
        ("Hoà Thuý", "Hòa Thúy", ("same", "same")),
        ("Nguyen Van Hung", "Nguyen Van Hung", ("bare", "same")),
        ("Nguyễn Văn Hùng", "Nguyen Van Hung", ("unmarked", "unmarked")),
        ("Nguyễn Văn Hùng", "Nguyễn Vân Hùng", ("tone", "same")),
        ("Nguyễn Văn Hùng", "Nguyễn Văn Hưng", ("same", "tone")),
        ("Nguyễn Quang Dũng", "Nguyễn Quang Dung", ("same", "tone")),  # Dung is a name of its own
        ("Nguyễn Văn Hùng", "Nguễn Văn Hùng", ("typo", "same")),
        ("Nguyễn Văn Hùng", "NguyễnVăn Hùng", ("typo", "same")),
        ("Trần Văn Hùng", "Chần Văn Hùng", ("typo", "same")),
        ("Nguyễn Thị Hằng", "Nguyễn Thị Hạnh", ("same", "typo")),
        ("Nguyễn Thị Thu Hà", "Nguyễn Thu Hà", ("middle_missing", "same")),
        ("Nguyễn Hà", "Nguyễn Thu Hà", ("middle_missing", "same")),
        ("Nguyễn Thị Thu Hà", "Nguyễn Minh Hà", ("middle_differs", "same")),
        ("Nguyễn Văn Hùng", "Hùng Nguyễn Văn", ("swapped", "same")),
        ("Nguyễn Văn Hùng", "Hùng Văn Nguyễn", ("swapped", "same")),
        ("Nguyễn Văn Hùng", "N. V. Hùng", ("initials", "same")),
        ("Nguyễn Văn Hùng", "N.V.Hùng", ("initials", "same")),
        ("Nguyễn Văn Hùng", "Phạm Văn Hùng", ("family_differs", "same")),
        ("Nguyễn Văn Hùng", "Nguyễn Văn Tuấn", ("same", "differs")),
        ("Nguyễn Văn Hùng", "Phạm Thị Lan", ("differs", "differs")),
        ("Nguyễn Lan Anh", "Nguyễn Anh Lan", ("differs", "differs")),
        ("Lê Tú", "Lê Tí", ("same", "differs")),  # one letter of two is half the name
    ],
)
def test_names_relate_by_tone_and_by_part(one, other, level):
    assert names(one, other) == level


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        (("1975-04-03", "day"), ("1975-04-03", "day"), "day"),
        (("1975-04-03", "day"), ("1975-03-04", "day"), "swapped"),
        (("1975-04-03", "day"), ("1975-04-08", "day"), "one_digit"),
        (("1975-04-03", "day"), ("1957-04-03", "day"), "one_digit"),
        (("1975-04-03", "day"), ("1975-01-01", "year"), "year"),
        (("1975-04-03", "day"), ("1975-01-01", "day"), "year"),  # 1 January stands for a lost day
        (("1975-01-01", "day"), ("1975-01-01", "day"), "first_of_january"),
        (("1975-04-03", "day"), ("1975-04-01", "month"), "month"),
        (("1975-04-03", "day"), ("1975-05-01", "month"), "same_year"),
        (("1975-04-03", "day"), ("1975-11-26", "day"), "same_year"),
        (("1975-04-03", "day"), ("1976-01-01", "year"), "next_year"),
        (("1975-04-03", "day"), ("1979-01-01", "year"), "year_digit"),
        (("1975-04-03", "day"), ("1986-04-03", "day"), "same_day_other_year"),
        (("1975-04-03", "day"), ("1981-11-26", "day"), "different"),
        (("1975-04-03", "day"), ("2001-11-26", "day"), "generation"),
        (("1960-01-01", "year"), ("1990-01-01", "year"), "generation"),
    ],
)
def test_births_relate_by_what_is_known_of_them(one, other, level):
    a = replace(A, birth_date=date.fromisoformat(one[0]), birth_precision=one[1])
    b = replace(B, birth_date=date.fromisoformat(other[0]), birth_precision=other[1])
    assert birth(a, b) == birth(b, a) == level
    assert birth(a, B) is None


CITIZEN = {"id_hash": b"1", "id_kind": "citizen", "id_sex": "male", "id_birth_year": 1975}
OLD = {"id_hash": b"9", "id_kind": "old"}
BORN = {"birth_date": date(1975, 4, 3), "birth_precision": "day"}


@pytest.mark.parametrize(
    ("feature", "one", "other", "level"),
    [
        (national_id, CITIZEN, CITIZEN, "equal"),
        (national_id, CITIZEN, CITIZEN | {"id_hash": b"2"}, "different"),
        (national_id, CITIZEN, OLD, None),
        (national_id, CITIZEN, {}, None),
        (id_digits, CITIZEN, BORN | {"sex": "male"}, "agree"),
        (id_digits, CITIZEN, BORN | {"sex": "female"}, "differ"),
        (id_digits, CITIZEN, {"birth_date": date(1976, 1, 1)}, "differ"),
        (id_digits, CITIZEN | BORN, BORN, None),  # the dates themselves are compared
        (staff_code, {"staff_code": "12"}, {"staff_code": "12"}, "equal"),
        (staff_code, {"staff_code": "12"}, {"staff_code": "13"}, "different"),
        (staff_code, {"staff_code": "12"}, {"staff_code": "12", "employer_id": 2}, None),
        (sex, {"sex": "male"}, {"sex": "male"}, "equal"),
        (sex, {"sex": "female"}, CITIZEN, "different"),
        (sex, {"sex": "male"}, {}, None),
        (ethnicity, {"ethnicity_code": "01"}, {"ethnicity_code": "01"}, "same"),
        (ethnicity, {"ethnicity_code": "05"}, {"ethnicity_code": "05"}, "same_minority"),
        (ethnicity, {"ethnicity_code": "01"}, {"ethnicity_code": "05"}, "different"),
        (ethnicity, {"ethnicity_code": "01"}, {"ethnicity_code": "00"}, None),
        (phone, {"phone": "0900000001"}, {"phone": "0900000001"}, "equal"),
        (phone, {"phone": "0900000001"}, {"phone": "0900000002"}, "different"),
        (phone, {"phone": "0900000001"}, {}, None),
        (email, {"email": "A@x.example"}, {"email": "a@x.example"}, "equal"),
        (email, {"email": "a@x.example"}, {"email": "b@x.example"}, "different"),
        (employer, {}, {}, "same"),
        (employer, {}, {"employer_id": 2}, "different"),
        (same_list, {}, {"as_of": A.as_of}, "same"),
        (same_list, {}, {}, None),
        (same_list, {}, {"as_of": A.as_of, "form": "works"}, None),
        (commune, {"commune_code": "1"}, {"commune_code": "1"}, "same"),
        (commune, {"commune_code": "1"}, {"commune_code": "2"}, "different"),
        (native_place, {"native_place": "Xã An, Huyện Bình"}, {"native_place": "xã an - huyện bình"}, "same"),
        (native_place, {"native_place": "An, Bình, Cảnh"}, {"native_place": "xã An, huyện Bình"}, "partly"),
        (native_place, {"native_place": "An, Bình"}, {"native_place": "Dương, Em"}, "different"),
        (professional_title, {"professional_title_code": "V.07"}, {"professional_title_code": "V.07"}, "same"),
        (professional_title, {"professional_title_code": "V.07"}, {"professional_title_code": "V.08"}, "different"),
        (recruitment, {"recruitment_date": "2005-09-01"}, {"recruitment_date": "2005-09-01"}, "day"),
        (recruitment, {"recruitment_date": "2005-09-01"}, {"recruitment_date": "2005"}, "year"),
        (recruitment, {"recruitment_date": "2005"}, {"recruitment_date": "2005"}, "year"),
        (recruitment, {"recruitment_date": "2005-09-01"}, {"recruitment_date": "2005-10-01"}, "different"),
        (recruitment, {"recruitment_date": "2005-09-01"}, {"recruitment_date": "2010"}, "different"),
    ],
)
def test_levels(feature, one, other, level):
    a, b = replace(A, **one), replace(B, **other)
    assert feature(a, b) == feature(b, a) == level


MASTER = {"qualification": "master"}
DOCTOR = {"qualification": "doctorate"}


@pytest.mark.parametrize(
    ("feature", "earlier", "later", "level"),
    [
        (degree, MASTER, MASTER, "same"),
        (degree, MASTER, DOCTOR, "higher_later"),
        (degree, DOCTOR, MASTER, "lower_later"),
        (degree, DOCTOR, MASTER | {"as_of": A.as_of}, "different"),
        (degree, DOCTOR, {}, None),
        (degree, DOCTOR, {"qualification": "unheard of"}, None),
        (field, MASTER | {"field_of_training": "y tế"}, MASTER | {"field_of_training": "Y tế"}, "same"),
        (field, MASTER | {"field_of_training": "luật"}, MASTER | {"field_of_training": "luật kinh tế"}, "partly"),
        (field, MASTER | {"field_of_training": "luật"}, MASTER | {"field_of_training": "y học"}, "different"),
        # A new degree may be in another field: that speaks against nobody.
        (field, MASTER | {"field_of_training": "luật"}, DOCTOR | {"field_of_training": "y học"}, None),
        (institution, MASTER | {"training_institution": "ĐH A"}, MASTER | {"training_institution": "đh a"}, "same"),
        (
            institution,
            MASTER | {"training_institution": "ĐH A"},
            MASTER | {"training_institution": "HV B"},
            "different",
        ),
        (institution, MASTER | {"training_institution": "ĐH A"}, DOCTOR | {"training_institution": "HV B"}, None),
        (graduation, MASTER | {"graduation_year": 2001}, MASTER | {"graduation_year": 2001}, "same"),
        (graduation, MASTER | {"graduation_year": 2001}, MASTER | {"graduation_year": 2002}, "near"),
        (graduation, MASTER | {"graduation_year": 2001}, MASTER | {"graduation_year": 2009}, "different"),
        (graduation, MASTER | {"graduation_year": 2001}, DOCTOR | {"graduation_year": 2009}, None),
    ],
)
def test_degrees_rise_over_the_years(feature, earlier, later, level):
    a, b = replace(A, **earlier), replace(B, **later)
    assert feature(a, b) == feature(b, a) == level
