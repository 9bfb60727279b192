"""Who answers a query: ours, and three engines with sensible plain settings over the same facts.

The others get the same texts of each person, none of our synonyms; each gives person numbers, best first.
"""

import re
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from typing import Any, Final

import meilisearch
import psycopg

from ingest.sample.catalogue import places
from talentdb.access.context import unit_of_work
from talentdb.access.principal import Principal, Role
from talentdb.search.query import search
from talentdb.text import fold
from tests.bench.registry import Servers
from tests.bench.search.books import in_words
from tests.bench.search.loading import Known

__all__ = ["SIDES", "Answer", "documents", "open_sides"]

Answer = Callable[[str], list[int]]
"""Person numbers for a line."""
SIDES: Final = ("ours", "Meilisearch", "PostgreSQL", "SQLite FTS5")
_PAGE: Final = 10
_READER: Final = Principal(Role.SEARCHER, "bench")
_TEXTS: Final = (
    "full_name", "field_of_training", "expertise", "works", "position", "unit", "agency", "degree", "title", "sex",
    "commune", "birth_year",
)  # fmt: skip
"""Texts of a document, the most telling first: that is also Meilisearch's order of attributes."""
_WORD: Final = re.compile(r"\w+")


def documents(rows: Mapping[int, Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """One flat document a person, in words."""
    names = {place.code: place.name for place in places()}
    for number, row in rows.items():
        yield {
            "id": number,
            "full_name": row["full_name"],
            "field_of_training": row.get("field_of_training") or "",
            "expertise": "; ".join(row.get("expertise") or ()),
            "works": "; ".join(work["work_title"] for work in row["works"]),
            "position": row.get("position_title") or "",
            "unit": row.get("sub_unit") or "",
            "agency": row.get("agency_name") or "",
            "degree": in_words("qualification", row.get("qualification")) or "",
            "title": in_words("academic_title", row.get("academic_title")) or "",
            "sex": in_words("sex", row.get("sex")) or "",
            "commune": names.get(row.get("commune_code") or "", ""),
            "birth_year": str(row.get("birth_date") or "")[:4],
        }


def _ours(known: Known) -> Answer:
    def answer(words: str) -> list[int]:
        with unit_of_work(known.loaded.engine, _READER) as connection:
            found = search(connection, _READER, known.loaded.index, words, limit=_PAGE)
        if found["degraded"]:
            raise RuntimeError("the search server did not answer")
        return [hit["person_id"] for hit in found["hits"]]

    return answer


def _raw_meili(servers: Servers, known: Known, texts: Sequence[Mapping[str, Any]]) -> Answer:
    """An index of its own; typo tolerance and ranking rules as the server has them."""
    client = meilisearch.Client(servers.search.url, servers.search.key)
    index = client.index(f"{known.loaded.index_name}_plain")
    tasks = [index.update_settings({"searchableAttributes": list(_TEXTS)})]
    tasks += index.add_documents_in_batches([dict(one) for one in texts], 5_000, primary_key="id")
    for task in tasks:
        client.wait_for_task(task.task_uid, timeout_in_ms=600_000)

    # Of a line that nobody matches whole, the rare words count; by default it would be the first ones.
    asked = {"limit": _PAGE, "attributesToRetrieve": ["id"], "matchingStrategy": "frequency"}

    def answer(words: str) -> list[int]:
        return [hit["id"] for hit in index.search(words, asked)["hits"]]

    return answer


def _postgres(connection: psycopg.Connection, texts: Sequence[Mapping[str, Any]]) -> Answer:
    """Configuration `simple` over a column without tones; who has all words stands before who has some."""
    connection.execute("create table plain (id bigint, words tsvector)")
    with connection.cursor() as cursor:
        cursor.executemany(
            "insert into plain values (%s, to_tsvector('simple', %s))",
            [(one["id"], fold(" ".join(str(one[name]) for name in _TEXTS))) for one in texts],
        )
    connection.execute("create index on plain using gin (words)")
    connection.execute("analyze plain")

    def answer(words: str) -> list[int]:
        asked = _WORD.findall(fold(words))
        found = connection.execute(
            """
            select id from plain, to_tsquery('simple', %s) whole, to_tsquery('simple', %s) part
            where words @@ part order by words @@ whole desc, ts_rank(words, part) desc, id limit %s
            """,
            (" & ".join(asked), " | ".join(asked), _PAGE),
        )
        return [number for (number,) in found]

    return answer


def _fts5(connection: sqlite3.Connection, texts: Sequence[Mapping[str, Any]]) -> Answer:
    """Any of the words, by bm25; marks are taken off by the tokenizer."""
    columns = ", ".join(_TEXTS)
    connection.execute(f"create virtual table plain using fts5({columns}, tokenize='unicode61 remove_diacritics 2')")
    marks = ", ".join("?" * (len(_TEXTS) + 1))
    connection.executemany(
        f"insert into plain (rowid, {columns}) values ({marks})",
        [(one["id"], *(one[name] for name in _TEXTS)) for one in texts],
    )

    def answer(words: str) -> list[int]:
        asked = " OR ".join(f'"{word}"' for word in _WORD.findall(words))
        found = connection.execute(
            "select rowid from plain where plain match ? order by bm25(plain), rowid limit ?", (asked, _PAGE)
        )
        return [number for (number,) in found]

    return answer


@contextmanager
def open_sides(servers: Servers, known: Known) -> Iterator[dict[str, Answer]]:
    """All sides over the same people; what they needed is gone afterwards, but for what lies in the home."""
    texts = list(documents(known.rows))
    database = servers.owner_url(servers.new_database())
    with psycopg.connect(database, autocommit=True) as postgres, closing(sqlite3.connect(":memory:")) as sqlite:
        answers = (
            _ours(known), _raw_meili(servers, known, texts), _postgres(postgres, texts), _fts5(sqlite, texts)
        )  # fmt: skip
        yield dict(zip(SIDES, answers, strict=True))
