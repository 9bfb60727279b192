"""After a restore to an instant the signed heads are those of that instant; the younger ones are kept as evidence."""

from datetime import datetime
from pathlib import Path

import pytest

from talentdb.access.anchors import heads_file
from talentdb.backup.restore import trim_heads

LINES = [f"2026-11-22T08:{minute}:00+00:00 {minute} head key before signature\n" for minute in (10, 20, 30)]


@pytest.mark.parametrize(("until", "kept"), [("08:05", 0), ("08:20", 2), ("08:25", 2), ("09:00", 3)])
def test_younger_heads_are_set_aside(tmp_path: Path, until: str, kept: int) -> None:
    file = heads_file(tmp_path)
    file.parent.mkdir()
    file.write_text("".join(LINES))
    trim_heads(tmp_path, datetime.fromisoformat(f"2026-11-22T{until}:00+00:00"))
    assert file.read_text() == "".join(LINES[:kept])
    aside = [path.read_text() for path in file.parent.iterdir() if path != file]
    assert aside == (["".join(LINES[kept:])] if kept < len(LINES) else [])
