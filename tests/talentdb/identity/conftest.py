"""A registry written row by row, for what reads pairs and judgements: no model decides what a test is about."""

from types import SimpleNamespace

import pytest
from sqlalchemy import text

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR
from talentdb.identity.judgements import store

EVIDENCE = '[{"feature": "name", "level": "same", "weight": 9.5}, {"feature": "sex", "level": "equal", "weight": 1}]'


class Registry:
    """Rows of the registry, written directly."""

    def __init__(self, province):
        self.province = province

    def __enter__(self):
        self.work = unit_of_work(self.province.engine, OPERATOR)
        self.connection = self.work.__enter__()
        return self

    def __exit__(self, *error):
        return self.work.__exit__(*error)

    def run(self, statement, **values):
        return self.connection.execute(text(statement), values)

    def wait(self, rows, agency="SO-KHCN", **options):
        """Records of a submission that waits."""
        number = self.province.receive(agency, rows, **options).submission_id
        found = self.run(
            "select source_record_id from source_record where submission_id = :id order by row_no", id=number
        )
        return SimpleNamespace(number=number, records=found.scalars().all())

    def load(self, rows, agency="SO-KHCN", persons=None, rule="score", **options):
        """Records that count; each a person of its own unless `persons` says whom they belong to, by which rule."""
        found = self.wait(rows, agency, **options)
        self.run("update submission set state = 'approved' where submission_id = :id", id=found.number)
        for record, person in zip(found.records, persons or found.records, strict=True):
            if person is not None:
                self.run(
                    """
                    insert into person (person_id, state, content_hash, version_count) values (:id, 'active', '', 0)
                    on conflict do nothing
                    """,
                    id=person,
                )
            self.run(
                "insert into person_source values (:record, :person, :rule)", record=record, person=person,
                rule="unlinked" if person is None else "new" if person == record else rule,
            )  # fmt: skip
        return found.records

    def pair(self, one, other, score=0.6, decision="ask", preview=False, submission=None):
        low, high = sorted((one, other))
        self.run(
            """
            insert into match_pair (a_record_id, b_record_id, submission_id, preview, decision, weight, score,
                evidence, model_version)
            select :low, :high, coalesce(:submission, submission_id), :preview, :decision, :score * 10, :score,
                cast(:evidence as jsonb), 't' from source_record where source_record_id = :high
            """,
            low=low, high=high, preview=preview, decision=decision, score=score, evidence=EVIDENCE,
            submission=submission,
        )  # fmt: skip

    def judge(self, verdict, *sides, origin="queue"):
        return store(
            self.connection, OPERATOR, verdict=verdict, origin=origin, sides=sides, model_version="t", reason="thử"
        )


@pytest.fixture
def written(province):
    """A registry to be opened by `with`, committed at its end."""
    return Registry(province)


@pytest.fixture
def registry(written):
    with written as found:
        yield found
