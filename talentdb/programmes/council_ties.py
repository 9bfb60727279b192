"""What may keep a member of a council from judging a case: it is their own, they work at the same body, they wrote or
worked together, one supervised the other. Found by the registry for whoever asks; decides nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, select

from talentdb.access.context import reading_as
from talentdb.access.principal import OPERATOR
from talentdb.db.tables import account, person_version
from talentdb.network.conflicts import conflicts_of
from talentdb.people.successors import employers_on
from talentdb.programmes import council_labels as words
from talentdb.programmes.case_rows import persons_now
from talentdb.programmes.model import Case
from talentdb.settings import today

__all__ = ["OWN_CASE", "UNLINKED", "Tie", "conflicts"]

OWN_CASE: Final = "own_case"
UNLINKED: Final = "unlinked"
_KIND: Final = {
    "supervisor": "supervisor", "supervised": "supervisor", "co_author": "co_author", "co_member": "co_member",
}  # fmt: skip
"""Kind of tie of the network -> what is told; who supervised whom makes no difference."""


@dataclass(frozen=True, slots=True)
class Tie:
    """A reason why somebody might not judge a case without prejudice.

    Args:
        kind: own_case, same_agency, supervisor, co_author, co_member; unlinked when nothing could be looked up.
        text: in Vietnamese, to stand behind the name of the member.
    """

    kind: str
    text: str

    @property
    def weighs(self) -> bool:
        """Whether somebody has to confirm that they know of it; that nothing is known binds nobody."""
        return self.kind != UNLINKED


def conflicts(connection: Connection, case: Case, account_id: int) -> tuple[Tie, ...]:
    """The ties between the holder of an account and a case, the heaviest first. The same for every reader: a member
    is told of their own, whoever asks a member of theirs."""
    with reading_as(connection, OPERATOR):
        member = connection.execute(select(account.c.person_id).where(account.c.account_id == account_id)).scalar()
        if member is None:
            return (Tie(UNLINKED, words.TIES[UNLINKED]),)
        member = persons_now(connection, [member]).get(member, member)
        if member == case.person_id:
            return (Tie(OWN_CASE, words.TIES[OWN_CASE]),)
        return (*_bodies(connection, case, member), *_works(connection, case, member))


def _bodies(connection: Connection, case: Case, member: int) -> Iterator[Tie]:
    """Bodies that the member works for and the case or its person belongs to; who took over a body stands for it."""
    now = employers_on(connection, today())
    of_case = {now[case.agency_id][0]} | _employers(connection, case.person_id, now).keys()
    for code, name in _employers(connection, member, now).items():
        if code in of_case:
            yield Tie("same_agency", words.TIES["same_agency"].format(body=name))


def _employers(connection: Connection, person_id: int | None, now: dict[int, tuple[str, str]]) -> dict[str, str]:
    v = person_version.c
    rows = connection.execute(
        select(v.agency_id, v.agency_ids).where(v.person_id == person_id, v.valid_to.is_(None))
    ).all()
    numbers = [one for row in rows for one in (row.agency_id, *(row.agency_ids or ())) if one in now]
    return dict(now[one] for one in numbers)


def _works(connection: Connection, case: Case, member: int) -> Iterator[Tie]:
    if case.person_id is None:
        return
    found: dict[str, str] = {}
    for one in conflicts_of(connection, [case.person_id]):
        if member in (one.person_id, one.other_id):
            title = f"{one.title} ({one.year})" if one.year else one.title
            found.setdefault(_KIND[one.kind], title)
    for kind in ("supervisor", "co_author", "co_member"):
        if kind in found:
            yield Tie(kind, words.TIES[kind].format(work=found[kind]))
