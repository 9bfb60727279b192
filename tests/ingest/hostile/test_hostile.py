"""Strategy: each file goes through the real child, as an upload does; the answer is words or people.

Nobody is invented or lost, no limit is overrun, and no answer says that the reader itself broke.
"""

import resource
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from ingest.pipeline import read_file
from tests.ingest.hostile.containers import containers
from tests.ingest.hostile.deceit import deceit
from tests.ingest.hostile.foreign import foreign
from tests.ingest.hostile.large import large
from tests.ingest.hostile.markup import markup
from tests.ingest.hostile.offices import offices
from tests.ingest.hostile.packages import PEOPLE, Hostile
from tests.ingest.hostile.values import texts, values

FILES = [*containers(), *markup(), *values(), *texts(), *large(), *foreign(), *deceit(), *offices()]
NAMES = {person[1] for person in PEOPLE}
# The reader's own failures: a hostile file must never get that far.
BROKEN = {"file.internal", "file.reader_died"}
MOST_BYTES = int(1.2 * 1024**3)


def spent() -> float:
    """Seconds of the processor that the children of this process have had."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def names_in(document: dict[str, Any]) -> Counter[str]:
    found = (r["values"].get("full_name") for s in document["sheets"] for t in s["tables"] for r in t["records"])
    return Counter(name for name in found if name)


def all_problems(document: dict[str, Any]) -> list[dict[str, Any]]:
    tables = [table for sheet in document["sheets"] for table in sheet["tables"]]
    return [p for part in (document, *document["sheets"], *tables) for p in part["problems"]]


def test_there_are_enough_of_them_and_each_has_a_name_of_its_own() -> None:
    assert len(FILES) >= 150
    assert len({file.name for file in FILES}) == len(FILES)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_hostile_file_is_read_or_refused_in_words(file: Hostile, tmp_path: Path) -> None:
    path = tmp_path / file.name
    path.write_bytes(file.content)
    begun = spent()
    document = read_file(path)
    # A wall of the contract, not a measure of speed: the limits themselves stop what would go beyond it. Of the
    # processor, because how long that takes by the clock is the machine's affair.
    assert spent() - begun < file.seconds + 5
    error = document["error"]
    if error is None:
        assert file.outcome != "refused"
        told = names_in(document)
        if file.outcome == "read":
            assert sum(told[name] for name in NAMES) == file.people
        assert all(count <= max(1, file.people) for count in told.values())
        everybody = sum(told[name] for name in NAMES) >= file.people
        assert everybody or all_problems(document), "somebody is missing, and nothing was said"
    else:
        assert file.outcome != "read", error
        assert error["code"] not in BROKEN, error
        assert error["message"]
        assert not file.codes or error["code"] in file.codes


def test_no_child_needed_more_memory_than_the_contract_allows() -> None:
    """The largest child of this process so far: the files above, when they ran here."""
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024 < MOST_BYTES
