"""The reader against layouts typed by hand: a layout holds when every row, column, value and problem is as typed.

Fixture strategy: one session fixture writes and reads all layouts in this process, since the files are ours; the
list of what is known to fail is kept true by the tests: a failure that is mended has to be struck off.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from ingest.pipeline import read
from ingest.sample.score import Score, score_document
from tests.bench.handmade import build_layout, layout_names

KNOWN = json.loads(Path(__file__).with_name("known.json").read_text(encoding="utf-8"))
"""Layout -> how many things are known to be wrong in it, for layouts that do not hold yet."""


@pytest.fixture(scope="session")
def scores(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Score]:
    folder = tmp_path_factory.mktemp("handmade")
    found = {}
    for name in layout_names():
        path, gold = build_layout(name, folder / name)
        found[name] = Score()
        score_document(found[name], read(path), gold, {})
    return found


@pytest.mark.parametrize("layout", layout_names())
def test_layout_is_read_as_typed(layout: str, scores: dict[str, Score]) -> None:
    wrong = scores[layout].examples
    allowed = KNOWN.get(layout, 0)
    assert len(wrong) <= allowed, f"{len(wrong)} things differ, {allowed} are known:\n" + "\n".join(wrong)


@pytest.mark.parametrize("layout", sorted(KNOWN))
def test_what_is_known_to_fail_still_fails(layout: str, scores: dict[str, Score]) -> None:
    assert scores[layout].examples, f"{layout} holds now: strike it off known.json"


def test_there_are_many_layouts_with_people_typed_out(tmp_path: Path) -> None:
    names = layout_names()
    assert len(names) >= 60
    assert set(KNOWN) <= set(names)
    gold: list[dict[str, Any]] = [build_layout(name, tmp_path / name)[1] for name in names]
    rows = [len(sheet["rows"]) for entry in gold for sheet in entry["sheets"] if not sheet["ignored"]]
    assert sum(rows) >= 200
