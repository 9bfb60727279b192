"""Ties of candidates to the applicant: works in common, supervision, the same body. The words are elsewhere."""

from collections.abc import Iterable
from typing import Final

from sqlalchemy import Connection

from talentdb.councils.candidates import Known
from talentdb.network.conflicts import conflicts_of

__all__ = ["ties_to"]

_KIND: Final = {
    "supervisor": "supervisor", "supervised": "supervisor", "co_author": "co_author", "co_member": "co_member",
}  # fmt: skip
_WEIGHT: Final = ("supervisor", "co_author", "co_member", "same_agency")
"""The first that holds is told."""


def ties_to(connection: Connection, applicant: Known, candidates: Iterable[Known]) -> dict[int, str]:
    """Person -> the heaviest kind of tie to the applicant, for those who have one."""
    found: dict[int, set[str]] = {}
    for conflict in conflicts_of(connection, [applicant.person_id]):
        other = conflict.other_id if conflict.person_id == applicant.person_id else conflict.person_id
        found.setdefault(other, set()).add(_KIND[conflict.kind])
    own = {code for code, _ in applicant.bodies}
    for one in candidates:
        if own & {code for code, _ in one.bodies}:
            found.setdefault(one.person_id, set()).add("same_agency")
    found.pop(applicant.person_id, None)
    return {person: min(kinds, key=_WEIGHT.index) for person, kinds in found.items()}
