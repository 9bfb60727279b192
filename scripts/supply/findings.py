"""What is wrong with a list of parts, in words: vulnerabilities, licences unknown or refused. Reads no file."""

from typing import Any

from scripts.supply.licences import licence_of, taken
from scripts.supply.parts import Part
from scripts.supply.vulnerabilities import Copy, vulnerable


def findings(found: list[Part], copy: Copy, table: dict[str, Any]) -> tuple[list[str], list[str]]:
    """What must be mended, and what is only told: vulnerabilities, unknown and refused licences."""
    wrong: list[str] = []
    told: list[str] = []
    for part, advisory in vulnerable(found, copy):
        line = (
            f"{part.name} {part.version}: {', '.join(advisory.ids)}: {advisory.what} (versions {advisory.affected})"
        )
        if advisory.accepted:
            told.append(f"{line}; accepted: {advisory.accepted}")
        else:
            wrong.append(line)
    for part in found:
        licence = licence_of(part, table)
        if licence is None:
            wrong.append(f"{part.name} {part.version}: no licence known; add it to scripts/supply/licences.toml")
        elif not taken(licence, table):
            wrong.append(f"{part.name} {part.version}: licence {licence} is not one that the project takes")
    return wrong, told
