"""Reading: the whole process `talentdb ingest read` against a whole process in which pandas merely loads the file."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from tests.bench.measure import ProcessRun, alternate, median_ratio, run_process
from tests.bench.table import Row, seconds

__all__ = ["PANDAS", "measure_reading"]

PANDAS = "import sys, pandas; print(len(pandas.read_excel(sys.argv[1], engine='openpyxl')))"
"""What we are compared with: cells as pandas takes them, nothing understood."""


def _ours(path: Path) -> list[str]:
    return [sys.executable, "-m", "talentdb", "ingest", "read", str(path), "--json"]


def _people_read(path: Path) -> int:
    """One run that is not measured, to see that everybody is there."""
    with tempfile.TemporaryFile() as output:
        # 1 says that cells have errors, as lists of people do.
        run_process(_ours(path), output, accepted=(0, 1))
        output.seek(0)
        (document,) = json.load(output)
    if document["error"] is not None:
        raise RuntimeError(f"not read: {document['error']}")
    return sum(len(table["records"]) for sheet in document["sheets"] for table in sheet["tables"])


def measure_reading(path: Path, people: int, runs: int) -> list[Row]:
    """Time and memory of both sides.

    Raises: RuntimeError when a side fails or somebody is missing.
    """
    if (found := _people_read(path)) != people:
        raise RuntimeError(f"{found} of {people} people read")

    def ours(_: int) -> ProcessRun:
        return run_process(_ours(path), subprocess.DEVNULL, accepted=(0, 1))

    def pandas(_: int) -> ProcessRun:
        return run_process([sys.executable, "-c", PANDAS, str(path)])

    found_runs = alternate(runs, {"ours": ours, "pandas": pandas})
    mine, theirs = found_runs["ours"], found_runs["pandas"]
    times = [run.seconds for run in mine], [run.seconds for run in theirs]
    work = [run.cpu_seconds for run in mine], [run.cpu_seconds for run in theirs]
    peaks = [run.peak_mib for run in mine], [run.peak_mib for run in theirs]
    return [
        Row("reading", f"{people:,} × 25 workbook, whole process, against pandas.read_excel (openpyxl)",
            seconds(median(times[0])), seconds(median(times[1])), f"{median_ratio(*times):.2f}", "≤ 0.5"),
        Row("reading", "of it: processor time of all processes",
            seconds(median(work[0])), seconds(median(work[1])), f"{median_ratio(*work):.2f}"),
        Row("reading", "peak memory, all processes together", f"{max(peaks[0]):.0f} MiB", f"{max(peaks[1]):.0f} MiB",
            f"{max(peaks[0]) / max(*peaks[1], 1):.2f}", "≤ 600 MiB"),
    ]  # fmt: skip
