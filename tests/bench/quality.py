"""Quality of reading, counted: the generated province and the layouts typed by hand, apart."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from ingest.pipeline import read_file
from ingest.sample.command import sample_command
from ingest.sample.score import Score, score_document, score_files
from tests.bench.handmade import build_layouts, forbidden, gold_of
from tests.bench.table import Row

__all__ = ["measure_quality"]

_MOST_PEOPLE = 5_000
_SHOWN = 25


def _score_province(folder: Path, people: int, seed: int) -> Score:
    sample_command(folder, people, seed)
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    names = [file["file"] for file in gold["files"] if file["form"] == "people"]
    with ThreadPoolExecutor(2) as pool:
        documents = dict(zip(names, pool.map(lambda name: read_file(folder / name), names), strict=True))
    return score_files(documents, gold)


def _score_handmade(folder: Path) -> Score:
    score = Score()
    for expected in build_layouts(folder):
        document = read_file(expected.path)
        gold, persons = gold_of(expected)
        score_document(score, document, gold, persons)
        for example in forbidden(expected, document):
            score.values_wrong += 1
            score.tell(example)
    return score


def _rows(name: str, score: Score) -> list[Row]:
    shares = score.summary()
    columns = f"{score.columns_wrong} of {score.columns} ({shares['column_wrong_share']:.2%})"
    return [
        Row("quality", f"{name}: rows lost, invented, unaccounted for (of {score.rows:,})",
            f"{score.rows_lost}, {score.rows_invented}, {score.rows_unaccounted}", bar="0, 0, 0"),
        *([Row("quality", f"{name}: columns given a wrong field", columns, bar="≤ 0.2 %"),
           Row("quality", f"{name}: columns not recognised", str(score.columns_missed))] if score.columns else []),
        Row("quality", f"{name}: values wrong without a problem on the cell (of {score.values:,})",
            f"{score.values_wrong} ({shares['wrong_share']:.3%})", bar="≤ 0.1 %"),
        Row("quality", f"{name}: values missing without a problem, flagged",
            f"{score.values_missing}, {score.values_flagged}"),
    ]  # fmt: skip


def measure_quality(folder: Path, people: int, seed: int) -> tuple[list[Row], list[str]]:
    """Rows of the table, and the first examples of what went wrong."""
    size = min(people, _MOST_PEOPLE)
    province = _score_province(folder / "province", max(size, 60), seed)
    handmade = _score_handmade(folder / "handmade")
    rows = [
        *_rows(f"generated province, {max(size, 60):,} people", province),
        *_rows("layouts typed by hand", handmade),
    ]
    return rows, [*province.examples[:_SHOWN], *handmade.examples[:_SHOWN]]
