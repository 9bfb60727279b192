"""A small made-up registry for the tests of figures: agencies of their own, and people written as derived rows.

Only the agencies T* have the duty to report, whatever the reference data says.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Principal
from talentdb.indicators.engine import compute
from talentdb.plans import load_plan

AGENCIES = {
    # code: (parent, sector, reports)
    "T1": (None, "state", True),
    "T11": ("T1", "public_service", True),
    "T111": ("T11", "public_service", False),
    "T2": (None, "party", True),
    "T3": (None, "private_enterprise", False),
}
_DEFAULTS: dict[str, Any] = {
    "version": 1, "valid_from": date(2026, 1, 1), "valid_to": None, "sex": "male", "birth_date": date(1990, 5, 5),
    "birth_date_precision": "day", "ethnicity_code": "01", "commune_code": None, "agency": "T1", "is_public": True,
    "field_group": None, "status": "working", "sti_posts": [], "is_intellectual": True, "trained_on": [],
    "standard_on": [], "political_on": [], "recruitment_date": None, "talent_groups": [], "qualification": None,
    "employment_category": None, "professional_title_code": None, "retires_on": None, "planned_on": [],
    "course_kinds": None, "course_earliest": None, "course_latest": None,
}  # fmt: skip
_INSERT = """
    insert into person_version (person_id, version, valid_from, valid_to, "values", provenance, full_name, name_key,
        name_toned, name_sort, sex, birth_date, birth_date_precision, ethnicity_code, commune_code, agency_id,
        agency_ids, sector, is_public, research_fields, field_group, status, sti_posts, is_intellectual, trained_on,
        standard_on, political_on, recruitment_date, talent_groups, qualification, employment_category,
        professional_title_code, retires_on, planned_on, course_kinds,
        course_earliest, course_latest, search_key)
    select %(person_id)s, %(version)s, %(valid_from)s, %(valid_to)s, '{}', '{}', %(full_name)s, %(full_name)s,
        %(full_name)s, %(full_name)s, %(sex)s, %(birth_date)s, %(birth_date_precision)s, %(ethnicity_code)s,
        %(commune_code)s, agency_id, array[agency_id], sector, %(is_public)s, '{}', %(field_group)s, %(status)s,
        %(sti_posts)s, %(is_intellectual)s, %(trained_on)s::date[],
        %(standard_on)s::date[], %(political_on)s::date[], %(recruitment_date)s, %(talent_groups)s::text[],
        %(qualification)s, %(employment_category)s, %(professional_title_code)s, %(retires_on)s,
        %(planned_on)s::date[], %(course_kinds)s::text[], %(course_earliest)s::date[], %(course_latest)s::date[], ''
    from agency where code = %(agency)s
"""


@dataclass(frozen=True)
class Registry:
    """Writes people and asks for figures."""

    database: Any

    def write(self, people: Iterable[Mapping[str, Any]]) -> None:
        """Replace all people; missing keys take a default: a Kinh man of 36, trained in nothing, without a post."""
        rows = [{**_DEFAULTS, "person_id": n, "full_name": f"người {n:04}", **p} for n, p in enumerate(people, 1)]
        with self.database.as_owner() as owner:
            for table in ("match_pair", "person_source", "person_version", "person"):
                owner.execute(f"delete from {table}")
            with owner.cursor() as cursor:
                cursor.executemany(
                    "insert into person (person_id, state, content_hash, version_count) values (%s, 'active', '', 1)"
                    " on conflict do nothing",
                    [(row["person_id"],) for row in rows],
                )
                cursor.executemany(_INSERT, rows)

    def figures(
        self, as_of: date, who: Principal = OPERATOR, plan: str = "hung-yen-2711", **options: Any
    ) -> dict[str, dict[str, Any]]:
        """Indicator code -> its entry."""
        with unit_of_work(self.database.engine, who) as connection:
            answer = compute(connection, who, load_plan(plan), as_of, **options)
        return {entry["code"]: entry for entry in answer["indicators"]}

    def ask(self, *pairs: tuple[int, int]) -> None:
        """Replace the pairs that are asked: of the newest records of two persons, which have the persons' numbers."""
        with self.database.as_owner() as owner:
            owner.execute("set session_replication_role = replica")
            owner.execute("delete from match_pair")
            owner.execute("delete from person_source")
            for person in {one for pair in pairs for one in pair}:
                owner.execute("insert into person_source values (%s, %s, 'new')", (person, person))
            for pair in pairs:
                owner.execute(
                    "insert into match_pair values (%s, %s, 1, false, 'ask', 1, 0.6, '{}', 'test')", sorted(pair)
                )

    def judge(self, verdict: str, one: int, other: int) -> int:
        """A steward says of two persons that they are different, or that nobody can tell."""
        with self.database.as_owner() as owner:
            owner.execute("set session_replication_role = replica")
            ((number,),) = owner.execute("select nextval('decision_order')").fetchall()
            owner.execute(
                "insert into judgement (judgement_id, verdict, origin, at, login, model_version)"
                " values (%s, %s, 'queue', now(), 'x', 'test')",
                (number, verdict),
            )
            for side, person in ((0, one), (1, other)):
                owner.execute(
                    "insert into judgement_record (judgement_id, side, source_record_id) values (%s, %s, %s)",
                    (number, side, person),
                )
        return int(number)

    def wait(self, *rows: Mapping[str, Any], as_of: date = date(2026, 7, 1), form: str = "people") -> None:
        """Replace what waits by one submission of such rows; `agency` and `person` (whom it corrects) stand aside."""
        with self.database.as_owner() as owner:
            owner.execute("set session_replication_role = replica")
            owner.execute("delete from source_record")
            owner.execute("delete from submission")
            owner.execute(
                "insert into submission (submission_id, receipt, agency_id, form, origin, file_name, as_of, state,"
                " n_records, n_refused, n_errors, n_warnings, understanding, reader_version) values"
                " (77, 'r', 1, %s, 'manual', 'x', %s, 'submitted', 0, 0, 0, 0, '{}', 'x')", (form, as_of),
            )  # fmt: skip
            for number, row in enumerate(rows, 1):
                values = {key: value for key, value in row.items() if key not in ("agency", "person")}
                owner.execute(
                    "insert into source_record (source_record_id, submission_id, agency_id, employer_id, form, sheet,"
                    " table_no, row_no, state, values, raw_cipher, name_key, corrects_record_id)"
                    " select %s, 77, agency_id, agency_id, %s, 's', 1, %s, 'accepted', %s, '', %s, %s"
                    " from agency where code = %s",
                    (1_000_000 + number, form, number, json.dumps(values), f"ten {number}", row.get("person"),
                     row.get("agency", "T1")),
                )  # fmt: skip
                if row.get("person"):
                    owner.execute(
                        "insert into person_source values (%s, %s, 'new') on conflict do nothing",
                        (row["person"], row["person"]),
                    )

    def state_staff(self, **staff: int) -> None:
        """Replace what bodies say of the number of their people."""
        with self.database.as_owner() as owner:
            owner.execute("set session_replication_role = replica")
            owner.execute("delete from institution_report")
            for number, (agency, total) in enumerate(staff.items(), 1):
                owner.execute(
                    "insert into institution_report (source_record_id, agency_id, sector, valid_from, staff_total)"
                    " select %s, agency_id, sector, '2026-01-01', %s from agency where code = %s",
                    (number, total, agency),
                )


@pytest.fixture
def registry(database: Any) -> Registry:
    with database.as_owner() as owner:
        owner.execute("update agency set reports = false")
        for code, (parent, sector, reports) in AGENCIES.items():
            owner.execute(
                "insert into agency (code, name, name_key, kind, sector, is_public, reports, parent_id) values"
                " (%s, %s, %s, 'other', %s, true, %s, (select agency_id from agency where code = %s))",
                (code, f"Cơ quan {code}", code, sector, reports, parent),
            )
    return Registry(database)
