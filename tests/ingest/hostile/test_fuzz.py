"""A small run of the fuzz bench, the same every time: no mutant breaks the reader, is lost in silence or is slow."""

import pickle
import subprocess
import sys
from pathlib import Path

from tests.bench.fuzzing import Tally, _count
from tests.bench.mutants import KINDS, mutant, seeds

FILES = 300
MOST_BYTES = int(1.2 * 1024**3)
ALONE = """
import pickle, sys
from pathlib import Path
from tests.bench.fuzzing import fuzz

folder = Path(sys.argv[1])
(folder / "tally").write_bytes(pickle.dumps(fuzz(folder, int(sys.argv[2]), int(sys.argv[3]), folder / "kept")))
"""


def test_mutants_break_nothing(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.mkdir()
    # In an interpreter of its own: a forked reader begins with all that its parent holds, after thousands of tests a
    # lot; and one that multiprocessing spawns runs what stands as `__main__`, which a page under test has replaced.
    subprocess.run([sys.executable, "-c", ALONE, str(tmp_path), str(FILES), "20261121"], check=True, timeout=600)
    tally: Tally = pickle.loads((tmp_path / "tally").read_bytes())
    assert tally.outcomes.total() == FILES
    assert (tally.broken, tally.places) == (0, {}), sorted(kept.iterdir())
    assert (tally.silent, tally.slow) == (0, 0), sorted(kept.iterdir())
    assert tally.bytes < MOST_BYTES
    # the run is worth something only while some mutants are read and others refused
    assert tally.outcomes["read"] > FILES // 10
    assert tally.outcomes["file.damaged"] > FILES // 10


def test_mutants_are_the_same_every_time_and_differ_from_the_seed() -> None:
    import random

    good = seeds()
    assert good == seeds()
    for kind in KINDS:
        made = [mutant(good[kind], random.Random(f"1/{n}")) for n in range(20)]
        assert made == [mutant(good[kind], random.Random(f"1/{n}")) for n in range(20)]
        assert sum(one != good[kind] for one in made) > 15


def test_run_counts_what_it_is_about() -> None:
    tally = Tally()
    _count({"error": {"code": "file.reader_died", "message": "status 6"}}, tally)
    _count({"error": {"code": "file.damaged", "message": "x"}}, tally)
    _count({"error": None, "problems": [], "sheets": []}, tally)
    assert (tally.broken, tally.silent, tally.outcomes["file.damaged"]) == (1, 1, 1)
