"""Drawn lists: the same for the same seed, every form among them, their gold true to the cells.

Fixture strategy: forty workbooks of one small province, written once for the module.
"""

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ingest.sample.drawn import FORMS
from ingest.sample.mixed import write_mixed
from ingest.sample.province import make_province

COUNT = 60


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    folder = tmp_path_factory.mktemp("mixed")
    return folder, write_mixed(make_province(150, 5), COUNT, folder)


def test_every_form_is_drawn(written: tuple[Path, dict[str, Any]]) -> None:
    assert {entry["form"] for entry in written[1]["files"]} == set(FORMS)
    assert len(written[1]["files"]) == COUNT
    assert len({entry["layout"] for entry in written[1]["files"]}) > 10


def test_the_same_seed_gives_the_same_files(written: tuple[Path, dict[str, Any]], tmp_path: Path) -> None:
    again = write_mixed(make_province(150, 5), COUNT, tmp_path)
    assert json.dumps(again) == json.dumps(written[1])
    for entry in again["files"]:
        if entry["file"].endswith((".xlsx", ".csv")):
            assert (tmp_path / entry["file"]).read_bytes() == (written[0] / entry["file"]).read_bytes()


def test_another_seed_gives_other_files(written: tuple[Path, dict[str, Any]], tmp_path: Path) -> None:
    assert write_mixed(make_province(150, 6), 5, tmp_path)["files"] != written[1]["files"][:5]


def test_gold_stands_in_the_cells_it_names(written: tuple[Path, dict[str, Any]]) -> None:
    checked = 0
    for entry in written[1]["files"]:
        if not entry["file"].endswith(".xlsx"):
            continue
        sheet = openpyxl.load_workbook(written[0] / entry["file"]).worksheets[0]
        gold = entry["sheets"][0]
        skipped = {skip["row"] for skip in gold["skipped"]} | set(gold["header_rows"])
        for record in gold["rows"]:
            assert record["row"] not in skipped
            for name, column in record["from"].items():
                value = sheet[f"{column}{record['row']}"].value
                assert value is not None, (entry["file"], column, record["row"], name)
                checked += 1
    assert checked > 1000


def test_header_words_are_not_all_the_readers(written: tuple[Path, dict[str, Any]]) -> None:
    headers = {column["header"] for entry in written[1]["files"] for column in entry["sheets"][0]["columns"]}
    assert len(headers) > 150
