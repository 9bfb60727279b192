"""Persons named in one cell, with their roles: members of a task, authors of a paper.

Cuts and reads roles; names themselves are read by `names`.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from ingest.model import CellValue, display
from ingest.normalise.codelists import find_code
from ingest.normalise.names import full_name
from ingest.normalise.result import Evidence, Result
from ingest.normalise.units import names_body
from talentdb.text import alias_key, clean

__all__ = ["Member", "read_members"]

_ORDINAL = re.compile(r"(?:^|(?<=[\s;,)]))\(?\d{1,2}\s*[.)/]\s*(?=[^\W\d])|^\s*[-–+•*]\s*", re.MULTILINE)
_OTHERS = re.compile(
    r"[,;\s]*(?:\b(?:và|cùng|v\.?à)\s+)?(?:các\s+)?(?:cộng sự|cs|ctv|những người khác|et al|nnk)\.?\s*(?=$|[,;\n])",
    re.IGNORECASE,
)
_AND = re.compile(r"\s+(?:và|and|&)\s+(?=[^\W\d])", re.IGNORECASE)
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_LEADING_ROLE = re.compile(r"^([^:()\n]{2,40}):\s*")
_TRAILING_ROLE = re.compile(r"^(.*\S)\s+[-–]\s*([^-–]{2,40})$|^(.*\S)\s*[-–]\s+([^-–]{2,40})$")
_ROLE_WORDS: Final = re.compile(
    r"\b(?:chu nhiem|chu tri|thu ky|thanh vien|tac gia|huong dan|tham gia|cong su|chu bien|lead|member|author"
    r"|secretary)\b"
)


@dataclass(frozen=True, slots=True)
class Member:
    """One person of a cell: what was written, the name's result, and the role when the cell says it ("" if not)."""

    raw: str
    result: Result
    role: str = ""


@lru_cache(maxsize=10_000)
def _role(text: str) -> str:
    """The role that a short text names; "" when it names none (a unit in brackets, a degree)."""
    shown = text.strip(" .,:;-")
    found = find_code("member_role", shown) if shown else ()
    if len(found) == 1:
        return found[0]
    key = alias_key(shown)
    if found or not _ROLE_WORDS.search(key):
        return ""
    inside = [code for word in re.split(r"[,;/]|\bva\b", shown) for code in find_code("member_role", word.strip())]
    if inside:
        return inside[0]
    first = _ROLE_WORDS.search(key)
    named = find_code("member_role", first.group()) if first else ()
    return named[0] if len(named) == 1 else ""


def _cut(text: str) -> list[str]:
    """Pieces at line ends, semicolons and commas outside brackets, and before running numbers."""
    masked = _BRACKETS.sub(lambda m: m.group().translate({44: "\ue000", 59: "\ue001", 10: " "}), text)
    masked = _OTHERS.sub("\n", masked)
    masked = _ORDINAL.sub("\n", masked)
    pieces = [piece for part in re.split(r"[\n;]+", masked) for piece in part.split(",")]
    pieces = [again for piece in pieces for again in _AND.split(piece)]
    return [p.replace("\ue000", ",").replace("\ue001", ";").strip() for p in pieces]


def _only_titles(piece: str) -> bool:
    """ "PGS", "TS." stand before or behind a name that a comma parts from them."""
    words = clean(piece).replace(".", " ").split()
    return bool(words) and len(words) <= 3 and all(_TITLE.fullmatch(w) for w in words)


_TITLE = re.compile(
    r"(?:gs|pgs|ts|tskh|ths|th|s|bs|bsck[i12]+|ck[i12]+|bsnt|ks|cn|ds|nvc|gvc|gvcc|gv|kts|dr|prof|phd|msc|ncs|ngưt|ngnd|ttưt|ttnd)",
    re.IGNORECASE,
)


def read_members(value: CellValue, evidence: Evidence) -> tuple[Member, ...]:
    """The persons of a cell in order.

    A role in front ("Chủ nhiệm: …") holds until the next; one in brackets or behind a dash is the person's own. What
    is no name comes as a member whose result has the problem.
    """
    members: list[Member] = []
    running, front = "", ""
    for written in _cut(display(value)):
        piece = written
        if not alias_key(piece):
            continue
        if lead := _LEADING_ROLE.match(piece):
            if found := _role(lead.group(1)):
                running = found
            piece = piece[lead.end() :].strip()
        if not alias_key(piece):
            continue
        if _only_titles(piece):
            front = f"{front}{piece}, "
            continue
        own, bare = _own_role(piece)
        if not alias_key(bare):
            running = own or running
            continue
        if names_body(bare):
            continue  # "Nguyễn Văn A, Trường Đại học B": where the person works
        raw, front = f"{front}{bare}", ""
        result = full_name(raw.replace(", ", ".") if raw != bare else raw, evidence)
        members.append(Member(clean(piece), result, own or running))
    return tuple(members)


def _own_role(piece: str) -> tuple[str, str]:
    """Role in brackets or behind a dash, and the piece without it."""
    role = ""
    for inside in _BRACKETS.findall(piece):
        role = role or _role(inside)
    bare = _BRACKETS.sub(" ", piece).strip(" .,;")
    if (match := _TRAILING_ROLE.match(bare)) is not None:
        name, behind = (match.group(1), match.group(2)) if match.group(1) else (match.group(3), match.group(4))
        if found := _role(behind):
            role, bare = role or found, name
        elif len(behind.split()) >= 2 and behind.split()[0][0].isupper():
            bare = name
    return role, bare
