"""The sample: same seed same bytes, gold that points at the right cells, layouts, overlaps, shares of real ones.

Fixture strategy: one small province (700 people) written once for the module; files are opened with libraries that
the writers do not use for reading.
"""

import ast
import csv
import hashlib
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlrd

import ingest.sample.files
from ingest.normalise.identifiers import id_birth_year, id_sex
from ingest.sample.catalogue import agencies, layouts, profiles, writings
from ingest.sample.command import sample_command
from ingest.sample.letters import to_tcvn3
from ingest.sample.people import AS_OF
from ingest.sample.province import make_province
from ingest.sample.write import write_province
from ingest.sample.writers_post import FIELDS, WRITERS
from talentdb.text import alias_key

PEOPLE = 700


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    sample_command(folder, PEOPLE, 7)
    return folder


@pytest.fixture(scope="module")
def gold(folder: Path) -> dict[str, Any]:
    document: dict[str, Any] = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    return document


Cells = dict[tuple[int, int], Any]


def _cells(path: Path) -> dict[str, Cells]:
    """Non-empty cells of each sheet by (row, column), 1-based."""
    if path.suffix == ".csv":
        rows = csv.reader(path.read_text(encoding="utf-8-sig").splitlines(), delimiter=";")
        grid = {(r, c): value for r, row in enumerate(rows, 1) for c, value in enumerate(row, 1) if value}
        return {"csv": grid}
    if path.read_bytes()[:2] == b"PK":
        with path.open("rb") as stream:
            book = openpyxl.load_workbook(stream)
            found = {
                sheet.title: {
                    (cell.row, cell.column): cell.value
                    for row in sheet.iter_rows()
                    for cell in row
                    if cell.value is not None
                }
                for sheet in book.worksheets
            }
            book.close()
        return found
    with xlrd.open_workbook(str(path)) as book:
        return {
            sheet.name: {
                (r + 1, c + 1): sheet.cell_value(r, c)
                for r in range(sheet.nrows)
                for c in range(sheet.ncols)
                if sheet.cell_type(r, c) not in {xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK}
            }
            for sheet in book.sheets()
        }


def _lists(gold: dict[str, Any]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    for file in gold["files"]:
        for sheet in file["sheets"]:
            if not sheet["ignored"]:
                yield file, sheet


def _column(letter: str) -> int:
    return openpyxl.utils.column_index_from_string(letter)


def _digest(folder: Path) -> dict[str, str]:
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in found}


def test_same_seed_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    sample_command(tmp_path / "again", PEOPLE, 7)
    assert _digest(tmp_path / "again") == _digest(folder)


def test_another_seed_gives_other_people() -> None:
    one, other = make_province(100, 1), make_province(100, 2)
    assert [person.values for person in one.persons.values()] != [person.values for person in other.persons.values()]


def test_every_row_with_something_in_it_is_in_the_gold(folder: Path, gold: dict[str, Any]) -> None:
    for file, sheet in _lists(gold):
        filled = {row for row, _ in _cells(folder / file["file"])[sheet["sheet"]]}
        people = [record["row"] for record in sheet["rows"] + sheet["refused"]]
        known = [*sheet["header_rows"], *people, *(skip["row"] for skip in sheet["skipped"])]
        assert len(known) == len(set(known)), file["file"]
        assert set(known) == filled, file["file"]


def test_gold_points_at_the_cells_of_the_person(folder: Path, gold: dict[str, Any]) -> None:
    for file, sheet in _lists(gold):
        cells = _cells(folder / file["file"])[sheet["sheet"]]
        for record in sheet["rows"]:
            values, source = record["values"], record["from"]
            shown = str(cells[record["row"], _column(source["full_name"])])
            given = values["full_name"].split()[-1]
            assert alias_key(given) in alias_key(shown) or to_tcvn3(given) in shown, (file["file"], record["row"])
            for name in ("national_id", "phone"):
                if name in values:
                    found = cells[record["row"], _column(source[name])]
                    digits = "".join(filter(str.isdigit, str(int(found) if isinstance(found, float) else found)))
                    assert digits.lstrip("0") == values[name].lstrip("0"), (file["file"], record["row"], name)


def test_columns_of_the_gold_carry_the_header_texts(folder: Path, gold: dict[str, Any]) -> None:
    for file, sheet in _lists(gold):
        cells = _cells(folder / file["file"])[sheet["sheet"]]
        for column in sheet["columns"]:
            texts = {cells.get((row, _column(column["column"]))) for row in sheet["header_rows"]}
            assert column["header"].split(" > ")[-1] in texts, (file["file"], column)


def test_planted_faults_have_no_value_in_the_gold(folder: Path, gold: dict[str, Any]) -> None:
    kinds = set()
    for file, sheet in _lists(gold):
        cells = _cells(folder / file["file"])[sheet["sheet"]]
        for record in sheet["rows"]:
            for error in record.get("errors", ()):
                kinds.add(error["kind"])
                letters = error["cell"].rstrip("0123456789")
                assert cells[record["row"], _column(letters)] == error["raw"]
                assert error["kind"].removeprefix("bad_") not in record["values"]
    assert {"bad_birth_date", "bad_national_id", "bad_ethnicity_code", "id_contradicts"} <= kinds


def test_rows_of_a_person_lead_back_to_the_person(gold: dict[str, Any]) -> None:
    there = {
        (file["file"], sheet["sheet"], record["row"]): record["person"]
        for file, sheet in _lists(gold)
        for record in sheet["rows"]
    }
    listed = {tuple(row): key for key, person in gold["persons"].items() for row in person["rows"]}
    assert listed == there


def test_agencies_and_layouts_are_many(gold: dict[str, Any]) -> None:
    lists = [file for file in gold["files"] if file["form"] == "people"]
    assert len({file["agency_code"] for file in lists}) >= 16
    assert len({file["layout"] for file in lists}) >= 10
    assert len({agency.kind for agency in agencies() if agency.layout}) >= 10
    shapes = {
        (tuple(c["header"] for c in sheet["columns"]), tuple(sheet["header_rows"])) for _, sheet in _lists(gold)
    }
    assert len(shapes) >= 10
    assert {sheet["header_rows"][0] for _, sheet in _lists(gold)} >= {1, 3, 4, 5, 6, 7, 8}
    assert {len(sheet["header_rows"]) for _, sheet in _lists(gold)} == {1, 2, 3}


def test_every_writer_and_profile_named_in_the_data_exists() -> None:
    for layout in layouts().values():
        assert {column.writer for column in layout.columns} <= set(WRITERS), layout.name
    assert {agency.profile for agency in agencies() if agency.share} <= set(profiles())
    assert {name for name in FIELDS if ":" not in name} <= set(WRITERS)
    assert {agency.layout for agency in agencies() if agency.layout} <= set(layouts())


def test_parents_stand_in_the_agency_list(folder: Path) -> None:
    entries = json.loads((folder / "agencies.json").read_text(encoding="utf-8"))
    codes = {entry["code"] for entry in entries}
    assert len(codes) == len(entries)
    assert {entry["parent"] for entry in entries if entry["parent"]} <= codes


def test_six_in_a_hundred_are_listed_by_two_agencies() -> None:
    province = make_province(3000, 1)
    agencies_of: dict[str, set[str]] = {}
    for listing in province.listings:
        agencies_of.setdefault(listing.person, set()).add(listing.agency)
    twice = sum(len(codes) > 1 for codes in agencies_of.values())
    assert len(province.persons) == len(agencies_of) == 3000
    assert 0.05 <= twice / len(province.persons) <= 0.07
    assert any(listing.repeats for listing in province.listings)


def test_a_row_repeated_in_a_file_is_the_same_row(tmp_path: Path) -> None:
    gold = write_province(make_province(1500, 1), tmp_path)
    found = 0
    for file, sheet in _lists(gold):
        if file["form"] == "people":
            rows: dict[str, dict[str, Any]] = {}
            for record in sheet["rows"]:
                found += record["person"] in rows
                assert rows.setdefault(record["person"], record["values"]) == record["values"]
    assert found > 0


def test_namesakes_have_ids_of_their_own() -> None:
    persons = make_province(3000, 1).persons.values()
    ids = [person.values["national_id"] for person in persons]
    assert len(set(ids)) == len(ids)
    keys = [(person.values["full_name"], person.values["birth_date"]) for person in persons]
    assert len(set(keys)) < len(keys)


def test_national_ids_agree_with_sex_and_birth() -> None:
    for person in make_province(500, 3).persons.values():
        values = person.values
        born = date.fromisoformat(values["birth_date"])
        century = (0 if born.year < 2000 else 2) + (values["sex"] == "female")
        assert values["national_id"][3] == str(century)
        assert values["national_id"][4:6] == f"{born.year % 100:02d}"
        assert len(values["national_id"]) == 12


def test_trained_share_of_young_people_is_as_in_real_life() -> None:
    counted = {"expertise", "management", "leadership", "state_management"}
    young = trained = 0
    for person in make_province(3000, 1).persons.values():
        if (AS_OF - date.fromisoformat(person.values["birth_date"])).days >= 45 * 365.25:
            continue
        young += 1
        trained += any(
            course.values["training_type"] in counted and course.values["training_status"] == "completed"
            for course in person.courses
        )
    assert 0.3 <= trained / young <= 0.6


def test_without_xlwt_the_old_workbook_is_written_as_xlsx(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ingest.sample.files, "find_spec", lambda _name: None)
    names = sample_command(tmp_path, 60, 1)["files"]
    old = [name for name in names if "khoai-chau" in name and "danh-sach" in name]
    assert old[0].endswith(".xlsx")
    assert (tmp_path / old[0]).read_bytes()[:2] == b"PK"


def test_the_sample_does_not_look_at_the_reader() -> None:
    for path in Path(ingest.sample.files.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            for name in names:
                assert not name.startswith("ingest") or name.startswith("ingest.sample"), path.name


def test_writings_of_a_list_do_not_mean_two_things() -> None:
    for name in ("qualification", "ethnicity_code", "political_theory", "state_management", "academic_title"):
        spellings = [text for texts in writings()[name].values() for text in texts]
        assert len(spellings) == len(set(spellings)), name


def test_every_id_says_the_birth_year_and_the_sex_of_its_person() -> None:
    for person in make_province(3000, 5).persons.values():
        values = person.values
        if number := values["national_id"]:
            assert (id_birth_year(number), id_sex(number)) == (int(values["birth_date"][:4]), values["sex"])
