"""A small world for tests of the walls around programmes: two cases with all that can hang on one, everybody who may
come near them, and what each may do by the words of the rules, written down apart from schema.sql.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import text

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Principal

__all__ = ["CASES", "INSERTS", "PLAN", "ROWS", "TABLES", "WHO", "World", "allowed", "world"]

PLAN: Final = "hung-yen-798"
TABLES: Final = (
    "need_list", "approved_need", "nomination", "nomination_step", "nomination_screening", "programme_case",
    "case_event", "paper_file", "paper_upload", "case_paper", "case_reviewer", "case_score", "confirmed_term",
    "commitment", "recognition", "commitment_event", "signal_dismissal", "payment", "budget_line",
)  # fmt: skip
CASES: Final = ("mine", "theirs")
"""`mine` is of the body SO-TC and led by SO-NV; `theirs` is of SO-KHCN and led by nobody."""
WHO: Final = (
    "operator", "home_affairs", "finance", "steward", "leader", "searcher", "auditor", "administrator", "nominator",
    "owner", "lead", "stranger", "asked", "not_asked", "own_case", "stepped_back",
)  # fmt: skip
"""Roles by their name; agencies: the body of `mine`, its lead, neither; members of councils: asked about `mine` or
not, asked about it and it is theirs, asked and stepped back."""
_MEMBERS: Final = frozenset({"asked", "not_asked", "own_case", "stepped_back"})
_AGENCIES: Final = frozenset({"owner", "lead", "stranger"})
_READERS: Final = frozenset({"operator", "home_affairs", "finance", "steward", "leader"})
_RUN: Final = frozenset({"operator", "home_affairs", "steward"})

ROWS: Final[Mapping[str, str]] = {
    "need_list": "select 1 from need_list",
    "approved_need": "select 1 from approved_need where agency_id = :body",
    "nomination": "select 1 from nomination where agency_id = :body",
    "nomination_step": "select 1 from nomination_step where nomination_id = :nomination",
    "nomination_screening": "select 1 from nomination_screening where nomination_id = :nomination",
    "programme_case": "select 1 from programme_case where case_id = :case",
    "case_event": "select 1 from case_event where case_id = :case",
    "paper_file": "select 1 from paper_file where sha256 = sha256(cast(:bytes as bytea))",
    "paper_upload": "select 1 from paper_upload",
    "case_paper": "select 1 from case_paper where case_id = :case",
    "case_reviewer": "select 1 from case_reviewer where case_id = :case",
    "case_score": "select 1 from case_score where case_id = :case",
    "confirmed_term": "select 1 from confirmed_term",
    "commitment": "select 1 from commitment where case_id = :case",
    "recognition": "select 1 from recognition where case_id = :case",
    "commitment_event": "select 1 from commitment_event where commitment_id = :commitment",
    "signal_dismissal": "select 1 from signal_dismissal where commitment_id = :commitment",
    "payment": "select 1 from payment where case_id = :case",
    "budget_line": "select 1 from budget_line",
}
"""Table -> the rows of it that hang on a case."""

_ME: Final = "account_id, login) values"
INSERTS: Final[Mapping[str, str]] = {
    "need_list": "insert into need_list (plan_code, year, supplement, paper, decided_on, body, sha256, "
    f"{_ME} ('{PLAN}', 2027, 5, '1/QD', '2026-01-01', '[]', 'x', :me, :login)",
    # On a list that was approved before: frozen.
    "approved_need": "insert into approved_need (need_list_id, agency_id, need_type, asked, approved)"
    " values (:list, :body, 'position', 1, 1)",
    "nomination": 'insert into nomination (plan_code, instrument, "values", full_name, agency_id, nominator, reason, '
    f"{_ME} ('{PLAN}', 'x', '{{}}', 'A', :body, 'B', 'vì', :me, :login)",
    "nomination_step": "insert into nomination_step (nomination_id, step, act, reason, "
    f"{_ME} (:undecided, 1, 'refused', 'vì', :me, :login)",
    "nomination_screening": "insert into nomination_screening (nomination_id, number, found, "
    f"{_ME} (:nomination, 9, '[]', :me, :login)",
    "programme_case": "insert into programme_case (plan_code, instrument, definition_version, title, agency_id, "
    f"lead_agency_id, {_ME} ('{PLAN}', 'x', '1', 'A', :body, :lead, :me, :login)",
    "case_event": "insert into case_event (case_id, number, step, stage, actor, day, "
    f"{_ME} (:case, 2, 'x', 'y', :actor, '2026-02-01', :me, :login)",
    "paper_file": "insert into paper_file (sha256, media_type, size, content) values (sha256('new'), 'x', 3, 'new')",
    "paper_upload": "insert into paper_upload (sha256, account_id) values (sha256('new'), :me)",
    "case_paper": "insert into case_paper (case_id, kind, name, sha256, "
    f"{_ME} (:case, 'a', 'a.pdf', sha256(cast(:bytes as bytea)), :me, :login)",
    "case_reviewer": f"insert into case_reviewer (case_id, reviewer_id, {_ME} (:case, :free, :me, :login)",
    "case_score": "insert into case_score (case_id, reviewer_id, version, points, login)"
    " values (:case, :me, 7, '{\"a\": 1}', :login)",
    "confirmed_term": "insert into confirmed_term (plan_code, kind, code, value, article, paper, in_force, "
    f"{_ME} ('{PLAN}', 'amount', 'x', '1', 'Điều 1', '1/NQ', '2026-01-01', :me, :login)",
    # Of a case without a step in the same transaction: nobody but who keeps the home.
    "commitment": "insert into commitment (case_id, begins_on, ends_on, terms, "
    f"{_ME} (:bare, '2026-01-01', '2033-01-01', '{{}}', :me, :login)",
    # Likewise.
    "recognition": "insert into recognition (case_id, number, act, talent_group, day)"
    " values (:bare, 1, 'begun', 'talent', '2026-02-01')",
    "commitment_event": "insert into commitment_event (commitment_id, number, act, day, reason, "
    f"{_ME} (:commitment, 9, 'released', '2026-03-01', 'vì', :me, :login)",
    "signal_dismissal": "insert into signal_dismissal (commitment_id, kind, agency_id, since, reason, "
    f"{_ME} (:commitment, 'left', :body, '2026-01-01', 'vì', :me, :login)",
    "payment": "insert into payment (case_id, kind, grant_code, dong, paid_on, budget_year, source, paper, "
    f"{_ME} (:case, 'paid', 'y', 1, '2026-02-01', 2026, 'state_budget', 'UNC 2', :me, :login)",
    "budget_line": "insert into budget_line (plan_code, year, source, dong, paper, "
    f"{_ME} ('{PLAN}', 2026, 'state_budget', 1, '1/QD', :me, :login)",
}
"""Table -> writing one more row of it on a case, in one's own name."""


@dataclass(frozen=True)
class World:
    """The two cases, and everybody.

    Args:
        people: names of WHO -> the account; about: case of CASES -> what statements name.
    """

    people: Mapping[str, Principal]
    about: Mapping[str, Mapping[str, Any]]


def actor_of(who: str, case: str) -> str:
    """As what somebody could say to act on a case; what they are not is tried elsewhere."""
    return {"owner": "agency", "lead": "lead", "stranger": "agency", "operator": "operator"}.get(
        who, who if who in ("home_affairs", "finance", "steward", "leader") else "home_affairs"
    )


def allowed(who: str, table: str, action: str, case: str) -> bool:
    """The rules in words: whether somebody may read a row that hangs on a case, or add one in their own name."""
    own_body = (case, who) in (("mine", "owner"), ("theirs", "stranger"))
    of_case = own_body or (case == "mine" and who == "lead")
    before = case == "mine" and who == "asked"
    reads_all = who in _READERS
    if action == "read":
        return {
            "need_list": reads_all or who in _AGENCIES,
            "approved_need": reads_all or own_body,
            "nomination": who in _RUN or own_body,
            "nomination_step": who in _RUN or own_body,
            "nomination_screening": who in _RUN,
            "confirmed_term": True,
            # Written by the database alone.
            "paper_upload": False,
            "budget_line": reads_all,
            "case_event": reads_all or of_case,
            "commitment": reads_all or of_case,
            "recognition": reads_all or of_case,
            "commitment_event": reads_all or of_case,
            # Read off the registry: for nobody who reads no persons.
            "signal_dismissal": who in _READERS - {"finance"},
            "payment": reads_all or of_case,
            # Members know by it that they were asked; the case itself is another matter.
            "case_reviewer": reads_all or (case == "mine" and who in _MEMBERS - {"not_asked"}),
            "case_score": reads_all or (case == "mine" and who == "stepped_back"),
        }.get(table, reads_all or of_case or before)
    return {
        "need_list": who in ("operator", "home_affairs"),
        "approved_need": False,
        "nomination": who in _RUN or own_body,
        "nomination_step": who in _RUN,
        "nomination_screening": who in _RUN,
        "programme_case": who in _RUN or of_case,
        "case_event": of_case or who in ("operator", "home_affairs", "finance", "steward", "leader"),
        "paper_file": who in _RUN | _AGENCIES | {"finance"},
        "paper_upload": False,
        "case_paper": of_case or who in _RUN | {"finance"},
        "case_reviewer": who in _RUN,
        "case_score": before,
        "confirmed_term": who in ("operator", "home_affairs", "finance"),
        "commitment": who == "operator",
        "recognition": who == "operator",
        "commitment_event": who == "operator",
        "signal_dismissal": who in ("operator", "home_affairs"),
        "payment": who in ("operator", "finance"),
        "budget_line": who in ("operator", "finance"),
    }[table]


_MADE: Final = """
    insert into programme_case (plan_code, instrument, definition_version, title, agency_id, lead_agency_id,
        person_id, login) values (:plan, 'x', '1', 'A', :body, :lead, :person, 'operator') returning case_id
"""


_PLANNED: Final = (
    # Its council judges by papers of kind a.
    f"insert into instrument values ('{PLAN}', 'x', 'y', '{{agency,lead,home_affairs}}', 'SO-NV', '{{x,y}}',"
    " 'free', '{a}')",
    f"insert into instrument_step values ('{PLAN}', 'x', 'x', 'y', 'y', null,"
    " '{agency,lead,home_affairs,finance,steward,leader}', '{}')",
    f"insert into instrument_step values ('{PLAN}', 'x', 'grant', 'y', 'z', null, '{{home_affairs}}',"
    " '{commit,grant}')",
)
"""What the plan lets be done in both cases: one step that anybody takes who can, and one that is not theirs."""


def world(database: Any, as_role: Callable[..., Principal]) -> World:
    """Make it, in the name of the operator."""
    agencies = {"owner": "SO-TC", "lead": "SO-NV", "stranger": "SO-KHCN"}
    people: dict[str, Principal] = {"operator": OPERATOR}
    for who in WHO[1:]:
        role = "agency" if who in _AGENCIES else "council_member" if who in _MEMBERS else who
        people[who] = as_role(role, agencies.get(who))
    free = as_role("council_member")
    about: dict[str, dict[str, Any]] = {}
    with unit_of_work(database.engine, OPERATOR) as connection:

        def run(statement: str, **values: Any) -> Any:
            result = connection.execute(text(statement), values)
            return result.scalar() if result.returns_rows else None

        own = {"me": None, "login": "operator"}
        for statement in _PLANNED:
            run(statement)
        run("update account set person_id = 77 where account_id = :me", me=people["own_case"].account_id)
        sheet = run(INSERTS["need_list"].replace("2027, 5", "2027, 0") + " returning need_list_id", **own)
        run(INSERTS["confirmed_term"], **own)
        run(INSERTS["budget_line"], **own)
        bodies = {"mine": people["owner"].agency_id, "theirs": people["stranger"].agency_id}
        for case, body in bodies.items():
            lead = people["lead"].agency_id if case == "mine" else None
            facts: dict[str, Any] = {"plan": PLAN, "body": body, "lead": lead, "list": sheet, "bytes": case.encode()}
            number = run(_MADE, **facts, person=77 if case == "mine" else None)
            facts |= {"case": number, "bare": run(_MADE, **facts, person=None), "free": free.account_id}
            run(INSERTS["approved_need"], **facts)
            for key in ("nomination", "undecided"):
                facts[key] = run(INSERTS["nomination"] + " returning nomination_id", **facts, **own)
            run(INSERTS["nomination_step"].replace(":undecided", ":nomination"), **facts, **own)
            run(INSERTS["nomination_screening"].replace(", 9,", ", 1,"), **facts, **own)
            # Nothing is paid before something is granted.
            first = INSERTS["case_event"].replace(", 2, 'x'", ", 1, 'grant'")
            run(first, **facts, **own, actor="operator")
            run(INSERTS["case_event"].replace("(:case, 2,", "(:bare, 1,"), **facts, **own, actor="operator")
            run(INSERTS["recognition"].replace(":bare", ":case"), **facts)
            run("insert into paper_file values (sha256(cast(:bytes as bytea)), 'x', :size, :bytes)",
                **facts, size=len(case))  # fmt: skip
            run(INSERTS["case_paper"], **facts, **own)
            facts["commitment"] = run(
                INSERTS["commitment"].replace(":bare", ":case") + " returning commitment_id", **facts, **own
            )
            run(INSERTS["commitment_event"].replace(", 9,", ", 1,"), **facts, **own)
            run(INSERTS["signal_dismissal"].replace("'left'", "'moved'"), **facts, **own)
            run(INSERTS["payment"].replace("'y'", "'x'"), **facts, **own)
            about[case] = facts
        ask = "insert into case_reviewer (case_id, reviewer_id, login) values (:case, :who, 'operator')"
        mine = about["mine"]["case"]
        run("update account set person_id = null where account_id = :me", me=people["own_case"].account_id)
        for who in ("asked", "own_case", "stepped_back"):
            run(ask, case=mine, who=people[who].account_id)
        run("update account set person_id = 77 where account_id = :me", me=people["own_case"].account_id)
        run(ask, case=about["theirs"]["case"], who=free.account_id)
        about["theirs"]["free"] = people["not_asked"].account_id
    for who, case, conflict in ((people["stepped_back"], "mine", "Người nhà"), (free, "theirs", None)):
        with unit_of_work(database.engine, who) as connection:
            connection.execute(
                text("insert into case_score (case_id, reviewer_id, version, conflict, login)"
                     " values (:case, :me, 1, :conflict, :login)"),
                {"case": about[case]["case"], "me": who.account_id, "conflict": conflict, "login": who.login},
            )  # fmt: skip
    return World(people, about)
