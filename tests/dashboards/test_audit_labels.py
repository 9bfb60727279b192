"""Every action that the program logs has words on the page of the log; the actions are read out of the source."""

import ast
from pathlib import Path

import pytest

import dashboards
import ingest
import talentdb
from dashboards import audit_labels

PACKAGES = (talentdb, ingest, dashboards)


def logged() -> set[str]:
    """Third argument of every call of `audit` that is written out in full."""
    found = set()
    for package in PACKAGES:
        for path in Path(str(package.__file__)).parent.rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "audit":
                    found |= {
                        one.value
                        for one in node.args[2:3]
                        if isinstance(one, ast.Constant) and isinstance(one.value, str)
                    }
    return found


ACTIONS = sorted(logged())


def test_the_source_is_read() -> None:
    assert {"people.export", "network.export", "council.create"} <= set(ACTIONS)


@pytest.mark.parametrize("action", ACTIONS)
def test_an_action_of_the_log_has_words(action: str) -> None:
    assert audit_labels.ACTION.get(action)
