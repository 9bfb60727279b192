"""Short forms of the long figures of faults: a list that fails on its way, a search server that fails or lies.

`make trust` does the same at every place and under every fault.
"""

from collections.abc import Iterator

import pytest

from tests.trust.fault_proxy import open_proxy
from tests.trust.lying_search import faced
from tests.trust.pair import Pair, open_pair
from tests.trust.strikes import strike


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    folder = tmp_path_factory.mktemp("pair")
    (folder / "files").mkdir()
    with open_pair(folder / "h", folder / "files") as made:
        yield made


@pytest.mark.parametrize(
    ("point", "number", "mode", "left_after"),
    [
        ("records.copied", 1, "error", "nothing"),
        # The approval is done and nobody was told.
        ("work.committed", 7, "kill", "approved"),
    ],
)
def test_a_list_that_fails_on_its_way_is_all_or_nothing(
    pair: Pair, point: str, number: int, mode: str, left_after: str
) -> None:
    struck = strike(pair, point, number, mode)
    assert struck.wrong == ()
    assert struck.left_after == left_after


def test_a_search_server_that_lies_keeps_nobody_out(pair: Pair) -> None:
    with open_proxy(pair.troubled.servers.search.url) as proxy:
        found = faced(pair, proxy, "failed", late_seconds=0.2)
    assert found.wrong == ()
    assert found.struck > 0
