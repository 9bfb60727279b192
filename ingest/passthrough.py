"""The reading of a file passed on as the child wrote it, for a program that only prints it.

Parsing 16 MB of JSON only to write the same again would cost half a second of every large list.
"""

import hashlib
import json
import sys
from collections.abc import Iterable
from pathlib import Path

from ingest.process import run_limited_text
from talentdb.console import hush_output

__all__ = ["has_errors", "print_documents", "read_text"]

_REFUSED = b'{"error":{'
# A key and its value: inside a text the quotes would be escaped.
_ERROR = b'"severity":"error"'


def read_text(path: Path, form: str | None = None) -> bytes:
    """What `ingest.pipeline.read_file` gives, as JSON in UTF-8.

    Raises: NotFoundError when there is no such form.
    """
    if form is not None:
        from ingest.forms import load_form

        load_form(form)
    text = run_limited_text("read", path, {"form": form, "remembered": {}, "internal": False})
    return _refused(path, text) if text.startswith(_REFUSED) else text


def _refused(path: Path, text: bytes) -> bytes:
    digest = ""
    if path.is_file():
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    document = {"file": path.name, "sha256": digest, **json.loads(text), "kind": None, "sheets": [], "problems": []}
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def has_errors(text: bytes) -> bool:
    """Whether the file could not be read, or has a problem of severity error."""
    return _ERROR in text or b'"sheets":[]' in text


def print_documents(texts: Iterable[bytes]) -> None:
    """The list of all documents on standard output."""
    sys.stdout.flush()
    out = sys.stdout.buffer
    try:
        out.write(b"[")
        for number, text in enumerate(texts):
            out.write(b"," if number else b"")
            out.write(text)
        out.write(b"]\n")
        out.flush()
    except BrokenPipeError:
        hush_output()
