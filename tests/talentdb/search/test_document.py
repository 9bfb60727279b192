"""What a document holds, and what it never holds."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from talentdb.access.context import unit_of_work
from talentdb.access.principal import INDEXER
from talentdb.search import names
from talentdb.search.document import PersonRow, Vocabulary, build_document
from talentdb.search.settings import index_settings
from talentdb.search.source import read_rows, read_vocabulary
from talentdb.search.tokens import token

SECRETS = {
    "national_id": "033090001234", "ethnicity_code": "ZZ02", "phone": "0912345678", "email": "canary@example.org",
    "address": "canary address", "native_place": "canary native", "place_of_birth": "canary birth",
    "party_member": "canary party", "staff_code": "canary-staff", "annual_ratings": ["canary rating"],
}  # fmt: skip


def row(**values: Any) -> PersonRow:
    return PersonRow(7, "hash", "Nguyễn Thị Thử", values, date(1980, 5, 4), "12345", [1], "state", ["10201"], "1", [])


EMPTY = Vocabulary({}, {}, {}, {})


def test_nothing_sensitive_is_in_a_document() -> None:
    written = json.dumps(build_document(row(**SECRETS), EMPTY), ensure_ascii=False)
    assert "canary" not in written
    assert not any(str(secret) in written for secret in SECRETS.values())
    assert "1980-05" not in written
    assert "1980" in written


@pytest.mark.parametrize("typed", ["033090001234", "033 090 001 234", "0912.345.678", "033-090-001-234", "a.b@c.vn"])
@pytest.mark.parametrize("field", ["expertise", "position_title", "sub_unit", "field_of_training", "other_name"])
def test_numbers_and_addresses_typed_into_texts_are_taken_out(typed: str, field: str) -> None:
    text = f"Trưởng phòng {typed} Tin học"
    written = build_document(row(**{field: [text] if field == "expertise" else text}), EMPTY)
    assert typed not in json.dumps(written, ensure_ascii=False)
    assert "Tin học" in json.dumps(written, ensure_ascii=False)


def test_the_document_of_a_stored_person(people: Any, database: Any) -> None:
    people.add(1, "Trần Văn Thử", ("SO-KHCN", "SO-NV"), qualification="doctorate", academic_title="professor",
               research_fields=["10201"], languages=[{"language": "en"}], birth_date="1975-02-03",
               **{k: v for k, v in SECRETS.items() if k != "national_id" and k != "ethnicity_code"})  # fmt: skip
    with unit_of_work(database.engine, INDEXER) as connection:
        found = build_document(read_rows(connection, [1])[0], read_vocabulary(connection))
    assert found[names.PERSON_ID] == 1
    assert found[names.CONTENT_HASH] == people.state()[1]
    assert found[names.DEGREE_WORDS] == ["Tiến sĩ", "Giáo sư"]
    assert {"Khoa học máy tính", "CNTT", "Khoa học tự nhiên"} <= set(found[names.FIELD_WORDS])
    assert {"Sở Khoa học và Công nghệ", "SKHCN", "Sở Nội vụ"} <= set(found[names.AGENCY_WORDS])
    assert "Tiếng Anh" in found[names.OTHER_WORDS]
    assert set(found["agency_code"]) == {"SO-KHCN", "SO-NV"}
    assert (found[names.BIRTH_YEAR], found["languages"], found["field_group"]) == (1975, ["en"], "1")
    allowed = {
        *names.SEARCHABLE, *names.FILTERABLE, names.PERSON_ID, names.CONTENT_HASH, names.BIRTH_YEAR, names.CONCEPTS,
        names.MERIT,
    }  # fmt: skip
    assert found.keys() <= allowed
    assert "canary" not in json.dumps(found)


def test_settings_show_numbers_only_and_filter_by_nothing_sensitive() -> None:
    settings = index_settings()
    assert settings["displayedAttributes"] == [names.PERSON_ID, names.CONTENT_HASH]
    assert not {"ethnicity_code", "party_member", "birth_date"} & set(settings["filterableAttributes"])
    assert settings["pagination"]["maxTotalHits"] >= 1_000_000


def test_the_concepts_of_a_document_are_those_of_its_words_with_the_wider_ones() -> None:
    person = row(expertise=["nuôi tôm"], field_of_training="Thú y")
    found = build_document(replace(person, works=[{"title": "Xử lý nước thải làng nghề"}]), EMPTY)
    assert {"shrimp", "aquaculture", "fisheries", "agriculture", "veterinary", "wastewater", "ict"} <= set(
        found[names.CONCEPTS]
    )
    assert token("shrimp") in found[names.SKILL_CONCEPTS]
    assert token("shrimp") not in found[names.WORK_CONCEPTS]
    assert token("wastewater") in found[names.WORK_CONCEPTS]
    assert token("ict") in found[names.FIELD_CONCEPTS]


def test_names_that_differ_in_tones_alone_have_other_codes() -> None:
    codes = {
        tuple(build_document(replace(row(), full_name=name), EMPTY)[names.NAME_CODES])
        for name in ("Nguyễn Văn Đức", "Nguyễn Văn Dực", "Nguyên Vân Đúc", "Nguyen Van Duc")
    }
    assert len(codes) == 4
