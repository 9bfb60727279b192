"""The command `talentdb sample`: writes a fictional province and sums up what was written."""

from pathlib import Path
from typing import Any

from ingest.sample.mixed import write_mixed
from ingest.sample.province import make_province
from ingest.sample.write import write_province

__all__ = ["sample_command"]


def sample_command(out: Path, people: int, seed: int, mixed: int = 40) -> dict[str, Any]:
    """Write workbooks, gold.json and agencies.json into `out`, and into `out`/mixed drawn ones; gives counts.

    `people` is the number of distinct persons (at least three an agency are made), `seed` repeats the same sample;
    `mixed` is the number of workbooks of all forms whose layouts are drawn by chance, with a gold.json of their own.
    """
    province = make_province(people, seed)
    gold = write_province(province, out)
    drawn = write_mixed(province, mixed, out / "mixed") if mixed else {"files": ()}
    lists = [file for file in gold["files"] if file["form"] == "people"]
    return {
        "folder": str(out),
        "people": len(gold["persons"]),
        "seed": seed,
        "files": [file["file"] for file in gold["files"]],
        "mixed_files": len(drawn["files"]),
        "agencies": len({file["agency_code"] for file in gold["files"]}),
        "layouts": len({file["layout"] for file in lists}),
        "rows": sum(len(sheet.get("rows", ())) for file in lists for sheet in file["sheets"]),
        "course_rows": sum(
            len(sheet.get("rows", ())) for file in gold["files"] if file not in lists for sheet in file["sheets"]
        ),
        "gold": str(out / "gold.json"),
        "agency_list": str(out / "agencies.json"),
    }
