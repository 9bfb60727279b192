"""The tables of schema.sql as Core tables, for composing statements. schema.sql is the truth: a test compares them.

Owns names and types only; CHECK texts, policies, views' bodies and grants stand in schema.sql alone. One module a
room; whoever composes a statement takes the tables from here.
"""

from talentdb.db.tables.accounts import account, audit_event, audit_head, session
from talentdb.db.tables.base import metadata
from talentdb.db.tables.councils import (
    council,
    council_seat,
    outside_expert,
    saved_search,
    shortlist,
    shortlist_member,
)
from talentdb.db.tables.identity import (
    judgement,
    judgement_record,
    judgement_retraction,
    match_key,
    match_pair,
    match_run,
    person,
    person_redirect,
    person_source,
)
from talentdb.db.tables.index import index_state, outbox
from talentdb.db.tables.institutions import institution_report
from talentdb.db.tables.people import (
    award,
    employment,
    language_skill,
    person_search,
    person_version,
    qualification,
    training,
    work_member,
)
from talentdb.db.tables.plans import indicator, indicator_target, plan, plan_choice
from talentdb.db.tables.reference import agency, code, commune, commune_predecessor, schema_version
from talentdb.db.tables.reporting import (
    agency_target,
    difficulty,
    difficulty_step,
    excellent_task,
    inspection,
    report,
    report_version,
    snapshot,
    snapshot_signature,
    task_report,
)
from talentdb.db.tables.submissions import (
    column_mapping,
    record_return,
    source_record,
    submission,
    submission_event,
    submission_file,
    submission_problem,
)

__all__ = [
    "account",
    "agency",
    "agency_target",
    "audit_event",
    "audit_head",
    "award",
    "code",
    "column_mapping",
    "commune",
    "commune_predecessor",
    "council",
    "council_seat",
    "difficulty",
    "difficulty_step",
    "employment",
    "excellent_task",
    "index_state",
    "indicator",
    "indicator_target",
    "inspection",
    "institution_report",
    "judgement",
    "judgement_record",
    "judgement_retraction",
    "language_skill",
    "match_key",
    "match_pair",
    "match_run",
    "metadata",
    "outbox",
    "outside_expert",
    "person",
    "person_redirect",
    "person_search",
    "person_source",
    "person_version",
    "plan",
    "plan_choice",
    "qualification",
    "record_return",
    "report",
    "report_version",
    "saved_search",
    "schema_version",
    "session",
    "shortlist",
    "shortlist_member",
    "snapshot",
    "snapshot_signature",
    "source_record",
    "submission",
    "submission_event",
    "submission_file",
    "submission_problem",
    "task_report",
    "training",
    "work_member",
]
