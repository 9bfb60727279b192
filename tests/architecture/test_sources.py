"""Guards of the source text: docstrings, exports, no SQL above talentdb, lean commands, no foreign addresses."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted(path for package in ("talentdb", "ingest", "dashboards") for path in (ROOT / package).rglob("*.py"))
# Pure lists of words or tables: one place each, however long.
CATALOGUES = {"labels.py", "demo_words.py"}


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_every_module_says_what_it_owns(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_modules_stay_small(path: Path) -> None:
    if path.name in CATALOGUES:
        return
    # 300 lines is the aim; a module may exceed it a little, never become a drawer for everything.
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 420


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_days_of_moments_are_those_of_vietnam(path: Path) -> None:
    """Moments are stored in UTC, where every day of the province begins seven hours late."""
    found = [
        node.lineno
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr == "date" and isinstance(node.value, ast.Attribute)
        and (node.value.attr == "at" or node.value.attr.endswith("_at"))
    ]  # fmt: skip
    assert found == []


def test_the_database_asks_for_days_of_vietnam() -> None:
    assert "current_date" not in (ROOT / "schema.sql").read_text(encoding="utf-8")


def test_every_word_on_screens_is_used() -> None:
    texts = {path: path.read_text(encoding="utf-8") for path in MODULES}
    used = {path: set(re.findall(r"\b[A-Z][A-Z0-9_]*\b", text)) for path, text in texts.items()}
    idle = [
        f"{_name(path)}: {name}"
        for path in (path for path in MODULES if path.name.endswith("labels.py"))
        for name in re.findall(r"^([A-Z][A-Z0-9_]*)(?:: Final)? =", texts[path], re.MULTILINE)
        if len(re.findall(rf"(?<![\"\w]){name}(?![\"\w])", texts[path])) == 1
        and not any(name in used[other] and path.stem in texts[other] for other in MODULES if other != path)
    ]
    assert idle == []


def _public_names(tree: ast.Module) -> set[str]:
    kinds = (ast.FunctionDef, ast.ClassDef, ast.AsyncFunctionDef)
    return {node.name for node in tree.body if isinstance(node, kinds) and not node.name.startswith("_")}


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_public_functions_are_documented(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    kinds = (ast.FunctionDef, ast.ClassDef, ast.AsyncFunctionDef)
    bare = [node.name for node in tree.body
            if isinstance(node, kinds) and not node.name.startswith("_") and not ast.get_docstring(node)]  # fmt: skip
    assert bare == []


def _bound(tree: ast.Module) -> set[str]:
    """Names that the module defines, assigns or imports at its top level."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.ClassDef, ast.AsyncFunctionDef)):
            names.add(node.name)
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            names |= {alias.asname or alias.name for alias in node.names}
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.add(node.id)
    return names


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_exports_exist(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in tree.body:
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "__all__":
            names = ast.literal_eval(node.value)
            assert set(names) <= _bound(tree)


_SQL = re.compile(
    r"^\s*(select|insert into|update|delete from|with|create|alter|drop)\s+\w+[\s\S]*\b(from|set|values|table|as)\b",
    re.I,
)


@pytest.mark.parametrize(
    "path", [path for path in MODULES if path.relative_to(ROOT).parts[0] in {"ingest", "dashboards"}], ids=_name
)
def test_no_sql_above_talentdb(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docs = {id(node.body[0].value) for node in ast.walk(tree)
            if isinstance(node, (ast.Module, ast.FunctionDef, ast.ClassDef, ast.AsyncFunctionDef)) and node.body
            and isinstance(node.body[0], ast.Expr)}  # fmt: skip
    found = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)
             and id(node) not in docs and _SQL.match(node.value)]  # fmt: skip
    imports = [node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module]
    assert found == []
    assert not any(module.startswith("talentdb.db.tables") for module in imports)


def test_reading_a_workbook_imports_no_heavy_library(tmp_path: Path) -> None:
    sheet = tmp_path / "a.csv"
    sheet.write_text("STT;Họ và tên;Ngày sinh\n1;Nguyễn Văn Thử;02/03/1980\n", encoding="utf-8")
    script = (
        "import sys\nfrom typer.testing import CliRunner\nfrom talentdb.cli import build\n"
        f"result = CliRunner().invoke(build(), ['ingest', 'read', {str(sheet)!r}, '--json'])\n"
        "assert 'Nguyễn Văn Thử' in result.output, result.output\n"
        "bad = {'pandas', 'sqlalchemy', 'streamlit'} & set(sys.modules)\nassert not bad, bad\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def _tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode != 0:
        pytest.skip("not a git checkout")
    return [ROOT / name for name in listed.stdout.decode().split("\0") if name]


def test_locks_name_no_address() -> None:
    for name in ("requirements.lock", "package-lock.json", ".npmrc"):
        assert not re.search(r"https?://|--(extra-)?index-url", (ROOT / name).read_text(encoding="utf-8")), name


def test_no_path_of_a_machine_stands_in_the_project() -> None:
    pattern = re.compile(rb"/(root|work|home/[a-z]+)/[a-z]")
    texts = [path for path in _tracked() if path.suffix in {".py", ".md", ".toml", ".sh", ".sql", ".yaml", ".json"}]
    assert [str(path) for path in texts if path.exists() and pattern.search(path.read_bytes())] == []
