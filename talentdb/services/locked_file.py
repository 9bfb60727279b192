"""Workbooks that open with a password only: AES-256, as Excel itself does it (ECMA-376, agile encryption).

Makes passwords and locks files; keeps neither. Decree 356/2025, article 7: sensitive data are encrypted when they go
to somebody else; the password goes another way than the file.
"""

import secrets
from io import BytesIO
from typing import Final

from msoffcrypto.format.ooxml import OOXMLFile

__all__ = ["locked_workbook", "new_password"]

_LETTERS: Final = "23456789abcdefghjkmnpqrstuvwxyz"
"""Without those that are taken for each other: 0 o, 1 i l."""
_GROUPS: Final = 4
_LENGTH: Final = 5
"""Twenty letters of 31: 99 bits, which nobody guesses, and which can be read out on the telephone."""


def new_password() -> str:
    """A password that nobody has used: "k7wpq-3xv9n-hm4rt-z8cde"."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(_LENGTH)) for _ in range(_GROUPS))


def locked_workbook(content: bytes, password: str) -> bytes:
    """The xlsx, encrypted: Excel and LibreOffice ask for the password. Raises: ValueError without one."""
    if not password:
        raise ValueError("a workbook is locked with a password")
    out = BytesIO()
    OOXMLFile(BytesIO(content)).encrypt(password, out)
    return out.getvalue()
