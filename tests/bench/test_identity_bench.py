"""The judge counts rightly, the gold population holds every hard case, and matching keeps its bars on fresh rows."""

from pathlib import Path
from typing import Any

import pytest

from ingest.pipeline import read
from tests.bench.identity.figures import QUEUE_BAR, Answer, judge
from tests.bench.identity.ours import answer_ours
from tests.bench.identity.participants import answer_participants
from tests.bench.identity.population import GoldRow, Population, make_population
from tests.bench.identity.shares import HARD, PROVINCE
from tests.bench.identity.workbooks import write_workbooks

_FRESH = 20_261_121
"""Of no population that the model was looked at with."""


@pytest.fixture(scope="module")
def province() -> Population:
    return make_population("province", PROVINCE, 6_000, _FRESH)


def test_one_seed_gives_one_population() -> None:
    assert make_population("p", PROVINCE, 300, 5) == make_population("p", PROVINCE, 300, 5)
    assert make_population("p", PROVINCE, 300, 5).rows != make_population("p", PROVINCE, 300, 6).rows


def test_population_holds_every_hard_case() -> None:
    population = make_population("hard", HARD, 4_000, _FRESH)
    assert set(population.ties.values()) == {
        "namesakes, same year", "namesakes, same day", "twins", "father and son",
    }  # fmt: skip
    assert {label for row in population.rows for label in row.labels} == {
        "1 January for a year", "association's list", "date typo", "day and month swapped", "front desk phone",
        "middle name missing", "name typo", "name without marks", "neighbour's id", "office e-mail", "old id",
        "relative's e-mail", "relative's phone", "tone slip", "wrong digit in the id", "wrong sex", "year only",
    }  # fmt: skip
    assert 0.3 < sum(row.national_id is None for row in population.rows) / len(population.rows) < 0.65


def test_who_took_part_in_works_is_linked_rightly_among_namesakes_and_people_in_no_list() -> None:
    found = answer_participants(5_000, 1_500, 0.3, _FRESH)
    assert found.right > 300
    assert found.precision >= 0.995


def test_judge_of_the_gold_itself_finds_no_fault(province: Population) -> None:
    found = judge(province, Answer({row.record_id: row.person for row in province.rows}, frozenset(), {}))
    assert (found.precision, found.recall, found.found, found.wrong_merges, found.queued) == (1, 1, 1, 0, 0)
    assert found.merges == len(province.rows) - len({row.person for row in province.rows})


def test_judge_sees_what_is_merged_wrongly_missed_and_queued(province: Population) -> None:
    of = {row.record_id: row.person for row in province.rows}
    alone = max(of.values()) + 1
    torn = next(a for a in province.rows for b in province.rows if a.person == b.person and a is not b)
    others = [row for row in province.rows if row.person != torn.person]
    gold = judge(province, Answer(of, frozenset(), {}))
    apart = judge(province, Answer(of | {torn.record_id: alone}, frozenset(), {}))
    asked = frozenset({frozenset((alone, torn.person))})
    queued = judge(province, Answer(of | {torn.record_id: alone}, asked, {}))
    wrong = judge(province, Answer({**of, torn.record_id: others[0].person}, frozenset(), {}))
    assert apart.recall < gold.recall
    assert apart.found == apart.recall
    assert (queued.recall, queued.found, queued.queued) == (apart.recall, 1, 1)
    assert wrong.wrong_merges == 1
    assert wrong.precision < 1
    assert sum(case.merged for case in wrong.other.values()) > 0


def test_matching_keeps_its_bars_on_rows_it_never_saw(province: Population) -> None:
    found = judge(province, answer_ours(province.rows))
    assert found.precision >= 0.995
    assert found.found >= 0.995
    assert found.per_thousand <= QUEUE_BAR


_READ = (
    "full_name", "birth_date", "sex", "national_id", "staff_code", "phone", "email", "commune_code", "qualification",
    "field_of_training", "training_institution", "graduation_year", "position_title", "professional_title_code",
    "recruitment_date",
)  # fmt: skip


def _as_read(row: GoldRow) -> dict[str, Any]:
    values = {name: getattr(row, name) for name in _READ}
    return values | {"birth_date": row.birth_date.isoformat()}


def test_workbooks_say_what_the_rows_say(tmp_path: Path) -> None:
    population = make_population("province", PROVINCE, 150, 7)
    books = list(write_workbooks(tmp_path, population))
    assert sorted(record for book in books for record in book.rows.values()) == list(
        range(1, len(population.rows) + 1)
    )
    book = max(books, key=lambda book: len(book.rows))
    (table,) = read(book.path, "people")["sheets"][0]["tables"]
    assert book.path.name == f"{book.agency_code.lower()}_{book.as_of.year}.xlsx"
    rows = {record["row"]: record["values"] for record in table["records"]}
    for at, record_id in book.rows.items():
        gold = _as_read(population.rows[record_id - 1])
        assert {name: rows[at].get(name) for name in _READ} == gold
