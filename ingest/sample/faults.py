"""Plants faults in single cells: impossible dates, wrong ids, unknown words, dittos, letters apart.

Decides by chance from the list's style; what a perfect reader may still take is kept in the cell's gold.
"""

from random import Random

from ingest.sample.catalogue import writings
from ingest.sample.letters import decompose
from ingest.sample.model import Column, Style, Written

__all__ = ["DITTO_WRITERS", "damage", "spoil"]

_SPOILED = {
    "birth": "birth_date",
    "email": "email",
    "ethnicity": "ethnicity_code",
    "national_id": "national_id",
    "phone": "phone",
    "qualification": "qualification",
    "sex": "sex",
}
DITTO_WRITERS = frozenset({"ethnicity", "institution"})
"""Columns in which lists write "nt" (as above)."""

_LEGACY_SAFE = frozenset({"name", "name_family_middle", "name_given"})


def _contradict(written: Written) -> Written:
    """An id of the right shape whose year is not the person's: taken, but it has to be flagged."""
    text = written.gold["national_id"]
    changed = f"{text[:4]}{(int(text[4:6]) + 7) % 100:02d}{text[6:]}"
    return Written(changed, {"national_id": changed}, error="id_contradicts")


def spoil(column: Column, written: Written, style: Style, rng: Random) -> Written:
    """The cell with a planted fault, by chance `style.errors`; unchanged otherwise."""
    if written.value is None or not written.gold or rng.random() >= style.errors:
        return written
    if column.writer in _SPOILED:
        field = _SPOILED[column.writer]
        if field == "national_id" and len(written.gold[field]) == 12 and rng.random() < 0.5:
            return _contradict(written)
        return Written(rng.choice(writings()["bad"][field]), error=f"bad_{field}")
    if column.writer == "name" and rng.random() < 0.1:
        return Written(None, error="no_name")
    return written


def damage(column: Column, written: Written, style: Style, rng: Random) -> Written:
    """The cell with its letters and marks apart, by chance `style.nfd`; the value stays the same."""
    if isinstance(written.value, str) and style.nfd and rng.random() < style.nfd:
        if style.encode == "tcvn3" and column.writer in _LEGACY_SAFE:
            return written
        return Written(decompose(written.value), written.gold, written.also, written.error)
    return written
