"""The career of a person out of what the lists of bodies said over the years: spans of the same post. Pure.

A list tells of a day, not of a beginning: a span runs from the first list that told of the post to the last one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Final

from talentdb.people import cv_labels
from talentdb.text import fold

__all__ = ["Post", "career"]

# Bodies hand in once a year; a post that the newest year does not repeat is one of the past, as in survivorship.
_ONE_ROUND: Final = 366


@dataclass(frozen=True, slots=True)
class Post:
    """One row of one list: the body, the post there, and the day that the list tells of."""

    agency: str
    position: str
    sub_unit: str
    as_of: date
    is_main: bool = False

    @property
    def same(self) -> tuple[str, str, str]:
        """What does not change within a span, however it is spelt."""
        return self.agency, fold(self.position), fold(self.sub_unit)


def career(posts: Iterable[Post]) -> list[tuple[str, str, str, str]]:
    """(time, body, position, unit) of each span; those that last first, the main one before all, then the newest."""
    told = sorted(posts, key=lambda post: (post.agency, post.as_of))
    if not told:
        return []
    newest = max(post.as_of for post in told)
    spans = []
    for _, of_body in groupby(told, key=lambda post: post.agency):
        runs = [list(run) for _, run in groupby(of_body, key=lambda post: post.same)]
        for run in runs:
            lasts = run is runs[-1] and (newest - run[-1].as_of).days <= _ONE_ROUND
            spans.append((run, lasts))
    spans.sort(key=lambda span: (not span[1], not span[0][-1].is_main, -span[0][-1].as_of.toordinal()))
    several = sum(lasts for _, lasts in spans) > 1
    return [
        (_when(run[0].as_of, run[-1].as_of, lasts=lasts), _where(run[-1], marked=several and lasts),
         run[-1].position, run[-1].sub_unit)
        for run, lasts in spans
    ]  # fmt: skip


def _where(post: Post, *, marked: bool) -> str:
    """Of several posts at a time the main one is told."""
    return cv_labels.MAIN.format(agency=post.agency) if marked and post.is_main else post.agency


def _when(first: date, last: date, *, lasts: bool) -> str:
    begun, ended = f"{first:%m/%Y}", f"{last:%m/%Y}"
    if lasts:
        return cv_labels.NOW.format(first=begun)
    return begun if begun == ended else f"{begun} – {ended}"
