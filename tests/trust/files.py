"""Figures 4 and 5: bad files break nothing and lose nothing in silence; good files of real shape are not refused.

Cells are counted by parsers that share nothing with the reader: each is stored, or the answer names it.
"""

import json
import os
import re
import resource
import tempfile
import time
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from itertools import repeat
from pathlib import Path
from typing import Any, Final
from xml.etree import ElementTree

from ingest.model import cell_address, display
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
from tests.ingest.hostile.offices import offices
from tests.ingest.hostile.packages import PEOPLE, Hostile
from tests.ingest.hostile.values import texts, values
from tests.ingest.test_conservation import accounted
from tests.trust.figure import Figure, Scale
from tests.trust.good_files import good_files

__all__ = ["measure"]

_FUZZED: Final = {"full": 20_000, "short": 36}
_EVERY_HANDMADE: Final = {"full": 1, "short": 60}
_EVERY_GOOD: Final = {"full": 1, "short": 20}
_SAMPLE: Final = {"full": (5_000, (1, 2)), "short": (0, ())}
"""People of a sample, and its seeds."""
_SEED: Final = 20_261_122
_BATCH: Final = 200
_BROKEN: Final = frozenset({"file.internal", "file.reader_died"})
_MOST_BYTES: Final = 1.5 * 2**30
_MOST_SECONDS: Final = 60
_MOST_CELLS: Final = 300_000
"""Of a hostile file; those of more are bombs, and end in a limit."""
_CELL: Final = re.compile(
    rb"<(?:x:)?c[ >](?:(?!</(?:x:)?c>|<(?:x:)?c[ >]).)*?<(?:x:)?(?:v|t)(?: [^>]*)?>[^<]", re.DOTALL
)
_ADDRESS: Final = re.compile(r"\b[A-Z]{1,3}[1-9]\d{0,6}\b")
_NAMES: Final = {person[1] for person in PEOPLE}


def _hostile() -> list[Hostile]:
    return [*containers(), *markup(), *values(), *texts(), *large(), *foreign(), *deceit(), *offices()]


# ---------------------------------------------------------------------------------------------------------- bad files


def _handmade(folder: Path, every: int) -> tuple[Counter[str], list[str]]:
    """Hand-made bad files through the real child, as many at once as it has room for; what came of them, and what
    was wrong."""
    chosen = _hostile()[::every]
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        answers = list(pool.map(partial(_one_handmade, folder), chosen))
    tally: Counter[str] = Counter({"files": len(chosen)})
    wrong = []
    for file, (kinds, why) in zip(chosen, answers, strict=True):
        tally.update(kinds)
        wrong += [f"{file.name}: {one}" for one in why]
    return tally, wrong


def _one_handmade(folder: Path, file: Hostile) -> tuple[Counter[str], list[str]]:
    """Read, refused in words, or broken; of one that was read, what is neither kept nor told."""
    path = folder / file.name
    path.write_bytes(file.content)
    since = time.monotonic()
    document = read_file(path, internal=True)
    took = time.monotonic() - since
    error = document["error"]
    tally = Counter({"refused": error is not None, "broken": 0, "slow": took > _MOST_SECONDS, "lost": 0})
    why = [f"{took:.0f} s"] if tally["slow"] else []
    if error is not None:
        if error["code"] in _BROKEN or not error["message"]:
            tally["broken"], why = 1, [*why, error["code"] or "no words"]
    else:
        cells = _lost_cells(path, document)
        missing = _without_word(file, document)
        tally["lost"] = bool(cells or missing)
        why += [f"lost {cells[:3]}"] if cells else []
        why += ["somebody is missing, and nothing was said"] if missing else []
    path.unlink()
    return tally, why


def _without_word(file: Hostile, document: dict[str, Any]) -> bool:
    found = Counter(_names_in(document))
    return sum(found[name] for name in _NAMES) < file.people and not any(
        part["problems"]
        for part in (document, *document["sheets"], *(t for s in document["sheets"] for t in s["tables"]))
    )


def _names_in(document: dict[str, Any]) -> list[str]:
    return [
        record["values"]["full_name"]
        for sheet in document["sheets"]
        for table in sheet["tables"]
        for record in table["records"]
        if record["values"].get("full_name")
    ]


def _lost_cells(path: Path, document: dict[str, Any]) -> list[str]:
    """Filled cells of a workbook, by a parser of its own over the XML, of which the answer says nothing."""
    sheets = document["sheets"]
    if document["kind"] != "xlsx" or not zipfile.is_zipfile(path):
        return []
    lost: list[str] = []
    with zipfile.ZipFile(path) as package:
        for number, sheet in enumerate(sheets, 1):
            try:
                cells = _filled(package.read(f"xl/worksheets/sheet{number}.xml"))
            except (KeyError, ElementTree.ParseError):
                continue
            if len(cells) <= _MOST_CELLS:
                lost += _unaccounted(sheet, cells)
    return lost


def _filled(xml: bytes) -> set[str]:
    """Addresses of the cells that show something; of those that do not say where they are nothing is known."""
    found = set()
    for cell in ElementTree.fromstring(xml).iter():
        if cell.tag.rpartition("}")[2] != "c" or not re.fullmatch(r"[A-Z]{1,3}[1-9]\d{0,6}", cell.get("r", "")):
            continue
        shown = "".join(
            text for part in cell if part.tag.rpartition("}")[2] in {"v", "is"} for text in part.itertext()
        )
        if cell.get("t") != "s" and shown.strip("\u200b\u200c\u200d\ufeff\u2060\u00a0 \t\r\n"):
            found.add(cell.get("r", ""))
    return found


def _unaccounted(sheet: dict[str, Any], cells: set[str]) -> list[str]:
    """Those cells that are neither stored nor named; none where the answer itself says that some were lost, or that
    the sheet was left out with so many of them."""
    codes = {item["code"] for item in sheet["problems"]}
    if codes & {"conservation.lost", "sheet.left_out"} or (sheet["ignored"] and not cells):
        return []
    known, rows = accounted({"sheets": [sheet]})
    for item in sheet["problems"]:
        # The only one that names several cells in its words.
        known |= set(_ADDRESS.findall(item["message"])) if item["code"] == "sheet.without_value" else set()
    return sorted(one for one in cells - known if int(one.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) not in rows)


def _fuzzed(folder: Path, files: int) -> Tally:
    """Mutants in batches of other seeds, on every core."""
    sizes = [min(_BATCH, files - done) for done in range(0, files, _BATCH)]
    seeds = [_SEED + _BATCH * number for number in range(len(sizes))]
    total = Tally()
    with ProcessPoolExecutor(os.cpu_count() or 1) as pool:
        for tally in pool.map(_one_batch, repeat(folder), sizes, seeds):
            total.outcomes.update(tally.outcomes)
            total.places.update(tally.places)
            total.silent += tally.silent
            total.slow += tally.slow
            total.door += tally.door
            total.door_broken += tally.door_broken
            total.seconds, total.bytes = max(total.seconds, tally.seconds), max(total.bytes, tally.bytes)
    return total


def _one_batch(folder: Path, files: int, seed: int) -> Tally:
    own = folder / str(seed)
    own.mkdir()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    return fuzz(own, files, seed)


# --------------------------------------------------------------------------------------------------------- good files


def _samples(folder: Path, people: int, seeds: tuple[int, ...]) -> Iterator[tuple[Path, int]]:
    """Lists of a made-up province and those typed by hand, and how many rows of people the answer says they have."""
    for seed in seeds:
        place = folder / f"sample-{seed}"
        sample_command(place, people, seed)
        for entry in json.loads((place / "gold.json").read_text(encoding="utf-8"))["files"]:
            yield place / entry["file"], _rows(entry)
    for path, entry in build_layouts(folder / "typed") if seeds else ():
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


def _of_province(folder: Path, people: int, seeds: tuple[int, ...]) -> tuple[Counter[str], list[str]]:
    """Read lists with all their faults: refused, without their people, and cells neither read nor told of."""
    tally: Counter[str] = Counter()
    wrong = []
    for path, rows in _samples(folder, people, seeds):
        document = read_file(path)
        tally["files"] += 1
        if document["error"] is not None:
            if rows:
                tally["refused"] += 1
                wrong.append(f"{path.name}: {document['error']['code']}")
            continue
        if rows and not any(table["records"] for sheet in document["sheets"] for table in sheet["tables"]):
            tally["without people"] += 1
            wrong.append(f"{path.name}: nobody")
        counted = _raw_cells(path)
        if counted is not None:
            held = sum(
                sum(len(row) - row.count(None) for row in sheet.rows) + len(sheet.notes)
                for sheet in open_workbook(path).sheets
            )
            tally["cells"] += counted
            if held < counted or "conservation.lost" in json.dumps(document):
                tally["not conserved"] += 1
                wrong.append(f"{path.name}: {held} of {counted} cells")
    return tally, wrong


def _of_writers(folder: Path, every: int) -> tuple[Counter[str], list[str]]:
    """Each shape by each writer: exactly its people, and each cell that went in is stored or named."""
    tally: Counter[str] = Counter()
    wrong = []
    for good in good_files(folder, every):
        document = read(good.path, internal=True)
        tally["files"] += 1
        if document["error"] is not None:
            tally["refused"] += 1
            wrong.append(f"{good.path.name}: {document['error']['code']}")
            continue
        wanted = Counter(unicodedata.normalize("NFC", name).casefold() for name in good.names)
        if wanted != Counter(name.casefold() for name in _names_in(document)):
            tally["without people"] += 1
            wrong.append(f"{good.path.name}: other people")
        cells = [
            {
                cell_address(y, x)
                for y, row in enumerate(page.grid, 1)
                for x, value in enumerate(row)
                if value is not None and display(str(value)).strip()
            }
            for page in good.pages
        ]
        tally["cells"] += sum(map(len, cells))
        lost = [one for sheet, of in zip(document["sheets"], cells, strict=True) for one in _unaccounted(sheet, of)]
        if lost:
            tally["not conserved"] += 1
            wrong.append(f"{good.path.name}: lost {lost[:3]}")
    return tally, wrong


def measure(scale: Scale) -> list[Figure]:
    """Both figures."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for part in ("bad", "mutants", "good", "province"):
            (folder / part).mkdir()
        mutants = _fuzzed(folder / "mutants", _FUZZED[scale])
        bad, wrong = _handmade(folder / "bad", _EVERY_HANDMADE[scale])
        good, other = _of_writers(folder / "good", _EVERY_GOOD[scale])
        province, more = _of_province(folder / "province", *_SAMPLE[scale])
    most = max(mutants.bytes, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024)
    good.update(province)
    other += more
    count = mutants.outcomes.total()
    wrong += [f"{times} mutants: {place}" for place, times in mutants.places.most_common(3)]
    broken, lost = bad["broken"] + mutants.broken, bad["lost"] + mutants.silent
    slow = bad["slow"] + mutants.slow
    enough = scale == "short" or (bad["files"] >= 150 and count >= 20_000 and good["files"] >= 200)
    return [
        Figure(
            4, "bad files: deaths of the reader, cells lost in silence, time, memory",
            "≥150 hand-made and ≥20,000 fuzzed files: 0 deaths, 0 silent losses, ≤60 s and ≤1.5 GiB each",
            f"{bad['files']} hand-made ({bad['refused']} refused in words), {count:,} fuzzed "
            f"({mutants.door} through the real child): {broken} deaths, {slow} too slow, {lost} with a silent loss; "
            f"slowest mutant {mutants.seconds:.1f} s, most memory {most / 2**20:.0f} MiB{_told(wrong)}",
            holds=enough and not wrong and not broken and not lost and not slow and most < _MOST_BYTES,
        ),
        Figure(
            5, "good files of real shape that are refused", "0 of ≥200; each filled cell stored or named",
            f"{good['refused']} of {good['files']}; {good['without people']} without their people; "
            f"{good['cells']:,} cells counted apart, {good['not conserved']} files with one lost{_told(other)}",
            holds=enough and not other,
        ),
    ]  # fmt: skip


def _told(wrong: list[str]) -> str:
    return f": {' | '.join(wrong[:4])}" if wrong else ""
