"""Searching files for words that must not stand in them, in every form in which a program may have written them.

Only reads bytes; what the words are, and where nobody may find them, others say.
"""

import base64
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

__all__ = ["forms_of_key", "forms_of_number", "forms_of_text", "found_in"]

_CHUNK: Final = 1 << 24
_ENCODINGS: Final = ("utf-8", "utf-16-le", "utf-16-be")


def forms_of_text(word: str) -> set[bytes]:
    """UTF-8, UTF-16, hexadecimal digits, and base64 wherever in a longer text the word began."""
    found = set()
    for encoding in _ENCODINGS:
        plain = word.encode(encoding)
        shown = [plain.hex(), plain.hex().upper(), *_base64(plain)]
        found |= {plain, *(text.encode(other) for text in shown for other in _ENCODINGS[:2])}
    return found


def forms_of_number(number: str) -> set[bytes]:
    """Those of a national id also with blanks in it and without the zero that Excel takes."""
    spaced = " ".join((number[:3], number[3:6], number[6:9], number[9:]))
    return forms_of_text(number) | forms_of_text(spaced) | forms_of_text(number[1:])


def forms_of_key(key: bytes) -> set[bytes]:
    """As it is, as digits and letters that bytes are printed in, and as Python shows it."""
    shown = (key.hex(), key.hex().upper(), base64.b64encode(key).decode(), base64.urlsafe_b64encode(key).decode(),
             repr(key)[2:-1])  # fmt: skip
    return {key, *(text.encode(other) for text in shown for other in _ENCODINGS[:2])}


def _base64(plain: bytes) -> list[str]:
    """The letters that depend on the word alone, for each of the three places in which it may begin."""
    found = []
    for before, first in ((0, 0), (1, 2), (2, 3)):
        letters = base64.b64encode(b"\0" * before + plain).decode()
        found.append(letters[first : (before + len(plain)) * 8 // 6])
    return found


def found_in(paths: Iterable[Path], forms: Mapping[bytes, str]) -> dict[str, set[str]]:
    """File name -> what stands in it, by the name that `forms` gives each form."""
    groups = _groups(forms)
    longest = max(map(len, forms), default=0)
    found: dict[str, set[str]] = {}
    for path in paths:
        try:
            with path.open("rb") as file:
                rest = b""
                while chunk := file.read(_CHUNK):
                    whole = rest + chunk
                    for beginning, lengths in groups:
                        for name in _names(whole, beginning, lengths, forms):
                            found.setdefault(str(path), set()).add(name)
                    rest = whole[-longest:]
        except FileNotFoundError:
            # A server at work has removed it.
            continue
    return found


def _names(whole: bytes, beginning: bytes, lengths: tuple[int, ...], forms: Mapping[bytes, str]) -> Iterable[str]:
    at = whole.find(beginning)
    while at >= 0:
        for length in lengths:
            name = forms.get(whole[at : at + length])
            if name is not None:
                yield name
        at = whole.find(beginning, at + 1)


def _groups(forms: Mapping[bytes, str]) -> list[tuple[bytes, tuple[int, ...]]]:
    """Forms that begin alike are looked for together: a thousand numbers begin with the code of one province.

    Gives (beginning, lengths). Those that share less than three bytes with another are looked for one by one.
    """
    groups: dict[bytes, set[int]] = {}
    kinds: dict[tuple[int, bytes], list[bytes]] = {}
    for form in forms:
        kinds.setdefault((len(form), form[:3]), []).append(form)
    for (length, _), alike in kinds.items():
        first, last = min(alike), max(alike)
        same = next((at for at in range(length) if first[at] != last[at]), length)
        groups.setdefault(first[:same], set()).add(length)
    return [(beginning, tuple(sorted(lengths))) for beginning, lengths in groups.items()]
