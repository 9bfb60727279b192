"""Every code that a screen can meet has Vietnamese words; no view reads the database or spells words of its own."""

import ast
import re
from pathlib import Path

import pytest

from dashboards import gate, intake_labels, labels, overview_labels, pages
from talentdb import fields
from talentdb.access.principal import Role
from talentdb.codes import code_list, list_names
from talentdb.fields import CODED
from talentdb.indicators import page_labels
from talentdb.submissions.states import STATE_LABELS

DASHBOARDS = Path(pages.__file__).parent
VIEWS = sorted((DASHBOARDS / "views").glob("*.py"))
ACCENTED = re.compile(r"[à-ỹÀ-Ỹđ]")


def test_each_state_role_and_severity_has_words() -> None:
    assert set(labels.SUBMISSION_STATE) >= {*STATE_LABELS}
    assert set(labels.SUBMISSION_STATE.values()) == set(intake_labels.SUBMISSION_MARK)
    assert set(labels.ROLE) == set(Role)
    assert set(intake_labels.SEVERITY) == {"error", "warning", "info"}
    assert set(intake_labels.SEVERITY.values()) == set(intake_labels.SEVERITY_MARK)
    states = {"reached", "on_track", "behind", "no_data"}
    assert set(page_labels.STATUS) == set(page_labels.STATUS_ICON) == set(overview_labels.STATUS_CLASS) == states


def test_each_field_of_a_person_that_can_be_shown_has_words() -> None:
    # Parts of the name are in full_name; precision, evidence and "still a student" belong to other values.
    inner = {"family_name", "middle_name", "given_name", "birth_date_precision", "student", *fields.EVIDENCE}
    assert {*fields.PEOPLE_FIELDS, *fields.TRAINING_FIELDS} - inner <= set(labels.FIELD)


def test_each_code_list_of_a_field_exists_and_has_words() -> None:
    for name in CODED.values():
        assert name in list_names()
        assert all(code.label for code in code_list(name).codes), name


def test_words_of_fields_are_distinct() -> None:
    """Exports carry them as headers."""
    words = [labels.FIELD[name] for name in fields.PEOPLE_FIELDS if name in labels.FIELD]
    assert len(words) == len(set(words))


@pytest.mark.parametrize("view", VIEWS, ids=lambda path: path.stem)
def test_views_read_no_database_and_hold_no_vietnamese(view: Path) -> None:
    tree = ast.parse(view.read_text(encoding="utf-8"))
    imported = {
        name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (
            [node.module or ""] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names]
        )
    }
    assert not any(name.startswith(("sqlalchemy", "psycopg", "talentdb.db", "pandas.io")) for name in imported)
    texts = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    assert not [text for text in texts if ACCENTED.search(text)]


@pytest.mark.parametrize("page", pages.PAGES, ids=lambda page: page.key)
def test_each_page_has_a_file_that_asks_for_its_roles(page: pages.Page) -> None:
    assert page.path.is_file()
    source = page.path.read_text(encoding="utf-8")
    call = next(
        node
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "require_page"
    )
    asked = {node.attr for argument in call.args for node in ast.walk(argument) if isinstance(node, ast.Attribute)}
    assert {role.name for role in page.roles} == asked or "PAGES" in ast.unparse(call)


def test_each_role_that_people_have_starts_somewhere() -> None:
    for role in labels.ASSIGNABLE_ROLES:
        assert pages.home_of(role) in pages.pages_of(role)
        assert not pages.home_of(role).hidden
    assert {view.stem for view in VIEWS} == {page.key for page in pages.PAGES}


@pytest.mark.parametrize(
    ("path", "needed"),
    [
        ("/", True), ("/review", True), ("/media/abc.xlsx", True), ("/_stcore/upload_file/1/2", True),
        ("/_stcore/agent/interact", True), ("/_stcore/anything-new", True), ("/sign-in", False),
        ("/static/js/main.js", False), ("/_stcore/health", False), ("/_stcore/host-config", False),
    ],
)  # fmt: skip
def test_pages_uploads_and_files_need_a_session(path: str, needed: bool) -> None:
    assert gate._needs_session(path) is needed
