"""Every action that the program logs has words on the page of the log; the actions are read out of the source."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import dashboards
import ingest
import talentdb
from dashboards import audit_labels
from dashboards.audit_words import details_words

PACKAGES = (talentdb, ingest, dashboards)


def calls() -> Iterator[ast.Call]:
    """Every call of `audit`."""
    for package in PACKAGES:
        for path in Path(str(package.__file__)).parent.rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "audit":
                    yield node


def texts(nodes: list[Any]) -> set[str]:
    """Those that are written out in full."""
    return {one.value for one in nodes if isinstance(one, ast.Constant) and isinstance(one.value, str)}


CALLS = list(calls())
ACTIONS = sorted({text for call in CALLS for text in texts(call.args[2:3])})
KINDS = sorted({text for call in CALLS for text in texts(call.args[3:4]) if text})
DETAILS = sorted(
    {
        text
        for call in CALLS
        for given in call.keywords
        if given.arg == "details"
        for inner in ast.walk(given.value)
        if isinstance(inner, ast.Dict)
        for text in texts(inner.keys)
    }
)


def test_the_source_is_read() -> None:
    assert {"people.export", "network.export", "council.create"} <= set(ACTIONS)


@pytest.mark.parametrize("action", ACTIONS)
def test_an_action_of_the_log_has_words(action: str) -> None:
    assert audit_labels.ACTION.get(action)


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_row_of_the_log_is_about_has_words(kind: str) -> None:
    assert audit_labels.OBJECT.get(kind)


@pytest.mark.parametrize("name", DETAILS)
def test_a_detail_of_the_log_has_words(name: str) -> None:
    assert audit_labels.DETAIL.get(name)


def test_an_erasure_that_kept_something_is_told_in_words() -> None:
    kept = [{"label": "Hồ sơ chương trình", "article": "khoản 2 Điều 14", "rows": 2}]
    told = details_words({"removed": {"person": 1, "employment": 3}, "kept": kept, "files": 2})
    assert told == (
        "đã xóa: Hồ sơ trong cơ sở dữ liệu 1, Quá trình công tác 3, luật buộc giữ: Hồ sơ chương trình 2, "
        "tệp gốc lập lại: 2"
    )


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        max_leaves=8,
    )
)
def test_whatever_was_logged_the_page_of_the_log_tells_it(details: Any) -> None:
    assert isinstance(details_words(details), str)
    assert isinstance(details_words({"role": details, "kept": [details]}), str)
