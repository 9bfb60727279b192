"""Ours and Splink's figures on the same rows: rows of the benchmark's table, tables by hard case, examples."""

from collections.abc import Mapping
from itertools import combinations
from pathlib import Path

from tests.bench.identity.figures import QUEUE_BAR, Answer, Case, Figures, judge, risk, traits
from tests.bench.identity.ours import answer_ours
from tests.bench.identity.participants import measure_participants
from tests.bench.identity.population import GoldRow, Population, make_population
from tests.bench.identity.shares import POPULATIONS
from tests.bench.table import Row, grid, seconds

__all__ = ["by_case", "examples", "measure_identity"]

_THRESHOLD = 0.95
_PRECISE = 0.995
_SHOWN = 5
_LOADED = 1_000
"""Rows of the population that is loaded from workbooks: about sixty files."""


def _cell(case: Case | None) -> tuple[str, str]:
    if case is None or not case.pairs:
        return "", ""
    return f"{case.merged / case.pairs:.4f}", f"{case.found / case.pairs:.4f}"


def _count(case: Case | None) -> tuple[str, str]:
    return ("", "") if case is None else (str(case.merged), str(case.found - case.merged))


def by_case(title: str, ours: Figures, theirs: Mapping[str, Figures]) -> str:
    """Two tables: pairs of one person (shares merged and found), pairs of two (counts merged and queued)."""
    all_of = {"ours": ours, **theirs}
    heads = [f"{name} {what}" for name in all_of for what in ("merged", "merged or queued")]
    same = [
        [name, str(case.pairs), *(cell for figures in all_of.values() for cell in _cell(figures.same.get(name)))]
        for name, case in ours.same.items()
    ]
    names = sorted({name for figures in all_of.values() for name in figures.other})
    none = Case(0, 0, 0)
    pairs = {name: max(figures.other.get(name, none).pairs for figures in all_of.values()) for name in names}
    other = [
        [name, str(pairs[name]), *(cell for figures in all_of.values() for cell in _count(figures.other.get(name)))]
        for name in names
    ]
    wrong = [f"{name} {what}" for name in all_of for what in ("wrongly merged", "queued")]
    return "\n\n".join([
        f"### {title}: rows of one person", grid(["hard case", "pairs", *heads], same),
        f"### {title}: rows of two people", grid(["hard case", "pairs", *wrong], other),
    ])  # fmt: skip


def _rows(name: str, ours: Figures, theirs: Figures) -> list[Row]:
    def line(what: str, own: str, against: str, bar: str = "") -> Row:
        return Row("identity", f"{name}: {what}", own, against, bar=bar)

    def wrong(figures: Figures) -> str:
        return f"{figures.wrong_merges} of {figures.merges:,}"

    return [
        line("precision of merged pairs", f"{ours.precision:.4f}", f"{theirs.precision:.4f}", "≥ 0.995"),
        line("recall of merged pairs", f"{ours.recall:.4f}", f"{theirs.recall:.4f}"),
        line("F1 of merged pairs", f"{ours.f1:.4f}", f"{theirs.f1:.4f}", "ahead of Splink"),
        line("found, merged or queued", f"{ours.found:.4f}", f"{theirs.found:.4f}", "≥ 0.995"),
        line("queued pairs to 1,000 rows", f"{ours.per_thousand:.1f}", f"{theirs.per_thousand:.1f}",
             f"≤ {QUEUE_BAR}"),
        line("wrong merges of automatic merges", wrong(ours), wrong(theirs), "≤ 1 in 2,000"),
        line(f"time of {ours.rows:,} rows", seconds(sum(ours.seconds.values())),
             seconds(sum(theirs.seconds.values()))),
    ]  # fmt: skip


def _kind_row(name: str, way: str, ours: Figures, theirs: Figures) -> Row:
    def three(figures: Figures) -> str:
        return f"{figures.precision:.4f}, {figures.f1:.4f}, {figures.found:.4f}"

    return Row("identity", f"{name}: precision, F1, found; {way}", three(ours), three(theirs))


def _pair(a: GoldRow, b: GoldRow) -> str:
    shown = (
        "full_name", "birth_date", "birth_precision", "sex", "national_id", "staff_code", "phone", "email", "commune",
        "native_place", "qualification", "field_of_training", "training_institution", "graduation_year",
        "position_title", "professional_title_code", "recruitment_date",
    )  # fmt: skip

    def values(row: GoldRow) -> str:
        stated = [str(getattr(row, name)) for name in shown if getattr(row, name) is not None]
        return f"r{row.record_id} {row.as_of.year} {row.agency.code}/{row.employer.code}: " + "; ".join(stated)

    return f"    {values(a)}\n    {values(b)}"


def examples(population: Population, answer: Answer, shown: int = _SHOWN) -> list[str]:
    """The first errors of each hard case: rows of two people merged, rows of one person neither merged nor queued."""
    of, rows, lines = answer.cluster_of, population.rows, []
    groups: dict[tuple[str, int], list[GoldRow]] = {}
    for row in rows:
        groups.setdefault(("cluster", of[row.record_id]), []).append(row)
        groups.setdefault(("person", row.person), []).append(row)
    kinds: dict[str, list[str]] = {}
    for (what, _), group in groups.items():
        for a, b in combinations(group, 2):
            if what == "cluster" and a.person != b.person:
                case = "wrongly merged: " + ", ".join(sorted(risk(population, a, b)))
            elif what == "person" and of[a.record_id] != of[b.record_id]:
                asked = frozenset((of[a.record_id], of[b.record_id])) in answer.asked
                case = ("only queued: " if asked else "missed: ") + ", ".join(sorted(traits(a, b)))
            else:
                continue
            kinds.setdefault(case, []).append(_pair(a, b))
    for case, pairs in sorted(kinds.items(), key=lambda item: (item[0].split(":")[0], -len(item[1]))):
        lines += [f"- {case} ({len(pairs)})", *pairs[:shown]]
    return lines


def measure_identity(folder: Path, size: int, seed: int) -> tuple[list[Row], list[str], list[str]]:
    """Rows of the table, tables by hard case, examples of our errors, for each population.

    From `_LOADED` rows on; below only the first population, and nothing is loaded from workbooks.
    """
    from tests.bench.identity.splink_side import answer_at, score_with_splink, thresholds

    rows: list[Row] = []
    tables: list[str] = []
    lines: list[str] = []
    for name in list(POPULATIONS)[: None if size >= _LOADED else 1]:
        population = make_population(name, POPULATIONS[name], size, seed)
        answer = answer_ours(population.rows)
        ours = judge(population, answer)
        scores = score_with_splink(population.rows, seed)
        best, precise = thresholds(scores, {row.record_id: row.person for row in population.rows}, _PRECISE)
        ways = {"0.95": _THRESHOLD, "at its best F1": best, f"at precision {_PRECISE}": precise}
        theirs = {f"Splink {way}": judge(population, answer_at(scores, at)) for way, at in ways.items()}
        rows += _rows(name, ours, theirs["Splink 0.95"])
        rows += [_kind_row(name, way, ours, figures) for way, figures in theirs.items() if way != "Splink 0.95"]
        tables.append(by_case(f"identity, {name}, {len(population.rows):,} rows, seed {seed}", ours, theirs))
        lines += examples(population, answer)
    rows += measure_participants(size, seed)
    if size >= _LOADED:
        from tests.bench.identity.loaded import loaded_rows

        rows += loaded_rows(folder / "identity", make_population("province", POPULATIONS["province"], _LOADED, seed))
    return rows, tables, lines
