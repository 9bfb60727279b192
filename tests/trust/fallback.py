"""Figure 13: searching without the search server, among as many people as a province has intellectuals.

One list is read and approved the product's own way, then copied; so names come more than once, which costs more.
"""

import tempfile
import time
from pathlib import Path
from typing import Final

from talentdb.access.context import unit_of_work
from talentdb.access.principal import Principal, Role
from talentdb.search.query import search
from tests.bench.copies import WHOLE, copy_people
from tests.bench.measure import percentile
from tests.bench.queries import draw_questions
from tests.bench.registry import load_registry, open_servers
from tests.bench.workbook import make_people, write_workbook
from tests.trust.figure import Figure, Scale

__all__ = ["measure"]

_READER: Final = Principal(Role.SEARCHER, "trust")
_LISTED: Final = {"full": 5_000, "short": 100}
_PEOPLE: Final = {"full": 100_000, "short": 200}
_QUESTIONS: Final = {"full": 200, "short": 10}
_MOST_SECONDS: Final = 1.0
_PAGE: Final = 20


def measure(scale: Scale) -> list[Figure]:
    """p50 and p95 of drawn questions, each asked once after a first round."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        people = make_people(_LISTED[scale], 1)
        path = write_workbook(folder / "danh_sach.xlsx", people)
        with open_servers(folder / "home") as servers:
            loaded = load_registry(servers, path)
            count = copy_people(loaded, _PEOPLE[scale], WHOLE)
            questions = draw_questions(people, _QUESTIONS[scale], 1)
            spent: list[float] = []
            banner = 0
            for round_ in range(2):
                for question in questions:
                    since = time.perf_counter()
                    with unit_of_work(loaded.engine, _READER) as connection:
                        answer = search(
                            connection, _READER, None, question.words, filters=question.filters, limit=_PAGE
                        )  # fmt: skip
                    if round_:
                        spent.append(time.perf_counter() - since)
                        banner += answer["degraded"] or not question.words
            loaded.engine.dispose()
    p95 = percentile(spent, 0.95)
    return [
        Figure(
            13,
            "searching without the search server",
            f"p95 ≤{_MOST_SECONDS:.0f} s among 100,000 people, with the banner",
            f"p50 {percentile(spent, 0.5):.2f} s, p95 {p95:.2f} s of {len(spent)} searches among {count:,} people;"
            f" banner on {banner}",
            holds=p95 <= _MOST_SECONDS and count >= _PEOPLE["full"] and banner == len(spent),
        )
    ]
