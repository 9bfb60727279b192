"""Exports of people: each format as a process of its own beside pandas writing the same rows; seconds and memory.

`python -m tests.bench.export SIDE FORMAT OUT` is such a process; it reads the database named in the environment.
"""

import os
import sys
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from statistics import median
from typing import Final

from tests.bench.copies import copy_people
from tests.bench.measure import ProcessRun, alternate, median_ratio, run_process
from tests.bench.registry import Loaded
from tests.bench.table import Row

__all__ = ["measure_export"]

_FORMATS: Final = ("xlsx", "csv", "json", "parquet")
_ADDRESS: Final = "TALENTDB_BENCH_EXPORT_URL"
_OURS, _PANDAS = "ours", "pandas"


def measure_export(loaded: Loaded, folder: Path, people: int, runs: int) -> list[Row]:
    """A row a format.

    Args:
        people: fill the registry up to so many first.
    """
    count = copy_people(loaded, people)
    os.environ[_ADDRESS] = loaded.engine.url.render_as_string(hide_password=False)
    try:
        return [_row(kind, count, _runs(kind, folder, runs)) for kind in _FORMATS]
    finally:
        del os.environ[_ADDRESS]


def _runs(kind: str, folder: Path, runs: int) -> Mapping[str, list[ProcessRun]]:
    def run(side: str, _number: int) -> ProcessRun:
        out = folder / f"export_{side}.{kind}"
        try:
            return run_process([sys.executable, "-m", "tests.bench.export", side, kind, str(out)])
        finally:
            out.unlink(missing_ok=True)

    return alternate(runs, {side: partial(run, side) for side in (_OURS, _PANDAS)})


def _row(kind: str, count: int, found: Mapping[str, list[ProcessRun]]) -> Row:
    ours, theirs = found[_OURS], found[_PANDAS]
    ratio = median_ratio([run.seconds for run in ours], [run.seconds for run in theirs])
    what = f"{count:,} people as {kind}; pandas beside"
    return Row("export", what, _told(ours), _told(theirs), f"{ratio:.2f}", "memory does not grow with the rows")


def _told(runs: list[ProcessRun]) -> str:
    seconds, peak = median(run.seconds for run in runs), median(run.peak_mib for run in runs)
    return f"{seconds:.1f} s, {peak:.0f} MiB"


def _main(side: str, kind: str, out: Path) -> None:
    from talentdb.access.context import unit_of_work
    from talentdb.access.principal import OPERATOR
    from talentdb.db.engine import make_engine
    from talentdb.people.export import iter_people
    from talentdb.people.files import COLUMNS, write_people

    with unit_of_work(make_engine(os.environ[_ADDRESS]), OPERATOR) as connection:
        rows = iter_people(connection, OPERATOR, columns=None if kind == "json" else COLUMNS)
        if side == _OURS:
            write_people(rows, kind, out)
            return
        import pandas as pd

        frame = pd.DataFrame(list(rows), columns=None if kind == "json" else list(COLUMNS))
        if kind != "json":
            # What the formats cannot hold has to be written as text by whoever uses pandas.
            lists = [name for name in frame.columns if frame[name].map(lambda value: isinstance(value, list)).any()]
            frame[lists] = frame[lists].map(str)
        if kind == "xlsx":
            frame.to_excel(out, index=False)
        elif kind == "csv":
            frame.to_csv(out, index=False)
        elif kind == "json":
            frame.to_json(out, orient="records", force_ascii=False)
        else:
            frame.to_parquet(out)


if __name__ == "__main__":
    _main(sys.argv[1], sys.argv[2], Path(sys.argv[3]))
