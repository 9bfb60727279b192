"""Tables of plans, their indicators and targets, and of the readings chosen where a plan leaves one open."""

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Identity,
    Index,
    Integer,
    Numeric,
    PrimaryKeyConstraint,
    Table,
    Text,
    text,
)

from talentdb.db.tables.base import TIMESTAMPTZ, metadata

__all__ = ["indicator", "indicator_target", "instrument", "instrument_step", "plan", "plan_choice"]

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

instrument = Table(
    "instrument",
    metadata,
    Column("plan_code", Text, ForeignKey("plan.plan_code")),
    Column("code", Text),
    Column("start", Text, nullable=False),
    Column("opened_by", ARRAY(Text), nullable=False),
    Column("lead_code", Text),
    Column("grants", ARRAY(Text), nullable=False),
    Column("without_nomination", Text, nullable=False, server_default=text("'free'")),
    Column("judged", ARRAY(Text), nullable=False, server_default=text("'{}'")),
    PrimaryKeyConstraint("plan_code", "code"),
)

instrument_step = Table(
    "instrument_step",
    metadata,
    Column("plan_code", Text),
    Column("instrument", Text),
    Column("step", Text),
    Column("stage_from", Text),
    Column("stage_to", Text, nullable=False),
    Column("ended", Text),
    Column("actors", ARRAY(Text), nullable=False),
    Column("effects", ARRAY(Text), nullable=False),
    PrimaryKeyConstraint("plan_code", "instrument", "step", "stage_from"),
    ForeignKeyConstraint(
        ["plan_code", "instrument"], ["instrument.plan_code", "instrument.code"], name="fk_instrument_step_instrument"
    ),
)

plan_choice = Table(
    "plan_choice",
    metadata,
    Column("plan_choice_id", BigInteger, Identity(always=False), primary_key=True),
    Column("plan_code", Text, ForeignKey("plan.plan_code"), nullable=False),
    Column("reading", Text, nullable=False),
    Column("option", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("account_id", Integer, ForeignKey("account.account_id")),
    Column("chosen_at", TIMESTAMPTZ, nullable=False, server_default=text("now()")),
    Index("ix_plan_choice_plan_code", "plan_code"),
    Index("ix_plan_choice_account_id", "account_id"),
)
