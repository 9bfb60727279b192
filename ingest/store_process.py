"""Storing a read document in a process of its own, so that the pages of others keep their interpreter meanwhile.

Owns the process and what is said between the two; what is stored, and how, is `ingest.load`'s. The keys are not said:
the process opens those of the home itself. All or nothing with its one transaction, however it ends.
"""

import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final, Literal

from ingest.load import Loaded
from ingest.process import finding_us
from talentdb.access.principal import Principal
from talentdb.errors import EnvironmentProblem, TalentdbError

__all__ = ["Answer", "StoreRequest", "store_apart"]

# As many lists at once as cores: one more would only keep all of them waiting.
_SLOTS: Final = threading.BoundedSemaphore(max(1, os.cpu_count() or 1))
_MOST_SECONDS: Final = 900.0
"""Five thousand rows take some ten seconds; what takes so long waits for something that will not come."""


@dataclass(frozen=True, slots=True)
class StoreRequest:
    """One read document and where it goes.

    Args:
        url: of the account that may read and write what `principal` may; with its password, so it stays out of
            messages.
        home, blind_generation: where the keys are, and which blind index the database holds.
        document and all after it: as for `ingest.load.store_document`.
    """

    url: str = field(repr=False)
    home: Path
    blind_generation: int
    principal: Principal
    document: Mapping[str, Any] = field(repr=False)
    agency_id: int
    as_of: date | None
    file_name: str
    content: bytes = field(repr=False)
    state: Literal["draft", "submitted"]


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a request: what was stored, or why nothing was.

    Args:
        refused: an expected failure, as it would have been raised here.
        failed: kind and place of an unforeseen one; its own words may quote a cell.
    """

    stored: tuple[Loaded, ...] = ()
    refused: TalentdbError | None = None
    failed: str = ""


def store_apart(request: StoreRequest) -> list[Loaded]:
    """`ingest.load.store_document` in its own process and transaction, done again when another one crossed it.

    Raises: what `store_document` raises; EnvironmentProblem when the process died or was ended for taking too long:
        then nothing was stored, or all of it was and the same file is told its receipt.
    """
    try:
        with _SLOTS:
            done = subprocess.run(
                [sys.executable, "-X", "utf8", "-m", "ingest.store_child"],
                input=pickle.dumps(request),
                stdout=subprocess.PIPE,
                env=finding_us(os.environ),
                check=True,
                timeout=_MOST_SECONDS,
            )
    except subprocess.SubprocessError as error:
        raise EnvironmentProblem(
            f"{request.file_name}: việc ghi danh sách bị ngắt giữa chừng.",
            "Nạp lại tệp này; nếu đã ghi xong, hệ thống sẽ báo lại số biên nhận cũ.",
        ) from error
    answer: Answer = pickle.loads(done.stdout)  # noqa: S301 - of our own process
    if answer.refused is not None:
        raise answer.refused
    if answer.failed:
        raise RuntimeError(answer.failed)
    return list(answer.stored)
