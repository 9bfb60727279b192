"""Figure 3: a list that fails at every place of its way, by an exception, kill -9 and a full disk."""

import os
import sys
import tempfile
import time
from collections import Counter
from contextlib import nullcontext
from pathlib import Path
from typing import Final

from talentdb.failpoints import POINTS
from tests.trust.figure import Figure, Scale
from tests.trust.pair import open_pair
from tests.trust.strikes import MODES, STRIKES, Struck, full_disk, small_disk, strike

__all__ = ["SHORT", "measure", "struck"]

SHORT: Final = (
    ("records.copied", 1, "error"),
    ("work.committed", 7, "kill"),
    ("index.written", 1, "kill"),
)
"""Of each stretch of the way one place; for the suite."""
_BUDGET: Final = "TALENTDB_TRUST_SECONDS"
"""Environment variable that shortens the full run; the result says how much was done."""
# PostgreSQL and Meilisearch take some 250 MB for themselves.
_DISK_MB: Final = 600


def struck(strikes: tuple[tuple[str, int, str], ...]) -> list[Struck]:
    """The strikes one after the other on one pair of registries, as many as the time allows; those of a full disk are
    left out where nobody may mount a small one."""
    until = time.monotonic() + float(os.environ.get(_BUDGET, "inf"))
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder)
        (base / "disk").mkdir(mode=0o700)
        (base / "files").mkdir()
        wants_disk = any(mode == "full" for _, _, mode in strikes)
        with small_disk(base / "disk", _DISK_MB) if wants_disk else nullcontext(enter_result=False) as small:
            home = base / "disk" / "h"
            with open_pair(home, base / "files") as pair:
                done = []
                for point, number, mode in strikes:
                    if (small or mode != "full") and time.monotonic() < until:
                        done.append(strike(pair, point, number, mode, lambda: full_disk(home / "filler")))
                        sys.stderr.write(f"{done[-1].place}: {', '.join(done[-1].wrong) or 'well'}\n")
                return done


def measure(scale: Scale) -> list[Figure]:
    """One line a mode, and one for all."""
    done = struck(STRIKES if scale == "full" else SHORT)
    modes = Counter(one.place.rpartition(":")[2] for one in done)
    wrong = [f"{one.place}: {'; '.join(one.wrong)}" for one in done if one.wrong]
    seen = ", ".join(f"{mode} {modes[mode]}" for mode in MODES)
    told = sum(one.ended.said.startswith("told: ") for one in done)
    return [
        Figure(
            3,
            "failpoints from the upload to the export: all or nothing, and again the same digest",
            "≥12 places × exception, kill -9, full disk: 0 half done, 0 other digests, 0 stale documents",
            f"{len(POINTS)} places, {len(done)} strikes ({seen}; {told} told as a full disk): {len(wrong)} wrong"
            f"{' – ' + ' | '.join(wrong) if wrong else ''}",
            holds=not wrong and (scale == "short" or all(modes[mode] >= len(POINTS) for mode in MODES)),
        )
    ]
