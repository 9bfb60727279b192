"""Keys the pinned copy of advisories anew from files of the OSV format (the OSV schema). Writes no file."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, Final

from packaging.utils import canonicalize_name

from scripts.supply.parts import Part
from scripts.supply.vulnerabilities import Copy

_ECOSYSTEMS: Final = {"PyPI": "pypi", "npm": "npm"}


def refreshed(folder: Path, found: list[Part], before: Copy, today: date) -> str:
    """Text of advisories.toml: what the OSV files below `folder` say of our parts, and reasons accepted before.

    Raises: FileNotFoundError when there is no OSV file.
    """
    files = sorted(folder.rglob("*.json"))
    if not files:
        raise FileNotFoundError(f"no OSV file (*.json) below {folder}")
    ours = {(part.ecosystem, part.name) for part in found}
    reasons = {one: advisory.accepted for advisory in before.advisories for one in advisory.ids}
    kept = [_entry_of_python(one) for one in before.advisories if one.ecosystem == "python"]
    entries = [entry for file in files for entry in _entries(json.loads(file.read_bytes()), ours)]
    head = "# Known vulnerabilities of the packages in the lock files, from the OSV database.\n"
    return head + f"taken_on = {today.isoformat()}\n" + "".join(_written(one, reasons) for one in [*entries, *kept])


def _entry_of_python(one: Any) -> dict[str, Any]:
    return {
        "ecosystem": one.ecosystem, "package": one.package, "ids": list(one.ids), "affected": str(one.affected),
        "what": one.what, "source": one.source,
    }  # fmt: skip


def _entries(record: dict[str, Any], ours: set[tuple[str, str]]) -> Iterator[dict[str, Any]]:
    if record.get("withdrawn"):
        return
    for affected in record.get("affected", ()):
        ecosystem = _ECOSYSTEMS.get(affected["package"]["ecosystem"], "")
        name = affected["package"]["name"]
        name = canonicalize_name(name) if ecosystem == "pypi" else name
        if (ecosystem, name) not in ours:
            continue
        for span in affected.get("ranges", ()):
            for affects in _spans(span):
                yield {
                    "ecosystem": ecosystem, "package": name, "ids": [record["id"], *record.get("aliases", ())],
                    "affected": affects, "what": "see the source", "source": f"OSV, {record['id']}",
                }  # fmt: skip


def _spans(span: dict[str, Any]) -> Iterator[str]:
    """Events of a range as specifiers: from `introduced` to before `fixed`, or to `last_affected` itself."""
    if span["type"] not in {"ECOSYSTEM", "SEMVER"}:
        return
    begins = ends = ""
    for event in span["events"]:
        if "introduced" in event:
            begins = "" if event["introduced"] == "0" else f">={event['introduced']}"
            ends = ""
        if "fixed" in event or "last_affected" in event:
            ends = f"<{event['fixed']}" if "fixed" in event else f"<={event['last_affected']}"
            yield ",".join(one for one in (begins, ends) if one)
            begins = ends = ""
    if begins:
        yield begins


def _written(entry: dict[str, Any], reasons: dict[str, str]) -> str:
    accepted = next((reasons[one] for one in entry["ids"] if reasons.get(one)), "")
    lines = [f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in entry.items()]
    lines += [f"accepted = {json.dumps(accepted, ensure_ascii=False)}"] if accepted else []
    return "\n[[advisory]]\n" + "\n".join(lines) + "\n"
