"""Known vulnerabilities of the parts, from the pinned copy advisories.toml; says how old that copy is.

Owns the comparison. It cannot know what was published after the copy was taken: `age` says how long that is.
"""

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from packaging.specifiers import SpecifierSet
from packaging.version import Version

from scripts.supply.parts import Part

COPY: Final = Path(__file__).with_name("advisories.toml")
STALE_DAYS: Final = 30
"""A copy older than this is said to be stale: the baseline asks for a scan before each release at least."""


@dataclass(frozen=True, slots=True)
class Advisory:
    """One published vulnerability.

    Args:
        affected: versions, in the notation of PEP 440.
        accepted: why the project may run with it all the same; empty where it may not.
    """

    ecosystem: str
    package: str
    ids: tuple[str, ...]
    affected: SpecifierSet
    what: str
    source: str
    accepted: str = ""


@dataclass(frozen=True, slots=True)
class Copy:
    """All that was known on one day."""

    taken_on: date
    advisories: tuple[Advisory, ...]

    def age(self, today: date) -> int:
        """Days since the copy was taken."""
        return (today - self.taken_on).days


def read_copy(path: Path = COPY) -> Copy:
    """The pinned copy.

    Raises: KeyError or packaging's InvalidSpecifier for an entry that says no package, id, range or source.
    """
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return Copy(
        data["taken_on"],
        tuple(
            Advisory(
                one.get("ecosystem", "pypi"), one["package"], tuple(one["ids"]), SpecifierSet(one["affected"]),
                one["what"], one["source"], one.get("accepted", ""),
            )
            for one in data["advisory"]
        ),
    )  # fmt: skip


def vulnerable(found: list[Part], copy: Copy) -> list[tuple[Part, Advisory]]:
    """Each part with each advisory that names its version, accepted ones included."""
    return [
        (part, advisory)
        for part in found
        for advisory in copy.advisories
        if (advisory.ecosystem, advisory.package) == (part.ecosystem, part.name)
        and advisory.affected.contains(Version(part.version), prereleases=True)
    ]
