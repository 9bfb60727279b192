"""The child process in which foreign files are opened: one job, limits first, one JSON object on the old stdout.

Started by `ingest.process`. The modules of the job are loaded before the limits, under which Python could not
keep their compiled form; no foreign byte is read before they are set.
"""

import gc
import json
import os
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

from ingest.halves import permit_helper
from ingest.json_text import as_text
from ingest.limits import Limits, apply_limits

__all__ = ["JOBS", "main"]

JOBS: dict[str, str] = {
    "annotate": "ingest.back.annotate:annotate_job",
    "apply": "ingest.back.suggestions:apply_job",
    "cells": "ingest.picture:cells_job",
    "picture": "ingest.picture:picture_job",
    "read": "ingest.pipeline:read",
}
"""Job name to function `(path, **options) -> JSON object`; a name with a colon is taken as the function itself."""

_ALSO: dict[str, tuple[str, ...]] = {"read": ("ingest.layout", "ingest.readers.xlsx_reader", "ingest.workbook")}


def _find(job: str) -> Callable[..., dict[str, Any]]:
    module, _, name = JOBS.get(job, job).partition(":")
    found: Callable[..., dict[str, Any]] = getattr(import_module(module), name)
    return found


def _run(request: dict[str, Any]) -> dict[str, Any]:
    from ingest.errors import Unreadable

    try:
        job = _find(request["job"])
        for module in _ALSO.get(request["job"], ()):
            import_module(module)
        apply_limits(Limits(**request["limits"]))
        permit_helper()
        return job(Path(request["path"]), **request["options"])
    except Unreadable as error:
        return {"error": error.as_json()}
    except MemoryError:
        return {"error": Unreadable("file.too_large", detail="hết bộ nhớ dành cho một tệp").as_json()}


def _place(error: Exception) -> dict[str, str]:
    """An unforeseen failure by its kind and place only: the text of the exception may quote a cell."""
    import traceback

    from ingest.errors import Unreadable

    frame = traceback.extract_tb(error.__traceback__)[-1]
    return Unreadable(
        "file.internal", detail=f"{type(error).__name__}, {Path(frame.filename).name}:{frame.lineno}"
    ).as_json()


def main() -> NoReturn:
    """Read the request from standard input, do the job, write the result; ends with 0 when a result was written."""
    request = json.load(sys.stdin)
    # What a library prints must not land in the result: the real stdout is kept aside.
    result = os.dup(1)
    os.dup2(2, 1)
    # The cells of a list are millions of objects without cycles; looking through them all the time is a tenth of
    # the work. Rarely, not never: openpyxl leaves cycles behind.
    gc.set_threshold(500_000, 50, 50)
    try:
        document = _run(request)
    except Exception as error:
        document = {"error": _place(error)}
    with os.fdopen(result, "wb") as out:
        out.writelines(as_text(document))
    # Taking millions of objects apart one by one would keep the caller waiting for nothing.
    os._exit(0)


if __name__ == "__main__":
    main()
