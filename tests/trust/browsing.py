"""What people of each role do all day: which pages, with which words and filters, how long they read, what they send.

Counts how long each page took and what it said of errors. Knows the pages by address and the widgets by key; speaks
through `Browser` alone.
"""

import asyncio
import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from dashboards import labels
from talentdb.access.principal import Role
from tests.trust.load_home import Account, Province
from tests.trust.streamlit_client import Browser, BrowserError, Run, Site

__all__ = ["Seen", "Upload", "browse", "hand_in"]

_BAD_NOTES: Final = (labels.SESSION_ENDED, labels.SEARCH_AWAY)
_NEW_TAB: Final = 0.2
"""This share of visits comes by an address in a new tab; the others stay in the page."""
_QUERIES: Final = (
    "nuôi trồng thủy sản", "Nguyễn Thị", "tiến sĩ nông nghiệp", "nữ thạc sĩ dưới 40", "giảng viên",
    "cong nghe thong tin", "bác sĩ chuyên khoa",
    "kỹ sư xây dựng Tiền Hải", "Trần Văn", "quản lý đất đai", "môi trường", "giáo viên toán",
    "phó giáo sư", "chuyên gia chuyển đổi số",
)  # fmt: skip
_FACETS: Final[tuple[Mapping[str, str], ...]] = (
    {}, {}, {"qualification": "doctor"}, {"sex": "female"}, {"sex": "female", "qualification": "master"},
    {"age": "..40"},
)  # fmt: skip


@dataclass(frozen=True)
class _Ask:
    """One wish: the page, what its address says, and what is typed into it."""

    page: str
    asked: Mapping[str, str] = field(default_factory=dict)
    typed: str = ""
    name: str = ""


_Wish = Callable[[random.Random, Province, Account], _Ask | None]


def _plain(page: str) -> _Wish:
    return lambda _chance, _province, _who: _Ask(page)


def _number(page: str, name: str, known: Callable[[Province, Account], tuple[int, ...]]) -> _Wish:
    def wish(chance: random.Random, province: Province, who: Account) -> _Ask | None:
        numbers = known(province, who)
        return _Ask(page, {name: str(chance.choice(numbers))}, name=f"{page} of one") if numbers else None

    return wish


def _found(chance: random.Random, _province: Province, _who: Account) -> _Ask:
    asked = {"q": chance.choice(_QUERIES), **chance.choice(_FACETS)}
    if chance.random() < 0.2:
        asked["page"] = "2"
    return _Ask("search", asked, name="search by address")


def _typed(chance: random.Random, _province: Province, _who: Account) -> _Ask:
    return _Ask("search", typed=chance.choice(_QUERIES), name="search typed")


_PERSON: Final = _number("profile", "person", lambda province, _who: province.persons)
_OWN_PERSON: Final = _number("profile", "person", lambda province, who: province.persons_of.get(str(who.body), ()))
_REVIEW: Final = _number("review", "submission", lambda province, _who: province.waiting)
_OWN_LIST: Final = _number(
    "submissions", "submission", lambda province, who: province.submissions_of.get(str(who.body), ())
)
_CASE: Final = _number("case", "case", lambda province, _who: province.cases)
_OWN_CASE: Final = _number("case", "case", lambda province, who: province.cases_of.get(str(who.body), ()))

_WISHES: Final[Mapping[Role, tuple[tuple[int, _Wish], ...]]] = {
    Role.LEADER: (
        (6, _plain("overview")), (2, _plain("population")), (2, _plain("outlook")), (3, _found), (2, _typed),
        (3, _PERSON), (2, _plain("cases")), (1, _plain("duties")), (1, _plain("councils")), (1, _plain("tasks")),
        (1, _plain("snapshots")), (1, _plain("money")),
    ),
    Role.STEWARD: (
        (4, _plain("duplicates")), (3, _plain("review")), (3, _REVIEW), (4, _found), (3, _typed), (5, _PERSON),
        (2, _plain("overview")), (1, _plain("councils")), (1, _plain("cases")), (1, _plain("registers")),
        (1, _plain("reports")), (1, _plain("privacy")),
    ),
    Role.SEARCHER: (
        (6, _found), (6, _typed), (6, _PERSON), (1, _plain("shortlists")), (2, _plain("councils")),
        (1, _plain("network")), (1, _plain("overview")), (1, _plain("difficulties")),
    ),
    Role.AGENCY: (
        (4, _plain("submissions")), (3, _OWN_LIST), (5, _plain("our_people")), (4, _OWN_PERSON),
        (2, _plain("upload")), (2, _plain("duties")), (1, _plain("our_reports")), (1, _plain("needs")),
        (1, _plain("cases")), (1, _OWN_CASE),
    ),
    Role.HOME_AFFAIRS: (
        (4, _plain("cases")), (4, _CASE), (2, _plain("needs")), (2, _plain("nominations")),
        (2, _plain("commitments")), (2, _plain("overview")), (2, _found), (2, _PERSON), (1, _plain("money")),
    ),
    Role.FINANCE: ((3, _plain("money")), (3, _plain("cases")), (2, _CASE), (2, _plain("commitments")),
                   (1, _plain("overview"))),
    Role.ADMINISTRATOR: ((2, _plain("administration")), (2, _plain("audit")), (1, _plain("rights"))),
    Role.AUDITOR: ((3, _plain("audit")), (1, _plain("rights")), (1, _plain("privacy"))),
    Role.COUNCIL_MEMBER: ((1, _plain("my_cases")), (1, _plain("account"))),
    Role.NOMINATOR: ((1, _plain("nominations")), (1, _plain("account"))),
}  # fmt: skip


@dataclass
class Seen:
    """What all visitors saw: seconds and bytes by page, and what went wrong, in words.

    Args:
        coming: runs that said that figures are on their way.
    """

    seconds: dict[str, list[float]] = field(default_factory=dict)
    sizes: dict[str, list[int]] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    coming: int = 0
    behind: list[float] = field(default_factory=list)

    def add(self, name: str, run: Run) -> None:
        """Count one run."""
        self.seconds.setdefault(name, []).append(run.seconds)
        self.sizes.setdefault(name, []).append(run.size)
        self.coming += run.again
        self.errors += [f"{name}: {one}" for one in run.problems]
        self.errors += [f"{name}: {one}" for one in run.notes if one.startswith(_BAD_NOTES)]

    def failed(self, name: str, error: Exception) -> None:
        """Count a page that never came."""
        self.errors.append(f"{name}: {error}")

    @property
    def runs(self) -> list[float]:
        """Seconds of all runs."""
        return [one for times in self.seconds.values() for one in times]


@dataclass(frozen=True)
class Upload:
    """How long one list took: until it was received and read, until it was handed in."""

    read: float
    handed_in: float


async def browse(
    site: Site, who: Account, province: Province, seen: Seen, *, until: float, think: float, seed: int
) -> None:
    """Browse until then, with pauses of half to one and a half times `think`; people come in the first tenth."""
    chance = random.Random(seed)
    wishes = _WISHES[Role(who.role)]
    async with Browser(site) as browser:
        await asyncio.sleep(chance.random() * (until - time.monotonic()) / 10)
        try:
            await browser.sign_in(who.login, who.password)
            seen.add("start", await browser.open(""))
        except BrowserError as error:
            seen.failed(f"{who.role} start", error)
        while time.monotonic() < until:
            await _read(browser, seen, chance.uniform(0.5, 1.5) * think, who.role)
            [wish] = chance.choices([one for _, one in wishes], [weight for weight, _ in wishes])
            ask = wish(chance, province, who)
            if ask is None:
                continue
            name = ask.name or ask.page
            try:
                visit = browser.open if chance.random() < _NEW_TAB else browser.go
                seen.add(name if not ask.typed else "search", await visit(ask.page, **ask.asked))
                if ask.typed:
                    await _read(browser, seen, 0.3 * think, who.role)
                    seen.add(name, await browser.fill("search_line", ask.typed))
            except BrowserError as error:
                seen.failed(f"{who.role} {name}", error)
                await browser.leave()


async def _read(browser: Browser, seen: Seen, seconds: float, role: str) -> None:
    """Read a page; a page that looks again by itself is counted as such."""
    try:
        for run in await browser.rest(seconds):
            seen.add("looking again", run)
    except BrowserError as error:
        seen.failed(f"{role} looking again", error)
        await browser.leave()


async def hand_in(site: Site, who: Account, name: str, content: bytes, seen: Seen, *, wait: float = 0.0) -> Upload:
    """Choose a file, have it read, hand it in: what an officer does, and how long it took."""
    async with Browser(site, longest=300.0) as browser:
        await browser.sign_in(who.login, who.password)
        seen.add("upload", await browser.open("upload"))
        await asyncio.sleep(wait)
        started = time.monotonic()
        seen.add("upload, file chosen", await browser.attach("upload", name, content))
        run = await browser.press("read_file")
        read = time.monotonic() - started
        _told(run, seen, "upload, read")
        [key] = browser.keys("submit_") or [""]
        if not key:
            raise BrowserError(f"{name} was not read: {run.problems or browser.texts()[-500:]}")
        started = time.monotonic()
        _told(await browser.press(key), seen, "upload, handed in")
        return Upload(read, time.monotonic() - started)


def _told(run: Run, seen: Seen, name: str) -> None:
    """Errors of an upload count; its time stands in a figure of its own."""
    seen.errors += [f"{name}: {one}" for one in run.problems]
