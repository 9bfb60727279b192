#!/usr/bin/env python3
"""Checks an export of the audit log without the program: `verify_audit.py audit.jsonl --anchors heads --keys keys`.

Stands alone on purpose: imports nothing of talentdb, only Python 3.11 and `cryptography`, so that an auditor can read
it whole and run it on a machine of their own. What is hashed is told in schema.sql at audit_commitment(); the file of
anchors and the public keys come from `talentdb audit head --all` and `talentdb audit public-key`, at best from the
prints or mails that were kept when they were made. Exit code 0: whole; 1: broken, a fault a line; 2: unreadable.
"""

import argparse
import hashlib
import json
import os
import re
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

GENESIS = hashlib.sha256(b"talentdb").digest()
ANCHOR = re.compile(r"(\S+) (\d+) ([0-9a-f]{64}) ([0-9a-f]{16}) ([0-9a-f]{64}) ([0-9a-f]{128})")
OPEN = ("chain_no", "audit_id", "at", "account_id", "role", "agency_id", "action", "object_kind")
HIDDEN = ("login", "object_id", "purpose", "details")
LONG = 32 * 2**20
"""Bytes of an export from which on several processes share it."""
ERASED = {"login": "", "object_id": "", "purpose": None, "details": "{}"}


def field(value: Any) -> str:
    """A value as it is hashed: length in bytes, colon, the value, comma; null is "-,"."""
    if value is None:
        return "-,"
    content = str(value)
    return f"{len(content) if content.isascii() else len(content.encode())}:{content},"


def fields(row: dict[str, Any], names: Iterable[str]) -> bytes:
    """The values as they are hashed, one after the other."""
    return "".join([field(row[name]) for name in names]).encode()


@dataclass
class Part:
    """What was found in a part of the export.

    Args:
        place: of its last row in the chain.
        faults: what is wrong, in words.
        erased: number of an erased row -> its name; told: rows that the log tells to be erased.
        heads: anchored places whose hash is as it was signed.
    """

    place: int
    faults: list[str]
    erased: dict[int, str]
    told: set[int]
    heads: set[tuple[int, str]]


def told_erased(details: str) -> tuple[set[int], bool]:
    """Rows of which details tell that they were erased; whether it is a list of whole numbers and nothing else."""
    try:
        found = json.loads(details)
    except (ValueError, RecursionError):
        # Too long a number, too deep a nesting: nothing that tells of rows.
        return set(), False
    events = found.get("events") if isinstance(found, dict) else None
    if not isinstance(events, list):
        return set(), False
    told = [one for one in events if type(one) is int and 0 <= one < 10**18]
    return set(told), len(told) == len(events)


def check_rows(lines: Iterable[bytes], wanted: dict[int, set[str]], before: bytes = GENESIS, place: int = 0) -> Part:
    """Check row after row, from the one after `place`, whose hash is `before`. `wanted`: hashes that anchors tell."""
    part = Part(place, [], {}, set(), set())
    for line in lines:
        row = json.loads(line.decode())
        commitment, found = bytes.fromhex(row["commitment"]), bytes.fromhex(row["hash"])
        wrong = []
        if row["chain_no"] != part.place + 1:
            wrong.append(f"stands at place {part.place + 1}: rows are missing, added or in another order")
        part.place = row["chain_no"]
        if row["at"] is None:
            wrong.append("its row is not in the log any more")
        elif hashlib.sha256(before + commitment + fields(row, OPEN)).digest() != found:
            wrong.append("does not follow from the row before, or was edited")
        name = f"row {row['audit_id']} (place {row['chain_no']})"
        if row["salt"] is None:
            part.erased[row["audit_id"]] = name
            if any(row[one] != empty for one, empty in ERASED.items()):
                wrong.append("called erased, but says something")
        elif hashlib.sha256(bytes.fromhex(row["salt"]) + fields(row, HIDDEN)).digest() != commitment:
            wrong.append("login, object, purpose or details were edited")
        if row["salt"] is not None and (row["action"], row["object_kind"]) == ("audit.erased", "audit"):
            told, readable = told_erased(row["details"])
            part.told |= told
            if not readable:
                wrong.append("tells of erased rows, but its list is not one of whole numbers alone")
        part.faults += [f"{name}: {said}" for said in wrong]
        if part.place in wanted and row["hash"] in wanted[part.place]:
            part.heads.add((part.place, row["hash"]))
        before = found
    return part


def lines_between(export: Path, first: int, last: int) -> Iterator[bytes]:
    """The lines that begin between two places of the file, both included; `first` has to be the beginning of one."""
    with export.open("rb") as file:
        file.seek(first)
        at = first
        for line in file:
            if at > last:
                return
            yield line
            at += len(line)


def check_part(export: Path, first: int, last: int, wanted: dict[int, set[str]]) -> Part:
    """Check the rows between two places of the file; the first is the last of the part before, and tells of it."""
    lines = lines_between(export, first, last)
    if first == 0:
        return check_rows(lines, wanted)
    before = json.loads(next(lines).decode())
    return check_rows(lines, wanted, bytes.fromhex(before["hash"]), before["chain_no"])


def borders(export: Path, parts: int) -> list[tuple[int, int]]:
    """So many parts, or fewer: where the first line of each begins, and that of the next."""
    size = export.stat().st_size
    found = [0]
    with export.open("rb") as file:
        for number in range(1, parts):
            file.seek(max(found[-1], size * number // parts))
            file.readline()
            if found[-1] < file.tell() < size:
                found.append(file.tell())
    return list(zip(found, [*found[1:], size], strict=True))


def check_export(export: Path, wanted: dict[int, set[str]], processes: int) -> list[Part]:
    """Check the whole export, in several processes where it is long: each row needs no more than the one before."""
    if processes == 1 or export.stat().st_size < LONG:
        return [check_part(export, first, last, wanted) for first, last in borders(export, 1)]
    with ProcessPoolExecutor(processes) as pool:
        waiting = [pool.submit(check_part, export, *border, wanted) for border in borders(export, processes)]
        return [one.result() for one in waiting]


def read_keys(path: Path) -> dict[str, Ed25519PublicKey]:
    """Name -> key, of lines `name hexadecimal`; a key is called by the SHA-256 of itself, so none is mistaken."""
    keys = {}
    for line in path.read_text(encoding="utf-8").split("\n"):
        words = line.split()
        if not words or words[0].startswith("#"):
            continue
        raw = bytes.fromhex(words[1])
        if hashlib.sha256(raw).hexdigest()[:16] != words[0]:
            raise ValueError(f"{path}: the key {words[0]} is not what its name says")
        keys[words[0]] = Ed25519PublicKey.from_public_bytes(raw)
    return keys


def read_anchors(path: Path, keys: dict[str, Ed25519PublicKey], faults: list[str]) -> dict[int, set[str]]:
    """Place -> hashes that signed lines tell of it."""
    wanted: dict[int, set[str]] = {}
    before = "0" * 64
    for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
        found = ANCHOR.fullmatch(line)
        if found is None:
            faults.append(f"anchor {number}: torn or edited")
        else:
            _, rows, head, key, told, signature = found.groups()
            if told != before:
                faults.append(f"anchor {number}: a line before it is missing or was edited")
            try:
                keys[key].verify(bytes.fromhex(signature), b"talentdb audit head " + line.rpartition(" ")[0].encode())
                wanted.setdefault(int(rows), set()).add(head)
            except KeyError:
                faults.append(f"anchor {number}: signed by a key that was not given: {key}")
            except InvalidSignature:
                faults.append(f"anchor {number}: the signature is wrong")
        before = hashlib.sha256(line.encode()).hexdigest()
    return wanted


def verify(export: Path, anchors: Path, keys: Path, processes: int = 1) -> tuple[int, int, list[str]]:
    """Rows, anchored heads, and everything that is wrong, in words."""
    faults: list[str] = []
    wanted = read_anchors(anchors, read_keys(keys), faults)
    heads = sum(map(len, wanted.values()))
    parts = check_export(export, wanted, processes)
    faults += [fault for part in parts for fault in part.faults]
    told = {number for part in parts for number in part.told}
    faults += [f"{name}: erased, and no row tells of it" for part in parts
               for number, name in part.erased.items() if number not in told]  # fmt: skip
    for place, head in {(0, GENESIS.hex())}.union(*(part.heads for part in parts)):
        wanted.get(place, set()).discard(head)
    rows = parts[-1].place
    for place, hashes in sorted(wanted.items()):
        for told in sorted(hashes):
            why = "the log ends before it: its end was cut off" if place > rows else "the log has another row there"
            faults.append(f"anchored head {told[:16]}… of {place} rows is not in the log: {why}")
    return rows, heads, faults


def main() -> int:
    """0 whole, 1 broken, 2 not to be read."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("export", type=Path, help="made by `talentdb audit export -o FILE`")
    parser.add_argument("--anchors", type=Path, required=True, help="signed heads, one a line")
    parser.add_argument("--keys", type=Path, required=True, help="public keys, `name hexadecimal` a line")
    given = parser.parse_args()
    try:
        rows, heads, faults = verify(given.export, given.anchors, given.keys, os.cpu_count() or 1)
    except (OSError, ValueError, KeyError, TypeError) as error:
        sys.stderr.write(f"not to be read: {error}\n")
        return 2
    for fault in faults:
        sys.stdout.write(f"{fault}\n")
    sys.stdout.write(f"{rows} rows, {heads} anchored heads: {'whole' if not faults else f'{len(faults)} faults'}\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
