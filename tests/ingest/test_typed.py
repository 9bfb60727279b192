"""One person typed on a page goes through the normalisers of a cell."""

from datetime import date

from ingest.typed import typed_person


def test_typed_values_are_normalised() -> None:
    found = typed_person(
        {"full_name": "NGUYễN THị THUỶ", "birth_date": date(1980, 5, 17), "phone": "912 000 111", "sex": "female",
         "national_id": "033180001234", "qualification": "master"}
    )  # fmt: skip
    assert found.problems == ()
    assert found.values["full_name"] == "Nguyễn Thị Thủy"
    assert found.values["birth_date"] == "1980-05-17"
    assert found.values["birth_date_precision"] == "day"
    assert found.values["phone"] == "0912000111"
    assert found.values["qualification"] == "master"


def test_without_a_name_nothing_is_taken() -> None:
    assert typed_person({"sex": "female"}).problems


def test_a_wrong_id_is_told() -> None:
    assert typed_person({"full_name": "Trần Văn Thử", "national_id": "12"}).problems
