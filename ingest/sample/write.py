"""Writes a province: one workbook a list, gold.json with what a perfect reader gives, agencies.json for the import.

The shape of gold.json: {"seed", "as_of", "persons": {key: {"values", "courses", "rows": [[file, sheet, row]]}},
"files": [{"file", "agency_code", "agency_name", "form", "layout", "as_of", "sheets": [{"sheet", "ignored",
"header_rows", "first_row", "last_row", "context", "columns": [{"column", "header", "fields"}],
"rows": [{"row", "person", "values", "from", "also", "may", "listed", "errors"}], "refused", "skipped"}]}]}.
`values` is what the row's cells say, `from` the column of each value, `also` further right readings, `may` what
follows from a group label, `listed` where the agency's knowledge differs from the person's true values, `errors` the
planted faults by cell; `refused` are rows of people without a name.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any

from ingest.sample.catalogue import layouts, writings
from ingest.sample.files import write_workbook
from ingest.sample.model import CellValue, Layout, Listing, Province, SampleAgency
from ingest.sample.people import make_person
from ingest.sample.sheets import Entry, SheetDraft, lay_out, plain_sheet
from ingest.sample.writers_person import Row

__all__ = ["agency_entries", "write_province"]

_CATEGORY_LABELS = {"civil_servant": "Công chức", "contract": "Người hoạt động không chuyên trách"}


def agency_entries(province: Province) -> list[dict[str, Any]]:
    """The agencies in the shape that `talentdb agencies import` takes, marked fictional where invented."""
    return [
        {
            "code": agency.code,
            "name": agency.name,
            "aliases": list(agency.aliases),
            "kind": agency.kind,
            "parent": agency.parent,
            "commune_code": agency.commune_code,
            "fictional": agency.invented,
        }
        for agency in province.agencies
    ]


def _entry(province: Province, listing: Listing, layout: Layout, extra: dict[str, Any] | None = None) -> Entry:
    person = province.persons[listing.person]
    values = {**person.values, **listing.known, **(extra or {})}
    hints = {**person.hints, "position": person.values["position_title"]}
    group = ""
    if layout.group == "unit":
        group = str(values["sub_unit"])
    elif layout.group == "category":
        group = _CATEGORY_LABELS.get(values["employment_category"], "Công chức")
    return Entry(listing.person, Row(values, hints, 0), group)


def lookup_rows() -> list[list[CellValue]]:
    """Three lists side by side, as agencies keep them for their dropdowns."""
    lists = [
        ["DANHMUC_TRINHDO", *(entry[0] for entry in writings()["qualification"].values())],
        ["DANHMUC_DANTOC", *(entry[0] for entry in writings()["ethnicity_code"].values())],
        ["DANHMUC_GIOITINH", "Nam", "Nữ"],
    ]
    height = max(len(entry) for entry in lists)
    return [[entry[row] if row < len(entry) else None for entry in lists] for row in range(height)]


def _example_rows(layout: Layout) -> list[list[CellValue]]:
    """The header of the list with three people who do not exist, as guides show it."""
    header: list[CellValue] = [column.header[-1] for column in layout.columns]
    people = ("Nguyễn Văn Ví Dụ", "Trần Thị Mẫu", "Lê Văn Thí Dụ")
    rows: list[list[CellValue]] = [["VÍ DỤ CÁCH GHI (không nhập số liệu vào trang này)"], [], header]
    rows += [[number, name, None, "01/01/1980", "Nam", "Kinh"] for number, name in enumerate(people, 1)]
    return rows


def _names_of(province: Province) -> dict[str, str]:
    return {agency.code: agency.name for agency in province.agencies}


def _signers(rng: Random) -> tuple[str, str]:
    """Two names under the list that must not become people."""
    made = [make_person(rng, 1, "", "department").values["full_name"] for _ in range(2)]
    return made[0], made[1]


def _sheets(
    province: Province, agency: SampleAgency, layout: Layout, pairs: Sequence[tuple[Listing, Entry]], rng: Random
) -> list[SheetDraft]:
    if layout.sheets == "unit":
        names = _names_of(province)
        units = sorted({listing.unit or agency.code for listing, _ in pairs})
        drafts = []
        for unit in units:
            entries = [entry for listing, entry in pairs if (listing.unit or agency.code) == unit]
            short = names[unit].replace("Trường ", "").replace("Tiểu học", "TH")
            drafts.append(lay_out(layout, short[:31], names[unit], province.as_of, entries, _signers(rng), rng))
            drafts[-1].gold["agency_code"] = unit
    else:
        name = "csv" if layout.file == "csv" else "Sheet1" if layout.title == "none" else "DS"
        entries = [entry for _, entry in pairs]
        drafts = [lay_out(layout, name, agency.name, province.as_of, entries, _signers(rng), rng)]
    if "example" in layout.extra:
        drafts.insert(0, plain_sheet("Ví dụ", _example_rows(layout)))
    if "lookup" in layout.extra:
        drafts.append(plain_sheet("DANHMUC", lookup_rows()))
    return drafts


def _mark_overrides(province: Province, drafts: Sequence[SheetDraft], entries: Sequence[Entry]) -> None:
    """Note in the gold where the agency's knowledge is not the person's true value."""
    known = {entry.person: entry.row.values for entry in entries}
    for draft in drafts:
        for record in draft.gold.get("rows", ()):
            true = province.persons[record["person"]].values
            listed = known[record["person"]]
            differs = {name: listed.get(name) for name in true if listed.get(name) != true[name]}
            if differs:
                record["listed"] = differs


def _file(
    province: Province, agency: SampleAgency, layout: Layout, listings: Sequence[Listing], folder: Path, number: int
) -> dict[str, Any]:
    rng = Random(f"{province.seed}/{agency.code}/{layout.name}")  # noqa: S311 - repeatable fiction
    pairs: list[tuple[Listing, Entry]] = []
    for listing in listings:
        if layout.form == "people":
            pairs.append((listing, _entry(province, listing, layout)))
        else:
            courses = province.persons[listing.person].courses
            pairs += [(listing, _entry(province, listing, layout, dict(course.values))) for course in courses]
    drafts = _sheets(province, agency, layout, pairs, rng)
    _mark_overrides(province, drafts, [entry for _, entry in pairs])
    prefix = "dao-tao" if layout.form == "trainings" else "danh-sach"
    name = write_workbook(folder, f"{number:02d}-{prefix}-{agency.slug}", layout.file, drafts)
    return {
        "file": name,
        "agency_code": agency.code,
        "agency_name": agency.name,
        "form": layout.form,
        "layout": layout.name,
        "as_of": province.as_of.isoformat(),
        "sheets": [draft.gold for draft in drafts],
    }


def _persons(province: Province, files: Sequence[dict[str, Any]]) -> dict[str, Any]:
    rows: dict[str, list[list[Any]]] = {}
    for file in files:
        for sheet in file["sheets"]:
            for record in sheet.get("rows", ()):
                rows.setdefault(record["person"], []).append([file["file"], sheet["sheet"], record["row"]])
    return {
        key: {
            "agency": person.agency,
            "values": person.values,
            "courses": [course.values for course in person.courses],
            "rows": rows.get(key, []),
        }
        for key, person in province.persons.items()
    }


def write_province(province: Province, folder: Path) -> dict[str, Any]:
    """Write workbooks, gold.json and agencies.json into `folder` (made if missing); gives the gold."""
    folder.mkdir(parents=True, exist_ok=True)
    files: list[dict[str, Any]] = []
    for agency in province.agencies:
        listings = [listing for listing in province.listings if listing.agency == agency.code]
        if agency.layout:
            files.append(_file(province, agency, layouts()[agency.layout], listings, folder, len(files) + 1))
        if agency.courses:
            own = [listing for listing in listings if "position_title" not in listing.known and not listing.repeats]
            files.append(_file(province, agency, layouts()[agency.courses], own, folder, len(files) + 1))
    gold = {
        "seed": province.seed,
        "as_of": province.as_of.isoformat(),
        "persons": _persons(province, files),
        "files": files,
    }
    for name, document in (("gold.json", gold), ("agencies.json", agency_entries(province))):
        (folder / name).write_text(json.dumps(document, ensure_ascii=False, indent=None), encoding="utf-8")
    return gold
