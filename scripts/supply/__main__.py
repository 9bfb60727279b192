"""`python -m scripts.supply check | sbom FILE | refresh FOLDER`: words, files and exit codes of the supply check."""

import argparse
import json
import sys
from datetime import date
from pathlib import Path

from scripts.supply.findings import findings
from scripts.supply.licences import read_table
from scripts.supply.parts import parts
from scripts.supply.refresh import refreshed
from scripts.supply.sbom import document
from scripts.supply.vulnerabilities import COPY, STALE_DAYS, read_copy


def _check() -> int:
    found, copy = parts(), read_copy()
    age = copy.age(date.today())  # noqa: DTZ011 (whole days, of the machine's own calendar)
    wrong, told = findings(found, copy, read_table())
    stale = f"; older than {STALE_DAYS} days: refresh it" if age > STALE_DAYS else ""
    known = f"{len(copy.advisories)} known vulnerabilities as of {copy.taken_on} ({age} days old{stale})"
    sys.stdout.write(f"supply: {len(found)} parts, {known}\n")
    for line in told:
        sys.stdout.write(f"  {line}\n")
    for line in wrong:
        sys.stderr.write(f"supply: {line}\n")
    return 1 if wrong else 0


def main() -> int:
    """Run one of the three commands; 0 done, 1 something must be mended."""
    reader = argparse.ArgumentParser(prog="python -m scripts.supply", description=__doc__)
    commands = reader.add_subparsers(dest="command", required=True)
    commands.add_parser("check", help="vulnerabilities and licences of all parts; offline")
    commands.add_parser("sbom", help="write the bill of materials (CycloneDX 1.6)").add_argument("file", type=Path)
    commands.add_parser("refresh", help="key the copy anew from OSV files").add_argument("folder", type=Path)
    chosen = reader.parse_args()
    if chosen.command == "check":
        return _check()
    if chosen.command == "sbom":
        text = json.dumps(document(parts(), read_table()), ensure_ascii=False, indent=2)
        chosen.file.write_text(f"{text}\n", encoding="utf-8")
        return 0
    COPY.write_text(refreshed(chosen.folder, parts(), read_copy(), date.today()), encoding="utf-8")  # noqa: DTZ011
    return _check()


if __name__ == "__main__":
    sys.exit(main())
