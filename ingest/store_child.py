"""The process of `ingest.store_process`: one request from standard input, one transaction, one answer on old stdout.

Opens no foreign file; has the rights and keys of the web app that started it.
"""

import os
import pickle
import sys
import traceback
from pathlib import Path

from sqlalchemy import Connection

from ingest.load import Loaded, store_document
from ingest.store_process import Answer, StoreRequest
from talentdb.access.context import repeatedly
from talentdb.access.keyring import open_keyring
from talentdb.db.engine import make_engine
from talentdb.errors import TalentdbError

__all__ = ["main"]

_POLITE = 5
"""Behind the pages of everybody else by so much: two lists and the database would otherwise take both cores."""


def _store(request: StoreRequest) -> list[Loaded]:
    engine = make_engine(request.url, pool_size=1)
    keyring = open_keyring(request.home).for_blind_index(request.blind_generation)

    def keep(connection: Connection) -> list[Loaded]:
        return store_document(
            connection,
            request.principal,
            keyring,
            request.document,
            agency_id=request.agency_id,
            as_of=request.as_of,
            file_name=request.file_name,
            content=request.content,
            state=request.state,
        )

    try:
        return repeatedly(engine, request.principal, keep)
    finally:
        engine.dispose()


def _answer(request: StoreRequest) -> Answer:
    try:
        return Answer(stored=tuple(_store(request)))
    except TalentdbError as error:
        return Answer(refused=error)
    except Exception as error:
        frame = traceback.extract_tb(error.__traceback__)[-1]
        return Answer(failed=f"{type(error).__name__}, {Path(frame.filename).name}:{frame.lineno}")


def main() -> None:
    """Answer the one request; ends with 0 when an answer was written."""
    os.nice(_POLITE)
    request: StoreRequest = pickle.load(sys.stdin.buffer)  # noqa: S301 - of our own process
    # What a library prints must not land in the answer: the real stdout is kept aside.
    result = os.dup(1)
    os.dup2(2, 1)
    answer = _answer(request)
    with os.fdopen(result, "wb") as out:
        out.write(pickle.dumps(answer))


if __name__ == "__main__":
    main()
