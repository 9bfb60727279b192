"""Who may take a network out, what the manifest says of it, and what stays in the log."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Principal
from talentdb.db.tables import audit_event
from talentdb.errors import ForbiddenError, UsageError
from talentdb.network import Layer, Wanted
from talentdb.network.export import export_network
from tests.talentdb.network.conftest import Circle

AN, BINH = "Nguyễn Văn An", "Trần Thị Bình"


@pytest.fixture
def two(circle: Circle) -> Circle:
    circle.people((AN, BINH), sex="female", phone="0912345678", ethnicity_code="05")
    circle.works(
        [(AN, "Đề tài A", "research_task", 2020, "lead"), (BINH, "Đề tài A", "research_task", 2020, "member")]
    )
    return circle


def export(circle: Circle, principal: Principal, out: Path, kind: str = "json", **options: Any) -> dict[str, Any]:
    wanted = Wanted((Layer.TASKS,), (("sex", "female"),))
    with unit_of_work(circle.province.engine, principal) as connection:
        return export_network(connection, principal, wanted, kind, out, **options)


def events(circle: Circle) -> list[Any]:
    with unit_of_work(circle.province.engine, OPERATOR) as connection:
        a = audit_event.c
        return list(connection.execute(select(a.login, a.purpose, a.details).where(a.action == "network.export")))


def test_the_manifest_says_what_was_asked_and_what_came_out(two: Circle, tmp_path: Path) -> None:
    told = export(two, OPERATOR, tmp_path / "a.json", query="nuôi cá", purpose="Lập hội đồng", all_measures=True)
    assert told["rows"] == {"nodes": 2, "edges": 1, "edges_left_out": 0}
    expected = {"query": "nuôi cá", "purpose": "Lập hội đồng", "filters": ["sex=female"], "layers": ["tasks"],
                "role": "operator", "max_edges": 20}  # fmt: skip
    assert {name: told[name] for name in expected} == expected
    assert told["measures"] == ["degree", "strength", "betweenness", "community"]
    assert "as_of" not in told
    written = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert [node["label"] for node in written["nodes"]] == [AN, BINH]


def test_the_digest_is_that_of_the_network_whatever_the_format(two: Circle, tmp_path: Path) -> None:
    digests = {export(two, OPERATOR, tmp_path / kind, kind)["digest"] for kind in ("graphml", "gexf", "json", "csv")}
    assert len(digests) == 1
    two.works([(AN, "Đề tài B", "research_task", 2021, "lead"), (BINH, "Đề tài B", "research_task", 2021, "member")])
    assert export(two, OPERATOR, tmp_path / "b.json")["digest"] not in digests


def test_each_export_is_logged_with_its_purpose(
    two: Circle, as_role: Callable[..., Principal], tmp_path: Path
) -> None:
    searcher = as_role("searcher")
    told = export(two, searcher, tmp_path / "a.json", purpose="Thẩm định")
    ((login, purpose, details),) = events(two)
    assert (login, purpose, details["nodes"], details["digest"]) == (searcher.login, "Thẩm định", 2, told["digest"])
    # Values of filters may tell of persons; the log names the fields only.
    assert details["filters"] == ["sex"]


@pytest.mark.parametrize("role", ["leader", "agency", "auditor"])
def test_roles_without_the_right_get_no_file_and_no_log(
    two: Circle, as_role: Callable[..., Principal], tmp_path: Path, role: str
) -> None:
    with pytest.raises(ForbiddenError):
        export(two, as_role(role, "SO-KHCN" if role == "agency" else None), tmp_path / "a.json")
    assert list(tmp_path.iterdir()) == []
    assert events(two) == []


@pytest.mark.parametrize("role", ["steward", "searcher"])
def test_accounts_of_the_department_say_what_for(
    two: Circle, as_role: Callable[..., Principal], tmp_path: Path, role: str
) -> None:
    for purpose in (None, "  "):
        with pytest.raises(UsageError, match="mục đích"):
            export(two, as_role(role), tmp_path / "a.json", purpose=purpose)
    assert list(tmp_path.iterdir()) == []
    assert events(two) == []


def test_the_file_holds_nothing_sensitive(two: Circle, as_role: Callable[..., Principal], tmp_path: Path) -> None:
    export(two, as_role("steward"), tmp_path / "a.json", purpose="Thử")
    text = (tmp_path / "a.json").read_text(encoding="utf-8")
    assert AN in text
    assert not [secret for secret in ("0912345678", "0330", "ethnicity", "phone", "national_id") if secret in text]
