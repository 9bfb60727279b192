"""Communes as codes of the division since 1 July 2025, and employers' names. An unclear place stays a problem."""

import re
from functools import lru_cache

from ingest.model import CellValue, display
from ingest.normalise import plain
from ingest.normalise.result import Evidence, Result, cell_text, failure, single
from ingest.problems import problem

__all__ = ["address", "commune"]


@lru_cache(maxsize=20_000)
def _find(text: str) -> tuple[tuple[str, ...], bool]:
    from talentdb.codes.communes import find_commune

    match = find_commune(text)
    if match.ambiguous and len(match.candidates) == 1:
        return (*match.candidates, *match.also_legacy), match.legacy
    return match.candidates, match.legacy


def commune(value: CellValue, _evidence: Evidence) -> Result:
    """The five-digit code; an old name is converted with an info, a name of several places is a problem."""
    text = cell_text(value)
    problems = []
    if text.isdigit() and len(text) == 4:
        text = text.zfill(5)
        problems.append(problem("commune.padded", display(value), suggestion=text))
    codes, legacy = _find(text)
    if not codes:
        return failure("commune.unknown", value)
    if len(codes) > 1:
        return failure("commune.ambiguous", value, candidates=", ".join(codes[:6]))
    if legacy:
        problems.append(problem("commune.legacy", display(value), suggestion=codes[0]))
    return single("commune_code", codes[0], *problems)


# Only a place that calls itself a commune or ward: "Tân Hưng" alone may be a village or a street.
_NAMED = re.compile(r"(?:^|[,;\-]\s*)(?:xã|phường|x\.|p\.|tt\.|thị trấn)\s*\S", re.IGNORECASE)


def address(value: CellValue, evidence: Evidence) -> Result:
    """The text; where it names exactly one commune or ward, its code is a hint for rows without such a column."""
    result = plain.text(value, evidence)
    shown = str(result.values.get(evidence.field, ""))
    if not _NAMED.search(shown):
        return result
    codes, _ = _find(shown)
    return Result(result.values, {"commune_code": codes[0]}, result.problems) if len(codes) == 1 else result
