"""How long a large submission takes against a large registry, phase by phase, and how much memory.

Rows of the gold population go the way of a submission, without a workbook: reading is measured elsewhere.
"""

import resource
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch

from sqlalchemy import Engine, text

from talentdb.access.context import unit_of_work
from talentdb.access.keyring import Keyring
from talentdb.access.principal import OPERATOR
from talentdb.db.agencies import import_agencies
from talentdb.db.engine import make_engine
from talentdb.db.lookup import find_agency_id
from talentdb.identity import links
from talentdb.registry.decisions import approve
from talentdb.registry.matching import preview
from talentdb.submissions.draft import RecordDraft, SubmissionDraft
from talentdb.submissions.receive import receive
from tests.bench.identity.population import GoldRow, make_population
from tests.bench.identity.shares import PROVINCE
from tests.bench.registry import Servers, open_servers
from tests.bench.table import Row

__all__ = ["Load", "measure_scale"]

_PART: Final = 50_000
_SENDER: Final = "SO-KHCN"
_FIELDS: Final = (
    "full_name", "birth_precision", "sex", "national_id", "staff_code", "phone", "email", "commune_code",
    "native_place", "ethnicity_code", "qualification", "field_of_training", "training_institution",
    "graduation_year", "position_title", "professional_title_code", "recruitment_date",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Load:
    """Seconds of one submission by phase, and the largest resident memory of this process until then, in MiB."""

    rows: int
    receive: float
    match: float
    approve: float
    memory: float


def _values(row: GoldRow) -> dict[str, Any]:
    values = {name: getattr(row, name) for name in _FIELDS}
    values["birth_date"] = row.birth_date.isoformat()
    values["birth_date_precision"] = values.pop("birth_precision")
    return {name: value for name, value in values.items() if value is not None}


def _draft(sender: int, employers: dict[int, int], rows: Sequence[GoldRow], name: str) -> SubmissionDraft:
    records = tuple(
        RecordDraft("DS", 1, number, employers[row.employer.number], _values(row), {})
        for number, row in enumerate(rows, 2)
    )
    return SubmissionDraft(
        sender, "people", rows[-1].as_of, name, name.encode(), "xlsx", records, (), {"sheets": []}, "bench"
    )


def _receive(engine: Engine, keyring: Keyring, draft: SubmissionDraft) -> int:
    with unit_of_work(engine, OPERATOR) as connection:
        return receive(connection, OPERATOR, keyring, draft, "submitted").submission_id


def _approve(engine: Engine, number: int) -> None:
    with unit_of_work(engine, OPERATOR) as connection:
        approve(connection, OPERATOR, number)


def _measured(engine: Engine, keyring: Keyring, draft: SubmissionDraft) -> Load:
    marks = [time.perf_counter()]
    number = _receive(engine, keyring, draft)
    marks.append(time.perf_counter())
    with unit_of_work(engine, OPERATOR) as connection:
        preview(connection, OPERATOR, number)
    marks.append(time.perf_counter())
    _approve(engine, number)
    marks.append(time.perf_counter())
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    received, matched, approved = (after - before for before, after in pairwise(marks))
    return Load(len(draft.records), received, matched, approved, memory)


def _load_last(servers: Servers, registry: int, people: int, seed: int, say: Callable[[str], None]) -> Load:
    """Fill a registry with so many rows, then load `people` more; only those are compared with anybody.

    That the rows before were not compared with each other makes no difference to the last ones: who shares a key
    with them is the same.
    """
    name = servers.new_database(template=servers.runtime.services.database.dbname)
    engine = make_engine(servers.app_url(name))
    rows = make_population("province", PROVINCE, registry + people, seed).rows
    used = {row.employer.number: row.employer for row in rows}
    with unit_of_work(engine, OPERATOR) as connection:
        known = import_agencies(connection, [{"code": e.code, "name": e.name} for _, e in sorted(used.items())])
        sender = find_agency_id(connection, _SENDER)
    employers = {number: row["agency_id"] for number, row in zip(sorted(used), known, strict=True)}
    ordered = sorted(rows, key=lambda row: (row.as_of, row.record_id))
    keyring = servers.runtime.keyring
    with patch.object(links, "store_pairs"):
        for start in range(0, registry, _PART):
            draft = _draft(sender, employers, ordered[start : min(start + _PART, registry)], f"part {start}")
            _approve(engine, _receive(engine, keyring, draft))
            say(f"{min(start + _PART, registry):,} rows …")
    with engine.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT").execute(text("analyze"))
    load = _measured(engine, keyring, _draft(sender, employers, ordered[registry:][:people], "last"))
    engine.dispose()
    return load


def measure_scale(folder: Path, registry: int, people: int, seed: int, say: Callable[[str], None]) -> list[Row]:
    """One submission of `people` rows against a registry of so many rows."""
    with open_servers(folder / "scale") as servers:
        last = _load_last(servers, registry, people, seed, say)
    total = last.receive + last.approve
    return [
        Row(
            "scale",
            f"{last.rows:,} rows against {registry:,}: stored, matched, approved",
            f"{total:.1f} s",
            bar="60 s",
        ),
        Row("scale", "of that storing", f"{last.receive:.1f} s"),
        Row("scale", "of that matching, merging and deriving", f"{last.approve:.1f} s"),
        Row("scale", "a look before approval (matching alone)", f"{last.match:.1f} s"),
        Row("scale", "largest resident memory of the program, the generator's included", f"{last.memory:,.0f} MiB"),
    ]
