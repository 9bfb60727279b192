"""Loading: a workbook read, stored, approved and indexed, against pandas.read_excel and to_sql on the same server."""

from pathlib import Path
from statistics import median

import pandas
from sqlalchemy import create_engine

from tests.bench.measure import alternate, median_ratio, timed
from tests.bench.registry import PHASES, Loaded, Servers, load_registry
from tests.bench.table import Row, seconds

__all__ = ["measure_loading"]


def _load_plain(servers: Servers, path: Path) -> float:
    """Seconds for a table of texts without keys, rights, history or matching."""
    url = servers.owner_url(servers.new_database()).replace("postgresql:", "postgresql+psycopg:", 1)
    engine = create_engine(url)

    def load() -> None:
        frame = pandas.read_excel(path, dtype=str, engine="openpyxl")
        frame.to_sql("people", engine, index=False, chunksize=1_000)

    spent, _ = timed(load)
    engine.dispose()
    return spent


def measure_loading(servers: Servers, path: Path, people: int, runs: int) -> tuple[list[Row], Loaded]:
    """The table's rows, and the registry of the last run for the searches."""
    kept: list[Loaded] = []

    def ours(_: int) -> float:
        kept.append(load_registry(servers, path))
        kept[-1].engine.dispose()
        return sum(kept[-1].seconds.values())

    def plain(_: int) -> float:
        return _load_plain(servers, path)

    found = alternate(runs, {"ours": ours, "plain": plain})
    phases = {name: median(loaded.seconds[name] for loaded in kept) for name in PHASES}
    rows = [
        Row("loading", f"{people:,} people from the file into registry and index, against read_excel + to_sql",
            seconds(median(found["ours"])), seconds(median(found["plain"])),
            f"{median_ratio(found['ours'], found['plain']):.2f}"),
        *(Row("loading", f"of it: {name}", seconds(spent)) for name, spent in phases.items()),
    ]  # fmt: skip
    return rows, kept[-1]
