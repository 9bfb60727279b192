"""Tables of plans, their indicators and targets."""

from sqlalchemy import Column, ForeignKey, ForeignKeyConstraint, Integer, Numeric, PrimaryKeyConstraint, Table, Text

from talentdb.db.tables.base import metadata

__all__ = ["indicator", "indicator_target", "plan"]

plan = Table(
    "plan",
    metadata,
    Column("plan_code", Text, primary_key=True),
    Column("title", Text, nullable=False),
    Column("province", Text, nullable=False),
    Column("source", Text, nullable=False),
)


indicator = Table(
    "indicator",
    metadata,
    Column("plan_code", Text, ForeignKey("plan.plan_code")),
    Column("code", Text),
    Column("parent_code", Text),
    Column("name", Text, nullable=False),
    Column("definition", Text, nullable=False),
    Column("stage", Text, nullable=False),
    Column("comparison", Text, nullable=False),
    Column("definition_version", Text, nullable=False),
    PrimaryKeyConstraint("plan_code", "code"),
)


indicator_target = Table(
    "indicator_target",
    metadata,
    Column("plan_code", Text),
    Column("code", Text),
    Column("year", Integer),
    Column("value", Numeric, nullable=False),
    PrimaryKeyConstraint("plan_code", "code", "year"),
    ForeignKeyConstraint(
        ["plan_code", "code"], ["indicator.plan_code", "indicator.code"], name="fk_indicator_target_code"
    ),
)
