"""Strategy: one person twice, with one slip; the two rows must share a key of a kind that is followed."""

from datetime import date

import pytest

from talentdb.people.blocking import KEY_CAPS, KeyKind, match_keys
from talentdb.people.keys import name_keys

ROW = {
    "name": "Nguyễn Thị Thu Hà", "birth": "1975-04-03", "precision": "day", "employer": 1, "id": b"1",
    "phone": "0900000001", "email": "a@x.example", "staff_code": "12", "commune_code": "1",
    "field_of_training": "Y học",
}  # fmt: skip
BARE = dict.fromkeys(("id", "phone", "email", "staff_code", "commune_code", "field_of_training"))
VALUES = ("phone", "email", "staff_code", "commune_code", "field_of_training")


def keys(**changed):
    row = ROW | changed
    return match_keys(
        {name: row[name] for name in VALUES}, name_key=name_keys(row["name"])[0], id_hash=row["id"],
        employer_id=row["employer"], birth_date=row["birth"], birth_precision=row["precision"],
    )  # fmt: skip


def kinds(found):
    return {KeyKind(key & 15) for key in found}


@pytest.mark.parametrize(
    ("changed", "kind"),
    [
        ({"name": "Phạm Văn Tú", "birth": None, "id": b"1"}, KeyKind.NATIONAL_ID),
        ({"name": "Phạm Văn Tú", "phone": "0900000001"}, KeyKind.PHONE),
        ({"name": "Phạm Văn Tú", "email": "A@x.example"}, KeyKind.EMAIL),
        ({"name": "Phạm Văn Tú", "staff_code": "12", "employer": 1}, KeyKind.STAFF_CODE),
        ({"name": "Nguyen Thi Thu Ha", "precision": "year"}, KeyKind.PARTS_YEAR),
        ({"name": "Hà Nguyễn Thị Thu", "precision": "year"}, KeyKind.PARTS_YEAR),
        ({"name": "Nguyễn Thu Hà", "precision": "year"}, KeyKind.SHORT_YEAR),
        ({"birth": "1976-04-03"}, KeyKind.NAME_DAY),
        ({"birth": "1976-03-04"}, KeyKind.NAME_DAY),
        ({"name": "Nguễn Thị Hà"}, KeyKind.BIRTH_GIVEN),
        ({"name": "Nguễn Thị Hà", "birth": "1975-03-04"}, KeyKind.BIRTH_GIVEN),
        ({"name": "Nguyễn Thị Thu Hạn"}, KeyKind.BIRTH_INITIALS),
        ({"name": "Nguyễn Thị Thu àH"}, KeyKind.BIRTH_REST),
        ({"name": "N. T. T. Hà"}, KeyKind.BIRTH_INITIALS),
        ({"name": "Nguyễn Hà", "birth": "1988-11-12", "employer": 1}, KeyKind.SHORT_EMPLOYER),
        ({"birth": None, "commune_code": "1"}, KeyKind.NAME_COMMUNE),
        ({"birth": None, "field_of_training": "y học"}, KeyKind.NAME_FIELD),
        ({"name": "Nguễn Thị Thu Hà", "precision": "year", "field_of_training": "y học"}, KeyKind.INITIALS_FIELD),
        ({"birth": None}, KeyKind.NAME),
    ],
)
def test_rows_of_one_person_meet_in_spite_of(changed, kind):
    shared = set(keys()) & set(keys(**(BARE | {"employer": 2} | changed)))
    assert kind in kinds(shared)
    assert KEY_CAPS[kind] > 1


def test_strangers_share_nothing():
    other = BARE | {"name": "Phạm Văn Tú", "birth": "1980-11-12", "employer": 2}
    assert not set(keys()) & set(keys(**other))


def test_a_lost_day_is_no_birthday():
    assert not kinds(keys(birth="1975-01-01")) & {KeyKind.BIRTH_GIVEN, KeyKind.BIRTH_INITIALS, KeyKind.NAME_DAY}
    assert not kinds(keys(precision="month")) & {KeyKind.BIRTH_GIVEN, KeyKind.BIRTH_INITIALS, KeyKind.NAME_DAY}


def test_keys_are_few_sorted_signed_64_bit_and_the_same_for_a_date_and_its_text():
    found = keys()
    assert len(found) <= len(KeyKind)
    assert list(found) == sorted(set(found))
    assert all(-(2**63) <= key < 2**63 for key in found)
    assert found == keys(birth=date(1975, 4, 3))


def test_a_row_without_a_name_has_no_keys():
    assert keys(name="") == ()


def test_every_kind_has_a_cap_and_fits_in_four_bits():
    assert set(KEY_CAPS) == set(KeyKind)
    assert max(KeyKind) < 16
