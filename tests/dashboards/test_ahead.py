"""What pages import is there before a server says that it is ready, and no run of a page walks it again."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from streamlit import config

import dashboards
from dashboards import server

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


@pytest.fixture(scope="module")
def ready() -> tuple[int, set[str]]:
    """What a server holds when it is ready: objects that the collector leaves alone, and modules."""
    asked = (
        "import gc, sys; from dashboards.ahead import import_pages; import_pages();"
        " print(gc.get_freeze_count(), *sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    frozen, *modules = done.stdout.split()
    return int(frozen), set(modules)


def test_no_page_imports_anything_more(ready: tuple[int, set[str]]) -> None:
    _, there = ready
    # Small modules of the services may come with the page; libraries and what pages are drawn with may not.
    assert {one for one in imported_by_pages() if not one.startswith("talentdb.")} - there == set()
    assert {"pandas", "plotly"} <= there


def test_the_collector_leaves_modules_alone(ready: tuple[int, set[str]]) -> None:
    frozen, _ = ready
    assert frozen > 100_000


def test_no_run_of_a_page_ends_with_a_walk_over_all_objects() -> None:
    """The framework does that unless told otherwise; with a large server everybody waits half a second for it."""
    assert config.get_option("runner.postScriptGC") is True
    assert server._OPTIONS["runner.postScriptGC"] is False
