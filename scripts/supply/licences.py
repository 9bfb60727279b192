"""Under which licence each part may be used; the table of licences that the project takes is licences.toml.

Reads what the installed packages say of themselves; where that is nothing usable, the table says it, with its reason.
"""

import tomllib
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import Any, Final

from scripts.supply.parts import Part

TABLE: Final = Path(__file__).with_name("licences.toml")


def read_table(path: Path = TABLE) -> dict[str, Any]:
    """The table: `taken` (SPDX identifiers), `named` (licences by packages' own words), `package` (single ones)."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def licence_of(part: Part, table: dict[str, Any]) -> str | None:
    """SPDX expression of a part; None when neither it nor the table says one. Not installed here: from the table."""
    stated = table["package"].get(part.name)
    if stated is not None:
        return str(stated["licence"])
    if part.ecosystem != "pypi":
        return None
    try:
        described = metadata(part.name)
    except PackageNotFoundError:
        return None
    for expression in described.get_all("License-Expression") or []:
        return str(expression)
    words = [
        one.split("::")[-1].strip() for one in described.get_all("Classifier") or [] if one.startswith("License")
    ]
    words += [line for one in described.get_all("License") or [] for line in one.strip().splitlines()[:1]]
    known = [table["named"][word] for word in words if word in table["named"]]
    return known[0] if known else None


def taken(expression: str, table: dict[str, Any]) -> bool:
    """Whether the project takes a licence: all sides of an AND, one side of an OR."""
    names = frozenset(table["taken"])
    return any(all(one.strip(" ()") in names for one in side.split(" AND ")) for side in expression.split(" OR "))
