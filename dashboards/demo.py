"""The demo: an empty home becomes a province of fictional people, its lists read, matched, approved and indexed.

Only a home that this module made knows the demo accounts; it refuses a home that holds other people.
"""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from dashboards import labels
from dashboards.demo_accounts import demo_folder, make_accounts
from dashboards.demo_councils import make_councils
from dashboards.demo_figures import make_figures
from dashboards.demo_programmes import make_programmes
from dashboards.demo_reporting import make_registers
from dashboards.demo_reports import make_reports
from ingest.load import read_for_agency, store_document
from ingest.sample.command import sample_command
from ingest.sample.elsewhere import elsewhere_agencies, write_elsewhere
from ingest.sample.reported import write_reported
from ingest.sample.together import write_together
from ingest.sample.years import write_years
from talentdb.access.principal import OPERATOR
from talentdb.console import Progress
from talentdb.db.agencies import import_agencies
from talentdb.db.lookup import find_agency_id
from talentdb.errors import DataError, UsageError
from talentdb.people.profile import list_people
from talentdb.registry.decisions import approve
from talentdb.registry.matching import preview
from talentdb.runtime import Runtime
from talentdb.submissions.query import records, show

__all__ = ["is_demo", "make_demo"]

# Reading is bound by the processor; two children use the two cores of the reference machine.
_READERS = 2


def is_demo(home: Path) -> bool:
    """Whether the demo made this home, to its end."""
    return (demo_folder(home) / "accounts.json").is_file()


def make_demo(runtime: Runtime, people: int, seed: int, progress: Progress) -> dict[str, Any]:
    """Fill an empty home; gives counts.

    Raises: UsageError when the home holds people that the demo did not make.
    """
    begun = demo_folder(runtime.home) / "begun"
    with runtime.work() as connection:
        if not begun.exists() and list_people(connection, OPERATOR, limit=1).total:
            raise UsageError(
                "Thư mục dữ liệu này đang chứa người thật hoặc dữ liệu khác, không phải bản trình diễn.",
                "Chỉ định một thư mục trống: TALENTDB_HOME=/thư/mục/mới talentdb demo.",
            )
    folder = demo_folder(runtime.home) / "workbooks"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    people, seed = _same_as_before(begun, people, seed)
    progress(labels.DEMO_WRITING, 0, 1)
    sample_command(folder, people, seed)
    progress(labels.DEMO_WRITING, 1, 1)
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    with runtime.work() as connection:
        import_agencies(connection, json.loads((folder / "agencies.json").read_text(encoding="utf-8")))
        import_agencies(connection, elsewhere_agencies())
    elsewhere = write_elsewhere(gold, folder)
    # Earlier years come first; works and what bodies report come last: their people are known by then.
    lists = [
        *write_years(gold, folder), *elsewhere, *gold["files"], *write_together(gold, folder),
        *write_reported(gold, folder),
    ]  # fmt: skip
    submissions, unread = _load_all(runtime, folder, lists, progress)
    _decide(runtime, gold["files"][-1]["agency_code"], submissions, progress)
    progress(labels.DEMO_INDEXING, 0, 1)
    indexed = runtime.drain()
    progress(labels.DEMO_INDEXING, 1, 1)
    make_councils(runtime)
    make_registers(runtime)
    bodies = {entry["agency_code"]: entry["agency_name"] for entry in (*gold["files"], *elsewhere)}
    accounts = make_accounts(runtime, bodies)
    make_figures(runtime)
    make_reports(runtime, accounts)
    make_programmes(runtime, accounts)
    with runtime.work() as connection:
        found = list_people(connection, OPERATOR, limit=1).total
    return {
        "files": len(lists),
        "unread": unread,
        "submissions": len(submissions),
        "people": found,
        "indexed": indexed,
        "accounts": len(accounts),
    }


def _decide(
    runtime: Runtime, waiting: str, submissions: list[tuple[dict[str, Any], int]], progress: Progress
) -> None:
    """Approve the lists, but for rows with a reason to send them back; what is unclear goes to the steward.

    The lists of this year of the agency `waiting` wait, so that the review page has something to decide, against
    the list of last year, already matched.
    """
    # Of the entries of the demo's own lists each row is known; the sample's have none.
    waits = [number for entry, number in submissions if entry["agency_code"] == waiting and "rows" not in entry]
    decided = [(entry, number) for entry, number in submissions if number not in waits]
    for done, (entry, submission_id) in enumerate(decided, start=1):
        with runtime.work() as connection:
            if show(connection, submission_id)["state"] == "submitted":
                returned = _sent_back(connection, submission_id, entry)
                approve(connection, runtime.principal, submission_id, returned=returned)
        progress(labels.DEMO_APPROVING, done, len(decided))
    for submission_id in waits:
        with runtime.work() as connection:
            if show(connection, submission_id)["state"] == "submitted":
                preview(connection, runtime.principal, submission_id)


def _sent_back(connection: Connection, submission_id: int, entry: dict[str, Any]) -> dict[int, str]:
    """Accepted rows of the submission that have a reason -> the reason."""
    reasons = {row["row"]: row["reason"] for row in entry.get("rows", ()) if row["reason"]}
    if not reasons:
        return {}
    return {
        record["source_record_id"]: reasons[record["row_no"]]
        for record in records(connection, submission_id)
        if record["row_no"] in reasons and record["state"] == "accepted"
    }


def _same_as_before(begun: Path, people: int, seed: int) -> tuple[int, int]:
    """Size and seed of a demo that was broken off, so that it goes on with the very same files."""
    if begun.exists():
        first, second = begun.read_text(encoding="utf-8").split()
        return int(first), int(second)
    begun.write_text(f"{people} {seed}\n", encoding="utf-8")
    return people, seed


def _load_all(
    runtime: Runtime, folder: Path, files: list[dict[str, Any]], progress: Progress
) -> tuple[list[tuple[dict[str, Any], int]], list[str]]:
    """Read in two children, store in order; gives (entry, submission) pairs and the files that are unreadable."""
    submissions: list[tuple[dict[str, Any], int]] = []
    unread: list[str] = []

    def read(entry: dict[str, Any]) -> tuple[dict[str, Any], int, dict[str, Any] | DataError]:
        path = folder / entry["file"]
        with runtime.work() as connection:
            agency_id = find_agency_id(connection, entry["agency_code"])
            try:
                return entry, agency_id, read_for_agency(connection, path, agency_id, None)
            except DataError as error:
                return entry, agency_id, error

    with ThreadPoolExecutor(_READERS) as pool:
        results: Iterator[Any] = pool.map(read, files)
        for number, (entry, agency_id, document) in enumerate(results, start=1):
            progress(labels.DEMO_READING, number, len(files))
            if isinstance(document, DataError):
                unread.append(f"{entry['file']}: {document.message}")
                continue
            try:
                stored = _store(runtime, folder / entry["file"], entry, agency_id, document)
                submissions += [(entry, submission_id) for submission_id in stored]
            except DataError as error:
                # A list without a row is met in every province; the others go on.
                unread.append(error.message)
    return submissions, unread


def _store(
    runtime: Runtime, path: Path, entry: dict[str, Any], agency_id: int, document: dict[str, Any]
) -> list[int]:
    with runtime.work() as connection:
        loaded = store_document(
            connection,
            runtime.principal,
            runtime.keyring,
            document,
            agency_id=agency_id,
            as_of=date.fromisoformat(entry["as_of"]) if entry.get("as_of") else None,
            file_name=path.name,
            content=path.read_bytes(),
            state="submitted",
        )
    return [item.receipt.submission_id for item in loaded]
