"""A home with a province in it for the figure of load: as many people and bodies as wanted, and who signs in there.

The demo of the product fills it the way of the product; copies of its people fill it up, spread over all bodies. A
home that was made is used again. Measures nothing.
"""

import json
import secrets
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

import psycopg

from dashboards.demo import is_demo, make_demo
from dashboards.demo_words import WORDS
from talentdb.access.accounts import create_account, principal_of
from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Role
from talentdb.people.profile import list_people
from talentdb.runtime import Runtime, open_runtime
from talentdb.search.rebuild import rebuild
from tests.bench.copies import WHOLE, copy_people
from tests.trust.registries import BODIES, Loaded, hand_in, home_at, silent

__all__ = ["Account", "Province", "made"]

Say = Callable[[str], None]
_FILE: Final = "load.json"


@dataclass(frozen=True)
class Account:
    """Somebody who signs in; `body` is the number of the body of an officer."""

    login: str
    password: str
    role: str
    body: int | None = None


@dataclass(frozen=True)
class Province:
    """What is in the home, and what its visitors ask for.

    Args:
        visitors: those who browse; senders: officers who hand in.
        persons, submissions, cases: numbers that addresses name; those of an officer by the number of the body.
    """

    people: int
    bodies: int
    visitors: tuple[Account, ...]
    senders: tuple[Account, ...]
    persons: tuple[int, ...]
    persons_of: dict[str, tuple[int, ...]]
    waiting: tuple[int, ...]
    submissions_of: dict[str, tuple[int, ...]]
    cases: tuple[int, ...]
    cases_of: dict[str, tuple[int, ...]]


def made(
    home: Path, *, people: int, bodies: int, roles: dict[Role, int], senders: int, say: Say, originals: int
) -> Province:
    """The province of a home, made when the home is empty.

    Args:
        originals: so many people go the way of the product; the others are copies of them. With none there is no
            demo, but a list of each of a few bodies, which is made in seconds.
    """
    file = home / _FILE
    counts = {role.value: count for role, count in roles.items()}
    wanted = {"people": people, "bodies": bodies, "roles": counts, "senders": senders}
    if file.exists():
        kept = json.loads(file.read_text(encoding="utf-8"))
        if kept["wanted"] == wanted:
            return _province(kept["province"])
        raise RuntimeError(f"{home} was made for {kept['wanted']}, not {wanted}")
    clock = time.monotonic()

    def told(what: str) -> None:
        say(f"{what} ({time.monotonic() - clock:.0f} s)")

    with open_runtime(home_at(home, search=True), need_search=True) as runtime:
        if originals:
            if not is_demo(home):
                make_demo(runtime, min(people, originals), 1, silent)
            told("the demo stands")
            _fill_up(runtime, people, bodies)
            told("people copied")
        else:
            for number, body in enumerate(BODIES):
                hand_in(runtime, home, number, people // len(BODIES), body)
        rebuild(runtime.engine, _some(runtime.index()))
        told("index built")
        province = _described(runtime, bodies, roles, senders)
    file.touch(mode=0o600)
    file.write_text(json.dumps({"wanted": wanted, "province": asdict(province)}), encoding="utf-8")
    return province


def _province(kept: dict[str, Any]) -> Province:
    def grouped(found: dict[str, list[int]]) -> dict[str, tuple[int, ...]]:
        return {key: tuple(value) for key, value in found.items()}

    return Province(
        kept["people"], kept["bodies"], tuple(Account(**one) for one in kept["visitors"]),
        tuple(Account(**one) for one in kept["senders"]), tuple(kept["persons"]), grouped(kept["persons_of"]),
        tuple(kept["waiting"]), grouped(kept["submissions_of"]), tuple(kept["cases"]), grouped(kept["cases_of"]),
    )  # fmt: skip


def _some(index: Any) -> Any:
    if index is None:
        raise RuntimeError("no search server")
    return index


def _owner(runtime: Runtime) -> str:
    url = runtime.services.database.owner_url
    if url is None:
        raise RuntimeError("no owner account")
    return url


def _fill_up(runtime: Runtime, people: int, bodies: int) -> None:
    """Copies of everybody, spread over all bodies."""
    url = _owner(runtime)
    with psycopg.connect(url, autocommit=True) as owner:
        [(versions, persons, last)] = owner.execute(
            "select count(*), count(distinct person_id), (select max(source_record_id) from source_record)"
            " from person_version"
        ).fetchall()
    # Past versions are copied too, so that persons are what is counted.
    copy_people(Loaded(runtime.engine, url), versions * max(1, -(-people // persons)), WHOLE)  # type: ignore[arg-type]
    with psycopg.connect(url) as owner:
        owner.execute("set session_replication_role = replica")
        owner.execute(
            "create temp table turn as select agency_id, row_number() over (order by agency_id) - 1 as place"
            " from agency order by agency_id limit %s", (bodies,),
        )  # fmt: skip
        owner.execute("analyze turn")
        for statement in _SPREAD:
            owner.execute(statement, {"last": last, "count": bodies})
        for table, column in owner.execute(_NUMBERED, {"tables": list(WHOLE)}).fetchall():
            owner.execute(f"select setval(pg_get_serial_sequence('{table}', '{column}'), max({column})) from {table}")
        owner.commit()
    with psycopg.connect(url, autocommit=True) as owner:
        for table in WHOLE:
            owner.execute(f"vacuum (analyze) {table}")  # type: ignore[arg-type]


_NUMBERED: Final = (
    "select table_name, column_name from information_schema.columns where table_schema = 'public'"
    " and is_identity = 'YES' and table_name = any (%(tables)s)"
)
_MOVED: Final = """
    update source_record p set agency_id = l.agency_id, employer_id = l.agency_id, submission_id = l.submission_id,
        table_no = 1, row_no = p.source_record_id, national_id_cipher = null, national_id_hmac = null,
        national_id_kind = null
    from list l join turn t using (agency_id)
    where p.source_record_id > %(last)s and t.place = p.source_record_id %% %(count)s and l.form = p.form;
"""
_BODY_OF: Final = "(select agency_id from turn where place = p.person_id %% %(count)s)"
_SPREAD: Final = (
    # One list of each form for each body, made like the longest there is of that form.
    "create temp table list as with made as (insert into submission (receipt, agency_id, form, origin, file_sha256,"
    " file_name, as_of, state, n_records, n_refused, n_errors, n_warnings, understanding, reader_version, created_by)"
    " select 'TAI-' || t.agency_id || '-' || m.form, t.agency_id, m.form, m.origin, m.file_sha256, m.file_name,"
    " m.as_of, m.state, 0, 0, 0, 0, m.understanding, m.reader_version, m.created_by from turn t cross join"
    " (select distinct on (form) * from submission where state = 'approved' and origin = 'workbook' order by form,"
    " n_records desc) m where m.agency_id <> t.agency_id"
    " returning submission_id, agency_id, form) select * from made",
    "insert into submission_event (event_id, submission_id, kind, at, login) select nextval('decision_order'),"
    " submission_id, kind, now(), 'operator' from list cross join unnest(array['received', 'submitted', 'approved'])"
    " with ordinality as k (kind, place) order by submission_id, place",
    _MOVED,
    "update submission s set n_records = (select count(*) from source_record r where r.submission_id ="
    " s.submission_id) from list where list.submission_id = s.submission_id",
    "update match_pair p set submission_id = r.submission_id from source_record r where r.source_record_id ="
    " p.a_record_id and p.a_record_id > %(last)s",
    # A copy wrote with copies of the others, not with everybody's.
    "update work_member set work_key = work_key || ' ' || person_id / %(last)s where person_id > %(last)s",
    f"update employment p set agency_id = {_BODY_OF} where person_id > %(last)s",
    f"update person_version p set agency_id = {_BODY_OF}, agency_ids = array[{_BODY_OF}] where person_id > %(last)s",
    f"update person_search p set agency_ids = array[{_BODY_OF}] where person_id > %(last)s",
)
"""Only copies are moved; the people of the demo stay where they are."""


def _described(runtime: Runtime, bodies: int, roles: dict[Role, int], senders: int) -> Province:
    with psycopg.connect(_owner(runtime), autocommit=True) as owner:

        def numbers(statement: str) -> list[int]:
            return [int(row[0]) for row in owner.execute(statement).fetchall()]  # type: ignore[arg-type]

        def grouped(statement: str) -> dict[str, tuple[int, ...]]:
            return {str(key): tuple(value) for key, value in owner.execute(statement).fetchall()}  # type: ignore[arg-type]

        of_body = numbers("select agency_id from submission group by 1 order by count(*) desc, 1")
        of_body += numbers(
            "select a.agency_id from agency a where agency_id not in (select agency_id from submission)"
            " order by (select count(*) from employment e where e.agency_id = a.agency_id) desc, 1"
        )
        [(people,)] = owner.execute("select count(*) from person_version where valid_to is null").fetchall()
        [(with_people,)] = owner.execute("select count(distinct agency_id) from employment").fetchall()
        visitors = _accounts(runtime, [role for role, count in roles.items() for _ in range(count)], of_body)
        return Province(
            people=people, bodies=with_people, visitors=tuple(visitors),
            senders=tuple(_accounts(runtime, [Role.AGENCY] * senders, of_body[-senders:], "nop")),
            persons=tuple(numbers("select person_id from person_version where valid_to is null"
                                  " order by hashint4(person_id::integer) limit 1000")),
            persons_of={str(one.body): _own_people(runtime, one.login) for one in visitors if one.body is not None},
            waiting=tuple(numbers("select submission_id from submission order by submission_id desc limit 40")),
            submissions_of=grouped("select agency_id, array_agg(submission_id) from submission group by 1"),
            cases=tuple(numbers("select case_id from programme_case order by 1")),
            cases_of=grouped("select agency_id, array_agg(case_id) from programme_case group by 1"),
        )  # fmt: skip


def _own_people(runtime: Runtime, login: str) -> tuple[int, ...]:
    """Whom the list of an officer shows first."""
    with unit_of_work(runtime.engine, OPERATOR) as connection:
        officer = principal_of(connection, login)
    with unit_of_work(runtime.engine, officer) as connection:
        return tuple(int(row["person_id"]) for row in list_people(connection, officer, limit=40).rows)


def _accounts(runtime: Runtime, roles: list[Role], bodies: list[int], prefix: str = "tai") -> list[Account]:
    """One account each; those of a demo show no second factor, whose step is measured elsewhere."""
    found = []
    officers = iter(bodies)
    for number, role in enumerate(roles, 1):
        body = next(officers) if role is Role.AGENCY else None
        account = Account(f"{prefix}-{number}", "-".join(secrets.choice(WORDS) for _ in range(5)), role.value, body)
        with unit_of_work(runtime.engine, OPERATOR) as connection:
            create_account(
                connection, OPERATOR, login=account.login, password=account.password, role=role,
                display_name=f"Người thử {number}", agency_id=body, is_demo=True,
            )  # fmt: skip
        found.append(account)
    return found
