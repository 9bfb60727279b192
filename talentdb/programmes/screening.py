"""Nominations held against the registry, its running cases and each other; for those who decide, not for nominators.

What is found is kept as it was seen that day. Merges nobody and changes no person.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, or_, select
from sqlalchemy import cast as sql_cast
from sqlalchemy.dialects.postgresql import ARRAY, insert
from sqlalchemy.types import BigInteger

from talentdb.access.audit import audit
from talentdb.access.context import reading_as
from talentdb.access.principal import OPERATOR, Principal
from talentdb.access.rights import Action, require
from talentdb.db.tables import nomination, nomination_screening, nomination_step
from talentdb.errors import ConflictError
from talentdb.identity.frequency import Rarity
from talentdb.programmes import nomination_labels as words
from talentdb.programmes.case_lines import list_lines
from talentdb.programmes.nomination_rows import Nomination, read_nominations
from talentdb.programmes.nominee import match_record
from talentdb.programmes.nominee_match import Told, alike, people_like, rarity_of
from talentdb.settings import VIETNAM

__all__ = ["Alike", "Found", "RunningCase", "Screening", "newest_screenings", "same_nominations", "screen"]


@dataclass(frozen=True, slots=True)
class RunningCase:
    """A case of somebody who may be meant; `ended` None while it goes on."""

    number: int
    instrument: str
    ended: str | None


@dataclass(frozen=True, slots=True)
class Found:
    """Somebody of the registry who may be meant.

    Args:
        decision: merge (it is the same person), or ask; score: chance, 0 to 1.
        evidence: in words, strongest first; cases: of the same plan.
    """

    person_id: int
    full_name: str
    decision: str
    score: float
    evidence: tuple[str, ...]
    cases: tuple[RunningCase, ...] = ()


@dataclass(frozen=True, slots=True)
class Alike:
    """Another nomination of the same person, or of somebody who may be the same."""

    number: int
    instrument: str
    state: str
    decision: str
    score: float


@dataclass(frozen=True, slots=True)
class Screening:
    """What was found of a nomination: nobody, or persons and nominations, the likeliest first."""

    nomination: int
    number: int
    persons: tuple[Found, ...]
    nominations: tuple[Alike, ...]
    login: str
    made_at: datetime

    @property
    def certain(self) -> Found | None:
        """Who it is beyond doubt; None when nobody is, or when several are."""
        sure = [one for one in self.persons if one.decision == "merge"]
        return sure[0] if len(sure) == 1 else None


@dataclass(frozen=True, slots=True)
class _Near:
    """Nominations that are asked about, with all that share a match key with one of them.

    Args:
        told: number -> nomination; names: folded name of those asked about -> how rare it is.
    """

    told: Mapping[int, Told]
    names: Mapping[str, Rarity]


def screen(connection: Connection, principal: Principal, numbers: Sequence[int]) -> tuple[Screening, ...]:
    """Hold nominations against registry, cases and each other; what is found is kept, and the look is logged.

    Raises: ForbiddenError for who does not decide on nominations; NotFoundError.
    """
    require(principal, Action.SCREEN)
    asked = read_nominations(connection, principal, dict.fromkeys(numbers))
    near = _near(connection, [one.number for one in asked])
    return tuple(_screen_one(connection, principal, one, near) for one in asked)


def newest_screenings(
    connection: Connection, principal: Principal, numbers: Sequence[int] | None = None
) -> dict[int, Screening]:
    """Nomination -> what was found last. Raises: ForbiddenError."""
    require(principal, Action.SCREEN)
    s = nomination_screening.c
    asked = select(nomination_screening).order_by(s.nomination_id, s.number)
    if numbers is not None:
        asked = asked.where(s.nomination_id.in_(numbers))
    newest = {row.nomination_id: row for row in connection.execute(asked)}
    return {number: _screening(row) for number, row in newest.items()}


def _screen_one(connection: Connection, principal: Principal, one: Nomination, near: _Near) -> Screening:
    about = near.told
    told, names = about[one.number], near.names[about[one.number].record.name_key]
    # Not everybody who decides may read lists; of their rows only the person, and evidence in words, comes out.
    with reading_as(connection, OPERATOR):
        matched = people_like(connection, told.record, told.keys, names)
    persons = [Found(like.number, like.name, like.decision, like.score, like.evidence) for like in matched]
    same = alike(told, [each for each in about.values() if each.number != one.number], names)
    nominations = [
        Alike(like.number, about[like.number].instrument, about[like.number].state, like.decision, like.score)
        for like in same
    ]
    found = {
        "persons": [asdict(person) for person in _with_cases(connection, principal, one.plan, persons)],
        "nominations": [asdict(each) for each in nominations],
    }
    s = nomination_screening.c
    last = select(func.coalesce(func.max(s.number), 0) + 1).where(s.nomination_id == one.number).scalar_subquery()
    kept = connection.execute(
        insert(nomination_screening)
        .values(
            nomination_id=one.number, number=last, found=found, account_id=principal.account_id,
            login=principal.login,
        )
        .on_conflict_do_nothing()
        .returning(nomination_screening)
    ).one_or_none()  # fmt: skip
    if kept is None:
        raise ConflictError(words.SCREENED_NOW.format(number=one.number), words.RELOAD)
    result = _screening(kept)
    audit(
        connection, principal, "nomination.screened", "nomination", one.number,
        details={"people": len(persons), "nominations": len(nominations), "certain": result.certain is not None},
    )  # fmt: skip
    return result


def same_nominations(connection: Connection, number: int) -> tuple[int, ...]:
    """The other nominations that are, as told now, of the same person or of one of the same name and birth."""
    near = _near(connection, [number])
    told = near.told[number]
    about = {each.number: each.record for each in near.told.values()}
    others = [each for each in near.told.values() if each.number != number]
    found = alike(told, others, near.names[told.record.name_key])
    return tuple(
        one.number
        for one in found
        if one.decision == "merge"
        or (
            about[one.number].name_key == told.record.name_key
            and about[one.number].birth_date == told.record.birth_date
        )
    )


def _near(connection: Connection, numbers: Collection[int]) -> _Near:
    n = nomination.c
    asked = n.nomination_id == func.any(sql_cast(list(numbers), ARRAY(BigInteger)))
    keys = {key for own in connection.execute(select(n.match_keys).where(asked)).scalars() for key in own}
    shared = n.match_keys.overlap(sql_cast(sorted(keys), ARRAY(BigInteger)))
    rows = connection.execute(
        select(
            n.nomination_id, n["values"], n.national_id_hmac, n.national_id_kind, n.agency_id, n.nominated_at,
            n.instrument, n.match_keys, nomination_step.c.act,
        )
        .join(nomination_step, nomination_step.c.nomination_id == n.nomination_id, isouter=True)
        .where(or_(asked, shared))
        .order_by(n.nomination_id)
    )  # fmt: skip
    told = {row.nomination_id: _as_told(row) for row in rows}
    with reading_as(connection, OPERATOR):
        names = rarity_of(connection, {told[one].record.name_key for one in numbers})
    return _Near(told, names)


def _as_told(row: Row[*tuple[Any, ...]]) -> Told:
    digest = bytes(row.national_id_hmac) if row.national_id_hmac is not None else None
    values = row._mapping["values"]
    # Where it is not known who employs somebody, nobody else has the same employer.
    employer = row.agency_id or -row.nomination_id
    record = match_record(
        row.nomination_id, values, digest, row.national_id_kind, employer, row.nominated_at.astimezone(VIETNAM).date()
    )  # fmt: skip
    return Told(row.nomination_id, record, tuple(row.match_keys), row.instrument, row.act or "open")


def _with_cases(
    connection: Connection, principal: Principal, plan: str, persons: Sequence[Found]
) -> tuple[Found, ...]:
    cases = list_lines(connection, principal, plan=plan, persons=[one.person_id for one in persons])
    return tuple(
        replace(
            person,
            cases=tuple(
                RunningCase(case.number, case.instrument, case.ended)
                for case in cases
                if case.person_id == person.person_id
            ),
        )
        for person in persons
    )


def _screening(row: Row[Any]) -> Screening:
    persons = tuple(
        Found(**{
            **one, "evidence": tuple(one["evidence"]), "cases": tuple(RunningCase(**case) for case in one["cases"])
        })
        for one in row.found["persons"]
    )  # fmt: skip
    others = tuple(Alike(**one) for one in row.found["nominations"])
    return Screening(row.nomination_id, row.number, persons, others, row.login, row.made_at)
