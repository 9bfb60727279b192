"""How `people export` runs: the words go to the search, the rows under the rights of the account into a file.

Holds no options of the command line and no rule of its own.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from talentdb.console import Progress, hush_output, progress, say

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from talentdb.runtime import Runtime
    from talentdb.search.selection import Selection

__all__ = ["ExportRequest", "export_people"]

_EVERY: Final = 500
"""Rows between two steps of the bar."""
_BAR: Final = "Xuất dữ liệu"


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """What was asked for; `columns` empty is all that the role may have, `out` None is standard output."""

    kind: str
    out: Path | None
    with_sources: bool
    filters: tuple[tuple[str, str], ...]
    query: str
    columns: tuple[str, ...]
    as_of: date | None
    purpose: str | None


def export_people(runtime: "Runtime", asked: ExportRequest) -> None:
    """Write the people and say how many.

    Raises: ForbiddenError; UsageError for an unknown filter, column or folder, or a purpose that has to be named.
    """
    from talentdb.people.export_rules import require_purpose

    require_purpose(runtime.principal, asked.purpose)
    if asked.query:
        # What was approved a moment ago is to be found.
        runtime.drain()
    with runtime.work() as connection, progress() as bar:
        wanted = _wanted(connection, runtime, asked)
        _write(connection, runtime, asked, wanted, bar)


def _wanted(connection: "Connection", runtime: "Runtime", asked: ExportRequest) -> "Selection":
    from talentdb.search.selection import Selection, select_people

    if not asked.query:
        return Selection(asked.filters, None)
    if runtime.services.search is None:
        say(runtime.services.search_problem)
    return select_people(connection, runtime.principal, runtime.index(), asked.query, filters=asked.filters)


def _write(
    connection: "Connection", runtime: "Runtime", asked: ExportRequest, wanted: "Selection", bar: Progress
) -> None:
    from talentdb.people.export import count_people, iter_people, left_out
    from talentdb.people.export_rules import chosen_columns, file_name
    from talentdb.people.files import write_people
    from talentdb.people.withheld import left_out_words
    from talentdb.settings import today

    columns = chosen_columns(runtime.principal, asked.columns, lists=asked.kind == "json")
    # A document of everything is what the contract names; a flat file has no place for the lists.
    read = None if asked.kind == "json" and not asked.columns else columns
    rows = iter_people(
        connection, runtime.principal, wanted.filters, with_sources=asked.with_sources or "sources" in asked.columns,
        keyring=runtime.keyring, purpose=asked.purpose, as_of=asked.as_of, person_ids=wanted.person_ids, columns=read,
    )  # fmt: skip
    out = asked.out
    if out is not None and out.is_dir():
        out = out / file_name(asked.query, asked.filters, asked.kind, asked.as_of or today())
    missing = left_out(connection, runtime.principal, wanted.filters, person_ids=wanted.person_ids, as_of=asked.as_of)
    if missing:
        say(left_out_words(missing))
    try:
        total = 0
        if out is not None:
            total = count_people(
                connection, runtime.principal, wanted.filters, person_ids=wanted.person_ids, as_of=asked.as_of
            )
        count = write_people(_watched(rows, total, bar), asked.kind, out, columns=columns)
    except BrokenPipeError:
        hush_output()
        # Inside the transaction: what was given before the pipe closed is logged.
        rows.close()
        return
    if out is not None:
        say(f"Đã xuất {count} người ra {out.name}.")


def _watched(rows: Iterable[dict[str, Any]], total: int, bar: Progress) -> Iterator[dict[str, Any]]:
    for number, row in enumerate(rows):
        if total and number % _EVERY == 0:
            bar(_BAR, number, total)
        yield row
    if total:
        bar(_BAR, total, total)
