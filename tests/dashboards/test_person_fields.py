"""What nobody touched in the form stays as it is stored; what was typed is told apart from it."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from dashboards import labels, person_labels
from dashboards.person_fields import NONE_CODE, SECTIONS, as_text, kind_of, typed_values
from talentdb.fields import PEOPLE_FIELDS, TRAINING_FIELDS

SKILL = {
    "language": "en",
    "framework": "IELTS",
    "level": None,
    "score": 6.5,
    "issuer": "Hội đồng Anh",
    "valid_to": None,
}
STORED: dict[str, Any] = {
    "full_name": "Nguyễn Thị Thử", "birth_date": "1980-01-01", "birth_date_precision": "year", "sex": "female",
    "party_member": False, "research_fields": ["101"], "expertise": ["học máy", "xử lý ảnh"], "languages": [SKILL],
    "annual_ratings": [{"year": 2020, "rating": "good"}], "recruitment_date": "2005-09-01", "graduation_year": 2003,
}  # fmt: skip
NAMES = [name for names in SECTIONS.values() for name in names]


def shown(values: dict[str, Any]) -> dict[str, Any]:
    """The inputs of an untouched form."""
    return {name: as_text(name, values) for name in NAMES}


@given(st.lists(st.sampled_from(sorted(STORED)), unique=True))
def test_an_untouched_form_changes_nothing(kept: list[str]) -> None:
    values = {name: STORED[name] for name in kept}
    assert typed_values(values, shown(values)) == {}


def test_days_are_shown_as_far_as_they_are_known() -> None:
    assert as_text("birth_date", STORED) == "1980"
    assert as_text("birth_date", {**STORED, "birth_date_precision": "month"}) == "01/1980"
    assert as_text("recruitment_date", STORED) == "01/09/2005"


def test_only_what_was_touched_is_typed() -> None:
    inputs = {**shown(STORED), "full_name": " Nguyễn Thị Mới ", "party_member": "", "phone": "0912345678"}
    assert typed_values(STORED, inputs) == {
        "full_name": " Nguyễn Thị Mới ", "party_member": None, "phone": "0912345678",
    }  # fmt: skip


def test_a_language_that_stands_keeps_its_issuer_beside_a_new_one() -> None:
    inputs = {**shown(STORED), "languages": [["en", "IELTS 6.5"], ["fr", "B1"]]}
    assert typed_values(STORED, inputs)["languages"] == [SKILL, {"language": "fr", "text": "B1"}]


def test_ratings_are_entries_by_year() -> None:
    inputs = {**shown(STORED), "annual_ratings": {2020: "good", 2024: "excellent"}}
    assert typed_values(STORED, inputs)["annual_ratings"] == [
        {"year": 2020, "rating": "good"}, {"year": 2024, "rating": "excellent"},
    ]  # fmt: skip


def test_every_field_has_words_and_a_section_and_is_known() -> None:
    assert set(SECTIONS) == set(person_labels.SECTIONS)
    assert len(NAMES) == len(set(NAMES))
    assert set(NAMES) <= {*PEOPLE_FIELDS, *TRAINING_FIELDS}
    assert set(NAMES) <= set(labels.FIELD)
    assert kind_of("languages") == "languages"


def test_a_post_stated_as_none_is_picked_like_a_code() -> None:
    assert as_text("sti_posts", {"sti_posts": []}) == [NONE_CODE]
    assert typed_values({"sti_posts": []}, {"sti_posts": [NONE_CODE]}) == {}
    assert typed_values({}, {"sti_posts": [NONE_CODE]}) == {"sti_posts": []}
    assert typed_values({"sti_posts": []}, {"sti_posts": []}) == {"sti_posts": None}
    assert typed_values({"sti_posts": ["research"]}, {"sti_posts": []}) == {"sti_posts": None}
    assert typed_values({"sti_posts": []}, {"sti_posts": ["research", NONE_CODE]}) == {"sti_posts": ["research"]}
    assert as_text("talent_groups", {"talent_groups": []}) == []
