"""The network of people by common tasks, papers, supervision, councils and bodies: layers, measures, files."""

from talentdb.network.build import MOST_EDGES, Wanted, build, ego
from talentdb.network.conflicts import Conflict, conflicts_of
from talentdb.network.model import ALL_LAYERS, BETWEEN_PEOPLE, Graph, Kind, Layer, layers_named

__all__ = [
    "ALL_LAYERS", "BETWEEN_PEOPLE", "MOST_EDGES", "Conflict", "Graph", "Kind", "Layer", "Wanted", "build",
    "conflicts_of", "ego", "layers_named",
]  # fmt: skip
