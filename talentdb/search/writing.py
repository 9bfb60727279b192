"""Rows of persons into an index, so that one bad person never keeps the others out. Touches no database."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from talentdb.search.client import DocumentsRefused, SearchIndex
from talentdb.search.document import Document, PersonRow, Vocabulary, build_document
from talentdb.search.names import CONTENT_HASH, PERSON_ID

__all__ = ["Written", "write_chunks"]

# Chunks that the server has before the oldest is waited for: it never idles, and takes all that waits as one batch,
# which costs it less than as many batches.
_AHEAD: Final = 24


@dataclass(slots=True)
class Written:
    """What became of each person: content hash that the index has now, or why it was refused (no personal value)."""

    versions: dict[int, str] = field(default_factory=dict)
    refused: dict[int, str] = field(default_factory=dict)


def write_chunks(
    index: SearchIndex, chunks: Iterable[Sequence[PersonRow]], vocabulary: Vocabulary
) -> Iterator[Written]:
    """Write the documents of the chunks, of which no two name the same person; one result for each, in order.

    Later chunks are sent while the server works on earlier ones; a result comes when the server has that chunk.
    Raises: SearchUnavailable; then nothing is known of the chunks without a result, and they have to be sent again.
    """
    flying: deque[tuple[Written, Sequence[Document], Callable[[], None]]] = deque()
    for rows in chunks:
        flying.append(_begin(index, rows, vocabulary))
        if len(flying) > _AHEAD:
            yield _end(index, *flying.popleft())
    while flying:
        yield _end(index, *flying.popleft())


def _begin(
    index: SearchIndex, rows: Sequence[PersonRow], vocabulary: Vocabulary
) -> tuple[Written, Sequence[Document], Callable[[], None]]:
    written = Written()
    documents = []
    for row in rows:
        try:
            documents.append(build_document(row, vocabulary))
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            written.refused[row.person_id] = type(error).__name__
    try:
        return written, documents, index.send(documents)
    except DocumentsRefused:
        return written, documents, partial(index.upsert, documents)


def _end(index: SearchIndex, written: Written, documents: Sequence[Document], wait: Callable[[], None]) -> Written:
    _write(index, documents, written, wait)
    return written


def _write(index: SearchIndex, documents: Sequence[Document], written: Written, wait: Callable[[], None]) -> None:
    """Halve a refused batch until the bad document stands alone."""
    try:
        wait()
    except DocumentsRefused as error:
        if len(documents) == 1:
            written.refused[documents[0][PERSON_ID]] = error.code
            return
        middle = len(documents) // 2
        for half in (documents[:middle], documents[middle:]):
            _write(index, half, written, partial(index.upsert, half))
    else:
        written.versions.update((one[PERSON_ID], one[CONTENT_HASH]) for one in documents)
