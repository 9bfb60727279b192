"""The catalogue of problems: whole, in use, and safe to format."""

import re
from pathlib import Path
from string import Formatter

import ingest
from ingest.problems import SEVERITIES, Problem, catalogue, problem

SOURCES = "\n".join(p.read_text(encoding="utf-8") for p in Path(ingest.__file__).parent.rglob("*.py"))
# Made from a kind or a field name: cell.{kind} of the reader's notes, {field}.repeated of the table checks.
COMPOSED = {"cell.error_value", "cell.formula_uncached", "cell.control_characters", "cell.number_precision",
            "national_id.repeated", "staff_code.repeated", "layout.blank_rows", "layout.no_table"}  # fmt: skip


def test_every_entry_is_whole() -> None:
    for entry in catalogue().values():
        assert entry.severity in SEVERITIES
        assert entry.title and entry.message.endswith(".") and entry.advice.endswith(".")  # noqa: PT018


def test_every_entry_formats_with_its_own_params_and_without() -> None:
    for code, entry in catalogue().items():
        names = {name for _, name, _, _ in Formatter().parse(entry.message + entry.advice) if name}
        assert all(name.isidentifier() for name in names)
        params = {name: f"<{name}>" for name in names - {"raw", "suggestion"}}
        message = problem(code, "RAW", suggestion="SUGGESTION", **params).message
        assert "{" not in message
        assert "?" not in message.replace("?”", "”")
        assert all(f"<{name}>" in message for name in params)
        assert problem(code).message


def test_messages_speak_of_labels_not_of_field_names() -> None:
    for entry in catalogue().values():
        assert not re.search(r"\b[a-z]+_[a-z]+\b", re.sub(r"\{[^}]*\}", "", entry.message + entry.advice))


def test_every_code_is_used_and_every_code_used_exists() -> None:
    unused = {c for c in catalogue() if f'"{c}"' not in SOURCES} - COMPOSED
    assert unused == set()
    named = set(re.findall(r'(?:problem|failure)\(\s*"([a-z_]+\.[a-z_]+)"', SOURCES))
    assert named <= set(catalogue())


def test_a_message_formats_its_params_and_a_missing_one_shows() -> None:
    found = problem("birth.too_young", "2015-01-01", age=11)
    assert "2015-01-01" in found.message
    assert "11" in found.message
    assert "?" in problem("birth.too_young", "2015-01-01").message


def test_braces_in_a_cell_are_only_text() -> None:
    assert "{0.__class__}" in problem("date.unreadable", "{0.__class__}").message


def test_the_place_is_an_address() -> None:
    found = problem("sex.unknown", "?").at("DS", 12, "C", "sex")
    assert (found.cell, found.as_json()["cell"], found.field) == ("C12", "C12", "sex")
    assert Problem("sex.unknown", "error", row=12).cell is None


def test_a_long_cell_is_quoted_short() -> None:
    assert len(problem("date.unreadable", "x" * 5000).raw) == 120


def test_days_are_shown_as_people_write_them_and_suggested_as_values() -> None:
    found = problem("date.ambiguous", "5/6/85", suggestion="1985-06-05")
    assert "05/06/1985" in found.message
    assert "1985-06-05" not in found.message
    assert found.as_json()["suggestion"] == "1985-06-05"
    assert "06/1985" in problem("date.mended", "6,1985", suggestion="1985-06").message
