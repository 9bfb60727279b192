"""The demo's works: read as written, by people of the sample, in teams."""

import json
from collections import Counter
from pathlib import Path

from ingest.pipeline import read_file
from ingest.sample.command import sample_command
from ingest.sample.together import write_together


def test_every_row_is_read_with_its_person_and_part(tmp_path: Path) -> None:
    sample_command(tmp_path, 60, 3, mixed=0)
    gold = json.loads((tmp_path / "gold.json").read_text(encoding="utf-8"))
    entries = write_together(gold, tmp_path)
    again = write_together(gold, tmp_path)
    assert entries == again
    for entry in entries:
        (table,) = read_file(tmp_path / entry["file"])["sheets"][0]["tables"]
        assert table["form"] == "works"
        names = [gold["persons"][row["person"]]["values"]["full_name"] for row in entry["rows"]]
        assert [record["values"]["full_name"] for record in table["records"]] == names
        wanted = {"work_title", "work_type", "work_year", "member_role", "national_id"}
        assert [record["row"] for record in table["records"] if not wanted <= set(record["values"])] == []
        members = Counter(record["values"]["work_title"] for record in table["records"])
        assert Counter(count > 1 for count in members.values()).most_common(1)[0][0]
    roles = {record["values"]["member_role"] for record in table["records"]}
    assert {"author", "supervisor"} <= roles
