"""The shipped code lists: complete, sound, and found by what people write."""

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentdb.codes import Code, code_list, list_names
from talentdb.errors import NotFoundError
from talentdb.fields import CODED
from talentdb.text import fold

ALLOWED = {
    "sex": "male female",
    "employment_category": "party_official civil_servant public_employee contract enterprise freelance retired",
    "position_level": "leader manager staff",
    "qualification": "elementary intermediate college university specialist_1 resident_physician master specialist_2 "
    "doctorate doctor_of_science",
    "academic_title": "associate_professor professor",
    "training_mode": "full_time part_time in_service distance",
    "political_theory": "elementary intermediate advanced bachelor",
    "state_management": "officer specialist principal senior",
    "language_framework": "CEFR KNLNN ABC IELTS TOEIC TOEFL VSTEP HSK JLPT TOPIK degree",
    "it_level": "basic advanced",
    "sti_post": "employment research teaching leadership",
    "recruitment_form": "selection reception special exam",
    "rating": "excellent good completed limited not_completed",
    "graduation_grade": "excellent very_good good average",
    "status": "working retired moved left deceased",
    "training_type": "expertise management leadership political_theory state_management title_standard job_position "
    "language it digital_skills defence other",
    "training_status": "planned ongoing completed",
}
EVERY_CODE = [code for name in list_names() for code in code_list(name).codes]


@pytest.mark.parametrize("name", sorted(ALLOWED))
def test_values_are_those_of_the_contract(name: str) -> None:
    assert {code.code for code in code_list(name).codes} == set(ALLOWED[name].split())


def test_each_coded_field_has_its_list() -> None:
    assert set(CODED.values()) <= set(list_names())


@pytest.mark.parametrize("name", list_names())
def test_codes_unique_labels_sources_and_parents(name: str) -> None:
    codes = code_list(name).codes
    known = {code.code for code in codes}
    assert codes
    assert len(known) == len(codes)
    assert all(code.label and code.source and any(c.isdigit() for c in code.source) for code in codes)
    assert all(code.parent in known for code in codes if code.parent)
    assert all(code.parent != code.code for code in codes)
    assert all(unicodedata.is_normalized("NFC", "".join(code.spellings)) for code in codes)


def test_sizes_of_the_official_lists() -> None:
    ethnic = [code.code for code in code_list("ethnic_group").codes]
    assert ethnic == sorted({f"{n:02d}" for n in range(57)})
    fields = code_list("research_field").codes
    assert [sum(code.rank == level for code in fields) for level in (1, 2, 3)] == [6, 46, 322]
    assert {code.scheme for code in fields} == {"QĐ 12/2008"}
    assert sum(code.scheme == "CDNN" for code in code_list("professional_title").codes) == 182


def test_qualifications_are_ranked_as_the_contract_orders_them() -> None:
    codes = sorted(code_list("qualification").codes, key=lambda code: code.rank or 0)
    assert [code.code for code in codes] == ALLOWED["qualification"].split()


def test_superseded_titles_name_their_successor() -> None:
    titles = code_list("professional_title")
    for old, new in {"15.111": "V.07.01.03", "16.118": "V.08.01.03", "V.07.04.11": "V.07.04.31"}.items():
        code = titles.get(old)
        assert code is not None
        assert code.parent == new


def codes_of(name: str, text: str) -> list[str]:
    return [code.code for code in code_list(name).find(text)]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("ethnic_group", "Thổ", ["24"]),  # also an alias of Tày: the official name wins
        ("ethnic_group", "Mán", ["09", "18"]),
        ("ethnic_group", "H’Mông", ["08"]),
        ("ethnic_group", "Khơme", ["05"]),
        ("ethnic_group", "Ê  Đê", ["12"]),
        ("ethnic_group", "tay", ["02"]),
        ("ethnic_group", "Kinh Bắc", []),
        ("qualification", "Th.S", ["master"]),
        ("qualification", "Thạc sỹ", ["master"]),
        ("qualification", "Ths. ", ["master"]),
        ("qualification", "BSCK II", ["specialist_2"]),
        ("qualification", "Bác sỹ CK I", ["specialist_1"]),
        ("qualification", "CÐ", ["college"]),
        ("qualification", "CN CĐPS", ["college"]),
        ("qualification", "Tiế sĩ", ["doctorate"]),
        ("qualification", "TS.KH", ["doctor_of_science"]),
        ("qualification", "NCS", []),
        ("academic_title", "PGS.TS", ["associate_professor"]),
        ("political_theory", "CC LLCT", ["advanced"]),
        ("state_management", "CVC", ["principal"]),
        ("professional_title", "Giáo viên THPT", ["V.07.05.13", "V.07.05.14", "V.07.05.15"]),
        ("professional_title", "Giáo viên THPT hạng II", ["V.07.05.14"]),
        ("professional_title", "Giảng viên", ["V.07.01.03"]),
        ("professional_title", "V07.01.03", ["V.07.01.03"]),
        ("language", "Anh văn", ["en"]),
        ("country", "CHLB Đức", ["DE"]),
        ("rating", "HTXSNV", ["excellent"]),
        ("sex", "", []),
        ("sex", "...", []),
    ],
)
def test_spellings_met_in_files(name: str, text: str, expected: list[str]) -> None:
    assert codes_of(name, text) == expected


def test_an_unknown_list_is_refused() -> None:
    with pytest.raises(NotFoundError, match="khong_co"):
        code_list("khong_co")


def test_the_data_files_are_no_code_lists() -> None:
    assert not {"agencies", "communes", "commune_predecessors", "abbreviations"} & set(list_names())


STYLES: dict[str, Callable[[str], str]] = {
    "as is": lambda text: text,
    "upper": str.upper,
    "lower": str.lower,
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "blanks": lambda text: f"  {text.replace(' ', '  ')}\u00a0",
    "old tone placing": lambda text: (
        text.replace("òa", "oà").replace("óa", "oá").replace("ùy", "uỳ").replace("ủy", "uỷ")
    ),
    "sỹ": lambda text: text.replace("sĩ", "sỹ"),
}


@given(code=st.sampled_from(EVERY_CODE), style=st.sampled_from(sorted(STYLES)))
def test_each_label_finds_its_code_however_it_is_typed(code: Code, style: str) -> None:
    found = code_list(code.list).find(STYLES[style](code.label))
    assert code in found
    assert {c.label.lower() for c in found} == {code.label.lower()}


@given(code=st.sampled_from(EVERY_CODE))
def test_each_label_without_tones_still_offers_its_code(code: Code) -> None:
    def key(text: str) -> str:
        # i and y are one letter to the lists (sĩ, sỹ): "Bi" is as well the code BY.
        return text.lower().replace("y", "i")

    found = code_list(code.list).find(fold(code.label))
    assert code in found or any(key(fold(code.label)) in {key(c.code), *(key(s) for s in c.spellings)} for c in found)


@given(code=st.sampled_from(EVERY_CODE), data=st.data())
def test_an_alias_finds_its_code_unless_it_is_anothers_name(code: Code, data: st.DataObject) -> None:
    spelling = data.draw(st.sampled_from(code.spellings))
    found = code_list(code.list).find(spelling)
    assert code in found or any(c.label == spelling for c in found)
