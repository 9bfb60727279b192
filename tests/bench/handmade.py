"""The layouts typed by hand as gold that the scorer takes; they stand beside the reader's tests."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

__all__ = ["build_layouts", "forbidden", "gold_of"]

_FOLDER = Path(__file__).resolve().parents[1] / "ingest" / "handmade"


def _module(name: str, file: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, _FOLDER / file)
    if spec is None or spec.loader is None:
        raise RuntimeError(f"{file} is not there")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def build_layouts(folder: Path) -> list[Any]:
    """Write all layouts, each into a folder of its own; gives what is expected of each."""
    builders = {
        **_module("handmade_build", "build.py").BUILDERS,
        **_module("handmade_build_more", "build_more.py").BUILDERS,
    }
    expected = []
    for name, build in sorted(builders.items()):
        place = folder / name
        place.mkdir(parents=True)
        expected.append(build(place))
    return expected


def gold_of(expected: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """A layout's entry as in gold.json, and its persons. Columns are not typed out, so none are scored."""
    persons: dict[str, Any] = {}
    sheets = []
    for name, sheet in expected.sheets.items():
        rows = []
        for row, typed in sheet.people.items():
            values = {field: value for field, value in typed.items() if value is not None}
            persons[f"{name} {row}"] = {"values": values}
            rows.append({"row": row, "person": f"{name} {row}", "values": values, "from": {}})
        sheets.append(
            {"sheet": name, "ignored": sheet.ignored, "columns": [], "context": sheet.context, "rows": rows,
             "refused": []}
        )  # fmt: skip
    return {"file": expected.path.name, "sheets": sheets}, persons


def forbidden(expected: Any, document: dict[str, Any]) -> list[str]:
    """Values that were read where the typed row says that there is none."""
    read = {
        (sheet["sheet"], record["row"]): record["values"]
        for sheet in document["sheets"]
        for table in sheet["tables"]
        for record in table["records"]
    }
    return [
        f"{expected.path.name}[{name}] row {row} {field}: {read[name, row][field]!r}, not there"
        for name, sheet in expected.sheets.items()
        for row, typed in sheet.people.items()
        for field, value in typed.items()
        if value is None and read.get((name, row), {}).get(field) is not None
    ]
