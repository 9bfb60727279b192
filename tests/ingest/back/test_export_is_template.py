"""An export is a template: rows of the registry written into it and read again are the same values."""

import datetime as dt
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from ingest import labels
from ingest.back.template_key import ROW_KEY
from ingest.back.templates import HEADER_ROW, write_filled_template
from ingest.forms import load_form
from ingest.pipeline import read
from talentdb.codes import code_list
from talentdb.codes.communes import communes
from talentdb.fields import CODED
from talentdb.people.files import write_people

# What reading adds beside what is written: a level out of a title, a code out of a name.
DERIVED = {"birth_date_precision", "agency_code", "position_level", "sti_posts", "sti_posts_evidence", "degree_title",
           "professional_title_code", "talent_groups_evidence"}  # fmt: skip


def codes(name: str) -> st.SearchStrategy[str]:
    return st.sampled_from([code.code for code in code_list(name).codes if code.valid_to is None])


def texts(*choices: str) -> st.SearchStrategy[str]:
    return st.sampled_from(choices)


def lists(values: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Any]]:
    return st.lists(values, min_size=1, max_size=3, unique=True)


LANGUAGES: list[dict[str, Any]] = [
    {"language": language, "framework": framework, "level": level, "score": score, "issuer": None, "valid_to": None}
    for language, framework, level, score in (
        ("en", "CEFR", "B1", None),
        ("en", "CEFR", "C1", None),
        ("fr", "CEFR", "A2", None),
        ("en", "KNLNN", "3", None),
        ("en", "ABC", "B", None),
        ("ru", "ABC", "C", None),
        ("en", "IELTS", None, 6.5),
        ("en", "TOEIC", None, 750),
        ("zh", "HSK", "4", None),
        ("ja", "JLPT", "N3", None),
        ("zh", None, None, None),
    )
]

SIMPLE = ("position_level", "employment_category", "qualification", "academic_title", "training_mode", "sex",
          "political_theory", "state_management", "status", "recruitment_form", "graduation_grade",
          "training_country", "training_type", "training_status", "professional_title_code")  # fmt: skip
PEOPLE: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {"full_name": texts("Nguyễn Văn Mẫu", "Trần Thị Thử", "Lê Thị Hòa", "Phạm Quý Ví", "Đỗ Thủy Dụ")},
    optional={
        **{name: codes(CODED[name]) for name in SIMPLE},
        "staff_code": texts("HY01234", "00123", "A-7"),
        "other_name": texts("Ba Thử"),
        "birth": st.tuples(st.dates(dt.date(1950, 1, 1), dt.date(2000, 12, 31)), texts("day", "month", "year")),
        "ethnicity_code": st.sampled_from([f"{n:02d}" for n in range(1, 55)]),
        "phone": texts("0912345678", "0221386123"),
        "email": texts("a.b@donvi.vn"),
        "commune_code": st.sampled_from(sorted(communes())),
        "place_of_birth": texts("Hưng Yên", "Thái Bình"),
        "native_place": texts("Hà Nội"),
        "agency_name": texts("Sở Tài chính", "Công ty TNHH Ví Dụ"),
        "sub_unit": texts("Phòng Tổng hợp"),
        "position_title": texts("Trưởng phòng", "Giảng viên", "Phó Giám đốc"),
        "professional_title": texts("Giảng viên (hạng III)"),
        "doctoral_student": st.booleans(),
        "field_of_training": texts("Toán học", "Công nghệ sinh học"),
        "training_institution": texts("Trường Đại học Ví Dụ"),
        "graduation_year": st.integers(1975, 2024),
        "research_fields": lists(codes("research_field")),
        "expertise": lists(texts("học máy", "xử lý ảnh", "giống lúa")),
        # the registry keeps a language without a level only where nothing better is known of it
        "languages": lists(st.integers(0, len(LANGUAGES) - 1))
        .map(lambda found: [LANGUAGES[i] for i in found])
        .filter(lambda found: len(found) == 1 or all(one["framework"] for one in found)),
        "it_level": texts("basic", "advanced"),
        "party_member": st.booleans(),
        # a post stated as none is a value of its own
        "sti_posts": st.lists(codes("sti_post"), max_size=3, unique=True),
        "recruitment_date": st.dates(dt.date(1990, 1, 1), dt.date(2024, 12, 31)).map(str),
        "annual_ratings": st.dictionaries(st.integers(2018, 2025), codes("rating"), min_size=1, max_size=3).map(
            lambda found: [{"year": year, "rating": rating} for year, rating in found.items()]
        ),
        "student": st.booleans(),
        "job_position": texts("Chuyên viên tổng hợp"),
        "associations": lists(texts("Hội Tin học", "Hội Toán học")),
        "talent_groups": lists(codes("talent_group")),
        "training_name": texts("Bồi dưỡng chuyển đổi số"),
        "certificate_no": texts("123/CC"),
    },
)


def settled(person: dict[str, Any]) -> dict[str, Any]:
    """The birth date as two fields, cut to its precision; a professor has a doctorate, as the reader knows."""
    values = dict(person)
    if "academic_title" in values:
        values["qualification"] = "doctorate"
    if birth := values.pop("birth", None):
        day, precision = birth
        day = day.replace(day=1) if precision != "day" else day
        day = day.replace(month=1) if precision == "year" else day
        values |= {"birth_date": day.isoformat(), "birth_date_precision": precision}
    return values


def read_again(rows: list[dict[str, Any]], form: str = "people") -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "xuat.xlsx"
        assert write_filled_template(form, rows, path, agency="Sở Tài chính") == len(rows)
        sheet = next(s for s in read(path)["sheets"] if s["sheet"] == labels.LIST_SHEET)
    (table,) = sheet["tables"]
    return [r["values"] for r in table["records"]], [*sheet["problems"], *table["problems"]]


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(PEOPLE, min_size=1, max_size=4))
def test_an_export_read_again_changes_nothing(people: list[dict[str, Any]]) -> None:
    rows = [settled(person) for person in people]
    found, problems = read_again(rows)
    assert len(found) == len(rows)
    for row, values in zip(rows, found, strict=True):
        assert {name: values.get(name) for name in row} == row
        assert set(values) - set(row) <= DERIVED
    about_cells = [p for p in problems if p["code"].partition(".")[0] not in {"person", "row", "check", "duplicate"}]
    assert [p for p in about_cells if p["severity"] == "error"] == []


@pytest.mark.parametrize("name", [n for n in CODED if n in load_form("people").fields])
def test_every_code_reads_back(name: str) -> None:
    wanted = [c.code for c in code_list(CODED[name]).codes if c.valid_to is None and c.code not in {"00", "55", "56"}]
    several = name in {"research_fields", "sti_posts", "talent_groups"}
    rows = [{"full_name": "Nguyễn Văn Mẫu", name: [code] if several else code} for code in wanted]
    found, _ = read_again(rows)
    assert [values.get(name) for values in found] == [row[name] for row in rows]


def test_a_masked_identity_number_is_left_blank() -> None:
    found, _ = read_again([{"full_name": "Nguyễn Văn Mẫu", "national_id": "033•••••1234"}])
    assert "national_id" not in found[0]


def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write_filled_template("people", [{"full_name": "Nguyễn Văn Mẫu", "sub_unit": '=HYPERLINK("x")'}], path)
    book = load_workbook(path)
    cells = [cell for row in book[labels.LIST_SHEET].iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    book.close()


def test_columns_are_known_by_their_key_whatever_they_are_called(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write_filled_template("people", [{"full_name": "Nguyễn Văn Mẫu", "phone": "0912345678", "person_id": 77}], path)
    book = load_workbook(path)
    sheet = book[labels.LIST_SHEET]
    keys = {cell.value: cell.column or 0 for cell in sheet[HEADER_ROW - 1]}
    assert sheet.row_dimensions[HEADER_ROW - 1].hidden
    assert sheet.cell(HEADER_ROW + 1, keys[ROW_KEY]).value == "77"
    sheet.cell(HEADER_ROW, keys["phone"]).value = "Máy lẻ"
    book.save(path)
    book.close()
    table = next(t for s in read(path)["sheets"] for t in s["tables"])
    assert table["records"][0]["values"]["phone"] == "0912345678"


def test_the_export_of_the_command_keeps_its_columns(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    row = {
        "person_id": 7, "full_name": "Nguyễn Thị Mẫu", "sex": "female", "birth_date": "1980-05-03",
        "agency_name": "Sở Tài chính", "sub_unit": "Phòng Tổng hợp", "position_title": "Trưởng phòng",
        "other_name": "Thử", "graduation_year": 2005, "qualification": "master", "status": "working",
    }  # fmt: skip
    write_people([row], "xlsx", path)
    table = next(t for s in read(path)["sheets"] for t in s["tables"])
    assert {c["header"]: c["field"] for c in table["columns"] if c["field"] not in (None, c["header"])} == {}
    values = table["records"][0]["values"]
    assert {name: values.get(name) for name in row if name != "person_id"} == {
        name: value for name, value in row.items() if name != "person_id"
    }


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(PEOPLE, min_size=1, max_size=4))
def test_the_export_of_the_command_read_again_changes_nothing(people: list[dict[str, Any]]) -> None:
    dropped = {"training_name", "certificate_no", "training_type", "training_status"}  # of the nested trainings
    rows = [{k: v for k, v in settled(person).items() if k not in dropped} for person in people]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "xuat.xlsx"
        numbered = [{"person_id": n, "national_id": "033•••••1234", **row} for n, row in enumerate(rows, 1)]
        assert write_people(numbered, "xlsx", path) == len(rows)
        (sheet,) = read(path)["sheets"]
    (table,) = sheet["tables"]
    found = [r["values"] for r in table["records"]]
    assert len(found) == len(rows)
    for row, values in zip(rows, found, strict=True):
        assert {name: values.get(name) for name in row} == row
        assert set(values) - set(row) <= DERIVED
    assert [p for p in table["problems"] if p["severity"] == "error"] == []


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_a_post_stated_as_none_reads_back_and_an_unknown_one_stays_unknown(tmp_path: Path, kind: str) -> None:
    people = [{"full_name": "Nguyễn Văn Mẫu", "sti_posts": []}, {"full_name": "Trần Thị Thử", "phone": "0912345678"}]
    found, _ = read_again(people)
    assert [values.get("sti_posts") for values in found] == [[], None]
    path = tmp_path / f"a.{kind}"
    write_people(people, kind, path, columns=("full_name", "phone", "sti_posts"))
    (table,) = next(s for s in read(path)["sheets"] if s["tables"])["tables"]
    assert [record["values"].get("sti_posts") for record in table["records"]] == [[], None]
