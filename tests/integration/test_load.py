"""Figure 17 in short: the real web app, people of five roles over real WebSockets, one upload; and that errors count.

`python -m tests.trust.load` does the same with fifty people and a hundred thousand in the registry. Nothing here asks
for a time: a machine that runs tests is busy.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.trust.browsing import Seen, hand_in
from tests.trust.load import SHORT, Result, carry_out, figures, served
from tests.trust.load_home import Account
from tests.trust.streamlit_client import Browser, BrowserError, Run, Site, run_alone
from tests.trust.usage import growth


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("load") / "h"


@pytest.fixture(scope="module")
def result(home: Path) -> Result:
    return carry_out(SHORT, home, lambda _: None)


def test_everybody_sees_pages_and_none_tells_an_error(result: Result) -> None:
    assert result.loaded.errors == []
    assert result.soaked.errors == []
    assert len(result.province.visitors) == SHORT.users
    # Five roles with pages of their own: fewer kinds would mean that visitors stood still.
    assert len(result.loaded.seconds) >= 8
    assert all(size > 0 for sizes in result.loaded.sizes.values() for size in sizes)


def test_the_list_is_read_and_handed_in(result: Result) -> None:
    assert len(result.uploads) == SHORT.uploads


def test_all_processes_are_watched(result: Result) -> None:
    looked = [*result.usage, *result.soak_usage]
    assert looked
    assert {name for one in looked for name, mib in one.memory.items() if mib > 0} == {
        "web", "PostgreSQL", "Meilisearch",
    }  # fmt: skip
    assert all(one.files > 0 and one.connections > 0 for one in looked)


def test_every_figure_has_a_line(result: Result) -> None:
    lines = figures(SHORT, result)
    assert len(lines) == 6
    assert {line.number for line in lines} == {17}


@pytest.fixture(scope="module")
def site(home: Path, result: Result) -> Iterator[tuple[Site, Result]]:
    with served(home) as (place, _process):
        yield place, result


def test_errors_of_pages_are_seen(site: tuple[Site, Result]) -> None:
    """The negative control: nobody of that number, a page of another role, a wrong password, a file of nothing."""
    place, result = site
    by_role = {one.role: one for one in result.province.visitors}

    async def look(who: Account, page: str, **asked: str) -> Run:
        async with Browser(place) as browser:
            await browser.sign_in(who.login, who.password)
            return await browser.open(page, **asked)

    assert run_alone(look(by_role["searcher"], "profile", person="999999999")).problems
    assert run_alone(look(by_role["searcher"], "review")).problems
    with pytest.raises(BrowserError):
        run_alone(look(Account(by_role["searcher"].login, "not the password", "searcher"), "search"))
    seen = Seen()
    with pytest.raises(BrowserError):
        run_alone(hand_in(place, result.province.senders[0], "ds.xlsx", b"no workbook", seen))
    assert seen.errors


@pytest.mark.parametrize(
    ("values", "bounded"),
    [
        ([500.0] * 30, True),
        ([900.0, 700.0, 600.0] * 10, True),
        ([500.0 + 10 * step for step in range(30)], False),
        # Only the start is steep: what is loaded once.
        ([100.0 * min(step, 8) for step in range(30)], True),
    ],
)
def test_growth_is_told_from_noise(values: list[float], bounded: bool) -> None:
    seen = growth([60.0 * step for step in range(len(values))], values)
    assert seen.bounded(0.05, 64) is bounded


def test_the_slope_is_by_the_hour() -> None:
    assert growth([60.0 * step for step in range(30)], [2.0 * step for step in range(30)]).hourly == pytest.approx(
        120
    )
