"""An export of people for the page: whom a question finds, into a file that only this session holds.

Rights, purpose and log are those of `talentdb.people.export`; here the words for the readers of tables are put in.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import IO, Any, Final

from dashboards import export_labels, labels
from dashboards.application import Application
from dashboards.scratch import scratch
from dashboards.words import Words
from talentdb.access.context import unit_of_work
from talentdb.access.principal import Principal
from talentdb.failpoints import reach
from talentdb.fields import EVIDENCE
from talentdb.people.export import count_people, iter_people, left_out
from talentdb.people.export_rules import chosen_columns, columns_of, file_name, is_locked
from talentdb.people.files import write_people
from talentdb.people.withheld import left_out_words
from talentdb.search.selection import select_people
from talentdb.services.locked_file import locked_workbook
from talentdb.settings import today

__all__ = ["BESIDE", "Asked", "Exported", "column_labels", "export_file", "in_words"]

Progress = Callable[[int, int], None]
"""Called with the people written so far and how many there are."""

_EVERY: Final = 500
_IN_WORDS: Final = frozenset({"xlsx", "csv"})
"""Formats that people open; the others are for programs and keep the codes."""
BESIDE: Final = frozenset({"birth_date_precision", "family_name", "middle_name", "given_name"}) | EVIDENCE
"""Columns that a table in words does not need: they say how another one is to be read."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be exported.

    Args:
        query, filters, plain, as_words: as `talentdb.search.query.search` takes them.
        kind: a format of `talentdb.people.files`.
        columns: in this order; none is all that the role may have.
        password: for a workbook with sensitive columns; without one, none is set.
    """

    query: str
    filters: tuple[tuple[str, str], ...]
    kind: str
    purpose: str
    columns: tuple[str, ...] = ()
    plain: tuple[str, ...] = ()
    as_words: bool = False
    password: str = ""


@dataclass(frozen=True, slots=True)
class Exported:
    """A finished file: open, and without a name on the disk, so that it goes with whoever holds it.

    Args:
        locked: it opens with the password only.
        left_out: who is not in it for want of consent, in words; empty when nobody is left out.
    """

    name: str
    rows: int
    file: IO[bytes]
    locked: bool = False
    left_out: str = ""

    def content(self) -> bytes:
        """All of it."""
        self.file.seek(0)
        return self.file.read()


def column_labels(principal: Principal) -> dict[str, str]:
    """Column -> its words, of all that the role may have."""
    words = {**labels.FIELD, **export_labels.EXTRA, **export_labels.FIELD}
    return {name: words.get(name, name) for name in columns_of(principal)}


def export_file(application: Application, principal: Principal, asked: Asked, progress: Progress) -> Exported:
    """Write the file, logged with its purpose.

    Raises: ForbiddenError; UsageError for an unknown filter or column, or without a purpose.
    """
    index = application.open_index()
    with scratch(application) as folder:
        path = folder / file_name(asked.query, asked.filters, asked.kind, today())
        with unit_of_work(application.engine, principal) as connection:
            wanted = select_people(
                connection, principal, index, asked.query, filters=asked.filters, plain=asked.plain,
                as_words=asked.as_words,
            )  # fmt: skip
            columns = _columns(principal, asked)
            locked = is_locked(columns, asked.kind, asked.password)
            rows = iter_people(
                connection, principal, wanted.filters, keyring=application.keyring, purpose=asked.purpose,
                person_ids=wanted.person_ids, columns=None if asked.kind == "json" and not asked.columns else columns,
                locked=locked,
            )  # fmt: skip
            total = count_people(connection, principal, wanted.filters, person_ids=wanted.person_ids)
            missing = left_out_words(left_out(connection, principal, wanted.filters, person_ids=wanted.person_ids))
            told = _watched(rows, total, progress)
            headers: Mapping[str, str] = {}
            if asked.kind in _IN_WORDS:
                told, headers = in_words(Words(application), told), column_labels(principal)
            count = write_people(told, asked.kind, path, headers, columns)
            if locked:
                path.write_bytes(locked_workbook(path.read_bytes(), asked.password))
            reach("export.written")
        return Exported(path.name, count, path.open("rb"), locked, missing)


def _columns(principal: Principal, asked: Asked) -> tuple[str, ...]:
    columns = chosen_columns(principal, asked.columns, lists=asked.kind == "json")
    if asked.kind in _IN_WORDS and not asked.columns:
        return tuple(name for name in columns if name not in BESIDE)
    return columns


def _watched(rows: Iterator[dict[str, Any]], total: int, progress: Progress) -> Iterator[dict[str, Any]]:
    for number, row in enumerate(rows):
        if number % _EVERY == 0:
            progress(number, total)
        yield row
    progress(total, total)


def in_words(words: Words, rows: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Codes by their words, days as they are read here; numbers stay numbers."""
    for row in rows:
        yield {name: _word(words, name, value, row) for name, value in row.items()}


def _word(words: Words, name: str, value: Any, row: Mapping[str, Any]) -> Any:
    if isinstance(value, bool):
        return export_labels.YES_NO[value]
    return value if isinstance(value, int | float) else words.of(name, value, row)
