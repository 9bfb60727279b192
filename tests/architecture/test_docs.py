"""The documentation is true: commands, settings, problems, fields and indicators are described, README's names exist.

Console blocks of README that touch only a folder of their own are run; the others need a home with people.
"""

import os
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from ingest.forms import FOLDER, form_names, load_form
from ingest.problems import SEVERITIES, catalogue
from talentdb.access.principal import Role
from talentdb.cli import build
from talentdb.fields import (
    AWARD_FIELDS,
    INSTITUTION_FIELDS,
    NEED_FIELDS,
    OVERSEAS_FIELDS,
    PEOPLE_FIELDS,
    TRAINING_FIELDS,
    WORK_FIELDS,
)
from talentdb.plans import list_plans, load_plan
from talentdb.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")

# Values that no column holds: the reader or the registry works them out of others.
DERIVED = {"birth_date_precision", "agency_code", "sti_posts_evidence", "talent_groups_evidence"}
# Made when the project is set up or used, so absent from a fresh clone.
MADE = (".venv/", "node_modules/", ".talentdb/", "home/", "secrets/", "audit/")


def _commands(command: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, Any]]:
    below = getattr(command, "commands", None)
    if below is None:
        yield " ".join(path), command
        return
    for name, child in below.items():
        yield from _commands(child, (*path, name))


COMMANDS = dict(_commands(typer.main.get_command(build())))


def _groups() -> set[str]:
    return {name.split()[0] for name in COMMANDS if " " in name}


# ----------------------------------------------------------------------------------------------------- commands


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_and_an_example(name: str) -> None:
    command = COMMANDS[name]
    assert command.help
    assert command.epilog
    assert command.epilog.startswith(f"Ví dụ: talentdb {name}")
    assert [item.name for item in command.params if not getattr(item, "help", None)] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_every_example_is_one_that_the_command_accepts(name: str) -> None:
    epilog = COMMANDS[name].epilog
    assert epilog is not None
    words = shlex.split(epilog.removeprefix(f"Ví dụ: talentdb {name}"))
    # Parses options and arguments without doing anything.
    assert COMMANDS[name].make_context(name, words)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_stands_in_the_table_of_the_readme(name: str) -> None:
    assert re.search(rf"^\| `talentdb {re.escape(name)}[ `]", README, re.M)


def _console_lines() -> list[str]:
    blocks = re.findall(r"^```console[^\n]*\n(.*?)^```", README, re.M | re.S)
    return [line.removeprefix("$ ") for block in blocks for line in block.splitlines() if line.startswith("$ ")]


def _mentioned() -> list[list[str]]:
    """Every call of the program in README: in console blocks and in the table of commands."""
    texts = _console_lines() + re.findall(r"`((?:\.venv/bin/)?talentdb [^`]+)`", README)
    return [shlex.split(re.sub(r"\\\|", "|", text), comments=True) for text in texts if "talentdb " in text]


def test_the_readme_names_no_command_that_does_not_exist() -> None:
    unknown = []
    for words in _mentioned():
        called = next((at for at, word in enumerate(words) if word.endswith("talentdb")), None)
        if called is None or len(words) < called + 2 or words[called + 1].startswith("-"):
            continue
        name = " ".join(words[called + 1 : called + 3]) if words[called + 1] in _groups() else words[called + 1]
        if name not in COMMANDS and name not in _groups():
            unknown.append(" ".join(words))
    assert unknown == []


def test_options_of_the_readme_exist() -> None:
    wrong = []
    for words in _mentioned():
        at = next(at for at, word in enumerate(words) if word.endswith("talentdb"))
        name = next((n for n in (" ".join(words[at + 1 : at + 3]), words[at + 1]) if n in COMMANDS), None)
        if name is None:
            continue
        known = {option for item in COMMANDS[name].params for option in item.opts} | {"--help"}
        wrong += [f"{name}: {word}" for word in words if re.fullmatch(r"--?[a-z][a-z-]*", word) and word not in known]
    assert wrong == []


_SAFE = ("--help", "sample", "ingest read", "ingest template", "ingest annotate")


def _tested_blocks() -> list[str]:
    return re.findall(r"^```console tested\n(.*?)^```", README, re.M | re.S)


@pytest.mark.parametrize("block", _tested_blocks())
def test_console_blocks_marked_as_tested_run(block: str, tmp_path: Path) -> None:
    """Line by line in an empty folder; lines that are no command are what a reader sees and must be printed."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("TALENTDB_")}
    shown, expected = "", []
    for line in block.splitlines():
        if not line.startswith("$ "):
            expected.append(line)
            continue
        words = shlex.split(line.removeprefix("$ "), comments=True)
        assert words[0].endswith("talentdb")
        assert any(safe in line for safe in _SAFE), f"touches a database: {line}"
        arguments = [str(path) for word in words[1:] for path in _globbed(tmp_path, word)]
        done = subprocess.run(
            [sys.executable, "-m", "talentdb", *arguments],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=600,
        )
        # 1 says that the data has problems, which the lists of the sample have on purpose.
        assert done.returncode in {0, 1}, done.stderr
        shown += done.stdout + done.stderr
    assert [line for line in expected if line.strip() and line.strip() != "…" and line.strip() not in shown] == []


def _globbed(folder: Path, word: str) -> list[str]:
    """As a shell would: a pattern becomes the first file that fits."""
    if "*" not in word:
        return [word]
    found = sorted(folder.glob(word))
    assert found, word
    return [str(found[0])]


def test_there_are_tested_blocks() -> None:
    assert len(_tested_blocks()) >= 2


# ------------------------------------------------------------------------------------- settings, roles and files


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_is_described(name: str) -> None:
    assert Settings.model_fields[name].description
    assert f"| `TALENTDB_{name.upper()}` |" in README


def test_the_readme_invents_no_setting() -> None:
    named = set(re.findall(r"TALENTDB_([A-Z_]+[A-Z])", README))
    assert named <= {name.upper() for name in Settings.model_fields} | {FOLDER.removeprefix("TALENTDB_")}


def test_every_role_of_an_account_is_explained() -> None:
    roles = set(Role) - {Role.GATE, Role.INDEXER}
    assert [role for role in roles if f"| `{role}` |" not in README] == []


def _named_files() -> set[str]:
    """What stands in backticks with a slash and looks like a path of the project."""
    prose = re.sub(r"^```.*?^```", "", README, flags=re.M | re.S)
    spans = set(re.findall(r"`([\w./-]+/[\w./-]*)`", prose)) | set(re.findall(r"\]\(([\w./-]+)\)", prose))
    return {span for span in spans if not span.startswith(("/", *MADE))}


def test_every_file_named_in_the_readme_exists() -> None:
    named = _named_files()
    assert len(named) > 20
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []


def test_every_test_named_in_the_readme_exists() -> None:
    found = re.findall(r"`(tests/[\w/]+\.py)`(?:, `(test_\w+)`)?", README)
    assert found
    for path, name in found:
        assert not name or f"def {name}(" in (ROOT / path).read_text(encoding="utf-8"), (path, name)


def test_every_make_target_named_in_the_readme_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    assert set(re.findall(r"`make ([a-z-]+)`", README)) <= targets


def test_the_readme_opens_in_vietnamese_and_shows_the_two_commands() -> None:
    opening = README[:3000]
    assert "tỉnh" in opening
    assert "make demo" in README
    assert "make test" in README


def test_the_changelog_tells_the_current_version() -> None:
    version = re.search(r'^version = "([^"]+)"', (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.M)
    assert version is not None
    assert f"## {version[1]} " in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


# ---------------------------------------------------------------------------------- problems, forms, indicators


@pytest.mark.parametrize("code", catalogue())
def test_every_problem_has_title_template_and_advice(code: str) -> None:
    entry = catalogue()[code]
    assert entry.severity in SEVERITIES
    assert all(text.strip() for text in (entry.title, entry.message, entry.advice))


@pytest.mark.parametrize(
    ("form", "field"), [(form, name) for form in form_names() for name in load_form(form).fields]
)
def test_every_field_of_a_form_can_be_recognised_and_filled(form: str, field: str) -> None:
    entry = load_form(form).fields[field]
    assert entry.label.strip()
    assert len(entry.headers) > 1 or field in DERIVED, "no synonyms of its header"
    assert entry.example or not entry.required
    assert entry.advice or field != "full_name", "the one field without which a row is refused"


@pytest.mark.parametrize("form", form_names())
def test_what_a_form_file_says_of_a_field_is_never_empty(form: str) -> None:
    fields = tomllib.loads((ROOT / "ingest" / "forms" / f"{form}.toml").read_text(encoding="utf-8"))["fields"]
    empty = [(name, key) for name, entry in fields.items() for key, value in entry.items() if value in ("", [])]
    assert empty == []


def test_every_field_stands_in_a_form_or_is_derived_and_no_form_invents_one() -> None:
    in_forms = {name for form in form_names() for name in load_form(form).fields}
    people = {*PEOPLE_FIELDS, *TRAINING_FIELDS, *OVERSEAS_FIELDS}
    known = {*people, *WORK_FIELDS, *AWARD_FIELDS, *INSTITUTION_FIELDS, *NEED_FIELDS}
    assert known - in_forms == DERIVED
    assert in_forms <= known


@pytest.mark.parametrize(
    ("plan", "code"), [(plan, item.code) for plan in list_plans() for item in load_plan(plan).indicators]
)
def test_every_indicator_has_a_definition_a_stage_and_a_target_or_none_to_compare_with(plan: str, code: str) -> None:
    indicator = load_plan(plan).indicator(code)
    assert indicator is not None
    assert indicator.definition
    assert indicator.stage
    assert bool(indicator.why_not) == (indicator.kind == "none")
    assert indicator.readings or indicator.kind == "none"
    assert bool(indicator.targets) != (indicator.comparison == "none")
    assert all(unknown.effect for unknown in indicator.unknown.values())


@pytest.mark.parametrize("plan", list_plans())
def test_every_plan_stands_in_the_readme(plan: str) -> None:
    assert f"`{plan}`" in README
