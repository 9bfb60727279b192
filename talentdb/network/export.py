"""Gives a network out of the house: rights, measures, the manifest, the file, and the row of the audit log.

Who may export sees in the file what the role sees on screens, less: see `talentdb.network.people`.
"""

from collections import Counter
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from sqlalchemy import Connection

from talentdb.access.audit import audit
from talentdb.access.principal import Principal
from talentdb.access.rights import Action, require
from talentdb.network.build import Wanted, build
from talentdb.network.files import check_format, write_network
from talentdb.network.measures import how_measured, measure
from talentdb.network.model import Graph
from talentdb.network.table import Measures, digest
from talentdb.people.export_rules import require_purpose
from talentdb.people.withheld import left_out_words, withheld_of
from talentdb.settings import VIETNAM, now

__all__ = ["export_network"]


def export_network(
    connection: Connection,
    principal: Principal,
    wanted: Wanted,
    kind: str,
    out: Path,
    *,
    query: str = "",
    purpose: str | None = None,
    all_measures: bool = False,
) -> dict[str, Any]:
    """Build the network, write it and log it; gives the manifest.

    Args:
        kind: one of `talentdb.network.files.FORMATS`.
        query: the words that `wanted.people` were found with; told in the manifest only.
        purpose: why, for the manifest and the log.
        all_measures: betweenness and communities too, which take their time on a large network.
    Raises: ForbiddenError for a role that exports no networks; UsageError, also for a purpose that has to be named.
    """
    require(principal, Action.EXPORT_NETWORK)
    require_purpose(principal, purpose)
    check_format(kind)
    graph = build(connection, principal, wanted)
    people = [node.person_id for node in graph.nodes if node.person_id is not None]
    withheld = {one.person_id: one.why for one in withheld_of(connection, people)}
    if withheld:
        # Before anything is measured: what is told of the others must not tell of them either.
        graph = graph.only(np.array([node.person_id not in withheld for node in graph.nodes], np.bool_))
    measures = measure(graph, full=all_measures)
    manifest = _manifest(principal, wanted, graph, measures, query, purpose)
    if withheld:
        manifest["withheld"] = left_out_words(withheld)
    write_network(graph, measures, manifest, kind, out)
    people = [node.person_id for node in graph.nodes if node.person_id is not None]
    # Filter names only: their values may be personal.
    named = {"format": kind, "nodes": len(graph.nodes), "edges": len(graph.edges), "layers": manifest["layers"],
             "filters": sorted({name for name, _ in wanted.filters}), "digest": manifest["digest"],
             **({"withheld": len(withheld)} if withheld else {})}  # fmt: skip
    audit(connection, principal, "network.export", "network", "*", purpose=purpose, details=named, persons=people)
    return manifest


def _manifest(
    principal: Principal, wanted: Wanted, graph: Graph, measures: Measures, query: str, purpose: str | None
) -> dict[str, Any]:
    """What was asked, by which role, when, and what came out; nothing that is not known stands in it."""
    kinds = Counter(node.kind.value for node in graph.nodes)
    asked: Mapping[str, Any] = {
        "query": query or None,
        "as_of": wanted.as_of.isoformat() if wanted.as_of else None,
        "first_year": wanted.first_year,
        "last_year": wanted.last_year,
        "purpose": purpose or None,
    }
    return {
        "program": f"talentdb {version('talentdb')}",
        "date": now().astimezone(VIETNAM).isoformat(timespec="seconds"),
        "role": principal.role.value,
        **{name: value for name, value in asked.items() if value is not None},
        "filters": [f"{name}={value}" for name, value in wanted.filters],
        "layers": [layer.value for layer in graph.layers],
        "neighbours": wanted.neighbours,
        "max_edges": wanted.most_edges,
        "rows": {"nodes": len(graph.nodes), "edges": len(graph.edges), "edges_left_out": graph.dropped},
        "nodes_by_kind": dict(sorted(kinds.items())),
        "measures": list(measures),
        **({"measured": told} if (told := dict(how_measured(graph, measures))) else {}),
        "digest": digest(graph, measures),
    }
