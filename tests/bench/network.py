"""The network of a large registry: built, exported in each format, beside a plain build with networkx.

Persons and works are written straight into the derived tables by their owner: how they come about is measured
elsewhere. The plain build reads people and works only: colleagues of an employer or a school as cliques, the way of
such scripts, would be too many edges for it. So it has less to do than ours.
"""

import resource
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Any, Final

import psycopg
from psycopg.types.json import Jsonb
from sqlalchemy import Engine

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR
from talentdb.db.engine import make_engine
from talentdb.network import Graph, Wanted, build
from talentdb.network.export import export_network
from talentdb.network.files import FORMATS, SUFFIXES, write_network
from talentdb.network.measures import how_measured, measure
from talentdb.network.table import EDGE_TYPES, edge_rows, node_rows
from tests.bench.registry import open_servers
from tests.bench.table import Row, seconds

__all__ = ["fill", "measure_network"]

_WORKS_A_PERSON: Final = 0.7
_SCHOOLS: Final = 300
_PERSON: Final = """
    copy person_version (person_id, version, valid_from, "values", provenance, full_name, name_key, name_toned,
        name_sort, agency_id, agency_ids, sector, is_public, research_fields, sti_posts, trained_on, search_key)
    from stdin
"""


def _people(rng: Random, people: int, bodies: list[int]) -> Iterator[tuple[Any, ...]]:
    for number in range(1, people + 1):
        name, body = f"Nguyễn Thử {number}", bodies[number % len(bodies)]
        values = Jsonb({"full_name": name, "sex": rng.choice(("male", "female")), "birth_date": "1980-01-01",
                        "qualification": "master", "field_of_training": f"Ngành {rng.randrange(200)}",
                        "position_title": "Giảng viên", "status": "working"})  # fmt: skip
        yield (number, 1, "2026-01-01", values, Jsonb({}), name, name, name, name, body, [body], "state", True, [],
               [], [], name)  # fmt: skip


def _members(rng: Random, people: int) -> Iterator[tuple[int, str, str, int, str]]:
    """(person, title, type, year, role): teams of neighbours, with somebody from far away in one of seven."""
    for work in range(round(people * _WORKS_A_PERSON)):
        centre, year = rng.randrange(people), rng.randint(2005, 2026)
        kind, size = rng.choice(("research_task", "publication")), rng.choice((2, 3, 3, 4, 5, 6, 8))
        team = {min(people, max(1, centre + round(rng.gauss(0, 30)))) for _ in range(size)}
        if rng.random() < 0.15:
            team.add(rng.randint(1, people))
        for place, person in enumerate(sorted(team)):
            yield person, f"cong trinh {work}", kind, year, "member" if place else "lead"


def _copy(connection: psycopg.Connection, statement: Any, rows: Iterator[tuple[Any, ...]]) -> None:
    with connection.cursor().copy(statement) as copy:
        for row in rows:
            copy.write_row(row)


def fill(owner_url: str, people: int, seed: int) -> None:
    """Persons with an employer, a school and common works."""
    rng = Random(seed)
    with psycopg.connect(owner_url) as connection:
        connection.execute("set session_replication_role = replica")
        bodies = [row[0] for row in connection.execute("select agency_id from agency order by agency_id")]
        _copy(connection, "copy person (person_id, state, content_hash, version_count) from stdin",
              ((number, "active", "", 1) for number in range(1, people + 1)))  # fmt: skip
        _copy(connection, _PERSON, _people(rng, people, bodies))
        _copy(connection, "copy employment (person_id, source_record_id, agency_id, as_of, is_main) from stdin",
              ((number, number, bodies[number % len(bodies)], "2026-01-01", True)
               for number in range(1, people + 1)))  # fmt: skip
        _copy(connection, "copy qualification (person_id, source_record_id, level, training_institution,"
              " graduation_year) from stdin",
              ((number, number, "master", f"Trường Đại học {rng.randrange(_SCHOOLS)}", 2005)
               for number in range(1, people + 1)))  # fmt: skip
        _copy(connection, "copy work_member (source_record_id, person_id, work_key, work_title, work_type, work_year,"
              " member_role) from stdin",
              ((number, person, title, title, kind, year, role)
               for number, (person, title, kind, year, role) in enumerate(_members(rng, people), 1)))  # fmt: skip
    with psycopg.connect(owner_url, autocommit=True) as connection:
        connection.execute("vacuum (analyze)")


def _plain(owner_url: str, out: Path) -> int:
    """What a script would do: rows into a dictionary, all pairs, a graph, the library's writer."""
    import networkx as nx

    teams: dict[tuple[str, int], list[int]] = defaultdict(list)
    net: Any = nx.Graph()
    with psycopg.connect(owner_url) as connection:
        for number, name, values in connection.execute('select person_id, full_name, "values" from person_version'):
            known = {key: values[key] for key in ("sex", "qualification", "position_title", "field_of_training")}
            net.add_node(number, label=name, **known)
        for key, year, person in connection.execute("select work_key, work_year, person_id from work_member"):
            teams[key, year].append(person)
    for (_, year), team in teams.items():
        for one, other in combinations(team, 2):
            before = net.get_edge_data(one, other, {"weight": 0.0, "first_year": year, "last_year": year})
            years = {"first_year": min(year, before["first_year"]), "last_year": max(year, before["last_year"])}
            net.add_edge(one, other, weight=before["weight"] + 1 / (len(team) - 1), **years)
    nx.write_graphml(net, out)
    return int(net.number_of_edges())


def _same_by_networkx(graph: Graph, out: Path) -> None:
    """The same nodes and edges, written by the library's own writer."""
    import networkx as nx

    net: Any = nx.MultiGraph()
    for row in node_rows(graph, {}):
        net.add_node(row.pop("id"), **row)
    for source, target, *values in edge_rows(graph):
        known = zip(list(EDGE_TYPES)[2:], values, strict=True)
        net.add_edge(source, target, **{name: value for name, value in known if value is not None})
    nx.write_graphml(net, out)


def _written(graph: Graph, folder: Path) -> list[Row]:
    """Writing alone, and the measures, in seconds of the processor: other work on the machine does not count."""
    manifest = {"program": "bench", "date": "2026-01-01"}
    ours, _ = _spent(lambda: write_network(graph, {}, manifest, "graphml", folder / "same.graphml"))
    theirs, _ = _spent(lambda: _same_by_networkx(graph, folder / "networkx.graphml"))
    full, measures = _spent(lambda: measure(graph, full=True))
    how = ", ".join(f"{name} {told}" for name, told in how_measured(graph, measures).items())
    return [
        Row("network", "the same graph as GraphML, processor time", seconds(ours), f"{seconds(theirs)} (networkx)",
            f"{ours / theirs:.2f}"),
        Row("network", f"measures, processor time: degree, strength, {how}", seconds(full)),
    ]  # fmt: skip


def _spent(work: Callable[[], Any]) -> tuple[float, Any]:
    started = time.process_time()
    found = work()
    return time.process_time() - started, found


def _timed(work: Callable[[], Any]) -> tuple[float, Any]:
    started = time.perf_counter()
    found = work()
    return time.perf_counter() - started, found


def _build(engine: Engine) -> Any:
    with unit_of_work(engine, OPERATOR) as connection:
        return build(connection, OPERATOR, Wanted())


def _export(engine: Engine, kind: str, out: Path) -> Any:
    with unit_of_work(engine, OPERATOR) as connection:
        return export_network(connection, OPERATOR, Wanted(), kind, out)["rows"]


def measure_network(folder: Path, people: int, seed: int) -> list[Row]:
    """All layers of a registry of so many people; each export builds the network anew."""
    with open_servers(folder / "network") as servers:
        name = servers.new_database(template=servers.runtime.services.database.dbname)
        fill(servers.owner_url(name), people, seed)
        engine = make_engine(servers.app_url(name))
        spent, graph = _timed(lambda: _build(engine))
        size = f"{people:,} people, {len(graph.nodes):,} nodes, {len(graph.edges):,} edges"
        rows = [Row("network", f"built, all layers: {size}", seconds(spent))]
        rows += _written(graph, folder)
        del graph
        plain, edges = _timed(lambda: _plain(servers.owner_url(name), folder / "plain.graphml"))
        for kind in FORMATS:
            spent, _ = _timed(lambda kind=kind: _export(engine, kind, folder / f"ours{SUFFIXES[kind]}"))  # type: ignore[misc]
            against = (f"{seconds(plain)} (networkx, works only, {edges:,} edges)", f"{spent / plain:.2f}")
            rows.append(Row("network", f"built and exported as {kind}", seconds(spent),
                            *(against if kind == "graphml" else ("", "")), bar="60 s at 100,000"))  # fmt: skip
        engine.dispose()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return [*rows, Row("network", "largest resident memory, that of networkx included", f"{memory:,.0f} MiB")]
