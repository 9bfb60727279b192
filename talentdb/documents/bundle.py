"""Many documents as one zip, and names of files that every system takes. Knows nothing of what is in them."""

import re
from collections.abc import Iterable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from talentdb.text import fold

__all__ = ["DOCX", "file_name", "zipped"]

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
"""Media type of one document."""


def file_name(*parts: object, ending: str = "docx", longest: int = 80) -> str:
    """`giay-moi_nguyen-thi-lan.docx`: folded, without anything but letters, digits and hyphens."""
    words = (re.sub(r"[^a-z0-9]+", "-", fold(str(part))).strip("-") for part in parts)
    return f"{'_'.join(word for word in words if word)[:longest] or 'tai-lieu'}.{ending}"


def zipped(files: Iterable[tuple[str, bytes]]) -> bytes:
    """All files in one; a name that comes twice gets a number."""
    out = BytesIO()
    seen: dict[str, int] = {}
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, content in files:
            seen[name] = seen.get(name, 0) + 1
            stem, dot, ending = name.rpartition(".")
            archive.writestr(name if seen[name] == 1 else f"{stem}_{seen[name]}{dot}{ending}", content)
    return out.getvalue()
