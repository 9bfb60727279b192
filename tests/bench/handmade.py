"""The layouts typed by hand, as files and as gold that the scorer takes; they stand beside the reader's tests."""

import importlib.util
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

__all__ = ["build_layout", "build_layouts", "layout_names"]

_FOLDER = Path(__file__).resolve().parents[1] / "ingest" / "handmade"


def _module(file: str) -> ModuleType:
    name = f"handmade_{file}"
    if name in sys.modules:
        return sys.modules[name]
    spec = importlib.util.spec_from_file_location(name, _FOLDER / f"{file}.py")
    if spec is None or spec.loader is None:
        raise RuntimeError(f"{file} is not there")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


@cache
def _entries() -> dict[str, Any]:
    """Layout name -> its builder, or its text."""
    found: dict[str, Any] = {}
    for path in sorted(_FOLDER.glob("build*.py")):
        found.update(_module(path.stem).BUILDERS)
    for path in sorted((_FOLDER / "layouts").glob("*.txt")):
        for layout in _module("write").load_layouts(path):
            if layout.name in found:
                raise RuntimeError(f"{path.name}: {layout.name} stands there twice")
            found[layout.name] = layout
    return found


def layout_names() -> list[str]:
    """Names of all layouts typed by hand."""
    return sorted(_entries())


def build_layout(name: str, folder: Path) -> tuple[Path, dict[str, Any]]:
    """Write one layout into `folder` (made if missing); gives the file and its entry as in gold.json."""
    entry = _entries()[name]
    folder.mkdir(parents=True, exist_ok=True)
    if callable(entry):
        expected = entry(folder)
        return expected.path, {**_gold_of(expected), "layout": name}
    path, gold = _module("write").write_layout(folder, entry, _module("typed").parse)
    return path, gold


def build_layouts(folder: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Write all layouts, each into a folder of its own."""
    for name in layout_names():
        yield build_layout(name, folder / name)


def _gold_of(expected: Any) -> dict[str, Any]:
    """A builder's layout as in gold.json. Its columns are not typed out, so none are scored, nor are false alarms."""
    sheets = []
    for name, sheet in expected.sheets.items():
        rows = [
            {"row": row, "person": "", "from": {}, "may": list(typed),
             "values": {field: value for field, value in typed.items() if value is not None},
             "absent": [field for field, value in typed.items() if value is None]}
            for row, typed in sheet.people.items()
        ]  # fmt: skip
        skipped = [{"row": row, "reason": reason} for row, reason in sheet.skipped.items()]
        sheets.append(
            {"sheet": name, "ignored": sheet.ignored, "form": sheet.form, "columns": [], "context": sheet.context,
             "rows": rows, "refused": [], "skipped": skipped}
        )  # fmt: skip
    return {"file": expected.path.name, "form": "people", "sheets": sheets}
