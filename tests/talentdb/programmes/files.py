"""Small files of the types that papers may have, for tests."""

import io
import zipfile

__all__ = ["jpg", "office", "pdf", "png", "spoilt"]

_MAIN = "application/vnd.openxmlformats-officedocument.{}.main+xml"


def pdf(text: str = "") -> bytes:
    """A PDF, as far as its bytes are looked at."""
    return b"%PDF-1.7\n" + text.encode() + b"\ntrailer\n%%EOF\n"


def png() -> bytes:
    """A picture, as far as its bytes are looked at."""
    return b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(17) + bytes(4) + b"IEND\xaeB`\x82"


def jpg() -> bytes:
    """A photograph, as far as its bytes are looked at."""
    return b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(9) + b"\xff\xd9"


def office(
    kind: str = "wordprocessingml.document", *more: str, main: str = _MAIN, size: int = 1, packed: bool = False
) -> bytes:
    """An office file: docx without `kind`, xlsx with spreadsheetml.sheet; `more`: further parts, of that size."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED) as parts:
        parts.writestr("[Content_Types].xml", f"<Types><Override ContentType='{main.format(kind)}'/></Types>")
        for name in more:
            parts.writestr(name, "x" * size)
    return buffer.getvalue()


def spoilt(part: str, method: int) -> bytes:
    """A package of one part whose packed bytes are not what was packed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as parts:
        parts.writestr(part, "".join(f"<a n='{number * 7919 % 10007}'/>" for number in range(3000)))
    raw = bytearray(buffer.getvalue())
    raw[90:150] = bytes(255 - one for one in raw[90:150])
    return bytes(raw)
