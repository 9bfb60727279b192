"""The search server behind a narrow protocol: the only module that knows the SDK and the server's language.

Every write waits for its task and looks at its status, because the server accepts wrong input and fails later. Uses
nothing newer than server 1.21.
"""

import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final, Protocol
from urllib.parse import urlsplit

from meilisearch import Client
from meilisearch.errors import MeilisearchApiError, MeilisearchError
from meilisearch.models.task import TaskInfo

from talentdb.errors import DataError, SearchUnavailable
from talentdb.search.document import Document
from talentdb.search.labels import NO_INDEX, START_SEARCH
from talentdb.search.names import CONTENT_HASH, PERSON_ID
from talentdb.search.settings import INDEX_NAME, index_settings
from talentdb.search.wire import AnswerRefused, Wire

__all__ = [
    "Ask",
    "DocumentsRefused",
    "Found",
    "MeiliIndex",
    "SearchIndex",
    "any_of",
    "none_of",
    "one_of",
    "open_index",
]

# A query over a million people answers within seconds; longer than that means that the server hangs.
_REQUEST_SECONDS: Final = 10
# A rebuild sends 50,000 documents ahead, which a busy machine may take minutes for; a server that hangs is noticed
# by the questions about the task.
_TASK_SECONDS: Final = 900.0
# A document takes a few hundredths of a second, a batch of a rebuild minutes: whoever asks at once all the time takes
# from the server what it needs for the task.
_FIRST_PAUSE: Final = 0.01
_LONGEST_PAUSE: Final = 0.25
_UNFINISHED: Final = frozenset({"enqueued", "processing"})
# As for the questions, see `talentdb.search.wire`.
_HEADERS: Final = {"Accept-Encoding": "identity", "Connection": "close"}
_PAGE: Final = 10_000


class DocumentsRefused(DataError):  # noqa: N818 - what happened, as in talentdb.errors
    """The server refused documents for what is in them; `code` is its word for it, without any value."""

    def __init__(self, code: str) -> None:
        super().__init__(f"Máy tìm kiếm từ chối tài liệu ({code}).")
        self.code = code


@dataclass(frozen=True, slots=True)
class Ask:
    """One question to the server. A hit has all words of `text`, as far as not `any_words`.

    Args:
        text: words; those in quotation marks exactly so, the others also with slips.
        within: attributes to look in; None: all.
        filters: conditions in the server's language, all of which must hold.
        limit: how many hits; the total is exact whatever it is.
        facets: attributes to count by.
    """

    text: str
    within: tuple[str, ...] | None = None
    filters: tuple[str, ...] = ()
    limit: int = 0
    facets: tuple[str, ...] = ()
    any_words: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """Hits of a question, best first, how many there are in all, and their number by value."""

    person_ids: Sequence[int]
    total: int
    facets: Mapping[str, Mapping[str, int]]


class SearchIndex(Protocol):
    """What the rest of the program asks of an index. Every method may raise SearchUnavailable."""

    @property
    def name(self) -> str:
        """Name of the live index."""

    def exists(self) -> bool:
        """Whether it has been built."""

    def count(self) -> int:
        """Number of documents."""

    def ask(self, questions: Sequence[Ask]) -> list[Found]:
        """The answers, in one round trip."""

    def send(self, documents: Sequence[Document]) -> Callable[[], None]:
        """Begin to write documents, all or none; the function given back waits until it is done.

        Raises: DocumentsRefused, here or from that function.
        """

    def upsert(self, documents: Sequence[Document]) -> None:
        """Write documents; all or none.

        Raises: DocumentsRefused.
        """

    def delete(self, person_ids: Sequence[int]) -> None:
        """Take persons out."""

    def versions(self) -> dict[int, str]:
        """person_id -> content hash of every document."""

    def beside(self) -> "SearchIndex":
        """A new empty index with today's settings, beside this one."""

    def take_over(self, built: "SearchIndex") -> None:
        """Let `built` answer under this name from now on; what stood here is deleted."""


def open_index(url: str, key: str, name: str = INDEX_NAME) -> SearchIndex:
    """The index on a server; connects at the first use only."""
    _bypass_proxy(url)
    client = Client(url, key, timeout=_REQUEST_SECONDS, custom_headers=_HEADERS)
    return MeiliIndex(client, Wire(url, key, _REQUEST_SECONDS), name)


def _bypass_proxy(url: str) -> None:
    """A proxy of the office must not get requests to this machine."""
    host = urlsplit(url).hostname or ""
    if host in {"127.0.0.1", "localhost", "::1"} and host not in os.environ.get("no_proxy", ""):
        os.environ["no_proxy"] = ",".join(filter(None, [os.environ.get("no_proxy", ""), host]))


@contextmanager
def _talking() -> Iterator[None]:
    """Failures of the server, the network and the key as one exception of ours; refused documents as another."""
    try:
        yield
    except MeilisearchApiError as error:
        status = error.status_code
        if error.code and "document" in error.code and 400 <= status < 500:
            raise DocumentsRefused(error.code) from error
        raise SearchUnavailable(NO_INDEX, START_SEARCH) from error
    # A server that answers, but not what was asked for, has other words and shapes than ours.
    except (AnswerRefused, MeilisearchError, OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise SearchUnavailable(NO_INDEX, START_SEARCH) from error


class MeiliIndex:
    """SearchIndex over Meilisearch."""

    def __init__(self, client: Client, wire: Wire, name: str) -> None:
        self._client = client
        self._wire = wire
        self._index = client.index(name)
        self.name = name

    def _finish(self, task: TaskInfo) -> None:
        until, pause = time.monotonic() + _TASK_SECONDS, _FIRST_PAUSE
        while (done := self._wire.get(f"tasks/{task.task_uid}"))["status"] in _UNFINISHED:
            if time.monotonic() > until:
                raise SearchUnavailable(NO_INDEX, START_SEARCH)
            time.sleep(pause)
            pause = min(pause * 1.5, _LONGEST_PAUSE)
        if done["status"] == "succeeded":
            return
        error = done.get("error") or {}
        if error.get("type") == "invalid_request":
            raise DocumentsRefused(str(error.get("code")))
        raise SearchUnavailable(NO_INDEX, START_SEARCH)

    def exists(self) -> bool:
        """See SearchIndex."""
        with _talking():
            try:
                self._client.get_raw_index(self.name)
            except MeilisearchApiError as error:
                if error.code == "index_not_found":
                    return False
                raise
        return True

    def count(self) -> int:
        """See SearchIndex."""
        with _talking():
            return int(self._index.get_stats().number_of_documents)

    def ask(self, questions: Sequence[Ask]) -> list[Found]:
        """See SearchIndex."""
        requests = [self._request(one) for one in questions]
        with _talking():
            try:
                answer = self._wire.post("multi-search", {"queries": requests})
            except AnswerRefused as error:
                # An attribute that no document has yet is unknown to the server; then there is nothing to keep out.
                if error.code != "invalid_search_attributes_to_search_on":
                    raise
                for request in requests:
                    request.pop("attributesToSearchOn", None)
                answer = self._wire.post("multi-search", {"queries": requests})
            found = [
                Found([hit[PERSON_ID] for hit in one["hits"]], one["totalHits"], one.get("facetDistribution") or {})
                for one in answer["results"]
            ]
            if len(found) != len(questions):
                raise ValueError("results")
        return found

    def _request(self, question: Ask) -> dict[str, Any]:
        # By page: only then the total is counted to the end, not estimated.
        request: dict[str, Any] = {
            "indexUid": self.name, "q": question.text, "page": 1, "hitsPerPage": question.limit,
            "filter": list(question.filters), "attributesToRetrieve": [PERSON_ID],
            "matchingStrategy": "frequency" if question.any_words else "all",
        }  # fmt: skip
        if question.within is not None:
            request["attributesToSearchOn"] = list(question.within)
        if question.facets:
            request["facets"] = list(question.facets)
        return request

    def send(self, documents: Sequence[Document]) -> Callable[[], None]:
        """See SearchIndex."""
        with _talking():
            task = self._index.add_documents(documents, PERSON_ID) if documents else None

        def wait() -> None:
            with _talking():
                if task is not None:
                    self._finish(task)

        return wait

    def upsert(self, documents: Sequence[Document]) -> None:
        """See SearchIndex."""
        self.send(documents)()

    def delete(self, person_ids: Sequence[int]) -> None:
        """See SearchIndex."""
        if person_ids:
            with _talking():
                listed = ", ".join(str(int(one)) for one in person_ids)
                self._finish(self._index.delete_documents(filter=f"{PERSON_ID} IN [{listed}]"))

    def versions(self) -> dict[int, str]:
        """See SearchIndex."""
        found: dict[int, str] = {}
        with _talking():
            while True:
                page = self._index.get_documents(
                    {"fields": [PERSON_ID, CONTENT_HASH], "limit": _PAGE, "offset": len(found)}
                ).results
                found.update((getattr(one, PERSON_ID), getattr(one, CONTENT_HASH, "")) for one in page)
                if len(page) < _PAGE:
                    return found

    def beside(self) -> SearchIndex:
        """See SearchIndex. What a build that died has left is deleted first."""
        built = MeiliIndex(self._client, self._wire, f"{self.name}_build")
        with _talking():
            if built.exists():
                built._finish(self._client.index(built.name).delete())
            self._finish(self._client.create_index(built.name, {"primaryKey": PERSON_ID}))
            self._finish(built._index.update_settings(index_settings()))
        return built

    def take_over(self, built: SearchIndex) -> None:
        """See SearchIndex. The first build is renamed, a later one swapped, which no query notices."""
        with _talking():
            if not self.exists():
                self._finish(self._client.swap_indexes([{"indexes": [built.name, self.name], "rename": True}]))
                return
            self._finish(self._client.swap_indexes([{"indexes": [self.name, built.name]}]))
            self._finish(self._client.index(built.name).delete())


def any_of(name: str, values: Iterable[str]) -> str:
    """The condition "the attribute has one of these values" in the server's language."""
    return f"{name} IN [{', '.join(map(_quoted, values))}]"


def one_of(name: str, numbers: Iterable[int]) -> str:
    """The same for an attribute that holds numbers."""
    return f"{name} IN [{', '.join(map(str, numbers))}]"


def none_of(name: str, numbers: Iterable[int]) -> str:
    """The opposite."""
    return f"{name} NOT IN [{', '.join(map(str, numbers))}]"


def _quoted(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
