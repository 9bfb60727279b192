"""Figures 4 and 5: bad files break nothing and lose nothing in silence; good files of real shape are not refused.

The files are those of the reader's own tests and benchmarks; here they are counted.
"""

import json
import os
import re
import resource
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from ingest.limits import Limits
from ingest.pipeline import read, read_file
from ingest.sample.command import sample_command
from ingest.workbook import open_workbook
from tests.bench.fuzzing import Tally, fuzz
from tests.bench.handmade import build_layouts
from tests.ingest.hostile.containers import containers
from tests.ingest.hostile.deceit import deceit
from tests.ingest.hostile.foreign import foreign
from tests.ingest.hostile.large import large
from tests.ingest.hostile.markup import markup
from tests.ingest.hostile.packages import Hostile
from tests.ingest.hostile.values import texts, values
from tests.trust.figure import Figure, Scale

__all__ = ["measure"]

_BUDGET: Final = "TALENTDB_TRUST_SECONDS"
"""Environment variable that shortens the full run; the result says how much was done."""
_MOST_SECONDS: Final = {"full": 5_400.0, "short": 8.0}
_FUZZED: Final = {"full": 20_000, "short": 40}
_HANDMADE: Final = {"full": 10_000, "short": 6}
_GOOD: Final = {"full": (5_000, (1, 2, 3)), "short": (60, (1,))}
"""People of a sample, and its seeds."""
_BATCH: Final = 200
_BROKEN: Final = frozenset({"file.internal", "file.reader_died"})
_MOST_BYTES: Final = 1.5 * 2**30
_CELL: Final = re.compile(rb"<c[ >](?:(?!</c>|<c[ >]).)*?<(?:v|t)(?: [^>]*)?>[^<]", re.DOTALL)


def _hostile() -> list[Hostile]:
    return [*containers(), *markup(), *values(), *texts(), *large(), *foreign(), *deceit()]


def _handmade(folder: Path, most: int, until: float) -> Counter[str]:
    """Every hand-made bad file through the real child: read, refused in words, or broken."""
    tally: Counter[str] = Counter()
    for file in _hostile()[:most]:
        if time.monotonic() > until:
            break
        path = folder / file.name
        path.write_bytes(file.content)
        since = time.monotonic()
        error = read_file(path)["error"]
        tally["files"] += 1
        tally["slow"] += time.monotonic() - since > Limits().wall_seconds + 40
        tally["refused"] += error is not None
        tally["broken"] += error is not None and (error["code"] in _BROKEN or not error["message"])
        path.unlink()
    return tally


def _fuzzed(folder: Path, files: int, until: float) -> tuple[int, Tally]:
    """Mutants in batches of other seeds, as many as the time allows."""
    total, done = Tally(), 0
    while done < files and time.monotonic() < until:
        count = min(_BATCH, files - done)
        tally = fuzz(folder, count, 20_261_122 + done)
        done += count
        total.outcomes.update(tally.outcomes)
        total.silent += tally.silent
        total.slow += tally.slow
        total.door += tally.door
        total.door_broken += tally.door_broken
        total.seconds, total.bytes = max(total.seconds, tally.seconds), max(total.bytes, tally.bytes)
    return done, total


def _good_files(folder: Path, people: int, seeds: tuple[int, ...]) -> Iterator[tuple[Path, int]]:
    """Lists of real shape, and how many rows of people the answer says they have."""
    for seed in seeds:
        place = folder / f"sample-{seed}"
        sample_command(place, people, seed)
        for entry in json.loads((place / "gold.json").read_text(encoding="utf-8"))["files"]:
            yield place / entry["file"], _rows(entry)
    for path, entry in build_layouts(folder / "typed"):
        yield path, _rows(entry)


def _rows(entry: dict[str, Any]) -> int:
    return sum(len(sheet.get("rows", ())) for sheet in entry["sheets"] if not sheet.get("ignored"))


def _raw_cells(path: Path) -> int | None:
    """Filled cells by a pattern over the XML of the sheets, which shares nothing with the reader; None for others."""
    if not zipfile.is_zipfile(path):
        return None
    with zipfile.ZipFile(path) as package:
        sheets = [name for name in package.namelist() if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", name)]
        return sum(len(_CELL.findall(package.read(name))) for name in sheets) if sheets else None


def _conserved(folder: Path, people: int, seeds: tuple[int, ...], until: float) -> Counter[str]:
    """Good files: refused, without their people, and cells that neither were read nor are told of."""
    tally: Counter[str] = Counter()
    for path, rows in _good_files(folder, people, seeds):
        if time.monotonic() > until:
            break
        document = read(path, None)
        tally["files"] += 1
        tally["refused"] += document["error"] is not None and rows > 0
        if document["error"] is not None:
            continue
        found = sum(len(table["records"]) for sheet in document["sheets"] for table in sheet["tables"])
        tally["without people"] += rows > 0 and not found
        tally["told lost"] += "conservation.lost" in json.dumps(document)
        counted = _raw_cells(path)
        if counted is not None:
            held = sum(
                sum(len(row) - row.count(None) for row in sheet.rows) + len(sheet.notes)
                for sheet in open_workbook(path).sheets
            )
            tally["counted"] += 1
            tally["cells"] += counted
            tally["not conserved"] += held < counted
    return tally


def measure(scale: Scale) -> list[Figure]:
    """Both figures, within the time there is: a third each for hand-made, good and fuzzed files."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    seconds = float(os.environ.get(_BUDGET, _MOST_SECONDS[scale]))
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        bad = _handmade(folder, _HANDMADE[scale], begun + seconds / 3)
        good = _conserved(folder, *_GOOD[scale], begun + 2 * seconds / 3)
        (folder / "mutants").mkdir()
        count, tally = _fuzzed(folder / "mutants", _FUZZED[scale], begun + seconds)
    broken = bad["broken"] + tally.broken
    lost = tally.silent + good["not conserved"] + good["told lost"]
    enough = bad["files"] >= 150 and count >= 20_000
    return [
        Figure(
            4, "bad files: deaths of the reader, cells lost in silence, time, memory",
            "≥150 hand-made and ≥20,000 fuzzed files: 0 deaths, 0 silent losses, ≤60 s and ≤1.5 GiB each",
            f"{bad['files']} hand-made ({bad['refused']} refused in words), {count:,} fuzzed "
            f"({tally.door} through the real child): {broken} deaths, {bad['slow'] + tally.slow} too slow, "
            f"{tally.silent} read in silence; worst {tally.seconds:.1f} s, {tally.bytes / 2**20:.0f} MiB; "
            f"{good['cells']:,} cells of {good['counted']} good files counted over the XML: "
            f"{good['not conserved']} files with fewer read, {good['told lost']} told as lost",
            holds=enough and not broken and not lost and not bad["slow"] + tally.slow and tally.bytes < _MOST_BYTES,
        ),
        Figure(
            5, "good files of real shape that are refused", "0 of ≥200",
            f"{good['refused']} of {good['files']}; {good['without people']} without their people",
            holds=good["files"] >= 200 and not good["refused"] and not good["without people"],
        ),
    ]  # fmt: skip
