"""The digest of what a report says: what was signed is known again. Pure."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

__all__ = ["seal_of"]

_SIGNED: Final = "signed"
"""What the signature itself adds is not part of what is signed."""


def seal_of(report_id: int, since: date, until: date, snapshot_id: int | None, content: Mapping[str, Any]) -> str:
    """Hexadecimal digits of the digest of a report's content, its days and its frozen figures' number."""
    said = {name: value for name, value in content.items() if name != _SIGNED}
    document = [report_id, since.isoformat(), until.isoformat(), snapshot_id, said]
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
