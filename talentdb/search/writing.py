"""Rows of persons into an index, so that one bad person never keeps the others out. Touches no database."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from talentdb.search.client import DocumentsRefused, SearchIndex
from talentdb.search.document import Document, PersonRow, Vocabulary, build_document
from talentdb.search.names import CONTENT_HASH, PERSON_ID

__all__ = ["Written", "write_rows"]


@dataclass(slots=True)
class Written:
    """What became of each person: content hash that the index has now, or why it was refused (no personal value)."""

    versions: dict[int, str] = field(default_factory=dict)
    refused: dict[int, str] = field(default_factory=dict)


def write_rows(index: SearchIndex, rows: Sequence[PersonRow], vocabulary: Vocabulary) -> Written:
    """Write the documents of `rows`; done when the server has them.

    Raises: SearchUnavailable; then nothing is known, and all has to be sent again.
    """
    written = Written()
    documents = []
    for row in rows:
        try:
            documents.append(build_document(row, vocabulary))
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            written.refused[row.person_id] = type(error).__name__
    _write(index, documents, written)
    return written


def _write(index: SearchIndex, documents: Sequence[Document], written: Written) -> None:
    """Halve a refused batch until the bad document stands alone."""
    try:
        index.upsert(documents)
    except DocumentsRefused as error:
        if len(documents) == 1:
            written.refused[documents[0][PERSON_ID]] = error.code
            return
        middle = len(documents) // 2
        _write(index, documents[:middle], written)
        _write(index, documents[middle:], written)
    else:
        written.versions.update((one[PERSON_ID], one[CONTENT_HASH]) for one in documents)
