"""Splink 5 on the same rows, as its documentation advises: comparisons by level with term frequencies, u by random
sampling, m by expectation maximisation over several blocks, DuckDB. The one module that needs Splink."""

import contextlib
import time
import warnings
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from talentdb.text import fold, tone_key
from tests.bench.identity.figures import QUEUE_BAR, Answer
from tests.bench.identity.population import GoldRow

__all__ = ["SplinkScores", "answer_at", "score_with_splink", "thresholds"]

_LOWEST: Final = 0.0005
"""Pairs below are not even worth a queue."""
_SAMPLE: Final = 5_000_000
_MOST_BITS: Final = 30


@dataclass(frozen=True, slots=True)
class SplinkScores:
    """Scored pairs, best first, over records 1 … rows."""

    rows: int
    pairs: Sequence[tuple[float, int, int]]
    seconds: Mapping[str, float]


def _columns(row: GoldRow) -> dict[str, Any]:
    folded, toned = fold(row.full_name), tone_key(row.full_name)
    words = folded.split(" ")
    number = row.national_id or ""
    exact = row.birth_precision == "day"
    return {
        "unique_id": row.record_id, "name": folded, "name_toned": toned, "family": words[0], "given": words[-1],
        "middle": " ".join(words[1:-1]) or None, "born": row.birth_date.isoformat() if exact else None,
        "born_turned": row.birth_date.strftime("%Y-%d-%m") if exact else None, "birth_year": row.birth_date.year,
        "sex": row.sex,
        "id_new": number if len(number) == 12 else None, "id_old": number if len(number) == 9 else None,
        "phone": row.phone, "email": row.email, "employer": row.employer.number, "commune": row.commune_code,
        "native_place": fold(row.native_place) if row.native_place else None,
        "staff": f"{row.employer.number}|{row.staff_code}" if row.staff_code else None,
        "qualification": row.qualification, "field": row.field_of_training, "school": row.training_institution,
        "graduated": row.graduation_year, "title_code": row.professional_title_code,
        "recruited": row.recruitment_date, "ethnicity": row.ethnicity_code,
    }  # fmt: skip


def _comparisons() -> list[Any]:
    import splink.comparison_level_library as cll
    import splink.comparison_library as cl

    name = cl.CustomComparison(
        output_column_name="name",
        comparison_levels=[
            cll.NullLevel("name"),
            cll.ExactMatchLevel("name_toned", term_frequency_adjustments=True),
            cll.ExactMatchLevel("name", term_frequency_adjustments=True),
            cll.CustomLevel("family_l = family_r and given_l = given_r", "family and given name"),
            cll.JaroWinklerLevel("name", 0.92),
            cll.JaroWinklerLevel("name", 0.85),
            cll.ElseLevel(),
        ],
    )
    birth = cl.CustomComparison(
        output_column_name="birth",
        comparison_levels=[
            cll.NullLevel("birth_year"),
            cll.ExactMatchLevel("born"),
            cll.CustomLevel("born_l = born_turned_r", "day and month turned"),
            cll.CustomLevel("born_l is not null and born_r is not null and damerau_levenshtein(born_l, born_r) <= 1",
                            "one slip"),
            cll.CustomLevel("(born_l is null or born_r is null) and birth_year_l = birth_year_r", "year known only"),
            cll.CustomLevel("birth_year_l = birth_year_r", "same year"),
            cll.CustomLevel("abs(birth_year_l - birth_year_r) <= 1", "a year apart"),
            cll.ElseLevel(),
        ],
    )  # fmt: skip
    plain = ("sex", "qualification", "recruited", "staff")
    frequent = ("employer", "commune", "field", "school", "graduated", "title_code", "ethnicity")
    return [
        name, birth, cl.DamerauLevenshteinAtThresholds("id_new", 1), cl.ExactMatch("id_old"),
        cl.DamerauLevenshteinAtThresholds("phone", 1).configure(term_frequency_adjustments=True),
        cl.EmailComparison("email").configure(term_frequency_adjustments=True),
        cl.JaroWinklerAtThresholds("native_place", [0.9]),
        *(cl.ExactMatch(column) for column in plain),
        *(cl.ExactMatch(column).configure(term_frequency_adjustments=True) for column in frequent),
    ]  # fmt: skip


def _linker(rows: Iterable[GoldRow]) -> Any:
    import logging

    import pandas as pd
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    table = pd.DataFrame([_columns(row) for row in rows])
    for column in ("graduated", "birth_year", "employer"):
        table[column] = table[column].astype("Int64")
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=_comparisons(),
        blocking_rules_to_generate_predictions=[
            block_on("id_new"), block_on("id_old"), block_on("email"), block_on("phone", "given"), block_on("staff"),
            block_on("name", "birth_year"), block_on("name", "employer"), block_on("name", "phone"),
            block_on("name", "commune"), block_on("name", "field"), block_on("born"), block_on("phone", "birth_year"),
            block_on("family", "birth_year", "employer"), block_on("given", "birth_year", "employer"),
            block_on("family", "given", "birth_year"),
        ],
        retain_matching_columns=False,
    )  # fmt: skip
    api = DuckDBAPI()
    return Linker(api.register(table), settings, log_level=logging.ERROR)


def score_with_splink(rows: Sequence[GoldRow], seed: int) -> SplinkScores:
    """Train a model on the rows alone and score all blocked pairs."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from splink import block_on
        from splink.internals.exceptions import SplinkException

        started = time.perf_counter()
        linker = _linker(rows)
        training = linker.training
        certain = (("id_new", "name"), ("name", "born"), ("email", "name"), ("name", "phone"))
        training.estimate_probability_two_random_records_match([block_on(*rule) for rule in certain], recall=0.8)
        training.estimate_u_using_random_sampling(max_pairs=_SAMPLE, seed=seed)
        for block in (("name", "birth_year"), ("born", "given"), ("email",), ("id_new",)):
            # Among a few hundred rows a block may hold nothing to learn from; the others still teach.
            with contextlib.suppress(ValueError, SplinkException):
                training.estimate_parameters_using_expectation_maximisation(block_on(*block))
        trained = time.perf_counter()
        found = linker.inference.predict(threshold_match_probability=_LOWEST).as_pandas_dataframe()
        scored = time.perf_counter()
    pairs = sorted(
        zip(found["match_probability"], found["unique_id_l"], found["unique_id_r"], strict=True), reverse=True
    )
    return SplinkScores(len(rows), pairs, {"training": trained - started, "scoring": scored - trained})


def answer_at(scores: SplinkScores, threshold: float) -> Answer:
    """Connected components at a threshold; the best pairs below it are queued, as many as the bar allows."""
    started = time.perf_counter()
    parent = list(range(scores.rows + 1))

    def top(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    merged = [pair for pair in scores.pairs if pair[0] >= threshold]
    for _, a, b in merged:
        parent[top(a)] = top(b)
    asked: dict[frozenset[int], None] = {}
    for _, a, b in scores.pairs[len(merged) :]:
        if len(asked) >= QUEUE_BAR * scores.rows // 1000:
            break
        if top(a) != top(b):
            asked[frozenset((top(a), top(b)))] = None
    cluster_of = {record: top(record) for record in range(1, scores.rows + 1)}
    return Answer(cluster_of, frozenset(asked), {**scores.seconds, "clusters": time.perf_counter() - started})


def _chance(bits: int) -> float:
    return 1 - 1 / (1 + 2.0**bits)


def thresholds(scores: SplinkScores, person_of: Mapping[int, int], precision: float) -> tuple[float, float]:
    """The threshold of the best F1 of clustered pairs, and the lowest that reaches this precision.

    Both are chosen with the gold in hand, as kind to Splink as can be; nobody has the gold at work.
    """
    gold = sum(n * (n - 1) // 2 for n in _sizes(person_of.values()))
    best: tuple[float, float] = (0.0, _chance(0))
    precise = _chance(_MOST_BITS)
    for bits in range(_MOST_BITS, -1, -1):
        of = answer_at(scores, _chance(bits)).cluster_of
        merged = sum(n * (n - 1) // 2 for n in _sizes(of.values()))
        right = sum(n * (n - 1) // 2 for n in _sizes((of[record], person_of[record]) for record in of))
        best = max(best, (2 * right / max(1, merged + gold), _chance(bits)))
        if right >= precision * merged:
            precise = _chance(bits)
    return best[1], precise


def _sizes(keys: Iterable[Any]) -> Iterable[int]:
    counts: dict[Any, int] = {}
    for key in keys:
        counts[key] = counts.get(key, 0) + 1
    return counts.values()
