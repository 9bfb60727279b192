"""One person typed on a page goes through the normalisers of a cell and the checks of a row."""

import pytest

from ingest.typed import typed_person


def test_typed_values_are_normalised() -> None:
    found = typed_person(
        {"full_name": "NGUYễN THị THUỶ", "birth_date": "17/5/1980", "phone": "912 000 111", "sex": "female",
         "national_id": "033180001234", "qualification": "master"}
    )  # fmt: skip
    assert [problem for problem in found.problems if problem.severity == "error"] == []
    assert found.changes["full_name"] == "Nguyễn Thị Thủy"
    assert found.changes["birth_date"] == "1980-05-17"
    assert found.changes["birth_date_precision"] == "day"
    assert found.changes["phone"] == "0912000111"
    assert found.changes["qualification"] == "master"


@pytest.mark.parametrize(
    ("name", "value"),
    [("national_id", "12"), ("birth_date", "31/02/1980"), ("full_name", "12345"), ("email", "không phải thư")],
)
def test_a_wrong_value_is_told_at_its_field(name: str, value: str) -> None:
    found = typed_person({"full_name": "Trần Văn Thử", name: value})
    assert name in {problem.field for problem in found.problems}


def test_only_the_year_may_be_known() -> None:
    found = typed_person({"full_name": "Trần Văn Thử", "birth_date": "1980"})
    assert (found.changes["birth_date"], found.changes["birth_date_precision"]) == ("1980-01-01", "year")


def test_a_day_on_a_page_is_day_month_year() -> None:
    found = typed_person({"birth_date": "03/04/1980"})
    assert found.changes["birth_date"] == "1980-04-03"
    assert found.problems == ()


def test_typed_values_are_checked_together_with_those_that_stand() -> None:
    found = typed_person({"sex": "male"}, {"full_name": "Lê Thị Thử", "national_id": "033180001234"})
    codes = {problem.code for problem in found.problems}
    assert {"national_id.against_sex", "sex.against_name"} <= codes


def test_what_belonged_to_the_old_value_goes_with_it() -> None:
    known = {
        "full_name": "Lê Thử",
        "given_name": "Thử",
        "position_title": "Trưởng phòng",
        "position_level": "manager",
    }
    found = typed_person({"full_name": "Lê Mới", "position_title": "Chuyên viên", "phone": ""}, known)
    assert found.changes["given_name"] is None
    assert found.changes["position_level"] == "staff"
    assert found.changes["phone"] is None


def test_languages_are_rows_of_a_language_and_a_certificate() -> None:
    stands = {"language": "ru", "framework": None, "level": None, "score": None, "issuer": None, "valid_to": None}
    found = typed_person(
        {"languages": [{"language": "en", "text": "IELTS 6.5"}, {"language": "fr", "text": ""}, stands]}
    )
    skills = found.changes["languages"]
    assert [(skill["language"], skill["framework"], skill["score"]) for skill in skills] == [
        ("en", "IELTS", 6.5), ("fr", None, None), ("ru", None, None),
    ]  # fmt: skip


def test_a_title_in_the_name_tells_the_degree_unless_it_is_known() -> None:
    assert typed_person({"full_name": "TS. Trần Văn Thử"}).changes["qualification"] == "doctorate"
    kept = typed_person({"full_name": "TS. Trần Văn Thử"}, {"qualification": "master"})
    assert "qualification" not in kept.changes


def test_a_post_typed_as_none_is_a_value_and_an_emptied_one_is_taken_away() -> None:
    known = {"full_name": "Trần Văn Thử", "sti_posts": ["research"]}
    assert typed_person({"sti_posts": []}, known).changes == {"sti_posts": []}
    assert typed_person({"sti_posts": None}, known).changes == {"sti_posts": None}
    assert typed_person({"talent_groups": []}, known).changes == {"talent_groups": None}
    assert typed_person({"phone": "0912000111"}, {**known, "sti_posts": []}).changes == {"phone": "0912000111"}
