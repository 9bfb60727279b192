#!/usr/bin/env python3
"""Checks an export of the audit log without the program: `verify_audit.py audit.jsonl --anchors heads --keys keys`.

Stands alone on purpose: imports nothing of talentdb, only Python 3.11 and `cryptography`, so that an auditor can read
it whole and run it on a machine of their own. What is hashed is told in schema.sql at audit_field(); the file of
anchors and the public keys come from `talentdb audit head --all` and `talentdb audit public-key`, at best from the
prints or mails that were kept when they were made. Exit code 0: whole; 1: broken, a fault a line; 2: unreadable.
"""

import argparse
import hashlib
import json
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

GENESIS = hashlib.sha256(b"talentdb").digest()
ANCHOR = re.compile(r"(\S+) (\d+) ([0-9a-f]{64}) ([0-9a-f]{16}) ([0-9a-f]{64}) ([0-9a-f]{128})")
OPEN = ("chain_no", "audit_id", "at", "account_id", "role", "agency_id", "action", "object_kind")
HIDDEN = ("login", "object_id", "purpose", "details")
ERASED = {"login": "", "object_id": "", "purpose": None, "details": "{}"}


def fields(row: dict[str, Any], names: Iterable[str]) -> bytes:
    """The values as they are hashed: length in bytes, colon, bytes, comma; null is "-,"."""
    made = []
    for name in names:
        value = row[name]
        if value is None:
            made.append(b"-,")
        else:
            content = str(value).encode()
            made.append(b"%d:%b," % (len(content), content))
    return b"".join(made)


def check_rows(lines: Iterable[str], wanted: dict[int, set[str]], faults: list[str]) -> Iterator[int]:
    """Check row after row; gives each place in the chain. `wanted`: places whose hash an anchor tells; what is found
    is taken out of it."""
    before, place, erased, told = GENESIS, 0, {}, set()
    for line in lines:
        place += 1
        row = json.loads(line)
        name = f"row {row['audit_id']} (place {row['chain_no']})"
        commitment, found = bytes.fromhex(row["commitment"]), bytes.fromhex(row["hash"])
        if row["chain_no"] != place:
            faults.append(f"{name}: stands at place {place}: rows are missing, added or in another order")
            place = row["chain_no"]
        if row["at"] is None:
            faults.append(f"{name}: its row is not in the log any more")
        elif hashlib.sha256(before + commitment + fields(row, OPEN)).digest() != found:
            faults.append(f"{name}: does not follow from the row before, or was edited")
        if row["salt"] is None:
            erased[row["audit_id"]] = name
            if any(row[field] != empty for field, empty in ERASED.items()):
                faults.append(f"{name}: called erased, but says something")
        elif hashlib.sha256(bytes.fromhex(row["salt"]) + fields(row, HIDDEN)).digest() != commitment:
            faults.append(f"{name}: login, object, purpose or details were edited")
        if row["action"] == "audit.erased" and row["details"]:
            told.update(json.loads(row["details"]).get("events", ()))
        if place in wanted and row["hash"] in wanted[place]:
            wanted[place].discard(row["hash"])
        before = found
        yield place
    faults += [f"{name}: erased, and no row tells of it" for number, name in erased.items() if number not in told]


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


def verify(export: Path, anchors: Path, keys: Path) -> tuple[int, int, list[str]]:
    """Rows, anchored heads, and everything that is wrong, in words."""
    faults: list[str] = []
    wanted = read_anchors(anchors, read_keys(keys), faults)
    heads = sum(map(len, wanted.values()))
    rows = 0
    if GENESIS.hex() in wanted.get(0, ()):
        wanted[0].discard(GENESIS.hex())
    with export.open(encoding="utf-8", newline="\n") as file:
        for place in check_rows(file, wanted, faults):
            rows = place
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
        rows, heads, faults = verify(given.export, given.anchors, given.keys)
    except (OSError, ValueError, KeyError, TypeError) as error:
        sys.stderr.write(f"not to be read: {error}\n")
        return 2
    for fault in faults:
        sys.stdout.write(f"{fault}\n")
    sys.stdout.write(f"{rows} rows, {heads} anchored heads: {'whole' if not faults else f'{len(faults)} faults'}\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
