"""What pages import is there before a server says that it is ready."""

import ast
import subprocess
import sys
from pathlib import Path

import dashboards

VIEWS = Path(str(dashboards.__file__)).parent / "views"


def imported_by_pages() -> set[str]:
    """Modules that the scripts of pages name at their top."""
    found = set()
    for path in VIEWS.glob("*.py"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ImportFrom) and node.module == "dashboards":
                found |= {f"dashboards.{one.name}" for one in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                found.add(node.module)
            elif isinstance(node, ast.Import):
                found |= {one.name for one in node.names}
    return found


def test_no_page_imports_anything_more() -> None:
    asked = "import sys; from dashboards.ahead import import_pages; import_pages(); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    there = set(done.stdout.split())
    # Small modules of the services may come with the page; libraries and what pages are drawn with may not.
    assert {one for one in imported_by_pages() if not one.startswith("talentdb.")} - there == set()
    assert {"pandas", "plotly"} <= there
