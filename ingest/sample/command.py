"""The command `talentdb sample`: writes a fictional province and sums up what was written."""

from pathlib import Path
from typing import Any

from ingest.sample.province import make_province
from ingest.sample.write import write_province

__all__ = ["sample_command"]


def sample_command(out: Path, people: int, seed: int) -> dict[str, Any]:
    """Write workbooks, gold.json and agencies.json into `out`; gives counts.

    `people` is the number of distinct persons (at least three an agency are made), `seed` repeats the same sample.
    """
    gold = write_province(make_province(people, seed), out)
    lists = [file for file in gold["files"] if file["form"] == "people"]
    return {
        "folder": str(out),
        "people": len(gold["persons"]),
        "seed": seed,
        "files": [file["file"] for file in gold["files"]],
        "agencies": len({file["agency_code"] for file in gold["files"]}),
        "layouts": len({file["layout"] for file in lists}),
        "rows": sum(len(sheet.get("rows", ())) for file in lists for sheet in file["sheets"]),
        "course_rows": sum(
            len(sheet.get("rows", ())) for file in gold["files"] if file not in lists for sheet in file["sheets"]
        ),
        "gold": str(out / "gold.json"),
        "agency_list": str(out / "agencies.json"),
    }
