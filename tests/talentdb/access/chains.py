"""The chain as both verifiers see it: the program's own, and the script that knows nothing of it."""

import importlib.util
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from talentdb.access.anchors import anchor_head
from talentdb.access.chain import ChainState, chain_lines, verify_chain
from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR

SCRIPT = Path(__file__).parents[3] / "scripts" / "verify_audit.py"
_ALL = 1 << 60


def load_script() -> Any:
    spec = importlib.util.spec_from_file_location("verify_audit", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    return script


def anchor(database: Any, folder: Path) -> bytes:
    with unit_of_work(database.engine, OPERATOR) as connection:
        return anchor_head(connection, database.keyring, folder / "heads")


def state(database: Any, folder: Path) -> ChainState:
    with unit_of_work(database.engine, OPERATOR) as connection:
        return state_within(connection, database, folder)


def state_within(connection: Connection, database: Any, folder: Path) -> ChainState:
    """As a transaction that is not over sees it, where its rows are chained already."""
    return verify_chain(connection, database.keyring, folder / "heads")


def outside(connection: Connection, database: Any, folder: Path) -> list[str]:
    """What the script finds in an export of this moment."""
    export, keys = folder / "audit.jsonl", folder / "keys"
    export.write_text("".join(f"{line}\n" for line in chain_lines(connection, _ALL)), encoding="utf-8")
    keys.write_text("".join(f"{name} {raw.hex()}\n" for name, raw in database.keyring.public_keys().items()))
    found: list[str] = load_script().verify(export, folder / "heads", keys)[2]
    return found
