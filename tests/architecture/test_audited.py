"""No change without a row of the log: whatever writes a table of decisions logs it, itself or each that calls it.

Read from the source: who writes what, who calls whom by its imports. What the rows say is the matter of the tests of
each service; that nothing is done when the log cannot be written, of tests/talentdb/access/test_no_audit.py.
"""

import ast
import re
from collections import defaultdict
from functools import cache
from pathlib import Path

from talentdb.db.tables import metadata
from talentdb.registry.rebuild import DERIVED_TABLES

ROOT = Path(__file__).resolve().parents[2]
MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts): ast.parse(path.read_text(encoding="utf-8"))
    for package in ("talentdb", "ingest", "dashboards")
    for path in (ROOT / package).rglob("*.py")
}
EXEMPT = {
    **dict.fromkeys(DERIVED_TABLES, "made anew from records and decisions, which are logged"),
    **dict.fromkeys(("outbox", "index_state"), "what the search index still has to be told"),
    "session": "opened by signing in and closed by signing out, which are logged; its last use is no decision",
    "saved_search": "the searches that an account keeps for itself",
    **dict.fromkeys(
        ("schema_version", "audit_event", "audit_link", "audit_head", "taken_out"), "the log itself, and the schema"
    ),
    **dict.fromkeys(
        ("code", "commune", "commune_predecessor", "plan", "indicator", "indicator_target", "instrument",
         "instrument_step"), "taken over from the files of the program",
    ),
    "paper_upload": "made by a trigger",
}  # fmt: skip
ALONE = {
    "talentdb.access.second_factor.begin_enrolment": "a secret that opens nothing until its owner confirms it",
    "talentdb.db.reference.load_reference": "bodies of a new, empty registry",
}
"""Functions that may write without a row, with the reason."""
GUARDED = {name for name in metadata.tables if name not in EXEMPT}
_SQL = re.compile(r"\b(?:insert\s+into|update|delete\s+from)\s+(\w+)", re.I)


def _written_in(node: ast.AST) -> set[str]:
    """Guarded tables that a piece of source writes."""
    found = set()
    for part in ast.walk(node):
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            found |= {name.lower() for name in _SQL.findall(part.value)}
        if isinstance(part, ast.Call) and isinstance(part.func, ast.Name) and part.args:
            first = part.args[0]
            if part.func.id in {"insert", "update", "delete"} and isinstance(first, ast.Name):
                found.add(first.id)
            if part.func.id in {"insert_rows", "copy_rows"} and len(part.args) > 1:
                table = part.args[1]
                found.add(table.value if isinstance(table, ast.Constant) else "")
    return found & GUARDED


class _Source:
    """Functions of all modules, what each writes, calls and is called by."""

    def __init__(self) -> None:
        self.writes: dict[str, set[str]] = {}
        self.calls: dict[str, set[str]] = {}
        self.callers: dict[str, set[str]] = defaultdict(set)
        for module, tree in MODULES.items():
            self._read(module, tree)
        for name, called in self.calls.items():
            for one in called:
                self.callers[one].add(name)

    def _read(self, module: str, tree: ast.Module) -> None:
        known = {node.name: f"{module}.{node.name}" for node in tree.body if isinstance(node, ast.FunctionDef)}
        constants: dict[str, set[str]] = {}
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.module:
                known |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
        for node in tree.body:
            targets = [node.target] if isinstance(node, ast.AnnAssign) else getattr(node, "targets", [])
            for target in targets:
                if isinstance(target, ast.Name) and getattr(node, "value", None) is not None:
                    constants[target.id] = _written_in(node.value)
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                self._read_function(f"{module}.{node.name}", node, known, constants)

    def _read_function(
        self, name: str, node: ast.FunctionDef, known: dict[str, str], constants: dict[str, set[str]]
    ) -> None:
        body = ast.Module(node.body[1:] if ast.get_docstring(node) else node.body, [])
        names = {part.id for part in ast.walk(body) if isinstance(part, ast.Name)}
        written = _written_in(body).union(*(constants.get(one, set()) for one in names))
        called = {known[one] for one in names if one in known}
        for part in ast.walk(body):
            if isinstance(part, ast.Attribute) and isinstance(part.value, ast.Name) and part.value.id in known:
                called.add(f"{known[part.value.id]}.{part.attr}")
        self.writes[name] = self.writes.get(name, set()) | written
        self.calls[name] = self.calls.get(name, set()) | called


SOURCE = _Source()
LOG = "talentdb.access.audit.audit"


@cache
def _logs(name: str) -> bool:
    """Whether the function logs, itself or by what it calls."""
    seen, ahead = set(), [name]
    while ahead:
        one = ahead.pop()
        if one == LOG:
            return True
        if one not in seen:
            seen.add(one)
            ahead += SOURCE.calls.get(one, ())
    return False


def _silent(name: str, seen: frozenset[str] = frozenset()) -> list[str]:
    """Ways to that function along which nothing is logged: the function that each begins with."""
    if name in ALONE or _logs(name) or name in seen:
        return []
    callers = {one for one in SOURCE.callers[name] if one != name}
    if not callers:
        return [name]
    return sorted({way for one in callers for way in _silent(one, seen | {name})})


def test_whatever_changes_something_logs_it() -> None:
    writers = {name for name, tables in SOURCE.writes.items() if tables}
    assert len(writers) > 50
    silent = {name: ways for name in sorted(writers) if (ways := _silent(name))}
    assert silent == {}


def test_every_exemption_is_needed() -> None:
    assert set(EXEMPT) <= set(metadata.tables)
    assert set(ALONE) <= set(SOURCE.writes)
    assert all(SOURCE.writes[name] and not _logs(name) for name in ALONE)


READS = {
    "talentdb.people.profile.show": "a person",
    "talentdb.people.profile.reveal_national_id": "a national id in the clear",
    "talentdb.people.cv_source.scientific_cv": "a CV",
    "talentdb.people.export.iter_people": "a list of people",
    "talentdb.programmes.papers.content_of": "a paper of a case",
    "talentdb.submissions.query.original_file": "a list as it came, with national ids in the clear",
    "talentdb.network.export.export_network": "a network with names",
    "talentdb.access.chain.export_chain": "the log",
}
"""Whatever takes sensitive values out."""


def test_whatever_takes_sensitive_values_out_logs_it() -> None:
    assert set(READS) <= set(SOURCE.calls)
    assert [name for name in READS if not _logs(name)] == []


DECRYPTING = {
    "talentdb.access.keyring.decrypt": "itself",
    "talentdb.access.second_factor.begin_enrolment": "to its owner, before it opens anything",
    "talentdb.access.second_factor._take_phone_code": "to compare a code",
    "talentdb.people.details.clear_ids": "for masks, and for reveal_national_id, which logs",
    "talentdb.privacy.erasure_plan._cells": "into the original that is made anew without somebody, encrypted again",
    "talentdb.registry.rekeying._numbers": "for the new blind index alone",
    "talentdb.registry.rekeying._write": "to encrypt it anew",
    "talentdb.submissions.erased.each_record": "to compare keyed hashes of who was erased",
    "talentdb.submissions.manual.correction": "into the corrected row, which is encrypted and logged when handed in",
    "talentdb.submissions.query.original_file": "logs",
    "talentdb.submissions.receive.read_rest": "into the original that is made anew without somebody, encrypted again",
}
"""Functions that decrypt a value of the registry, and where it goes."""


def test_only_these_decrypt() -> None:
    """What the backup decrypts is its own."""
    decrypting = set()
    for module, tree in MODULES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef) and any(
                isinstance(part, ast.Attribute) and part.attr == "decrypt" for part in ast.walk(node)
            ):
                decrypting.add(f"{module}.{node.name}")
    assert {one for one in decrypting if not one.startswith("talentdb.backup.")} == set(DECRYPTING)
