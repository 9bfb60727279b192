"""The reader against layouts typed by hand: each test reports every row and field that is not as typed.

Fixture strategy: each layout is written into a folder of its own and read through the limited child, as users do.
"""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest


def _load(name: str, file: str) -> ModuleType:
    if name in sys.modules:
        return sys.modules[name]
    spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(file))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


BUILDERS = {
    **_load("handmade_build", "build.py").BUILDERS,
    **_load("handmade_build_more", "build_more.py").BUILDERS,
}


def _records(sheet: dict[str, Any]) -> dict[int, dict[str, Any]]:
    return {record["row"]: record["values"] for table in sheet["tables"] for record in table["records"]}


def _compare_sheet(name: str, read: dict[str, Any] | None, expected: Any) -> list[str]:
    if read is None:
        return [f"{name}: the sheet is missing"]
    if expected.ignored:
        return [] if read["ignored"] and not read["tables"] else [f"{name}: is no list, but was read as one"]
    wrong = []
    records = _records(read)
    if forms := {table["form"] for table in read["tables"]} - {expected.form}:
        wrong.append(f"{name}: read as {sorted(map(str, forms))}, not as {expected.form}")
    wrong += [f"{name}: row {row} lost" for row in sorted(set(expected.people) - set(records))]
    wrong += [
        f"{name}: row {row} is nobody, read as {records[row].get('full_name')!r}"
        for row in sorted(set(records) - set(expected.people))
    ]
    for row, values in expected.people.items():
        found = records.get(row, {})
        for field, value in values.items():
            if row in records and found.get(field) != value:
                wrong.append(f"{name}: row {row} {field}: {found.get(field)!r}, not {value!r}")
    reasons = {skip["row"]: skip["reason"] for table in read["tables"] for skip in table["skipped"]}
    problems = [problem for holder in (read, *read["tables"]) for problem in holder.get("problems", ())]
    told = set(reasons) | {problem.get("row") for problem in problems}
    for row, reason in expected.skipped.items():
        if row not in told:
            wrong.append(f"{name}: row {row} ({reason}) is neither skipped nor a problem")
        elif row in reasons and reason in {"total", "signature"} and reasons[row] == "group":
            wrong.append(f"{name}: row {row} was taken for a group, it is {reason}")
    contexts = [table.get("context") or {} for table in read["tables"]]
    for key, value in expected.context.items():
        if not any(context.get(key) == value for context in contexts):
            wrong.append(f"{name}: context {key}: {[context.get(key) for context in contexts]}, not {value!r}")
    return wrong


@pytest.mark.parametrize("layout", sorted(BUILDERS))
def test_layout_is_read_as_typed(layout: str, tmp_path: Path) -> None:
    pytest.importorskip("ingest.pipeline", reason="the reader is not there")
    from ingest.pipeline import read_file

    expected = BUILDERS[layout](tmp_path)
    document = read_file(expected.path)
    assert document["error"] is None
    sheets = {sheet["sheet"]: sheet for sheet in document["sheets"]}
    wrong = [
        line for name, sheet in expected.sheets.items() for line in _compare_sheet(name, sheets.get(name), sheet)
    ]
    fields = sum(len(values) for sheet in expected.sheets.values() for values in sheet.people.values())
    assert not wrong, f"{len(wrong)} of {fields} differ in {layout}:\n" + "\n".join(wrong)


@pytest.mark.parametrize("layout", sorted(BUILDERS))
def test_each_layout_has_people_typed_out(layout: str, tmp_path: Path) -> None:
    expected = BUILDERS[layout](tmp_path)
    assert expected.path.stat().st_size > 0
    people = [values for sheet in expected.sheets.values() for values in sheet.people.values()]
    assert len(people) >= 3
    assert all("full_name" in values and "birth_date" in values for values in people)
