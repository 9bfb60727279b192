"""A province whose people have works in common. All are fictional."""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from sqlalchemy import select

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Principal
from talentdb.db.tables import person_version
from talentdb.network import Graph, Wanted, build
from tests.talentdb.conftest import Province

Part = tuple[str, str, str, int | None, str]
"""Name of a person, title, type, year, role."""


class Circle:
    """Persons by their names, and works that they share."""

    def __init__(self, province: Province) -> None:
        self.province = province
        self.ids: dict[str, int] = {}

    def people(self, names: Sequence[str], agency: str = "SO-KHCN", **values: Any) -> None:
        """Persons, told apart by national ids; `values` are everybody's."""
        start = len(self.ids)
        rows = [
            {"full_name": name, "national_id": f"0330{number:08}", "birth_date": "1980-01-02",
             "birth_date_precision": "day", **values}
            for number, name in enumerate(names, start + 1)
        ]  # fmt: skip
        self.ids.update((row["full_name"], 0) for row in rows)
        self._of_name = {**getattr(self, "_of_name", {}), **{row["full_name"]: row["national_id"] for row in rows}}
        self.province.load(agency, rows)
        self._read()

    def works(self, parts: Sequence[Part], agency: str = "SO-KHCN") -> None:
        """Works, one row a member."""
        rows = [
            {"full_name": name, "national_id": self._of_name[name], "birth_date": "1980-01-02",
             "birth_date_precision": "day", "work_title": title, "work_type": kind, "work_year": year,
             "member_role": role}
            for name, title, kind, year, role in parts
        ]  # fmt: skip
        self.province.load(agency, [{k: v for k, v in row.items() if v is not None} for row in rows], form="works")
        self._read()

    def _read(self) -> None:
        with unit_of_work(self.province.engine, OPERATOR) as connection:
            v = person_version.c
            rows = connection.execute(select(v.full_name, v.person_id).where(v.valid_to.is_(None)))
            self.ids = {row.full_name: row.person_id for row in rows}

    def graph(self, principal: Principal = OPERATOR, **options: Any) -> Graph:
        with unit_of_work(self.province.engine, principal) as connection:
            return build(connection, principal, Wanted(**options))

    def edges(self, graph: Graph) -> dict[tuple[str, str, str], tuple[float, int, int]]:
        """(label, label, layer) -> weight, first and last year."""
        from talentdb.network.table import edge_rows

        label: Mapping[str, str] = {node.id: node.label for node in graph.nodes}
        return {
            (label[source], label[target], layer): (weight, first or 0, last or 0)
            for source, target, layer, weight, _, first, last in edge_rows(graph)
        }


@pytest.fixture
def circle(province: Province) -> Circle:
    return Circle(province)
