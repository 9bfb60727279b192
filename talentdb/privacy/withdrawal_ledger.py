"""The withdrawals of consent once more outside the database, so that an old backup makes nobody consent again.

A file of the home, a JSON line a withdrawal: which consent, by its number and the moment it was written down, counts
no more, and since which day; nothing about the person. The database is the truth while it stands. After the restore
of an older state, what stands there and was withdrawn is withdrawn again, by a request that says why. A consent that
was given after that state was made is lost with it: nobody consents by silence.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import ARRAY, BigInteger, Connection, any_, exists, func, literal, select

from talentdb.access.context import reading_as
from talentdb.access.principal import OPERATOR, Principal
from talentdb.access.rights import Action, require
from talentdb.db.tables import consent, schema_version
from talentdb.privacy import consent_labels as words
from talentdb.privacy.consent import Consent, consents_of, withdraw_one
from talentdb.privacy.ledger_lines import add_lines, read_lines
from talentdb.privacy.requests import receive, record
from talentdb.settings import today
from talentdb.text import format_date

__all__ = [
    "Withdrawal", "keep_withdrawals", "pending", "read_withdrawals", "reapply", "withdrawals_file",
    "withdrawals_kept",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """One line.

    Args:
        registry: which registry; consent: number of what was given; given_at: ISO moment at which it was written.
        day: ISO day since which it counts no more; channel: how the person said so.
    """

    registry: str
    consent: int
    given_at: str
    day: str
    channel: str

    @property
    def known_by(self) -> tuple[str, int, str]:
        """What tells one from another: numbers are given again after the restore of an older state."""
        return self.registry, self.consent, self.given_at


def withdrawals_file(home: Path) -> Path:
    """Where the lines stand, outside the database."""
    return home / "privacy" / "withdrawals.jsonl"


def read_withdrawals(path: Path) -> list[Withdrawal]:
    """Every line; none where there is no file. Raises: DataError for a line that is none."""
    return read_lines(path, Withdrawal)


def keep_withdrawals(connection: Connection, home: Path) -> int:
    """Append what the file does not know yet; how many lines. After the transaction of a withdrawal, and before each
    backup: what a crash left out is made good at the next call. Raises: OSError; DataError for a spoilt file.
    """
    path = withdrawals_file(home)
    with reading_as(connection, OPERATOR):
        mine = _withdrawn(connection)
    known = {one.known_by for one in read_withdrawals(path)}
    fresh = [one for one in mine if one.known_by not in known]
    if fresh:
        add_lines(path, Withdrawal, fresh)
    return len(fresh)


def withdrawals_kept(connection: Connection, home: Path) -> bool:
    """`keep_withdrawals` after one that stands whatever the disk says: false where nothing could be written."""
    try:
        keep_withdrawals(connection, home)
    except OSError:
        return False
    return True


def pending(connection: Connection, ledger: Iterable[Withdrawal]) -> list[Withdrawal]:
    """Lines of this registry whose consent stands in the database: an older state was restored."""
    with reading_as(connection, OPERATOR):
        return [line for line, _ in _standing_again(connection, ledger)]


def reapply(connection: Connection, principal: Principal, ledger: Iterable[Withdrawal]) -> int:
    """Withdraw again what the restored database takes for given; how many consents. All or nothing.

    Raises: ForbiddenError.
    """
    require(principal, Action.REVIEW)
    with reading_as(connection, OPERATOR):
        found = _standing_again(connection, ledger)
    for line, given in found:
        day = date.fromisoformat(line.day)
        asked = receive(
            connection, principal, "withdraw", words.AGAIN_BY, words.AGAIN.format(day=format_date(day)),
            received=today(), channel=line.channel, person_id=given.person_id,
        )  # fmt: skip
        withdraw_one(connection, principal, given, request=asked.number, channel=line.channel, day=day)
        record(connection, principal, asked.number, "done", words.AGAIN_DONE)
    return len(found)


def _withdrawn(connection: Connection) -> list[Withdrawal]:
    """Each withdrawal of the database: what it takes back is what was given last before it under the same number."""
    registry = _registry(connection)
    taken_back, given, last = consent.alias("w"), consent.alias("g"), consent.alias("l").c
    w, g = taken_back.c, given.c
    newest = (
        select(func.max(last.consent_id))
        .where(
            last.person_id == w.person_id, last.purpose == w.purpose, last.act == "given",
            last.consent_id < w.consent_id,
        )
        .scalar_subquery()
    )  # fmt: skip
    rows = connection.execute(
        select(g.consent_id, g.made_at, w.day, w.channel)
        .select_from(taken_back.join(given, g.consent_id == newest))
        .where(w.act == "withdrawn")
        .order_by(w.consent_id)
    )
    return [
        Withdrawal(registry, row.consent_id, _moment(row.made_at), row.day.isoformat(), row.channel) for row in rows
    ]


def _standing_again(connection: Connection, ledger: Iterable[Withdrawal]) -> list[tuple[Withdrawal, Consent]]:
    """Lines with the consent that stands: there as it was written, and neither withdrawn nor given anew."""
    registry = _registry(connection)
    lines = {(one.consent, one.given_at): one for one in ledger if one.registry == registry}
    c, later = consent.c, consent.alias("later").c
    of_same = (later.person_id == c.person_id, later.purpose == c.purpose, later.consent_id > c.consent_id)
    withdrawn = exists().where(*of_same, later.act == "withdrawn")
    again = select(func.max(later.day)).where(*of_same, later.act == "given").scalar_subquery().label("again")
    numbers = literal(sorted({number for number, _ in lines}), ARRAY(BigInteger))
    rows = connection.execute(
        select(c.consent_id, c.made_at, c.person_id, again)
        .where(c.consent_id == any_(numbers), c.act == "given", ~withdrawn)
        .order_by(c.consent_id)
    ).all()
    found = []
    for row in rows:
        line = lines.get((row.consent_id, _moment(row.made_at)))
        # Who consented once more since then, in the restored registry, has consented.
        if line is not None and (row.again is None or row.again <= date.fromisoformat(line.day)):
            acts = consents_of(connection, row.person_id)
            found.append((line, next(one for one in acts if one.number == row.consent_id)))
    return found


def _moment(at: datetime) -> str:
    """The same for every time zone of a server."""
    return at.astimezone(UTC).isoformat()


def _registry(connection: Connection) -> str:
    return str(connection.execute(select(schema_version.c.registry)).scalar_one().hex)
