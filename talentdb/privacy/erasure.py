"""Erasing what is held on a person: in one transaction, with a tombstone that says nothing about them.

Owns the tables erasure, erasure_mark and erasure_release. What becomes of each table stands in erasure.toml; the
rows go by functions of schema.sql that work in the transaction of a tombstone alone. The index is told by the outbox.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, select, text
from sqlalchemy.dialects.postgresql import insert

from talentdb.access.audit import audit
from talentdb.access.context import reading_as
from talentdb.access.keyring import Keyring
from talentdb.access.principal import OPERATOR, Principal
from talentdb.access.rights import Action, require
from talentdb.db.tables import erasure, erasure_mark, erasure_release
from talentdb.errors import ConflictError, DataError, NotFoundError, UsageError
from talentdb.identity.matching import outdate_previews
from talentdb.privacy import erasure_labels as words
from talentdb.privacy.erasure_plan import Plan, make_plan, rows_left
from talentdb.privacy.erasure_rules import Ground, rules
from talentdb.privacy.erasure_scope import Doubtful, Scope, find_scope, numbers_of
from talentdb.privacy.requests import read_request, record
from talentdb.registry.decisions import hold_registry
from talentdb.signs import typed
from talentdb.submissions.erased import marks_of, nobody_comes_in
from talentdb.submissions.receive import file_place, rest_cipher

__all__ = ["Erased", "Preview", "Tombstone", "erase", "erase_scope", "list_erasures", "preview", "release"]

_ROWS: Final = text("select erase_rows(:place, :found_by, :numbers)")
_VALUES: Final = text("select erase_values(:place, :found_by, :number, cast(:changes as jsonb))")
_PROBLEMS: Final = text("select erase_problems(:submission, :numbers)")
_FILE: Final = text("select erase_file(:before, :after)")
_EVENTS: Final = text("select erase_events(:numbers)")
# As a rebuild would have it: a list of which nothing is left was compared with nothing.
_NOTHING_COMPARED: Final = text("""
    delete from match_run m where m.submission_id = any(:submissions) and not exists (
        select from source_record r where r.submission_id = m.submission_id and r.state = 'accepted'
            and r.name_key is not null)
""")
_NEW_FILE: Final = text("""
    insert into submission_file (sha256, size, kind, content_cipher, rest_cipher)
    values (:sha256, :size, 'xlsx', :cipher, :rest) on conflict do nothing
""")
_WHO: Final = text("""
    select "values" ->> 'full_name' as name, left("values" ->> 'birth_date', 4) as year,
        "values" ->> 'agency_name' as agency
    from person_version where person_id = :person and valid_to is null
""")


@dataclass(frozen=True, slots=True)
class Preview:
    """What an erasure would do.

    Args:
        removed: table -> rows; kept: what the law keeps, as `Erased.kept`.
        files: how many kept originals would be made anew.
        doubtful: rows that may be about the person and stay unless they are named.
        namesakes: somebody else bears the name, so the name is left in texts.
        who: name, year of birth and body, to see that it is the right person: numbers are typed.
    """

    removed: Mapping[str, int]
    kept: Sequence[Mapping[str, Any]]
    files: int
    doubtful: Sequence[Doubtful]
    namesakes: bool
    who: str = ""


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What is left of an erasure.

    Args:
        kept: {"label", "article", "rows"} of what the law keeps.
        released: number and day of the paper by which the data may come in again; None while they may not.
    """

    number: int
    request_id: int | None
    ground: str
    article: str
    reason: str
    removed: Mapping[str, int]
    kept: Sequence[Mapping[str, Any]]
    files: Sequence[Mapping[str, str]]
    login: str
    made_at: datetime
    released: str | None


@dataclass(frozen=True, slots=True)
class Erased:
    """What was done.

    Args:
        left: table -> rows whose words still tell of the person (reports, notes of others): for somebody to look at.
        contact: where the answer goes, told once more before it is gone; empty without a request.
        in_ledger: the ledger that travels with backups tells of it; if not, its next writing makes that good.
    """

    tombstone: Tombstone
    left: Mapping[str, int]
    contact: str
    in_ledger: bool = True


def preview(
    connection: Connection, principal: Principal, keyring: Keyring, person_id: int, *, also: Collection[int] = ()
) -> Preview:
    """What erasing this person would do; changes nothing.

    Raises: ForbiddenError; NotFoundError; UsageError for a row that is not among the doubtful; DataError when a table
    stands nowhere in erasure.toml.
    """
    require(principal, Action.ERASE)
    with reading_as(connection, OPERATOR):
        scope = _scope(connection, keyring, person_id, also)
        plan = make_plan(connection, keyring, scope, rules())
        who = _who(connection, scope.numbers[0])
    audit(connection, principal, "person.erasure_previewed", "person", person_id)
    return Preview(
        plan.removed, plan.kept_told(rules()), len(plan.originals), scope.doubtful, not scope.needles.alone,
        who,
    )  # fmt: skip


def _who(connection: Connection, person_id: int) -> str:
    row = connection.execute(_WHO, {"person": person_id}).one_or_none()
    parts = () if row is None else (row.name, row.year and words.BORN.format(year=row.year), row.agency)
    return ", ".join([*filter(None, parts), words.PERSON_NUMBER.format(number=person_id)])


def erase(
    connection: Connection,
    principal: Principal,
    keyring: Keyring,
    person_id: int,
    ground: str,
    reason: str,
    *,
    request_id: int | None = None,
    also: Collection[int] = (),
) -> Erased:
    """Erase everything that the law lets go; all or nothing with the transaction of `connection`.

    What has to be kept stays, and the request is answered with the provision. It cannot be undone.

    Args:
        ground: request, purpose, term, decision or agreement; reason: number and day of the paper.
        also: doubtful rows (`Preview.doubtful`) that are about the person too.
    Raises: ForbiddenError; NotFoundError; UsageError for an unknown ground, no reason or one that names the person, a
    request that is not one to erase this person; ConflictError when that has ended; DataError when a table stands
    nowhere in erasure.toml or something was not erased.
    """
    require(principal, Action.ERASE)
    chosen = rules().grounds.get(ground)
    if chosen is None:
        labels = ", ".join(one.label for one in rules().grounds.values())
        raise UsageError(words.NO_GROUND.format(ground=ground), words.CHOOSE.format(names=labels))
    reason = typed(reason)
    if not reason:
        raise UsageError(words.NO_REASON, words.NO_REASON_ADVICE)
    nobody_comes_in(connection)
    hold_registry(connection)
    with reading_as(connection, OPERATOR):
        scope = _scope(connection, keyring, person_id, also)
    contact = _check_request(connection, chosen, request_id, person_id, scope)
    return erase_scope(connection, principal, keyring, scope, chosen, reason, request_id, contact)


def erase_scope(
    connection: Connection,
    principal: Principal,
    keyring: Keyring,
    scope: Scope,
    ground: Ground,
    reason: str,
    request_id: int | None = None,
    contact: str = "",
) -> Erased:
    """Erase what was found; `erase` is for people, this for erasing again after an old backup was restored."""
    found = scope.needles.pattern()
    if found is not None and found.search(reason):
        raise UsageError(words.NAMES_THEM, words.NAMES_ADVICE)
    with reading_as(connection, OPERATOR):
        plan = make_plan(connection, keyring, scope, rules())
    number = _write_tombstone(connection, principal, keyring, scope, plan, ground, reason, request_id)
    _replace_originals(connection, keyring, plan)
    _clear_texts(connection, plan)
    if request_id is not None:
        _answer(connection, principal, request_id, ground, plan)
    _empty_requests(connection, plan, request_id)
    _delete(connection, scope, plan)
    gone = connection.execute(_EVENTS, {"numbers": list(plan.events)}).scalar_one()
    if gone:
        audit(connection, principal, "audit.erased", "audit", "", purpose=reason, details={"events": list(gone)})
    connection.execute(
        text("insert into outbox (person_id) select unnest(cast(:numbers as bigint[]))"),
        {"numbers": list(scope.numbers)},
    )
    connection.execute(_NOTHING_COMPARED, {"submissions": list(scope.submissions)})
    outdate_previews(connection)
    told = {"removed": dict(plan.removed), "kept": plan.kept_told(rules()), "files": len(plan.originals)}
    audit(connection, principal, "person.erased", "erasure", number, purpose=reason, details=told)
    with reading_as(connection, OPERATOR):
        still, left = rows_left(connection, scope, rules())
        made = _tombstone(connection.execute(_asked().where(erasure.c.erasure_id == number)).one())
    if still:
        raise DataError(words.STILL_THERE.format(tables=", ".join(still)), words.STILL_ADVICE)
    return Erased(made, left, contact)


def list_erasures(connection: Connection) -> tuple[Tombstone, ...]:
    """All tombstones that the reader may see, newest first."""
    rows = connection.execute(_asked().order_by(erasure.c.erasure_id.desc())).all()
    return tuple(_tombstone(row) for row in rows)


def release(connection: Connection, principal: Principal, number: int, paper: str, reason: str) -> Tombstone:
    """Let data about somebody who was erased come in again, because there is a new basis.

    Raises: ForbiddenError; NotFoundError; UsageError without paper and reason; ConflictError when it was said before.
    """
    require(principal, Action.ERASE)
    paper, reason = typed(paper), typed(reason)
    if not (paper and reason):
        raise UsageError(words.NO_PAPER, words.NO_PAPER_ADVICE)
    if connection.execute(_asked().where(erasure.c.erasure_id == number)).one_or_none() is None:
        raise NotFoundError(words.NO_ERASURE.format(number=number), words.LIST_ADVICE)
    added = connection.execute(
        insert(erasure_release)
        .values(
            erasure_id=number, paper=paper, reason=reason, account_id=principal.account_id, login=principal.login
        )
        .on_conflict_do_nothing()
        .returning(erasure_release.c.erasure_id)
    ).first()  # fmt: skip
    if added is None:
        raise ConflictError(words.RELEASED.format(number=number), words.LIST_ADVICE)
    audit(connection, principal, "person.erasure_released", "erasure", number, purpose=f"{paper}: {reason}")
    return _tombstone(connection.execute(_asked().where(erasure.c.erasure_id == number)).one())


def _scope(connection: Connection, keyring: Keyring, person_id: int, also: Collection[int]) -> Scope:
    numbers = numbers_of(connection, person_id)
    scope = find_scope(connection, keyring, numbers)
    if not also:
        return scope
    unknown = sorted(set(also) - {one.record for one in scope.doubtful})
    if unknown:
        told = ", ".join(map(str, unknown))
        raise UsageError(words.NOT_DOUBTFUL.format(numbers=told), words.NOT_DOUBTFUL_ADVICE)
    return find_scope(connection, keyring, numbers, also)


def _check_request(
    connection: Connection, ground: Ground, request_id: int | None, person_id: int, scope: Scope
) -> str:
    """That the request is there, open, to erase, and about this person; gives where its answer goes."""
    if request_id is None:
        if ground.code == "request":
            raise UsageError(words.NEEDS_REQUEST, words.REQUEST_ADVICE)
        return ""
    found = read_request(connection, request_id)
    if found.kind != "erase" or not found.is_open or found.person_id not in scope.numbers:
        told = words.OTHER_REQUEST.format(number=request_id, person=person_id)
        raise (UsageError if found.is_open else ConflictError)(told, words.REQUEST_ADVICE)
    return found.contact


def _write_tombstone(
    connection: Connection, principal: Principal, keyring: Keyring, scope: Scope, plan: Plan, ground: Ground,
    reason: str, request_id: int | None,
) -> int:  # fmt: skip
    number: int = connection.execute(
        insert(erasure)
        .values(
            request_id=request_id, ground=ground.code, article=ground.article, reason=reason,
            removed=dict(plan.removed), kept=plan.kept_told(rules()),
            files=[{"before": one.before, "after": one.after} for one in plan.originals],
            account_id=principal.account_id, login=principal.login,
        )
        .returning(erasure.c.erasure_id)
    ).scalar_one()  # fmt: skip
    marks = {mark: kind for facts in scope.facts for kind, mark in marks_of(facts, keyring).items()}
    if marks:
        connection.execute(
            insert(erasure_mark),
            [{"erasure_id": number, "kind": kind, "mark": mark} for mark, kind in sorted(marks.items())],
        )
    return number


def _replace_originals(connection: Connection, keyring: Keyring, plan: Plan) -> None:
    for one in plan.originals:
        cipher = keyring.encrypt(one.content, file_place(one.after))
        rest = rest_cipher(keyring, one.rest, one.after)
        asked = {"sha256": one.after, "size": len(one.content), "cipher": cipher, "rest": rest}
        connection.execute(_NEW_FILE, asked)
        connection.execute(_FILE, {"before": one.before, "after": one.after})


def _clear_texts(connection: Connection, plan: Plan) -> None:
    for change in plan.changes:
        connection.execute(_VALUES, change.asked())
    for submission, numbers in plan.problems.items():
        connection.execute(_PROBLEMS, {"submission": submission, "numbers": list(numbers)})


def _answer(connection: Connection, principal: Principal, request_id: int, ground: Ground, plan: Plan) -> None:
    """The step that ends the request: done, and in part refused with the provisions."""
    kept = plan.kept_told(rules())
    said = words.DONE.format(article=ground.article)
    if kept:
        said += " " + words.KEPT.format(parts="; ".join(words.KEPT_PART.format(**one) for one in kept))
    connection.execute(_VALUES, plan.emptied("rights_request_step", request_id).asked())
    record(
        connection,
        principal,
        request_id,
        "done",
        said,
        article="; ".join(dict.fromkeys(one["article"] for one in kept)),
    )


def _empty_requests(connection: Connection, plan: Plan, answered: int | None) -> None:
    for change in plan.requests:
        # The step that ends the answered one says nothing of the person, and is the answer.
        if (change.table, change.number) != ("rights_request_step", answered):
            connection.execute(_VALUES, change.asked())


def _delete(connection: Connection, scope: Scope, plan: Plan) -> None:
    """Children before parents."""
    for step in plan.deletions:
        numbers = scope.numbers if step.of_person else scope.records
        connection.execute(_ROWS, {"place": step.table, "found_by": step.column, "numbers": list(numbers)})
    if plan.searches:
        asked = {"place": "saved_search", "found_by": "saved_search_id", "numbers": list(plan.searches)}
        connection.execute(_ROWS, asked)


def _asked() -> Any:
    return select(erasure, erasure_release.c.paper).outerjoin(
        erasure_release, erasure_release.c.erasure_id == erasure.c.erasure_id
    )


def _tombstone(row: Row[Any]) -> Tombstone:
    return Tombstone(
        row.erasure_id, row.request_id, row.ground, row.article, row.reason, row.removed, row.kept, row.files,
        row.login, row.made_at, row.paper,
    )  # fmt: skip
