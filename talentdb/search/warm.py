"""What the first search of a process would wait for, done before anybody asks: phrases compiled, bodies, labels and
figures about words read; from then on no search waits for figures. Gives nothing and logs nothing; fails silently,
for then the first search says why.
"""

import gc
from collections.abc import Callable
from contextlib import suppress
from typing import Final

from sqlalchemy import Engine

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Principal, Role
from talentdb.errors import TalentdbError
from talentdb.search.client import SearchIndex
from talentdb.search.figures import keep_ahead, settle
from talentdb.search.query import search

__all__ = ["warm_up"]

# A name with a slip, a line of several conditions, and a sentence: each goes other ways through the program.
_LINES: Final = (
    "Nguyễn Văn Ann",
    "nữ tiến sĩ dưới 40 nuôi trồng thuỷ sản ở Tiền Hải",
    "cần người am hiểu quy trình xử lý nước thải làng nghề và giống lúa chịu mặn",
)
# The policies of the database are another way for each role.
_READERS: Final = (OPERATOR, Principal(Role.SEARCHER, "warm"))
# Figures of a million people take seconds on a busy machine.
_COUNTING: Final = 60.0


def warm_up(engine: Engine, find_index: Callable[[], SearchIndex | None]) -> None:
    """Search as people do and throw the answers away.

    Args:
        find_index: gives the index, or None while there is no server.
    """
    keep_ahead(engine)
    with suppress(TalentdbError):
        index = find_index()
        for reader in _READERS:
            for line in _LINES:
                with unit_of_work(engine, reader) as connection:
                    search(connection, reader, index, line, limit=10)
        settle(_COUNTING)
        # What is there now stays: a look through all of it for garbage would take a search a fifth of a second.
        gc.freeze()
